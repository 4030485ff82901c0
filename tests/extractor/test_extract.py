"""A whole file: what a blank page says of the others."""

import io

import numpy as np
import pytest
from PIL import Image

from extractor.engines import load_engine
from extractor.extract import extract
from extractor.signals.quality import is_blank
from tests.extractor.pictures import printed, stamped

LINES = [
    (100, 100, 44, "Certificate of Completion"),
    (100, 200, 32, "has attended the course in the spring of 2021"),
    (100, 260, 32, "Total hours: 40"),
    (100, 700, 26, "Issued in Guangzhou on 9 July 2021"),
]
FRONT = stamped(printed(LINES), centre=(900, 600), radius=90, ink=(200, 30, 40))
PAPER = np.full_like(FRONT, 244)


def as_pdf(*pages):
    first, *rest = (Image.fromarray(page) for page in pages)
    held = io.BytesIO()
    first.save(held, "PDF", save_all=True, append_images=rest, resolution=150)
    return held.getvalue()


def test_even_paper_is_blank_and_print_or_a_blurred_photograph_is_not():
    grain = np.random.default_rng(1).normal(0, 3, PAPER.shape)
    assert is_blank((PAPER + grain).clip(0, 255).astype(np.uint8))
    assert not is_blank(FRONT)
    shade = np.linspace(40, 220, PAPER.shape[1])[None, :, None] * np.ones_like(PAPER)
    assert not is_blank(shade.astype(np.uint8))


@pytest.mark.ocr
def test_a_blank_back_says_nothing_of_the_paper():
    engine = load_engine("rapid")
    alone, backed = (
        extract(as_pdf(*pages), "a.pdf", engine=engine) for pages in ((FRONT,), (FRONT, PAPER))
    )
    assert backed.source.pages == 2
    assert backed.originality.assessment is alone.originality.assessment
    assert backed.quality == alone.quality


@pytest.mark.ocr
def test_a_file_of_blank_pages_alone_is_poor():
    read = extract(as_pdf(PAPER, PAPER), "a.pdf", engine=load_engine("rapid"))
    assert read.quality.grade == "poor"
    assert read.quality.reasons == ("no_text", "blank")
