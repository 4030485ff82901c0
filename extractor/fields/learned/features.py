"""Describe a stretch of a page by where it stands, between what, and how it is made.

A description is a set of short texts, each of which the model has a weight for. They tell the
label before a value, the characters around it and at its ends, its shape, how much of a name or a
body it is, how its lines are set (`setting`), the kind of the document, and what the finders have
already found around it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from statistics import median

from extractor.fields.candidates import Candidate, Leaf
from extractor.fields.labels import words as label_words
from extractor.fields.learned.measures import Group, squeeze
from extractor.fields.learned.setting import Setting
from extractor.fields.learned.spans import Span, spans_of, texts_of
from extractor.language.names import name_likelihood
from extractor.language.organisations import organisation_likelihood
from extractor.passages import Passage

_SPACE = re.compile(r"\s+")
_LABEL = re.compile(r"([^,，。;；:：\n|]{1,12})[:：]\s*$")
_UNDER_LABEL = re.compile(r"([^,，。;；:：\n|]{1,14})[:：][^:：。;；]*$")
_LONGEST_LABEL = 14
_LARGE, _SMALL = 1.25, 0.8
"""Times the usual height of a page's type."""
_LEFT, _MIDDLE = 0.2, 0.45
_BANDS = 5
_LENGTHS = ((5, ""), (8, "6-8"), (12, "9-12"), (20, "13-20"), (35, "21-35"))
_SHAPED = 14
_SHORT_VALUE = 8
_SHORT_NEIGHBOUR = 12
_LONGEST_NAME, _SHORTEST_BODY = 40, 4


@dataclass(frozen=True, slots=True)
class Described:
    """A span, its text as values are compared, and what tells of it."""

    span: Span
    value: str
    groups: tuple[Group, ...]
    """Features of its place, of where it begins and ends, of the value, of the span itself and of
    how its lines are set, in groups that spans share; the last are `taken=employer` and the like,
    what the finders' values have to do with it."""
    label: str
    """The last label before it in its sentence, or that of its cell, as labels are compared."""

    @property
    def features(self) -> tuple[str, ...]:
        """All that tells of it."""
        return tuple(feature for group in self.groups for feature in group)

    @property
    def relations(self) -> Group:
        """What the finders' values have to do with it."""
        return self.groups[-1]


@dataclass(frozen=True, slots=True)
class _Neighbours:
    """What stands around a text: its layout, the texts before and behind, the cell at its left."""

    layout: str
    before: str
    behind: str
    at_left: str
    from_top: int
    from_end: int


def describe(leaf: Leaf, found: Collection[Candidate]) -> tuple[Described, ...]:
    """Return every span of a leaf, described; `found` is what the finders gave."""
    texts = texts_of(leaf.passages)
    around = _Found.of(found)
    values = list(
        dict.fromkeys(one.value for one in found if isinstance(one.value, str) and one.value)
    )
    whole = "\n".join(squeeze(passage.text) for passage in leaf.passages)
    described: list[Described] = []
    setting = Setting(leaf)
    for passage, neighbours in zip(texts, _neighbours(texts, leaf), strict=True):
        place = _Place(passage.text, neighbours, leaf.kind)
        for span in spans_of(passage, values):
            value = "".join(span.text.split())  # a passage's text is NFKC
            made, sorts = _of_value(span.text, value, leaf.kind)
            groups = (
                place.group,
                place.before(span.start),
                place.behind(span.end),
                made,
                (*place.between(span, sorts), f"times={min(3, whole.count(value))}"),
                *setting.of(span),
                tuple(around.relations(span, value)),
            )
            described.append(Described(span, value, groups, place.label_over(span.start)))
    return tuple(described)


def _neighbours(texts: tuple[Passage, ...], leaf: Leaf) -> Iterator[_Neighbours]:
    usual = median([cell.em for passage in texts for cell in passage.cells] or [1.0])
    at_left = {right.key: left.line.text for row in leaf.rows for left, right in pairwise(row)}
    for index, passage in enumerate(texts):
        cell = passage.cells[0]
        yield _Neighbours(
            _layout(passage, usual),
            texts[index - 1].text if index else "^",
            texts[index + 1].text if index + 1 < len(texts) else "$",
            at_left.get(cell.key, ""),
            min(_BANDS, index),
            min(_BANDS, len(texts) - 1 - index),
        )


def _layout(passage: Passage, usual: float) -> str:
    """Return size of type, column and height on the page, such as `Lc0` for a large heading."""
    cell = passage.cells[0]
    size = "L" if cell.em > _LARGE * usual else "S" if cell.em < _SMALL * usual else "M"
    column = "l" if cell.box.left < _LEFT else "c" if cell.box.left < _MIDDLE else "r"
    return f"{size}{column}{min(_BANDS - 1, int(cell.box.top * _BANDS))}"


class _Place:
    """What stands before and behind the spans of one text, told once for each place in it."""

    def __init__(self, text: str, around: _Neighbours, kind: str) -> None:
        self._text, self._around, self._kind = text, around, kind
        self._before: dict[int, Group] = {}
        self._behind: dict[int, Group] = {}
        self._labels: dict[int, str] = {}
        self.group: Group = (f"at={around.layout}", f"kind={kind}")

    def before(self, start: int) -> Group:
        """Return what a span that starts here is preceded by."""
        if start not in self._before:
            self._before[start] = tuple(self._told_before(start))
        return self._before[start]

    def behind(self, end: int) -> Group:
        """Return what a span that ends here is followed by."""
        if end not in self._behind:
            self._behind[end] = tuple(self._told_behind(end))
        return self._behind[end]

    def label_over(self, start: int) -> str:
        """Return the label under which a stretch stands, if not right behind it."""
        if start not in self._labels:
            self._labels[start] = _label_over(self._text[:start], self._around)
        return self._labels[start]

    def between(self, span: Span, sorts: tuple[str, str]) -> Iterator[str]:
        """Yield what only this span is told by: both its sides at once, and how it was found."""
        text, around = self._text, self._around
        left, right = text[max(0, span.start - 2) : span.start], text[span.end : span.end + 2]
        yield from (f"way={way}" for way in span.ways)
        yield f"between1={left[-1:]}|{right[:1]}"
        yield f"between2={left}|{right}"
        if span.start == 0 and span.end == len(text):
            yield f"alone-at={around.layout}"
            yield f"alone-at={around.layout}/{self._kind}"
            yield f"from-top={around.from_top}"
            yield f"from-end={around.from_end}"
        for sort in sorts:
            yield f"{sort}/<{left[-1:]}"
            yield f"{sort}/<{left}"
            yield f"{sort}/>{right[:1]}"
            yield f"{sort}/>{right}"

    def _told_before(self, start: int) -> Iterator[str]:
        left, around = self._text[max(0, start - 20) : start], self._around
        label = _label(left, start, around)
        if label:
            yield f"label={label}"
            yield f"label-1={label[-1:]}"
            yield f"label-2={label[-2:]}"
            yield f"label-3={label[-3:]}"
            yield f"label+2={label[:2]}"
            yield f"label-2={label[-2:]}/{self._kind}"
        for size in (1, 2, 3, 4, 6):
            yield f"left{size}={left[-size:]}"
        if start == 0:
            yield f"before={around.before[-2:]}"
            if len(around.before) < _SHORT_NEIGHBOUR:
                yield f"line-before={around.before}"

    def _told_behind(self, end: int) -> Iterator[str]:
        right, around = self._text[end : end + 4], self._around
        for size in (1, 2, 3, 4):
            yield f"right{size}={right[:size]}"
        if end == len(self._text):
            yield f"behind={around.behind[:2]}"
            if len(around.behind) < _SHORT_NEIGHBOUR:
                yield f"line-behind={around.behind}"


def _label(left: str, start: int, around: _Neighbours) -> str:
    """Return what announces a value: the words before a colon, or the cell at its left."""
    before_colon = _LABEL.search(left)
    if before_colon is not None:
        return _SPACE.sub("", before_colon.group(1))
    if start == 0 and around.at_left and len(around.at_left) <= _LONGEST_LABEL:
        return "<" + re.sub(r"[\s:：]", "", around.at_left)
    return ""


def _label_over(left: str, around: _Neighbours) -> str:
    """Return the label under which a stretch stands, if not right behind it."""
    colon = _UNDER_LABEL.search(left)
    if colon is not None:
        return label_words.squeeze(colon.group(1))
    words = around.at_left or left.strip()
    return label_words.squeeze(words) if len(words) <= _LONGEST_LABEL else ""


@lru_cache(maxsize=8192)
def _of_value(text: str, value: str, kind: str) -> tuple[Group, tuple[str, str]]:
    """Return what tells of a value wherever it stands, and how much of a name and a body it is."""
    length = f"length={_length(len(value))}"
    made = [length, f"{length}/{kind}", f"shape={_shape(value)}"]
    for size in (1, 2, 3):
        made.append(f"ends{size}={value[-size:]}")
        made.append(f"begins{size}={value[:size]}")
    if len(value) < _SHORT_VALUE:
        made.append(f"value={value}")
    name = name_likelihood(text) if len(value) <= _LONGEST_NAME else 0.0
    body = organisation_likelihood(text) if len(value) >= _SHORTEST_BODY else 0.0
    sorts = (f"name={name:.1f}", f"body={body:.1f}")
    for sort in sorts:
        made += [sort, f"{sort}/{kind}"]
    return tuple(made), sorts


def _length(size: int) -> str:
    return next((name or str(size) for most, name in _LENGTHS if size <= most), "36+")


def _shape(value: str) -> str:
    """Return `汉9-A` for 「字2021-B」: sorts of characters, each run of one sort once."""
    made = ""
    for char in value[:_SHAPED]:
        sort = char
        if char.isdigit():
            sort = "9"
        elif char.isascii() and char.isalpha():
            sort = "A"
        elif "\u3400" <= char <= "\u9fff":
            sort = "汉"
        if not made.endswith(sort):
            made += sort
    return made


@dataclass(frozen=True, slots=True)
class _Found:
    """What the finders gave, as it is compared."""

    names: Mapping[str, tuple[str, ...]]
    """Names of the fields by value."""
    holder: str

    @classmethod
    def of(cls, found: Iterable[Candidate]) -> _Found:
        """Return the values of the candidates, of bodies only those that issued."""
        names: dict[str, tuple[str, ...]] = {}
        holder = ""
        for one in found:
            if one.role in (None, "issuer"):
                value = squeeze(str(one.value))
                names[value] = (*names.get(value, ()), one.name)
                holder = value if one.name == "holder_name" else holder
        return cls(names, holder)

    def relations(self, span: Span, value: str) -> Iterator[str]:
        """Yield how a span lies to the finders' values."""
        yield from (f"taken={name}" for name in self.names.get(value, ()))
        for other, names in self.names.items():
            if value != other and value in other:
                yield f"inside={names[0]}"
            elif len(other) > 1 and value != other and other in value:
                yield f"holds={names[0]}"
        if self.holder:
            text = span.passage.text
            if text.startswith(self.holder, span.end):
                yield "precedes=holder_name"
            if text.endswith(self.holder, 0, span.start):
                yield "follows=holder_name"
            if self.holder in text:
                yield "beside=holder_name"
