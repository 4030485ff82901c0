"""Who does the tasks: processes of this machine, or a cluster. An executor is only hands.

It keeps nothing, decides nothing and may lose what it has at any moment: the driver knows
from the database what is still to be done.
"""

from __future__ import annotations

from concurrent.futures import Future
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from verifier.settings import Settings
    from verifier.tasks import Done, Task


class WorkerDied(Exception):
    """The process that had the task is gone; the task may be why."""


class TookTooLong(Exception):
    """The task was stopped after its time."""


class HandsLost(Exception):
    """The task was never done, through no fault of its own; it may be sent again."""


class Executor(Protocol):
    """Anything that does tasks."""

    @property
    def width(self) -> int:
        """How many tasks are done at a time."""

    def submit(self, task: Task, seconds: float) -> Future[Done]:
        """Do a task within a time, some day.

        The future raises `WorkerDied`, `TookTooLong` or `HandsLost`, or what the task raised.
        """

    def close(self) -> None:
        """Stop at once, whatever is at work."""


def open_executor(settings: Settings, workers: int) -> Executor:
    """Return the executor of the settings; `workers` is for processes of this machine.

    Raises:
        MissingEngine: the extra `cluster` is not installed.
        StoreFailure: the scheduler does not answer.
    """
    from verifier.tasks import workshop_of

    workshop = workshop_of(settings)
    if settings.executor == "pool":
        from verifier.executors.pool import Pool

        return Pool(
            workshop, workers,
            nice=settings.worker_nice, memory=settings.worker_memory,
            documents=settings.worker_documents,
        )  # fmt: skip
    from verifier.executors.cluster import Cluster

    return Cluster(settings.executor, workshop)
