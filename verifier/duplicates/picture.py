"""The evidence picture: each region that differs, cut from both pages, one above the other."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from extractor.document import Box, Place
from extractor.image import Picture, flatten_light, resize
from verifier.duplicates.document import Document
from verifier.relations import Comparison, Difference

WIDTH = 1000
"""Pixels of the picture's width."""
_MOST = 8
_GAP = 6
_RULE = 14
_FRAME = (208, 32, 42)
_PAPER, _RULED = 255, 190
_TALLEST = 420


def evidence_picture(a: Document, b: Document, found: Comparison) -> Picture | None:
    """Return both crops of each region stacked, the region framed; whole pages if none differs.

    None if neither document has a picture.
    """
    parts: list[Picture] = []
    for one in _merged(found.differences)[:_MOST]:
        crops = [_crop(a, one.a), _crop(b, one.b)]
        shown = [crop for crop in crops if crop is not None]
        if shown:
            parts += [_stack(shown, _GAP, _PAPER)]
    if not parts:
        pages = [_page(a, found.pages[0].a if found.pages else 1),
                 _page(b, found.pages[0].b if found.pages else 1)]  # fmt: skip
        parts = (
            [_stack([page for page in pages if page is not None], _GAP, _PAPER)]
            if any(page is not None for page in pages)
            else []
        )
    return _stack(parts, _RULE, _RULED) if parts else None


def seal_pairs(a: Document, b: Document, seals: Sequence[tuple[Place, Place]]) -> Picture | None:
    """Return the seals of two papers, each one's above the other's; None without a picture."""
    pairs = ([_crop(a, ours), _crop(b, theirs)] for ours, theirs in seals)
    shown = [[crop for crop in pair if crop is not None] for pair in pairs]
    return stacked([_stack(pair, _GAP, _PAPER) if pair else None for pair in shown])


def strips(a: Document, b: Document, name: str) -> Picture | None:
    """Return the strips around a field of each, one above the other; None without a picture."""
    fields = ((document, document.extraction.first(name)) for document in (a, b))
    crops = (_crop(document, found.place if found else None) for document, found in fields)
    shown = [crop for crop in crops if crop is not None]
    return _stack(shown, _GAP, _PAPER) if shown else None


def overlay(a: Document, b: Document, found: Comparison) -> Picture | None:
    """Return the first two pages that register laid on each other, as wide as `WIDTH`.

    What only the first page has is cyan, what only the second has is red. None without a pair.
    """
    pair = next((one for one in found.pages if one.matrix is not None), None)
    if pair is None or pair.matrix is None:
        return None
    one, other = _page(a, pair.a), _page(b, pair.b)
    if one is None or other is None:
        return None
    height, width = one.shape[:2]
    to_a = np.diag((width, height, 1.0)) @ np.reshape(pair.matrix, (3, 3))
    matrix = to_a @ np.diag((1 / other.shape[1], 1 / other.shape[0], 1.0))
    first = flatten_light(np.ascontiguousarray(one[..., 1]))
    second = flatten_light(np.ascontiguousarray(other[..., 1]))
    moved = cv2.warpPerspective(second, matrix, (width, height), borderValue=255)
    return np.dstack((first, moved, moved))


def stacked(parts: Sequence[Picture | None]) -> Picture | None:
    """Return pictures of one width below each other, None if there is none."""
    shown = [part for part in parts if part is not None]
    return _stack(shown, _RULE, _RULED) if shown else None


def encode_png(picture: Picture) -> bytes:
    """Return an RGB picture as PNG."""
    done, made = cv2.imencode(".png", cv2.cvtColor(picture, cv2.COLOR_RGB2BGR))
    if not done:
        raise ValueError("the picture cannot be encoded")
    return made.tobytes()


def _merged(differences: Sequence[Difference]) -> list[Difference]:
    """Join regions of one line, so that a number changed in three figures is one crop."""
    made: list[Difference] = []
    for one in differences:
        last = made[-1] if made else None
        if last is not None and _same_line(last.a, one.a) and _same_line(last.b, one.b):
            made[-1] = Difference(last.field, _join(last.a, one.a), _join(last.b, one.b))
        else:
            made.append(one)
    return made


def _same_line(one: Place | None, other: Place | None) -> bool:
    if one is None or other is None:
        return one is other
    apart = abs(one.box.centre[1] - other.box.centre[1])
    return one.page == other.page and apart < 0.5 * max(one.box.height, other.box.height)


def _join(one: Place | None, other: Place | None) -> Place | None:
    if one is None or other is None:
        return one or other
    return Place(one.page, one.box.union(other.box))


def _crop(document: Document, place: Place | None) -> Picture | None:
    """Return the strip of the page around a place, as wide as `WIDTH`, the place framed."""
    if place is None or not 1 <= place.page <= len(document.pictures):
        return None
    page = document.pictures[place.page - 1]
    height, width = page.shape[:2]
    box = place.box
    margin_x, margin_y = max(0.12, box.width), max(0.02, 0.8 * box.height)
    outer = Box(
        max(0.0, box.left - margin_x),
        max(0.0, box.top - margin_y),
        min(1.0, box.right + margin_x),
        min(1.0, box.bottom + margin_y),
    )
    left, right = int(outer.left * width), max(int(outer.right * width), 1)
    top, bottom = int(outer.top * height), max(int(outer.bottom * height), 1)
    part = np.ascontiguousarray(page[top:bottom, left:right])
    if part.size == 0:
        return None
    scale = min(WIDTH / part.shape[1], _TALLEST / part.shape[0])
    size = max(1, round(part.shape[1] * scale)), max(1, round(part.shape[0] * scale))
    shown = resize(part, size)
    corners = [
        (int((box.left * width - left) * scale) - 3, int((box.top * height - top) * scale) - 3),
        (int((box.right * width - left) * scale) + 3, int((box.bottom * height - top) * scale) + 3),
    ]
    cv2.rectangle(shown, corners[0], corners[1], _FRAME, 2)
    return _widened(shown)


def _page(document: Document, number: int) -> Picture | None:
    if not 1 <= number <= len(document.pictures):
        return None
    page = document.pictures[number - 1]
    return resize(page, (WIDTH, max(1, round(page.shape[0] * WIDTH / page.shape[1]))))


def _widened(part: Picture) -> Picture:
    whole = np.full((part.shape[0], WIDTH, 3), _PAPER, np.uint8)
    whole[:, : part.shape[1]] = part[:, :WIDTH]
    return whole


def _stack(parts: Sequence[Picture], gap: int, level: int) -> Picture:
    bar = np.full((gap, WIDTH, 3), level, np.uint8)
    stacked: list[Picture] = []
    for part in parts:
        stacked += [bar, part] if stacked else [part]
    return np.concatenate(stacked)
