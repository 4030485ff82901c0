"""Hours and what they are: the total of an activity, its parts, its days, a requirement.

「共40学时」 and 「不少于90学时」 differ by a phrase only; the phrases are data
(`patterns/hours.yaml`). Units stay as stated: what a credit, a day or a clock
hour is worth is a notice's business. `totals.py` chooses among the figures.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from extractor.language.dates import find_dates
from extractor.language.hours_model import HoursMention, HoursRole, HoursTotal
from extractor.language.normalise import normalise
from extractor.language.numerals import parse_number
from extractor.language.phrasebook import lexicon
from extractor.language.pipeline import PhraseMatch, matches
from extractor.language.totals import choose_total

__all__ = [
    "HoursMention",
    "HoursRole",
    "HoursTotal",
    "canonical_unit",
    "choose_total",
    "find_hours",
]

MAX_HOURS = Decimal(5000)
"""A larger figure beside a unit is a misreading."""
MAX_BARE_HOURS = Decimal(1000)
"""A larger figure that has only a label in front is a number of another kind."""

_UNIT_CATEGORIES = (
    "class_hour", "clock_hour", "en_hour", "credit", "en_credit", "day", "en_day", "minute",
    "en_minute",
)  # fmt: skip
_NUMBER_SLOTS = ("base", "value", "last", "minutes")
# What makes a figure after a label a count of something else, a time or a range.
_OTHER_UNIT = re.compile(
    # 「学时:30年度要求:…」: behind a gap, which normalising took, the next label of a row begins
    r"(?!\s?(?:年度|项目|名称|名次|次数|月份|周期|级别|分数|分类|期间|期限|号码|日期|讲师|门数|人数|人员|天数|本[次年人校期]|种类))"
    r"(?:[.．、]\s*[㐀-鿿]|\s?(?:[门天人次名页号期年月日分级元%第种届章篇讲项本周:：至到~～—–-]"
    r"|(?:days?|weeks?|months?|years?|min(?:ute)?s?|am|pm|people|participants)\b))",
    re.IGNORECASE,
)
_ENDS_HERE = re.compile(r"\s*(?:$|[\s,，、;；。)）\]】+＋/])")
_FIGURE_BEFORE = re.compile(r"[0-9０-９〇零一二三四五六七八九十百千拾佰半个](?:\s?[)）])?\s{0,4}$")
_OF_A_CODE = re.compile(r"[A-Za-z0-9]")
_LATIN_UNIT = re.compile(r"[A-Za-z]$")
_AMONG = re.compile(
    r"(?P<open>[(（]\s*)?(?:其中|含|包括)[^()（）。;；]{0,60}?\d(?:\.\d)?\s*个?(?:学时|课时|小时)"
    r"(?:[,，、+和及][^()（）。;；,，、\d]{0,12}?(?<!予)(?<!计)(?<!定)(?<!得)(?<!合)(?<!成)\d{1,4}(?:\.\d)?\s*个?(?:学时|课时|小时))+"
    r"(?(open)\s*[)）]|(?![)）]))"
)
"""「(其中听课12学时,备课14学时,交流10学时)」; what was granted or comes to a sum is no part."""
_ASKED_FOR = re.compile(r"(?:申报|申请|自报)(?:学时|课时)?(?:为|共|计)?[:：]?$")
_GRANTED = re.compile(r"(?:认定|核定|核准|审定|核算)(?:学时|课时)?(?:为|共|计)?[:：]?$")
"""「申报52学时,因缺勤扣减6学时,实际认定46学时」"""
_LONGEST_DATE = 24
_LONGEST_PHRASE = 24  # what is read in front of a figure to see whether it was asked for or granted
_NEARBY = 60  # characters within which a figure without a unit takes that of another figure


def find_hours(text: str) -> tuple[HoursMention, ...]:
    """Return every figure of hours, credits or days, by place; a number is claimed once."""
    found = _without_misread_labels(text, matches(text, "hours"))
    found = _without_total_before_days(found)
    claimed: set[tuple[int, int]] = set()
    mentions: list[HoursMention] = []
    for match in sorted(found, key=lambda match: (match.priority, match.start)):
        numbers = {match.captures[slot] for slot in _NUMBER_SLOTS if slot in match.captures}
        if not claimed.isdisjoint(numbers):
            continue
        mention = _mention(text, match)
        if mention is not None:
            claimed |= numbers
            mentions.append(mention)
    mentions.sort(key=lambda mention: mention.value_span)
    told = _with_requests(text, _with_asides(text, _with_all_parts(text, mentions)))
    return tuple(_with_units(told))


def _with_requests(text: str, mentions: list[HoursMention]) -> list[HoursMention]:
    """Return the mentions, what was asked for being required where less was granted behind it."""
    last_granted = max(
        (one.value_span[0] for one in mentions if _GRANTED.search(_before(text, one))), default=-1
    )
    return [
        replace(one, role=HoursRole.REQUIRED)
        if one.role is HoursRole.STATED
        and one.value_span[0] < last_granted
        and _ASKED_FOR.search(_before(text, one))
        else one
        for one in mentions
    ]


def _before(text: str, mention: HoursMention) -> str:
    """Return the words in front of a figure, as many as a phrase in front of it has."""
    first = mention.value_span[0]
    return text[max(0, first - _LONGEST_PHRASE) : first]


def _with_asides(text: str, mentions: list[HoursMention]) -> list[HoursMention]:
    """Return the mentions, one in brackets behind what is required being required, too.

    「五年不少于120学分(360学时)」
    """
    asides = []
    for one, before in zip(mentions, [None, *mentions], strict=False):
        aside = (
            before is not None
            and before.role in {HoursRole.MINIMUM, HoursRole.REQUIRED}
            and one.role is HoursRole.STATED
            and text[before.end : one.start].strip() in {"(", "（"}
        )
        asides.append(replace(one, role=HoursRole.REQUIRED) if aside else one)
    return asides


def _with_all_parts(text: str, mentions: list[HoursMention]) -> list[HoursMention]:
    """Return the mentions, those that a list of parts goes on with being parts as its first."""
    lists = [found.span() for found in _AMONG.finditer(text)]
    return [
        replace(one, role=HoursRole.PART, pattern="part-among")
        if one.role is HoursRole.STATED
        and any(first <= one.value_span[0] < last for first, last in lists)
        else one
        for one in mentions
    ]


def _without_misread_labels(text: str, found: tuple[PhraseMatch, ...]) -> list[PhraseMatch]:
    """Settle whether a unit between two figures belongs to the left or the right one.

    In 「40学时 12」 the unit belongs to the left figure. In the row
    「学时 48 学分 3」 each figure has its label in front, so 「48学分」 is no
    credit.
    """
    label_first = [match for match in found if _is_label_first(match)]
    labelled = {match.captures["value"]: _unit(text, match) for match in label_first}
    rivals: dict[tuple[int, int], list[PhraseMatch]] = {}
    for match in found:
        if "unit" in match.captures and not _is_label_first(match):
            rivals.setdefault(match.captures["unit"], []).append(match)
    dropped: set[int] = set()
    for match in label_first:
        label = match.captures["unit"]
        if match.start != label[0] or not _follows_a_figure(text, match.start):
            continue
        others = rivals.get(label, [])
        unit = _unit(text, match)
        in_a_row = any(labelled.get(m.captures["value"], unit) != unit for m in others)
        dropped.update(id(m) for m in (others if in_a_row else [match]))
    return [match for match in found if id(match) not in dropped]


def _without_total_before_days(found: list[PhraseMatch]) -> list[PhraseMatch]:
    """Leave to the figure behind it what 「每天」 says: 「160学时(每天8学时)」."""
    daily = {match.start for match in found if match.name == "per-day"}
    return [
        match
        for match in found
        if match.name != "per-day-after" or daily.isdisjoint(range(match.start, match.end))
    ]


def _follows_a_figure(text: str, position: int) -> bool:
    """Tell whether a figure stands before, and not as the end of a date: 「2023-01-08 学时:48」."""
    start = max(0, position - 8)
    if _FIGURE_BEFORE.search(text, start, position) is None:
        return False
    before = text[max(0, position - _LONGEST_DATE) : position].rstrip()
    return not any(date.end == len(before) for date in find_dates(before))


def _is_label_first(match: PhraseMatch) -> bool:
    unit = match.captures.get("unit")
    return unit is not None and unit[0] < match.captures["value"][0]


def _mention(text: str, match: PhraseMatch) -> HoursMention | None:
    """Return what a phrase states, None where its surroundings speak against it."""
    first, last = match.captures["value"]
    value = parse_number(text[first:last])
    if value is None or value > MAX_HOURS:
        return None
    role = HoursRole(match.label)
    if match.end == last and not _stands_without_unit(text, match, value, role):
        return None
    if _LATIN_UNIT.search(text[last : match.end]) and _OF_A_CODE.match(text, match.end):
        return None  # 「7H2K-99QD」 is a code
    minutes = None
    if "minutes" in match.captures:
        minutes = parse_number(text[slice(*match.captures["minutes"])])
    if role is HoursRole.DURATION and minutes is not None:
        value, minutes = round(value + minutes / 60, 2), None
    return HoursMention(
        start=match.start,
        end=match.end,
        text=text[match.start : match.end],
        value=value,
        unit=_unit(text, match),
        role=role,
        pattern=match.name,
        value_span=(first, last),
        minutes=minutes,
    )


def _stands_without_unit(text: str, match: PhraseMatch, value: Decimal, role: HoursRole) -> bool:
    """Say whether a figure with nothing but a label in front can be hours."""
    if value > MAX_BARE_HOURS and role is not HoursRole.TOTAL:
        return False
    if role is HoursRole.REQUIRED:
        return _OTHER_UNIT.match(text, match.end) is None  # 「应修学时:90结论:合格」
    if role is HoursRole.PART or "unit" not in match.captures:
        return _ENDS_HERE.match(text, match.end) is not None
    return _OTHER_UNIT.match(text, match.end) is None


def _unit(text: str, match: PhraseMatch) -> str:
    """Return the canonical unit that a phrase captured, empty if it has none."""
    if "unit" not in match.captures:
        return "天" if match.label == HoursRole.DAYS else ""
    unit = canonical_unit(text[slice(*match.captures["unit"])])
    return "学分" if match.label == HoursRole.CREDIT and unit == "分" else unit


def canonical_unit(spelling: str) -> str:
    """Return the usual spelling of a unit as printed (学吋 is 学时, hrs is hours)."""
    plain = " ".join(normalise(spelling).text.split()).lower()
    for category in _UNIT_CATEGORIES:
        known = lexicon().canonical(plain, category)
        if known is not None:
            return known
    return "hours" if "hours" in plain else "天" if plain == "日" else plain


def _with_units(mentions: list[HoursMention]) -> list[HoursMention]:
    """Give figures without a unit that of the nearest hours; drop parts and sums of nothing."""
    owners = [m for m in mentions if m.unit in {"学时", "课时", "小时"}]
    complete: list[HoursMention] = []
    for mention in mentions:
        if mention.unit:
            complete.append(mention)
            continue
        near = [m for m in owners if abs(m.start - mention.start) <= _NEARBY]
        owner = min(near, key=lambda m: abs(m.start - mention.start), default=None)
        if owner is not None:
            complete.append(replace(mention, unit=owner.unit))
        elif mention.role not in {HoursRole.PART, HoursRole.TOTAL}:
            complete.append(mention)
    return complete
