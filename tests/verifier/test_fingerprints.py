"""What a reading was made by: every file of the reader that can change it."""

from pathlib import Path

import extractor
from verifier import fingerprints

_NOT_READ_BY = {".md", ".pyc"}
_PINNED = {".onnx"}
"""Model files whose digest stands in a source file (`extractor/engines/models.py`)."""


def test_every_file_that_decides_a_reading_is_part_of_its_print():
    folder = Path(extractor.__file__).parent
    endings = {path.suffix for path in folder.rglob("*") if path.is_file()}
    endings -= {Path("py.typed").suffix, *_NOT_READ_BY, *_PINNED}
    assert endings == set(fingerprints._SOURCES) - {".csv"}
    assert "learned/spans.npz" in "\n".join(fingerprints._files(folder, fingerprints._SOURCES))
