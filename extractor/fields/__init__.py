"""Find the fields of a document: its kind, its language and each value with its place."""

from __future__ import annotations

from extractor.document import Field, Kind, Page, Seal
from extractor.fields.activity import find_activity
from extractor.fields.amounts import find_amounts
from extractor.fields.bodies import find_issuers
from extractor.fields.candidates import Leaf
from extractor.fields.details import find_details
from extractor.fields.kinds import recognise_kind, recognise_language
from extractor.fields.labels import read_labels
from extractor.fields.numbers import find_numbers
from extractor.fields.people import find_holder
from extractor.fields.periods import find_periods
from extractor.passages import page_cells, passages_of

_FINDERS = (
    find_holder,
    find_activity,
    find_amounts,
    find_periods,
    find_numbers,
    find_details,
)


def find_fields(
    pages: tuple[Page, ...], seals: tuple[Seal, ...] = ()
) -> tuple[Kind, str, tuple[Field, ...]]:
    """Return the kind, the language (`zh` or `en`) and the fields of a document.

    A field that the document does not show is absent. Where two finders give one name
    (an employer on a form and in a sentence) the surer value stays.
    """
    by_page = [page_cells(page) for page in pages]
    leaf = Leaf(
        cells=tuple(cell for cells in by_page for cell in cells),
        passages=tuple(passage for page in pages for passage in passages_of(page)),
        labelled=tuple(found for cells in by_page for found in read_labels(cells)),
    )
    candidates = [found for finder in _FINDERS for found in finder(leaf)]
    single: dict[str, Field] = {}
    for candidate in candidates:
        field = candidate.field()
        if field.name not in single or field.confidence > single[field.name].confidence:
            single[field.name] = field
    issuers = tuple(candidate.field() for candidate in find_issuers(leaf, seals))
    text = "\n".join(page.text for page in pages)
    return recognise_kind(leaf), recognise_language(text), (*single.values(), *issuers)
