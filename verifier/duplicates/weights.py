"""The weight of a comparison's outcome in bits, after Fellegi and Sunter (1969).

A field's weight is log2(m / u): m is how often documents that belong together give this outcome,
u how often others do. Weights of fields add up with the prior; 2 ** sum are the odds. A field that
is unknown on either side weighs nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

from verifier.relations import FieldMatch, Match

EVENT = ("activity_title", "start_date", "end_date", "issuers", "hours")
HOLDER = ("holder_name", "holder_id", "employer")
NUMBER = ("certificate_number",)
_FILE = Path(__file__).with_name("weights.yaml")


@dataclass(frozen=True, slots=True)
class Chance:
    """How likely an outcome is if two documents belong together (m) and if not (u)."""

    m: float
    u: float

    @property
    def bits(self) -> float:
        """The weight of the outcome."""
        return math.log2(self.m / self.u)


@cache
def chances() -> Mapping[str, Mapping[str, Chance]]:
    """Return the chances of every field's outcomes, by field and outcome."""
    raw = YAML(typ="safe").load(_FILE.read_text("utf-8"))
    return {
        name: {level: Chance(float(one["m"]), float(one["u"])) for level, one in levels.items()}
        for name, levels in raw.items()
    }


def bits_of(name: str, match: Match) -> float:
    """Return the weight of a field's outcome; 0 if it is unknown."""
    if match is Match.UNKNOWN:
        return 0.0
    levels = chances()[name]
    found = levels.get(match.value, levels["different"])
    return found.bits


def total(matches: Iterable[FieldMatch], names: tuple[str, ...]) -> float:
    """Return the weight of some fields together, without the prior."""
    return sum(match.weight for match in matches if match.name in names)


def probability(bits: float, prior: float) -> float:
    """Return the probability that a pair belongs together: its weight and the prior chance."""
    odds = math.exp2(bits) * prior / (1 - prior)
    return odds / (1 + odds)
