"""Files by the digest of their bytes in a store of the S3 type, through obstore.

Credentials and the endpoint come from the environment (`AWS_…`), as its tools have them.
An object is put whole or not at all.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import AsyncIterable, Iterable
from datetime import UTC, datetime, timedelta
from typing import IO, Any, Self

from typing_extensions import override

from verifier.errors import NotFound, StoreFailure
from verifier.store.blob_store import BlobStore, BlobTooLarge, checked_digest

_FRESH = timedelta(hours=1)
"""Within which an upload has been acknowledged or given up."""
_IN_MEMORY = 8 * 1024 * 1024


class Objects(BlobStore):
    """A bucket, or the part of it below a prefix."""

    def __init__(self, address: str) -> None:
        """Use the store at an address such as `s3://bucket/prefix`.

        Raises:
            StoreFailure: the extra `objects` is not installed, or the address is wrong.
        """
        try:
            import obstore
            import obstore.exceptions
            import obstore.store
        except ImportError as error:
            raise StoreFailure(
                "没有安装对象存储组件。 The parts for object storage are not installed.",
                "请安装：pip install 'xueshi[objects]'。 Install the extra objects.",
            ) from error
        self._obstore: Any = obstore
        self._missing: type[Exception] | tuple[type[Exception], ...] = (
            FileNotFoundError,
            obstore.exceptions.NotFoundError,
        )
        self._failed: type[Exception] = obstore.exceptions.BaseError
        try:
            self._store: Any = obstore.store.from_url(address)
        except (self._failed, ValueError) as error:
            raise StoreFailure(
                "文件存放地址无法使用。 The address of the blob store cannot be used.",
                "请检查 XUESHI_BLOBS。 Check XUESHI_BLOBS.",
            ) from error

    @override
    def put(self, blob: bytes) -> str:
        """Keep some bytes; return their digest."""
        return self.put_parts((blob,))[0]

    @override
    def put_parts(self, parts: Iterable[bytes], limit: int | None = None) -> tuple[str, int]:
        """Keep the bytes of the parts in their order; return digest and size.

        Raises:
            BlobTooLarge: there are more than `limit` bytes.
            StoreFailure: they cannot be kept.
        """
        with _Incoming(limit) as incoming:
            for part in parts:
                incoming.write(part)
            return self._keep(incoming)

    @override
    async def put_stream(self, parts: AsyncIterable[bytes], limit: int) -> tuple[str, int]:
        """Keep bytes as they come; return digest and size.

        Raises:
            BlobTooLarge: more than `limit` bytes came.
            StoreFailure: they cannot be kept.
        """
        with _Incoming(limit) as incoming:
            async for part in parts:
                incoming.write(part)
            return self._keep(incoming)

    @override
    def get(self, digest: str) -> bytes:
        """Return the bytes of a digest.

        Raises:
            NotFound: they are not here.
            StoreFailure: the store does not answer.
        """
        try:
            return bytes(self._obstore.get(self._store, _path(digest)).bytes())
        except self._missing as error:
            raise NotFound("没有这个文件。 There is no such file.") from error
        except self._failed as error:
            raise _away() from error

    @override
    def has(self, digest: str) -> bool:
        """Say whether the bytes are here."""
        return self._made_at(digest) is not None

    @override
    def drop(self, digest: str) -> bool:
        """Forget the bytes of a digest, unless they came lately; say whether it was done."""
        made = self._made_at(digest)
        if made is None or datetime.now(UTC) - made < _FRESH:
            return False
        try:
            self._obstore.delete(self._store, _path(digest))
        except self._failed as error:
            raise _away() from error
        return True

    @override
    def sweep(self) -> int:
        """Do nothing: an object is never half there."""
        return 0

    def _made_at(self, digest: str) -> datetime | None:
        try:
            found: datetime = self._obstore.head(self._store, _path(digest))["last_modified"]
        except self._missing:
            return None
        except self._failed as error:
            raise _away() from error
        return found

    def _keep(self, incoming: _Incoming) -> tuple[str, int]:
        digest = incoming.digest()
        # put again even if it is there: a file that comes again must be fresh to `drop`
        try:
            self._obstore.put(self._store, _path(digest), incoming.file())
        except self._failed as error:
            raise _away() from error
        return digest, incoming.size


class _Incoming:
    """Bytes on their way; large ones wait on the disk until their digest is known."""

    def __init__(self, limit: int | None) -> None:
        self._limit = limit
        self._hash = hashlib.sha256()
        self._file: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
        self.size = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def write(self, part: bytes) -> None:
        self.size += len(part)
        if self._limit is not None and self.size > self._limit:
            raise BlobTooLarge
        self._hash.update(part)
        self._file.write(part)

    def digest(self) -> str:
        return self._hash.hexdigest()

    def file(self) -> bytes:
        self._file.seek(0)
        return self._file.read()


def _path(digest: str) -> str:
    return f"{checked_digest(digest)[:2]}/{digest}"


def _away() -> StoreFailure:
    return StoreFailure(
        "文件存放处没有响应。 The blob store does not answer.",
        "请检查 XUESHI_BLOBS 与网络。 Check XUESHI_BLOBS and the network.",
    )
