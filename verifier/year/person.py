"""A person's year: accepted hours against the minima, what is missing, what carries over.

Pure. Only accepted claims count; pending ones are shown apart. What the notice
leaves open becomes a finding, and the year is not called complete on it. The
order of the claims does not matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from verifier.converting.words import shown
from verifier.model import Consequence, Subject
from verifier.policy.notice import Policy
from verifier.policy.year import Minimum, YearRules
from verifier.year.make_up import is_made_up_in_time, note_appraisal, note_load
from verifier.year.model import NO_HOURS, Notes, Status, Sums, Year, YearClaim
from verifier.year.topics import each_topic_once, is_unclear, unnamed


def year_of(
    policy: Policy,
    claims: Iterable[YearClaim],
    year: int | None = None,
    *,
    today: date | None = None,
    facts: Mapping[str, str] | None = None,
) -> Year:
    """Return how a year adds up; the notice's first year if none is given.

    `facts` narrow minima that hold for some people only, such as title_level.

    Raises:
        LookupError: the notice has no section on the year.
    """
    rules = policy.year
    if rules is None:
        raise LookupError(f"{policy.id} says nothing of a person's year")
    chosen = year if year is not None else policy.applies.first.year
    notes = Notes(policy)
    everything = [part for claim in claims for part in claim.parts()]
    counted = _counted(policy, rules, chosen, everything, notes)
    accepted = [claim for claim in counted if claim.status is Status.ACCEPTED]
    totals = _sums(policy, rules, chosen, accepted, notes)
    missing = _missing(policy, rules, chosen, totals, facts or {}, notes)
    unclear = is_unclear(policy, rules, chosen, accepted, notes)
    sure = _without_questions(policy, rules, chosen, accepted, notes)
    if len(sure) < len(accepted):
        quiet = Notes(policy)
        sums = _sums(policy, rules, chosen, sure, quiet)
        unclear = unclear or bool(_missing(policy, rules, chosen, sums, facts or {}, quiet))
    untested = any(found.rule == "year-outside" for found in notes.found.values())
    complete = (
        not missing
        and not unclear
        and bool(rules.minima)
        and not (untested and chosen < policy.applies.first.year)
    )
    in_time = [claim for claim in accepted if not claim.made_up]
    on_time = len(in_time) == len(accepted) or not _missing(
        policy, rules, chosen, _sums(policy, rules, chosen, in_time, Notes(policy)), facts or {},
        Notes(policy),
    )  # fmt: skip
    waiting = [claim for claim in counted if claim.status is Status.PENDING]
    with_pending = _sums(policy, rules, chosen, [*accepted, *waiting], Notes(policy))
    if complete and not on_time and rules.appraisal is not None:
        note_appraisal(rules.appraisal, facts or {}, notes)
    if today is not None and rules.freeze is not None:
        _freeze(policy, rules, chosen, today, notes)
    return Year(
        policy=policy.id,
        year=chosen,
        complete=complete,
        totals=totals,
        missing=missing,
        pending=_pending(waiting),
        with_pending=_missing(policy, rules, chosen, with_pending, facts or {}, Notes(policy)),
        carry_over=_carry_over(policy, rules, chosen, totals, complete=complete, notes=notes),
        on_time=on_time,
        findings=tuple(notes.found.values()),
    )


def _counted(
    policy: Policy,
    rules: YearRules,
    year: int,
    claims: Sequence[YearClaim],
    notes: Notes,
) -> list[YearClaim]:
    """Return the claims that may count in the year; the others are told of."""
    result = []
    for claim in claims:
        if claim.status not in (Status.ACCEPTED, Status.PENDING):
            continue
        if claim.subject not in rules.subjects:
            notes.add(
                "subject-class",
                rules.counted[0],
                f"通知没有 {_SUBJECTS[claim.subject]} 这一类，没有计入。",
                f"The notice has no {claim.subject} class; not counted.",
                Consequence.REVIEW,
            )
            continue
        kept = (
            is_made_up_in_time(policy, rules.make_up, year, claim, notes)
            if claim.made_up
            else _is_of_year(rules, year, claim, notes)
        )
        if kept:
            result.append(claim)
    return result


def _is_of_year(rules: YearRules, year: int, claim: YearClaim, notes: Notes) -> bool:
    day = claim.day
    if day is None:
        return True
    if day.year != year and claim.start is not None and claim.start.year == year:
        notes.add(
            "straddles-year",
            rules.counted[0],
            "有跨年度的学习，按结束日期计入下一年度，本年度没有计入，请审核人确定。",
            "Some learning straddles the year; it counts by its last day, in the next one;"
            " a reviewer decides.",
            Consequence.REVIEW,
        )
        return False
    if day.year != year:
        notes.add(
            "other-year",
            rules.counted[0],
            f"学习在 {year} 年度以外的项目没有计入。",
            f"Learning outside {year} is not counted.",
            Consequence.NOTE,
        )
        return False
    if claim.start is not None and claim.start.year != year:
        notes.add(
            "straddles-year",
            rules.counted[0],
            "有跨年度的学习，按结束日期计入，请审核人确定。",
            "Some learning straddles the year; counted by its last day, a reviewer decides.",
            Consequence.REVIEW,
        )
    return True


def _without_questions(
    policy: Policy, rules: YearRules, year: int, claims: Sequence[YearClaim], notes: Notes
) -> list[YearClaim]:
    """Return the claims that count whatever a reviewer says of the questions about the others.

    In question are repeats, topics that the notice does not name, and learning that began before
    the year: a year is not called complete on them.
    """
    others = unnamed(policy, rules, year, claims, notes)
    return [
        claim
        for claim in _without_repeats(rules, claims, notes)
        if not any(claim is other for other in others)
        and (claim.made_up or claim.start is None or claim.start.year == year)
    ]


def _without_repeats(
    rules: YearRules, claims: Sequence[YearClaim], notes: Notes
) -> list[YearClaim]:
    """Return the claims without those that say all the same as one before; they are told of."""
    seen: dict[tuple[object, ...], YearClaim] = {}
    kept = []
    for claim in claims:
        said = (claim.subject, claim.title, claim.start, claim.end, claim.hours)
        if claim.title and claim.day is not None and said in seen:
            notes.add(
                "repeated",
                rules.counted[0],
                f"“{claim.title}”以相同的日期和学时登记了几次，请审核人核对是否重复。",
                f"“{claim.title}” is entered several times with the same days and hours;"
                " a reviewer checks whether it is one.",
                Consequence.REVIEW,
            )
            continue
        seen[said] = claim
        kept.append(claim)
    return kept


def _sums(
    policy: Policy,
    rules: YearRules,
    year: int,
    claims: Sequence[YearClaim],
    notes: Notes,
) -> Sums:
    kept = each_topic_once(policy, rules, year, claims, notes)
    parts: dict[str, Decimal] = defaultdict(Decimal)
    for name in (*Subject, "all", "compulsory"):
        parts[str(name)] = NO_HOURS
    for claim in kept:
        parts["all"] += claim.hours
        parts[str(claim.subject)] += claim.hours
        if claim.compulsory and claim.subject is Subject.PUBLIC:
            parts["compulsory"] += claim.hours
        for tag in claim.tags:
            parts[f"tag:{tag}"] += claim.hours
    for ceiling in rules.ceilings:
        most = policy.amount(ceiling.most, policy.day_within(date(year, 1, 1)))
        above = parts[ceiling.of] - most
        if above > 0:
            parts[ceiling.of] = most
            if ceiling.of != "all":
                parts["all"] -= above
            if (tag := ceiling.of.removeprefix("tag:")) != ceiling.of:
                _take_off(parts, [claim for claim in kept if tag in claim.tags], above)
            notes.add(
                "ceiling",
                ceiling,
                f"超过上限 {shown(most)} 的学时没有计入。",
                f"Hours above the limit of {shown(most)} are not counted.",
                Consequence.NOTE,
            )
    note_load(policy, rules.make_up, year, kept, notes)
    return Sums(dict(parts))


def _take_off(parts: dict[str, Decimal], tagged: Sequence[YearClaim], above: Decimal) -> None:
    """Take what lies above a limit off the classes of the hours that it limits.

    Of hours of several classes the notice does not say which go: none of them is met by them.
    """
    of_class: dict[str, Decimal] = defaultdict(Decimal)
    for claim in tagged:
        of_class[str(claim.subject)] += claim.hours
        if claim.compulsory and claim.subject is Subject.PUBLIC:
            of_class["compulsory"] += claim.hours
    for name, hours in of_class.items():
        parts[name] -= min(above, hours)


def _missing(
    policy: Policy,
    rules: YearRules,
    year: int,
    sums: Sums,
    facts: Mapping[str, str],
    notes: Notes,
) -> dict[str, Decimal]:
    missing = {}
    for minimum in rules.minima:
        if any(facts.get(name) not in wanted for name, wanted in minimum.when.items()):
            continue
        least = _least(policy, minimum, year, notes)
        if least is not None and sums.of(minimum.of) < least:
            missing[minimum.of] = least - sums.of(minimum.of)
    return missing


def _least(policy: Policy, minimum: Minimum, year: int, notes: Notes) -> Decimal | None:
    """Return a minimum of that year; later years take the notice's last, earlier ones none."""
    day = date(year, 1, 1)
    try:
        return policy.amount(minimum.least, day)
    except LookupError:
        before = day < policy.applies.first
    if before:
        notes.add(
            "year-outside",
            minimum,
            f"通知没有给出 {year} 年度的这项最低学时，没有核对，由审核人判断。",
            f"The notice gives no such minimum for {year}; not tested, a person judges.",
            Consequence.REVIEW,
        )
        return None
    notes.add(
        "year-outside",
        minimum,
        f"通知没有给出 {year} 年度的最低学时，按其最后年度计算，请核对。",
        f"The notice gives no minimum for {year}; its last year's was used.",
        Consequence.REVIEW,
    )
    return policy.amount(minimum.least, policy.day_within(day))


def _pending(waiting: Sequence[YearClaim]) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for claim in waiting:
        sums[str(claim.subject)] += claim.hours
    return {name: hours for name, hours in sums.items() if hours}


def _carry_over(
    policy: Policy,
    rules: YearRules,
    year: int,
    sums: Sums,
    *,
    complete: bool,
    notes: Notes,
) -> dict[str, Decimal] | None:
    carry = rules.carry_over
    if carry.answer == "open":
        minimum = next((one for one in rules.minima if one.of == "all"), None)
        least = _least(policy, minimum, year, Notes(policy)) if minimum is not None else None
        if least is not None and sums.of("all") > least:
            notes.add(
                "carry-over",
                carry,
                "通知没有说明超出的学时能否结转，由审核人判断。",
                "The notice does not say whether surplus hours carry over; a person judges.",
                Consequence.REVIEW,
            )
        return None
    if carry.answer == "none" or carry.subject is None or carry.above is None or not complete:
        return {}
    day = policy.day_within(date(year, 1, 1))
    surplus = sums.of(carry.subject) - policy.amount(carry.above, day)
    if carry.at_most is not None:
        surplus = min(surplus, policy.amount(carry.at_most, day))
    return {str(carry.subject): surplus} if surplus > 0 else {}


def _freeze(policy: Policy, rules: YearRules, year: int, today: date, notes: Notes) -> None:
    period = policy.period(rules.freeze or "", policy.day_within(date(year, 1, 1)))
    if period.holds(today):
        source = next(value for value in policy.values if value.id == rules.freeze)
        notes.add(
            "freeze",
            source,
            f"{period.first} 至 {period.last} 为数据结转期，不办理审核。",
            f"{period.first} to {period.last} is the freeze; nothing is reviewed.",
            Consequence.NOTE,
        )


_SUBJECTS = {
    Subject.PUBLIC: "公需科目",
    Subject.PROFESSIONAL: "专业科目",
    Subject.ELECTIVE: "个人选修",
}
