"""Rules about the proof itself: original, relevant, complete with its further papers.

A picture never convicts: a copy is proposed as void and a person confirms it;
what cannot be told is said so, with the cheapest way to find out.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.document import Assessment, Extraction, Field
from verifier.legibility import SURE_KIND
from verifier.model import Asked, Consequence, Evidence, Outcome, Relation
from verifier.policy.notice import Rule
from verifier.policy.parameters import (
    Legible,
    NotAlone,
    Originals,
    Relevance,
    TimeProof,
    Translation,
)
from verifier.reasons import Reason
from verifier.rules.bundle import in_file
from verifier.rules.case import (
    Case,
    Verdict,
    ask_reviewer,
    failed,
    not_applicable,
    passed,
)
from verifier.rules.days import Learning, learning_of
from verifier.rules.hours import hours_of
from verifier.rules.sealed import company_that_sealed, is_sealed, sealed_proofs

_ASSESSED = {
    Assessment.ORIGINAL: Reason.ORIGINAL,
    Assessment.COPY: Reason.COPY,
    Assessment.RECAPTURE: Reason.RECAPTURE,
    Assessment.UNDECIDED: Reason.ORIGINALITY_OPEN,
    Assessment.BORN_DIGITAL: Reason.BORN_DIGITAL,
}
_CHINESE = re.compile(r"[一-鿿]")


def originals(case: Case, rule: Rule) -> Verdict:
    """Put the measured assessment of the capture to the notice's rule on originals."""
    originality = case.extraction.originality
    places = tuple(signal.place for signal in originality.signals if signal.place is not None)
    parameters = rule.given(Originals)
    answer = parameters.answers[originality.assessment]
    reason = _ASSESSED[originality.assessment]
    if originality.lacks_colour:
        answer, reason = parameters.colourless or answer, Reason.COLOURLESS_FILE
    return Verdict(
        answer.outcome,
        reason,
        places=places,
        inputs={
            "signals": "、".join(dict.fromkeys(signal.name for signal in originality.signals)),
            "why": originality.reason or "—",
        },
        asks=answer.asks,
        consequence=answer.consequence,
    )


def legible(case: Case, rule: Rule) -> Verdict:
    """Ask for a better picture where too little can be read to tell what the page is."""
    rule.given(Legible)
    if not case.is_illegible:
        return not_applicable()
    if "blank" in case.extraction.quality.reasons:
        # a better picture of a blank back would show no more
        return ask_reviewer(Reason.PAGE_BLANK)
    return Verdict(Outcome.INDETERMINATE, Reason.PAGE_ILLEGIBLE, asks=Asked.UPLOADER)


def relevance(case: Case, rule: Rule) -> Verdict:
    """Test that the upload is a proof of learning; an odd layout alone is no objection."""
    parameters = rule.given(Relevance)
    kind = case.extraction.kind
    facts = [name for name in parameters.facts if case.extraction.first(name) is not None]
    shown = {"kind": kind.value, "facts": str(len(facts))}
    if kind.value == "screenshot":
        answer = failed if kind.confidence >= SURE_KIND else ask_reviewer
        return _milder(answer(Reason.SCREENSHOT, **shown))
    if case.is_illegible:
        return not_applicable()  # nobody can say so of it
    enough = len(facts) >= parameters.at_least
    if kind.value == "unrelated":
        if enough or kind.confidence < SURE_KIND or case.is_hard_to_read:
            return ask_reviewer(Reason.KIND_UNSURE, **shown)
        return failed(Reason.UNRELATED, **shown)
    if enough or kind.value in parameters.exempt or case.document.relation is not None:
        return passed(Reason.RELEVANT, **shown)
    answer = ask_reviewer if case.is_hard_to_read else failed
    return _milder(answer(Reason.NO_LEARNING_FACTS, **shown))


def _milder(verdict: Verdict) -> Verdict:
    return Verdict(
        verdict.outcome,
        verdict.reason,
        inputs=verdict.inputs,
        asks=verdict.asks,
        consequence=Consequence.REVIEW,
    )


def not_alone(case: Case, rule: Rule) -> Verdict:
    """Test that an invitation or a letter of acceptance comes with what it promises."""
    parameters = rule.given(NotAlone)
    kind = case.extraction.kind
    if kind.value != parameters.kind:
        return not_applicable()
    if any(other.extraction.kind.value in parameters.proved_by for other in case.beside):
        return passed(Reason.PROVED_BY_ANOTHER)
    is_accepted = kind.value == "acceptance_letter"
    reason = Reason.ACCEPTED_ONLY if is_accepted else Reason.PROMISE_ONLY
    return (ask_reviewer if kind.confidence < SURE_KIND else failed)(reason)


def translation(case: Case, rule: Rule) -> Verdict:
    """Test that a document in another language comes with a sealed translation."""
    parameters = rule.given(Translation)
    language = case.extraction.language
    if language in parameters.languages or case.document.relation is not None:
        return not_applicable()
    papers = case.supporting(Relation.TRANSLATION)
    if papers:
        return _sealed(papers, Reason.TRANSLATION_GIVEN, Reason.TRANSLATION_UNSEALED)
    if language in parameters.mixed:
        return ask_reviewer(Reason.LANGUAGE_MIXED, language=language)
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z]+)*", language) or language == "und":
        return ask_reviewer(Reason.LANGUAGE_UNKNOWN, language=language)
    # The clause speaks of foreign bodies: a Chinese name among the issuers, or a
    # page that carries much Chinese after all, is a question and no failure.
    chinese = any(_CHINESE.search(str(body.value)) for body in case.extraction.all("issuers"))
    if chinese or len(_CHINESE.findall(case.text)) > len(case.text) // 5:
        return ask_reviewer(Reason.LANGUAGE_MIXED, language=language)
    return failed(Reason.TRANSLATION_MISSING, language=language)


def time_proof(case: Case, rule: Rule) -> Verdict:
    """Test that learning days and hours are stated, or proved by the unit's letter.

    The notice's "training time" may mean days or duration, so either one missing asks.
    """
    parameters = rule.given(TimeProof)
    if case.document.relation is not None:
        return not_applicable()
    learning, hours = learning_of(case.extraction), hours_of(case.extraction)
    if learning is not None and hours is not None:
        return Verdict(Outcome.PASSED, Reason.TIME_STATED, fields=(*learning.fields, hours))
    for paper in case.supporting(Relation.TRANSLATION):
        if is_sealed(paper) and _complete(learning, hours, paper.extraction):
            return passed(Reason.TIME_IN_TRANSLATION, file=paper.name)
    papers = case.supporting(parameters.supplied_by) or tuple(
        other for other in case.beside if _tells_time(other, parameters.kinds)
    )
    if papers:
        return _sealed_by_school(papers)
    asked = (("learning_dates", learning), ("hours", hours))
    shown = {"missing": "、".join(name for name, value in asked if value is None)}
    if case.is_hard_to_read:
        return ask_reviewer(Reason.TIME_UNREADABLE, **shown)
    for other in case.others:
        name = other.extraction.first("holder_name")
        is_proof = other.relation is parameters.supplied_by or _tells_time(other, parameters.kinds)
        if is_proof and other not in case.beside and name is not None:
            there = {"file": other.name, "name": str(name.value)}
            return failed(Reason.TIME_PROOF_OF_ANOTHER, **shown, **there)
    return failed(Reason.TIME_MISSING, **shown)


def proved_learning(case: Case) -> Learning | None:
    """Return the learning period that sealed papers beside a proof without one tell of.

    Only papers about the same activity serve, and only where they all tell of the same days.
    """
    told = [
        (paper, learning)
        for paper in sealed_proofs(case)
        if (learning := learning_of(paper.extraction)) is not None
    ]
    if len({one.text for _, one in told}) != 1:
        return None
    paper, learning = told[0]
    fields = tuple(in_file(one, paper, case.document) for one in learning.fields)
    return replace(learning, fields=fields)


def _complete(learning: Learning | None, hours: Field | None, rendered: Extraction) -> bool:
    """Say whether a translation states what could not be read in the language of the original."""
    has_days = learning is not None or learning_of(rendered) is not None
    return has_days and (hours is not None or hours_of(rendered) is not None)


def _tells_time(other: Evidence, kinds: tuple[str, ...]) -> bool:
    """Tell a paper of those kinds that states days; whether it is sealed is a further question."""
    found = other.extraction
    return found.kind.value in kinds and learning_of(found) is not None


def _sealed_by_school(papers: tuple[Evidence, ...]) -> Verdict:
    """Pass with a seal on one of the papers that is not plainly a company's."""
    by_companies = {one.name: company_that_sealed(one) for one in papers}
    others = tuple(one for one in papers if by_companies[one.name] is None)
    if others:
        return _sealed(others, Reason.TIME_PROVED_BY_UNIT, Reason.UNIT_PROOF_UNSEALED)
    file, company = next(iter(by_companies.items()))
    return ask_reviewer(Reason.UNIT_PROOF_BY_COMPANY, file=file, sealed_by=company or "—")


def _sealed(papers: tuple[Evidence, ...], sealed: Reason, unsealed: Reason) -> Verdict:
    """Pass with a seal on one of the papers; a seal not seen may be a faint one: ask."""
    for paper in papers:
        if is_sealed(paper):
            return passed(sealed, file=paper.name)
    return ask_reviewer(unsealed, file=papers[0].name)
