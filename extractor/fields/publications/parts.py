"""Tell which part of a journal each page of a paper is: cover, imprint, contents, article.

The cues are data (`parts` in `extractor/kinds/paper.yaml`). A page that no cue tells is left
out, unless it goes on with the article of the page before it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from ruamel.yaml import YAML

from extractor.document import PagePart, PartKind
from extractor.fields.candidates import Leaf
from extractor.fields.publications.issue_mentions import issue_mentions
from extractor.language.normalise import normalise
from extractor.language.serials import SerialKind, find_serials
from extractor.passages import Cell, join_cells

_KIND = "paper"
_WHOLE = 900
"""Characters from which a page is full of text, as an article's pages are."""
_IMPRINT_CUES = 3
_COVER_LINES, _COVER_CHARACTERS = 20, 260
_TALL = 1.5  # times the other lines: how a journal's name stands on its cover


def page_parts(leaf: Leaf) -> tuple[PagePart, ...]:
    """Return the parts that the pages of a paper are, in the order of the pages."""
    if leaf.kind != _KIND:
        return ()
    found: list[PagePart] = []
    in_article = False
    for page in sorted({cell.page for cell in leaf.cells}):
        cells = [cell for cell in leaf.cells if cell.page == page]
        parts = _parts_of(cells)
        if not parts and (_is_full(cells) or (in_article and not _is_sparse(cells))):
            parts = (PartKind.ARTICLE,)
        in_article = in_article or PartKind.ARTICLE in parts
        found.extend(PagePart(page, part) for part in parts)
    return tuple(found)


def _parts_of(cells: Sequence[Cell]) -> tuple[PartKind, ...]:
    """Return what a page says it is; contents with the imprint below them are both."""
    lines = [_squeezed(cell) for cell in cells]
    hits = {
        part: sum(any(cue.search(line) for line in lines) for cue in cues)
        for part, cues in part_cues().items()
    }
    has_contents = hits[PartKind.CONTENTS] > 0 and not _is_full(cells)
    has_imprint = hits[PartKind.COPYRIGHT_PAGE] >= _IMPRINT_CUES
    if hits[PartKind.ARTICLE] and not has_contents and not has_imprint:
        return (PartKind.ARTICLE,)
    if has_contents or has_imprint:
        told = ((PartKind.COPYRIGHT_PAGE, has_imprint), (PartKind.CONTENTS, has_contents))
        return tuple(part for part, is_there in told if is_there)
    return (PartKind.COVER,) if _is_cover(cells) else ()


def _is_cover(cells: Sequence[Cell]) -> bool:
    """Tell a cover: few lines, one of them tall, with an issue or a number of the journal."""
    if not cells or len(cells) > _COVER_LINES:
        return False
    if sum(len(cell.line.text) for cell in cells) > _COVER_CHARACTERS:
        return False
    heights = sorted(cell.box.height for cell in cells)
    if heights[-1] < _TALL * heights[(len(heights) - 1) // 2]:
        return False
    return any(
        any(True for _ in issue_mentions(passage)) or _has_number(passage.text)
        for passage in (join_cells((cell,)) for cell in cells)
    )


def _has_number(text: str) -> bool:
    return any(one.kind in (SerialKind.ISSN, SerialKind.CN) for one in find_serials(text))


def _is_full(cells: Sequence[Cell]) -> bool:
    return sum(len(cell.line.text) for cell in cells) >= _WHOLE


def _is_sparse(cells: Sequence[Cell]) -> bool:
    return sum(len(cell.line.text) for cell in cells) < _COVER_CHARACTERS


def _squeezed(cell: Cell) -> str:
    return re.sub(r"[\s·•*★_—–-]+", "", normalise(cell.line.text).text).lower()


@cache
def part_cues() -> Mapping[PartKind, tuple[re.Pattern[str], ...]]:
    """Return the cues of each part."""
    text = (files("extractor.kinds") / f"{_KIND}.yaml").read_text(encoding="utf-8")
    data = YAML(typ="safe").load(text)["parts"]
    return {kind: tuple(re.compile(cue) for cue in data.get(kind.value, ())) for kind in PartKind}
