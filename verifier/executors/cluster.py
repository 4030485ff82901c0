"""A Dask cluster: the same pool of processes, behind the wire.

A Dask worker hands each task to a pool of its own, so that what takes too long is killed and
what crashes takes only itself along, as on one machine. The scheduler never knows more than
the driver's window, keeps no result and tries nothing again by itself: our own tries count.
"""

from __future__ import annotations

import time
from concurrent.futures import CancelledError, Future
from functools import cache, partial
from threading import Lock
from typing import Any

from typing_extensions import override

from extractor.errors import MissingEngine
from verifier.errors import StoreFailure
from verifier.executors import Executor, HandsLost, WorkerDied
from verifier.executors.pool import Function, Pool
from verifier.tasks import Done, Task, Workshop, perform

_LOOK = 5.0
"""Seconds between two questions how many workers there are."""
_PATIENCE = 15.0
"""Seconds a scheduler has to answer."""
_SLACK = 60.0
"""Seconds beyond its time that a task may be away before it counts as lost."""


class Cluster(Executor):
    """The workers of a Dask scheduler."""

    def __init__(self, address: str, workshop: Workshop, *, function: Function = perform) -> None:
        """Connect to the scheduler.

        Raises:
            MissingEngine: the extra `cluster` is not installed.
            StoreFailure: the scheduler does not answer.
        """
        self._address = address
        self._workshop = workshop
        self._function = function
        self._lock = Lock()
        self._looked = 0.0
        self._width = 0
        self._client: Any = None
        self._hands: Any = None
        self._connect()

    @property
    @override
    def width(self) -> int:
        """How many tasks the cluster does at a time; none while it cannot be reached."""
        if time.monotonic() - self._looked > _LOOK:
            self._looked = time.monotonic()
            try:
                self._width = sum(self._client.nthreads().values())
            except (OSError, ValueError, TimeoutError, RuntimeError):
                self._width = 0
                self._reconnect()
        return self._width

    @override
    def submit(self, task: Task, seconds: float) -> Future[Done]:
        """Do a task within a time, some day."""
        result: Future[Done] = Future()
        try:
            made = self._hands.submit(run_in_pool, self._function, self._workshop, task, seconds)
        except (OSError, ValueError, TimeoutError, RuntimeError) as error:
            self._looked = 0.0
            result.set_exception(HandsLost(str(error)))
            return result
        made.add_done_callback(partial(self._finished, result))
        return result

    @override
    def close(self) -> None:
        """Let go of everything; what is at work ends by itself."""
        if self._client is not None:
            self._client.close(timeout=2)

    def _finished(self, result: Future[Done], made: Future[Done]) -> None:
        try:
            result.set_result(made.result())
        except CancelledError:
            self._looked = 0.0
            result.set_exception(HandsLost("the scheduler was lost"))
        except Exception as error:  # noqa: BLE001 - handed on, not kept
            is_dask = type(error).__module__.startswith(("distributed", "dask"))
            result.set_exception(WorkerDied(str(error)) if is_dask else error)

    def _connect(self) -> None:
        try:
            import distributed
        except ImportError as error:
            raise MissingEngine(
                "没有安装集群组件。 The parts for a cluster are not installed.",
                "请安装：pip install 'xueshi[cluster]'。 Install the extra cluster.",
            ) from error
        try:
            self._client = distributed.Client(  # type: ignore[no-untyped-call]
                self._address, timeout=_PATIENCE, set_as_default=False
            )
        except (OSError, ValueError, TimeoutError) as error:
            raise StoreFailure(
                f"调度器 {self._address} 没有响应。 The scheduler does not answer.",
                "请检查 XUESHI_EXECUTOR 与调度器。 Check XUESHI_EXECUTOR and the scheduler.",
            ) from error
        # the same task may come again after a fault: it is no pure function to remember
        self._hands = self._client.get_executor(pure=False, retries=0)

    def _reconnect(self) -> None:
        old = self._client
        try:
            self._connect()
        except StoreFailure:
            return
        if old is not None:
            old.close(timeout=1)


def run_in_pool(function: Function, workshop: Workshop, task: Task, seconds: float) -> Done:
    """Do a task in the pool of this Dask worker; runs there, in one of its threads."""
    with _POOL_LOCK:
        pool = _pool(function, workshop)
    return pool.submit(task, seconds).result(timeout=seconds + _SLACK)


_POOL_LOCK = Lock()


@cache
def _pool(function: Function, workshop: Workshop) -> Pool:
    from distributed import get_worker

    from verifier.settings import load_settings

    settings = load_settings()
    return Pool(
        workshop, get_worker().state.nthreads,
        nice=settings.worker_nice, memory=settings.worker_memory,
        documents=settings.worker_documents, function=function,
    )  # fmt: skip
