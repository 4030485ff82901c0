"""The `xueshi` command: options, exit codes, streams; the reader is a fake."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from types import ModuleType

import pytest

from extractor import engines
from extractor.document import Assessment, Extraction, Problem, Seal
from extractor.errors import DamagedInput, EngineError
from tests.verifier.builders import PLACE, certificate, field

POLICY = ("--policy", "guangzhou-education-2021")
ROOT = Path(__file__).parents[3]


class FakeEngine:
    name = "rapid"


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> dict[bytes, object]:
    """Contents that the fake reader knows; anything else is damaged."""
    contents: dict[bytes, object] = {}

    def extract(blob: bytes, *_: object, **__: object) -> Extraction:
        found = contents.get(blob, DamagedInput("打不开。 Cannot be opened."))
        if isinstance(found, BaseException):
            raise found
        assert isinstance(found, Extraction)
        return found

    module = ModuleType("extractor.extract")
    module.extract = extract  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "extractor.extract", module)
    monkeypatch.setitem(engines.ENGINES, "rapid", FakeEngine)
    engines.load_engine.cache_clear()
    yield contents  # type: ignore[misc]
    engines.load_engine.cache_clear()


@pytest.fixture
def a_file(tmp_path: Path, known: dict[bytes, object]) -> Callable[..., Path]:
    def make(content: object, name: str = "a.jpg") -> Path:
        blob = name.encode()
        known[blob] = content
        path = tmp_path / name
        path.write_bytes(blob)
        return path

    return make


def test_nothing_to_object_to_is_zero(xueshi, a_file):
    result = xueshi("check", a_file(certificate()), *POLICY, "--holder", "林晓芸")
    assert result.code == 0
    assert "建议通过" in result.out
    assert "40 学时" in result.out
    assert result.err == ""
    assert "\x1b" not in result.out


def test_findings_for_a_person_are_one(xueshi, a_file):
    result = xueshi("check", a_file(certificate(assessment=Assessment.COPY)), *POLICY)
    assert result.code == 1
    assert "复印件" in result.out


def test_a_file_that_cannot_be_read_is_three_and_the_others_are_reported(xueshi, a_file):
    bad = a_file(DamagedInput("打不开。 Cannot be opened."), "bad.jpg")
    copy = a_file(certificate(assessment=Assessment.COPY, name="copy.jpg"), "copy.jpg")
    result = xueshi("check", bad, copy, *POLICY, "--json")
    assert result.code == 3
    assert [line["schema"] for line in result.lines] == ["xueshi.report/1"] * 2
    assert result.lines[0]["error"]["code"] == "E-INPUT-DAMAGED"
    assert result.lines[1]["recommendation"] == "void"
    told = xueshi("check", bad, copy, *POLICY)
    assert "E-INPUT-DAMAGED" in told.err
    assert "copy.jpg" in told.out


def in_file(name: str, **values: object) -> Extraction:
    """A certificate in a file of its own."""
    made = certificate(name=name, **values)  # type: ignore[arg-type]
    return replace(made, source=replace(made.source, sha256=name.encode().hex().ljust(64, "0")))


def test_the_last_section_tells_of_the_claim_as_a_whole(xueshi, a_file):
    first = in_file("a.jpg")
    other = in_file(
        "c.jpg", activity_title="校园食品安全管理培训班", certificate_number="粤培第77号"
    )
    notice = in_file("d.jpg", kind="meeting_notice", holder_name=None, certificate_number=None)
    same = replace(first, source=replace(first.source, name="b.jpg"))
    files = [a_file(one, one.source.name) for one in (first, same, other, notice)]
    result = xueshi("check", *files, *POLICY, "--holder", "林晓芸", "--hours", "48")
    whole = result.out[result.out.index("整件申报") :]
    assert "同一文件，只计一次 the same file, counted once: a.jpg、b.jpg" in whole
    assert "40 学时  a.jpg、b.jpg（证明载明 as stated）" in whole
    assert "40 学时  c.jpg（证明载明 as stated）" in whole
    assert "不另计学时 no hours of their own: d.jpg" in whole
    assert "学时合计 Hours of all: 80 学时（申报 claimed 48 学时）" in whole
    assert whole.rstrip().splitlines()[-1].startswith("建议 Recommendation")
    lines = xueshi("check", *files, *POLICY, "--holder", "林晓芸", "--json").lines
    assert [line["bundle"] for line in lines] == [
        {"file": at, "files": 4, "recommendation": lines[0]["recommendation"], "hours": 80}
        for at in (1, 2, 3, 4)
    ]


def test_hours_that_only_a_person_can_tell_are_left_open_in_the_whole(xueshi, a_file):
    first, other = in_file("a.jpg"), in_file("b.jpg", kind="hours_statement", hours=Decimal(46))
    files = [a_file(one, one.source.name) for one in (first, other)]
    result = xueshi("check", *files, *POLICY, "--holder", "林晓芸")
    whole = result.out[result.out.index("整件申报") :]
    assert "a.jpg 40 学时、b.jpg 46 学时" in whole
    assert "学时合计 Hours of all: —" in whole
    assert "需人工核对" in whole


def test_one_file_by_itself_has_no_section_of_the_whole(xueshi, a_file):
    alone = a_file(certificate())
    assert "整件申报" not in xueshi("check", alone, *POLICY).out
    (line,) = xueshi("check", alone, *POLICY, "--json").lines
    assert "bundle" not in line


@pytest.mark.parametrize("verb", [("read",), ("check", *POLICY)])
@pytest.mark.usefixtures("known")
def test_missing_files_and_folders_are_three(xueshi, tmp_path, verb):
    for path, word in ((tmp_path / "none.jpg", "does not exist"), (tmp_path, "folder")):
        result = xueshi(verb[0], path, *verb[1:])
        assert result.code == 3
        assert word in result.err
        assert "Traceback" not in result.err


def test_an_engine_that_breaks_is_four(xueshi, a_file):
    result = xueshi("read", a_file(EngineError("引擎坏了。 The engine broke.")))
    assert result.code == 4
    assert "E-ENGINE" in result.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("check",),
        ("check", "a.jpg"),
        ("check", *POLICY),
        ("read",),
        ("fly",),
        ("check", "a.jpg", *POLICY, "--today", "soon"),
        ("check", "a.jpg", *POLICY, "--subject", "music"),
        ("check", "a.jpg", *POLICY, "--hours", "many"),
        ("check", "a.jpg", *POLICY, "--hours", "-1"),
        ("check", "a.jpg", *POLICY, "--hours", "NaN"),
        ("check", "a.jpg", *POLICY, "--submitted", "2021-02-30"),
        ("check", "a.jpg", *POLICY, "--engine", "magic"),
        ("check", "a.jpg", *POLICY, "--claim", "none.json"),
        ("read", "-", "-"),
        ("policy", "show", "atlantis"),
        ("serve", "--port", "0"),
    ],
)
@pytest.mark.usefixtures("known")
def test_wrong_usage_is_two(xueshi, arguments):
    result = xueshi(*arguments)
    assert result.code == 2
    assert result.err
    assert result.out == ""
    assert "Traceback" not in result.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check", "a.jpg"), ("缺少必填的参数", "'--policy'", "xueshi check --help")),
        (("fly",), ("命令用法不对", "'fly'", "xueshi --help")),
        (("check", "a.jpg", "--polcy", "x"), ("没有这个选项", "--polcy", "xueshi check --help")),
        (("check", "a.jpg", "--policy"), ("选项缺少值", "'--policy'")),
        (("serve", "--port", "0"), ("参数的值不对", "'--port'", "xueshi serve --help")),
        (("policy",), ("已知的通知", "coverage")),
    ],
)
def test_a_call_that_no_command_takes_is_told_in_both_languages(xueshi, arguments, said):
    result = xueshi(*arguments)
    assert result.code == 2
    assert [words for words in said if words not in result.err] == []


def test_an_unknown_notice_lists_the_known_ones(xueshi, a_file):
    result = xueshi("check", a_file(certificate()), "--policy", "atlantis")
    assert result.code == 2
    assert "guangzhou-education-2021" in result.err


def test_a_wrong_policy_file_is_five(xueshi, tmp_path, monkeypatch):
    (tmp_path / "bad.yaml").write_text("id: [", encoding="utf-8")
    monkeypatch.setenv("XUESHI_POLICIES", str(tmp_path))
    result = xueshi("policy", "list")
    assert result.code == 5
    assert "bad.yaml:1" in result.err


def test_a_defect_is_seventy_without_a_trace(xueshi, a_file, monkeypatch):
    monkeypatch.delenv("XUESHI_DEBUG", raising=False)
    result = xueshi("read", a_file(RuntimeError("secret of a page")))
    assert result.code == 70
    assert "RuntimeError" in result.err
    assert "Traceback" not in result.err
    assert "secret" not in result.err
    monkeypatch.setenv("XUESHI_DEBUG", "1")
    assert "Traceback" in xueshi("read", a_file(RuntimeError("x"))).err


def test_an_interruption_is_130(xueshi, a_file):
    result = xueshi("read", a_file(KeyboardInterrupt()))
    assert result.code == 130
    assert "Traceback" not in result.err


def test_options_win_over_the_claim_file(xueshi, a_file, tmp_path):
    claim = tmp_path / "claim.json"
    claim.write_text(
        json.dumps(
            {
                "holder": {"name": "周立安", "id": "440000199001011230"},
                "subject": "elective",
                "hours": "12.5",
                "submitted": "2021-12-31T23:30:00+08:00",
            }
        ),
        encoding="utf-8",
    )
    result = xueshi(
        "check", a_file(certificate()), *POLICY, "--claim", claim, "--json", "--holder", "林晓芸"
    )
    report = result.lines[0]
    reasons = {found["rule"]: found["reason"] for found in report["findings"]}
    assert reasons["holder-name"] == "name-equal"
    assert reasons["hours-as-claimed"] == "hours-claimed-fewer"
    assert reasons["filed-in-time"] == "filed-in-time"
    assert report["credit"]["subject"] == "elective"


@pytest.mark.parametrize(
    "text", ["[]", "{", '{"hours": "x"}', '{"colour": 1}', "[" * 100_000, '{"hours": 1e999}']
)
def test_a_wrong_claim_file_is_two(xueshi, a_file, tmp_path, text):
    claim = tmp_path / "claim.json"
    claim.write_text(text, encoding="utf-8")
    result = xueshi("check", a_file(certificate()), *POLICY, "--claim", claim)
    assert result.code == 2
    assert "E-CLAIM" in result.err


def test_the_day_of_the_check_is_an_option(xueshi, a_file):
    path = a_file(certificate())
    stale = xueshi("check", path, *POLICY, "--today", "2028-01-01", "--json").lines[0]
    assert any("2027-12-31" in found["message"] for found in stale["findings"])
    fresh = xueshi("check", path, *POLICY, "--today", "2021-12-01", "--json").lines[0]
    assert not any("2027-12-31" in found["message"] for found in fresh["findings"])


def test_read_prints_no_findings(xueshi, a_file):
    path = a_file(certificate())
    line = xueshi("read", path, "--json").lines[0]
    assert line["schema"] == "xueshi.reading/1"
    assert "findings" not in line
    shown = xueshi("read", path)
    assert shown.code == 0
    assert "林晓芸" in shown.out
    assert "建议" not in shown.out


def test_text_of_a_page_cannot_act_on_the_terminal(xueshi, a_file):
    hostile = "[red]x[/red] [bold \x1b[31m \x9b \u202e :smile: {0} [link=http://a]"
    read = certificate(activity_title=hostile, holder_name=hostile, issuers=hostile, name=hostile)
    for verb in (("read",), ("check", *POLICY, "--holder", hostile)):
        result = xueshi(verb[0], a_file(read), *verb[1:])
        assert "[red]x[/red]" in result.out
        assert ":smile:" in result.out
        assert not set(result.out) & set("\x1b\x9b\u202e")


def test_wide_characters_keep_the_columns_in_line(xueshi, a_file):
    from rich.cells import cell_len

    read = certificate(fields=(field("location", "甲" * 80),))
    result = xueshi("read", a_file(read))
    assert max(cell_len(line) for line in result.out.splitlines()) <= 100


def test_the_notices_are_listed_and_shown(xueshi):
    listed = xueshi("policy", "list", "--json")
    assert [line["id"] for line in listed.lines] == [
        "guangzhou-education-2021",
        "hefei-hr-2021",
        "kaifeng-hr-2021",
        "zhengzhou-education-2021",
        "zhengzhou-hr-2020",
    ]
    assert "guangzhou-education-2021" in xueshi("policy", "list").out
    shown = xueshi("policy", "show", "guangzhou-education-2021")
    for word in ("learning-window", "四(一)", "GZ-059", "2027-12-31"):
        assert word in shown.out
    data = xueshi("policy", "show", "guangzhou-education-2021", "--json").lines[0]
    assert data["schema"] == "xueshi.policy/1"


def test_help_names_every_command(xueshi):
    result = xueshi("--help")
    assert result.code == 0
    for name in ("check", "read", "convert", "year", "compare", "batch", "evaluate", "policy"):
        assert f"  {name} " in result.out


def test_the_version_is_told(xueshi):
    result = xueshi("--version")
    assert result.code == 0
    assert result.out.startswith("xueshi ")


def test_serve_starts_the_web_application_by_its_name(xueshi, monkeypatch, tmp_path):
    started: list[tuple[str, str, int, bool]] = []
    fake = ModuleType("uvicorn")

    def run(app: str, *, factory: bool, host: str, port: int, **_: object) -> None:
        started.append((app, host, port, factory))

    fake.run = run  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "uvicorn", fake)
    monkeypatch.setenv("XUESHI_DATA", str(tmp_path))
    assert xueshi("serve", "--port", "8123", "--workers", "0").code == 0
    assert started == [("web.app:create_app", "127.0.0.1", 8123, True)]


def test_evaluate_hands_the_folder_to_the_scoring(xueshi, known, monkeypatch, tmp_path):
    asked: list[tuple[Path, bool]] = []

    def run(folder: Path, *, as_json: bool, **_: object) -> int:
        asked.append((folder, as_json))
        return len(known)

    monkeypatch.setattr("verifier.evaluation.evaluate.run", run)
    assert xueshi("evaluate", tmp_path, "--json").code == 0
    assert asked == [(tmp_path, True)]


class Stdin:
    def __init__(self, blob: bytes) -> None:
        self.buffer = BytesIO(blob)


def test_a_dash_is_standard_input(xueshi, known, monkeypatch):
    known[b"page"] = certificate(name="stdin")
    monkeypatch.setattr(sys, "stdin", Stdin(b"page"))
    result = xueshi("check", "-", *POLICY, "--json")
    assert result.code == 0
    assert result.lines[0]["source"]["name"] == "stdin"


@pytest.mark.usefixtures("known")
def test_too_much_standard_input_is_refused(xueshi, monkeypatch):
    monkeypatch.setenv("XUESHI_MAX_BYTES", "3")
    monkeypatch.setattr(sys, "stdin", Stdin(b"page"))
    result = xueshi("read", "-", "--json")
    assert result.code == 3
    assert result.lines[0]["error"]["code"] == "E-INPUT-TOO-LARGE"


def test_on_a_terminal_the_file_in_work_is_shown_on_standard_error(xueshi, a_file, monkeypatch):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    path = a_file(certificate(name="b.jpg"), "b.jpg")
    for verb in (("read",), ("check", *POLICY)):
        result = xueshi(verb[0], path, *verb[1:], "--json")
        assert "1/1  b.jpg" in result.err
        assert len(result.lines) == 1


def test_a_reader_that_goes_away_ends_the_command_quietly():
    done = subprocess.run(
        f"{sys.executable} -m verifier policy show guangzhou-education-2021 --json | true",
        shell=True,
        cwd=ROOT,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.stderr == b""


def test_what_the_reading_could_not_do_is_told(xueshi, a_file):
    read = replace(
        certificate(hours=None, fields=()),
        problems=(Problem("E-INPUT-DAMAGED", "坏页。 Bad page.", "重扫。 Scan again.", 2),),
        seals=(Seal(PLACE, "red"),),
    )
    shown = xueshi("read", a_file(read)).out
    assert "E-INPUT-DAMAGED" in shown
    assert "第 2 页" in shown
    assert "未读出" in shown
    assert "没有读到字段" in xueshi("read", a_file(replace(read, fields=()))).out


def test_confidence_is_a_sign_and_a_figure(xueshi, a_file):
    read = certificate(
        holder_name=field("holder_name", "甲", 0.9),
        activity_title=field("activity_title", "乙", 0.8),
        certificate_number=field("certificate_number", "丙", 0.79),
    )
    shown = xueshi("read", a_file(read)).out
    for sign in ("● 90%", "◐ 80%", "○ 79%"):
        assert sign in shown


def test_hours_for_a_reviewer_are_shown_as_options(xueshi, a_file):
    shown = xueshi("check", a_file(certificate(kind="transcript")), *POLICY).out
    assert "由审核人确定" in shown
    assert "可选 option: 40 学时" in shown


def run_process(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "verifier", *arguments],
        cwd=ROOT,
        input=stdin,
        capture_output=True,
        check=False,
        timeout=60,
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"},
    )


def test_help_loads_nothing_heavy():
    heavy = [
        "numpy",
        "spacy",
        "onnxruntime",
        "cv2",
        "PIL",
        "pydantic",
        "rich",
        "ruamel",
        "fastapi",
        "pypdfium2",
    ]
    script = (
        "import sys\nfrom verifier.__main__ import main\nsys.argv = ['xueshi', '--help']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        f"print([name for name in {heavy!r} if name in sys.modules], file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, check=True, timeout=60
    )
    assert done.stderr.decode().strip() == "[]"


def test_help_answers_at_once():
    times = []
    for _ in range(3):
        start = time.perf_counter()
        run_process("--help")
        times.append(time.perf_counter() - start)
    assert min(times) < 0.5


@pytest.mark.parametrize(
    ("redirection", "code", "said"), [(">&-", 2, "标准输出已关闭"), (">/dev/full", 6, "无法写入")]
)
def test_output_that_has_nowhere_to_go_is_told(redirection, code, said):
    command = f"{sys.executable} -m verifier policy list --json {redirection}"
    done = subprocess.run(
        ["/bin/sh", "-c", command], cwd=ROOT, capture_output=True, check=False, timeout=60
    )
    assert done.returncode == code
    assert said in done.stderr.decode("utf-8")
    assert "Traceback" not in done.stderr.decode("utf-8")


def test_output_is_utf_8_whatever_the_locale_says():
    done = run_process("policy", "list")
    assert "广州市教育局" in done.stdout.decode("utf-8")
    assert done.returncode == 0


def test_empty_standard_input_is_three():
    done = run_process("read", "-", "--json")
    assert done.returncode == 3
    assert json.loads(done.stdout)["error"]["code"] == "E-INPUT-MISSING"
