"""Take a page of an OFD document apart: characters, drawings, pictures; in a child only.

Everything comes out in points from the page's top left, x to the right and y down. What
has no form that a reader could follow (patterns, shadings, clips) is left out.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from unicodedata import east_asian_width
from xml.etree.ElementTree import Element

from extractor.errors import TooLargeInput
from extractor.limits import Limits

Matrix = tuple[float, float, float, float, float, float]
"""(a, b, c, d, e, f): x' = a x + c y + e and y' = b x + d y + f."""
Colour = tuple[int, int, int, int]
"""Red, green, blue and how opaque, each 0 to 255."""

POINTS_PER_MM = 72 / 25.4
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
MAX_OBJECTS = 50_000
_MAX_NESTING = 16
_BLACK: Colour = (0, 0, 0, 255)
_LINE_WIDTH = 0.353
"""Millimetres of a line whose width is not stated (GB/T 33190, 9.1)."""
_DESCENT = 0.12
_ARC_STEPS = 24
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_OPERATOR = re.compile(r"[SMLQBAC]|" + _NUMBER.pattern)
_OPERANDS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
_FAR = 1e6


@dataclass(frozen=True, slots=True)
class Sign:
    """A character: its text, its glyph in the font if the file names one, and how it lies.

    `matrix` takes the em square (x right, y up, baseline at 0) to the page.
    """

    text: str
    font: str
    matrix: Matrix
    advance: float
    """In em."""
    colour: Colour
    glyph: int | None = None
    visible: bool = True

    @property
    def corners(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom on the page."""
        points = [
            apply(self.matrix, x, y) for x in (0.0, self.advance) for y in (-_DESCENT, 1 - _DESCENT)
        ]
        across, down = zip(*points, strict=True)
        return min(across), min(down), max(across), max(down)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A path of steps (m, l, c or h with their points), its colours and its line width."""

    steps: tuple[tuple[str, tuple[float, ...]], ...]
    fill: Colour | None
    stroke: Colour | None
    width: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A picture by its resource id; `matrix` takes the unit square (y down) to the page."""

    resource: str
    matrix: Matrix


Item = Sign | Drawing | Placed


@dataclass(slots=True)
class Resources:
    """What objects refer to by id: members with pictures and fonts, names, parts, line styles."""

    media: dict[str, str] = field(default_factory=dict)
    fonts: dict[str, str] = field(default_factory=dict)
    parts: dict[str, Element] = field(default_factory=dict)
    styles: dict[str, Element] = field(default_factory=dict)


def items_of(
    content: Element, resources: Resources, limits: Limits, origin: tuple[float, float] = (0, 0)
) -> list[Item]:
    """Return what a page's content draws, in order; `origin` is the page's corner, in mm.

    Raises:
        TooLargeInput: There is more than the limits allow.
    """
    scale = POINTS_PER_MM
    start = (scale, 0.0, 0.0, scale, -origin[0] * scale, -origin[1] * scale)
    reader = _Reader(resources, limits)
    return list(reader.read(content, start, 0))


def numbers(text: str | None) -> list[float]:
    """Return the numbers in an attribute, each within what a page can hold."""
    found = (float(number) for number in _NUMBER.findall(text or ""))
    return [min(max(number, -_FAR), _FAR) for number in found if math.isfinite(number)]


def box_of(text: str | None) -> tuple[float, float, float, float]:
    """Return x, y, width and height of an area; zeros where it is not stated."""
    x, y, width, height = (*numbers(text), 0.0, 0.0, 0.0, 0.0)[:4]
    return x, y, width, height


def apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Return where a point comes to lie."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def after(first: Matrix, then: Matrix) -> Matrix:
    """Return the matrix that does the first, then the other."""
    a, b = apply(then, first[0], first[1])
    c, d = apply(then, first[2], first[3])
    e, f = apply(then, first[4], first[5])
    return a - then[4], b - then[5], c - then[4], d - then[5], e, f


class _Reader:
    """Reads the objects of one page, counting them."""

    def __init__(self, resources: Resources, limits: Limits) -> None:
        self._resources = resources
        self._limits = limits
        self._objects = 0
        self._signs = 0

    def read(self, parent: Element, matrix: Matrix, depth: int) -> Iterator[Item]:
        """Yield the items of everything inside an element."""
        for element in parent:
            self._objects += 1
            if self._objects > MAX_OBJECTS:
                raise TooLargeInput(
                    f"OFD 页面上的对象超过{MAX_OBJECTS}个。 "
                    f"A page of the OFD has over {MAX_OBJECTS} objects."
                )
            match element.tag:
                case "Layer" | "PageBlock" | "Content" | "Appearance" if depth < _MAX_NESTING:
                    inner = matrix
                    if element.tag == "Appearance":
                        inner = self._inside(element, matrix)
                    yield from self.read(element, inner, depth + 1)
                case "TextObject":
                    yield from self._text(element, self._inside(element, matrix))
                case "PathObject":
                    yield from self._path(element, self._inside(element, matrix))
                case "ImageObject":
                    yield from self._image(element, self._inside(element, matrix))
                case "CompositeObject" if depth < _MAX_NESTING:
                    part = self._resources.parts.get(element.get("ResourceID", ""))
                    if part is not None:
                        yield from self.read(part, self._inside(element, matrix), depth + 1)

    @staticmethod
    def _inside(element: Element, matrix: Matrix) -> Matrix:
        """Return the matrix of an object's own space: its CTM, then its place, then the page."""
        x, y, _, _ = box_of(element.get("Boundary"))
        own = numbers(element.get("CTM"))
        ctm: Matrix = (
            (own[0], own[1], own[2], own[3], own[4], own[5]) if len(own) == 6 else IDENTITY
        )
        return after(ctm, after((1.0, 0.0, 0.0, 1.0, x, y), matrix))

    def _colour(self, element: Element, name: str) -> Colour | None:
        """Return the colour of an object or of the style it refers to; None if none is stated."""
        style = self._resources.styles.get(element.get("DrawParam", ""))
        for holder in (element, style):
            stated = holder.find(name) if holder is not None else None
            if stated is not None:
                return _rgb(stated, _alpha(element))
        return None

    def _text(self, element: Element, matrix: Matrix) -> Iterator[Sign]:
        size = (*numbers(element.get("Size")), 0.0)[0]
        wide = (*numbers(element.get("HScale")), 1.0)[0]
        turned = math.radians((*numbers(element.get("CharDirection")), 0.0)[0])
        colour = self._colour(element, "FillColor") or (0, 0, 0, _alpha(element))
        hidden = element.get("Visible") == "false" or (
            element.get("Fill") == "false" and element.get("Stroke") != "true"
        )
        cos, sin = math.cos(turned), math.sin(turned)
        glyphs = _glyphs(element)
        position, x, y = 0, 0.0, 0.0
        for code in element.iterfind("TextCode"):
            x = (*numbers(code.get("X")), x)[0]
            y = (*numbers(code.get("Y")), y)[0]
            text = (code.text or "").strip("\r\n\t")
            steps = zip(
                *(_deltas(code.get(name), len(text)) for name in ("DeltaX", "DeltaY")), strict=True
            )
            at_x, at_y = x, y
            for char, (dx, dy) in zip(text, steps, strict=True):
                usual = 1.0 if east_asian_width(char) in "WF" else 0.5
                if not char.isspace():
                    self._count_sign()
                    # Signs of one code belong together, however widely they are set.
                    room = dx / (size * wide) if dx is not None and size * wide > 0 else usual
                    advance = min(max(room, usual), 1.0)
                    own: Matrix = (
                        size * wide * cos, size * wide * sin, size * sin, -size * cos, at_x, at_y,
                    )  # fmt: skip
                    yield Sign(
                        char, element.get("Font", ""), after(own, matrix), advance, colour,
                        glyphs.get(position), not hidden and colour[3] > 0,
                    )  # fmt: skip
                at_x += dx if dx is not None else (usual * size * wide if dy is None else 0.0)
                at_y += dy or 0.0
                position += 1

    def _count_sign(self) -> None:
        self._signs += 1
        if self._signs > self._limits.max_characters:
            most = self._limits.max_characters
            raise TooLargeInput(
                f"OFD 一页的字符超过{most}个的限制。 "
                f"A page of the OFD has more characters than the limit of {most}."
            )

    def _path(self, element: Element, matrix: Matrix) -> Iterator[Drawing]:
        if element.get("Visible") == "false":
            return
        data = element.findtext("AbbreviatedData") or ""
        steps = tuple(
            (step, tuple(v for x, y in _pairs(points) for v in apply(matrix, x, y)))
            for step, points in _steps(data)
        )
        if not steps:
            return
        fill = stroke = None
        if element.get("Fill") == "true":
            fill = self._colour(element, "FillColor") or _BLACK
        if element.get("Stroke") != "false":
            stroke = self._colour(element, "StrokeColor") or _BLACK
        style = self._resources.styles.get(element.get("DrawParam", ""))
        stated = element.get("LineWidth") or (style.get("LineWidth") if style is not None else None)
        width = (*numbers(stated), _LINE_WIDTH)[0]
        scale = math.sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))
        yield Drawing(steps, fill, stroke, width * scale)

    def _image(self, element: Element, matrix: Matrix) -> Iterator[Placed]:
        if element.get("Visible") == "false" or _alpha(element) == 0:
            return
        if element.get("CTM") is None:
            _, _, width, height = box_of(element.get("Boundary"))
            matrix = after((width, 0.0, 0.0, height, 0.0, 0.0), matrix)
        yield Placed(element.get("ResourceID", ""), matrix)


def _alpha(element: Element) -> int:
    return int(min(max((*numbers(element.get("Alpha")), 255.0)[0], 0.0), 255.0))


def _rgb(stated: Element, alpha: int) -> Colour:
    """Return a stated colour: three values are RGB, one is grey, four are CMYK.

    A pattern is left out; of a shading its first colour is taken.
    """
    opaque = min(alpha, _alpha(stated))
    if stated.get("Value") is None:
        shaded = stated.find("*//Color")
        stated, opaque = (shaded, opaque) if shaded is not None else (stated, 0)
    values = [min(max(value, 0.0), 255.0) for value in numbers(stated.get("Value"))]
    match values:
        case [grey]:
            return int(grey), int(grey), int(grey), opaque
        case [red, green, blue]:
            return int(red), int(green), int(blue), opaque
        case [c, m, y, k]:
            red, green, blue = ((255 - ink) * (255 - k) / 255 for ink in (c, m, y))
            return int(red), int(green), int(blue), opaque
        case _:
            return 0, 0, 0, opaque


def _deltas(text: str | None, count: int) -> list[float | None]:
    """Return the step after each of `count` characters; `g 3 5.5` is 5.5 three times."""
    words = (text or "").split()
    found: list[float | None] = []
    while words and len(found) < count:
        word = words.pop(0)
        if word == "g" and len(words) >= 2:
            times, step = numbers(words.pop(0)), numbers(words.pop(0))
            found += (step or [0.0])[:1] * int(min((*times, 0.0)[0], count))
        else:
            found += numbers(word)[:1]
    return (found + [None] * count)[:count]


def _glyphs(element: Element) -> Mapping[int, int]:
    """Return the glyph of each character by its position, where they stand one for one."""
    found: dict[int, int] = {}
    for change in element.iterfind("CGTransform"):
        start = int((*numbers(change.get("CodePosition")), 0.0)[0])
        count = int((*numbers(change.get("CodeCount")), 1.0)[0])
        named = [int(glyph) for glyph in numbers(change.findtext("Glyphs"))]
        if len(named) == count:
            found.update(zip(range(start, start + count), named, strict=True))
    return {at: glyph for at, glyph in found.items() if 0 <= glyph <= 0xFFFF}


def _pairs(points: tuple[float, ...]) -> Iterator[tuple[float, float]]:
    return zip(points[::2], points[1::2], strict=True)


def _steps(data: str) -> Iterator[tuple[str, tuple[float, ...]]]:
    """Yield the steps of a path as moves, lines, cubic curves and closings."""
    words, at = _OPERATOR.findall(data), (0.0, 0.0)
    index = 0
    while index < len(words):
        operator = words[index]
        count = _OPERANDS.get(operator)
        if count is None:
            index += 1
            continue
        given = words[index + 1 : index + 1 + count]
        if len(given) < count or any(word in _OPERANDS for word in given):
            return
        points = tuple(min(max(float(word), -_FAR), _FAR) for word in given)
        index += 1 + count
        match operator:
            case "S" | "M":
                yield "m", points
            case "L":
                yield "l", points
            case "Q":
                x, y, end_x, end_y = points
                first = (at[0] + 2 / 3 * (x - at[0]), at[1] + 2 / 3 * (y - at[1]))
                second = (end_x + 2 / 3 * (x - end_x), end_y + 2 / 3 * (y - end_y))
                yield "c", (*first, *second, end_x, end_y)
            case "B":
                yield "c", points
            case "A":
                for point in _arc(at, points):
                    yield "l", point
            case _:
                yield "h", ()
        at = points[-2:] if points else at  # type: ignore[assignment]  # always two


def _arc(start: tuple[float, float], given: tuple[float, ...]) -> Iterator[tuple[float, float]]:
    """Yield points on an ellipse's arc (rx ry rotation large clockwise x y), its end too."""
    rx, ry, rotation, large, sweep, end_x, end_y = given
    rx, ry, turn = abs(rx), abs(ry), math.radians(rotation)
    if rx == 0 or ry == 0 or start == (end_x, end_y):
        yield end_x, end_y
        return
    # From both ends to the centre, as SVG's notes on implementation do it (F.6.5).
    cos, sin = math.cos(turn), math.sin(turn)
    half_x, half_y = (start[0] - end_x) / 2, (start[1] - end_y) / 2
    x, y = cos * half_x + sin * half_y, cos * half_y - sin * half_x
    grow = max(1.0, math.hypot(x / rx, y / ry))
    rx, ry = rx * grow, ry * grow
    below = (rx * y) ** 2 + (ry * x) ** 2
    root = math.sqrt(max(0.0, (rx * ry) ** 2 / below - 1)) * (-1 if large == sweep else 1)
    cx, cy = root * rx * y / ry, -root * ry * x / rx
    first = math.atan2((y - cy) / ry, (x - cx) / rx)
    last = math.atan2((-y - cy) / ry, (-x - cx) / rx)
    swept = last - first
    if sweep and swept < 0:
        swept += 2 * math.pi
    elif not sweep and swept > 0:
        swept -= 2 * math.pi
    middle_x, middle_y = (start[0] + end_x) / 2, (start[1] + end_y) / 2
    for step in range(1, _ARC_STEPS):
        angle = first + swept * step / _ARC_STEPS
        px, py = cx + rx * math.cos(angle), cy + ry * math.sin(angle)
        yield cos * px - sin * py + middle_x, sin * px + cos * py + middle_y
    yield end_x, end_y
