"""A few drawn captures, one of a class, read from their files: what each is called and why.

`fixtures/draw_captures.py` drew them; that an undecidable one is called original is a fact to
know (a colour copy), not a wish.
"""

import json
from pathlib import Path

import numpy as np
import pytest

from extractor.filefacts import FileFacts, SheetFacts
from extractor.intake import open_upload
from extractor.signals import look_at_page
from extractor.signals.capture import is_screenshot
from tests.extractor.builders import line
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


def bar(text, top=0.01, left=0.05):
    return line(text, left, top, em=0.012)


def plain_page(*, grain=0):
    image = np.full((1200, 700, 3), 236, np.int16)
    if grain:
        image = image + np.random.default_rng(2).normal(0, grain, image.shape).astype(np.int16)
    return np.clip(image, 0, 255).astype(np.uint8)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("9:41", True),
        ("21：07", True),
        ("上午9:41", True),
        ("https://study.example.org/center/records?tab=done", True),
        ("☆ https://study.example.org/a", True),
        ("9:41-11:20 上午课程", False),
        ("25:70", False),
        ("2021/7/5 9:41", False),
        ("Vol.42 No.12", False),
        ("www.example.org", False),
    ],
)
def test_a_screen_s_bar_at_the_top_makes_a_screenshot(text, is_one):
    sheet = SheetFacts(width=700, height=1200)
    assert is_screenshot(plain_page(), None, sheet, (bar(text),)) is is_one
    # lower down it is a part of the page, on a grainy one paper that was captured
    assert not is_screenshot(plain_page(), None, sheet, (bar(text, top=0.5),))
    assert not is_screenshot(plain_page(grain=6), None, sheet, (bar(text),))
    camera = FileFacts("image/jpeg", camera=True)
    assert not is_screenshot(plain_page(), camera, sheet, (bar(text),))
    printed = FileFacts("application/pdf")
    assert not is_screenshot(plain_page(), printed, sheet, (bar(text),))
