"""Find what a book's cover, title page or copyright page tells: title, length, press, date."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from extractor.fields.candidates import Candidate, Leaf, agreed, best, from_label, texts_of
from extractor.fields.people.noted import noted_holder
from extractor.fields.people.teams import announced_names, leading_names, names_in, team
from extractor.fields.publications.book_authors import IN_PART, ROLE, authors_of_book, named_by
from extractor.fields.publications.marked_authors import marked_author
from extractor.fields.publications.marked_editors import editors_of, marked_editor
from extractor.fields.publications.papers import characters_stated, find_indexes
from extractor.fields.publications.title_pages import date_below_press
from extractor.fields.publications.work_proofs import find_work, tells_of_work
from extractor.fields.serial_numbers import find_serial_numbers
from extractor.language.dates import find_dates
from extractor.language.names import name_likelihood
from extractor.language.normalise import normalise
from extractor.language.numerals import parse_number
from extractor.language.serials import SerialKind
from extractor.passages import Cell, Passage, join_cells

_EDITED = re.compile(r"(?:副主\s*[编編]|主\s*[编編]|[编編]\s*著|合著|编写|译著)(?=\s*[㐀-鿿])")
"""Between the first editors and the second, whose gap was lost in reading."""
_DATA = re.compile(r"数据|CIP[)）]?")
_CIP = re.compile(
    rf"(?P<title>[^\n/／。]{{2,60}}?)\s*[/／]\s*(?P<authors>[^\n.。—]{{2,60}}?)\s*(?P<role>{ROLE})[.．。,，]?\s*[—–―一-]+\s*"
    r"(?P<place>[^:：\n]{1,8})\s*[:：]\s*(?P<press>[^,，.．\n]{2,24})\s*[,，.．]\s*(?P<y>[0-9]{4})\s*[.．年]?\s*(?P<m>[0-9]{1,2})?"
)
_PRESS = re.compile(
    r"[㐀-鿿]{2,14}(?:大学)?出版(?:社|集团|公司|传媒)(?:有限公司)?|[A-Z][A-Za-z ]{2,30} Press"
)
_PRESS_LABEL = re.compile(
    r"^(?:出\s?版\s?者|出版发行者?|出版单位|出版机构|出版|发行)(?=[㐀-鿿]{2,}出版)"
)
_EDITION = re.compile(r"版\s*次|印\s*次|第\s*[1一]\s*版|出版(?:时间|日期)")
_NOT_TITLE = re.compile(
    r"出版|ISBN|编辑|丛书|系列|规划教材|定价|印刷|^[0-9\s.]+$|著$|编$|在版编目|CIP|字数|版次|^\s*[—–-]{1,2}.*[—–-]{1,2}\s*$",
    re.IGNORECASE,
)
_TITLE_TO_SUBTITLE = 1.5
_ASIDE, _EDGE, _OVERLAP = 0.12, 0.03, 0.25
"""Of the page's width: lines of one title stand in the middle above each other."""
_LENGTH = re.compile(
    r"字\s*数\s*[:：/／]?\s*(?P<n>[0-9]{1,3}(?:[ ,，][0-9]{3})+|[0-9]+(?:\.[0-9]+)?)"
    r"\s*(?P<u>千|万|字|$|(?=印[数张]|定价|开本|版次))"
)
_BARE_LENGTH = re.compile(r"(?:印张.{0,6}?|^\s*数\s*)(?P<n>[0-9]{2,4}(?:\.[0-9])?)\s?千字")
"""「6.375印张 164千字」, without a label; 「数 320千字」, with what was read of 「字　数」"""
_PART = re.compile(r"([:：.．])\s*")
_VOLUME = re.compile(r"\s*[(（]?\s?第\s?([0-9]{1,3}|[一二三四五六七八九十]{1,3})\s?卷\s?[)）]?\s*")
"""「(第3卷)」 in a line of its own"""
_VOLUME_TRUST = 0.88
_NTH_EDITION = re.compile(r"\s*第\s?([0-9]{1,2}|[一二三四五六七八九十]{1,2})\s?版")
"""Behind a date: 「2018年1月第2版」."""
_COUNT = re.compile(r"^\s*(?:约)?(?P<n>[0-9]+(?:\.[0-9]+)?)\s*(?P<u>[千万字])")

_NO_SLASH = re.compile(
    rf"(?P<head>[^\n。]{{4,80}}?)\s*(?P<role>{ROLE})\s*[.．。,，]?\s*[—–―一-]+\s*(?P<place>[^:：\n]{{1,8}})\s*[:：]\s*(?P<press>[^,，\n]{{2,24}}?)\s*[,，]\s*(?P<y>[0-9]{{4}})\s*[.．年]?\s*(?P<m>[0-9]{{1,2}})?"
)
"""The same where the slash was lost in reading."""


_IMPRINTED = re.compile(
    r"(?:版\s*次\s*[:：]?\s*)?(?:19|20)[0-9]{2}\s?年\s?[0-9]{1,2}\s?月(?:[㐀-鿿]{2,4})?\s?第\s?[0-9一二三四五六七八九十]{1,2}\s?版.{0,40}"
)
_IN_IMPRINT = re.compile(r"印\s?张|^\s*定\s*价\s*[:：]|开\s*本\s*[:：]?\s*[0-9]")
"""「184mm×260mm·17.5印张·415千字」, 「定价:45.00元」"""


def find_book(leaf: Leaf) -> list[Candidate]:
    """Return the title, authors, characters, ISBN, press and date of a book."""
    cip = _catalogued(leaf)
    if not cip and tells_of_work(leaf) and not _is_imprint(leaf):
        return find_work(leaf)
    authors = authors_of_book(leaf, cip)
    found = [
        *_chosen([*cip, *_labelled_title(leaf), *_from_cover(leaf)], "activity_title"),
        *authors,
        *(noted_holder(leaf, _makers(leaf, authors)) or _marked(leaf, authors)),
        *_characters(leaf),
        *find_serial_numbers(leaf, SerialKind.ISBN, SerialKind.ISSN, SerialKind.DOI),
        *find_indexes(leaf),
        *_volume(leaf),
        *_press(leaf, cip),
        *_date(leaf, cip),
    ]
    return [c for c in found if str(c.value)]


def _makers(leaf: Leaf, authors: list[Candidate]) -> list[str]:
    """Return the names of a book's authors and of those who helped to edit it, in order."""
    return list(dict.fromkeys(str(c.value) for c in (*authors, *editors_of(leaf))))


def _marked(leaf: Leaf, authors: list[Candidate]) -> list[Candidate]:
    """Return whom somebody marked, among the editors with their houses or among the authors."""
    return marked_editor(leaf) or marked_author(leaf, authors)


def _is_imprint(leaf: Leaf) -> bool:
    """Tell whether the book's own imprint stands here, whatever is noted on the copy.

    「2021年3月第1版」 with 「印张」 or 「定价」; no letter has them in lines of their own.
    """
    edition = any(_IMPRINTED.fullmatch(cell.line.text.strip()) for cell in leaf.cells)
    return edition and any(_IN_IMPRINT.search(cell.line.text) for cell in leaf.cells)


def _chosen(candidates: list[Candidate], name: str) -> list[Candidate]:
    chosen = agreed([c for c in candidates if c.name == name])
    return [chosen] if chosen else []


def _catalogued(leaf: Leaf) -> list[Candidate]:
    """Return what the catalogue data say: 「书名/作者著.—地:社,年.月」."""
    for passage in texts_of(leaf):
        match = _CIP.search(passage.text)
        title, listed = (match["title"], match["authors"]) if match else ("", "")
        if match is None:
            match = _NO_SLASH.search(passage.text)
            title, listed = _parted(match["head"]) if match else ("", "")
        if match is None or not listed:
            continue
        title = _DATA.split(title)[-1].strip(" :：)）/／")
        title = re.split(r"\s*[=＝]\s*(?=[A-Z])", title)[0]  # the parallel title in English
        start = max(passage.text.find(title), 0)
        trust = 0.96 if "/" in passage.text or "／" in passage.text else 0.85
        found = [
            Candidate(
                "activity_title", _as_printed(title, leaf), trust, passage, start,
                start + len(title), "book:cip",
            )
        ]  # fmt: skip
        listed = _EDITED.sub("；", listed)
        names = names_in(listed) or announced_names(listed, surely=True)
        certain = trust if names else min(trust, IN_PART)
        found.extend(team("authors", names or leading_names(listed), passage, certain, "book:cip"))
        found.append(
            Candidate(
                "publisher", match["press"].strip(), 0.96, passage, *match.span("press"), "book:cip"
            )
        )
        date = match["y"] + (
            f"-{int(match['m']):02d}" if match["m"] and 1 <= int(match["m"]) <= 12 else ""
        )
        found.append(Candidate("issue_date", date, 0.88, passage, *match.span("y"), "book:cip"))
        return found
    return []


def _as_printed(title: str, leaf: Leaf) -> str:
    """Return 「某某教程(活页式)」 for 「某某教程:活页式」 of the catalogue, if a line has it.

    So 「某某读本·上卷」 for 「某某读本.上卷」, too.
    """
    first, mark, second = ([*_PART.split(title, maxsplit=1), "", ""])[:3]
    if not mark or not second.strip():
        return title
    first, second = (re.escape(part.strip()) for part in (first, second))
    # a point in the catalogue is as easily the one between the parts of a name
    beside = rf"|\s?[·•]\s?{second}" if mark in ".．" else ""
    printed = re.compile(rf"{first}\s*(?:[(（]\s?{second}\s?[)）]{beside})")
    for cell in leaf.cells:
        match = printed.fullmatch(cell.line.text.strip())
        if match:
            return normalise(match.group()).text
    return title


def _parted(head: str) -> tuple[str, str]:
    """Return title and authors of 「书名张三,李四」: the names at its end."""
    first, *others = re.split(r"[,，、]", head)
    sizes = sorted((3, 2, 4), key=lambda size: -name_likelihood(first[-size:]))
    if name_likelihood(first[-sizes[0] :]) < 0.8:
        return head, ""
    return first[: -sizes[0]], "，".join([first[-sizes[0] :], *others])


def _labelled_title(leaf: Leaf) -> list[Candidate]:
    found = []
    for one in leaf.labels("activity_title"):
        title = from_label("activity_title", one, 0.96)
        if len(str(title.value)) >= 2:
            found.append(title)
    return found


def _from_cover(leaf: Leaf) -> list[Candidate]:
    """Return the line in the largest type of a page with few lines, or above the authors."""
    first = min((cell.page for cell in leaf.cells), default=1)
    cells = [c for c in leaf.cells if c.page == first and not _NOT_TITLE.search(c.line.text)]
    cells = [c for c in cells if len(c.line.text.strip()) >= 2 and not names_in(c.line.text)]
    if not cells:
        return []
    above = _above_authors(leaf, cells)
    if above is not None:
        return [
            Candidate(
                "activity_title",
                above.text.strip("《》 "),
                0.86,
                above,
                0,
                len(above.text),
                "book:above-authors",
            )
        ]
    tallest = max(c.box.height for c in cells)
    lines = sorted((c for c in cells if c.box.height >= 0.85 * tallest), key=lambda c: c.box.top)
    if lines[0].box.centre[1] > 0.6 or len(lines) > 4:
        return []
    group: list[Cell] = [lines[0]]
    for cell in lines[1:]:
        if cell.box.top - group[-1].box.bottom < 1.2 * tallest:
            group.append(cell)
    passage = join_cells(tuple(group))
    text = passage.text.strip("《》 ")
    return [Candidate("activity_title", text, 0.85, passage, 0, len(passage.text), "book:cover")]


def _above_authors(leaf: Leaf, cells: list[Cell]) -> Passage | None:
    """Return the line right above 「张三 编著」."""
    by = next((c for c in leaf.cells if named_by(c.line.text)), None)
    near = [
        c for c in cells
        if by is not None and c.page == by.page and 0 < by.box.top - c.box.top < 8 * by.box.height
    ]  # fmt: skip
    if not near:
        return None
    last = max(near, key=lambda c: c.box.top)
    larger = [c for c in cells if c.page == last.page and c.box.top < last.box.top]
    title = max(larger, key=lambda c: c.box.height, default=last)
    # a smaller line under the largest one is its subtitle
    title = title if title.box.height >= _TITLE_TO_SUBTITLE * last.box.height else last
    lines = [title]
    for cell in sorted(larger, key=lambda c: -c.box.top):
        if _goes_on(cell, lines[0]):
            lines.insert(0, cell)
    for cell in sorted(larger, key=lambda c: c.box.top):
        if _goes_on(lines[-1], cell) and cell.box.top > lines[-1].box.top:
            lines.append(cell)
    return join_cells(tuple(lines))


def _goes_on(cell: Cell, below: Cell) -> bool:
    """Tell whether a line is the one before another of the same title."""
    like = 0.75 <= cell.box.height / below.box.height <= 1.33
    near = -_OVERLAP <= (below.box.top - cell.box.bottom) / below.box.height < 0.8
    in_middle = abs(cell.box.centre[0] - below.box.centre[0]) < _ASIDE
    # 「走向」 over 「深度学习」, both from the left edge or up to the right one
    flush = min(abs(cell.box.left - below.box.left), abs(cell.box.right - below.box.right)) < _EDGE
    return like and near and cell.box.top < below.box.top and (in_middle or flush)


def _characters(leaf: Leaf) -> list[Candidate]:
    """Return the length: 「字数:320千字」; a bare figure below a thousand is in thousands."""
    found = []
    for cell in leaf.cells:
        passage = join_cells((cell,))
        match = _LENGTH.search(passage.text)
        if match:
            number, unit = Decimal(re.sub(r"[ ,，]", "", match["n"])), match["u"]
            factor = {"千": 1000, "万": 10000}.get(
                unit, 1000 if number < 3000 and unit != "字" else 1
            )
            value = number * factor
            trust = 0.97 if unit else 0.8
            found.append(
                Candidate("characters", value, trust, passage, *match.span(), "book:length")
            )
        bare = _BARE_LENGTH.search(passage.text)
        if bare:
            value = Decimal(bare["n"]) * 1000
            found.append(Candidate("characters", value, 0.93, passage, *bare.span(), "book:length"))
    for one in leaf.labels("characters"):
        match = _COUNT.match(one.value.text)
        if match:
            value = Decimal(match["n"]) * {"千": 1000, "万": 10000, "字": 1}[match["u"]]
            found.append(
                Candidate("characters", value, 0.96, one.value, *match.span(), "label:length")
            )
    chosen = best(found) or best(characters_stated(leaf))
    return [chosen] if chosen else []


def _press(leaf: Leaf, cip: list[Candidate]) -> list[Candidate]:
    found = [c for c in cip if c.name == "publisher"]
    for one in leaf.labels("publisher"):
        match = _PRESS.search(one.value.text)
        if match:
            found.append(
                Candidate(
                    "publisher", match.group(), 0.95, one.value, *match.span(), "label:publisher"
                )
            )
    if not found:
        for cell in leaf.cells:
            passage = join_cells((cell,))
            match = _PRESS.search(normalise(passage.text).text)
            if match:
                lead = _PRESS_LABEL.match(match.group())
                start = match.start() + (lead.end() if lead else 0)
                name = match.group()[lead.end() if lead else 0 :]
                found.append(
                    Candidate("publisher", name, 0.88, passage, start, match.end(), "book:press")
                )
    chosen = agreed(found)
    if chosen is None:
        return []
    # whoever publishes a book is who issued it
    return [chosen, replace(chosen, name="issuers", role="issuer")]


def _last_edition(leaf: Leaf) -> list[Candidate]:
    """Return when the last of several editions came out: 「2012年8月第1版 2018年1月第2版」."""
    told = [
        (
            int(number),
            Candidate("issue_date", d.first.iso(), 0.93, passage, d.start, d.end, "book:edition"),
        )
        for passage in leaf.lines
        for d in find_dates(passage.text)
        if d.year_given
        and (nth := _NTH_EDITION.match(passage.text, d.end))
        and (number := parse_number(nth[1])) is not None
    ]
    last = max(told, key=lambda one: one[0], default=None)
    return [last[1]] if last and last[0] > min(number for number, _ in told) else []


def _volume(leaf: Leaf) -> list[Candidate]:
    """Return which volume of a work a line of the cover or the title page tells."""
    return [
        Candidate("volume", str(number), _VOLUME_TRUST, passage, *match.span(1), "book:volume")
        for passage in (join_cells((cell,)) for cell in leaf.cells)
        if (match := _VOLUME.fullmatch(passage.text))
        and (number := parse_number(match[1])) is not None
    ][:1]


def _date(leaf: Leaf, cip: list[Candidate]) -> list[Candidate]:
    """Return when the edition came out; the catalogue's date where no edition is dated."""
    found = [
        *_last_edition(leaf),
        *(
            Candidate(
                "issue_date",
                mention.first.iso(),
                0.93,
                passage,
                mention.start,
                mention.end,
                "book:edition",
            )
            for passage in leaf.lines
            if _EDITION.search(passage.text)
            for mention in find_dates(passage.text)[:1]
            if mention.year_given
        ),
    ]
    found.extend(
        Candidate("issue_date", d.first.iso(), 0.92, one.value, d.start, d.end, "label:published")
        for one in leaf.labels("issue_when")
        for d in find_dates(one.value.text)[:1]
        if d.year_given and not found
    )
    found.extend(c for c in cip if c.name == "issue_date")
    found.extend(date_below_press(leaf))
    return found[:1]
