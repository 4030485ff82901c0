"""Find who signs beside or below a label: over the day of issue, or under the first who signs."""

from __future__ import annotations

from dataclasses import replace

from extractor.fields.bodies.signature_lines import BELOW
from extractor.fields.bodies.signed import UNCONFIRMED
from extractor.fields.bodies.two_lines import WHOLE_NAME, is_one_name
from extractor.fields.candidates import Candidate, Leaf
from extractor.fields.labels.words import has_label
from extractor.language.organisations import organisation_likelihood, tidy_organisation
from extractor.paragraphs import ONLY_DATE
from extractor.passages import join_cells

_NEXT_LINE = 2.0
"""Line heights down to the body that signs with the one above it."""


def over_the_day(found: list[Candidate], leaf: Leaf) -> list[Candidate]:
    """Return whoever held it as the one who signs: 「承办单位:某某中学」 over the day of issue."""
    days = [cell for cell in leaf.cells if ONLY_DATE.match(cell.line.text)]
    return [
        replace(one, role="issuer", trust=min(one.trust, UNCONFIRMED), method="label:over-the-day")
        for one in found
        if one.method.startswith("label:")
        and (at := one.passage.cells[-1]).box.top >= BELOW
        and any(
            0 < day.box.top - at.box.top <= _NEXT_LINE * at.box.height
            and day.box.left < at.box.right
            and at.box.left < day.box.right
            for day in days
            if day.page == at.page
        )
    ]


def below_labelled(leaf: Leaf, found: list[Candidate]) -> list[Candidate]:
    """Return the second body that signs under the one behind 「发证机关(盖章):」.

    It stands right under the first, between it and the day of issue.
    """
    second = []
    for one in leaf.labels("issuer"):
        last, part = one.value.cells[-1], one.value
        if not one.inline or len(part.cells) > 1 or organisation_likelihood(part.text) < WHOLE_NAME:
            continue
        first = last.line.text.find(part.raw.strip())
        left = last.line.span_box(max(first, 0), len(last.line.text)).left
        for cell in leaf.cells:
            name = tidy_organisation(cell.line.text)
            near = 0 < cell.box.top - last.box.top <= _NEXT_LINE * last.box.height
            near = near and cell.page == last.page and abs(cell.box.left - left) <= 2 * last.em
            if not near or has_label(cell.line.text) or organisation_likelihood(name) < WHOLE_NAME:
                continue
            known = any(str(other.value) == name for other in found)
            if known or is_one_name(tidy_organisation(part.text), name):
                continue
            passage = join_cells((cell,))
            start = max(passage.text.find(name), 0)
            span = (start, start + len(name))
            second.append(
                Candidate("issuers", name, UNCONFIRMED, passage, *span, "below-label", "issuer")
            )
    return second
