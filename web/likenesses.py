"""Other claims that a claim's documents stand in or resemble: one line a claim.

Equal keys and compared pictures come from two places of the store; a reviewer asks one
question: which claim, in what way, and where can I see it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from verifier.store.claims import State
from verifier.store.relations import Seen
from verifier.store.repeats import Repeat

_SAME = {"same_file", "same_document", "number", "activity"}


@dataclass(slots=True)
class Likeness:
    """Another claim, None where it is another unit's; how it is alike; where to compare."""

    claim: int | None
    holder_name: str | None
    state: State | None = None
    kinds: list[str] = field(default_factory=list)
    address: str | None = None
    document: int | None = None
    """The other claim's document, by which people refer to it (D-1042)."""


def likenesses(again: Iterable[Repeat], related: Iterable[Seen]) -> tuple[Likeness, ...]:
    """Return the claims that repeat or resemble one, those with compared pictures first."""
    made: dict[int | None, Likeness] = {}
    for seen in related:
        one = made.setdefault(seen.claim, Likeness(seen.claim, seen.holder_name))
        _add(one, seen.kind)
        one.document = one.document or seen.other
        if seen.pair is not None:
            one.address = one.address or f"/relations/{seen.pair[0]}/{seen.pair[1]}"
    for repeat in again:
        one = made.setdefault(repeat.claim, Likeness(repeat.claim, repeat.holder_name))
        one.state = repeat.state
        one.document = one.document or repeat.theirs
        _add(one, "same_file" if repeat.kind == "file" else repeat.kind)
        if repeat.claim is not None:
            one.address = one.address or f"/compare?left={repeat.mine}&right={repeat.theirs}"
    return tuple(made.values())


def own(found: Iterable[Likeness]) -> tuple[Likeness, ...]:
    """Return what a teacher is told: what they claimed themselves and what is the same paper.

    Of anybody else's claim they learn nothing: the answer is the same as to an unknown paper.
    """
    return tuple(one for one in found if one.claim is not None and _SAME & set(one.kinds))


def _add(one: Likeness, kind: str) -> None:
    if kind not in one.kinds:
        one.kinds.append(kind)
