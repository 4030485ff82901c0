"""What leaves the desk: the ledger as a file, the notice to a teacher as a page to print."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response, StreamingResponse

from verifier import flow, labels
from verifier.converting.words import shown
from verifier.errors import NotAllowed, NotFound
from verifier.policy.notice import last_of_month
from verifier.store import accounts, audit, claims, documents, queue
from verifier.store.accounts import Account, Role
from verifier.store.claims import Claim, State
from verifier.store.queue import Filter
from web.annex import Annex, annex_file
from web.desk import Asking, Desk, Here, Number
from web.export import Row, as_csv, as_json_lines, as_xlsx
from web.notices import Paper, paper_of
from web.pdf import paper_to_pdf
from web.render import language_of, render
from web.views import read_fields, shown_documents

router = APIRouter()
_SIZE = 500
_WHOLE_IDS = frozenset({Role.AUTHORITY_REVIEWER, Role.ADMINISTRATOR, Role.ORGANISER})
COLUMNS = {
    "id": "编号", "unit": "单位", "holder_name": "姓名", "holder_id": "身份证号",
    "policy": "通知", "subject": "科目", "title": "活动名称", "hours": "申报学时",
    "awarded": "认定学时", "state": "状态", "round": "次数", "submitted_at": "提交时间",
}  # fmt: skip
FILED = {"confirmed_on": "认定日期", "filed_on": "备案日期"}
"""What the ledger of a batch tells besides."""
_STATES = {
    State.READING: "识别中", State.FIRST: "待初审", State.SECOND: "待复审",
    State.RECHECK: "待复核",
    State.RETURNED: "已退回", State.CONFIRMED: "已认定", State.VOID: "已作废",
    State.WITHDRAWN: "已撤回", State.PRECHECK: "预检",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Month:
    """The claims of a filing batch: those confirmed from a day to that on which they are filed."""

    policies: tuple[str, ...]
    first: date
    last: date


@router.get("/ledger.{form}")
def ledger(
    desk: Here,
    account: Asking,
    form: Literal["csv", "xlsx", "jsonl"],
    state: Annotated[State | None, Query()] = State.CONFIRMED,
    policy: Annotated[str | None, Query(max_length=80)] = None,
    filed: Annotated[str | None, Query(pattern=r"^([12]\d{3}-(0[1-9]|1[0-2]))?$")] = None,
) -> Response:
    """Return the claims of the account's scope as a file; who took it is noted.

    `filed` is the month of a filing batch, under one notice where `policy` names it.
    """
    if account.role in (Role.TEACHER, Role.ORGANISER):
        raise NotAllowed("只有审核人可以导出。 Only reviewers may export.")
    month = _month(desk, policy or None, filed) if filed else None
    wanted = Filter(
        states=(state,) if state is not None else (),
        policy=policy or None,
        policies=month.policies if month is not None else None,
        confirmed=(month.first, month.last) if month is not None else None,
    )
    asked = {key: value for key, value in (("policy", policy), ("filed", filed)) if value}
    with desk.database.writing() as connection:
        audit.append(
            connection, account.login, "ledger-exported", f"form:{form}", state=state, **asked
        )
    rows = _rows(desk, account, wanted)
    columns = COLUMNS if month is None else {**COLUMNS, **FILED}
    headings = list(columns.values())
    name = f"attachment; filename=xueshi-ledger{f'-{filed}' if filed else ''}.{form}"
    if form == "xlsx":
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        made = as_xlsx("学时", headings, rows)
        return Response(made, media_type=kind, headers={"content-disposition": name})
    lines = as_csv(headings, rows) if form == "csv" else as_json_lines(list(columns), rows)
    kind = "text/csv; charset=utf-8" if form == "csv" else "application/x-ndjson"
    return StreamingResponse(lines, media_type=kind, headers={"content-disposition": name})


def _month(desk: Desk, policy: str | None, filed: str) -> Month:
    """Return the batch of a month (`2026-11`).

    Raises:
        NotFound: the notice, or none at all, files by month.
    """
    filing = [name for name in flow.filing(desk.policies) if policy in (None, name)]
    if not filing:
        raise NotFound("这份通知不按月备案。 This notice files nothing by month.")
    first = date.fromisoformat(f"{filed}-01")
    return Month(tuple(filing), first, last_of_month(first))


def _rows(desk: Desk, account: Account, wanted: Filter) -> Iterator[Row]:
    with desk.database.reading() as connection:
        named = {unit.id: unit.name for unit in accounts.units(connection)}
    for one in _claims(desk, account, wanted):
        row = _row(one, named.get(one.unit or 0, ""), whole=may_see_numbers(account))
        if wanted.confirmed is None or one.confirmed_on is None:
            yield row
        else:
            yield (*row, one.confirmed_on.isoformat(), last_of_month(one.confirmed_on).isoformat())


def _claims(desk: Desk, account: Account, wanted: Filter) -> Iterator[Claim]:
    """Yield every claim that is wanted, a part of the store at a time."""
    wanted = replace(wanted, size=_SIZE)
    while True:
        with desk.database.reading() as connection:
            found = queue.page(connection, wanted, account, claims.today())
        yield from found
        if len(found) < _SIZE:
            return
        wanted = replace(wanted, after=queue.key_of(found[-1], wanted.order))


def _row(one: Claim, unit: str, *, whole: bool) -> tuple[str | int | float | None, ...]:
    subject = labels.SUBJECTS.get(one.subject or "", ("", ""))[0]
    return (
        one.id, unit, one.holder_name, one.holder_id if whole else masked(one.holder_id),
        one.policy, subject, one.title, _number(one.hours), _number(one.awarded),
        _STATES[one.state], one.round, one.submitted_at.isoformat(timespec="minutes"),
    )  # fmt: skip


def _number(value: object) -> float | None:
    return None if value is None else float(str(value))


def may_see_numbers(account: Account) -> bool:
    """Say whether identity numbers are shown whole to an account."""
    return account.role in _WHOLE_IDS


def masked(number: str | None) -> str | None:
    """Return an identity number of which only the region and the end are told."""
    if number is None or len(number) < 10:
        return number
    return f"{number[:6]}{'*' * (len(number) - 10)}{number[-4:]}"


@router.get("/annex.{form}")
def annex(
    desk: Here,
    account: Asking,
    form: Literal["csv", "xlsx", "jsonl"],
    title: Annotated[str, Query(max_length=500)] = "",
) -> Response:
    """Return who was confirmed for a class, in the form of the annex; who took it is noted."""
    if account.role in (Role.TEACHER, Role.ORGANISER):
        raise NotAllowed("只有审核人可以导出。 Only reviewers may export.")
    with desk.database.writing() as connection:
        audit.append(connection, account.login, "annex-exported", f"form:{form}", title=title)
        named = {unit.id: unit.name for unit in accounts.units(connection)}
    people = list(_passed(desk, account, title.strip(), named))
    made, kind = annex_file(Annex(named.get(account.unit or 0, ""), claims.today(), people), form)
    name = f"attachment; filename=pass-list.{form}"
    return Response(made, media_type=kind, headers={"content-disposition": name})


def _passed(
    desk: Desk, account: Account, title: str, named: Mapping[int, str]
) -> Iterator[Mapping[str, str]]:
    """Yield the people of the confirmed claims of a title (all where none is given)."""
    whole = may_see_numbers(account)
    for one in _claims(desk, account, Filter(states=(State.CONFIRMED,), text=title or None)):
        if title and one.title != title:
            continue
        with desk.database.reading() as connection:
            read = read_fields(documents.of_claim(connection, one.id))
        days = [str(read[name]) for name in ("start_date", "end_date") if read.get(name)]
        yield {
            "name": one.holder_name or "",
            "unit": named.get(one.unit or 0, ""),
            "id": (one.holder_id if whole else masked(one.holder_id)) or "",
            "post": str(one.fact("post") or ""),
            "hours": "" if one.awarded is None else shown(one.awarded),
            "result": str(read.get("result") or ""),
            "title": one.title or str(read.get("activity_title") or ""),
            "period": "至".join(days),
        }


@router.get("/claims/{number}/notice")
def notice(request: Request, desk: Here, account: Asking, number: Number) -> Response:
    """Show what was decided as a notice to print: what to supply, or what was confirmed."""
    paper = _paper(desk, account, number, language_of(request))
    return render(request, "notice.html", paper=paper, base=f"/claims/{number}")


@router.get("/claims/{number}/notice.pdf")
def notice_pdf(request: Request, desk: Here, account: Asking, number: Number) -> Response:
    """Return the same notice as a PDF with its fonts inside."""
    made = paper_to_pdf(_paper(desk, account, number, language_of(request)))
    name = f"attachment; filename=xueshi-notice-{number}.pdf"
    return Response(made, media_type="application/pdf", headers={"content-disposition": name})


def _paper(desk: Desk, account: Account, number: int, language: str) -> Paper:
    with desk.database.reading() as connection:
        found = claims.get(connection, number, account)
        made = [one for one in claims.decisions(connection, number) if not one.is_undone]
        papers = documents.of_claim(connection, number)
        named = {unit.id: unit.name for unit in accounts.units(connection)}
        by = accounts.get_account(connection, made[-1].account) if made else account
    if found.state not in (State.RETURNED, State.CONFIRMED, State.VOID) or not made:
        raise NotAllowed("申报还没有决定。 The claim has not been decided yet.")
    if found.teacher != account.id:
        with desk.database.writing() as connection:
            audit.append(connection, account.login, "notice-viewed", f"claim:{number}")
    last = made[-1]
    codes = {reason.split(" ", 1)[0] for reason in last.reasons}
    told = [f for paper in shown_documents(papers) for f in paper.open_findings if f.rule in codes]
    return paper_of(
        found, last, told, desk.policies.get(found.policy), named,
        named.get(by.unit or found.unit or 0, ""), claims.today(), language,
    )  # fmt: skip
