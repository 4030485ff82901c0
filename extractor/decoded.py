"""One decoded page on its way out of the child, and its lines on their way in.

What comes in is checked value by value: the sender has touched hostile bytes.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from extractor.document import Box, Line, Origin, Word
from extractor.errors import DamagedInput
from extractor.filefacts import FileFacts, SheetFacts

if TYPE_CHECKING:
    from PIL import Image

HIDDEN = ("invisible", "unseen", "tiny", "off_page")
"""Why a line cannot be seen: not drawn, without effect on the picture, too small, off the page."""
MAX_HIDDEN = 500

EmitFacts = Callable[[FileFacts], None]


@dataclass(frozen=True, slots=True)
class DecodedSheet:
    """A page: its picture in RGB, its facts and the lines of its text layer."""

    number: int
    picture: Image.Image
    facts: SheetFacts
    lines: tuple[Line, ...] = ()
    hidden: tuple[tuple[str, Line], ...] = ()
    """Lines of the text layer that nobody can see, each with one of `HIDDEN`."""

    def head(self) -> dict[str, object]:
        """Return all but the pixels, as JSON can carry it."""
        width, height = self.picture.size
        return {
            "page": self.number,
            "width": width,
            "height": height,
            "facts": asdict(self.facts),
            "lines": [_plain(line) for line in self.lines],
            "hidden": [[reason, _plain(line)] for reason, line in self.hidden[:MAX_HIDDEN]],
        }


def _plain(line: Line) -> list[object]:
    return [line.vertical, [[word.text, *_corners(word.box)] for word in line.words]]


def build_hidden(said: object) -> tuple[tuple[str, Line], ...]:
    """Return the hidden lines from a child's JSON, as `head` made it.

    Raises:
        DamagedInput: It does not have that form.
    """
    if not isinstance(said, list):
        raise DamagedInput(_NONSENSE)
    return tuple(_hidden(each) for each in said)


def build_lines(said: object) -> tuple[Line, ...]:
    """Return the lines of a text layer from a child's JSON, as `head` made it.

    Raises:
        DamagedInput: It does not have that form.
    """
    if not isinstance(said, list):
        raise DamagedInput(_NONSENSE)
    return tuple(_line(each) for each in said)


def make_line(words: tuple[Word, ...], *, vertical: bool) -> Line:
    """Return the line of a text layer that consists of the words, at least one."""
    box = words[0].box
    for word in words[1:]:
        box = box.union(word.box)
    text = "".join(word.text for word in words)
    return Line(text, box, 1.0, words, Origin.TEXT_LAYER, vertical)


_NONSENSE = "解码结果无效。 The decoder's answer makes no sense."


def _corners(box: Box) -> list[float]:
    return [round(value, 5) for value in (box.left, box.top, box.right, box.bottom)]


def _hidden(said: object) -> tuple[str, Line]:
    match said:
        case [str(reason), line] if reason in HIDDEN:
            return reason, _line(line)
        case _:
            raise DamagedInput(_NONSENSE)


def _line(said: object) -> Line:
    match said:
        case [bool(vertical), [_, *_] as words]:
            return make_line(tuple(_word(word) for word in words), vertical=vertical)
        case _:
            raise DamagedInput(_NONSENSE)


def _word(said: object) -> Word:
    match said:
        case [str(text), left, top, right, bottom]:
            return Word(text, Box(*map(_fraction, (left, top, right, bottom))), 1.0)
        case _:
            raise DamagedInput(_NONSENSE)


def _fraction(value: object) -> float:
    if not isinstance(value, int | float) or not math.isfinite(value):
        raise DamagedInput(_NONSENSE)
    return min(max(float(value), 0.0), 1.0)
