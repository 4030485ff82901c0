"""Read who wrote what in the running head, or the last lines, of an article's inner pages.

An inner page has no title set large: its head tells author and title in small type, 「张三:题目」,
「张三、李四《题目》」 or 「题目/张三」, and the last page may say them below the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.fields.candidates import Candidate, Leaf
from extractor.fields.people.teams import names_in, team
from extractor.fields.publications.issue_mentions import ISSUES
from extractor.fields.publications.journal_sections import SECTION_NAME
from extractor.language.names import name_likelihood
from extractor.passages import Cell, Passage, join_cells

_UPPER = 0.17
"""Above this height of a page a running head begins, which may be broken into two lines."""
_TRUST = 0.88
"""Of a head, which may say a title in short."""
_LONGEST = 140
_LEAST_NAME = 0.2
_FOLIO = re.compile(r"[\s·•.\-—–|｜]*(?:第\s?)?[0-9]{1,4}(?:\s?页)?[\s·•.\-—–]*$")
"""「…的研究  ·73·」"""
_NAMED = re.compile(
    r"(?P<names>[㐀-鿿·,，、\s]{2,40}?)(?P<more>\s?等)?\s?[:：]\s?(?P<title>[^。？！;；]{5,90})"
)
"""「王小明,李  静:农村小学阅读课的设计」"""
_QUOTED = re.compile(
    r"(?P<names>[㐀-鿿·,，、\s]{2,40}?)(?P<more>\s?等)?\s?[:：]?\s?《(?P<title>[^《》]{5,70})》"
)
"""「王小明、李静《农村小学阅读课的设计》」"""
_SIGNED = re.compile(
    r"(?:^|.*\s{3,})(?P<title>\S[^。/／]{4,60}?)\s?[/／]\s?(?P<names>[㐀-鿿·,，、\s]{2,40})"
)
"""「84   某某教学   2016.8   农村小学阅读课的设计/王小明」"""
_OF_AUTHOR = re.compile(
    r"(?:^|作者[:：]|[;；])\s*(?P<n>[㐀-鿿](?:[㐀-鿿·\s]{0,12}[㐀-鿿]))\s?"
    r"[(（]\s?(?:19|20)[0-9]{2}(?:\s?年)?(?:\s?\.\s?[0-9]{1,2})?\s?[-—–－~]{0,2}\s?[)）]"
)
"""「作者:王小明(1985—),男,…;」 and the next author in the line below it"""
_CONTENTS = re.compile(r"^\s*(?:本期)?(?:目\s*[录次]|要目|contents\b)", re.IGNORECASE)
_DOTS = re.compile(r"….?…|[.·]{4,}|-{4,}|—{3,}|_{3,}")
ENTRY = re.compile(
    r"(?P<title>[^…]{5,70}?)\s*(?:[….·]{2,}|-{4,}|—{3,}|_{3,})\s*"
    r"(?P<names>[㐀-鿿·,，、\s]{2,40}?)\s*[(（/／]?\s*[0-9]{1,4}(?:\s?[-–—~～]\s?[0-9]{1,4})?\s*[)）]?"
)
"""「农村小学课堂提问的转变 …… 王小明 (71-74)」"""
_LISTED_TRUST = 0.85
LISTED, MARKED = "paper:listed", "paper:marked"
"""How the only article of some contents, and a marked one, are told apart."""
_LEAST_ENTRY = 5
_NEXT_LINE, _SET_IN = 2.2, 4.0
"""Heights of a title's line, and signs, within which its authors stand below it."""
_PAGE_FIRST = re.compile(r"^\s*[0-9]{2,3}\s*(?=[㐀-鿿“《])(?![年月日个种例项世岁后大步题次])")
"""「09混龄游戏的观察」: the page stands before the title in some contents."""
_AUTHORS = re.compile(r"\s*作\s?者\s?[:：]")
_NOTED = 2
"""Passages below the first in which the notes on the authors go on."""


def in_running_head(leaf: Leaf, page: int) -> list[Candidate]:
    """Return the title and the authors that a head of this page tells, or nothing."""
    heads = [
        passage
        for passage in (*leaf.passages, *leaf.lines)
        if passage.page == page and passage.box.top < _UPPER
    ]
    for passage in heads:
        for start in _beginnings(passage.raw):
            found = _told(passage, passage.raw[start:])
            if found:
                return found
    return []


def _beginnings(raw: str) -> Iterator[int]:
    """Yield where a head's own words may begin: behind volume and issue, else at its start."""
    ends = [match.end() for pattern in ISSUES for match in pattern.finditer(raw)]
    if ends:
        yield max(ends)
    yield 0


def _told(passage: Passage, raw: str) -> list[Candidate]:
    text = raw.strip(" \u3000)）|｜·•")
    named = _NAMED.fullmatch(_FOLIO.sub("", text)) if len(text) <= _LONGEST else None
    signed = _SIGNED.fullmatch(_FOLIO.sub("", text)) if len(text) <= _LONGEST else None
    for match in (_QUOTED.match(text), named, signed):
        names = people_of(match["names"]) if match else []
        if match is None or not names:
            continue
        title = re.sub(r"(?<=[㐀-鿿“”])\s+|\s+(?=[㐀-鿿“”])", "", match["title"]).strip()
        if any(_BY.match(cell.line.text) for cell in passage.cells[1:]):
            title = _BY_END.sub("", title)
        title = _as_read(title, passage)
        at = max(passage.text.find(title), 0)
        found = [
            Candidate(
                "activity_title", title, _TRUST, passage, at, at + len(title), "paper:running-head"
            )
        ]
        if not match.groupdict().get("more"):
            found += team("authors", names, passage, _TRUST, "paper:running-head")
        return found
    return []


def _as_read(title: str, passage: Passage) -> str:
    """Return the title as the passage has it, whose signs are set in one way."""
    plain = re.sub(r"\s", "", title)
    loose = r"\s*".join(f"[{re.escape(a + b)}]" for a, b in ((c, _TWIN.get(c, c)) for c in plain))
    match = re.search(loose, passage.text)
    return match.group() if match else title


_BY = re.compile(r"\s*(?:文|撰文|作者)\s?[/／]")
_BY_END = re.compile(r"(?:撰文|文|作者)$")
"""「…的观察」 over 「文 / 王小明」: the word is the next line's."""
_TWIN = {"：": ":", "，": ",", "（": "(", "）": ")", "？": "?", "！": "!", "；": ";", "．": "."}


def people_of(raw: str) -> list[str]:
    """Return the names of a list that is nothing but names."""
    names = names_in(raw.strip())
    return names if all(name_likelihood(name) >= _LEAST_NAME for name in names) else []


def only_listed(leaf: Leaf) -> list[Candidate]:
    """Return title and authors of the only article that a page of contents shows.

    Who hands in a part of the contents means the article that it lists.
    """
    if marked := _marked_entry(leaf):
        return marked
    if not any(_CONTENTS.match(cell.line.text) for cell in leaf.cells):
        return []
    dotted = [one for one in leaf.lines if _DOTS.search(one.text)]
    if len(dotted) != 1:
        return []
    # the end of its line may be broken off
    whole = [p for p in leaf.passages if dotted[0].cells[0] in p.cells]
    for passage in (*dotted, *whole):
        match = ENTRY.fullmatch(passage.raw.strip())
        names = people_of(match["names"]) if match else []
        if match is not None and names:
            break
    else:
        return []
    title = _as_read(match["title"].strip(), passage)
    at = max(passage.text.find(title), 0)
    return [
        Candidate("activity_title", title, _LISTED_TRUST, passage, at, at + len(title), LISTED),
        *team("authors", names, passage, _LISTED_TRUST, LISTED),
    ]


def _marked_entry(leaf: Leaf) -> list[Candidate]:
    """Return title and authors of the one entry of contents that somebody marked."""
    told: list[list[Candidate]] = []
    for rows in leaf.rows_by_page:
        marked = [[cell for cell in row if cell.key in leaf.marked] for row in rows]
        own = [
            _over_its_authors(row, below) or _entry_of(row) if row else []
            for row, below in zip(marked, [*rows[1:], ()], strict=True)
        ]
        told += own
        # a title over its authors, both marked, wherever in the width these stand
        told += [
            _entry_of([*marked[at], *marked[at + 1]])
            for at in range(len(rows) - 1)
            if marked[at] and marked[at + 1] and not own[at] and not own[at + 1]
        ]
    entries = [entry for entry in told if entry]
    return entries[0] if len(entries) == 1 else []


def _over_its_authors(row: Sequence[Cell], below: Sequence[Cell]) -> list[Candidate]:
    """Return title and authors of an entry whose authors stand in a line below it.

    The section's name beside the title may look like a name: 「游戏」.
    """
    title = max(row, key=lambda cell: len(cell.line.text))
    beside = [cell for cell in row if cell is not title]
    under = [cell for cell in below if people_of(_FOLIO.sub("", cell.line.text))]
    if len(under) != 1 or any(cell.box.left > title.box.left for cell in beside):
        return []
    names = under[0]
    step = names.box.top - title.box.top
    near = 0 < step <= _NEXT_LINE * title.box.height
    set_in = abs(names.box.left - title.box.left) <= _SET_IN * title.em
    text = _PAGE_FIRST.sub("", _FOLIO.sub("", title.line.text)).strip()
    if not (near and set_in) or len(text) < _LEAST_ENTRY or people_of(text):
        return []
    passage, people = join_cells((title,)), join_cells((names,))
    told = _as_read(text, passage)
    at = max(passage.text.find(told), 0)
    return [
        Candidate("activity_title", told, _LISTED_TRUST, passage, at, at + len(told), MARKED),
        *team("authors", people_of(_FOLIO.sub("", names.line.text)), people, _LISTED_TRUST, MARKED),
    ]


def _entry_of(cells: Sequence[Cell]) -> list[Candidate]:
    """Return title and authors of an entry of contents: words, names, the page, perhaps dots.

    Each name may stand in a cell of its own; one to the left of the title is a section's.
    """
    pieces = [
        (text, cell)
        for cell in cells
        for part in _DOTS.split(join_cells((cell,)).raw)
        for piece in _title_andpeople_of(part)
        if re.search(r"[㐀-鿿]", text := _FOLIO.sub("", piece).strip())
    ]
    titles = [(text, cell) for text, cell in pieces if not people_of(text)]
    if len(titles) != 1 or len(titles[0][0]) < _LEAST_ENTRY:
        return []
    ((text, at_title),) = titles
    named = [(text, cell) for text, cell in pieces if people_of(text)]
    behind = [one for one in named if one[1].box.left >= at_title.box.left]
    if not (named := behind or named):
        return []
    passage, beside = join_cells((at_title,)), join_cells(tuple(dict.fromkeys(c for _, c in named)))
    title = _as_read(text, passage)
    at = max(passage.text.find(title), 0)
    names = [name for text, _ in named for name in people_of(text)]
    return [
        Candidate("activity_title", title, _LISTED_TRUST, passage, at, at + len(title), MARKED),
        *team("authors", names, beside, _LISTED_TRUST, MARKED),
    ]


def _title_andpeople_of(part: str) -> tuple[str, ...]:
    """Return the title of an entry, without its section, and the names that a gap parts from it."""
    plain = _FOLIO.sub("", part).strip()
    title, _, names = plain.rpartition(" ")
    section = SECTION_NAME.match(title)
    if section and len(title) - section.end() >= _LEAST_ENTRY:
        title = title[section.end() :].strip()
    is_entry = len(title) >= _LEAST_ENTRY and not people_of(title) and bool(people_of(names))
    return (title, names) if is_entry else (part,)


def noted_below(leaf: Leaf) -> list[Candidate]:
    """Return the authors of 「作者:王小明(1985—),男,…;」 below the text, each with a year."""
    for at, passage in enumerate(leaf.passages):
        if not _AUTHORS.match(passage.text):
            continue
        names: list[Candidate] = []
        for one in leaf.passages[at : at + _NOTED + 1]:
            found = [re.sub(r"\s", "", match["n"]) for match in _OF_AUTHOR.finditer(one.text)]
            if not found:
                break
            names += team("authors", found, one, _TRUST, "paper:noted")
        return names
    return []
