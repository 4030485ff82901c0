"""Digits that were typed over differ in their edges from those beside them; others are let alone."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractor.document import Box, Line, Page, Word
from extractor.signals.digits import find_odd_digits

PITCH, HIGH, WIDE = 30, 200, 1000
LEFT, FOOT = 100, 120


def draw(text: str, blur: float, *, ink: tuple[int, int, int] = (40, 40, 40)) -> np.ndarray:
    """Print on grey paper, one character every 30 pixels, as a camera of such a blur sees it."""
    sheet = np.full((HIGH, WIDE, 3), 225, np.uint8)
    for i, char in enumerate(text):
        at = (LEFT + i * PITCH + 4, FOOT)
        cv2.putText(sheet, char, at, cv2.FONT_HERSHEY_SIMPLEX, 1.1, ink, 3, cv2.LINE_AA)
    return cv2.GaussianBlur(sheet, (0, 0), blur)


def page_of(text: str, confidence: float = 0.99) -> Page:
    def box(first: int, last: int) -> Box:
        return Box(
            (LEFT + first * PITCH) / WIDE,
            (FOOT - 32) / HIGH,
            (LEFT + last * PITCH) / WIDE,
            (FOOT + 6) / HIGH,
        )

    words = tuple(Word(char, box(i, i + 1), confidence) for i, char in enumerate(text))
    return Page(1, WIDE, HIGH, (Line(text, box(0, len(text)), confidence, words),))


def typed_over(text: str, at: int, digit: str, blur: float, its_own: float) -> np.ndarray:
    """Return the print with one digit of another sharpness."""
    image = draw(text, blur)
    other = draw(text[:at] + digit + text[at + 1 :], its_own)
    columns = slice(LEFT + at * PITCH, LEFT + (at + 1) * PITCH)
    image[:, columns] = other[:, columns]
    return image


@pytest.mark.parametrize("text", ["2021.10.18", "共48学时2021.10", "GZ202100168"])
@pytest.mark.parametrize("blur", [0.8, 1.6, 2.4])
def test_even_print_is_let_alone(text: str, blur: float):
    assert find_odd_digits(draw(text, blur), page_of(text)) == ()


def test_a_crisp_digit_in_a_blurred_date_is_shown_with_its_place():
    text = "2021.10.18"
    (found,) = find_odd_digits(typed_over(text, 9, "6", 2.0, 0.7), page_of("2021.10.16"))
    assert (found.text, found.index) == ("16", 1)
    assert found.ratio > 1.2
    left, right = (LEFT + 9 * PITCH) / WIDE, (LEFT + 10 * PITCH) / WIDE
    assert left <= found.place.box.left < found.place.box.right <= right


def test_a_softened_digit_in_crisp_print_is_shown():
    (found,) = find_odd_digits(typed_over("2021.10.18", 3, "0", 0.7, 2.2), page_of("2020.10.18"))
    assert (found.text, found.index) == ("2020", 3)
    assert found.ratio < 0.8


def test_two_kinds_of_print_in_one_date_tell_nothing():
    image = draw("2021.10.18", 0.7)
    other = draw("2021.10.18", 2.2)
    image[:, LEFT + 2 * PITCH : LEFT + 4 * PITCH] = other[:, LEFT + 2 * PITCH : LEFT + 4 * PITCH]
    assert find_odd_digits(image, page_of("2021.10.18")) == ()


@pytest.mark.parametrize("text", ["电话02037281946", "邮编 510050 2021", "第3页共12页"])
def test_numbers_that_decide_nothing_are_not_looked_at(text: str):
    at = max(i for i, char in enumerate(text) if char.isdigit())
    assert find_odd_digits(typed_over(text, at, "6", 2.0, 0.7), page_of(text)) == ()


def test_print_under_a_red_seal_is_let_alone():
    image = typed_over("2021.10.18", 9, "6", 2.0, 0.7)
    cv2.rectangle(image, (LEFT, 0), (LEFT + 5 * PITCH, HIGH), (230, 60, 60), -1)
    seen = np.minimum(image, typed_over("2021.10.18", 9, "6", 2.0, 0.7))
    assert find_odd_digits(seen, page_of("2021.10.16")) == ()


def test_a_line_read_with_doubt_is_let_alone():
    image = typed_over("2021.10.18", 9, "6", 2.0, 0.7)
    assert find_odd_digits(image, page_of("2021.10.16", confidence=0.6)) == ()


def test_a_number_read_with_another_count_of_digits_is_let_alone():
    image = typed_over("2021.10.18", 9, "6", 2.0, 0.7)
    page = page_of("2021.10.16")
    (line,) = page.lines
    other = Line("2021.10.1", line.box, 0.99, (Word("2021.10.1", line.box, 0.99),))
    assert find_odd_digits(image, Page(1, WIDE, HIGH, (other,))) == ()
