"""Tell a library's proof that a database holds an article from the article's own pages.

The proof is made out for somebody, numbered and signed; a page of a journal is none of it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from extractor.fields.candidates import Candidate, Leaf
from extractor.fields.people.letter_authors import author_rank, listed_in_sentence
from extractor.language.names import is_name, names_at_end
from extractor.language.numerals import parse_number
from extractor.language.organisations import body_of_staff, organisation_likelihood
from extractor.passages import Passage

_HEADING = re.compile(
    r"(?:检索|收录|查收查引|引用|引证)[^,，。]{0,6}(?:证明|报告)[书单]?(?:[(（][^()（）]*[)）])?$"
)
_OWN_PRINT = re.compile(r"个人(?:打印|检索|查询)|自行(?:打印|检索)|读者(?:自印|打印|检索)")
"""「检索报告(个人打印)」: what a reader printed of a database proves nothing to anybody."""
_LONGEST = 30
_WROTE = re.compile(
    r"(?:兹有|兹证明|证明|经查|经检索)[,，:：]?\s?(?P<n>[\u4e00-\u9fff·]{2,30}?)(?:同志|老师|女士|先生|教授|博士)?\s?"
    r"(?:[(（](?:系|为|本文|该文|论文|的)*第(?P<r>[一二三四五六七八九十\d]{1,2})作者[^()（）]*[)）])?\s?"
    r"(?:作为第[一二三四五六七八九十\d]{1,2}作者)?(?:所)?(?:撰写|发表|独撰|合著|(?<=所)著)的?"
)
"""「兹有某某学校教师张三(第一作者)撰写的论文《…》」"""
_RANK = re.compile(
    r"(?:系|为)?(?:该|本)?(?:论?文)?(?:的)?第\s?(?P<r>[一二三四五六七八九十\d]{1,2})\s?作者"
)
_SEVERAL = 2
_BODY = 0.8


def is_indexing_proof(leaf: Leaf) -> bool:
    """Tell whether a heading calls the page a proof of indexing."""
    return any(
        len(passage.text) <= _LONGEST
        and _HEADING.search(passage.text.strip())
        and not _OWN_PRINT.search(passage.text)
        for passage in leaf.passages
    )


def for_whom(leaf: Leaf) -> list[Candidate]:
    """Return for whom the proof was made out, where they work and their place as an author."""
    told = list(_told(leaf)) or _told_behind_label(leaf)
    holder = next((str(c.value) for c in told if c.name == "holder_name"), "")
    ranked = [c for c in author_rank(leaf, holder=holder) if c.name == "holder_rank"]
    return [*told, *ranked, *listed_in_sentence(leaf)]


def _told_behind_label(leaf: Leaf) -> list[Candidate]:
    """Return what 「委托人:王小明,论文第三作者,某某中学」 says of one person."""
    for one in leaf.labels("holder_name"):
        parts = [part for part in re.split(r"[,，;；。]", one.value.text) if part.strip()]
        if len(parts) < _SEVERAL or not is_name(parts[0].strip()):
            continue
        found = [_part("holder_name", parts[0].strip(), one.value)]
        for part in map(str.strip, parts[1:]):
            rank = _RANK.fullmatch(part)
            number = parse_number(rank["r"]) if rank else None
            if number is not None:
                found.append(replace(_part("holder_rank", part, one.value), value=Decimal(number)))
            elif organisation_likelihood(part) >= _BODY:
                found.append(_part("employer", part, one.value))
        return found
    return []


def _part(name: str, text: str, passage: Passage) -> Candidate:
    start = max(passage.text.find(text), 0)
    return Candidate(name, text, 0.92, passage, start, start + len(text), "indexing:labelled")


def _told(leaf: Leaf) -> list[Candidate]:
    for passage in leaf.passages:
        match = _WROTE.search(passage.text)
        found = _person(passage, match) if match else []
        if found:
            return found
    return []


def _person(passage: Passage, match: re.Match[str]) -> list[Candidate]:
    words, start, end = match["n"], *match.span("n")
    for name in [words] if is_name(words) else names_at_end(words):
        body = body_of_staff(words.removesuffix(name))
        if body and organisation_likelihood(body) < _BODY:
            continue
        found = [
            Candidate("holder_name", name, 0.92, passage, end - len(name), end, "indexing:wrote")
        ]
        if body:
            at = start + words.find(body)
            found.append(
                Candidate("employer", body, 0.9, passage, at, at + len(body), "before-name")
            )
        number = parse_number(match["r"]) if match["r"] else None
        if number is not None:
            span = match.span("r")
            found.append(
                Candidate("holder_rank", Decimal(number), 0.92, passage, *span, "indexing:rank")
            )
        return found
    return []
