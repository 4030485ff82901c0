"""Put one document of a claim to every rule of a notice; recommend, never decide.

Pure: the clock, the ledger and the registers are arguments, so that a run repeats.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from verifier.facts import FACTS, FactType
from verifier.general import rules_under
from verifier.model import (
    Asked,
    Basis,
    Claim,
    Consequence,
    Credit,
    Evidence,
    Finding,
    Ledger,
    NoRegisters,
    Outcome,
    Recommendation,
    Registers,
    Report,
    Step,
)
from verifier.policy.notice import Policy, Rule
from verifier.reasons import Reason
from verifier.rules import CREDITS, RULES
from verifier.rules.bundle import is_form_beside, proof_beside
from verifier.rules.case import (
    Case,
    Verdict,
    ask_operator,
    goes_with,
    not_applicable,
    part_of_work,
)
from verifier.rules.conversion import gathered_fact

DEFAULT_CONFIDENCE_FLOOR = 0.8

_BY_OUTCOME = (Outcome.FAILED, Outcome.INDETERMINATE, Outcome.PASSED, Outcome.NOT_APPLICABLE)
_BY_CONSEQUENCE = tuple(Consequence)
_FAILURES = {
    Consequence.VOID: Recommendation.VOID,
    Consequence.RETURN: Recommendation.RETURN,
    Consequence.REVIEW: Recommendation.REVIEW,
    Consequence.NOTE: Recommendation.READY,
}
_OF_THE_CAPTURE = ("originals", "code-agrees", "signature-intact", "readings-agree")
"""The rules that look at a file as such: of a page of an article, the only ones."""
_OF_A_PROOF = (
    "window",
    "time-proof",
    "hours-per-day",
    "exam-passed",
    "proof-kind",
    "learning-form",
    "stated-hours",
    "converted-hours",
    "claimed-hours",
    "topic",
    "topic-class",
    "topic-hint",
    "question",
    "enclosed",
    "recognised-organiser",
    "listed-organiser",
    "own-employer",
)
"""The rules that ask what a proof shows: of a notice that lies beside it, none of them."""
_GRAVITY = (
    Recommendation.READY,
    Recommendation.REVIEW,
    Recommendation.RETURN,
    Recommendation.VOID,
)


def verify(
    claim: Claim,
    document: Evidence,
    policy: Policy,
    *,
    today: date,
    others: Sequence[Evidence] = (),
    ledger: Ledger | None = None,
    registers: Registers | None = None,
    confidence_floor: float = DEFAULT_CONFIDENCE_FLOOR,
) -> Report:
    """Return the findings, the credit and the recommendation for one document.

    `others` are the claim's further documents. A field read with less than
    `confidence_floor` decides nothing: what rests on it is left to a person.
    """
    case = Case(
        claim=claim,
        document=document,
        policy=policy,
        registers=registers if registers is not None else NoRegisters(),
        today=today,
        others=tuple(others),
        ledger=ledger,
    )
    findings = sorted(
        (_find(case, rule, confidence_floor) for rule in rules_under(policy)), key=_gravest_first
    )
    credit = _credit(case)
    stands_alone = (
        document.relation is None
        and document.part_of is None
        and not _is_surely_beside(case, confidence_floor)
    )
    recommendation = recommend(findings, has_problems=bool(document.extraction.problems))
    if credit.hours is None and stands_alone:
        # what one keystroke accepts has hours; a translation by itself, say, has none
        recommendation = gravest((recommendation, Recommendation.REVIEW))
    return Report(
        policy=policy.id,
        extraction=document.extraction,
        findings=tuple(findings),
        credit=credit,
        recommendation=recommendation,
        relations=ledger.related(document.extraction) if ledger is not None else (),
        whole=document.whole,
        part_of=document.part_of,
    )


def recommend(findings: Iterable[Finding], *, has_problems: bool = False) -> Recommendation:
    """Derive the recommendation from the gravest finding.

    What only the caller could have handed in (a register, the day of filing) is
    reported and holds nothing back here: the desk that has it asks again.
    """
    worst = Recommendation.REVIEW if has_problems else Recommendation.READY
    for finding in findings:
        worst = max(worst, _recommendation_of(finding), key=_GRAVITY.index)
    return worst


def doubts(findings: Iterable[Finding]) -> int:
    """Return how many findings a person has to settle."""
    return sum(_recommendation_of(finding) is not Recommendation.READY for finding in findings)


def gravest(recommendations: Iterable[Recommendation]) -> Recommendation:
    """Return the gravest of some recommendations; of none, that a person looks."""
    return max(recommendations, key=_GRAVITY.index, default=Recommendation.REVIEW)


def _recommendation_of(finding: Finding) -> Recommendation:
    if finding.outcome is Outcome.FAILED:
        return _FAILURES[finding.consequence]
    if finding.outcome is not Outcome.INDETERMINATE or finding.consequence is Consequence.NOTE:
        return Recommendation.READY
    match finding.asks:
        case Asked.OPERATOR:
            return Recommendation.READY
        case Asked.UPLOADER:
            return Recommendation.RETURN
        case Asked.REVIEWER | None:
            return Recommendation.REVIEW


def _find(case: Case, rule: Rule, confidence_floor: float) -> Finding:
    verdict = _verdict(case, rule)
    is_doubted = verdict.outcome in (Outcome.PASSED, Outcome.FAILED) and any(
        field.confidence < confidence_floor for field in verdict.rests_on
    )
    fields = tuple(dict.fromkeys((*verdict.rests_on, *verdict.fields)))
    until = case.policy.reviewed(rule, case.on)
    return Finding(
        rule=rule.id,
        outcome=Outcome.INDETERMINATE if is_doubted else verdict.outcome,
        consequence=verdict.consequence or rule.consequence,
        reason=verdict.reason,
        clause=verdict.clause or rule.cite(case.policy.id),
        inputs=verdict.inputs,
        fields=fields,
        places=tuple(dict.fromkeys((*(field.place for field in fields), *verdict.places))),
        asks=Asked.REVIEWER if is_doubted else verdict.asks,
        doubted=is_doubted,
        stale_since=until if case.today > until else None,
        compared=verdict.compared,
    )


def _verdict(case: Case, rule: Rule) -> Verdict:
    if case.document.part_of is not None and rule.kind not in _OF_THE_CAPTURE:
        return part_of_work(case.document.part_of)
    if not _concerns(case, rule):
        return not_applicable()
    if rule.kind in _OF_A_PROOF and (proof := _proof_of(case)) is not None:
        return goes_with(proof.name)
    for name, wanted in rule.when.items():
        value = case.fact(name)
        if value is None:
            value = gathered_fact(case, name)
        if value is None and FACTS[name].type is FactType.FLAG:
            value = False
        if value is None:
            return ask_operator(Reason.FACT_MISSING, fact=name)
        given = str(value).lower() if isinstance(value, bool) else str(value)
        if given not in wanted:
            return not_applicable()
    return RULES[rule.kind](case, rule)


def _proof_of(case: Case) -> Evidence | None:
    """Return the proof beside the document of what it announces."""
    return proof_beside(case.document, case.others)


def _is_surely_beside(case: Case, confidence_floor: float) -> bool:
    """Tell whether the document is of a kind for sure that goes with the proof beside it."""
    proof, paper = _proof_of(case), case.document.extraction
    if proof is None:
        return False
    return paper.kind.confidence >= confidence_floor or is_form_beside(paper, proof.extraction)


def _concerns(case: Case, rule: Rule) -> bool:
    kind, subject = case.extraction.kind.value, case.claim.subject
    return (
        (not rule.kinds or kind in rule.kinds)
        and kind not in rule.not_kinds
        and (not rule.subjects or subject in rule.subjects)
    )


def _gravest_first(finding: Finding) -> tuple[int, bool, int]:
    """Order failures by consequence, then open questions, data not handed in last of these."""
    return (
        _BY_OUTCOME.index(finding.outcome),
        finding.asks is Asked.OPERATOR,
        _BY_CONSEQUENCE.index(finding.consequence),
    )


def _credit(case: Case) -> Credit:
    """Return what the notice's first rule on hours that speaks to the document brings."""
    if case.document.part_of is not None:
        return Credit(None, case.claim.subject, Basis.REVIEWER)
    for rule in case.policy.rules:
        if rule.kind in CREDITS and _concerns(case, rule):
            if (proof := _proof_of(case)) is not None:
                clause = rule.cite(case.policy.id)
                step = Step(Reason.GOES_WITH_PROOF, clause, None, {"file": proof.name})
                return Credit(None, case.claim.subject, Basis.REVIEWER, (step,))
            return CREDITS[rule.kind](case, rule)
    return Credit(None, case.claim.subject, Basis.REVIEWER)
