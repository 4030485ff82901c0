"""What the learned models are worth on authors they were not learned from.

`python benchmarks/learned.py` (needs scikit-learn: pip install --group models). Of each author of
fixtures/texts and fixtures/drawn whose pages nobody had read when the finders were written, all
pages are read by the finders alone and with models that were learned from five in six of all other
authors. It takes some half an hour.

`--heads` tells instead, of articles and invitations of fixtures/drawn, what the finders of the day
gave before anybody had read a page, and what comes of it with a model of how heads are set that was
learned from other authors. It takes some ten minutes.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "scripts"))

from learn import (
    DRAWN,
    FIELDS,
    GROUPS,
    OF_HEADS,
    Head,
    as_found,
    learn_choices,
    learn_kinds,
    learn_runs,
    learn_spans,
    options_of,
    read_examples,
    read_heads,
    unread_groups,
)

from extractor.fields.candidates import Candidate
from extractor.fields.completing import Models, with_heading, with_stretches
from extractor.fields.kinds import kind_by_cues, recognise_kind
from extractor.fields.learned.heads import as_plain, heads_of
from extractor.fields.learned.model import LinearModel
from extractor.fields.publications.likely_authors import likelier_authors
from extractor.fields.publications.likely_heads import likelier_journal, likelier_title

SURE = 0.9
_HEAD = ("author", "kinds by cues", "with words", "values", "finders alone", "with the model",
         "sure and wrong", "with the model", "told otherwise", "of these right")  # fmt: skip


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
    for first in range(GROUPS):
        left_out = authors[first::GROUPS]
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
    found = list(as_found(one.leaf, {field: (one.found or {}).get(field, ())}))
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


def print_models() -> None:
    """Print the table of the models of stretches and kinds, for texts and for drawn pages."""
    examples = list(read_examples())
    groups = unread_groups(examples)
    spans = learn_spans(examples, groups)
    options = [
        [option for one in examples if one.author in group for option in options_of(one, known)]
        for group, known in zip(groups, spans, strict=True)
    ]
    counts: dict[str, Counter[str]] = {}
    for index, group in enumerate(groups):
        others = [one for one in examples if one.author not in group]
        chosen = [o for at, of in enumerate(options) for o in of if at != index]
        models = Models(spans[index], learn_choices(chosen))
        kinds = learn_kinds(others)
        for one in (one for one in examples if one.author in group):
            told = counts.setdefault(one.author, Counter())
            told["pages"] += 1
            told["cues"] += kind_by_cues(one.leaf).value == one.kind
            told["words"] += recognise_kind(one.leaf, kinds).value == one.kind
            told += _compare(one.values, one.found, with_stretches(one.found, one.leaf, models))
    print(f"| {' | '.join(_HEAD)} |")
    print("|" + "---|" * len(_HEAD))
    for author, of in sorted(counts.items()):
        print(_row(author, of))
    drawn = {path.stem for path in DRAWN.glob("*.json")}
    for name, which in (("texts", counts.keys() - drawn), ("drawn", counts.keys() & drawn)):
        print(_row(name, sum((counts[author] for author in which), Counter())))


def _row(name: str, counts: Counter[str]) -> str:
    pages, values = counts["pages"], counts["values"]
    cells = (
        name,
        f"{counts['cues']}/{pages}",
        f"{counts['words']}/{pages}",
        str(values),
        f"{counts['alone'] / values:.1%}" if values else "",
        f"{counts['both'] / values:.1%}" if values else "",
        *(f"{counts[f'wrong_{of}']} of {counts[f'sure_{of}']}" for of in ("alone", "both")),
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
            for of, given in (("alone", alone), ("both", both)):
                is_right, is_sure = sorted(given) == truth, _is_sure(given)
                counts.update({of: is_right, f"sure_{of}": is_sure})
                counts[f"wrong_{of}"] += is_sure and not is_right
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
