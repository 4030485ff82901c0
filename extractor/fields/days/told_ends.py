"""Find the end of a period that is told apart from its beginning: 「12月2日开班,12月6日结束」."""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.language.dates import DateMention, find_dates, resolve_year
from extractor.passages import Passage

_BEGAN = re.compile(
    r"(?:[到来][我本贵](?:校|院|园|单位|公司|中心|馆|所))?(?:正式)?"
    r"(?:开班|开始|开学|开课|启动|开幕|开营|报到|入学|入班|入校|入营|到岗|进点)"
)
_WENT = re.compile(
    r"(?:起|开始)?(?:赴|前往|去|到|在|入)(?![我本])[^,，。;；:：]{2,30}?(?:进修|学习|培训|研修|跟岗|挂职|支教|实践|交流)"
)
"""「于2020年9月1日赴某某医院进修,…,于2021年2月28日期满返院」"""
_ENDED = re.compile(
    r"(?:顺利|圆满)?(?:期满|结束|结业|结班|结课|闭幕|结营|离班|离校|离岗|离会|学习期满)"
)
BEGAN_OR_ENDED = re.compile(rf"\s*(?:{_BEGAN.pattern}|{_ENDED.pattern})")
_ENDED_ON = re.compile(rf"\s*[,，、;；]?\s*(?:于|至)?(\d{{1,2}})[日号]{_ENDED.pattern}")
"""「4月22日开班,26日结束」"""
_BEGAN_BEFORE = re.compile(
    r"(?:开始|起始|开班|开课|入学|报到)(?:时间|日期)?(?:为|是|于|[:：])?\s*$"
)
_ENDED_BEFORE = re.compile(
    r"(?:结束|终止|结业|结班|结课|完成|离班)(?:时间|日期)?(?:为|是|于|[:：])?\s*$"
)
"""「开始时间2022年10月8日,结束时间11月27日」"""
_SINCE = re.compile(r"(?:自|从|于)\s*$")
_ON = re.compile(r"\s*(?:起|开始)")
_NEXT_TILL = re.compile(r"。\s*(?:至|到|截至)\s*$")
"""「自10月9日起参加…。至10月20日,已听完…」: the next sentence tells the end."""
_TILL = re.compile(r"(?:至|到|截至)\s*$")


def ended_later(passage: Passage, begun: DateMention, years: list[int]) -> DateMention | None:
    """Return the day of the end in 「于2019年12月2日开班,12月6日结束」."""
    text = passage.text
    told_before = _BEGAN_BEFORE.search(text[: begun.start])
    began = _BEGAN.match(text, begun.end) or _WENT.match(text, begun.end)
    if begun.first != begun.last or not (told_before or began):
        return None
    if began and (day := _ENDED_ON.match(text, began.end())):
        ended = replace(begun.first, day=int(day[1]))
        known = [begun.first.year] if begun.first.year else years
        if ended.exists() and (ended.day or 0) >= (begun.first.day or 0):
            return with_year(replace(begun, first=ended, last=ended), known, 1.0)[0]
    for mention in find_dates(text):
        if mention.start > begun.end and (
            _ENDED_BEFORE.search(text[: mention.start])
            if told_before
            else _ENDED.match(text, mention.end)
        ):
            known = [begun.first.year] if begun.first.year else years
            return with_year(mention, known, 1.0)[0]
    return None


def until_later(passage: Passage, begun: DateMention, years: list[int]) -> DateMention | None:
    """Return the day of the end in 「自2022年8月起参加…,至2023年6月完成」."""
    text = passage.text
    if begun.first != begun.last or not (
        _SINCE.search(text[: begun.start]) and _ON.match(text, begun.end)
    ):
        return None
    for mention in find_dates(text):
        between = text[begun.end : mention.start]
        if mention.start <= begun.end or "。" in _NEXT_TILL.sub("", between):
            continue
        if _TILL.search(text[: mention.start]):
            known = [begun.first.year] if begun.first.year else years
            return with_year(mention, known, 1.0)[0]
    return None


def with_year(
    mention: DateMention, years: list[int], trust: float, issued: str = ""
) -> tuple[DateMention | None, float]:
    """Return a day with its year, and how far it is believed.

    A year that the text leaves out is the first of those that the page tells; on a paper made out
    on the day `issued` the first of those in which the day was over by then.
    """
    if mention.year_given:
        return mention, trust
    if not years:
        return None, 0.0
    distinct = list(dict.fromkeys(years))
    weight = trust * (0.97 if len(distinct) == 1 else 0.85)
    resolved = [resolve_year(mention, year=year) for year in distinct]
    if issued:
        # what was learned was over on the day that the paper was made out
        resolved = [one for one in resolved if one.last.iso() <= issued] or resolved
    return resolved[0], weight
