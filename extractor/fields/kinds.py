"""Recognise what sort of document this is from the words that such documents carry.

The words are data: `extractor/kinds/<kind>.yaml`, one file a kind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp
from statistics import median

from ruamel.yaml import YAML

from extractor.document import Kind
from extractor.fields.candidates import Leaf
from extractor.fields.headings import find_headings

_HEADING = 5.0
_SHORT_LINE = 3.0
_BODY = 0.8
_MOST_BODY = 6
_AGAINST = -2.0
_FLOOR = 1.8
"""Score of `unrelated` before its own cues: what a document must exceed to be a proof."""
_SHARPNESS = 0.75


@dataclass(frozen=True, slots=True)
class KindCues:
    """The words of one kind: in headings, in the text, and against it."""

    kind: str
    title: tuple[str, ...]
    body: tuple[str, ...]
    against: tuple[str, ...]
    shapes: tuple[re.Pattern[str], ...] = ()
    """How a heading of the kind may be built, where words alone are too many."""

    def named_in(self, heading: str) -> int:
        """Return the length of the longest name of the kind in a heading, 0 if there is none."""
        words = (len(word) for word in self.title if word in heading)
        built = (len(found.group()) for shape in self.shapes for found in shape.finditer(heading))
        return max((*words, *built), default=0)


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
        shapes = tuple(re.compile(shape) for shape in data.get("title_shapes", ()))
        found.append(KindCues(path.name.removesuffix(".yaml"), title, body, against, shapes))
    return tuple(found)


def _squeeze(text: str) -> str:
    return re.sub(r"[\s·•*★]+", "", text).lower()


def recognise_kind(leaf: Leaf) -> Kind:
    """Return the likeliest kind; `unrelated` where nothing speaks for any."""
    scores = {cues.kind: _score(cues, leaf) for cues in kinds()}
    scores["unrelated"] = scores.get("unrelated", 0.0) + _FLOOR
    top = max(scores, key=lambda kind: scores[kind])
    weights = {kind: exp(_SHARPNESS * (score - scores[top])) for kind, score in scores.items()}
    return Kind(top, round(weights[top] / sum(weights.values()), 4))


def _score(cues: KindCues, leaf: Leaf) -> float:
    heights = [cell.box.height for cell in leaf.cells]
    usual = median(heights) if heights else 1.0
    title = 0.0
    for passage in (*leaf.passages, *find_headings(leaf)):
        text = _squeeze(passage.text)
        hit = cues.named_in(text)
        if not hit:
            continue
        share = min(1.0, hit / max(len(text), 1) + 0.35)
        if passage.height >= 1.2 * usual and passage.box.centre[1] < 0.6:
            title = max(title, _HEADING * share + 0.25 * hit)
        elif len(text) <= hit + 12:
            title = max(title, _SHORT_LINE * share + 0.15 * hit)
    everything = _squeeze("".join(passage.text for passage in leaf.passages))
    body = sum(1 for word in cues.body if word in everything)
    against = sum(1 for word in cues.against if word in everything)
    return title + _BODY * min(body, _MOST_BODY) + _AGAINST * against


def recognise_language(text: str) -> str:
    """Return `zh` where Chinese characters carry the text, else `en`."""
    han = len(re.findall(r"[㐀-鿿]", text))
    latin = len(re.findall(r"[A-Za-z]{2,}", text))
    return "zh" if han >= latin else "en"
