"""Seals are faded to paper; print over them and red print elsewhere stay."""

import numpy as np

from extractor.image import red_channel
from extractor.ink import fade_seals
from tests.extractor.pictures import printed, stamped

CENTRE, RADIUS = (800, 500), 90
PRINT = [(620, 470, 60, "20210417")]


def ring(grey):
    """Return the grey levels along the ring, where no print crosses it."""
    angles = np.linspace(0.2 * np.pi, 0.8 * np.pi, 60)
    x = (CENTRE[0] + (RADIUS - 4) * np.cos(angles)).astype(int)
    y = (CENTRE[1] + (RADIUS - 4) * np.sin(angles)).astype(int)
    return grey[y, x]


def test_the_ink_of_a_dark_seal_is_lifted_to_the_paper():
    page = stamped(printed(PRINT), centre=CENTRE, radius=RADIUS)
    faded, seals = fade_seals(page)
    assert len(seals) == 1
    assert np.median(ring(red_channel(page))) < 160
    assert np.median(ring(faded)) > 240


def test_print_over_a_seal_stays_dark():
    plain = printed(PRINT)
    faded, _ = fade_seals(stamped(plain, centre=CENTRE, radius=RADIUS))
    strokes = red_channel(plain) < 40
    assert np.percentile(faded[strokes], 95) < 80


def test_a_seal_is_found_where_it_is():
    page = stamped(printed(PRINT), centre=CENTRE, radius=RADIUS)
    _, (box,) = fade_seals(page)
    assert abs(box.centre[0] * page.shape[1] - CENTRE[0]) < 5
    assert abs(box.width * page.shape[1] - 2 * RADIUS) < 12


def test_a_red_headline_is_no_seal_and_keeps_its_ink():
    page = printed([(200, 100, 90, "CERTIFICATE")], ink=(190, 20, 30))
    faded, seals = fade_seals(page)
    assert seals == ()
    assert np.array_equal(faded, red_channel(page))


def test_a_grey_page_comes_back_unchanged():
    grey = np.repeat(red_channel(printed(PRINT))[..., None], 3, axis=2)
    faded, seals = fade_seals(grey)
    assert seals == ()
    assert np.array_equal(faded, grey[..., 0])


def test_a_tiny_picture_is_no_trouble():
    faded, seals = fade_seals(np.full((3, 5, 3), 255, np.uint8))
    assert faded.shape == (3, 5)
    assert seals == ()
