"""The comparison with Splink: what is counted and ranked, and what is said where Splink is missing."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from benchmarks import splink_weights

ROOT = Path(__file__).parent.parent
DOCUMENTS = np.array([0, 0, 1, 1])
TOGETHER = np.equal.outer(DOCUMENTS, DOCUMENTS)


def outcomes() -> dict[str, np.ndarray]:
    """Return a name that is the same on one document's captures, once unread, once elsewhere too."""
    found = np.where(TOGETHER, 1, 3).astype(np.uint8)
    found[0, 2] = found[2, 0] = 1
    found[1, 3] = found[3, 1] = splink_weights.UNKNOWN
    return {"holder_name": found}


def test_chances_are_counted_among_pairs_that_were_read_each_pair_once():
    made = splink_weights.counted(outcomes(), ["holder_name"], TOGETHER)["holder_name"]
    assert made["same"] == pytest.approx((1.0, 1 / 3))
    assert made["different"] == pytest.approx((splink_weights.FLOOR, 2 / 3))


def test_pairs_of_one_score_stand_or_fall_together():
    weights = {"holder_name": {"same": (0.9, 0.1), "different": (0.1, 0.9)}}
    found = splink_weights.rank(outcomes(), ["holder_name"], weights, TOGETHER)
    # two true pairs and a false one share the best score: precision two thirds, recall whole
    assert (found.precision, found.recall) == pytest.approx((2 / 3, 1.0))
    assert found.area == pytest.approx(2 / 3)
    assert found.bits == pytest.approx(np.log2(9))


@pytest.mark.skipif(find_spec("splink") is not None, reason="Splink is there")
def test_without_splink_the_command_says_so_in_one_sentence(tmp_path):
    run = subprocess.run(
        [sys.executable, "benchmarks/duplicates.py", "splink", "--cache", str(tmp_path)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 1
    assert run.stderr.strip() == "splink is not installed: pip install splink==5.0.0"
