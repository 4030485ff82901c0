"""The limits on what an upload may cost; all on by default, all in this one place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost before it is refused with a reason.

    The defaults hold a 600-dpi A4 scan and a 48-megapixel phone picture with
    room to spare, and stop everything larger before it is decoded.
    """

    max_bytes: int = 50 * 1024 * 1024
    """Bytes of the file as uploaded."""
    max_pages: int = 50
    """Pages, frames or sheets; a file with more is refused, never cut short."""
    max_pixels: int = 80_000_000
    """Pixels of one page as declared by its header."""
    decode_seconds: float = 30.0
    """Wall-clock time to open, check and render one document."""
    decode_memory: int = 1536 * 1024 * 1024
    """Bytes of address space a decoder may use beyond what it starts with."""
    read_seconds: float = 120.0
    """Wall-clock time to recognise all pages of one document."""


DEFAULT_LIMITS = Limits()
