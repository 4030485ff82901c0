"""A person's year: accepted hours against the minima, what is missing, what carries over.

Pure. Only accepted claims count; pending ones are shown apart. What the notice
leaves open becomes a finding, and the year is not called complete on it. The
order of the claims does not matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from verifier.award import Told
from verifier.award_words import shown
from verifier.model import Clause, Consequence, Outcome, Subject
from verifier.organisations import plain
from verifier.parameters import Sourced
from verifier.policy import Policy
from verifier.year_policy import Appraisal, MakeUp, Minimum, YearRules

_NONE = Decimal(0)


class Status(StrEnum):
    """How far the review of a claim has come."""

    ACCEPTED = "accepted"
    PENDING = "pending"
    RETURNED = "returned"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class YearClaim:
    """One item of a person's year; days may be unknown (None).

    Its hours count in equal parts over `over_years` years from its own.
    """

    subject: Subject
    hours: Decimal
    status: Status
    compulsory: bool = False
    start: date | None = None
    end: date | None = None
    title: str | None = None
    made_up: bool = False
    tags: tuple[str, ...] = ()
    person: str | None = None
    over_years: int = 1

    @property
    def day(self) -> date | None:
        """The day that places the item in a year: its end, else its start."""
        return self.end or self.start

    def moved(self, years: int) -> YearClaim:
        """Return the same item so many years later."""
        return replace(self, start=_moved(self.start, years), end=_moved(self.end, years))

    def parts(self) -> tuple[YearClaim, ...]:
        """Return the item's share of each year; of one without days, the first."""
        if self.over_years == 1:
            return (self,)
        share = replace(self, hours=self.hours / self.over_years, over_years=1)
        return tuple(share.moved(n) for n in range(self.over_years if self.day else 1))


def _moved(day: date | None, years: int) -> date | None:
    if day is None or not years:
        return day
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)


@dataclass(frozen=True, slots=True)
class YearFinding:
    """Something that a person should know about the year."""

    rule: str
    outcome: Outcome
    consequence: Consequence
    text: Told
    clause: Clause


@dataclass(frozen=True, slots=True)
class Sums:
    """Hours by part: subject classes, `all`, `compulsory`, tags."""

    parts: Mapping[str, Decimal]

    def of(self, selector: str) -> Decimal:
        """Return the hours of a part."""
        return self.parts.get(selector, _NONE)


@dataclass(frozen=True, slots=True)
class Year:
    """A person's year under a notice.

    `missing` holds only what falls short. `carry_over` is None where the
    notice does not say. `on_time` is False when the year rests on hours that
    were made up. `with_pending` is what would be missing if every pending
    claim were accepted.
    """

    policy: str
    year: int
    complete: bool
    totals: Sums
    missing: Mapping[str, Decimal]
    pending: Mapping[str, Decimal]
    with_pending: Mapping[str, Decimal]
    carry_over: Mapping[str, Decimal] | None
    on_time: bool
    findings: tuple[YearFinding, ...] = ()


@dataclass(slots=True)
class _Notes:
    policy: Policy
    found: dict[tuple[str, str], YearFinding] = field(default_factory=dict)

    def add(self, rule: str, source: Sourced, zh: str, en: str, consequence: Consequence) -> None:
        """Note a finding once, however many claims give rise to it."""
        outcome = Outcome.FAILED if consequence is Consequence.VOID else Outcome.INDETERMINATE
        if consequence is Consequence.NOTE:
            outcome = Outcome.PASSED
        clause = Clause(self.policy.id, source.clause, source.catalogue)
        told = Told(zh, en)
        self.found.setdefault((rule, zh), YearFinding(rule, outcome, consequence, told, clause))


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
    notes = _Notes(policy)
    everything = [part for claim in claims for part in claim.parts()]
    counted = _counted(policy, rules, chosen, everything, notes)
    accepted = [claim for claim in counted if claim.status is Status.ACCEPTED]
    totals = _sums(policy, rules, chosen, accepted, notes)
    missing = _missing(policy, rules, chosen, totals, facts or {}, notes)
    unclear = _is_unclear(policy, rules, chosen, accepted, notes)
    once = _without_repeats(rules, accepted, notes)
    if len(once) < len(accepted):
        quiet = _Notes(policy)
        sums = _sums(policy, rules, chosen, once, quiet)
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
        policy, rules, chosen, _sums(policy, rules, chosen, in_time, _Notes(policy)), facts or {},
        _Notes(policy),
    )  # fmt: skip
    waiting = [claim for claim in counted if claim.status is Status.PENDING]
    with_pending = _sums(policy, rules, chosen, [*accepted, *waiting], _Notes(policy))
    if complete and not on_time and rules.appraisal is not None:
        _appraisal(rules.appraisal, facts or {}, notes)
    if today is not None and rules.freeze is not None:
        _freeze(policy, rules, chosen, today, notes)
    return Year(
        policy=policy.id,
        year=chosen,
        complete=complete,
        totals=totals,
        missing=missing,
        pending=_pending(waiting),
        with_pending=_missing(policy, rules, chosen, with_pending, facts or {}, _Notes(policy)),
        carry_over=_carry_over(policy, rules, chosen, totals, complete=complete, notes=notes),
        on_time=on_time,
        findings=tuple(notes.found.values()),
    )


def _counted(
    policy: Policy,
    rules: YearRules,
    year: int,
    claims: Sequence[YearClaim],
    notes: _Notes,
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
            _is_made_up_in_time(policy, rules.make_up, year, claim, notes)
            if claim.made_up
            else _is_of_year(rules, year, claim, notes)
        )
        if kept:
            result.append(claim)
    return result


def _is_of_year(rules: YearRules, year: int, claim: YearClaim, notes: _Notes) -> bool:
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


def _without_repeats(
    rules: YearRules, claims: Sequence[YearClaim], notes: _Notes
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


def _is_made_up_in_time(
    policy: Policy, make_up: MakeUp, year: int, claim: YearClaim, notes: _Notes
) -> bool:
    day = claim.day
    match make_up.answer:
        case "refused":
            notes.add(
                "make-up",
                make_up,
                "通知规定逾期不补，补学没有计入。",
                "The notice records nothing late; made-up hours are not counted.",
                Consequence.REVIEW,
            )
            return False
        case "closed":
            still = make_up.last_open is not None and year <= make_up.last_open
            zh = (
                "本年度是否还能补录，由审核人判断，没有计入。"
                if still
                else "补录通道已关闭，补学没有计入。"
            )
            en = (
                "Whether this year may still be made up a person judges; not counted."
                if still
                else "Making up is closed; made-up hours are not counted."
            )
            notes.add("make-up", make_up, zh, en, Consequence.REVIEW if still else Consequence.VOID)
            return False
        case "open":
            notes.add(
                "make-up",
                make_up,
                "通知没有说明能否补学，没有计入，由审核人判断。",
                "The notice does not say whether hours may be made up; not counted.",
                Consequence.REVIEW,
            )
            return False
        case "next-year":
            if day is not None and not year <= day.year <= year + 1:
                notes.add(
                    "make-up",
                    make_up,
                    "补学只能顺延至下一年度，其他年度的没有计入。",
                    "Hours may be made up in the following year only; others are not counted.",
                    Consequence.VOID,
                )
                return False
            return True
        case "counts":
            periods = [
                policy.period(ref, policy.day_within(date(year, 1, 1))) for ref in make_up.periods
            ]
            days = [known for known in (claim.start, claim.end) if known is not None]
            if periods and days and not any(all(p.holds(d) for d in days) for p in periods):
                notes.add(
                    "make-up",
                    make_up,
                    "不在补学期间内的补学没有计入。",
                    "Made-up study outside the period for it is not counted.",
                    Consequence.VOID,
                )
                return False
            return True


def _sums(
    policy: Policy,
    rules: YearRules,
    year: int,
    claims: Sequence[YearClaim],
    notes: _Notes,
) -> Sums:
    kept = _each_topic_once(policy, rules, year, claims, notes)
    parts: dict[str, Decimal] = defaultdict(Decimal)
    for name in (*Subject, "all", "compulsory"):
        parts[str(name)] = _NONE
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
            notes.add(
                "ceiling",
                ceiling,
                f"超过上限 {shown(most)} 的学时没有计入。",
                f"Hours above the limit of {shown(most)} are not counted.",
                Consequence.NOTE,
            )
    made_up = sum((claim.hours for claim in kept if claim.made_up), _NONE)
    load = rules.make_up.load
    if load is not None and made_up > policy.amount(load, policy.day_within(date(year, 1, 1))):
        notes.add(
            "crammed",
            rules.make_up,
            f"补学 {shown(made_up)} 学时超过一年的量，不得突击完成，请审核人核对。",
            f"{shown(made_up)} made-up hours are more than a year's load; a reviewer looks.",
            Consequence.REVIEW,
        )
    return Sums(dict(parts))


def _each_topic_once(
    policy: Policy,
    rules: YearRules,
    year: int,
    claims: Sequence[YearClaim],
    notes: _Notes,
) -> list[YearClaim]:
    """Keep, of several claims on one topic, the one with the most hours."""
    kept = list(claims)
    for once in rules.once:
        names = (
            ()
            if once.topics is None
            else policy.terms(once.topics, policy.day_within(date(year, 1, 1)))
        )
        best: dict[str, YearClaim] = {}
        for claim in [c for c in kept if c.subject is once.subject]:
            topic = _topic(claim, names)
            if topic is None:
                continue
            other = best.get(topic)
            if other is None:
                best[topic] = claim
                continue
            worse = min((claim, other), key=lambda one: (one.hours, not one.compulsory))
            best[topic] = other if worse is claim else claim
            kept.remove(worse)
            notes.add(
                "topic-once",
                once,
                "同一专题重复学习只计一次。",
                "A topic that was taken twice counts once.",
                Consequence.NOTE,
            )
    return kept


def _topic(claim: YearClaim, names: Sequence[str]) -> str | None:
    if not claim.title:
        return None
    title = plain(claim.title).casefold().strip('《》“”"')
    for name in names:
        if plain(name).casefold() in title:
            return plain(name)
    return title or None


def _is_unclear(
    policy: Policy,
    rules: YearRules,
    year: int,
    accepted: Sequence[YearClaim],
    notes: _Notes,
) -> bool:
    """Say whether hours of several topics, none of them full, are all that reaches a minimum."""
    unclear = False
    day = policy.day_within(date(year, 1, 1))
    for once in rules.once:
        if once.full is None or once.topics is None:
            continue
        full, names = policy.amount(once.full, day), policy.terms(once.topics, day)
        by_topic: dict[str, Decimal] = defaultdict(Decimal)
        mine = [claim for claim in accepted if claim.subject is once.subject]
        for claim in mine:
            topic = _topic(claim, names)
            if topic is None:
                break
            by_topic[topic] = max(by_topic[topic], claim.hours)
        else:
            others = [topic for topic in by_topic if topic not in {plain(n) for n in names}]
            if others:
                notes.add(
                    "topic-named",
                    once,
                    "有公需科目不是列名的专题，请核对。",
                    "Some public subject is none of the topics named; please check.",
                    Consequence.REVIEW,
                )
            if len(by_topic) > 1 and max(by_topic.values()) < full <= sum(by_topic.values()):
                unclear = True
                notes.add(
                    "topic-full",
                    once,
                    f"没有一个专题学满 {shown(full)} 学时，几个专题能否相加，通知没有规定。",
                    f"No topic reaches {shown(full)} hours; whether topics add up is not said.",
                    Consequence.REVIEW,
                )
    return unclear


def _missing(
    policy: Policy,
    rules: YearRules,
    year: int,
    sums: Sums,
    facts: Mapping[str, str],
    notes: _Notes,
) -> dict[str, Decimal]:
    missing = {}
    for minimum in rules.minima:
        if any(facts.get(name) not in wanted for name, wanted in minimum.when.items()):
            continue
        least = _least(policy, minimum, year, notes)
        if least is not None and sums.of(minimum.of) < least:
            missing[minimum.of] = least - sums.of(minimum.of)
    return missing


def _least(policy: Policy, minimum: Minimum, year: int, notes: _Notes) -> Decimal | None:
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
    notes: _Notes,
) -> dict[str, Decimal] | None:
    carry = rules.carry_over
    if carry.answer == "open":
        minimum = next((one for one in rules.minima if one.of == "all"), None)
        least = _least(policy, minimum, year, _Notes(policy)) if minimum is not None else None
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


def _appraisal(appraisal: Appraisal, facts: Mapping[str, str], notes: _Notes) -> None:
    """Say that a year completed by made-up hours does not count for the appraisal."""
    known = {name: facts[name] for name in appraisal.when if name in facts}
    if any(value not in appraisal.when[name] for name, value in known.items()):
        return
    zh, en = "补学完成的学时不计入当年年度考核。", "Made-up hours do not count for that appraisal."
    if len(known) < len(appraisal.when):
        zh, en = f"若属通知所指的人员，{zh}", f"For the staff that the notice means: {en}"
    notes.add("appraisal", appraisal, zh, en, Consequence.NOTE)


def _freeze(policy: Policy, rules: YearRules, year: int, today: date, notes: _Notes) -> None:
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
