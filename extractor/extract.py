"""Read one document: bytes in, an Extraction out. The steps in their order, nothing more."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.document import Code, Extraction, Page, Place, Problem, Quality, Seal
from extractor.engines import Engine
from extractor.errors import SlowInput
from extractor.fields import find_fields
from extractor.fields.bodies import weigh_seals
from extractor.image import Picture
from extractor.intake import open_upload
from extractor.limits import DEFAULT_LIMITS, Limits
from extractor.pages import read_page
from extractor.signals import look_at_page
from extractor.signals.originality import join_originality
from extractor.signals.quality import join_quality
from extractor.signatures import SignatureCheck
from extractor.textlayer import turn_box

if TYPE_CHECKING:
    from extractor.document import Originality

KeepPage = Callable[[int, Picture], None]


def extract(
    blob: bytes,
    name: str,
    *,
    engine: Engine,
    limits: Limits = DEFAULT_LIMITS,
    keep: KeepPage | None = None,
    trust_roots: Path | None = None,
) -> Extraction:
    """Return everything that can be read from the bytes of one document.

    `name` is shown to people and decides nothing. `keep` is handed each page's number and
    its upright RGB picture, on which the places of the fields lie. `trust_roots` is a folder
    with the certificates that make a signature trusted; without it trust is not checked.

    Raises:
        InputError: The bytes cannot be read within the limits.
        EngineError: The recognition engine failed.
    """
    deadline = time.monotonic() + limits.read_seconds
    pages: list[Page] = []
    seals: list[Seal] = []
    originality: list[Originality] = []
    quality: list[Quality] = []
    problems: list[Problem] = []
    with (
        open_upload(blob, name, limits=limits) as upload,
        SignatureCheck(blob, upload.facts, limits=limits, roots=trust_roots) as check,
    ):
        for sheet in upload.sheets():
            if time.monotonic() > deadline:
                raise SlowInput(
                    f"识别超过 {limits.read_seconds:g} 秒,停在第 {sheet.number} 页。 "
                    f"Reading took more than {limits.read_seconds:g} s, up to page {sheet.number}."
                )
            read = read_page(sheet, engine)
            looked = look_at_page(
                read.image,
                read.page,
                sheet.facts,
                file=upload.facts,
                read_strip=engine.read_strip,
            )
            pages.append(read.page)
            if keep is not None:
                keep(sheet.number, read.image)
            seals.extend(looked.seals)
            problems.extend(read.problems)
            originality.append(looked.originality)
            quality.append(looked.quality)
        signatures, unchecked = check.result()
        problems = [*upload.problems, *problems, *unchecked]
        source, codes = upload.source, _upright(upload.codes, pages)
    kind, language, fields = find_fields(tuple(pages), tuple(seals))
    issuers = [str(field.value) for field in fields if field.name == "issuers"]
    return Extraction(
        source=source,
        kind=kind,
        language=language,
        pages=tuple(pages),
        fields=fields,
        seals=weigh_seals(tuple(seals), issuers),
        originality=join_originality(originality),
        quality=join_quality(quality),
        problems=tuple(problems),
        codes=codes,
        signatures=signatures,
    )


def _upright(codes: Sequence[Code], pages: Sequence[Page]) -> tuple[Code, ...]:
    """Return the codes as they lie on the pages after these were turned upright."""
    rotations = {page.number: page.rotation for page in pages}
    return tuple(
        replace(
            code,
            place=Place(code.place.page, turn_box(code.place.box, rotations[code.place.page])),
        )
        for code in codes
    )
