"""The driver: takes a window of work from a queue, hands it to an executor, settles what came.

It alone talks to the database, in one transaction a turn. It holds no more than its window,
however long the queue is. What it settles late is refused by the fence.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass
from threading import Event
from typing import Generic, Protocol, TypeVar

from extractor.errors import EngineError
from verifier.errors import StoreFailure, StoreFull
from verifier.executors import Executor, HandsLost
from verifier.store.leases import Held
from verifier.tasks import Done, OtherProgram, Task

H = TypeVar("H", bound=Held)
R = TypeVar("R")

WINDOW = 2
"""Tasks held for each worker: one at work, one next."""
_IDLE = 0.3
_WAIT = 0.5
_RENEW_EVERY = 60.0
_STORE_PATIENCE = 600.0
"""Seconds for which a database that does not answer is waited for."""
_LATE = 120.0
"""Seconds beyond all that tasks before it may take after which a task counts as lost."""


@dataclass(frozen=True, slots=True)
class Work(Generic[H]):
    """A task that is held, with the seconds it may take."""

    held: H
    task: Task
    seconds: float


@dataclass(frozen=True, slots=True)
class Settled(Generic[H]):
    """How a held task ended: with a result, with an error, or (neither) not at all."""

    held: H
    done: Done | None = None
    error: str | None = None


class Queue(Protocol[H]):
    """Where work comes from and results go."""

    def turn(self, settled: Sequence[Settled[H]], room: int) -> Sequence[Work[H]]:
        """Keep what came and lease up to `room` more, in one transaction."""

    def hold(self, held: Sequence[H]) -> None:
        """Keep the leases of what is at work, and do what is due now and then."""


@dataclass(slots=True)
class _AtWork(Generic[H]):
    work: Work[H]
    future: Future[Done]
    overdue: float


def drive(
    queue: Queue[H],
    executor: Executor,
    stop: Event,
    *,
    until_idle: bool,
    window: int = WINDOW,
    parent: int | None = None,
) -> int:
    """Work until told to stop, or until nothing is left; return the tasks that got a result.

    `parent` is the process whose end ends this. What is at work at the end goes back.

    Raises:
        EngineError: no worker can be started.
        OtherProgram: the workers run another version of the program.
        StoreFailure: the database did not answer for a long time.
    """
    finished = 0
    at_work: list[_AtWork[H]] = []
    over: list[_AtWork[H]] = []
    renewed = time.monotonic()
    try:
        while not stop.is_set() and parent in (None, os.getppid()):
            width = executor.width
            room = width * window - len(at_work)
            settled = [_settled(one) for one in over]
            if settled or room > 0:
                new = _patiently(lambda: queue.turn(settled, max(0, room)), stop, until_idle)  # noqa: B023
                if new is None:
                    break
                finished += sum(one.done is not None for one in settled)
                at_work += [_begun(executor, work, window) for work in new]
                over = []
                if not at_work:
                    if until_idle and width and not settled:
                        break
                    stop.wait(0 if settled else _IDLE)
                    continue
            else:
                stop.wait(0 if at_work else _IDLE)  # a cluster without workers
            wait([one.future for one in at_work], _WAIT, FIRST_COMPLETED)
            over = [one for one in at_work if _is_over(one)]
            at_work = [one for one in at_work if one not in over]
            if time.monotonic() - renewed > _RENEW_EVERY:
                renewed = time.monotonic()
                held = [one.work.held for one in (*at_work, *over)]
                _patiently(lambda: queue.hold(held), stop, until_idle)  # noqa: B023
    finally:
        executor.close()
        _put_back(queue, [*over, *at_work])
    return finished


def _begun(executor: Executor, work: Work[H], window: int) -> _AtWork[H]:
    future = executor.submit(work.task, work.seconds)
    return _AtWork(work, future, time.monotonic() + work.seconds * (window + 1) + _LATE)


def _is_over(one: _AtWork[H]) -> bool:
    if one.future.done():
        return True
    return time.monotonic() > one.overdue


def _settled(one: _AtWork[H]) -> Settled[H]:
    """Return how a task ended; stop everything where no task can end well."""
    if not one.future.done():
        one.future.cancel()
        return Settled(one.work.held)
    error = one.future.exception()
    match error:
        case None:
            return Settled(one.work.held, one.future.result())
        case HandsLost():
            return Settled(one.work.held)
        case EngineError() | OtherProgram():
            raise error
        case _:
            return Settled(one.work.held, error=f"{type(error).__name__}: {error}")


def _put_back(queue: Queue[H], left: Sequence[_AtWork[H]]) -> None:
    """Return what is left; where the database is away its leases end by themselves."""
    kept = []
    for one in left:
        is_well = one.future.done() and one.future.exception() is None
        kept.append(Settled(one.work.held, one.future.result() if is_well else None))
    if kept:
        with contextlib.suppress(StoreFull):  # it is being told already
            queue.turn(kept, 0)


def _patiently(act: Callable[[], R], stop: Event, until_idle: bool) -> R | None:
    """Return what comes of the database, waited for if it is away; None once told to stop.

    Somebody waits for a run that ends by itself: there a full disk is told at once.
    """
    began, pause = time.monotonic(), 0.5
    while True:
        try:
            return act()
        except StoreFailure as failure:
            is_full = until_idle and isinstance(failure, StoreFull)
            if is_full or time.monotonic() - began > _STORE_PATIENCE:
                raise
            if stop.wait(pause):
                return None
            pause = min(pause * 2, 15.0)
