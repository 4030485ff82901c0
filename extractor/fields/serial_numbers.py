"""Find the numbers that carry a check (ISSN, ISBN, patents …) and tell of those that fail it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from extractor.document import Problem
from extractor.fields.candidates import Candidate, Leaf, agreed
from extractor.language.serials import SerialKind, SerialMention, find_serials, issn_is_sound
from extractor.passages import Passage, join_cells

_TRUST = {
    SerialKind.ISSN: 0.99,
    SerialKind.CN: 0.965,
    SerialKind.ISBN: 0.99,
    SerialKind.DOI: 0.95,
    SerialKind.PATENT: 0.99,
}
_IMPLIED = 0.96
_IN_ANOTHER = re.compile(
    r"(?:\bissn\.|Article\s?(?:ID|No\.?|Number)\s?[:：]?\s?)"
    r"(?P<n>[0-9]{4}-[0-9]{3}[0-9Xx])(?=[.(（]|\s?[(（])",
    re.IGNORECASE,
)
"""「10.9/j.issn.1671-9034.2019.04.009」, 「Article ID: 1671-9034(2019)04-0217-04」"""
_OF_DOI = 0.88
"""A journal may keep the number that it had before in its DOI."""
_REFERENCE = re.compile(r"[\[［]\s?[JMDC](?:\s?/\s?OL)?\s?[\]］]")
_OF_BOOK = re.compile(
    r"书\s?号\s?(?:为|是)\s?(?:ISBN)?\s?(?P<n>97[89][-0-9 ]{10,16}[0-9])(?![0-9])"
)
"""「国际标准书号为978-7-…」 in a sentence"""
_BEFORE_CN = re.compile(
    r"(?<![0-9-])(?P<n>[0-9]{4}-[0-9]{3}[0-9Xx])\s?[/／,，;；]\s?(?:CN\s?)?[0-9]{2}-[0-9]{4}(?:/[A-Z]|(?![0-9]))"
)
"""「1671-9034 / CN 41-1234/G4」 behind the label of both."""
_AT_END = re.compile(r"(?:ISBN|ISSN|书\s?号|(?<![A-Za-z])CN)\s?[:：]?\s*$")
_DOI_BROKEN = re.compile(
    r"(?:DOI\s?[:：]?\s?)?(?P<n>10\.[0-9]{4,5}/[A-Za-z0-9._()/-]{0,40})", re.IGNORECASE
)
_DOI_REST = re.compile(r"[A-Za-z0-9][A-Za-z0-9._()/-]{1,40}")
_GOES_ON, _MOST_LINES = "./-_", 4
"""What a DOI does not end in; lines at most that a narrow column breaks it into."""
_FIGURES = re.compile(r"\s*[0-9][0-9Xx—–－ -]{6,}")
_UNSOUND = 0.6
"""Misread, misprinted or made up: a person compares it with the original."""
_NAMES = {
    SerialKind.ISSN: "ISSN",
    SerialKind.CN: "CN",
    SerialKind.ISBN: "ISBN",
    SerialKind.DOI: "DOI",
    SerialKind.PATENT: "专利号",
}

_Found = list[tuple[SerialMention, Passage]]


def serials_in(leaf: Leaf) -> _Found:
    """Return every such number with the passage it stands in; each place once."""
    found: _Found = []
    seen: set[tuple[object, ...]] = set()
    for passage in (*leaf.lines, *leaf.passages):
        for mention in find_serials(passage.text):
            key = (passage.page, mention.kind, mention.value)
            if key not in seen:
                seen.add(key)
                found.append((mention, passage))
    further = [(m, p) for p in leaf.passages for m in _told_otherwise(p)]
    further += [(m, p) for p in _over_two_lines(leaf) for m in find_serials(p.text)]
    broken = list(_broken_dois(leaf))
    whole = tuple(mention.value for mention, _ in broken)
    found = [
        (mention, passage)
        for mention, passage in found
        if mention.kind is not SerialKind.DOI
        or not any(one != mention.value and one.startswith(mention.value) for one in whole)
    ]
    for mention, passage in (*further, *broken):
        key = (passage.page, mention.kind, mention.value)
        if key not in seen:
            seen.add(key)
            found.append((mention, passage))
    for one in leaf.labels("serial"):
        # 「ISSN」 in one cell of a form, its figures in the next
        label = f"{one.label.upper()}:"
        for mention in find_serials(label + one.value.text):
            start, end = (max(at - len(label), 0) for at in (mention.start, mention.end))
            key = (one.value.page, mention.kind, mention.value)
            if key not in seen:
                seen.add(key)
                found.append((replace(mention, start=start, end=end), one.value))
    return found


def _over_two_lines(leaf: Leaf) -> Iterator[Passage]:
    """Yield a line that ends in 「ISBN」 with the line right below it that begins with figures.

    In the margin beside a text the two are not read one after the other.
    """
    ends = [cell for cell in leaf.cells if _AT_END.search(cell.line.text)]
    figures = [cell for cell in leaf.cells if _FIGURES.match(cell.line.text)] if ends else []
    following = set(pairwise(leaf.cells)) if ends else set()
    for above in ends:
        for below in figures:
            near = 0 < below.box.top - above.box.top < 3 * above.box.height
            flush = abs(below.box.left - above.box.left) <= above.em
            if above.page == below.page and near and (flush or (above, below) in following):
                yield join_cells((above, below))


def _broken_dois(leaf: Leaf) -> _Found:
    """Return each DOI that a narrow column breaks behind a point or a stroke.

    「10.14999/」 over 「j.qcxb.2017.」 over 「01.015」
    """
    found: _Found = []
    for cell in leaf.cells:
        start = _DOI_BROKEN.fullmatch(cell.line.text.strip())
        if start is None:
            continue
        column, value = [cell], start["n"]
        while value[-1] in _GOES_ON and len(column) <= _MOST_LINES:
            above = column[-1]
            below = [
                one
                for one in leaf.cells
                if one.page == cell.page
                and abs(one.box.left - cell.box.left) <= cell.em
                and 0 < one.box.top - above.box.top < 2 * above.box.height
                and _DOI_REST.fullmatch(one.line.text.strip())
            ]
            if not below:
                break
            column.append(min(below, key=lambda one: one.box.top))
            value += column[-1].line.text.strip()
        if len(column) > 1 and value[-1] not in _GOES_ON:
            passage = join_cells(tuple(column))
            mention = SerialMention(SerialKind.DOI, value, 0, len(passage.text), is_sound=True)
            found.append((mention, passage))
    return found


def _told_otherwise(passage: Passage) -> Iterator[SerialMention]:
    """Yield the ISSN inside an article's number or DOI or before a CN; an ISBN in a sentence."""
    if not _REFERENCE.search(passage.text):  # else it is the number of another article
        for match in _IN_ANOTHER.finditer(passage.text):
            value = match["n"].upper()
            yield SerialMention(
                SerialKind.ISSN,
                value,
                *match.span("n"),
                is_sound=issn_is_sound(value),
                implied=True,
            )
    for match in _BEFORE_CN.finditer(passage.text):
        value = match["n"].upper()
        if issn_is_sound(value):
            yield SerialMention(SerialKind.ISSN, value, *match.span("n"), is_sound=True)
    for match in _OF_BOOK.finditer(passage.text):
        start, end = match.span("n")
        for told in find_serials(f"ISBN {match['n']}"):
            yield replace(told, start=start, end=end)


def find_serial_numbers(leaf: Leaf, *wanted: SerialKind) -> list[Candidate]:
    """Return at most one number of each kind that is wanted, a sound one if there is any.

    One that fails its check is given as printed and as unsure: `failed_checks` tells of it.
    Where several differ the one that is printed as such wins over one inside another number,
    and the doubt between two that are both printed is kept.
    """
    chosen = []
    every = serials_in(leaf)
    for kind in wanted:
        printed = [(m, p) for m, p in every if m.kind is kind and not m.implied]
        sound = [(m, p) for m, p in every if m.kind is kind and m.is_sound] or printed
        if kind is SerialKind.PATENT:
            # 「申请号」 and 「专利号」 may give one number with and without its letters
            sound = [(m, p) for m, p in sound if m.value.startswith("ZL")] or sound
        if kind is SerialKind.CN:
            # a line may end in 「CN 12-1350/」, the next one begin with the class of the journal
            classed = tuple(m.value.partition("/")[0] for m, _ in sound if "/" in m.value)
            sound = [(m, p) for m, p in sound if m.value not in classed]
        best = agreed([_candidate(m, p) for m, p in sound])
        if best is not None:
            chosen.append(best)
    return chosen


def failed_checks(leaf: Leaf, wanted: Iterable[SerialKind]) -> tuple[Problem, ...]:
    """Return a remark for each number that fails its check, where no sound one was read."""
    every = serials_in(leaf)
    remarks: dict[SerialKind, Problem] = {}
    for kind in wanted:
        if any(m.kind is kind and m.is_sound for m, _ in every):
            continue
        for mention, passage in every:
            if mention.kind is kind:
                remarks[kind] = _remark(mention, passage.page)
    return tuple(remarks.values())


def _candidate(mention: SerialMention, passage: Passage) -> Candidate:
    trust = _IMPLIED if mention.implied else _TRUST[mention.kind]
    if passage.text[: mention.start].lower().endswith("issn."):
        trust = _OF_DOI
    trust = trust if mention.is_sound else _UNSOUND
    method = f"serial:{mention.kind.value}{':implied' if mention.implied else ''}"
    return Candidate(
        mention.kind.value, mention.value, trust, passage, mention.start, mention.end, method
    )


def _remark(mention: SerialMention, page: int) -> Problem:
    name = _NAMES[mention.kind]
    return Problem(
        "P-FIELD-CHECK",
        f"{name} {mention.value} 不符合校验规则。 The number {mention.value} fails its check.",
        "请对照原件核对该号码。 Compare the number with the original.",
        page,
    )
