"""Decode pictures: JPEG, PNG, TIFF, WebP, HEIC, AVIF and BMP; inside a sandboxed child only.

Headers are checked against the limits before a pixel is decoded. Pages come out
as RGB on white, turned as their orientation tag says, reduced to the largest
size that is handed on. Nothing is improved and nothing is read.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import pillow_heif
from PIL import (
    AvifImagePlugin,
    BmpImagePlugin,
    ExifTags,
    Image,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

from extractor.decoded import DecodedSheet, EmitFacts
from extractor.errors import DamagedInput, TooLargeInput, UnsupportedInput
from extractor.filefacts import FileFacts, SheetFacts
from extractor.limits import Limits

pillow_heif.register_heif_opener(thumbnails=False, decode_threads=1)
# The limits below take the place of Pillow's own, which warns where it should refuse.
Image.MAX_IMAGE_PIXELS = None
PLUGINS = (
    AvifImagePlugin, BmpImagePlugin, JpegImagePlugin, MpoImagePlugin, PngImagePlugin,
    TiffImagePlugin, WebPImagePlugin,
)  # fmt: skip
"""Loaded here, before any fork, so that no child has to."""

FORMATS = {
    "image/jpeg": ("JPEG",),
    "image/png": ("PNG",),
    "image/tiff": ("TIFF",),
    "image/webp": ("WEBP",),
    "image/heic": ("HEIF",),
    "image/avif": ("AVIF",),
    "image/bmp": ("BMP",),
}

_BILEVEL, _GREY, _COLOUR = "bilevel", "grey", "colour"
_SIXTEEN_BITS = 65535
_SUBFILE_TYPE, _REDUCED, _MASK = 254, 1, 4
_SOFTWARE, _MAKE, _MODEL, _MODIFIED, _EXIF, _TAKEN = 0x131, 0x10F, 0x110, 0x132, 0x8769, 0x9003
_EXIF_FAULTS = (
    SyntaxError, struct.error, ValueError, TypeError, KeyError, IndexError, OSError,
    ZeroDivisionError, OverflowError, AttributeError,
)  # fmt: skip
"""What Pillow raises on EXIF blocks that are not EXIF, as seen on its own crash files."""


def decode_image(
    blob: bytes, media_type: str, limits: Limits, emit_facts: EmitFacts
) -> Iterator[DecodedSheet]:
    """Yield the pages of a picture file, after its facts have been emitted.

    Raises:
        InputError: It is damaged or too large, or its pixels are not those of a document.
    """
    try:
        image = Image.open(BytesIO(blob), formats=FORMATS[media_type])
    # An unidentified picture is an OSError too; the others come from single decoders.
    except (OSError, SyntaxError, ValueError) as error:
        name = FORMATS[media_type][0]
        raise DamagedInput(
            f"{name}图片已损坏，无法打开。 The {name} picture is damaged and cannot be opened."
        ) from error
    with image:
        pages = _check_pages(image, limits)
        emit_facts(_file_facts(image, media_type, len(pages)))
        for number, frame in enumerate(pages, start=1):
            yield _decode_page(image, frame, number, limits)


def _check_pages(image: Image.Image, limits: Limits) -> list[int]:
    """Return the frames that are pages, having looked at the header of each."""
    if not isinstance(image, TiffImagePlugin.TiffImageFile):
        _check_size(image, 1, limits)
        return [0]
    pages: list[int] = []
    reduced: list[int] = []
    frame = 0
    while _seek(image, frame):
        if frame >= limits.max_pages * 2 or len(pages) >= limits.max_pages:
            raise TooLargeInput(
                f"文件超过{limits.max_pages}页。 The file has more than {limits.max_pages} pages."
            )
        _check_size(image, frame + 1, limits)
        kind = image.tag_v2.get(_SUBFILE_TYPE, 0)
        # Scanners add thumbnails and masks as frames of their own.
        (reduced if isinstance(kind, int) and kind & (_REDUCED | _MASK) else pages).append(frame)
        frame += 1
    return pages or reduced


def _seek(image: Image.Image, frame: int) -> bool:
    try:
        image.seek(frame)
    except EOFError:
        return False
    return True


def _check_size(image: Image.Image, number: int, limits: Limits) -> None:
    width, height = image.size
    if width < 1 or height < 1:
        raise DamagedInput(f"第{number}页没有像素。 Page {number} has no pixels.")
    if width * height > limits.max_pixels:
        most = limits.max_pixels
        raise TooLargeInput(
            f"第{number}页为{width}×{height}像素，超过{most / 1e4:g}万像素的限制。 "
            f"Page {number} has {width}×{height} pixels, over the limit of {most:,}."
        )


def _decode_page(image: Image.Image, frame: int, number: int, limits: Limits) -> DecodedSheet:
    if isinstance(image, TiffImagePlugin.TiffImageFile):
        image.seek(frame)
    width, height = image.size
    if isinstance(image, JpegImagePlugin.JpegImageFile):
        # Lets the decoder itself halve pictures of more than twice the size that is handed on.
        image.draft(None, (limits.max_side, limits.max_side))
    try:
        image.load()
    except (OSError, SyntaxError, ValueError, struct.error, EOFError) as error:
        raise DamagedInput(
            f"第{number}页的图像数据不完整或已损坏。 "
            f"The picture data of page {number} is cut off or damaged."
        ) from error
    facts = _sheet_facts(image, width, height)
    page = _to_rgb(_reduce(_to_eight_bits(image, number), limits.max_side))
    page = _turn_as_tagged(page, image)
    return DecodedSheet(number, page, facts)


def _to_eight_bits(image: Image.Image, number: int) -> Image.Image:
    """Return the picture with at most 8 bits a channel, and grey instead of black or white."""
    match image.mode:
        case "1":
            return image.convert("L")
        case "I" | "I;16" | "I;16L" | "I;16B" | "I;16N":
            return _from_deep_grey(image.convert("I"), number)
        case "F":
            raise _strange_pixels(number, "floating-point")
        case "P" | "PA":
            return image.convert("RGBA" if _has_alpha(image) else "RGB")
        case _:
            return image


def _from_deep_grey(image: Image.Image, number: int) -> Image.Image:
    """Return 10, 12 or 16 bits as 8; which it is shows in the brightest pixel, the paper."""
    _, brightest = image.getextrema()
    if isinstance(brightest, tuple) or brightest > _SIXTEEN_BITS:
        raise _strange_pixels(number, "32-bit")
    white = max(255, (1 << int(brightest).bit_length()) - 1)
    return image.point(lambda value: value * (255 / white)).convert("L")


def _strange_pixels(number: int, kind: str) -> UnsupportedInput:
    return UnsupportedInput(
        f"第{number}页的像素格式（{kind}）不是文档扫描件的格式。 "
        f"Page {number} has {kind} pixels, which scans of documents do not have."
    )


def _reduce(image: Image.Image, max_side: int) -> Image.Image:
    width, height = image.size
    scale = max_side / max(width, height)
    if scale >= 1:
        return image
    size = max(1, round(width * scale)), max(1, round(height * scale))
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def _to_rgb(image: Image.Image) -> Image.Image:
    if _has_alpha(image):
        page = Image.new("RGBA", image.size, "white")
        page.alpha_composite(image.convert("RGBA"))
        return page.convert("RGB")
    return image if image.mode == "RGB" else image.convert("RGB")


def _has_alpha(image: Image.Image) -> bool:
    return image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info


def _turn_as_tagged(page: Image.Image, source: Image.Image) -> Image.Image:
    """Return the page turned as the source's orientation tag says.

    Pillow turns TIFF pages itself on loading, and libheif turns HEIC; both then drop the tag.
    """
    try:
        orientation = source.getexif().get(ExifTags.Base.Orientation, 1)
    except _EXIF_FAULTS:
        return page
    method = _TRANSPOSE.get(orientation) if isinstance(orientation, int) else None
    return page.transpose(method) if method is not None else page


_TRANSPOSE = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def _file_facts(image: Image.Image, media_type: str, pages: int) -> FileFacts:
    facts = FileFacts(media_type=media_type, pages=pages, frames=_frames(image))
    try:
        exif = image.getexif()
        taken = exif.get_ifd(_EXIF).get(_TAKEN)
        return replace(
            facts,
            software=_text(exif.get(_SOFTWARE)) or _text(image.info.get("Software")),
            created=_text(taken),
            modified=_text(exif.get(_MODIFIED)),
            camera=bool(exif.get(_MAKE) or exif.get(_MODEL)),
        )
    except _EXIF_FAULTS:
        return replace(facts, bad_metadata=True)


def _frames(image: Image.Image) -> int:
    """Return the pictures of an animation; a TIFF's frames are pages, a JPEG's are previews."""
    if image.format not in ("PNG", "WEBP", "AVIF", "HEIF"):
        return 1
    return int(getattr(image, "n_frames", 1))


def _text(value: object) -> str | None:
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    return value.strip("\0 ") or None if isinstance(value, str) else None


def _sheet_facts(image: Image.Image, width: int, height: int) -> SheetFacts:
    bits = 16 if "16" in image.mode or image.mode == "I" else 1 if image.mode == "1" else 8
    return SheetFacts(
        colour=_colour(image),
        width=width,
        height=height,
        dpi=_dpi(image),
        bits=bits,
        lossy=_is_lossy(image),
    )


def _colour(image: Image.Image) -> str:
    if image.mode == "1":
        return _BILEVEL
    if image.mode in ("L", "LA", "La", "I", "F") or image.mode.startswith("I;16"):
        return _GREY
    palette = image.getpalette("RGB") if image.mode in ("P", "PA") else None
    if palette is None:
        return _COLOUR
    colours = set(zip(palette[::3], palette[1::3], palette[2::3], strict=False))
    if any(red != green or green != blue for red, green, blue in colours):
        return _COLOUR
    return _BILEVEL if colours <= {(0, 0, 0), (255, 255, 255)} else _GREY


def _dpi(image: Image.Image) -> float | None:
    stated = image.info.get("dpi")
    if not isinstance(stated, tuple) or not stated:
        return None
    try:
        dpi = float(stated[0])
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    return dpi if math.isfinite(dpi) and dpi > 1 else None


def _is_lossy(image: Image.Image) -> bool:
    if image.format == "TIFF":
        return "jpeg" in str(image.info.get("compression", ""))
    return image.format in ("JPEG", "MPO", "HEIF", "AVIF")
