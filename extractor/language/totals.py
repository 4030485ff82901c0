"""The hours of the activity as a whole, chosen among all figures of a text.

Never the first figure: totals, parts, days, sessions and requirements are told
apart, and figures that contradict each other are reported as ambiguous.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from extractor.language.hours_model import HoursMention, HoursRole, HoursTotal

_FAMILIES = (frozenset({"学时", "课时"}), frozenset({"hours"}), frozenset({"小时"}))
"""Units that mean one thing; class hours before clock hours."""


_FEWEST_PARTS = 2
_BESIDE_A_PART = 0.85
_SO_FAR = "累计"
"""What has come together, beside a course of which nothing is done yet (「0/4学时」)."""
_CREDIT_TOTAL = "credit-total"
"""How the patterns begin that say what all credits come to."""
_CAP, _OVER_THE_CAP = "cap", 0.5
"""The pattern of what is counted at most, and the certainty of more than that."""
_OUT_OF = frozenset({"earned-of-these-english"})
"""The patterns that say how many of the hours beside them somebody earned."""
_CREDIT_RATES = frozenset({"factor", "factor-reversed"})
"""The patterns that say what a credit is worth."""


def choose_total(mentions: Sequence[HoursMention]) -> HoursTotal | None:
    """Return the hours of the activity, None if no figure states or implies them.

    Requirements, sessions, factors and minutes never become a total. Credits
    are returned in their own unit, or times a stated factor.
    """
    chosen: list[HoursTotal] = []
    for family in _FAMILIES:
        total = _of_one_unit([m for m in mentions if m.unit in family], mentions)
        if total is not None:
            chosen.append(total)
    if chosen:
        total = _checked_against(chosen[0], chosen[1:])
        capped = any(m.pattern == _CAP and m.value < total.value for m in mentions)
        return replace(total, certainty=min(total.certainty, _OVER_THE_CAP)) if capped else total
    return _from_credits(mentions) or _from_durations(mentions)


def _of_one_unit(own: list[HoursMention], mentions: Sequence[HoursMention]) -> HoursTotal | None:
    totals = _with_role(own, HoursRole.TOTAL)
    earned = _with_role(own, HoursRole.EARNED)
    stated = [*_with_role(own, HoursRole.STATED), *earned]
    parts = _with_role(own, HoursRole.PART)
    product = _product(own, mentions)
    if _none_begun(earned) and any(_SO_FAR in total.text for total in totals):
        return _from_figures(totals, [], product, "explicit total", 0.93)
    if len({one.value for one in earned}) == 1 and all(t.value > earned[0].value for t in totals):
        # 「已获学时10 总学时12」: what all of it would come to was not earned
        return _total(earned, earned[0].value, 0.85 if totals else 0.93, "earned so far")
    of_all = [one for one in earned if one.pattern in _OUT_OF]
    if len(of_all) == 1 and not totals and all(o.value >= of_all[0].value for o in stated):
        return _total(of_all, of_all[0].value, 0.93, "earned so far")
    if totals:
        return _from_figures(totals, [*stated, *parts], product, "explicit total", 0.97)
    if stated:
        # 「公需科目30学时,专业科目…实修54学时」: what stands alone may be the other part
        beside = any(part.pattern == "part" and part.end < stated[0].start for part in parts)
        trust = _BESIDE_A_PART if beside else 0.95
        return _from_figures(stated, parts, product, "only one figure", trust)
    if len(parts) == 1:
        return _total(parts, parts[0].value, 0.9, "only one figure")
    if parts:
        value = sum((part.value for part in parts), Decimal(0))
        # 「360学时…其中:集中培训120学时,…」; 40, 20 and 20 may well be 80 without these words
        is_whole = 2 * parts[0].value == value and parts[1].pattern == "part-among"
        if is_whole and len(parts) > _FEWEST_PARTS:
            return _total([parts[0]], parts[0].value, 0.93, "the others are among the first")
        return replace(_total(parts, value, 0.85, "sum of the parts"), computed=True)
    return product


def _none_begun(earned: Sequence[HoursMention]) -> bool:
    """Tell whether all that is said to be earned is nothing of one course: 「0/4学时」."""
    return bool(earned) and all(one.value == 0 and one.pattern == "earned-of-all" for one in earned)


def _from_figures(
    heads: list[HoursMention],
    others: list[HoursMention],
    product: HoursTotal | None,
    reason: str,
    certainty: float,
) -> HoursTotal:
    """Choose among figures that each could be the whole."""
    largest = max(heads, key=lambda mention: mention.value)
    rest = [mention for mention in heads if mention.value != largest.value]
    # The same amount may be stated twice (in figures and 大写), so equal heads count once.
    if rest:
        if _add_up([*rest, *_with_role(others, HoursRole.PART)], largest.value) or _add_up(
            rest, largest.value
        ):
            return _total([largest, *rest], largest.value, 0.95, _AGREES)
        disagree = "totals disagree" if largest.role is HoursRole.TOTAL else "figures disagree"
        return replace(_total([largest, *rest], largest.value, 0.4, disagree), ambiguous=True)
    parts = _with_role(others, HoursRole.PART)
    others = [mention for mention in others if mention.value != largest.value]
    if _add_up(others, largest.value) or _add_up(parts, largest.value):
        return _total([largest, *others], largest.value, 0.99, _AGREES)
    if any(mention.value > largest.value for mention in others):
        return replace(
            _total([largest, *others], largest.value, 0.5, "a part exceeds the total"),
            ambiguous=True,
        )
    if len(parts) > 1 and sum(part.value for part in parts) > largest.value:
        return _total([largest, *parts], largest.value, 0.75, "the parts exceed the total")
    if product is not None and product.value == largest.value:
        return _total([largest, *product.mentions], largest.value, 0.99, "days times hours agree")
    return _total([largest], largest.value, certainty, reason)


_AGREES = "sum of parts agrees with the total"


def _product(own: list[HoursMention], mentions: Sequence[HoursMention]) -> HoursTotal | None:
    """Return days times hours a day, if the text gives exactly one of each."""
    rates = {m.value: m for m in _with_role(own, HoursRole.PER_DAY)}
    days = {m.value: m for m in _with_role(mentions, HoursRole.DAYS)}
    if len(rates) != 1 or len(days) != 1:
        return None
    rate, count = next(iter(rates.values())), next(iter(days.values()))
    total = _total([rate, count], rate.value * count.value, 0.8, "days times hours a day")
    return replace(total, computed=True)


def _checked_against(total: HoursTotal, others: list[HoursTotal]) -> HoursTotal:
    """Lower the certainty where the same page says another amount in another unit.

    45 minutes to the class hour is the usual rate, so 48 class hours beside
    36 clock hours agree.
    """
    for other in others:
        if not other.computed and other.value not in {total.value, total.value * 3 / 4}:
            return replace(total, certainty=min(total.certainty, 0.8))
    return total


def _from_credits(mentions: Sequence[HoursMention]) -> HoursTotal | None:
    given = _with_role(mentions, HoursRole.CREDIT)
    credits_ = {m.value: m for m in given}
    if len(credits_) != 1:
        # a figure may be told twice
        largest = max(credits_.values(), key=lambda mention: mention.value, default=None)
        rest = [mention for mention in credits_.values() if mention is not largest]
        whole = {m.value: m for m in given if m.pattern.startswith(_CREDIT_TOTAL)}
        if largest is not None and list(whole) == [largest.value]:
            each = [mention for mention in given if mention.value != largest.value]
            trust = 0.95 if _add_up(each, largest.value) else 0.9
            return _total([whole[largest.value], *each], largest.value, trust, "total of credits")
        if largest is not None and _add_up(rest, largest.value):
            return _total([largest, *rest], largest.value, 0.95, _AGREES)
        return None
    credit = next(iter(credits_.values()))
    rates = [m for m in _with_role(mentions, HoursRole.FACTOR) if m.pattern in _CREDIT_RATES]
    rates = [m for m in rates if m.unit in _FAMILIES[0]]
    if len({rate.value for rate in rates}) == 1:
        value = credit.value * rates[0].value
        total = _total([rates[0], credit], value, 0.85, "credits times the stated factor")
        return replace(total, computed=True)
    return _total([credit], credit.value, 0.9, "only credits are stated")


def _from_durations(mentions: Sequence[HoursMention]) -> HoursTotal | None:
    durations = [m for m in _with_role(mentions, HoursRole.DURATION) if m.unit in {"小时", "hours"}]
    if len({duration.value for duration in durations}) != 1:
        return None
    return _total(durations[:1], durations[0].value, 0.6, "only a duration is stated")


def _with_role(mentions: Sequence[HoursMention], role: HoursRole) -> list[HoursMention]:
    return [mention for mention in mentions if mention.role is role]


def _add_up(mentions: Sequence[HoursMention], value: Decimal) -> bool:
    return len(mentions) > 1 and sum(mention.value for mention in mentions) == value


def _total(
    mentions: Sequence[HoursMention], value: Decimal, certainty: float, reason: str
) -> HoursTotal:
    return HoursTotal(value, mentions[0].unit, tuple(mentions), certainty, reason)
