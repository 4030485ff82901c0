"""Find QR and bar codes in the pixels of a page; inside a sandboxed child only.

The parent reads the page meanwhile, so that looking for codes costs it next to nothing.
QR codes are looked for at full size, where they take a few milliseconds; bar codes, which
take longer and have thicker lines, on a reduced copy.
"""

from __future__ import annotations

import zxingcpp
from PIL import Image

from extractor.codes import MAX_CODES, MAX_TEXT

_Format = zxingcpp.BarcodeFormat
_SYMBOLOGIES = {
    _Format.QRCode: "qr_code",
    _Format.MicroQRCode: "micro_qr_code",
    _Format.DataMatrix: "data_matrix",
    _Format.PDF417: "pdf417",
    _Format.Code128: "code_128",
    _Format.Code39: "code_39",
    _Format.EAN13: "ean_13",
}
_SQUARE = [_Format.QRCode]
_OTHERS = [_Format.DataMatrix, _Format.PDF417, _Format.Code128, _Format.Code39, _Format.EAN13]
_REDUCED_SIDE = 1800
"""Pixels of the longer side of the copy on which the slower sorts are looked for."""
_SHORTEST = {"code_39": 6, "data_matrix": 4, "micro_qr_code": 4}
"""Characters below which a find of a sort without strong check signs is taken for noise."""


def find_codes(picture: Image.Image) -> list[list[object]]:
    """Return rows of type, text, and left, top, right and bottom as fractions of the page."""
    grey = picture.convert("L")
    reduced = _reduced(grey)
    # A blurred code is found where it is small, a fine one where it is large.
    squares = _look(grey, _SQUARE, halved=False) or _look(reduced, _SQUARE, halved=True)
    return (squares + _look(reduced, _OTHERS, halved=False))[:MAX_CODES]


def _reduced(grey: Image.Image) -> Image.Image:
    side = max(grey.size)
    if side <= _REDUCED_SIDE:
        return grey
    scale = _REDUCED_SIDE / side
    size = (max(1, round(grey.width * scale)), max(1, round(grey.height * scale)))
    return grey.resize(size, Image.Resampling.BOX)


def _look(grey: Image.Image, formats: list[_Format], *, halved: bool) -> list[list[object]]:
    results = zxingcpp.read_barcodes(
        grey,
        formats=zxingcpp.BarcodeFormats(formats),
        try_downscale=halved,
        try_invert=False,
        text_mode=zxingcpp.TextMode.Plain,
    )
    rows = []
    for result in results:
        symbology = _SYMBOLOGIES.get(result.format)
        text = _text(result)
        if symbology is not None and len(text) >= _SHORTEST.get(symbology, 1):
            rows.append([symbology, text[:MAX_TEXT], *_corners(result.position, grey)])
    return rows


def _text(result: zxingcpp.Barcode) -> str:
    """Return what a code says; bytes without a stated character set are UTF-8 or GB 18030."""
    if result.content_type is not zxingcpp.ContentType.Binary:
        return str(result.text)
    for encoding in ("utf-8", "gb18030"):
        try:
            return bytes(result.bytes).decode(encoding)
        except UnicodeDecodeError:
            continue
    return str(result.text)


def _corners(position: zxingcpp.Position, grey: Image.Image) -> list[float]:
    corners = (
        position.top_left, position.top_right, position.bottom_right, position.bottom_left,
    )  # fmt: skip
    across = sorted(min(max(corner.x / grey.width, 0.0), 1.0) for corner in corners)
    down = sorted(min(max(corner.y / grey.height, 0.0), 1.0) for corner in corners)
    return [across[0], down[0], across[-1], down[-1]]
