"""Find how a project ended, and from when to when it ran."""

from __future__ import annotations

import re

from extractor.fields.candidates import Candidate, Leaf, best
from extractor.fields.labels.form import Labelled
from extractor.language.dates import DateMention, find_dates

TO_BE = re.compile(r"(?:请|应|须|将|后|申请|按时|逾期|[未不尚待]|预计|拟|方可|作为)[^。;；]{0,24}$")
"""Before what is still to come: 「请于…前申请结题」."""
_BEGUN = re.compile(r"起?(?:批准|正式)?(?:立项|开题|启动|实施|开始|执行|开展)")
_ENDED = re.compile(r"止?(?:如期|按期|顺利|正式)?(?:完成|结题|结项|通过|期满|届满|到期|结束)")
_RUNS_TO = re.compile(r"(?:执行|实施|研究|进行|持续|开展)(?:至|到)\s*$")
"""「于2021年5月立项,执行至2022年5月」"""
_ENDS = ' ,，。;；)）、”"'
_GRADED = re.compile(
    r"(?:鉴定|结题|结项|评审|验收|评定)?(?:等级|等第|结论|结果)\s*(?:为|[:：])?\s*(?P<r>优秀|良好|合格|优|良|免于鉴定|通过)"
)
_PASSED = re.compile(
    r"(?:同意|准予|已经?|顺利|[,，]|予以)(?:该|本)?(?:成果|课题|项目)?(?P<r>通过)(?:专家组?|会议|现场)?(?:的)?(?:鉴定|验收|评价|评审|结题|结项)"
    r"(?![后前时的申])"
    r"|(?:鉴定|验收|评审|评议|专家)(?:委员会|小?组)?(?:成员|专家)?(?:一致|均)?同意(?:该|本)?(?:成果|课题|项目)?(?P<all>通过)(?=[。;；]|$)"
    r"|已于?(?:19|20)\d\d\s?[年./-][^,，。;；]{0,8}(?:正式|顺利|如期|按期)?(?P<day>通过)(?:专家组?|会议|现场)?(?:的)?(?:鉴定|验收|结题|结项)"
    r"(?:评审|评议)?(?=[,，。;；]|$)"
)
"""「鉴定委员会一致同意通过鉴定」, 「您参加的课题已通过鉴定」, 「已于2022年11月通过验收,…」"""
_PASSED_TRUST = 0.84
_ACCEPTED = re.compile(r"(?:准予|同意|予以|准许)(?:结[题项]|验收|通过验收)(?![后前时的申])")
"""「经专家鉴定和我办审核,准予结项」: what came of a project without a grade"""
_BY, _BY_WHEN = 0.86, re.compile(r"\s*(?:之前|以前|前)")
_TO_FINISH = re.compile(r"(?:完成|结题|结项)(?:期限|时限|时间)\s*[:：]?\s*$")
_DEADLINE = re.compile(
    r"(?:计划|要求|应|预计)?(?:项目|课题|研究)?(?:完成|结题|结项)(?:的)?(?:期限|时限)\s*[:：]?"
)
"""「完成时限 | 2024年6月30日」"""
_FINISHED = re.compile(r"\s*(?:之前|以前|前)(?:须|应|将)?(?:完成|结[题项])")
_UNTIL = re.compile(
    r"(?:(?:研究|完成|课题|项目)(?:的)?(?:期限|时间|周期)[^,，。;；\d]{0,6}(?:延长|延期|顺延|推迟|延)(?:至|到)|"
    r"(?:完成|结题|结项)(?:时间|时限|期限|日期)(?:仍|改|不变,?仍|调整|变更)?为)\s*$"
)
_FROM_NOW = re.compile(r"\s*起")
_RUN_LABELS = {
    "start_date": re.compile(r"(?:课题|项目)?(?:立项|开题)(?:时间|日期|年月)"),
    "end_date": re.compile(
        r"(?:课题|项目)?(?:结[题项](?:时间|日期|年月)|完成(?:时间|日期|时限|期限))"
    ),
}
_RUN_TRUST, _LAST_DAY = 0.86, 0.75
_LET_END = 0.85
ACCEPTED = "project:accepted"
"""How it was found that a project was let end."""


def let_end(leaf: Leaf, general: list[Candidate]) -> list[Candidate]:
    """Return the last words by which a project without any grade was let end: 「准予结项」."""
    if any(c.name == "result" for c in general):
        return []
    let = [
        Candidate("result", match.group(), _LET_END, passage, *match.span(), ACCEPTED)
        for passage in leaf.passages
        for match in _ACCEPTED.finditer(passage.text)
    ][-1:]
    return (
        let
        or [
            Candidate(
                "result",
                "通过",
                _PASSED_TRUST,
                passage,
                *match.span(match.lastgroup or 0),
                "project:passed",
            )
            for passage in leaf.passages
            for match in _PASSED.finditer(passage.text)
            if not TO_BE.search(passage.text[: match.start()])
        ][-1:]
    )


def ran_between(leaf: Leaf, general: list[Candidate]) -> list[Candidate]:
    """Return from when to when it ran by the labels of its approval and its completion.

    Where nothing else tells it: 「立项时间 2018年10月 结项时间 2021年4月」, signed on another day.
    """
    ends = [c for c in general if c.name == "end_date"]
    if any(c.name == "start_date" for c in general) or not all(map(_is_of_completion, ends)):
        return []
    days: dict[str, list[tuple[Labelled, DateMention]]] = {"start_date": [], "end_date": []}
    for one in leaf.labels("issue_date", "period", "end"):
        name = next((n for n, p in _RUN_LABELS.items() if p.fullmatch(one.label)), None)
        dates = [d for d in find_dates(one.value.text) if d.year_given and d.first == d.last]
        if name and len(dates) == 1:
            days[name].append((one, dates[0]))
    if any(len(found) != 1 for found in days.values()):
        return []
    (begun, first), (ended, last) = days["start_date"][0], days["end_date"][0]
    if first.first.iso() >= last.first.iso():
        return []
    told = [
        Candidate(name, d.first.iso(), _RUN_TRUST, one.value, d.start, d.end, "project:run-labels")
        for name, one, d in (("start_date", begun, first), ("end_date", ended, last))
        if name == "start_date" or not ends
    ]
    signed = any(
        c.name == "issue_date" and not any(c.stands_on(day) for day in told) for c in general
    )
    # without a day of its own the paper is from when it was completed
    issued = [
        Candidate(
            "issue_date", last.first.iso(), _LAST_DAY, ended.value, last.start, last.end,
            "project:run-labels",
        )
    ]  # fmt: skip
    return told if signed else [*told, *issued]


def _is_of_completion(end: Candidate) -> bool:
    """Tell whether a last day is told by the label of the completion alone: 「完成时间」."""
    return _RUN_LABELS["end_date"].fullmatch(end.method.removeprefix("label:")) is not None


def find_run(leaf: Leaf) -> list[Candidate]:
    """Return from when to when it ran: 「于2018年10月立项,2020年11月完成研究」."""
    for passage in leaf.passages:
        dates = [
            d
            for d in find_dates(passage.text)
            if d.year_given and d.first == d.last and d.first.month  # a year is when it was counted
        ]
        begun = [d for d in dates if _BEGUN.match(passage.text, d.end)]
        ended = [
            d
            for d in dates
            if _ENDED.match(passage.text, d.end) or _RUNS_TO.search(passage.text[: d.start])
        ]
        if begun and ended and begun[0].first.iso() < ended[-1].first.iso():
            first, last = begun[0], ended[-1]
            return [
                Candidate("start_date", first.first.iso(), 0.93, passage, first.start, first.end, "project:run"),  # noqa: E501
                Candidate("end_date", last.first.iso(), 0.93, passage, last.start, last.end, "project:run"),  # noqa: E501
            ]  # fmt: skip
    return []


def find_end(leaf: Leaf) -> list[Candidate]:
    """Return the day by which it is to be done, with that on which it begins where both are told.

    「课题自2021年6月15日起实施,2023年6月14日前完成」, 「研究期限相应延长至2023年12月」.
    """
    for one in leaf.labels("period"):
        days = [d for d in find_dates(one.value.text) if d.year_given and d.first.month]
        if len(days) == 1 and days[0].first == days[0].last and _DEADLINE.fullmatch(one.label):
            (last,) = days
            return [
                Candidate("end_date", last.first.iso(), _BY, one.value, last.start, last.end, "project:by")  # noqa: E501
            ]  # fmt: skip
    for passage in leaf.passages:
        dates = [d for d in find_dates(passage.text) if d.year_given and d.first.month]
        for at, last in enumerate(dates):
            before, behind = passage.text[: last.start], passage.text[last.end :]
            by_then = _FINISHED.match(behind) or (
                _BY_WHEN.match(behind) and _TO_FINISH.search(before)
            )
            if last.first != last.last or not (by_then or _UNTIL.search(before)):
                continue
            told = [
                Candidate("end_date", last.first.iso(), _BY, passage, last.start, last.end, "project:by")  # noqa: E501
            ]  # fmt: skip
            first = dates[at - 1] if at else None
            if first and _FROM_NOW.match(passage.text, first.end) and first.first == first.last:
                told.append(
                    Candidate("start_date", first.first.iso(), _BY, passage, first.start, first.end, "project:by")  # noqa: E501
                )  # fmt: skip
            return told
    return []


def find_grade(leaf: Leaf) -> list[Candidate]:
    """Return the grade that was given for it in the end."""
    found = [
        Candidate(
            "result",
            match["r"],
            # 「通过验收」: whether that or 「通过」 is the result is a person's to say, and
            # 「良」 at the end of a line may go on with 「好」 in the next
            0.95
            if passage.text[match.end() : match.end() + 1] in (*_ENDS, "")
            and (match.end() < len(passage.text) or len(match["r"]) > 1)
            else 0.88,
            passage,
            *match.span("r"),
            "project:graded",
        )
        for passage in leaf.passages
        if (match := _GRADED.search(passage.text))
    ]
    chosen = best(found)
    return [chosen] if chosen else []
