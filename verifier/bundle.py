"""Put the papers of one claim together: the pages of one work that came as several files.

Judging is not done here. The file with the article, or with a book's imprint, stands for the
whole: it is judged by the fields of all of its pages, each from the page that shows it best; the
others are its parts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.document import Extraction, Field, PartKind
from verifier.bundle_work import SAME_WORK, compare_work, is_one_book, work_match
from verifier.model import Evidence
from verifier.relations import Match

_WORK, _BOOK = "paper", "book"
_SEVERAL = ("authors", "issuers", "indexed_by")
"""Fields that a document has several of: they are taken from one page together."""
_OF_THE_ARTICLE = ("activity_title", "authors", "pages", "doi", "characters")
"""What only the article's own page tells: contents and covers name other articles too."""


def gather(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Return the documents in their order, the pages of one article or book put together."""
    gathered = list(evidence)
    for lead, others in {**_articles(evidence), **_books(evidence)}.items():
        if not others:
            continue
        whole = [evidence[lead].extraction, *(evidence[index].extraction for index in others)]
        gathered[lead] = replace(evidence[lead], whole=merge(whole))
        for index in others:
            gathered[index] = replace(
                evidence[index], part_of=evidence[lead].extraction.source.name
            )
    return tuple(gathered)


def _articles(evidence: Sequence[Evidence]) -> dict[int, list[int]]:
    """Return the files with an article, each with the files of its other pages."""
    pages = [index for index, one in enumerate(evidence) if _is_of_a_work(one)]
    articles = [index for index in pages if _shows(evidence[index], PartKind.ARTICLE)]
    loose = [index for index in pages if index not in articles]
    leads = articles or _first_of_each(evidence, loose)
    parts: dict[int, list[int]] = {lead: [] for lead in leads}
    for index in loose:
        lead = _lead_of(evidence, index, leads)
        if lead is not None and lead != index:
            parts[lead].append(index)
    return parts


def _books(evidence: Sequence[Evidence]) -> dict[int, list[int]]:
    """Return the fullest page of each book, as a rule its imprint, with the files of its others."""
    pages = [index for index, one in enumerate(evidence) if _is_of_a_work(one, _BOOK)]
    parts: dict[int, list[int]] = {}
    for index in sorted(pages, key=lambda index: (-_fulness(evidence[index]), index)):
        page = evidence[index].extraction
        near = [lead for lead in parts if is_one_book(page, evidence[lead].extraction)]
        if len(near) == 1:
            parts[near[0]].append(index)
        else:
            parts[index] = []
    return {lead: sorted(others) for lead, others in parts.items()}


def _fulness(one: Evidence) -> int:
    return len({field.name for field in one.extraction.fields})


def merge(pages: Sequence[Extraction]) -> Extraction:
    """Return the first of some readings of one article with what the others show better.

    A value that contradicts the first reading's is left out: it is a difference, which a rule
    tells, and no correction. Fields of other files keep the name of their file.
    """
    first, *others = pages
    fields: dict[str, tuple[Field, ...]] = {}
    for page in pages:
        for name in dict.fromkeys(one.name for one in page.fields):
            given = tuple(_placed(one, page, first) for one in page.all(name))
            held = fields.get(name, ())
            if not held or (page is not first and _is_better(name, given, held)):
                fields[name] = given
    return replace(
        first,
        fields=tuple(one for group in fields.values() for one in group),
        pages=(*first.pages, *(page for other in others for page in other.pages)),
        parts=(
            *first.parts,
            *(replace(part, file=other.source.name) for other in others for part in other.parts),
        ),
    )


def _is_better(name: str, given: tuple[Field, ...], held: tuple[Field, ...]) -> bool:
    if name in _OF_THE_ARTICLE:
        return False
    if name in _SEVERAL:
        return min(one.confidence for one in given) > min(one.confidence for one in held)
    if name in SAME_WORK and work_match(name, given[0], held[0]) is Match.DIFFERENT:
        return False
    return given[0].confidence > held[0].confidence


def _placed(field: Field, page: Extraction, first: Extraction) -> Field:
    if page is first:
        return field
    return replace(field, place=replace(field.place, file=page.source.name))


def _is_of_a_work(one: Evidence, kind: str = _WORK) -> bool:
    return one.relation is None and one.extraction.kind.value == kind


def _shows(one: Evidence, part: PartKind) -> bool:
    return any(page.kind is part for page in one.extraction.parts)


def _first_of_each(evidence: Sequence[Evidence], loose: Sequence[int]) -> list[int]:
    """Without any article: the fullest page of each journal stands for the others."""
    leads: list[int] = []
    by_fulness = sorted(loose, key=lambda index: (-len(evidence[index].extraction.fields), index))
    for index in by_fulness:
        if not any(_matches(evidence[index], evidence[lead]) for lead in leads):
            leads.append(index)
    return sorted(leads)


def _lead_of(evidence: Sequence[Evidence], index: int, leads: Sequence[int]) -> int | None:
    """Return the article that a page belongs to, None where it may be that of several."""
    if index in leads:
        return index
    near = [lead for lead in leads if _matches(evidence[index], evidence[lead])]
    if len(near) == 1:
        return near[0]
    if len(leads) == 1:
        # one article in the claim: what does not fit is told as a difference
        return leads[0]
    return None


def _matches(one: Evidence, other: Evidence) -> bool:
    """Say whether nothing on two pages speaks against one issue of one journal."""
    compared = compare_work(one.extraction, other.extraction)
    return Match.DIFFERENT not in compared.values()
