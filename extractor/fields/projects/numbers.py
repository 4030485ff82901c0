"""Find the number of a project, which may go on in the next line or stand behind the title."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from extractor.fields.candidates import Candidate, Leaf, agreed, best
from extractor.fields.titles.headings import find_headings
from extractor.passages import Passage, join_cells

_NUMBER = r"(?P<n>[\u3400-\u9fff]{0,8}?[〔\[(（]?[0-9A-Za-z][0-9A-Za-z\u3400-\u9fff〔〕\[\]()（）/_.·—–-]{2,28}?(?:号)?)"  # noqa: E501
_NUMBERED = re.compile(
    r"(?:课题|项目|立项|批准(?!单位)|资助|计划|任务|合同)[^,，。;；:：\s]{0,4}?(?:编\s?号|批准号|立项号|文号|号)\s*(?:为|是)?\s*[:：]?\s*"
    + _NUMBER
    + r"(?=[,，。;；)）\s]|$)"
)
_BEHIND_TITLE = re.compile(
    r"[”》」]\s*[(（](?:(?:课题|项目|立项)?(?:编号|批准号|立项号)\s?[:：为]?\s?)?"
    r"(?!(?:19|20)\d\d[-/](?:19|20)\d\d[)）])(?!(?:CN|ISSN)\s?\d\d)"
    r"(?P<n>(?=[^()（）]*\d{3})(?:[㐀-鿿]{0,6}[A-Z0-9][A-Z0-9_/-]{5,22}))(?=[)）,，;；])"
)
"""「课题“农村小学的作业”(LWJY-2016-0553)」, 「《…》(编号X-12,主持人李明)」"""
_OF_CONTRACT = re.compile(
    r"(?:合同|协议书?)(?:登记)?(?:编号|号)\s*[:：]?\s*" + _NUMBER + r"(?=[,，。;；)）\s]|$)"
)
"""A contract has a number beside that of the project on which it is."""
_CONTRACT = re.compile(r"(?:合同|协议)书?$")
_OWN_NUMBER = 0.88
_LISTED_AS = re.compile(
    r"(?P<of>子(?:课题|项目)[^,，。]{0,60})?(?:获准|准予|批准|同意|[年月日])?立项[,，]\s*(?:立项)?编号\s*(?:为|是|[:：])?\s*"
    + _NUMBER
    + r"(?=[,，。;；)）\s]|$)"
)
"""「您申请的子课题《…》获准立项,编号为X」"""
_CALLED = re.compile(
    r"(?:(?:列|批准|确定|定|核定)为|属于?)[^,，。;；]{0,12}(?:课题|项目)[,，;；]\s*(?:登记|立项|课题|统一)?编?号\s*(?:为|是|[:：])?\s*"
    + _NUMBER
    + r"(?=[,，。;；)）\s]|$)"
)
"""「批准为县级课题,编号:X」, 「属省级一般课题,登记号为 X」"""
_BEHIND_LEADER = re.compile(
    r"(?:负责人|主持人|承担人)[\u3400-\u9fff·]{2,8}(?:[(（][^()（）]{2,30}[)）])?[,，]\s*(?:登记|立项)?编?号\s*(?:为|是|[:：])?\s*"
    + _NUMBER
    + r"(?=[,，。;；)）\s]|$)"
)
"""「《…》。负责人张三(某某学校),编号X」"""
_GRADE_BEHIND = re.compile(
    r"[(（](?:重点|一般|青年|专项|自筹|委托|面上|资助|重大|培育|规划)[^()（）]{0,4}[)）]$|"
    r"[(（](?:立项|批准|下达)?(?:日期|时间|年度)[^()（）]{2,20}[)）]$"
)
"""「2019JG-08(重点)」: the sort of project stands behind its number."""
_PART_NAMED = re.compile(r"子(?:课题|项目)[“《「][^“”《》「」]{4,60}(?:[”》」]\s*[(（]?)?$")
"""Before the number of the part that a page is on, which tells of the whole with its own."""
_LEFT_OPEN = re.compile(r"[(（][^()（）]*$")
"""「JK21077(立项日期:2021年3月)」: the label in the bracket begins a value of its own."""
_OF_NOTICE = re.compile(r"[〔\[(（](?:19|20)\d\d[〕\])）]\d+号$")
"""The number of the notice that approved it, where a project has none of its own."""
_REST = re.compile(r"[0-9A-Za-z-]+")
_IN_BRACKETS = re.compile(r"^((?:[^()（）]|[(（][^()（）]*[)）])*)[)）].*$")
"""「(课题编号:X-12)已准予立项」: the value ends where the bracket around it does."""
_SHAPE = re.compile(r"^(?=.*[0-9])[0-9A-Za-z\u3400-\u9fff〔〕\[\]()（）/_.·—–-]{3,34}$")
_LABEL_ENDS = re.compile(r"(?:课题|项目|计划|立项)(?:编号|批准号|立项号|号)\s*(?:为|[:：])?\s*$")
"""「…,课题批准号:」 at the end of a line"""
CODE_BEHIND = re.compile(
    r"\s*[(（](?:编号\s*[:：]?\s*)?(?P<n>(?=[^()（）]*\d{2})(?=[^()（）]*[A-Z])[A-Z0-9][A-Z0-9/-]{3,22})[)）]$"
)
"""「课题名称:农村小学的作业(TG14-066)」"""
_BEHIND_SOURCE = re.compile(
    r"(?:计划|课题|项目|工程|专项|基金|攻关)[\u3400-\u9fff]{0,4}\s?[(（]\s?(?:(?:编|批准|立项)号?\s*[:：]?\s*)?"
    r"(?P<n>(?=[^()（）]*\d{3})[\u3400-\u9fffA-Z-]{0,10}[0-9][0-9A-Z-]{3,20}号?)[)）]$"
)
"""「课题来源:省级干部教育研究课题(某干教研2010-37)」"""
_PERIOD = re.compile(r"(?:19|20)\d\d[-—](?:19|20)\d\d")
"""「市级课题(2019-2021)」 tells of years."""
_FORM = re.compile(
    r"(?:任务书|登记卡|登记[表单]|鉴定表|审批[表单]|报告单|报告书|申[报请][表书]|立项书|评审书|备案[表单])"
    r"(?:\s?[(（](?:存档|存根|留存|存查|回执|正|副)[联本]?[)）])?$"
)
_FORM_LABELS = frozenset({"编号", "登记编号", "登记号"})
_FORM_NUMBER = re.compile(
    r"(?:^|[\s)）])(?:登记)?编\s?号\s*[:：]?\s*(?P<n>(?=[^\s]*\d)[0-9A-Z](?:[0-9A-Za-z㐀-鿿]|[—–-]\s?){4,24})\s*$"
)
"""「(2020年度)  编号 2020XKT—WL0428」, 「登记编号 X」"""
_WHOLE_NUMBER = re.compile(r"(?P<n>(?=[^\s]*\d)[0-9A-Z](?:[0-9A-Za-z㐀-鿿]|[—–-]\s?){4,24})")
_ONLY_LETTERS = re.compile(r"[A-Z\u3400-\u9fff]{1,8}")
_YEAR_AND_REST = re.compile(
    r"(?P<n>[〔\[(（](?:19|20)\d\d[〕\])）][0-9A-Za-z\u3400-\u9fff-]{2,20}?号?)(?=[,，。;；\s]|$)"
)
"""「课题立项号:GS」 over 「〔2020〕GHB1186」"""
_HARDLY_WHOLE = 0.6
_ENDS_IN_YEAR = re.compile(r"[〔\[(（](?:19|20)\d\d[〕\])）]$")
_REST_OF_YEAR = re.compile(
    r"(?P<n>[A-Z]{1,4}-?\d[0-9A-Z-]{0,10}号?|\d{1,6}号)(?=[,，。;；)）、\s]|$)"
)
"""「…,课题批准号为GS[2006]」 over 「G187,由您担任…」"""


def find_number(leaf: Leaf) -> list[Candidate]:
    """Return the number of the project: by its label, in a sentence, or behind its title."""
    found = []
    labelled = leaf.labels("project_number")
    # a part's own number stands beside that of the whole
    for one in [one for one in labelled if one.label.startswith("子")] or labelled:
        text = _IN_BRACKETS.sub(r"\1", re.sub(r"\s+", "", one.value.text)).strip("。.,，;；")
        text = _LEFT_OPEN.sub("", _GRADE_BEHIND.sub("", text))
        if _SHAPE.match(text):
            found.append(
                Candidate(
                    "project_number",
                    text,
                    0.8 if _OF_NOTICE.search(text) else 0.98,
                    one.value,
                    0,
                    len(one.value.text),
                    f"label:{one.label}",
                )
            )
    found += [*_in_two_lines(leaf), *_behind_name(leaf)]
    told = any(_NUMBERED.search(passage.text) for passage in leaf.passages)
    broken = [
        join_cells((*above.cells, *below.cells))
        for above, below in pairwise(leaf.passages)
        if above.page == below.page and _LABEL_ENDS.search(above.text)
    ]
    # a long number goes to the line below its label
    for passage in broken if broken and not told and not found else leaf.passages:
        patterns = (_NUMBERED, _BEHIND_TITLE, _LISTED_AS, _CALLED, _BEHIND_LEADER)
        for match in (m for pattern in patterns for m in pattern.finditer(passage.text)):
            text = re.sub(r"\s+", "", match["n"])
            if _SHAPE.match(text) and text.count("(") + text.count("（") == text.count(
                ")"
            ) + text.count("）"):
                own = (
                    passage.text[: match.start()].endswith("子")
                    or _is_of_part(passage, match)
                    or (match.re is _LISTED_AS and match["of"] is not None)
                )
                made = Candidate(
                    "project_number", text, 0.99 if own else 0.95 if told else 0.88, passage,
                    *match.span("n"), "project:number",
                )  # fmt: skip
                found.append(made)
    found = [_with_rest(c, leaf) for c in found] or _of_form(leaf)
    contracts = {
        "".join(match["n"].split())
        for p in leaf.passages
        for match in _OF_CONTRACT.finditer(p.text)
    }
    found = [c for c in found if c.value not in contracts] or found
    chosen = agreed(found)
    if chosen is None:
        return []
    # a label's value may go on in the next line
    number = str(chosen.value)
    longer = [
        c
        for c in found
        if str(c.value).startswith(number) and _REST.fullmatch(str(c.value)[len(number) :])
    ]
    return [best(longer) or chosen, *_of_contract(leaf, number)]


def _of_contract(leaf: Leaf, number: str) -> list[Candidate]:
    """Return the number of a contract that tells of its project's, too, as that of the paper."""
    if not any(_CONTRACT.search(heading.text) for heading in find_headings(leaf)):
        return []
    found = {
        value: Candidate(
            "certificate_number", value, _OWN_NUMBER, line, *match.span("n"), "project:contract"
        )
        for line in leaf.lines
        for match in _OF_CONTRACT.finditer(line.text)
        if (value := "".join(match["n"].split())) != number
    }
    return list(found.values()) if len(found) == 1 else []


def _with_rest(number: Candidate, leaf: Leaf) -> Candidate:
    """Return a number that ends with its year with what goes on with it in the next line.

    Without that it is hardly whole.
    """
    text = str(number.value)
    if not _ENDS_IN_YEAR.search(text):
        return number
    lines = [p for p in leaf.passages if p.page == number.passage.page]
    below = (
        second.text
        for first, second in pairwise(lines)
        if first.cells[-1].key == number.passage.cells[-1].key
    )
    behind = number.passage.text[number.end :].strip() or next(below, "").strip()
    rest = _REST_OF_YEAR.match(behind)
    if rest is None:
        return replace(number, trust=min(number.trust, _HARDLY_WHOLE))
    return replace(number, value=text + rest["n"], trust=min(number.trust, 0.93))


def _is_of_part(passage: Passage, number: re.Match[str]) -> bool:
    """Tell whether a number stands behind the name of a part: 「子课题《…》(课题编号:X),系…」."""
    return _PART_NAMED.search(passage.text[: number.start()]) is not None


def _of_form(leaf: Leaf) -> list[Candidate]:
    """Return the one number of a form on a project, which hardly has one beside the project's."""
    if not any(_FORM.search(heading.text) for heading in find_headings(leaf)):
        return []
    told = [(line, m) for line in leaf.lines for m in _FORM_NUMBER.finditer(line.text)]
    told += [
        (one.value, m)
        for one in leaf.labels("certificate_number")
        if one.label in _FORM_LABELS and (m := _WHOLE_NUMBER.fullmatch(one.value.text.strip()))
    ]
    values = {re.sub(r"\s", "", m["n"]): (passage, m) for passage, m in told}
    if len(values) != 1:
        return []
    (value, (passage, m)), *_ = values.items()
    return [Candidate("project_number", value, 0.72, passage, *m.span("n"), "project:form")]


def _behind_name(leaf: Leaf) -> list[Candidate]:
    """Return the number in brackets behind the name that a label gives, or behind its source."""
    return [
        Candidate(
            "project_number", code["n"], 0.9, one.value, *code.span("n"), "project:behind-name"
        )
        for one in leaf.labels("activity_title")
        if (code := CODE_BEHIND.search(one.value.text)) is not None
    ] + [
        Candidate(
            "project_number", code["n"], _OWN_NUMBER, one.value, *code.span("n"), "project:source"
        )
        for one in leaf.labels("level")
        if one.label.endswith("来源")
        and (code := _BEHIND_SOURCE.search(one.value.text.strip())) is not None
        and not _PERIOD.fullmatch(code["n"])
    ]


def _in_two_lines(leaf: Leaf) -> list[Candidate]:
    """Return the number whose letters end a line and whose year begins the next."""
    letters = {
        one.value.cells[-1].key: re.sub(r"\s", "", one.value.text)
        for one in leaf.labels("project_number")
        if _ONLY_LETTERS.fullmatch(one.value.text.strip())
    }
    return [
        Candidate(
            "project_number", letters[above.cells[-1].key] + rest["n"], 0.93, below,
            *rest.span("n"), "project:two-lines",
        )
        for above, below in pairwise(leaf.passages)
        if above.cells[-1].key in letters
        and above.page == below.page
        and (rest := _YEAR_AND_REST.match(below.text))
    ]  # fmt: skip
