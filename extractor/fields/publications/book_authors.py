"""Find who wrote a book: by the catalogue, a label, or a cover's line that ends in a role."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from extractor.fields.candidates import Candidate, Leaf
from extractor.fields.people.teams import announced_names, leading_names, names_in, team
from extractor.passages import Cell, join_cells

ROLE = r"(?:副主\s*[编編]|[编編]\s*著|主\s*[编編]|等著|等编著|合著|著|[编編]|主编著|编写|译|译著)"
"""What those who made a book did: 「主编」, 「编著」, 「译」."""
_ONLY_ROLE = re.compile(ROLE)
_BY = re.compile(rf"^(?P<names>.{{2,60}}?)[\s\u3000·]*(?:[◎●○■□/／·]\s*)?(?P<role>{ROLE})\s*$")
_BY_BEFORE = re.compile(rf"^(?P<role>{ROLE}|作者|著者)\s*[:：/／\s]\s*(?P<names>.{{2,40}})$")
_BY_JOINED = re.compile(
    r"^(?P<role>副\s*主\s*编|编\s*著|主\s*编|编\s*写|作\s*者|著\s*者|编\s*者|译\s*者)(?P<names>[㐀-鿿]{2,12})$"
)
"""「主编王小明」: the gap behind the word was lost in reading."""
_OTHERS = re.compile(r"^\s*[◆●○■□]?\s*(?:副\s*主\s*编|参\s*编|编\s*委|编写(?:人员|组))")
_WITHOUT_OTHERS = 0.88
IN_PART = 0.85
"""Of a list whose end was not understood."""
_SECOND_EDITORS = re.compile(r"副主\s*[编編]")
_REST_OF_LABEL = re.compile(r"^\s*(?:作\s*)?者(?=[\s:：|｜])\s*[:：|｜]?\s*")
"""「著    者  王小明」, of whose label the first sign alone was taken"""


def named_by(text: str) -> list[str]:
    """Return the names of a line that says what they did: 「王小明 李静 编著」."""
    text = text.strip()
    match = _BY.match(text) or _BY_BEFORE.match(text) or _BY_JOINED.match(text)
    return names_in(match["names"]) if match else []


def authors_of_book(leaf: Leaf, cip: list[Candidate]) -> list[Candidate]:
    """Return the authors as catalogued, or as printed where that names more of them."""
    listed = [c for c in cip if c.name == "authors"]
    printed = _printed_authors(leaf)
    # the catalogue names three at most, or one and 「等」
    first = [str(c.value) for c in listed]
    whole = [str(c.value) for c in printed]
    chosen = printed if len(whole) > len(first) and whole[: len(first)] == first else listed
    others = [cell.line.text for cell in leaf.cells if _OTHERS.search(cell.line.text)]
    second_alone = all(_SECOND_EDITORS.search(text) for text in others)
    if others and not (second_alone and _counts_all(chosen)):
        # whether those who only helped to edit it are its authors is for a person to say
        return [replace(one, trust=min(one.trust, _WITHOUT_OTHERS)) for one in chosen]
    return chosen


def _counts_all(chosen: list[Candidate]) -> bool:
    """Tell whether the authors were listed in several lines, editors of second rank among them."""
    return len({c.passage.cells[0].key for c in chosen}) > 1


def _printed_authors(leaf: Leaf) -> list[Candidate]:
    """Return the authors by their label, else as the cover or the title page has them."""
    for one in leaf.labels("authors"):
        raw = _REST_OF_LABEL.sub("", one.value.raw)
        whole = names_in(raw) or announced_names(raw, surely=True)
        names = whole or leading_names(raw)
        if names:
            trust = 0.95 if whole else IN_PART
            method = f"label:{one.label}"
            found = team("authors", names, one.value, trust, method)
            for cell in _names_behind(one.value.cells[-1], leaf) if whole else ():
                beside = join_cells((cell,))
                found += team("authors", names_in(cell.line.text), beside, trust, method)
            return found
    return _on_cover(leaf)


def _names_behind(last: Cell, leaf: Leaf) -> list[Cell]:
    """Return the cells of nothing but names right behind one in its row: 「主编 | 张三 | 李四」."""
    row = next((row for row in leaf.rows if last in row), ())
    behind = row[row.index(last) + 1 :] if row else ()
    return list(takewhile(lambda cell: bool(names_in(cell.line.text)), behind))


def _on_cover(leaf: Leaf) -> list[Candidate]:
    """Return the authors of the first line that names some, and the 副主编 right below it."""
    found: list[Candidate] = []
    above: Cell | None = None
    for cell, text in _with_roles(leaf):
        names = named_by(text)
        if above is None:
            if not names:
                continue
        elif not names or not _SECOND_EDITORS.search(text) or not _follows(cell, above):
            break
        found.extend(team("authors", names, join_cells((cell,)), 0.93, "book:by"))
        above = cell
    return found


def _with_roles(leaf: Leaf) -> Iterator[tuple[Cell, str]]:
    """Yield each line with its text, and with 「主编」 where that stands apart in its row.

    So may each of the names before it: 「张三 | 李四 | 著」.
    """
    told: dict[tuple[int, int], str] = {}
    joined: set[tuple[int, int]] = set()
    for row in leaf.rows:
        for at, cell in enumerate(row):
            if not at or not _ONLY_ROLE.fullmatch(cell.line.text.strip()):
                continue
            before = row[at - 1 :: -1]
            named = list(takewhile(lambda one: bool(names_in(one.line.text)), before))[::-1]
            named = named or [row[at - 1]]
            told[named[0].key] = "  ".join(one.line.text.strip() for one in (*named, cell))
            joined.update(one.key for one in named[1:])
    for cell in leaf.cells:
        if cell.key not in joined:
            yield cell, told.get(cell.key, cell.line.text)


def _follows(cell: Cell, above: Cell) -> bool:
    """Tell whether a line stands right below another on its page."""
    near = 0 <= cell.box.top - above.box.bottom < 2 * above.box.height
    return cell.page == above.page and near
