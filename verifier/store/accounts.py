"""Units, accounts and sessions: who may act, for which schools, and until when."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any
from weakref import WeakKeyDictionary

from pwdlib import PasswordHash
from sqlalchemy import Connection, Row, Transaction, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from verifier.errors import Conflict, NotAllowed, NotFound
from verifier.store import audit
from verifier.store.tables import account, api_token, session, unit, unit_route

SESSION_LENGTH = timedelta(hours=12)
SHORTEST_PASSWORD = 10
_HASHER = PasswordHash.recommended()
_NOBODY = _HASHER.hash(secrets.token_urlsafe())
"""What a password is compared with when there is no account: both take as long."""
_SCOPES: WeakKeyDictionary[Transaction, dict[int, frozenset[int]]] = WeakKeyDictionary()
"""The units below a unit, as a transaction has found them: a page asks for its own many times."""


class Role(StrEnum):
    """What an account may do."""

    TEACHER = "teacher"
    UNIT_REVIEWER = "unit_reviewer"
    AUTHORITY_REVIEWER = "authority_reviewer"
    ORGANISER = "organiser"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class UnitKind(StrEnum):
    """What a unit is: schools submit, the others stand above them."""

    SCHOOL = "school"
    DISTRICT = "district"
    CENTRE = "centre"
    AUTHORITY = "authority"


@dataclass(frozen=True, slots=True)
class Unit:
    """A school or an office; `parent` is the office above it."""

    id: int
    name: str
    kind: UnitKind
    parent: int | None


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who can sign in."""

    id: int
    login: str
    name: str
    role: Role
    unit: int | None
    is_active: bool


@dataclass(frozen=True, slots=True)
class Session:
    """A sign-in that holds; `csrf` must come back with every form."""

    account: Account
    csrf: str
    digest: str


def add_unit(connection: Connection, name: str, kind: UnitKind, parent: int | None = None) -> int:
    """Add a unit; return its id.

    Raises:
        Conflict: there is one of that name.
    """
    try:
        found = connection.execute(
            insert(unit).values(name=name, kind=kind, parent_id=parent).returning(unit.c.id)
        )
    except IntegrityError as error:
        raise Conflict(f"单位已存在：{name}。 The unit exists already.") from error
    if (held := connection.get_transaction()) is not None:
        _SCOPES.pop(held, None)
    return int(found.scalar_one())


def units(connection: Connection) -> tuple[Unit, ...]:
    """Return all units by name."""
    found = connection.execute(select(unit).order_by(unit.c.name))
    return tuple(Unit(row.id, row.name, UnitKind(row.kind), row.parent_id) for row in found)


def scope(connection: Connection, top: int) -> frozenset[int]:
    """Return a unit with all units below it."""
    held = connection.get_transaction()
    known = {} if held is None else _SCOPES.setdefault(held, {})
    if top not in known:
        below = select(unit.c.id).where(unit.c.id == top).cte("below", recursive=True)
        below = below.union(select(unit.c.id).where(unit.c.parent_id == below.c.id))
        known[top] = frozenset(connection.execute(select(below.c.id)).scalars())
    return known[top]


def add_route(connection: Connection, below: int, office: str, target: int) -> None:
    """Let claims of a unit (and of those below it) that go to an office go to that unit."""
    connection.execute(
        delete(unit_route).where(unit_route.c.unit_id == below, unit_route.c.office == office)
    )
    connection.execute(insert(unit_route).values(unit_id=below, office=office, to_unit_id=target))
    audit.append(
        connection, "command", "route-added", f"unit:{below}", office=office, target=target
    )


def office_of(connection: Connection, place: int | None, office: str) -> int | None:
    """Return the unit that is the office for a unit, by the nearest route at or above it."""
    seen: set[int] = set()
    while place is not None and place not in seen:
        seen.add(place)
        routed = select(unit_route.c.to_unit_id).where(
            unit_route.c.unit_id == place, unit_route.c.office == office
        )
        found = connection.execute(routed).scalar()
        if found is not None:
            return int(found)
        place = connection.execute(select(unit.c.parent_id).where(unit.c.id == place)).scalar()
    return None


def is_office(connection: Connection, places: frozenset[int]) -> bool:
    """Say whether some route leads to one of these units."""
    routed = select(unit_route.c.unit_id).where(unit_route.c.to_unit_id.in_(places)).limit(1)
    return connection.execute(routed).first() is not None


def above(connection: Connection, place: int) -> tuple[int, ...]:
    """Return a unit and those above it, the nearest first."""
    found: list[int] = []
    here: int | None = place
    while here is not None and here not in found:
        found.append(here)
        here = connection.execute(select(unit.c.parent_id).where(unit.c.id == here)).scalar()
    return tuple(found)


def add_account(
    connection: Connection,
    login: str,
    name: str,
    password: str,
    role: Role,
    unit_id: int | None = None,
    *,
    actor: str = "command",
) -> int:
    """Add an account; return its id.

    Raises:
        Conflict: the login is taken.
        NotAllowed: the password is too short.
    """
    hashed = _hashed(password)
    try:
        found = connection.execute(
            insert(account)
            .values(
                login=login, name=name, password=hashed, role=role,
                unit_id=unit_id, is_active=True, created_at=datetime.now(UTC),
            )
            .returning(account.c.id)
        )  # fmt: skip
    except IntegrityError as error:
        raise Conflict(f"账号已存在：{login}。 The login is taken.") from error
    number = int(found.scalar_one())
    audit.append(connection, actor, "account-added", f"account:{number}", role=role)
    return number


def set_password(connection: Connection, login: str, password: str) -> None:
    """Give an account another password and end its sessions.

    Raises:
        NotFound: there is no such account.
        NotAllowed: the password is too short.
    """
    number = _id_of(connection, login)
    hashed = _hashed(password)
    connection.execute(update(account).where(account.c.id == number).values(password=hashed))
    audit.append(connection, "command", "password-set", f"account:{number}")
    revoke_sessions(connection, number, "command")


def close_account(connection: Connection, login: str) -> None:
    """Let nobody sign in to an account any more; its sessions and tokens end at once.

    Raises:
        NotFound: there is no such account.
    """
    number = _id_of(connection, login)
    connection.execute(update(account).where(account.c.id == number).values(is_active=False))
    audit.append(connection, "command", "account-closed", f"account:{number}")
    revoke_sessions(connection, number, "command")
    revoke_tokens(connection, login)


def _id_of(connection: Connection, login: str) -> int:
    row = connection.execute(select(account.c.id).where(account.c.login == login)).first()
    if row is None:
        raise NotFound(f"没有账号 {login}。 There is no such account.")
    return int(row.id)


def _hashed(password: str) -> str:
    if len(password) < SHORTEST_PASSWORD:
        raise NotAllowed(
            f"密码至少 {SHORTEST_PASSWORD} 位。"
            f" A password has at least {SHORTEST_PASSWORD} characters."
        )
    return _HASHER.hash(password)


def get_account(connection: Connection, number: int) -> Account:
    """Return an account.

    Raises:
        NotFound: there is none of that id.
    """
    row = connection.execute(select(account).where(account.c.id == number)).first()
    if row is None:
        raise NotFound("没有这个账号。 There is no such account.")
    return account_from(row)


def account_from(row: Row[Any]) -> Account:
    """Return the account of a row of its table."""
    return Account(row.id, row.login, row.name, Role(row.role), row.unit_id, row.is_active)


def sign_in(connection: Connection, login: str, password: str) -> tuple[str, Session] | None:
    """Return a new session's token and the session, None if login and password do not fit."""
    row = connection.execute(select(account).where(account.c.login == login)).first()
    fits = _HASHER.verify(password, row.password if row is not None else _NOBODY)
    if row is None or not fits or not row.is_active:
        return None
    return _begin(connection, row.id, row.login)


def sign_in_known(connection: Connection, login: str, by: str) -> tuple[str, Session] | None:
    """Return a new session for somebody whom a directory (`by`) has recognised, as `sign_in`."""
    row = connection.execute(select(account).where(account.c.login == login)).first()
    if row is None or not row.is_active:
        return None
    return _begin(connection, row.id, row.login, by=by)


def _begin(connection: Connection, number: int, login: str, **more: str) -> tuple[str, Session]:
    token, csrf, now = secrets.token_urlsafe(32), secrets.token_urlsafe(32), datetime.now(UTC)
    digest = _digest(token)
    connection.execute(
        insert(session).values(
            digest=digest, account_id=number, csrf=csrf, created_at=now, seen_at=now,
            expires_at=now + SESSION_LENGTH,
        )
    )  # fmt: skip
    audit.append(connection, login, "signed-in", f"account:{number}", **more)
    return token, Session(get_account(connection, number), csrf, digest)


def find_session(connection: Connection, token: str) -> Session | None:
    """Return the session of a token, None if it does not hold (any more)."""
    row = connection.execute(
        select(account, session.c.csrf, session.c.digest, session.c.expires_at)
        .join(session, session.c.account_id == account.c.id)
        .where(session.c.digest == _digest(token), session.c.revoked_at.is_(None))
    ).first()
    if row is None or row.expires_at <= datetime.now(UTC):
        return None
    return Session(account_from(row), row.csrf, row.digest) if row.is_active else None


def add_token(connection: Connection, login: str, name: str) -> str:
    """Return a new token with which a program acts as an account; it is told this once.

    Raises:
        NotFound: there is no such account.
    """
    number, token = _id_of(connection, login), secrets.token_urlsafe(32)
    connection.execute(
        insert(api_token).values(
            digest=_digest(token), account_id=number, name=name, created_at=datetime.now(UTC)
        )
    )
    audit.append(connection, "command", "token-added", f"account:{number}", name=name)
    return token


def account_of_token(connection: Connection, token: str) -> Account | None:
    """Return the account of a program's token, None if it does not hold."""
    row = connection.execute(
        select(api_token.c.account_id).where(
            api_token.c.digest == _digest(token), api_token.c.revoked_at.is_(None)
        )
    ).first()
    if row is None:
        return None
    found = get_account(connection, row.account_id)
    return found if found.is_active else None


def revoke_tokens(connection: Connection, login: str) -> int:
    """End every token of an account; return how many there were."""
    ids = select(account.c.id).where(account.c.login == login)
    done = connection.execute(
        update(api_token)
        .where(api_token.c.account_id.in_(ids), api_token.c.revoked_at.is_(None))
        .values(revoked_at=datetime.now(UTC))
    )
    audit.append(connection, "command", "tokens-revoked", f"login:{login}")
    return done.rowcount


def sign_out(connection: Connection, digest: str, actor: str) -> None:
    """End a session."""
    connection.execute(
        update(session).where(session.c.digest == digest).values(revoked_at=datetime.now(UTC))
    )
    audit.append(connection, actor, "signed-out", f"session:{digest[:12]}")


def revoke_sessions(connection: Connection, number: int, actor: str) -> int:
    """End every session of an account; return how many there were."""
    done = connection.execute(
        update(session)
        .where(session.c.account_id == number, session.c.revoked_at.is_(None))
        .values(revoked_at=datetime.now(UTC))
    )
    audit.append(connection, actor, "sessions-revoked", f"account:{number}")
    return done.rowcount


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
