"""Read which article of a journal's contents is the holder's, where words beside or below say so.

「…王小明 李静(16)  ←本人论文,第二作者为本人」 marks the row, 「说明:《…》一文作者王小明系某某医院
医师,为第一作者」 below the contents tells of one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from extractor.fields.candidates import Candidate, Leaf
from extractor.fields.people.teams import team
from extractor.fields.publications.marked_contents import ENTRY, MARKED
from extractor.fields.publications.running_heads import people_of
from extractor.language.names import is_name, names_at_end
from extractor.language.numerals import parse_number
from extractor.language.organisations import body_of_staff
from extractor.passages import Cell, Passage, join_cells

_TRUST = 0.88
"""What the one who uploads wrote on the copy."""
_LEAST_BODY = 4
_OWN = re.compile(
    r"\s*(?:[←⇐◀◄☜√✓★]|<[-—]{1,2})?\s*[(（【]?\s*"
    r"(?:本人|申报人|申请人)(?:所写|撰写|发表)?的?(?:文章|论文|作品|发表|撰写|独著|合著).{0,30}$"
)
_COLUMNS = 3
_PAGE_ALONE, _FEW_PAGES = re.compile(r"\s*[(（]?\s?[0-9]{1,3}\s?[)）]?\s*"), 2
_PAGE_LAST = re.compile(r"[(（]?\s?[0-9]{1,3}\s?[)）]?\s*$")
_POINTED = re.compile(r"^\s*[☞☛►▶→➔★√✓✔▲※]\s*")
_PLACED = re.compile(
    r"(?P<n>[\u3400-\u9fff·]{2,14}?)(?:同志|老师)?(?:的|所写|撰写的)?(?:论文|文章)(?:位于|见|刊于|载于|在)第?\s?[0-9]{1,3}"
)
"""「本校教师王小明论文位于第33—37页」 below the contents"""
_CHOSEN = re.compile(r"本\s?期\s?(?:要\s?目|目\s?录)|目\s*[录次]")
_RANK = re.compile(
    r"第\s?(?P<r>[一二三四五六七八九十\d]{1,2})\s?作者|(?:排名|署名)第\s?(?P<p>[一二三四五六七八九十\d]{1,2})"
)
_END_OF_ENTRY = re.compile(r"(?<=[0-9])\s?[)）]\s*(?=[^\s)）])")
_TOLD = re.compile(
    r"《(?P<title>[^《》]{5,70})》\s?(?:一文|一篇)?的?\s?(?:第[一二三四五六]作者|作者)\s?[:：为是]?\s?"
    r"(?P<name>[\u3400-\u9fff·]{2,12}?)\s?[,，]?\s?(?:系|为|是)(?:本?我)?(?P<at>[\u3400-\u9fff]{4,40})"
)


def noted_in_contents(leaf: Leaf) -> list[Candidate]:
    """Return title and authors of the noted article, and what is told of whose it is."""
    if pointed := _pointed_row(leaf):
        return pointed
    for passage in (*leaf.passages, *leaf.lines):
        note = _OWN.search(passage.raw)
        found = _of_row(passage, note) if note else []
        found = found or _told_below(leaf, passage)
        if found:
            return found
    return []


def _rows_of_entries(leaf: Leaf) -> list[tuple[str, list[str], Sequence[Cell]]]:
    """Return title, names and cells of each row 「题目 | 王小明、李静 | 33」."""
    found: list[tuple[str, list[str], Sequence[Cell]]] = []
    for row in leaf.rows:
        texts = [cell.line.text.strip() for cell in row]
        if len(row) != _COLUMNS or not re.fullmatch(r"[Pp(（]?\s?[0-9]{1,3}\s?[)）]?", texts[-1]):
            continue
        names = people_of(texts[1])
        if names and len(texts[0]) >= _LEAST_BODY:
            found.append((texts[0], names, row))
    return found


def _pointed_row(leaf: Leaf) -> list[Candidate]:
    """Return what the row of contents says that words in it, or a line below, call one's own."""
    entries = _rows_of_entries(leaf)
    for text, names, row in entries:
        note = _OWN.search(text)
        if note is not None:
            rank = _rank_in(note.group()) or (1 if len(names) == 1 else None)
            return _of_entry(text[: note.start()], names, row, rank)
    for passage in leaf.passages:
        told = _PLACED.search(passage.text)
        people = names_at_end(told["n"]) if told else []
        for text, names, row in entries if told else ():
            name = next((one for one in people if one in names), None)
            if name is not None:
                return _of_entry(text, names, row, names.index(name) + 1)
    pointed = [one for one in entries if _POINTED.match(one[0])]
    signs = "".join(c.line.text for c in leaf.cells)
    if len(pointed) == 1 and signs.count(pointed[0][0][0]) == 1:
        return _of_entry(*pointed[0], None)
    only = entries if any(_CHOSEN.fullmatch(c.line.text.strip()) for c in leaf.cells) else []
    if leaf.marked or _other_entries(leaf, only) or _pages_listed(leaf) > _FEW_PAGES:
        return []  # nor the only one of which the page was read in a cell of its own
    return _of_entry(*only[0], None) if len(only) == 1 else []


def _pages_listed(leaf: Leaf) -> int:
    """Return how many pages stand in cells of their own; on a page aslant rows fall apart."""
    return sum(1 for cell in leaf.cells if _PAGE_ALONE.fullmatch(cell.line.text))


def _other_entries(leaf: Leaf, only: Sequence[tuple[str, list[str], Sequence[Cell]]]) -> bool:
    """Tell whether rows of contents stand beside the one in columns: 「题目 | 王小明 (33)」."""
    own = {cell.key for _, _, row in only for cell in row}
    return any(
        len(row) > 1
        and row[0].key not in own
        and (page := _PAGE_LAST.search(row[-1].line.text)) is not None
        and bool(people_of(row[-1].line.text[: page.start()]))
        for row in leaf.rows
    )


def _of_entry(
    text: str, names: list[str], row: Sequence[Cell], rank: int | None
) -> list[Candidate]:
    title = _POINTED.sub("", text).strip()
    where, beside = join_cells((row[0],)), join_cells((row[1],))
    found = [_titled(title, where), *team("authors", names, beside, _TRUST, MARKED)]
    if rank is not None and rank <= len(names):
        end = len(beside.text)
        found += [
            Candidate("holder_rank", Decimal(rank), _TRUST, beside, 0, end, "contents:own"),
            *team("holder_name", [names[rank - 1]], beside, _TRUST, "contents:own"),
        ]
    return found


def _of_row(passage: Passage, note: re.Match[str]) -> list[Candidate]:
    """Return what a row of contents says whose end calls it one's own."""
    head = passage.raw[: note.start()].strip()
    entry = _entry(_END_OF_ENTRY.split(head)[-1])
    if entry is None:
        return []
    title, names = entry
    found = [
        _titled(title, passage),
        *team("authors", names, passage, _TRUST, MARKED),
    ]
    rank = _rank_in(note.group())
    if rank is not None and rank <= len(names):
        found += [
            Candidate(
                "holder_rank", Decimal(rank), _TRUST, passage, 0, len(passage.text), "contents:own"
            ),
            *team("holder_name", [names[rank - 1]], passage, _TRUST, "contents:own"),
        ]
    return found


def _told_below(leaf: Leaf, passage: Passage) -> list[Candidate]:
    """Return what a note says of an article that the contents list."""
    told = _TOLD.search(passage.text)
    if told is None or not is_name(told["name"]):
        return []
    plain = re.sub(r"\s", "", told["title"])
    listed = [one for one in leaf.passages if one is not passage and plain in _without_gaps(one)]
    if not listed:
        return []
    name, span = told["name"], told.span("name")
    found = [
        _titled(told["title"], passage),
        Candidate("holder_name", name, _TRUST, passage, *span, "contents:told"),
    ]
    for one in listed:
        names = _names_beside(one, plain)
        if name in names:
            found += team("authors", names, one, _TRUST, MARKED)
            break
    rank = _rank_in(passage.text)
    if rank is not None:
        found.append(
            Candidate(
                "holder_rank", Decimal(rank), _TRUST, passage, 0, len(passage.text), "contents:told"
            )
        )
    body = body_of_staff(told["at"])
    if len(body) >= _LEAST_BODY:
        at = told.start("at") + told["at"].find(body)
        found.append(
            Candidate("employer", body, _TRUST, passage, at, at + len(body), "contents:told")
        )
    return found


def _names_beside(passage: Passage, title: str) -> list[str]:
    """Return the names in the row of a title, which a passage may hold among others."""
    for raw in _END_OF_ENTRY.split(passage.raw.strip()):
        entry = _entry(raw) or _entry(re.sub(r"\s", "", raw))
        if entry is not None and re.sub(r"\s", "", entry[0]) == title:
            return entry[1]
    return []


def _entry(raw: str) -> tuple[str, list[str]] | None:
    """Return the title and the authors of a row: words, dots, names, the page."""
    match = ENTRY.fullmatch(raw.strip())
    names = people_of(match["names"]) if match else []
    return (match["title"].strip(), names) if match and names else None


def _titled(title: str, passage: Passage) -> Candidate:
    start = max(passage.text.find(title), 0)
    return Candidate(
        "activity_title", title, _TRUST, passage, start, start + len(title), MARKED
    )  # fmt: skip


def _without_gaps(passage: Passage) -> str:
    return re.sub(r"\s", "", passage.text)


def _rank_in(text: str) -> int | None:
    match = _RANK.search(text)
    number = parse_number(match["r"] or match["p"]) if match else None
    return int(number) if number is not None else None
