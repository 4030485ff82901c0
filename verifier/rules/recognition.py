"""Rules about what is recognised, by whom it is run, and who registers it."""

from __future__ import annotations

from rapidfuzz import fuzz

from verifier.model import Channel, Clause, Consequence, Outcome
from verifier.organisations import body_of, is_of, level_of, plain
from verifier.policy.notice import Rule
from verifier.policy.parameters import (
    AutomaticSubject,
    RecognisedOrganiser,
    RecordedByOthers,
    RecordedChannel,
    SubjectClass,
    Topic,
)
from verifier.reasons import Reason
from verifier.rules.case import (
    Case,
    Verdict,
    any_in,
    ask_operator,
    ask_reviewer,
    failed,
    not_applicable,
    passed,
)
from verifier.rules.hours import amount_of, hours_of

# Two characters of a twelve-character topic misread leave a ratio of 83.
_CLOSE_TITLE = 80


def subject_class(case: Case, rule: Rule) -> Verdict:
    """Test that the subject class claimed is one that the notice knows."""
    classes = case.policy.terms(rule.given(SubjectClass).classes, case.on)
    subject = case.claim.subject
    if subject is None:
        return ask_operator(Reason.NO_CLASS_CLAIMED, classes="、".join(classes))
    reason = Reason.CLASS_KNOWN if subject in classes else Reason.CLASS_UNKNOWN
    answer = passed if subject in classes else failed
    return answer(reason, subject=subject, classes="、".join(classes))


def topic(case: Case, rule: Rule) -> Verdict:
    """Compare the title with the topics named for a subject class, both ways round."""
    parameters = rule.given(Topic)
    topics = case.policy.terms(parameters.topics, case.on)
    is_claimed = case.claim.subject is parameters.subject
    if case.title is None:
        return ask_reviewer(Reason.NO_TITLE) if is_claimed else not_applicable()
    read = case.extraction.first("activity_title")
    fields = (read,) if read is not None else ()
    named = [name for name in topics if plain(name) in case.title]
    shown = {"title": case.title, "topics": "、".join(f"《{name}》" for name in topics)}
    if not is_claimed:
        if named and case.claim.subject is None:
            return ask_reviewer(Reason.TOPIC_AUTOMATIC, *fields, **shown)
        if named:
            return failed(Reason.TOPIC_IN_OTHER_CLASS, *fields, **shown)
        return not_applicable()
    if not named:
        close = max(fuzz.partial_ratio(plain(name), case.title) for name in topics)
        if close >= _CLOSE_TITLE:
            return ask_reviewer(Reason.TOPIC_CLOSE, *fields, **shown)
        return failed(Reason.TOPIC_NOT_NAMED, *fields, **shown)
    hours = hours_of(case.extraction)
    amount = amount_of(hours) if hours is not None else None
    full = case.policy.amount(parameters.full_hours, case.on)
    if amount is not None and amount < full:
        return ask_reviewer(
            Reason.TOPIC_NOT_FULL, *fields, **(shown | {"hours": str(amount), "full": str(full)})
        )
    return passed(Reason.TOPIC_NAMED, *fields, **shown)


def automatic_subject(case: Case, rule: Rule) -> Verdict:
    """Refuse a claim for a subject class that the platform records by itself."""
    subject = rule.given(AutomaticSubject).subject
    if case.claim.subject is None:
        return ask_operator(Reason.NO_CLASS_CLAIMED, classes=subject)
    if case.claim.subject is subject:
        return failed(Reason.RECORDED_AUTOMATICALLY, subject=subject)
    return passed(Reason.CLAIM_NEEDED, subject=case.claim.subject)


def recorded_by_others(case: Case, rule: Rule) -> Verdict:
    """Flag learning whose hours the platform, the organiser or the school registers."""
    parameters = rule.given(RecordedByOthers)
    places = case.policy.terms(parameters.places, case.on)
    names = tuple(str(body.value) for body in case.organisers)
    shown = {"organiser": "、".join(names)}
    if case.claim.channel is Channel.RECORDED:
        return failed(Reason.RECORDED_ALREADY)
    for channel in parameters.channels:
        if not _comes_through(case, channel, names, places):
            continue
        return Verdict(
            Outcome.FAILED,
            Reason.RECORDED_BY_OTHERS,
            case.organisers,
            inputs=shown | {"channel": channel.name},
            clause=Clause(case.policy.id, channel.clause, channel.catalogue),
        )
    if not names:
        return ask_reviewer(Reason.ORGANISER_UNCLEAR)
    unloaded = _unloaded(case, parameters)
    if unloaded is not None:
        return ask_operator(Reason.REGISTER_NOT_LOADED, register=unloaded)
    return Verdict(Outcome.PASSED, Reason.OTHER_CHANNEL, case.organisers, inputs=shown)


def _comes_through(
    case: Case, channel: RecordedChannel, names: tuple[str, ...], places: tuple[str, ...]
) -> bool:
    if channel.words and not any_in(channel.words, case.text):
        return False
    if not _is_listed(case, channel, names):
        return False
    if not channel.bodies:
        return True
    return any(
        body_of(name) in channel.bodies
        and (not channel.levels or level_of(name) in channel.levels)
        and is_of(name, places)
        for name in names
    )


def _is_listed(case: Case, channel: RecordedChannel, names: tuple[str, ...]) -> bool:
    register = channel.register_name
    if not channel.names and register is None:
        return True
    if any(plain(name) in map(plain, channel.names) for name in names):
        return True
    return register is not None and any(
        match.path.is_fact for name in names for match in case.registers.match(register, name, None)
    )


def _unloaded(case: Case, parameters: RecordedByOthers) -> str | None:
    """Return a register that a channel needs and nobody handed in."""
    needed = (channel.register_name for channel in parameters.channels)
    return next((name for name in needed if name and not case.registers.loaded(name)), None)


def recognised_organiser(case: Case, rule: Rule) -> Verdict:
    """Sort the organiser by type: recognised, worth a note, or for a person to recognise."""
    parameters = rule.given(RecognisedOrganiser)
    if not case.organisers:
        return ask_reviewer(Reason.NO_ORGANISER)
    bodies = {str(found.value): body_of(str(found.value)) for found in case.organisers}
    shown = {"organiser": "、".join(bodies), "body": "、".join(dict.fromkeys(bodies.values()))}
    if any(body in parameters.recognised for body in bodies.values()):
        sure = tuple(
            found for found in case.organisers if bodies[str(found.value)] in parameters.recognised
        )
        return passed(Reason.ORGANISER_RECOGNISED, *sure, **shown)
    verdict = ask_reviewer(Reason.ORGANISER_TO_RECOGNISE, *case.organisers, **shown)
    if all(body in parameters.noted for body in bodies.values()):
        return Verdict(
            verdict.outcome,
            verdict.reason,
            fields=verdict.fields,
            inputs=verdict.inputs,
            asks=verdict.asks,
            consequence=Consequence.NOTE,
        )
    return verdict
