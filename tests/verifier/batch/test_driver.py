"""The driver: never more than its window, patient with its database, stops where it must."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from threading import Event

import pytest

from tests.verifier.batch.jobs_for_pools import task
from verifier import driver
from verifier.driver import Settled, Work, drive
from verifier.errors import StoreFailure, StoreFull
from verifier.executors import HandsLost
from verifier.tasks import Done, OtherProgram

DONE = Done((), "ready", 0, None)


@dataclass(frozen=True)
class Held:
    id: int
    fence: int = 1


@dataclass
class Memory:
    """A queue in memory that counts what is held."""

    ready: list[int]
    done: list[int] = field(default_factory=list)
    held: set[int] = field(default_factory=set)
    most: int = 0
    away: int = 0
    why: type[StoreFailure] = StoreFailure

    def turn(self, settled: Sequence[Settled[Held]], room: int) -> Sequence[Work[Held]]:
        if self.away:
            self.away -= 1
            raise self.why("away")
        for one in settled:
            self.held.discard(one.held.id)
            (self.done if one.done is not None else self.ready).append(one.held.id)
        taken, self.ready = self.ready[:room], self.ready[room:]
        self.held.update(taken)
        self.most = max(self.most, len(self.held))
        return [Work(Held(number), task(str(number)), 60) for number in taken]

    def hold(self, held: Sequence[Held]) -> None:
        pass


class Hands:
    """Does every task at once, or says why not."""

    def __init__(self, errors: Sequence[Exception | None] = (), width: int = 3) -> None:
        self.errors = list(errors)
        self.width = width
        self.is_closed = False

    def submit(self, _task: object, _seconds: float) -> Future[Done]:
        future: Future[Done] = Future()
        error = self.errors.pop(0) if self.errors else None
        if error is None:
            future.set_result(DONE)
        else:
            future.set_exception(error)
        return future

    def close(self) -> None:
        self.is_closed = True


def test_a_queue_is_worked_through_within_the_window():
    queue, hands = Memory(list(range(100))), Hands()
    assert drive(queue, hands, Event(), until_idle=True) == 100
    assert sorted(queue.done) == list(range(100))
    assert (queue.most, queue.held, hands.is_closed) == (6, set(), True)


def test_lost_hands_give_the_work_back():
    queue = Memory(list(range(5)))
    drive(queue, Hands([HandsLost("gone")] * 7), Event(), until_idle=True)
    assert sorted(queue.done) == list(range(5))


def test_a_database_that_is_away_for_a_while_loses_nothing(monkeypatch):
    monkeypatch.setattr(Event, "wait", lambda self, _seconds=None: self.is_set())
    queue = Memory(list(range(20)))
    hands = Hands()
    submit = hands.submit

    def sometimes(given: object, seconds: float) -> Future[Done]:
        queue.away = 2
        return submit(given, seconds)

    hands.submit = sometimes
    assert drive(queue, hands, Event(), until_idle=True) == 20
    assert sorted(queue.done) == list(range(20))


def test_a_database_that_stays_away_is_told(monkeypatch):
    monkeypatch.setattr(driver, "_STORE_PATIENCE", 0)
    with pytest.raises(StoreFailure):
        drive(Memory([1], away=9), Hands(), Event(), until_idle=True)


def test_a_full_disk_is_told_at_once_to_whoever_waits_for_the_end():
    with pytest.raises(StoreFull):
        drive(Memory([1], away=9, why=StoreFull), Hands(), Event(), until_idle=True)


def test_workers_of_another_version_stop_everything_and_cost_no_try():
    queue = Memory([1, 2])
    with pytest.raises(OtherProgram):
        drive(queue, Hands([OtherProgram("reader")]), Event(), until_idle=True)
    assert (sorted([*queue.ready, *queue.done]), queue.held) == ([1, 2], set())


def test_what_is_at_hand_when_told_to_stop_goes_back():
    queue, stop = Memory(list(range(10))), Event()

    class Never(Hands):
        def submit(self, _task: object, _seconds: float) -> Future[Done]:
            stop.set()
            return Future()

    drive(queue, Never(), stop, until_idle=True)
    assert sorted(queue.ready) == list(range(10))


def test_a_task_that_never_comes_back_is_sent_again(monkeypatch):
    monkeypatch.setattr(driver, "_LATE", -1e6)
    queue = Memory([1])
    hands = Hands()
    submit, lost = hands.submit, [Future()]
    hands.submit = lambda *given: lost.pop() if lost else submit(*given)
    drive(queue, hands, Event(), until_idle=True)
    assert queue.done == [1]
