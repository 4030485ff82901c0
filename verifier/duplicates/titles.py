"""Whether two documents name one activity, by their titles and by what else stands on them.

A title may be cut otherwise on each paper, and a paper of a work names the work. So what counts is
first whether the other paper shows the title anywhere. Where it shows nearly the same, the places
that differ decide: engines lose a character or take one for another; they write no other word.
"""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import partial_ratio_alignment

from extractor.document import Extraction, Field
from verifier.agreement import LEAST_TITLE, figures, same_title
from verifier.keys import SURE
from verifier.numbers import plain
from verifier.relations import Match

WORKS = frozenset({"paper", "book", "patent", "project", "acceptance_letter", "translation"})
"""Kinds whose title is that of a work: another one beside it is no other event."""
_NEAR = 85
_MISREAD = 0.15
"""Share of a title's characters that may be lost or misread."""


def compare_titles(
    a: Extraction, b: Extraction, one: Field | None, other: Field | None
) -> tuple[Match, str]:
    """Return how the activities compare that two documents name, and by what that was told."""
    first, second = (str(field.value) if field is not None else "" for field in (one, other))
    ours, theirs = text_of(a), text_of(b)
    if one is not None and other is not None and plain(first) == plain(second):
        return Match.SAME, "same"
    if _shows(theirs, first, than=second) or _shows(ours, second, than=first):
        return Match.SAME, "mentioned"
    sure = all(field is None or field.confidence >= SURE for field in (one, other))
    whole = (first, second) if one is not None and other is not None else ("", "")
    near = (whole, (first, _nearest(first, theirs)), (second, _nearest(second, ours)))
    if any(all(two) and is_misreading(*two, sure=sure) for two in near):
        return Match.ALIKE, "alike"
    if one is None or other is None:
        return Match.UNKNOWN, "one_side"
    if not sure or same_title(first, second) is not Match.DIFFERENT:
        return Match.UNKNOWN, "unsure"
    if WORKS & {a.kind.value, b.kind.value}:
        return Match.UNKNOWN, "work"
    return Match.DIFFERENT, "different"


def is_misreading(one: str, other: str, *, sure: bool) -> bool:
    """Say whether two titles can be one that was read twice.

    A run of characters in another's place is another word; so is a single one, where both titles
    were read surely. A figure is never misread here: 第三届 is not 第四届.
    """
    first, second = plain(one), plain(other)
    if figures(first) != figures(second):
        return False
    differ = _places(first, second)
    replaced = max((min(src, dest) for src, dest in differ), default=0)
    lost = sum(max(src, dest) for src, dest in differ)
    return replaced <= (0 if sure else 1) and lost <= max(
        1, _MISREAD * min(len(first), len(second))
    )


def text_of(document: Extraction) -> str:
    """Return all that was read on a document, its lines one after the other."""
    return "".join(line.text for page in document.pages for line in page.lines)


def _places(first: str, second: str) -> list[tuple[int, int]]:
    """Return how many characters stand on either side of each place that differs.

    Places with but one equal character between them are one: 语文 and 英语 are two words.
    """
    found: list[tuple[int, int]] = []
    end = -2
    for step in Levenshtein.opcodes(first, second):
        if step.tag == "equal":
            continue
        src, dest = step.src_end - step.src_start, step.dest_end - step.dest_start
        if found and step.src_start - end <= 1:
            between = step.src_start - end
            found[-1] = found[-1][0] + src + between, found[-1][1] + dest + between
        else:
            found.append((src, dest))
        end = step.src_end
    return found


def _shows(text: str, title: str, *, than: str) -> bool:
    """Say whether a text shows a title that is not cut out of the other title, a figure less."""
    wanted, other = plain(title), plain(than)
    is_cut = wanted in other and figures(wanted) != figures(other)
    return len(wanted) >= LEAST_TITLE and not is_cut and wanted in _plain(text)


def _nearest(title: str, text: str) -> str:
    """Return the part of a text that is likest to a title, nothing if none is near."""
    wanted, given = plain(title), _plain(text)
    if len(wanted) < LEAST_TITLE or len(given) < len(wanted):
        return ""
    found = partial_ratio_alignment(wanted, given, score_cutoff=_NEAR)
    return given[found.dest_start : found.dest_end] if found is not None else ""


@lru_cache(maxsize=256)
def _plain(text: str) -> str:
    return plain(text)
