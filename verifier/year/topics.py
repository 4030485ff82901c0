"""Topics of a subject class: each counts once, and one of them has to be full. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from verifier.converting.words import shown
from verifier.model import Consequence
from verifier.organisations import plain
from verifier.policy.notice import Policy
from verifier.policy.year import YearRules
from verifier.year.model import Notes, YearClaim


def each_topic_once(
    policy: Policy,
    rules: YearRules,
    year: int,
    claims: Sequence[YearClaim],
    notes: Notes,
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


def unnamed(
    policy: Policy, rules: YearRules, year: int, claims: Sequence[YearClaim], notes: Notes
) -> list[YearClaim]:
    """Return the claims of a subject class with named topics that tell of none of these."""
    day = policy.day_within(date(year, 1, 1))
    result = []
    for once in rules.once:
        if once.topics is None:
            continue
        names = policy.terms(once.topics, day)
        topics = {plain(name) for name in names}
        others = [
            claim
            for claim in claims
            if claim.subject is once.subject
            and (topic := _topic(claim, names)) is not None
            and topic not in topics
        ]
        if others:
            notes.add(
                "topic-named",
                once,
                "有公需科目不是列名的专题，请核对。",
                "Some public subject is none of the topics named; please check.",
                Consequence.REVIEW,
            )
        result.extend(others)
    return result


def is_unclear(
    policy: Policy, rules: YearRules, year: int, claims: Sequence[YearClaim], notes: Notes
) -> bool:
    """Say whether hours of several topics, none of them full, are all that reaches a minimum."""
    unclear = False
    day = policy.day_within(date(year, 1, 1))
    for once in rules.once:
        if once.full is None or once.topics is None:
            continue
        full, names = policy.amount(once.full, day), policy.terms(once.topics, day)
        by_topic: dict[str | None, Decimal] = defaultdict(Decimal)
        for claim in claims:
            if claim.subject is once.subject:
                topic = _topic(claim, names)
                by_topic[topic] = max(by_topic[topic], claim.hours)
        if None in by_topic:
            continue
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
