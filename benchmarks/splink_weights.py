"""What Splink learns of the outcomes that `verifier/duplicates` weighs, and how both rank pairs.

Called by `benchmarks/duplicates.py splink`. Every reading is a record; how two records compare in a
field (same, alike, different, unknown) is what `compare_fields` says, so that m and u alone differ.
Splink 5 counts u on all pairs and learns m by expectation maximisation in pairs that agree in one
field at a time; it is told neither which papers are one nor which are of one training.

Splink is asked for and in no lock: `pip install splink==5.0.0`.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from extractor.document import Extraction
from verifier.duplicates.fields import compare_fields
from verifier.duplicates.weights import EVENT, HOLDER, NUMBER, chances

LEVELS = ("same", "alike", "different")
UNKNOWN = 0
FLOOR = 1e-6
"""What a chance that was never seen counts as, so that it has a logarithm."""

Outcomes = Mapping[str, np.ndarray]
"""How every two records compare, by field: of shape (records, records), 0 or 1 + the level."""
Weights = dict[str, dict[str, tuple[float, float]]]
"""m and u by field and level."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """How well a score puts pairs that belong together before the others."""

    area: float
    """Under precision over recall: average precision."""
    precision: float
    recall: float
    bits: float
    """At the threshold where precision and recall are best together."""


def compare_all(readings: Sequence[Extraction]) -> Outcomes:
    """Return how every two readings compare in every field."""
    size = len(readings)
    found = {name: np.zeros((size, size), np.uint8) for name in chances()}
    for a, b in combinations(range(size), 2):
        for match in compare_fields(readings[a], readings[b]):
            if match.match.value in LEVELS:
                code = 1 + LEVELS.index(match.match.value)
                found[match.name][a, b] = found[match.name][b, a] = code
    return found


def train(outcomes: Outcomes, names: Sequence[str], blocks: Sequence[str]) -> Weights:
    """Return the m and u that Splink learns of some fields.

    `blocks` are the fields in which pairs agree, one after the other, while the m of the other
    fields are learnt.

    Raises:
        ImportError: Splink is not there.
    """
    import pyarrow as pa
    from splink import DuckDBAPI, Linker, SettingsCreator

    logging.getLogger("splink").setLevel(logging.ERROR)
    size = len(outcomes[names[0]])
    # each field has columns of its own: by them Splink knows which ones a block leaves untrained
    columns: dict[str, object] = {"unique_id": list(range(size))}
    for name in names:
        columns[name] = [row.tolist() for row in outcomes[name]]
        columns[f"{name}_at"] = list(range(1, size + 1))
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[_comparison(name, outcomes[name]) for name in names],
        probability_two_random_records_match=1 / size,  # where it starts from: one other each
    )
    api = DuckDBAPI()
    linker = Linker(api.register(pa.table(columns)), settings, log_level=logging.ERROR)
    linker.training.estimate_u_using_random_sampling(
        max_pairs=size * size, seed=1, min_count_per_level=None
    )
    for block in blocks:
        linker.training.estimate_parameters_using_expectation_maximisation(
            f"list_extract(l.{block}, r.{block}_at) = 1"
        )
    model = linker.misc.save_model_to_json()
    return {
        one["output_column_name"]: {
            level["label_for_charts"]: (
                float(level.get("m_probability") or FLOOR),
                float(level.get("u_probability") or FLOOR),
            )
            for level in one["comparison_levels"]
            if not level.get("is_null_level")
        }
        for one in model["comparisons"]
    }


def _comparison(name: str, outcomes: np.ndarray) -> dict[str, object]:
    """Return a field's levels as Splink takes them; levels that no pair shows are left out."""
    value = f"list_extract({name}_l, {name}_at_r)"
    levels: list[dict[str, object]] = [
        {"sql_condition": f"{value} = {UNKNOWN}", "is_null_level": True,
         "label_for_charts": "unknown"}
    ]  # fmt: skip
    levels += [
        {"sql_condition": f"{value} = {code}", "label_for_charts": level}
        for code, level in enumerate(LEVELS, start=1)
        if (outcomes == code).any()
    ]
    return {"output_column_name": name, "comparison_levels": levels}


def shipped() -> Weights:
    """Return the m and u that the program weighs by."""
    return {
        name: {level: (one.m, one.u) for level, one in levels.items()}
        for name, levels in chances().items()
    }


def counted(outcomes: Outcomes, names: Sequence[str], together: np.ndarray) -> Weights:
    """Return m and u as they are where it is known which pairs belong together."""
    upper = np.triu(np.ones_like(together), 1)
    made: Weights = {}
    for name in names:
        sides = [outcomes[name][upper & where] for where in (together, ~together)]
        made[name] = {}
        for code, level in enumerate(LEVELS, start=1):
            m, u = (
                max(float((side == code).sum()) / max(int((side > 0).sum()), 1), FLOOR)
                for side in sides
            )
            made[name][level] = m, u
    return made


def rank(
    outcomes: Outcomes, names: Sequence[str], weights: Weights, together: np.ndarray
) -> Ranked:
    """Say how well some weights tell the pairs that belong together from the others."""
    upper = np.triu_indices(len(together), 1)
    score = np.zeros(len(upper[0]))
    for name in names:
        bits = np.zeros(1 + len(LEVELS))
        for code, level in enumerate(LEVELS, start=1):
            m, u = weights[name].get(level) or weights[name]["different"]
            bits[code] = np.log2(m / u)
        score += bits[outcomes[name][upper]]
    return _ranked(score.round(6), together[upper])


def _ranked(score: np.ndarray, true: np.ndarray) -> Ranked:
    order = np.argsort(-score, kind="stable")
    score, true = score[order], true[order]
    last = np.flatnonzero(np.append(np.diff(score) != 0, True))  # equal scores stand or fall as one
    hits = np.cumsum(true)[last]
    precision, recall = hits / (last + 1), hits / max(int(true.sum()), 1)
    area = float((precision * np.diff(recall, prepend=0)).sum())
    both = 2 * precision * recall / np.maximum(precision + recall, 1e-12)
    best = int(both.argmax())
    return Ranked(area, float(precision[best]), float(recall[best]), float(score[last[best]]))


def report(
    readings: Sequence[Extraction], documents: Sequence[str], families: Sequence[str]
) -> None:
    """Print m, u and bits of every field side by side, and how well each set ranks pairs."""
    outcomes = compare_all(readings)
    one_document = np.equal.outer(np.array(documents), np.array(documents))
    one_family = np.equal.outer(np.array(families), np.array(families))
    tasks = (
        ("one document", (*HOLDER, *NUMBER, *EVENT), one_document,
         ("holder_name", "certificate_number", "activity_title")),
        ("one training", EVENT, one_family, ("activity_title", "start_date", "issuers")),
    )  # fmt: skip
    for task, names, together, blocks in tasks:
        pairs = len(readings) * (len(readings) - 1) // 2
        true = int(np.triu(together, 1).sum())
        sets = {
            "shipped": {name: shipped()[name] for name in names},
            "splink": train(outcomes, names, blocks),
            "counted": counted(outcomes, names, together),
        }
        print(f"{task}: {len(readings)} readings, {pairs} pairs, {true} of them together")
        for name in names:
            for level in LEVELS:
                cells = [
                    f"{label} m {one[name][level][0]:.4f} u {one[name][level][1]:.5f}"
                    f" {np.log2(one[name][level][0] / one[name][level][1]):+6.1f} bits"
                    if level in one[name]
                    else f"{label} never"
                    for label, one in sets.items()
                ]
                print(f"  {name:18} {level:9} " + "; ".join(cells))
        for label, one in sets.items():
            found = rank(outcomes, names, one, together)
            print(f"  {label:8} area {found.area:.4f}, best together: precision"
                  f" {found.precision:.4f} recall {found.recall:.4f} from"
                  f" {found.bits:.1f} bits on")  # fmt: skip
