"""A ring is read again where it comes near a printed name, and never corrected into it."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractor.signals.rings import Ring
from extractor.signals.seal_text import read_ring, text_band

RING = Ring((200.0, 200.0), (150.0, 150.0), 0.0)
PRINTED = "望川师范学院"


def inked_ring():
    """A ring with eight blocks of ink in its band, as characters stand."""
    plane = np.zeros((400, 400), np.float32)
    cv2.circle(plane, (200, 200), 150, 1.0, 5)
    for degrees in range(190, 351, 20):
        turn = np.deg2rad(degrees)
        x, y = 200 + 118 * np.cos(turn), 200 + 118 * np.sin(turn)
        cv2.circle(plane, (round(x), round(y)), 13, 0.9, -1)
    return plane


class Reader:
    """Says one text, then from a call on others, one after another."""

    def __init__(self, first, *then, after=10**6):
        self.first, self.then, self.after, self.calls = first, then, after, 0

    def __call__(self, strip):
        self.calls += 1
        behind = self.calls - self.after - 1
        said = self.first if behind < 0 else self.then[min(behind, len(self.then) - 1)]
        return said, 0.97


def test_a_reading_near_a_printed_name_is_tried_until_it_is_that_name():
    untried = Reader("白鹭市教育局")
    read_ring(inked_ring(), RING, untried, printed=(PRINTED,))
    reader = Reader("皇川师范院", "皇川师范学院", PRINTED, after=untried.calls)
    found = read_ring(inked_ring(), RING, reader, printed=("某页的一行", PRINTED))
    assert found.text == PRINTED
    assert reader.calls == untried.calls + 2


def test_a_reading_that_comes_no_nearer_ends_the_attempt():
    untried = Reader("白鹭市教育局")
    read_ring(inked_ring(), RING, untried, printed=(PRINTED,))
    reader = Reader("皇川师范学院", "皇川师范学院", PRINTED, after=untried.calls)
    assert read_ring(inked_ring(), RING, reader, printed=(PRINTED,)).text == "皇川师范学院"
    assert reader.calls == untried.calls + 1


def test_a_name_that_is_never_read_is_not_taken_over():
    found = read_ring(inked_ring(), RING, Reader("皇川师范学院"), printed=(PRINTED,))
    assert found.text == "皇川师范学院"


def test_a_reading_far_from_all_print_is_not_tried_further():
    near, far = Reader("皇川师范学院"), Reader("白鹭市教育局")
    read_ring(inked_ring(), RING, near, printed=(PRINTED,))
    read_ring(inked_ring(), RING, far, printed=(PRINTED,))
    assert far.calls < near.calls


def against_the_line(outermost):
    """A ring with eight bars in its band that end this far from the centre."""
    plane = np.zeros((400, 400), np.float32)
    cv2.circle(plane, (200, 200), 150, 1.0, 5)
    for degrees in range(200, 341, 20):
        turn = np.deg2rad(degrees)
        near, far = (
            (round(200 + r * np.cos(turn)), round(200 + r * np.sin(turn))) for r in (108, outermost)
        )
        cv2.line(plane, near, far, 0.9, 6)
    return plane


@pytest.mark.parametrize("outermost", [130, 140, 146])
def test_characters_are_not_cut_where_they_stand_against_the_line(outermost):
    band, _ = text_band(against_the_line(outermost), RING)
    inked = (band > 0.5).any(axis=1).sum()
    assert abs(inked - (outermost - 108) - 3) <= 5


def with_second_line(width, strength):
    """A ring with a thin line inside its own, and blocks of ink below it."""
    plane = inked_ring()
    line = np.zeros_like(plane)
    cv2.circle(line, (200, 200), 138, strength, width)
    return np.maximum(plane, line)


@pytest.mark.parametrize(("width", "strength"), [(1, 0.8), (2, 0.6), (3, 0.5)])
def test_a_thin_second_line_is_no_part_of_the_text(width, strength):
    plain, _ = text_band(inked_ring(), RING)
    band, arc = text_band(with_second_line(width, strength), RING)
    beside = np.take(band, np.arange(arc[1] + 40, arc[1] + 300) % band.shape[1], axis=1)
    assert beside.max() < 0.2  # where no block stands there is paper alone
    assert abs(band.shape[0] - plain.shape[0]) <= 6


def test_text_all_around_is_no_second_line():
    plane = inked_ring()
    for degrees in range(0, 360, 14):
        turn = np.deg2rad(degrees)
        x, y = 200 + 122 * np.cos(turn), 200 + 122 * np.sin(turn)
        cv2.circle(plane, (round(x), round(y)), 13, 0.9, -1)
    band, _ = text_band(plane, RING)
    assert (band.max(axis=0) > 0.5).mean() > 0.7
    assert band.shape[0] >= 26 / 150 / (0.52 / 79) * 0.8


def with_bars(count, pitch=21):
    """A ring with so many bars in its band, evenly around its top."""
    plane = np.zeros((400, 400), np.float32)
    cv2.circle(plane, (200, 200), 150, 1.0, 5)
    for number in range(count):
        turn = np.deg2rad(270 + pitch * (number - (count - 1) / 2))
        near, far = (
            (round(200 + r * np.cos(turn)), round(200 + r * np.sin(turn))) for r in (100, 135)
        )
        cv2.line(plane, near, far, 0.9, 16)
    return plane


@pytest.mark.parametrize("count", [8, 13, 15])
def test_all_that_is_set_on_evenly_is_in_the_first_reading(count):
    strips = []

    def read(strip):
        strips.append(strip)
        return "白鹭市教育局", 0.97

    read_ring(with_bars(count), RING, read)
    dark = (strips[0][..., 0] < 128).any(axis=0).astype(int)
    assert np.count_nonzero(np.diff(dark, prepend=0) == 1) == count
