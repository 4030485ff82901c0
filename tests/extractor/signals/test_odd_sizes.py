"""Pictures of odd sizes and contents: every signal answers, none breaks."""

import numpy as np
import pytest

from extractor.document import Page
from extractor.filefacts import SheetFacts
from extractor.ink import fade_seals
from extractor.signals import look_at_page
from extractor.signals.seals import find_seals
from tests.extractor.builders import line

SIZES = [(1, 1), (1, 2000), (2000, 1), (2, 3), (40, 40), (3000, 7)]
COLOURS = [(0, 0, 0), (255, 255, 255), (200, 20, 30), (255, 0, 0), (0, 0, 255)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("colour", COLOURS)
def test_plain_pictures_of_any_size(size, colour):
    image = np.full((*size, 3), colour, np.uint8)
    lines = (line("学时", 0.1, 0.1),)
    assert fade_seals(image)[0].shape == size
    page = Page(1, size[1], size[0], lines)
    look_at_page(image, page, SheetFacts())


@pytest.mark.parametrize("seed", range(6))
def test_red_specks_are_no_seals(seed):
    rng = np.random.default_rng(seed)
    image = np.full((300, 400, 3), 245, np.uint8)
    for _ in range(60):
        y, x = rng.integers(0, 290), rng.integers(0, 390)
        image[y : y + rng.integers(1, 9), x : x + rng.integers(1, 9)] = (210, 25, 35)
    find_seals(image, page=1, read_strip=None)
