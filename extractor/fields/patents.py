"""Find what a patent certificate, or the office's notice of acceptance, tells."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from extractor.fields.candidates import Candidate, Leaf, agreed, best
from extractor.fields.people.letter_authors import author_rank, listed
from extractor.fields.people.marked import marked_holder
from extractor.fields.people.noted import noted_holder
from extractor.fields.people.teams import announced_names, names_in, team
from extractor.fields.serial_numbers import find_serial_numbers
from extractor.language.dates import find_dates
from extractor.language.names import is_name
from extractor.language.serials import SerialKind, patent_type_of
from extractor.passages import Passage, join_cells

_TYPES = (
    ("utility", r"实用新型|utility\s?model"),
    ("design", r"外观设计|design\s?patent"),
    ("invention", r"发明专利|发明创造|发明名称|invention"),
)
_CERTIFICATE = re.compile(r"证\s?书\s?号\s?[:：]?\s*(?P<n>第?\s*[0-9]{5,9}(?:\s*号)?)")
_ACCEPTED = re.compile(
    r"受理通知|予以受理|已由国家知识产权局受理|申请受理|notification of acceptance", re.IGNORECASE
)
_GRANTED = re.compile(
    r"专利证书|授予专利权|授权公告|颁发[^。]{0,4}证书|专利权自|letters patent|certificate",
    re.IGNORECASE,
)
_PEOPLE = re.compile(r"(?:发\s?明\s?人|设\s?计\s?人)\s*[:：]?\s*(?P<names>[^。:：\n]{2,120})")
_PEOPLE_CUT = re.compile(r"\s*(?:明\s?)?人\s?[:：]\s?(?P<names>[^。:：\n]{2,120})")
"""「人:王小明;李静」: the rest of a label whose first signs were not read"""
_LABEL_CUT = re.compile(r"(?:发\s?明|设\s?计)(?:\s?人)?\s?[:：]?")
"""「发明」 beside several names: the last sign of the label was not read"""
_TITLED = re.compile(
    r"(?:发\s?明|实用新型|外观设计|产品|专利|发明创造|使用外观设计的产品)\s*名\s*称\s*[:：]?\s*(?P<t>[^:：\n]{3,80}?)(?=$|发\s?明\s?人|设\s?计\s?人|专\s?利\s?号)"
)
_TITLE_LINE = re.compile(r"^\s*(?:专利|产品)?名\s*称\s*[:：]?\s*(?P<t>[^:：\n]{3,60})$")
_TITLE_LABEL = re.compile(
    r"(?:[(（\[]54[)）\]])?\s*(?:(?:使用)?外观设计的?(?:产品)?|实用新型|发明|专利)名称\s*[:：]?"
)
_FORMAL_PART = re.compile(r"(?<=.)(?:经(?:核实|审查|审核)|根据专利法|国家知识产权局)")
"""How the office's own words begin, below the list of facts."""
_SORT_BEHIND = re.compile(r"(?<=.)[(（](?:实用新型|发明|外观设计)(?:专利)?[)）]$")
"""「一种阀组(实用新型)」"""
_COPY = re.compile(r"登记簿副本")
_OFFICE = re.compile(r"(?P<office>(?:中华人民共和国)?国家知识产权局)")
_SIGNS = re.compile(r"\s*(?:[(（]19[)）])?\s*(?P<office>(?:中华人民共和国)?国家知识产权局)\s*")
"""The office in a line of its own, where it calls itself as it does; sentences shorten the name."""
_EITHER = 0.88
"""Of 「第1234567号」, as it is printed, for people write it without these signs as well."""
_BRANCH = re.compile(
    r"国家知识产权局(?:专利局)?[㐀-鿿]{2,6}(?:代办处|审查协作[㐀-鿿]{0,6}中心)|国家知识产权局专利局"
)
_IN_PART = 0.85
"""Of a list whose end was not understood."""
_GRANT_DAY = re.compile(r"(?:授权公告日|授权日|授予日)\s*[:：]?\s*(?=[0-9二])")
"""「(45) 授权公告日 2023.10.27」"""
_GRANT_LABEL = re.compile(r"授权公告日\s*[:：]?")


def find_patent(leaf: Leaf) -> list[Candidate]:
    """Return title, inventors in order, number, type, status and owner of a patent."""
    numbers = find_serial_numbers(leaf, SerialKind.PATENT)
    found = [*numbers, *_title(leaf), *_inventors(leaf), *_type(leaf, numbers), *_status(leaf)]
    found.extend(_certificate_number(leaf))
    found.extend(_granted_on(leaf))
    found.extend(author_rank(leaf))
    for one in leaf.labels("patentee"):
        text = one.value.text.strip()
        if 2 <= len(text) <= 60:
            found.append(
                Candidate(
                    "patentee", text, 0.93, one.value, 0, len(one.value.text), "label:patentee"
                )
            )
            break
    if not any(c.name == "authors" for c in found):
        found.extend(_owners(leaf))
    found.extend(_own(found))
    if not any(c.name == "holder_name" for c in found):
        noted = noted_holder(leaf, [str(c.value) for c in found if c.name == "authors"])
        ranked = any(c.name == "holder_rank" for c in found)
        authors = [c for c in found if c.name == "authors"]
        noted = noted or marked_holder(authors, leaf)
        found.extend(c for c in noted if not (ranked and c.name == "holder_rank"))
    found.extend(_office(leaf))
    return found


def _owners(leaf: Leaf) -> list[Candidate]:
    """Return the people who own a program or a work that names no other makers."""
    for one in leaf.labels("patentee"):
        names = names_in(one.value.raw) or announced_names(one.value.raw, surely=True)
        if names and one.label.endswith("著作权人"):
            return team("authors", names, one.value, 0.87, "patent:owners")
    return []


def _own(found: list[Candidate]) -> list[Candidate]:
    """Return the one inventor who owns the patent, too: the paper is that person's."""
    authors = [c for c in found if c.name == "authors"]
    owner = next((c for c in found if c.name == "patentee"), None)
    if owner is None or len(authors) != 1 or str(owner.value) != str(authors[0].value):
        return []
    return [replace(owner, name="holder_name", trust=0.93, method="patent:owner")]


def _title(leaf: Leaf) -> list[Candidate]:
    found = []
    for one in leaf.labels("activity_title"):
        text = _FORMAL_PART.split(one.value.text)[0].strip("《》“” ")
        text = _SORT_BEHIND.sub("", text)
        if len(text) >= 2:
            trust = 0.97 if len(one.label) > 2 else 0.94
            found.append(
                Candidate(
                    "activity_title",
                    text,
                    trust,
                    one.value,
                    0,
                    len(one.value.text),
                    f"label:{one.label}",
                )
            )
    for passage in (*leaf.passages, *leaf.lines):
        match = _TITLED.search(passage.text) or _TITLE_LINE.match(passage.text)
        if match:
            found.append(
                Candidate(
                    "activity_title",
                    match["t"].strip(" 。;；"),
                    0.88,
                    passage,
                    *match.span("t"),
                    "patent:titled",
                )
            )
    chosen = agreed(found or _below_label(leaf))
    return [chosen] if chosen else []


def _below_label(leaf: Leaf) -> list[Candidate]:
    """Return the line below 「(54)使用外观设计的产品名称」, which fills its own."""
    return [
        Candidate("activity_title", text, 0.88, below, 0, len(below.text), "patent:below-label")
        for label, below in pairwise(leaf.passages)
        if _TITLE_LABEL.fullmatch(label.text.strip())
        and 2 <= len(text := below.text.strip(" 。;；")) <= 60
        and not re.match(r"[(（]\d\d[)）]", text)
    ][:1]


def _inventors(leaf: Leaf) -> list[Candidate]:
    for one in leaf.labels("authors"):
        # 「；」 is easily read as 「：」, which parts nothing in a list of people
        raw = re.sub(r"[:：]", "；", one.value.raw)
        names, whole = listed(raw)
        if names:
            trust = 0.97 if whole else _IN_PART
            first = team("authors", names, one.value, trust, f"label:{one.label}")
            return [*first, *_inventors_below(leaf, one.value, names)]
    for row in leaf.rows:
        label, *values = row
        names, whole = listed(values[0].line.text) if len(values) == 1 else ([], False)
        if _LABEL_CUT.fullmatch(label.line.text.strip()) and len(names) > 1:
            trust = 0.9 if whole else _IN_PART
            return team("authors", names, join_cells((values[0],)), trust, "patent:inventors")
    for passage in leaf.passages:
        match = _PEOPLE.search(passage.raw) or _PEOPLE_CUT.match(passage.raw)
        names, whole = listed(match["names"]) if match else ([], False)
        if names:
            trust = 0.9 if whole else _IN_PART
            return team("authors", names, passage, trust, "patent:inventors")
    return []


def _inventors_below(leaf: Leaf, listed_in: Passage, names: list[str]) -> list[Candidate]:
    """Return those whom lines of nothing but names right below a label's value add to its list.

    「设计人:王小明」 over 「李静」, set in below the first name.
    """
    found: list[Candidate] = []
    last = listed_in.cells[-1]
    for cell in sorted(leaf.cells, key=lambda c: c.box.top):
        gap = cell.box.top - last.box.bottom
        if cell.page != last.page or not -0.3 * last.box.height < gap < 1.2 * last.box.height:
            continue
        more = names_in(cell.line.text)
        if not more or set(more) & set(names) or not all(map(is_name, more)):
            break
        found += team("authors", more, join_cells((cell,)), _IN_PART, "patent:below")
        last = cell
    return found


def _type(leaf: Leaf, numbers: list[Candidate]) -> list[Candidate]:
    """Return the type by the words of the page; the figure in the number must not contradict."""
    by_number = next((kind for c in numbers if (kind := patent_type_of(str(c.value)))), None)
    hits: list[tuple[str, Passage, int, int]] = []
    for passage in leaf.passages:
        for kind, pattern in _TYPES:
            match = re.search(pattern, passage.text, re.IGNORECASE)
            if match:
                hits.append((kind, passage, *match.span()))
    named = [hit for hit in hits if hit[0] == by_number] or hits
    if by_number is not None:
        if named and named[0][0] == by_number:
            kind, passage, start, end = named[0]
            return [Candidate("patent_type", kind, 0.98, passage, start, end, "patent:type")]
        number = numbers[0]
        return [
            Candidate(
                "patent_type",
                by_number,
                0.9,
                number.passage,
                number.start,
                number.end,
                "patent:number",
            )
        ]
    if not named:
        return []
    kind, passage, start, end = named[0]
    trust = 0.93 if len({hit[0] for hit in hits}) == 1 else 0.75
    return [Candidate("patent_type", kind, trust, passage, start, end, "patent:type")]


def _status(leaf: Leaf) -> list[Candidate]:
    """Return `accepted` for an application that was received, `granted` for a patent."""
    for status, pattern in (("accepted", _ACCEPTED), ("granted", _GRANTED)):
        for passage in leaf.passages:
            match = pattern.search(passage.text)
            if match:
                return [
                    Candidate(
                        "patent_status", status, 0.95, passage, *match.span(), "patent:status"
                    )
                ]
    return []


def _granted_on(leaf: Leaf) -> list[Candidate]:
    """Return the day that stands behind 「授权公告日」; a copy of the register has its own."""
    if any(_COPY.search(re.sub(r"\s", "", passage.text)) for passage in leaf.passages):
        return _copied_on(leaf) or _told_grant(leaf)
    return [
        Candidate(
            "issue_date", day.first.iso(), 0.95, passage, day.start, day.end, "patent:granted"
        )
        for passage in (join_cells((cell,)) for cell in leaf.cells)
        if (match := _GRANT_DAY.search(passage.text))
        for day in find_dates(passage.text)
        if day.year_given and day.first.day is not None and day.start == match.end()
    ][:1]


def _told_grant(leaf: Leaf) -> list[Candidate]:
    """Return the day of grant that a copy of the register names, where it bears none of its own."""
    return [
        Candidate("issue_date", d.first.iso(), _EITHER, passage, d.start, d.end, "patent:granted")
        for row in leaf.rows
        for passage in (join_cells(tuple(row)),)
        if (label := _GRANT_LABEL.search(passage.text))
        for d in find_dates(passage.text)
        if d.start >= label.end() and d.first.day is not None
    ][:1]


def _copied_on(leaf: Leaf) -> list[Candidate]:
    """Return the last day that fills a line of its own: when a copy was given out."""
    return [
        Candidate("issue_date", day.first.iso(), 0.9, passage, day.start, day.end, "patent:copied")
        for passage in (join_cells((row[0],)) for row in reversed(leaf.rows) if len(row) == 1)
        for day in find_dates(passage.text)
        if day.first.day is not None and day.start == 0 and day.end == len(passage.text.strip())
    ][:1]


def _certificate_number(leaf: Leaf) -> list[Candidate]:
    found = [
        Candidate(
            "certificate_number",
            re.sub(r"\s", "", match["n"]),
            _EITHER if match["n"].endswith("号") else 0.97,
            passage,
            *match.span("n"),
            "patent:certificate",
        )
        for passage in leaf.passages
        if (match := _CERTIFICATE.search(passage.text))
    ]
    chosen = best(found)
    return [chosen] if chosen else []


def _office(leaf: Leaf) -> list[Candidate]:
    """Return the office as the issuer, whose name stands on every certificate, or its branch."""
    for passage in leaf.passages:
        branch = _BRANCH.fullmatch(passage.text.strip())
        if branch:
            return [
                Candidate(
                    "issuers", branch.group(), 0.94, passage, 0, len(passage.text),
                    "patent:branch", "issuer",
                )
            ]  # fmt: skip
    signed = [(join_cells((c,)), _SIGNS.fullmatch(c.line.text)) for c in leaf.cells]
    told = [(passage, _OFFICE.search(passage.text)) for passage in leaf.passages]
    for passage, match in (*signed, *told):
        if match:
            name = match["office"]
            at = passage.text.find(name)
            end = at + len(name)
            return [Candidate("issuers", name, 0.95, passage, at, end, "patent:office", "issuer")]
    return []
