"""Files by the digest of their bytes, in folders on disk; nothing is ever overwritten.

A file is written beside its place, forced to the disk, and then renamed: whoever sees the
name sees all the bytes, also after a loss of power.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from collections.abc import AsyncIterable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Self

from typing_extensions import override

from verifier.errors import NotFound, StoreFailure
from verifier.store.blob_store import BlobStore, BlobTooLarge, checked_digest

_FRESH = 3600
"""Seconds within which an upload has been acknowledged or given up."""
_OLD = 24 * 3600
"""Seconds after which a temporary file belongs to nobody."""


def open_blobs(address: str) -> BlobStore:
    """Return the store at an address: a folder, or `s3://bucket/prefix`.

    Raises:
        StoreFailure: it cannot be used.
    """
    if "://" not in address:
        return Blobs(Path(address))
    from verifier.store.objects import Objects

    return Objects(address)


class Blobs(BlobStore):
    """A folder of files by digest."""

    def __init__(self, folder: Path) -> None:
        """Use the folder; it is made if it is not there.

        Raises:
            StoreFailure: the folder cannot be used.
        """
        self._folder = folder
        self._incoming = folder / "incoming"
        try:
            self._incoming.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreFailure(f"文件夹无法使用。 The folder cannot be used: {error}") from error

    @override
    def put(self, blob: bytes) -> str:
        """Keep some bytes; return their digest."""
        return self.put_parts((blob,))[0]

    @override
    def put_parts(self, parts: Iterable[bytes], limit: int | None = None) -> tuple[str, int]:
        """Keep the bytes of the parts in their order; return digest and size.

        Raises:
            BlobTooLarge: there are more than `limit` bytes.
            StoreFailure: they cannot be written.
        """
        incoming = Incoming(self, limit)
        with incoming:
            for part in parts:
                incoming.write(part)
            return incoming.keep()

    @override
    async def put_stream(self, parts: AsyncIterable[bytes], limit: int) -> tuple[str, int]:
        """Keep bytes as they come; return digest and size.

        Raises:
            BlobTooLarge: more than `limit` bytes came.
            StoreFailure: they cannot be written.
        """
        incoming = Incoming(self, limit)
        with incoming:
            async for part in parts:
                incoming.write(part)
            return incoming.keep()

    @override
    def get(self, digest: str) -> bytes:
        """Return the bytes of a digest.

        Raises:
            NotFound: they are not here.
        """
        try:
            return self.path(digest).read_bytes()
        except OSError as error:
            raise NotFound("没有这个文件。 There is no such file.") from error

    @override
    def has(self, digest: str) -> bool:
        """Say whether the bytes are here."""
        return self.path(digest).is_file()

    @override
    def drop(self, digest: str) -> bool:
        """Forget the bytes of a digest, unless they came again lately; say whether it was done.

        Somebody may be uploading the same file this moment, with its bytes here and its row
        not yet: what was written within the last hour stays. The file is moved aside before
        its age is looked at, so that one written in between is not the one that goes.
        """
        place, aside = self.path(digest), self._incoming / f"dropped-{digest}"
        try:
            place.rename(aside)
        except FileNotFoundError:
            return False
        if time.time() - aside.stat().st_mtime < _FRESH:
            aside.rename(place)
            return False
        aside.unlink()
        return True

    def path(self, digest: str) -> Path:
        """Return where the bytes of a digest lie.

        Raises:
            NotFound: it is no digest.
        """
        return self._folder / checked_digest(digest)[:2] / digest

    @override
    def sweep(self) -> int:
        """Remove temporary files that were left behind a day ago; return how many."""
        removed = 0
        for path in self._incoming.iterdir():
            with suppress(OSError):
                if time.time() - path.stat().st_mtime > _OLD:
                    path.unlink()
                    removed += 1
        return removed


class Incoming:
    """Bytes on their way into the folder; left without `keep`, nothing stays."""

    def __init__(self, blobs: Blobs, limit: int | None) -> None:
        """Begin; `limit` is the most bytes that may come."""
        self._blobs = blobs
        self._limit = limit
        self._hash = hashlib.sha256()
        self._size = 0

    def __enter__(self) -> Self:
        """Open the temporary file."""
        try:
            handle, name = tempfile.mkstemp(dir=self._blobs._incoming)  # noqa: SLF001 - its own half
        except OSError as error:
            raise StoreFailure(f"无法写入。 Cannot be written: {error}") from error
        self._file = os.fdopen(handle, "wb")
        self._path = Path(name)
        return self

    def __exit__(self, *_: object) -> None:
        """Remove what was not kept."""
        self._file.close()
        self._path.unlink(missing_ok=True)

    def write(self, part: bytes) -> None:
        """Take some bytes.

        Raises:
            BlobTooLarge: that is more than the limit.
            StoreFailure: they cannot be written.
        """
        self._size += len(part)
        if self._limit is not None and self._size > self._limit:
            raise BlobTooLarge
        self._hash.update(part)
        try:
            self._file.write(part)
        except OSError as error:
            raise StoreFailure(f"无法写入。 Cannot be written: {error}") from error

    def keep(self) -> tuple[str, int]:
        """Force the bytes to the disk and give them their name; return digest and size.

        Raises:
            StoreFailure: they cannot be written.
        """
        digest = self._hash.hexdigest()
        place = self._blobs.path(digest)
        try:
            self._file.flush()
            os.fsync(self._file.fileno())
            place.parent.mkdir(exist_ok=True)
            self._path.replace(place)
            for folder in (place.parent, place.parent.parent):
                _force(folder)
        except OSError as error:
            raise StoreFailure(f"无法写入。 Cannot be written: {error}") from error
        return digest, self._size


def _force(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
