"""One impression on two papers of a class: told of hand stamps, never of print."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.verifier.duplicates.stamps import captured, crops, of_class, stamped
from verifier.duplicates.class_seals import twins
from verifier.duplicates.document import Document
from verifier.duplicates.impressions import is_stamped, ring_of, turn_between
from verifier.duplicates.picture import WIDTH, seal_pairs

TURNS = (0, 9, -11, 16, -18, 23)
OWN = ((0, 0), (6, -9), (-14, 3), (3, 12), (-8, -12), (12, 6))


def a_class(turns=TURNS, places=OWN) -> list[Document]:
    return [
        captured(stamped(turn, holder=n, at=at), n)
        for n, (turn, at) in enumerate(zip(turns, places, strict=True))
    ]


STAMPED = a_class()


def carried(of: int, *, holder: int, turn: float = 0, by: tuple[int, int] = (0, 0)) -> Document:
    """Return another holder's paper with the impression of one of the class on it."""
    (x, y), (dx, dy) = OWN[of], by
    return captured(stamped(TURNS[of] + turn, holder=holder, at=(x + dx, y + dy)), 40 + holder)


def told(documents: list[Document]) -> set[tuple[int, int]]:
    return {(two.a, two.b) for two in twins(of_class(*documents), range(len(documents)))}


@pytest.mark.parametrize("degrees", [-25, -4, 0, 7, 130])
def test_a_turn_is_measured_between_two_seals(degrees):
    one, other = (ring_of(crops(stamped(turn))[0]) for turn in (10, 10 + degrees))
    found = turn_between(other, one)
    assert found.degrees == pytest.approx(degrees, abs=0.6)
    assert found.likeness > 0.7


def test_seals_that_a_hand_stamped_stand_out_for_nothing():
    assert is_stamped([tuple(paper.rings.values()) for paper in of_class(*STAMPED)])
    assert told(STAMPED) == set()


def test_an_impression_carried_to_another_holders_paper_is_told_with_both_places():
    documents = [*STAMPED, carried(2, holder=7), captured(stamped(30, holder=8), 8)]
    (found,) = twins(of_class(*documents), [6])
    assert (found.a, found.b) == (2, 6)
    ((ours, theirs),) = found.seals
    assert ours == documents[2].extraction.seals[0].place
    assert theirs == documents[6].extraction.seals[0].place
    picture = seal_pairs(documents[2], documents[6], found.seals)
    assert picture is not None
    assert picture.shape[1] == WIDTH
    reds = (picture[..., 0].astype(int) - picture[..., 1]) > 60
    assert reds[: len(reds) // 2].sum() > 500
    assert reds[len(reds) // 2 :].sum() > 500


@pytest.mark.parametrize(
    ("turn", "by"), [(0, (9, 0)), (0, (0, -8)), (2.5, (0, 0))], ids=["aside", "above", "turned"]
)
def test_a_stamping_that_is_only_near_another_is_not_told(turn, by):
    documents = [*STAMPED, carried(2, holder=7, turn=turn, by=by), carried(1, holder=8, turn=20)]
    assert told(documents) == set()


def test_printed_seals_are_never_told():
    printed = a_class((5,) * 8, ((0, 0),) * 8)
    assert not is_stamped([tuple(paper.rings.values()) for paper in of_class(*printed)])
    assert told(printed) == set()


def test_two_printings_are_no_stamping():
    assert told(a_class((5,) * 4 + (19,) * 4, ((0, 0),) * 8)) == set()


def test_a_class_is_not_known_to_be_stamped_from_four_papers():
    four = [*STAMPED[:4], carried(2, holder=7)]
    assert told(four) == set()
    assert told([*four, *STAMPED[4:], captured(stamped(30, holder=8), 8)]) == {(2, 4)}


def test_an_impression_that_many_papers_carry_is_taken_for_print():
    many = [carried(2, holder=n) for n in range(10, 14)]
    assert told([*STAMPED, *many]) == set()


def test_grey_pages_and_papers_without_a_seal_say_nothing():
    documents = [*STAMPED, carried(2, holder=7), captured(stamped(30, holder=8), 8)]
    flat = documents[6].pictures[0].mean(axis=2).astype(np.uint8)
    grey = Document(documents[6].extraction, (np.repeat(flat[..., None], 3, axis=2),))
    bare = Document(replace(documents[0].extraction, seals=()), documents[0].pictures)
    assert told([*documents[:6], grey, documents[7], bare]) == set()


def test_of_many_papers_turned_nearly_the_same_those_turned_the_same_are_looked_at_first():
    near = [captured(stamped(2.5 + n / 8, holder=20 + n, at=(9, -9)), 60 + n) for n in range(9)]
    documents = [*STAMPED, *near, carried(0, holder=7)]
    (found,) = twins(of_class(*documents), [len(documents) - 1])
    assert (found.a, found.b) == (0, len(documents) - 1)
    documents = [*near, *STAMPED, carried(0, holder=7)]
    (found,) = twins(of_class(*documents), [len(documents) - 1])
    assert (found.a, found.b) == (len(near), len(documents) - 1)
