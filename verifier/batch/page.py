"""The results at a glance: one HTML file that needs nothing else, its plots drawn as SVG."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from verifier import labels
from verifier.batch.results import HOURS_STEP, Tally
from verifier.batch.words import RECOMMENDATIONS, RELATION_WORDS, reason_text

_MOST_BARS = 15
_GRADES = {"good": ("清晰", "good"), "fair": ("一般", "fair"), "poor": ("较差", "poor")}
_COLOURS = {
    "ready": "#2e7d4f", "review": "#b7791f", "return": "#a63d8f", "void": "#b3261e",
    "unread": "#5f6368",
}  # fmt: skip
_PLAIN = "#33629c"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a plot: its words, its number, its share of the longest (0 to 1), its colour."""

    zh: str
    en: str
    number: int
    share: float
    colour: str = _PLAIN


def summary_page(tally: Tally, *, title: str, policy: str, today: str) -> str:
    """Return the page."""
    spans = sorted(
        ((span, number) for span, number in tally.spans.items() if span is not None),
        key=lambda one: one[0] or 0,
    )
    return _template().render(
        title=title,
        policy=policy,
        today=today,
        tally=tally,
        recommendations=_bars(
            (*RECOMMENDATIONS[code], tally.recommendations[code], _COLOURS[code])
            for code in RECOMMENDATIONS
        ),
        reasons=_bars(
            (*reason_text(reason), number, _PLAIN)
            for (_, reason), number in tally.reasons.most_common(_MOST_BARS)
        ),
        hours=_bars(
            [
                (f"{span * HOURS_STEP}–{span * HOURS_STEP + HOURS_STEP - 1} 学时",
                 "hours", number, _PLAIN)
                for span, number in spans[: _MOST_BARS * 2]
            ]
            + [("由审核人决定", "a person decides", tally.spans[None], _COLOURS["review"])]
        ),
        kinds=_bars(
            (*labels.KINDS.get(code, (code, code)), number, _PLAIN)
            for code, number in tally.kinds.most_common(_MOST_BARS)
        ),
        quality=_bars(
            (*words, tally.quality[code], _PLAIN) for code, words in _GRADES.items()
        ),
        relations=_bars(
            (*words, tally.relations[code], _PLAIN) for code, words in RELATION_WORDS.items()
        ),
        errors=tally.errors.most_common(),
        columns=RECOMMENDATIONS,
        units=sorted(tally.units.items(), key=lambda one: (-one[1].total(), one[0]))[:200],
        pairs=[
            (number, name, *RELATION_WORDS[relation], other)
            for number, name, relation, other in tally.pairs
        ],
    )  # fmt: skip


def _bars(given: Iterable[tuple[str, str, int, str]]) -> tuple[Bar, ...]:
    listed = list(given)
    most = max((number for _, _, number, _ in listed), default=0) or 1
    return tuple(Bar(zh, en, number, number / most, colour) for zh, en, number, colour in listed)


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("summary.html")
