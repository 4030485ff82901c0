"""Rules on the seals of a paper: whose they are beside what is printed, and whether one is there.

What a ring says is read with doubt, and a paper may rightly bear a seal that its print does not
name: a difference is a question to a person, an unread seal a note. Name seals and other square
ones are no body's seal.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.document import Seal
from verifier.model import Asked, Consequence, Outcome
from verifier.organisations import plain
from verifier.policy.notice import Rule
from verifier.policy.parameters import SealAgrees, SealPresent
from verifier.reasons import Reason
from verifier.rules.case import Case, Verdict, not_applicable
from verifier.sealnames import SealMatch, SealReading, compare_seal, seal_core

_LONGEST_LINE = 40
_ROOM_FOR_A_SEAL = re.compile(r"[(（](?:加|单位)?(?:公章|签章|盖章|印章|盖印|章)[)）]|盖章处")


@dataclass(frozen=True, slots=True)
class _Compared:
    """A seal that says something, beside the print."""

    seal: Seal
    reading: SealReading


def seal_agrees(case: Case, rule: Rule) -> Verdict:
    """Compare what the seals say with the bodies that are printed, and with the registers."""
    registers = rule.given(SealAgrees).registers
    read = [seal for seal in case.extraction.own_seals if seal.is_of_a_body and seal.text]
    if not read:
        return not_applicable()
    compared = [_compare(seal, case) for seal in read]
    agreeing = [one for one in compared if one.reading.match is SealMatch.AGREES]
    strange = [one for one in compared if one.reading.match is SealMatch.DIFFERS]
    if strange:
        listed = _listed(case, strange[0].seal, registers)
        return Verdict(
            Outcome.INDETERMINATE,
            Reason.SECOND_SEAL_DIFFERS if agreeing else Reason.SEAL_DIFFERS,
            fields=case.extraction.all("issuers"),
            places=tuple(one.seal.place for one in strange),
            inputs={
                "seals": _names(strange),
                "printed": _printed(case),
                "listed": "、".join(listed) or "—",
            },
            asks=Asked.REVIEWER,
            # joint papers bear seals of bodies that their print leaves out
            consequence=Consequence.NOTE if agreeing or listed else None,
        )
    if agreeing:
        return Verdict(
            Outcome.PASSED,
            Reason.SEAL_AGREES,
            fields=case.extraction.all("issuers"),
            places=tuple(one.seal.place for one in agreeing),
            inputs={"seals": _names(agreeing)},
            consequence=Consequence.NOTE,
        )
    return Verdict(
        Outcome.INDETERMINATE,
        Reason.SEAL_NOT_COMPARED,
        places=tuple(one.seal.place for one in compared),
        inputs={"seals": _names(compared), "printed": _printed(case)},
        asks=Asked.REVIEWER,
        consequence=Consequence.NOTE,
    )


def _compare(seal: Seal, case: Case) -> _Compared:
    issuers = tuple(str(field.value) for field in case.extraction.all("issuers"))
    reading = compare_seal(seal.text, seal.confidence, issuers)
    if reading.match is SealMatch.AGREES:
        return _Compared(seal, reading)
    # a body that stands anywhere on the page is no stranger to it
    lines = [plain(line.text) for page in case.extraction.pages for line in page.lines]
    whole = [line for line in lines if len(line) <= _LONGEST_LINE]
    elsewhere = compare_seal(seal.text, seal.confidence, tuple(whole))
    if elsewhere.match is SealMatch.AGREES or seal_core(plain(seal.text or "")) in case.text:
        return _Compared(seal, SealReading(SealMatch.AGREES, elsewhere.body, elsewhere.likeness))
    return _Compared(seal, reading)


def _listed(case: Case, seal: Seal, registers: Sequence[str]) -> list[str]:
    """Return what the office's lists call the body of a seal, under its name or another."""
    name = seal_core(seal.text or "")
    return list(
        dict.fromkeys(
            match.entry.name
            for register in registers
            if case.registers.loaded(register)
            for match in case.registers.match(register, name)
            if match.path.is_fact
        )
    )


def _names(compared: Sequence[_Compared]) -> str:
    return "、".join(dict.fromkeys(one.seal.words or "" for one in compared))


def _printed(case: Case) -> str:
    bodies = dict.fromkeys(str(field.value) for field in case.extraction.all("issuers"))
    return "、".join(bodies) or "—"


def seal_present(case: Case, rule: Rule) -> Verdict:
    """Look for a seal on a paper of a kind that bears one; one not seen may be a faint one."""
    extraction = case.extraction
    if extraction.kind.value not in rule.given(SealPresent).kinds:
        return not_applicable()
    seals = [seal for seal in extraction.own_seals if seal.is_of_a_body]
    if seals:
        return Verdict(
            Outcome.PASSED,
            Reason.SEAL_SEEN,
            places=tuple(seal.place for seal in seals),
            inputs={"found": str(len(seals))},
            consequence=Consequence.NOTE,
        )
    room = _ROOM_FOR_A_SEAL.search(case.text) is not None
    told = extraction.originality.lacks_colour or case.is_hard_to_read or extraction.signatures
    return Verdict(
        Outcome.INDETERMINATE,
        Reason.SEAL_NOT_SEEN_WHERE_ASKED if room else Reason.SEAL_NOT_SEEN,
        asks=Asked.REVIEWER,
        consequence=None if room and not told else Consequence.NOTE,
    )
