"""What the learned models are worth on authors they were not learned from.

`python benchmarks/learned.py` (needs scikit-learn: pip install --group models). Of each author of
fixtures/texts whose pages nobody had read when the finders were written, all pages are read by the
finders alone and with models that were learned from all other authors but a few. It takes some
ten minutes.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "scripts"))

from learn import (
    FIELDS,
    GROUP,
    learn_choices,
    learn_kinds,
    learn_spans,
    read_examples,
    unseen_options,
)

from extractor.fields import candidates_of, read_as
from extractor.fields.candidates import Candidate
from extractor.fields.completing import Models, completed
from extractor.fields.kinds import kind_by_cues, recognise_kind

SURE = 0.9
_HEAD = ("author", "kinds by cues", "with words", "values", "finders alone", "with the model",
         "sure and wrong", "told otherwise", "of these right")  # fmt: skip


def main() -> None:
    """Print the table."""
    examples = list(read_examples())
    print(f"| {' | '.join(_HEAD)} |")
    print("|" + "---|" * len(_HEAD))
    total: Counter[str] = Counter()
    options = [(one.author, choice) for one, all_ in unseen_options(examples) for choice in all_]
    unread = sorted({one.author for one in examples if not one.read})
    for index, author in enumerate(unread):
        if index % GROUP == 0:
            group = unread[index : index + GROUP]
            others = [one for one in examples if one.author not in group]
            chosen = [option for of, option in options if of not in group]
            models = Models(learn_spans(others), learn_choices(chosen))
            kinds = learn_kinds(others)
        counts: Counter[str] = Counter()
        for example in (one for one in examples if one.author == author):
            counts["pages"] += 1
            by_cues = kind_by_cues(example.leaf).value
            by_words = recognise_kind(example.leaf, kinds).value
            counts["cues"] += by_cues == example.kind
            counts["words"] += by_words == example.kind
            before = candidates_of(read_as(example.leaf, by_cues))
            leaf = read_as(example.leaf, by_words)
            after = completed(candidates_of(leaf), leaf, models)
            counts.update(_compare(example.values, before, after))
        print(_row(author, counts), flush=True)
        total += counts
    print(_row("together", total))


def _row(name: str, counts: Counter[str]) -> str:
    pages, values = counts["pages"], counts["values"]
    cells = (
        name,
        f"{counts['cues']}/{pages}",
        f"{counts['words']}/{pages}",
        str(values),
        f"{counts['alone'] / values:.1%}" if values else "",
        f"{counts['both'] / values:.1%}" if values else "",
        f"{counts['wrong_alone']} -> {counts['wrong_both']}",
        str(counts["told"]),
        str(counts["right"]),
    )
    return f"| {' | '.join(cells)} |"


def _compare(
    values: Mapping[str, list[str]], before: Iterable[Candidate], after: Iterable[Candidate]
) -> Counter[str]:
    """Count what is right of the model's fields, before and after it."""
    counts: Counter[str] = Counter()
    for name in FIELDS:
        truth = sorted(values.get(name, ()))
        alone, both = _given(before, name), _given(after, name)
        if truth:
            counts["values"] += 1
            counts["alone"] += sorted(alone) == truth
            counts["both"] += sorted(both) == truth
            counts["wrong_alone"] += _is_sure(alone) and sorted(alone) != truth
            counts["wrong_both"] += _is_sure(both) and sorted(both) != truth
        if alone.keys() != both.keys():
            counts["told"] += 1
            counts["right"] += sorted(both) == truth
    return counts


def _given(candidates: Iterable[Candidate], name: str) -> dict[str, float]:
    return {
        "".join(str(one.value).split()): one.confidence
        for one in candidates
        if one.name == name and one.role in (None, "issuer")
    }


def _is_sure(given: dict[str, float]) -> bool:
    return bool(given) and min(given.values()) >= SURE


if __name__ == "__main__":
    main()
