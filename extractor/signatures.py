"""Have a PDF's signatures or an OFD's seals looked at in a child, while the pages are read.

Whatever goes wrong there costs the check and not the document: a signature that cannot be
checked is reported as such. Nothing is loaded for a file without signatures.
"""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from extractor import sandbox
from extractor.document import Box, Changes, Integrity, Place, Problem, Signature, Trust
from extractor.errors import InputError
from extractor.filefacts import OFD, FileFacts, clean_text
from extractor.limits import Limits

_CHECKS = {
    "application/pdf": "extractor.decoding.signatures:check_signatures",
    OFD: "extractor.decoding.ofd:list_seals",
}
Word = TypeVar("Word", Integrity, Changes, Trust)


class SignatureCheck:
    """The check of one file's signatures, started at once and asked for at the end."""

    def __init__(
        self, blob: bytes, facts: FileFacts, *, limits: Limits, roots: Path | None = None
    ) -> None:
        """Start the check if the file has signatures; `roots` are the certificates trusted."""
        self._roots = roots
        self._child: sandbox.Child | None = None
        self._container = facts.media_type.rpartition("/")[2]
        if facts.signatures and facts.media_type in _CHECKS:
            job = _CHECKS[facts.media_type]
            arguments: dict[str, object] = {"roots": str(roots.resolve()) if roots else None}
            self._child = sandbox.run(job, blob, arguments, limits=limits, max_payload=0)

    def result(self) -> tuple[tuple[Signature, ...], tuple[Problem, ...]]:
        """Return the signatures of the file, and what kept them from being checked."""
        if self._child is None:
            return (), ()
        try:
            message = self._child.receive()
        except InputError as failure:
            return (self._unreadable,), (_not_checked(failure),)
        head = message.head if message is not None else {}
        found = head.get("signatures")
        if not isinstance(found, list):
            return (self._unreadable,), ()
        signatures = tuple(self._signature(each) for each in found)
        if self._roots is not None and head.get("roots") == 0:
            return signatures, (_no_roots(),)
        return signatures, ()

    @property
    def _unreadable(self) -> Signature:
        return Signature(self._container, Integrity.UNREADABLE)

    def _signature(self, said: object) -> Signature:
        """Return a signature from a child's JSON; what has not the right form is not believed."""
        if not isinstance(said, dict):
            return self._unreadable
        return Signature(
            self._container,
            _one_of(said.get("integrity"), Integrity.UNREADABLE),
            _one_of(said.get("changes"), Changes.NOT_CHECKED),
            _one_of(said.get("trust"), Trust.NOT_CHECKED),
            _text(said.get("signer")),
            _text(said.get("signed_at")),
            _place(said.get("page"), said.get("box")),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._child is not None:
            self._child.close()


def _one_of(said: object, otherwise: Word) -> Word:
    return next((word for word in type(otherwise) if word == said), otherwise)


def _place(page: object, box: object) -> Place | None:
    match page, box:
        case int(number), [float(left), float(top), float(right), float(bottom)] if (
            number >= 1 and 0 <= left <= right <= 1 and 0 <= top <= bottom <= 1
        ):
            return Place(number, Box(left, top, right, bottom))
        case _:
            return None


def _text(said: object) -> str | None:
    return clean_text(said) or None if isinstance(said, str) else None


def _not_checked(failure: InputError) -> Problem:
    return Problem(
        "P-SIGNATURE-NOT-CHECKED",
        f"电子签名未能核验（{failure.code}）。 "
        f"The signatures could not be checked ({failure.code}).",
        "请用 PDF 阅读器核对签名。 Look at the signatures with a PDF reader.",
    )


def _no_roots() -> Problem:
    return Problem(
        "P-SIGNATURE-ROOTS",
        "受信任证书的文件夹中没有证书，签名人是否可信没有核对。 "
        "The folder of trusted certificates holds none; trust was not checked.",
        "请管理员检查设置 XUESHI_TRUST_ROOTS。 The operator checks XUESHI_TRUST_ROOTS.",
    )
