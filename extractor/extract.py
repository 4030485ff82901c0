"""Read one document: bytes in, an Extraction out. The steps in their order, nothing more."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.differences import find_differences
from extractor.document import Extraction, OddDigit, Page, Place, Problem, Quality, Seal, Source
from extractor.engines import Engine
from extractor.errors import SlowInput
from extractor.fields import Findings, find_fields
from extractor.fields.bodies.issuers import weigh_seals
from extractor.image import Picture
from extractor.intake import open_upload
from extractor.limits import DEFAULT_LIMITS, Limits
from extractor.pages import LayerReading, read_page
from extractor.signals import Looked, look_at_page
from extractor.signals.originality import join_originality
from extractor.signals.quality import is_blank, join_quality
from extractor.signatures import SignatureCheck
from extractor.textlayer import turn_box

if TYPE_CHECKING:
    from extractor.document import Originality

KeepPage = Callable[[int, Picture], None]
KeepLooked = Callable[[int, Picture, Looked], None]


def extract(
    blob: bytes,
    name: str,
    *,
    engine: Engine,
    limits: Limits = DEFAULT_LIMITS,
    keep: KeepPage | None = None,
    keep_looked: KeepLooked | None = None,
    trust_roots: Path | None = None,
) -> Extraction:
    """Return everything that can be read from the bytes of one document.

    `name` is shown to people and decides nothing. `keep` is handed each page's number and
    its upright RGB picture, on which the places of the fields lie; `keep_looked` besides
    these what was measured on it. `trust_roots` is a folder with the certificates that
    make a signature trusted; without it trust is not checked.

    Raises:
        InputError: The bytes cannot be read within the limits.
        EngineError: The recognition engine failed.
    """
    deadline = time.monotonic() + limits.read_seconds
    read_pages: list[Page] = []
    layers: list[LayerReading] = []
    scanned: list[bool] = []
    seals: list[Seal] = []
    originality: list[Originality] = []
    quality: list[Quality] = []
    of_blanks: list[Quality] = []
    problems: list[Problem] = []
    odd_digits: list[OddDigit] = []
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
            read_pages.append(read.page)
            layers.append(read.layer)
            scanned.append(sheet.facts.full_page_picture)
            if keep is not None:
                keep(sheet.number, read.image)
            if keep_looked is not None:
                keep_looked(sheet.number, read.image, looked)
            seals.extend(looked.seals)
            problems.extend(read.problems)
            if read.page.lines or not is_blank(read.image):
                # the blank back of a paper has no colour, and says nothing of the paper
                originality.append(looked.originality)
                quality.append(looked.quality)
            else:
                of_blanks.append(looked.quality)
            odd_digits.extend(looked.odd_digits)
        signatures, unchecked = check.result()
        problems = [*upload.problems, *problems, *unchecked]
        source, codes = upload.source, upload.codes
    pages = tuple(read_pages)
    found = find_fields(pages, tuple(seals))
    paper_on = {number: one for one in found.enclosed for number in one.pages}
    weighed = tuple(
        seal for each in seals for seal in _weighed(paper_on.get(each.place.page, found), (each,))
    )
    enclosed = tuple(_enclosed(one, source, pages, weighed) for one in found.enclosed)
    beside = frozenset(page.number for one in enclosed for page in one.pages)
    return Extraction(
        source=source,
        kind=found.kind,
        language=found.language,
        pages=tuple(page for page in pages if page.number not in beside),
        fields=found.fields,
        seals=weighed,
        originality=join_originality(originality),
        quality=join_quality(quality or of_blanks),
        problems=(*problems, *found.problems),
        codes=tuple(replace(code, place=_upright(code.place, pages)) for code in codes),
        signatures=tuple(
            replace(each, place=each.place and _upright(each.place, pages)) for each in signatures
        ),
        differences=find_differences(pages, layers, scanned, found.fields),
        odd_digits=tuple(odd_digits),
        parts=found.parts,
        enclosed=enclosed,
    )


def _enclosed(
    found: Findings, source: Source, pages: Sequence[Page], seals: Sequence[Seal]
) -> Extraction:
    """Return another paper of the file, with what stands on its own pages."""
    return Extraction(
        source=source,
        kind=found.kind,
        language=found.language,
        pages=tuple(page for page in pages if page.number in found.pages),
        fields=found.fields,
        seals=tuple(seal for seal in seals if seal.place.page in found.pages),
        parts=found.parts,
    )


def _weighed(found: Findings, seals: Sequence[Seal]) -> tuple[Seal, ...]:
    """Return seals, each read the surer where its body signed the paper."""
    issuers = [str(field.value) for field in found.fields if field.name == "issuers"]
    return weigh_seals(tuple(seals), issuers)


def _upright(place: Place, pages: Sequence[Page]) -> Place:
    """Return a place on a page as decoded as it lies after that page was turned upright."""
    rotation = next((page.rotation for page in pages if page.number == place.page), 0)
    return Place(place.page, turn_box(place.box, rotation))
