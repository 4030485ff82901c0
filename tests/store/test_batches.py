"""Backlogs on SQLite and PostgreSQL alike: taken in again and again, leased, finished once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select, update

from verifier.store import batches
from verifier.store.batch_files import FileRead, ListedFile
from verifier.store.batches import UNREAD, Finished, Listed
from verifier.store.leases import MOST_ATTEMPTS
from verifier.store.tables import batch_item, batch_reading

DAY = date(2021, 12, 1)


def file(name: str, stamp: str = "1", **more) -> ListedFile:
    return ListedFile(name, f"file:/{name}", stamp, **more)


def listed(name: str, stamp: str = "1", claim: str = "{}", **more) -> Listed:
    return Listed(name, (file(name, stamp),), claim, {}, **more)


class Backlog:
    def __init__(self, database) -> None:
        self.database = database
        with database.writing() as connection:
            self.number, _ = batches.open_batch(connection, "key", DAY)

    def take_in(self, *entries: Listed) -> None:
        with self.database.writing() as connection:
            turn = batches.begin_turn(connection, self.number)
            for first in range(0, len(entries), 3):
                batches.take_in(
                    connection, self.number, turn, first + 1, entries[first : first + 3]
                )
            batches.end_turn(connection, self.number, turn)

    def lease(self, most: int = 100, owner: str = "a") -> tuple[batches.Leased, ...]:
        with self.database.writing() as connection:
            return batches.lease(connection, self.number, owner, most, "reader")

    def finish(self, made_by: str = "m", **keys: str) -> list[str]:
        leased = self.lease()
        with self.database.writing() as connection:
            for one in leased:
                kept = {kind: value.format(one.name) for kind, value in keys.items()}
                files = tuple(FileRead(file.place, file.name, b"read") for file in one.files)
                reports = tuple(f'{{"{file.name}":1}}' for file in one.files)
                done = Finished(reports, made_by, "ready", reader="reader", files=files,
                                keys={0: kept})  # fmt: skip
                assert batches.complete(connection, self.number, one, done)
        return [one.name for one in leased]

    @property
    def counts(self) -> dict[str, int]:
        with self.database.reading() as connection:
            return {k: v for k, v in batches.counts(connection, self.number).items() if v}

    def lines(self) -> list[batches.Line]:
        return list(batches.lines(self.database, self.number))


@pytest.fixture
def backlog(database):
    return Backlog(database)


def test_a_list_taken_in_again_changes_nothing(backlog):
    entries = [listed(f"{n}") for n in range(7)]
    backlog.take_in(*entries)
    assert backlog.finish() == [f"{n}" for n in range(7)]
    before = backlog.lines()
    backlog.take_in(*entries)
    assert (backlog.counts, backlog.lines()) == ({"ready": 7}, before)


def test_two_equal_rows_are_two_documents(backlog):
    backlog.take_in(*[listed("a")] * 5, listed("b"))
    assert len(backlog.finish()) == 6
    backlog.take_in(*[listed("a")] * 4, listed("b"))
    assert backlog.counts == {"ready": 5}
    assert [line.names[0] for line in backlog.lines()] == ["a"] * 4 + ["b"]


def test_rows_that_move_keep_their_results(backlog):
    backlog.take_in(*(listed(name) for name in "abcdef"))
    backlog.finish()
    backlog.take_in(*(listed(name) for name in "fedxcba"))
    assert backlog.counts == {"ready": 6, "waiting": 1}
    assert backlog.finish() == ["x"]
    assert [line.names[0] for line in backlog.lines()] == list("fedxcba")


def test_a_changed_file_or_claim_is_done_again(backlog):
    backlog.take_in(listed("a"), listed("b"), listed("c"))
    backlog.finish()
    backlog.take_in(listed("a", "2"), listed("b", claim='{"hours":1}'), listed("c"))
    assert backlog.finish() == ["a", "b"]


def test_a_changed_file_takes_away_the_lease_of_the_old_one(backlog):
    backlog.take_in(listed("a"))
    (old,) = backlog.lease()
    backlog.take_in(listed("a", "2"))
    with backlog.database.writing() as connection:
        assert not batches.complete(
            connection, backlog.number, old, Finished(("{}",), "m", "ready")
        )
    assert backlog.finish() == ["a"]


def test_a_wrong_row_is_answered_at_once_until_it_is_right(backlog):
    wrong = listed("a", "fault", reports=('{"error":1}',), error="E-CLAIM")
    backlog.take_in(wrong, listed("b"))
    assert backlog.finish() == ["b"]
    assert backlog.counts == {"ready": 1, UNREAD: 1}
    assert [line.reports for line in backlog.lines()] == [('{"error":1}',), ('{"b":1}',)]
    backlog.take_in(wrong, listed("b"))
    assert backlog.counts == {"ready": 1, UNREAD: 1}
    backlog.take_in(listed("a"), listed("b"))
    assert backlog.finish() == ["a"]


def test_what_was_made_otherwise_is_ready_again_with_its_reading(backlog):
    backlog.take_in(listed("a"), listed("b"))
    backlog.finish("old")
    with backlog.database.writing() as connection:
        assert batches.renew_stale(connection, backlog.number, "old") == 0
        assert batches.renew_stale(connection, backlog.number, "new") == 2
        leased = batches.lease(connection, backlog.number, "a", 1, "reader")
        other = batches.lease(connection, backlog.number, "a", 1, "another reader")
    assert [one.known[0].reading for one in (*leased, *other)] == [b"read", None]


def test_one_reading_serves_all_files_with_the_same_bytes(backlog):
    backlog.take_in(listed("a"), listed("b"))
    leased = backlog.lease()
    with backlog.database.writing() as connection:
        for one in leased:
            files = (FileRead(one.files[0].place, "digest", b"read"),)
            done = Finished(("{}",), "m", "ready", reader="reader", files=files)
            assert batches.complete(connection, backlog.number, one, done)
        assert connection.execute(select(batch_reading.c.sha256)).scalars().all() == ["digest"]


def test_drivers_take_different_documents(backlog):
    backlog.take_in(*(listed(f"{n}") for n in range(20)))

    def taken(owner: str) -> list[str]:
        return [one.name for _ in range(5) for one in backlog.lease(1, owner)]

    with ThreadPoolExecutor(4) as pool:
        names = [name for part in pool.map(taken, "abcd") for name in part]
    assert sorted(names) == sorted(f"{n}" for n in range(20))


def test_a_dead_driver_costs_its_documents_no_try(backlog):
    backlog.take_in(listed("a"))
    for _ in range(MOST_ATTEMPTS + 3):
        (held,) = backlog.lease()
        with backlog.database.writing() as connection:
            assert batches.free(connection, backlog.number) == 1
            assert not batches.complete(
                connection, backlog.number, held, Finished(("{}",), "m", "ready")
            )
    assert backlog.finish() == ["a"]


def test_a_document_that_takes_the_machine_down_is_set_aside_in_the_end(backlog, monkeypatch):
    monkeypatch.setattr(batches, "MOST_LEASES", 3)
    backlog.take_in(listed("a"), listed("b"))
    for _ in range(3):
        backlog.lease(1)
        with backlog.database.writing() as connection:
            batches.free(connection, backlog.number)
    assert backlog.finish() == ["b"]
    with backlog.database.writing() as connection:
        ((number, names, _),) = batches.set_aside(connection, backlog.number)
        assert names == ("a",)
        batches.keep_answer(connection, number, ("{}",), "m")
        assert batches.set_aside(connection, backlog.number) == ()
    assert backlog.counts == {"ready": 1, UNREAD: 1}


def test_a_document_that_fails_at_every_try_is_set_aside(backlog):
    backlog.take_in(listed("a"))
    for turn in range(1, MOST_ATTEMPTS + 1):
        (held,) = backlog.lease()
        with backlog.database.writing() as connection:
            assert batches.fail(connection, held, "boom") is (turn == MOST_ATTEMPTS)
            assert batches.fail(connection, held, "boom") is None
    assert backlog.lease() == ()


def test_a_lease_is_held_for_longer_by_its_holder_alone(backlog):
    backlog.take_in(listed("a"))
    (old,) = backlog.lease()
    long_ago = datetime(2020, 1, 1, tzinfo=UTC)
    with backlog.database.writing() as connection:
        connection.execute(update(batch_item).values(lease_until=long_ago, fence=9))
        batches.renew(connection, [old])
        assert connection.execute(select(batch_item.c.lease_until)).scalar() == long_ago
        connection.execute(update(batch_item).values(fence=old.fence))
        batches.renew(connection, [old])
        assert connection.execute(select(batch_item.c.lease_until)).scalar() > long_ago


def test_repeats_name_another_document_of_the_same_key(backlog, monkeypatch):
    monkeypatch.setattr(batches, "PIECE", 2)
    backlog.take_in(*(listed(name) for name in ("a1", "b", "a2", "a3")))
    leased = backlog.lease()
    with backlog.database.writing() as connection:
        for one in leased:
            keys = {0: {"file": one.name[0], "number": one.name}}
            done = Finished(("{}",), "m", "ready", keys=keys)
            assert batches.complete(connection, backlog.number, one, done)
    assert [line.repeats for line in backlog.lines()] == [
        ((0, "file", 3),), (), ((0, "file", 1),), ((0, "file", 1),)
    ]  # fmt: skip


def test_two_backlogs_know_nothing_of_each_other(backlog, database):
    backlog.take_in(listed("a"))
    other = Backlog.__new__(Backlog)
    other.database = database
    with database.writing() as connection:
        other.number, day = batches.open_batch(connection, "other", date(2022, 1, 1))
    assert day == date(2022, 1, 1)
    other.take_in(listed("a"))
    assert backlog.finish(file="x") == ["a"]
    assert other.counts == {"waiting": 1}
    assert other.finish(file="x") == ["a"]
    assert other.lines()[0].repeats == ()
