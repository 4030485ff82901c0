"""Find the article that a school's letter tells of: 「论文《…》已发表于《某某教育》」."""

from __future__ import annotations

import re

from extractor.fields.candidates import Candidate, Leaf
from extractor.fields.publications.issues import find_issue
from extractor.fields.serial_numbers import find_serial_numbers
from extractor.language.serials import SerialKind

_TOLD = re.compile(
    r"(?:论文|文章|题为)[《“](?P<title>[^《》“”]{4,60})[》”][^。《》]{0,24}"
    r"(?:发表|刊登|刊发|刊载|登载|收录|录用)[^。《》]{0,16}《(?P<journal>[^《》]{2,30})》"
)


def find_told_article(leaf: Leaf) -> list[Candidate]:
    """Return title, journal, its numbers and the issue; the letter's own day is no issue's."""
    for passage in leaf.passages:
        told = _TOLD.search(passage.text)
        if told:
            named = [
                Candidate(name, told[group], 0.93, passage, *told.span(group), "letter:on-article")
                for name, group in (("activity_title", "title"), ("journal", "journal"))
            ]
            placed = [c for c in find_issue(leaf, anywhere=True) if c.name != "issue_date"]
            numbers = find_serial_numbers(leaf, SerialKind.ISSN, SerialKind.CN)
            return [*named, *placed, *numbers]
    return []
