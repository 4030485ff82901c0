"""A few drawn captures, one of a class, read from their files: what each is called and why.

`fixtures/draw_captures.py` drew them; that an undecidable one is called original is a fact to
know (a colour copy), not a wish.
"""

import json
from pathlib import Path

import pytest

from extractor.intake import open_upload
from extractor.signals import look_at_page
from tests.extractor.signals.sheets import page_of

FOLDER = Path(__file__).parents[3] / "fixtures" / "captured"
EXPECTED = json.loads((FOLDER / "expected.json").read_text("utf-8"))


@pytest.mark.parametrize("name", EXPECTED)
def test_a_capture_is_called_what_can_be_seen_on_it(name):
    with open_upload((FOLDER / name).read_bytes(), name) as upload:
        sheet = next(iter(upload.sheets()))
        found = look_at_page(sheet.image, page_of(()), sheet.facts, file=upload.facts).originality
    assert {"assessment": found.assessment, "reason": found.reason} == EXPECTED[name]
    seals = [signal for signal in found.signals if signal.name.endswith("seal")]
    assert all(signal.place is not None for signal in seals)
