"""Seals on pages without colour: pale ones go, black ones lose their ring, print stays."""

import numpy as np
import pytest

from extractor.grey_rings import cut_grey_rings
from extractor.image import red_channel
from tests.extractor.pictures import printed, stamped

CENTRE, RADIUS = (800, 500), 90
PRINT = [(620, 470, 60, "20210417")]


def page(ink):
    return red_channel(stamped(printed(PRINT), centre=CENTRE, radius=RADIUS, ink=(ink,) * 3))


def on_ring(grey):
    """Return the levels along the ring, where no print crosses it."""
    angles = np.linspace(0.2 * np.pi, 0.8 * np.pi, 60)
    x = (CENTRE[0] + (RADIUS - 4) * np.cos(angles)).astype(int)
    y = (CENTRE[1] + (RADIUS - 4) * np.sin(angles)).astype(int)
    return grey[y, x]


@pytest.mark.parametrize("ink", [10, 60, 130, 170])
def test_the_ring_of_a_grey_seal_goes(ink):
    cut, seals = cut_grey_rings(page(ink))
    assert len(seals) == 1
    assert np.median(on_ring(page(ink))) < 190
    assert np.median(on_ring(cut)) > 235


def test_print_under_a_pale_seal_stays():
    strokes = red_channel(printed(PRINT)) < 40
    cut, _ = cut_grey_rings(page(150))
    assert np.percentile(cut[strokes], 95) < 80


def test_print_inside_a_black_seal_stays():
    rows, columns = np.nonzero(red_channel(printed(PRINT)) < 40)
    inside = np.hypot(columns - CENTRE[0], rows - CENTRE[1]) < 0.8 * RADIUS
    cut, _ = cut_grey_rings(page(10))
    assert np.all(cut[rows[inside], columns[inside]] < 80)


def test_the_seal_is_where_it_was_put():
    _, (box,) = cut_grey_rings(page(60))
    assert box.centre[0] * 1200 == pytest.approx(CENTRE[0], abs=3)
    assert box.width * 1200 == pytest.approx(2 * RADIUS, abs=12)


def test_a_page_without_rings_comes_back_as_it_is():
    plain = red_channel(printed([*PRINT, (100, 100, 90, "COOPERATION")]))
    cut, seals = cut_grey_rings(plain)
    assert seals == ()
    assert cut is plain


def test_a_tiny_picture_is_no_trouble():
    assert cut_grey_rings(np.full((2, 3), 200, np.uint8))[1] == ()
