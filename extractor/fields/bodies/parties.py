"""Read the parties of a contract: bodies with what they are in brackets, and who stamps beside."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.fields.candidates import Candidate, Leaf
from extractor.language.organisations import organisation_likelihood, tidy_organisation

PARTIES = frozenset({"甲方", "乙方", "丙方"})
_AS_PARTY = re.compile(
    r"\s*[(（](?:以下)?(?:简称|称为?)?\s*[:：]?\s*[“\"]?(?:[甲乙丙]方|(?:项目|课题|任务|计划)?"
    r"(?:下达|承担|委托|受托|管理|主管|立项|依托|申报|承接|实施|主持|研究|研究开发|组织|资助|执行|合作|完成)"
    r"(?:单位|方|部门|机构|机关|学校|院校))[”\"]?[)）](?!\s*[、,，;；和及与]).*$",
    re.DOTALL,
)
"""「某某学院(项目承担单位)」: what a party is, and the sentence in the line below it."""
_STAMPS = re.compile(
    r"(?:学校|单位|院校|园所|所在(?:单位|学校))\s*[(（](?:盖章|公章|签章|章|印章)[)）]\s*[:：]"
)
"""「学校(盖章):某某中学」 beside 「乙方(签字):张三」"""
_WHOLE_BODY, _TRUST = 0.8, 0.86


def without_party(text: str) -> str:
    """Return a body without what it is by the contract: 「某某学院(项目承担单位)第一条…」."""
    as_party = _AS_PARTY.search(text)
    if as_party and organisation_likelihood(text[: as_party.start()]) >= _WHOLE_BODY:
        return text[: as_party.start()]
    return text


def stamping_beside(leaf: Leaf) -> Iterator[Candidate]:
    """Yield the school that stamps a contract on the side of the teacher who signs it.

    On a form without parties the school that stamps is whose it is, and decides nothing.
    """
    if not any(one.label in PARTIES for one in leaf.labels("issuer")):
        return
    for one in leaf.labels("employer"):
        name = tidy_organisation(one.value.text)
        if (
            one.inline
            and _STAMPS.search(one.value.cells[0].line.text)
            and organisation_likelihood(name) >= _WHOLE_BODY
        ):
            start = max(one.value.text.find(name), 0)
            span = (start, start + len(name))
            yield Candidate("issuers", name, _TRUST, one.value, *span, "label:stamps", "issuer")
