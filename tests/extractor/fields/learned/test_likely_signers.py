"""Of several bodies that may have signed, those whom the page hardly says it of are left out."""

import numpy as np
import pytest

from extractor.fields import leaf_of, read_as
from extractor.fields.candidates import Candidate
from extractor.fields.learned.features import describe
from extractor.fields.learned.likely_signers import likely_signers
from extractor.passages import Passage
from fixtures.sheets import sheet

SOCIETY, SCHOOL = "柳湾市教育学会", "柳湾市第二小学"
TRUST, DOUBTED = 0.94, 0.79


def left(
    shares: dict[str, float], *, method: str = "signature", lines: tuple[str, ...] = ()
) -> dict[str, float]:
    """Return the trust in the bodies that are left of two, so likely each."""
    page = sheet("#邀请函", "王小明老师：", *(lines or (f"~{SOCIETY}", f"~{SCHOOL}")))
    leaf = read_as(leaf_of((page,)), "conference_invitation")
    described = describe(leaf, [])
    likely = np.array([shares.get(one.value, 0.0) for one in described], dtype=np.float32)
    given = [found(body, leaf.passages, method) for body in (SOCIETY, SCHOOL)]
    made = likely_signers(given, described, likely, most_trust=DOUBTED)
    return {str(one.value): one.trust for one in made}


def found(body: str, passages: tuple[Passage, ...], method: str) -> Candidate:
    passage = next(one for one in passages if body in one.text)
    start = passage.text.index(body)
    of_second = method if body == SCHOOL else "signature"
    return Candidate(
        "issuers", body, TRUST, passage, start, start + len(body), of_second, role="issuer"
    )


def test_two_likely_signers_stay_as_they_are():
    assert left({SOCIETY: 0.5, SCHOOL: 0.4}) == {SOCIETY: TRUST, SCHOOL: TRUST}


@pytest.mark.parametrize("share", [0.0, 0.004])
def test_one_that_is_hardly_a_signer_goes_and_the_other_is_not_sure(share):
    assert left({SOCIETY: 0.98, SCHOOL: share}) == {SOCIETY: DOUBTED}


def test_an_unlikely_signer_stays_and_neither_is_sure():
    assert left({SOCIETY: 0.98, SCHOOL: 0.007}) == {SOCIETY: DOUBTED, SCHOOL: DOUBTED}


def test_where_no_signer_is_likely_all_stay_and_none_is_sure():
    assert left({SOCIETY: 0.2, SCHOOL: 0.0}) == {SOCIETY: DOUBTED, SCHOOL: DOUBTED}


def test_whose_seal_is_on_the_page_stays():
    assert left({SOCIETY: 0.98}, method="signature+seal") == {SOCIETY: DOUBTED, SCHOOL: DOUBTED}


def test_who_stands_in_brackets_below_another_stays():
    lines = (f"~{SOCIETY}", f"~（{SCHOOL}）")
    assert left({SOCIETY: 0.98}, lines=lines) == {SOCIETY: DOUBTED, SCHOOL: DOUBTED}


@pytest.mark.parametrize("both", [f"~{SOCIETY}{SCHOOL}", f"~{SCHOOL} {SOCIETY}"])
def test_who_shares_the_line_of_one_that_stays_stays(both):
    lines = (both, f"~{SOCIETY}", f"~{SCHOOL}")
    assert left({SOCIETY: 0.98}, lines=lines) == {SOCIETY: DOUBTED, SCHOOL: DOUBTED}
