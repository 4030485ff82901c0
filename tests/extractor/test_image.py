"""Pixels to pixels: turns, crops, and the light taken out."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.image import (
    CROP_HEIGHT,
    crop_quad,
    flatten_light,
    lengthen,
    level_quads,
    quad_size,
    red_channel,
    sampled,
    shrink,
    turn,
    turn_quads,
)


def quad(left, top, right, bottom):
    return np.array([[left, top], [right, top], [right, bottom], [left, bottom]], dtype=np.float32)


def test_a_quarter_turn_clockwise_brings_the_left_edge_to_the_top():
    image = np.zeros((2, 3), np.uint8)
    image[1, 0] = 9
    assert turn(image, 90)[0, 0] == 9


@pytest.mark.parametrize("degrees", [-90, 0, 90, 180, 270, 360])
def test_a_turn_moves_every_pixel_and_changes_none(degrees):
    image = np.random.default_rng(1).integers(0, 255, (7, 5, 3), np.uint8)
    assert np.array_equal(turn(image, degrees), np.rot90(image, -(degrees // 90)))


@given(
    degrees=st.sampled_from([0, 90, 180, 270]),
    box=st.tuples(*[st.integers(0, 20)] * 2, *[st.integers(1, 9)] * 2),
)
def test_a_turned_quad_frames_what_it_framed_before(degrees, box):
    left, top, width, height = box
    image = np.zeros((30, 31), np.uint8)
    image[top : top + height, left : left + width] = 255
    moved = turn_quads(
        quad(left, top, left + width, top + height)[None], degrees, width=31, height=30
    )[0]
    (x0, y0), (x1, y1) = moved.min(axis=0).astype(int), moved.max(axis=0).astype(int)
    turned = turn(image, degrees)
    assert turned[y0:y1, x0:x1].min() == 255
    assert turned.sum() == image.sum() == 255 * (x1 - x0) * (y1 - y0)
    assert tuple(moved[0]) == (x0, y0), "the first corner is the new top left"


@pytest.mark.parametrize("degrees", [-40, -5, 0, 5, 40, 85, 95])
@pytest.mark.parametrize("start", range(4))
def test_a_leaning_quad_starts_where_its_level_edge_begins(degrees, start):
    angle = np.radians(degrees)
    turned = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    leaning = (quad(-400, -20, 400, 20) @ turned).astype(np.float32)
    first, second, *_ = level_quads(np.roll(leaning, start, axis=0)[None])[0]
    assert abs(np.degrees(np.arctan2(*(second - first)[::-1]))) <= 45


def test_a_crop_of_an_upright_quad_is_that_part_of_the_picture():
    image = np.arange(60 * 80, dtype=np.uint32).reshape(60, 80).astype(np.uint8)
    crop = crop_quad(image, quad(10, 20, 50, 44))
    assert crop.shape == (24, 40)
    assert np.array_equal(crop, image[20:44, 10:50])


def test_a_tall_line_is_shrunk_to_what_the_model_can_use():
    crop = crop_quad(np.full((600, 900), 200, np.uint8), quad(0, 100, 800, 500))
    assert crop.shape == (CROP_HEIGHT, 2 * CROP_HEIGHT)


def test_a_crop_beyond_the_rim_repeats_the_rim():
    crop = crop_quad(np.full((50, 50), 77, np.uint8), quad(-10, 10, 20, 30))
    assert crop.shape == (20, 30)
    assert np.all(crop == 77)


@pytest.mark.parametrize(
    ("box", "size"), [((10, 10, 50, 20), (60, 10)), ((5, 5, 15, 45), (10, 60))]
)
def test_a_lengthened_quad_grows_by_its_thickness_at_both_ends(box, size):
    longer = lengthen(quad(*box))
    assert quad_size(longer) == pytest.approx(size)
    assert longer.mean(axis=0) == pytest.approx(quad(*box).mean(axis=0))


def test_red_ink_is_paler_than_black_in_the_channel_that_is_read():
    image = np.array([[[200, 40, 40], [30, 30, 30]]], np.uint8)
    assert red_channel(image).tolist() == [[200, 30]]


def test_flattened_light_makes_shaded_paper_white_and_keeps_print_dark():
    shade = np.tile(np.linspace(90, 230, 400), (300, 1))
    page = shade.copy()
    page[140:146, 20:380] *= 0.3
    flat = flatten_light(page.astype(np.uint8))
    assert flat[50:100].min() > 235
    assert flat[142, 20:380].max() < 100


@pytest.mark.parametrize("shape", [(1754, 1240, 3), (400, 3000), (90, 60, 3)])
def test_a_copy_to_look_at_keeps_its_shape_and_is_no_larger_than_asked(shape):
    copy = shrink(np.full(shape, 200, np.uint8), 1000)
    assert max(copy.shape[:2]) == min(1000, max(shape[:2]))
    assert copy.shape[1] / copy.shape[0] == pytest.approx(shape[1] / shape[0], rel=0.01)
    assert copy.ndim == len(shape)
    assert np.all(copy == 200)


def test_a_thin_line_is_still_seen_on_a_copy():
    picture = np.full((2000, 1000), 255, np.uint8)
    picture[::100] = 0
    copy = shrink(picture, 900)
    assert (copy.min(axis=1) < 220).sum() >= 20


@given(st.integers(1, 40), st.integers(1, 40), st.integers(2, 9))
def test_a_sample_has_the_pixels_of_a_slice_with_steps(height, width, step):
    image = (
        np.arange(height * width * 3, dtype=np.uint32).astype(np.uint8).reshape(height, width, 3)
    )
    taken = sampled(image, step)
    whole = image[: height // step * step : step, : width // step * step : step]
    assert np.array_equal(taken, whole if whole.size else image[:1, :1])
