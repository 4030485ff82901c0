"""A claim of several papers as a whole, for a terminal: what came twice, hours, the proposal."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from rich.console import Console
from rich.rule import Rule as Line
from rich.text import Text

from verifier import labels
from verifier.claim_hours import (
    Activity,
    activities_of,
    is_same_file,
    main_papers,
    same_papers,
    says_hours,
)
from verifier.claim_whole import Whole
from verifier.explain import text_of
from verifier.model import Report, Unread
from verifier.reasons import Reason
from verifier.terminal.report import print_recommendation, safe


def print_whole(
    console: Console,
    found: Sequence[Report | Unread],
    whole: Whole,
    *,
    claimed: Decimal | None = None,
) -> None:
    """Print what the papers of a claim come to together, and which hours are of which paper."""
    reports = [one for one in found if isinstance(one, Report)]
    console.print(Line(Text(f"整件申报 The whole claim · {len(found)} 份 papers"), align="left"))
    for group in same_papers(reports):
        console.print(Text(f"= {_repeated(group)}"))
    activities = activities_of(reports)
    for one in activities:
        console.print(Text(f"· {_activity(one)}"))
    main = main_papers(reports)
    if beside := [one for one in reports if one not in main]:
        told = f"只作佐证或属其中一页，不另计学时 no hours of their own: {_names(beside)}"
        console.print(Text(f"· {told}", style="dim"))
    if unread := [one.name for one in found if isinstance(one, Unread)]:
        told = f"未能读取，没有计入 not read, not counted: {'、'.join(map(safe, unread))}"
        console.print(Text(f"! {told}", style="yellow"))
    hours = whole.worth.hours
    total = _amount(hours) if hours is not None else "—（由审核人确定 for a reviewer to say）"
    line = Text.assemble(("学时合计 Hours of all: ", "bold"), total)
    if claimed is not None:
        line.append(f"（申报 claimed {_amount(claimed)}）", style="dim")
    console.print(line)
    print_recommendation(console, whole.recommendation)


def _repeated(group: Sequence[Report]) -> str:
    """Return that some papers are one, which is no objection to any of them."""
    names = _names(group)
    if all(is_same_file(one, group[0]) for one in group):
        return f"同一文件，只计一次 the same file, counted once: {names}"
    return f"同一份材料，只计一次 the same paper in several pictures, counted once: {names}"


def _activity(activity: Activity) -> str:
    """Return the hours of an activity, with the papers that they come from."""
    saying = [one for one in activity.papers if says_hours(one)] or list(activity.papers)
    if activity.is_open:
        each = "、".join(f"{_names([one])} {_hours(one)}" for one in saying)
        differ = len({one.credit.hours for one in saying}) > 1
        why = (
            "学时不同 the hours differ" if differ else "不能确定是否同一活动 perhaps two activities"
        )
        return f"—  {each}（{why}；由审核人确定 a reviewer says）"
    if activity.hours is None:
        return f"—  {_names(saying)}（学时由审核人确定 a reviewer says the hours）"
    credit = saying[0].credit
    basis = labels.both(labels.BASES, credit.basis)
    proved = [text_of(one).both for one in credit.steps if one.reason is Reason.HOURS_PROVED_BESIDE]
    return safe(f"{_amount(activity.hours)}  {_names(saying)}（{'；'.join((basis, *proved))}）")


def _hours(report: Report) -> str:
    hours = report.credit.hours
    return _amount(hours) if hours is not None else "—"


def _amount(hours: Decimal) -> str:
    return f"{hours.normalize():f} 学时"


def _names(reports: Sequence[Report]) -> str:
    return "、".join(safe(one.extraction.source.name) for one in reports)
