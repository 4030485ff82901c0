"""A page as bits and shingles."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from extractor.fingerprint import distance, fingerprint_page, shingles_of
from tests.extractor.pictures import printed

ROWS = [(120, 80 + 70 * i, 40, text) for i, text in enumerate(
    ["CERTIFICATE", "of continuing education", "forty-eight hours", "", "", "No. 20210042"])]  # fmt: skip
PAGE = printed(ROWS, size=(1200, 800))
OTHER = printed([(500, 60, 90, "INVITATION"), (60, 500, 30, "to a conference far away"),
                 (700, 700, 60, "2021")], size=(1200, 800))  # fmt: skip


def test_a_page_turned_by_a_quarter_has_the_same_hash_in_another_turn():
    marks = fingerprint_page(PAGE)
    turned = fingerprint_page(np.ascontiguousarray(np.rot90(PAGE, 1)))
    assert min(distance(marks.upright, one) for one in turned.turns) <= 15
    assert distance(marks.upright, turned.upright) > 60


def test_a_paler_smaller_noisier_scan_is_near_and_another_template_far():
    rng = np.random.default_rng(3)
    again = np.clip(PAGE[::2, ::2] * 0.9 + rng.normal(0, 4, PAGE[::2, ::2].shape), 0, 255)
    near = distance(
        fingerprint_page(PAGE).upright, fingerprint_page(again.astype(np.uint8)).upright
    )
    far = distance(fingerprint_page(PAGE).upright, fingerprint_page(OTHER).upright)
    assert near <= 31 < far


def test_a_sheet_on_a_dark_desk_is_cut_out_first():
    desk = np.full((1000, 1500, 3), 60, np.uint8)
    desk[100:900, 150:1350] = PAGE
    assert distance(fingerprint_page(PAGE).upright, fingerprint_page(desk).upright) <= 31


def test_a_blank_page_has_a_hash():
    assert len(fingerprint_page(np.full((400, 300, 3), 255, np.uint8)).upright) == 32


@given(st.text(max_size=60))
def test_shingles_do_not_see_width_case_or_space(text):
    assert shingles_of(text) == shingles_of(f" {text}\n")


def test_full_width_figures_make_the_same_shingles():
    assert shingles_of("共计４８学时") == shingles_of("共计48 学时")


@given(st.binary(min_size=32, max_size=32), st.binary(min_size=32, max_size=32))
def test_the_distance_is_symmetric_and_counts_bits(one, other):
    assert distance(one, other) == distance(other, one) <= 256
    assert distance(one, one) == 0
