"""Rules on what a proof must show: a passed examination, its kind, papers beside it, seals."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.document import Extraction, Field
from verifier.model import Asked, Consequence, Evidence, Outcome
from verifier.organisations import Body, body_of, plain
from verifier.policy.notice import Rule
from verifier.policy.parameters import (
    Enclosed,
    ExamPassed,
    OwnEmployer,
    Part,
    ProofKind,
    SealsAtLeast,
    TopicClass,
    TopicHint,
)
from verifier.reasons import Reason
from verifier.rules.bundle import differs, linked
from verifier.rules.case import (
    Case,
    Verdict,
    any_in,
    ask_reviewer,
    failed,
    not_applicable,
    passed,
)
from verifier.rules.headings import is_headed

_CERTIFICATE, _NOTICE = "training_certificate", "meeting_notice"


def exam_passed(case: Case, rule: Rule) -> Verdict:
    """Look for words that the learner passed; words that they failed weigh more.

    A letter about a certificate need not repeat what the certificate beside it says.
    """
    parameters = rule.given(ExamPassed)
    result = case.extraction.first("result")
    fields = (result,) if result is not None else ()
    failing = case.policy.terms(parameters.failed, case.on)
    passing = case.policy.terms(parameters.passed, case.on)
    if (found := _word_of(failing, case.extraction)) is not None:
        word, rests_on = found
        return failed(Reason.EXAM_FAILED, *rests_on, word=word)
    if (found := _word_of(passing, case.extraction)) is not None:
        word, rests_on = found
        return passed(Reason.EXAM_PASSED, *rests_on, word=word)
    for certificate in _certificates_beside(case):
        reading = certificate.whole or certificate.extraction
        found = _word_of(passing, reading)
        if found is not None and _word_of(failing, reading) is None:
            return passed(Reason.EXAM_PASSED_BESIDE, word=found[0], file=certificate.name)
    return Verdict(Outcome.INDETERMINATE, Reason.RESULT_ABSENT, fields=fields, asks=parameters.asks)


def _word_of(words: tuple[str, ...], reading: Extraction) -> tuple[str, tuple[Field, ...]] | None:
    """Return the first of the words in what a paper says, in its result first, and its fields."""
    result = reading.first("result")
    said = () if result is None else ((plain(str(result.value)), (result,)),)
    whole = plain("".join(page.text for page in reading.pages))
    for text, rests_on in (*said, (whole, ())):
        for word in words:
            if text and plain(word) in text:
                return word, rests_on
    return None


def _certificates_beside(case: Case) -> Iterator[Evidence]:
    """Yield the certificates of the training that another paper is about.

    A second certificate of one title may be another term's, and so may one of other days.
    """
    if case.extraction.kind.value == _CERTIFICATE:
        return
    for other in linked(case.document, case.beside):
        is_certificate = other.extraction.kind.value == _CERTIFICATE
        if is_certificate and not differs(case.document, other, ("start_date", "end_date")):
            yield other


def proof_kind(case: Case, rule: Rule) -> Verdict:
    """Test that the document is of a kind that the notice takes as proof."""
    parameters = rule.given(ProofKind)
    kind = case.extraction.kind.value
    if case.document.relation is not None or case.is_illegible:
        return not_applicable()
    if kind in case.policy.terms(parameters.accepted, case.on):
        words = () if parameters.words is None else case.policy.terms(parameters.words, case.on)
        if words and not any_in(words, case.text):
            return ask_reviewer(Reason.PROOF_UNNAMED, kind=kind, words="、".join(words))
        return passed(Reason.PROOF_ACCEPTED, kind=kind)
    asked = () if parameters.asked is None else case.policy.terms(parameters.asked, case.on)
    if kind in asked or case.is_hard_to_read:
        return ask_reviewer(Reason.PROOF_OPEN, kind=kind)
    return failed(Reason.PROOF_OTHER, kind=kind)


def enclosed(case: Case, rule: Rule) -> Verdict:
    """Count the papers of the checklist among the claim's documents."""
    parameters = rule.given(Enclosed)
    papers = (case.document, *case.beside)
    listed = {kind for part in parameters.parts for kind in part.kinds}
    met = {
        part: sorted(
            paper.name
            for paper in papers
            if _meets(paper, part, listed) and not _is_another(paper, part, parameters.parts)
        )
        for part in parameters.parts
    }
    there = {part: files for part, files in met.items() if files}
    lacking = [part for part in parameters.parts if part not in there]
    shown = {
        "there": "、".join(f"{part.zh}（{'、'.join(files)}）" for part, files in there.items())
        or "—",
        "there_en": ", ".join(f"{part.en} ({', '.join(files)})" for part, files in there.items())
        or "—",
        "lacking": "、".join(part.zh for part in lacking) or "—",
        "lacking_en": ", ".join(part.en for part in lacking) or "—",
    }
    if len(there) >= parameters.need:
        return passed(Reason.PAPERS_ENCLOSED, **shown)
    of_pages = any(part.pages for part in parameters.parts)
    reason = Reason.PAGES_LACKING if of_pages else Reason.PAPERS_LACKING
    asks = Asked.REVIEWER if case.is_hard_to_read else parameters.asks
    return Verdict(Outcome.INDETERMINATE, reason, inputs=shown, asks=asks)


def _meets(paper: Evidence, part: Part, listed: set[str]) -> bool:
    extraction = paper.extraction
    if extraction.kind.value in part.kinds:
        return True
    if any(page.kind in part.pages for page in extraction.parts):
        return True
    if not part.words:
        return False
    if extraction.kind.value not in listed:
        return any_in(part.words, plain("".join(page.text for page in extraction.pages)))
    return is_headed(extraction, part.words)


def _is_another(paper: Evidence, part: Part, parts: tuple[Part, ...]) -> bool:
    """Tell a page of the right kind whose heading names another part: a plan is no notice."""
    extraction = paper.extraction
    if len(extraction.pages) > 1 or is_headed(extraction, part.words):
        return False
    # what proves is what it is, whatever its page lists below its heading
    announces = extraction.kind.value == _NOTICE
    return announces and any(is_headed(extraction, other.words) for other in parts)


def seals_at_least(case: Case, rule: Rule) -> Verdict:
    """Count the seals; too few are a question, for seals are found by their colour."""
    parameters = rule.given(SealsAtLeast)
    if parameters.words and not any_in(parameters.words, case.text):
        return not_applicable()
    wanted = int(case.policy.amount(parameters.count, case.on))
    seals = [seal for seal in case.extraction.own_seals if seal.is_of_a_body]
    shown = {"found": str(len(seals)), "wanted": str(wanted)}
    places = tuple(seal.place for seal in seals)
    if len(seals) >= wanted:
        return Verdict(Outcome.PASSED, Reason.SEALS_ENOUGH, places=places, inputs=shown)
    return Verdict(
        Outcome.INDETERMINATE,
        Reason.SEALS_FEWER,
        places=places,
        inputs=shown,
        asks=Asked.REVIEWER,
    )


def topic_hint(case: Case, rule: Rule) -> Verdict:
    """Look for a listed topic in the title; the list is open, so its absence decides nothing."""
    topics = case.policy.terms(rule.given(TopicHint).topics, case.on)
    if case.title is None:
        return ask_reviewer(Reason.NO_TITLE)
    read = case.extraction.first("activity_title")
    fields = (read,) if read is not None else ()
    for topic in topics:
        if plain(topic) in case.title:
            return passed(Reason.TOPIC_LISTED, *fields, title=case.title, topic=topic)
    return ask_reviewer(Reason.TOPIC_UNLISTED, *fields, title=case.title)


def topic_class(case: Case, rule: Rule) -> Verdict:
    """Compare the list that holds the title's topic with what document and claim say of it."""
    parameters = rule.given(TopicClass)
    if case.title is None:
        return ask_reviewer(Reason.NO_TITLE)
    read = case.extraction.first("activity_title")
    fields = (read,) if read is not None else ()
    lists = {
        "compulsory": case.policy.terms(parameters.compulsory, case.on),
        "elective": case.policy.terms(parameters.elective, case.on),
    }
    found = {
        name: topic
        for name, topics in lists.items()
        if (topic := next((t for t in topics if plain(t) in case.title), None)) is not None
    }
    shown = {"title": case.title, "topic": "、".join(found.values()) or "—"}
    said = {
        name for name, word in (("compulsory", "必修"), ("elective", "选修")) if word in case.text
    }
    claimed = case.fact("compulsory")
    if isinstance(claimed, bool):
        said.add("compulsory" if claimed else "elective")
    if not found:
        return ask_reviewer(Reason.TOPIC_UNLISTED, *fields, **shown)
    if len(found) == 1 and said == set(found):
        return passed(Reason.TOPIC_LISTED, *fields, **shown)
    return ask_reviewer(
        Reason.TOPIC_CLASS_OPEN, *fields, **(shown | {"topic_class": "、".join(found)})
    )


def own_employer(case: Case, rule: Rule) -> Verdict:
    """Ask when the organiser is the claimant's employer, or a company."""
    parameters = rule.given(OwnEmployer)
    if not case.organisers:
        return ask_reviewer(Reason.NO_ORGANISER)
    employer = case.extraction.first("employer")
    own = {plain(name) for name in (case.claim.school, employer and str(employer.value)) if name}
    for body in case.organisers:
        name = str(body.value)
        if plain(name) in own:
            return ask_reviewer(Reason.ORGANISER_IS_EMPLOYER, body, organiser=name)
        if parameters.companies and body_of(name) is Body.COMPANY:
            return ask_reviewer(Reason.ORGANISER_IS_COMPANY, body, organiser=name)
    return Verdict(
        Outcome.PASSED,
        Reason.ORGANISER_IS_OTHER,
        case.organisers,
        inputs={"organiser": "、".join(str(body.value) for body in case.organisers)},
        consequence=Consequence.NOTE,
    )
