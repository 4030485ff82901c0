"""The receipt of a pre-check: what was looked at and found, signed so that nobody can write one.

The key lies in the data folder and never leaves it. A receipt holds digests of the files and
what was stated, so that the desk can tell exactly what changed before the claim was submitted.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from itsdangerous import BadSignature, Signer

from verifier.errors import NotAllowed
from verifier.store.claims import Claim
from verifier.store.documents import Evidence

SCHEMA = "xueshi.receipt/1"
MOST_BYTES = 64 * 1024
STATED = ("policy", "holder_name", "subject", "title", "hours")
_KEY_BYTES = 32
_SALT = "xueshi.precheck-receipt"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is otherwise than at the pre-check; None stands for not there.

    `what` is the name of something stated, or `file`.
    """

    what: str
    before: str | None
    after: str | None


def receipt_key(folder: Path) -> bytes:
    """Return the key of a data folder; it is made when it is first asked for."""
    path = folder / "receipt.key"
    try:
        made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _whole(path)
    with os.fdopen(made, "wb") as file:
        key = secrets.token_bytes(_KEY_BYTES)
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
    return key


def _whole(path: Path) -> bytes:
    key = path.read_bytes()
    if len(key) != _KEY_BYTES:
        raise NotAllowed(
            "回执密钥不完整，请删除后重试。 The key of the receipts is damaged: remove it.",
        )
    return key


def receipt_of(found: Claim, papers: Sequence[Evidence], at: datetime) -> dict[str, Any]:
    """Return what a pre-check looked at and found, as plain data."""
    return {
        "schema": SCHEMA,
        "at": at.isoformat(timespec="seconds"),
        "stated": stated_in(found),
        "documents": [{"sha256": paper.sha256, "name": paper.name} for paper in papers],
        "recommendation": found.recommendation,
        "doubts": found.doubts,
    }


def stated_in(found: Claim) -> dict[str, str]:
    """Return what a claim states, as text; what it leaves out is absent."""
    told = {name: getattr(found, name) for name in STATED} | dict(found.facts)
    return {
        name: format(value.normalize(), "f") if name == "hours" else str(value)
        for name, value in told.items()
        if value not in (None, "")
    }


def signed(receipt: Mapping[str, Any], key: bytes) -> str:
    """Return a receipt with its signature, as the file that a teacher keeps."""
    told = {**receipt, "signature": _signer(key).get_signature(_canonical(receipt)).decode()}
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def checked(blob: bytes, key: bytes) -> dict[str, Any]:
    """Return the receipt of a file, if it was signed here.

    Raises:
        NotAllowed: it was not, or is no receipt.
    """
    refused = NotAllowed("预检回执无效。 This is no receipt of a pre-check of ours.")
    if len(blob) > MOST_BYTES:
        raise refused
    try:
        told = json.loads(blob)
        signature = str(told.pop("signature")).encode()
        if told["schema"] != SCHEMA:
            raise refused
        _signer(key).unsign(_canonical(told) + b"." + signature)
    except (ValueError, KeyError, TypeError, AttributeError, BadSignature, RecursionError) as error:
        raise refused from error
    receipt: dict[str, Any] = told
    return receipt


def changes(
    receipt: Mapping[str, Any], found: Claim, papers: Iterable[Evidence]
) -> tuple[Change, ...]:
    """Return what of a claim is otherwise than its receipt says, in a fixed order."""
    before, after = receipt["stated"], stated_in(found)
    names = [*STATED, *sorted({*before, *after} - set(STATED))]
    stated = [
        Change(name, before.get(name), after.get(name))
        for name in names
        if before.get(name) != after.get(name)
    ]
    then = {one["sha256"]: one["name"] for one in receipt["documents"]}
    now = {paper.sha256: paper.name for paper in papers}
    gone = [Change("file", name, None) for digest, name in then.items() if digest not in now]
    new = [Change("file", None, name) for digest, name in now.items() if digest not in then]
    return (*stated, *gone, *new)


def _canonical(receipt: Mapping[str, Any]) -> bytes:
    return json.dumps(receipt, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")


def _signer(key: bytes) -> Signer:
    return Signer(key, salt=_SALT, digest_method=hashlib.sha256)
