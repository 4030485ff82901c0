"""Square stamps are found and red frames read; borders, tables, portraits and ornaments are not."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractor.signals.colour import ink_map
from extractor.signals.stamps import find_stamps, lines_of

RED = (200, 40, 50)


def paper():
    return np.full((1000, 700, 3), 245, np.uint8)


def name_seal(page, left, top, side=44, *, white=False):
    """Four characters of strokes in a frame, or spared from a block."""
    right, bottom = left + side, top + side
    ink, ground = ((245,) * 3, RED) if white else (RED, (245,) * 3)
    cv2.rectangle(page, (left, top), (right, bottom), ground, -1)
    cv2.rectangle(page, (left, top), (right, bottom), RED, 3)
    for row in (0, 1):
        for column in (0, 1):
            x, y = left + 8 + column * side // 2, top + 8 + row * side // 2
            for step in range(0, 14, 5):
                cv2.line(page, (x, y + step), (x + 13, y + step), ink, 2)
    return page


def framed(page, left, top, angle=0.0):
    """A frame with five blocks of strokes, as a stamp of words."""
    layer = np.full_like(page, 255)
    cv2.rectangle(layer, (left, top), (left + 150, top + 40), RED, 3)
    for number in range(5):
        x = left + 12 + number * 27
        for step in range(0, 22, 10):
            cv2.line(layer, (x, top + 9 + step), (x + 18, top + 9 + step), RED, 3)
    turn = cv2.getRotationMatrix2D((left + 75, top + 20), angle, 1.0)
    layer = cv2.warpAffine(layer, turn, layer.shape[1::-1], borderValue=(255, 255, 255))
    return np.minimum(page, layer)


def found(page, read=None):
    ink = ink_map(page, max_side=1000)
    return find_stamps(page, ink, (), page=1, read_strip=read)


@pytest.mark.parametrize("white", [False, True])
def test_a_name_seal_is_found(white):
    [seal] = found(name_seal(paper(), 500, 800, white=white))
    assert (seal.shape, seal.colour, seal.text) == ("square", "red", None)
    assert not seal.is_of_a_body
    assert seal.place.box.left == pytest.approx(500 / 700, abs=0.01)
    assert seal.place.box.bottom == pytest.approx(844 / 1000, abs=0.01)


@pytest.mark.parametrize("angle", [0, 8, -9])
def test_the_words_of_a_slanting_frame_are_read_level(angle):
    shapes = []

    def read(strip):
        shapes.append(strip.shape)
        return "复印件", 0.9

    [seal] = found(framed(paper(), 300, 400, angle), read)
    assert seal.text == "复印件"
    height, width, _ = shapes[0]
    assert width > 2.5 * height
    assert [line.text for line in lines_of([seal])] == ["复印件"]


def test_borders_tables_portraits_and_ornaments_are_no_stamps():
    border = cv2.rectangle(paper(), (30, 30), (670, 970), RED, 4)
    table = paper()
    for x in range(100, 601, 100):
        cv2.line(table, (x, 300), (x, 500), RED, 2)
    for y in range(300, 501, 40):
        cv2.line(table, (100, y), (600, y), RED, 2)
    portrait = cv2.rectangle(paper(), (500, 100), (590, 220), RED, -1)
    cv2.circle(portrait, (545, 160), 26, (200, 170, 150), -1)
    empty = cv2.rectangle(paper(), (500, 100), (590, 220), RED, 2)
    ornaments = paper()
    for y in (100, 300, 500, 700):
        name_seal(ornaments, 40, y, 36)
    for page in (border, table, portrait, empty, ornaments, paper()):
        assert found(page) == ()
