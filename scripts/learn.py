"""Learn from the pages of fixtures/texts: `python scripts/learn.py`.

Needs the packages of the dependency group `models` (pip install --group models). Describes every
page and every stretch of it as the program does, and writes the weights that come with it: which
kind a document is of, which stretch is the value of a field, and whether to believe it or the
finders. The same versions give the same weights; it takes some eight minutes.
`benchmarks/learned.py` says what they are worth on authors they were not learned from.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from extractor.document import Page  # noqa: E402
from extractor.fields import candidates_of, leaf_of, read_as  # noqa: E402
from extractor.fields.candidates import Candidate, Leaf  # noqa: E402
from extractor.fields.completing import likelihoods, options_for  # noqa: E402
from extractor.fields.learned import kind_words  # noqa: E402
from extractor.fields.learned.choosing import Choice  # noqa: E402
from extractor.fields.learned.features import Described, Group, describe, squeeze  # noqa: E402
from extractor.fields.learned.heads import as_plain  # noqa: E402
from extractor.fields.learned.model import (  # noqa: E402
    ALWAYS,
    CHOICES,
    KINDS,
    RUNS,
    SPANS,
    LinearModel,
)
from extractor.fields.learned.run_features import describe_runs  # noqa: E402
from extractor.fields.learned.runs import Around, Run, runs_of  # noqa: E402
from extractor.fields.publications.likely_authors import (  # noqa: E402
    Byline,
    bylines_of,
    describe_bylines,
)
from extractor.fields.titles.headings import find_headings  # noqa: E402
from fixtures.sheets import placed, sheet  # noqa: E402

TEXTS, HEADS = ROOT / "fixtures" / "texts", ROOT / "fixtures" / "heads"
OUT = ROOT / "extractor" / "fields" / "learned"
FIELDS = (
    "holder_name", "employer", "activity_title", "certificate_number", "result", "location",
    "project_role", "document_number", "issuers",
)  # fmt: skip
"""Fields whose values stand as they are on the page; hours, days and identities are not guessed."""
OF_HEADS = (
    "paper/activity_title",
    "paper/journal",
    "paper/authors",
    "conference_invitation/activity_title",
)
"""What is known by how it is set rather than by the words around it: kind and field."""
SPAN_STRENGTH, CHOICE_STRENGTH, KIND_STRENGTH, RUN_STRENGTH = 1.0, 0.5, 0.1, 2.0
"""Inverse of the weight of the penalty (C of scikit-learn)."""
SPAN_SEEN, CHOICE_SEEN, KIND_SEEN, RUN_SEEN = 3, 5, 5, 4
"""Pages (choices) that a feature stands on at least: what one page alone says is chance."""
SPAN_PRUNED, CHOICE_PRUNED, KIND_PRUNED, RUN_PRUNED = 0.03, 0.01, 0.01, 0.02
"""Weights nearer to nothing are left out: most of them, and hardly an answer differs for it."""
GROUP = 6
"""Authors that are left out at once."""
UNLABELLED = 0.5
"""What a choice counts for a field that the author gave no value: some left out what is there."""


@dataclass(frozen=True)
class Example:
    """A page of an author: what the finders gave, its described spans, and the truth."""

    author: str
    read: bool
    """Whether somebody had read the author's pages while the finders were written."""
    leaf: Leaf
    found: list[Candidate]
    described: tuple[Described, ...]
    kind: str
    values: dict[str, list[str]]

    @property
    def words(self) -> frozenset[str]:
        """What tells of its kind."""
        headings = [heading.text for heading in find_headings(self.leaf)]
        return kind_words.features_of(headings, [p.text for p in self.leaf.passages])


@dataclass(frozen=True)
class Head:
    """A page of an article: its runs of lines, described, and the truth."""

    author: str
    leaf: Leaf
    """It is read as the kind that it is."""
    runs: tuple[Run, ...]
    described: Sequence[tuple[Group, Group]]
    bylines: tuple[Byline, ...]
    described_bylines: Sequence[tuple[Group, Group]]
    values: dict[str, Any]
    found: dict[str, list[tuple[str, str, float]]] | None
    """What finders of the day gave before anybody had read the page: value, method, confidence."""

    @property
    def features(self) -> set[str]:
        """All that stands on the page."""
        described = (*self.described, *self.described_bylines)
        return {one for groups in described for group in groups for one in group}

    def told(self, name: str) -> Iterator[tuple[tuple[Group, Group], bool]]:
        """Yield each description of what may be the value of a field, and whether it is."""
        if name == "authors":
            authors = tuple(squeeze(str(one)) for one in self.values.get(name, ()))
            for byline, described in zip(self.bylines, self.described_bylines, strict=True):
                yield described, byline.values == authors
            return
        for run, described in zip(self.runs, self.described, strict=True):
            yield described, self.is_right(name, run)

    def is_right(self, name: str, run: Run) -> bool:
        """Tell whether a run is the value of a field, however its dashes were read."""
        value = self.values.get(name)
        return value is not None and as_plain(run.text) == as_plain(value)


@dataclass(frozen=True)
class Option:
    """What may be chosen for a field, and whether it is right."""

    name: str
    choice: Choice
    is_right: bool
    weight: float


def main() -> None:
    """Learn and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--heads-alone", action="store_true", help="learn how heads are set, only")
    options = parser.parse_args()
    if not options.heads_alone:
        examples = list(read_examples())
        unseen = [one for _, choices in unseen_options(examples) for one in choices]
        _save(learn_spans(examples), options.out / SPANS, len(examples))
        _save(learn_choices(unseen), options.out / CHOICES, len(examples))
        _save(learn_kinds(examples), options.out / KINDS, len(examples))
    heads = list(read_heads())
    _save(learn_runs(heads), options.out / RUNS, len(heads))


def _save(model: LinearModel, path: Path, pages: int) -> None:
    model.save(path)
    print(f"{path.name}: {pages} pages, {len(model.rows)} features, {path.stat().st_size} bytes")


def read_examples(folder: Path = TEXTS) -> Iterator[Example]:
    """Yield the pages of all authors, described."""
    for path in sorted(folder.glob("*.json")):
        author = json.loads(path.read_text(encoding="utf-8"))
        for page in author["pages"]:
            leaf = read_as(leaf_of((_page(page),)), page["kind"])
            found = candidates_of(leaf)
            values = {
                name: [squeeze(str(one)) for one in (value if isinstance(value, list) else [value])]
                for name, value in page["fields"].items()
            }
            described = describe(leaf, found)
            yield Example(path.stem, author["read"], leaf, found, described, page["kind"], values)


def _page(page: dict[str, Any]) -> Page:
    if "boxes" in page:
        skew, marks = page.get("skew", 0.0), page.get("marks", ())
        return placed(page["lines"], page["boxes"], page["size"], skew=skew, marks=marks)
    return sheet(*page["lines"])


def read_heads(folders: Sequence[Path] = (HEADS, TEXTS)) -> Iterator[Head]:
    """Yield the pages of papers and invitations whose lines have places, their runs described."""
    for path in sorted(path for folder in folders for path in folder.glob("*.json")):
        for page in json.loads(path.read_text(encoding="utf-8"))["pages"]:
            kind = page["kind"]
            if "boxes" not in page or not any(name.startswith(f"{kind}/") for name in OF_HEADS):
                continue
            leaf = replace(leaf_of((_page(page),)), kind=kind)
            around = Around(leaf.cells)
            runs = tuple(runs_of(around))
            described = describe_runs(around, runs, leaf.marked)
            bylines = bylines_of(around.cells) if kind == "paper" else ()
            yield Head(
                path.stem, leaf, runs, described, bylines,
                describe_bylines(around, bylines, leaf.marked), page["fields"],
                page.get("found"),
            )  # fmt: skip


def learn_spans(examples: Sequence[Example]) -> LinearModel:
    """Return the model of which stretch is the value of which field: a yes or no for each."""
    from scipy.sparse import diags
    from sklearn.linear_model import LogisticRegression

    described = [[one.features for one in example.described] for example in examples]
    pages = (set().union(*spans) for spans in described)
    names = _seen(pages, SPAN_SEEN)
    given = _matrix([span for spans in described for span in spans], names)
    weights = np.zeros((len(names) + 1, len(FIELDS)))
    for field, name in enumerate(FIELDS):
        # what the finders gave under the same name is what the model is to tell without them
        others = diags([float(not feature.endswith(f"={name}")) for feature in names])
        right = [one.value in e.values.get(name, ()) for e in examples for one in e.described]
        fit = LogisticRegression(
            C=SPAN_STRENGTH, solver="liblinear", max_iter=200, random_state=0
        ).fit(given @ others, np.array(right))
        weights[:, field] = [fit.intercept_[0], *(others @ fit.coef_[0])]
    return _pruned(FIELDS, names, weights, SPAN_PRUNED)


def unseen_options(
    examples: Sequence[Example], group: int = GROUP
) -> Iterator[tuple[Example, list[Option]]]:
    """Yield the pages of authors whom no finder was written for, with what may be chosen on each.

    How likely a stretch is tells a model that was learned without its author.
    """
    unread = sorted({one.author for one in examples if not one.read})
    for first in range(0, len(unread), group):
        left_out = unread[first : first + group]
        spans = learn_spans([one for one in examples if one.author not in left_out])
        for example in (one for one in examples if one.author in left_out):
            yield example, list(_options(example, spans))


def _options(example: Example, spans: LinearModel) -> Iterator[Option]:
    if not example.described:
        return
    likely = likelihoods(example.described, spans)
    for column, name in enumerate(spans.classes):
        truth = example.values.get(name, [])
        for one in options_for(
            name, example.found, example.leaf, example.described, likely[:, column]
        ):
            weight = 1.0 if truth else UNLABELLED
            yield Option(name, one, is_right=truth == [one.value], weight=weight)


def learn_runs(heads: Sequence[Head]) -> LinearModel:
    """Return the model of which run of lines is a title, which a journal's name."""
    from sklearn.linear_model import LogisticRegression

    names = _seen((one.features for one in heads), RUN_SEEN)
    weights = np.zeros((len(names) + 1, len(OF_HEADS)))
    for field, (kind, name) in enumerate(one.split("/") for one in OF_HEADS):
        pages = [one for one in heads if one.leaf.kind == kind]
        told = [(set().union(*groups), right) for one in pages for groups, right in one.told(name)]
        given = _matrix([features for features, _ in told], names)
        right = [is_right for _, is_right in told]
        fit = LogisticRegression(C=RUN_STRENGTH, solver="liblinear", random_state=0).fit(
            given, np.array(right)
        )
        weights[:, field] = [fit.intercept_[0], *fit.coef_[0]]
    return _pruned(OF_HEADS, names, weights, RUN_PRUNED)


def learn_choices(options: Sequence[Option]) -> LinearModel:
    """Return the model of whether a choice is right."""
    from sklearn.linear_model import LogisticRegression

    names = _seen([one.choice.features for one in options], CHOICE_SEEN)
    fit = LogisticRegression(C=CHOICE_STRENGTH, max_iter=3000).fit(
        _matrix([one.choice.features for one in options], names),
        [one.is_right for one in options],
        sample_weight=[one.weight for one in options],
    )
    weights = np.vstack([fit.intercept_, fit.coef_.T])
    return _pruned(("right",), names, weights, CHOICE_PRUNED)


def learn_kinds(examples: Sequence[Example]) -> LinearModel:
    """Return the model of which kind a document is of."""
    from sklearn.linear_model import LogisticRegression

    words = [example.words for example in examples]
    names = _seen(words, KIND_SEEN)
    fit = LogisticRegression(C=KIND_STRENGTH, max_iter=400).fit(
        _matrix(words, names), [example.kind for example in examples]
    )
    weights = np.vstack([fit.intercept_, fit.coef_.T])
    return _pruned(tuple(map(str, fit.classes_)), names, weights, KIND_PRUNED)


def _seen(pages: Iterable[Iterable[str]], least: int) -> list[str]:
    """Return the features of at least so many pages, in order."""
    counts = Counter(feature for page in pages for feature in set(page))
    return sorted(feature for feature, count in counts.items() if count >= least)


def _matrix(described: Sequence[Iterable[str]], names: Sequence[str]) -> Any:  # noqa: ANN401  # scipy has no types
    """Return a sparse row of ones for each set of features."""
    from scipy.sparse import csr_matrix

    columns = {feature: index for index, feature in enumerate(names)}
    rows = [sorted({columns[f] for f in features if f in columns}) for features in described]
    bounds = [0, *accumulate(len(row) for row in rows)]
    indices = np.fromiter((index for row in rows for index in row), dtype=np.int32)
    shape = (len(rows), len(names))
    return csr_matrix((np.ones(len(indices)), indices, bounds), shape=shape)


def _pruned(
    classes: tuple[str, ...], names: Sequence[str], weights: NDArray[np.float64], least: float
) -> LinearModel:
    """Return the model of those features that weigh something; the first row is the bias."""
    small = np.abs(weights) < least
    small[0] = False
    kept = np.flatnonzero(~small.all(axis=1))
    features = [ALWAYS, *names]
    rows = {features[index]: row for row, index in enumerate(kept)}
    return LinearModel(classes, rows, np.where(small, 0, weights)[kept].astype(np.float32))


if __name__ == "__main__":
    main()
