"""A seal cut out and its ring unrolled: what a person compares with what was read."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractor.document import Box, Place, Seal
from extractor.signals.seal_pictures import seal_pictures


def seal(left, top, right, bottom):
    return Seal(Place(1, Box(left, top, right, bottom)), "red", None, 0.0)


def page_with_a_mark(degrees):
    """A page of 400 by 400 with a ring around its middle and one dark mark inside it."""
    page = np.full((400, 400, 3), 255, np.uint8)
    cv2.circle(page, (200, 200), 100, (200, 0, 0), 3)
    turn = np.deg2rad(degrees)
    at = round(200 + 75 * np.cos(turn)), round(200 + 75 * np.sin(turn))
    cv2.circle(page, at, 8, (0, 0, 0), -1)
    return page


@pytest.mark.parametrize(("degrees", "share"), [(180, 0.25), (270, 0.5), (0, 0.75)])
def test_the_line_runs_clockwise_from_the_foot(degrees, share):
    _, line = seal_pictures(page_with_a_mark(degrees), seal(0.245, 0.245, 0.755, 0.755))
    dark = np.argwhere(line.max(axis=2) < 60)
    assert abs(dark[:, 1].mean() / line.shape[1] - share) < 0.01
    assert line.shape[1] > 5 * line.shape[0]


def test_the_whole_seal_is_cut_with_a_little_around_it():
    whole, _ = seal_pictures(page_with_a_mark(0), seal(0.25, 0.25, 0.75, 0.75))
    assert 200 < whole.shape[0] < 250
    assert 200 < whole.shape[1] < 250


@pytest.mark.parametrize("box", [(0, 0, 1, 1), (0, 0, 0.001, 0.001), (0.99, 0.99, 1, 1)])
def test_a_seal_at_the_edge_or_of_no_size_still_has_its_pictures(box):
    whole, line = seal_pictures(np.zeros((50, 40, 3), np.uint8), seal(*box))
    assert whole.size
    assert line.size
