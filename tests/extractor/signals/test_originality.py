"""Originality: each rule speaks for its own reason, and doubt is an answer."""

import numpy as np
import pytest

from extractor.document import Assessment, Box, Originality, Place, Seal
from extractor.filefacts import SheetFacts
from extractor.signals.originality import assess_originality, join_originality, measure_chroma
from tests.extractor.builders import line

PAPER = np.full((400, 300, 3), 245, np.uint8)
RED_SEAL = Seal(Place(1, Box(0.6, 0.7, 0.8, 0.85)), "red")


def coloured():
    image = PAPER.copy()
    image[280:340, 180:240] = (200, 30, 40)
    return image


def assess(image, *, lines=(), seals=(), **facts):
    return assess_originality(image, lines, seals, SheetFacts(**facts), page=1)


def test_a_red_seal_in_a_colour_capture_speaks_for_an_original():
    found = assess(coloured(), seals=(RED_SEAL,))
    assert found.assessment is Assessment.ORIGINAL
    assert found.signals[0].place == RED_SEAL.place


@pytest.mark.parametrize("words", ["复印件", "与原件一致", "本件与原件核对无误", "TRUE COPY"])
def test_the_words_of_a_copy_come_first(words):
    found = assess(coloured(), lines=(line(words, 0.1, 0.1),), seals=(RED_SEAL,))
    assert found.assessment is Assessment.COPY
    assert found.signals[0].name == "copy-words"


@pytest.mark.parametrize(
    "sentence",
    [
        "请提交复印件一份,并携带原件到现场核对,过期不予受理。",
        "本证书复印件无效,遗失不补,请妥善保管。",
    ],
)
def test_a_sentence_that_mentions_copies_makes_no_copy(sentence):
    found = assess(coloured(), lines=(line(sentence, 0.1, 0.1),), seals=(RED_SEAL,))
    assert found.assessment is Assessment.ORIGINAL


def test_a_grey_file_says_nothing():
    assert assess(PAPER, colour="grey").assessment is Assessment.UNDECIDED
    assert assess(PAPER).signals[0].name == "grey-file"
    assert assess(PAPER, colour="bilevel").signals[0].name == "bilevel-file"


def test_a_colour_capture_without_a_seal_is_undecided():
    assert assess(coloured()).assessment is Assessment.UNDECIDED


def test_a_page_drawn_by_fonts_is_born_digital_and_a_scan_with_a_text_layer_is_not():
    drawn = assess(coloured(), vector_text=200, picture_share=0.1)
    assert drawn.assessment is Assessment.BORN_DIGITAL
    scanned = assess(coloured(), seals=(RED_SEAL,), vector_text=0, picture_share=1.0)
    assert scanned.assessment is Assessment.ORIGINAL


def test_the_gravest_page_decides_for_the_document():
    pages = [Originality(Assessment.ORIGINAL), Originality(Assessment.COPY)]
    assert join_originality(pages).assessment is Assessment.COPY
    assert join_originality([]).assessment is Assessment.UNDECIDED


def test_chroma_is_none_on_grey_and_much_on_red():
    assert measure_chroma(PAPER) == 0
    assert measure_chroma(coloured()) > 100
