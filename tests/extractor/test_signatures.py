from dataclasses import replace
from pathlib import Path

import pytest

from extractor.document import Changes, Integrity, Trust
from extractor.intake import open_upload
from extractor.limits import DEFAULT_LIMITS
from extractor.signatures import SignatureCheck
from fixtures import hostile_pdfs as pdfs
from tests.extractor.signed_pdfs import SIGNER, altered, redrawn, signed, signer

HOSTILE = Path(__file__).parents[2] / "fixtures/hostile"


def checked(blob, *, roots=None, limits=DEFAULT_LIMITS):
    with (
        open_upload(blob, "a.pdf") as upload,
        SignatureCheck(blob, upload.facts, limits=limits, roots=roots) as check,
    ):
        return check.result()


def only(blob, **options):
    (signature,), problems = checked(blob, **options)
    assert problems == ()
    return signature


def test_an_intact_signature_is_reported_with_what_it_says_of_itself():
    found = only(signed())
    assert (found.integrity, found.changes, found.trust) == (
        Integrity.INTACT, Changes.NONE, Trust.NOT_CHECKED,
    )  # fmt: skip
    assert found.signer == SIGNER
    assert found.signed_at is not None
    assert found.signed_at.startswith("20")


def test_content_changed_under_a_signature_breaks_it():
    assert only(altered(signed())).integrity is Integrity.BROKEN


def test_a_page_drawn_anew_after_signing_is_suspect():
    found = only(redrawn(signed()))
    assert (found.integrity, found.changes) == (Integrity.INTACT, Changes.SUSPECT)


def test_a_second_signature_is_a_permitted_change():
    found, problems = checked(signed(signed(), "S2"))
    assert problems == ()
    assert [one.changes for one in found] == [Changes.PERMITTED, Changes.NONE]


def test_bytes_after_the_end_leave_the_coverage_unclear():
    found = only(signed() + b"\n% more\n")
    assert found.changes in (Changes.UNCLEAR, Changes.SUSPECT)


def test_a_signer_under_a_root_of_the_office_is_trusted(tmp_path):
    (tmp_path / "root.pem").write_bytes(signer()[1])
    assert only(signed(), roots=tmp_path).trust is Trust.TRUSTED


def test_a_folder_without_certificates_is_told(tmp_path):
    (found,), problems = checked(signed(), roots=tmp_path)
    assert found.trust is Trust.NOT_CHECKED
    assert [problem.code for problem in problems] == ["P-SIGNATURE-ROOTS"]


def test_a_certificate_that_cannot_be_read_costs_the_check_only(tmp_path):
    (tmp_path / "root.pem").write_text("no certificate", encoding="utf-8")
    (found,), problems = checked(signed(), roots=tmp_path)
    assert found.integrity is Integrity.UNREADABLE
    assert [problem.code for problem in problems] == ["P-SIGNATURE-NOT-CHECKED"]


@pytest.mark.parametrize("name", ["empty-signature.pdf", "looping-signature.pdf"])
def test_a_signature_of_nonsense_is_unreadable_and_the_page_is_read(name):
    blob = (HOSTILE / name).read_bytes()
    found, _ = checked(blob)
    assert {one.integrity for one in found} <= {Integrity.UNREADABLE, Integrity.BROKEN}
    assert found


def test_a_check_that_takes_too_long_costs_the_check_only():
    (found,), problems = checked(signed(), limits=replace(DEFAULT_LIMITS, decode_seconds=0.01))
    assert found.integrity is Integrity.UNREADABLE
    assert [problem.code for problem in problems] == ["P-SIGNATURE-NOT-CHECKED"]


def test_a_file_without_signatures_starts_no_child():
    assert checked(pdfs.page()) == ((), ())
