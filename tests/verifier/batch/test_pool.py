"""Processes of this machine: killed in time, replaced after a death, gone with their parent."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.verifier.batch.jobs_for_pools import act, task
from verifier.executors import HandsLost, TookTooLong, WorkerDied
from verifier.executors.pool import Pool
from verifier.tasks import Workshop

pytestmark = pytest.mark.tesseract  # an engine that is warm at once
WORKSHOP = Workshop(engine="tesseract")


@pytest.fixture
def pool():
    made = Pool(WORKSHOP, 2, function=act, nice=7)
    yield made
    made.close()


def who(future) -> str:
    return future.result(timeout=60).read[0].report.split()[0]


def test_tasks_that_go_wrong_cost_themselves_alone(pool):
    names = ["fine:1", "die", "fine:2", "boom", "sleep:60", "fine:3", "eat:9000000000", "fine:4"]
    made = {name: pool.submit(task(name), 60 if name != "sleep:60" else 1.5) for name in names}
    assert isinstance(made["die"].exception(60), WorkerDied)
    assert isinstance(made["boom"].exception(60), ZeroDivisionError)
    assert isinstance(made["sleep:60"].exception(60), TookTooLong)
    assert isinstance(made["eat:9000000000"].exception(60), MemoryError)
    assert all(made[name].exception(60) is None for name in names if name.startswith("fine"))


def test_workers_step_back_for_others(pool):
    told = pool.submit(task("fine"), 60).result(60).read[0].report
    assert int(told.split()[1]) == min(19, os.nice(0) + 7)


def test_a_worker_is_replaced_after_its_share_of_documents():
    pool = Pool(WORKSHOP, 1, function=act, documents=2)
    seen = [who(pool.submit(task("fine"), 60)) for _ in range(5)]
    pool.close()
    assert [seen.index(one) for one in seen] == [0, 0, 2, 2, 4]


def test_a_worker_that_is_killed_while_idle_is_replaced(pool):
    first = who(pool.submit(task("fine"), 60))
    os.kill(int(first), signal.SIGKILL)
    deadline = time.monotonic() + 60
    while True:
        error = pool.submit(task("fine"), 60).exception(60)
        assert error is None or isinstance(error, HandsLost | WorkerDied)
        if error is None or time.monotonic() > deadline:
            break
    assert error is None


def test_what_is_at_hand_when_the_pool_closes_is_lost_and_said_so():
    pool = Pool(WORKSHOP, 1, function=act)
    made = [pool.submit(task("sleep:60"), 100), pool.submit(task("fine"), 100)]
    pool.close()
    assert all(isinstance(one.exception(10), HandsLost) for one in made)


def test_workers_go_when_the_driver_is_killed(tmp_path):
    script = (
        "from tests.verifier.batch.jobs_for_pools import act, task\n"
        "from verifier.executors.pool import Pool\nfrom verifier.tasks import Workshop\n"
        "if __name__ == '__main__':\n"
        "    pool = Pool(Workshop(engine='tesseract'), 1, function=act)\n"
        f"    pool.submit(task('note:{tmp_path}/pid'), 600).result()\n"
    )
    (tmp_path / "driver.py").write_text(script)
    root = Path(__file__).parents[3]
    driver = subprocess.Popen(
        [sys.executable, tmp_path / "driver.py"], env={**os.environ, "PYTHONPATH": str(root)}
    )
    note = tmp_path / "pid"
    while not (note.exists() and note.read_text()):
        assert driver.poll() is None
        time.sleep(0.02)
    worker = int(note.read_text())
    driver.kill()
    driver.wait()
    for _ in range(500):
        if not _lives(worker):
            break
        time.sleep(0.02)
    assert not _lives(worker)


def _lives(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
