"""Find how a project is called: by its label, in a sentence, as a part of another."""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.fields.candidates import Candidate, Leaf, agreed, from_label
from extractor.fields.projects.numbers import CODE_BEHIND
from extractor.fields.projects.unmarked import unmarked_title
from extractor.fields.quotes import Quoted, quoted_in
from extractor.fields.titles.trimming import IN_ENGLISH_TOO

CUE = re.compile(r"课题|项目|立项|研究|子课题|project", re.IGNORECASE)
"""What speaks of a project around its name."""
_LABEL_TRUST, _SENTENCE_TRUST = 0.97, 0.94
_LEAST_TITLE = 5
_APPLIED = re.compile(r"(?:主持|申报|申请|承担)(?:的|申报的|完成的)[“《「]$")
"""「您主持申报的“农村小学的作业”已被列为…」"""
_OF_PROGRAMME = re.compile(
    r"(?:国家|教育部|[\u3400-\u9fff]{2,6}(?:省|市|自治区))[\u3400-\u9fff“”\d]{2,24}"
    r"(?:基金|计划|规划)[\u3400-\u9fff\d]{0,14}(?:项目|课题)"
)
"""「全称:国家自然科学基金地区科学基金项目」: where the project belongs, beside its name"""
_FACTS_BEHIND = re.compile(
    r"[”》」]\s*(?:[(（][^()（）]{0,40}(?:编号|批准号|立项号|主持人|负责人|立项)|"
    r"[,，。;；]\s*(?:课题|项目)?(?:负责人|主持人|承担人)(?!员))"
)
"""「你校《农村小学的作业》(编号X-12,主持人李明)开题材料收悉」"""
_GOES_ON = re.compile(r"《[^《》]{2,30}》[\u3400-\u9fff“”、—A-Za-z0-9-]{4,60}")
_TITLE_LINE = re.compile(r"^(?:课题|项目)\s*名\s*称\s*(?P<t>[^:：。\s][^:：。]{4,60})$")
"""A label and its value whose gap was lost in reading."""
_IN_SENTENCE = re.compile(
    r"(?:课题|项目)(?:名称|题目)\s*[:：]\s*(?P<t>[^,，。;；:：《》]{6,60})(?=[,，;；。])"
)
"""「项目编号:X-1,项目名称:农村小学的作业,资助经费:…」: labels in a sentence, whose lines break."""
_HAS_PARTS = re.compile(r"[”》」』](?:\s*[(（][^()（）]*[)）])?[^,，。;；“”《》]{0,8}的子课题")
_OF_BODY = re.compile(r"[”》」』]总课题组")
"""「“A”总课题组」 signs for its part B."""
_OF_TEAM = re.compile(r"(?:课题|项目)组(?:核心|主要|骨干)?成员")
_UNDERTAKES = re.compile(r"(?:承担|负责|参与|完成)(?:了|其中的?)?$")
_UNDERTAKES_PART = re.compile(
    r"[,，][^,，。]{0,6}(?:承担|负责|参与|主持)(?:了|其)?的?子课题\s*[“「《]"
)
"""「参与了课题《A》的研究,承担子课题“B”」: the paper is on A."""
_AS_PART = re.compile(r"[”》」』]\s*的?子(?:课题|项目)")
_PART_CERTIFIED = re.compile(
    r"^子\s?(?:课\s?题|项\s?目)(?:立项|结题|结项|任务)?[^,，。:：]{0,6}(?:证书|通知书?|证明)$"
)
_ONLY_ASKS = re.compile(r"关于[^“”《》]{2,40}的(?:请示|申请书?|报告|通知|函|批复)")
"""「你校《关于变更课题负责人的请示》收悉」 names no project."""
_REQUEST = re.compile(
    r"关于[^“”《》]{0,12}[“《](?P<t>[^“”《》]{5,60})[”》][^“”《》]{0,24}(?:请示|申请书?|报告|通知|函|批复)"
)


def find_title(leaf: Leaf) -> list[Candidate]:
    """Return the name of the project; of a part for which the page is made out, that part's."""
    found = _labelled(leaf)
    for passage in leaf.lines:
        joined = _TITLE_LINE.match(passage.text)
        if joined:
            found.append(
                Candidate(
                    "activity_title", joined["t"], 0.86, passage, *joined.span("t"), "project:line"
                )
            )
    for passage in leaf.passages:
        named = _IN_SENTENCE.search(passage.text)
        if named:
            cut = [c for c in found if named["t"].startswith(str(c.value))]
            found = [c for c in found if c not in cut]
            found.append(
                Candidate(
                    "activity_title", named["t"], 0.94, passage, *named.span("t"), "project:told"
                )
            )
        quotes = [q for q in quoted_in(passage.text) if not _OF_BODY.match(passage.text, q.end)]
        # of 「A」子课题《B》 B is what was done
        parts = [q for q in quotes if passage.text[: q.start - 1].rstrip().endswith("子课题")]
        if len(parts) < len(quotes) and _UNDERTAKES_PART.search(passage.text):
            quotes, parts = [q for q in quotes if q not in parts], []
        # 「A」 is accepted as a part of the project 「B」
        parts = parts or [
            q for q in quotes[:1] if any(_HAS_PARTS.match(passage.text, o.end) for o in quotes[1:])
        ]
        # who is of the team of A and undertakes its part B: the paper is on A
        tasks = [q for q in quotes if _is_task(passage.text, q.start - 1, q.end)]
        if tasks and _OF_TEAM.search(passage.text) and len(tasks) < len(quotes):
            quotes = [q for q in quotes if q not in tasks]
        asked = [_asked_for(quote) for quote in parts or quotes]
        for quote in (one for one in asked if not _ONLY_ASKS.fullmatch(one.text)):
            around = (
                passage.text[max(0, quote.start - 40) : quote.start]
                + passage.text[quote.end : quote.end + 14]
            )
            before = passage.text[: quote.start]
            if (
                len(quote.text) >= _LEAST_TITLE
                and (
                    quote in parts
                    or CUE.search(around)
                    or _APPLIED.search(before)
                    or _FACTS_BEHIND.match(passage.text, quote.end)
                )
                and not re.search(r"(?:根据|按照|依据)[^。]{0,12}$", before)
            ):
                found.append(
                    Candidate(
                        "activity_title",
                        quote.text,
                        _SENTENCE_TRUST,
                        passage,
                        quote.start,
                        quote.end,
                        "project:quoted",
                    )
                )
    found.extend(_of_part(leaf))
    found = [c for c in found if not _OF_PROGRAMME.fullmatch(str(c.value))] or found
    longest = max((len(str(c.value)) for c in found), default=0)
    chosen = agreed([c for c in found if len(str(c.value)) * 2 >= longest])
    return [chosen] if chosen else unmarked_title(leaf)


def _labelled(leaf: Leaf) -> list[Candidate]:
    """Return the names that labels give, without the same in English behind them."""
    found = []
    for one in leaf.labels("activity_title"):
        title = from_label("activity_title", one, _LABEL_TRUST if len(one.label) > 2 else 0.93)
        english = IN_ENGLISH_TOO.search(str(title.value))
        if english:
            title = replace(title, value=str(title.value)[: english.start()].rstrip())
        coded = CODE_BEHIND.search(str(title.value))
        if coded:
            title = replace(title, value=str(title.value)[: coded.start()].rstrip())
        whole = one.value.text.strip(" 。;；,，")
        if _GOES_ON.fullmatch(whole) and len(str(title.value)) < len(whole):
            # 「《动物解剖学》虚拟仿真实验教学资源建设」 ends with no mark
            start = max(one.value.text.find(whole), 0)
            title = replace(title, value=whole, start=start, end=start + len(whole))
        if len(str(title.value)) >= _LEAST_TITLE:
            found.append(title)
    return found


def _of_part(leaf: Leaf) -> list[Candidate]:
    """Return the name of the part for which a page is made out that has a label for it."""
    return [
        Candidate(
            "activity_title", text, 0.965, one.value, 0, len(one.value.text), "label:sub_project"
        )
        for one in leaf.labels("sub_project")
        if len(text := one.value.text.strip("《》“” ")) >= _LEAST_TITLE
        and any(_PART_CERTIFIED.search(passage.text) for passage in leaf.passages)
    ]


def _asked_for(quote: Quoted) -> Quoted:
    """Return the project that a quoted request is about: 《关于“A”课题延期结题的请示》."""
    about = _REQUEST.fullmatch(quote.text)
    if about is None:
        return quote
    start = quote.start + about.start("t")
    return replace(quote, text=about["t"], start=start, end=start + len(about["t"]))


def _is_task(text: str, start: int, end: int) -> bool:
    """Tell whether a quotation is the part of a project that somebody undertakes."""
    return _UNDERTAKES.search(text[:start]) is not None and _AS_PART.match(text, end) is not None
