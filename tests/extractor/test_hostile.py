import json
import resource
from dataclasses import replace
from pathlib import Path

import pytest

from extractor.errors import DamagedInput, InputError, SlowInput, TooLargeInput
from extractor.intake import open_upload
from extractor.limits import DEFAULT_LIMITS
from fixtures import hostile_others, hostile_pdfs, hostile_pictures, make_hostile

FOLDER = make_hostile.FOLDER
EXPECTED = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))
TIGHT = replace(DEFAULT_LIMITS, decode_seconds=4.0, decode_memory=400 << 20)
"""Enough for every file here that can be read; the default limits only take longer to reach."""
PATIENT = replace(TIGHT, decode_seconds=60.0)
"""For what ends otherwise than by its time: a loaded machine may be slow on the way there."""


def outcome_of(blob, name, limits=TIGHT):
    try:
        with open_upload(blob, name, limits=limits) as upload:
            pages = sum(1 for _ in upload.sheets())
            assert pages == upload.source.pages
            return "read", sorted(problem.code for problem in upload.problems)
    except InputError as failure:
        caught = failure
    assert caught.message.strip()
    assert caught.remedy.strip()
    assert "\n" not in caught.message
    return caught.code, []


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_hostile_file_ends_as_expected(name):
    expected = EXPECTED[name]
    limits = TIGHT if expected["outcome"] == SlowInput.code else PATIENT
    found = outcome_of((FOLDER / name).read_bytes(), name, limits)
    assert found == (expected["outcome"], sorted(expected["problems"]))


def test_the_folder_holds_what_the_generator_makes_and_stays_small():
    files = {path.name for path in FOLDER.iterdir()} - {"expected.json"}
    assert files == set(EXPECTED) == set(make_hostile.FILES)
    assert len(files) >= 30
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 2_000_000


def test_files_made_of_fixed_bytes_are_the_committed_ones():
    for made in (make_hostile.OTHERS, make_hostile.PDFS, make_hostile.OFDS):
        for name in set(made) - {"bomb.zip", "flate-chain.pdf", "bomb.ofd"}:
            assert made[name].make() == (FOLDER / name).read_bytes(), name


def test_a_tiff_of_ten_thousand_pages_is_refused():
    with pytest.raises(TooLargeInput, match="50页"):
        open_upload(hostile_pictures.tiff_pages(10_000), "many.tif")


def test_a_page_of_too_many_characters_is_refused():
    content = b"BT /F1 1 Tf 10 TL 0 800 Td " + b"(%s) ' " % (b"a" * 2000) * 60 + b"ET"
    blob = hostile_pdfs.page(content)
    with pytest.raises(TooLargeInput, match="字符"), open_upload(blob, "a.pdf") as upload:
        list(upload.sheets())


def test_a_damaged_page_after_good_ones_is_named():
    blob = hostile_pdfs.page(
        changes={2: b"<</Type/Pages/Kids[3 0 R 9 0 R]/Count 2>>", 9: b"<</Type/Nothing>>"}
    )
    with open_upload(blob, "a.pdf") as upload:
        sheets = upload.sheets()
        assert next(sheets).number == 1
        with pytest.raises(DamagedInput, match="第2页"):
            next(sheets)


def test_no_bomb_swells_the_parent():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for name in ("bomb.png", "flate-chain.pdf", "picture-bomb.pdf", "text-bomb.png", "bomb.zip"):
        outcome_of((FOLDER / name).read_bytes(), name)
    # One page in and out of the parent is at most 39 MB; bombs hold from 64 MB to 450 MB.
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 60 * 1024


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "JPEG"])
def test_no_cut_or_flipped_picture_does_more_than_fail(kind):
    blob = hostile_pictures.saved(hostile_pictures.certificate(), kind)
    for place in range(16, len(blob), len(blob) // 8):
        flipped = blob[:place] + bytes([blob[place] ^ 0xFF]) + blob[place + 1 :]
        for hurt in (blob[:place], flipped):
            assert outcome_of(hurt, "a")[0] in ("read", "E-INPUT-DAMAGED", "E-INPUT-TOO-LARGE")


def test_an_archive_is_named_by_what_is_in_it():
    for members, said in (
        ({"OFD.xml": b""}, "OFD"),
        ({"word/document.xml": b""}, "DOCX"),
        ({"a.jpg": b""}, "ZIP"),
    ):
        with pytest.raises(InputError, match=said):
            open_upload(hostile_others.archive(members), "a.zip")


def test_a_broken_archive_is_still_called_an_archive():
    with pytest.raises(InputError, match="ZIP"):
        open_upload(b"PK\x03\x04" + bytes(100), Path("a.zip").name)
