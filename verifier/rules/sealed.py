"""What a claim's other papers prove for one of them: only those that a body has sealed."""

from __future__ import annotations

from verifier.model import Evidence
from verifier.organisations import Body, body_of
from verifier.rules.bundle import linked
from verifier.rules.case import Case

_STATING = ("hours_statement",)
"""Kinds that prove the days and hours of another paper, besides letters and translations."""


def sealed_proofs(case: Case) -> tuple[Evidence, ...]:
    """Return the sealed papers about the same activity that state days or hours for a proof.

    One that plainly a company sealed is none; a paper that itself supports another has none.
    """
    if case.document.relation is not None:
        return ()
    return tuple(
        paper
        for paper in linked(case.document, case.beside)
        if (paper.relation is not None or paper.extraction.kind.value in _STATING)
        and is_sealed(paper)
        and company_that_sealed(paper) is None
    )


def is_sealed(paper: Evidence) -> bool:
    """Tell whether a body's seal was seen on a paper."""
    return any(seal.is_of_a_body for seal in paper.extraction.own_seals)


def company_that_sealed(paper: Evidence) -> str | None:
    """Return the company whose seal a paper bears, None if it may be another body's.

    Where the seal could not be read, the bodies that signed the paper stand for it.
    """
    seals = [seal for seal in paper.extraction.own_seals if seal.is_of_a_body]
    if not seals:
        return None
    signed = [str(one.value) for one in paper.extraction.all("issuers")]
    names = [seal.text for seal in seals if seal.text] or signed
    is_company = bool(names) and all(body_of(name) is Body.COMPANY for name in names)
    return "、".join(dict.fromkeys(names)) if is_company else None
