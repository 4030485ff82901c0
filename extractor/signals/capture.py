"""Measures of the whole capture: colour at all, black and white only, a screenshot's shape.

A file without colour says nothing about what lay on the glass; that is told from its pixels
where the file does not say it, because a grey picture is often stored as a coloured one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import cv2
import numpy as np

from extractor.document import Box, Line
from extractor.filefacts import FileFacts, SheetFacts
from extractor.image import sampled
from extractor.signals.colour import InkMap, Rgb, extremes

_STEP = 3
"""Every third pixel of every third row is looked at; nothing is averaged."""
_COLOURED = 4
"""Grey levels between a pixel's primaries from which it has a colour: grey files have none,
also after JPEG; the least coloured of 61 real colour captures has it on a tenth of its pixels."""
_DARK, _LIGHT = 8, 247
_INK = 0.15
_COLOURED_INK = 0.25
_MARGIN = 0.02
_EVEN, _EVEN_ROWS = 6, 0.2
_GRAIN, _FLAT = 2, 0.7
_STATUS_BAR, _ADDRESS_BAR = 0.06, 0.09
_CLOCK = re.compile(r"(?:上午|下午|AM|PM)?\s*(?:[01]?\d|2[0-3])[:：][0-5]\d\W*", re.IGNORECASE)
_ADDRESS = re.compile(r"\W{0,2}https?[:：]//[\w.-]+/", re.IGNORECASE)

SCREENS = frozenset(
    {
        (640, 1136), (720, 1280), (720, 1520), (720, 1560), (720, 1600), (720, 1612), (750, 1334),
        (828, 1792), (1080, 1920), (1080, 2160), (1080, 2244), (1080, 2280), (1080, 2310),
        (1080, 2312), (1080, 2340), (1080, 2376), (1080, 2388), (1080, 2400), (1080, 2408),
        (1080, 2412), (1080, 2460), (1125, 2436), (1170, 2532), (1176, 2400), (1179, 2556),
        (1200, 2640), (1200, 2670), (1206, 2622), (1220, 2712), (1224, 2700), (1228, 2700),
        (1240, 2772), (1242, 2208), (1242, 2688), (1260, 2720), (1260, 2800), (1264, 2780),
        (1280, 2800), (1284, 2778), (1290, 2796), (1312, 2848), (1320, 2868), (1344, 2772),
        (1440, 2560), (1440, 2880), (1440, 2960), (1440, 3040), (1440, 3088), (1440, 3120),
        (1440, 3168), (1440, 3200), (768, 1024), (1536, 2048), (1620, 2160), (1640, 2360),
        (1668, 2224), (1668, 2388), (2048, 2732), (1600, 2560), (1200, 2000), (768, 1366),
        (900, 1440), (900, 1600), (1050, 1680), (1200, 1920), (1440, 3440), (2160, 3840),
        (1600, 2880), (1800, 2880), (1964, 3024), (2234, 3456), (1864, 2880), (1664, 2560),
    }
)  # fmt: skip
"""Sizes of screens, shorter side first: phones, tablets, computers."""


def colour_share(image: Rgb) -> float:
    """Return the share of pixels that have a colour at all, 0 to 1; 0 for a grey file."""
    weakest, strongest = extremes(sampled(image, _STEP))
    return float(np.mean(cv2.subtract(strongest, weakest) >= _COLOURED))


def middle_share(image: Rgb) -> float:
    """Return the share of pixels that are neither ink nor paper, 0 to 1: 0 for a two-level file."""
    green = sampled(image, _STEP)[..., 1]
    return float(np.mean((green > _DARK) & (green < _LIGHT)))


def coloured_ink_share(ink: InkMap, within: Box | None) -> float:
    """Return how much of the ink in a part of the page has a colour, 0 to 1.

    `within` is where the text stands: the table under a photographed sheet is no ink.
    """
    part = ink.transmission
    if within is not None:
        height, width = part.shape[:2]
        part = part[
            int(max(0, within.top - _MARGIN) * height) : int((within.bottom + _MARGIN) * height)
            + 1,
            int(max(0, within.left - _MARGIN) * width) : int((within.right + _MARGIN) * width) + 1,
        ]
    if part.size == 0:
        return 0.0
    # seen through a soft eye: the fringes of black type in a phone's picture cancel out
    soft = np.asarray(cv2.blur(np.clip(part, 0, 1), (5, 5)), np.float32)
    weakest, strongest = extremes(soft)
    inked = weakest < 1 - _INK
    if not inked.any():
        return 0.0
    coloured = strongest - weakest > _COLOURED_INK * (1 - weakest)
    return float(np.mean(coloured[inked]))


def is_screenshot(
    image: Rgb, file: FileFacts | None, sheet: SheetFacts, lines: Sequence[Line] = ()
) -> bool:
    """Tell whether a picture has a screen's size or bar, and an even strip at its top.

    Nothing is concluded from clean pixels alone; a camera's file is never a screenshot.
    """
    if file is not None and (file.camera or "pdf" in file.media_type):
        return False
    size = min(sheet.width, sheet.height), max(sheet.width, sheet.height)
    # a photograph in a screen's proportions, or a slide, is wide and stored with loss
    by_size = size in SCREENS and not (sheet.lossy and sheet.width > sheet.height)
    strip = image[: max(1, image.shape[0] // 40)]
    return (by_size and _has_even_rows(strip)) or (_has_bar(lines) and _is_flat(strip))


def _is_flat(strip: Rgb) -> bool:
    """Tell whether most of a strip, signs aside, has no grain at all: no lens saw it."""
    level = strip[..., 1].astype(np.int16)
    return bool(np.mean(np.abs(level - np.median(level, axis=1, keepdims=True)) <= _GRAIN) >= _FLAT)


def _has_even_rows(strip: Rgb) -> bool:
    rows = strip.reshape(strip.shape[0], -1)
    even = np.mean(rows.astype(np.int16).max(axis=1) - rows.min(axis=1) <= _EVEN)
    return bool(even >= _EVEN_ROWS)


def _has_bar(lines: Sequence[Line]) -> bool:
    """Tell whether a clock alone, or a browser's address, stands at the very top.

    Of 828 documents read so 17 of 33 screenshots have one, and none of the others.
    """
    return any(
        (line.box.bottom <= _STATUS_BAR and _CLOCK.fullmatch(line.text.strip()))
        or (line.box.bottom <= _ADDRESS_BAR and _ADDRESS.match(line.text.strip()))
        for line in lines
    )
