"""`--pictures`: each document writes what its signals are believed by, under its number and name."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from extractor.document import Assessment, Box, Originality, Place, Quality, Seal
from extractor.signals import Looked
from verifier.check import Upload
from verifier.errors import UsageFailure
from verifier.looking import with_pictures

IMAGE = np.full((300, 200, 3), 230, np.uint8)


def looked(*, seals: int = 1) -> Looked:
    found = tuple(Seal(Place(1, Box(0.4, 0.4, 0.7, 0.6)), "red") for _ in range(seals))
    return Looked(found, Originality(Assessment.UNDECIDED), Quality("good"))


def test_the_seals_are_counted_over_the_pages_of_a_document(tmp_path: Path):
    one, two = with_pictures(
        [Upload("扫描 件.pdf", bytes), Upload("../../b.jpg", bytes)], tmp_path / "new"
    )
    assert one.keep_looked is not None
    assert two.keep_looked is not None
    one.keep_looked(1, IMAGE, looked(seals=2))
    one.keep_looked(2, IMAGE, looked())
    two.keep_looked(1, IMAGE, looked(seals=0))
    written = sorted(path.name for path in (tmp_path / "new").iterdir())
    assert "1-扫描_件-seal-3-grey.png" in written
    assert "1-扫描_件-saturation-2.png" in written
    assert [name for name in written if name.startswith("2-")] == ["2-b-saturation-1.png"]
    assert len(written) == 3 * 3 + 2 + 1


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path):
    (tmp_path / "taken").write_text("x", "utf-8")
    with pytest.raises(UsageFailure):
        with_pictures([], tmp_path / "taken")
    [upload] = with_pictures([Upload("a.jpg", bytes)], tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert upload.keep_looked is not None
    with pytest.raises(UsageFailure):
        upload.keep_looked(1, IMAGE, looked())
