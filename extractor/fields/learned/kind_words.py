"""Tell the kind of a document by all its words, where its cues do not say enough."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from extractor.fields.learned.model import KINDS, LinearModel, model
from extractor.passages import Passage

_FIGURES = re.compile(r"\d+")
_SIZES = (2, 3)
"""Characters that are looked at together."""
_LONGEST_HEADING, _HEADINGS = 40, 6
_ENOUGH = 150
"""Characters from which on a page's words count in full; the pages learned from had more."""


def log_likelihoods(
    headings: Iterable[Passage], passages: Sequence[Passage], known: LinearModel | None = None
) -> Mapping[str, float]:
    """Return the logarithm of how likely each kind is that the model was shown.

    Of a page with few words it is drawn towards equal. `known` is the model, the one that comes
    with the program where none is given.
    """
    import numpy as np

    known = known or model(KINDS)
    texts = [one.text for one in passages]
    scores = known.scores([[features_of([one.text for one in headings], texts)]])[0]
    scores -= scores.max()
    scores -= np.log(np.exp(scores).sum())
    scores *= weight_of(passages)
    return dict(zip(known.classes, scores.tolist(), strict=True))


def weight_of(passages: Iterable[Passage]) -> float:
    """Return how much the words of a page count, from 0 for none to 1 for enough of them."""
    return min(1.0, sum(len(one.text) for one in passages) / _ENOUGH)


def features_of(headings: list[str], texts: list[str]) -> frozenset[str]:
    """Return what tells of a document: pieces of its headings and of its text."""
    return frozenset(_features(headings, texts))


def _features(headings: list[str], texts: list[str]) -> Iterator[str]:
    for heading in headings[:_HEADINGS]:
        yield from (f"#{piece}" for piece in _pieces(_plain(heading)[:_LONGEST_HEADING]))
    for text in texts:
        yield from _pieces(_plain(text))
    if texts:
        yield f"first={_plain(texts[0])[-4:]}"


def _plain(text: str) -> str:
    return _FIGURES.sub("0", "".join(text.split()))


def _pieces(text: str) -> Iterator[str]:
    for size in _SIZES:
        yield from (text[start : start + size] for start in range(len(text) - size + 1))
