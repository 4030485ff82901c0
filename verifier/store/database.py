"""A database by its address: opened, brought to the present shape, read and written.

Reading uses a plain transaction; writing on SQLite takes the write lock at once, so that two
writers wait for each other instead of failing half way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from verifier.errors import StoreFailure, StoreFull

_WRITES = "xueshi_writes"
_FULL = re.compile(r"disk is full|no space left on device", re.IGNORECASE)
"""As SQLite and PostgreSQL say it."""
_BUSY_MS = 10_000
_CONNECTIONS = 15
_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    # an acknowledged upload survives a loss of power
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    f"PRAGMA busy_timeout = {_BUSY_MS}",
)


class Database:
    """One database; make one of these a process."""

    def __init__(self, url: str) -> None:
        """Open the database at an address such as `sqlite:///data/xueshi.db`.

        Raises:
            StoreFailure: the address cannot be understood.
        """
        try:
            # as many as by default, but kept: making one anew costs PostgreSQL a process
            self.engine = create_engine(
                url, pool_pre_ping=True, pool_size=_CONNECTIONS, max_overflow=0
            )
        except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
            raise StoreFailure(
                f"数据库地址无法使用。 The database's address cannot be used: {error}"
            ) from error
        if self.is_sqlite:
            event.listen(self.engine, "connect", _prepare_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite)

    @property
    def is_sqlite(self) -> bool:
        """Say whether this is SQLite."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection in a transaction that only reads.

        Raises:
            StoreFailure: the database does not answer.
        """
        with _told(), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection in a transaction that is committed at the end.

        Raises:
            StoreFailure: the database does not answer.
        """
        with _told(), self.engine.connect() as connection:
            connection = connection.execution_options(**{_WRITES: True})
            with connection.begin():
                yield connection

    def migrate(self, to: str = "head") -> None:
        """Bring the database to the present shape, or an older one; nothing happens if it is there.

        Raises:
            StoreFailure: the database does not answer.
        """
        with _told():
            command.upgrade(self._alembic(), to)

    def is_current(self) -> bool:
        """Say whether the database has the present shape."""
        head = ScriptDirectory.from_config(self._alembic()).get_current_head()
        with self.reading() as connection:
            return MigrationContext.configure(connection).get_current_revision() == head

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()

    def _alembic(self) -> Config:
        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
        config.attributes["engine"] = self.engine
        return config


def _prepare_sqlite(connection: Any, _: object) -> None:  # noqa: ANN401
    connection.isolation_level = None  # transactions begin where _begin_sqlite says
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def _told() -> Iterator[None]:
    """Turn a database that does not answer into a failure that says so."""
    try:
        yield
    except DBAPIError as error:
        if _FULL.search(str(error.orig)):
            raise StoreFull(f"数据库无法写入。 The database cannot write: {error.orig}") from error
        if error.connection_invalidated or type(error).__name__ == "OperationalError":
            raise StoreFailure(
                f"数据库没有响应。 The database does not answer: {error.orig}"
            ) from error
        raise
