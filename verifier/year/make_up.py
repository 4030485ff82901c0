"""Hours learned later for a year: whether they count for it, and for whose appraisal. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from verifier.converting.words import shown
from verifier.model import Consequence
from verifier.policy.notice import Policy
from verifier.policy.year import Appraisal, MakeUp
from verifier.year.model import NO_HOURS, Notes, YearClaim


def is_made_up_in_time(
    policy: Policy, make_up: MakeUp, year: int, claim: YearClaim, notes: Notes
) -> bool:
    """Say whether a made-up claim counts for the year; what is not counted is noted."""
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
            return not make_up.approved_first or _is_approved(make_up, claim, notes)


def _is_approved(make_up: MakeUp, claim: YearClaim, notes: Notes) -> bool:
    """Say whether learning may count that a unit had to apply for; what is not known is asked."""
    if claim.approved is None:
        notes.add(
            "make-up-approval",
            make_up,
            "补学须经批准后进行，没有给出批准日期，请核对是否已经批准。",
            "Making up needs an approval; no day of it was given, please check that there is one.",
            Consequence.REVIEW,
        )
        return True
    if claim.start is not None and claim.start < claim.approved:
        notes.add(
            "make-up-approval",
            make_up,
            f"批准日期 {claim.approved} 以前开始的补学没有计入，由审核人判断。",
            f"Make-up study that began before its approval on {claim.approved} is not counted;"
            " a person judges.",
            Consequence.REVIEW,
        )
        return False
    return True


def note_appraisal(appraisal: Appraisal, facts: Mapping[str, str], notes: Notes) -> None:
    """Say that a year completed by made-up hours does not count for the appraisal."""
    known = {name: facts[name] for name in appraisal.when if name in facts}
    if any(value not in appraisal.when[name] for name, value in known.items()):
        return
    zh, en = "补学完成的学时不计入当年年度考核。", "Made-up hours do not count for that appraisal."
    if len(known) < len(appraisal.when):
        zh, en = f"若属通知所指的人员，{zh}", f"For the staff that the notice means: {en}"
    notes.add("appraisal", appraisal, zh, en, Consequence.NOTE)


def note_load(
    policy: Policy, make_up: MakeUp, year: int, claims: Sequence[YearClaim], notes: Notes
) -> None:
    """Note made-up hours that are more than a year's load."""
    if make_up.load is None:
        return
    made_up = sum((claim.hours for claim in claims if claim.made_up), NO_HOURS)
    if made_up > policy.amount(make_up.load, policy.day_within(date(year, 1, 1))):
        notes.add(
            "crammed",
            make_up,
            f"补学 {shown(made_up)} 学时超过一年的量，不得突击完成，请审核人核对。",
            f"{shown(made_up)} made-up hours are more than a year's load; a reviewer looks.",
            Consequence.REVIEW,
        )
