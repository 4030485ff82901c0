"""The store on SQLite and PostgreSQL alike: flow, scope, separation of duty, audit, queue."""

from __future__ import annotations

import json
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import insert, update

from verifier.errors import Conflict, NotAllowed, NotFound, StoreFailure
from verifier.keys import COURSE, keys_of
from verifier.store import (
    accounts,
    audit,
    claims,
    documents,
    jobs,
    prechecks,
    queue,
    repeats,
    review,
    submissions,
)
from verifier.store.blob_store import BlobTooLarge
from verifier.store.blobs import Blobs
from verifier.store.claims import Decided, State
from verifier.store.database import Database
from verifier.store.queue import Filter
from verifier.store.submissions import NewClaim, Upload
from verifier.store.tables import audit as audit_table
from verifier.store.tables import claim, job, metadata
from verifier.store.tables import session as session_table
from verifier.store.units import Picture, picture_of

TODAY = date(2021, 12, 1)
PIPELINE = "test/1"
READ = jobs.Result((), "ready", 0, Decimal(40))


def paper(number: int = 1) -> Upload:
    return Upload(f"{number:064x}", 1000, f"证书{number}.jpg")


def new(people, **more) -> NewClaim:
    given = {"policy": "guangzhou-education-2021", "unit": people.school, "holder_name": "林晓芸"}
    return NewClaim(**{**given, **more})


def submitted(database, people, number: int = 1, **more) -> int:
    with database.writing() as connection:
        return submissions.submit(
            connection, new(people, **more), [paper(number)], pipeline=PIPELINE, by=people.teacher
        )


def read_all(database, result=READ) -> None:
    with database.writing() as connection:
        for held in jobs.lease(connection, "w", 100):
            readings = tuple((number, {"kind": "x"}, ()) for number, _, _ in held.documents)
            assert jobs.complete(connection, held, replace(result, readings=readings))


def waiting(database, people, **more) -> int:
    number = submitted(database, people, **more)
    read_all(database)
    return number


def seen(database, number: int, by) -> claims.Claim:
    with database.reading() as connection:
        return claims.get(connection, number, by)


def decide(database, number: int, outcome: Decided, by, **more) -> int:
    version = more.pop("version", None) or seen(database, number, by).version
    with database.writing() as connection:
        return review.decide(connection, number, version, outcome, by=by, **more)


def test_the_migrations_make_the_tables_that_the_code_knows(database):
    with database.reading() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, metadata) == []
    assert database.is_current()
    database.migrate()


def test_every_migration_goes_back_and_forth_and_keeps_what_is_there(database, people):
    number = waiting(database, people)
    script = ScriptDirectory.from_config(database._alembic())
    for revision in list(script.walk_revisions())[:-1]:  # to the first tables, one at a time
        command.downgrade(database._alembic(), revision.down_revision)
    database.migrate()
    with database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    assert seen(database, number, people.unit_reviewer).state is State.FIRST


@pytest.mark.parametrize("address", ["nonsense", "oracle://x", "sqlite:////nowhere/at/all.db"])
def test_an_address_that_cannot_be_used_says_so(address):
    with pytest.raises(StoreFailure, match="database"):
        Database(address).migrate()


def test_a_claim_goes_through_both_stages(database, people):
    number = waiting(database, people)
    assert seen(database, number, people.unit_reviewer).state is State.FIRST
    decide(database, number, Decided.CONFIRM, people.unit_reviewer, hours=Decimal(40))
    assert seen(database, number, people.authority).state is State.SECOND
    decide(database, number, Decided.CONFIRM, people.authority, hours=Decimal(36))
    found = seen(database, number, people.teacher)
    assert (found.state, found.awarded) == (State.CONFIRMED, 36)
    with database.reading() as connection:
        made = claims.decisions(connection, number)
    assert [(one.stage, one.hours) for one in made] == [(State.FIRST, 40), (State.SECOND, 36)]


def test_a_returned_claim_comes_back_in_a_second_round(database, people):
    number = waiting(database, people)
    decide(database, number, Decided.RETURN, people.unit_reviewer, reasons=["translation"])
    with database.writing() as connection:
        submissions.resubmit(connection, number, [paper(2)], pipeline=PIPELINE, by=people.teacher)
    assert seen(database, number, people.teacher).state is State.READING
    read_all(database)
    found = seen(database, number, people.unit_reviewer)
    assert (found.state, found.round) == (State.FIRST, 2)
    with database.reading() as connection:
        papers = documents.of_claim(connection, number)
    assert [one.round for one in papers] == [1, 2]
    assert all(one.report == {"kind": "x"} for one in papers)
    decide(database, number, Decided.CONFIRM, people.unit_reviewer)


def test_only_what_was_returned_can_be_resubmitted(database, people):
    number = waiting(database, people)
    with database.writing() as connection, pytest.raises(Conflict):
        submissions.resubmit(connection, number, [paper(2)], pipeline=PIPELINE, by=people.teacher)


@pytest.mark.parametrize("outcome", [Decided.RETURN, Decided.VOID])
def test_a_return_or_void_needs_a_reason(database, people, outcome):
    number = waiting(database, people)
    with pytest.raises(NotAllowed):
        decide(database, number, outcome, people.unit_reviewer)
    decide(database, number, outcome, people.unit_reviewer, comment="缺译文")


def test_nobody_decides_at_another_stage_or_in_another_unit(database, people):
    number = waiting(database, people)
    for by in (people.authority, people.teacher, people.auditor):
        with pytest.raises(NotAllowed):
            decide(database, number, Decided.CONFIRM, by)
    for by in (people.stranger, people.colleague):
        with pytest.raises(NotFound):
            seen(database, number, by)
        with pytest.raises(NotFound):
            decide(database, number, Decided.CONFIRM, by, version=2)


def test_nobody_reviews_both_stages(database, people):
    number = waiting(database, people)
    decide(database, number, Decided.CONFIRM, people.unit_reviewer)
    promoted = replace(people.unit_reviewer, role=accounts.Role.AUTHORITY_REVIEWER)
    with pytest.raises(NotAllowed):
        decide(database, number, Decided.CONFIRM, promoted)


def test_a_decision_on_an_older_version_is_refused(database, people):
    number = waiting(database, people)
    with pytest.raises(Conflict):
        decide(database, number, Decided.CONFIRM, people.unit_reviewer, version=1)


def test_two_reviewers_at_once_decide_once(database, people):
    number = waiting(database, people)
    version = seen(database, number, people.unit_reviewer).version

    def attempt(_: int) -> bool:
        try:
            decide(database, number, Decided.CONFIRM, people.unit_reviewer, version=version)
        except (Conflict, NotAllowed):
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(attempt, range(8))) == 1
    with database.reading() as connection:
        assert len(claims.decisions(connection, number)) == 1


def test_one_request_that_comes_eight_times_at_once_makes_one_claim(database, people):
    def attempt(_: int) -> tuple[int, bool]:
        with database.writing() as connection:
            return submissions.submit_once(
                connection, new(people), [paper()], "k", pipeline=PIPELINE, by=people.teacher
            )

    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(attempt, range(8)))
    assert len({number for number, _ in made}) == 1
    assert [is_new for _, is_new in made].count(True) == 1
    with database.writing() as connection, pytest.raises(Conflict):
        submissions.submit_once(
            connection, new(people), [paper(2)], "k", pipeline=PIPELINE, by=people.teacher
        )


def test_taken_claims_are_nobody_elses(database, people):
    number = waiting(database, people)
    with database.writing() as connection:
        second = accounts.add_account(
            connection, "unit2", "unit2", "correct horse", accounts.Role.UNIT_REVIEWER,
            people.school,
        )  # fmt: skip
        other = accounts.get_account(connection, second)
        review.take(connection, number, people.unit_reviewer)
        review.take(connection, number, people.unit_reviewer)
    with database.writing() as connection, pytest.raises(Conflict):
        review.take(connection, number, other)
    with pytest.raises(Conflict):
        decide(database, number, Decided.CONFIRM, other)
    with database.writing() as connection:
        with pytest.raises(NotFound):
            review.release(connection, number, other)
        review.release(connection, number, people.unit_reviewer)
    decide(database, number, Decided.CONFIRM, other)


@pytest.mark.parametrize("outcome", list(Decided))
def test_a_decision_can_be_undone_until_the_claim_goes_on(database, people, outcome):
    number = waiting(database, people)
    made = decide(database, number, outcome, people.unit_reviewer, comment="x")
    with database.writing() as connection:
        assert review.undo(connection, made, people.unit_reviewer) == number
    assert seen(database, number, people.unit_reviewer).state is State.FIRST
    with database.writing() as connection, pytest.raises(NotFound):
        review.undo(connection, made, people.unit_reviewer)
    again = decide(database, number, Decided.CONFIRM, people.unit_reviewer)
    decide(database, number, Decided.CONFIRM, people.authority)
    with database.writing() as connection, pytest.raises(Conflict):
        review.undo(connection, again, people.unit_reviewer)


def test_a_correction_keeps_what_was_read(database, people):
    number = waiting(database, people)
    with database.writing() as connection:
        (document,) = documents.of_claim(connection, number)
        review.correct(connection, document.id, "hours", 40, 48, people.unit_reviewer)
    with database.reading() as connection:
        (document,) = documents.of_claim(connection, number)
    assert document.report == {"kind": "x"}
    (made,) = document.corrections
    assert (made.field, made.old, made.new, made.by) == ("hours", 40, 48, "unit")
    with database.writing() as connection, pytest.raises(NotFound):
        review.correct(connection, document.id, "hours", 40, 48, people.stranger)


def test_nothing_is_submitted_without_a_document_or_for_another_unit(database, people):
    with database.writing() as connection:
        with pytest.raises(NotAllowed):
            submissions.submit(connection, new(people), [], pipeline=PIPELINE, by=people.teacher)
        with pytest.raises(NotAllowed):
            submissions.submit(
                connection, new(people, unit=people.elsewhere), [paper()], pipeline=PIPELINE,
                by=people.teacher,
            )  # fmt: skip


def pages(database, by, **more) -> list[int]:
    wanted = Filter(size=3, **more)
    found: list[int] = []
    while True:
        with database.reading() as connection:
            page = queue.page(connection, wanted, by, TODAY)
        found += [one.id for one in page]
        if len(page) < 3:
            return found
        wanted = replace(wanted, after=queue.key_of(page[-1], wanted.order))


@pytest.mark.parametrize("order", ["deadline", "clean", "doubtful", "newest"])
def test_the_queue_pages_through_every_claim_once_in_order(database, people, order):
    numbers = []
    for n in range(10):
        due = TODAY + timedelta(days=n % 3) if n % 4 else None
        numbers.append(submitted(database, people, n + 1, due_on=due))
        read_all(database, jobs.Result((), "review", n % 2, None))
    found = pages(database, people.unit_reviewer, order=order, states=(State.FIRST,))
    assert sorted(found) == sorted(numbers)
    with database.reading() as connection:
        keys = [
            queue.key_of(claims.get(connection, number, people.unit_reviewer), order)
            for number in found
        ]
    assert keys == sorted(keys)


def test_the_queue_is_filtered(database, people):
    first = waiting(database, people, number=1, title="班主任培训")
    second = waiting(database, people, number=2, title="100%的课堂_观察")
    by = people.unit_reviewer
    assert pages(database, by, text="班主任") == [first]
    assert pages(database, by, text="100%的课堂_") == [second]
    assert pages(database, by, text="100_") == []
    assert pages(database, by, policy="hefei-hr-2021") == []
    assert pages(database, people.stranger) == []
    with database.writing() as connection:
        review.postpone(connection, first, TODAY + timedelta(days=1), by)
        review.take(connection, second, by)
    assert pages(database, by, states=(State.FIRST,)) == [second]
    assert pages(database, by, mine=True) == [second]
    with database.reading() as connection:
        assert queue.counts(connection, by) == {State.FIRST: 2}


def test_two_workers_never_hold_one_job(database, people):
    for n in range(12):
        submitted(database, people, n + 1)

    def lease(name: str) -> list[int]:
        taken = []
        for _ in range(6):
            with database.writing() as connection:
                taken += [held.id for held in jobs.lease(connection, name, 2)]
        return taken

    with ThreadPoolExecutor(4) as pool:
        taken = [number for part in pool.map(lease, "abcd") for number in part]
    assert len(taken) == len(set(taken)) == 12


def test_a_lost_lease_finishes_nothing(database, people):
    number = submitted(database, people)
    with database.writing() as connection:
        (old,) = jobs.lease(connection, "a", 1)
        connection.execute(update(job).values(lease_until=datetime(2020, 1, 1, tzinfo=UTC)))
        assert jobs.reap(connection) == 1
        (held,) = jobs.lease(connection, "b", 1)
        assert not jobs.complete(connection, old, READ)
        assert not jobs.fail(connection, old, "x")
        assert jobs.complete(connection, held, READ)
        assert not jobs.complete(connection, held, READ)
    assert seen(database, number, people.unit_reviewer).state is State.FIRST


def test_a_job_that_fails_five_times_goes_to_a_person(database, people):
    number = submitted(database, people)
    for _ in range(jobs.MOST_ATTEMPTS):
        with database.writing() as connection:
            (held,) = jobs.lease(connection, "a", 1)
            assert jobs.fail(connection, held, "boom")
    with database.reading() as connection:
        assert jobs.progress(connection) == {"poison": 1}
    found = seen(database, number, people.unit_reviewer)
    assert (found.state, found.recommendation) == (State.FIRST, "review")


def test_a_clean_shutdown_gives_the_try_back(database, people):
    submitted(database, people)
    for _ in range(jobs.MOST_ATTEMPTS + 2):
        with database.writing() as connection:
            (held,) = jobs.lease(connection, "a", 1)
            jobs.give_back(connection, held)
    with database.reading() as connection:
        assert jobs.progress(connection) == {"ready": 1}


def test_sessions_hold_until_they_are_revoked_or_over(database, people):
    with database.writing() as connection:
        assert accounts.sign_in(connection, "unit", "wrong") is None
        assert accounts.sign_in(connection, "nobody", "correct horse") is None
        token, made = accounts.sign_in(connection, "unit", "correct horse")
        other, _ = accounts.sign_in(connection, "unit", "correct horse")
    with database.reading() as connection:
        found = accounts.find_session(connection, token)
        assert found is not None
        assert (found.account, found.csrf) == (people.unit_reviewer, made.csrf)
        assert accounts.find_session(connection, made.digest) is None
    with database.writing() as connection:
        accounts.sign_out(connection, made.digest, "unit")
        assert accounts.find_session(connection, token) is None
        connection.execute(
            update(session_table).values(expires_at=datetime(2020, 1, 1, tzinfo=UTC))
        )
        assert accounts.find_session(connection, other) is None


def test_an_account_needs_a_long_password_and_a_free_login(database, people):
    with database.writing() as connection, pytest.raises(NotAllowed):
        accounts.add_account(connection, "x", "x", "short", accounts.Role.TEACHER)
    with database.writing() as connection, pytest.raises(Conflict):
        accounts.add_account(connection, "unit", "x", "long enough", accounts.Role.TEACHER)


def test_every_change_leaves_its_row_and_the_chain_holds(database, people):
    number = waiting(database, people)
    made = decide(database, number, Decided.CONFIRM, people.unit_reviewer)
    with database.writing() as connection:
        review.undo(connection, made, people.unit_reviewer)
    with database.reading() as connection:
        trail = list(audit.rows(connection))
    assert audit.first_break(trail) is None
    told = [row.action for row in trail if row.subject == f"claim:{number}"]
    assert told == ["claim-submitted", "claim-read", "claim-confirm", "decision-undone"]
    exported = [json.loads(json.dumps(audit.row_data(row))) for row in trail]
    assert audit.first_break(map(audit.row_from, exported)) is None


def test_a_changed_dropped_or_inserted_row_breaks_the_chain_there(database, people):
    waiting(database, people)
    with database.reading() as connection:
        trail = list(audit.rows(connection))
    changed = [replace(row, details="{}") if row.seq == 3 else row for row in trail]
    assert audit.first_break(changed) == 3
    assert audit.first_break([row for row in trail if row.seq != 4]) == 4
    assert audit.first_break([trail[0], *trail]) == 2
    with database.writing() as connection:
        connection.execute(update(audit_table).where(audit_table.c.seq == 5).values(actor="x"))
    with database.reading() as connection:
        assert audit.first_break(audit.rows(connection)) == 5


def test_a_change_that_fails_leaves_no_row(database, people):
    number = waiting(database, people)
    with database.reading() as connection:
        before = len(list(audit.rows(connection)))

    def broken() -> None:
        with database.writing() as connection:
            review.take(connection, number, people.unit_reviewer)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken()
    with database.reading() as connection:
        assert len(list(audit.rows(connection))) == before
        assert claims.get(connection, number, people.unit_reviewer).taken_by is None


def test_a_search_of_the_trail_equals_a_plain_look(database):
    dice, begin = Random(1), datetime(2022, 1, 1, 10, tzinfo=UTC)
    actors, actions, subjects = ("a", "b", "c"), ("x", "y"), ("claim:1", "claim:2", "n:3")
    rows = [
        audit.AuditRow(
            seq, begin + timedelta(hours=seq // 9 + dice.randint(-3, 3)), dice.choice(actors),
            dice.choice(actions), dice.choice(subjects), "{}", bytes(32), bytes(32),
        )
        for seq in range(1, 400)
    ]  # fmt: skip
    with database.writing() as connection:
        connection.execute(insert(audit_table), [asdict(row) for row in rows])
    with database.reading() as connection:
        assert list(audit.actions(connection)) == sorted(
            {row.action for row in audit.rows(connection)}
        )
        for _ in range(200):
            day = dice.choice([None, None, claims.day_of(dice.choice(rows).at), date(2021, 1, 1)])
            before = dice.choice([None, dice.randint(1, 400)])
            wanted = audit.Wanted(*(dice.choice(["", *of]) for of in (actors, actions, subjects)),
                                  day, before)  # fmt: skip
            fits = [
                row
                for row in reversed(rows)
                if wanted.actor in ("", row.actor)
                and wanted.action in ("", row.action)
                and wanted.subject in ("", row.subject)
                and day in (None, claims.day_of(row.at))
                and (before is None or row.seq < before)
            ]
            assert list(audit.search(connection, wanted, 20)) == fits[:20], wanted


def test_writers_at_once_keep_one_chain(database, people):
    def write(n: int) -> None:
        with database.writing() as connection:
            audit.append(connection, "x", "tested", f"n:{n}")
            audit.append_each(connection, "x", "tested", ["n:a", "n:b"])
            audit.append_each(connection, "x", "tested", [])

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(40)))
    with database.reading() as connection:
        trail = list(audit.rows(connection))
    assert audit.first_break(trail) is None
    assert [row.action for row in trail].count("tested") == 120


def test_blobs_are_kept_once_and_whole(blobs: Blobs):
    digest = blobs.put(b"abc")
    assert blobs.put(b"abc") == digest
    assert blobs.get(digest) == b"abc"
    assert blobs.has(digest)
    with pytest.raises(BlobTooLarge):
        blobs.put_parts([b"x" * 10, b"y"], limit=10)
    assert blobs.put_parts([b"a", b"bc"], limit=3) == (digest, 3)
    for wrong in ("0" * 64, "../../etc/passwd", ""):
        with pytest.raises(NotFound):
            blobs.get(wrong)
    assert not list(blobs.path(digest).parent.parent.joinpath("incoming").iterdir())


def test_bytes_that_came_again_lately_are_not_dropped(blobs: Blobs):
    digest = blobs.put(b"abc")
    assert not blobs.drop(digest)
    assert blobs.get(digest) == b"abc"
    os.utime(blobs.path(digest), (0, 0))
    blobs.put(b"abc")  # uploaded once more: fresh again
    assert not blobs.drop(digest)
    os.utime(blobs.path(digest), (0, 0))
    assert blobs.drop(digest)
    assert not blobs.has(digest)
    assert not blobs.drop(digest)


def test_the_claim_columns_are_all_read(database, people):
    """A column that no dataclass carries would be forgotten on the screen."""
    carried = {"unit_id": "unit", "teacher_id": "teacher", "desk_id": "desk"}
    names = {carried.get(name, name) for name in claim.c.keys()}  # noqa: SIM118 - columns
    assert names - set(claims.Claim.__slots__) == {"taken_at", "token", "expires_at"}


def reported(**fields) -> dict:
    told = {name: {"value": value, "confidence": 0.95} for name, value in fields.items()}
    told["issuers"] = [{"value": "甲市教育局", "role": "issuer", "confidence": 0.95}]
    return {"fields": told}


def read_as(database, number: int, report: dict) -> claims.Claim:
    with database.writing() as connection:
        (held,) = jobs.lease(connection, "w", 1)
        assert held.claim == number
        readings = tuple((e, report, ()) for e, _, _ in held.documents)
        assert jobs.complete(connection, held, replace(READ, readings=readings))
    with database.reading() as connection:
        return connection.execute(claim.select().where(claim.c.id == number)).one()


FACTS = {"holder_name": "林晓芸", "activity_title": "骨干教师培训", "start_date": "2021-07-05",
         "certificate_number": "PX-2021-0001"}  # fmt: skip


@pytest.mark.parametrize(
    ("second", "kinds"),
    [
        (FACTS, {"number", "activity"}),
        ({**FACTS, "certificate_number": "ＰＸ－２０２１－０００１"}, {"number", "activity"}),
        ({**FACTS, "certificate_number": "PX-2021-0002"}, {"activity"}),
        ({**FACTS, "holder_name": "王芳"}, {"number"}),
        ({**FACTS, "holder_name": "王芳", "certificate_number": "PX-2021-0002"}, set()),
        ({**FACTS, "start_date": "2022-07-05", "certificate_number": "1"}, set()),
        ({}, set()),
    ],
)
def test_what_was_claimed_before_is_found_by_its_facts(database, people, second, kinds):
    one = submitted(database, people, 1)
    assert read_as(database, one, reported(**FACTS)).recommendation == "ready"
    two = submitted(database, people, 2)
    found = read_as(database, two, reported(**second))
    assert (found.recommendation, found.doubts) == (("review", 1) if kinds else ("ready", 0))
    with database.reading() as connection:
        again = repeats.repeats(connection, two, people.unit_reviewer)
    assert {one.kind for one in again} == kinds
    assert all((each.claim, each.holder_name) == (one, "林晓芸") for each in again)


def test_an_unsure_reading_accuses_nobody():
    report = reported(**FACTS)
    for name in FACTS:
        report["fields"][name]["confidence"] = 0.7
    assert set(keys_of(report)) == {COURSE}  # it is gathered with its class, which accuses nobody
    for name in FACTS:
        report["fields"][name]["confidence"] = 0.4
    assert keys_of(report) == {}


@pytest.mark.parametrize("now", ["第1804233号", "1804233"])
def test_a_patent_has_the_key_that_it_had_when_its_number_was_kept_bare(now):
    before = reported(**FACTS | {"certificate_number": "1804233"})
    report = reported(**FACTS | {"certificate_number": now}) | {"kind": {"value": "patent"}}
    assert keys_of(report)["number"] == keys_of(before)["number"]


def test_the_same_file_in_another_unit_is_told_without_a_name(database, people):
    with database.writing() as connection:
        other = accounts.add_account(
            connection, "t2", "t2", "correct horse", accounts.Role.TEACHER, people.elsewhere
        )
        by = accounts.get_account(connection, other)
        elsewhere = new(people, unit=people.elsewhere)
        first = submissions.submit(connection, elsewhere, [paper()], pipeline=PIPELINE, by=by)
    read_as(database, first, {})
    number = submitted(database, people)
    assert read_as(database, number, {}).recommendation == "review"
    with database.writing() as connection:
        (found,) = repeats.repeats(connection, number, people.unit_reviewer)
        assert (found.kind, found.claim, found.holder_name) == ("file", None, None)
        connection.execute(claim.update().where(claim.c.id == first).values(state=State.VOID))
        assert not repeats.is_repeated(connection, number)


def test_a_pre_check_repeats_nothing(database, people):
    with database.writing() as connection:
        prechecks.start(connection, new(people), [paper()], pipeline=PIPELINE)
    number = submitted(database, people)
    with database.reading() as connection:
        assert not repeats.is_repeated(connection, number)


def test_the_figures_of_a_unit(database, people):
    first, second, third = (waiting(database, people) for _ in range(3))
    for by in (people.unit_reviewer, people.authority):
        decide(database, first, Decided.CONFIRM, by, hours=Decimal(12))
    decide(database, second, Decided.RETURN, people.unit_reviewer, reasons=["a 一", "b 二"])
    decide(database, third, Decided.VOID, people.unit_reviewer, reasons=["a 一"])
    with database.reading() as connection:
        found = claims.get(connection, first, people.authority)
        told = picture_of(connection, found.unit, found.policy, people.authority)
        other = picture_of(connection, found.unit, found.policy, people.stranger)
    (day,) = told.days
    assert (day.day, day.submitted, day.settled) == (claims.today(), 3, 2)
    assert told.hours == {found.subject or "": Decimal(12)}
    assert told.reasons == (("a 一", 2), ("b 二", 1))
    assert sum(sum(states.values()) for states in told.by_advice.values()) == 3
    assert other == Picture((), {}, {}, ())


def test_a_claim_is_judged_by_the_day_in_china_on_which_it_came(database, people):
    """At half past midnight in China the day in Greenwich is still the one before."""
    with database.writing() as connection:
        submissions.submit(
            connection, new(people), [paper()],
            pipeline=PIPELINE, by=people.teacher, at=datetime(2021, 12, 31, 16, 30, tzinfo=UTC),
        )  # fmt: skip
        (held,) = jobs.lease(connection, "w", 1)
    assert held.stated["submitted"] == date(2022, 1, 1)
