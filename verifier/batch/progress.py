"""How far a backlog is: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)

from verifier.batch.words import RECOMMENDATIONS
from verifier.terminal import report as terminal

_EVERY = 10.0
"""Seconds between two lines where no bar can be drawn."""


@dataclass(slots=True)
class Meter:
    """Tells how far it is; `done` counts what was there before, too."""

    total: int
    before: int
    bar: Progress | None = None
    task: TaskID | None = None
    began: float = 0.0
    told: float = 0.0

    def tell(self, counted: Mapping[str, int]) -> None:
        """Show the counts."""
        now = time.monotonic()
        done = self.total - counted.get("waiting", 0)
        rate = (done - self.before) / max(1e-3, now - self.began)
        words = " ".join(
            f"{words[0]} {counted[code]}" for code, words in RECOMMENDATIONS.items()
            if counted.get(code)
        )  # fmt: skip
        if self.bar is not None and self.task is not None:
            self.bar.update(
                self.task, total=self.total, completed=done, rate=f"{rate:.1f}/s", words=words
            )
        elif now - self.told >= _EVERY:
            self.told = now
            left = (self.total - done) / rate if rate > 0 else 0
            sys.stderr.write(f"{done}/{self.total}  {rate:.1f}/s  {_span(left)}  {words}\n")
            sys.stderr.flush()


@contextmanager
def meter(total: int, before: int) -> Iterator[Meter]:
    """Give a meter for as long as the work takes."""
    began = time.monotonic()
    console = terminal.open_console(sys.stderr)
    if not console.is_terminal:
        yield Meter(total, before, began=began, told=began)
        return
    with Progress(
        TextColumn("核查"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(), TextColumn("{task.fields[words]}"),
        console=console, transient=False, redirect_stdout=False, redirect_stderr=False,
    ) as bar:  # fmt: skip
        task = bar.add_task("", total=total, completed=before, rate="", words="")
        yield Meter(total, before, bar, task, began)


def _span(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}"
