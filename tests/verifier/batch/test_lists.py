"""Lists of a backlog: folders, tables and archives, sound and hostile."""

from __future__ import annotations

import io
import os
import tarfile
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from extractor.limits import Limits
from verifier.batch import archive
from verifier.batch.archive import Archives
from verifier.batch.folder import folder_entries
from verifier.batch.manifest import open_manifest
from verifier.claim_file import claim_from_json
from verifier.errors import UsageFailure
from verifier.model import Subject
from verifier.store.blobs import Blobs

SMALL = Limits(max_bytes=1000)


@pytest.fixture
def archives(tmp_path):
    return Archives(Blobs(tmp_path / "blobs"), SMALL)


def names(entries) -> list[tuple[str, str | None]]:
    return [(one.name, one.error) for one in entries]


def zipped(path: Path, *members: tuple[str | zipfile.ZipInfo, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, blob in members:
            made.writestr(name, blob)
    return path


def test_a_folder_is_read_in_the_order_of_names_without_litter(tmp_path, archives):
    folder = tmp_path / "in"
    for name in ("b.jpg", "a.jpg", "c/d.jpg", ".hidden", "Thumbs.db", "__MACOSX/x", "truth.json"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"x")
    assert names(folder_entries(folder, archives)) == [
        ("a.jpg", None), ("b.jpg", None), ("c/d.jpg", None)
    ]  # fmt: skip


def test_links_in_a_folder_are_told_and_not_followed(tmp_path, archives):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "out").symlink_to(tmp_path)
    (folder / "secret").symlink_to("/etc/passwd")
    assert names(folder_entries(folder, archives)) == [
        ("out", "E-INPUT-TYPE"), ("secret", "E-INPUT-TYPE")
    ]  # fmt: skip


def test_a_file_named_in_the_old_encoding_is_shown_and_found(tmp_path, archives):
    folder = tmp_path / "in"
    folder.mkdir()
    raw = os.fsencode(folder) + b"/" + "证书.jpg".encode("gb18030")
    Path(os.fsdecode(raw)).write_bytes(b"x")
    (entry,) = folder_entries(folder, archives)
    assert entry.name == "证书.jpg"
    assert entry.files[0].stamp != "missing"


HEAD = "文件,姓名,身份证号,单位,申报学时,科目,备注\n"
ROW = "a.jpg,林晓芸,440000199001011230,凌水县一中,40学时,专业科目,x\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_table_is_read_in_any_usual_encoding(tmp_path, encoding):
    path = tmp_path / "list.csv"
    path.write_bytes((HEAD + ROW).encode(encoding))
    made = open_manifest(path)
    assert made.heading.ignored == ("备注",)
    (entry,) = made.entries()
    claim = claim_from_json(entry.claim)
    assert (claim.holder.name, claim.holder.id_number) == ("林晓芸", "440000199001011230")
    assert (claim.hours, claim.subject, claim.school) == (40, Subject.PROFESSIONAL, "凌水县一中")
    assert entry.name == "a.jpg"
    assert entry.listed == {
        "row": 2, "holder": "林晓芸", "unit": "凌水县一中", "hours": "40学时", "subject": "专业科目"
    }  # fmt: skip


def test_a_table_may_have_a_title_english_heads_tabs_and_facts(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text(
        "List of 2021\n\nfile\tholder\thours\tsubject\tfact:mode\r\na.jpg\tLin\t16\tpublic\tonline\r\n",
        "utf-8",
    )
    (entry,) = open_manifest(path).entries()
    claim = claim_from_json(entry.claim)
    assert (claim.subject, claim.facts["mode"]) == (Subject.PUBLIC, "online")


def test_a_workbook_is_read_like_a_table(tmp_path):
    book = Workbook()
    book.active.append(["文件", "姓名", "申报学时", "申报日期"])
    book.active.append(["a.jpg", "林晓芸", 40, "2021-12-01"])
    book.active.append(["b.jpg", "林晓芸", 12.5, None])
    book.save(tmp_path / "list.xlsx")
    entries = list(open_manifest(tmp_path / "list.xlsx").entries())
    assert [str(claim_from_json(one.claim).hours) for one in entries] == ["40", "12.5"]


def test_a_wrong_row_costs_itself_alone(tmp_path):
    path = tmp_path / "list.csv"
    rows = [
        ROW,
        "b.jpg,林晓芸,,凌水县一中,四十,专业科目\n",
        "c.jpg,林晓芸,,凌水县一中,40,劳动科目\n",
        ",林晓芸,,凌水县一中,40,专业科目\n",
        "../elsewhere.jpg,林晓芸,,,40,\n",
        "/etc/passwd,林晓芸,,,40,\n",
        '"d.jpg,林晓芸,,,40,\n',
        "\n",
        "e.jpg,林晓芸,,,,\n",
    ]
    path.write_bytes((HEAD + "".join(rows)).encode() + b"f.jpg,\xff\xfe,,,,\ng.jpg\n")
    assert names(open_manifest(path).entries()) == [
        ("a.jpg", None),
        ("b.jpg", "E-CLAIM"),
        ("c.jpg", "E-CLAIM"),
        ("第 5 行 row 5", "E-INPUT-MISSING"),
        ("../elsewhere.jpg", "E-INPUT-TYPE"),
        ("/etc/passwd", "E-INPUT-TYPE"),
        ("第 8 行 row 8", "E-CLAIM"),
        ("e.jpg", None),
        ("f.jpg", "E-CLAIM"),
        ("g.jpg", None),
    ]


def test_a_cell_may_hold_line_breaks(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text('文件,名称\n"a.jpg","一\n二"\nb.jpg,三\n', "utf-8")
    assert names(open_manifest(path).entries()) == [("a.jpg", None), ("b.jpg", None)]


def test_a_table_without_files_is_refused(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("姓名,学时\n林晓芸,40\n", "utf-8")
    with pytest.raises(UsageFailure, match="no column for files"):
        open_manifest(path)


def test_an_archive_is_unpacked_by_content(tmp_path, archives):
    path = zipped(tmp_path / "a.zip", ("d/", b""), ("d/a.jpg", b"one"), ("b.jpg", b"two"))
    entries = list(archives.entries(path))
    assert names(entries) == [("d/a.jpg", None), ("b.jpg", None)]
    assert archives.blobs.get(entries[0].files[0].location.removeprefix("blob:")) == b"one"


def test_names_of_an_old_windows_archive_are_chinese(tmp_path, archives):
    info = zipfile.ZipInfo("x.jpg")
    path = zipped(tmp_path / "a.zip", (info, b"x"))
    raw = "证书甲.jpg".encode("gb18030")
    placeholder = zipfile.ZipInfo("y" * len(raw))
    zipped(path, (placeholder, b"x"))
    path.write_bytes(path.read_bytes().replace(b"y" * len(raw), raw))
    assert names(archives.entries(path)) == [("证书甲.jpg", None)]


@pytest.mark.parametrize("name", ["../x.jpg", "/etc/x", "a/../../x", "..\\x", "C:/x"])
def test_a_path_that_leads_out_is_told(tmp_path, archives, name):
    path = zipped(tmp_path / "a.zip", (name, b"x"), ("b.jpg", b"y"))
    assert [one.error for one in archives.entries(path)] == ["E-INPUT-TYPE", None]
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.zip", "blobs"]


def test_links_and_devices_in_archives_are_told(tmp_path, archives):
    link = zipfile.ZipInfo("link")
    link.external_attr = 0o120777 << 16
    path = zipped(tmp_path / "a.zip", (link, b"/etc/passwd"))
    assert names(archives.entries(path)) == [("link", "E-INPUT-TYPE")]
    with tarfile.open(tmp_path / "a.tar.gz", "w:gz") as made:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
            info = tarfile.TarInfo(f"member{kind.decode()}")
            info.type, info.linkname = kind, "/etc/passwd"
            made.addfile(info)
        info = tarfile.TarInfo("good.jpg")
        info.size = 3
        made.addfile(info, io.BytesIO(b"abc"))
    found = names(archives.entries(tmp_path / "a.tar.gz"))
    assert [error for _, error in found] == ["E-INPUT-TYPE"] * 4 + [None]


def test_what_counts_is_the_bytes_that_come_out(tmp_path, archives):
    path = zipped(tmp_path / "a.zip", ("big", b"\0" * 100_000), ("b.jpg", b"y"))
    assert [one.error for one in archives.entries(path)] == ["E-INPUT-TOO-LARGE", None]
    # a header that promises less than there is
    lying = path.read_bytes().replace((100_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    path.write_bytes(lying)
    assert [one.error for one in archives.entries(path)][1:] == [None]


def test_a_bomb_stops_at_the_budget_and_the_rest_is_told(tmp_path, archives, monkeypatch):
    monkeypatch.setattr(archive, "LEAST_TOTAL", 2500)
    monkeypatch.setattr(archive, "MOST_GROWTH", 1)
    path = zipped(tmp_path / "a.zip", *((f"{n}", b"\0" * 999) for n in range(6)))
    errors = [one.error for one in archives.entries(path)]
    assert errors == [None, None, *["E-INPUT-TOO-LARGE"] * 4]
    with tarfile.open(tmp_path / "a.tgz", "w:gz") as made:
        for number in range(6):
            info = tarfile.TarInfo(f"{number}")
            info.size = 999
            made.addfile(info, io.BytesIO(b"\0" * 999))
    found = [one.error for one in archives.entries(tmp_path / "a.tgz")]
    assert found == [None, None, "E-INPUT-TOO-LARGE"]


def test_archives_in_archives_are_opened_to_a_depth(tmp_path, archives):
    blob = b"leaf"
    for depth in range(5):
        path = zipped(tmp_path / "x.zip", (f"{depth}.zip" if depth else "leaf.jpg", blob))
        blob = path.read_bytes()
    found = names(archives.entries(path))
    assert found == [("4.zip/3.zip/2.zip", "E-INPUT-TYPE")]
    inner = zipped(tmp_path / "y.zip", ("leaf.jpg", b"leaf")).read_bytes()
    path = zipped(tmp_path / "z.zip", ("in.zip", inner), ("b.jpg", b"x"))
    assert names(archives.entries(path)) == [("in.zip/leaf.jpg", None), ("b.jpg", None)]


def test_a_password_and_damage_are_told_by_member(tmp_path, archives):
    path = zipped(tmp_path / "a.zip", ("a.jpg", b"first" * 50), ("b.jpg", b"second"))
    blob = bytearray(path.read_bytes())
    at = blob.index(b"a.jpg") + len(b"a.jpg")
    blob[at : at + 4] = b"\xff\xff\xff\xff"
    path.write_bytes(blob)
    assert [one.error for one in archives.entries(path)] == ["E-INPUT-DAMAGED", None]
    blob = bytearray(zipped(path, ("a.jpg", b"x"), ("b.jpg", b"y")).read_bytes())
    central = blob.index(b"PK\x01\x02")
    blob[central + 8] |= 1
    path.write_bytes(blob)
    assert [one.error for one in archives.entries(path)] == ["E-INPUT-ENCRYPTED", None]


def test_an_archive_that_is_cut_off_is_told(tmp_path, archives):
    with tarfile.open(tmp_path / "a.tgz", "w:gz") as made:
        for number in range(3):
            info = tarfile.TarInfo(f"{number}")
            info.size = 900
            made.addfile(info, io.BytesIO(os.urandom(900)))
    blob = (tmp_path / "a.tgz").read_bytes()
    (tmp_path / "a.tgz").write_bytes(blob[: len(blob) * 2 // 3])
    errors = [one.error for one in archives.entries(tmp_path / "a.tgz")]
    assert errors[0] is None
    assert errors[-1] == "E-INPUT-DAMAGED"


def test_an_archive_in_a_folder_is_opened_and_an_office_file_is_not(tmp_path, archives):
    folder = tmp_path / "in"
    folder.mkdir()
    zipped(folder / "a.zip", ("x.jpg", b"x"))
    zipped(folder / "b.docx", ("word/document.xml", b"x"))
    (folder / "c.zip").write_bytes(b"no archive")
    assert names(folder_entries(folder, archives)) == [
        ("a.zip/x.jpg", None), ("b.docx", None), ("c.zip", None)
    ]  # fmt: skip
