"""Spaces that recognition lost are put back from the picture, and only there."""

import cv2
import numpy as np
import pytest

from extractor.engines.recognised import Recognised
from extractor.engines.spaces import is_latin, restore_spaces

FONT = cv2.FONT_HERSHEY_SIMPLEX


def printed(text):
    """Return a line as printed, and its reading with the spaces lost."""
    widths = [cv2.getTextSize(text[: i + 1], FONT, 1.2, 2)[0][0] for i in range(len(text))]
    picture = np.full((48, widths[-1] + 20), 255, np.uint8)
    cv2.putText(picture, text, (10, 36), FONT, 1.2, 0, 2, cv2.LINE_AA)
    starts = [0, *widths[:-1]]
    middles = [(10 + (a + b) / 2) / picture.shape[1] for a, b in zip(starts, widths, strict=True)]
    kept = [(c, m) for c, m in zip(text, middles, strict=True) if c != " "]
    glued = "".join(char for char, _ in kept)
    centres = tuple(middle for _, middle in kept)
    return picture, Recognised(glued, 0.98, centres, (0.98,) * len(glued))


@pytest.mark.parametrize("text", ["Using Video in Reflection", "for a total of 36 hours"])
def test_words_are_parted_where_the_picture_is_white(text):
    picture, glued = printed(text)
    restored = restore_spaces(glued, picture)
    assert restored.text == text
    assert len(restored.centres) == len(restored.confidences) == len(text)


@pytest.mark.parametrize("text", ["CA-2023-3842", "CPD/2022/8867", "Communication"])
def test_codes_and_single_words_stay_whole(text):
    picture, glued = printed(text)
    assert restore_spaces(glued, picture).text == text


@pytest.mark.parametrize(("first", "text"), [("T", "Total hours"), ("A", "A list")])
def test_a_capital_set_apart_heads_its_word_unless_it_is_one(first, text):
    rest = text.removeprefix(first).lstrip()
    picture, reading = printed(f"{first} {rest}")
    assert restore_spaces(reading, picture).text == text


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("参加骨干教师培训班学习", False),
        ("编号CA2023", False),
        ("has completed the course", True),
        ("参加Using Video in Reflection", True),
        ("OK", False),
    ],
)
def test_only_lines_of_latin_words_are_looked_at(text, is_one):
    assert is_latin(text) is is_one


@pytest.mark.parametrize("shape", [(48, 1), (1, 400), (48, 400)])
def test_an_empty_crop_changes_nothing(shape):
    reading = Recognised("Certificate", 0.9, tuple(np.linspace(0, 1, 11)), (0.9,) * 11)
    assert restore_spaces(reading, np.full(shape, 255, np.uint8)).text == "Certificate"


def test_a_gap_narrower_than_the_spaces_that_were_seen_is_between_letters():
    picture, glued = printed("Institute  of  Education")
    spaced = "Institute ofEducation"
    at = (glued.centres[8] + glued.centres[9]) / 2
    seen = Recognised(
        spaced, 0.98, (*glued.centres[:9], at, *glued.centres[9:]), (0.98,) * len(spaced)
    )
    cut = round(glued.centres[4] * picture.shape[1]) + 9
    wider = np.insert(picture, cut, np.full((9, 48), 255), axis=1)  # white inside 「Institute」
    scale = picture.shape[1] / wider.shape[1]
    moved = tuple(
        c * scale + (9 / wider.shape[1] if c * picture.shape[1] > cut else 0) for c in seen.centres
    )
    restored = restore_spaces(Recognised(spaced, 0.98, moved, seen.confidences), wider)
    assert restored.text == "Institute of Education"
