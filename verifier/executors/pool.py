"""Processes of this machine: warm, limited, replaced after a while, gone when their parent is.

Each worker has a pebble pool of its own: pebble kills what takes too long, and a worker that
is killed while it holds the lock of a pool's pipe stops nobody but itself.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
from collections import deque
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from threading import RLock

from pebble import ProcessExpired, ProcessPool
from typing_extensions import override

from extractor.engines import load_engine
from extractor.errors import EngineError
from verifier.executors import Executor, HandsLost, TookTooLong, WorkerDied
from verifier.tasks import Done, Task, Workshop, perform

_PR_SET_PDEATHSIG = 1
_MOST_STARTS = 5
"""Workers in a row that may die before any task is done; after that something else is wrong."""

Function = Callable[[Workshop, Task], Done]


@dataclass(slots=True)
class _Waiting:
    task: Task
    seconds: float
    future: Future[Done]


@dataclass(slots=True)
class _Slot:
    """One worker; `pool` is thrown away with a worker that died."""

    pool: ProcessPool | None = None
    current: _Waiting | None = None
    starts: int = 0


class Pool(Executor):
    """Some worker processes."""

    def __init__(
        self,
        workshop: Workshop,
        workers: int,
        *,
        nice: int = 5,
        memory: int = 4 * 1024**3,
        documents: int = 500,
        function: Function = perform,
    ) -> None:
        """Start nothing yet: a worker is started with its first task.

        `function` is what they do with a task.
        """
        self._workshop = workshop
        self._function = function
        self._documents = documents
        self._start = partial(start_worker, workshop.engine, nice, memory, os.getpid())
        self._slots = [_Slot() for _ in range(workers)]
        self._queue: deque[_Waiting] = deque()
        self._lock = RLock()
        self._is_closed = False

    @property
    @override
    def width(self) -> int:
        """How many workers there are."""
        return len(self._slots)

    @override
    def submit(self, task: Task, seconds: float) -> Future[Done]:
        """Do a task within a time, some day; its time runs from when a worker takes it."""
        future: Future[Done] = Future()
        with self._lock:
            self._queue.append(_Waiting(task, seconds, future))
            for slot in self._slots:
                if slot.current is None:
                    self._next(slot)
                    break
        return future

    @override
    def close(self) -> None:
        """Kill every worker."""
        with self._lock:
            self._is_closed = True
            pools = [slot.pool for slot in self._slots if slot.pool is not None]
            lost = [*self._queue, *(slot.current for slot in self._slots if slot.current)]
            self._queue.clear()
        for pool in pools:
            _end(pool)
        for one in lost:
            _tell(one, HandsLost("closed"))

    def _next(self, slot: _Slot) -> None:
        """Give a free worker its next task; called under the lock."""
        if self._is_closed or not self._queue:
            return
        slot.current = one = self._queue.popleft()
        if slot.pool is None:
            slot.pool = ProcessPool(
                1,
                max_tasks=self._documents,
                # children are started afresh: a copy of threads and models would be broken
                context=get_context("spawn"),
                initializer=self._start,
            )
        try:
            made = slot.pool.schedule(
                self._function, args=(self._workshop, one.task), timeout=one.seconds
            )
        except RuntimeError:  # the pool broke while nobody looked
            self._over(slot, one, HandsLost("the pool broke"))
            return
        made.add_done_callback(partial(self._finished, slot, one))

    def _finished(self, slot: _Slot, one: _Waiting, made: Future[Done]) -> None:
        error: BaseException | None
        try:
            error = made.exception()
        except CancelledError as cancelled:
            error = cancelled
        match error:
            case None:
                slot.starts = 0
                self._over(slot, one, None, made.result())
            case TimeoutError():
                self._over(slot, one, TookTooLong(f"stopped after {one.seconds:.0f} s"))
            case ProcessExpired():
                self._over(slot, one, WorkerDied(f"the worker ended with {error.exitcode}"))
            case BrokenProcessPool() | CancelledError():
                self._over(slot, one, HandsLost("the worker was gone before it began"))
            case _:
                self._over(slot, one, error)

    def _over(
        self, slot: _Slot, one: _Waiting, error: BaseException | None, done: Done | None = None
    ) -> None:
        """Free the worker and give it its next task; one that died is replaced."""
        dead = None
        with self._lock:
            slot.current = None
            if isinstance(error, HandsLost | WorkerDied):
                dead, slot.pool = slot.pool, None
            if isinstance(error, HandsLost) and not self._is_closed:
                slot.starts += 1
                if slot.starts >= _MOST_STARTS:
                    error = EngineError(
                        "识别进程无法启动。 The reading processes cannot be started.",
                        "请检查内存与 XUESHI_WORKER_MEMORY。 Check the memory.",
                    )
        if dead is not None:
            dead.stop()  # type: ignore[no-untyped-call]
        _tell(one, error, done)
        with self._lock:
            if slot.current is None:
                self._next(slot)


def start_worker(engine: str, nice: int, memory: int, parent: int) -> None:
    """Make this process a worker: mortal, modest, warm."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)  # whoever wanted us is gone already
    if nice:
        os.nice(nice)
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (memory, hard))
    load_engine(engine)


def _tell(one: _Waiting, error: BaseException | None, done: Done | None = None) -> None:
    if one.future.done():
        return
    if error is None and done is not None:
        one.future.set_result(done)
    else:
        one.future.set_exception(error or HandsLost("nothing came"))


def _end(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]
    pool.join()
