"""Every fingerprint in memory, searched exactly: no training, no drift, nothing to keep in step.

Hashes lie word by word (four arrays of 64 bits), so that a block of rows stays in the processor's
cache while it is compared. One million rows take 32 MB and some milliseconds a query.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_WORDS = 4
_BLOCK = 1 << 15
_FIRST = 1 << 12


@dataclass(frozen=True, slots=True)
class Near:
    """A page whose fingerprint is near: its key and the bits that differ."""

    key: int
    bits: int


class Scan:
    """Keys with fingerprints of 256 bits; added one by one or in bulk, never removed singly."""

    def __init__(self) -> None:
        """Start empty."""
        self._size = 0
        self._keys = np.zeros(_FIRST, np.int64)
        self._words = np.zeros((_WORDS, _FIRST), np.uint64)
        self._mixed = np.zeros(_BLOCK, np.uint64)
        self._counted = np.zeros(_BLOCK, np.uint8)

    def __len__(self) -> int:
        """Return how many fingerprints there are."""
        return self._size

    def add(self, key: int, bits: bytes) -> None:
        """Add one fingerprint."""
        self.add_many(np.array([key], np.int64), np.frombuffer(bits, np.uint8)[None])

    def add_many(self, keys: NDArray[np.int64], bits: NDArray[np.uint8]) -> None:
        """Add many: keys of shape (n,), fingerprints of shape (n, 32)."""
        words = np.ascontiguousarray(bits).view(np.uint64).T
        end = self._size + len(keys)
        if end > len(self._keys):
            room = max(end, 2 * len(self._keys))
            self._keys = np.resize(self._keys, room)
            grown = np.zeros((_WORDS, room), np.uint64)
            grown[:, : self._size] = self._words[:, : self._size]
            self._words = grown
        self._keys[self._size : end] = keys
        self._words[:, self._size : end] = words
        self._size = end

    def drop(self, key: int) -> None:
        """Forget every fingerprint of a key."""
        kept = np.flatnonzero(self._keys[: self._size] != key)
        self._keys[: len(kept)] = self._keys[kept]
        self._words[:, : len(kept)] = self._words[:, kept]
        self._size = len(kept)

    def near(self, turns: Sequence[bytes], within: int, most: int) -> list[Near]:
        """Return the nearest fingerprints in any of some turns, exactly, newest first of equals."""
        found: dict[int, int] = {}
        for turn in turns:
            wanted = np.frombuffer(turn, np.uint64)
            for row, bits in self._within(wanted, within):
                key = int(self._keys[row])
                found[key] = min(bits, found.get(key, bits))
        ranked = sorted(found.items(), key=lambda one: (one[1], -one[0]))
        return [Near(key, bits) for key, bits in ranked[:most]]

    def _within(self, wanted: NDArray[np.uint64], within: int) -> list[tuple[int, int]]:
        """Return (row, bits) of the rows within a distance, at most the nearest `_FIRST`."""
        rows: list[NDArray[np.int64]] = []
        apart: list[NDArray[np.uint16]] = []
        mixed, counted = self._mixed, self._counted
        for start in range(0, self._size, _BLOCK):
            end = min(start + _BLOCK, self._size)
            length = end - start
            total = np.zeros(length, np.uint8)
            for word in range(_WORDS // 2):
                np.bitwise_xor(self._words[word, start:end], wanted[word], out=mixed[:length])
                np.bitwise_count(mixed[:length], out=counted[:length])
                total += counted[:length]
            # half of the bits tells most rows to be too far already
            near = np.flatnonzero(total <= within)
            bits = total[near].astype(np.uint16)
            for word in range(_WORDS // 2, _WORDS):
                bits += np.bitwise_count(self._words[word, start + near] ^ wanted[word])
            kept = bits <= within
            if kept.any():
                rows.append(near[kept] + start)
                apart.append(bits[kept])
        if not rows:
            return []
        every, far = np.concatenate(rows), np.concatenate(apart)
        if len(every) > _FIRST:
            # rows grow with time: of equal distances the newest are kept
            order = np.lexsort((-every, far))[:_FIRST]
            every, far = every[order], far[order]
        return list(zip(every.tolist(), far.tolist(), strict=True))
