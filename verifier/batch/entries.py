"""What a list names, in its order, whatever the list is: a folder, a table or an archive."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from extractor.errors import Failure
from verifier.json_models import SCHEMA
from verifier.model import Unread
from verifier.report import unread_to_json
from verifier.store.batches import Listed
from verifier.tasks import BLOB, FILE

NO_CLAIM = "{}"
_LITTER = {"thumbs.db", "desktop.ini", "truth.json", "__macosx"}
"""What systems leave in folders, and the labels of a labelled one: no proofs of anything."""


def is_litter(name: str) -> bool:
    """Tell what nobody put there to be read: hidden files and what systems leave behind."""
    parts = [part for part in name.replace("\\", "/").split("/") if part not in (".", "..")]
    return any(part.startswith(".") or part.casefold() in _LITTER for part in parts)


def from_path(
    path: Path, name: str, claim: str = NO_CLAIM, listed: Mapping[str, Any] | None = None
) -> Listed:
    """Return the entry of a file on disk; a change of size or time makes it another file."""
    try:
        found = path.stat()
        stamp = f"{found.st_size}:{found.st_mtime_ns}"
    except (OSError, ValueError):
        stamp = "missing"  # whoever reads it will say so
    place = FILE + quote(os.fsencode(path.absolute()))
    return Listed(name, place, stamp, claim, dict(listed or {}))


def from_blob(digest: str, name: str) -> Listed:
    """Return the entry of a file that lies in the blob store."""
    return Listed(name, BLOB + digest, digest[:40], NO_CLAIM, {})


def wrong(
    name: str, failure: Failure, claim: str = NO_CLAIM, listed: Mapping[str, Any] | None = None
) -> Listed:
    """Return the entry of something that cannot be read, which costs itself alone."""
    report = unread_to_json(Unread(name, failure), SCHEMA)
    return Listed(
        name, "", f"fault {failure.code}", claim, dict(listed or {}), report, failure.code
    )


def shown(raw: str | bytes) -> str:
    """Return a file's name for people, whatever encoding it was written in."""
    given = os.fsencode(raw) if isinstance(raw, str) else raw
    for encoding in ("utf-8", "gb18030"):
        try:
            return given.decode(encoding)
        except UnicodeDecodeError:
            continue
    return given.decode("utf-8", "replace")
