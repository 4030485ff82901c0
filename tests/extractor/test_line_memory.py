"""A line whose pixels were read before is answered from memory, with the same answer."""

import numpy as np
import pytest

from extractor.engines import line_memory
from extractor.engines.line_memory import LineMemory
from extractor.engines.rapid import Rapid
from extractor.engines.recognised import Recognised
from tests.extractor.pictures import printed

LINES = [
    (100, 100, 44, "Certificate of Completion"),
    (100, 200, 32, "has attended the course in the spring of 2021"),
    (100, 300, 32, "Total hours: 40"),
    (100, 700, 26, "Issued in Guangzhou on 9 July 2021"),
]


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
    monkeypatch.setattr(line_memory, "MOST_LINES", 2)
    lines, asked = LineMemory(), []

    def read(crop):
        asked.append(int(crop[0, 0]))
        return Recognised("", 1.0, (), ())

    for value in (1, 2, 1, 3, 1, 2):
        lines.recognised(np.full((2, 2), value, np.uint8), read)
    assert asked == [1, 2, 3, 2]


@pytest.mark.ocr
def test_the_second_paper_of_a_class_is_read_alike_and_costs_less(monkeypatch):
    papers = [
        printed([*LINES, (700, 300, 32, f"No. 2021-{number}")]) for number in ("0457", "0458")
    ]
    remembering, read = Rapid(memory=LineMemory()), []
    read_line = remembering._read_line
    monkeypatch.setattr(
        remembering, "_read_line", lambda crop: (read.append(crop), read_line(crop))[1]
    )
    remembering.read(papers[0])
    first, read[:] = len(read), []
    assert remembering.read(papers[1]) == Rapid().read(papers[1])
    assert 0 < len(read) < first
