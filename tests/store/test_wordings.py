"""A search by any part of a name or title equals a plain look at every claim."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from alembic import command
from sqlalchemy import select

from verifier.store import claims, prechecks, queue, submissions, wordings
from verifier.store.claims import State
from verifier.store.queue import Filter
from verifier.store.submissions import NewClaim, Upload
from verifier.store.tables import claim, wording

POLICY = "kaifeng-hr-2021"
TODAY = date(2022, 1, 5)
LETTERS = "王小明張丽麗研修%_\\ aAbBéÉß1'·𠮷"
"""Few, so that parts recur: both scripts, both cases, what a pattern means something else by."""


def folded(text: str) -> str:
    return "".join(one.lower() if one.isascii() else one for one in text)


def submitted(connection) -> list[claims.Claim]:
    rows = connection.execute(select(claim).where(claim.c.unit_id.is_not(None)))
    return [claims.claim_from(row) for row in rows]


def plainly(among: list[claims.Claim], word: str, wanted: Filter) -> list[int]:
    fits = [
        one
        for one in among
        if any(folded(word) in folded(text or "") for text in (one.holder_name, one.title))
        and one.state in wanted.states
        and wanted.recommendation in (None, one.recommendation)
    ]
    return [one.id for one in sorted(fits, key=lambda one: queue.key_of(one, wanted.order))]


def texts(dice: Random, most: int) -> str | None:
    number = dice.randint(0, most)
    return "".join(dice.choices(LETTERS, k=number)) if number else None


@pytest.fixture
def dice() -> Random:
    return Random(5)


@pytest.fixture
def many(database, people, dice) -> None:
    """Claims in all states, with names and titles of few letters; some share theirs."""
    with database.writing() as connection:
        for n in range(100):
            given = NewClaim(
                POLICY, people.school, holder_name=texts(dice, 4),
                title=dice.choice([texts(dice, 25), "研修AB"]),
                due_on=date(2022, 1, dice.randint(1, 9)),
            )  # fmt: skip
            upload = Upload(f"{n:064x}", 1, "a.jpg")
            number = submissions.submit(
                connection, given, [upload], pipeline="x", by=people.administrator
            )
            found = claims.get(connection, number, people.administrator)
            state = dice.choice([State.FIRST, State.SECOND])
            advice = dice.choice(["ready", "void" if state is State.SECOND else "review"])
            claims.change(connection, found, state=state, recommendation=advice)


@pytest.mark.parametrize("bounds", [(500, 1000), (0, 0), (500, 8)])
def test_a_search_equals_a_plain_look(database, people, many, dice, monkeypatch, bounds):
    monkeypatch.setattr(wordings, "MOST_TEXTS", bounds[0])
    monkeypatch.setattr(wordings, "MOST_CLAIMS", bounds[1])
    fits, ways = 0, set()
    with database.reading() as connection:
        among = submitted(connection)
        held = [text for one in among for text in (one.holder_name, one.title) if text]
        visible = claims.visible(connection, people.authority)
        for n in range(150):
            text = dice.choice(held)
            begin = dice.randrange(len(text))
            word = text[begin : begin + dice.randint(1, 12)]
            if n % 3 == 0:
                word = texts(dice, 3) or "%"
            order = dice.choice(["deadline", "newest", "clean", "certainty"])
            advice = dice.choice([None, None, "ready", "void"])
            states = dice.choice([(State.FIRST,), (State.FIRST, State.SECOND)])
            wanted = Filter(states, text=word, recommendation=advice, order=order, size=1000)
            found = queue.page(connection, wanted, people.authority, TODAY)
            assert [one.id for one in found] == plainly(among, word, wanted), word
            fits += bool(found)
            ways.add(wordings.claims_with(connection, word, visible) is None)
    assert fits > 100
    assert ways == {(500, 1000): {False}, (0, 0): {False, True}, (500, 8): {False, True}}[bounds]


def test_pages_of_a_search_follow_each_other(database, people, many):
    with database.reading() as connection:
        for order in ("deadline", "newest"):
            after, found = None, []
            while True:
                wanted = Filter((State.FIRST,), text="研", order=order, after=after, size=7)
                page = queue.page(connection, wanted, people.authority, TODAY)
                found += [one.id for one in page]
                if len(page) < 7:
                    break
                after = queue.key_of(page[-1], order)
            assert found == plainly(submitted(connection), "研", wanted)
            assert len(found) > 7


def test_the_migration_keeps_what_the_desk_keeps(database, people, many):
    def kept() -> set[tuple[str, str]]:
        with database.reading() as connection:
            return {(row.piece, row.text) for row in connection.execute(select(wording))}

    before = kept()
    assert len(before) > 400
    command.downgrade(database._alembic(), "0013")
    database.migrate()
    assert kept() == before


def test_nobody_is_found_whose_claim_is_not_theirs_to_see(database, people, many):
    with database.reading() as connection:
        for by in (people.stranger, people.teacher):
            assert queue.page(connection, Filter(text="研"), by, TODAY) == ()


def test_a_pre_check_leaves_no_name_until_it_is_submitted(database, people):
    def kept() -> set[str]:
        with database.reading() as connection:
            return set(connection.execute(select(wording.c.text)).scalars())

    given = NewClaim(POLICY, None, holder_name="王小明", title="研修一")
    with database.writing() as connection:
        token = prechecks.start(connection, given, [Upload("0" * 64, 1, "a")], pipeline="x")
    assert kept() == set()
    with database.writing() as connection:
        prechecks.adopt(connection, token, people.teacher, pipeline="x", stated={"title": "研修二"})
    assert kept() == {"王小明", "研修二"}
    with database.writing() as connection:
        (found,) = queue.page(connection, Filter(text="研修"), people.teacher, TODAY)
        claims.change(connection, found, title="研修三")
    with database.reading() as connection:
        for word, number in (("修二", 0), ("修三", 1)):
            assert len(queue.page(connection, Filter(text=word), people.teacher, TODAY)) == number
