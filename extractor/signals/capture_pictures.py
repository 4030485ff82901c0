"""What a person looks at before believing a signal: the page's colours, a seal beside grey, a grid.

Each picture shows one thing that a rule of `originality` speaks of, so that its reason can be
seen and not only read. Nothing is decided here, and no picture is ever read again by the program.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from extractor.document import Assessment, Box, OddDigit, Originality, Seal
from extractor.image import Picture
from extractor.levels import percentile
from extractor.signals.colour import ink_map
from extractor.signals.seal_pictures import seal_pictures

SATURATION_SIDE = 1000
"""Pixels of the longer side of the view of a page's colours."""
_CHROMA = 4.0
"""Colour of the ink is shown so many times stronger."""
_TWICE = 2
_LARGEST_SEAL = 700
"""Pixels: a seal is not enlarged beyond this side."""
_GAP = 12
_PATCH = 128
_SHOWN_PATCH = 512
_PAPER = 255
_MOST_DIGITS = 12
_BESIDE = 5.0
"""Heights of a digit that are shown to either side of it."""
_DIGIT_HEIGHT = 72
"""Pixels of a digit's height when shown."""
_FRAME = (0, 90, 200)


def page_pictures(
    image: Picture,
    page: int,
    seals: tuple[Seal, ...],
    originality: Originality,
    *,
    first_seal: int,
    odd_digits: Sequence[OddDigit] = (),
) -> dict[str, Picture]:
    """Return the pictures of one page by name, RGB.

    `seal-N` (counted over the document from `first_seal`), `seal-N-text` its ring unrolled,
    `seal-N-grey` twice as large beside neutral grey; `saturation-P` the colours of page P, where
    the page did not pass as an original or an electronic file; `grid-P` and `grid-P-spectrum` the
    patch with a screen's grid; `digit-P-N` a digit that differs from its neighbours, among these.
    """
    found: dict[str, Picture] = {}
    for number, seal in enumerate(seals, start=first_seal):
        whole, unrolled = seal_pictures(image, seal)
        found[f"seal-{number}"] = whole
        if seal.is_of_a_body:
            found[f"seal-{number}-text"] = unrolled
        found[f"seal-{number}-grey"] = beside_grey(whole)
    if originality.assessment not in (Assessment.ORIGINAL, Assessment.BORN_DIGITAL):
        found[f"saturation-{page}"] = saturation_view(image)
    for signal in originality.signals:
        if signal.name == "screen-grid" and signal.place is not None:
            found[f"grid-{page}"], found[f"grid-{page}-spectrum"] = grid_views(
                image, signal.place.box
            )
    for number, digit in enumerate(odd_digits[:_MOST_DIGITS], start=1):
        found[f"digit-{page}-{number}"] = digit_view(image, digit.place.box)
    return found


def digit_view(image: Picture, box: Box) -> Picture:
    """Return a digit with those beside it, enlarged, with a frame around it."""
    high, wide = image.shape[:2]
    left, right = box.left * wide, box.right * wide
    top, bottom = box.top * high, box.bottom * high
    tall = bottom - top
    first, last = max(0, int(left - _BESIDE * tall)), min(wide, int(right + _BESIDE * tall))
    head, foot = max(0, int(top - tall)), min(high, int(bottom + tall))
    scale = max(1.0, min(_DIGIT_HEIGHT / max(tall, 1), _LARGEST_SEAL / max(last - first, 1)))
    part = np.ascontiguousarray(image[head:foot, first:last])
    large = cv2.resize(part, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    corner = int((left - first - 3) * scale), int((top - head - 3) * scale)
    other = int((right - first + 3) * scale), int((bottom - head + 3) * scale)
    return np.asarray(cv2.rectangle(large, corner, other, _FRAME, 2), np.uint8)


def beside_grey(seal: Picture) -> Picture:
    """Return a seal at twice its size beside itself without colour and a neutral grey patch.

    The grey is as dark as the seal's ink: what is no more coloured than the patch has no colour.
    """
    scale = min(_TWICE, _LARGEST_SEAL / max(seal.shape[:2]))
    large = np.asarray(cv2.resize(seal, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC))
    grey = cv2.cvtColor(large, cv2.COLOR_RGB2GRAY)
    ink = percentile(grey, 10)
    height, width = grey.shape
    without = cv2.cvtColor(grey, cv2.COLOR_GRAY2RGB)
    patch = np.full((height, max(40, width // 4), 3), round(ink), np.uint8)
    gap = np.full((height, _GAP, 3), _PAPER, np.uint8)
    return np.ascontiguousarray(np.concatenate([large, gap, without, gap, patch], axis=1), np.uint8)


def saturation_view(image: Picture) -> Picture:
    """Return the page with the light divided out and the colour of its ink four times as strong."""
    passed = ink_map(image, max_side=SATURATION_SIDE).transmission
    mean = passed.mean(axis=2, keepdims=True)
    shown = mean + _CHROMA * (passed - mean)
    return np.asarray(np.clip(shown * 235, 0, 255), np.uint8)


def grid_views(image: Picture, box: Box) -> tuple[Picture, Picture]:
    """Return the patch with a grid, enlarged, and the spectrum of its colours, brightest the peak.

    Long waves lie in the middle of the spectrum; a grid is a few bright points away from it.
    """
    height, width = image.shape[:2]
    top = min(int(box.top * height), max(0, height - _PATCH))
    left = min(int(box.left * width), max(0, width - _PATCH))
    patch = image[top : top + _PATCH, left : left + _PATCH].astype(np.float32)
    spread = patch - cv2.blur(patch, (31, 31))
    shown = np.clip(128 + spread * 6, 0, 255).astype(np.uint8)
    chroma = spread[..., 0] - spread[..., 1], spread[..., 2] - spread[..., 1]
    window = np.outer(np.hanning(patch.shape[0]), np.hanning(patch.shape[1]))
    power = sum(np.abs(np.fft.fftshift(np.fft.fft2(one * window))) ** 2 for one in chroma)
    level = np.log1p(np.asarray(power, np.float32))
    low, high = np.percentile(level, (50, 100))
    bright = np.clip((level - low) / max(float(high - low), 1e-6) * 255, 0, 255).astype(np.uint8)
    return _enlarged(shown), _enlarged(np.repeat(bright[..., None], 3, axis=2))


def _enlarged(picture: Picture) -> Picture:
    size = (_SHOWN_PATCH, _SHOWN_PATCH)
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_NEAREST), np.uint8)
