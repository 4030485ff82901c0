"""Fill by what was learned what the finders left open, and mend what they found with doubt.

The finders come first: they know why. Where they give nothing, or something unsure that the model
thinks little of, the likeliest stretch of the page stands in, never sure, so that a person looks.
Hours, days and identity numbers are not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from extractor.fields import rosters
from extractor.fields.candidates import Candidate, Leaf
from extractor.fields.guessed_labels import speaks_of_other
from extractor.fields.kinds import fields_of
from extractor.fields.label_words import any_field, starts_with_label
from extractor.fields.learned.features import Described, describe, squeeze
from extractor.fields.learned.model import SPANS, LinearModel, model
from extractor.fields.learned.spans import Span
from extractor.language.names import tidy_name
from extractor.language.organisations import tidy_organisation

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SURE = 0.9
_LIKELY, _LIKELIER, _VERY_LIKELY = 0.5, 0.6, 0.9
"""From where the model's word stands in for nothing, for doubt, and for a sure value."""
_UNLIKELY, _VERY_UNLIKELY = 0.2, 0.05
"""What the model must think of the finders' value, unsure or sure, to be heard against it."""
_MOST_TRUST = 0.79
"""Below what a rule asks for (`confidence_floor`, 0.8): no finding against anybody rests on it."""
_EXTREME = 30.0  # a score beyond it is as good as certain, and its power no longer a float
METHOD = "learned"
_OF_ONE_OF_SEVERAL = frozenset({"holder_name", "employer", "certificate_number"})
"""What a list of people says of each of them, and what labels tell apart."""
_WITH_LABEL = re.compile(r"\bNo\.", re.IGNORECASE)
_WHEN = re.compile(r"(?!.*[第字号]).*年")
"""「2023-2024学年度校级」 is no number, 「2021年第12号」 may be one."""
_TRIMMED = frozenset({"activity_title", "holder_name"})
"""What the finders cut to its length on purpose."""
_OF_WORKS = frozenset({"acceptance_letter", "book", "paper", "patent"})
"""Kinds on which many bodies stand that sign nothing."""
_TIDIED = {
    "holder_name": tidy_name,
    "employer": tidy_organisation,
    "issuers": tidy_organisation,
}


def completed(
    found: Sequence[Candidate], leaf: Leaf, known: LinearModel | None = None
) -> list[Candidate]:
    """Return the finders' candidates with what the model adds to them or puts in their place.

    `known` is the model, the one that comes with the program where none is given.
    """
    known = known or model(SPANS)
    wanted = fields_of(leaf.kind)
    described = describe(leaf, found)
    if not described:
        return list(found)
    likely = likelihoods(described, known)
    texts = {one.span.passage.text for one in described}
    authors = {squeeze(str(one.value)) for one in found if one.name == "authors"}
    result = list(found)
    roster = leaf.kind in rosters.KINDS and rosters.find_roster(leaf) is not None
    for column, name in enumerate(known.classes):
        if (wanted and name not in wanted) or (roster and name in _OF_ONE_OF_SEVERAL):
            continue
        if name == "issuers" and leaf.kind in _OF_WORKS:
            continue
        given = [one for one in result if one.name == name and one.role in (None, "issuer")]
        best = _better(name, given, described, likely[:, column], texts, authors)
        if best is None:
            continue
        made = _candidate(name, described[best].span, float(likely[best, column]))
        result = [*(one for one in result if one not in given), made]
    return result


def likelihoods(described: Sequence[Described], known: LinearModel) -> NDArray[np.float32]:
    """Return how likely each span is the value of each field: one row a span, from 0 to 1."""
    import numpy as np

    scores = known.scores([(*one.features, *one.relations) for one in described])
    likely: NDArray[np.float32] = 1 / (1 + np.exp(-scores.clip(-_EXTREME, _EXTREME)))
    return likely


def _better(
    name: str,
    given: Sequence[Candidate],
    described: Sequence[Described],
    likely: NDArray[np.float32],
    texts: Collection[str],
    authors: Collection[str],
) -> int | None:
    """Return which span is to stand instead of what was given, None if that stays."""
    best = _likeliest(name, described, likely)
    if best is None or not given:
        return best
    value = squeeze(str(given[0].value))
    if len(given) > 1 or not any(value in squeeze(text) for text in texts):
        # several bodies, or a value over several lines: the model does not see them whole
        return None
    of_given = max(
        (likely[row] for row, one in enumerate(described) if one.value == value), default=0.0
    )
    sure = given[0].confidence >= _SURE
    other = described[best].value
    if (value in other and name in _TRIMMED) or other in authors:
        return None
    within = other in value or value in other
    least = _VERY_LIKELY if sure or within else _LIKELIER
    most = _VERY_UNLIKELY if sure or within else _UNLIKELY
    return best if likely[best] >= least and of_given < most else None


def _likeliest(
    name: str, described: Sequence[Described], likely: NDArray[np.float32]
) -> int | None:
    """Return the likeliest span that no label gives to something else, None if none is likely."""
    for row in likely.argsort()[::-1].tolist():
        if likely[row] < _LIKELY:
            return None
        if name not in _OF_ONE_OF_SEVERAL or not _is_of_other(name, described[row]):
            return int(row)
    return None


def _is_of_other(name: str, one: Described) -> bool:
    """Tell whether a label is known, or sounds, as that of something else than a person's data."""
    known = any_field(one.label.rstrip("."))
    if name == "employer" and known == "holder_name":
        return False  # 「姓名:王小明(某某学校)」
    return (
        known not in (None, name)
        or (name == "certificate_number" and _WHEN.match(one.value) is not None)
        or speaks_of_other(name, one.label)
        or starts_with_label(one.span.text)
        or _WITH_LABEL.search(one.span.text) is not None
    )


def _candidate(name: str, span: Span, likelihood: float) -> Candidate:
    tidy = _TIDIED.get(name, str.strip)
    return Candidate(
        name,
        tidy(span.text),
        min(_MOST_TRUST, likelihood),
        span.passage,
        span.start,
        span.end,
        METHOD,
        role="issuer" if name == "issuers" else None,
    )
