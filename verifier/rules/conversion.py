"""Hours by the notice's table: facts made from the document and the claim, put to the table.

What the claim states goes before what was read; what neither gives stays
unknown, and the table then asks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from extractor.document import Field
from verifier.converting.award import Award, AwardOption, AwardStep, Told
from verifier.converting.convert import Converter
from verifier.converting.words import shown
from verifier.facts import FactError, Facts, Value, value_of
from verifier.model import Basis, Credit, Option, Step
from verifier.names import Likeness, compare_names
from verifier.organisations import Body, Level, body_of, level_of, plain
from verifier.policy.notice import Rule
from verifier.policy.parameters import ConvertedHours
from verifier.reasons import Reason
from verifier.rules.case import Case, Verdict, ask_reviewer, passed
from verifier.rules.days import learning_of
from verifier.rules.hours import amount_of, hours_of, is_class_hours
from verifier.rules.places import place_among_authors

_READ = {
    "title": "activity_title",
    "characters": "characters",
    "rank": "holder_rank",
    "patent_type": "patent_type",
    "class": "award_class",
    "credits": "credits",
    "courses": "courses_passed",
    "certificate_number": "certificate_number",
    "sub_project": "sub_project",
    "project_number": "project_number",
    "patent_number": "patent_number",
    "mode": "mode",
}
"""Facts that a field of the document gives as it stands."""

_REPORTED = re.compile(
    r"宣读(?:了)?论文|论文(?:报告|宣读|全文\d)|[作做](?:了)?(?:题为|大会|分组|口头)[^。;；]{0,60}(?:报告|交流|发言)"
)
"""What a proof of attendance says of who reported a paper; a programme may say it, too."""
CONVERTING = "converted-hours"
"""The kind of the rule that puts facts to the table."""
_LEVELLED = ("project", "science_award", "qualification", "new_technique")
"""Activities whose level the document itself states."""
_NAMED = ("teacher_programme", "backbone_teacher", "principal_training")
"""Activities that are trainings of a name; their proofs state hours of their own."""
_INTERNATIONAL = ("SCI", "SCIE", "SSCI", "EI", "A&HCI", "CPCI", "CPCI-S", "ISTP")
_LEVELS = {
    Level.NATIONAL: "ministry",
    Level.PROVINCIAL: "provincial",
    Level.MUNICIPAL: "municipal",
    Level.DISTRICT: "district",
}
_MINISTRY_BODIES = (Body.GOVERNMENT, Body.EDUCATION_ADMINISTRATION)


@dataclass(frozen=True, slots=True)
class Gathered:
    """Facts of a case and the fields that they were read from."""

    facts: Facts
    fields: tuple[Field, ...]


def converted_hours(case: Case, rule: Rule) -> Verdict:
    """Test that the table settles the hours."""
    award, gathered = _award(case, rule)
    if award is None:
        return ask_reviewer(Reason.HOURS_LEFT_TO_REVIEWER)
    told = award.steps[-1].text if award.steps else Told("—", "—")
    shown = {"text": told.zh, "text_en": told.en}
    if award.needs_reviewer or award.hours is None:
        return ask_reviewer(Reason.CONVERSION_OPEN, *gathered.fields, **shown)
    return passed(Reason.HOURS_CONVERTED, *gathered.fields, **shown)


def converted_credit(case: Case, rule: Rule) -> Credit:
    """Return the hours by the table with its steps; open ones with the candidates."""
    award, gathered = _award(case, rule)
    clause = rule.cite(case.policy.id)
    if award is None:
        step = Step(Reason.HOURS_LEFT_TO_REVIEWER, clause)
        return Credit(None, case.claim.subject, Basis.REVIEWER, (step,))
    steps = tuple(
        Step(Reason.HOURS_CONVERTED, step.clause, step.value, _worded(step.text))
        for step in award.steps
    )
    options = tuple(
        Option(option.hours, Reason.HOURS_CONVERTED, _worded(option.text))
        for option in award.options
    )
    subject = case.claim.subject or award.subject
    if award.needs_reviewer or award.hours is None:
        return Credit(None, subject, Basis.REVIEWER, steps, options)
    is_stated = gathered.facts.get("activity") == "training" and "hours" in gathered.facts
    is_stated = is_stated and award.hours == gathered.facts["hours"]
    return Credit(award.hours, subject, Basis.STATED if is_stated else Basis.COMPUTED, steps)


def gathered_facts(case: Case, rule: Rule) -> Gathered:
    """Return what the claim states, and beside it what the document shows."""
    facts: dict[str, Value] = dict(case.claim.facts)
    fields: list[Field] = []
    activity = case.fact("activity")
    if activity is not None:
        facts["activity"] = activity
    if case.claim.year is not None:
        facts.setdefault("year", Decimal(case.claim.year))
    for name, field_name in _READ.items():
        found = case.extraction.first(field_name)
        value = _read(name, found)
        if name not in facts and found is not None and value is not None:
            facts[name] = value
            fields.append(found)
    for find in (_hours, _days, _level, _stated_level, _rank, _indexed, _granted):
        find(case, rule, facts, fields)
    return Gathered(facts, tuple(fields))


def _award(case: Case, rule: Rule) -> tuple[Award | None, Gathered]:
    gathered = gathered_facts(case, rule)
    if case.policy.conversion is None or "activity" not in gathered.facts:
        return None, gathered
    converter = Converter(case.policy)
    gathered = _by_its_title(case, converter, gathered)
    award = _beside_stated(converter.one(gathered.facts), gathered.facts)
    award = _with_report(case, converter, gathered.facts, award)
    relevant = {name for name, _ in converter.relevant(gathered.facts)}
    used = tuple(f for f in gathered.fields if _FACT_OF.get(f.name, f.name) in relevant)
    return award, Gathered(gathered.facts, used)


def _by_its_title(case: Case, converter: Converter, gathered: Gathered) -> Gathered:
    """Take a training that the table names for what it is named there."""
    title = case.title
    is_open = gathered.facts["activity"] == "training" and "activity" not in case.claim.facts
    activity = converter.named(title) if is_open and title is not None else None
    if activity is None or title is None:
        return gathered
    read = case.extraction.first("activity_title")
    return Gathered(
        {**gathered.facts, "activity": activity, "programme": title},
        (*gathered.fields, *((read,) if read is not None else ())),
    )


def _beside_stated(award: Award, facts: Facts) -> Award:
    """Leave to a person what the table and the document say differently of a named training."""
    stated = facts.get("hours")
    if (
        facts["activity"] not in _NAMED
        or award.hours is None
        or not isinstance(stated, Decimal)
        or stated == award.hours
    ):
        return award
    by_table, by_document = award.hours, stated
    told = Told(
        f"核定表为 {shown(by_table)}，材料载明 {shown(by_document)}，由审核人判断。",
        f"The table says {shown(by_table)}, the document {shown(by_document)}; a person judges.",
    )
    clause = award.steps[-1].clause
    options = (
        AwardOption(by_table, Told("按核定表", "by the table")),
        AwardOption(by_document, Told("按材料载明", "as stated")),
    )
    return replace(
        award,
        hours=by_table,
        steps=(*award.steps, AwardStep(told, clause)),
        options=options,
        needs_reviewer=True,
    )


def _with_report(case: Case, converter: Converter, facts: Facts, award: Award) -> Award:
    """Ask a person where a conference's proof speaks of a paper that was reported there."""
    is_silent = facts["activity"] == "conference" and "presented" not in facts
    if not is_silent or award.hours is None or not _REPORTED.search(case.text):
        return award
    reported = converter.one({**facts, "presented": True})
    if reported.hours == award.hours and not reported.needs_reviewer:
        return award
    told = Told(
        "材料提到报告论文，是否由申报人报告、论文字数由审核人核对。",
        "The proof speaks of a paper that was reported; a person checks whose, and how long it is.",
    )
    candidates = {option.hours for option in reported.options} | {reported.hours}
    options = (
        AwardOption(award.hours, Told("未报告论文", "no paper reported")),
        *(
            AwardOption(hours, Told("报告了论文", "a paper was reported"))
            for hours in sorted(each for each in candidates if each is not None)
            if hours != award.hours
        ),
    )
    step = AwardStep(told, award.steps[-1].clause)
    return replace(award, steps=(*award.steps, step), options=options, needs_reviewer=True)


def gathered_fact(case: Case, name: str) -> Value | None:
    """Return a fact as the notice's table has it; None where it converts nothing."""
    rule = next((one for one in case.policy.rules if one.kind == CONVERTING), None)
    return None if rule is None else gathered_facts(case, rule).facts.get(name)


_FACT_OF = {field: fact for fact, field in _READ.items()} | {
    "start_date": "days",
    "end_date": "days",
    "issuers": "level",
    "level": "level",
    "authors": "rank",
    "indexed_by": "indexed",
    "patent_status": "granted",
}


def _read(name: str, found: Field | None) -> Value | None:
    if found is None:
        return None
    try:
        return value_of(name, str(found.value))
    except FactError:
        return None


def _hours(case: Case, rule: Rule, facts: dict[str, Value], fields: list[Field]) -> None:
    hours = hours_of(case.extraction)
    units = case.policy.terms(rule.given(ConvertedHours).units, case.on)
    if "hours" in facts or hours is None or not is_class_hours(hours, units):
        return
    amounts = {amount_of(found) for found in case.extraction.all("hours")}
    amount = amount_of(hours)
    if amount is not None and len(amounts) == 1:
        facts["hours"] = amount
        fields.append(hours)


def _days(case: Case, rule: Rule, facts: dict[str, Value], fields: list[Field]) -> None:  # noqa: ARG001
    learning = learning_of(case.extraction)
    if "days" in facts or learning is None or not learning.is_exact:
        return
    first: date = learning.start.first
    last: date = learning.end.last
    if last >= first:
        facts["days"] = Decimal((last - first).days + 1)
        fields.extend(learning.fields)


def _level(case: Case, rule: Rule, facts: dict[str, Value], fields: list[Field]) -> None:
    if "level" in facts or facts.get("activity") not in ("training", "conference"):
        return
    parameters = rule.given(ConvertedHours)
    listed = () if parameters.bases is None else case.policy.bodies(parameters.bases, case.on)
    names = {plain(name) for body in listed for name in (body.name, *body.also)}
    register = parameters.register_name
    levels = {}
    for found in case.organisers:
        name = str(found.value)
        if register is not None and _is_on_register(case, register, name):
            names.add(plain(name))
        level = _level_of(name, names)
        if level is None:
            return
        levels[level] = found
    if len(levels) == 1:
        ((facts["level"], found),) = levels.items()
        fields.append(found)


def _stated_level(
    case: Case,
    rule: Rule,  # noqa: ARG001
    facts: dict[str, Value],
    fields: list[Field],
) -> None:
    found = case.extraction.first("level")
    value = _read("level", found)
    if "level" in facts or found is None or value is None:
        return
    if facts.get("activity") in _LEVELLED:
        facts["level"] = value
        fields.append(found)


def _rank(case: Case, rule: Rule, facts: dict[str, Value], fields: list[Field]) -> None:  # noqa: ARG001
    """Take the claimant's place: as stated of them, else in the list of authors.

    A rank that the paper states of somebody else, as of the leader whom it names, is not theirs.
    """
    claimant, authors = case.claim.holder.name, case.extraction.all("authors")
    if authors and "authors" not in facts:
        facts["authors"] = Decimal(len(authors))
    if "rank" in case.claim.facts or claimant is None:
        return
    stated, holder = case.extraction.first("holder_rank"), case.extraction.first("holder_name")
    if "rank" in facts and stated is not None and holder is not None:
        if compare_names(claimant, str(holder.value)) is not Likeness.DIFFERENT:
            return
        del facts["rank"]
        fields.remove(stated)
    found = place_among_authors(claimant, case.extraction)
    if found is not None and "rank" not in facts:
        place, author = found
        facts["rank"] = Decimal(place)
        fields.append(author)


def _granted(case: Case, rule: Rule, facts: dict[str, Value], fields: list[Field]) -> None:  # noqa: ARG001
    """Take from a patent's paper whether it is granted, or an application that was received."""
    status = case.extraction.first("patent_status")
    if "granted" not in facts and status is not None:
        facts["granted"] = status.value == "granted"
        fields.append(status)


def _indexed(case: Case, rule: Rule, facts: dict[str, Value], fields: list[Field]) -> None:  # noqa: ARG001
    found = [f for f in case.extraction.all("indexed_by") if str(f.value).upper() in _INTERNATIONAL]
    if "indexed" not in facts and found:
        facts["indexed"] = True
        fields.append(found[0])


def _is_on_register(case: Case, register: str, name: str) -> bool:
    start = case.fact("learning_start")
    day = start if isinstance(start, date) else None
    return any(match.path.is_fact for match in case.registers.match(register, name, day))


def _level_of(name: str, bases: set[str]) -> str | None:
    """Return the table's level of an organiser; None where its name does not tell."""
    if plain(name) in bases:
        return "base"
    body = body_of(name)
    if body is Body.COMPANY:
        return "company"
    if body is Body.ASSOCIATION:
        return "association"
    level = level_of(name)
    if level is Level.NATIONAL and body not in _MINISTRY_BODIES:
        return None
    return _LEVELS.get(level) if body in _MINISTRY_BODIES else None


def _worded(told: Told) -> dict[str, str]:
    return {"text": told.zh, "text_en": told.en}
