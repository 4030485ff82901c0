"""Compare a page's text layer with what an engine saw, and keep what both support.

A text layer is exact but may be missing, garbled, invisible or false; the picture
is what a person sees. Where they contradict each other, the picture wins and a
problem names the difference. Nothing is recognised here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from extractor.document import Box, Line, Origin, Problem
from extractor.image import Picture

GARBLED_SHARE = 0.05
"""A layer with a larger share of characters that mean nothing is garbled."""
SOUND = 80.0
"""Below this likeness (0 to 100) over the whole page the layer tells another story."""
LIKE = 75.0
"""Below this likeness one line differs from the picture."""
SAME_PLACE = 0.5
"""So much of a line has to be covered by what was seen before the two are compared."""
CONFIDENT = 0.9
"""The engine's reading contradicts the layer only if it is at least so sure."""
COVERED = 0.3
"""A line seen is new if the layer's lines cover less than this share of it."""
INK_CONTRAST = 40
"""Grey levels between paper and the faintest print that a person can see."""
SHOWN = 3
"""So many differences are spelt out in one problem."""

REMEDY = "请人工比对页面图像与文字。 Compare the page's text with its picture, which was used."


@dataclass(frozen=True, slots=True)
class Merged:
    """The lines that stand after the comparison, where most came from, and what was odd."""

    lines: tuple[Line, ...]
    origin: Origin
    problems: tuple[Problem, ...] = ()
    contradicted: tuple[tuple[Line, tuple[Line, ...]], ...] = ()
    """Lines of the layer with what was seen in their place."""
    unseen: tuple[Line, ...] = ()
    """Lines of the layer without any ink."""


def merge_readings(
    layer: Sequence[Line],
    seen: Sequence[Line],
    image: Picture,
    *,
    number: int,
    comparable: bool = True,
) -> Merged:
    """Return the text layer's lines where the picture bears them out, else those seen.

    Both are on the same upright page, whose RGB picture is given; `number` is
    the page's, for the problems. A layer that the picture could not be drawn from for want
    of fonts is not `comparable` with it, and stands.
    """
    layer = [line for line in layer if line.text.strip()]
    if not layer:
        return Merged(tuple(seen), Origin.OCR)
    if not comparable:
        added = [line for line in seen if _is_new(line, layer)]
        return Merged((*layer, *added), Origin.TEXT_LAYER)
    if _garbled_share(layer) > GARBLED_SHARE:
        return Merged(tuple(seen), Origin.OCR, (_garbled(number),))
    visible = [line for line in layer if _has_ink(image, line.box)]
    hidden = [line for line in layer if line not in visible]
    problems = [_invisible(number, hidden)] if hidden else []
    if not visible:
        return Merged(tuple(seen), Origin.OCR, tuple(problems), unseen=tuple(hidden))
    pairs = [(line, _counterpart(line, seen)) for line in visible]
    likeness = _page_likeness(pairs)
    if likeness is not None and likeness < SOUND:
        problems.append(_contradiction(number, pairs))
        told = [(line, others) for line, others in pairs if _contradicts(line, others)]
        return Merged(tuple(seen), Origin.OCR, tuple(problems), _told(told), tuple(hidden))
    differing = [(line, others) for line, others in pairs if _contradicts(line, others)]
    if differing:
        problems.append(_contradiction(number, differing))
    rejected = [line for line, _ in differing]
    kept = [line for line in visible if line not in rejected]
    added = [line for line in seen if _is_new(line, kept)]
    return Merged(
        (*kept, *added), Origin.TEXT_LAYER, tuple(problems), _told(differing), tuple(hidden)
    )


def is_borne_out(line: Line, seen: Sequence[Line]) -> bool:
    """Tell whether the picture shows in a line's place what the line says, figures and all."""
    text, picture = _plain(line.text), _plain(_joined(_counterpart(line, seen)))
    return (
        bool(text)
        and bool(picture)
        and fuzz.partial_ratio(text, picture) >= LIKE
        and not _number_differs(text, picture)
    )


def _told(pairs: Sequence[tuple[Line, list[Line]]]) -> tuple[tuple[Line, tuple[Line, ...]], ...]:
    return tuple((line, tuple(others)) for line, others in pairs if others)


def turn_line(line: Line, degrees: int) -> Line:
    """Return the line as it lies after the page was turned clockwise by a multiple of 90."""
    if degrees % 360 == 0:
        return line
    words = tuple(replace(word, box=turn_box(word.box, degrees)) for word in line.words)
    return replace(line, box=turn_box(line.box, degrees), words=words)


def turn_box(box: Box, degrees: int) -> Box:
    """Return the box as it lies after the page was turned clockwise by a multiple of 90."""
    match degrees % 360:
        case 90:
            return Box(1 - box.bottom, box.left, 1 - box.top, box.right)
        case 180:
            return Box(1 - box.right, 1 - box.bottom, 1 - box.left, 1 - box.top)
        case 270:
            return Box(box.top, 1 - box.right, box.bottom, 1 - box.left)
        case _:
            return box


def _garbled_share(lines: Sequence[Line]) -> float:
    text = "".join("".join(line.text.split()) for line in lines)
    strange = sum(char == "\ufffd" or unicodedata.category(char) in _MEANINGLESS for char in text)
    return strange / max(len(text), 1)


_MEANINGLESS = ("Co", "Cn", "Cc", "Cs")
"""Unicode categories of private use, unassigned, control and surrogate characters."""


def _has_ink(image: Picture, box: Box) -> bool:
    height, width = image.shape[:2]
    top, bottom = int(box.top * height), max(int(box.bottom * height), int(box.top * height) + 1)
    left, right = int(box.left * width), max(int(box.right * width), int(box.left * width) + 1)
    part = image[top:bottom, left:right]
    if part.size == 0:
        return False
    spread = part.reshape(-1, 3).max(axis=0).astype(int) - part.reshape(-1, 3).min(axis=0)
    return bool(spread.max() >= INK_CONTRAST)


def _counterpart(line: Line, seen: Sequence[Line]) -> list[Line]:
    """Return what was seen where the line stands, from left to right."""
    found = [other for other in seen if _side_by_side(line.box, other.box)]
    return sorted(found, key=lambda other: other.box.left)


def _side_by_side(one: Box, other: Box) -> bool:
    height = min(one.bottom, other.bottom) - max(one.top, other.top)
    width = min(one.right, other.right) - max(one.left, other.left)
    return width > 0 and height > 0.4 * min(one.height, other.height)


def _page_likeness(pairs: Sequence[tuple[Line, list[Line]]]) -> float | None:
    """Return the likeness of the lines surely seen, weighted by length; None without any."""
    total, weight = 0.0, 0
    for line, others in pairs:
        text, picture = _plain(line.text), _plain(_joined(others))
        if text and picture and _is_comparable(line, others):
            total += fuzz.partial_ratio(text, picture) * len(text)
            weight += len(text)
    return total / weight if weight else None


def _contradicts(line: Line, others: Sequence[Line]) -> bool:
    """Tell whether a sure reading of the same place says something else, be it one digit."""
    text, picture = _plain(line.text), _plain(_joined(others))
    if len(text) < 2 or not picture or not _is_comparable(line, others):
        return False
    # Two letters are too few to be unlike: they may be raised or lowered parts of a formula.
    unlike = len(text) > 2 and fuzz.partial_ratio(text, picture) < LIKE
    return unlike or _number_differs(text, picture)


def _is_comparable(line: Line, others: Sequence[Line]) -> bool:
    """Tell whether most of the line's place was read, and with confidence."""
    covered = sum(line.box.overlap(other.box) for other in others)
    sure = min((other.confidence for other in others), default=0.0) >= CONFIDENT
    return sure and covered >= SAME_PLACE


def _number_differs(text: str, picture: str) -> bool:
    """Tell whether a digit became another, or a number in a sentence grew or shrank.

    A lone figure, like a page number after dots or a lowered 2, may come or go.
    """
    sentence = any(char.isalpha() and not char.isascii() for char in text)
    for edit in Levenshtein.editops(text, picture):
        here, there = text[edit.src_pos :][:1], picture[edit.dest_pos :][:1]
        match edit.tag:
            case "replace":
                differs = here.isdigit() and there.isdigit()
            case "insert":
                differs = sentence and there.isdigit() and _beside_digit(text, edit.src_pos)
            case _:
                differs = sentence and here.isdigit() and _beside_digit(picture, edit.dest_pos)
        if differs:
            return True
    return False


def _beside_digit(text: str, at: int) -> bool:
    """Tell whether a character put in at this place would touch a digit."""
    return text[max(at - 1, 0) : at].isdigit() or text[at : at + 1].isdigit()


def _is_new(line: Line, kept: Sequence[Line]) -> bool:
    if any(_says_the_same(line, other) for other in kept):
        return False
    return sum(line.box.overlap(other.box) for other in kept) < COVERED


def _says_the_same(line: Line, other: Line) -> bool:
    """Tell whether a line of the layer stands within what was seen; a short one covers little."""
    x, y = other.box.centre
    within = line.box.left <= x <= line.box.right and line.box.top <= y <= line.box.bottom
    return within and _plain(line.text) == _plain(other.text)


def _joined(lines: Sequence[Line]) -> str:
    return "".join(line.text for line in lines)


def _plain(text: str) -> str:
    """Return letters and digits only, in their usual width, without raised or lowered ones."""
    level = (char for char in text if not unicodedata.decomposition(char).startswith(_OFF_LINE))
    return "".join(char for char in unicodedata.normalize("NFKC", "".join(level)) if char.isalnum())


_OFF_LINE = ("<sub>", "<super>")


def _garbled(number: int) -> Problem:
    return Problem(
        "P-TEXT-LAYER-GARBLED",
        f"第{number}页的文字层是乱码，已改用图像识别。 "
        f"The text layer of page {number} is garbled; the picture was read instead.",
        "请人工核对。 Check the values against the picture.",
        number,
    )


def _invisible(number: int, hidden: Sequence[Line]) -> Problem:
    shown = "；".join(line.text for line in hidden[:SHOWN])
    return Problem(
        "P-TEXT-LAYER-INVISIBLE",
        f"第{number}页的文字层含有画面上看不见的文字，未采用：{shown} "
        f"The text layer of page {number} holds text that cannot be seen; it was left out: {shown}",
        REMEDY,
        number,
    )


def _contradiction(number: int, pairs: Sequence[tuple[Line, list[Line]]]) -> Problem:
    differing = [(line.text, _joined(others)) for line, others in pairs if others]
    shown = "；".join(f"{text} ≠ {picture}" for text, picture in differing[:SHOWN])
    return Problem(
        "P-TEXT-LAYER-CONTRADICTS",
        f"第{number}页的文字层与画面不一致（文字层 ≠ 画面）：{shown} "
        f"The text layer of page {number} contradicts the picture (layer ≠ picture): {shown}",
        REMEDY,
        number,
    )
