"""Recognise what sort of document this is from the words that such documents carry.

The words are data: `extractor/kinds/<kind>.yaml`, one file a kind.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp, log
from statistics import median

from ruamel.yaml import YAML

from extractor.document import Kind
from extractor.fields.candidates import Leaf
from extractor.fields.learned.kind_words import log_likelihoods, weight_of
from extractor.fields.learned.model import LinearModel
from extractor.fields.titles.headings import find_headings
from extractor.language.organisations import organisation_likelihood
from extractor.passages import Passage

_HEADING = 5.0
_SHORT_LINE = 3.0
_WHOLE_BODY = 0.9
_MISREAD = 0.8  # weight of a heading that is a kind's name but for one character
_STRONG = 1.6
_MOST_STRONG = 4
_BODY = 0.5
_MOST_BODY = 6
_AGAINST = -2.0
_FLOOR = 2.6
"""Score of `unrelated` before its own cues: what a document must exceed to be a proof."""
_SHARPNESS = 0.75
_CLEAR, _CLEAR_ARTICLE, _KNOWN_FLOOR = 3.0, 0.3, 1.0
"""Of a page with enough words: by how much the cues must prefer a kind of proof so that it is one,
whatever its words (of an article, which may be about anything, less), and how much less it must
exceed, for words tell what is no proof, too."""
_LARGE = 1.2  # times the usual height: type that is meant to stand out
_CITED = re.compile(r"(?:根据|依据|按照|依照|遵照|按|据|见)[^,，。;；《]{0,20}《[^《》]*》")
"""「根据《关于举办…的通知》」 is no heading of this page."""
_UPPER = 0.6  # of the page: headings stand above
_LEAST_TITLE = 4  # characters of a name that may have one of them misread
_LONGEST_HEADING = 40  # characters
_LONGEST_LINE = 60


@dataclass(frozen=True, slots=True)
class KindCues:
    """The words of one kind: in headings, in the text, and against it.

    `strong` are phrases that hardly any other kind has, `decisive` what none has; `fields` are
    the names of the fields that the kind gives, all of them where it is empty.
    """

    kind: str
    title: tuple[str, ...]
    body: tuple[str, ...]
    against: tuple[str, ...]
    shapes: tuple[re.Pattern[str], ...] = ()
    """How a heading of the kind may be built, where words alone are too many."""
    strong: tuple[re.Pattern[str], ...] = ()
    decisive: tuple[re.Pattern[str], ...] = ()
    fields: frozenset[str] = frozenset()

    def named_in(self, heading: str) -> int:
        """Return the length of the longest name of the kind in a heading, 0 if there is none."""
        words = (len(word) for word in self.title if word in heading)
        built = (len(found.group()) for shape in self.shapes for found in shape.finditer(heading))
        return max((*words, *built), default=0)

    def settles(self, text: str) -> bool:
        """Tell whether a page's text bears what no other kind of proof can."""
        return any(pattern.search(text) for pattern in self.decisive)

    def nearly_named_in(self, heading: str) -> int:
        """Return the length of the longest Chinese name that stands there but for one sign."""
        return max(
            (
                len(word)
                for word in self.title
                if len(word) >= _LEAST_TITLE
                and not word.isascii()
                # one half of it then stands there as it is
                and (word[: len(word) // 2] in heading or word[len(word) // 2 :] in heading)
                and any(_one_off(word, heading[at:]) for at in range(len(heading) - len(word) + 1))
            ),
            default=0,
        )


@cache
def kinds() -> tuple[KindCues, ...]:
    """Return the cues of every kind that has a data file."""
    found = []
    for path in sorted(files("extractor.kinds").iterdir(), key=lambda p: p.name):
        if not path.name.endswith(".yaml") or path.name == "labels.yaml":
            continue
        data = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
        title, body, against = (
            tuple(_squeeze(word) for word in data.get(key, ()))
            for key in ("title", "body", "against")
        )
        shapes, strong, decisive = (
            tuple(re.compile(shape) for shape in data.get(key, ()))
            for key in ("title_shapes", "strong", "decisive")
        )
        kind = path.name.removesuffix(".yaml")
        fields = frozenset(data.get("fields", ()))
        found.append(KindCues(kind, title, body, against, shapes, strong, decisive, fields))
    return tuple(found)


@cache
def fields_of(kind: str) -> frozenset[str]:
    """Return the names of the fields that documents of a kind give; empty: any."""
    return next((cues.fields for cues in kinds() if cues.kind == kind), frozenset())


def _squeeze(text: str) -> str:
    return re.sub(r"[\s·•*★]+", "", text).lower()


def _one_off(word: str, text: str) -> bool:
    return sum(a != b for a, b in zip(word, text, strict=False)) == 1


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading without spaces; `named` tells the length of each kind's name in it, 0 if none."""

    text: str
    is_large: bool
    named: Mapping[str, int]

    @property
    def is_known(self) -> bool:
        """Whether some kind names it as it stands."""
        return max(self.named.values()) >= _LEAST_TITLE

    @property
    def is_body(self) -> bool:
        """Whether it is a body's name, such as 「某某学院继续教育学院」: no misread heading."""
        return organisation_likelihood(self.text) >= _WHOLE_BODY


@dataclass(frozen=True, slots=True)
class _Look:
    """What the kinds are looked for in: headings, and all text at once."""

    headings: tuple[_Heading, ...]
    text: str


def recognise_kind(leaf: Leaf, known: LinearModel | None = None) -> Kind:
    """Return the likeliest kind by cues and words; `unrelated` where nothing speaks for any.

    `known` is the model of words, the one that comes with the program where none is given.
    """
    headings = find_headings(leaf)
    words = log_likelihoods(headings, leaf.passages, known)
    look = _look_at(leaf, headings)
    cues = _of_cues(look)
    # of a kind that the model was not shown, words say neither yes nor no
    together = {kind: words.get(kind, -log(len(words))) + cue for kind, cue in cues.items()}
    enough = weight_of(leaf.passages)
    together["unrelated"] -= enough * _KNOWN_FLOOR
    preferred = max(max(cues.values()) - enough * _CLEAR, cues["paper"] - _CLEAR_ARTICLE)
    if cues["unrelated"] < preferred:
        # words alone make nothing unrelated that bears the cues of a proof
        del together["unrelated"]
    settled = {each.kind for each in kinds() if each.settles(look.text)}
    if settled:
        # what is no proof is none on a screen either
        together = {kind: at for kind, at in together.items() if kind in settled | {"unrelated"}}
    return _likeliest(together)


def kind_by_cues(leaf: Leaf) -> Kind:
    """Return the likeliest kind by the cues of the data files alone."""
    return _likeliest(_of_cues(_look_at(leaf, find_headings(leaf))))


def _of_cues(look: _Look) -> dict[str, float]:
    """Return what the cues say for each kind, as the logarithm of a weight."""
    scores = {cues.kind: _score(cues, look) for cues in kinds()}
    scores["unrelated"] = scores.get("unrelated", 0.0) + _FLOOR
    return {kind: _SHARPNESS * score for kind, score in scores.items()}


def _likeliest(logits: Mapping[str, float]) -> Kind:
    top = max(logits, key=lambda kind: logits[kind])
    weights = [exp(logit - logits[top]) for logit in logits.values()]
    return Kind(top, round(1 / sum(weights), 4))


def _look_at(leaf: Leaf, found: Sequence[Passage]) -> _Look:
    heights = [cell.box.height for cell in leaf.cells]
    usual = median(heights) if heights else 1.0

    def is_large(passage: Passage) -> bool:
        return passage.height >= _LARGE * usual and passage.box.centre[1] < _UPPER

    lines = (line for line in leaf.lines if len(line.raw) <= _LONGEST_LINE)
    texts = {
        (_squeeze(_CITED.sub("", passage.text)), is_large(passage))
        for passage in (*leaf.passages, *found, *lines)
        if len(passage.text) <= 3 * _LONGEST_HEADING
    }
    headings = tuple(
        _Heading(text, large, {cues.kind: cues.named_in(text) for cues in kinds()})
        for text, large in sorted(texts)
    )
    everything = _squeeze("".join(passage.text for passage in leaf.passages))
    return _Look(headings, everything)


def _score(cues: KindCues, look: _Look) -> float:
    title = max((_named(cues, heading) for heading in look.headings), default=0.0)
    strong = sum(1 for pattern in cues.strong if pattern.search(look.text))
    body = sum(1 for word in cues.body if word in look.text)
    against = sum(1 for word in cues.against if word in look.text)
    return (
        title
        + _STRONG * min(strong, _MOST_STRONG)
        + _BODY * min(body, _MOST_BODY)
        + _AGAINST * against
    )


def _named(cues: KindCues, heading: _Heading) -> float:
    """Return how well a heading names the kind; a misread one only where it names no other."""
    text, weight = heading.text, 1.0
    hit = heading.named[cues.kind]
    if not hit and heading.is_large and not heading.is_known and len(text) <= _LONGEST_HEADING:
        hit, weight = 0 if heading.is_body else cues.nearly_named_in(text), _MISREAD
    if not hit:
        return 0.0
    share = min(1.0, hit / max(len(text), 1) + 0.35)
    if heading.is_large:
        return weight * (_HEADING * share + 0.25 * hit)
    return _SHORT_LINE * share + 0.15 * hit if len(text) <= hit + 12 else 0.0
