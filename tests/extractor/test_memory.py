"""What was read before is remembered by its pixels; only what differs is looked at again."""

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.engines import memory
from extractor.engines.memory import LayoutMemory, LineMemory
from extractor.engines.rapid import Rapid
from extractor.engines.recognised import Recognised
from tests.extractor.pictures import printed

SHAPE = (1600, 1280)
"""Height and width of a page; its small copy has half of each."""
LINES = [
    (100, 100, 44, "Certificate of Completion"),
    (100, 200, 32, "has attended the course in the spring of 2021"),
    (100, 300, 32, "Total hours: 40"),
    (100, 700, 26, "Issued in Guangzhou on 9 July 2021"),
]


def written(*boxes):
    """Return a small copy with a dark bar for each line."""
    small = np.full((SHAPE[0] // 2, SHAPE[1] // 2), 255, np.uint8)
    for left, top, width in boxes:
        small[top : top + 20, left : left + width] = 0
    return small


class Bars:
    """Finds dark bars as the detector finds lines, and remembers how large the pictures were."""

    def __init__(self):
        self.seen = []

    def __call__(self, small, shape):
        self.seen.append(small.size)
        _, _, stats, _ = cv2.connectedComponentsWithStats((small < 128).astype(np.uint8))
        scale = shape[1] / small.shape[1], shape[0] / small.shape[0]
        corners = [
            [(x, y), (x + w, y), (x + w, y + h), (x, y + h)] for x, y, w, h, _ in stats[1:].tolist()
        ]
        return (np.array(corners, np.float32).reshape(-1, 4, 2) * scale).astype(np.float32)


def texts(reading):
    return {"".join(line.text.split()) for line in reading.lines}


def as_set(quads):
    return {tuple(np.round(quad).astype(int).ravel().tolist()) for quad in quads}


# --- lines ------------------------------------------------------------------------------


def test_the_same_pixels_are_read_once_and_others_are_read():
    lines, asked = LineMemory(), []

    def read(crop):
        asked.append(crop)
        return Recognised(str(len(asked)), 1.0, (0.5,), (1.0,))

    crop = np.arange(64, dtype=np.uint8).reshape(8, 8)
    changed = crop.copy()
    changed[3, 3] += 1
    said = [
        lines.recognised(each, read).text for each in (crop, crop.copy(), changed, crop, crop.T)
    ]
    assert said == ["1", "1", "2", "1", "3"]
    assert lines.recognised(crop.reshape(4, 16), read).text == "4"


def test_the_line_not_met_for_longest_is_forgotten(monkeypatch):
    monkeypatch.setattr(memory, "MOST_LINES", 2)
    lines, asked = LineMemory(), []

    def read(crop):
        asked.append(int(crop[0, 0]))
        return Recognised("", 1.0, (), ())

    for value in (1, 2, 1, 3, 1, 2):
        lines.recognised(np.full((2, 2), value, np.uint8), read)
    assert asked == [1, 2, 3, 2]


# --- layouts ----------------------------------------------------------------------------

FORM = ((100, 80, 300), (100, 200, 200), (100, 300, 400), (100, 700, 200))


def test_a_page_seen_before_is_not_looked_at_again():
    layouts, find = LayoutMemory(), Bars()
    first = layouts.lines(written(*FORM), SHAPE, find)
    again = layouts.lines(written(*FORM), SHAPE, find)
    assert as_set(first) == as_set(again)
    assert find.seen == [written().size]


def test_only_a_place_that_differs_is_looked_at():
    layouts, find = LayoutMemory(), Bars()
    layouts.lines(written(*FORM), SHAPE, find)
    other = written((100, 80, 300), (100, 200, 260), (100, 300, 400), (100, 700, 200))
    found = layouts.lines(other, SHAPE, find)
    assert as_set(found) == as_set(Bars()(other, SHAPE))
    assert len(find.seen) == 2
    assert find.seen[1] < 0.2 * other.size


def test_a_page_that_is_another_one_is_looked_at_whole():
    layouts, find = LayoutMemory(), Bars()
    layouts.lines(written(*FORM), SHAPE, find)
    other = written((20, 40, 600), (20, 400, 600), (20, 760, 600))
    assert as_set(layouts.lines(other, SHAPE, find)) == as_set(Bars()(other, SHAPE))
    assert find.seen == [other.size, other.size]


def test_pages_of_other_sizes_are_not_compared():
    layouts, find = LayoutMemory(), Bars()
    layouts.lines(written(*FORM), SHAPE, find)
    layouts.lines(written(*FORM), (800, 640), find)
    assert find.seen == [written().size] * 2


def test_a_layout_that_a_sample_proves_wrong_is_forgotten(monkeypatch):
    monkeypatch.setattr(memory, "SAMPLED", 1)  # every page is a sample
    layouts, find = LayoutMemory(), Bars()
    page = written(*FORM)
    layouts.lines(page, SHAPE, lambda small, shape: Bars()(written(FORM[0]), shape))  # a lie
    assert as_set(layouts.lines(page, SHAPE, find)) == as_set(Bars()(page, SHAPE))
    layouts.lines(page, SHAPE, find)
    layouts.lines(page, SHAPE, find)
    assert find.seen == [page.size] * 3  # found anew, remembered, and the sample that agreed


bars = st.tuples(
    st.integers(10, 500), st.integers(0, 24).map(lambda row: 8 + 32 * row), st.integers(25, 120)
)


@given(st.lists(bars, min_size=4, max_size=12), st.lists(bars, max_size=3), st.data())
def test_memory_finds_what_a_whole_look_finds(form, added, data):
    kept = data.draw(st.lists(st.sampled_from(form), min_size=len(form) - 2, unique=True))
    layouts = LayoutMemory()
    layouts.lines(written(*form), SHAPE, Bars())
    page = written(*kept, *added)
    assert as_set(layouts.lines(page, SHAPE, Bars())) == as_set(Bars()(page, SHAPE))


# --- the engine -------------------------------------------------------------------------


@pytest.mark.ocr
def test_the_second_paper_of_a_class_is_read_alike_and_costs_little(monkeypatch):
    papers = [
        printed([*LINES, (700, 300, 32, f"No. 2021-{number}")]) for number in ("0457", "0458")
    ]
    remembering, read, looked = Rapid(remembers=True), [], []
    read_line, find_lines = remembering._read_line, remembering._find_lines
    monkeypatch.setattr(
        remembering, "_read_line", lambda crop: (read.append(crop), read_line(crop))[1]
    )
    monkeypatch.setattr(
        remembering,
        "_find_lines",
        lambda small, shape: (looked.append(small.size), find_lines(small, shape))[1],
    )
    remembering.read(papers[0])
    first, read[:] = len(read), []
    second = remembering.read(papers[1])
    assert texts(second) == texts(Rapid().read(papers[1]))
    assert "No.2021-0458" in texts(second)
    assert len(read) < first / 2
    assert looked[1] < looked[0] / 2
