"""Backlogs on SQLite and PostgreSQL alike: taken in again and again, leased, finished once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest
from alembic import command
from sqlalchemy import select, text, update

from extractor.errors import ReadingDefect
from verifier.store import batch_files, batches
from verifier.store.batch_files import FileRead, ListedFile
from verifier.store.batches import UNREAD, Finished, Listed
from verifier.store.leases import MOST_ATTEMPTS
from verifier.store.tables import batch_item, batch_key, batch_reading

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


def several(*names: str, number: str | None = None, claim: str = "{}", stamp: str = "1") -> Listed:
    told = {} if number is None else {"claim": number}
    return Listed(names[0], tuple(file(name, stamp) for name in names), claim, told)


def test_a_claim_of_several_files_is_one_and_keeps_their_order(backlog):
    backlog.take_in(several("b", "a", "c"), listed("d"))
    assert backlog.finish() == ["b", "d"]
    assert backlog.counts == {"ready": 2}
    assert [line.names for line in backlog.lines()] == [("b", "a", "c"), ("d",)]
    assert [len(line.reports) for line in backlog.lines()] == [3, 1]


def test_a_claim_is_known_again_by_its_number_whatever_is_said_of_it(backlog):
    backlog.take_in(several("a", "b", number="1"), several("c", number="2"))
    backlog.finish()
    backlog.take_in(several("a", "b", number="1"), several("c", number="2"))
    assert backlog.counts == {"ready": 2}
    for changed in (
        several("x", "a", "b", number="1"),
        several("a", "b", number="1"),
        several("b", "a", number="1"),
        several("b", "a", number="1", claim='{"hours":1}'),
        several("b", "a", number="1", claim='{"hours":1}', stamp="2"),
    ):
        backlog.take_in(changed, several("c", number="2"))
        assert backlog.finish() == [changed.name]


def test_a_file_is_known_to_every_claim_that_names_it(backlog):
    backlog.take_in(several("a", "shared"))
    backlog.finish()
    backlog.take_in(several("a", "shared"), several("b", "shared"), several("a", "x", stamp="2"))
    readings = [[known.reading for known in one.known] for one in backlog.lease()]
    assert readings == [[None, b"read"], [None, None]]


def test_failures_of_a_file_are_kept_until_the_next_run(backlog):
    backlog.take_in(several("a", "b", "c"))
    fault = ReadingDefect("坏。 Bad.", "换。 Change.")
    bad, unsure, fine = (file(name).place for name in "abc")
    with backlog.database.writing() as connection:
        batch_files.note_failure(connection, backlog.number, bad, None, 2)
        batch_files.note_failure(connection, backlog.number, bad, fault, 3)
        batch_files.note_failure(connection, backlog.number, unsure, None, 1)
        batch_files.keep(connection, backlog.number, "reader", (FileRead(fine, "c", b"read"),))

    def known() -> list[tuple[str | None, int, bytes | None]]:
        with backlog.database.reading() as connection:
            found = batch_files.known(connection, backlog.number, {bad, unsure, fine}, "reader")
        return [
            (one.fault and one.fault.message, one.tries, one.reading)
            for place in (bad, unsure, fine)
            if (one := found.get(place))
        ]

    assert known() == [("坏。 Bad.", 3, None), (None, 1, None), (None, 0, b"read")]
    with backlog.database.writing() as connection:
        batches.renew_stale(connection, backlog.number, "m")
    assert known() == [(None, 0, b"read")]


def test_a_file_that_holds_other_bytes_than_before_is_kept_as_it_is_now(backlog):
    place = file("a").place
    for digest in ("one", "two"):
        with backlog.database.writing() as connection:
            read = FileRead(place, digest, digest.encode())
            batch_files.keep(connection, backlog.number, "reader", (read, read))
            found = batch_files.known(connection, backlog.number, {place}, "reader")
        assert found[place].reading == digest.encode()


def test_documents_of_one_claim_do_not_repeat_each_other(backlog):
    backlog.take_in(several("a", "b"), several("c", "d"))
    leased = backlog.lease()
    keys = [{0: {"number": "x"}, 1: {"number": "x"}}, {1: {"number": "y"}}]

    def finish(found: list[dict[int, dict[str, str]]]) -> list[tuple[tuple[int, str, int], ...]]:
        with backlog.database.writing() as connection:
            connection.execute(update(batch_item).values(state="leased"))
            for one, mine in zip(leased, found, strict=True):
                done = Finished(("{}", "{}"), "m", "ready", keys=mine)
                assert batches.complete(connection, backlog.number, one, done)
        return [line.repeats for line in backlog.lines()]

    assert finish(keys) == [(), ()]
    keys[1][1]["number"] = "x"
    assert finish(keys) == [((0, "number", 2), (1, "number", 2)), ((1, "number", 1),)]


def test_a_claim_that_is_set_aside_tells_each_of_its_files(backlog, monkeypatch):
    monkeypatch.setattr(batches, "MOST_LEASES", 1)
    backlog.take_in(several("a", "b"))
    backlog.lease()
    with backlog.database.writing() as connection:
        batches.free(connection, backlog.number)
        assert [names for _, names, _ in batches.set_aside(connection, backlog.number)] == [
            ("a", "b")
        ]


def test_a_backlog_of_before_keeps_its_results_and_its_readings(database):
    """What lay in the columns of one document lies in its list of files now."""
    config = database._alembic()
    command.downgrade(config, "0009")
    with database.writing() as connection:
        connection.execute(text("INSERT INTO batch VALUES (1, 'key', 1, '2021-12-01', 0)"))
        for number, location in enumerate(("file:/a", "file:/b", "file:/a", ""), start=1):
            connection.execute(
                text(
                    "INSERT INTO batch_item (id, batch_id, position, key, turn, name, location,"
                    " stamp, claim, listed, state, sha256) VALUES (:n, 1, :n, :k, 1, 'name', :place,"
                    " '1', '{}', '{}', 'ready', :digest)"
                ),
                {"n": number, "k": f"k{number}", "place": location,
                 "digest": location.removeprefix("file:/") or None},
            )  # fmt: skip
        connection.execute(text("INSERT INTO batch_key VALUES (1, 'file', 'x')"))
        connection.execute(batch_reading.insert().values(sha256="a", reader="r", reading=b"read"))
    database.migrate()
    with database.writing() as connection:
        leased = batches.lease(connection, 1, "owner", 10, "r")
        assert connection.execute(select(batch_key.c.file)).scalars().all() == [0]
    assert [[one.location for one in each.files] for each in leased] == [
        ["file:/a"], ["file:/b"], ["file:/a"], []
    ]  # fmt: skip
    assert [[one.reading for one in each.known] for each in leased] == [
        [b"read"], [None], [b"read"], []
    ]  # fmt: skip
    command.downgrade(config, "0009")
    with database.reading() as connection:
        back = connection.execute(text("SELECT location, sha256 FROM batch_item ORDER BY id"))
        assert back.all() == [("file:/a", "a"), ("file:/b", "b"), ("file:/a", "a"), ("", None)]
    database.migrate()
