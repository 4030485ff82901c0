"""The published cases of dates and numbers, where a folder of them is given; a few always."""

import importlib
import json
import os
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"
FOLDER = os.environ.get("XUESHI_PUBLISHED_CASES")


@pytest.fixture
def published(monkeypatch):
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    return importlib.import_module("published_dates")


def case(text, timex, kind="date"):
    return {"Input": text, "Results": [{"Text": text, "Type": kind, "Value": {"Timex": timex}}]}


@pytest.mark.parametrize(
    ("given", "verdict"),
    [
        (case("2021年7月5日", "2021-07-05"), "read"),
        (case("两千零四年八月十五日", "2004-08-15"), "read"),
        (case("2021年7月5日", "2021-07-06"), "differs"),
        (case("明天", "2021-07-06"), "relative to the day of reading"),
        (case("一月十日到十二日", "(XXXX-01-10,XXXX-01-12,P2D)", "daterange"), "read"),
    ],
)
def test_a_case_is_read_or_differs_or_does_not_apply(published, tmp_path, given, verdict):
    path = tmp_path / "DateTime_DateParser.json"
    path.write_text(json.dumps([given], ensure_ascii=False), "utf-8")
    (found,) = published.judge_all(tmp_path)
    assert found.verdict == verdict


@pytest.mark.skipif(FOLDER is None, reason="XUESHI_PUBLISHED_CASES names no folder")
def test_every_published_case_that_applies_is_read_as_specified(published):
    verdicts = published.judge_all(Path(FOLDER))
    assert [v for v in verdicts if v.verdict == "differs"] == []
    assert sum(v.verdict == "read" for v in verdicts) >= 250
