"""Sheets drawn by hand for the signals: print, paper, a round stamp in any ink."""

import cv2
import numpy as np

from extractor.document import Page


def sheet(*, size=(1000, 1000), noise=2.0, paper=(246, 244, 240)):
    """A page with rows of strokes, on paper with a little grain in each colour."""
    height, width = size
    image = np.full((height, width, 3), paper, np.uint8)
    for row in range(6):
        y = int(height * (0.2 + 0.06 * row))
        cv2.putText(image, "TRAINING 2021", (int(width * 0.1), y), 0, width / 700, (35, 35, 35), 2)
    grain = np.random.default_rng(1).normal(0, noise, image.shape)
    return np.clip(image + grain, 0, 255).astype(np.uint8)


def stamped(image, ink, *, at=(0.75, 0.75), radius=0.09, flat=1.0, tint=(1.0, 1.0, 1.0)):
    """The page with a seal of that ink over it, so much lower than wide, in a light of that tint."""
    height, width = image.shape[:2]
    side = max(height, width)
    centre = int(width * at[0]), int(height * at[1])
    around = int(radius * side)
    mask = np.zeros((height, width), np.uint8)
    axes = around, int(around * flat)
    cv2.ellipse(mask, centre, axes, 12, 0, 360, 255, max(2, side // 250), cv2.LINE_AA)
    cv2.circle(mask, centre, around // 4, 255, -1, cv2.LINE_AA)
    for step in range(14):
        angle = np.pi * (0.75 + 1.5 * step / 13)
        x = centre[0] + 0.76 * around * np.cos(angle)
        y = centre[1] + 0.76 * around * flat * np.sin(angle)
        cv2.putText(
            mask, "HX", (int(x) - around // 9, int(y) + around // 10), 0, around / 260, 255, 2
        )
    cover = mask[..., None] / 255
    through = image * (1 - cover * (1 - np.array(ink) / 255))
    return np.clip(through * np.array(tint), 0, 255).astype(np.uint8)


def page_of(lines):
    """A page with those lines."""
    return Page(1, 1000, 1000, tuple(lines))
