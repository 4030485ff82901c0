"""Weigh features: sums of what was learned about each, one sum a class.

The weights were learned by `scripts/learn.py` from the pages of `fixtures/texts` and
`fixtures/drawn`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from itertools import accumulate, chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

SPANS, CHOICES, KINDS, RUNS = "spans.npz", "choices.npz", "kinds.npz", "runs.npz"
ALWAYS = ""
"""The feature that everything has: its weights are how frequent each class is."""


@dataclass(frozen=True, slots=True)
class LinearModel:
    """A row of `weights` for each feature, with one column for each class."""

    classes: tuple[str, ...]
    rows: Mapping[str, int]
    weights: NDArray[np.float32]

    def scores(self, described: Sequence[Iterable[Collection[str]]]) -> NDArray[np.float32]:
        """Return the sum of the weights of the features of each: one row each, one column a class.

        Features come in groups, and one that several share is summed once. Those that the model
        does not know count for nothing.
        """
        import numpy as np

        groups: dict[Collection[str], int] = {(ALWAYS,): 0}
        chosen: list[int] = []
        starts: list[int] = []
        for described_one in described:
            starts.append(len(chosen))
            chosen.append(0)
            chosen.extend(groups.setdefault(group, len(groups)) for group in described_one)
        sums = self._sums(groups)
        scores: NDArray[np.float32] = np.add.reduceat(sums[chosen], starts, axis=0)
        return scores

    def _sums(self, groups: Iterable[Collection[str]]) -> NDArray[np.float32]:
        """Return the sum of the weights of each group, all in one."""
        import numpy as np

        # sorted, for a sum of floats hangs on its order, and that of a set on the process
        rows = [
            sorted(row for f in group if (row := self.rows.get(f)) is not None) for group in groups
        ]
        known = [index for index, group in enumerate(rows) if group]
        starts = [0, *accumulate(len(rows[index]) for index in known)][:-1]
        sums = np.zeros((len(rows), len(self.classes)), np.float32)
        sums[known] = np.add.reduceat(self.weights[[*chain(*rows)]], starts, axis=0)
        return sums

    def save(self, path: Path) -> None:
        """Write the model as arrays; features and classes are lines of UTF-8."""
        import numpy as np

        np.savez_compressed(
            path,
            features=_as_bytes(sorted(self.rows, key=self.rows.__getitem__)),
            classes=_as_bytes(self.classes),
            weights=self.weights.astype(np.float16),
        )


def load(path: Path) -> LinearModel:
    """Read what `LinearModel.save` wrote."""
    import numpy as np

    with np.load(path, allow_pickle=False) as arrays:
        features = arrays["features"].tobytes().decode().split("\n")
        return LinearModel(
            tuple(arrays["classes"].tobytes().decode().split("\n")),
            {feature: row for row, feature in enumerate(features)},
            arrays["weights"].astype(np.float32),
        )


@cache
def model(name: str) -> LinearModel:
    """Return the model of that name that comes with the program."""
    with as_file(files(__package__).joinpath(name)) as path:
        return load(path)


def _as_bytes(texts: Iterable[str]) -> NDArray[np.uint8]:
    import numpy as np

    return np.frombuffer("\n".join(texts).encode(), dtype=np.uint8)
