"""The grid of a screen: coloured waves out of step; ink, JPEG and lamps make none."""

import cv2
import numpy as np
import pytest

from extractor.signals.screen import find_grid

Y, X = np.mgrid[0:900, 0:900].astype(np.float32)


def waved(phases, *, pitch=9.0, height=6.0, paper=(235, 232, 228), noise=1.5, angle=0.3):
    """Paper with a wave in each colour, each at its own phase."""
    along = (X * np.cos(angle) + Y * np.sin(angle)) * 2 * np.pi / pitch
    wave = np.stack([height * np.sin(along + phase) for phase in phases], axis=2)
    grain = np.random.default_rng(3).normal(0, noise, wave.shape)
    return np.clip(np.array(paper) + wave + grain, 0, 255).astype(np.uint8)


def is_a_screens(image):
    grid = find_grid(image)
    return grid is not None and grid.is_a_screens


@pytest.mark.parametrize("pitch", [5.3, 9.0, 13.0])
def test_colours_out_of_step_are_a_screens(pitch):
    grid = find_grid(waved((0, 2.1, 4.2), pitch=pitch))
    assert grid is not None
    assert grid.is_a_screens
    assert grid.pitch == pytest.approx(pitch, rel=0.15)


def test_lines_of_one_ink_are_in_step():
    """Guilloche and ruled paper: strong in brightness, and coloured, but one ink explains them."""
    lines = waved((0, 0, 0))
    assert not is_a_screens(lines)
    pink = np.clip(lines.astype(int) + np.array((8, 0, 0)) * np.sin(X / 2)[..., None], 0, 255)
    assert not is_a_screens(pink.astype(np.uint8))


def test_black_lines_under_a_warm_lamp_stay_black():
    lamp = np.array((1.0, 0.8, 0.6))
    assert not is_a_screens((waved((0, 0, 0), noise=0.5) * lamp).astype(np.uint8))


def test_the_blocks_of_jpeg_are_no_grid():
    rough = waved((0, 0, 0), height=0, noise=9)
    _, stored = cv2.imencode(".jpg", rough, [cv2.IMWRITE_JPEG_QUALITY, 25])
    assert not is_a_screens(cv2.imdecode(stored, cv2.IMREAD_COLOR))


def test_a_page_full_of_print_and_a_tiny_one_have_no_blank_paper():
    busy = np.where((X + Y) % 24 < 8, 20, 240).astype(np.uint8)[..., None].repeat(3, axis=2)
    assert find_grid(busy) is None
    assert find_grid(np.full((90, 90, 3), 240, np.uint8)) is None


def test_the_dots_of_colour_print_lie_in_step_wherever_they_lie():
    """A halftone waves in each colour by itself, at its own angle; at one place the ink is one."""
    rng = np.random.default_rng(5)
    image = np.full((900, 900, 3), 236.0)
    for channel, angle in enumerate((0.26, 1.3, 0.0)):
        along = (X * np.cos(angle) + Y * np.sin(angle)) * 2 * np.pi / 6.1
        image[..., channel] -= 8 * np.clip(np.sin(along), 0, 1)
    image += rng.normal(0, 1.5, image.shape)
    assert not is_a_screens(np.clip(image, 0, 255).astype(np.uint8))


def test_a_wave_below_the_grain_shows_over_the_whole_page():
    assert is_a_screens(waved((0, 2.1, 4.2), height=1.6, noise=3.0))


def test_burnt_white_is_looked_at_last():
    """A screen's white is often burnt out: its cells show where the picture is darker."""
    image = waved((0, 2.1, 4.2), height=8)
    image[:, :600] = 255
    grid = find_grid(image)
    assert grid is not None
    assert grid.is_a_screens
    assert grid.box.left >= 500 / 900
