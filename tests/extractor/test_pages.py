"""A sheet becomes an upright page: rotation, order, text layer and problems together."""

from dataclasses import dataclass, field

import numpy as np
import pytest

from extractor.document import Box, Line, Origin, Word
from extractor.engines import Reading, load_engine
from extractor.filefacts import SheetFacts
from extractor.image import turn
from extractor.pages import read_page
from tests.extractor.pictures import printed

PAGE = printed([(100, 100, 40, "Total hours: 40"), (100, 300, 40, "Issued 9 July 2021")])


@dataclass(frozen=True)
class FakeSheet:
    image: np.ndarray
    number: int = 1
    text: tuple[Line, ...] = ()
    facts: SheetFacts = field(default_factory=SheetFacts)
    hidden: tuple[tuple[str, Line], ...] = ()


@dataclass(frozen=True)
class FakeEngine:
    reading: Reading
    name: str = "fake"

    def read(self, _image):
        return self.reading

    def read_strip(self, _image):
        return "", 0.0


def line(text, box, origin=Origin.OCR):
    return Line(text, box, 1.0, (Word(text, box, 1.0),), origin)


def test_the_picture_and_its_size_are_those_of_the_upright_page():
    sheet = FakeSheet(turn(PAGE, 90), number=4)
    read = read_page(sheet, FakeEngine(Reading(270, ())))
    assert np.array_equal(read.image, PAGE)
    assert (read.page.width, read.page.height) == (1200, 800)
    assert (read.page.rotation, read.page.number) == (270, 4)


def test_lines_come_in_reading_order():
    lines = (
        line("lower", Box(0.1, 0.5, 0.4, 0.55)),
        line("right", Box(0.6, 0.105, 0.9, 0.155)),
        line("left", Box(0.1, 0.1, 0.4, 0.15)),
    )
    read = read_page(FakeSheet(PAGE), FakeEngine(Reading(0, lines)))
    assert read.page.text == "left\nright\nlower"


def test_the_boxes_of_the_text_layer_turn_with_the_page():
    # Upright, the first line of PAGE lies at the top left.
    upright = Box(0.08, 0.13, 0.35, 0.18)
    aside = Box(1 - upright.bottom, upright.left, 1 - upright.top, upright.right)
    sheet = FakeSheet(turn(PAGE, 90), text=(line("Total hours: 40", aside, Origin.TEXT_LAYER),))
    engine = FakeEngine(Reading(270, (line("Total hours: 40", upright),)))
    read = read_page(sheet, engine)
    assert read.page.origin is Origin.TEXT_LAYER
    assert read.page.lines[0].box.as_list() == upright.as_list()
    assert read.page.lines[0].words[0].box.as_list() == upright.as_list()
    assert read.problems == ()


@pytest.mark.ocr
def test_a_text_layer_with_another_number_than_the_picture_is_found_out():
    layer = (line("Total hours: 48", Box(0.08, 0.13, 0.35, 0.18), Origin.TEXT_LAYER),)
    read = read_page(FakeSheet(PAGE, text=layer), load_engine())
    assert "Total hours: 40" in read.page.text
    assert "48" not in read.page.text
    assert [problem.code for problem in read.problems] == ["P-TEXT-LAYER-CONTRADICTS"]


@pytest.mark.ocr
def test_a_sound_text_layer_is_used_and_the_rest_of_the_picture_added():
    layer = (line("Total hours: 40", Box(0.08, 0.13, 0.35, 0.18), Origin.TEXT_LAYER),)
    page = read_page(FakeSheet(PAGE, text=layer), load_engine()).page
    assert [found.origin for found in page.lines] == [Origin.TEXT_LAYER, Origin.OCR]
    assert page.lines[1].text.replace(" ", "") == "Issued9July2021"
