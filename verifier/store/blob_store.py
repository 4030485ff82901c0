"""What every store of files by digest can do, whether it is a folder or a bucket."""

from __future__ import annotations

from collections.abc import AsyncIterable, Iterable
from typing import Protocol

from verifier.errors import NotFound


class BlobTooLarge(ValueError):
    """More bytes came than are allowed."""


class BlobStore(Protocol):
    """Anything that keeps files by digest."""

    def put(self, blob: bytes) -> str:
        """Keep some bytes; return their digest."""

    def put_parts(self, parts: Iterable[bytes], limit: int | None = None) -> tuple[str, int]:
        """Keep the bytes of the parts in their order; return digest and size."""

    async def put_stream(self, parts: AsyncIterable[bytes], limit: int) -> tuple[str, int]:
        """Keep bytes as they come; return digest and size."""

    def get(self, digest: str) -> bytes:
        """Return the bytes of a digest."""

    def has(self, digest: str) -> bool:
        """Say whether the bytes are here."""

    def drop(self, digest: str) -> bool:
        """Forget the bytes of a digest, unless they came again lately; say whether it was done."""

    def sweep(self) -> int:
        """Remove what was left behind half written; return how much."""


def checked_digest(digest: str) -> str:
    """Return a digest that is one.

    Raises:
        NotFound: it is none.
    """
    if len(digest) != 64 or not set(digest) <= set("0123456789abcdef"):
        raise NotFound("没有这个文件。 There is no such file.")
    return digest
