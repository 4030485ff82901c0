"""Find what a book's cover, title page or copyright page tells: title, authors, length, press."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import takewhile

from extractor.fields.candidates import Candidate, Leaf, agreed, best, from_label, texts_of
from extractor.fields.people.noted import noted_holder
from extractor.fields.people.teams import announced_names, leading_names, names_in, team
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

_ROLE = r"(?:副主\s*[编編]|[编編]\s*著|主\s*[编編]|等著|等编著|合著|著|[编編]|主编著|编写|译|译著)"
_ONLY_ROLE = re.compile(_ROLE)
_EDITED = re.compile(r"(?:副主\s*[编編]|主\s*[编編]|[编編]\s*著|合著|编写|译著)(?=\s*[㐀-鿿])")
"""Between the first editors and the second, whose gap was lost in reading."""
_DATA = re.compile(r"数据|CIP[)）]?")
_CIP = re.compile(
    rf"(?P<title>[^\n/／。]{{2,60}}?)\s*[/／]\s*(?P<authors>[^\n.。—]{{2,60}}?)\s*(?P<role>{_ROLE})[.．。,，]?\s*[—–―一-]+\s*"
    r"(?P<place>[^:：\n]{1,8})\s*[:：]\s*(?P<press>[^,，.．\n]{2,24})\s*[,，.．]\s*(?P<y>[0-9]{4})\s*[.．年]?\s*(?P<m>[0-9]{1,2})?"
)
_BY = re.compile(rf"^(?P<names>.{{2,60}}?)[\s\u3000·]*(?:[◎●○■□/／·]\s*)?(?P<role>{_ROLE})\s*$")
_BY_BEFORE = re.compile(rf"^(?P<role>{_ROLE}|作者|著者)\s*[:：/／\s]\s*(?P<names>.{{2,40}})$")
_BY_JOINED = re.compile(
    r"^(?P<role>副\s*主\s*编|编\s*著|主\s*编|编\s*写|作\s*者|著\s*者|编\s*者|译\s*者)(?P<names>[㐀-鿿]{2,12})$"
)
"""「主编王小明」: the gap behind the word was lost in reading."""
_OTHERS = re.compile(r"^\s*[◆●○■□]?\s*(?:副\s*主\s*编|参\s*编|编\s*委|编写(?:人员|组))")
_WITHOUT_OTHERS = 0.88
_IN_PART = 0.85
"""Of a list whose end was not understood."""
_SECOND_EDITORS = re.compile(r"副主\s*[编編]")
_PRESS = re.compile(
    r"[㐀-鿿]{2,14}(?:大学)?出版(?:社|集团|公司|传媒)(?:有限公司)?|[A-Z][A-Za-z ]{2,30} Press"
)
_REST_OF_LABEL = re.compile(r"^\s*(?:作\s*)?者(?=[\s:：|｜])\s*[:：|｜]?\s*")
"""「著    者  王小明」, of whose label the first sign alone was taken"""
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
    rf"(?P<head>[^\n。]{{4,80}}?)\s*(?P<role>{_ROLE})\s*[.．。,，]?\s*[—–―一-]+\s*(?P<place>[^:：\n]{{1,8}})\s*[:：]\s*(?P<press>[^,，\n]{{2,24}}?)\s*[,，]\s*(?P<y>[0-9]{{4}})\s*[.．年]?\s*(?P<m>[0-9]{{1,2}})?"
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
    authors = _authors(leaf, cip)
    found = [
        *_chosen([*cip, *_labelled_title(leaf), *_from_cover(leaf)], "activity_title"),
        *authors,
        *noted_holder(leaf, [str(c.value) for c in authors]),
        *_characters(leaf),
        *find_serial_numbers(leaf, SerialKind.ISBN, SerialKind.ISSN, SerialKind.DOI),
        *find_indexes(leaf),
        *_volume(leaf),
        *_press(leaf, cip),
        *_date(leaf, cip),
    ]
    return [c for c in found if str(c.value)]


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
        certain = trust if names else min(trust, _IN_PART)
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
    by = next((c for c in leaf.cells if _by(c.line.text)), None)
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


def _by(text: str) -> list[str]:
    text = text.strip()
    match = _BY.match(text) or _BY_BEFORE.match(text) or _BY_JOINED.match(text)
    return names_in(match["names"]) if match else []


def _authors(leaf: Leaf, cip: list[Candidate]) -> list[Candidate]:
    listed = [c for c in cip if c.name == "authors"]
    printed = _printed_authors(leaf)
    # the catalogue names three at most, or one and 「等」
    first = [str(c.value) for c in listed]
    whole = [str(c.value) for c in printed]
    chosen = printed if len(whole) > len(first) and whole[: len(first)] == first else listed
    others = [cell.line.text for cell in leaf.cells if _OTHERS.search(cell.line.text)]
    second_alone = all(_SECOND_EDITORS.search(text) for text in others)
    if others and not (second_alone and _counts_all(chosen)):
        # whether those who only helped to edit it are its authors is for a person to say
        return [replace(one, trust=min(one.trust, _WITHOUT_OTHERS)) for one in chosen]
    return chosen


def _counts_all(chosen: list[Candidate]) -> bool:
    """Tell whether the authors were listed in several lines, editors of second rank among them."""
    return len({c.passage.cells[0].key for c in chosen}) > 1


def _printed_authors(leaf: Leaf) -> list[Candidate]:
    """Return the authors by their label, else as the cover or the title page has them."""
    for one in leaf.labels("authors"):
        raw = _REST_OF_LABEL.sub("", one.value.raw)
        whole = names_in(raw) or announced_names(raw, surely=True)
        names = whole or leading_names(raw)
        if names:
            trust = 0.95 if whole else _IN_PART
            others = _names_behind(one.value.cells[-1], leaf) if whole else []
            return [
                *team("authors", names, one.value, trust, f"label:{one.label}"),
                *(
                    author
                    for cell in others
                    for author in team(
                        "authors", names_in(cell.line.text), join_cells((cell,)), trust,
                        f"label:{one.label}",
                    )
                ),
            ]  # fmt: skip
    return _on_cover(leaf)


def _names_behind(last: Cell, leaf: Leaf) -> list[Cell]:
    """Return the cells of nothing but names right behind one in its row: 「主编 | 张三 | 李四」."""
    row = next((row for row in leaf.rows if last in row), ())
    behind = row[row.index(last) + 1 :] if row else ()
    return list(takewhile(lambda cell: bool(names_in(cell.line.text)), behind))


def _on_cover(leaf: Leaf) -> list[Candidate]:
    """Return the authors of the first line that names some, and the 副主编 right below it."""
    found: list[Candidate] = []
    above: Cell | None = None
    for cell, text in _with_roles(leaf):
        names = _by(text)
        if above is None:
            if not names:
                continue
        elif not names or not _SECOND_EDITORS.search(text) or not _follows(cell, above):
            break
        found.extend(team("authors", names, join_cells((cell,)), 0.93, "book:by"))
        above = cell
    return found


def _with_roles(leaf: Leaf) -> Iterator[tuple[Cell, str]]:
    """Yield each line with its text, and with 「主编」 where that stands apart in its row.

    So may each of the names before it: 「张三 | 李四 | 著」.
    """
    told: dict[tuple[int, int], str] = {}
    joined: set[tuple[int, int]] = set()
    for row in leaf.rows:
        for at, cell in enumerate(row):
            if not at or not _ONLY_ROLE.fullmatch(cell.line.text.strip()):
                continue
            before = row[at - 1 :: -1]
            named = list(takewhile(lambda one: bool(names_in(one.line.text)), before))[::-1]
            named = named or [row[at - 1]]
            told[named[0].key] = "  ".join(one.line.text.strip() for one in (*named, cell))
            joined.update(one.key for one in named[1:])
    for cell in leaf.cells:
        if cell.key not in joined:
            yield cell, told.get(cell.key, cell.line.text)


def _follows(cell: Cell, above: Cell) -> bool:
    """Tell whether a line stands right below another on its page."""
    near = 0 <= cell.box.top - above.box.bottom < 2 * above.box.height
    return cell.page == above.page and near


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
