"""Read who wrote what in the running head, or the last lines, of an article's inner pages.

An inner page has no title set large: its head tells author and title in small type, 「张三:题目」,
「张三、李四《题目》」 or 「题目/张三」, and the last page may say them below the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.fields.candidates import Candidate, Leaf
from extractor.fields.people.teams import names_in, team
from extractor.fields.publications.issue_mentions import ISSUES
from extractor.language.names import name_likelihood
from extractor.passages import Passage

_UPPER = 0.17
"""Above this height of a page a running head begins, which may be broken into two lines."""
_TRUST = 0.88
"""Of a head, which may say a title in short."""
_LONGEST = 140
_LEAST_NAME = 0.2
FOLIO = re.compile(r"[\s·•.\-—–|｜]*(?:第\s?)?[0-9]{1,4}(?:\s?页)?[\s·•.\-—–]*$")
"""「…的研究  ·73·」"""
_NAMED = re.compile(
    r"(?P<names>[㐀-鿿·,，、\s]{2,40}?)(?P<more>\s?等)?\s?[:：]\s?(?P<title>[^。？！;；]{5,90})"
)
"""「王小明,李  静:农村小学阅读课的设计」"""
_QUOTED = re.compile(
    r"(?P<names>[㐀-鿿·,，、\s]{2,40}?)(?P<more>\s?等)?\s?[:：]?\s?《(?P<title>[^《》]{5,70})》"
)
"""「王小明、李静《农村小学阅读课的设计》」"""
_SIGNED = re.compile(
    r"(?:^|.*\s{3,})(?P<title>\S[^。/／]{4,60}?)\s?[/／]\s?(?P<names>[㐀-鿿·,，、\s]{2,40})"
)
"""「84   某某教学   2016.8   农村小学阅读课的设计/王小明」"""
_OF_AUTHOR = re.compile(
    r"(?:^|作者[:：]|[;；])\s*(?P<n>[㐀-鿿](?:[㐀-鿿·\s]{0,12}[㐀-鿿]))\s?"
    r"[(（]\s?(?:19|20)[0-9]{2}(?:\s?年)?(?:\s?\.\s?[0-9]{1,2})?\s?[-—–－~]{0,2}\s?[)）]"
)
"""「作者:王小明(1985—),男,…;」 and the next author in the line below it"""
_AUTHORS = re.compile(r"\s*作\s?者\s?[:：]")
_NOTED = 2
"""Passages below the first in which the notes on the authors go on."""


def in_running_head(leaf: Leaf, page: int) -> list[Candidate]:
    """Return the title and the authors that a head of this page tells, or nothing."""
    heads = [
        passage
        for passage in (*leaf.passages, *leaf.lines)
        if passage.page == page and passage.box.top < _UPPER
    ]
    for passage in heads:
        for start in _beginnings(passage.raw):
            found = _told(passage, passage.raw[start:])
            if found:
                return found
    return []


def _beginnings(raw: str) -> Iterator[int]:
    """Yield where a head's own words may begin: behind volume and issue, else at its start."""
    ends = [match.end() for pattern in ISSUES for match in pattern.finditer(raw)]
    if ends:
        yield max(ends)
    yield 0


def _told(passage: Passage, raw: str) -> list[Candidate]:
    text = raw.strip(" \u3000)）|｜·•")
    named = _NAMED.fullmatch(FOLIO.sub("", text)) if len(text) <= _LONGEST else None
    signed = _SIGNED.fullmatch(FOLIO.sub("", text)) if len(text) <= _LONGEST else None
    for match in (_QUOTED.match(text), named, signed):
        names = people_of(match["names"]) if match else []
        if match is None or not names:
            continue
        title = re.sub(r"(?<=[㐀-鿿“”])\s+|\s+(?=[㐀-鿿“”])", "", match["title"]).strip()
        if any(_BY.match(cell.line.text) for cell in passage.cells[1:]):
            title = _BY_END.sub("", title)
        title = as_read(title, passage)
        at = max(passage.text.find(title), 0)
        found = [
            Candidate(
                "activity_title", title, _TRUST, passage, at, at + len(title), "paper:running-head"
            )
        ]
        if not match.groupdict().get("more"):
            found += team("authors", names, passage, _TRUST, "paper:running-head")
        return found
    return []


def as_read(title: str, passage: Passage) -> str:
    """Return the title as the passage has it, whose signs are set in one way."""
    plain = re.sub(r"\s", "", title)
    loose = r"\s*".join(f"[{re.escape(a + b)}]" for a, b in ((c, _TWIN.get(c, c)) for c in plain))
    match = re.search(loose, passage.text)
    return match.group() if match else title


_BY = re.compile(r"\s*(?:文|撰文|作者)\s?[/／]")
_BY_END = re.compile(r"(?:撰文|文|作者)$")
"""「…的观察」 over 「文 / 王小明」: the word is the next line's."""
_TWIN = {"：": ":", "，": ",", "（": "(", "）": ")", "？": "?", "！": "!", "；": ";", "．": "."}


def people_of(raw: str) -> list[str]:
    """Return the names of a list that is nothing but names."""
    names = names_in(raw.strip())
    return names if all(name_likelihood(name) >= _LEAST_NAME for name in names) else []


def noted_below(leaf: Leaf) -> list[Candidate]:
    """Return the authors of 「作者:王小明(1985—),男,…;」 below the text, each with a year."""
    for at, passage in enumerate(leaf.passages):
        if not _AUTHORS.match(passage.text):
            continue
        names: list[Candidate] = []
        for one in leaf.passages[at : at + _NOTED + 1]:
            found = [re.sub(r"\s", "", match["n"]) for match in _OF_AUTHOR.finditer(one.text)]
            if not found:
                break
            names += team("authors", found, one, _TRUST, "paper:noted")
        return names
    return []
