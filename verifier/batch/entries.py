"""What a list names, in its order, whatever the list is: a folder, a table or an archive."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from extractor.errors import Failure
from verifier.contract.models import SCHEMA
from verifier.contract.report import unread_to_json
from verifier.model import Unread
from verifier.store.batch_files import ListedFile
from verifier.store.batches import Listed
from verifier.tasks import BLOB, FILE

NO_CLAIM = "{}"
_LITTER = {"thumbs.db", "desktop.ini", "truth.json", "__macosx"}
"""What systems leave in folders, and the labels of a labelled one: no proofs of anything."""


def is_litter(name: str) -> bool:
    """Tell what nobody put there to be read: hidden files and what systems leave behind."""
    parts = [part for part in name.replace("\\", "/").split("/") if part not in (".", "..")]
    return any(part.startswith(".") or part.casefold() in _LITTER for part in parts)


def file_at(path: Path, name: str) -> ListedFile:
    """Return a file on disk; a change of size or time makes it another file."""
    try:
        found = path.stat()
        stamp = f"{found.st_size}:{found.st_mtime_ns}"
    except (OSError, ValueError):
        stamp = "missing"  # whoever reads it will say so
    return ListedFile(name, FILE + quote(os.fsencode(path.absolute())), stamp)


def from_path(path: Path, name: str) -> Listed:
    """Return the claim of one file on disk."""
    return Listed(name, (file_at(path, name),), NO_CLAIM, {})


def from_blob(digest: str, name: str) -> Listed:
    """Return the claim of one file that lies in the blob store."""
    return Listed(name, (ListedFile(name, BLOB + digest, digest[:40]),), NO_CLAIM, {})


def wrong(
    name: str,
    failure: Failure,
    listed: Mapping[str, Any] | None = None,
    files: Sequence[ListedFile] = (),
) -> Listed:
    """Return the entry of a claim that cannot be judged, which costs itself alone.

    Each of its files is told, or the name where it has none.
    """
    names = [one.name for one in files] or [name]
    reports = tuple(unread_to_json(Unread(one, failure), SCHEMA) for one in names)
    return Listed(name, tuple(files), NO_CLAIM, dict(listed or {}), reports, failure.code)


def shown(raw: str | bytes) -> str:
    """Return a file's name for people, whatever encoding it was written in."""
    given = os.fsencode(raw) if isinstance(raw, str) else raw
    for encoding in ("utf-8", "gb18030"):
        try:
            return given.decode(encoding)
        except UnicodeDecodeError:
            continue
    return given.decode("utf-8", "replace")
