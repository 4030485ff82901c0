"""Draw the reliability of confidences and what is risked at each coverage, as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

_SIZE, _EDGE, _GAP = 300, 44, 60
_COLOURS = {"dev": "#1f6fb2", "test": "#c2571a"}
_LOWEST = 0.5  # of confidence and of the share that is right: below stand too few values
_RISK = 0.03


def drawing(scores: dict[str, dict[str, Any]]) -> str:
    """Return both plots side by side; `scores` are what `xueshi evaluate --json` says by set."""
    width, height = 2 * _SIZE + 2 * _EDGE + _GAP, _SIZE + 2 * _EDGE
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="12">',
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        _frame(_EDGE, "confidence given", "share right", (_LOWEST, 1.0), (_LOWEST, 1.0)),
        f'<path d="M{_EDGE} {_EDGE + _SIZE}L{_EDGE + _SIZE} {_EDGE}" stroke="#999" '
        'stroke-dasharray="4 4"/>',
        _frame(_EDGE + _SIZE + _GAP, "share of values kept", "share wrong", (0, 1), (0, _RISK)),
    ]
    for index, (name, score) in enumerate(scores.items()):
        colour = _COLOURS[name]
        parts.append(
            f'<text x="{_EDGE + 10}" y="{_EDGE + 20 + 16 * index}" fill="{colour}">{name}</text>'
        )
        parts.extend(_reliability(score["reliability"], colour))
        parts.append(_coverage(score["coverage"], colour))
    return "\n".join([*parts, "</svg>"]) + "\n"


def _frame(
    left: int, below: str, beside: str, across: tuple[float, float], up: tuple[float, float]
) -> str:
    bottom = _EDGE + _SIZE
    return (
        f'<rect x="{left}" y="{_EDGE}" width="{_SIZE}" height="{_SIZE}" fill="none" stroke="#333"/>'
        f'<text x="{left}" y="{bottom + 16}">{across[0]:g}</text>'
        f'<text x="{left + _SIZE}" y="{bottom + 16}" text-anchor="end">{across[1]:g}</text>'
        f'<text x="{left + _SIZE / 2}" y="{bottom + 32}" text-anchor="middle">{below}</text>'
        f'<text x="{left}" y="{_EDGE - 8}">{beside}, {up[0]:g} to {up[1]:g}</text>'
    )


def _reliability(bins: Sequence[dict[str, float]], colour: str) -> list[str]:
    """Return a dot for each bin, as large as many values are in it."""
    most = max((one["given"] for one in bins), default=1)
    dots = []
    for one in bins:
        if not one["given"] or one["mean"] < _LOWEST:
            continue
        x = _EDGE + _SIZE * (one["mean"] - _LOWEST) / (1 - _LOWEST)
        share = max(one["right"] / one["given"], _LOWEST)
        y = _EDGE + _SIZE * (1 - share) / (1 - _LOWEST)
        radius = 3 + 7 * (one["given"] / most) ** 0.5
        dots.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{colour}" opacity=".7"/>'
        )
    return dots


def _coverage(points: Sequence[dict[str, float]], colour: str) -> str:
    """Return the line of the share wrong among the surest values, by how many are kept."""
    left = _EDGE + _SIZE + _GAP
    path = " ".join(
        f"{left + _SIZE * one['kept']:.1f},"
        f"{_EDGE + _SIZE * (1 - min(one['wrong'], _RISK) / _RISK):.1f}"
        for one in points
    )
    return f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>'
