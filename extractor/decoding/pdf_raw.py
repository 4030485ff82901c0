"""Find out from a PDF's raw bytes what pdfium does not tell: revisions, scripts, actions.

This is a search for names, not a parse: it sees what is written in the open or
in compressed object streams, and nothing of an encrypted file's streams.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

_STREAM = re.compile(rb"/ObjStm\b[^\0]{0,400}?stream\r?\n")
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_SCRIPTS = re.compile(rb"/(?:JS|JavaScript)\b")
_ACTIONS = re.compile(rb"/(?:OpenAction\s*<<|Launch\b|AA\s*<<|SubmitForm\b|ImportData\b)")
_OPEN_ACTION = re.compile(rb"/OpenAction\s+(\d+)\s+\d+\s+R")
_MAX_STREAMS = 2000
_MAX_INFLATED = 1 << 20
"""Bytes taken of one object stream; real ones hold a few hundred small objects."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the bytes show."""

    revisions: int
    scripts: bool
    actions: bool


def look_at_bytes(blob: bytes) -> Seen:
    """Return what the bytes of a PDF show."""
    scripts = actions = False
    for part in _parts(blob):
        plain = _ESCAPE.sub(lambda match: bytes([int(match[1], 16)]), part)
        scripts = scripts or bool(_SCRIPTS.search(plain))
        actions = actions or _has_actions(plain)
    return Seen(_revisions(blob), scripts, actions)


def _parts(blob: bytes) -> Iterator[bytes]:
    """Yield the file and what its object streams inflate to."""
    yield blob
    for count, match in enumerate(_STREAM.finditer(blob)):
        if count >= _MAX_STREAMS:
            return
        try:
            yield zlib.decompressobj().decompress(blob[match.end() :], _MAX_INFLATED)
        except zlib.error:
            continue


def _has_actions(plain: bytes) -> bool:
    """Tell whether something happens on opening, other than going to a page."""
    if _ACTIONS.search(plain):
        inline = re.search(rb"/OpenAction\s*<<[^>]*/S\s*/GoTo\b", plain)
        return inline is None or len(_ACTIONS.findall(plain)) > 1
    for match in _OPEN_ACTION.finditer(plain):
        target = re.search(rb"\b" + match[1] + rb"\s+\d+\s+obj(.{0,400})", plain, re.DOTALL)
        if target and b"/S" in target[1] and b"/GoTo" not in target[1]:
            return True
    return False


def _revisions(blob: bytes) -> int:
    """Return how often the file was written; a linearised one marks its end twice at once."""
    ends = blob.count(b"%%EOF")
    return max(1, ends - (b"/Linearized" in blob[:1024]))
