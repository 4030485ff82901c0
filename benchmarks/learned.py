"""What the learned models are worth on authors they were not learned from.

`python benchmarks/learned.py` (needs scikit-learn: pip install --group models). Of each author of
fixtures/texts whose pages nobody had read when the finders were written, all pages are read by the
finders alone and with models that were learned from all other authors but a few. It takes some
ten minutes.

`--heads` tells instead, of the pages of fixtures/heads, what the finders of the day gave before
anybody had read a page, and what comes of it with a model of how heads are set that was learned
from other authors. It takes some ten minutes, too.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "scripts"))

from learn import (
    FIELDS,
    GROUP,
    OF_HEADS,
    Head,
    learn_choices,
    learn_kinds,
    learn_runs,
    learn_spans,
    read_examples,
    read_heads,
    unseen_options,
)

from extractor.fields import candidates_of, read_as
from extractor.fields.candidates import Candidate
from extractor.fields.completing import Models, completed, with_heading
from extractor.fields.kinds import kind_by_cues, recognise_kind
from extractor.fields.learned.features import squeeze
from extractor.fields.learned.heads import as_plain, heads_of
from extractor.fields.learned.model import LinearModel
from extractor.fields.publications.likely_authors import likelier_authors
from extractor.fields.publications.likely_heads import likelier_journal, likelier_title
from extractor.passages import join_cells

SURE = 0.9
_HEAD = ("author", "kinds by cues", "with words", "values", "finders alone", "with the model",
         "sure and wrong", "told otherwise", "of these right")  # fmt: skip


_OF_HEADS = ("kind and field", "values", "finders", "with how it is set", "sure", "of these wrong",
             "sure with it", "of these wrong with it")  # fmt: skip


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--heads", action="store_true", help="how titles and journals are set")
    if parser.parse_args().heads:
        print_heads(list(read_heads()))
    else:
        print_models()


def print_heads(heads: list[Head]) -> None:
    """Print what the finders gave of each field at first contact, and what it is with the model."""
    asked = [one for one in heads if one.found is not None]
    authors = sorted({one.author for one in asked})
    counts = {name: Counter[str]() for name in OF_HEADS}
    for first in range(GROUP):
        left_out = authors[first::GROUP]
        known = learn_runs([one for one in heads if one.author not in left_out])
        for one in (one for one in asked if one.author in left_out):
            for name in OF_HEADS:
                kind, field = name.split("/")
                if one.leaf.kind == kind and field in one.values:
                    counts[name] += _of_head(one, field, known)
    print(f"| {' | '.join(_OF_HEADS)} |")
    print("|" + "---|" * len(_OF_HEADS))
    for name, of in counts.items():
        cells = [of[key] for key in ("values", "before", "after", "sure", "wrong", "s", "w")]
        print(f"| {name} | {' | '.join(map(str, cells))} |")


def _of_head(one: Head, field: str, known: LinearModel) -> Counter[str]:
    """Count what is right of a field of a page, before and after the model."""
    page = one.leaf.cells[0].page
    found = [_as_found(one, field, *told) for told in (one.found or {}).get(field, ())]
    if field == "authors":
        after = likelier_authors(one.leaf, page, found, known)
    elif one.leaf.kind == "conference_invitation":
        after = with_heading(found, one.leaf, known)
    else:
        heads = heads_of(one.leaf, page, known)
        title = likelier_title(heads, found[0] if found else None)
        after = [title] if title is not None else []
        if field == "journal":
            after = likelier_journal(heads, found, str(one.values.get("activity_title", "")))
    truth = one.values[field]
    right = [as_plain(str(value)) for value in (truth if isinstance(truth, list) else [truth])]
    counts = Counter(values=1)
    for values, good, sure, wrong in (
        (found, "before", "sure", "wrong"),
        (after, "after", "s", "w"),
    ):
        is_right = [as_plain(str(value.value)) for value in values] == right
        is_sure = bool(values) and min(value.trust for value in values) >= SURE
        counts.update({good: is_right, sure: is_sure, wrong: is_sure and not is_right})
    return counts


def _as_found(one: Head, field: str, value: str, method: str, confidence: float) -> Candidate:
    """Return a value as the finders of the day gave it, on the line that has it or the first."""
    cells = one.leaf.cells
    cell = next((c for c in cells if value in squeeze(c.line.text)), cells[0])
    return Candidate(field, value, confidence, join_cells((cell,)), 0, 1, method)


def print_models() -> None:
    """Print the table of the models of stretches and kinds."""
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
