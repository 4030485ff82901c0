"""Join what two pages' readings and their pictures say about each place.

A change needs both: another reading and other print. Each covers for the other. Where the
readings are equal a bent sheet's picture changes nothing; where the print is the same, a
misreading changes nothing; where only one of them can tell, it must be sure.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from extractor.document import Box, Extraction, Field, Page, Place, Seal
from verifier.agreement import is_own_number
from verifier.duplicates.aligned import Aligned, Ink
from verifier.duplicates.textdiff import Char, Edit, TextDiff
from verifier.relations import Difference, Match

PERSON = ("holder_name", "holder_id")
NUMBER = ("certificate_number",)
WHEN = ("start_date", "end_date")
FACTS = ("hours", "activity_title", "issue_date", *WHEN)
LISTED = (*PERSON, *NUMBER, *FACTS, "employer", "issuers", "result", "document_number")

SURE_TEXT = 0.9
"""A reading that decides by itself."""
READ_TEXT = 0.6
"""A reading that counts where the picture agrees with it."""
_CONFUSED = (
    "0oq",
    "1li丨",
    "5s",
    "8b",
    "2z",
    "6g",
    "日曰",
    "未末",
    "己已巳",
    "一-",
    "人入",
    "土士",
)
_FAR = 2.0
"""Print that differs so many times as far as it must is other print, however it was read."""
_NEIGHBOURS, _AROUND = 3, 9
"""Characters on the line that tell what is usual there; so many of the nearest, if it has fewer."""


@dataclass(frozen=True, slots=True)
class Laid:
    """Two pages side by side: their texts' difference and, where they register, the pictures'."""

    a: Page
    b: Page
    diff: TextDiff
    aligned: Aligned | None
    seals: tuple[Box, ...]
    """Seals on the first page, where print of a grey picture is not to be trusted."""
    all_seals: tuple[Box, ...] = ()
    """Every seal on the first page: a hand stamps each paper its own way."""
    changed: tuple[Edit, ...] = ()
    unsure: tuple[Edit, ...] = ()


def judge_edits(
    a: Page,
    b: Page,
    diff: TextDiff,
    aligned: Aligned | None,
    seals: tuple[Box, ...],
    all_seals: tuple[Box, ...] = (),
) -> Laid:
    """Sort what was read differently into changed and unsure; what the print refutes is dropped."""
    changed, unsure = [], []
    for edit in diff.edits:
        match _verdict(edit, aligned, _usual(edit, diff, aligned), seals):
            case Match.DIFFERENT:
                changed.append(edit)
            case Match.UNKNOWN:
                unsure.append(edit)
            case Match.SAME | Match.ALIKE:
                continue
    return Laid(a, b, diff, aligned, seals, all_seals, tuple(changed), tuple(unsure))


def _usual(edit: Edit, diff: TextDiff, aligned: Aligned | None) -> float | None:
    """Return how far print that was read the same differs beside the edit: on its line, or around.

    A value of two figures in a cell of its own has no line to be measured by.
    """
    if aligned is None or not edit.a:
        return None
    lines = {char.line for char in edit.a}
    beside = [char for char in diff.matched_a if char.line in lines]
    if len(beside) < _NEIGHBOURS:
        x, y = edit.a[0].box.centre
        beside = sorted(
            diff.matched_a, key=lambda char: math.dist(char.box.centre, (x, y))
        )[:_AROUND]  # fmt: skip
    worst = [aligned.worst_at(char.box) for char in beside]
    return median(worst) if len(worst) >= _NEIGHBOURS else None


def _verdict(
    edit: Edit, aligned: Aligned | None, usual: float | None, seals: tuple[Box, ...]
) -> Match:
    box = _box_on_a(edit, aligned)
    ink = Ink.UNSURE if aligned is None or box is None else aligned.ink_at(box, usual)
    under_seal = box is not None and any(box.overlap(seal) > 0.3 for seal in seals)
    if ink is Ink.SAME:
        return Match.SAME
    both = bool(edit.a and edit.b)
    if not edit.inline and not both:
        return Match.UNKNOWN  # a line that was read on one page only
    confidence = edit.confidence
    if both and _are_confused(edit.text_a, edit.text_b):
        return Match.UNKNOWN if ink is Ink.UNSURE or confidence < SURE_TEXT else Match.DIFFERENT
    if under_seal:
        return Match.UNKNOWN
    if ink is Ink.DIFFERENT:
        if aligned is not None and box is not None and _is_surely_other(edit, aligned, box):
            return Match.DIFFERENT
        least = READ_TEXT if both else SURE_TEXT
        return Match.DIFFERENT if confidence >= least else Match.UNKNOWN
    if not both or _is_part(edit.text_a, edit.text_b):
        return Match.UNKNOWN  # characters lost in reading leave what stood around them
    return Match.DIFFERENT if confidence >= SURE_TEXT else Match.UNKNOWN


def _is_surely_other(edit: Edit, aligned: Aligned, box: Box) -> bool:
    """Say whether other print stands in a place, one rare character of which nobody can read.

    Each side has a character of its own that was read surely, and the print differs far more than
    would do.
    """
    sure = [
        any(char.confidence >= SURE_TEXT and char.char not in other for char in ours)
        for ours, other in ((edit.a, edit.text_b), (edit.b, edit.text_a))
    ]
    return all(sure) and aligned.worst_at(box) >= _FAR * aligned.threshold


def with_sure_fields(laid: Laid, a: Extraction, b: Extraction, differing: frozenset[str]) -> Laid:
    """Return the pages with those unsure edits changed that lie in fields known to differ.

    `differing` names the fields whose values were read surely on both documents and are not
    the same; the picture could not tell, and nothing refutes the reading.
    """
    sure = [edit for edit in laid.unsure if field_of(edit, laid, a, b) in differing]
    rest = tuple(edit for edit in laid.unsure if edit not in sure)
    return replace(laid, changed=(*laid.changed, *sure), unsure=rest)


def match_of(name: str, laid: Laid, ours: Sequence[Field], theirs: Sequence[Field]) -> Match:
    """Say whether a field's region holds the same on both pages.

    `ours` and `theirs` are the field's findings on the first and on the second page.
    """
    ours = [field for field in ours if name not in NUMBER or is_own_number(str(field.value))]
    theirs = [field for field in theirs if name not in NUMBER or is_own_number(str(field.value))]
    if not ours and not theirs:
        return Match.UNKNOWN
    values = {str(field.value) for field in ours} & {str(field.value) for field in theirs}
    if values and name != "issuers":
        return Match.SAME
    found = [_side(laid, field.place.box, is_b=False) for field in ours]
    found += [_side(laid, field.place.box, is_b=True) for field in theirs]
    if Match.DIFFERENT in found:
        return Match.DIFFERENT
    if Match.SAME in found and not (name in NUMBER and ours and theirs):
        return Match.SAME  # two numbers that were read differently are not called the same
    return Match.UNKNOWN


def _side(laid: Laid, box: Box, *, is_b: bool) -> Match:
    if any(_touches(edit, box, is_b=is_b) for edit in laid.changed):
        return Match.DIFFERENT
    if any(_touches(edit, box, is_b=is_b) for edit in laid.unsure):
        return Match.UNKNOWN
    same = laid.diff.matched_b if is_b else laid.diff.matched_a
    if any(_inside(char.box, box) for char in same):
        return Match.SAME
    if laid.aligned is None:
        return Match.UNKNOWN
    on_a = laid.aligned.to_a(box) if is_b else box
    return Match.SAME if laid.aligned.ink_at(on_a) is Ink.SAME else Match.UNKNOWN


def differences(
    laid: Laid, a: Extraction, b: Extraction, edits: Sequence[Edit]
) -> tuple[Difference, ...]:
    """Return the regions of some edits with the names of the fields they lie in."""
    made = []
    for edit in edits:
        box_a = _around(edit.a)
        box_b = _around(edit.b)
        if laid.aligned is not None:
            box_a = box_a or (laid.aligned.to_a(box_b) if box_b else None)
            box_b = box_b or (laid.aligned.to_b(box_a) if box_a else None)
        made.append(
            Difference(
                field=field_of(edit, laid, a, b),
                a=Place(laid.a.number, box_a) if box_a else None,
                b=Place(laid.b.number, box_b) if box_b else None,
                text_a=edit.text_a or None,
                text_b=edit.text_b or None,
            )
        )
    return tuple(made)


def field_of(edit: Edit, laid: Laid, a: Extraction, b: Extraction) -> str | None:
    """Return the name of the field that an edit lies in, None outside of all."""
    for name in LISTED:
        on_a = [f.place.box for f in a.all(name) if f.place.page == laid.a.number]
        on_b = [f.place.box for f in b.all(name) if f.place.page == laid.b.number]
        if any(_touches(edit, box, is_b=False) for box in on_a) or any(
            _touches(edit, box, is_b=True) for box in on_b
        ):
            return name
    return None


def seals_on(document: Extraction, page: int) -> tuple[Seal, ...]:
    """Return the seals of a page."""
    return tuple(seal for seal in document.seals if seal.place.page == page)


def _touches(edit: Edit, box: Box, *, is_b: bool) -> bool:
    return any(_inside(char.box, box) for char in (edit.b if is_b else edit.a))


def _inside(char: Box, box: Box) -> bool:
    return char.overlap(box) > 0.5


def _box_on_a(edit: Edit, aligned: Aligned | None) -> Box | None:
    if edit.a:
        return _around(edit.a)
    around = _around(edit.b)
    return aligned.to_a(around) if aligned is not None and around is not None else None


def _around(chars: Sequence[Char]) -> Box | None:
    found: Box | None = None
    for char in chars:
        found = char.box if found is None else found.union(char.box)
    return found


def _is_part(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    rest = iter(longer)
    return len(shorter) < len(longer) and all(char in rest for char in shorter)


def _are_confused(one: str, other: str) -> bool:
    return len(one) == len(other) and all(
        a == b or any(a in group and b in group for group in _CONFUSED)
        for a, b in zip(one, other, strict=True)
    )
