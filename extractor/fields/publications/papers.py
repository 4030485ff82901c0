"""Find what an article is: its title, its authors in order, its length and who indexes it."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from extractor.fields.bodies.issuers import body_words
from extractor.fields.candidates import Candidate, Leaf, best
from extractor.fields.learned.heads import heads_of
from extractor.fields.people.noted import noted_holder
from extractor.fields.publications.article_authors import WHOLE_BODY, article_authors
from extractor.fields.publications.article_heads import article_title
from extractor.fields.publications.article_pages import RUNNING, WHOLE, article_page
from extractor.fields.publications.author_units import unit_of_authors
from extractor.fields.publications.cited_heads import HEADED, of_cited_head
from extractor.fields.publications.contents_notes import noted_in_contents
from extractor.fields.publications.english_records import of_english_record
from extractor.fields.publications.indexing_proofs import for_whom, is_indexing_proof
from extractor.fields.publications.issues import find_issue, find_pages
from extractor.fields.publications.journals import find_journal
from extractor.fields.publications.likely_authors import likelier_authors
from extractor.fields.publications.likely_heads import MEANT, likelier_journal, likelier_title
from extractor.fields.publications.marked_authors import marked_author
from extractor.fields.publications.platform_records import of_record, place_among
from extractor.fields.publications.references import without_references
from extractor.fields.publications.told_on_copies import told_on_copy
from extractor.fields.serial_numbers import find_serial_numbers
from extractor.language.names import is_name
from extractor.language.normalise import normalise
from extractor.language.numerals import parse_number
from extractor.language.organisations import organisation_likelihood
from extractor.language.serials import SerialKind
from extractor.passages import Cell, Passage, join_cells

_SERIALS = (SerialKind.ISSN, SerialKind.CN, SerialKind.DOI, SerialKind.ISBN)
_FOLIO = re.compile(
    r"[·•.\-—–一\s]*第?\s*0*((?!(?:19|20)[0-9]{2})[1-9][0-9]{0,3})\s*页?[·•.\-—–一\s]*"
)
"""A year stands in the head as often as a number; a dash beside it may be read as 「一」."""
_RANGE = re.compile(
    r"[·•.\s]*(?!(?:19|20)[0-9]{2})([1-9][0-9]{0,3})\s?[-–—~～]\s?([1-9][0-9]{0,3})[·•.\s]*"
)
"""「57-64」 alone at the foot of a first page"""
_MOST_PAGES = 60
_LOW = 0.8
_INNER = (0.08, 0.92)
"""Between these heights of a page stands its text, above and below them its number."""
_STATED = re.compile(
    r"(?:全文|正文|论文|文章|本文)?\s*(?:总|约|共|共计|计)?\s*字\s?数\s*(?:约|为|共)*\s*[:：]?\s*(?:约)?"
    r"(?P<n>[0-9]{1,3}(?:[ ][0-9]{3})+(?![0-9])|[0-9][0-9,，]*(?:\.[0-9]+)?)\s*"
    r"(?P<u>千字?|万字?|字)?|"
    r"(?:全文|本文|正文)\s*(?:共|约|计)*\s*(?P<n5>[1-9][0-9]? [0-9]{3})\s*(?P<u5>字)|"
    r"[》”]\s*[(（](?:全文)?(?:共|约|计)*\s*(?P<n3>[0-9][0-9,，]*(?:\.[0-9]+)?)\s*(?P<u3>千字?|万字?|字)\s*[)）]|"
    r"[)）期》”][,，]\s*约\s*(?P<n4>[0-9]{4,5})\s*(?P<u4>字)|"
    r"(?:全文|正文|论文|文章|本文|全稿|书稿|全书)(?:共|约|计|共计|字数|总计)?\s*(?:约)?\s*(?P<n2>[0-9][0-9,，]*(?:\.[0-9]+)?)\s*(?P<u2>千字?|万字?|字)|"
    r"(?:全文|正文|论文|文章|本文|全稿|书稿|全书)(?:共|约|计|共计|字数|总计)?\s*约?\s*(?P<spelt>[一二三四五六七八九][一二三四五六七八九十百千万零]{1,8})余?字"
)
_FIGURE = re.compile(
    r"约?\s*(?P<n>[0-9]{1,3}(?: [0-9]{3})+|[0-9]+(?:\.[0-9]+)?)\s*(?P<u>千字?|万字?|字)?"
)
_FACTOR = {"千": 1000, "万": 10000}
_INDEX = r"(?P<x>A&HCI|SSCI|SCI-EXPANDED|SCIE?|EI|(?:CSSCI|CSCD)\s?[(（]?扩展版[)）]?|CSSCI|CSCD|RCCSE(?:中国)?(?:核心)?(?:学术)?(?:期刊)?[(（](?:扩展版|核心版)[)）]|CPCI(?:-S)?|ISTP|Scopus|ESCI|ERIC|MEDLINE|北大核心|中文核心期刊|中文核心|中国知网(?=(?:全文)?收录期刊)|中国人文社会科学(?:引文(?:数据)?库|核心期刊)|中国科技核心期刊|中国科技核心|科技核心|中国核心期刊[(（]遴选[)）]数据库)"  # noqa: E501
_INDEXED = re.compile(
    rf"(?<![A-Za-z]){_INDEX}(?![A-Za-z])\s*(?:\(?E?\)?)[^。;；]{{0,16}}?(?:收录|检索|来源期刊|来源集刊|来源刊|数据库|核心期刊|期刊论文|indexed|索引)|"
    rf"(?:即|通称|俗称|简称|又称)[^。;；]{{0,4}}{_INDEX.replace('?P<x>', '?P<w>')}|"
    rf"(?:收录于|被|收录[:：]|检索[:：]|收录情况[:：]|indexed (?:by|in))[^。;；]{{0,16}}?(?<![A-Za-z]){_INDEX.replace('?P<x>', '?P<z>')}(?![A-Za-z])",  # noqa: E501
    re.IGNORECASE,
)
_INDEX_ALONE = re.compile(
    rf"\s*(?:[★☆◆●■]|[\[【(（])?\s*(?:本刊(?:为|系)?|全国)?{_INDEX}\s?(?:来源|收录)?(?:[期集]刊)?\s*(?:[\]】)）])?\s*|"
    rf"\s*Indexed (?:in|by)\s*{_INDEX.replace('?P<x>', '?P<y>')}\s*",
    re.IGNORECASE,
)
"""「中文核心期刊」 alone over a journal's name, 「Indexed in ERIC」"""
_MISREAD = re.compile(
    r"(?<![A-Za-z])(?P<x>(?:CS|S)SC|SC|ESC|A&HC|CPC)(?P<i>[l1|!])(?P<e>E?)(?![A-Za-z0-9])",
    re.IGNORECASE,
)
"""「CSSCl」, 「cSSC1」: the last letter of such lists is no l and no 1."""
_MISREAD_EI = re.compile(r"(?<![A-Za-z])E[l1|](?![A-Za-z0-9])")
"""So 「El」, where a label says that a list stands there."""
_NAME_OF_LIST = re.compile(
    r"(?<![A-Za-z])(?:C?SSCI|CSCD|SCIE?|ESCI|CPCI|A&HCI)(?![A-Za-z])", re.IGNORECASE
)
_HEAD, _ALONE_TRUST = 0.3, 0.9
_COMPENDEX = re.compile(r"\s?[(（]?\s?Compendex", re.IGNORECASE)
_FORMS = (
    ("supplement", r"增\s?刊|专\s?刊|supplement"),
    ("proceedings", r"论文集|会议集|文集|proceedings"),
)
_END_OF_ARTICLE = re.compile(
    r"^\s*[【\[〔]?\s*(?:参\s*考\s*文\s*献|References|REFERENCES|责任编辑|\(?责编)"
)
_BEFORE_ROLE = re.compile(
    r"(?:^|(?<=主管)|(?<=主办)|[\s,，;；])(?P<name>[\u3400-\u9fff()（）]{4,30}?)\s*(?P<role>主管|主办)(?![单部者机方办及])"
)


_EDITORS_OFFICE = re.compile(r".{2,30}?(?:编辑部|杂志社|期刊社|报社|编委会|编辑委员会|出版社)")
_ASIDE = re.compile(r"[(（][^()（）]*[)）]\s*$")
"""「5600字(含图表)」"""
_OF_ARTICLE = ("activity_title", "authors", "journal", "volume", "issue", "issue_date")
_OF_ISSUE = ("volume", "issue", "issue_date")
_ONE_WORD = 0.75
"""Of what is as easily a part of a journal's name."""
_TOLD_TWICE = 0.95
"""Of a journal's name from which it was found in two places."""


def find_paper(leaf: Leaf) -> list[Candidate]:
    """Return what a reprint, or the pages of a journal with an article, tell of it."""
    page = article_page(leaf)
    found: list[Candidate] = []
    proof = is_indexing_proof(leaf)
    noted = [] if proof else _noted(leaf)
    title = next((c for c in noted if c.name == "activity_title"), None)
    heads = heads_of(leaf, page)
    title = title or likelier_title(heads, article_title(leaf, page))
    if title is not None:
        found.append(title)
    authors = [c for c in noted if c.name == "authors"] or _authors(leaf, page, title)
    found.extend(authors)
    found.extend(c for c in noted if c.name not in _OF_ARTICLE)
    if not any(c.name == "holder_name" for c in noted):
        names = [str(c.value) for c in authors]
        told = noted_holder(leaf, names) or ([] if proof else told_on_copy(leaf, names))
        found.extend(told or marked_author(leaf, authors))
    if not proof:
        owner = of_record(leaf)
        found.extend(owner)
        if not any(c.name == "employer" for c in found):
            found.extend(unit_of_authors(leaf, authors))
    if proof:
        found.extend(c for c in for_whom(leaf) if c.name != "authors" or not authors)
    found.extend(place_among(leaf, found))
    own = without_references(leaf)
    called = str(title.value) if title else ""
    journals = find_journal(own, title=called)
    doubted = not journals or journals[0].trust <= _ONE_WORD
    if title is not None and doubted and not noted:
        # the largest line of a cover, or of the page that says who makes a journal, is its name
        named = [
            one
            for one in find_journal(own)
            if one.value == called or not journals
            if one.method == "journal:marks"
            and (one.trust >= _TOLD_TWICE or _has_editors(leaf, one))
        ]
        journals = named or journals
        if named:
            found = [c for c in found if c.name not in ("activity_title", "authors", "employer")]
            title, called = None, ""
    journals = journals or [c for c in noted if c.name == "journal"]
    cited = [c for c in noted if c.name == "journal" and c.method == HEADED]
    journals = cited or likelier_journal(heads, journals, called)
    found.extend(journals)
    if title is not None and journals:
        found[0] = _without_journal(title, str(journals[0].value))
    issue = find_issue(own)
    if proof:
        issue = [c for c in issue if c.name != "issue_date"]  # the library's proof has its own day
    found.extend(issue)
    known = {c.name for c in issue}
    found.extend(c for c in noted if c.name in _OF_ISSUE and c.name not in known)
    found.extend(find_pages(own, title=called) or _range_alone(own, page) or _folios(leaf, page))
    found.extend(find_serial_numbers(leaf, *_SERIALS))
    found.extend(_characters(leaf, page))
    found.extend(find_indexes(leaf))
    found.extend(_form(leaf))
    found.extend(find_bodies(leaf))
    return found


def _noted(leaf: Leaf) -> list[Candidate]:
    """Return what a mark on contents, or an index's page of one article, tells of it."""
    return noted_in_contents(leaf) or of_english_record(leaf) or of_cited_head(leaf)


def _authors(leaf: Leaf, page: int | None, title: Candidate | None) -> list[Candidate]:
    authors = article_authors(leaf, page, title)
    if title is None or title.method in MEANT:
        return authors
    return likelier_authors(leaf, page, authors)


def _has_editors(leaf: Leaf, journal: Candidate) -> bool:
    """Tell whether a line of the imprint names who makes a journal: 「编辑出版:《…》编辑部」."""
    makes = re.compile(
        rf"(?:编\s*辑|出\s*版|主\s*办)[^《》]{{0,8}}[:：]\s*《{re.escape(str(journal.value))}》"
    )
    return any(makes.search(line.text) for line in leaf.lines)


def _without_journal(title: Candidate, journal: str) -> Candidate:
    """Return a title without the journal's name, which may be set as large right above it."""
    text = str(title.value)
    rest = text.removeprefix(journal).lstrip(" ·:：")
    if rest == text or len(rest) < len(journal):
        return title
    return replace(title, value=rest, start=title.end - len(rest), trust=min(title.trust, 0.88))


def _range_alone(leaf: Leaf, page: int | None) -> list[Candidate]:
    """Return the pages that stand alone above or below the article's text: 「57-64」."""
    for cell in leaf.cells:
        whole = _RANGE.fullmatch(normalise(cell.line.text).text)
        if whole is None or cell.page != page or not _is_at_edge(cell, leaf):
            continue
        first, last = int(whole[1]), int(whole[2])
        if 0 < first <= last < first + _MOST_PAGES:
            passage = join_cells((cell,))
            end = len(passage.text)
            return [Candidate("pages", f"{first}-{last}", 0.85, passage, 0, end, "paper:folio")]
    return []


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


def characters_stated(leaf: Leaf) -> list[Candidate]:
    """Return the number of characters that a page states, in single characters."""
    found = [
        Candidate("characters", value, 0.93, one.value, 0, len(one.value.text), "label:characters")
        for one in leaf.labels("characters")
        if (figure := _FIGURE.fullmatch(_ASIDE.sub("", one.value.text).strip()))
        and (
            value := Decimal(figure["n"].replace(" ", ""))
            * _FACTOR.get((figure["u"] or "字")[0], 1)
        )
        >= 100
    ]
    for passage in leaf.passages:
        for match in _STATED.finditer(passage.text):
            spelt = parse_number(match["spelt"]) if match["spelt"] else None
            number = match["n"] or match["n2"] or match["n3"] or match["n4"] or match["n5"]
            number = number or str(spelt or 0)
            unit = match["u"] or match["u2"] or match["u3"] or match["u4"] or match["u5"] or "字"
            value = Decimal(re.sub(r"[ ,，]", "", number)) * _FACTOR.get(unit[0], 1)
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
    cells = [c for c in leaf.cells if page <= c.page <= last and not RUNNING.search(c.line.text)]
    counted = 0
    for cell in cells:
        if cell.page == last and _END_OF_ARTICLE.match(cell.line.text):
            break
        counted += count_characters(cell.line.text)
    if counted < WHOLE:
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


def find_indexes(leaf: Leaf) -> list[Candidate]:
    """Return which lists of journals index it: alone in a head, by label, in a sentence."""
    found: dict[str, Candidate] = {}
    for cell in leaf.cells:
        passage = join_cells((cell,))
        alone = _INDEX_ALONE.fullmatch(_as_lists_spell(passage.text))
        if alone and cell.box.centre[1] < _HEAD:
            group = "x" if alone["x"] else "y"
            found[alone[group].upper()] = Candidate(
                "indexed_by", alone[group], _ALONE_TRUST, passage, *alone.span(group),
                "indexed:head",
            )  # fmt: skip
    for one in leaf.labels("indexed_by"):
        text = _MISREAD_EI.sub("EI", _as_lists_spell(one.value.text))
        for match in re.finditer(_INDEX, text):
            name = match["x"]
            found[name.upper()] = Candidate(
                "indexed_by", name, 0.95, one.value, *match.span(), "label:indexed"
            )
    for passage in leaf.passages:
        for match in _INDEXED.finditer(_as_lists_spell(passage.text)):
            group = next(group for group in "xzw" if match[group])
            name, span = match[group], match.span(group)
            # 「EI Compendex」 is written as often as 「EI」 for the same list
            trust = 0.88 if _COMPENDEX.match(passage.text, span[1]) else 0.93
            found.setdefault(
                name.upper(), Candidate("indexed_by", name, trust, passage, *span, "indexed")
            )
    for part in ("CSSCI", "CSCD"):
        if any(name.startswith(part) and name != part for name in found):
            found.pop(part, None)  # 「CSSCI扩展版」 is a list of its own
    if "SCI" in found:
        found.pop("SCI-EXPANDED", None)  # its part that was searched, where the result says 「SCI」
    if "北大核心" in found:
        found.pop("中文核心期刊", None)  # 「《中文核心期刊要目总览》…即北大核心」: one list
    return list(found.values())


def _as_lists_spell(text: str) -> str:
    """Return a text, sign for sign, with the lists' names as they are written: 「CSSCI」."""
    plain = _MISREAD.sub(lambda m: f"{m['x']}I{m['e']}".upper(), text)
    return _NAME_OF_LIST.sub(lambda m: m.group().upper(), plain)


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
            if organisation_likelihood(match["name"]) >= WHOLE_BODY:
                span = match.span("name")
                found.append(
                    Candidate("issuers", match["name"], 0.9, passage, *span, f"before:{role}", role)
                )
    return found


def _without_next_person(body: str) -> str:
    """Return 「《某某教育》编辑部」 of 「《某某教育》编辑部王小明」, joined with the row below."""
    editors = _EDITORS_OFFICE.match(body)
    rest = body[editors.end() :] if editors else ""
    return editors.group() if editors and rest and is_name(rest.strip()) else body


def bodies_in(value: Passage) -> list[tuple[str, int, int]]:
    """Return the bodies of a labelled value with their places."""
    from extractor.language.organisations import split_organisations

    found = []
    for body in split_organisations(body_words(value.raw.strip())):
        name = _without_next_person(body)
        if 2 <= len(name) <= 40 and not name.endswith("号"):
            start = max(value.text.find(name), 0)
            found.append((name, start, start + len(name)))
    return found
