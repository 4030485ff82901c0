"""The words inside a seal are found whichever way it was stamped, and never made up."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractor.signals.rings import Ring
from extractor.signals.seal_line import read_line

RING = Ring((200.0, 200.0), (150.0, 150.0), 0.0)
UP = -np.pi / 2


def star(radius=48):
    corners = [
        (200 + far * np.sin(turn), 200 - far * np.cos(turn))
        for turn, far in zip(np.arange(10) * np.pi / 5, [radius, radius * 0.4] * 5, strict=True)
    ]
    return np.array([np.round(corners)], np.int32)


def stamped(*, words=True, degrees=0.0):
    """A seal with a star and, below it, six blocks of ink in a row, stamped askew."""
    plane = np.zeros((400, 400), np.float32)
    cv2.circle(plane, (200, 200), 150, 1.0, 5)
    cv2.fillPoly(plane, star(), 1.0)
    for left in range(134, 266, 22) if words else ():
        for stroke in range(3):
            cv2.rectangle(plane, (left, 262 + 8 * stroke), (left + 16, 265 + 8 * stroke), 0.9, -1)
        cv2.rectangle(plane, (left + 6, 262), (left + 9, 281), 0.9, -1)
    matrix = cv2.getRotationMatrix2D((200, 200), degrees, 1)
    return cv2.warpAffine(plane, matrix, (400, 400))


class Reader:
    def __init__(self, text, score=0.97):
        self.text, self.score, self.strips = text, score, []

    def __call__(self, strip):
        self.strips.append(strip)
        return self.text, self.score


@pytest.mark.parametrize("degrees", [-50, -23, 0, 14, 45])
def test_a_straight_line_of_words_is_cut_out_whole(degrees):
    reader = Reader("培训专用章")
    assert read_line(stamped(degrees=degrees), RING, UP, reader) == "培训专用章"
    height, width = reader.strips[0].shape[:2]
    assert 4.5 <= width / height <= 7.5
    inked = (reader.strips[0][:, :, 0] < 128).any(axis=0)
    assert len(np.flatnonzero(np.diff(inked.astype(int)) == 1)) in (5, 6)


def test_a_seal_without_words_is_not_read():
    reader = Reader("培训专用章")
    assert read_line(stamped(words=False), RING, UP, reader) is None
    assert reader.strips == []


def test_an_empty_ring_is_not_read():
    reader = Reader("培训专用章")
    assert read_line(np.zeros((400, 400), np.float32), RING, UP, reader) is None
    assert reader.strips == []


@pytest.mark.parametrize(
    ("text", "score"), [("培训专用章", 0.7), ("4101000123", 0.99), ("章", 0.99)]
)
def test_what_is_not_clear_or_no_words_is_left_out(text, score):
    assert read_line(stamped(), RING, UP, Reader(text, score)) is None


@pytest.mark.parametrize("text", ["教师培训专用意", "教师培训专用"])
def test_behind_for_the_use_of_a_seal_says_seal(text):
    assert read_line(stamped(), RING, UP, Reader(text)) == "教师培训专用章"
