"""Read whose article a record of a platform or a form of registration tells of.

「成果归属人 | 王小明 | 所属单位 | 某某中学」, 「本人排名 | 2」: no journal has such labels.
"""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.fields.candidates import Candidate, Leaf
from extractor.language.names import is_name, tidy_name
from extractor.language.numerals import parse_number
from extractor.language.organisations import organisation_likelihood

_TRUST, _WHOLE_BODY = 0.92, 0.8
_PLACED_TRUST = 0.88
"""Of a place that is counted, not told."""
_OWNER = re.compile(r"(?:成果|论文|作品)?(?:归属人|所有人|申报人|登记人|填报人)(?:姓名)?|本人姓名")
_PLACE = re.compile(r"(?:本人|个人|申报人|归属人|署名)(?:排名|排序|名次|位次|位置|顺序|次序)")
_RANK = re.compile(
    r"第?\s?(?P<r>[一二三四五六七八九十\d]{1,2})\s?(?:作者|位|名)?|(?P<own>独著|独立)"
)


def of_record(leaf: Leaf) -> list[Candidate]:
    """Return who claims the article on a record, where they work and their place among authors."""
    owners = [
        one
        for one in leaf.labels("holder_name")
        if _OWNER.fullmatch(_plain(one.label)) and is_name(tidy_name(one.value.text))
    ]
    if len({tidy_name(one.value.text) for one in owners}) != 1:
        return []
    value = owners[0].value
    name = tidy_name(value.text)
    found = [
        Candidate(
            "holder_name", name, _TRUST, value, 0, len(value.text), f"label:{owners[0].label}"
        )
    ]
    for one in leaf.labels("employer"):
        body = one.value.text.strip()
        if one.value.page == value.page and organisation_likelihood(body) >= _WHOLE_BODY:
            found.append(
                Candidate("employer", body, _TRUST, one.value, 0, len(body), f"label:{one.label}")
            )
            break
    return [*found, *_place(leaf)]


def place_among(leaf: Leaf, known: list[Candidate]) -> list[Candidate]:
    """Return the place of whoever a form or a proof is made out for in its list of authors."""
    if any(c.name == "holder_rank" for c in known):
        return []
    told = [str(c.value) for c in known if c.name == "holder_name"]
    labelled = [tidy_name(one.value.text) for one in leaf.labels("holder_name")]
    told = told or [name for name in labelled if is_name(name)]
    authors = [c for c in known if c.name == "authors"]
    names = [str(c.value) for c in authors]
    if len(set(told)) != 1 or names.count(told[0]) != 1:
        return []
    own = authors[names.index(told[0])]
    if not own.method.startswith("label:"):
        return []  # the pages of an article name others, too
    rank = Decimal(names.index(told[0]) + 1)
    return [
        Candidate(
            "holder_rank", rank, _PLACED_TRUST, own.passage, own.start, own.end, "authors:place"
        )
    ]


def _place(leaf: Leaf) -> list[Candidate]:
    for one in leaf.labelled:
        match = (
            _RANK.fullmatch(one.value.text.strip()) if _PLACE.fullmatch(_plain(one.label)) else None
        )
        number = 1 if match and match["own"] else parse_number(match["r"]) if match else None
        if number is not None and number > 0:
            end = len(one.value.text)
            method = f"label:{_plain(one.label)}"
            return [Candidate("holder_rank", Decimal(number), _TRUST, one.value, 0, end, method)]
    return []


def _plain(label: str) -> str:
    return re.sub(r"[\s:：]", "", label)
