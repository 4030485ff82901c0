"""What a reading and a judgement were made by, each as one digest; another digest, another result.

The program's own sources are part of it: a reader that was changed reads anew without
anybody having to remember to say so.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import astuple
from datetime import date
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from extractor.limits import Limits
from verifier.policy.load import load_policy

_ROOT = Path(__file__).parent.parent
_SOURCES = (".py", ".yaml", ".csv", ".txt", ".npz")
_READS_WITH = (
    "numpy", "onnxruntime", "opencv-python-headless", "pdfplumber", "pillow", "pillow-heif",
    "pyhanko", "pypdfium2", "pytesseract", "rapidfuzz", "rapidocr", "spacy", "zxing-cpp",
)  # fmt: skip
_JUDGES_NOT = ("store", "batch", "commands", "evaluation", "executors", "policies", "terminal")
"""Folders of the verifier that carry a judgement about and have no part in it."""


def reader_print(engine: str, limits: Limits, trust_roots: Path | None = None) -> str:
    """Return the digest of everything that decides what is read in a file."""
    roots = _files(trust_roots, ("",)) if trust_roots is not None else ()
    return _digest((_tree("extractor"), _versions(), engine, repr(astuple(limits)), *roots))


def judge_print(
    policy_id: str,
    *,
    policies: Path | None,
    registers: Path | None,
    confidence_floor: float,
    today: date | None,
) -> str:
    """Return the digest of everything but the reading and the claim that decides a judgement.

    Raises:
        PolicyError: the notice cannot be loaded.
    """
    notice = load_policy(policy_id, policies).model_dump_json()
    lists = _files(registers, ("",)) if registers is not None else ()
    return _digest((_tree("verifier"), notice, *lists, str(confidence_floor), str(today)))


@cache
def _tree(package: str) -> str:
    return _digest(_files(_ROOT / package, _SOURCES, _JUDGES_NOT))


def _files(folder: Path, endings: tuple[str, ...], without: tuple[str, ...] = ()) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if inside.parts[0] in without or not path.name.endswith(endings) or not path.is_file():
            continue
        yield inside.as_posix()
        yield hashlib.sha256(path.read_bytes()).hexdigest()


@cache
def _versions() -> str:
    return ",".join(f"{name}={_version(name)}" for name in _READS_WITH)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"


def _digest(parts: Iterator[str] | tuple[str, ...]) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
