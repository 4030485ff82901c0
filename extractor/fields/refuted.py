"""Leave out general values that mean something else in a document of one kind.

The finders for every kind know days and figures by the words around them; what a day or a figure
is told for differs from kind to kind.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.fields.candidates import Candidate, Leaf
from extractor.fields.letter_heads import cells_of_the_letter

_OF_A_PAPER = re.compile(
    r"(?:论文|稿件|报告|摘要|投稿|展位|房间|paper|abstract|poster)[^,，。;；]{0,10}$", re.IGNORECASE
)
"""「论文编号:X-0217」: the number under which a meeting keeps what somebody sent in"""
_DECIDED = re.compile(
    r"[^。;；]{0,6}[)）]?(?:[^。,，;；]{0,6}会议?)?(?:审议|评议|研究|表决|讨论|决定|通过)"
)
"""「经理事会(2021年10月24日)审议通过」"""
_TO_BE_DONE = re.compile(r"(?<!原)(?:计划|预计|应)完成(?:时间|日期|年月)\s*[:：]?\s*$")
"""「计划完成时间:2025年6月30日」: of a project's period the end"""
_ON_SHOW = re.compile(r"公示(?:期限?|时间|日期)?\s*(?:为|[:：(（])?\s*$")
"""「公示期:2020年9月7日至9月11日」"""
_AND_OTHERS = re.compile(r"\s*[(（]第[一1]作者[)）]\s*[、,，]")
"""「兹证明由张三(第一作者)、李四(第二作者)合作的文章」"""
_OF_A_LETTER = re.compile(
    r"[㐀-鿿]{1,8}字?\s?[〔\[(（【]\s?20\d\d\s?[〕\])）】]\s?第?\s?\d{1,5}\s?号"
)
_IN_LESSONS = re.compile(r"学时|课时|学分|hours?|credit", re.IGNORECASE)
_REFERENCE = re.compile(r"identifier:(?:(?:our|your)\s+)?ref\b", re.IGNORECASE)
_INVITES = frozenset({"conference_invitation", "meeting_notice"})
_PERIOD = ("start_date", "end_date")


def without_refuted(leaf: Leaf, general: list[Candidate]) -> list[Candidate]:
    """Return the general values without those that a document of the leaf's kind refutes."""
    if leaf.kind == "project":
        return _of_project(general)
    if leaf.kind == "appointment":
        # the day on which a council decided is not when a post begins
        lone = [c for c in _lone_day(general, "sentence") if _DECIDED.match(c.passage.text, c.end)]
        return [c for c in general if c not in lone]
    if leaf.kind == "acceptance_letter":
        # of several authors whom a letter names in one breath none is its holder
        general = [_as_document_number(c) for c in general]
        return [c for c in general if not _is_first_of_several(c)]
    if leaf.kind in _INVITES:
        # a mail was sent on the day in its head; 「会前两小时签到」 gives nobody hours
        of_letter = cells_of_the_letter(leaf)
        general = [_as_reference(c) for c in general]
        return [c for c in general if not _is_none_of_invitation(c, of_letter)]
    return general


def _lone_day(general: list[Candidate], *methods: str) -> list[Candidate]:
    """Return beginning and end where these methods gave one day for both, else nothing."""
    told = [c for c in general if c.name in _PERIOD and c.method in methods]
    return told if len(told) == len(_PERIOD) and len({c.value for c in told}) == 1 else []


def _of_project(general: list[Candidate]) -> list[Candidate]:
    """Return all but a lone day: when a project was judged, or is to end, is no period."""
    general = [c for c in general if c.name not in _PERIOD or not _is_on_show(c)]
    lone = _lone_day(general, "sentence", "label:period")
    if not lone:
        return general
    last = lone[-1]
    planned = _TO_BE_DONE.search(last.passage.text[: last.start])
    kept = [replace(last, name="end_date")] if planned else []
    return [*(c for c in general if c not in lone), *kept]


def _as_document_number(c: Candidate) -> Candidate:
    """Return the number of an editors' letter as what it is: 「编字〔2013〕第792号」."""
    is_letters = c.name == "certificate_number" and _OF_A_LETTER.fullmatch(str(c.value))
    return replace(c, name="document_number") if is_letters else c


def _as_reference(c: Candidate) -> Candidate:
    """Return the number of a letter that is sent as what it is: 「Ref. No. LSE/2023/109」."""
    is_letters = c.name == "certificate_number" and _REFERENCE.match(c.method) is not None
    return replace(c, name="document_number") if is_letters else c


def _is_first_of_several(c: Candidate) -> bool:
    behind = c.passage.text[c.end :]
    return c.name == "holder_name" and _AND_OTHERS.match(behind) is not None


def _is_on_show(day: Candidate) -> bool:
    """Tell whether a period is that in which anybody may object to a list."""
    return _ON_SHOW.search(day.passage.text[: day.start]) is not None


def _is_none_of_invitation(c: Candidate, of_letter: frozenset[tuple[int, int]]) -> bool:
    if c.name in _PERIOD:
        return any(cell.key in of_letter for cell in c.passage.cells)
    if c.name == "hours":
        return _IN_LESSONS.search(c.passage.text) is None
    if c.name == "certificate_number":
        labelled = c.method.startswith(("label:", "identifier:"))
        return not labelled or _OF_A_PAPER.search(c.passage.text[: c.start]) is not None
    return False
