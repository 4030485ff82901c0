"""Choose which line of a page names an article's authors, by how it is set, beside the finders.

The finders look below the title, behind labels and in heads. Here every line, every row and every
two of them that hold names are weighed by their place, their type and their neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractor.fields.candidates import Candidate, Leaf
from extractor.fields.learned.around import Around
from extractor.fields.learned.heads import (
    DOUBTED,
    LEAST_TRUST,
    METHOD,
    MOST_TRUST,
    around_of,
    likelihood,
)
from extractor.fields.learned.measures import Group, squeeze
from extractor.fields.learned.model import RUNS, LinearModel, model
from extractor.fields.learned.run_features import describe_runs
from extractor.fields.learned.runs import Run
from extractor.fields.people.teams import team
from extractor.fields.publications.article_authors import names_of_row
from extractor.language.scripts import has_chinese
from extractor.paragraphs import rows_of
from extractor.passages import Cell, join_cells

CLASS = "paper/authors"
"""What the model calls them."""
_LIKELY, _UNLIKELY = 0.2, 0.05
"""From where a line fills a gap or stands for what is less likely, and what is not believed."""
_LABEL = re.compile(
    r"\s*(?:【?作\s*者】?(?:姓名|信息)?|著者|撰稿人?|撰文|责任者|Authors?|文)\s*[:：/／|｜]?\s*"
)
_BEHIND_TITLE = re.compile(r"(?:…+|[·.．・]{3,})\s*(.+)$|[/／]\s*(.+)$|\s{2,}(.+)$")
"""The author of an entry of contents."""
_PAGE = re.compile(
    r"(?:…+|[·.．・]{3,})\s*|[(（]\s*\d{1,4}\s*[)）]\s*$|\s+\d{1,4}\s*$|[/／]\s*\d+\s*$"
)
_NEXT_ROW = 2.0
"""Heights of a line that the second row of authors may stand below the first."""
_MANY = 5


@dataclass(frozen=True, slots=True)
class Byline:
    """Names that a line, or two, may tell as an article's authors."""

    names: tuple[str, ...]
    run: Run

    @property
    def values(self) -> tuple[str, ...]:
        """The names as values are compared."""
        return tuple(map(squeeze, self.names))


def bylines_of(cells: Sequence[Cell]) -> tuple[Byline, ...]:
    """Return what each line, each row and each two of them that follow tell as names."""
    rows = [row for row in rows_of(tuple(cells)) if len(row) > 1]
    alone = [
        Byline(names, _run(unit, "line"))
        for unit in (*((cell,) for cell in cells), *rows)
        for names in dict.fromkeys(_told(unit))
    ]
    joined = [
        Byline(one.names + other.names, _run((*one.run.cells, *other.run.cells), "two"))
        for one, other in pairwise(alone)
        if one.names != other.names and _follows(one.run, other.run)
    ]
    return (*alone, *joined)


def describe_bylines(
    around: Around, bylines: Sequence[Byline], marked: Collection[tuple[int, int]]
) -> list[tuple[Group, Group]]:
    """Return what tells of the page, and of each of the bylines."""
    described = describe_runs(around, [one.run for one in bylines], marked)
    return [
        # the words of people's names tell nothing
        (page, (*(f for f in run if not f.startswith("word=")), *_of_names(one)))
        for one, (page, run) in zip(bylines, described, strict=True)
    ]


def likelier_authors(
    leaf: Leaf, page: int | None, found: list[Candidate], known: LinearModel | None = None
) -> list[Candidate]:
    """Return the authors that were found, or those of the line that is likelier to name them."""
    around = around_of(leaf, page)
    bylines = bylines_of(around.cells)
    known = known or model(RUNS)
    if not bylines or CLASS not in known.classes:
        return found
    scores = known.scores(describe_bylines(around, bylines, leaf.marked))
    likely = likelihood(scores[:, known.classes.index(CLASS)])
    best = max(range(len(likely)), key=likely.__getitem__)
    given = tuple(squeeze(str(one.value)) for one in found)
    same = (p for one, p in zip(bylines, likely, strict=True) if _is_same(one.values, given))
    own = max(same, default=0)
    if own >= _UNLIKELY:
        return found
    if likely[best] < _LIKELY or _is_part(bylines[best].values, given):
        return [replace(one, trust=min(one.trust, DOUBTED)) for one in found]
    trust = min(MOST_TRUST, max(LEAST_TRUST, likely[best]))
    chosen = bylines[best]
    return team("authors", list(chosen.names), chosen.run.passage, trust, METHOD)


def _is_same(told: Sequence[str], given: Sequence[str]) -> bool:
    """Tell whether a line's names are those found, with the letters of their houses or without."""
    return len(told) == len(given) and all(
        one in (other, other[:-1]) for one, other in zip(given, told, strict=True)
    )


def _is_part(chosen: Sequence[str], given: Sequence[str]) -> bool:
    """Tell whether names are some of those that were found, or these with a mark: 「Tuoa」."""
    if len(chosen) == len(given):
        return all(one in other or other in one for one, other in zip(chosen, given, strict=True))
    return set(chosen) <= set(given)


def _told(cells: tuple[Cell, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the names that a line tells, read as a whole, behind a label and behind a title."""
    raw = "\u3000".join(cell.line.text for cell in cells)
    bare = _LABEL.sub("", raw, count=1) if _LABEL.match(raw) else raw
    behind = _BEHIND_TITLE.search(raw)
    parts = [raw, bare, _PAGE.sub(" ", bare).strip()]
    if behind is not None:
        parts.append(_PAGE.sub("", next(filter(None, behind.groups()))))
    for part in dict.fromkeys(parts):
        if names := names_of_row(cells, part):
            yield tuple(names)


def _run(cells: tuple[Cell, ...], way: str) -> Run:
    passage = join_cells(cells)
    return Run(cells, passage, 0, len(passage.text), way)


def _follows(one: Run, other: Run) -> bool:
    last, first = one.cells[-1].box, other.cells[0].box
    below = first.top - last.bottom < _NEXT_ROW * last.height
    return below and first.top >= one.cells[0].box.top


def _of_names(one: Byline) -> Iterator[str]:
    yield f"names={min(len(one.names), _MANY)}"
    yield "chinese-names" if has_chinese(one.names[0]) else "letters-names"
    text = squeeze(one.run.cells[0].line.text)
    yield f"line-begins={text[:2]}"
    if _LABEL.match(text):
        yield "labelled"
