"""The papers of one training on one page: what they share, and what stands out on which.

Nothing here accuses: a paper stands out because its number lies apart from the others', because a
value is not that of the class, because it is related to another paper or was claimed before,
because it carries the same impression of a seal that is stamped by hand on the others, or because
its number or school is set in other type. A value that was not read stands out for nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from verifier.numbers import bare_number

COMMON = ("hours", "start_date", "end_date", "issue_date", "issuers")
"""What the papers of a class share."""
OWN = ("holder_name", "employer", "certificate_number")
"""What is each holder's own."""
_LEAST = 3
"""Papers from which on there is a class to stand out from."""
_APART = 10


class Odd(StrEnum):
    """Why a paper stands out, the gravest first."""

    RELATED = "related"
    """It is a capture or an altered copy of another paper."""
    CLAIMED_BEFORE = "claimed_before"
    """Another claim that counts has the same file, number, or activity of the same person."""
    NUMBER_TWICE = "number_twice"
    OTHER_VALUE = "other_value"
    SEAL_TWICE = "seal_twice"
    """Its seal is the same impression as another paper's, in a class that is stamped by hand."""
    OTHER_TYPE = "other_type"
    """Its number or school is printed in other type than the others'."""
    NUMBER_APART = "number_apart"


@dataclass(frozen=True, slots=True)
class Member:
    """A claim of the training with the values of its paper, as far as they were read."""

    claim: int
    values: Mapping[str, str]
    is_related: bool = False
    has_twin_seal: bool = False
    other_type: frozenset[str] = frozenset()
    """The fields that are set in other type than those of the class."""
    is_repeated: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """A member with why it stands out, and in which fields."""

    member: Member
    odd: tuple[Odd, ...]
    fields: frozenset[str]


@dataclass(frozen=True, slots=True)
class Family:
    """The papers of one training: what most of them say, and each of them, odd ones first."""

    common: Mapping[str, str]
    members: tuple[Standing, ...]


def gather(members: Sequence[Member]) -> Family:
    """Return the family of some papers of one training."""
    common = {}
    for name in COMMON:
        counted = Counter(one.values[name] for one in members if one.values.get(name))
        if counted:
            value, number = counted.most_common(1)[0]
            if 2 * number > counted.total():
                common[name] = value
    twice = {
        number
        for number, times in Counter(
            bare_number(one.values["certificate_number"])
            for one in members
            if one.values.get("certificate_number")
        ).items()
        if times > 1
    }
    apart = _apart([one.values.get("certificate_number", "") for one in members])
    standings = [_standing(one, common, twice, apart, len(members)) for one in members]
    standings.sort(key=lambda one: (_gravity(one), _order(one.member)))
    return Family(common, tuple(standings))


def _standing(
    one: Member, common: Mapping[str, str], twice: set[str], apart: set[str], size: int
) -> Standing:
    odd: list[Odd] = []
    fields: set[str] = set()
    if one.is_related:
        odd.append(Odd.RELATED)
    if one.is_repeated:
        odd.append(Odd.CLAIMED_BEFORE)
    number = one.values.get("certificate_number", "")
    if bare_number(number) in twice:
        odd.append(Odd.NUMBER_TWICE)
        fields.add("certificate_number")
    others = {
        name
        for name, value in common.items()
        if size >= _LEAST and one.values.get(name) and one.values[name] != value
    }
    if others:
        odd.append(Odd.OTHER_VALUE)
        fields |= others
    if one.has_twin_seal:
        odd.append(Odd.SEAL_TWICE)
    if one.other_type:
        odd.append(Odd.OTHER_TYPE)
        fields |= one.other_type
    if number and number in apart:
        odd.append(Odd.NUMBER_APART)
        fields.add("certificate_number")
    return Standing(one, tuple(odd), frozenset(fields))


def _apart(numbers: Sequence[str]) -> set[str]:
    """Return the numbers that lie outside of the run which more than half of them form."""
    read = {number: parts for number in numbers if (parts := _parts(number)) is not None}
    if len(read) < _LEAST:
        return set()
    stem, times = Counter(stem for stem, _ in read.values()).most_common(1)[0]
    if 2 * times <= len(read):
        return set()
    ordered = sorted(value for other, value in read.values() if other == stem)
    reach = max(_APART, 2 * len(ordered))
    runs: list[list[int]] = []
    for value in ordered:
        if runs and value - runs[-1][-1] <= reach:
            runs[-1].append(value)
        else:
            runs.append([value])
    longest = max(runs, key=len)
    if 2 * len(longest) <= len(read):
        return set()
    inside = set(longest)
    return {
        number for number, (other, value) in read.items() if other != stem or value not in inside
    }


def _parts(number: str) -> tuple[str, int] | None:
    """Return what stands before the last figures of a number, and the figures."""
    runs = list(re.finditer(r"\d+", bare_number(number)))
    if not runs:
        return None
    last = runs[-1]
    text = bare_number(number)
    # a long run holds the year and the class before the holder's own place
    begin = max(last.start(), last.end() - 6)
    return text[:begin] + text[last.end() :], int(text[begin : last.end()])


def _gravity(one: Standing) -> int:
    return min((list(Odd).index(odd) for odd in one.odd), default=len(Odd))


def _order(one: Member) -> tuple[str, int, int]:
    stem, place = _parts(one.values.get("certificate_number", "")) or ("", 0)
    return stem, place, one.claim
