"""Find the numbers that name the document and its holder."""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.fields.candidates import Candidate, Leaf, agreed
from extractor.language.dates import find_dates
from extractor.language.identifiers import IdentifierKind, IdentifierMention, find_identifiers
from extractor.language.organisations import organisation_likelihood
from extractor.passages import Passage, join_cells

_LABELLED = 0.985
_GUESSED_TRUST = 0.86
"""Of what stands behind a label that no list knows."""
_BODY = 0.8
_MISCOUNTED = 2
"""Stars by which a reading of a row of them is off at most."""
_UNLABELLED = 0.9
_ID_LENGTHS = (15, 18)
_SHAPE = re.compile(r"^(?=.*\d)[0-9A-Za-z㐀-鿿〔〕\[\]()（）【】<>《》/\-—–_.·#]{3,40}$")
_PHONE = re.compile(r"^(?:1[3-9]\d{9}|0\d{2,3}-?\d{7,8}|400-?\d{3}-?\d{4})$")
_SERIES = re.compile(
    r"^(?:编号[:：]?)?([\u4e00-\u9fff0-9A-Za-z()（）〔〕\[\]【】-]{2,20}字\s?第?\s?[0-9A-Za-z-]{2,16}\s?号)$"
)
"""A number of the form 「沪教2021(培)字第0613号」 that fills its line."""
_BRACKETED = re.compile(r"^[〔(（\[【]((?=.*\d{4})[A-Z]{1,6}[-–/A-Z0-9]{5,24})[〕)）\]】]$")
"""A number that fills its line in brackets."""
_COUNTED = re.compile(
    r"^(?:[\u4e00-\u9fff]{1,6}字)?第[〇○零一二三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰]{2,8}号$"
)
_APART = re.compile(
    rf"{_COUNTED.pattern}|^第[0-9A-Z][0-9A-Z-]{{5,20}}号$|^[\u4e00-\u9fff]{{2,9}}(?:[(（〔\[][\u4e00-\u9fff]{{1,3}}[)）〕\]])?字?第?"
    r"(?=[12]\d{3}|\d{2}-\d{2,6}|[A-Z]{1,4}-?\d|[〔\[(（][12]\d{3})[0-9A-Z〔〕\[\]()（）第字—–-]{4,20}号?$"
)
"""A number that fills its line: 「柏药训2021第58号」, 「第〇三二七号」."""
_NUMBER_LABEL = re.compile(r"(?:证书?|证明|文书)?\s*编?\s*号\s*[:：]?")
_IN_PIECES = re.compile(
    r"[\u4e00-\u9fff]{2,10}[(（〔\[]\d{4}[)）〕\]](?:字?第)?\d{1,8}号?|"
    r"[\u4e00-\u9fff]{2,10}字(?:[(（〔\[]\d{4}[)）〕\]])?第?[0-9-]{3,12}号"
)
"""「某农继培结字第20210347号」, set in a narrow column on two or three lines below its label."""
_MOST_PIECES = 3
_FEWEST_DIGITS = 6
_QUERY_NUMBER = re.compile(r"证书?(?:查询|验证|核验|查验)(?:编号|号码?)\s*[:：]?\s*$")
_MANUSCRIPT = re.compile(
    r"(?:(?:稿件|来稿|投稿|收稿|文稿)\s*(?:编\s*)?|稿\s*)号码?\s*[:：]?\s*$|"
    r"(?:manuscript|paper|submission)\s*(?:id|no\.?|number|#)?\s*[:.]?\s*$",
    re.IGNORECASE,
)
"""The number that editors keep a text under is none of the letter's."""
_LETTERS = frozenset({"conference_invitation", "meeting_notice", "unrelated"})
"""What they number is the notice itself."""
_CERTIFICATE = "certificate_number"
_DOCUMENT = "document_number"
_OF_A_LETTER = re.compile(
    r"(?<![\u3400-\u9fff])(?:[發发]文字[號号]|[發发]?函件?\s?[編编]?\s?[號号]|文\s?[號号])\s*[:：]\s*(?P<n>[^\s()（）:：,，。;；]{4,40})"
)
"""「函號:0186/AB/2021」, 「發文字號:某心字第1080022號」: how letters are numbered."""
_INVITATION = "conference_invitation"
_CODE = re.compile(r"[A-Z]{1,8}[A-Z\d]*-[㐀-鿿A-Z\d-]*\d{2,8}")
"""「函号:HY2014-川-0236」: letters and figures number each guest's letter, no office's series."""
_OF_ONE_LETTER = 0.88
_NUMBERED = 0.93
_SERIES_OF_LETTERS = re.compile(
    r"[函字][(（\[〔【](?:\d{4}|\d\d)[)）\]〕】]第?\d{1,5}[号號]$|[函发文]字第?[\d-]{1,10}[号號]$"
)
"""「某办函字〔2021〕第052号」"""
_OF_ANY_LABEL = re.compile(r"[函邀][(（\[〔【]\d{4}[)）\]〕】]第?\d{1,5}[号號]$")
"""「编号:某职教函〔2019〕7号」: whatever stands before it, letters are numbered so."""
_SORT_BEHIND_YEAR = re.compile(
    r"\s*(?P<n>[(（\[〔【](?:(?:19|20)\d\d|\d\d)[)）\]〕】][㐀-鿿]{2,12}字第?\s?\d{1,5}\s?[号號]|"
    r"[㐀-鿿]{2,12}[(（\[〔【](?:19|20)\d\d[)）\]〕】][㐀-鿿]{0,3}字第?\s?\d{1,5}\s?[号號]|"
    r"[㐀-鿿]{2,12}[字函]第?(?:19|20)\d\d[-—]\d{1,5}[号號])\s*"
)
"""「编辑一部〔2022〕邀字第 17 号」, 「某教联字第2017-021号」, a line of its own"""
_CITED_TRUST = 0.8
_GROUND = re.compile(
    r"(?:根据|依据|按照|依照|遵照|按|批准文[号件]|颁证依据|评选依据|文件)[^。;；]{0,60}$|批准单位文号[:：]?$"
)
_CITED_BEHIND = re.compile(
    r"\s*(?:[)）]?\s*文件?(?:要求|精神|通知|规定)?|[)）](?:要求|精神|规定|所列))"
)
_CITED_IN_BRACKETS = re.compile(r"(?:通知|办法|意见|方案|文件|规定|决定)[》”]?[(（]$")
"""「某某局印发的某文发〔2018〕55号文件要求」, 「与通知(某培〔2022〕9号)所列名额相符」"""
_MASKED = re.compile(r"(?:\d{2,8}|[A-Z]{1,2}\d{0,3})[*＊×xX]{2,16}[0-9Xx]{1,6}")
_MASKED_TRUST = 0.88
_CERTIFIES = re.compile(r"[证證培训结修]|学(?![会校院社研])")
_OF_A_SITE = re.compile(r"浏览次数|点击(?:次?数|率|量)|阅读(?:次数|量)?[:：]|字号[:：]|来源[:：]")
"""The line of a notice on a web page that tells where it is from and how often it was read."""
_POINT_WITHIN, _SPECK_TRUST = re.compile(r"\d+\.\d{5,}"), 0.85
"""「41.03201981735」"""
_NAMES = {
    IdentifierKind.CERTIFICATE: "certificate_number",
    IdentifierKind.DOCUMENT: "document_number",
    IdentifierKind.PERSON: "holder_id",
}


def find_numbers(leaf: Leaf) -> list[Candidate]:
    """Return at most one `certificate_number`, `document_number` and `holder_id`.

    Codes to look a certificate up with, telephone numbers and the numbers of notices
    that a sentence merely cites are not certificate numbers.
    """
    found: dict[str, list[Candidate]] = {name: [] for name in _NAMES.values()}
    others = {cell.key for one in leaf.labels("project_number", "none") for cell in one.value.cells}
    queried: list[Candidate] = []
    for passage in (*leaf.lines, *leaf.passages):
        for mention in find_identifiers(passage.text):
            name = _NAMES.get(mention.kind)
            if _is_for_queries(mention, passage):
                queried.append(replace(_candidate(_CERTIFICATE, mention, passage), trust=0.85))
            if name is None or _PHONE.match(mention.value):
                continue
            if _MANUSCRIPT.search(passage.text[: mention.start]):
                continue
            is_notice = mention.kind is IdentifierKind.DOCUMENT
            elsewhere = any(cell.key in others for cell in passage.cells)
            if mention.label is None and elsewhere and not is_notice:
                continue  # a label says that it is another number
            found[name].append(_candidate(name, mention, passage))
        for shape, trust in ((_SERIES, 0.95), (_BRACKETED, 0.86)):
            whole = shape.match(passage.text.strip())
            if whole:
                span = whole.span(1)
                found["certificate_number"].append(
                    Candidate("certificate_number", whole[1], trust, passage, *span, "series")
                )
    for one in (*_labelled(leaf), *_in_pieces(leaf)):
        found[one.name].append(one)
    found[_CERTIFICATE], found[_DOCUMENT] = _of_the_letter(leaf, found)
    found["document_number"] = [_behind_gap(c) for c in found["document_number"]]
    cited = [c for c in found["document_number"] if _is_ground(c)]
    found["document_number"] = [c for c in found["document_number"] if _heads_the_document(c, leaf)]
    found[_CERTIFICATE] = found[_CERTIFICATE] or queried or _set_apart(leaf, others)
    if not found["certificate_number"] and leaf.kind not in _LETTERS:
        # on a certificate a number of this form, set apart, is the certificate's own
        found["certificate_number"] = [
            replace(c, name="certificate_number", value=c.passage.text[c.start : c.end], trust=0.88)
            for c in found["document_number"]
            if _CERTIFIES.search(c.passage.text)
        ]
        found["document_number"] = [
            c for c in found["document_number"] if not _CERTIFIES.search(c.passage.text)
        ]
    if not found["document_number"]:
        found["document_number"] = [
            replace(c, trust=_CITED_TRUST, method="cited") for c in _in_full(cited)
        ]
    chosen = (agreed(candidates) for candidates in found.values())
    return [_doubted_point(candidate) for candidate in chosen if candidate is not None]


def _of_the_letter(
    leaf: Leaf, found: dict[str, list[Candidate]]
) -> tuple[list[Candidate], list[Candidate]]:
    """Return the numbers of certificates and of documents, as an invitation or a notice has them.

    What stands without a label at the head of a letter, 「某重研函(2015)第22号」, is the letter's.
    """
    if leaf.kind not in _LETTERS:
        return found[_CERTIFICATE], found[_DOCUMENT]
    numbered = [
        Candidate(_DOCUMENT, match["n"], _NUMBERED, line, *match.span("n"), "letter:number")
        for line in leaf.lines
        for match in _OF_A_LETTER.finditer(line.text)
        if any(map(str.isdigit, match["n"]))
    ]
    numbered += [
        Candidate(
            _DOCUMENT,
            re.sub(r"\s", "", match["n"]),
            _NUMBERED,
            line,
            *match.span("n"),
            "letter:series",
        )
        for line in leaf.lines
        if (match := _SORT_BEHIND_YEAR.fullmatch(line.text))
    ]
    certificates = []
    if leaf.kind == _INVITATION:
        certificates = [
            replace(one, name=_CERTIFICATE, trust=_OF_ONE_LETTER, method="label:函号")
            for one in numbered
            if one.method == "letter:number" and _CODE.fullmatch(str(one.value))
        ]
        coded = {str(one.value) for one in certificates}
        numbered = [one for one in numbered if str(one.value) not in coded]
    values = {str(one.value) for one in (*numbered, *certificates)}
    for one in found[_CERTIFICATE]:
        bare = one.method in ("identifier:certificate_number", "series")
        shape = _SERIES_OF_LETTERS if bare else _OF_ANY_LABEL
        if shape.search(str(one.value)):
            numbered.append(replace(one, name=_DOCUMENT))
        elif str(one.value) not in values:
            certificates.append(one)
    return certificates, [*numbered, *found[_DOCUMENT]]


def _doubted_point(one: Candidate) -> Candidate:
    """Return a number less surely that has a point in nothing but figures: it may be a speck."""
    if not _POINT_WITHIN.fullmatch(str(one.value)):
        return one
    return replace(one, trust=min(one.trust, _SPECK_TRUST))


def _behind_gap(candidate: Candidate) -> Candidate:
    """Return the number in a web page's line of facts without what stands before the gap.

    The body that heads a letter may stand before it, too: 「某某协会    某协〔2023〕31号」.
    """
    text = candidate.passage.text
    for gap in sorted(candidate.passage.gaps(), reverse=True):
        body = text[:gap]
        inside = candidate.start < gap < candidate.end - _FEWEST_DIGITS
        if inside and organisation_likelihood(body) >= _BODY:
            return replace(
                candidate, value=str(candidate.value)[gap - candidate.start :], start=gap
            )
    if not _OF_A_SITE.search(candidate.passage.text):
        return candidate
    value = str(candidate.value)
    tokens = [
        one.value for token in candidate.passage.raw.split() for one in find_identifiers(token)
    ]
    rest = next((t for t in tokens if value.endswith(t) and t != value), value)
    return replace(candidate, value=rest, start=candidate.end - len(rest))


def _in_full(cited: list[Candidate]) -> list[Candidate]:
    """Return the first number cited, in full where a line had only its end."""
    ends = [c for c in cited if str(c.value).endswith(str(cited[0].value))]
    return [max(ends, key=lambda c: len(str(c.value)))] if ends else []


def _labelled(leaf: Leaf) -> list[Candidate]:
    """Return the numbers that stand behind a label and have the form of one."""
    found = []
    for labelled in leaf.labels("certificate_number", "holder_id"):
        dates = find_dates(labelled.value.text)
        cut = dates[0].start if dates and dates[0].start else None  # the date on the line below
        value = re.sub(r"\s+", "", labelled.value.text[:cut]).rstrip(".·-—–_")
        masked = labelled.field == "holder_id" and _MASKED.fullmatch(value)
        if masked or (_SHAPE.match(value) and not _PHONE.match(value)):
            trust = _GUESSED_TRUST if labelled.guessed else _MASKED_TRUST if masked else 0.95
            value = _with_all_stars(value) if masked else value
            found.append(
                Candidate(
                    labelled.field,
                    value,
                    trust,
                    labelled.value,
                    0,
                    len(labelled.value.text),
                    f"label:{labelled.label}",
                )
            )
    return found


def _in_pieces(leaf: Leaf) -> list[Candidate]:
    """Return the numbers that a narrow column below a label breaks into lines."""
    found = []
    for label in leaf.cells:
        if not _NUMBER_LABEL.fullmatch(label.line.text.strip()):
            continue
        column = [label]
        for cell in sorted(leaf.cells, key=lambda cell: cell.box.top):
            above = column[-1]
            step = cell.box.top - above.box.top
            beneath = abs(cell.box.left - label.box.left) <= 1.5 * label.em
            if cell.page == label.page and beneath and 0 < step <= 2 * above.box.height:
                column.append(cell)
        for count in range(2, _MOST_PIECES + 1):
            passage = join_cells(tuple(column[1 : count + 1]))
            value = re.sub(r"\s+", "", passage.text)
            if _IN_PIECES.fullmatch(value):
                end = len(passage.text)
                found.append(Candidate(_CERTIFICATE, value, 0.95, passage, 0, end, "in-pieces"))
                break
    return found


def _is_ground(candidate: Candidate) -> bool:
    """Tell whether a page names a notice as what it was done or issued by."""
    text = candidate.passage.text
    return (
        _GROUND.search(text[: candidate.start]) is not None
        or _CITED_BEHIND.match(text, candidate.end) is not None
        or _CITED_IN_BRACKETS.search(text[: candidate.start]) is not None
    )


def _set_apart(leaf: Leaf, others: set[tuple[int, int]]) -> list[Candidate]:
    """Return what fills a line of its own and has the form of a number, with no label before it."""
    found = []
    for cell in leaf.cells:
        passage = join_cells((cell,))
        value = re.sub(r"\s+", "", passage.text)
        if cell.key in others or find_dates(value) or not _APART.match(value) or "ID" in value:
            continue
        digits = sum(char.isdigit() for char in value)
        if digits >= _FEWEST_DIGITS or _COUNTED.match(value):
            value = value.replace("○", "〇")
            end = len(passage.text)
            found.append(Candidate(_CERTIFICATE, value, 0.86, passage, 0, end, "apart"))
    return found


def _is_for_queries(mention: IdentifierMention, passage: Passage) -> bool:
    """Tell the certificate's number by which it is looked up (「证书查询编号」) from a code."""
    before = passage.text[: mention.start]
    return mention.kind is IdentifierKind.VERIFICATION and _QUERY_NUMBER.search(before) is not None


def _candidate(name: str, mention: IdentifierMention, passage: Passage) -> Candidate:
    trust = _LABELLED if mention.label else _UNLABELLED
    before = passage.text[: mention.start]
    if name == _CERTIFICATE and before.rfind("(") > max(before.rfind(")"), 0):
        trust *= 0.85  # 「培训师:张三(证号…)」: in brackets it may be another paper's
    if name == "holder_id" and len(_with_all_stars(mention.value)) not in _ID_LENGTHS:
        trust *= 0.7  # cut off at the end of a line, or misread
    method = f"identifier:{mention.label or mention.kind.value}"
    value = _with_all_stars(mention.value) if name == "holder_id" else mention.value
    return Candidate(name, value, trust, passage, mention.start, mention.end, method)


def _with_all_stars(number: str) -> str:
    """Return a masked ID number with as many stars as its 18 places ask for.

    A row of stars is often read with one too few or too many; what is masked has no
    information but its length, which is known.
    """
    masked = re.fullmatch(r"(\d{3,8})(\*{3,})(\d{2,6}[0-9Xx]?)", number)
    if masked is None:
        return number
    stars = 18 - len(masked[1]) - len(masked[3])
    if abs(stars - len(masked[2])) > _MISCOUNTED:
        return number  # masked with fewer stars than signs
    return f"{masked[1]}{'*' * stars}{masked[3]}" if stars > 0 else number


def _heads_the_document(candidate: Candidate, leaf: Leaf) -> bool:
    """Tell a document's own number, set apart near its head, from one that it cites."""
    text = candidate.passage.text
    apart = (
        len(text) - (candidate.end - candidate.start) <= 8
        or candidate.start in candidate.passage.gaps()
        or _OF_A_SITE.search(text) is not None
    )
    first_page = candidate.passage.page == min((c.page for c in leaf.cells), default=1)
    return apart and first_page and candidate.place.box.centre[1] < 0.5
