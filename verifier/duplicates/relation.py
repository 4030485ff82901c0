"""Decide how two documents are related, by bytes, readings and pictures.

The order: equal bytes; pages that lie on each other, by what changed on them; else the key facts
alone. What could not be read is never a difference, and a duplicate needs something that is one
holder's own (name, identity number, certificate number) or a page without any.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from extractor.document import Box, Extraction, Page
from verifier.duplicates.aligned import Aligned, align, seal_likeness
from verifier.duplicates.document import Document
from verifier.duplicates.fields import compare_fields
from verifier.duplicates.regions import (
    FACTS,
    NUMBER,
    PERSON,
    SURE_TEXT,
    WHEN,
    Laid,
    differences,
    judge_edits,
    match_of,
    seals_on,
    with_sure_fields,
)
from verifier.duplicates.textdiff import compare_text
from verifier.duplicates.weights import EVENT, HOLDER, total
from verifier.duplicates.weights import NUMBER as NUMBER_FIELDS
from verifier.relations import (
    Comparison,
    Difference,
    FieldMatch,
    Match,
    PagePair,
    RelationKind,
    Why,
)

LAID = 0.35
"""Pages that lie on each other and share so many of the shorter's shingles have one template."""
LIKE_TEXT = 0.75
"""Pages that do not register have one template from this share on."""
LAID_UNSEEN = 0.65
"""Pages that register and whose print then does not correlate have one template from this share on:
of tuned pairs the short papers of one body reach 0.61, classmates of short forms begin at 0.72."""
SAME_EVENT = 12.0
"""Bits for one event: the odds are 4000 to 1 before what is known of the pair."""
WHOLE = 0.85
"""Share of a page's text that must agree where nothing on it is a holder's own."""
ALL = 0.95
"""Share of a page's text that must agree where the holder is told by the pictures alone."""
_PRINTED = 300
"""Pixels of a change (of a page of 1200) as large as a written character."""
_EDGE = 0.015
SEAL = 0.95
"""Impressions that correlate so far are one: classmates' own reached 0.92 in 120 pairs."""
_MOST_PAIRS = 3
_TRIED = 0.15


@dataclass(frozen=True, slots=True)
class _Sides:
    """Both documents laid on each other, with the answer for each of their fields."""

    laid: tuple[Laid, ...]
    pages: tuple[PagePair, ...]
    matches: Mapping[str, Match]
    differences: tuple[Difference, ...]

    def any(self, names: Sequence[str], match: Match) -> bool:
        return any(self.matches.get(name) is match for name in names)


def compare(a: Document, b: Document) -> Comparison:
    """Return the relation of two documents, with reasons and the regions that differ."""
    ours, theirs = a.extraction, b.extraction
    if ours.source.sha256 == theirs.source.sha256:
        return Comparison(RelationKind.SAME_FILE, (Why.BYTES,))
    fields = compare_fields(ours, theirs)
    weights = {
        "event": total(fields, EVENT),
        "holder": total(fields, HOLDER),
        "number": total(fields, NUMBER_FIELDS),
    }
    sides = _lay(a, b, _surely_differ(fields))
    if sides.laid:
        kind, reasons = _by_page(sides, fields, weights)
        fields = tuple(_seen_on_page(match, sides) for match in fields)
    else:
        kind, reasons = _by_fields(ours, theirs, fields, weights)
    if any(pair.is_saturated for pair in sides.pages):
        reasons = (*reasons, Why.NOT_COMPARABLE)
    if kind is not RelationKind.SAME_DOCUMENT and any(
        pair.seal is not None and pair.seal >= SEAL for pair in sides.pages
    ):
        reasons = (*reasons, Why.SEAL_REPEATS)
    return Comparison(
        kind=kind,
        reasons=reasons,
        fields=fields,
        differences=sides.differences,
        unread=_unread(ours, theirs, sides),
        pages=sides.pages,
        weights={name: round(bits, 2) for name, bits in weights.items()},
    )


def _by_page(
    sides: _Sides, fields: Sequence[FieldMatch], weights: Mapping[str, float]
) -> tuple[RelationKind, tuple[Why, ...]]:
    """Decide for pages of one template."""
    number = _joined(sides, NUMBER)
    person = _joined(sides, PERSON)
    other_event = sides.any(("activity_title", *WHEN), Match.DIFFERENT)
    other_title = sides.any(("activity_title",), Match.DIFFERENT)
    other_facts = sides.any(FACTS, Match.DIFFERENT)
    nothing_differs = not sides.differences
    if nothing_differs:
        return _unchanged(sides, fields, person, number)
    if number is Match.SAME:
        return RelationKind.ALTERED, (Why.NUMBER_KEPT,)
    if number is Match.DIFFERENT and person is Match.UNKNOWN and _is_all_else_equal(sides):
        return RelationKind.ALTERED, (Why.NUMBER_CHANGED,)
    if person is Match.DIFFERENT or (person is not Match.SAME and number is Match.DIFFERENT):
        if other_event and weights["event"] < SAME_EVENT:
            return RelationKind.UNRELATED, (Why.OTHER_EVENT,)
        why = Why.OTHER_HOLDER if person is Match.DIFFERENT else Why.HOLDER_UNREAD
        return RelationKind.SAME_COURSE, (why,)
    if person is Match.SAME:
        if number is Match.DIFFERENT:
            if other_event:
                return RelationKind.UNRELATED, (Why.OTHER_EVENT,)
            if other_facts:
                return RelationKind.ALTERED, (Why.FACTS_CHANGED, Why.NUMBER_CHANGED)
            return RelationKind.ALTERED, (Why.NUMBER_CHANGED,)
        if other_title:
            return RelationKind.UNRELATED, (Why.OTHER_EVENT,)
        return RelationKind.ALTERED, (Why.FACTS_CHANGED,)
    if other_event:
        return RelationKind.UNRELATED, (Why.OTHER_EVENT,)
    return RelationKind.SAME_COURSE, (Why.HOLDER_UNREAD,)


def _is_all_else_equal(sides: _Sides) -> bool:
    """Say whether nothing but the number differs, in print that was read and in print that was not.

    The holder was not found among the fields; a name that nobody could read still shows in the
    pictures.
    """
    for laid in sides.laid:
        aligned = laid.aligned
        if aligned is None or aligned.is_saturated or laid.diff.coverage < ALL or laid.unsure:
            return False
        edits = [char.box for edit in laid.changed for char in edit.a]
        stamped = laid.all_seals
        if aligned.largest_change([_around(box) for box in (*edits, *stamped)]) >= _PRINTED:
            return False
    return all(one.field in NUMBER for one in sides.differences)


def _around(box: Box) -> Box:
    """Return a box with the blur of its edges."""
    return Box(box.left - _EDGE, box.top - _EDGE, box.right + _EDGE, box.bottom + _EDGE)


def _unchanged(
    sides: _Sides, fields: Sequence[FieldMatch], person: Match, number: Match
) -> tuple[RelationKind, tuple[Why, ...]]:
    """Decide for pages on which nothing was found to differ."""
    by_picture = any(laid.aligned is not None and not laid.aligned.is_saturated
                     for laid in sides.laid)  # fmt: skip
    why = Why.PICTURE_AND_TEXT if by_picture else Why.TEXT_ONLY
    own = {match.name for match in fields if match.name in (*PERSON, *NUMBER)}
    whole = all(laid.diff.coverage >= WHOLE for laid in sides.laid)
    if Match.SAME in (person, number) or (not own and whole):
        return RelationKind.SAME_DOCUMENT, (why,)
    return RelationKind.SAME_COURSE, (Why.HOLDER_UNREAD,)


def _by_fields(
    ours: Extraction,
    theirs: Extraction,
    fields: Sequence[FieldMatch],
    weights: Mapping[str, float],
) -> tuple[RelationKind, tuple[Why, ...]]:
    """Decide for pages that do not lie on each other: by the key facts alone."""
    found = {match.name: match.match for match in fields}
    same_holder = Match.SAME in (found.get("holder_name"), found.get("holder_id"))
    if found.get("certificate_number") is Match.SAME and ours.kind.value == theirs.kind.value:
        differs = [name for name in (*PERSON, "hours", *WHEN) if found.get(name) is Match.DIFFERENT]
        if same_holder and not differs:
            return RelationKind.SAME_DOCUMENT, (Why.TEXT_ONLY,)
        if differs and weights["event"] > 0:
            return RelationKind.ALTERED, (Why.NUMBER_KEPT,)
    is_named = found.get("activity_title") in (Match.SAME, Match.ALIKE)
    # days that were read on both and are not equal speak against one event, surely or not
    has_other_days = any(match.name in WHEN and match.level == "unsure" for match in fields)
    if is_named and not has_other_days and weights["event"] >= SAME_EVENT:
        return RelationKind.SAME_ACTIVITY, (Why.SAME_EVENT,)
    return RelationKind.UNRELATED, (Why.NOTHING_COMMON,)


def _joined(sides: _Sides, names: Sequence[str]) -> Match:
    """Join the answers of fields that mean one thing: a difference outweighs an agreement."""
    for match in (Match.DIFFERENT, Match.SAME):
        if sides.any(names, match):
            return match
    return Match.UNKNOWN


def _surely_differ(fields: Sequence[FieldMatch]) -> frozenset[str]:
    """Return the fields that were read surely on both documents and are not the same."""
    return frozenset(
        match.name
        for match in fields
        if match.match is Match.DIFFERENT
        and match.name not in ("issuers", "employer")
        and match.a is not None
        and match.b is not None
        and min(match.a.confidence, match.b.confidence) >= SURE_TEXT
    )


def _lay(a: Document, b: Document, differing: frozenset[str]) -> _Sides:
    """Lay the pages of both documents on each other, the likest first."""
    laid: list[Laid] = []
    pairs: list[PagePair] = []
    for page, other, likeness in _candidates(a, b):
        aligned = _align(a, b, page, other)
        if likeness < _least_likeness(aligned):
            continue
        seals = tuple(seal.place.box for seal in seals_on(a.extraction, page.number))
        diff = compare_text(page, other, aligned.to_a if aligned is not None else None)
        over = _printed_over(a, b, page, other, seals)
        judged = judge_edits(page, other, diff, aligned, over, seals)
        laid.append(with_sure_fields(judged, a.extraction, b.extraction, differing))
        pairs.append(
            PagePair(
                a=page.number,
                b=other.number,
                likeness=round(likeness, 3),
                matrix=aligned.fractions if aligned is not None else None,
                is_saturated=aligned is None or aligned.is_saturated,
                seal=_seal(a, b, page, other, aligned, seals),
            )
        )
    ours, theirs = a.extraction, b.extraction
    matches: dict[str, Match] = {}
    for name in dict.fromkeys(field.name for field in (*ours.fields, *theirs.fields)):
        answers = [
            match_of(
                name,
                one,
                [field for field in ours.all(name) if field.place.page == one.a.number],
                [field for field in theirs.all(name) if field.place.page == one.b.number],
            )
            for one in laid
        ]
        matches[name] = next(
            (match for match in (Match.DIFFERENT, Match.SAME) if match in answers), Match.UNKNOWN
        )
    return _Sides(
        laid=tuple(laid),
        pages=tuple(pairs),
        matches=matches,
        differences=tuple(
            found for one in laid for found in differences(one, ours, theirs, one.changed)
        ),
    )


def _least_likeness(aligned: Aligned | None) -> float:
    """Return the share of text from which on two pages are of one template."""
    if aligned is None:
        return LIKE_TEXT
    return LAID_UNSEEN if aligned.is_saturated else LAID


def _candidates(a: Document, b: Document) -> list[tuple[Page, Page, float]]:
    """Return the likeliest pairs of pages, each page once."""
    scored = []
    for page in a.extraction.pages:
        for other in b.extraction.pages:
            one, two = a.shingles(page), b.shingles(other)
            shorter = min(len(one), len(two))
            likeness = len(one & two) / shorter if shorter else 0.0
            scored.append((likeness, page, other))
    scored.sort(key=lambda found: -found[0])
    chosen: list[tuple[Page, Page, float]] = []
    for likeness, page, other in scored:
        if likeness < _TRIED or len(chosen) >= _MOST_PAIRS:
            break
        if all(page is not p and other is not o for p, o, _ in chosen):
            chosen.append((page, other, likeness))
    return chosen


def _align(a: Document, b: Document, page: Page, other: Page) -> Aligned | None:
    one, two = a.sheet(page.number), b.sheet(other.number)
    return align(one, two) if one is not None and two is not None else None


def _printed_over(
    a: Document, b: Document, page: Page, other: Page, seals: tuple[Box, ...]
) -> tuple[Box, ...]:
    """Return the seals that lie on the print in grey: on neither picture do they fade."""
    one, two = a.sheet(page.number), b.sheet(other.number)
    in_colour = one is not None and two is not None and not (one.is_grey or two.is_grey)
    return () if in_colour else seals


def _seal(
    a: Document,
    b: Document,
    page: Page,
    other: Page,
    aligned: Aligned | None,
    seals: Sequence[Box],
) -> float | None:
    one, two = a.sheet(page.number), b.sheet(other.number)
    if aligned is None or one is None or two is None:
        return None
    found = [seal_likeness(one, two, aligned, box) for box in seals]
    return (
        round(min((value for value in found if value is not None), default=-2), 3)
        if any(value is not None for value in found)
        else None
    )


def _seen_on_page(match: FieldMatch, sides: _Sides) -> FieldMatch:
    """Return a field's comparison with what the pages say about it, which is nearer."""
    return replace(match, match=sides.matches.get(match.name, match.match))


def _unread(ours: Extraction, theirs: Extraction, sides: _Sides) -> tuple[str, ...]:
    """Return the key facts that only one of the documents gave, or that stayed open."""
    one = {field.name for field in ours.fields}
    other = {field.name for field in theirs.fields}
    names = (*PERSON, *NUMBER, *FACTS)
    if sides.laid:
        return tuple(
            name for name in names
            if name in one | other and sides.matches.get(name) is Match.UNKNOWN
        )  # fmt: skip
    return tuple(name for name in names if (name in one) != (name in other))
