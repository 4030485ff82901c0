"""The benchmark of kills, short: whatever dies, nothing is lost and nothing finished twice."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
pytestmark = pytest.mark.tesseract  # an engine that is warm at once


@pytest.mark.timeout(600)
@pytest.mark.parametrize("files", ["1", "3"])
def test_kills_of_worker_and_driver_lose_nothing(files):
    done = subprocess.run(
        [sys.executable, "benchmarks/batch_kills.py", "--kills", "4", "--documents", "60",
         "--files", files],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "| lost | 0 |" in done.stdout
    assert "| finished twice | 0 |" in done.stdout
