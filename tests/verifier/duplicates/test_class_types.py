"""A number that is set in other type than its class's stands out, and no other does."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
import pytest

from tests.verifier.duplicates.papers import SIZE, noisy, paper
from verifier.duplicates.class_types import likeness, set_otherwise, shared_part, strip_of
from verifier.duplicates.document import Document


@dataclass(frozen=True)
class Held:
    document: Document


def drawn(holder: int, *, number: str | None = None) -> Document:
    return paper(
        holder_name=f"Holder Number{holder:02d}",
        certificate_number=number or f"NB2021{holder:04d}",
    )


def reset(document: Document, face: int = cv2.FONT_HERSHEY_COMPLEX) -> Document:
    """Return the paper with its number painted over and written in another type, as high."""
    field = document.extraction.first("certificate_number")
    box, pixels = field.place.box, document.pictures[0].copy()
    left, right = int(box.left * SIZE[0]), int(box.right * SIZE[0])
    top, bottom = int(box.top * SIZE[1]), int(box.bottom * SIZE[1])
    cv2.rectangle(pixels, (left - 2, top), (right + 60, bottom), (250, 249, 246), -1)
    (wide, high), _ = cv2.getTextSize(field.text, face, 1.0, 2)
    scale = min((right - left) / wide, 0.62 * (bottom - top) / high)
    foot = left, bottom - int(0.22 * (bottom - top))
    cv2.putText(pixels, field.text, foot, face, scale, (25, 25, 30), 2, cv2.LINE_AA)
    return Document(document.extraction, (pixels,))


def of_class(*documents: Document) -> list[Held]:
    return [Held(noisy(one, seed)) for seed, one in enumerate(documents)]


def test_a_number_in_other_type_is_told_with_its_field_and_a_classmate_beside_it():
    papers = of_class(reset(drawn(3)), *(drawn(holder) for holder in range(10, 17)))
    (told,) = set_otherwise(papers, range(len(papers)))
    assert (told.paper, told.field) == (0, "certificate_number")
    assert told.beside in range(1, 8)
    assert told.likeness < told.usual - 0.1


@pytest.mark.parametrize("seed", range(4))
def test_captures_of_one_type_are_told_nowhere(seed):
    papers = [Held(noisy(drawn(holder), 100 * seed + holder)) for holder in range(9)]
    assert set_otherwise(papers, range(9)) == ()


def test_two_forged_alike_stand_out_both():
    papers = of_class(
        reset(drawn(3)), *(drawn(holder) for holder in range(10, 18)), reset(drawn(4))
    )
    assert {one.paper for one in set_otherwise(papers, range(len(papers)))} == {0, 9}


def test_too_few_classmates_tell_nothing():
    papers = of_class(reset(drawn(3)), *(drawn(holder) for holder in range(10, 13)))
    assert set_otherwise(papers, range(len(papers))) == ()


def test_a_number_that_shares_no_part_with_the_others_cannot_be_compared():
    alone = reset(drawn(3, number="QX/77-W5"))
    papers = of_class(alone, *(drawn(holder) for holder in range(10, 17)))
    assert set_otherwise(papers, (0,)) == ()


def test_what_was_not_read_or_has_no_picture_is_told_nowhere():
    odd = reset(drawn(3))
    unread = Document(replace(odd.extraction, fields=()), odd.pictures)
    bare = Document(odd.extraction, ())
    others = of_class(*(drawn(holder) for holder in range(10, 17)))
    for one in (unread, bare):
        assert set_otherwise([Held(one), *others], (0,)) == ()


def test_the_same_print_is_as_alike_smaller_and_askew_and_over_a_rule():
    whole = strip_of(drawn(1), "certificate_number")
    seen = noisy(drawn(2), 5)
    small = cv2.resize(seen.pictures[0], None, fx=0.7, fy=0.7, interpolation=cv2.INTER_AREA)
    ruled = drawn(3).pictures[0].copy()
    box = drawn(3).extraction.first("certificate_number").place.box
    foot = int(box.bottom * SIZE[1]) - 1
    cv2.line(ruled, (80, foot), (600, foot), (25, 25, 30), 2)
    for document in (Document(seen.extraction, (small,)), Document(drawn(3).extraction, (ruled,))):
        strip = strip_of(document, "certificate_number")
        assert likeness(whole, strip, 4) > 0.8
    other = strip_of(reset(drawn(4)), "certificate_number")
    assert likeness(whole, other, 4) < 0.75


def test_an_empty_strip_is_no_number():
    blank = Document(drawn(1).extraction, (np.full((SIZE[1], SIZE[0], 3), 250, np.uint8),))
    strip = strip_of(blank, "certificate_number")
    assert strip is None or likeness(strip, strip_of(drawn(2), "certificate_number"), 4) is None


@pytest.mark.parametrize(
    ("a", "b", "part"),
    [
        ("NB20210042", "NB20210917", (0, 0, 7)),
        ("豫教2021第7号", "2021第8号", (2, 0, 5)),
        ("A 12", "B 12", (2, 2, 2)),
        ("", "1", (0, 0, 0)),
    ],
)
def test_the_longest_part_that_two_texts_share(a, b, part):
    assert shared_part(a, b) == part
