"""The pictures that a signal is believed by: colours of the page, a seal beside grey, a grid."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractor.document import (
    Assessment,
    Box,
    CaptureReason,
    OddDigit,
    Originality,
    Place,
    Seal,
    Signal,
)
from extractor.signals.capture_pictures import (
    beside_grey,
    digit_view,
    grid_views,
    page_pictures,
    saturation_view,
)

PLACE = Place(1, Box(0.4, 0.4, 0.6, 0.6))


def page(ink=(190, 40, 50), paper=(240, 225, 190)):
    """A warm page with a coloured and a black ring."""
    image = np.full((600, 600, 3), paper, np.uint8)
    cv2.circle(image, (300, 300), 60, ink, 6)
    cv2.circle(image, (300, 300), 100, (60, 57, 48), 6)
    return image


def test_the_colour_of_ink_grows_and_black_stays_without():
    shown = saturation_view(page()).astype(int)
    red, black, paper = shown[300, 240], shown[300, 200], shown[20, 20]
    assert red[0] - red[1] > 150
    assert np.ptp(black) < 40
    assert np.ptp(paper) < 12


def test_a_seal_stands_twice_its_size_beside_itself_in_grey_and_a_neutral_patch():
    seal = page()[230:370, 230:370]
    shown = beside_grey(seal)
    height, width, _ = shown.shape
    assert height == 2 * seal.shape[0]
    assert width > 2 * 2 * seal.shape[1]
    assert np.ptp(shown[:, 2 * seal.shape[1] + 12 :].astype(int), axis=2).max() == 0
    patch = shown[:, -20:]
    assert patch.min() == patch.max() < 200


def test_the_spectrum_of_a_grid_has_its_points_away_from_the_middle():
    image = np.full((300, 300, 3), 220, np.uint8)
    image[..., 0] = 200 + 20 * np.sin(np.arange(300) * 2 * np.pi / 5)
    patch, spectrum = grid_views(image, Box(0, 0, 128 / 300, 128 / 300))
    assert patch.shape == spectrum.shape == (512, 512, 3)
    row, column = np.unravel_index(int(spectrum[..., 0].argmax()), (512, 512))
    assert abs(row - 256) <= 8
    assert abs(abs(column - 256) - 512 / 5) <= 8


@pytest.mark.parametrize(
    ("assessment", "names"),
    [
        (Assessment.ORIGINAL, {"seal-3", "seal-3-text", "seal-3-grey", "seal-4", "seal-4-grey"}),
        (
            Assessment.COPY,
            {"seal-3", "seal-3-text", "seal-3-grey", "seal-4", "seal-4-grey", "saturation-2"},
        ),
    ],
)
def test_seals_are_counted_on_and_a_doubted_page_shows_its_colours(assessment, names):
    seals = (Seal(PLACE, "red"), Seal(PLACE, "red", shape="square"))
    found = page_pictures(page(), 2, seals, Originality(assessment), first_seal=3)
    assert set(found) == names


def test_a_screen_shows_its_grid():
    grid = Signal("screen-grid", 9.0, "recapture", Place(1, Box(0.9, 0.9, 1, 1)))
    originality = Originality(Assessment.RECAPTURE, (grid,), CaptureReason.SCREEN_GRID)
    found = page_pictures(page(), 1, (), originality, first_seal=1)
    assert set(found) == {"saturation-1", "grid-1", "grid-1-spectrum"}


def test_a_digit_that_differs_is_enlarged_with_its_neighbours_and_framed():
    image = np.full((400, 600, 3), 230, np.uint8)
    box = Box(0.5, 0.5, 0.52, 0.55)
    shown = digit_view(image, box)
    assert shown.shape[1] > 8 * 0.02 * 600
    framed = (shown != 230).any(axis=2)
    assert framed.any()
    assert not framed[:, :40].any()
    digits = [OddDigit("48", i % 2, Place(2, box), 1.3) for i in range(20)]
    original = Originality(Assessment.ORIGINAL)
    found = page_pictures(image, 2, (), original, first_seal=1, odd_digits=digits)
    assert list(found) == [f"digit-2-{n}" for n in range(1, 13)]


def test_a_digit_at_the_edge_of_a_page_is_shown():
    image = np.full((40, 60, 3), 230, np.uint8)
    assert min(digit_view(image, Box(0, 0, 0.1, 0.2)).shape[:2]) > 20
    assert min(digit_view(image, Box(0.9, 0.8, 1, 1)).shape[:2]) > 20
