"""Real kills: what was acknowledged is there afterwards, whole, and read once."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.ocr
def test_nothing_acknowledged_is_lost_when_server_and_reader_are_killed():
    command = [sys.executable, "benchmarks/kills.py", "--kills", "4", "--uploaders", "2"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    acknowledged = next(line for line in done.stdout.splitlines() if "acknowledged |" in line)
    assert int(acknowledged.split("|")[2]) > 0
