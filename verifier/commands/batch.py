"""What `xueshi batch` does: settings and options to an order, and the order run."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from extractor.engines import ENGINES
from verifier.batch.run import Order, run
from verifier.errors import UsageFailure
from verifier.registers import load_registers
from verifier.settings import load_settings


def batch(
    source: Path,
    policy: str,
    out: Path,
    *,
    workers: int | None,
    resume: bool,
    registers: Path | None,
    engine_name: str | None,
    today: date | None,
) -> int:
    """Work through a backlog, return the exit code."""
    settings = load_settings()
    chosen = engine_name or settings.engine
    if chosen not in ENGINES:
        known = ", ".join(ENGINES)
        raise UsageFailure(
            f"没有名为 {chosen!r} 的识别引擎。 There is no engine of that name.",
            f"可选：{known}。 Choose one of: {known}.",
        )
    lists = registers or settings.registers
    if lists is not None:
        load_registers(lists)  # what is wrong with them is told before anything is read
    settings = settings.model_copy(update={"engine": chosen, "registers": lists})
    number = workers or len(os.sched_getaffinity(0))
    return run(Order(source, policy, out, number, resume, today), settings)
