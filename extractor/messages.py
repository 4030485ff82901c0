"""How a child answers: a head for JSON with raw bytes behind it, one message after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pieces:
    """Raw bytes that are made while they are sent: how many in all, and they piece by piece."""

    size: int
    parts: Iterable[bytes]


Payload = bytes | Pieces
Emit = Callable[[dict[str, object], Payload], None]
"""Sends one message."""
Job = Callable[[bytes, dict[str, object], Emit], None]
"""What a child does: with the document and the arguments, sending what it finds."""
