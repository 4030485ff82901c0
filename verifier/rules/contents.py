"""Look an article up in the contents of its journal: whether they list it, and whose it is there.

Contents are printed in many ways, run over several pages and are read line by line. So nothing
here is more than a question: what was not surely read, or may be something else than an entry
with its authors, is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import radians, tan
from unicodedata import normalize

from rapidfuzz.fuzz import partial_ratio, partial_ratio_alignment

from extractor.document import Box, Extraction, Field, Line, Page, PartKind, Place
from verifier.agreement import LEAST_TITLE
from verifier.keys import SURE
from verifier.model import Asked, Compared, Outcome
from verifier.names import Likeness, compare_names, may_be_name
from verifier.numbers import plain
from verifier.policy.notice import Rule
from verifier.policy.parameters import ListedInContents
from verifier.reasons import Reason
from verifier.relations import Match
from verifier.rules.case import Case, Verdict, not_applicable

_IS_IT, _MAY_BE_PART, _MAY_BE_IT = 92, 85, 65
"""How alike a line is that gives the title, and one that may give a part of it, or all: two titles
of an issue can differ in a word or two."""
_AS_LONG = 0.9
_MOST_LINES = 3
"""Lines that a title runs over."""
_TITLES, _NUMBERS = 4, 3
"""Titles and page numbers from which a page is contents to rely on."""
_TITLE_SIGNS = 6
_WELL_READ = 0.9
_NEAR = 2.5
"""Heights of a line within which another belongs to the same entry, or the next."""
_HAN = re.compile(r"[㐀-鿿]")
_WORD = re.compile(r"[㐀-鿿·]{2,}")
_SPACED_NAME = re.compile(r"(?<![㐀-鿿])([㐀-鿿])\s+([㐀-鿿])(?![㐀-鿿])")
"""「骆　冰」: names of two characters are spaced out to the width of three."""
_NUMBER = re.compile(r"(?<![\d-])\d{1,3}\s*[)）]?\s*$|^\s*[(（]?\d{1,3}[\s)）]")
_PAGE_NUMBER = re.compile(r"[\s.·…(（]*\d{1,3}[\s)）]*")
_SUBTITLE = re.compile(r"^\s*[—–:：-]+[^\s…·]*")
_OF_THE_JOURNAL = re.compile(
    r"第\s*\d+\s*期|总第|主[管办编]|编辑|出版|刊号|地址|电话|邮[编发]|定价|印刷"
)
_HEADING = re.compile("目[录次]|contents")
"""Over all titles of an issue; 「要目」 stands over some of them."""
_GAP = "\u3000"


@dataclass(frozen=True, slots=True)
class _Cell:
    """A line of the contents: where it stands, and where if the page lay straight."""

    line: Line
    page: int
    file: str | None
    box: Box

    @property
    def place(self) -> Place:
        """Its place as shown to people."""
        return Place(self.page, self.line.box, self.file)

    @property
    def confidence(self) -> float:
        """How surely its characters were read; dots and brackets beside them do not matter."""
        told = [word.confidence for word in self.line.words if _HAN.search(word.text)]
        return min(told, default=self.line.confidence)


@dataclass(frozen=True, slots=True)
class _Entry:
    """The lines that give a title, what stands before and behind it in them, and in its row."""

    cells: tuple[_Cell, ...]
    before: str
    behind: str
    beside: tuple[_Cell, ...]


@dataclass(frozen=True, slots=True)
class _Named:
    """A name in an entry, and which of the article's authors that is."""

    name: str
    author: int | None


def listed_in_contents(case: Case, rule: Rule) -> Verdict:
    """Compare an article with its line in the contents, of its own file or of others."""
    rule.given(ListedInContents)
    article, contents = case.document.extraction, list(_contents(case))
    title = article.first("activity_title")
    if not contents or title is None or title.confidence < SURE or not _has_article(article):
        return not_applicable(Reason.NOTHING_TO_COMPARE)
    titles = _writings(str(title.value))
    if not titles:
        return not_applicable(Reason.NOTHING_TO_COMPARE)
    cells = [cell for reading, file in contents for cell in _cells(reading, file)]
    authors = ["".join(str(one.value).split()) for one in article.all("authors")]
    entry = next((found for one in titles if (found := _entry(one, authors, cells))), None)
    if entry is not None:
        return _names_compared(article, authors, entry, cells)
    if any(_may_list(one, cells) for one in titles) or not _are_whole(contents, cells):
        return not_applicable(Reason.NOTHING_TO_COMPARE)
    return Verdict(
        Outcome.INDETERMINATE,
        Reason.CONTENTS_SILENT,
        fields=(title,),
        places=_around(cells),
        inputs={
            "where": _where(cells),
            "count": str(sum(map(_is_title, cells))),
            "title": str(title.value),
        },
        asks=Asked.REVIEWER,
    )


def _contents(case: Case) -> Iterator[tuple[Extraction, str | None]]:
    """Yield the readings with contents, each with the name of its file if it is another's."""
    document = case.document.extraction
    if _pages_of(document, PartKind.CONTENTS):
        yield document, None
    for other in case.others:
        is_part = other.part_of == document.source.name
        if is_part and _pages_of(other.extraction, PartKind.CONTENTS):
            yield other.extraction, other.extraction.source.name


def _pages_of(document: Extraction, kind: PartKind) -> list[Page]:
    numbers = {part.page for part in document.parts if part.kind is kind}
    return [page for page in document.pages if page.number in numbers]


def _has_article(document: Extraction) -> bool:
    return any(part.kind is PartKind.ARTICLE for part in document.parts)


def _writings(title: str) -> tuple[str, ...]:
    """Return a Chinese title as contents may give it: whole, or without its subtitle."""
    if not _HAN.search(title):
        return ()
    whole = plain(title)
    main = plain(re.split(r"[—–:：]", title)[0])
    return tuple(one for one in dict.fromkeys((whole, main)) if len(one) >= LEAST_TITLE)


def _cells(reading: Extraction, file: str | None) -> Iterator[_Cell]:
    for page in _pages_of(reading, PartKind.CONTENTS):
        fall = tan(radians(page.skew)) * page.width / page.height
        for line in page.lines:
            if line.text.strip() and not line.vertical:
                box, down = line.box, fall * line.box.centre[0]
                straight = Box(box.left, box.top - down, box.right, box.bottom - down)
                yield _Cell(line, page.number, file, straight)


def _entry(title: str, authors: Sequence[str], cells: Sequence[_Cell]) -> _Entry | None:
    """Return the lines that give a title the most surely, no line more than do."""
    best: tuple[float, _Entry] | None = None
    for cell in cells:
        for lines in _growing(cell, cells):
            text = "".join(one.line.text for one in lines)
            signs = [at for at, sign in enumerate(text) if plain(sign)]
            found = partial_ratio_alignment(title, plain(text))
            if found is None or found.score < _IS_IT or len(signs) != len(plain(text)):
                continue
            if len(signs) < _AS_LONG * len(title) or (best and found.score <= best[0]):
                continue
            first, last = signs[found.dest_start], signs[found.dest_end - 1] + 1
            if first >= len(cell.line.text) or last <= len(text) - len(lines[-1].line.text):
                continue  # it stands in fewer of these lines
            behind = _SUBTITLE.sub("", text[last:])
            beside = tuple(_beside(lines, cells, authors))
            best = found.score, _Entry(lines, text[:first], behind, beside)
    return best[1] if best is not None else None


def _growing(cell: _Cell, cells: Sequence[_Cell]) -> Iterator[tuple[_Cell, ...]]:
    """Yield a line, then with the next below it in its column, as far as a title may run."""
    lines: tuple[_Cell, ...] = (cell,)
    yield lines
    while len(lines) < _MOST_LINES:
        above = lines[-1]
        below = [
            one
            for one in cells
            if (one.page, one.file) == (above.page, above.file)
            and 0 < one.box.centre[1] - above.box.centre[1] < _NEAR * above.box.height
            and one.box.left < above.box.right
            and above.box.left < one.box.right
            and not _is_beside(one, above)
        ]
        if not below:
            return
        lines = (*lines, min(below, key=lambda one: one.box.centre[1]))
        yield lines


def _beside(lines: Sequence[_Cell], cells: Sequence[_Cell], authors: Sequence[str]) -> list[_Cell]:
    """Return what stands to the right of an entry, up to its page number or another entry."""
    found: list[_Cell] = []
    right = [one for one in cells if one not in lines and any(_is_beside(one, at) for at in lines)]
    for one in sorted(right, key=lambda one: one.box.left):
        if _PAGE_NUMBER.fullmatch(one.line.text):
            if found:
                break
        elif _is_title(one) and not _names_one(one, authors):
            break
        else:
            found.append(one)
    return found


def _is_beside(one: _Cell, other: _Cell) -> bool:
    """Tell whether a line stands to the right of another, in one row of one page."""
    shared = min(one.box.bottom, other.box.bottom) - max(one.box.top, other.box.top)
    return (
        (one.page, one.file) == (other.page, other.file)
        and shared > 0.5 * min(one.box.height, other.box.height)
        and one.box.centre[0] > other.box.right
    )


def _is_title(cell: _Cell) -> bool:
    """Tell a line that is long enough for a title and no list of names."""
    text = _OF_THE_JOURNAL.sub("", cell.line.text)
    if text != cell.line.text or cell.confidence < _WELL_READ:
        return False
    return max((len(word) for word in _WORD.findall(text)), default=0) >= _TITLE_SIGNS


def _names_compared(
    article: Extraction, called: Sequence[str], entry: _Entry, cells: Sequence[_Cell]
) -> Verdict:
    """Compare the names of an entry with the article's authors, in their order."""
    authors = article.all("authors")
    names, is_clear, beside = _names_beside(called, entry, cells)
    where, places = _where(entry.cells), tuple(one.place for one in entry.cells)
    # that the title was read well enough its likeness shows
    read = [*(one.confidence for one in authors), *(one.confidence for one in beside)]
    sure = min(read, default=0.0)
    if sure < SURE or not names:
        return Verdict(Outcome.PASSED, Reason.CONTENTS_LIST, places=places, inputs={"where": where})
    shown = "、".join(one.name for one in names)
    if not _differ(names, _text(article), is_clear=is_clear):
        inputs = {"where": where, "there": shown}
        return Verdict(Outcome.PASSED, Reason.CONTENTS_AGREE, places=places, inputs=inputs)
    here = replace(authors[0], value="、".join(called))
    there = Field("authors", shown, sure, beside[-1].place, shown, "contents")
    return Verdict(
        Outcome.INDETERMINATE,
        Reason.CONTENTS_DIFFER,
        fields=(*authors, there),
        inputs={"where": where, "here": str(here.value), "there": shown},
        asks=Asked.REVIEWER,
        compared=(Compared("authors", Match.DIFFERENT, here, there),),
    )


def _names_beside(
    authors: Sequence[str], entry: _Entry, cells: Sequence[_Cell]
) -> tuple[list[_Named], bool, tuple[_Cell, ...]]:
    """Return the names of an entry in their order, if nothing else is with them, their lines.

    They stand in its row; else in the one line before it, over or under it that names an author.
    """
    before = entry.before if any(one in entry.before for one in authors) else ""
    own = f"{before}{_GAP}{entry.behind}"
    row = _GAP.join((own, *(one.line.text for one in entry.beside)))
    names, is_clear = _names_in(row, authors)
    near = [one for one in _near(entry, cells) if _names_one(one, authors)]
    if names and (not near or any(one.author == 0 for one in names)):
        return names, is_clear, (*(entry.cells if _HAN.search(own) else ()), *entry.beside)
    if len(near) != 1:
        # what stands in the row may be of the next line, or of another column
        return [], False, ()
    return *_names_in(near[0].line.text, authors), (near[0],)


def _names_in(given: str, authors: Sequence[str]) -> tuple[list[_Named], bool]:
    """Return the names in a text in their order, and whether nothing else stands there."""
    text = _SPACED_NAME.sub(r"\1\2", normalize("NFKC", given))
    found: dict[int, _Named] = {}
    for author, name in enumerate(authors):
        if (at := text.find(name)) >= 0:
            found[at] = _Named(name, author)
            text = text.replace(name, _GAP * len(name), 1)
    is_clear = True
    for word in _WORD.finditer(text):
        name = word[0].removesuffix("等")
        likely = [at for at, one in enumerate(authors) if _is_misread(one, name)]
        if likely:
            found[word.start()] = _Named(authors[likely[0]], likely[0])
        elif may_be_name(name):
            found[word.start()] = _Named(name, None)
        else:
            is_clear = False
    return [found[at] for at in sorted(found)], is_clear


def _is_misread(name: str, read: str) -> bool:
    return compare_names(name, read) in (Likeness.EQUAL, Likeness.CLOSE)


def _differ(names: Sequence[_Named], article: str, *, is_clear: bool) -> bool:
    """Say whether an entry names others than the article, or in another order.

    It may leave out the last of them. One who stands on the article's page is no other: perhaps
    not all of its authors were read.
    """
    if any(one.author is None and one.name not in article for one in names):
        return True
    order = [one.author for one in names if one.author is not None]
    return order != sorted(order) or (is_clear and bool(order) and order[0] != 0)


def _near(entry: _Entry, cells: Sequence[_Cell]) -> list[_Cell]:
    """Return the lines before an entry, over and under it."""
    return [
        one
        for one in cells
        if one not in entry.cells
        and any(
            (one.page, one.file) == (at.page, at.file)
            and abs(one.box.centre[1] - at.box.centre[1]) < _NEAR * at.box.height
            and not _is_beside(one, at)
            for at in entry.cells
        )
    ]


def _names_one(cell: _Cell, authors: Sequence[str]) -> bool:
    """Tell whether a line names one of the authors, perhaps misread."""
    text = "".join(cell.line.text.split())
    return any(
        name in text or any(_is_misread(name, word) for word in _WORD.findall(text))
        for name in authors
    )


def _may_list(title: str, cells: Sequence[_Cell]) -> bool:
    """Tell whether a line may give a title that was misread, cut off or broken."""
    if partial_ratio(title, plain("".join(one.line.text for one in cells))) >= _MAY_BE_IT:
        return True
    for cell in cells:
        for lines in _growing(cell, cells):
            text = plain("".join(one.line.text for one in lines))
            is_part = LEAST_TITLE <= len(text) < _AS_LONG * len(title)
            least = _MAY_BE_PART if is_part else _MAY_BE_IT
            if len(text) >= LEAST_TITLE and partial_ratio(title, text) >= least:
                return True
    return False


def _are_whole(contents: Sequence[tuple[Extraction, str | None]], cells: Sequence[_Cell]) -> bool:
    """Tell contents that list everything, as far as they say, and were read well."""
    if any(reading.quality.grade == "poor" for reading, _ in contents):
        return False
    words = [one for one in cells if _WORD.search(one.line.text)]
    well = sum(one.confidence >= _WELL_READ for one in words)
    headed = any(_HEADING.search("".join(one.line.text.split()).lower()) for one in cells)
    return (
        headed
        and well >= _WELL_READ * len(words)
        and sum(map(_is_title, cells)) >= _TITLES
        and sum(_NUMBER.search(one.line.text) is not None for one in cells) >= _NUMBERS
    )


def _around(cells: Sequence[_Cell]) -> tuple[Place, ...]:
    """Return each page of the contents as a place."""
    boxes: dict[tuple[int, str | None], Box] = {}
    for one in cells:
        key = one.page, one.file
        boxes[key] = boxes[key].union(one.line.box) if key in boxes else one.line.box
    return tuple(Place(page, box, file) for (page, file), box in boxes.items())


def _where(cells: Sequence[_Cell]) -> str:
    return "、".join(dict.fromkeys(one.file or f"P{one.page}" for one in cells))


def _text(article: Extraction) -> str:
    pages = _pages_of(article, PartKind.ARTICLE)
    return "".join("".join(page.text.split()) for page in pages)
