"""Leave out the works that an article refers to: their journals and years are not its own."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from extractor.fields.candidates import Leaf
from extractor.passages import Cell

_NUMBERED = re.compile(r"\s*[\[［【]\s?[0-9]{1,3}\s?[\]］】]")
_MARKED = re.compile(r"[\[［]\s?(?:[JMDCNRSPA]|EB|DB)\s?(?:/\s?OL)?\s?[\]］]")
"""The sort of work in brackets: [J], [EB/OL] (GB/T 7714)."""
_FOOTNOTE = re.compile(
    r"\s*(?:[①-⑳]|[\[［(（]?[0-9]{1,2}[\]］)）]?)\s*[^《》]{2,30}[:：]\s*《[^《》]+》"
)
"""「① 张三:《某某札记》,《某某通讯》2010年第2期,第14页。」"""
_HEADING = re.compile(
    r"\s*[【\[〔]?\s*(?:参\s*考\s*文\s*献|References|REFERENCES)\s*[】\]〕:：]?\s*"
)
_NUMBER_OF_JOURNAL = re.compile(
    r"ISSN|CN\s?[0-9]{2}-|责任编辑|^\s*[·•—-]?\s*[0-9〇一二三四五六七八九]{1,4}\s*[·•—-]?\s*$"
)
_FEWEST = 2
"""Entries that make a list; one alone may be how to cite the article itself."""


def without_references(leaf: Leaf) -> Leaf:
    """Return the leaf without its list of references, heads and feet of the pages kept."""
    cited: set[tuple[int, int]] = set()
    heads = Counter((_plain(cell)) for cell in leaf.cells)
    listed_before = False
    for page in sorted({cell.page for cell in leaf.cells}):
        cells = [cell for cell in leaf.cells if cell.page == page]
        cited |= {cell.key for cell in cells if _HEADING.fullmatch(cell.line.text)}
        cited |= _in_footnotes(cells)
        entries = [at for at, cell in enumerate(cells) if _is_entry(cell)]
        if len(entries) < _FEWEST:
            listed_before = False
            continue
        # the last entry of the page before may go on above the first of this one
        first = 0 if listed_before else entries[0]
        listed = cells[first : entries[-1] + 2]
        cited |= {cell.key for cell in listed if _is_entry(cell) or heads[_plain(cell)] == 1}
        listed_before = True
    if not cited:
        return leaf
    return replace(
        leaf,
        cells=tuple(cell for cell in leaf.cells if cell.key not in cited),
        passages=tuple(
            passage
            for passage in leaf.passages
            if not all(cell.key in cited for cell in passage.cells)
        ),
    )


def _in_footnotes(cells: list[Cell]) -> set[tuple[int, int]]:
    """Return the lines of notes at the foot that name author and work, to the next note or gap."""
    found: set[tuple[int, int]] = set()
    above: Cell | None = None
    for cell in cells:
        goes_on = above is not None and cell.box.top - above.box.bottom < above.box.height
        starts = _FOOTNOTE.match(cell.line.text) is not None
        if starts or (goes_on and not _NUMBER_OF_JOURNAL.search(cell.line.text)):
            found.add(cell.key)
            above = cell
        else:
            above = None
    return found


def _is_entry(cell: Cell) -> bool:
    text = cell.line.text
    return _NUMBERED.match(text) is not None or _MARKED.search(text) is not None


def _plain(cell: Cell) -> str:
    return re.sub(r"[\d\s]", "", cell.line.text)
