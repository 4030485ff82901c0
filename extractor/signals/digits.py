"""Digits whose edges are sharper or softer than those of the digits beside them: a hint, no more.

A digit typed over in a photograph keeps the edges of the program that wrote it, while its
neighbours have those of the camera. Only numbers that decide are looked at: dates, amounts of
hours and long numbers. Nothing is said of a digit under a coloured seal, of one with fewer than
three neighbours of its height, and of lines whose own digits differ as much, such as a form
filled in by hand. What was copied from elsewhere on the page is not found; docs/originality.md
has the figures, `benchmarks/digit_type.py` prints them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.document import Box, Line, OddDigit, Page, Place
from extractor.image import Picture
from extractor.levels import percentile

Corners = tuple[int, int, int, int]
"""Left, top, right and bottom of a digit in pixels of its strip."""

_DIGITS = re.compile(r"[0-9]{2,}")
_DECIDING = re.compile(
    r"(?<!\d)(?:19|20)\d\d(?:\s*年|\s*[-./]\s*\d{1,2})(?:\s*\d{1,2}\s*[月日]?|[-./\s至到~日月])*"
    r"|(?:\d\s*月\s*)\d{1,2}\s*日?"
    r"|\d+(?:\.\d+)?\s*(?:个)?(?:学时|课时|学分|小时|学习天|天|hours?|credits?)"
    r"|[A-Za-z0-9-]*\d{6,}[A-Za-z0-9-]*",
    re.IGNORECASE,
)
_DECIDES_NOTHING = re.compile(
    r"电话|手机|邮编|传真|邮政|联系|地址|身份证|tel|fax|phone|http|www|ICP", re.IGNORECASE
)
_READ_FOR_SURE = 0.85
_LOWEST = 12
"""Pixels of the lowest digits that are measured."""
_SAME_HEIGHT = 0.15
"""Logarithm of the heights of two digits of one size."""
_NEIGHBOURS = 3
_SHARPER = 0.13
_SOFTER = 0.18
"""So much beyond the most different of its neighbours, in the logarithm of sharpness: no digit of
568 original pages of eight authors, of which these were chosen, reaches it."""
_COLOURED = 0.22
_UNDER_A_SEAL = 0.25


@dataclass(frozen=True, slots=True)
class DigitStrip:
    """The numbers of one line: its strip of the page, where it was cut, each number's digits."""

    strip: Picture
    left: int
    top: int
    numbers: tuple[tuple[str, tuple[Corners, ...]], ...]

    @property
    def boxes(self) -> tuple[Corners, ...]:
        """The digits of all numbers, from left to right."""
        return tuple(box for _, boxes in self.numbers for box in boxes)


def find_odd_digits(image: Picture, page: Page) -> tuple[OddDigit, ...]:
    """Return the digits of an upright page that are sharper or softer than their neighbours."""
    found = []
    for line in page.lines:
        cut = cut_digits(image, line)
        if cut is None:
            continue
        for number, index, ratio in odd_digits_of(cut):
            text, boxes = cut.numbers[number]
            place = Place(page.number, _on_page(cut, boxes[index], image))
            found.append(OddDigit(text, index, place, round(ratio, 2)))
    return tuple(found)


def odd_digits_of(cut: DigitStrip) -> Iterator[tuple[int, int, float]]:
    """Yield each digit that stands out, as number, digit of it and ratio to the usual sharpness."""
    boxes = cut.boxes
    if not boxes or is_under_colour(cut.strip, boxes):
        return
    owners = [(k, i) for k, (_, each) in enumerate(cut.numbers) for i in range(len(each))]
    heights = [bottom - top for _, top, _, bottom in boxes]
    for at, ratio in odd_ones(sharpness(cut.strip, boxes), heights).items():
        yield *owners[at], ratio


def cut_digits(image: Picture, line: Line) -> DigitStrip | None:
    """Return the deciding numbers of a line whose digits stand apart from one another."""
    text = line.text
    if line.vertical or line.confidence < _READ_FOR_SURE or _DECIDES_NOTHING.search(text):
        return None
    spans = list(_deciding(text))
    if not spans:
        return None
    height, width = image.shape[:2]
    tall = line.box.height * height
    left = max(0, int(line.box.left * width - tall)) // 8 * 8  # on the grid of a JPEG
    top = max(0, int(line.box.top * height - 0.6 * tall)) // 8 * 8
    right, bottom = int(line.box.right * width + tall), int(line.box.bottom * height + 0.6 * tall)
    strip = np.ascontiguousarray(image[top:bottom, left:right])
    if min(strip.shape[:2], default=0) < _LOWEST:
        return None
    ink = solid_ink(strip)
    numbers = []
    for start, end in spans:
        span = line.span_box(start, end)
        place = (
            int(span.left * width) - left - 2, int(span.top * height) - top - 2,
            int(span.right * width) - left + 2, int(span.bottom * height) - top + 2,
        )  # fmt: skip
        boxes = digit_boxes(ink, place, end - start)
        if boxes:
            numbers.append((text[start:end], boxes))
    return DigitStrip(strip, left, top, tuple(numbers)) if numbers else None


def _deciding(text: str) -> Iterator[tuple[int, int]]:
    for whole in _DECIDING.finditer(text):
        for digits in _DIGITS.finditer(whole.group()):
            yield whole.start() + digits.start(), whole.start() + digits.end()


def ink_of(strip: Picture) -> NDArray[np.float32]:
    """Return how much darker than the paper each pixel is, in levels of the red channel."""
    red = strip[..., 0].astype(np.float32)
    return np.asarray(np.clip(percentile(red, 85) - red, 0, None), np.float32)


def solid_ink(strip: Picture) -> NDArray[np.uint8]:
    """Return 1 where print is, 0 on paper."""
    ink = ink_of(strip)
    return (ink > max(25.0, 0.4 * percentile(ink, 98))).astype(np.uint8)


def digit_boxes(ink: NDArray[np.uint8], place: Corners, count: int) -> tuple[Corners, ...]:
    """Return the box of each digit, nothing where they are not as many as they should be."""
    left, top, right, bottom = (max(0, edge) for edge in place)
    part = ink[top:bottom, left:right]
    if min(part.shape, default=0) < _LOWEST:
        return ()
    high = part.shape[0]
    _, _, found, _ = cv2.connectedComponentsWithStats(part, connectivity=8)
    boxes = sorted(
        (left + int(x), top + int(y), left + int(x + w), top + int(y + h))
        for x, y, w, h, _ in found[1:]
        if max(0.35 * high, _LOWEST) <= h <= high and w <= 0.75 * high
    )
    return tuple(boxes) if len(boxes) == count else ()


def is_under_colour(strip: Picture, boxes: Sequence[Corners]) -> bool:
    """Tell whether a seal or other colour lies on the digits, so that edges are not their own."""
    for left, top, right, bottom in boxes:
        part = strip[max(0, top - 1) : bottom + 1, max(0, left - 1) : right + 1].astype(np.int16)
        most = part.max(axis=2)
        if (most - part.min(axis=2) > _COLOURED * np.maximum(most, 60)).mean() > _UNDER_A_SEAL:
            return True
    return False


def sharpness(strip: Picture, boxes: Sequence[Corners]) -> list[float]:
    """Return how steep the edges of each digit are: share of its darkness that a pixel spans."""
    ink = ink_of(strip)
    steep = cv2.magnitude(cv2.Sobel(ink, cv2.CV_32F, 1, 0), cv2.Sobel(ink, cv2.CV_32F, 0, 1)) / 8
    found = []
    for left, top, right, bottom in boxes:
        near = slice(max(0, top - 2), bottom + 2), slice(max(0, left - 2), right + 2)
        darkest = max(percentile(ink[near], 97), 1.0)
        found.append(percentile(steep[near], 95) / darkest)
    return found


def odd_ones(sharp: Sequence[float], heights: Sequence[int]) -> dict[int, float]:
    """Return the digits that stand out by their place, with their sharpness to the usual one."""
    level, size = np.log(np.maximum(sharp, 1e-3)), np.log(np.maximum(heights, 1))
    found = {}
    for i in range(len(level)):
        others = np.abs(size - size[i]) < _SAME_HEIGHT
        others[i] = False
        if others.sum() < _NEIGHBOURS:
            continue
        usual = float(np.median(level[others]))
        apart, spread = float(level[i]) - usual, float(np.abs(level[others] - usual).max())
        if apart - spread > _SHARPER or -apart - spread > _SOFTER:
            found[i] = float(np.exp(apart))
    return found


def _on_page(cut: DigitStrip, corners: Corners, image: Picture) -> Box:
    height, width = image.shape[:2]
    left, top, right, bottom = corners
    return Box(
        (cut.left + left) / width,
        (cut.top + top) / height,
        min((cut.left + right) / width, 1.0),
        min((cut.top + bottom) / height, 1.0),
    )
