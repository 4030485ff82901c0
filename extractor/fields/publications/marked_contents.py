"""Read which entry of a journal's contents is meant: the only one shown, or the one marked.

Who hands in a part of the contents means the article that it lists; who hands in all of them has
underlined or framed one entry, whose page and authors stand beside its title or in the line below.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.fields.candidates import Candidate, Leaf
from extractor.fields.people.teams import team
from extractor.fields.publications.journal_sections import SECTION_NAME
from extractor.fields.publications.running_heads import FOLIO, as_read, people_of
from extractor.fields.publications.spelt_names import is_latin
from extractor.language.scripts import has_chinese
from extractor.passages import Cell, join_cells

_CONTENTS = re.compile(r"^\s*(?:本期)?(?:目\s*[录次]|要目|contents\b)", re.IGNORECASE)
_DOTS = re.compile(r"….?…|[.·]{4,}|-{4,}|—{3,}|_{3,}")
ENTRY = re.compile(
    r"(?P<title>[^…]{5,70}?)\s*(?:[….·]{2,}+|-{4,}|—{3,}|_{3,})\s*"
    r"(?P<names>[㐀-鿿·,，、\s]{2,40}?)\s*[(（/／]?\s*[0-9]{1,4}(?:\s?[-–—~～]\s?[0-9]{1,4})?\s*[)）]?"
)
"""「农村小学课堂提问的转变 …… 王小明 (71-74)」"""
_LISTED_TRUST = 0.85
LISTED, MARKED = "paper:listed", "paper:marked"
"""How the only article of some contents, and a marked one, are told apart."""
_LEAST_ENTRY = 5
_NEXT_LINE, _SET_IN = 2.2, 4.0
"""Heights of a title's line, and signs, within which its authors stand below it."""
_PAGE_FIRST = re.compile(
    r"^\s*(?:[Pp]\.?\s?[0-9]{1,3}|第\s?[0-9]{1,3}\s?页|[0-9]{2,3}|[0-9](?=\s))\s*[·•.、/／|｜]?\s*"
    r"(?=[㐀-鿿“《])(?![年月日个种例项世岁后大步题次分秒元度倍名位节堂课场篇本部类层级条维点天周期届])"
)
"""「09混龄游戏的观察」: the page before a title of contents. 「10分钟微课」 counts."""
_SIGN_FIRST = re.compile(r"^[\s★☆●○◎◆◇■□▲△▶►※＊*✓√·•]+(?=[㐀-鿿“《A-Za-z0-9])")
"""「★混龄游戏的观察」: contents point out some of their articles so."""
_IN_BRACKETS = re.compile(r"\s*[(（\[〔](?:文[/／|:：]?)?([^()（）\[\]〔〕]{2,60})[)）\]〕]\s*")
_SECTION_TAG = re.compile(
    r"^\s*(?:【[^【】]{2,8}】|\[[㐀-鿿]{2,8}\]|〔[㐀-鿿]{2,8}〕)\s*(?=[㐀-鿿“《]{5})"
)
"""「【实验园地】自制测力计的改进」: in which part of the journal it stands."""


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
    title = as_read(match["title"].strip(), passage)
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
            _over_its_authors(row, whole, below) or _entry_of(row) if row else []
            for row, whole, below in zip(marked, rows, [*rows[1:], ()], strict=True)
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


def _over_its_authors(
    row: Sequence[Cell], whole: Sequence[Cell], below: Sequence[Cell]
) -> list[Candidate]:
    """Return title and authors of an entry whose authors stand in a line below it.

    They may end where the title does, or where its page stands, marked or not. The section's name
    beside the title may look like a name: 「游戏」.
    """
    title = max(row, key=lambda cell: len(cell.line.text))
    pages = [cell for cell in (*whole, *below) if FOLIO.fullmatch(cell.line.text)]
    beside = [cell for cell in row if cell is not title and cell not in pages]
    under = [
        cell
        for cell in below
        if cell.box.right > title.box.left and people_of(FOLIO.sub("", cell.line.text))
    ]
    if len(under) != 1 or any(cell.box.left > title.box.left for cell in beside):
        return []
    names = under[0]
    if has_chinese(title.line.text) and is_latin(names.line.text):
        return []  # a journal's name over its pinyin
    step = names.box.top - title.box.top
    near = 0 < step <= _NEXT_LINE * title.box.height
    edges = [names.box.left - title.box.left, names.box.right - title.box.right]
    edges += [names.box.right - cell.box.left for cell in pages if cell.box.left > title.box.left]
    set_in = any(abs(apart) <= _SET_IN * title.em for apart in edges)
    text = _title_alone(title.line.text)
    if not (near and set_in) or len(text) < _LEAST_ENTRY or people_of(text):
        return []
    passage, people = join_cells((title,)), join_cells((names,))
    told = as_read(text, passage)
    at = max(passage.text.find(told), 0)
    return [
        Candidate("activity_title", told, _LISTED_TRUST, passage, at, at + len(told), MARKED),
        *team("authors", people_of(FOLIO.sub("", names.line.text)), people, _LISTED_TRUST, MARKED),
    ]


def _entry_of(cells: Sequence[Cell]) -> list[Candidate]:
    """Return title and authors of an entry of contents: words, names, the page, perhaps dots.

    Each name may stand in a cell of its own; one to the left of the title is a section's.
    """
    pieces = [
        (text, cell)
        for cell in cells
        for part in _DOTS.split(join_cells((cell,)).raw)
        for piece in _title_and_people_of(part)
        if re.search(r"[㐀-鿿]", text := _without_brackets(_title_alone(piece)))
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
    title = as_read(text, passage)
    at = max(passage.text.find(title), 0)
    names = [name for text, _ in named for name in people_of(text)]
    return [
        Candidate("activity_title", title, _LISTED_TRUST, passage, at, at + len(title), MARKED),
        *team("authors", names, beside, _LISTED_TRUST, MARKED),
    ]


def _title_alone(text: str) -> str:
    """Return an entry's words without the page around them, its sign, and its section's tag."""
    # 「★17 …」 as well as 「17 ★…」
    plain = _SIGN_FIRST.sub("", _PAGE_FIRST.sub("", _SIGN_FIRST.sub("", FOLIO.sub("", text))))
    return _SECTION_TAG.sub("", plain).strip()


def _without_brackets(text: str) -> str:
    """Return the names of 「(王小明 李静)」."""
    inner = _IN_BRACKETS.fullmatch(text)
    return inner[1].strip() if inner and people_of(inner[1].strip()) else text


def _title_and_people_of(part: str) -> tuple[str, ...]:
    """Return the title of an entry, without its section, and the names that a gap parts from it."""
    plain = FOLIO.sub("", part).strip()
    if _without_brackets(plain) != plain:
        return (part,)  # 「(王 静 李小明)」 stands in a cell of its own
    title, _, names = plain.rpartition(" ")
    section = SECTION_NAME.match(title)
    if section and len(title) - section.end() >= _LEAST_ENTRY:
        title = title[section.end() :].strip()
    is_entry = len(title) >= _LEAST_ENTRY and not people_of(title) and bool(people_of(names))
    return (title, names) if is_entry else (part,)
