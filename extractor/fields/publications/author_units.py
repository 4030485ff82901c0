"""Find where the authors of an article work, where their page names one body for all of them.

「(某某学校,河南开封 475000)」 below the names, 「某某小学 张三」, 「张三/某某小学」 in their line.
Which author works where is not told by a list of several bodies, so that such a list gives none.
"""

from __future__ import annotations

import re

from extractor.fields.candidates import Candidate, Leaf
from extractor.language.organisations import organisation_likelihood
from extractor.paragraphs import rows_of
from extractor.passages import Cell, join_cells

_TRUST = 0.85
"""Whether the authors' body is the employer of whoever uploads is a person's to say."""
_WHOLE_BODY = 0.8
_BELOW = 2.6
"""Heights of the names' line within which their body stands below it."""
_HAN_BODY = re.compile(r"[\u3400-\u9fff·（）()]{4,30}")
_BRACKETED = re.compile(
    r"\s*[(（\[［]?\s*(?:作者单位\s*[:：]\s*)?(?P<e>[^()（）\[\]［］]{4,60}?)\s*[)）\]］]?\s*"
)
_TOWN = re.compile(r"\s*[,，、;；\s]\s*[\u3400-\u9fff\s]{0,16}\s*\d{0,6}\s*[)）]?\s*$|\s*\d{6}\s*$")
"""「,河南开封 475000」 behind the body"""
_SEVERAL = re.compile(r"[;；]|(?:^|[(（\s])[1-9][.．、\s]|[①-⑨]")
_ENGLISH_BODY = re.compile(
    r"\s*(?P<e>[A-Z][A-Za-z0-9.,'’& -]{6,110}"
    r"(?:School|University|College|Institute|Academy|Kindergarten)\b[A-Za-z ,.]{0,50})\s*"
)
_GOES_ON = re.compile(r"\b(?:of|and|for|the|in)$")
"""「School of Engineering, Port University of」 has its end in the next line."""
_APART = re.compile(r"[\s/／|｜()（）]+")


def unit_of_authors(leaf: Leaf, authors: list[Candidate]) -> list[Candidate]:
    """Return the `employer` of those in the line of authors, if it is one and printed there."""
    names = [one for one in authors if one.name == "authors"]
    if not names or any(one.method.startswith("label:") for one in names):
        return []
    keys = {cell.key for one in names for cell in one.passage.cells}
    lines = [cell for cell in leaf.cells if cell.key in keys]
    if len({round(cell.box.centre[1], 2) for cell in lines}) != 1:
        return []  # each author stands apart, with a body of their own
    beside = _beside(leaf, lines, {str(one.value) for one in names})
    return beside or _below(leaf, lines)


def _beside(leaf: Leaf, lines: list[Cell], names: set[str]) -> list[Candidate]:
    """Return the one body in the row of the names."""
    rows = rows_of(tuple(cell for cell in leaf.cells if cell.page == lines[0].page))
    row = next((row for row in rows if any(cell.key == lines[0].key for cell in row)), ())
    found = []
    for cell in row:
        passage = join_cells((cell,))
        for piece in _APART.split(passage.raw):
            body = piece.strip(" ,，。")
            is_body = _HAN_BODY.fullmatch(body) and organisation_likelihood(body) >= _WHOLE_BODY
            start = passage.text.find(body)
            if is_body and body not in names and start >= 0:
                end = start + len(body)
                found.append(
                    Candidate("employer", body, _TRUST, passage, start, end, "authors:unit")
                )
    return found if len({one.value for one in found}) == 1 else []


def _below(leaf: Leaf, lines: list[Cell]) -> list[Candidate]:
    """Return the one body that the line below the names tells."""
    names = max(lines, key=lambda cell: cell.box.bottom)
    below = [
        cell
        for cell in leaf.cells
        if cell.page == names.page
        and 0 < cell.box.top - names.box.top <= _BELOW * names.box.height
        and min(cell.box.right, names.box.right) > max(cell.box.left, names.box.left)
    ]
    if not below:
        return []
    nearest = min(below, key=lambda cell: cell.box.top)
    passage = join_cells((nearest,))
    if _SEVERAL.search(passage.raw):
        return []
    inside = _BRACKETED.fullmatch(passage.raw)
    body = _TOWN.sub("", inside["e"]) if inside else ""
    english = _ENGLISH_BODY.fullmatch(passage.raw) if leaf.language == "en" else None
    if english:
        body = english["e"].strip(" ,")
        if _GOES_ON.search(body):
            return []
    elif not (_HAN_BODY.fullmatch(body) and organisation_likelihood(body) >= _WHOLE_BODY):
        return []
    start = max(passage.text.find(body), 0)
    end = start + len(body)
    return [Candidate("employer", body, _TRUST, passage, start, end, "authors:unit")]
