"""What was decided about a claim as a paper: the notice of supplement, the confirmation.

The words stand here once; the page and the PDF only lay them out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta, timezone

from verifier import labels
from verifier.converting.words import shown
from verifier.policy.notice import Policy
from verifier.store.claims import Claim, Decided, Decision
from web.render import one_language, translations
from web.views import ShownFinding

_CHINA = timezone(timedelta(hours=8))


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is missing: what, how to mend it, by which clause; empty where untold."""

    message: str
    remedy: str = ""
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper to print: its title, who and what it is about, what is told, who signs when."""

    title: str
    reference: str
    facts: tuple[tuple[str, str], ...]
    lead: str
    items: tuple[Item, ...]
    closing: tuple[str, ...]
    signed: str
    day: str


def paper_of(
    found: Claim,
    last: Decision,
    findings: Iterable[ShownFinding],
    policy: Policy | None,
    units: Mapping[int, str],
    by: str,
    today: date,
    language: str,
) -> Paper:
    """Return what the last decision on a claim says to its teacher; `by` is who decided."""
    _ = translations(language).gettext
    is_zh = language == "zh"
    title = {
        Decided.RETURN: _("补正通知"),
        Decided.CONFIRM: _("学时认定通知"),
        Decided.VOID: _("审核结果"),
    }[last.outcome]
    notice = found.policy
    if policy is not None:
        number = f"（{policy.document_number}）" if policy.document_number else ""
        notice = f"{policy.title.zh}{number}" if is_zh else policy.title.en
    facts = [
        (_("姓名"), found.holder_name or "—"),
        (_("单位"), units.get(found.unit or 0, "—")),
        (_("依据通知"), notice),
        (_("活动名称"), found.title or "—"),
    ]
    if found.subject is not None:
        facts.append((_("科目"), labels.SUBJECTS[found.subject][0 if is_zh else 1]))
    if last.outcome is Decided.CONFIRM:
        hours = found.awarded if found.awarded is not None else last.hours
        facts.append((_("认定学时"), "—" if hours is None else shown(hours)))
        filed = None if policy is None else policy.filing_day(found.confirmed_on)
        if filed is not None:
            facts.append((_("备案日"), filed.isoformat()))
    if last.supplement_by is not None:
        facts.append((_("补正期限"), last.supplement_by.isoformat()))
    lead = {
        Decided.RETURN: _("您的申报经审核，还需补正以下内容："),
        Decided.CONFIRM: _("您的申报经审核，认定如上。"),
        Decided.VOID: _("您的申报经审核，不予认定，理由如下："),
    }[last.outcome]
    closing = []
    if last.comment:
        closing.append(f"{_('说明')}：{last.comment}" if is_zh else f"{_('说明')}: {last.comment}")
    if last.outcome is Decided.RETURN:
        closing.append(_("请补充材料后在原申报中重新提交，不必另行申报。"))
        if last.supplement_by is not None:
            by_day = _("请于 %(day)s 前（含当日）补正；逾期提交的仍会受理，由审核人决定是否认定。")
            closing.append(by_day % {"day": last.supplement_by.isoformat()})
        elif found.due_on is not None and found.due_on >= today:
            closing.append(_("请于 %(day)s 前补正。") % {"day": found.due_on.isoformat()})
    return Paper(
        title=title,
        reference=_("申报 %(n)s 第 %(r)s 次") % {"n": found.id, "r": last.round},
        facts=tuple(facts),
        lead=lead,
        items=tuple(_items(findings, last.reasons, _("依据"), language)),
        closing=tuple(closing),
        signed=by,
        day=last.at.astimezone(_CHINA).date().isoformat(),
    )


def _items(
    findings: Iterable[ShownFinding], reasons: Sequence[str], by_clause: str, language: str
) -> Iterable[Item]:
    told = set()
    for found in findings:
        told.add(found.rule)
        yield Item(
            one_language(found.message, language),
            one_language(found.remedy, language),
            f"{by_clause} {found.locator}",
        )
    for reason in reasons:
        rule, _, clause = reason.partition(" ")
        if rule not in told:
            yield Item(rule, "", f"{by_clause} {clause}" if clause else "")
