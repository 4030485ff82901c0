"""Picture quality: the grade follows what is measured on the lines."""

import cv2
import numpy as np

from extractor.document import Quality
from extractor.signals.quality import assess_quality, join_quality
from tests.extractor.builders import line


def page(*, paper=245, ink=20, blur=0.0):
    image = np.full((1000, 1000, 3), paper, np.uint8)
    for row in range(5):
        cv2.putText(image, "CERTIFICATE 2021", (100, 130 + 100 * row), 0, 1.6, (ink,) * 3, 4)
    return cv2.GaussianBlur(image, (0, 0), blur) if blur else image


def lines(**options):
    return tuple(
        line("CERTIFICATE 2021", 0.09, 0.085 + 0.1 * row, em=0.06, **options) for row in range(5)
    )


def test_a_sharp_bright_page_is_good():
    assert assess_quality(page(), lines()) == Quality("good")


def test_a_blurred_page_says_so():
    assert "blurred" in assess_quality(page(blur=9), lines()).reasons


def test_a_dark_page_says_so():
    assert "dark" in assess_quality(page(paper=70, ink=5), lines()).reasons


def test_small_type_is_low_resolution():
    tiny = tuple(line("CERTIFICATE", 0.1, 0.1 * row, em=0.008) for row in range(1, 5))
    assert "low_resolution" in assess_quality(page(), tiny).reasons


def test_doubtful_reading_lowers_the_grade():
    assert "unsure_reading" in assess_quality(page(), lines(confidence=0.5)).reasons


def test_a_page_without_text_is_poor():
    assert assess_quality(page(), ()) == Quality("poor", ("no_text",))


def test_even_paper_without_text_is_blank():
    assert assess_quality(page(ink=245), ()) == Quality("poor", ("no_text", "blank"))


def test_an_even_dark_picture_and_one_of_blurred_print_may_be_anything():
    assert assess_quality(page(paper=12, ink=12), ()) == Quality("poor", ("no_text",))
    assert assess_quality(page(blur=25), ()) == Quality("poor", ("no_text",))


def test_the_worst_page_grades_the_document():
    found = join_quality(
        [Quality("good"), Quality("poor", ("blurred",)), Quality("fair", ("dark",))]
    )
    assert found == Quality("poor", ("blurred", "dark"))
    assert join_quality([]).grade == "poor"


def table(*sheets):
    """A dark table of 1000 by 1000 with sheets (left, top, right, bottom) on it."""
    image = np.full((1000, 1000, 3), 70, np.uint8)
    for left, top, right, bottom in sheets:
        cv2.rectangle(image, (left, top), (right, bottom), (235, 232, 225), -1)
    return image


def text_on(*sheets):
    return tuple(
        line("CERTIFICATE 2021", (left + 30) / 1000, (top + 40 + 60 * row) / 1000, em=0.02)
        for left, top, _, _ in sheets
        for row in range(4)
    )


def test_two_sheets_on_a_table_are_several_documents():
    both = (40, 60, 480, 900), (540, 60, 960, 900)
    found = assess_quality(table(*both), text_on(*both))
    assert "several_documents" in found.reasons
    assert found.grade == "fair"


def test_one_sheet_and_the_two_leaves_of_a_folder_are_one_document():
    one = (60, 60, 940, 900)
    assert "several_documents" not in assess_quality(table(one), text_on(one)).reasons
    leaves = (40, 60, 498, 900), (502, 60, 960, 900)
    assert "several_documents" not in assess_quality(table(*leaves), text_on(*leaves)).reasons


def test_a_blank_sheet_beside_the_document_is_no_document():
    both = (40, 60, 480, 900), (540, 60, 960, 900)
    assert "several_documents" not in assess_quality(table(*both), text_on(both[0])).reasons


def test_a_burnt_spot_on_darker_paper_is_glare_and_white_paper_is_none():
    y, x = np.mgrid[0:1000, 0:1000]
    lamp = 140 * np.exp(-((x - 420) ** 2 + (y - 300) ** 2) / (2 * 40.0**2))
    spot = np.clip(page(paper=205) + lamp[..., None], 0, 255).astype(np.uint8)
    assert "glare" in assess_quality(spot, lines()).reasons
    assert "glare" not in assess_quality(page(paper=210), lines()).reasons
    assert "glare" not in assess_quality(page(paper=255), lines()).reasons


def test_a_white_card_and_slow_shade_are_no_glare():
    card = page(paper=205)
    card[520:760, 150:700] = 255
    assert "glare" not in assess_quality(card, lines()).reasons
    shade = np.linspace(60, 0, 1000)[None, :, None]
    slow = np.clip(page(paper=205) + shade, 0, 255).astype(np.uint8)
    assert "glare" not in assess_quality(slow, lines()).reasons


def test_text_at_any_edge_is_cut_off():
    for left, top in ((0.0, 0.5), (0.5, 0.0)):
        cut = (*lines(), line("CERTIFICATE", left, top, em=0.02))
        assert "cut_off" not in assess_quality(page(), cut[:-1]).reasons
        assert assess_quality(page(), (*cut, cut[-1])).reasons == ("cut_off",)


def test_a_page_that_was_turned_says_so_and_is_no_worse():
    assert assess_quality(page(), lines(), rotation=180) == Quality("good", ("turned",))
