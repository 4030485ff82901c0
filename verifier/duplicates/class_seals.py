"""Which papers of one class carry one impression of a seal that a hand stamped on the others.

Told to a person with both crops, and never where the seals may be printed: not before several
papers show the seal in turns of their own, and not of an impression that many papers carry.
Two stampings may fall alike by chance; docs/duplicates.md says how often.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from extractor.document import Place
from verifier.duplicates.document import Document
from verifier.duplicates.impressions import (
    REPEATS,
    Around,
    Ring,
    alike,
    around,
    impression_likeness,
    is_stamped,
)

SHARE = 4
"""An impression that more than one paper in so many carries is taken for print."""
_TRIED = 8
"""Papers whose pictures are compared with one: those whose seals are turned most nearly as its."""


@dataclass(slots=True)
class Paper:
    """A paper of a class: its seals' rings by their numbers, and the document when needed.

    Seals are numbered from 1 in the order of the reading.
    """

    rings: Mapping[int, Ring]
    load: Callable[[], Document]
    _document: Document | None = field(default=None)
    _around: dict[int, Around] = field(default_factory=dict)

    @property
    def document(self) -> Document:
        """The document, loaded when first asked for."""
        if self._document is None:
            self._document = self.load()
        return self._document

    def place(self, number: int) -> Place:
        """Return where a seal stands."""
        return self.document.extraction.seals[number - 1].place

    def around(self, number: int) -> Around | None:
        """Return a seal with the print around it; None if its page has no picture."""
        place, pictures = self.place(number), self.document.pictures
        if number not in self._around and place.page <= len(pictures):
            self._around[number] = around(pictures[place.page - 1], place.box)
        return self._around.get(number)


@dataclass(frozen=True, slots=True)
class Twins:
    """Two papers, by their places in the class, with the seals that are one impression."""

    a: int
    b: int
    seals: tuple[tuple[Place, Place], ...]
    likeness: float
    """How far the least alike of the seals correlate."""


def twins(papers: Sequence[Paper], of: Collection[int]) -> tuple[Twins, ...]:
    """Return the pairs of papers with one impression, of which one is among those asked about."""
    if not is_stamped([tuple(paper.rings.values()) for paper in papers]):
        return ()
    most = max(1, len(papers) // SHARE - 1)
    found: dict[tuple[int, int], Twins] = {}
    for one in of:
        mine = _twins_of(papers, one)
        if len(mine) <= most:
            found |= {(two.a, two.b): two for two in mine}
    return tuple(found[pair] for pair in sorted(found))


def _twins_of(papers: Sequence[Paper], one: int) -> list[Twins]:
    near = sorted(
        (max(turn for *_, turn in seals), other, [(a, b) for a, b, _ in seals])
        for other, paper in enumerate(papers)
        if other != one and (seals := alike(papers[one].rings, paper.rings))
    )
    made = (_compared(papers, one, other, seals) for _, other, seals in near[:_TRIED])
    return [two for two in made if two is not None]


def _compared(
    papers: Sequence[Paper], one: int, other: int, seals: Sequence[tuple[int, int]]
) -> Twins | None:
    """Return two papers as twins, if every seal of them is one impression."""
    if other < one:
        one, other = other, one
        seals = [(b, a) for a, b in seals]
    places, least = [], 1.0
    for ours, theirs in seals:
        a, b = papers[one].around(ours), papers[other].around(theirs)
        likeness = impression_likeness(a, b) if a is not None and b is not None else None
        if likeness is None or likeness < REPEATS:
            return None
        least = min(least, likeness)
        places.append((papers[one].place(ours), papers[other].place(theirs)))
    return Twins(one, other, tuple(places), round(least, 3))
