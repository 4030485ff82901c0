"""Find the bodies behind a document: who issued it, who held the event, who ran it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from rapidfuzz.distance.Indel import normalized_similarity as ratio

from extractor.document import Line, Seal, Word
from extractor.fields.bodies.labelled_signers import below_labelled, over_the_day
from extractor.fields.bodies.mended import (
    as_printed,
    begun_above,
    completed,
    lengthened,
    one_as_stamped,
    placed,
    spelled_as_elsewhere,
    whole_at_head,
)
from extractor.fields.bodies.parties import stamping_beside, without_party
from extractor.fields.bodies.signature_lines import BELOW, LABEL_LEFT
from extractor.fields.bodies.signed import MADE, UNCONFIRMED, find_signing
from extractor.fields.bodies.two_lines import SHORTEST_PART, WHOLE_NAME, is_same_sort
from extractor.fields.candidates import Candidate, Leaf
from extractor.fields.labels.words import has_label
from extractor.language.dates import find_dates
from extractor.language.hours import find_hours
from extractor.language.organisations import (
    find_organisations,
    organisation_likelihood,
    split_organisations,
    tidy_organisation,
)
from extractor.language.scripts import has_chinese
from extractor.passages import Cell, Passage, join_cells

ROLES = ("host", "organiser", "co_organiser", "supporter")

_LABEL_TRUST = 0.97
_SEAL_TRUST = 0.9
_RING_LIKELIHOOD = 0.6
"""A ring holds a body's name: it need not look like one as much as a line of text must."""
_SAME_SEAL = 0.8
_LETTERHEAD_TRUST = 0.86
_HEAD = 0.25  # a letterhead stands in the upper part of the page
_PRINTED_TOO = 0.97
_UNSUPPORTED = 0.7
_SEAL_PURPOSE = re.compile(
    r"(?:继续教育|培训|教学|业务|证书|结业|证明|学时|成绩|考试|合同|行政)*(?:专用|管理)?章?(?:[(（]?\d*[)）]?)$"
)
_ROLE_READ = re.compile(r"^(?:主办|承办|协办|举办|发证)(?:单位)?[:：]")
"""Print over which a seal lies, read with its ring."""
_BY = re.compile(
    r"\b(?:conducted|delivered|organi[sz]ed|provided|hosted|run|offered|issued|awarded|held|given)\s+by\s+(?:the\s+)?"
    r"([A-Z][\w’'.&-]*(?:\s+(?:of|for|and|the|[A-Z&][\w’'.&-]*))*)"
)
_BY_TRUST = 0.85
PERIOD = re.compile(
    r"\s*(?:(?:[双半]?月|季|[上中下]?旬)刊)?\s*(?:(?:19|20)\d\d\s*年\s*\d{1,2}\s*月.*)?$"
)
"""Behind a sponsor's name in one row: how often and when the journal comes out."""
_IMPRINT = re.compile(
    r"\s*(?:(?<![A-Za-z])(?:ISSN|CN\s?\d{2}\s?-)|(?:国际|国内)[㐀-鿿]{0,6}号|刊\s?号|邮发代号|"
    r"\bR\.?S\.?V\.?P\b|定?\s?价\s*[:：]|[承协]\s?办(?:单位)?\s*[:：·•]|出\s?版\s*[:：]).*$",
    re.DOTALL,
)
"""What an imprint tells next, where its line is read as one with the sponsor's."""
_SIGNED_BY_HOST = re.compile(
    r"(?:主办|举办|组织|承办|培训)(?:单位|机构|部门)?\s*[(（]\s*(?:盖章|公章|签章)"
)
"""Whoever held it stamps it here: 「主办单位(盖章)」."""
_ISSUED_BY = re.compile(
    r"(?:发证|颁证|颁发|签发|核发|填发|组织(?:验收|鉴定|评价)|(?:评价|鉴定|验收)机构)"
)
_APPROVED_BY = re.compile(r"(?:审批|批准|审核|评审|主管部门|管理单位)")
"""Beside 「发证机关」 stands whoever approved it, who did not issue it."""
_FILLED_IN_BY = re.compile(r"填[报表]")
"""On the form of a project 「填报单位(章)」 is who did the work, beside the office that decides."""
_STAMPED = re.compile(r"盖章|公章|签章")
_TRAINERS = frozenset(
    {
        "培训单位",
        "培训机构",
        "施训单位",
        "施训机构",
        "培训院校",
        "承训单位",
        "承训机构",
        "登记单位",
        "登记机构",
    }
)
"""Labels of whoever gave the training, who need not be whoever certifies it."""
_BUTTON = re.compile(
    r"(?:在线|全文|立即|批量|一键|免费)?(?:阅读|下载|导出|收藏|分享|打印|引用|浏览)"
    r"(?:全文|题录|引文|此页)?"
)
"""A button on a page, whose frame is taken for a stamp's."""
_OFFICE = re.compile(r"[㐀-鿿]{2,12}(?:处|科|部|室|办|中心|办公室|学院|委员会)")
_LETTERS = re.compile(r"[㐀-鿿A-Za-z]")


def find_issuers(leaf: Leaf, seals: tuple[Seal, ...] = ()) -> list[Candidate]:
    """Return the bodies that issued the document and those named in another role.

    A label such as 「发证单位」 decides; else the signature: a body's name alone on a
    line in the lower part of the page, near the date of issue. A seal corroborates.
    """
    found: list[Candidate] = []
    issued = any(_ISSUED_BY.match(one.label) for one in leaf.labels("issuer"))
    decided = leaf.kind == "project" and any(
        _APPROVED_BY.match(one.label) for one in leaf.labels("issuer")
    )
    for role in ("issuer", *ROLES):
        for labelled in leaf.labels(role):
            if issued and role == "issuer" and _APPROVED_BY.match(labelled.label):
                continue
            if decided and role == "issuer" and _FILLED_IN_BY.match(labelled.label):
                continue
            signs = role == "host" and _SIGNED_BY_HOST.search(labelled.value.cells[0].line.text)
            stands_as = "issuer" if signs else role
            found.extend(_from_passage(labelled.value, stands_as, _LABEL_TRUST, f"label:{role}"))
    if not any(candidate.role == "issuer" for candidate in found):
        found.extend(find_signing(leaf))
    else:
        found.extend(stamping_beside(leaf))
        found.extend(below_labelled(leaf, found))
    found = _trained_by_another(found, leaf)
    spellings = _spellings(leaf, seals)
    rings = [tidy_organisation(seal.text) for seal in seals if seal.text]
    found = [placed(spelled_as_elsewhere(one, spellings), leaf, rings) for one in found]
    found = [whole_at_head(begun_above(completed(one), leaf, rings), leaf) for one in found]
    stamped = [body for body in spellings if body.method == "seal"]
    # 「某某教育厅印制」 at the foot of a form that somebody else stamps
    found = [one for one in found if one.method != MADE or not _is_one_missing([one], stamped)]
    if not any(candidate.role == "issuer" for candidate in found):
        whole = [placed(lengthened(body, leaf), leaf, ()) for body in stamped]
        whole = [as_printed(body, found) for body in whole]
        found.extend(
            whole
            or over_the_day(found, leaf)
            or _stamped_line(leaf, rings)
            or _from_letterhead(leaf)
            or _from_sentence(leaf)
        )
    found = one_as_stamped(found, stamped)
    found = _distinct([_corroborated(candidate, stamped) for candidate in found])
    if _is_one_missing(found, stamped):
        found = [replace(one, trust=min(one.trust, UNCONFIRMED)) for one in found]
    found = [one for one in found if not _is_told_better(one, found, leaf)]
    return _without_translations(found, leaf)


def _trained_by_another(found: list[Candidate], leaf: Leaf) -> list[Candidate]:
    """Return the bodies, who only trained (「培训机构:…」) as host where another signs the page."""
    trained = [
        labelled.value
        for labelled in leaf.labels("issuer")
        if labelled.label in _TRAINERS and not _STAMPED.search(labelled.value.cells[0].line.text)
    ]
    hosts = [one for one in found if one.role == "issuer" and one.passage in trained]
    if not hosts or any(one.role == "issuer" and one not in hosts for one in found):
        return [replace(one, role="host") if one in hosts else one for one in found]
    signed = [one for one in find_signing(leaf) if all(one.value != host.value for host in hosts)]
    if not signed:
        return found
    return [*signed, *(replace(one, role="host") if one in hosts else one for one in found)]


def _is_one_missing(found: list[Candidate], stamped: list[Candidate]) -> bool:
    """Tell whether a seal on the page is nobody's of those found: another body signed too."""
    return any(
        all(ratio(str(one.value), str(seal.value)) < _SAME_SEAL for one in found)
        for seal in stamped
    )


def _stamped_line(leaf: Leaf, rings: list[str]) -> list[Candidate]:
    """Return the line that a ring repeats: it signs, though not named like a body."""
    found = []
    for cell in leaf.cells:
        passage = join_cells((cell,))
        name = tidy_organisation(passage.text)
        if _BUTTON.fullmatch(name):
            continue
        if cell.box.centre[1] >= BELOW and len(name) >= SHORTEST_PART and name in rings:
            start = max(passage.text.find(name), 0)
            end = start + len(name)
            found.append(
                Candidate(
                    "issuers", name, _SEAL_TRUST, passage, start, end, "stamped-line", "issuer"
                )
            )
    return found


def _is_told_better(one: Candidate, found: list[Candidate], leaf: Leaf) -> bool:
    """Tell whether another of the bodies is the same one: its whole name, or its Chinese name.

    A seal's second line repeats the end of the name above it; a bilingual page puts the
    English name right under the Chinese one.
    """
    name = str(one.value)
    for other in found:
        if other is one or other.role != one.role:
            continue
        if has_chinese(name):
            if str(other.value).endswith(name) and other.value != name:
                return True
            if _heads_the_page_of(one, other):
                return True
        elif leaf.language == "zh" and has_chinese(str(other.value)):
            above, below = sorted((one.place.box, other.place.box), key=lambda box: box.top)
            # a translation beside its original says everything twice
            lapped = below.top < above.bottom - 0.5 * min(above.height, below.height)
            both = _invites_in_both(leaf) and is_same_sort(str(other.value), name)
            beside = lapped and (leaf.kind == "translation" or both)
            close = below.top - above.bottom <= 1.5 * above.height
            if beside or (close and above.left <= below.right and below.left <= above.right):
                return True
    return False


def _without_translations(found: list[Candidate], leaf: Leaf) -> list[Candidate]:
    """Return the issuers without their English names on a Chinese page that certifies in both.

    Where more issue it in English than in Chinese, one of them has no other name.
    """
    issuers = [one for one in found if one.role == "issuer"]
    english = [one for one in issuers if not has_chinese(str(one.value))]
    if not english or len(english) * 2 > len(issuers) or leaf.language != "zh":
        return found
    twice = any(_CERTIFIES.search(passage.text) for passage in leaf.passages)
    return [one for one in found if one not in english] if twice else found


def _invites_in_both(leaf: Leaf) -> bool:
    """Tell whether an English letter stands beside the Chinese one."""
    return any(_ASKS.search(passage.text) for passage in leaf.passages)


_ASKS = re.compile(r"\bDear\s[A-Z]|\binvit(?:es?|ed|ing)\s(?:you|Dr|Prof|Mr|Ms|Mrs)\b")
_CERTIFIES = re.compile(r"\b(?:this|hereby|thus)\b.{0,12}\bcertif", re.IGNORECASE)


def _heads_the_page_of(one: Candidate, other: Candidate) -> bool:
    """Tell a body whose office signs elsewhere: its name stands on a booklet's other page."""
    office = str(other.value).removeprefix(str(one.value))
    is_office = office != other.value and _OFFICE.fullmatch(office)
    if not is_office or not one.method.startswith("signature"):
        return False
    box, signed = one.place.box, other.place.box
    apart = signed.top - box.bottom > 4 * box.height
    return apart and (box.right < signed.left or signed.right < box.left)


def weigh_seals(seals: tuple[Seal, ...], issuers: Iterable[str]) -> tuple[Seal, ...]:
    """Return the seals with the confidence that their ring says just this.

    A ring is read along an arc, where an end is easily cut: only a ring that repeats a
    printed body is sure, one that nothing else on the page supports is a weak reading.
    """
    printed = [tidy_organisation(name) for name in issuers]
    return tuple(
        replace(
            seal,
            confidence=round(
                max(seal.confidence, _PRINTED_TOO)
                if seal.text in printed
                else seal.confidence * _UNSUPPORTED,
                4,
            ),
        )
        for seal in seals
    )


def _spellings(leaf: Leaf, seals: tuple[Seal, ...]) -> list[Candidate]:
    """Return the bodies that the document names elsewhere, in sentences and on seals."""
    found = [
        Candidate("issuers", body.name, 1.0, passage, body.start, body.end, "named", "issuer")
        for passage in leaf.passages
        for body in find_organisations(passage.text)
    ]
    for seal in seals:
        text = LABEL_LEFT.sub("", _ROLE_READ.sub("", seal.text or ""))
        name = _SEAL_PURPOSE.sub("", tidy_organisation(text))
        if organisation_likelihood(name) >= _RING_LIKELIHOOD:
            passage = _seal_passage(seal, name)
            found.append(
                Candidate("issuers", name, _SEAL_TRUST, passage, 0, len(name), "seal", "issuer")
            )
    return found


def _seal_passage(seal: Seal, name: str) -> Passage:
    word = Word(name, seal.place.box, seal.confidence)
    line = Line(name, seal.place.box, seal.confidence, (word,))
    return join_cells((Cell(seal.place.page, -1, line, 1.0, seal.place.box),))


def _corroborated(candidate: Candidate, stamped: list[Candidate]) -> Candidate:
    """Return the candidate, surer where a seal on the page says the same."""
    name = str(candidate.value)
    agrees = any(
        ratio(name, str(seal.value)) >= _SAME_SEAL
        for seal in stamped
        if seal.place != candidate.place
    )
    if not agrees:
        contradicted = candidate.method == "signature" and bool(stamped)
        doubt = UNCONFIRMED if contradicted else 1.0
        return replace(candidate, trust=min(candidate.trust, doubt))
    return replace(
        candidate, trust=1 - (1 - candidate.trust) / 2, method=f"{candidate.method}+seal"
    )


def _from_passage(passage: Passage, role: str, trust: float, method: str) -> list[Candidate]:
    passage = _without_seal_signs(passage)
    text = passage.raw if passage.raw.strip() else passage.text
    found = []
    position = 0
    for name in map(_before_date, split_organisations(_before_year(body_words(text)))):
        likelihood = organisation_likelihood(name)
        if likelihood == 0 and find_hours(name):
            continue  # 「认定122学时」 under 「认定机构」
        if len(_LETTERS.findall(name)) < (2 if likelihood >= 0.5 else SHORTEST_PART):
            continue
        start = passage.text.find(name, position)
        end = start + len(name)
        if start < 0:
            start, end = 0, len(passage.text)
        else:
            position = end
        weight = trust if likelihood >= 0.5 else trust * 0.9
        found.append(Candidate("issuers", name, weight, passage, start, end, method, role))
    return found


def _before_year(text: str) -> str:
    """Return a body without the line below it that begins with a year: 「某某馆/2021年…活动」."""
    year = re.search(r"(?:19|20)\d\d\s*年", text)
    if year and organisation_likelihood(text[: year.start()]) >= WHOLE_NAME:
        return text[: year.start()]
    return text


def body_words(text: str) -> str:
    """Return a labelled value without what its row or the next line tells beside the body."""
    return PERIOD.sub("", _IMPRINT.sub("", without_party(text)))


def _without_seal_signs(passage: Passage) -> Passage:
    """Return a value without a line of a few signs that its other line has: they are the seal's."""
    if len(passage.cells) != 2:
        return passage
    short, whole = sorted(passage.cells, key=lambda cell: len(cell.line.text))
    signs = short.line.text.strip()
    is_piece = len(signs) < SHORTEST_PART and set(signs) <= set(whole.line.text)
    if is_piece and organisation_likelihood(whole.line.text) >= WHOLE_NAME:
        return join_cells((whole,))
    return passage


def _before_date(name: str) -> str:
    """Return a name without the date that stands behind or below it in one cell of a form."""
    dates = [date for date in find_dates(name) if date.end == len(name)]
    return tidy_organisation(name[: dates[0].start]) if dates else name


def _from_sentence(leaf: Leaf) -> list[Candidate]:
    """Return the body of 「a programme conducted by …」, where nobody else speaks for the page."""
    return [
        Candidate("issuers", found[1], _BY_TRUST, passage, *found.span(1), "sentence:by", "issuer")
        for passage in leaf.passages
        for found in _BY.finditer(passage.text)
        if organisation_likelihood(found[1]) >= 0.8
    ][:1]


def _from_letterhead(leaf: Leaf) -> list[Candidate]:
    """Return the body whose name stands alone at the head of a page that nobody signed."""
    labelled = {cell.key for one in leaf.labelled for cell in one.value.cells}
    for cell in leaf.cells:
        passage = join_cells((cell,))
        name = tidy_organisation(passage.text)
        if cell.box.centre[1] > _HEAD or cell.key in labelled or has_label(passage.text):
            continue
        if passage.text.rstrip().endswith((":", "：")):
            continue  # to whom a letter is addressed
        if organisation_likelihood(name) >= 0.8:
            start = max(passage.text.find(name), 0)
            end = start + len(name)
            return [
                Candidate(
                    "issuers", name, _LETTERHEAD_TRUST, passage, start, end, "letterhead", "issuer"
                )
            ]
    return []


def _distinct(found: list[Candidate]) -> list[Candidate]:
    chosen: dict[tuple[str | None, str], Candidate] = {}
    for candidate in found:
        key = (candidate.role, str(candidate.value))
        if key not in chosen or candidate.confidence > chosen[key].confidence:
            chosen[key] = candidate
    return list(chosen.values())
