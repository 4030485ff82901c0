"""A list whose claims are proven by several files: in one cell, or in rows of one number."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from verifier.batch.gathering import GivenRow, gather
from verifier.batch.manifest import open_manifest
from verifier.claim_file import MOST_FILES, claim_from_json
from verifier.store.batches import Listed


def entries(place: Path, text: str) -> list[Listed]:
    path = place / "list.csv"
    path.write_text(text, "utf-8", newline="")
    return list(open_manifest(path).entries())


def files(entry: Listed) -> list[str]:
    return [one.name for one in entry.files]


@pytest.mark.parametrize("sign", [";", "；", "|", "｜", "\n", "\r\n", " ; ", ";;", ";\n"])
def test_a_cell_names_several_files(tmp_path, sign):
    (one,) = entries(tmp_path, f'文件,姓名\n"a.jpg{sign}d/b.jpg{sign}c.jpg",林晓芸\n')
    assert files(one) == ["a.jpg", "d/b.jpg", "c.jpg"]
    assert claim_from_json(one.claim).holder.name == "林晓芸"
    assert one.listed == {"row": 2, "holder": "林晓芸"}


def test_a_workbook_cell_names_several_files(tmp_path):
    book = Workbook()
    book.active.append(["申报编号", "材料"])
    book.active.append([20210001, "a.jpg\nb.jpg"])
    book.save(tmp_path / "list.xlsx")
    (one,) = open_manifest(tmp_path / "list.xlsx").entries()
    assert (files(one), one.listed["claim"]) == (["a.jpg", "b.jpg"], "20210001")


def test_a_file_whose_name_holds_a_separator_is_one_file(tmp_path):
    (tmp_path / "a;b.jpg").write_bytes(b"x")
    assert files(entries(tmp_path, "文件\na;b.jpg\n")[0]) == ["a;b.jpg"]
    (tmp_path / "a;b.jpg").unlink()
    assert files(entries(tmp_path, "文件\na;b.jpg\n")[0]) == ["a", "b.jpg"]


def test_a_cell_of_many_files_does_not_make_semicolons_the_delimiter(tmp_path):
    names = [f"{number}.jpg" for number in range(9)]
    (one,) = entries(tmp_path, f"姓名,文件,申报学时\n林晓芸,{';'.join(names)},40\n")
    assert files(one) == names


def test_a_list_divided_by_semicolons_names_several_files_in_quotes(tmp_path):
    (one,) = entries(tmp_path, '文件;姓名;单位\n"a.jpg;b.jpg,x.jpg";林晓芸;凌水县一中\n')
    assert files(one) == ["a.jpg", "b.jpg,x.jpg"]


def test_a_file_named_twice_in_a_claim_is_read_once(tmp_path):
    (one,) = entries(tmp_path, "文件\na.jpg;./a.jpg;b.jpg;a.jpg\n")
    assert files(one) == ["a.jpg", "b.jpg"]


ROWS = (
    "申报编号,姓名,申报学时,文件\n"
    "A-1,林晓芸,40,a.jpg\n"
    "A-2,周远航,16,b.jpg\n"
    "A-1,,,c.jpg\n"
    ",陈思齐,8,d.jpg\n"
    "A-1,林晓芸,40学时,e.jpg;f.jpg\n"
)


def test_rows_of_one_number_are_one_claim_wherever_they_stand(tmp_path):
    found = entries(tmp_path, ROWS)
    assert [files(one) for one in found] == [
        ["a.jpg", "c.jpg", "e.jpg", "f.jpg"], ["b.jpg"], ["d.jpg"]
    ]  # fmt: skip
    assert [one.listed.get("claim") for one in found] == ["A-1", "A-2", None]
    claim = claim_from_json(found[0].claim)
    assert (claim.holder.name, claim.hours) == ("林晓芸", 40)
    assert found[0].listed["row"] == 2


def test_a_row_with_nothing_but_a_file_belongs_to_the_row_above(tmp_path):
    """Merged cells are saved so: what stood in them is in the first of their rows."""
    text = "申报编号,姓名,文件\n1,林晓芸,a.jpg\n,,b.jpg\n\n,,c.jpg\n2,周远航,d.jpg\n,陈思齐,e.jpg\n"
    found = entries(tmp_path, text)
    assert [files(one) for one in found] == [["a.jpg", "b.jpg", "c.jpg"], ["d.jpg"], ["e.jpg"]]


def test_without_a_number_anywhere_every_file_is_its_own_claim(tmp_path):
    for text in ("文件\na.jpg\nb.jpg\n", "申报编号,文件\n,a.jpg\n,b.jpg\n"):
        assert [files(one) for one in entries(tmp_path, text)] == [["a.jpg"], ["b.jpg"]]


def test_rows_that_contradict_each_other_cost_their_claim_alone(tmp_path):
    text = ROWS.replace("A-1,,,c", "A-1,周远航,,c")
    first, *others = entries(tmp_path, text)
    assert (first.error, len(first.reports)) == ("E-CLAIM", 4), "each of its files is told"
    assert "「姓名」不同 · rows 2 and 4 of one claim differ in: holder" in first.reports[0]
    assert "周远航" not in first.reports[0]
    assert [one.error for one in others] == [None, None]


def test_one_row_that_cannot_be_used_costs_its_claim(tmp_path):
    """A claim without one of its papers would be judged wrongly."""
    long = "x" * 3000
    text = f"申报编号,名称,文件\n1,一,a.jpg\n1,{long},b.jpg\n2,二,c.jpg\n"
    assert [one.error for one in entries(tmp_path, text)] == ["E-CLAIM", None]


def test_a_row_below_one_that_cannot_be_read_is_told(tmp_path):
    text = '申报编号,姓名,文件\n1,林晓芸,a.jpg\n2,"周远航,b.jpg\n,,c.jpg\n3,陈思齐,d.jpg\n'
    found = entries(tmp_path, text)
    assert [one.error for one in found] == [None, "E-CLAIM", "E-CLAIM", None]
    assert files(found[0]) == ["a.jpg"]


def test_a_file_that_leads_out_is_told_and_the_others_stay(tmp_path):
    (one,) = entries(tmp_path, "申报编号,文件\n1,a.jpg;../../etc/passwd;/etc/passwd\n")
    assert [(file.name, file.fault and file.fault.code) for file in one.files] == [
        ("a.jpg", None), ("../../etc/passwd", "E-INPUT-TYPE"), ("/etc/passwd", "E-INPUT-TYPE")
    ]  # fmt: skip
    assert one.error is None


def test_too_many_files_are_refused_however_many_there_are(tmp_path):
    cell = ";".join(f"{number}.jpg" for number in range(MOST_FILES + 1))
    rows = "".join(f"2,{number}.jpg\n" for number in range(MOST_FILES * 5))
    enough = ";".join(f"{number}.jpg" for number in range(MOST_FILES))
    found = entries(tmp_path, f"申报编号,文件\n1,{cell}\n{rows}3,{enough}\n")
    assert [one.error for one in found] == ["E-CLAIM", "E-CLAIM", None]
    assert len(found[2].files) == MOST_FILES


def test_a_claim_that_names_no_file_is_told(tmp_path):
    found = entries(tmp_path, "申报编号,姓名,文件\n1,林晓芸,\n2,周远航,;；\n3,陈思齐,\n3,,a.jpg\n")
    assert [one.error for one in found] == ["E-INPUT-MISSING", "E-INPUT-MISSING", None]


HOSTILE = st.text(
    st.sampled_from("a.b/\\;；|｜\n\r\t\0\"',=+@-%$\u202e\u2028学\ud800"), min_size=1, max_size=40
)


@given(cells=st.lists(HOSTILE, min_size=1, max_size=6))
def test_no_cell_stops_the_list_or_leads_out_of_its_folder(tmp_path_factory, cells):
    place = tmp_path_factory.mktemp("list")
    path = place / "list.csv"
    with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["申报编号", "文件", "姓名"])
        for number, cell in enumerate(cells):
            writer.writerow([number % 2, cell, ""])
        writer.writerow(["last", "z.jpg", "林晓芸"])
    found = list(open_manifest(path).entries())
    here = f"file:{place.resolve().as_posix()}"
    for one in found:
        assert one.reports or one.files
        for file in one.files:
            assert file.fault or f"{file.location}/".startswith(f"{here}/")
    assert files(found[-1]) == ["z.jpg"]


NAMES = st.text("abc1.学", min_size=1, max_size=6).filter(lambda name: name.strip("."))


@given(names=st.lists(NAMES, min_size=1, max_size=MOST_FILES, unique=True), data=st.data())
def test_one_cell_and_several_rows_are_the_same_claim(tmp_path_factory, names, data):
    place = tmp_path_factory.mktemp("list")
    joined = "".join(
        name + data.draw(st.sampled_from([";", "；", "|", "\n", " ； "])) for name in names
    )
    (in_a_cell,) = entries(place, f'申报编号,文件,姓名\n1,"{joined}",林晓芸\n')
    (in_rows,) = entries(place, "申报编号,文件,姓名\n" + "".join(f"1,{n},林晓芸\n" for n in names))
    assert in_a_cell == in_rows
    assert files(in_rows) == names


@given(st.lists(st.one_of(st.none(), st.sampled_from("abc")), max_size=30))
def test_gathering_loses_and_moves_nothing(numbers):
    rows = [
        GivenRow(line, {"file": f"{line}", "x": "y"} | ({"claim": one} if one else {}))
        for line, one in enumerate(numbers)
    ]
    found = list(gather(rows, "claim", "file", 100))
    assert sorted(row.line for claim in found for row in claim) == list(range(len(rows)))
    assert [claim[0].line for claim in found] == sorted(claim[0].line for claim in found)
    for claim in found:
        lines = [row.line for row in claim]
        assert lines == sorted(lines)
        number = claim[0].cells.get("claim")
        if number is None:
            assert len(claim) == 1
        else:
            assert lines == [line for line, one in enumerate(numbers) if one == number]
