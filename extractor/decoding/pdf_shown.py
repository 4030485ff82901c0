"""Tell which lines of a page's text layer change its picture; inside a sandboxed child only.

The page is drawn once more without its text, small and grey. A line whose place looks the
same both times is not seen by anybody: it is white on white, lies under a picture, or is
cut away. This asks the picture and not the file's colours, of which there are too many kinds.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # ships no types
import pypdfium2.raw as raw  # type: ignore[import-untyped]  # ships no types
from PIL import Image, ImageChops

from extractor.document import Line

_DPI = 96
_POINTS_PER_INCH = 72
_MAX_SIDE = 1400
_FAINTEST = 10
"""Grey levels by which a line has to change the picture; the palest print changes about 20."""
_MAX_OBJECTS = 20_000
_MAX_DEPTH = 8


def lines_shown(page: pdfium.PdfPage, lines: Sequence[Line]) -> list[bool]:
    """Return for each line whether it can be seen in the page's picture."""
    if not lines:
        return []
    objects = page.get_objects(max_depth=_MAX_DEPTH)
    texts = [
        each
        for each in itertools.islice(objects, _MAX_OBJECTS)
        if isinstance(each, pdfium.PdfTextObj)
    ]
    before = _picture(page)
    for text in texts:
        raw.FPDFPageObj_SetIsActive(text, False)
    difference = ImageChops.difference(before, _picture(page))
    for text in texts:
        raw.FPDFPageObj_SetIsActive(text, True)
    return [_changed(difference, line) for line in lines]


def _picture(page: pdfium.PdfPage) -> Image.Image:
    scale = min(_DPI / _POINTS_PER_INCH, (_MAX_SIDE - 0.5) / max(page.get_size()))
    picture: Image.Image = page.render(scale=scale, grayscale=True).to_pil()
    return picture.convert("L")


def _changed(difference: Image.Image, line: Line) -> bool:
    width, height = difference.size
    left, top = int(line.box.left * width), int(line.box.top * height)
    right = max(left + 1, round(line.box.right * width))
    bottom = max(top + 1, round(line.box.bottom * height))
    _, most = difference.crop((left, top, min(right, width), min(bottom, height))).getextrema()
    return isinstance(most, int | float) and most >= _FAINTEST
