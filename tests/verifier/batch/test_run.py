"""A backlog from its list to its three files: gone on with, repeated, changed, interrupted."""

from __future__ import annotations

import json
import signal
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.verifier.batch.hands import Inline, first_times
from verifier.batch.run import Order, run
from verifier.contract.models import BatchLineModel
from verifier.driver import Settled
from verifier.errors import Conflict, UsageFailure
from verifier.executors import HandsLost, TookTooLong, WorkerDied
from verifier.settings import Settings
from verifier.store.leases import MOST_ATTEMPTS
from verifier.tasks import Task, workshop_of

POLICY = "guangzhou-education-2021"
DAY = date(2021, 12, 1)


class Backlog:
    """A folder of documents, and the runs over it."""

    def __init__(self, place: Path) -> None:
        self.folder = place / "papers"
        self.folder.mkdir()
        self.out = place / "out"
        self.settings = Settings(data=place / "data")

    def put(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def run(self, wrong=None, *, source: Path | None = None, **more) -> tuple[int, Inline]:
        settings = more.pop("settings", self.settings)
        order = Order(source or self.folder, POLICY, self.out, 2, today=DAY)
        hands = Inline(replace(workshop_of(settings), blobs=str(self.out / "blobs")), wrong)
        return run(replace(order, **more), settings, hands), hands

    @property
    def text(self) -> str:
        return (self.out / "results.jsonl").read_text("utf-8")

    @property
    def lines(self) -> list[dict]:
        return [json.loads(line) for line in self.text.splitlines()]


@pytest.fixture
def backlog(tmp_path):
    made = Backlog(tmp_path)
    for number in range(5):
        made.put(
            f"{number}.txt", f"hours=4{number};number=粤培2021第{number:04}号;title=研修{number}班"
        )
    return made


def test_there_is_one_line_a_document_in_the_order_of_the_list(backlog):
    code, hands = backlog.run()
    assert code in (0, 1)
    assert [line["item"] for line in backlog.lines] == [
        {"number": n + 1, "file": f"{n}.txt"} for n in range(5)
    ]
    assert [line["fields"]["hours"]["value"] for line in backlog.lines] == [40, 41, 42, 43, 44]
    assert sorted(hands.read) == [f"{n}.txt" for n in range(5)]
    assert hands.is_closed


def test_every_line_follows_the_schema(backlog):
    backlog.put("again.txt", "hours=40;number=粤培2021第0000号;title=研修0班")
    backlog.put("wrong", "no picture at all")
    backlog.run()
    for line in backlog.text.splitlines():
        BatchLineModel.model_validate_json(line)


def test_the_exit_code_is_that_of_the_worst_document(backlog, tmp_path):
    code, _ = backlog.run()
    everyone = {line["recommendation"] for line in backlog.lines}
    assert code == (0 if everyone == {"ready"} else 1)
    backlog.put("wrong", "no picture at all")
    assert backlog.run(resume=True)[0] == 3
    assert backlog.lines[-1]["error"]["code"] == "E-INPUT-TYPE"


def test_the_same_again_reads_nothing_and_gives_the_same_bytes(backlog):
    backlog.run()
    before = backlog.text
    _, hands = backlog.run(resume=True)
    assert (hands.read, hands.judged) == ([], [])
    assert backlog.text == before


def test_another_place_gives_the_same_bytes(backlog, tmp_path):
    backlog.run()
    before = backlog.text
    backlog.out = tmp_path / "elsewhere"
    backlog.run(first_times(2, WorkerDied))
    assert backlog.text == before


def test_only_a_file_that_changed_is_read_again(backlog):
    backlog.run()
    backlog.put("2.txt", "hours=99;number=粤培2021第0002号;title=研修2班")
    _, hands = backlog.run(resume=True)
    assert hands.read == ["2.txt"]
    assert backlog.lines[2]["fields"]["hours"]["value"] == 99


def test_new_files_join_and_files_that_are_gone_leave(backlog):
    backlog.run()
    backlog.put("0a.txt", "hours=50")
    (backlog.folder / "3.txt").unlink()
    _, hands = backlog.run(resume=True)
    assert hands.read == ["0a.txt"]
    names = ["0.txt", "0a.txt", "1.txt", "2.txt", "4.txt"]
    assert [line["item"]["file"] for line in backlog.lines] == names
    assert [line["item"]["number"] for line in backlog.lines] == [1, 2, 3, 4, 5]


def test_another_notice_is_judged_without_reading_again(backlog):
    backlog.run()
    before = backlog.text
    _, hands = backlog.run(resume=True, policy="zhengzhou-education-2021")
    assert (hands.read, len(hands.judged)) == ([], 5)
    assert {line["policy"] for line in backlog.lines} == {"zhengzhou-education-2021"}
    _, hands = backlog.run(resume=True)
    assert (hands.read, len(hands.judged), backlog.text) == ([], 5, before)


def test_another_day_is_judged_without_reading_again(backlog):
    backlog.run()
    _, hands = backlog.run(resume=True, today=date(2021, 12, 2))
    assert (hands.read, len(hands.judged)) == ([], 5)
    _, hands = backlog.run(resume=True, today=None)
    assert (hands.read, hands.judged) == ([], []), "without a day it keeps the one it had"


def test_another_reader_reads_everything_again(backlog):
    backlog.run()
    settings = backlog.settings.model_copy(update={"max_side": 2000})
    _, hands = backlog.run(resume=True, settings=settings)
    assert (len(hands.read), hands.judged) == (5, [])


def test_an_interrupted_run_goes_on_where_it_was(backlog):
    whole = backlog.out.with_name("whole")
    backlog.out, out = whole, backlog.out
    backlog.run()
    expected = backlog.text
    backlog.out = out
    done = []

    def interrupt(task: Task) -> Exception | None:
        done.append(task)
        if len(done) == 3:
            signal.raise_signal(signal.SIGINT)
        return None

    code, _ = backlog.run(interrupt)
    assert code == 130
    assert not (out / "results.jsonl").exists()
    code, hands = backlog.run(resume=True)
    assert len(hands.read) < 5
    assert backlog.text == expected


def test_results_of_before_are_not_overwritten_by_mistake(backlog):
    backlog.run()
    with pytest.raises(UsageFailure, match="already"):
        backlog.run()


def test_two_runs_in_one_folder_are_refused(backlog):
    def second(task: Task) -> Exception | None:
        with pytest.raises(Conflict):
            backlog.run(resume=True)
        return None

    assert backlog.run(second)[0] in (0, 1)


def test_what_stops_every_worker_is_set_aside_and_told(backlog):
    def wrong(task: Task) -> Exception | None:
        return WorkerDied("signal 9") if task.papers[0].name == "1.txt" else None

    code, _ = backlog.run(wrong)
    assert code == 3
    assert [line.get("error", {}).get("code") for line in backlog.lines] == [
        None, "E-DEFECT", None, None, None
    ]  # fmt: skip
    assert "WorkerDied" in backlog.lines[1]["error"]["message"]
    code, hands = backlog.run(resume=True)
    assert hands.read == ["1.txt"], "when the command is given again it gets another chance"
    assert code in (0, 1)


@pytest.mark.parametrize("error", [WorkerDied, TookTooLong])
def test_a_document_may_fail_a_few_times(backlog, error):
    code, _ = backlog.run(first_times(MOST_ATTEMPTS - 1, error))
    assert code in (0, 1)


def test_hands_that_are_lost_are_no_fault_of_the_document(backlog):
    code, _ = backlog.run(first_times(MOST_ATTEMPTS + 3, HandsLost))
    assert code in (0, 1)


def test_a_defect_of_the_program_costs_its_document_alone(backlog):
    backlog.put("1.txt", "boom")
    code, _ = backlog.run()
    assert code == 3
    assert [line["item"]["number"] for line in backlog.lines if "error" in line] == [2]


def test_a_file_that_comes_twice_goes_to_a_person_both_times(backlog):
    one = "hours=40;number=粤培2021第0777号;holder=林晓芸;title=同一研修班"
    backlog.put("a.txt", one)
    backlog.put("b.txt", one)
    backlog.put("c.txt", one.replace("hours=40", "hours=41"))
    backlog.run()
    found = {line["item"]["file"]: line for line in backlog.lines}
    assert found["a.txt"]["item"]["repeats"][0] == {"relation": "same_file", "number": 7}
    assert found["b.txt"]["item"]["repeats"][0] == {"relation": "same_file", "number": 6}
    assert {one["relation"] for one in found["c.txt"]["item"]["repeats"]} == {
        "same_number", "same_activity"
    }  # fmt: skip
    assert all(found[name]["recommendation"] != "ready" for name in ("a.txt", "b.txt", "c.txt"))
    assert "repeats" not in found["0.txt"]["item"]


def test_the_workbook_holds_texts_and_no_formulas(backlog):
    backlog.put("=1+1.txt", "hours=40;title==HYPERLINK()")
    backlog.run()
    sheet = load_workbook(backlog.out / "summary.xlsx")["明细"]
    rows = list(sheet.iter_rows(min_row=2))
    assert len(rows) == 6
    cells = [cell for row in rows for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert "=1+1.txt" in {cell.value for cell in cells}


def test_the_page_stands_alone_and_runs_nothing(backlog):
    backlog.put("<script>alert(1)<script>.txt".replace("/", ""), "hours=40")
    backlog.put("<b>x", "hours=40")
    backlog.put("<b>y", "hours=40")
    backlog.run()
    page = (backlog.out / "summary.html").read_text("utf-8")
    assert "<script" not in page
    assert "&lt;b&gt;x" in page
    assert "http" not in page.replace("http-equiv", "")
    assert "<svg" in page
    assert "default-src &#39;none&#39;" in page or "default-src 'none'" in page


def test_results_within_the_documents_are_refused(backlog):
    backlog.out = backlog.folder / "out"
    with pytest.raises(UsageFailure, match="within"):
        backlog.run()


def test_an_empty_folder_is_told(backlog, tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageFailure, match="nothing"):
        backlog.run(source=tmp_path / "empty")


def test_a_folder_in_which_nothing_was_begun_is_free_for_the_next_try(backlog, tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageFailure):
        backlog.run(source=tmp_path / "empty")
    assert backlog.run()[0] in (0, 1)
    assert len(backlog.lines) == 5


def test_a_row_that_names_no_file_costs_itself_alone(backlog):
    """The sum below a list as Excel makes it, and a file that is not there."""
    rows = ["文件,姓名,申报学时", "0.txt,某某,12", "没有.txt,李某,3", ",合计,15"]
    sheet = backlog.folder / "list.csv"
    sheet.write_text("\n".join(rows), "utf-8")
    for again in (False, True):
        code, _ = backlog.run(source=sheet, resume=again)
        assert code == 3
        assert [line.get("error", {}).get("code") for line in backlog.lines] == [
            None, "E-INPUT-MISSING", "E-INPUT-MISSING"
        ]  # fmt: skip
    backlog.put("没有.txt", "hours=3;title=补交")
    backlog.run(source=sheet, resume=True)
    assert [line.get("error", {}).get("code") for line in backlog.lines] == [
        None, None, "E-INPUT-MISSING"
    ]  # fmt: skip


def test_a_late_result_changes_nothing(backlog):
    """The fence: a driver that slept past its lease finishes nothing."""
    from verifier.batch.entries import from_path
    from verifier.batch.queue import Documents
    from verifier.store import batches
    from verifier.store.database import Database

    database = Database(f"sqlite:///{backlog.out.parent / 'x.db'}")
    database.migrate()
    workshop = workshop_of(backlog.settings)
    with database.writing() as connection:
        number, _ = batches.open_batch(connection, "k", DAY)
        turn = batches.begin_turn(connection, number)
        batches.take_in(connection, number, turn, 1, [from_path(backlog.folder / "0.txt", "0.txt")])
    first, second = (
        Documents(database, number, POLICY, DAY, workshop, owner, carries=False) for owner in "ab"
    )
    (work,) = first.turn([], 5)
    done = Inline(workshop).submit(work.task, 1).result()
    with database.writing() as connection:
        assert batches.free(connection, number) == 1
    (again,) = second.turn([], 5)
    first.turn([Settled(work.held, done)], 0)
    with database.reading() as connection:
        assert batches.counts(connection, number) == {"waiting": 1}
    second.turn([Settled(again.held, done)], 0)
    first.turn([Settled(work.held, done), Settled(work.held, error="late")], 0)
    with database.reading() as connection:
        assert batches.counts(connection, number)["waiting"] == 0
    database.close()
