"""Check the electronic signatures of a PDF; inside a sandboxed child only, on request only.

pyHanko does the checking: whether what is covered is what was signed, what was changed
after, and, where the office named roots, whether the signer's certificate leads to one.
Nothing is fetched, so no certificate is looked up as revoked. This module is loaded by the
child itself and only for files that have a signature, since the library is large.
"""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from asn1crypto import x509
from pyhanko.keys import load_certs_from_pemder
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESIndeterminate
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from extractor.document import Changes, Integrity, Trust
from extractor.messages import Emit

MAX_SIGNATURES = 20
_CHINESE_ALGORITHMS = "1.2.156.10197."
"""Root of the identifiers of SM2, SM3 and SM4, which no library at hand can check."""
_PERMITTED = (ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING)
_ROOT_FILES = (".pem", ".crt", ".cer", ".der")


def check_signatures(blob: bytes, arguments: dict[str, object], emit: Emit) -> None:
    """Send one message with the signatures of the PDF, and how many roots were loaded.

    The argument `roots` is the folder with the certificates that the office trusts, or None.
    """
    logging.disable()
    folder = arguments.get("roots")
    roots = _load_roots(Path(str(folder))) if folder is not None else []
    found = [_check(each, roots) for each in _signatures_of(blob)]
    emit({"signatures": found, "roots": len(roots)}, b"")


def _load_roots(folder: Path) -> list[x509.Certificate]:
    files = sorted(path for path in folder.iterdir() if path.suffix.lower() in _ROOT_FILES)
    return [certificate for path in files for certificate in _certificates_in(path)]


def _certificates_in(path: Path) -> list[x509.Certificate]:
    return list(load_certs_from_pemder([str(path)]))  # type: ignore[no-untyped-call]


def _signatures_of(blob: bytes) -> list[EmbeddedPdfSignature | None]:
    """Return the signatures of persons and bodies, None for each that cannot be taken apart."""
    try:
        reader = PdfFileReader(BytesIO(blob), strict=False)
        if reader.encrypted:
            reader.decrypt(b"")
        found = reader.embedded_signatures
    # The library names few of the ways in which a hostile file breaks it.
    except (PdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError):
        return [None]
    if not found:
        return [None]
    return [each for each in found if each.sig_object_type == "/Sig"][:MAX_SIGNATURES]


def _check(signature: EmbeddedPdfSignature | None, roots: list[x509.Certificate]) -> dict[str, Any]:
    if signature is None:
        return {"integrity": Integrity.UNREADABLE}
    said = _said(signature)
    try:
        if _is_chinese(signature):
            return {"integrity": Integrity.NOT_CHECKED, **said}
        status = validate_pdf_signature(signature, _context(signature, roots))
    except (
        SignatureValidationError, SigningError, PdfError, ValueError, KeyError, TypeError,
        IndexError, AttributeError, NotImplementedError, RecursionError,
    ):  # fmt: skip
        return {"integrity": Integrity.UNREADABLE, **said}
    return {
        "integrity": _integrity(status),
        "changes": _changes(status),
        "trust": _trust(status) if roots else Trust.NOT_CHECKED,
        **said,
    }


def _said(signature: EmbeddedPdfSignature) -> dict[str, Any]:
    """Return the signer's name and the time, both as the signature itself states them."""
    try:
        subject = signature.signer_cert.subject.native
        named = subject.get("common_name") or subject.get("organization_name")
        at = signature.self_reported_timestamp
    except (SignatureValidationError, ValueError, KeyError, TypeError, AttributeError):
        return {}
    return {
        "signer": "、".join(named) if isinstance(named, list) else named,
        "signed_at": at.isoformat() if at is not None else None,
    }


def _is_chinese(signature: EmbeddedPdfSignature) -> bool:
    info = signature.signer_info
    used = (info["digest_algorithm"], info["signature_algorithm"])
    return any(each["algorithm"].dotted.startswith(_CHINESE_ALGORITHMS) for each in used)


def _context(signature: EmbeddedPdfSignature, roots: list[x509.Certificate]) -> ValidationContext:
    """Return the context in which a certificate is judged: the day of signing, no network.

    A certificate lives a few years and what it signed is shown for longer; that it has
    ended since says nothing about the document.
    """
    at = signature.self_reported_timestamp
    if at is None or at.tzinfo is None or at > datetime.now(UTC):
        at = datetime.now(UTC)
    return ValidationContext(
        trust_roots=roots,
        allow_fetching=False,
        revocation_mode="soft-fail",
        moment=at,
        best_signature_time=at,
    )


def _integrity(status: PdfSignatureStatus) -> Integrity:
    if not (status.intact and status.valid):
        return Integrity.BROKEN
    problem = status.trust_problem_indic
    if problem is AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE:
        return Integrity.UNREADABLE
    return Integrity.INTACT


def _changes(status: PdfSignatureStatus) -> Changes:
    if status.coverage is None or status.coverage < SignatureCoverageLevel.ENTIRE_REVISION:
        return Changes.UNCLEAR
    if status.coverage is SignatureCoverageLevel.ENTIRE_FILE:
        return Changes.NONE
    permitted = status.docmdp_ok and status.modification_level in _PERMITTED
    return Changes.PERMITTED if permitted else Changes.SUSPECT


def _trust(status: PdfSignatureStatus) -> Trust:
    return Trust.TRUSTED if status.trusted else Trust.UNTRUSTED
