"""The files in a zip or tar archive, unpacked under limits into the blob store.

An archive is hostile: names never become paths, links are not followed, and what counts is
the bytes that come out, not what a header promises. Every member that cannot be had is told
by itself, and so is what could not be looked at any more.
"""

from __future__ import annotations

import lzma
import struct
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from extractor.errors import (
    DamagedInput,
    EncryptedInput,
    Failure,
    InputError,
    TooLargeInput,
    UnsupportedInput,
)
from extractor.limits import Limits
from verifier.batch.entries import from_blob, is_litter, shown, wrong
from verifier.store.batches import Listed
from verifier.store.blob_store import BlobStore, BlobTooLarge

ENDINGS = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
MOST_MEMBERS = 200_000
MOST_DEEP = 3
"""Archives within archives."""
LEAST_TOTAL = 2 * 1024**3
MOST_GROWTH = 20
"""An archive may unpack to so many times its size, or to `LEAST_TOTAL` if that is more: papers
are pictures and hardly shrink."""
_PART = 1 << 20
_MOST_NESTED = 512 * 1024 * 1024
_MOST_HEADER = 1 << 20
_UNICODE_PATH = 0x7075
_UTF8_FLAG, _ENCRYPTED_FLAG = 0x800, 0x1
_UNIX_LINK, _UNIX_MASK = 0o120000, 0o170000
_BROKEN = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError,
    NotImplementedError, RuntimeError, ValueError, struct.error,
)  # fmt: skip
"""What the standard library raises on an archive that is not sound."""


@dataclass(slots=True)
class _Budget:
    """What an archive, with all in it, may still cost."""

    bytes: int
    members: int = MOST_MEMBERS


@dataclass(slots=True)
class Archives:
    """Opens archives into a blob store."""

    blobs: BlobStore
    limits: Limits

    def is_archive(self, path: Path) -> bool:
        """Tell an archive by its name and its first bytes."""
        return path.name.casefold().endswith(ENDINGS) and _kind_of(path) is not None

    def entries(self, path: Path, above: str = "") -> Iterator[Listed]:
        """Yield the files of an archive in its order; `above` stands before their names."""
        budget = _Budget(max(LEAST_TOTAL, path.stat().st_size * MOST_GROWTH))
        with path.open("rb") as file:
            yield from self._entries(file, above, budget, 1)

    def _entries(
        self, file: IO[bytes], above: str, budget: _Budget, depth: int
    ) -> Iterator[Listed]:
        head = file.read(4)
        file.seek(0)
        try:
            if head[:2] == b"PK":
                yield from self._zip(file, above, budget, depth)
            else:
                yield from self._tar(file, above, budget, depth)
        except _BROKEN:
            failure = DamagedInput("压缩包已损坏。 The archive is damaged.", _REPACK)
            yield wrong(above.rstrip("/") or "archive", failure)

    def _zip(self, file: IO[bytes], above: str, budget: _Budget, depth: int) -> Iterator[Listed]:
        with zipfile.ZipFile(file) as archive:
            for info in archive.infolist():
                raw = zip_name(info)
                if info.is_dir() or is_litter(raw):
                    continue
                name = above + raw
                failure = self._refused(budget, raw) or _refused_zip(info)
                if failure is not None:
                    yield wrong(name, failure)
                    continue
                try:
                    member = archive.open(info)
                except _BROKEN:
                    yield wrong(name, _damaged())
                    continue
                with member:
                    yield from self._member(member, name, budget, depth)

    def _tar(self, file: IO[bytes], above: str, budget: _Budget, depth: int) -> Iterator[Listed]:
        # as a stream: one pass, nothing is sought
        with tarfile.open(fileobj=file, mode="r|*", encoding="utf-8", tarinfo=_Header) as archive:
            for info in archive:
                raw = shown(info.name.encode("utf-8", "surrogateescape")).removeprefix("./")
                if info.isdir() or is_litter(raw):
                    continue
                name = above + raw
                failure = self._refused(budget, raw)
                if failure is None and not info.isreg():
                    failure = _link()
                if failure is None and info.size > _limit(raw, self.limits):
                    failure = _too_large(_limit(raw, self.limits))
                if info.size > budget.bytes:
                    # to come to the next member all of this one would have to be unpacked
                    yield wrong(name, _too_much())
                    return
                if failure is not None:
                    budget.bytes -= info.size
                    yield wrong(name, failure)
                    continue
                member = archive.extractfile(info)
                if member is not None:
                    with member:
                        yield from self._member(member, name, budget, depth)

    def _refused(self, budget: _Budget, raw: str) -> Failure | None:
        """Return why a member is not even opened."""
        budget.members -= 1
        if budget.members < 0 or budget.bytes <= 0:
            return _too_much()
        parts = raw.replace("\\", "/").split("/")
        if raw.startswith(("/", "\\")) or ".." in parts or ":" in parts[0]:
            return UnsupportedInput(
                "压缩包内的路径指向压缩包之外。 The path of this member leads out of the archive.",
                _REPACK,
            )
        return None

    def _member(
        self, member: IO[bytes], name: str, budget: _Budget, depth: int
    ) -> Iterator[Listed]:
        limit = min(_limit(name, self.limits), budget.bytes)
        try:
            if _is_nested(name):
                yield from self._nested(member, name, limit, budget, depth)
                return
            digest, size = self.blobs.put_parts(_parts(member), limit)
        except BlobTooLarge:
            budget.bytes -= limit
            yield wrong(name, _too_large(limit))
        except InputError as failure:
            yield wrong(name, failure)
        except _BROKEN:
            yield wrong(name, _damaged())
        else:
            budget.bytes -= size
            yield from_blob(digest, name)

    def _nested(
        self, member: IO[bytes], name: str, limit: int, budget: _Budget, depth: int
    ) -> Iterator[Listed]:
        if depth >= MOST_DEEP:
            yield wrong(name, _too_deep())
            return
        with tempfile.TemporaryFile() as inner:
            size = 0
            for part in _parts(member):
                size += len(part)
                if size > limit:
                    raise BlobTooLarge
                inner.write(part)
            budget.bytes -= size
            inner.seek(0)
            yield from self._entries(inner, f"{name}/", budget, depth + 1)


class _Header(tarfile.TarInfo):
    """A header of a tar archive; one that would fill the memory by itself is refused."""

    def _proc_member(self, archive: tarfile.TarFile) -> tarfile.TarInfo:
        if not self.isreg() and self.size > _MOST_HEADER:
            raise tarfile.ReadError("a header too large")
        return super()._proc_member(archive)  # type: ignore[misc, no-any-return]


def _is_nested(name: str) -> bool:
    return name.casefold().endswith(ENDINGS)


def _limit(name: str, limits: Limits) -> int:
    return _MOST_NESTED if _is_nested(name) else limits.max_bytes


def zip_name(info: zipfile.ZipInfo) -> str:
    """Return the name of a member: as UTF-8 where it says so, else as what it can only be."""
    if info.flag_bits & _UTF8_FLAG:
        return info.filename.removeprefix("./")
    raw = info.orig_filename.encode("cp437", "replace")
    return _unicode_path(info.extra, raw) or shown(raw)


def _unicode_path(extra: bytes, raw: bytes) -> str | None:
    """Return the name of the extra field for it (APPNOTE 4.6.9), if it is of this name."""
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<HH", extra)
        body, extra = extra[4 : 4 + size], extra[4 + size :]
        if kind == _UNICODE_PATH and len(body) > 5 and body[0] == 1:
            (crc,) = struct.unpack_from("<L", body, 1)
            if crc == zlib.crc32(raw):
                return body[5:].decode("utf-8", "replace")
    return None


def _refused_zip(info: zipfile.ZipInfo) -> Failure | None:
    if info.flag_bits & _ENCRYPTED_FLAG:
        return EncryptedInput("压缩包有密码。 The archive needs a password.")
    if (info.external_attr >> 16) & _UNIX_MASK == _UNIX_LINK:
        return _link()
    return None


def _kind_of(path: Path) -> str | None:
    """Return what an archive is by its first bytes, None if it is none."""
    try:
        if zipfile.is_zipfile(path):
            return "zip"
        return "tar" if tarfile.is_tarfile(path) else None
    except _BROKEN:
        return None


def _parts(member: IO[bytes]) -> Iterator[bytes]:
    while part := member.read(_PART):
        yield part


_REPACK = "请重新打包后上传。 Pack the files again."


def _damaged() -> Failure:
    return DamagedInput("压缩包内的文件已损坏。 This member of the archive is damaged.", _REPACK)


def _link() -> Failure:
    return UnsupportedInput(
        "压缩包内是链接或特殊文件，不予读取。 A link or special file in the archive is not read.",
        _REPACK,
    )


def _too_large(limit: int) -> Failure:
    return TooLargeInput(f"解压后超过 {limit} 字节。 Unpacked it is larger than {limit} bytes.")


def _too_much() -> Failure:
    return TooLargeInput(
        "压缩包解压后过大或文件过多，其余未读取。"
        " The archive unpacks to too much; the rest was not read.",
        "请分成几个压缩包。 Divide it into several archives.",
    )


def _too_deep() -> Failure:
    return UnsupportedInput(
        "压缩包层层嵌套，不予打开。 Archives within archives within archives are not opened.",
        "请解压后再打包。 Unpack it, then pack the files themselves.",
    )
