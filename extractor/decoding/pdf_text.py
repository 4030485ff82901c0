"""Take the characters of a PDF page's text layer with their boxes; inside a child only."""

from __future__ import annotations

import ctypes
import math
from unicodedata import east_asian_width

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # ships no types
import pypdfium2.raw as raw  # type: ignore[import-untyped]  # ships no types

from extractor.decoding.glyphs import Glyph
from extractor.errors import TooLargeInput
from extractor.limits import Limits

_DEVICE = 1 << 30
"""Device units of the page's longer side: many, since pdfium hands out whole ones."""
_UNKNOWN = "\ufffd"
_TOO_LARGE = 2.2
"""In ems: no character is set larger than this."""
_DESCENT = 0.12
"""Share of the em below the baseline, as usual in CJK fonts."""
_INVISIBLE_MODES = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)

_SLANTED = 10.0
"""Degrees: text that lies further aslant is a watermark; a scan put in crooked lies within 5."""


def take_glyphs(page: pdfium.PdfPage, number: int, limits: Limits) -> list[Glyph]:
    """Return the page's characters in the order of the file, white space left out.

    Boxes are in points from the top left of the page as it is drawn.

    Raises:
        TooLargeInput: There are more characters than the limits allow.
    """
    text = page.get_textpage()
    count = text.count_chars()
    if count > limits.max_characters:
        raise TooLargeInput(
            f"PDF第{number}页有{count}个字符，超过{limits.max_characters}个的限制。 "
            f"Page {number} has {count} characters, over the limit of {limits.max_characters}."
        )
    reader = _Reader(page, text)
    return [glyph for glyph in map(reader.read, range(count)) if glyph is not None]


class _Reader:
    """Reads one character after another into the same few buffers."""

    def __init__(self, page: pdfium.PdfPage, text: pdfium.PdfTextPage) -> None:
        self._text = text
        self._width, self._height = page.get_size()
        self._origin, self._along, self._up = _to_page_points(page)
        self._corners = [ctypes.c_double() for _ in range(4)]
        self._loose = raw.FS_RECTF()
        self._matrix = raw.FS_MATRIX()
        self._colour = [ctypes.c_uint() for _ in range(4)]

    def read(self, index: int) -> Glyph | None:
        """Return the character, None if it is white space or has no place."""
        char = self._char(index)
        if char.isspace() or not raw.FPDFText_GetLooseCharBox(self._text, index, self._loose):
            return None
        raw.FPDFText_GetMatrix(self._text, index, self._matrix)
        if self._slant() > _SLANTED:
            return None
        left, top, right, bottom = self._rect(*self._em_box(index, char))
        across, down = (left + right) / 2, (top + bottom) / 2
        inside = 0 <= across <= self._width and 0 <= down <= self._height
        return Glyph(
            text=char,
            left=left,
            top=top,
            right=right,
            bottom=bottom,
            size=self._size(index),
            turn=self._turn(),
            visible=self._is_visible(index),
            outside=not inside,
        )

    def _em_box(self, index: int, char: str) -> tuple[float, float, float, float]:
        """Return left, bottom, right, top of a character in page space.

        pdfium places glyphs of a Type 3 font (browsers print rare characters so) by their
        own units, far off the page. The text matrix tells where they really stand.
        """
        loose, matrix = self._loose, self._matrix
        em = float(raw.FPDFText_GetFontSize(self._text, index))
        largest = (
            _TOO_LARGE * em * max(math.hypot(matrix.a, matrix.b), math.hypot(matrix.c, matrix.d))
        )
        if max(loose.right - loose.left, loose.top - loose.bottom) <= largest:
            return loose.left, loose.bottom, loose.right, loose.top
        wide = em if east_asian_width(char) in "WF" else em / 2
        corners = [
            (matrix.e + x * matrix.a + y * matrix.c, matrix.f + x * matrix.b + y * matrix.d)
            for x in (0.0, wide)
            for y in (-_DESCENT * em, (1 - _DESCENT) * em)
        ]
        across, upward = zip(*corners, strict=True)
        return min(across), min(upward), max(across), max(upward)

    def _char(self, index: int) -> str:
        code = raw.FPDFText_GetUnicode(self._text, index)
        if raw.FPDFText_IsHyphen(self._text, index) == 1:
            return "-"
        if code == 0 or code > 0x10FFFF or raw.FPDFText_HasUnicodeMapError(self._text, index) == 1:
            return _UNKNOWN
        return _UNKNOWN if 0xD800 <= code <= 0xDFFF else chr(code)

    def _point(self, x: float, y: float) -> tuple[float, float]:
        return (
            self._origin[0] + x * self._along[0] + y * self._up[0],
            self._origin[1] + x * self._along[1] + y * self._up[1],
        )

    def _rect(
        self, left: float, bottom: float, right: float, top: float
    ) -> tuple[float, float, float, float]:
        first, second = self._point(left, bottom), self._point(right, top)
        return (
            min(first[0], second[0]),
            min(first[1], second[1]),
            max(first[0], second[0]),
            max(first[1], second[1]),
        )

    def _size(self, index: int) -> float:
        scale = math.hypot(self._matrix.c, self._matrix.d)
        return float(raw.FPDFText_GetFontSize(self._text, index)) * scale

    def _turn(self) -> int:
        """Return the quarter turns, clockwise as seen, from upright to how the character lies."""
        return round(self._degrees() / 90) % 4

    def _slant(self) -> float:
        """Return the degrees by which the character is turned beyond full quarters."""
        return abs(self._degrees() - 90 * round(self._degrees() / 90))

    def _degrees(self) -> float:
        matrix = self._matrix
        x = matrix.a * self._along[0] + matrix.b * self._up[0]
        y = matrix.a * self._along[1] + matrix.b * self._up[1]
        return math.degrees(math.atan2(y, x))

    def _is_visible(self, index: int) -> bool:
        part = raw.FPDFText_GetTextObject(self._text, index)
        if part and raw.FPDFTextObj_GetTextRenderMode(part) in _INVISIBLE_MODES:
            return False
        raw.FPDFText_GetFillColor(self._text, index, *self._colour)
        return bool(self._colour[3].value)


def _to_page_points(
    page: pdfium.PdfPage,
) -> tuple[tuple[float, float], tuple[float, float], tuple[float, float]]:
    """Return origin and both unit steps of page space, in points from the drawn page's top left."""
    size = page.get_size()
    per_point = _DEVICE / max(size)
    width, height = (round(side * per_point) for side in size)
    step = max(size) / 8
    x, y = ctypes.c_int(), ctypes.c_int()

    def device(px: float, py: float) -> tuple[float, float]:
        raw.FPDF_PageToDevice(page, 0, 0, width, height, 0, px, py, x, y)
        return x.value / per_point, y.value / per_point

    origin, along, up = device(0, 0), device(step, 0), device(0, step)
    return (
        origin,
        ((along[0] - origin[0]) / step, (along[1] - origin[1]) / step),
        ((up[0] - origin[0]) / step, (up[1] - origin[1]) / step),
    )
