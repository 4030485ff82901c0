"""Choose between what the finders gave for a field and the stretches that the model likes best.

How likely a stretch is does not say whether to believe it rather than a finder: some finders are
hardly ever wrong, others guess, and it differs by field and kind. So every choice is described by
both opinions, and a second model, learned from pages that the first had not seen, says how likely
it is the right one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractor.fields.candidates import Candidate
from extractor.fields.learned.features import Described
from extractor.fields.learned.measures import Group, squeeze

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST = 3
"""Stretches that stand for choice, the likeliest; beyond them the right one is hardly ever."""
_LEAST = 0.02
_STEPS = (0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999)
"""Of likelihoods and of the finders' confidence: a step that is reached weighs by itself."""
_TIMES = (0.01, 0.1, 0.5, 1.0, 2.0, 10.0, 100.0)
"""By how much a choice has better odds than the best other."""
_UNKNOWN = 1e-4


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that may be given, described by `features`."""

    value: str
    """As values are compared."""
    row: int | None
    """Which described span it is; None for a finder's value that is no span of the page."""
    is_given: bool
    features: Group


def choices(
    name: str,
    kind: str,
    given: Candidate | None,
    described: Sequence[Described],
    likely: NDArray[np.float32],
) -> tuple[Choice, ...]:
    """Return what may be given for a field, the finders' value among it.

    Args:
        name: The field.
        kind: The document's kind.
        given: The finders' value, None if there is none.
        described: The spans of the document.
        likely: How likely each of these is the field's value, from 0 to 1.
    """
    value = squeeze(str(given.value)) if given is not None else None
    rows: dict[str, int | None] = {}
    for row in likely.argsort()[::-1].tolist():
        if described[row].value == value or (len(rows) < MOST and likely[row] >= _LEAST):
            rows.setdefault(described[row].value, row)
        if likely[row] < _LEAST or (len(rows) >= MOST and (value is None or value in rows)):
            break
    if value is not None and value not in rows:
        rows[value] = next((i for i, one in enumerate(described) if one.value == value), None)
    odds = {one: _odds(likely[row] if row is not None else _UNKNOWN) for one, row in rows.items()}
    made = []
    for one, row in rows.items():
        others = [odds[other] for other in rows if other != one]
        features = (
            *_told(name, kind, one, given, value),
            *_weighed(
                name,
                _role(one, value),
                None if row is None else float(likely[row]),
                odds[one] / max([*others, _UNKNOWN]),
            ),
            *(() if row is None else _of_span(name, described[row])),
        )
        made.append(Choice(one, row, one == value, features))
    return tuple(made)


def _odds(likely: float) -> float:
    return max(likely, _UNKNOWN) / max(1 - likely, _UNKNOWN)


def _role(one: str, value: str | None) -> str:
    """Tell whether it fills a gap, is the finders' value, or another than theirs."""
    return "fills" if value is None else "given" if one == value else "other"


def _told(
    name: str, kind: str, one: str, given: Candidate | None, value: str | None
) -> Iterator[str]:
    """Yield what the finders say of it, and how it lies to their value."""
    role = _role(one, value)
    yield from (name, role, f"{role}/{name}", f"{role}/{kind}", f"{name}/{kind}")
    if given is None or value is None:
        return
    yield from (f"{role}/trust>{step}" for step in _STEPS if given.confidence >= step)
    yield f"{role}/by={given.method}"
    yield f"{role}/by={given.method}/{name}"
    if one == value:
        return
    for relation, holds in (("within", value in one), ("holds", one in value)):
        if holds:
            yield f"{relation}-given"
            yield f"{relation}-given/{name}"


def _weighed(name: str, role: str, likely: float | None, better: float) -> Iterator[str]:
    """Yield how likely it is, alone and against the others."""
    if likely is None:
        yield f"{role}/unseen"
    else:
        for step in _STEPS:
            if likely >= step:
                yield f"{role}/likely>{step}"
                yield f"{name}/likely>{step}"
    yield from (f"{role}/times>{times}" for times in _TIMES if better >= times)


def _of_span(name: str, one: Described) -> Iterator[str]:
    for way in one.span.ways:
        yield f"way={way}"
        yield f"way={way}/{name}"
    yield from (other for other in one.relations if not other.endswith(f"={name}"))
