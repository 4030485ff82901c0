"""Pass lists that organisers hand in after a class: filed, seen by the offices, withdrawn.

The rows are kept as the register has them; the file lies in the blob folder as it came.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from verifier.errors import NotAllowed, NotFound
from verifier.model import RegisterEntry
from verifier.store import audit, claims, submissions
from verifier.store.accounts import Account, Role
from verifier.store.claims import State
from verifier.store.tables import claim, course, course_person

MAY_FILE = frozenset({Role.ORGANISER, Role.AUTHORITY_REVIEWER, Role.ADMINISTRATOR})
MAY_SEE = MAY_FILE | {Role.AUDITOR}
_MOST = 200


@dataclass(frozen=True, slots=True)
class Course:
    """A class whose list was handed in."""

    id: int
    unit: int
    policy: str
    title: str
    starts_on: date | None
    ends_on: date | None
    sha256: str
    name: str
    filed_at: datetime
    withdrawn_at: datetime | None
    people: int = 0


def file(
    connection: Connection,
    policy: str,
    entries: Sequence[RegisterEntry],
    upload: submissions.Upload,
    by: Account,
) -> int:
    """Take in a pass list as read; return the id of its class.

    Raises:
        NotAllowed: the account hands in no lists, belongs to no unit, or the list is empty.
    """
    if by.role not in MAY_FILE or by.unit is None:
        raise NotAllowed("只有举办单位可以报送名单。 Only an organiser hands in a list.")
    if not entries:
        raise NotAllowed("名单是空的。 The list is empty.")
    titles = dict.fromkeys(entry.columns.get("title", "") for entry in entries)
    made = connection.execute(
        insert(course)
        .values(
            unit_id=by.unit, policy=policy, title="、".join(filter(None, titles))[:300] or "—",
            starts_on=_edge(entries, "start", min), ends_on=_edge(entries, "end", max),
            sha256=upload.sha256, size=upload.size, name=upload.name[:255], account_id=by.id,
            filed_at=datetime.now(UTC),
        )
        .returning(course.c.id)
    )  # fmt: skip
    number = int(made.scalar_one())
    rows = [
        {"course_id": number, "position": position, "name": entry.name[:100],
         "values": {**entry.columns, "status": entry.status}}
        for position, entry in enumerate(entries, start=1)
    ]  # fmt: skip
    connection.execute(insert(course_person), rows)
    audit.append(
        connection, by.login, "pass-list-filed", f"course:{number}", people=len(rows),
        sha256=upload.sha256,
    )  # fmt: skip
    return number


def courses(connection: Connection, by: Account) -> tuple[Course, ...]:
    """Return the newest classes that the account may see."""
    counted = select(func.count()).where(course_person.c.course_id == course.c.id)
    found = connection.execute(
        select(course, counted.scalar_subquery().label("people"))
        .where(_visible(connection, by))
        .order_by(course.c.id.desc())
        .limit(_MOST)
    )
    return tuple(_course(row, row.people) for row in found)


def get(connection: Connection, number: int, by: Account) -> Course:
    """Return a class that the account may see.

    Raises:
        NotFound: there is none, or it is not the account's to see.
    """
    row = connection.execute(
        select(course).where(course.c.id == number, _visible(connection, by))
    ).first()
    if row is None:
        raise NotFound("没有这份名单。 There is no such list.")
    return _course(row)


def people(connection: Connection, number: int) -> tuple[tuple[str, Mapping[str, str]], ...]:
    """Return the name and the columns of every row of a class, in the order of its list."""
    found = connection.execute(
        select(course_person.c.name, course_person.c["values"])
        .where(course_person.c.course_id == number)
        .order_by(course_person.c.position)
    )
    return tuple((row[0], row[1]) for row in found)


def withdraw(connection: Connection, number: int, by: Account) -> Course:
    """Withdraw a list: it counts no more and stays on record.

    Raises:
        NotFound: there is none for this account.
        NotAllowed: the account may only look.
    """
    found = get(connection, number, by)
    if by.role not in MAY_FILE:
        raise NotAllowed("没有撤回的权限。 This account may not withdraw it.")
    connection.execute(
        update(course)
        .where(course.c.id == number, course.c.withdrawn_at.is_(None))
        .values(withdrawn_at=datetime.now(UTC))
    )
    audit.append(connection, by.login, "pass-list-withdrawn", f"course:{number}")
    return found


def standing(connection: Connection, found: Course) -> Mapping[State, int]:
    """Return how many claims of the class's title are in each state: numbers, no names.

    An organiser sees how far the claims that rest on its certificates are, and nothing of whose.
    """
    titles = [title for title in found.title.split("、") if len(title) > 1]
    if not titles:
        return {}
    counted = connection.execute(
        select(claim.c.state, func.count().label("number"))
        .where(claim.c.title.in_(titles), claim.c.state != State.PRECHECK)
        .group_by(claim.c.state)
    )
    return {State(row.state): row.number for row in counted}


def _visible(connection: Connection, by: Account) -> Any:  # noqa: ANN401
    if by.role not in MAY_SEE:
        return course.c.id.is_(None)
    if by.unit is None:
        everything = by.role in (Role.ADMINISTRATOR, Role.AUDITOR)
        return course.c.id.is_not(None) if everything else course.c.id.is_(None)
    return course.c.unit_id.in_(claims.scope_of(connection, by))


def _edge(entries: Iterable[RegisterEntry], name: str, chosen: Any) -> date | None:  # noqa: ANN401
    days = [entry.columns[name] for entry in entries if entry.columns.get(name)]
    return date.fromisoformat(chosen(days)) if days else None


def _course(row: Row[Any], number: int = 0) -> Course:
    return Course(
        row.id, row.unit_id, row.policy, row.title, row.starts_on, row.ends_on, row.sha256,
        row.name, row.filed_at, row.withdrawn_at, number,
    )  # fmt: skip
