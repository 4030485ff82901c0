"""Have the signatures of a PDF checked in a child of their own, while its pages are read.

Whatever goes wrong there costs the check and not the document: a signature that cannot be
checked is reported as such. Nothing is loaded for a file without signatures.
"""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from extractor import sandbox
from extractor.document import Changes, Integrity, Problem, Signature, Trust
from extractor.errors import InputError
from extractor.filefacts import FileFacts, clean_text
from extractor.limits import Limits

_CHECK = "extractor.decode_signatures:check_signatures"
Word = TypeVar("Word", Integrity, Changes, Trust)
_UNREADABLE = Signature("pdf", Integrity.UNREADABLE)


class SignatureCheck:
    """The check of one file's signatures, started at once and asked for at the end."""

    def __init__(
        self, blob: bytes, facts: FileFacts, *, limits: Limits, roots: Path | None = None
    ) -> None:
        """Start the check if the file has signatures; `roots` are the certificates trusted."""
        self._roots = roots
        self._child: sandbox.Child | None = None
        if facts.signatures and facts.media_type == "application/pdf":
            arguments: dict[str, object] = {"roots": str(roots.resolve()) if roots else None}
            self._child = sandbox.run(_CHECK, blob, arguments, limits=limits, max_payload=0)

    def result(self) -> tuple[tuple[Signature, ...], tuple[Problem, ...]]:
        """Return the signatures of the file, and what kept them from being checked."""
        if self._child is None:
            return (), ()
        try:
            message = self._child.receive()
        except InputError as failure:
            return (_UNREADABLE,), (_not_checked(failure),)
        head = message.head if message is not None else {}
        found = head.get("signatures")
        if not isinstance(found, list):
            return (_UNREADABLE,), ()
        signatures = tuple(_signature(each) for each in found)
        if self._roots is not None and not head.get("roots"):
            return signatures, (_no_roots(),)
        return signatures, ()

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


def _signature(said: object) -> Signature:
    """Return a signature from a child's JSON; what has not the right form is not believed."""
    match said:
        case dict():
            return Signature(
                "pdf",
                _one_of(said.get("integrity"), Integrity.UNREADABLE),
                _one_of(said.get("changes"), Changes.NOT_CHECKED),
                _one_of(said.get("trust"), Trust.NOT_CHECKED),
                _text(said.get("signer")),
                _text(said.get("signed_at")),
            )
        case _:
            return _UNREADABLE


def _one_of(said: object, otherwise: Word) -> Word:
    return next((word for word in type(otherwise) if word == said), otherwise)


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
