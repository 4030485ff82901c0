"""The limits on what an upload may cost; all on by default, all in this one place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost before it is refused with a reason.

    The defaults hold a 600-dpi A4 scan and a 48-megapixel phone picture with
    room to spare, and stop everything larger before it is decoded.
    `docs/limits.md` lists them for the people who set them.
    """

    max_bytes: int = 50 * 1024 * 1024
    """Bytes of the file as uploaded."""
    max_pages: int = 50
    """Pages, frames or sheets; a file with more is refused, never cut short."""
    max_pixels: int = 80_000_000
    """Pixels of one page, or of one picture on it, as declared by its header."""
    max_characters: int = 100_000
    """Characters of one page's text layer."""
    max_side: int = 3600
    """Pixels of the longer side of a page as it is handed on; larger pages are reduced."""
    render_dpi: int = 200
    """Resolution at which PDF pages are drawn, unless a page is one picture with its own."""
    decode_seconds: float = 30.0
    """Time to open, check and draw one document, not counting waits for the reader."""
    decode_memory: int = 1536 * 1024 * 1024
    """Bytes of address space a decoder may use beyond what it starts with."""
    read_seconds: float = 120.0
    """Wall-clock time to recognise all pages of one document."""


DEFAULT_LIMITS = Limits()
