"""Count what a PDF page is made of: pictures, their size and colours, drawings, fonts."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # ships no types
import pypdfium2.raw as raw  # type: ignore[import-untyped]  # ships no types

from extractor.errors import TooLargeInput
from extractor.limits import Limits

_POINTS_PER_INCH = 72
_LOSSY = ("DCTDecode", "JPXDecode")
_GREY_SPACES = (raw.FPDF_COLORSPACE_DEVICEGRAY, raw.FPDF_COLORSPACE_CALGRAY)
_MAX_OBJECTS = 20_000
"""Objects of a page that are looked at; what a page is made of is clear long before."""
_MAX_DEPTH = 8


@dataclass(frozen=True, slots=True)
class PageContent:
    """What a page is made of; the size, colours and resolution are of its largest picture."""

    pictures: int = 0
    picture_share: float = 0.0
    paths: int = 0
    foreign_fonts: bool = False
    colour: str = "colour"
    width: int = 0
    height: int = 0
    dpi: float | None = None
    bits: int = 8
    lossy: bool = False


@dataclass(frozen=True, slots=True)
class _Picture:
    area: float
    image: pdfium.PdfImage
    metadata: raw.FPDF_IMAGEOBJ_METADATA


def look_at_page(page: pdfium.PdfPage, number: int, limits: Limits) -> PageContent:
    """Return what the page is made of.

    Raises:
        TooLargeInput: A picture on it has more pixels than the limits allow.
    """
    pictures: list[_Picture] = []
    paths, foreign_fonts = 0, False
    objects = page.get_objects(max_depth=_MAX_DEPTH)
    for each in itertools.islice(objects, _MAX_OBJECTS):
        if isinstance(each, pdfium.PdfImage):
            pictures.append(_look_at_picture(each, page, number, limits))
        elif isinstance(each, pdfium.PdfTextObj):
            foreign_fonts = foreign_fonts or not each.get_font().is_embedded
        elif each.type == raw.FPDF_PAGEOBJ_PATH:
            paths += 1
    if not pictures:
        return PageContent(paths=paths, foreign_fonts=foreign_fonts)
    width, height = page.get_size()
    largest = max(pictures, key=lambda picture: picture.area)
    metadata = largest.metadata
    return PageContent(
        pictures=len(pictures),
        picture_share=min(1.0, sum(picture.area for picture in pictures) / (width * height)),
        paths=paths,
        foreign_fonts=foreign_fonts,
        colour=_colour(metadata),
        width=int(metadata.width),
        height=int(metadata.height),
        dpi=_dpi(largest),
        bits=1 if metadata.bits_per_pixel == 1 else 8,
        lossy=any(name in _LOSSY for name in largest.image.get_filters()),
    )


def _look_at_picture(
    image: pdfium.PdfImage, page: pdfium.PdfPage, number: int, limits: Limits
) -> _Picture:
    width, height = image.get_px_size()
    if width * height > limits.max_pixels:
        most = limits.max_pixels
        raise TooLargeInput(
            f"PDF第{number}页的图片为{width}×{height}像素，超过{most / 1e4:g}万像素的限制。 "
            f"A picture on page {number} has {width}×{height} pixels, over the limit of {most:,}."
        )
    return _Picture(_visible_area(image, page), image, image.get_metadata())


def _visible_area(image: pdfium.PdfImage, page: pdfium.PdfPage) -> float:
    """Return the square points of the page that the picture covers."""
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, box)
    left, bottom, right, top = _bounds(image)
    width = min(right, box.right) - max(left, box.left)
    height = min(top, box.top) - max(bottom, box.bottom)
    return float(max(width, 0.0) * max(height, 0.0))


def _bounds(image: pdfium.PdfImage) -> tuple[float, float, float, float]:
    """Return left, bottom, right and top on the page, through the forms that hold the picture."""
    bounds: tuple[float, float, float, float] = image.get_bounds()
    form = image.container
    while form is not None:
        bounds = form.get_matrix().on_rect(*bounds)
        form = form.container
    return bounds


def _dpi(picture: _Picture) -> float | None:
    """Return pixels per inch as the picture lies on the page, None if it has no extent there."""
    left, bottom, right, top = _bounds(picture.image)
    extent = (right - left) * (top - bottom)
    if extent <= 0:
        return None
    pixels = int(picture.metadata.width) * int(picture.metadata.height)
    return float((pixels / extent) ** 0.5) * _POINTS_PER_INCH


def _colour(metadata: raw.FPDF_IMAGEOBJ_METADATA) -> str:
    if metadata.bits_per_pixel == 1:
        return "bilevel"
    if metadata.colorspace in _GREY_SPACES or metadata.bits_per_pixel == 8:
        # Indexed pictures have 8 bits a pixel too, yet hold colours.
        return "colour" if metadata.colorspace == raw.FPDF_COLORSPACE_INDEXED else "grey"
    return "colour"
