"""Learn from the pages of fixtures/texts and fixtures/drawn: `python scripts/learn.py`.

Needs the packages of the dependency group `models` (pip install --group models). Describes every
page and every stretch of it as the program does, and writes the weights that come with it: which
kind a document is of, which stretch is the value of a field, and whether to believe it or the
finders. The same versions give the same weights; it takes some half an hour.
`benchmarks/learned.py` says what they are worth on authors they were not learned from.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
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
from extractor.fields.learned.around import Around  # noqa: E402
from extractor.fields.learned.choosing import Choice  # noqa: E402
from extractor.fields.learned.features import Described, describe  # noqa: E402
from extractor.fields.learned.heads import as_plain  # noqa: E402
from extractor.fields.learned.measures import Group, squeeze  # noqa: E402
from extractor.fields.learned.model import (  # noqa: E402
    ALWAYS,
    CHOICES,
    KINDS,
    RUNS,
    SPANS,
    LinearModel,
)
from extractor.fields.learned.run_features import describe_runs  # noqa: E402
from extractor.fields.learned.runs import Run, runs_of  # noqa: E402
from extractor.fields.publications.likely_authors import (  # noqa: E402
    Byline,
    bylines_of,
    describe_bylines,
)
from extractor.fields.titles.headings import find_headings  # noqa: E402
from extractor.passages import join_cells  # noqa: E402
from fixtures.sheets import placed, sheet  # noqa: E402

TEXTS, DRAWN = ROOT / "fixtures" / "texts", ROOT / "fixtures" / "drawn"
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
EXTREME, START = 30.0, -3.0
"""Scores beyond it are as good as certain; what each stretch has before anything is learned."""
SPAN_STEPS = 60
"""Steps of descent: beyond them hardly an answer differs."""
GROUPS = 6
"""Parts of the authors nobody had read, each of which is left out once."""
UNLABELLED = 0.5
"""What a page counts for a field that the author gave no value: some left out what is there."""


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
    found: dict[str, list[list[Any]]] | None
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
        groups = unread_groups(examples)
        *without, of_all = learn_spans(examples, [*groups, ()])
        unseen = [
            option
            for group, spans in zip(groups, without, strict=True)
            for example in examples
            if example.author in group
            for option in options_of(example, spans)
        ]
        _save(of_all, options.out / SPANS, len(examples))
        _save(learn_choices(unseen), options.out / CHOICES, len(unseen))
        _save(learn_kinds(examples), options.out / KINDS, len(examples))
    heads = list(read_heads())
    _save(learn_runs(heads), options.out / RUNS, len(heads))


def _save(model: LinearModel, path: Path, pages: int) -> None:
    model.save(path)
    print(f"{path.name}: {pages} pages, {len(model.rows)} features, {path.stat().st_size} bytes")


def read_examples(folders: Sequence[Path] = (TEXTS, DRAWN)) -> Iterator[Example]:
    """Yield the pages of all authors, described."""
    for path in sorted(path for folder in folders for path in folder.glob("*.json")):
        author = json.loads(path.read_text(encoding="utf-8"))
        for page in author["pages"]:
            leaf = read_as(leaf_of((_page(page),)), page["kind"])
            told = page.get("found")
            found = candidates_of(leaf) if told is None else list(as_found(leaf, told))
            values = {
                name: [squeeze(str(one)) for one in (value if isinstance(value, list) else [value])]
                for name, value in page["fields"].items()
            }
            described = describe(leaf, found)
            yield Example(path.stem, author["read"], leaf, found, described, page["kind"], values)


def as_found(leaf: Leaf, told: Mapping[str, Sequence[Sequence[Any]]]) -> Iterator[Candidate]:
    """Yield what finders of the day gave, on the text that has it or on the first line."""
    for name, values in told.items():
        for value, method, confidence, *role in values:
            text = squeeze(str(value))
            holding = (one for one in leaf.passages if text in squeeze(one.text))
            where = next(holding, None) or join_cells(leaf.cells[:1])
            yield Candidate(name, value, confidence, where, 0, 1, method, *role)


def _page(page: dict[str, Any]) -> Page:
    if "boxes" in page:
        skew, marks = page.get("skew", 0.0), page.get("marks", ())
        return placed(page["lines"], page["boxes"], page["size"], skew=skew, marks=marks)
    return sheet(*page["lines"])


def read_heads(folders: Sequence[Path] = (DRAWN, TEXTS)) -> Iterator[Head]:
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


def unread_groups(examples: Iterable[Example]) -> list[tuple[str, ...]]:
    """Return the authors whom no finder was written for, in as many groups as are left out."""
    unread = sorted({one.author for one in examples if not one.read})
    return [tuple(unread[first::GROUPS]) for first in range(GROUPS)]


def learn_spans(
    examples: Sequence[Example], left_out: Sequence[Collection[str]] = ((),)
) -> list[LinearModel]:
    """Return models of which stretch is the value of which field, each without some authors."""
    from joblib import Parallel, delayed

    stretches = _Stretches.of([one for one in examples if one.described])
    return list(Parallel(n_jobs=-1)(delayed(stretches.learned_without)(one) for one in left_out))


@dataclass(frozen=True)
class _Stretches:
    """The stretches of all pages as one matrix: rows are stretches, columns features."""

    names: list[str]
    given: Any
    """Sparse: which features each stretch has."""
    right: NDArray[np.float64]
    """Whether it is the value of each field."""
    told: NDArray[np.bool_]
    """Whether a page has a value of each field."""
    page: NDArray[np.int64]
    """The page of each stretch; those of one page follow one another."""
    authors: NDArray[np.str_]
    """The author of each page."""

    @classmethod
    def of(cls, examples: Sequence[Example]) -> _Stretches:
        """Return the matrix of those features that stand on some pages at least."""
        described = [[one.features for one in example.described] for example in examples]
        names = _seen((set().union(*spans) for spans in described), SPAN_SEEN)
        right = [
            [one.value in e.values.get(name, ()) for name in FIELDS]
            for e in examples
            for one in e.described
        ]
        told = [[bool(e.values.get(name)) for name in FIELDS] for e in examples]
        return cls(
            names,
            _matrix([span for spans in described for span in spans], names),
            np.array(right, dtype=np.float64),
            np.array(told),
            np.repeat(np.arange(len(examples)), [len(e.described) for e in examples]),
            np.array([e.author for e in examples]),
        )

    def learned_without(self, left_out: Collection[str]) -> LinearModel:
        """Return the weights under which each page's right stretch is likeliest among all.

        A conditional logit (McFadden 1974) a field, in which a page may also have no value. What
        the finders gave under the field's own name is not told: the model is to do without them.
        """
        from scipy.optimize import minimize

        pages = np.flatnonzero(~np.isin(self.authors, list(left_out)))
        rows = np.isin(self.page, pages)
        given, right, told = self.given[rows], self.right[rows], self.told[pages]
        first = np.flatnonzero(np.diff(self.page[rows], prepend=-1))
        size = np.diff(first, append=len(right))
        among = np.add.reduceat(right, first) > 0
        # a value that no stretch proposes teaches nothing
        counts = np.where(told, among, UNLABELLED).astype(np.float64)
        others = np.array(
            [[float(not one.endswith(f"={name}")) for name in FIELDS] for one in self.names]
        )
        across = given.T.tocsr()

        def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
            weights = flat.reshape(-1, len(FIELDS))
            scores = given @ weights[1:].astype(np.float32) + weights[0]
            odds = np.exp(scores.clip(-EXTREME, EXTREME))
            all_ = 1 + np.add.reduceat(odds, first)
            of_right = np.add.reduceat(odds * right, first)
            of_truth = np.where(among, of_right, 1.0)
            lost = (counts * np.log(all_ / of_truth)).sum()
            to_right = right / np.repeat(np.where(among, of_right, 1.0), size, axis=0)
            slope = (
                np.repeat(counts, size, axis=0)
                * odds
                * (1 / np.repeat(all_, size, axis=0) - to_right)
            )
            back = np.vstack([slope.sum(axis=0), others * (across @ slope.astype(np.float32))])
            back[1:] += weights[1:] / SPAN_STRENGTH
            lost += (weights[1:] ** 2).sum() / (2 * SPAN_STRENGTH)
            return float(lost), back.ravel()

        start = np.zeros((len(self.names) + 1, len(FIELDS)))
        start[0] = START
        found = minimize(
            loss, start.ravel(), jac=True, method="L-BFGS-B",
            options={"maxiter": SPAN_STEPS, "maxcor": 6},
        )  # fmt: skip
        return _pruned(FIELDS, self.names, found.x.reshape(start.shape), SPAN_PRUNED)


def options_of(example: Example, spans: LinearModel) -> Iterator[Option]:
    """Yield what may be chosen for each field of a page, by a model that has not seen its author.

    How likely a stretch is tells only a model that was learned without it.
    """
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
