"""A real cluster on this machine: a scheduler and workers as processes of their own."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.verifier.batch.jobs_for_pools import act, task
from verifier.batch.run import Order, run
from verifier.errors import StoreFailure
from verifier.executors import HandsLost, TookTooLong, WorkerDied
from verifier.executors.cluster import Cluster
from verifier.settings import Settings
from verifier.tasks import Workshop

pytestmark = [pytest.mark.cluster, pytest.mark.tesseract]
ROOT = Path(__file__).parents[3]
WORKSHOP = Workshop(engine="tesseract")


class Machines:
    """A scheduler and a worker; either can be killed and started again."""

    def __init__(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{self.port}"
        self.started: list[subprocess.Popen[bytes]] = []
        self.scheduler = self.start_scheduler()
        self.worker = self.start_worker()

    def start_scheduler(self) -> subprocess.Popen[bytes]:
        return self._start(
            "scheduler", "--host", "127.0.0.1", "--port", str(self.port), "--no-dashboard",
            "--no-show",
        )  # fmt: skip

    def start_worker(self) -> subprocess.Popen[bytes]:
        return self._start(
            "worker", self.address, "--no-nanny", "--nthreads", "2", "--no-dashboard",
            "--host", "127.0.0.1", "--death-timeout", "60",
        )  # fmt: skip

    def stop(self) -> None:
        for process in self.started:
            process.kill()
            process.wait()

    def _start(self, *arguments: str) -> subprocess.Popen[bytes]:
        quiet = subprocess.DEVNULL
        process = subprocess.Popen(
            [sys.executable, "-m", "dask", *arguments], cwd=ROOT, stdout=quiet, stderr=quiet,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        self.started.append(process)
        return process


@pytest.fixture(scope="module")
def machines() -> Iterator[Machines]:
    made = Machines()
    yield made
    made.stop()


def connected(machines: Machines) -> Cluster:
    deadline = time.monotonic() + 120
    while True:
        try:
            made = Cluster(machines.address, WORKSHOP, function=act)
        except StoreFailure:
            assert time.monotonic() < deadline
            continue
        while not made.width and time.monotonic() < deadline:
            made._looked = 0.0
            time.sleep(0.1)
        return made


def test_what_goes_wrong_on_a_cluster_costs_itself_alone(machines):
    cluster = connected(machines)
    assert cluster.width == 2
    names = ["fine:1", "die", "boom", "sleep:60", "fine:2"]
    made = {name: cluster.submit(task(name), 1.5 if name == "sleep:60" else 90) for name in names}
    assert isinstance(made["die"].exception(120), WorkerDied)
    assert isinstance(made["boom"].exception(120), ZeroDivisionError)
    assert isinstance(made["sleep:60"].exception(120), TookTooLong)
    assert [made[name].exception(120) for name in names if name.startswith("fine")] == [None, None]
    cluster.close()


def test_a_scheduler_that_is_killed_loses_hands_and_nothing_else(machines):
    cluster = connected(machines)
    made = cluster.submit(task("sleep:60"), 100)
    time.sleep(1)
    machines.scheduler.send_signal(signal.SIGKILL)
    machines.scheduler.wait()
    assert isinstance(made.exception(60), HandsLost)
    machines.worker.kill()
    machines.scheduler, machines.worker = machines.start_scheduler(), machines.start_worker()
    deadline = time.monotonic() + 120
    while not cluster.width and time.monotonic() < deadline:
        time.sleep(0.2)
    assert cluster.submit(task("fine"), 90).exception(120) is None
    cluster.close()


def test_a_scheduler_that_is_not_there_is_told():
    with pytest.raises(StoreFailure):
        Cluster("tcp://127.0.0.1:9", WORKSHOP)


@pytest.mark.ocr
def test_a_backlog_on_a_cluster_gives_what_one_machine_gives(machines, tmp_path):
    folder = tmp_path / "papers"
    folder.mkdir()
    for name in ("0001.jpg", "0003.jpg"):
        (folder / name).write_bytes((ROOT / "fixtures" / "dev" / name).read_bytes())
    connected(machines).close()
    lines = []
    for executor in ("pool", machines.address):
        out = tmp_path / executor.rpartition(":")[2]
        order = Order(folder, "guangzhou-education-2021", out, 2, today=date(2021, 12, 1))
        assert run(order, Settings(executor=executor)) in (0, 1)
        lines.append((out / "results.jsonl").read_text("utf-8"))
    assert lines[0] == lines[1]
    assert len(json.loads(lines[0].splitlines()[0])["fields"]) > 3
