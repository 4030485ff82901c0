"""A speck over a letter is no accent; a real accent stays."""

import pytest

from extractor.engines.recognised import Recognised, without_doubtful_accents


@pytest.mark.parametrize(
    ("text", "doubt", "kept"),
    [
        ("Institutión", {9}, "Institution"),
        ("José", set(), "José"),
        ("学Ñ时", {1}, "学N时"),
        ("学时。", {2}, "学时。"),
        ("が", {0}, "が"),
    ],
)
def test_only_a_doubtful_accent_is_taken_off(text, doubt, kept):
    confidences = tuple(0.6 if i in doubt else 0.99 for i in range(len(text)))
    read = Recognised(text, 0.9, tuple(i / len(text) for i in range(len(text))), confidences)
    assert without_doubtful_accents(read).text == kept
