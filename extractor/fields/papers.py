"""Find what an article is: its title, its authors in order, its length and who indexes it."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from statistics import median

from extractor.fields.bodies import body_words
from extractor.fields.candidates import Candidate, Leaf, agreed, best, from_label
from extractor.fields.issues import find_issue, find_pages, issue_mentions
from extractor.fields.journals import find_journal
from extractor.fields.quotes import quoted_in
from extractor.fields.references import without_references
from extractor.fields.serial_numbers import find_serial_numbers
from extractor.fields.teams import announced_names, names_in, team
from extractor.language.names import names_at_end
from extractor.language.normalise import normalise
from extractor.language.organisations import organisation_likelihood
from extractor.language.serials import SerialKind
from extractor.paragraphs import rows_of
from extractor.passages import Cell, Passage, Slice, join_cells, join_slices

_ABSTRACT = re.compile(
    r"^\s*[【\[〔(（]?\s*(?:内\s*容\s*)?(?:摘\s*要|提\s*要|关\s*键\s*词|Abstract|ABSTRACT|A\s?b\s?s\s?t\s?r\s?a\s?c\s?t|Keywords?|Key\s?words)"
)
_RUNNING = re.compile(
    r"DOI|ISSN|http|www\.|收稿日期|文章编号|中图分类号|^\s*第?\s*\d+\s*页?\s*$|^[·•\-—\s]*\d+[·•\-—\s]*$",
    re.IGNORECASE,
)
_TITLE_TRUST, _LABEL_TRUST = 0.95, 0.97
_AUTHOR_TRUST = 0.95
_DASH_TRUST = 0.8
_SUBTITLE, _ASIDE = 0.88, 0.03
"""Of a title's type: what stands below it is smaller; how far it is out of the title's middle."""
_UPPER_PART = 0.5
_LEAST_TITLE = 5
_AUTHOR_ROWS = 5
_FOLIO = re.compile(
    r"[·•.\-—–一\s]*第?\s*0*((?!(?:19|20)[0-9]{2})[1-9][0-9]{0,3})\s*页?[·•.\-—–一\s]*"
)
"""A year stands in the head as often as a number; a dash beside it may be read as 「一」."""
_LOW = 0.8
_INNER = (0.08, 0.92)
"""Between these heights of a page stands its text, above and below them its number."""
_STATED = re.compile(
    r"(?:全文|正文|论文|文章|本文)?\s*(?:总|约|共|共计|计)?\s*字\s?数\s*(?:约|为|共)?\s*[:：]?\s*(?:约)?(?P<n>[0-9][0-9,，]*(?:\.[0-9]+)?)\s*(?P<u>千字?|万字?|字)?|"
    r"[》”]\s*[(（](?:全文)?(?:共|约|计)*\s*(?P<n3>[0-9][0-9,，]*(?:\.[0-9]+)?)\s*(?P<u3>千字?|万字?|字)\s*[)）]|"
    r"[)）期][,，]\s*约\s*(?P<n4>[0-9]{4,5})\s*(?P<u4>字)|"
    r"(?:全文|正文|论文|文章|本文)(?:共|约|计|共计|字数|总计)?\s*(?:约)?\s*(?P<n2>[0-9][0-9,，]*(?:\.[0-9]+)?)\s*(?P<u2>千字?|万字?|字)"
)
_FIGURE = re.compile(r"约?\s*(?P<n>[0-9]+(?:\.[0-9]+)?)\s*(?P<u>千字?|万字?|字)?")
_FACTOR = {"千": 1000, "万": 10000}
_INDEX = r"(?P<x>A&HCI|SSCI|SCIE?|EI|CSSCI|CSCD|CPCI(?:-S)?|ISTP|Scopus|ESCI|北大核心|中文核心期刊|中文核心|中国科技核心|科技核心)"  # noqa: E501
_INDEXED = re.compile(
    rf"(?<![A-Za-z]){_INDEX}(?![A-Za-z])\s*(?:\(?E?\)?)[^。;；]{{0,16}}?(?:收录|检索|来源期刊|来源刊|数据库|核心期刊|期刊论文|indexed|索引)|"
    rf"(?:收录于|被|收录[:：]|检索[:：]|收录情况[:：]|indexed (?:by|in))[^。;；]{{0,16}}?(?<![A-Za-z]){_INDEX.replace('?P<x>', '?P<z>')}(?![A-Za-z])",  # noqa: E501
    re.IGNORECASE,
)
_FORMS = (
    ("supplement", r"增\s?刊|专\s?刊|supplement"),
    ("proceedings", r"论文集|会议集|文集|proceedings"),
)
_END_OF_ARTICLE = re.compile(
    r"^\s*[【\[〔]?\s*(?:参\s*考\s*文\s*献|References|REFERENCES|责任编辑|\(?责编)"
)
_AS_LARGE = 0.72
"""Of the tallest line of a title: one without tall letters, or in a crooked scan, measures less."""
_WHOLE = 900  # characters of a page from which its text counts as being there
_PROOF = re.compile(r"(?:检索|收录|查收查引|引用)[^,，。]{0,6}(?:证明|报告)书?$")
_BEFORE_ROLE = re.compile(
    r"(?:^|(?<=主管)|(?<=主办)|[\s,，;；])(?P<name>[\u3400-\u9fff()（）]{4,30}?)\s*(?P<role>主管|主办)(?![单部者机方办及])"
)
_WHOLE_BODY = 0.8
_AFFILIATION = re.compile(
    r"[㐀-鿿](?:\s?[,，]?\s?|[,，][㐀-鿿\s]{2,12})[0-9]{6}\s*(?:[;；)）]|$)|"
    r"^\s*[(（].*(?:大学|学院|学校|中学|小学|幼儿园|医院|中心|公司|研究[院所])[^()（）]*[)）]\s*$"
)
"""Where the authors work: with the post code, or in brackets."""
_AFFILIATION_EN = re.compile(
    r"\s*[a-z0-9]\s?[A-Z][^.]{4,}\b(?:University|School|Institute|College|Department|Centre|Center|Academy)\b.*,"
)
"""「a School of Education, Western University, Helan」"""
_MARKED_EN = re.compile(
    r"\s*([a-f])\s?[A-Z][^.]{4,}\b(?:University|School|Institute|College|Department)\b"
)
_UNITS = re.compile(r"\s*[(（]?\s*1\s?[.、．,，]?\s?[㐀-鿿]{4}")
"""「1.某某医院,某地100000;2.某某大学」 begins the list of where the authors work."""
_BYLINE = re.compile(r"(?:[㐀-鿿]{2,4}\s?[0-9]{1,2}(?:[,，][0-9]{1,2})*[*＊]?[\s,，.、;；]*){2,}")
"""Names, each with the number of where the author works: 「张三1,李四2」."""
_MASTHEAD = re.compile(r"(?:学报|学刊|月刊|杂志|导刊)(?:[(（][^()（）]{2,12}[)）])?$")
"""A journal's name may be set larger than the titles of its articles."""
_UNFINISHED = re.compile(r"\b(?:of|in|for|and|the|on|with|to|from|by|a|an)\s*$")
_ONE_MIDDLE = 0.12
_EXAMPLE = re.compile(r"(?:以|基于对?).{2,40}(?:为例|为中心|为视角|的考察|的调查|的分析)")
"""「以某某图书馆为例」 is what stands below a title, with a dash before it."""
_SIDE_TITLE = re.compile(r"^\s*[—–-]{1,2}")


def find_paper(leaf: Leaf) -> list[Candidate]:
    """Return what a reprint, or the pages of a journal with an article, tell of it."""
    page = _article_page(leaf)
    found: list[Candidate] = []
    title = _title(leaf, page)
    if title is not None:
        found.append(title)
    found.extend(_authors(leaf, page, title))
    own = without_references(leaf)
    found.extend(find_journal(own, title=str(title.value) if title else ""))
    issue = find_issue(own)
    if any(_PROOF.search(passage.text) for passage in leaf.passages if len(passage.text) <= 30):
        issue = [c for c in issue if c.name != "issue_date"]  # the library's proof has its own day
    found.extend(issue)
    found.extend(find_pages(own) or _folios(leaf, page))
    found.extend(find_serial_numbers(leaf, SerialKind.ISSN, SerialKind.CN, SerialKind.DOI))
    found.extend(_characters(leaf, page))
    found.extend(_indexes(leaf))
    found.extend(_form(leaf))
    found.extend(find_bodies(leaf))
    return found


def _folios(leaf: Leaf, page: int | None) -> list[Candidate]:
    """Return `pages` as the numbers printed on the article's own pages tell them, as far as read.

    A first page alone gives its number, pages that follow it the range.
    """
    if page is None:
        return []
    numbered: list[tuple[int, Cell]] = []
    for at in range(page, max(cell.page for cell in leaf.cells) + 1):
        here = [
            (int(match[1]), cell)
            for cell in leaf.cells
            if cell.page == at and _is_at_edge(cell, leaf)
            if (match := _FOLIO.fullmatch(normalise(cell.line.text).text))
        ]
        if len(here) != 1 or (numbered and here[0][0] != numbered[-1][0] + 1):
            break
        numbered.append(here[0])
    if not numbered:
        return []
    (first, cell), last = numbered[0], numbered[-1][0]
    passage = join_cells((cell,))
    told = str(first) if first == last else f"{first}-{last}"
    return [Candidate("pages", told, 0.85, passage, 0, len(passage.text), "paper:folio")]


def _is_at_edge(cell: Cell, leaf: Leaf) -> bool:
    """Tell whether a line stands above or below the text, if the picture has the margin or not."""
    if not _INNER[0] < cell.box.centre[1] < _INNER[1]:
        return True
    rest = [c.box.bottom for c in leaf.cells if c.page == cell.page and c.key != cell.key]
    is_last = cell.box.top - max(rest, default=1.0) > cell.box.height
    return is_last and cell.box.centre[1] > _LOW


def _article_page(leaf: Leaf) -> int | None:
    """Return the page on which an article begins: that of its abstract, or the fullest."""
    marked = [cell.page for cell in leaf.cells if _ABSTRACT.match(cell.line.text)]
    if marked:
        return min(marked)
    pages = {cell.page for cell in leaf.cells}
    lengths = {p: sum(len(c.line.text) for c in leaf.cells if c.page == p) for p in pages}
    full = [p for p, length in lengths.items() if length >= _WHOLE]
    return min(full) if full else None


def _head(leaf: Leaf, page: int) -> list[Cell]:
    """Return the lines above the abstract, or of the upper part where there is none."""
    cells = [cell for cell in leaf.cells if cell.page == page]
    tops = [cell.box.top for cell in cells if _ABSTRACT.match(cell.line.text)]
    # an article may begin in the middle of the page on which another ends
    limit = min(tops, default=_UPPER_PART)
    return [c for c in cells if c.box.centre[1] < limit and not _RUNNING.search(c.line.text)]


def _title(leaf: Leaf, page: int | None) -> Candidate | None:
    found = []
    for one in leaf.labels("activity_title"):
        title = from_label("activity_title", one, _LABEL_TRUST)
        if len(str(title.value)) >= _LEAST_TITLE:
            found.append(title)
    largest = _largest(_head(leaf, page)) if page is not None else None
    if largest is not None:
        found.append(largest)
    if not found:
        found.extend(_named_in_proof(leaf))
    return agreed(found)


def _largest(head: list[Cell]) -> Candidate | None:
    """Return the lines in the largest type, one under another, as one title."""
    wordy = [
        cell
        for cell in head
        if len(re.findall(r"[㐀-鿿]|[A-Za-z]+", cell.line.text)) >= 3
        and not names_in(cell.line.text)
        and not _is_of_authors(cell)
        and not any(True for _ in issue_mentions(join_cells((cell,))))
    ]
    wordy = [c for c in wordy if not _MASTHEAD.search(c.line.text.strip())] or wordy
    if not wordy:
        return None
    tallest = max(cell.box.height for cell in wordy)
    large = sorted(
        (c for c in wordy if c.box.height >= _AS_LARGE * tallest), key=lambda c: c.box.top
    )
    first = max(large, key=lambda c: c.box.height * min(len(c.line.text), 12))
    lines = [first]
    short = [
        c
        for c in head
        if c.box.height >= _AS_LARGE * tallest
        and c not in large
        and not _is_of_authors(c)
        and (not names_in(c.line.text) or any(_is_of_title(c, one, tallest) for one in large))
    ]
    for cell in sorted([*large, *short], key=lambda c: c.box.top):
        if cell.box.top > lines[-1].box.top and cell.box.top - lines[-1].box.bottom < 1.6 * tallest:
            lines.append(cell)
    told = Counter(cell.line.text.strip() for cell in head)
    for cell in reversed(large):
        if told[cell.line.text.strip()] > 1:
            continue  # a section's name, in the running head and over the article
        if not _is_in_line(cell, lines[0]):
            continue  # a section's name stands at the edge over a title in the middle
        if cell.box.top < lines[0].box.top and lines[0].box.top - cell.box.bottom < 1.2 * tallest:
            lines.insert(0, cell)
    below = [c for c in head if c.box.top > lines[-1].box.top and _SIDE_TITLE.match(c.line.text)]
    if below and below[0].box.top - lines[-1].box.bottom < 2 * tallest:
        lines.append(below[0])
    passage = join_cells(tuple(lines))
    text = re.sub(r"[*＊†①①0-9]$", "", passage.text).strip()
    if len(text) < _LEAST_TITLE:
        return None
    usual = median(cell.box.height for cell in head)
    trust = _TITLE_TRUST if tallest >= 1.15 * usual else 0.75
    end = len(text)
    if len(lines) == 2 and _is_subtitle(*lines):
        above = lines[0].line.text.strip()
        text, trust = f"{above}——{text.removeprefix(above).lstrip()}", min(trust, _DASH_TRUST)
    return Candidate("activity_title", text, trust, passage, 0, end, "paper:largest")


def _is_in_line(cell: Cell, title: Cell) -> bool:
    """Tell whether a line is set as a title's first one is: about one middle or from one edge."""
    apart = abs(cell.box.centre[0] - title.box.centre[0])
    return apart <= _ONE_MIDDLE or abs(cell.box.left - title.box.left) <= title.em


def _is_of_authors(cell: Cell) -> bool:
    """Tell whether a line says by its form who wrote the article, or where they work."""
    text = cell.line.text.strip()
    return (
        _AFFILIATION.search(text) is not None
        or _BYLINE.fullmatch(text) is not None
        or _AFFILIATION_EN.match(text) is not None
    )


def _is_subtitle(title: Cell, below: Cell) -> bool:
    """Tell whether the second line of a Chinese title is smaller and set in, its dash not read."""
    smaller = below.box.height < _SUBTITLE * title.box.height
    set_in = below.box.left - title.box.left > 0.5 * title.em
    aside = abs(below.box.centre[0] - title.box.centre[0]) > _ASIDE
    dashed = re.search(r"[—–-]\s*$", title.line.text) or _SIDE_TITLE.match(below.line.text)
    chinese = re.match(r"[㐀-鿿]", below.line.text)
    if _EXAMPLE.fullmatch(below.line.text.strip()) and not dashed:
        return True
    return smaller and set_in and aside and not dashed and chinese is not None


def _is_of_title(cell: Cell, above: Cell, tallest: float) -> bool:
    """Tell whether words like a name (「Classroom Study」) are by type a title's next line."""
    latin = not re.search(r"[㐀-鿿]", cell.line.text + above.line.text)
    follows = -0.3 * tallest <= cell.box.top - above.box.bottom < 0.8 * tallest
    unfinished = _UNFINISHED.search(above.line.text) is not None
    alike = cell.box.height >= _AS_LARGE * above.box.height
    if latin and follows and unfinished and alike:
        return True
    return latin and follows and cell.box.height >= 0.95 * above.box.height


def _named_in_proof(leaf: Leaf) -> list[Candidate]:
    """Return what a proof of indexing calls the paper: 「论文《…》被…收录」."""
    return [
        Candidate("activity_title", one.text, 0.9, passage, one.start, one.end, "paper:quoted")
        for passage in leaf.passages
        for one in quoted_in(passage.text)
        if len(one.text) >= _LEAST_TITLE
        and re.search(r"论文|文章|题为|entitled|titled", passage.text[: one.start])
    ][:1]


def _authors(leaf: Leaf, page: int | None, title: Candidate | None) -> list[Candidate]:
    labelled = [
        team("authors", names, one.value, _LABEL_TRUST, f"label:{one.label}")
        for one in leaf.labels("authors")
        if (names := names_in(one.value.raw))
    ]
    below = _below_title(leaf, page, title) if page is not None else []
    if below:
        return below
    return labelled[0] if labelled else []


def _below_title(leaf: Leaf, page: int, title: Candidate | None) -> list[Candidate]:
    """Return the names in the first lines below the title, which may stand beside their school."""
    if title is None or title.passage.page != page:
        return []
    bottom = title.passage.cells[-1].box.centre[1]
    rows = [row for row in rows_of(tuple(_head(leaf, page))) if row[0].box.centre[1] > bottom]
    found: list[Candidate] = []
    for row in rows[:_AUTHOR_ROWS]:
        cells = [cell for cell in row if cell.key not in {c.key for c in title.passage.cells}]
        if not cells:
            continue
        passage = join_slices(tuple(Slice(c, 0, len(c.line.text)) for c in cells))
        raw = "\u3000".join(c.line.text for c in cells)
        if found and _UNITS.match(raw):
            break
        listed = announced_names(raw) if _BYLINE.fullmatch(raw.strip()) else []
        names = listed or names_in(raw) or names_in(_without_bodies(raw)) or _behind_body(raw)
        names = [name for name in names if organisation_likelihood(name) < 0.8]
        names = _without_marks(
            names, {m[1] for c in leaf.cells if (m := _MARKED_EN.match(c.line.text))}
        )
        if names:
            found.extend(team("authors", names, passage, _AUTHOR_TRUST, "paper:below-title"))
        elif found:
            break
    return found


def _without_marks(names: list[str], marks: set[str]) -> list[str]:
    """Return Latin names without the small letter that says where each author works."""
    if marks and all(name[-1] in marks and name.isascii() for name in names):
        return [name[:-1] for name in names]
    return names


def _without_bodies(raw: str) -> str:
    """Return a line of authors without the schools that stand in it, parted by spaces or marks."""
    parts = re.split(r"(\s+|[,，;；/|／｜])", raw)
    kept = [part for part in parts if organisation_likelihood(part) < 0.6]
    return "".join(kept) if len(kept) < len(parts) else ""


def _behind_body(raw: str) -> list[str]:
    """Return the author of 「某某县实验小学李明」, where the gap behind the school was lost."""
    text = raw.strip(" ()（）")
    for name in names_at_end(text):
        if (
            organisation_likelihood(text)
            < _WHOLE_BODY
            <= organisation_likelihood(text.removesuffix(name))
        ):
            return [name]
    return []


def characters_stated(leaf: Leaf) -> list[Candidate]:
    """Return the number of characters that a page states, in single characters."""
    found = [
        Candidate("characters", value, 0.93, one.value, 0, len(one.value.text), "label:characters")
        for one in leaf.labels("characters")
        if (figure := _FIGURE.fullmatch(one.value.text.strip()))
        and (value := Decimal(figure["n"]) * _FACTOR.get((figure["u"] or "字")[0], 1)) >= 100
    ]
    for passage in leaf.passages:
        for match in _STATED.finditer(passage.text):
            number = match["n"] or match["n2"] or match["n3"] or match["n4"]
            unit = match["u"] or match["u2"] or match["u3"] or match["u4"] or "字"
            value = Decimal(re.sub(r"[,，]", "", number)) * _FACTOR.get(unit[0], 1)
            if 100 <= value <= 9_000_000:
                value = value.quantize(Decimal(1)) if value == value.to_integral_value() else value
                found.append(
                    Candidate(
                        "characters", value, 0.97, passage, *match.span(), "characters:stated"
                    )
                )
    return found


def _characters(leaf: Leaf, page: int | None) -> list[Candidate]:
    """Return the stated length, else that of the article's pages if it is there to its end.

    Pages of an article that are cut short would count too few: then nothing is said.
    """
    stated = best(characters_stated(leaf))
    if stated is not None:
        return [stated]
    ends = [cell.page for cell in leaf.cells if _END_OF_ARTICLE.match(cell.line.text)]
    if page is None or not ends or max(ends) < page:
        return []
    last = max(ends)
    cells = [c for c in leaf.cells if page <= c.page <= last and not _RUNNING.search(c.line.text)]
    counted = 0
    for cell in cells:
        if cell.page == last and _END_OF_ARTICLE.match(cell.line.text):
            break
        counted += count_characters(cell.line.text)
    if counted < _WHOLE:
        return []
    passage = join_cells((cells[0],))
    return [
        Candidate(
            "characters", Decimal(counted), 0.8, passage, 0, len(passage.text), "characters:counted"
        )
    ]


def count_characters(text: str) -> int:
    """Return how many characters a text has as editors count them: a word in letters is one."""
    plain = normalise(text).text
    wide = len(re.findall(r"[㐀-鿿。，、；：？！“”‘’（）《》…—·]", plain))
    return wide + len(re.findall(r"[A-Za-z0-9]+", plain))


def _indexes(leaf: Leaf) -> list[Candidate]:
    found: dict[str, Candidate] = {}
    for one in leaf.labels("indexed_by"):
        for match in re.finditer(_INDEX, one.value.text):
            name = match["x"]
            found[name.upper()] = Candidate(
                "indexed_by", name, 0.95, one.value, *match.span(), "label:indexed"
            )
    for passage in leaf.passages:
        for match in _INDEXED.finditer(passage.text):
            name = match["x"] or match["z"]
            span = match.span("x") if match["x"] else match.span("z")
            found.setdefault(
                name.upper(), Candidate("indexed_by", name, 0.93, passage, *span, "indexed")
            )
    return list(found.values())


def _form(leaf: Leaf) -> list[Candidate]:
    """Return whether it is a supplement or a volume of proceedings, if heads or cover say so."""
    for cell in leaf.cells:
        if cell.box.centre[1] > 0.3 and cell.box.centre[1] < 0.93:
            continue
        passage = join_cells((cell,))
        for name, pattern in _FORMS:
            match = re.search(pattern, passage.text, re.IGNORECASE)
            if match and len(passage.text) <= 40:
                return [Candidate("publication", name, 0.9, passage, *match.span(), "publication")]
    return []


def find_bodies(leaf: Leaf) -> list[Candidate]:
    """Return who supervises, sponsors and publishes a journal, as bodies in these roles."""
    found = []
    found.extend(_bodies_before(leaf))
    for label, role in (("supervisor", "supervisor"), ("host", "host"), ("publisher", "publisher")):
        for one in leaf.labels(label):
            for name, start, end in bodies_in(one.value):
                trust = 0.94 if organisation_likelihood(name) >= 0.5 else 0.85
                found.append(
                    Candidate("issuers", name, trust, one.value, start, end, f"label:{label}", role)
                )
    return list({(c.role, c.value): c for c in found}.values())


def _bodies_before(leaf: Leaf) -> list[Candidate]:
    """Return who stands before the word for the role: 「某某教育厅主管 某某大学主办」."""
    found = []
    for cell in leaf.cells:
        passage = join_cells((cell,))
        for match in _BEFORE_ROLE.finditer(passage.text):
            role = {"主管": "supervisor", "主办": "host"}[match["role"]]
            if organisation_likelihood(match["name"]) >= _WHOLE_BODY:
                span = match.span("name")
                found.append(
                    Candidate("issuers", match["name"], 0.9, passage, *span, f"before:{role}", role)
                )
    return found


def bodies_in(value: Passage) -> list[tuple[str, int, int]]:
    """Return the bodies of a labelled value with their places."""
    from extractor.language.organisations import split_organisations

    found = []
    for name in split_organisations(body_words(value.raw.strip())):
        if 2 <= len(name) <= 40:
            start = max(value.text.find(name), 0)
            found.append((name, start, start + len(name)))
    return found
