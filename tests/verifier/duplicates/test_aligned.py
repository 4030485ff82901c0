"""Where one picture differs from another: the map is that of the whole page, strip by strip."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from tests.verifier.duplicates.papers import noisy, paper
from verifier.duplicates import aligned
from verifier.duplicates.aligned import align, prepare

SHIFTS = (-4, -2, 0, 2, 4)


def plainly(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Return the change of a whole page at once, as the formula says it."""
    a, b = (cv2.GaussianBlur(side, (0, 0), 1.0).astype(np.float64) for side in (one, other))
    height, width = a.shape
    best = np.full(a.shape, -1.0)

    def mean(plane: np.ndarray) -> np.ndarray:
        return cv2.blur(plane, (15, 15))

    def spread(plane: np.ndarray) -> np.ndarray:
        return np.sqrt(np.maximum(mean(plane * plane) - mean(plane) ** 2, 0))

    whole = mean(a), spread(a), mean(b), spread(b)
    for dy in SHIFTS:
        for dx in SHIFTS:
            here = np.s_[max(dy, 0) : height + min(dy, 0), max(dx, 0) : width + min(dx, 0)]
            there = np.s_[max(-dy, 0) : height + min(-dy, 0), max(-dx, 0) : width + min(-dx, 0)]
            mean_a, spread_a = whole[0][here], whole[1][here]
            mean_b, spread_b = whole[2][there], whole[3][there]
            together = mean(a[here] * b[there]) - mean_a * mean_b
            strong = np.maximum(spread_a, spread_b)
            weak = np.maximum(np.minimum(spread_a, spread_b), 0.3 * strong)
            best[here] = np.maximum(best[here], (together + 100) / (strong * weak + 100))
    return np.clip(1 - best, 0, 1)


@pytest.mark.parametrize("height", [40, 128, 131, 300])
def test_strips_give_what_the_whole_page_gives(height):
    rng = np.random.default_rng(height)
    one = np.full((height, 210), 235, np.uint8)
    cv2.putText(one, "48 hours", (5, height - 12), cv2.FONT_HERSHEY_SIMPLEX, 1.2, 20, 3)
    cv2.putText(one, "Name", (60, 24), cv2.FONT_HERSHEY_SIMPLEX, 0.8, 60, 2)
    other = np.roll(one, (2, -3), axis=(0, 1))
    cv2.rectangle(other, (150, 4), (180, 30), 90, -1)
    one, other = (
        np.clip(side + rng.normal(0, 4, side.shape), 0, 255).astype(np.uint8)
        for side in (one, other)
    )
    found = aligned._change(aligned._ready(one), aligned._ready(other))
    assert found == pytest.approx(plainly(one, other), abs=2e-3)
    assert found.max() > 0.4


def test_a_page_is_grey_by_its_colours_spread_and_not_by_its_tone():
    (picture,) = paper().pictures
    flat = np.repeat(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)[..., None], 3, axis=2)
    assert not prepare(picture).is_grey
    assert prepare(flat).is_grey


def test_a_change_is_seen_where_it_is_and_nowhere_else():
    document = paper()
    forged = noisy(paper(hours="88"))
    found = align(prepare(document.pictures[0]), prepare(forged.pictures[0]))
    assert found is not None
    hours, name = (document.extraction.first(field) for field in ("hours", "holder_name"))
    assert found.worst_at(hours.place.box) > found.threshold > found.worst_at(name.place.box)
