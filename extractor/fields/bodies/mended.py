"""Mend the name of a body that a seal over the signature made hard to read.

The same name, or its place, often stands elsewhere: in a sentence, in the ring of the seal,
in the holder's employer. A mended name is trusted less than one that was read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz.distance.Indel import normalized_similarity as ratio
from rapidfuzz.distance.Levenshtein import distance
from rapidfuzz.distance.Prefix import similarity as same_beginning

from extractor.fields.bodies.two_lines import WHOLE_NAME
from extractor.fields.candidates import Candidate, Leaf
from extractor.language.organisations import organisation_likelihood

_DOUBTFUL = 0.95
_CLEARER = 0.03
_SPELLED_TRUST = 0.97
"""Of the trust in a name, what is left when it is spelled as elsewhere on the page."""
_PLACED_TRUST = 0.9
_RINGED_TRUST = 0.8
_CUT_TRUST = 0.85
_LOST, _WHOLE = 2, 0.9
"""Signs that a ring may lack of the printed name, and how alike the two are at least."""
_HEAD, _SIGNS_CUT, _NAME_ALONE = 0.3, 2, re.compile(r"[㐀-鿿()（）]+")
"""Where a letterhead stands, the signs that a stamp's rim hides, and what a name is made of."""
_NEXT_LINE = 2.2
"""In heights of a line: so far below the first the second line of a name begins."""
_MOST_CUT = 3
"""Characters of a beginning that one reading may lack and the other have."""
_PLACE = re.compile(r"(?=([㐀-鿿]{2}[省市州]))")
"""Most places have two characters and what they are; longer ones are not looked for."""
_WITHIN = re.compile(r"[㐀-鿿]{1,4}[区县旗市]")
"""Behind a city: a part of it."""
_LEAGUE_MISREAD = re.compile(r"共[^青产同\W\d]团(?=[㐀-鿿]{1,12}委)")
_NO_MEMBERS = re.compile(r"(?:专业|工作|管理|指导|评审|组织|执行|编辑|学术|教育)委$")
_NO_MEETING = re.compile(r"(?:(?:专业|工作|管理|指导|评审|组织|执行|编辑|学术)委员|组委|编委)$")
_NO_PLACE = re.compile(
    r"(?:教育|发展|人力|卫生|财政|科学|科技|文化|民政|体育|工业|农业)[㐀-鿿]*[局厅委会]"
)
"""An office of every town: whose it is stands above it or on its seal."""
_CUT = re.compile(
    r"[省市](?=[㐀-鿿]{3})|(?!津市|沙市|[一二两三四五六七八九十多各跨][省市])[㐀-鿿][省市](?!市|区)"
)
"""A beginning that no place has: its name is missing, or all of it but one character.

「三市九校教学联盟」 is of three cities.
"""


def spelled_as_elsewhere(candidate: Candidate, spellings: Sequence[Candidate]) -> Candidate:
    """Return a doubtful reading in the spelling that is read clearly elsewhere on the page.

    A ring loses characters as easily as a signature: it may add to the name, not shorten it.
    What is printed twice alike is read well.
    """
    name = str(candidate.value)
    doubtful = candidate.passage.confidence(candidate.start, candidate.end)
    if any(_prints(other, name) and not other.stands_on(candidate) for other in spellings):
        return candidate
    for other in spellings:
        spelling = str(other.value)
        read = other.passage.confidence(other.start, other.end)
        clear = doubtful < _DOUBTFUL and read > doubtful + _CLEARER
        whole = other.method != "seal" or len(spelling) >= len(name)
        near = distance(name, spelling) <= max(1, len(name) // 6)
        if clear and whole and spelling != name and near:
            return replace(candidate, value=spelling, trust=candidate.trust * _SPELLED_TRUST)
    return candidate


def _prints(other: Candidate, name: str) -> bool:
    """Tell whether the page prints a name, which a ring may have been read otherwise."""
    return other.method != "seal" and str(other.value) == name


def placed(candidate: Candidate, leaf: Leaf, rings: Sequence[str]) -> Candidate:
    """Return the candidate with the place at its beginning as the page or the seal has it."""
    name = str(candidate.value)
    doubtful = candidate.passage.confidence(candidate.start, candidate.end) < _DOUBTFUL
    named = {found for passage in leaf.passages for found in _PLACE.findall(passage.text)}
    places = named - {name[:3]}
    cut = None if name.startswith("全") else _CUT.match(name)  # 「全省…竞赛组委会」 is whole
    if cut:
        for ring in rings:
            head = ring.find(name[cut.end() :][:3])
            if cut.group() in "省市" and 1 < head <= _MOST_CUT:
                return _as(candidate, ring[:head] + name, _RINGED_TRUST)
        longer = {place for place in places if place.endswith(cut.group()) and cut.end() > 1}
        if len(longer) == 1:
            return _as(candidate, longer.pop() + name[cut.end() :], _PLACED_TRUST)
        return replace(candidate, trust=min(candidate.trust, _CUT_TRUST))
    if _NO_PLACE.fullmatch(name):
        whole = {ring for ring in rings if ring.endswith(name) and _PLACE.match(ring)}
        if len(whole) == 1:
            return _as(candidate, whole.pop(), _PLACED_TRUST)
        return replace(candidate, trust=min(candidate.trust, _CUT_TRUST))
    if doubtful:
        for place in sorted(places):
            known = len(place) - 1
            at = candidate.start + known
            # The sign of the place is missing, or another character was read for it.
            misread = candidate.passage.confidence(at, at + 1) < _DOUBTFUL
            skipped = known + 1 if misread else known
            if name[:known] == place[:known] and _WITHIN.match(name, skipped):
                return _as(candidate, place + name[skipped:], _PLACED_TRUST)
    return candidate


def completed(candidate: Candidate) -> Candidate:
    """Return a committee's name with the end that a seal hid: 「…专业委」, 「…组委」.

    「共肯团某某省委」 is the youth league's: nothing else is called so.
    """
    name = str(candidate.value)
    if _LEAGUE_MISREAD.match(name):
        return _as(candidate, f"共青团{name[3:]}", _SPELLED_TRUST)
    for pattern, end in ((_NO_MEMBERS, "员会"), (_NO_MEETING, "会")):
        if pattern.search(name):
            return _as(candidate, name + end, _PLACED_TRUST)
    return candidate


_OPENED = re.compile(r".{0,3}[《“「(（]")


def lengthened(stamped: Candidate, leaf: Leaf) -> Candidate:
    """Return the name on a ring with the beginning that only the signature under it kept.

    The signature is no whole name itself; from its second to its fourth character it must
    begin as the ring does.
    """
    ring = str(stamped.value)
    for cell in leaf.cells:
        # before a colon stands whose name it is, not its beginning
        line = re.split(r"[:：]", "".join(cell.line.text.split()))[-1]
        if _OPENED.match(line):
            continue  # a sentence on some rule begins so
        for lost in range(1, _MOST_CUT + 1):
            alike = same_beginning(line[lost:], ring)
            if alike >= 3 and abs(len(line) - lost - len(ring)) <= 1:
                return _as(stamped, line[:lost] + ring, _RINGED_TRUST)
    return stamped


def as_printed(stamped: Candidate, found: list[Candidate]) -> Candidate:
    """Return a ring that lost a sign or two of a name with all that are printed of it."""
    name = str(stamped.value)
    for other in found:
        printed = str(other.value)
        signs = iter(printed)
        if (
            0 < len(printed) - len(name) <= _LOST
            and ratio(name, printed) >= _WHOLE
            and all(sign in signs for sign in name)
        ):
            return replace(stamped, value=printed)
    return stamped


def one_as_stamped(found: list[Candidate], stamped: list[Candidate]) -> list[Candidate]:
    """Join two bodies, the one on the line below the other, that a seal says in one name."""
    rings = {str(seal.value) for seal in stamped}
    for above in found:
        for below in found:
            step = below.place.box.top - above.place.box.top
            near = 0.5 < step / max(above.place.box.height, 1e-6) <= _NEXT_LINE
            name = f"{above.value}{below.value}"
            if near and above.role == below.role and name in rings:
                whole = replace(above, value=name)
                return [whole if one is above else one for one in found if one is not below]
    return found


def begun_above(candidate: Candidate, leaf: Leaf, rings: Sequence[str]) -> Candidate:
    """Return the name with the line above that it goes on with, as a ring has both in one."""
    name, top = str(candidate.value), candidate.place.box.top
    heads = {ring.removesuffix(name) for ring in rings if ring.endswith(name) and ring != name}
    for cell in leaf.cells:
        step = (top - cell.box.top) / max(candidate.place.box.height, 1e-6)
        head = "".join(cell.line.text.split())
        if cell.page == candidate.place.page and 0.5 < step <= _NEXT_LINE and head in heads:
            return replace(candidate, value=head + name)
    return candidate


def whole_at_head(candidate: Candidate, leaf: Leaf) -> Candidate:
    """Return the name with the sign or two at its beginning that the letterhead has, too.

    A stamp's rim lies on the first sign of the body that signs.
    """
    name = str(candidate.value)
    lines = {"".join(cell.line.text.split()) for cell in leaf.cells if cell.box.top <= _HEAD}
    whole = {
        line
        for line in lines
        if line.endswith(name)
        and 1 <= len(line) - len(name) <= _SIGNS_CUT
        and organisation_likelihood(line) >= WHOLE_NAME
        and _NAME_ALONE.fullmatch(line)
    }
    if len(whole) != 1 or name in lines or candidate.method.startswith("label:"):
        return candidate
    return _as(candidate, whole.pop(), _SPELLED_TRUST)


def _as(candidate: Candidate, name: str, kept: float) -> Candidate:
    return replace(candidate, value=name, trust=candidate.trust * kept)
