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


def test_the_worst_page_grades_the_document():
    found = join_quality(
        [Quality("good"), Quality("poor", ("blurred",)), Quality("fair", ("dark",))]
    )
    assert found == Quality("poor", ("blurred", "dark"))
    assert join_quality([]).grade == "poor"
