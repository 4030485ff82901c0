"""An office's lists: what a file may hold, what it may not, and which names are one body's."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from verifier.errors import RegisterError
from verifier.model import MatchPath, RegisterEntry, Registers
from verifier.registers import (
    FileRegisters,
    Register,
    load_register,
    load_registers,
    register_template,
)
from verifier.registers.cells import CellFault, read_cell
from verifier.registers.columns import FILE_NAMES, SHAPES, CellType, heading_key
from verifier.registers.load import load_folder
from verifier.registers.tables import MAX_FAULTS
from verifier.registers.workbooks import workbook_tables
from verifier.registers.writings import _ALIKE, _NUMERALS, is_misread, key_of, short_forms

DOCS = Path(__file__).parents[2] / "docs" / "registers.md"

# Annex 1 of the Hefei notice of 2021, names only; 14 and 16 are the same there.
BASES = """合肥工业学校 合肥市职工大学 肥东县教师继续教育中心 合肥市包河区电教与装备中心
合肥高新区人力资源开发管理中心 安徽广播电视大学合肥分校 合肥东方英才人才有限公司 合肥宏景软件有限公司
合肥幼儿师范高等专科学校 长丰县城关中学 合肥学院 合肥市银屏广播电视艺术培训学校
合肥市蜀山区教育体育局电教馆 合肥皖博职业培训学校 合肥市食品药品检验中心 合肥皖博职业培训学校
安徽合肥技师学院 庐阳区电教馆 合肥市农业经济技术服务管理总站 合肥市职业技术学院 长丰县技工学校
安徽省环安人才服务有限公司 合肥生态建设职业培训学校 肥西师范学校 黄麓师范学校 庐江教师进修学校
合肥市第三十八中学 合肥特殊教育中心 合肥市卫生人力资源培训管理服务中心 合肥市人力资源培训中心
合肥建筑业培训中心 合肥市财政干部教育中心""".split()  # noqa: SIM905 - one name a word reads better

ID, OTHER_ID = "44000019900101123X", "440000199202024561"


def entry(name: str, status: str = "listed", line: int = 0, **columns: str) -> RegisterEntry:
    return RegisterEntry(name, status, columns, line)


def registers(**entries: list[RegisterEntry]) -> FileRegisters:
    return FileRegisters(
        Register(name.replace("_", "-"), tuple(found)) for name, found in entries.items()
    )


def bases(*names: str, **more: list[RegisterEntry]) -> FileRegisters:
    return registers(bases=[entry(name, line=i) for i, name in enumerate(names, 2)], **more)


def alias(name: str, other: str, relation: str = "alias", **days: str) -> RegisterEntry:
    return entry(name, relation, alias=other, **days)


def found(book: FileRegisters, name: str, on: date | None = None, register: str = "bases"):
    return [(match.entry.name, match.path.value) for match in book.match(register, name, on)]


def written(tmp_path: Path, content: str | bytes, name: str = "bases.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def reasons(path: Path, register: str) -> list[tuple[int, str]]:
    with pytest.raises(RegisterError) as caught:
        load_register(path, register)
    return [(fault.line, fault.reason) for fault in caught.value.faults]


def workbook(rows: list[list[object]], path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


HEFEI = FileRegisters([Register("bases", tuple(entry(n, line=i) for i, n in enumerate(BASES, 2)))])

# --- loading ------------------------------------------------------------------


def test_annex_1_loads_whole_with_its_repeated_entry_noted(tmp_path: Path):
    rows = "\n".join(f"{i},{name},6260{i:04}" for i, name in enumerate(BASES, 1))
    path = written(tmp_path, f"序号,继续教育基地名称,联系电话\n{rows}\n")
    loaded = load_register(path, "bases")
    assert [found.name for found in loaded.entries] == BASES
    assert [(note.line, note.file) for note in loaded.notes] == [(17, "bases.csv")]
    assert loaded.entries[15].columns["number"] == "16"
    assert loaded.entries[15].line == 17


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_encodings_and_delimiters_are_found_by_trial(tmp_path: Path, encoding: str, delimiter: str):
    text = delimiter.join(["序 号", "基地名称"]) + "\n" + delimiter.join(["1", "合肥学院"])
    path = written(tmp_path, text.encode(encoding))
    assert [found.name for found in load_register(path, "bases").entries] == ["合肥学院"]


@pytest.mark.parametrize(
    "heading", ["名称", "基地　名称", "*继续教育基地名称：", "Base Name", "base_name", "NAME(必填)"]
)
def test_headings_are_found_in_many_writings(tmp_path: Path, heading: str):
    path = written(tmp_path, f"{heading}\n合肥学院\n")
    assert load_register(path, "bases").entries[0].name == "合肥学院"


def test_a_title_above_the_headings_is_passed_over(tmp_path: Path):
    path = written(tmp_path, "市级继续教育基地情况一览表\n\n名称,电话\n合肥学院,62158551\n")
    assert load_register(path, "bases").entries[0].line == 4


def test_all_faults_of_a_file_are_told_at_once_without_any_value(tmp_path: Path):
    path = written(
        tmp_path,
        "姓名,身份证号,课程名称,学时,开始日期,结束日期\n"
        f"林晓芸,{ID},研修班,三十,2021-02-30,2021-07-09\n"
        f",{ID},研修班,30,2021-07-09,2021-07-05\n"
        f"王明,x,研修班,{ID},不知,\n",
        "recorded-hours.csv",
    )
    with pytest.raises(RegisterError) as caught:
        load_register(path, "recorded-hours")
    assert [fault.line for fault in caught.value.faults] == [2, 2, 3, 3, 4, 4, 4]
    assert ID not in caught.value.message
    assert "E-REGISTER" in caught.value.code
    assert caught.value.exit_code == 2
    assert "docs/registers.md" in caught.value.remedy


def test_faults_without_end_are_cut_and_counted(tmp_path: Path):
    path = written(tmp_path, "名称,有效期起\n" + "合肥学院,x\n" * 1000)
    assert len(reasons(path, "bases")) == MAX_FAULTS + 1


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2021-07-05", "2021-07-05"),
        ("2021/7/5", "2021-07-05"),
        ("2021.7.5", "2021-07-05"),
        ("2021年7月5日", "2021-07-05"),
        ("２０２１ 年 7 月 5 日", "2021-07-05"),
        ("2021/7/5 0:00", "2021-07-05"),
        ("2021-07-05 09:30:00", "2021-07-05"),
        (" - ", ""),
    ],
)
def test_days_in_every_usual_writing(text: str, day: str):
    assert read_cell(text, CellType.DAY) == day


@pytest.mark.parametrize("text", ["2021-13-01", "2021年7月", "7月5日", "0021-07-05", "5/7/2021"])
def test_what_is_no_day_is_a_fault(text: str):
    with pytest.raises(CellFault):
        read_cell(text, CellType.DAY)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2021年7月5日至7月9日", "2021-07-05/2021-07-09"),
        ("2021年12月30日—2022年1月3日", "2021-12-30/2022-01-03"),
        ("2021.7.5-2021.7.9", "2021-07-05/2021-07-09"),
        ("7月5日至9日", "--07-05/--07-09"),
        ("7 月 5 日 至 7 月 9 日", "--07-05/--07-09"),
        ("2021年7月5日", "2021-07-05/2021-07-05"),
    ],
)
def test_periods(text: str, period: str):
    assert read_cell(text, CellType.PERIOD) == period


def test_a_word_for_no_end_leaves_the_validity_open(tmp_path: Path):
    path = written(tmp_path, "名称,生效日期,失效日期\n合肥学院,2021-01-01,长期\n")
    assert "valid_to" not in load_register(path, "bases").entries[0].columns


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_a_formula_in_a_cell_stays_text(tmp_path: Path, sign: str):
    path = written(tmp_path, f"名称\n{sign}cmd|' /C calc'!A0\n")
    assert load_register(path, "bases").entries[0].name == f"{sign}cmd|' /C calc'!A0"


def test_invisible_signs_are_taken_out_of_names(tmp_path: Path):
    path = written(tmp_path, "名称\n\u202e合肥\u200b学院\ufeff\n")
    assert load_register(path, "bases").entries[0].name == "合肥学院"


def test_a_column_that_is_not_known_is_kept_and_noted(tmp_path: Path):
    path = written(tmp_path, "名称,地址,地点 2\n合肥学院,黄山路,\n")
    loaded = load_register(path, "bases")
    assert loaded.entries[0].columns["other:地址"] == "黄山路"
    assert [note.line for note in loaded.notes] == [1, 1]


def test_two_columns_of_one_meaning_are_a_fault(tmp_path: Path):
    path = written(tmp_path, "名称,基地名称\n合肥学院,合肥学院\n")
    assert "name" in reasons(path, "bases")[0][1]


# --- states -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("register", "word", "state"),
    [
        ("staff", "在职", "active"),
        ("staff", "Active", "active"),
        ("staff", "已归档", "archived"),
        ("staff", "调离", "left"),
        ("staff", "借调", "借调"),
        ("provincial-accounts", "未注册", "missing"),
        ("provincial-accounts", "", "registered"),
    ],
)
def test_words_for_states(tmp_path: Path, register: str, word: str, state: str):
    path = written(tmp_path, f"姓名,证件号,状态,备注\n林晓芸,{ID},{word},x\n")
    assert load_register(path, register).entries[0].status == state


def test_a_word_for_a_state_that_is_not_known_is_noted_once(tmp_path: Path):
    path = written(tmp_path, f"姓名,证件号,状态\n林,{ID},借调\n王,{OTHER_ID},借调\n")
    assert [note.line for note in load_register(path, "staff").notes] == [2]


# --- the pass list ------------------------------------------------------------

PASS_HEAD = "序号,姓名,单位,身份证号码,技术职称,培训学时,考试结果,备注\n"
PASS_ROW = f"1,林晓芸,合肥市第九十九中学,{ID},一级教师,30,合格,\n"


def pass_list(period: str = "7月5日至7月9日", head: str = PASS_HEAD, topic: str = "研修班") -> str:
    return (
        "继续教育合格人员简明情况汇总表,,,,,,,\n填报单位：合肥工业学校,,,,,,,\n填表时间：7月12日,,,,,,,\n"
        f"培 训 主 题,{topic},,,培 训 时 间,{period},,\n{head}{PASS_ROW},,,,,,,\n联系人：,李四,,,,,,\n"
    )


def test_annex_2_gives_topic_and_days_to_every_row(tmp_path: Path):
    loaded = load_register(written(tmp_path, pass_list(), "pass-list.csv"), "pass-list")
    (row,) = loaded.entries
    assert (row.name, row.status, row.line) == ("林晓芸", "passed", 6)
    assert row.columns["title"] == "研修班"
    assert row.columns["organiser"] == "合肥工业学校"
    assert row.columns["start_without_year"] == "--07-05"
    assert "start" not in row.columns
    assert row.columns["id"] == ID


def test_annex_2_with_a_year_has_days(tmp_path: Path):
    text = pass_list("2021年7月5日至9日")
    (row,) = load_register(written(tmp_path, text, "p.csv"), "pass-list").entries
    assert (row.columns["start"], row.columns["end"]) == ("2021-07-05", "2021-07-09")


@pytest.mark.parametrize("word", ["姓名", "单位", "身份证号码", "技术职称", "培训学时", "考试结果"])
def test_a_pass_list_without_a_column_of_the_annex_is_a_fault(tmp_path: Path, word: str):
    text = pass_list(head=PASS_HEAD.replace(word, "x"))
    told = reasons(written(tmp_path, text, "p.csv"), "pass-list")
    assert any(word in reason and line == 5 for line, reason in told)


def test_a_pass_list_without_topic_or_days_is_a_fault(tmp_path: Path):
    told = reasons(written(tmp_path, PASS_HEAD + PASS_ROW, "p.csv"), "pass-list")
    assert len(told) == 2
    told = reasons(written(tmp_path, pass_list("月 日 至 月 日"), "p.csv"), "pass-list")
    assert [line for line, _ in told] == [4]
    told = reasons(written(tmp_path, pass_list(topic=""), "p.csv"), "pass-list")
    assert [line for line, _ in told] == [4]


def test_not_passed_is_not_passed(tmp_path: Path):
    text = pass_list().replace("合格,\n", "不合格,\n")
    (row,) = load_register(written(tmp_path, text, "p.csv"), "pass-list").entries
    assert row.status == "failed"


# --- hostile files ------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n\n",
        b"\xef\xbb\xbf",
        "合肥学院\n合肥工业学校\n".encode(),
        "名称\n合肥学院\0\n".encode(),
        "名称\n合肥学院\n".encode("utf-16"),
        b"\x89PNG\r\n\x1a\n\xff\xff",
        ("名称\n" + "学" * 1_000_000).encode(),
        ("名称\n" + "学" * 3_000).encode(),
        ("名称," * 100 + "\n").encode(),
        '名称\n"合肥学院\n合肥工业学校\n'.encode(),
        "名称,电话\n合肥学院,1,2,3\n".encode(),
        "名称,电话\n,1\n".encode(),
        ("名称\n" + "a\n" * 200_001).encode(),
    ],
)
def test_a_hostile_csv_is_refused_with_a_line(tmp_path: Path, content: bytes):
    assert reasons(written(tmp_path, content), "bases")


def test_short_rows_are_filled_and_long_ones_refused(tmp_path: Path):
    path = written(tmp_path, "名称,电话,其他名称\n合肥学院\n合肥工业学校,1,2,,,\n")
    assert len(load_register(path, "bases").entries) == 2
    path = written(tmp_path, "名称,电话\n合肥学院\n合肥工业学校,1,2\n")
    assert [line for line, _ in reasons(path, "bases")] == [3]


def test_a_file_that_is_missing_or_of_another_type_is_refused(tmp_path: Path):
    assert reasons(tmp_path / "bases.csv", "bases")
    assert reasons(tmp_path, "bases")
    assert reasons(written(tmp_path, "名称", "bases.xls"), "bases")
    with pytest.raises(RegisterError, match="bases"):
        load_register(tmp_path / "bases.csv", "no-such-register")


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path):
    path = tmp_path / "bases.csv"
    with path.open("wb") as file:
        file.truncate(51 * 1024 * 1024)
    assert "字节" in reasons(path, "bases")[0][1]


def tried(path: Path, register: str) -> Register | RegisterError:
    try:
        return load_register(path, register)
    except RegisterError as error:
        return error


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=400) | st.text(max_size=400).map(lambda t: t.encode(errors="replace")))
def test_no_bytes_crash_the_loader(tmp_path: Path, content: bytes):
    for register in ("bases", "pass-list"):
        for name in ("a.csv", "a.xlsx"):
            found = tried(written(tmp_path, content, name), register)
            assert isinstance(found, Register) or found.faults


cells = st.text(
    st.sampled_from('名称姓电话,;\t"\n=+-@:：12年月日学时合格*X') | st.characters(), max_size=12
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(list(SHAPES)), st.lists(st.lists(cells, max_size=9), max_size=6))
def test_no_text_crashes_the_loader(tmp_path: Path, register: str, rows: list[list[str]]):
    head = ",".join(register_template(register))
    text = "\n".join([head, *(",".join(row) for row in rows)])
    path = written(tmp_path, text.encode(errors="replace"), "a.csv")
    loaded = tried(path, register)
    if isinstance(loaded, RegisterError):
        assert loaded.faults
        return
    assert all(found.name for found in loaded.entries)
    book = FileRegisters([loaded])
    for row in rows:
        for cell in row:
            book.match(register, cell, date(2021, 7, 5))
            book.lookup(register, cell)


# --- workbooks ----------------------------------------------------------------


def test_a_workbook_loads_with_excels_own_days_and_numbers(tmp_path: Path):
    path = workbook(
        [
            ["市级继续教育基地情况一览表"],
            ["序号", "名称", "联系电话", "生效日期", "失效日期"],
            [1, "合肥学院", 62158551, datetime(2021, 7, 5), 44561],  # noqa: DTZ001 - Excel has no zones
            [],
            [2.0, "合肥工业学校", "62611533", "2021年7月5日", None],
        ],
        tmp_path / "bases.xlsx",
    )
    first, second = load_register(path, "bases").entries
    assert dict(first.columns) == {
        "number": "1",
        "telephone": "62158551",
        "valid_from": "2021-07-05",
        "valid_to": "2021-12-31",
        "file": "bases.xlsx",
    }
    assert (first.line, second.line) == (3, 5)


def test_a_formula_without_its_value_is_a_fault(tmp_path: Path):
    path = workbook([["名称"], ['="合肥"&"学院"'], ["合肥学院"]], tmp_path / "bases.xlsx")
    assert (2, True) in [(line, "公式" in reason) for line, reason in reasons(path, "bases")]


def test_a_number_that_excel_has_damaged_is_a_fault(tmp_path: Path):
    path = workbook(
        [["姓名", "身份证号", "状态"], ["林", 440000199001011200, "在职"]], tmp_path / "s.xlsx"
    )
    told = reasons(path, "staff")
    assert "失真" in told[0][1]
    assert "440000" not in told[0][1]
    path = written(tmp_path, "姓名,身份证号,状态\n林,4.40E+17,在职\n", "s.csv")
    assert "失真" in reasons(path, "staff")[0][1]


def test_all_sheets_with_headings_are_read_and_the_others_noted(tmp_path: Path):
    book = openpyxl.Workbook()
    book.active.append(["名称"])
    book.active.append(["合肥学院"])
    second = book.create_sheet("二")
    second.append(["名称"])
    second.append(["合肥工业学校"])
    book.create_sheet("填写说明").append(["每行一个"])
    book.create_sheet("空")
    hidden = book.create_sheet("旧")
    hidden.append(["名称"])
    hidden.append(["旧基地"])
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "bases.xlsx")
    loaded = load_register(tmp_path / "bases.xlsx", "bases")
    assert [found.name for found in loaded.entries] == ["合肥学院", "合肥工业学校"]
    assert [note.file for note in loaded.notes] == ["bases.xlsx[填写说明]"]


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
NAMESPACE = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


@pytest.mark.parametrize(
    "sheet",
    [
        b"<worksheet "
        + NAMESPACE
        + b"><sheetData>"
        + b"<row/>" * 1_100_000
        + b"</sheetData></worksheet>",
        b"<worksheet "
        + NAMESPACE
        + b"><sheetData><row>"
        + b"<c/>" * 200_000
        + b"</row></sheetData></worksheet>",
        b"<worksheet "
        + NAMESPACE
        + b"><sheetData><row r='99999999999'><c/></row></sheetData></worksheet>",
        b"<worksheet " + NAMESPACE + b"><sheetData><row r='x'><c/></row></sheetData></worksheet>",
        b"<worksheet " + NAMESPACE + b"><x>" + b"<y/>" * 400_000 + b"</x></worksheet>",
        b"<x>" * 1000,
        b"<worksheet " + NAMESPACE + b"><sheetData>",
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><worksheet ' + NAMESPACE + b">&a;</worksheet>",
        b"<worksheet "
        + NAMESPACE
        + b"><sheetData><row><c t='s'><v>99</v></c></row></sheetData></worksheet>",
        b"<worksheet "
        + NAMESPACE
        + b"><sheetData><row><c r='ZZZZ1'><v>9</v></c></row></sheetData></worksheet>",
        b"<worksheet "
        + NAMESPACE
        + b"><sheetData><row><c><v>"
        + b"9" * 5000
        + b"</v></c></row></sheetData></worksheet>",
        b"",
    ],
)
def test_a_hostile_sheet_is_refused(tmp_path: Path, sheet: bytes):
    parts = parts_of(workbook([["名称"], ["合肥学院"]], tmp_path / "a.xlsx"))
    path = written(tmp_path, zipped(parts | {SHEET: sheet}), "bases.xlsx")
    assert reasons(path, "bases")


def test_a_workbook_that_unpacks_without_end_is_refused(tmp_path: Path):
    parts = parts_of(workbook([["名称"], ["合肥学院"]], tmp_path / "a.xlsx"))
    bomb = zipped(parts | {"xl/media/a.bin": b"\0" * (210 * 1024 * 1024)})
    assert len(bomb) < 1024 * 1024
    assert "解压" in reasons(written(tmp_path, bomb, "bases.xlsx"), "bases")[0][1]
    many = zipped(parts | {f"x/{i}": b"" for i in range(3000)})
    assert reasons(written(tmp_path, many, "bases.xlsx"), "bases")


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\3\4" + b"\0" * 100, b"<html></html>"])
def test_what_is_no_workbook_is_refused(tmp_path: Path, content: bytes):
    assert reasons(written(tmp_path, content, "bases.xlsx"), "bases")


def test_a_workbook_cut_short_or_altered_anywhere_never_crashes(tmp_path: Path):
    whole = workbook([["名称"], ["合肥学院"]], tmp_path / "a.xlsx").read_bytes()
    for size in range(0, len(whole) - 1, 97):
        assert workbook_tables(whole[:size], "a.xlsx")[0].faults
    chance = random.Random(7)
    for _ in range(300):
        altered = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            altered[chance.randrange(len(altered))] = chance.randrange(256)
        workbook_tables(bytes(altered), "a.xlsx")


@settings(deadline=None)
@given(
    st.sampled_from([SHEET, "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"]), st.data()
)
def test_a_workbook_with_an_altered_part_never_crashes(part: str, data: st.DataObject):
    book = openpyxl.Workbook()
    book.active.append(["名称", 1, 2.5, datetime(2021, 7, 5)])  # noqa: DTZ001 - Excel has no zones
    stream = io.BytesIO()
    book.save(stream)
    with zipfile.ZipFile(stream) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    content = parts[part]
    at = data.draw(st.integers(0, len(content)))
    cut = data.draw(st.integers(0, 40))
    put = data.draw(
        st.sampled_from([b"", b"<a/>", b"&lt;", b"-1", b"9999999999", b'"', b"x", b"\xff"])
    )
    workbook_tables(zipped(parts | {part: content[:at] + put + content[at + cut :]}), "a.xlsx")


# --- folders ------------------------------------------------------------------


def test_a_folder_is_read_by_the_names_of_its_files(tmp_path: Path):
    written(tmp_path, "名称\n合肥学院\n", "基地.csv")
    written(tmp_path, f"姓名,身份证号,状态\n林晓芸,{ID},在职\n", "staff.csv")
    written(tmp_path, pass_list(), "pass-list 2021-07.csv")
    written(tmp_path, pass_list(topic="另一班"), "合格人员_另一班.csv")
    written(tmp_path, "x", "readme.txt")
    written(tmp_path, "x", ".hidden")
    written(tmp_path, "x", "~$基地.xlsx")
    book = load_registers(tmp_path)
    assert [book.loaded(register) for register in ("bases", "staff", "pass-list", "plans")] == [
        True,
        True,
        True,
        False,
    ]
    assert {found.columns["title"] for found in book.entries("pass-list")} == {"研修班", "另一班"}
    assert [note.file for note in book.notes] == ["readme.txt"]
    assert book.entries("plans") == ()
    assert book.match("plans", "研修班") == ()


def test_the_faults_of_all_files_are_told_together(tmp_path: Path):
    written(tmp_path, "x\n", "bases.csv")
    written(tmp_path, "y\n", "staff.csv")
    with pytest.raises(RegisterError) as caught:
        load_registers(tmp_path)
    assert {fault.file for fault in caught.value.faults} == {"bases.csv", "staff.csv"}


def test_a_folder_without_registers_is_an_error(tmp_path: Path):
    with pytest.raises(RegisterError):
        load_folder(tmp_path)
    with pytest.raises(RegisterError):
        load_folder(tmp_path / "none")


def test_no_heading_or_file_name_has_two_meanings():
    for shape in SHAPES.values():
        meanings: dict[str, str] = {}
        for column in shape.columns:
            for word in column.headings:
                assert meanings.setdefault(heading_key(word), column.name) == column.name
    assert len(FILE_NAMES) == len(
        {heading_key(w) for s in SHAPES.values() for w in (s.register, *s.files)}
    )
    assert all(FILE_NAMES[heading_key(w)] == s.register for s in SHAPES.values() for w in s.files)


@pytest.mark.parametrize("register", SHAPES)
@pytest.mark.parametrize("english", [True, False])
def test_the_example_row_under_the_template_loads(tmp_path: Path, register: str, english: bool):
    row = ",".join(column.example for column in SHAPES[register].columns)
    head = ",".join(register_template(register, english=english))
    loaded = load_register(written(tmp_path, f"{head}\n{row}\n", "a.csv"), register)
    assert len(loaded.entries) == 1
    assert loaded.notes == ()


def test_the_documentation_lists_every_register_and_column():
    text = DOCS.read_text(encoding="utf-8")
    for shape in SHAPES.values():
        assert f"## `{shape.register}`" in text
        section = text.split(f"## `{shape.register}`")[1].split("\n## ")[0]
        assert all(f"`{file}`" in section for file in shape.files)
        for column in shape.columns:
            assert f"| `{column.name}` | {column.heading} |" in section
            assert column.example in section


# --- matching -----------------------------------------------------------------


def test_every_base_is_found_under_its_own_name_only():
    for name in BASES:
        matches = HEFEI.match("bases", name)
        assert {(match.entry.name, match.path) for match in matches} == {(name, MatchPath.EXACT)}
    assert len(HEFEI.match("bases", "合肥皖博职业培训学校")) == 2


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("合 肥　学院", [("合肥学院", "exact")]),
        ("安徽省合肥学院", [("合肥学院", "short_form")]),
        ("合肥第三十八中学", [("合肥市第三十八中学", "short_form")]),
        ("安徽省合肥市第三十八中学", [("合肥市第三十八中学", "short_form")]),
        ("第三十八中学", [("合肥市第三十八中学", "short_form")]),
        ("蜀山区教育体育局电教馆", [("合肥市蜀山区教育体育局电教馆", "short_form")]),
        ("合肥市庐阳区电教馆", [("庐阳区电教馆", "short_form")]),
        ("庐江县教师进修学校", [("庐江教师进修学校", "short_form")]),
        ("安徽环安人才服务有限责任公司", [("安徽省环安人才服务有限公司", "short_form")]),
        ("合肥宏景软件", [("合肥宏景软件有限公司", "short_form")]),
        ("合肥宏景软件（集团）有限公司", [("合肥宏景软件有限公司", "short_form")]),
        ("安徽开放大学合肥分校(原安徽广播电视大学合肥分校)", []),
        ("合肥市第三十八中字", [("合肥市第三十八中学", "misread")]),
        ("合肥第三十八中字", [("合肥市第三十八中学", "misread")]),
        ("肥酉师范学校", [("肥西师范学校", "misread")]),
        ("庐阳区电救馆", [("庐阳区电教馆", "misread")]),
        ("肥市卫生人力资源培训管理服务中心", [("合肥市卫生人力资源培训管理服务中心", "misread")]),
        ("合肥市卫生人力资源培训管理暇务中心", [("合肥市卫生人力资源培训管理服务中心", "misread")]),
    ],
)
def test_other_writings_of_a_base_are_found(name: str, expected: list[tuple[str, str]]):
    assert found(HEFEI, name) == expected


@pytest.mark.parametrize(
    "name",
    [
        "合肥第三十六中学",
        "合肥市第三十六中学",
        "合肥市第三八中学",
        "合肥市第38中学",
        "肥西县教师继续教育中心",
        "肥东师范学校",
        "合肥市蜀山区教育体育局",
        "合肥市蜀山区教育体育局电教馆幼儿园",
        "包河区教育体育局电教馆",
        "长丰县城关小学",
        "合肥医学院",
        "合肥大学",
        "合肥农业学校",
        "芜湖市职业技术学院",
        "芜湖市第三十八中学",
        "安庆市人力资源培训中心",
        "合川幼儿师范高等专科学校",
        "合肥市财政千部教育中心",
        "电教馆",
        "学院",
        "",
        " ",
        "合" * 5000,
    ],
)
def test_another_body_is_never_matched(name: str):
    assert found(HEFEI, name) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("江西省教育科学研究院", "江苏省教育科学研究院"),
        ("合肥市教育局", "合肥市教育局幼儿园"),
        ("合肥市教育局", "肥东县教育局"),
        ("广州市白云区教育局", "贵阳市白云区教育局"),
        ("安徽省中医药高等专科学校", "安徽省医药高等专科学校"),
        ("初中化学骨干教师研修班", "初中数学骨干教师研修班"),
        ("骨干教师研修班(第一期)", "骨干教师研修班"),
        ("骨干教师研修班(第一期)", "骨干教师研修班(第二期)"),
        ("安徽大学(东校区)", "安徽大学"),
        ("2021年骨干教师研修班", "2022年骨干教师研修班"),
        ("环安人才服务有限公司", "环安人才服务股份有限公司"),
    ],
)
def test_two_bodies_or_courses_of_like_names_stay_apart(one: str, other: str):
    for asked, listed in ((one, other), (other, one)):
        assert found(bases(listed), asked) == []


def test_quotation_marks_of_a_title_are_a_short_form():
    plans = registers(plans=[entry("《“十四五”大战略与2035远景目标》", "filed")])
    assert found(plans, "十四五大战略与 2035 远景目标", register="plans")[0][1] == "short_form"
    assert found(plans, "《「十四五」大战略与2035远景目标》", register="plans")[0][1] == "exact"


def test_days_of_validity_are_honoured_to_the_day():
    book = registers(
        bases=[entry("合肥学院", valid_from="2021-01-01", valid_to="2021-12-31")],
    )
    inside, outside = date(2021, 12, 31), date(2022, 1, 1)
    assert found(book, "合肥学院", inside)
    assert found(book, "合肥学院", date(2021, 1, 1))
    assert not found(book, "合肥学院", date(2020, 12, 31))
    assert not found(book, "合肥学院", outside)
    assert not found(book, "安徽省合肥学院", outside)
    assert found(book, "合肥学院")


OLD, NEW = "安徽广播电视大学合肥分校", "安徽开放大学合肥分校"
RENAME = [alias(NEW, OLD, "renamed", valid_to="2021-06-30")]


@pytest.mark.parametrize(
    ("listed", "asked", "on", "expected"),
    [
        (OLD, NEW, date(2021, 7, 1), ["alias"]),
        (OLD, NEW, date(2021, 6, 30), []),
        (NEW, OLD, date(2021, 6, 30), ["alias"]),
        (NEW, OLD, date(2021, 7, 1), []),
        (OLD, OLD, date(2021, 7, 1), ["exact"]),
        (OLD, NEW, None, ["alias"]),
        (OLD, "安徽省开放大学合肥分校", date(2021, 7, 1), ["short_form"]),
    ],
)
def test_a_renamed_base_is_found_under_the_name_of_the_day(
    listed: str, asked: str, on: date | None, expected: list[str]
):
    assert [path for _, path in found(bases(listed, aliases=RENAME), asked, on)] == expected


def test_renames_in_a_row_are_followed():
    book = bases(
        "甲校",
        aliases=[
            alias("丙校", "乙校", "renamed", valid_to="2020-12-31"),
            alias("乙校", "甲校", "renamed", valid_to="2010-12-31"),
        ],
    )
    assert found(book, "丙校", date(2021, 1, 1)) == [("甲校", "alias")]
    assert found(book, "乙校", date(2015, 1, 1)) == [("甲校", "alias")]
    assert found(book, "乙校", date(2021, 1, 1)) == []


def test_a_short_name_that_two_bodies_bear_is_no_fact():
    shared = [alias("甲区教师发展中心", "发展中心"), alias("乙区教师发展中心", "发展中心")]
    book = bases("甲区教师发展中心", aliases=shared)
    assert found(book, "发展中心") == [("甲区教师发展中心", "short_form")]
    both = bases("甲区教师发展中心", "乙区教师发展中心", aliases=shared)
    assert len(found(both, "发展中心")) == 2


def test_aliases_in_a_circle_end():
    book = bases("甲学校", aliases=[alias("甲学校", "乙学校"), alias("乙学校", "甲学校")])
    assert [name for name, _ in found(book, "乙学校")] == ["甲学校"]


def test_the_other_names_of_an_entry_and_its_address_are_aliases():
    book = registers(
        platforms=[
            entry("安徽在线", also="皖学在线、皖学网", url="https://www.learn.example.cn/a/")
        ]
    )
    for name in ("皖学网", "learn.example.cn/a", "HTTPS://www.Learn.example.cn/a"):
        assert found(book, name, register="platforms") == [("安徽在线", "alias")]
    assert not found(book, "https://learn.example.cn@evil.example/a", register="platforms")
    assert not found(book, "https://learn.example.cn/b", register="platforms")


def test_two_entries_that_a_name_may_stand_for_are_both_given():
    book = bases("合肥市第九中学", "合肥第九中学")
    assert len(found(book, "安徽省合肥市第九中学")) == 2


names = st.text(
    st.sampled_from("合肥市安徽省第三十八中学教育局东西()《》有限公司 ") | st.characters(),
    max_size=14,
)


@given(names, names)
def test_equality_has_no_preferred_side(one: str, other: str):
    def is_exact(listed: str, asked: str) -> bool:
        return any(m.path is MatchPath.EXACT for m in bases(listed).match("bases", asked))

    assert is_exact(one, other) == is_exact(other, one)
    assert is_misread(key_of(one), key_of(other)) == is_misread(key_of(other), key_of(one))


@given(names)
def test_a_name_is_always_found_under_itself(name: str):
    if key_of(name):
        assert [path for _, path in found(bases(name), name)] == ["exact"]


@given(st.sampled_from(sorted(set(BASES))), st.data())
def test_one_confusable_character_is_never_a_fact(name: str, data: st.DataObject):
    at = data.draw(st.integers(0, len(name) - 1))
    char = data.draw(st.sampled_from(sorted({c for group in _ALIKE for c in group})))
    noisy = name[:at] + char + name[at + 1 :]
    if noisy not in BASES:
        assert not any(match.path.is_fact for match in HEFEI.match("bases", noisy))


@given(st.sampled_from(BASES), st.data())
def test_a_numeral_more_less_or_other_is_never_a_misreading(name: str, data: st.DataObject):
    at = data.draw(st.integers(0, len(name)))
    keep = data.draw(st.integers(0, 1))
    numeral = data.draw(st.sampled_from(sorted(_NUMERALS)))
    altered = name[:at] + numeral + name[at + keep :]
    if altered != name:
        assert not is_misread(key_of(name), key_of(altered))


@given(names)
def test_short_forms_hold_the_name_and_never_grow(name: str):
    key = key_of(name)
    forms = short_forms(key)
    assert all(form or not key for form in forms)
    assert all(len(form) <= len(key) + len("责任") for form in forms)


# --- people -------------------------------------------------------------------

STAFF = registers(
    staff=[
        entry("林晓芸", "active", 2, id=ID),
        entry("王伟", "active", 3, id=OTHER_ID),
        entry("王伟", "left", 4, id="440000198803037892"),
        entry("陈丽", "archived", 5),
        entry("买买提·艾力", "active", 6),
    ]
)


def test_registers_follow_the_protocol():
    book: Registers = STAFF
    assert book.loaded("staff")


def test_people_are_looked_up_by_number_then_by_a_name_that_is_one_persons():
    for key in (ID, "4400 0019 9001 0112 3x", "林晓芸", "林 晓芸"):
        row = STAFF.lookup("staff", key)
        assert row is not None
        assert row.line == 2
    assert STAFF.lookup("staff", "王伟") is None
    assert STAFF.lookup("staff", "440000000000000000") is None
    assert STAFF.lookup("staff", "买买提•艾力") is not None
    assert STAFF.lookup("staff", "") is None
    assert STAFF.lookup("plans", "x") is None


def test_a_number_with_two_states_answers_nothing():
    book = registers(staff=[entry("林", "active", id=ID), entry("林", "archived", id=ID)])
    assert book.lookup("staff", ID) is None
    book = registers(staff=[entry("林", "active", 2, id=ID), entry("林", "active", 3, id=ID)])
    assert book.lookup("staff", ID) == book.entries("staff")[0]
    assert book.lookup("staff", "林") == book.entries("staff")[0]


def test_a_base_listed_twice_is_still_found():
    row = HEFEI.lookup("bases", "合肥皖博职业培训学校")
    assert row is not None
    assert row.line == 15


@pytest.mark.parametrize(
    ("name", "paths"),
    [
        ("王伟", ["exact", "exact"]),
        ("林晓云", ["misread"]),
        ("林*芸", ["short_form"]),
        ("陳麗", ["misread"]),
        ("赵六", []),
    ],
)
def test_people_are_matched_by_name(name: str, paths: list[str]):
    assert [path for _, path in found(STAFF, name, register="staff")] == paths


PASSED = registers(
    pass_list=[
        entry("林晓芸", "passed", 2, id=ID, title="甲班"),
        entry("林晓芸", "passed", 3, id=ID, title="乙班"),
        entry("林晓芸", "passed", 4, id=OTHER_ID, title="甲班"),
        entry("赵敏", "passed", 5, id="440000********4561", title="甲班"),
        entry("周*文", "passed", 6, title="甲班"),
        entry("吴刚", "passed", 7, title="甲班"),
    ]
)


@pytest.mark.parametrize(
    ("number", "name", "expected"),
    [
        (ID, "林晓芸", [(2, "exact"), (3, "exact")]),
        (ID, None, [(2, "exact"), (3, "exact")]),
        (ID, "别人", [(2, "misread"), (3, "misread")]),
        (None, "林晓芸", [(2, "short_form"), (3, "short_form"), (4, "short_form")]),
        ("440000199001011231", "林晓芸", [(2, "misread"), (3, "misread")]),
        ("320000197001010000", "林晓芸", []),
        ("440000199001014561", "赵敏", [(5, "short_form")]),
        ("440000199001014562", "赵敏", []),
        (None, "周立文", [(6, "short_form")]),
        (ID, "吴刚", [(7, "short_form"), (2, "misread"), (3, "misread")]),
        ("320000197001010000", "吴刚", [(7, "exact")]),
        (None, "吴刚", [(7, "exact")]),
        (None, None, []),
        ("", "", []),
    ],
)
def test_the_rows_of_a_person(number: str | None, name: str | None, expected: object):
    rows = PASSED.rows_for("pass-list", number, name)
    assert [(row.entry.line, row.path.value) for row in rows] == expected


def test_no_rows_where_no_register_is():
    assert FileRegisters([]).rows_for("pass-list", ID, "林晓芸") == ()
    assert not FileRegisters([]).loaded("pass-list")


def test_a_plan_is_found_by_its_title(tmp_path: Path):
    text = "培训名称,主办单位,备案日期\n骨干教师研修班,合肥工业学校,2021-06-01\n"
    plans = FileRegisters([load_register(written(tmp_path, text, "plans.csv"), "plans")])
    match = plans.match("plans", "骨干教师研修班")[0]
    assert (match.entry.name, match.path) == ("骨干教师研修班", MatchPath.EXACT)
