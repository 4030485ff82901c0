"""Claims of several files in a backlog: judged as one, kept by file, told by claim."""

from __future__ import annotations

import json
import signal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from extractor.limits import Limits
from tests.verifier.batch.hands import Inline, first_times, shown
from tests.verifier.batch.test_run import DAY, POLICY, Backlog
from verifier.batch.entries import file_at
from verifier.batch.queue import MOST_ALONE, Documents
from verifier.check import check
from verifier.claim_file import claim_from_json
from verifier.contract.models import BatchLineModel
from verifier.contract.report import report_to_json
from verifier.driver import Settled
from verifier.executors import HandsLost, TookTooLong, WorkerDied
from verifier.policy.load import load_policy
from verifier.store import batches
from verifier.store.database import Database
from verifier.store.leases import MOST_ATTEMPTS
from verifier.tasks import Task, workshop_of

CLASS = "title=骨干教师研修班"
LIST = (
    "申报编号,姓名,单位,文件\n"
    "A-1,林晓芸,凌水县一中,a.txt;letter.txt\n"
    "A-2,周远航,凌水县一中,b.txt\n"
    "A-1,,,notice.txt\n"
    "A-3,陈思齐,凌水县二中,c.txt;notice.txt\n"
)


class Claims(Backlog):
    """A list of claims, and the runs over it."""

    def __init__(self, place: Path) -> None:
        super().__init__(place)
        self.put("a.txt", f"hours=40;number=粤培2021第0001号;holder=林晓芸;{CLASS}")
        self.put("letter.txt", f"kind=unit_letter;hours=48;holder=林晓芸;{CLASS}")
        self.put("notice.txt", f"kind=meeting_notice;{CLASS};holder=")
        self.put("b.txt", "hours=16;number=粤培2021第0002号;holder=周远航;title=另一研修班")
        self.put("c.txt", f"hours=40;number=粤培2021第0003号;holder=陈思齐;{CLASS}")
        self.list(LIST)

    def list(self, text: str) -> None:
        self.put("list.csv", text)

    def work(self, wrong=None, **more) -> tuple[int, Inline]:
        return self.run(wrong, source=self.folder / "list.csv", **more)

    def line(self, file: str, number: int = 1) -> dict:
        (found,) = [
            line for line in self.lines
            if (line["item"]["number"], line["item"]["file"]) == (number, file)
        ]  # fmt: skip
        return found


@pytest.fixture
def claims(tmp_path):
    return Claims(tmp_path)


def dies_with(name: str, error: type[Exception] = WorkerDied):
    """Let everything go wrong that is to read a file."""

    def wrong(task: Task) -> Exception | None:
        fresh = [one.name for one in task.papers if one.reading is None and one.refused is None]
        return error("signal 9") if name in fresh else None

    return wrong


def test_there_is_a_line_a_file_and_every_claim_has_one_number(claims):
    claims.work()
    assert [(line["item"]["number"], line["item"]["file"]) for line in claims.lines] == [
        (1, "a.txt"), (1, "letter.txt"), (1, "notice.txt"),
        (2, "b.txt"),
        (3, "c.txt"), (3, "notice.txt"),
    ]  # fmt: skip
    whole = [line["item"].pop("bundle", None) for line in claims.lines]
    assert [(one["file"], one["files"]) for one in whole if one] == [
        (1, 3), (2, 3), (3, 3), (1, 2), (2, 2)
    ]  # fmt: skip
    assert claims.line("b.txt", 2)["item"] == {
        "number": 2, "file": "b.txt", "row": 3, "claim": "A-2", "holder": "周远航",
        "unit": "凌水县一中",
    }  # fmt: skip
    for line in claims.text.splitlines():
        BatchLineModel.model_validate_json(line)


def test_a_claim_is_judged_as_the_same_files_are_together(claims):
    """The letter says other hours than the certificate: only beside each other they show it."""
    claims.work()
    names = ("a.txt", "letter.txt", "notice.txt")
    read = [shown((claims.folder / name).read_bytes(), name) for name in names]
    claim = claim_from_json('{"holder": {"name": "林晓芸"}, "school": "凌水县一中"}')
    together = check(claim, read, load_policy(POLICY), engine=None, today=DAY)  # type: ignore[arg-type]
    told = [{k: v for k, v in line.items() if k != "item"} for line in claims.lines[:3]]
    assert told == [json.loads(report_to_json(one)) for one in together]  # type: ignore[arg-type]
    outcomes = {one["rule"]: one["outcome"] for one in told[0]["findings"]}
    assert outcomes["bundle-hours"] == "failed"


def test_sums_are_by_claim(claims):
    claims.put("bad.txt", "no picture at all")
    claims.list(LIST + "A-4,何明,凌水县二中,bad.txt\n")
    claims.work()
    sheets = load_workbook(claims.out / "summary.xlsx")
    sums = {row[0].value: row[1].value for row in sheets["汇总"].iter_rows() if row[0].value}
    assert (sums["申报 claims"], sums["材料 documents"]) == (4, 7)
    assert (
        sum(sums[word] for word in ("可直接通过", "人工核查", "退回补正", "无效", "无法读取")) == 4
    )
    assert sums["无法读取"] == 1
    units = {row[0].value: sum(cell.value for cell in row[1:])
             for row in sheets["单位"].iter_rows(min_row=2)}  # fmt: skip
    assert units == {"凌水县一中": 2, "凌水县二中": 2}
    rows = [[cell.value for cell in row] for row in sheets["明细"].iter_rows()]
    head, rows = rows[0], rows[1:]
    told = [dict(zip(head, row, strict=True)) for row in rows]
    assert [(row["序号"], row["申报编号"], row["第几份/共几份"]) for row in told] == [
        (1, "A-1", "1/3"), (1, "A-1", "2/3"), (1, "A-1", "3/3"), (2, "A-2", "1/1"),
        (3, "A-3", "1/2"), (3, "A-3", "2/2"), (4, "A-4", "1/1"),
    ]  # fmt: skip
    assert len({(row["整件建议"], row["整件学时"]) for row in told[:3]}) == 1
    page = (claims.out / "summary.html").read_text("utf-8")
    assert "<b>4</b>件申报" in page
    assert "<b>7</b>份材料" in page


def test_the_hours_of_a_claim_are_those_of_what_proves_it(claims):
    claims.list("申报编号,文件\n1,a.txt;letter.txt\n")
    claims.work()
    assert claims.line("a.txt")["credit"]["hours"] == 40
    assert claims.line("letter.txt")["item"]["bundle"]["hours"] == 40


def test_the_same_again_reads_nothing_and_gives_the_same_bytes(claims, tmp_path):
    claims.work()
    before = claims.text
    _, hands = claims.work(resume=True)
    assert (hands.read, hands.judged, claims.text) == ([], [], before)
    claims.out = tmp_path / "elsewhere"
    claims.work(first_times(2, WorkerDied))
    assert claims.text == before


def test_only_the_file_of_a_claim_that_changed_is_read_again(claims):
    claims.work()
    claims.put("letter.txt", f"kind=unit_letter;hours=40;holder=林晓芸;{CLASS}")
    _, hands = claims.work(resume=True)
    assert (hands.read, hands.judged) == (["letter.txt"], [])
    findings = {one["rule"]: one["outcome"] for one in claims.line("a.txt")["findings"]}
    assert findings["bundle-hours"] == "passed", "the claim is judged anew with it"


@pytest.mark.parametrize("change", [
    ("A-1,林晓芸,凌水县一中,a.txt;letter.txt", "A-1,林晓芸,凌水县一中,a.txt;letter.txt;more.txt"),
    ("A-2,", "A-1,,,more.txt\nA-2,"),
])  # fmt: skip
def test_a_file_that_joins_a_claim_is_read_and_no_other(claims, change):
    claims.put("more.txt", f"kind=unit_letter;hours=40;holder=林晓芸;{CLASS}")
    claims.work()
    claims.list(LIST.replace(*change))
    _, hands = claims.work(resume=True)
    assert (hands.read, hands.judged) == (["more.txt"], [])
    assert [line["item"]["file"] for line in claims.lines[:4]].count("more.txt") == 1
    claims.list(LIST)
    _, hands = claims.work(resume=True)
    assert (hands.read, hands.judged) == ([], ["a.txt"]), "and is gone without reading"


def test_a_file_that_joins_a_cell_without_a_number_is_read_and_no_other(claims):
    claims.list("文件,姓名\na.txt,林晓芸\n")
    claims.work()
    claims.list("文件,姓名\na.txt;letter.txt,林晓芸\n")
    _, hands = claims.work(resume=True)
    assert (hands.read, hands.judged) == (["letter.txt"], [])


def test_what_a_row_says_is_judged_again_without_reading(claims):
    claims.work()
    claims.list(LIST.replace("林晓芸", "何明"))
    _, hands = claims.work(resume=True)
    assert (hands.read, hands.judged) == ([], ["a.txt"])
    assert claims.line("a.txt")["item"]["holder"] == "何明"


def test_another_notice_reads_nothing_and_another_reader_everything(claims):
    claims.work()
    _, hands = claims.work(resume=True, policy="zhengzhou-education-2021")
    assert (hands.read, len(hands.judged)) == ([], 3)
    settings = claims.settings.model_copy(update={"max_side": 2000})
    _, hands = claims.work(resume=True, settings=settings)
    assert (set(hands.read), hands.judged) == (
        {"a.txt", "letter.txt", "notice.txt", "b.txt", "c.txt"}, []
    )  # fmt: skip


def test_a_file_of_many_claims_is_not_read_for_each(claims):
    rows = "".join(f"{number},p{number}.txt;notice.txt\n" for number in range(40))
    for number in range(40):
        claims.put(f"p{number}.txt", f"hours=8;number=粤培2021第{number:04}号;{CLASS}")
    claims.list(f"申报编号,文件\n{rows}")
    _, hands = claims.work()
    assert len(claims.lines) == 80
    window = 2 * Inline.width
    assert hands.read.count("notice.txt") <= window


def test_an_unreadable_file_is_told_and_the_others_are_judged(claims):
    claims.put("letter.txt", "no picture at all")
    claims.list(LIST.replace("letter.txt", "letter.txt;none.txt;../out.txt"))
    code, _ = claims.work()
    assert code == 3
    errors = [line.get("error", {}).get("code") for line in claims.lines[:5]]
    assert errors == [None, "E-INPUT-TYPE", "E-INPUT-MISSING", "E-INPUT-TYPE", None]
    assert claims.line("a.txt")["credit"]["hours"] == 40
    whole = [line["item"]["bundle"]["recommendation"] for line in claims.lines[:5]]
    assert len(set(whole)) == 1
    assert whole[0] not in ("ready", "unread")
    _, hands = claims.work(resume=True)
    assert set(hands.read) == {"letter.txt", "none.txt"}, "what is missing may have come"
    claims.put("none.txt", "hours=1")
    claims.put("letter.txt", f"kind=unit_letter;hours=40;{CLASS}")
    code, hands = claims.work(resume=True)
    assert sorted(hands.read) == ["letter.txt", "none.txt"]
    assert "error" not in claims.line("none.txt")


def test_a_claim_of_which_nothing_can_be_read_is_unread(claims):
    claims.list("申报编号,文件\n1,x.txt;y.txt\n")
    assert claims.work()[0] == 3
    assert [line["item"]["bundle"]["recommendation"] for line in claims.lines] == ["unread"] * 2


@pytest.mark.parametrize("error", [WorkerDied, TookTooLong])
def test_a_file_that_stops_every_worker_is_found_and_the_others_are_judged(claims, error):
    tried = []
    wrong = dies_with("letter.txt", error)

    def counted(task: Task) -> Exception | None:
        failure = wrong(task)
        if failure is not None:
            tried.append([one.name for one in task.papers])
        return failure

    code, hands = claims.work(counted)
    assert code == 3
    assert tried == [["a.txt", "letter.txt", "notice.txt"], *[["letter.txt"]] * MOST_ALONE]
    assert hands.read.count("a.txt") == 1
    first, letter, notice = claims.lines[:3]
    assert letter["error"]["code"] == "E-DEFECT"
    assert error.__name__ in letter["error"]["message"]
    assert first["credit"]["hours"] == 40
    assert "error" not in notice
    before = claims.text
    claims.work(wrong, resume=True)
    assert claims.text == before
    _, hands = claims.work(resume=True)
    assert hands.read == ["letter.txt"], "when the command is given again it gets another chance"
    assert "error" not in claims.line("letter.txt")


def test_a_file_that_broke_off_now_and_then_is_judged_with_its_claim(claims):
    claims.work()
    before, seen = claims.text, []

    def sometimes(task: Task) -> Exception | None:
        if "letter.txt" in [one.name for one in task.papers if one.reading is None]:
            seen.append(task)
            return WorkerDied("signal 9") if len(seen) <= MOST_ALONE else None
        return None

    claims.out = claims.out.with_name("again")
    assert claims.work(sometimes)[0] in (0, 1)
    assert claims.text == before


def test_a_judgement_that_stops_every_worker_sets_its_claim_aside(claims):
    def wrong(task: Task) -> Exception | None:
        return WorkerDied("signal 9") if len(task.papers) == 3 else None

    code, _ = claims.work(wrong)
    assert code == 3
    assert [line.get("error", {}).get("code") for line in claims.lines] == [
        *["E-DEFECT"] * 3, None, None, None
    ]  # fmt: skip


def test_hands_that_are_lost_are_no_fault_of_the_claim(claims):
    assert claims.work(first_times(MOST_ATTEMPTS + 3, HandsLost))[0] in (0, 1)


def test_an_interrupted_run_goes_on_where_it_was(claims):
    claims.list(LIST + "".join(f"B-{number},,,c.txt|notice.txt\n" for number in range(9)))
    claims.work()
    expected = claims.text
    claims.out = claims.out.with_name("again")
    done = []

    def interrupt(task: Task) -> Exception | None:
        done.append(task)
        if len(done) == 2:
            signal.raise_signal(signal.SIGINT)
        return None

    assert claims.work(interrupt)[0] == 130
    _, hands = claims.work(resume=True)
    assert 0 < len(hands.judged) < 12, "what was read is only judged"
    assert claims.text == expected


def test_a_proof_in_two_claims_is_looked_at_and_a_notice_is_nobodys_own(claims):
    claims.put("again.txt", (claims.folder / "a.txt").read_text("utf-8"))
    claims.list(LIST + "A-4,何明,,again.txt;notice.txt\n")
    claims.work()
    assert claims.line("a.txt")["item"]["repeats"] == [{"relation": "same_file", "number": 4}]
    assert claims.line("again.txt", 4)["item"]["repeats"] == [
        {"relation": "same_file", "number": 1}
    ]
    told = [line["item"]["file"] for line in claims.lines if "repeats" in line["item"]]
    assert told == ["a.txt", "again.txt"]
    for file, number in (("a.txt", 1), ("again.txt", 4)):
        line = claims.line(file, number)
        assert "ready" not in (line["recommendation"], line["item"]["bundle"]["recommendation"])


def test_two_papers_of_one_claim_repeat_nothing(claims):
    claims.put("b.txt", (claims.folder / "a.txt").read_text("utf-8"))
    claims.list("申报编号,文件\n1,a.txt;b.txt;letter.txt\n")
    claims.work()
    assert not [line for line in claims.lines if "repeats" in line["item"]]


def test_hostile_numbers_and_names_stay_texts(claims):
    names = ["<b>x;.txt", "=1+1.txt"]
    for name in names:
        claims.put(name, "hours=40;title==HYPERLINK()")
    claims.list(
        "申报编号,单位,文件\n\"=cmd|' /C calc'!A0\",<script>alert(1)</script>,<b>x;.txt|=1+1.txt\n"
        "\"=cmd|' /C calc'!A0\",,\u202etxt.exe\n"
    )
    assert claims.work()[0] == 3
    cells = [
        cell
        for sheet in load_workbook(claims.out / "summary.xlsx")
        for row in sheet.iter_rows()
        for cell in row
    ]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert "=cmd|' /C calc'!A0" in {cell.value for cell in cells}
    assert "<script" not in (claims.out / "summary.html").read_text("utf-8")
    assert "\u202e" not in claims.text
    assert claims.lines[-1]["item"]["file"] == "\u202etxt.exe"


def test_bytes_of_a_claim_travel_one_by_one_where_they_are_many(claims):
    """A driver that carries files to other machines holds no more than one file a task."""
    settings = claims.settings.model_copy(
        update={"executor": "tcp://127.0.0.1:9", "max_bytes": 120}
    )
    carried = []

    def look(task: Task) -> Exception | None:
        carried.append(sum(len(one.blob) for one in task.papers if one.blob is not None))
        return None

    claims.work(look, settings=settings)
    assert len(claims.lines) == 6
    assert not [line for line in claims.lines if "error" in line]
    assert 0 < max(carried) <= Limits(max_bytes=120).max_bytes


@pytest.fixture
def at_work(claims, tmp_path):
    """A claim of two files in a store, and two drivers of it."""
    database = Database(f"sqlite:///{tmp_path / 'x.db'}")
    database.migrate()
    workshop = workshop_of(claims.settings)
    files = tuple(file_at(claims.folder / name, name) for name in ("a.txt", "letter.txt"))
    with database.writing() as connection:
        number, _ = batches.open_batch(connection, "k", DAY)
        turn = batches.begin_turn(connection, number)
        listed = [batches.Listed("a.txt", files, "{}", {})]
        batches.take_in(connection, number, turn, 1, listed)
    drivers = tuple(
        Documents(database, number, POLICY, DAY, workshop, owner, carries=False) for owner in "ab"
    )
    yield drivers
    database.close()


def test_what_a_driver_brings_late_of_one_file_changes_nothing(at_work):
    first, second = at_work
    (work,) = first.turn([], 5)
    (work,) = first.turn([Settled(work.held, error="WorkerDied: 9")], 5)
    assert [one.name for one in work.task.papers] == ["a.txt"]
    with first.database.writing() as connection:
        assert batches.free(connection, first.batch) == 1
    for _ in range(MOST_ALONE + 1):
        first.turn([Settled(work.held, error="WorkerDied: 9")], 0)
    (again,) = second.turn([], 5)
    assert (again.held.known[0].fault, again.held.known[0].tries) == (None, 0)
    done = Inline(second.workshop).submit(again.task, 1).result()
    second.turn([Settled(again.held, done)], 0)
    (last,) = second.turn([], 5)
    assert [one.name for one in last.task.papers] == ["letter.txt"]


def test_a_claim_of_several_files_may_take_the_time_of_each(at_work):
    (work,) = at_work[0].turn([], 5)
    assert work.seconds == 2 * at_work[0].workshop.limits.read_seconds * 2
