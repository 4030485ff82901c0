"""The nearest lines around each line of a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.fields.learned.measures import THIN
from extractor.passages import Cell

_MOST_CELLS = 260
"""Lines of a page that are looked at: a title stands among the first, and a sheet has 200."""
_GAP = 2.0
"""Heights of a line that the next of a run may stand below it."""
_SMALLER, _LARGER = 0.45, 1.5
"""Times the type of a line that the next of a run may have: a second part is set smaller."""
_OVERLAP, _FIRST_LARGER = 0.3, 0.2


class Around:
    """The nearest lines over and under each line of a page, found once."""

    def __init__(self, cells: Sequence[Cell]) -> None:
        """Look at the first lines of a page, as many as a sheet has."""
        self.cells = tuple(cells)[:_MOST_CELLS]
        self._edges = [(c.box.left, c.box.right, c.box.width, c) for c in self.cells]
        self._over: dict[tuple[int, int], Cell | None] = {}
        self._under: dict[tuple[int, int], Cell | None] = {}

    def over(self, cell: Cell) -> Cell | None:
        """Return the nearest line that ends over a line and stands in its column."""
        if cell.key not in self._over:
            edge = cell.box.top + _FIRST_LARGER * cell.box.height
            above = [c for c in self._column(cell, 0.1) if c.box.centre[1] < edge]
            self._over[cell.key] = max(above, key=lambda c: c.box.bottom, default=None)
        return self._over[cell.key]

    def under(self, cell: Cell) -> Cell | None:
        """Return the nearest line that begins under a line and stands in its column."""
        if cell.key not in self._under:
            below = self._beneath(cell, 0.1)
            self._under[cell.key] = min(below, key=lambda c: c.box.top, default=None)
        return self._under[cell.key]

    def next_of_run(self, cell: Cell) -> Cell | None:
        """Return the line that goes on with a line, if one follows close in type of its sort."""
        below = min(self._beneath(cell, _OVERLAP), key=lambda c: c.box.top, default=None)
        if below is None or below.box.top - cell.box.bottom > _GAP * cell.box.height:
            return None
        return below if _SMALLER < below.em / max(cell.em, THIN) < _LARGER else None

    def _beneath(self, cell: Cell, overlap: float) -> list[Cell]:
        edge = cell.box.bottom - _FIRST_LARGER * cell.box.height
        return [c for c in self._column(cell, overlap) if c.box.centre[1] > edge]

    def _column(self, cell: Cell, overlap: float) -> Iterator[Cell]:
        left, right, width = cell.box.left, cell.box.right, cell.box.width
        for other_left, other_right, other_width, other in self._edges:
            shared = min(right, other_right) - max(left, other_left)
            is_other = other is not cell and other.page == cell.page
            if shared > overlap * min(width, other_width) and is_other:
                yield other
