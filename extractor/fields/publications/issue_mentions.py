"""What a phrase says of a journal's issue: volume, issue and year, and where such phrases are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.language.numerals import parse_number
from extractor.passages import Cell, Passage

HEAD, _FOOT = 0.13, 0.93  # running heads and feet stand above and below
UNDER_HEAD = 0.2  # where a running head of two lines may end
FEW = 16  # lines at most on a cover
SHORT = 60  # characters at most of a line that is no sentence of the text
_ISSUE_N = r"([0-9]{1,2}(?:\s?[-~—–、+]\s?[0-9]{1,2})?|S[0-9]|Z[0-9]|增刊[0-9]?)"
NUMBER_OF_ARTICLE = (
    r"(?:文章编号|Article\s?(?:ID|No\.?|Number))\s?[】\]〕]?\s?[:：]?\s?"
    r"[0-9]{4}\s?[-–—－]\s?[0-9]{3}[0-9Xx]\s?"
)
_VOL = r"Vo\s?[l1](?:ume)?"
"""「Vo1.27」: the letter is easily read as the figure."""
_SCHOOL = (
    r"(?!\s?(?:Middle|Primary|High|Senior|Junior|Secondary|Experimental|Vocational|Sch\b|Hosp))"
)
"""「No 5 Middle Sch」 numbers a school."""
_NO_DOUBT = (
    rf"(?P<y>20[0-9]{{2}}|19[0-9]{{2}})\s?年?\s?[,，]?\s?第\s?(?P<v>[0-9]{{1,3}})\s?卷\s?[,，]?\s?[(（]?第?\s?(?P<i>{_ISSUE_N})\s?期",
    rf"第\s?(?P<v>[0-9]{{1,3}})\s?卷\s?[,，·]?\s?[(（]?第\s?(?P<i>{_ISSUE_N})\s?期",
    rf"(?<![0-9])(?P<v>[0-9]{{1,3}})\s?卷\s?[,，·]?\s?第?\s?(?P<i>{_ISSUE_N})\s?期(?:\s?[(（]\s?(?P<y>20[0-9]{{2}}|19[0-9]{{2}})(?:\s?[/.年]\s?[0-9]{{1,2}}\s?月?)?\s?[)）])?",
    r"第\s?(?P<cv>[一二三四五六七八九十百]{1,4})\s?卷\s?[,，·]?\s?第?\s?(?P<ci>[一二三四五六七八九十]{1,3})\s?期",
    rf"(?P<y>20[0-9]{{2}}|19[0-9]{{2}})\s?年?度?\s?[,，.·]?\s?[(（]?第\s?(?P<i>{_ISSUE_N})\s?[期辑]",
    r"第\s?(?P<v>[0-9]{1,3})\s?卷\s?[,，·]?\s?(?P<i>增刊\s?[0-9]?)(?!\s?[期(（])",
    r"(?P<y>20[0-9]{2}|19[0-9]{2})\s?年\s?[,，·]?\s?(?P<i>增刊\s?[0-9]?)(?!\s?[期(（])",
    r"(?P<y>20[0-9]{2}|19[0-9]{2})\s?年\s?(?P<i>[0-9]{1,2})\s?月号",
    r"(?P<cy>[二一][〇○零九][〇○零一二三四五六七八九]{2})\s?年\s?第\s?(?P<ci>[一二三四五六七八九十]{1,3})\s?期",
    rf"(?P<y>20[0-9]{{2}}|19[0-9]{{2}})\s?[,，]\s?(?:{_VOL}\.?\s?)?(?P<v>[0-9]{{1,3}})\s?[(（]\s?(?:No\.?\s?)?(?P<i>{_ISSUE_N})\s?[)）]",
    rf"(?P<y>20[0-9]{{2}}|19[0-9]{{2}})\s?[,，.]\s?[(（]\s?(?P<i>{_ISSUE_N})\s?[)）](?!\s?[0-9])",
    rf"(?<=[㐀-鿿)）])[,，.]\s?(?P<y>20[0-9]{{2}}|19[0-9]{{2}})\s?[(（]\s?(?P<i>{_ISSUE_N})\s?[)）](?=\s*$|[:：,，])",
    rf"(?<=[㐀-鿿)）])\s{{0,2}}(?P<y>20[0-9]{{2}}|19[0-9]{{2}})\s?[(（]\s?(?P<i>{_ISSUE_N})\s?[)）](?=\s*第?\s?[0-9]{{1,4}}\s?[-~—–－]\s?[0-9]{{1,4}}\s?页)",
    rf"(?<=[㐀-鿿)）])\s{{0,2}}(?P<y>20[0-9]{{2}}|19[0-9]{{2}})\s?[(（]\s?(?P<i>{_ISSUE_N})\s?[)）](?=\s?[:：]\s?[0-9]{{1,4}}\s?[-~—–－]\s?[0-9])",
    rf"(?<=[㐀-鿿)）])\s?[.．]\s?(?P<y>20[0-9]{{2}}|19[0-9]{{2}})\s?[(（]\s?(?P<i>{_ISSUE_N})\s?[)）]",
    r"[(（](?P<y>20[0-9]{2}|19[0-9]{2})[)）]\s?(?P<v>[0-9]{1,3})\s?[:：]\s?(?P<i>[0-9]{1,2})\s?[,，]\s?[0-9]{1,4}\s?[-~—–－]\s?[0-9]",
    r"(?<![0-9])(?P<v>[0-9]{1,3})\s?[(（](?P<i>[0-9]{1,2}|S[0-9])[)）]\s?[:：]\s?[0-9]{1,4}\s?[-~—–－]\s?[0-9]",
    r"(?P<y>20[0-9]{2}|19[0-9]{2})\s?年\s?(?P<i>[0-9]{1,2})\s?期",
    rf"(?P<y>20[0-9]{{2}}|19[0-9]{{2}})\s?[,，]\s?{_VOL}\.?\s?(?P<v>[0-9]{{1,3}})\s{{0,3}}(?:[›>»]{{1,2}}|[,，])?\s{{0,3}}(?:No|Issue)\.?\s?[(（]?\s?(?P<i>{_ISSUE_N})(?![0-9])\s?[)）]?",
    rf"(?<![A-Za-z]){_VOL}[.:：]?\s?(?P<v>[0-9]{{1,3}})\s{{0,3}}[,，.]?\s?(?:\([^)]{{1,12}}\))?\s?(?:No|Issue|Number|Iss)[.:：]?\s?(?P<i>{_ISSUE_N})(?:\s?[(（,，]\s?(?P<y>20[0-9]{{2}})\s?[)）]?)?",
    rf"{NUMBER_OF_ARTICLE}[(（]\s?(?P<y>20[0-9]{{2}}|19[0-9]{{2}})\s?[)）]\s?(?P<i>[0-9]{{1,2}}|S[0-9]|Z[0-9])\s?[-–—－]",
)
"""Phrases that leave no doubt that they mean year, volume or issue."""
_MAYBE = (
    r"(?<![0-9.总])(?P<y>20[0-9]{2})\s?[./·]\s?(?P<i>[0-9]{1,2})(?![0-9]|\s?[-./·年]\s?[0-9])",
    rf"(?<!总)第\s?(?P<i>{_ISSUE_N})\s?期",
    rf"(?<![A-Za-z])No\.?\s?(?P<i>[0-9]{{1,2}})(?![0-9]){_SCHOOL}\s?[,，]?\s?(?P<y>20[0-9]{{2}})?",
    rf"(?<![A-Za-z]){_VOL}[.:：]?\s?(?P<v>[0-9]{{1,3}})(?![0-9])",
    r"(?P<y>19[0-9]{2})\s?·\s?(?P<i>[0-9]{1,2})(?![0-9]|\s?[-./·年]\s?[0-9])",
    r"(?<![A-Za-z])Issue\s?[:：]?\s?(?P<i>[0-9]{1,2})(?![0-9])",
    r"第\s?(?P<v>[0-9]{1,3})\s?卷",
    r"第\s?(?P<cv>[一二三四五六七八九十百]{1,4})\s?卷",
    r"(?<=[A-Za-z]\s)[(（](?P<y>20[0-9]{2})[)）]\s?(?P<v>[0-9]{1,3})\s?[:：]\s?[0-9]{1,4}(?![0-9]|\s?[,，]\s?[0-9])",
)
ISSUES = tuple(re.compile(pattern, re.IGNORECASE) for pattern in (*_NO_DOUBT, *_MAYBE))
SURE_RANKS = len(_NO_DOUBT)
"""Of a mention, by the place of its phrase among all."""


@dataclass(frozen=True, slots=True)
class IssueMention:
    """A volume, an issue and a year as far as one phrase tells them, with its place."""

    year: str | None
    volume: str | None
    issue: str | None
    passage: Passage
    start: int
    end: int
    rank: int


def issue_mentions(passage: Passage) -> Iterator[IssueMention]:
    """Yield what each phrase on volume and issue says; of overlapping ones the fullest."""
    taken: list[tuple[int, int]] = []
    for rank, pattern in enumerate(ISSUES):
        for match in pattern.finditer(passage.text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            taken.append(match.span())
            parts = match.groupdict()
            issue, year, volume = (
                parts.get(figure) or _in_figures(parts.get(spelt))
                for figure, spelt in (("i", "ci"), ("y", "cy"), ("v", "cv"))
            )
            issue = re.sub(r"\s", "", issue) if issue else issue
            if issue and issue.isdigit():
                issue = str(int(issue))
                if not 1 <= int(issue) <= 60:
                    continue
            yield IssueMention(year, volume, issue, passage, *match.span(), rank)


def _in_figures(spelt: str | None) -> str | None:
    """Return 「十九」 as 「19」."""
    number = parse_number(spelt) if spelt else None
    return None if number is None else str(number)


def is_head(cell: Cell) -> bool:
    """Tell whether a line stands where a running head or foot does, heads of two lines included."""
    return is_running(cell) or cell.box.centre[1] < UNDER_HEAD


def is_running(cell: Cell) -> bool:
    """Tell whether a line stands where running heads and feet do."""
    return cell.box.centre[1] < HEAD or cell.box.centre[1] > _FOOT
