"""Words in coloured ink are read by themselves, level, without seals and the print below them."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from extractor.document import Box, Line, Word
from extractor.signals.colour import ink_map
from extractor.signals.coloured_words import find_coloured_words
from extractor.signals.rings import Ring

BLUE, RED, BLACK = (40, 60, 190), (200, 40, 50), (25, 25, 25)


def note(image, text, left, top, colour, angle=0.0, height=44):
    layer = Image.new("RGB", (900, 120), (255, 255, 255))
    ImageDraw.Draw(layer).text((20, 30), text, font=ImageFont.load_default(height), fill=colour)
    turned = layer.rotate(angle, expand=True, fillcolor=(255, 255, 255))
    stamp = np.asarray(turned)
    below = image[top : top + stamp.shape[0], left : left + stamp.shape[1]]
    below[:] = (below.astype(int) * stamp[: below.shape[0], : below.shape[1]] // 255).astype("u1")
    return image


def page():
    return np.full((1400, 1000, 3), 244, np.uint8)


def read(image, rings=()):
    """Return the lines that are found, and the strips they were read from."""
    strips = []

    def read_strip(strip):
        strips.append(strip)
        return f"line {len(strips)}", 0.9

    found = find_coloured_words(image, ink_map(image, max_side=1000), rings, read_strip)
    return found, strips


@pytest.mark.parametrize("colour", [BLUE, RED])
@pytest.mark.parametrize("angle", [-12, 0, 9])
def test_a_slanting_note_is_levelled(colour, angle):
    found, [strip] = read(note(page(), "CERTIFIED TRUE COPY", 80, 300, colour, angle))
    assert [line.text for line in found] == ["line 1"]
    dark = np.argwhere(strip[..., 0] < 128)
    height, width = strip.shape[:2]
    assert width > 8 * height
    assert np.ptp(dark[:, 0]) < 0.9 * height
    # level: the ink of the left third lies as high as that of the right third
    left = dark[dark[:, 1] < width / 3][:, 0].mean()
    right = dark[dark[:, 1] > 2 * width / 3][:, 0].mean()
    assert abs(left - right) < 0.12 * height


def test_black_print_under_a_note_is_left_out():
    image = note(page(), "NAME OF THE SCHOOL", 80, 300, BLACK)
    _, strips = read(image)
    assert strips == []
    both, alone = (
        note(image, "TRUE COPY", 300, 310, BLUE),
        note(page(), "TRUE COPY", 300, 310, BLUE),
    )
    [with_print], [without] = read(both)[1], read(alone)[1]
    inked = [float((strip < 100).mean()) for strip in (with_print, without)]
    assert inked[0] <= 1.1 * inked[1]


def line_at(left, top, right, bottom, confidence=0.97):
    box = Box(left, top, right, bottom)
    return Line("NAME OF THE SCHOOL", box, confidence, (Word("NAME", box, confidence),))


@pytest.mark.parametrize(
    ("known", "is_read"),
    [
        (line_at(0.09, 0.225, 0.63, 0.265), False),
        (line_at(0.09, 0.225, 0.63, 0.265, 0.7), True),  # read with doubt
        (line_at(0.05, 0.225, 0.95, 0.265), True),  # a note on a longer line of print
        (line_at(0.09, 0.425, 0.63, 0.465), True),  # elsewhere
    ],
)
def test_a_heading_that_was_read_surely_is_not_read_again(known, is_read):
    image = note(page(), "NAME OF THE SCHOOL", 80, 300, RED)
    strips = []

    def read_strip(strip):
        strips.append(strip)
        return "NAME OF THE SCHOOL", 0.9

    ink = ink_map(image, max_side=1000)
    find_coloured_words(image, ink, (), read_strip, known=[known])
    assert bool(strips) is is_read


def test_a_seal_is_no_note():
    image = page()
    cv2.circle(image, (500, 700), 110, RED, 8)
    for x in range(420, 590, 24):
        cv2.line(image, (x, 690), (x + 12, 690), RED, 10)
    ring = Ring((500 * 1000 / 1400, 700 * 1000 / 1400), (110 * 1000 / 1400,) * 2, 0.0)
    assert read(image, (ring,))[1] == []


def test_a_coloured_ground_holds_no_note():
    image = page()
    image[100:900] = (250, 190, 190)
    cv2.rectangle(image, (100, 950), (900, 1300), RED, -1)
    assert read(image)[0] == ()
