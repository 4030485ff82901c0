"""Choose a title and a journal's name by how they are set, beside what the finders found.

The finders follow what somebody wrote down about heads, records and letters. What was learned
weighs every run of lines of the page by its type, its place and its neighbours. Where both give
the same it is sure; where the finders give nothing, or what is hardly set as a title, the likeliest
run stands in, never sure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from math import exp
from typing import TYPE_CHECKING

from extractor.fields.candidates import Candidate, Leaf
from extractor.fields.learned.around import Around
from extractor.fields.learned.measures import squeeze
from extractor.fields.learned.model import RUNS, LinearModel, model
from extractor.fields.learned.run_features import describe_runs
from extractor.fields.learned.runs import Run, runs_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

METHOD = "learned:set"
_LIKELY = 0.2
"""From where a run fills a gap."""
_LIKELIER, _UNLIKELY = 0.35, 0.25
"""How likely a run must be, and how unlikely the finders' value, to stand in its place."""
_DOUBTFUL, DOUBTED = 0.1, 0.88
"""From where what the finders give may be sure, and the trust of what is less likely."""
LEAST_TRUST, MOST_TRUST = 0.5, 0.79
"""Below what a rule asks for (`confidence_floor`, 0.8): no finding against anybody rests on it."""
_EXTREME = 30.0  # a score beyond it is as good as certain, and its power no longer a float
_DASHES = re.compile(r"[—–―\-−一\s]+")


@dataclass(frozen=True, slots=True)
class Heads:
    """The runs of lines of a page, and for each field how likely each of them is its value."""

    runs: tuple[Run, ...]
    likely: dict[str, list[float]]

    def chosen(self, name: str, given: Candidate | None) -> Candidate | None:
        """Return what is to be given for a field whose finders gave `given`."""
        likely = self.likely.get(name)
        if not likely:
            return given
        best = max(range(len(likely)), key=likely.__getitem__)
        run, certain = self.runs[best], likely[best]
        if given is None:
            return _candidate(name, run, certain) if certain >= _LIKELY else None
        mine = as_plain(str(given.value))
        own = max(
            (one for run, one in zip(self.runs, likely, strict=True) if as_plain(run.text) == mine),
            default=0.0,
        )
        if certain >= _LIKELIER and own < _UNLIKELY:
            return _candidate(name, run, certain)
        return given if own >= _DOUBTFUL else replace(given, trust=min(given.trust, DOUBTED))


def heads_of(leaf: Leaf, page: int | None, known: LinearModel | None = None) -> Heads:
    """Return the runs of the page on which a text begins, or of the only one.

    `known` is the model, the one that comes with the program where none is given; it tells of
    each field of some kinds of documents.
    """
    known = known or model(RUNS)
    columns = {
        name.removeprefix(f"{leaf.kind}/"): column
        for column, name in enumerate(known.classes)
        if name.startswith(f"{leaf.kind}/")
    }
    around = around_of(leaf, page)
    runs = tuple(runs_of(around)) if columns else ()
    if not runs:
        return Heads((), {})
    scores = known.scores(describe_runs(around, runs, leaf.marked))
    return Heads(runs, {name: likelihood(scores[:, column]) for name, column in columns.items()})


def around_of(leaf: Leaf, page: int | None) -> Around:
    """Return the lines of a page, of the only one where none is told."""
    pages = {cell.page for cell in leaf.cells}
    if page is None and len(pages) == 1:
        page = pages.pop()
    return Around([cell for cell in leaf.cells if cell.page == page])


def likelihood(scores: NDArray[np.float32]) -> list[float]:
    """Return how likely each is by its score, from 0 to 1."""
    return [1 / (1 + exp(-score)) for score in scores.clip(-_EXTREME, _EXTREME).tolist()]


def _candidate(name: str, run: Run, certain: float) -> Candidate:
    trust = min(MOST_TRUST, max(LEAST_TRUST, certain))
    return Candidate(name, run.text, trust, run.passage, run.start, run.end, METHOD)


def as_plain(text: str) -> str:
    """Return a text as it is compared: dashes are read as 「一」, or not at all."""
    return _DASHES.sub("", squeeze(text))
