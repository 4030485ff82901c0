"""Draw what a page of an OFD document holds onto a page of pdfium's; inside a child only.

Fonts are those in the file, else one Chinese font of the system; without either a character
is drawn as an empty frame and counted, so that a reader knows that the picture is not whole.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # ships no types
import pypdfium2.raw as raw  # type: ignore[import-untyped]  # ships no types
from PIL import Image

from extractor.decoding.ofd_package import Package
from extractor.decoding.ofd_page import Drawing, Item, Matrix, Placed, Resources, Sign, after
from extractor.errors import InputError, TooLargeInput
from extractor.limits import Limits

_FONT_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
_SYSTEM_FONTS = (
    "wqy-microhei.ttc", "wqy-zenhei.ttc", "NotoSansCJK-Regular.ttc", "NotoSerifCJK-Regular.ttc",
    "NotoSansSC-Regular.otf", "SourceHanSansSC-Regular.otf", "SourceHanSansCN-Regular.otf",
    "DroidSansFallbackFull.ttf", "DroidSansFallback.ttf", "uming.ttc", "ukai.ttc", "simsun.ttc",
)  # fmt: skip
"""Files of fonts with simplified Chinese that Debian, Ubuntu and their like install."""
_PICTURES = ("PNG", "JPEG", "BMP", "GIF", "TIFF")
_FLIP_UNIT: Matrix = (1.0, 0.0, 0.0, -1.0, 0.0, 1.0)


@dataclass(slots=True)
class Drawn:
    """What could not be drawn on a page."""

    characters: int = 0
    pictures: int = 0


class Canvas:
    """A document of pdfium's onto whose pages the items go."""

    def __init__(self, package: Package, limits: Limits) -> None:
        """Start an empty document; `package` has the fonts and pictures."""
        self.document = pdfium.PdfDocument.new()
        self._package = package
        self._limits = limits
        self._fonts: dict[str, object] = {}
        self._kept: list[object] = []

    def draw(
        self, items: list[Item], resources: Resources, width: float, height: float
    ) -> tuple[pdfium.PdfPage, Drawn]:
        """Return a new page of that size in points with the items on it, and what is missing."""
        page = self.document.new_page(width, height)
        page_matrix: Matrix = (1.0, 0.0, 0.0, -1.0, 0.0, height)
        missing = Drawn()
        for item in items:
            match item:
                case Sign():
                    missing.characters += not self._sign(page, item, resources, page_matrix)
                case Drawing():
                    self._drawing(page, item, page_matrix)
                case Placed():
                    missing.pictures += not self._picture(page, item, resources, page_matrix)
        page.gen_content()
        return page, missing

    def _sign(
        self, page: pdfium.PdfPage, sign: Sign, resources: Resources, page_matrix: Matrix
    ) -> bool:
        if not sign.visible:
            return True
        own = self._font(resources.fonts.get(sign.font))
        font = own if own is not None else self._font(None)
        text = raw.FPDFPageObj_CreateTextObj(self.document, font, 1.0) if font is not None else None
        written = text is not None and (
            self._write_glyph(text, sign.glyph)
            if own is not None and sign.glyph is not None
            else self._write_text(text, sign.text)
        )
        if not written:
            left, top, right, bottom = sign.corners
            self._frame(page, left, page_matrix[5] - bottom, right - left, bottom - top)
            return False
        raw.FPDFPageObj_SetMatrix(text, raw.FS_MATRIX(*after(sign.matrix, page_matrix)))
        raw.FPDFPageObj_SetFillColor(text, *sign.colour)
        raw.FPDFPage_InsertObject(page, text)
        return True

    @staticmethod
    def _write_glyph(text: object, glyph: int) -> bool:
        return bool(raw.FPDFText_SetCharcodes(text, (ctypes.c_uint32 * 1)(glyph), 1))

    @staticmethod
    def _write_text(text: object, char: str) -> bool:
        units = char.encode("utf-16-le", "replace") + b"\0\0"
        wide = (ctypes.c_ushort * (len(units) // 2)).from_buffer_copy(units)
        return bool(raw.FPDFText_SetText(text, wide))

    def _font(self, member: str | None) -> object | None:
        """Return the font of a member, or the system's for None; None where there is none."""
        key = member or ""
        if key not in self._fonts:
            data = self._package.read(member) if member is not None else _system_font()
            self._fonts[key] = self._load(data) if data else None
        return self._fonts[key]

    def _load(self, data: bytes) -> object | None:
        buffer = (ctypes.c_uint8 * len(data)).from_buffer_copy(data)
        self._kept.append(buffer)
        font = raw.FPDFText_LoadFont(self.document, buffer, len(data), raw.FPDF_FONT_TRUETYPE, True)
        return font or None

    @staticmethod
    def _frame(
        page: pdfium.PdfPage, left: float, bottom: float, width: float, height: float
    ) -> None:
        frame = raw.FPDFPageObj_CreateNewRect(
            left + 0.1 * width, bottom + 0.1 * height, 0.8 * width, 0.8 * height
        )
        raw.FPDFPageObj_SetStrokeColor(frame, 120, 120, 120, 255)
        raw.FPDFPageObj_SetStrokeWidth(frame, 0.04 * height)
        raw.FPDFPath_SetDrawMode(frame, raw.FPDF_FILLMODE_NONE, True)
        raw.FPDFPage_InsertObject(page, frame)

    @staticmethod
    def _drawing(page: pdfium.PdfPage, drawing: Drawing, page_matrix: Matrix) -> None:
        first = drawing.steps[0][1] or (0.0, 0.0)
        path = raw.FPDFPageObj_CreateNewPath(first[0], first[1])
        for step, points in drawing.steps:
            match step:
                case "m":
                    raw.FPDFPath_MoveTo(path, *points)
                case "l":
                    raw.FPDFPath_LineTo(path, *points)
                case "c":
                    raw.FPDFPath_BezierTo(path, *points)
                case _:
                    raw.FPDFPath_Close(path)
        if drawing.fill is not None:
            raw.FPDFPageObj_SetFillColor(path, *drawing.fill)
        if drawing.stroke is not None:
            raw.FPDFPageObj_SetStrokeColor(path, *drawing.stroke)
            raw.FPDFPageObj_SetStrokeWidth(path, drawing.width)
        filled = raw.FPDF_FILLMODE_NONE if drawing.fill is None else raw.FPDF_FILLMODE_WINDING
        raw.FPDFPath_SetDrawMode(path, filled, drawing.stroke is not None)
        raw.FPDFPageObj_SetMatrix(path, raw.FS_MATRIX(*page_matrix))
        raw.FPDFPage_InsertObject(page, path)

    def _picture(
        self, page: pdfium.PdfPage, placed: Placed, resources: Resources, page_matrix: Matrix
    ) -> bool:
        member = resources.media.get(placed.resource)
        picture = self._decoded(member) if member is not None else None
        if picture is None:
            return False
        image = pdfium.PdfImage.new(self.document)
        image.set_bitmap(pdfium.PdfBitmap.from_pil(picture))
        matrix = after(_FLIP_UNIT, after(placed.matrix, page_matrix))
        image.set_matrix(pdfium.PdfMatrix(*matrix))
        page.insert_obj(image)
        return True

    def _decoded(self, member: str) -> Image.Image | None:
        """Return a picture of a kind that can be drawn, None for any other.

        Raises:
            TooLargeInput: It has more pixels than the limits allow.
        """
        data = self._package.read(member)
        try:
            picture = Image.open(BytesIO(data), formats=_PICTURES)
            if picture.width * picture.height > self._limits.max_pixels:
                raise TooLargeInput(
                    f"OFD 中的图片为{picture.width}×{picture.height}像素，超过限制。 "
                    f"A picture in the OFD has {picture.width}×{picture.height} pixels, too many."
                )
            side = self._limits.max_side
            picture.draft("RGB", (side, side))
            kind = "RGBA" if picture.has_transparency_data else "RGB"
            converted = picture.convert(kind)
            converted.thumbnail((side, side))
        except InputError:
            raise
        # Pillow's readers raise much more than its documentation names.
        except (OSError, ValueError, SyntaxError, TypeError, IndexError, KeyError):
            return None
        return converted


@cache
def _system_font() -> bytes:
    """Return a Chinese font of the system; nothing where there is none."""
    for name in _SYSTEM_FONTS:
        for folder in _FONT_FOLDERS:
            for path in sorted(folder.rglob(name)):
                return path.read_bytes()
    return b""
