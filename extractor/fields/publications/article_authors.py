"""Find who wrote an article, in order: the names below its title, behind a label or in a head."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.fields.candidates import Candidate, Leaf
from extractor.fields.people.teams import (
    announced_names,
    catalogued_names,
    names_in,
    numbered_names,
    team,
)
from extractor.fields.publications.article_pages import head_lines
from extractor.fields.publications.author_rows import (
    ends_english_title,
    is_body_of_one,
    name_behind_note,
    names_behind_by,
    names_beside_pinyin,
    names_each_behind_body,
    names_in_columns,
    names_mixed,
    names_shared,
    tidy_row,
)
from extractor.fields.publications.byline_lines import (
    BYLINE,
    MENU,
    PARTED,
    places_authors,
)
from extractor.fields.publications.bylines_beside import names_beside
from extractor.fields.publications.issue_mentions import issue_mentions
from extractor.fields.publications.journal_sections import MAKERS, SECTION_NAME
from extractor.fields.publications.marked_contents import only_listed
from extractor.fields.publications.running_heads import in_running_head, noted_below, people_of
from extractor.fields.publications.spelt_names import is_no_person
from extractor.fields.publications.upright_titles import UPRIGHT, upright_authors
from extractor.language.names import is_name, name_likelihood, names_at_end, tidy_name
from extractor.language.organisations import organisation_likelihood
from extractor.language.scripts import has_chinese
from extractor.language.words import words
from extractor.paragraphs import rows_of
from extractor.passages import Cell, Slice, join_cells, join_slices

_LABEL_TRUST = 0.97
_AUTHOR_TRUST = 0.95
_AUTHOR_ROWS = 5
_OF_MARGIN = 5
"""Lines from one edge beside a title from which they are a column of notes."""
_BETWEEN_COLUMNS = 0.1
"""Of the page's width: what begins so far behind a title is not of its column."""
WHOLE_BODY, _BODY = 0.8, 0.6
_MARKED_EN = re.compile(
    r"\s*([a-f])\s?(?:[A-Z][^.]{4,}\b|(?=[A-Z]))"
    r"(?:University|School|Institute|College|Department|Faculty|Cent(?:er|re)|Hospital|Academy|Station|Laboratory|Bureau|Company)\b"
)
_MANY = 2
_UNCOMMON, _LEAST_LIKELY = re.compile(r"[㐀-鿿]{2,3}"), 0.2
_IN_GAPS = re.compile(
    r"(?:[㐀-鿿]{1,8}(?:·?[㐀-鿿]{1,8})\s{2,}){2,8}[㐀-鿿]{1,8}(?:·?[㐀-鿿]{1,8})"
)
"""「张小三  次仁央宗  卡德尔·艾山  李四」"""
_LABEL = re.compile(r"^\s*(?:作\s{0,3}者|著\s{0,3}者|撰稿人?|撰文)\s*[:：]?\s+(?=[㐀-鿿])")
"""「作者   李明;王小红」 in a record of a database"""
_LEADING = re.compile(
    r"^\s*(?:[/／⊙]|[□■◇◆○●◎]?\s?本[报刊](?:特约)?(?:记者|通讯员|撰稿人?|评论员)\s?[:：]?)\s*(?=[㐀-鿿])"
)
"""「/王小明 李静」, 「⊙ 王 小 明」, 「◇本报记者 王小明」"""
_CORRESPONDING = re.compile(r"(?<=[0-9])[+＋†‡](?=\s*(?:[,，;；]|$))")
"""「王小明1+」: to whom letters on the article go."""
_BY = re.compile(r"\s*(?:作\s{0,6}者|撰文|撰稿)\s*[:：]")
_GROUP = re.compile(r"^\s*[㐀-鿿]{1,4}(?:组|年级|处|科室)\s+(?=[㐀-鿿])")
"""「语文组   王小明」: of which group of the school the author is."""
_EACH_PLACED = re.compile(
    r"(?:\s*[㐀-鿿·]{2,8}\s*[(（][^()（）]{4,30}[)）][,，、;；]?){1,8}(?:\s*[㐀-鿿·]{2,8})?\s*"
)
"""「王小明(某某小学)   李静(某某中学」: behind each author the school, whose end is below."""
_MARKED_BYLINE = re.compile(
    r"\s*[□■◇◆○●◎▢☐△▲▽▼☆★※⊙]\s?(?:本?[报刊]?(?:记者|通讯员|特约撰稿|撰文|作者)\s?)?"
    r"(?:[㐀-鿿]{2,12}\s+)?[㐀-鿿](?:\s?[㐀-鿿·]){1,11}\s*"
)
"""「□ 王小明」, 「■ 某某小学 王小明」, 「◇本报记者 李静」"""
_NTH = re.compile(r"[,，、;；(（]\s?第\s?[2-9二三四五六七八九]\s?作者")
"""「红框内为本人论文,第2作者:王小明」 tells of one of them."""
_SIGNED = re.compile(r"\s*(?:文|撰文|作者)\s?[/／|｜:：︱丨]\s?[㐀-鿿]")
"""「文/王小明」, beside which a word may stand upright in the margin."""
_SIGNED_LEAD = re.compile(r"\s*(?:文|撰文|作者)\s?[/／|｜:：︱丨]\s?")
_OTHERS_TOLD = re.compile(
    r"(?<=\S)\s+[◎●○■□◆◇△▲★☆※]?\s?(?:指导(?:教师|老师)?|摄影|供图|配图|图片?|编辑|审核|通讯员)\s?[/／:：|｜].*$"
)
"""「文/王小明  指导教师:李老师  摄影:家委会」"""
_OF_OTHERS = re.compile(
    r"\s*[◎●○■□◆◇△▲★☆※]?\s*(?:指导(?:教师|老师)?|摄影|审核|通讯员|责任?编辑?)\s?[:：]"
)
"""A row that tells who guided the author."""
_FIRST = re.compile(r"[,，;；]|\s{2,}")
_POST_CODE = re.compile(r"[㐀-鿿](?:\s?[,，]\s?|\s{1,4})[㐀-鿿\s]{2,8}[0-9]{6}\s*[)）]?$")
_UNITS = re.compile(r"\s*[(（]?\s*1\s?[.、．,，]?\s?[㐀-鿿]{4}")
"""「1.某某医院,某地100000;2.某某大学」 begins the list of where the authors work."""
_IN_BRACKETS = re.compile(r"\s*[(（][^()（）]*[)）]")
_OPEN_BRACKET = re.compile(r"\s*[(（][^()（）]*$")
_END_OF_BRACKET = re.compile(r"[^()（）]*[)）]\s*")
"""Where an author works may fill the rest of the line and begin the next."""
_SCHOOL_AND_WORD = re.compile(
    r"\s*(?P<e>[㐀-鿿]{4,30})\s+(?P<n>[㐀-鿿·]{2,8}|[㐀-鿿](?:\s[㐀-鿿]){1,2})\s*"
)
"""「某某县第三中学  格桑梅朵」, 「某某幼儿园  脱 小 霞」"""
_PART_OF_HOUSE = re.compile(r"[组室处科部班校区园系院]$")
_ONE_SIGN = re.compile(r"[㐀-鿿]")
_CUT_NAME, _CUT_TRUST = re.compile(r"[a-z]\s[A-Z]$"), 0.85
"""「Wenbo X」, of which the copy lost the rest"""
_GOES_ON_EN = re.compile(r"[A-Z][A-Za-z'’-]+\s?[0-9a-f*,\s]*")


def article_authors(leaf: Leaf, page: int | None, title: Candidate | None) -> list[Candidate]:
    """Return the authors in order: the names below the title, else those behind a label."""
    labelled = [
        team("authors", names, one.value, _LABEL_TRUST, f"label:{one.label}")
        for one in leaf.labels("authors")
        if not _NTH.search(one.value.cells[0].line.text)
        and (
            names := names_beside_pinyin(one.value.raw)
            or names_mixed(one.value.raw)
            or names_in(one.value.raw)
            or announced_names(one.value.raw, surely=True)
            or catalogued_names(one.value.raw)
        )
    ]
    if title is not None and title.method == UPRIGHT:
        upright = upright_authors(leaf, title)
        # else beside it stands another article, or the text
        if not labelled or len(upright) > len(labelled[0]):
            return upright
    below = _below_title(leaf, page, title) if page is not None else []
    if below or labelled:
        return below or labelled[0]
    if title is not None and (beside := names_beside(leaf, title)):
        return beside
    head = in_running_head(leaf, page) if page is not None else []
    called = {str(c.value) for c in head if c.name == "activity_title"}
    if title is not None and called and str(title.value) not in called:
        return []  # the head of another article that ends above this one
    head = head or only_listed(leaf)
    return [c for c in head if c.name == "authors"] or noted_below(leaf)


def _below_title(leaf: Leaf, page: int, title: Candidate | None) -> list[Candidate]:
    """Return the names in the first lines below the title, which may stand beside their school."""
    if title is None or title.passage.page != page:
        return []
    bottom = title.passage.cells[-1].box.centre[1]
    head = _without_margin(leaf, head_lines(leaf, page), title)
    rows = [row for row in rows_of(tuple(head)) if row[0].box.centre[1] > bottom]
    marks = {m[1] for c in leaf.cells if (m := _MARKED_EN.match(c.line.text))}
    found: list[Candidate] = []
    rows = _without_breaks(rows[: _AUTHOR_ROWS + 1])
    above: tuple[Cell, ...] = ()
    for row, below in zip(rows[:_AUTHOR_ROWS], [*rows[1:], ()], strict=False):
        passed = _is_passed(row, above, below, found, title)
        above = row
        cells = [cell for cell in row if cell.key not in {c.key for c in title.passage.cells}]
        if has_chinese(str(title.value)):
            cells = [cell for cell in cells if not is_no_person(cell.line.text)]
        cells = _from_mark(_without_issue(_without_next_column(cells, title)))
        if passed or not cells:
            continue
        if len(cells) > 1 and _SIGNED.match(cells[1].line.text):
            cells = cells[_ONE_SIGN.fullmatch(cells[0].line.text.strip()) is not None :]
        raw = _OPEN_BRACKET.sub("", "\u3000".join(c.line.text for c in cells))
        if found and _END_OF_BRACKET.fullmatch(raw):
            continue
        if _places_all(raw, begun=bool(found)):
            break  # where they work
        names, trust = _told_in_row(cells, raw, below, marks, first=not found)
        if names:
            passage = join_slices(tuple(Slice(c, 0, len(c.line.text)) for c in cells))
            found.extend(team("authors", names, passage, trust, "paper:below-title"))
            if _OTHERS_TOLD.search(raw):
                break  # the next line goes on with who guided them
        elif found:
            break
    return _in_one_language(_in_column(found, title))


def _without_margin(leaf: Leaf, head: list[Cell], title: Candidate) -> list[Cell]:
    """Return the lines of a head without a narrow column of notes to the left of its title.

    「引用格式」, 「收稿日期」 and their values, one under another from one edge, with text beside.
    """
    left = min(cell.box.left for cell in title.passage.cells)
    page = title.passage.page
    cells = [cell for cell in leaf.cells if cell.page == page]
    text = [cell for cell in cells if cell.box.right > left]
    beside = [cell for cell in cells if cell.box.right <= left]
    if not any(_share_height(cell, other) for cell in beside for other in text):
        return head  # short lines of the only column
    edges = [sum(abs(one.box.left - cell.box.left) <= cell.em for one in beside) for cell in beside]
    if max(edges, default=0) < _OF_MARGIN:
        return head
    return [cell for cell in head if cell not in beside]


def _in_column(found: list[Candidate], title: Candidate) -> list[Candidate]:
    """Return the authors whose row stands under the title, if any: others are the next article's.

    The byline beside may stand a little higher: 「郑小海」 under 「听课随想」 at the right.
    """
    right = max(cell.box.right for cell in title.passage.cells) + _BETWEEN_COLUMNS
    own = [c for c in found if min(cell.box.left for cell in c.passage.cells) <= right]
    return own or found


def _without_issue(cells: list[Cell]) -> list[Cell]:
    """Return the cells of a row without 「2025年 第13卷 第1期」 in the margin beside it."""
    own = [cell for cell in cells if not any(True for _ in issue_mentions(join_cells((cell,))))]
    return own or cells


def _share_height(one: Cell, other: Cell) -> bool:
    shared = min(one.box.bottom, other.box.bottom) - max(one.box.top, other.box.top)
    return shared > 0.3 * min(one.box.height, other.box.height)


def _from_mark(cells: list[Cell]) -> list[Cell]:
    """Return the one cell of a row that a mark calls a byline: 「□ 王小明」 beside the text."""
    marked = [cell for cell in cells if _MARKED_BYLINE.fullmatch(cell.line.text)]
    if len(marked) != 1 or len(cells) == 1:
        return cells
    before = cells[: cells.index(marked[0])]
    # 「王小明」 beside 「□李静」, who is meant
    own = [*(cell for cell in before if people_of(cell.line.text)), *marked]
    for cell in cells[cells.index(marked[0]) + 1 :]:
        if cell.box.left - own[-1].box.right > 2 * cell.em or not people_of(cell.line.text):
            break
        own.append(cell)  # 「□ 某某学校 王小明」, and close by 「李静」
    return own


def _is_passed(
    row: tuple[Cell, ...],
    above: tuple[Cell, ...],
    below: tuple[Cell, ...],
    found: list[Candidate],
    title: Candidate,
) -> bool:
    """Tell whether a row lies between authors, or before them, and names none."""
    if found:
        # 「王小明」 over 「某某小学」, below it the next author
        return is_body_of_one(row, below, found[0].passage.cells[0])
    return has_chinese(str(title.value)) and ends_english_title(row, above)


def _places_all(raw: str, *, begun: bool) -> bool:
    """Tell whether a row says where the authors work."""
    if begun and _UNITS.match(raw):
        return True
    first = _FIRST.split(_IN_BRACKETS.sub("", raw))[0]
    return _POST_CODE.search(raw) is not None and organisation_likelihood(first) >= _BODY


def names_of_row(cells: Sequence[Cell], raw: str) -> list[str]:
    """Return the names that a row tells if it is the first of an article's authors."""
    return _told_in_row(list(cells), raw, (), set(), first=True)[0]


def _told_in_row(
    cells: list[Cell], raw: str, below: tuple[Cell, ...], marks: set[str], *, first: bool
) -> tuple[list[str], float]:
    """Return the names that a row of authors tells, and how far they are trusted."""
    if _OF_OTHERS.match(raw) or MAKERS.search(raw) or SECTION_NAME.fullmatch(raw.strip()):
        return [], _AUTHOR_TRUST  # 「游戏广角」 is nobody
    raw = tidy_row(_CORRESPONDING.sub("*", _LEADING.sub("", MENU.sub("", raw))))
    shared = names_shared(raw) if first else []
    told = _BY.match(raw) is not None
    raw = _glued_one(_OTHERS_TOLD.sub("", _GROUP.sub("", _LABEL.sub("", raw))))
    if marks:
        raw = re.sub(rf"(?<=[a-z]) [{''.join(marks)}](?=\s*(?:[,，*]|$))", "", raw)
    placed = names_each_behind_body(_OTHERS_TOLD.sub("", "".join(c.line.text for c in cells)))
    by = BYLINE.fullmatch(raw.strip()) is not None
    listed = (numbered_names(raw) or announced_names(raw)) if by else []
    apart = names_in_columns([c.line.text for c in cells]) or names_beside_pinyin(raw)
    apart = apart or names_mixed(raw)
    lost = names_behind_by(raw) if first else []
    names = lost or shared or placed or listed or apart or _names_of_row(raw)
    if not names and told:
        names = announced_names(_BY.sub("", raw), surely=True)  # 「作者：朵娅　【某某小学】」
    if not names and first and any(map(places_authors, below)):
        # 「练玉珊，李明」 over where they work
        names = announced_names(raw, surely=True) or _only_name(raw)
    beside = _beside_school(raw) if first and not names else []
    names = [name for name in names or beside if organisation_likelihood(name) < WHOLE_BODY]
    names = _without_marks(names, marks)
    by_lost = bool(names) and names[0][:1] == "文" and is_name(names[0][1:])
    # 「文王小明」: the stroke of 「文/王小明」 may be lost
    doubted = by_lost or lost or beside or shared or any(_CUT_NAME.search(name) for name in names)
    return names, _CUT_TRUST if doubted else _AUTHOR_TRUST


def _without_next_column(cells: list[Cell], title: Candidate) -> list[Cell]:
    """Return the cells of a row without those of another article beside this one's column."""
    right = max(cell.box.right for cell in title.passage.cells)
    own = [cell for cell in cells if cell.box.left <= right + _BETWEEN_COLUMNS]
    return own or cells


def _in_one_language(found: list[Candidate]) -> list[Candidate]:
    """Return authors without the rows in letters over or under the Chinese ones."""
    chinese = [c for c in found if has_chinese(str(c.value))]
    rows = {c.passage.cells[0].key for c in chinese}
    if chinese and has_chinese(str(found[0].value)):
        return [c for c in found if c.passage.cells[0].key in rows]
    if chinese:
        # the end of the English title, whose words look like a name, stands above the authors
        first = found.index(chinese[0])
        return [c for at, c in enumerate(found) if at >= first or c.passage.cells[0].key in rows]
    return found


def _glued_one(raw: str) -> str:
    """Return a list in letters where each name but one has its figure: that one's 「l」 is a 1."""
    pieces = re.split(r"(?<=[A-Za-z0-9*])\s?[,，;；]\s?(?=[A-Z])", raw)
    figured = [re.search(r"[a-z]\s?[0-9]", piece) is not None for piece in pieces]
    if not any(figured) or has_chinese(raw):
        return raw
    for piece, has_figure in zip(pieces, figured, strict=True):
        if not has_figure:
            raw = raw.replace(piece, re.sub(r"(?<=[a-z])[lI](?=\s?[,.，]?\s?\*?$)", "1", piece))
    return raw


def _names_of_row(raw: str) -> list[str]:
    """Return the names of a line of authors, in which schools may stand and rare surnames."""
    names = names_in(raw) or names_in(_without_bodies(raw)) or _behind_body(raw)
    if not names and (len(PARTED.findall(raw)) >= _MANY or _IN_GAPS.fullmatch(raw.strip())):
        names = announced_names(raw)  # a rare surname among others that are plain
    names = names or name_behind_note(raw)
    if not names and _EACH_PLACED.fullmatch(raw):
        names = announced_names(raw, surely=True)
    return names


def _only_name(raw: str) -> list[str]:
    """Return the one author of a line who has a surname that is on no list."""
    name = tidy_name(raw)
    may_be = _UNCOMMON.fullmatch(name) and name_likelihood(name) >= _LEAST_LIKELY
    return [name] if may_be else []


def _beside_school(raw: str) -> list[str]:
    """Return the one word that stands apart behind a school, a name that is like none known."""
    match = _SCHOOL_AND_WORD.fullmatch(raw)
    if match is None or organisation_likelihood(match["e"]) < WHOLE_BODY:
        return []
    name = re.sub(r"\s", "", match["n"])
    return [] if name in words("not_names") or _PART_OF_HOUSE.search(name) else [name]


def _without_breaks(rows: list[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    """Return the rows, one that ends within a list of Latin names with the rest of that list."""
    joined: list[tuple[Cell, ...]] = []
    for row in rows:
        above = joined[-1][-1].line.text.strip() if joined else ""
        rest = row[0].line.text.strip()
        several = len(PARTED.findall(above)) > 1 and above.isascii()
        if (
            several
            and len(row) == 1
            and (above[-1] in ",*" or above[-1].isalpha() or above[-1] == ".")
            and _GOES_ON_EN.fullmatch(rest)
            and " " not in rest.split(",")[0].strip("0123456789* ")
        ):
            joined[-1] = (*joined[-1], *row)
        elif joined and len(row) == len(joined[-1]) == 1 and _ONE_SIGN.fullmatch(rest):
            joined[-1] = (*joined[-1], *row)  # 「王小明   李」 over 「静」
        elif joined and names_each_behind_body(joined[-1][-1].line.text + row[0].line.text):
            joined[-1] = (*joined[-1], *row)  # 「某某小学  王小明   某某幼」 over 「儿园  李静」
        else:
            joined.append(row)
    return joined


def _without_marks(names: list[str], marks: set[str]) -> list[str]:
    """Return Latin names without the small letter that says where each author works."""
    last = {name[-1] for name in names}
    # a mark of the list may be lost in reading, but the letters run from a without a gap
    runs_on = len(last) > 1 and last == set("abcdef"[: len(last)]) and bool(last & marks)
    if marks and (runs_on or last <= marks) and all(name.isascii() for name in names):
        return [name[:-1] for name in names]
    return names


def _without_bodies(raw: str) -> str:
    """Return a line of authors without the schools that stand in it, parted by spaces or marks."""
    parts = re.split(r"(\s+|[,，;；/|／｜])", raw)
    kept = [part for part in parts if organisation_likelihood(part) < 0.6]
    return "".join(kept) if len(kept) < len(parts) else ""


def _behind_body(raw: str) -> list[str]:
    """Return the authors of 「某某县实验小学李明」, where the gap behind the school was lost.

    Two of them may stand there, and a school behind the author of 「文/李明某某县实验小学」.
    """
    text = raw.strip(" ()（）")
    if signed := _SIGNED_LEAD.match(text):
        text = text[signed.end() :]
        for size in (3, 2, 4):
            if is_name(text[:size]) and organisation_likelihood(text[size:]) >= WHOLE_BODY:
                return [text[:size]]
    if organisation_likelihood(text) >= WHOLE_BODY:
        return []
    for name in names_at_end(text):
        rest = text.removesuffix(name)
        if organisation_likelihood(rest) >= WHOLE_BODY:
            return [name]
        for first in names_at_end(rest):
            if organisation_likelihood(rest.removesuffix(first)) >= WHOLE_BODY:
                return [first, name]
    return []
