"""Tell whose house a place is in that a letter calls its own: 「在我园多功能厅举行」."""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.fields.candidates import Candidate, Leaf
from extractor.fields.labels.form import Labelled
from extractor.fields.meetings.english import NO_NAME

OF_HOUSE = r"(?:校|院|园|局|所|馆|中心|单位|公司)"
"""What a writer calls the house that they write for: 「我校」, 「本中心」."""
OUR_HALL = re.compile(rf"[我本](?P<house>{OF_HOUSE})(?P<hall>[^我本]{{3,}})$")
"""「我园多功能厅」: the hall, and what sort of house it is in."""
IN_OUR_HOUSE = "meeting:ours"
"""How a place is found that is told as a hall of the writer's own house."""
_NAMED_SO = {
    "校": re.compile(r"(?:学校|[中小大]学|学院|中专|职高|一中|职教中心|教育中心|校)$"),
    "园": re.compile(r"(?:幼儿园|园)$"),
    "单位": re.compile(r"."),
}
"""How the name of a house ends, where it is not called by that word itself."""
_OF_SIGNER = 0.86
"""A house has several seats at times, and a letter may be signed for another."""
_BRACKETS_BEHIND = re.compile(r"\s?[(（][^()（）]+[)）]$")
_ADDRESS_LABELS = frozenset({"会址", "地址", "會址", "會場"})
_CONTACT = re.compile(
    r"电\s?话|電\s?話|传\s?真|邮\s?编|邮政编码|邮\s?箱|网\s?址|E-?mail|Tel", re.IGNORECASE
)
_FOOT, _HEAD = 0.85, 0.12
"""Where the small print of a letter's paper stands, of the page's height."""
_COLON = re.compile(r"\s*[:：]")


def named_in_full(chosen: Candidate, ours: list[Candidate]) -> Candidate:
    """Return a labelled place without its address, where a sentence tells the hall as the end.

    「在我园多功能厅」 beside 「地点:某某幼儿园多功能厅(某某路18号)」.
    """
    whole = _BRACKETS_BEHIND.sub("", str(chosen.value))
    for one in ours:
        hall = OUR_HALL.match(str(one.value))
        if hall and whole != chosen.value and whole.endswith(hall["hall"]):
            return replace(chosen, value=whole, end=chosen.start + len(whole))
    return chosen


def at_signers(place: Candidate, issuers: list[Candidate]) -> Candidate:
    """Return 「某某幼儿园多功能厅」 for 「我园多功能厅」, where one such house alone signs."""
    ours = OUR_HALL.match(str(place.value))
    if place.method != IN_OUR_HOUSE or ours is None:
        return place
    ending = _NAMED_SO.get(ours["house"]) or re.compile(rf"{ours['house']}$")
    signers = {str(one.value) for one in issuers if one.role in ("issuer", "host")}
    name = next(iter(signers), "")
    if len(signers) != 1 or not ending.search(name):
        return replace(place, value=ours["hall"], start=place.start + ours.start("hall"))
    return replace(place, value=name + ours["hall"], trust=_OF_SIGNER)


def is_address_of_office(one: Labelled, leaf: Leaf) -> bool:
    """Tell whether 「会址」 stands in the small print of the paper beside a telephone.

    It is where the society has its office, and no place of a meeting.
    """
    first = one.value.cells[0]
    if one.label not in _ADDRESS_LABELS or _HEAD < first.box.centre[1] < _FOOT:
        return False
    return any(
        _CONTACT.search(cell.line.text)
        for cell in leaf.cells
        if cell.page == first.page
        and abs(cell.box.centre[1] - first.box.centre[1]) <= first.box.height
    )


def is_piece_of_sentence(one: Labelled) -> bool:
    """Tell whether an English label is a word of a sentence: 「place on April 21-22 at …」."""
    if not one.label.isascii() or not NO_NAME.match(one.value.text):
        return False
    line = one.value.cells[0].line.text
    at = line.lower().find(one.label)
    return not (at >= 0 and _COLON.match(line, at + len(one.label)))
