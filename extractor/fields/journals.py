"""Find where an article appeared: the journal, its volume and issue, the year, the pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.fields.candidates import Candidate, Leaf, agreed, best
from extractor.fields.quotes import quoted_in
from extractor.language.dates import DateMention, find_dates, resolve_year
from extractor.language.normalise import normalise
from extractor.language.serials import SerialKind, find_serials
from extractor.passages import Cell, Passage, join_cells

_HEAD, _FOOT = 0.13, 0.93  # running heads and feet stand above and below
_UNDER_HEAD = 0.2  # where a running head of two lines may end
_FEW = 16  # lines at most on a cover
_SHORT = 60  # characters at most of a line that is no sentence of the text
_LONGEST_HEAD = 110  # of a running head in letters: journal, volume, issue, year and pages
_LARGE, _MASTHEAD = 1.6, 0.4
"""How much taller than all other lines a journal's name is on its cover, and how far down."""
_LABEL_TRUST, _RUNNING_TRUST, _NAMED_TRUST = 0.96, 0.93, 0.94
_ISSUE_N = r"([0-9]{1,2}(?:\s?[-~—–、+]\s?[0-9]{1,2})?|S[0-9]|Z[0-9]|增刊[0-9]?)"
_VOL = r"Vo\s?[l1](?:ume)?"
"""「Vo1.27」: the letter is easily read as the figure."""
_ISSUES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<y>20[0-9]{{2}}|19[0-9]{{2}})\s?年?\s?[,，]?\s?第\s?(?P<v>[0-9]{{1,3}})\s?卷\s?[,，]?\s?[(（]?第?\s?(?P<i>{_ISSUE_N})\s?期",
        rf"第\s?(?P<v>[0-9]{{1,3}})\s?卷\s?[,，·]?\s?[(（]?第\s?(?P<i>{_ISSUE_N})\s?期",
        rf"(?P<y>20[0-9]{{2}}|19[0-9]{{2}})\s?年?度?\s?[,，.·]?\s?[(（]?第\s?(?P<i>{_ISSUE_N})\s?期",
        rf"(?P<y>20[0-9]{{2}}|19[0-9]{{2}})\s?[,，]\s?(?P<v>[0-9]{{1,3}})\s?[(（]\s?(?P<i>{_ISSUE_N})\s?[)）]",
        rf"(?<![A-Za-z]){_VOL}\.?\s?(?P<v>[0-9]{{1,3}})\s?[,，.]?\s?(?:\([^)]{{1,12}}\))?\s?(?:No|Issue|Number|Iss)\.?\s?(?P<i>{_ISSUE_N})(?:\s?[(（,，]\s?(?P<y>20[0-9]{{2}})\s?[)）]?)?",
        r"文章编号\s?[】\]〕]?\s?[:：]?\s?[0-9]{4}\s?[-–—－]\s?[0-9]{3}[0-9Xx]\s?[(（]\s?(?P<y>20[0-9]{2}|19[0-9]{2})\s?[)）]\s?(?P<i>[0-9]{2})\s?[-–—－]",
        r"(?<![0-9.总])(?P<y>20[0-9]{2})\s?[./·]\s?(?P<i>[0-9]{1,2})(?![0-9]|\s?[-./·年]\s?[0-9])",
        rf"(?<!总)第\s?(?P<i>{_ISSUE_N})\s?期",
        r"(?<![A-Za-z])No\.?\s?(?P<i>[0-9]{1,2})(?![0-9])\s?[,，]?\s?(?P<y>20[0-9]{2})?",
        rf"(?<![A-Za-z]){_VOL}\.?\s?(?P<v>[0-9]{{1,3}})(?![0-9])",
        r"(?<![A-Za-z])Issue\s?(?P<i>[0-9]{1,2})(?![0-9])",
        r"第\s?(?P<v>[0-9]{1,3})\s?卷",
    )
)
_HOW_TO_CITE = re.compile(
    r"\s*(?:本文)?(?:引用|引文)(?:本文)?(?:格式)?\s*[:：]|\s*Cite this article"
)
"""Before the reference that a page gives of its own article."""
_PAGES = (
    r"文章编号\s?[】\]〕]?\s?[:：]?\s?[0-9]{4}\s?[-–—－]\s?[0-9]{3}[0-9Xx]\s?[(（]\s?[0-9]{4}\s?[)）]\s?[0-9]{2}\s?[-–—－]\s?(?P<a>[0-9]{3,4})\s?[-–—－]\s?(?P<n>[0-9]{2})",
    r"(?:第|P{1,2}\.?|p{1,2}\.?|页码|起止页码?|页数|Pages?)(?:预排|暂定|拟定?|安排)?[为在]?\s?[:：.]?\s?(?P<a>[0-9]{1,4})\s?[-~—–－至]\s?P?(?P<b>[0-9]{1,4})\s?页?",
    r"[(（][0-9SZ]{1,3}[)）]\s?[:：]\s?(?P<a>[0-9]{1,4})\s?[-~—–－]\s?(?P<b>[0-9]{1,4})",
)
_NOISE = re.compile(
    r"总\s?第\s?[0-9]+\s?期|(?:20|19)[0-9]{2}\s?年\s?[0-9]{1,2}\s?月(?:[上中下]旬)?(?:\s?[0-9]{1,2}\s?日)?(?:\s?出版)?|"
    r"(?<![0-9])[0-9]{1,2}\s?月\s?[上中下]旬刊?|[(（]\s?[上中下](?:旬|半月)刊?\s?[)）]|(?:20|19)[0-9]{2}\s?年?|"
    r"[(（]\s?[)）]|\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s?(?:20[0-9]{2})?|"
    r"DOI.*$|ISSN.*$|CN\s?[0-9].*$|[0-9]+|(?<![A-Za-z])(?:Vo\s?[l1]|No|Sum)\.?(?![A-Za-z])|[月旬]\s?刊",
    re.IGNORECASE,
)
_EDGE = ' \u3000,，.。:：·•|｜/—–-_*()（）[]【】《》〈〉"“”'
_JOURNAL_END = re.compile(
    r"(?:学报(?:[(（][^()（）]{2,12}[)）])?|月刊|学刊|杂志|导刊|评论|论坛|期刊|通报|周刊|论丛|文摘|集刊|通讯)$"
)
_JOURNAL_WORD = re.compile(
    r"教育|教学|研究|课程|学校|科学|管理|探索|实践|理论|参考|世界|时代|学习|教师|技术|科技|文化|新|中国|大学|学院|语文|数学|与"
)
_ENGLISH_JOURNAL = re.compile(
    r"\b(?:Journal|Review|Annals|Bulletin|Transactions|Proceedings|Letters|Advances|Studies|Research|Science|Education|Quarterly)\b"
)
_CONTENTS = re.compile(r"^\s*(?:目\s*[录次]|contents\b)", re.IGNORECASE)
_SECTION = re.compile(r"^[·•◆●■]|[·•◆●■]$|研究生|专栏|栏目|专题|论文$")
_NO_NAME = re.compile(
    r"(?:通知[书单]?|证明|报告|回执|公函)$|数据库|来源期?刊|(?:核心|优秀|一级|双效)期刊|收录|^(?:本期)?[目要]\s?[录次目]|^(?:每[月季旬周]|.?出版|.?发行|公开发行|出刊)$"
)
"""What a journal says of itself, beside or instead of its name."""
_PUBLISHED = re.compile(r"\s*(?:出版|出刊|刊出|发行|[双半]?月刊|季刊|[上中下]旬刊?)")
_MONTH_ALONE = re.compile(
    r"(?<![0-9年.])(?P<m>1[0-2]|0?[1-9])\s?月\s?(?:[上中下](?:旬|半月))?刊?\s?(?:出版|出刊|刊出)|"
    r"第\s?[0-9]{1,2}\s?期\s?[(（]\s?(?P<n>1[0-2]|0?[1-9])\s?月\s?(?:[上中下](?:旬|半月)刊?)?\s?[)）]"
)
"""「11月下半月出版」, 「第6期(6月)」 beside the year of the issue."""
_JOINED_TRUST = 0.88
"""Of a date whose year stands elsewhere on the page."""
_SECTION_NAME = re.compile(
    r"(?:教学|教育|课程|课堂|教研|教改|德育|学校|班级|园本|校本|教师|学科|理论|管理|名师|研修|实践)"
    r"(?:实践|研究|管理|论坛|探索|探讨|前沿|天地|纵横|广角|园地|发展|设计|随笔|案例|评价|教学|教研|经验|成长)"
)
"""What the head calls a part of the journal, where the journal's name stands beside it."""
_CITED = re.compile(
    r"\s?[,，.．]?\s?(?:(?:19|20)[0-9]{2}\s?(?:年|[,，(（;；])|第\s?[0-9]{1,3}\s?[卷期])"
)
"""Behind a journal's name in one line with the place of the article: year, volume, issue."""
_EDITORS = re.compile(r"(?<=..)(?:杂志社|编辑部|编委会)$")
"""Who makes a journal is called by its name."""
_HAN = re.compile(r"[㐀-鿿]")
_LETTERS = re.compile(r"[㐀-鿿A-Za-z]")


@dataclass(frozen=True, slots=True)
class IssueMention:
    """A volume, an issue and a year as far as one phrase tells them, with its place."""

    year: str | None
    volume: str | None
    issue: str | None
    passage: Passage
    start: int
    end: int
    rank: int


def find_issue(leaf: Leaf, *, anywhere: bool = False) -> list[Candidate]:
    """Return at most one `volume`, `issue` and `issue_date` of the journal.

    A letter tells them `anywhere`, pages of a journal in heads, on the cover, beside the title.

    What most phrases say is taken; a date of publication that is printed as such is more exact
    than the year.
    """
    lines = leaf.passages if anywhere else _lines(leaf)
    mentions = [m for passage in lines for m in issue_mentions(passage)]
    found: list[Candidate] = []
    for name in ("volume", "issue", "year"):
        values = [(getattr(m, name), m) for m in mentions if getattr(m, name)]
        if not values:
            continue
        votes = Counter(value for value, _ in values)
        first = min(m.rank for _, m in values)
        value, mention = max(
            values,
            key=lambda one: (votes[one[0]] + (2 if one[1].rank == first else 0), -one[1].rank),
        )
        rivals = len(votes) > 1 and votes.most_common(2)[1][1] >= votes[value]
        trust = 0.8 if rivals else 0.97 if mention.rank <= 5 else 0.92
        field = "issue_date" if name == "year" else name
        found.append(
            Candidate(
                field, value, trust, mention.passage, mention.start, mention.end, "journal:issue"
            )
        )
    return [*[c for c in found if c.name != "issue_date"], *_dated(leaf, found)]


def _dated(leaf: Leaf, found: list[Candidate]) -> list[Candidate]:
    """Return the date of publication: by its label or words, in a running head, or the year."""
    year = next((c for c in found if c.name == "issue_date"), None)
    labelled = [
        Candidate("issue_date", d.first.iso(), 0.95, one.value, d.start, d.end, "label:published")
        for one in leaf.labels("issue_when")
        for d in find_dates(one.value.text)[:1]
        if d.year_given and d.first.month is not None
    ]
    printed = [
        Candidate("issue_date", d.first.iso(), 0.95, passage, d.start, d.end, "journal:published")
        for passage in (join_cells((cell,)) for cell in leaf.cells if len(cell.line.text) <= _SHORT)
        for d in find_dates(passage.text)
        if _PUBLISHED.match(passage.text, d.end) and _is_of_issue(d, year)
    ]
    printed = printed or list(_without_year(leaf, year))
    heads = [
        Candidate("issue_date", d.first.iso(), 0.93, passage, d.start, d.end, "journal:month")
        for passage in (join_cells((cell,)) for cell in leaf.cells if _is_head(cell))
        for d in find_dates(passage.text)
        if d.shape in ("cn", "english") and _is_of_issue(d, year)
    ]
    dated = best(labelled) or best(printed) or best(heads)
    chosen = dated or year or best(_year_of_cover(leaf, found))
    return [chosen] if chosen else []


def _without_year(leaf: Leaf, year: Candidate | None) -> Iterator[Candidate]:
    """Yield the month or the day of publication that is printed without the issue's year."""
    if year is None:
        return
    for cell in leaf.cells:
        passage = join_cells((cell,))
        if len(passage.text) > _SHORT:
            continue
        for d in find_dates(passage.text):
            if d.year_given or d.first.month is None or not _PUBLISHED.match(passage.text, d.end):
                continue
            day = resolve_year(d, year=int(str(year.value))).first.iso()
            yield Candidate(
                "issue_date", day, _JOINED_TRUST, passage, d.start, d.end, "journal:day"
            )
        for month in _MONTH_ALONE.finditer(passage.text):
            told = f"{year.value}-{int(month['m'] or month['n']):02d}"
            yield Candidate(
                "issue_date", told, _JOINED_TRUST, passage, *month.span(), "journal:month"
            )


def _is_of_issue(date: DateMention, year: Candidate | None) -> bool:
    """Tell whether a date names a month or a day of the year that the issue is of."""
    exact = date.year_given and date.first == date.last and date.first.month is not None
    return exact and (year is None or date.first.iso().startswith(str(year.value)))


def _year_of_cover(leaf: Leaf, found: list[Candidate]) -> list[Candidate]:
    """Return the year that stands on a line of its own where few lines and an issue stand."""
    if not any(c.name == "issue" for c in found):
        return []
    years = []
    for cell in leaf.cells:
        few = sum(other.page == cell.page for other in leaf.cells) <= _FEW
        match = re.fullmatch(r"\s*((?:19|20)[0-9]{2})\s?年?\s*", cell.line.text)
        if few and match:
            passage = join_cells((cell,))
            years.append(
                Candidate(
                    "issue_date", match[1], 0.92, passage, 0, len(passage.text), "journal:cover"
                )
            )
    return years


def issue_mentions(passage: Passage) -> Iterator[IssueMention]:
    """Yield what each phrase on volume and issue says; of overlapping ones the fullest."""
    taken: list[tuple[int, int]] = []
    for rank, pattern in enumerate(_ISSUES):
        for match in pattern.finditer(passage.text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            taken.append(match.span())
            parts = match.groupdict()
            issue = parts.get("i")
            if issue and issue.isdigit():
                issue = str(int(issue))
                if not 1 <= int(issue) <= 60:
                    continue
            yield IssueMention(parts.get("y"), parts.get("v"), issue, passage, *match.span(), rank)


def _lines(leaf: Leaf) -> Iterator[Passage]:
    """Yield the lines that may tell the issue: heads, covers, the article's number; no references."""  # noqa: E501
    for cell in leaf.cells:
        text = cell.line.text
        if re.search(r"^\s*[\[［]\s?[0-9]+\s?[\]］]|[\[［]\s?[JMDC]\s?[\]］]", text):
            continue
        page = [c for c in leaf.cells if c.page == cell.page]
        short = len(text) <= (_LONGEST_HEAD if cell.box.centre[1] < _HEAD else _SHORT)
        if (
            short and (_is_running(cell) or len(page) <= _FEW * 2 or cell.box.centre[1] < 0.4)
        ) or "文章编号" in normalise(text).text:
            yield join_cells((cell,))


def _is_head(cell: Cell) -> bool:
    return _is_running(cell) or cell.box.centre[1] < _UNDER_HEAD


def _is_running(cell: Cell) -> bool:
    return cell.box.centre[1] < _HEAD or cell.box.centre[1] > _FOOT


def find_journal(leaf: Leaf) -> list[Candidate]:
    """Return at most one `journal`: by label, by its marks, in running heads or on the cover."""
    found = [
        _named(one.value, text, _LABEL_TRUST, f"label:{one.label}")
        for one in leaf.labels("journal")
        if (one.inline or not one.label.isascii())
        and 2 <= len(text := _tidy(_CITED.split(one.value.text)[0])) <= 60
    ]
    found.extend(_from_marks(leaf))
    found.extend(_from_heads(leaf))
    # what stands in heads, on the cover and in the imprint is one name: each place confirms it
    counted = Counter(str(c.value) for c in found)
    weighed = [
        Candidate(
            c.name, c.value, min(0.98, c.trust + 0.02 * (counted[str(c.value)] - 1)), c.passage,
            c.start, c.end, c.method,
        )
        for c in found
    ]  # fmt: skip
    chosen = agreed(weighed)
    return [chosen] if chosen else []


def _from_marks(leaf: Leaf) -> list[Candidate]:
    found = []
    for passage in leaf.passages:
        for one in quoted_in(passage.text):
            if one.mark != "《" or not 2 <= len(one.text) <= 30:
                continue
            after = passage.text[one.end + 1 : one.end + 9]
            before = passage.text[max(0, one.start - 7) : one.start - 1]
            named = re.match(
                r"\s*(?:编辑部|杂志社?|期刊|编委会|[(（]?\s?(?:20|19)\d\d|第|刊|稿件|录用|用稿|采用|投稿)",
                after,
            )
            placed = re.search(
                r"(?:刊于|发表于|发表在|刊发于|刊登于|载于|刊载于|刊登在|在|于|本刊|期刊|杂志|收录于|编入)$",
                before,
            )
            if named or placed:
                found.append(
                    Candidate("journal", one.text.strip(), _NAMED_TRUST, passage, one.start, one.end, "journal:marks")  # noqa: E501
                )  # fmt: skip
    return found


def _from_heads(leaf: Leaf) -> list[Candidate]:
    found = []
    told = Counter(_tidy(cell.line.text) for cell in leaf.cells)
    for page in sorted({cell.page for cell in leaf.cells}):
        cells = [cell for cell in leaf.cells if cell.page == page]
        has_contents = any(_CONTENTS.match(c.line.text) for c in cells)
        is_cover = len(cells) <= _FEW and not has_contents
        wordy = [cell for cell in cells if len(_LETTERS.findall(cell.line.text)) > 1]
        largest = max((cell.box.height for cell in wordy), default=0.0)
        masthead = _masthead(wordy) if is_cover and _tells_issue(cells) else None
        for cell in cells:
            is_large = is_cover and cell.box.height >= 0.8 * largest and cell.box.centre[1] < 0.6
            if not (_is_running(cell) or is_large):
                continue
            passage = join_cells((cell,))
            told_issue = any(True for _ in issue_mentions(passage)) or _beside_issue(cell, cells)
            told_issue = told_issue and not _is_section(cell, cells)
            hints = (
                (1.0, told_issue),
                (0.6, is_large),
                (0.6, has_contents and told_issue),
                (0.5, cell is masthead),
                (0.5, cell is masthead and _stands_over_english(cell, cells)),
            )
            weight = sum(points for points, is_there in hints if is_there)
            for piece in _pieces(passage):
                twice = told[piece] > 1
                trust = _trust_of(
                    piece, weight + (0.8 if twice else 0.0), is_told=told_issue or twice
                )
                if trust > 0:
                    found.append(
                        _named(passage, piece, trust, f"journal:{'cover' if is_large else 'head'}")
                    )
    return found


def _masthead(wordy: list[Cell]) -> Cell | None:
    """Return the Chinese line in by far the largest type, if it stands in a cover's upper part."""
    chinese = [cell for cell in wordy if len(_HAN.findall(cell.line.text)) > 1]
    tallest = max(chinese, key=lambda cell: cell.box.height, default=None)
    if tallest is None or tallest.box.centre[1] > _MASTHEAD:
        return None
    next_tallest = max((c.box.height for c in wordy if c is not tallest), default=0.0)
    return tallest if tallest.box.height >= _LARGE * next_tallest else None


def _tells_issue(cells: list[Cell]) -> bool:
    """Tell whether a page names an issue, or a number of the journal."""
    passages = [join_cells((cell,)) for cell in cells]
    return any(
        any(True for _ in issue_mentions(passage))
        or any(one.kind in (SerialKind.ISSN, SerialKind.CN) for one in find_serials(passage.text))
        for passage in passages
    )


def _stands_over_english(cell: Cell, cells: list[Cell]) -> bool:
    """Tell whether the next line below is in letters alone, as a journal's English name is."""
    return any(
        _is_under(below, cell)
        and not _HAN.search(below.line.text)
        and len(re.findall(r"[A-Za-z]{3,}", below.line.text)) > 1
        for below in cells
    )


def _is_under(below: Cell, cell: Cell) -> bool:
    """Tell whether a line stands right under another one."""
    gap = below.box.top - cell.box.bottom
    beside = below.box.left > cell.box.right or below.box.right < cell.box.left
    return -0.3 * cell.box.height < gap < cell.box.height and not beside


def _beside_issue(cell: Cell, cells: list[Cell]) -> bool:
    """Tell whether an issue stands in the row of a cell or right under it, and no other name.

    A name that stands between the two is the journal's, the farther one a section's.
    """
    row = _row_of(cell, cells)
    under = [other for other in cells if other.box.top > cell.box.top and _is_under(other, cell)]
    return any(
        not _pieces(join_cells((other,)))
        and any(True for _ in issue_mentions(join_cells((other,))))
        and not any(
            _is_between(cell, third, other) and not _is_section(third, cells) for third in row
        )
        for other in (*row, *under)
    )


def _row_of(cell: Cell, cells: list[Cell]) -> list[Cell]:
    return [
        other
        for other in cells
        if other.key != cell.key
        and abs(other.box.centre[1] - cell.box.centre[1]) < 1.2 * cell.box.height
    ]


def _is_section(cell: Cell, cells: list[Cell]) -> bool:
    """Tell whether a cell names a part of the journal: 「教学实践」 beside another name."""
    if not _SECTION_NAME.fullmatch(_tidy(cell.line.text)):
        return False
    return any(
        _pieces(join_cells((other,))) and not _SECTION_NAME.fullmatch(_tidy(other.line.text))
        for other in _row_of(cell, cells)
    )


def _is_between(cell: Cell, third: Cell, other: Cell) -> bool:
    """Tell whether a name stands between two cells of a row."""
    first, last = sorted((cell.box, other.box), key=lambda box: box.left)
    between = first.right <= third.box.left and third.box.right <= last.left
    return between and bool(_pieces(join_cells((third,))))


def _pieces(passage: Passage) -> list[str]:
    text = passage.raw
    for pattern in _ISSUES:
        text = pattern.sub("  ", text)
    text = _NOISE.sub("  ", text)
    return [piece for part in re.split(r"\s{2,}|\t|　", text) if (piece := _tidy(part))]


def _trust_of(piece: str, weight: float, *, is_told: bool) -> float:
    """Return how far words are trusted to be a journal's name, by themselves and their place."""
    if not _HAN.search(piece):
        english = _ENGLISH_JOURNAL.search(piece) is not None and len(piece.split()) <= 9
        return (0.8 if is_told else 0.6) if english else 0.0
    if not 2 <= len(piece) <= 24 or re.search(r"[。!！?？:：;；]|^第|单位|刊号|主[管办编]", piece):
        return 0.0
    if _NO_NAME.search(piece):
        return 0.0
    score = 1.0 if _JOURNAL_END.search(piece) else 0.5 if _JOURNAL_WORD.search(piece) else 0.0
    score += weight
    score -= 1.0 if _SECTION.search(piece) else 0.0
    if score < 1.0:
        return 0.0
    return _RUNNING_TRUST if score >= 1.5 else 0.75


def _tidy(text: str) -> str:
    plain = normalise(text).text
    name = plain.strip(_EDGE)
    at = plain.find(name) + len(name)
    if name.count("(") > name.count(")") and plain[at : at + 1] == ")":
        name += ")"
    return _EDITORS.sub("", name)


def _named(passage: Passage, text: str, trust: float, method: str) -> Candidate:
    start = max(passage.text.find(text), 0)
    return Candidate("journal", text, trust, passage, start, start + len(text), method)


def find_pages(leaf: Leaf) -> list[Candidate]:
    """Return at most one `pages`, as 12-15."""
    found = []
    for passage in leaf.passages:
        cited = _HOW_TO_CITE.match(passage.text) is not None
        if re.search(r"[\[［]\s?[JMDC]\s?[\]］]", passage.text) and not cited:
            continue  # a reference tells the pages of another work
        for rank, pattern in enumerate(_PAGES):
            for match in re.finditer(pattern, passage.text):
                first = int(match["a"])
                last = first + int(match["n"]) - 1 if rank == 0 else int(match["b"])
                if 0 < first <= last < first + 60:
                    # reckoned from the number of pages: five authors label the first one alone
                    trust = 0.88 if rank == 0 else 0.85
                    found.append(
                        Candidate(
                            "pages", f"{first}-{last}", trust, passage, *match.span(), "pages"
                        )
                    )
    chosen = best(found)
    return [chosen] if chosen else []
