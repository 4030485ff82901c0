"""Leave out the options of a form that were not ticked: 「□省级 □市级 ☑县级」 says 县级.

They are blanked and not cut, so that everything else keeps its place on the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extractor.document import Line, Page, Word

_OPEN, _TICKED = "□☐", "☑√✓✔■☒"
_BOX = re.compile(f"[{_OPEN}{_TICKED}]")
_WORD = rf"[^\s:：{_OPEN}{_TICKED}]{{1,20}}"
_BEFORE = re.compile(
    rf"[{_OPEN}{_TICKED}]\s?(?:[A-Za-z]+(?: [A-Za-z]+){{0,5}}|{_WORD})(?![^\s{_OPEN}{_TICKED}])"
)
_BEHIND = re.compile(rf"{_WORD}\s?[(（]?[{_OPEN}{_TICKED}][)）]?")
"""An option is a word: what goes on with a colon is an item behind a mark."""
_FEWEST = 2
_SAME_ROW = 0.6
"""Heights of a line that the middles of one row's lines may lie apart."""


def with_ticked_options(page: Page) -> Page:
    """Return the page without the options that nobody ticked, in rows that offer several."""
    blanked = {
        id(line): mended
        for row in _rows(page)
        if _offers(row)
        for line, mended in zip(row, _ticked(row), strict=True)
    }
    if not blanked:
        return page
    lines = (blanked.get(id(line), line) for line in page.lines)
    return replace(page, lines=tuple(line for line in lines if line.text.strip()))


def _rows(page: Page) -> Iterator[list[Line]]:
    """Yield the lines with boxes that stand beside one another, from left to right."""
    boxed = sorted((one for one in page.lines if _BOX.search(one.text)), key=_middle)
    row: list[Line] = []
    for line in boxed:
        if row and _middle(line) - _middle(row[0]) > _SAME_ROW * row[0].box.height:
            yield sorted(row, key=lambda one: one.box.left)
            row = []
        row.append(line)
    if row:
        yield sorted(row, key=lambda one: one.box.left)


def _middle(line: Line) -> float:
    return line.box.centre[1]


def _offers(row: list[Line]) -> bool:
    """Tell whether a row has several boxes, one of them open: one alone is a mark before a line."""
    boxes = "".join(_BOX.findall("".join(line.text for line in row)))
    return len(boxes) >= _FEWEST and any(box in _OPEN for box in boxes)


def _ticked(row: list[Line]) -> Iterator[Line]:
    """Yield the lines of a row with blanks for what is not ticked, and for the boxes."""
    first = row[0].text
    lead = first[: _BOX.search(first).start()]  # type: ignore[union-attr]
    behind = lead[-1:] not in ("", " ", "\u3000", ":", "：", ")", "）")
    for line in row:
        text = line.text
        for option in (_BEHIND if behind else _BEFORE).finditer(line.text):
            kept = any(tick in option.group() for tick in _TICKED)
            shown = _BOX.sub(" ", option.group()) if kept else " " * len(option.group())
            text = text[: option.start()] + shown + text[option.end() :]
        yield _with_text(line, text)


def _with_text(line: Line, text: str) -> Line:
    words: list[Word] = []
    start = 0
    for word in line.words:
        end = start + len(word.text)
        words.append(replace(word, text=text[start:end]))
        start = end
    return replace(line, text=text, words=tuple(words))
