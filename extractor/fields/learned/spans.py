"""Propose the stretches of a text that may be a value of a page.

Few values run over a mark or a gap, and those within a sentence begin behind a word that leads to
them and end before one that goes on. All such stretches are proposed, about a hundred a page; which
of them is whose value is for the model to say.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from extractor.fields.quotes import quoted_in
from extractor.language.dates import date_spans
from extractor.language.names import name_likelihood
from extractor.language.organisations import find_organisations
from extractor.language.words import words
from extractor.passages import Passage, join_cells

_MARK = re.compile(r"[,，。;；:：、()（）《》〈〉“”\"「」\[\]【】/|~!！?？…]|[—-]{2,}|—|\s{2,}|\n")
_LEADS = re.compile(
    r"参[加与]了?|完成了?|[举承主]办的?|组织的?|开展的?|进行的?|接受了?|修[完读]|学习|培训|在|于|系我?[校院县市区省]?|"
    r"由|为|获得?|荣获|的|担任|聘任?|是|至|期间|以来|经|我[县市区省校院]|现?任|兹有|兹?证明|关于|主持|撰写|所著|"
    r"[到赴对向及和与并被将致请往]|本[校院次]|本单位|贵[县市区司校院]?|所在|来自|任教|同志|老师|第[一二三四五六七八九十\d]+期|现任|原单位|"
    r"承蒙|派往|莅临|假座|初定|中国|接收|现将|现有|今有|聘请|授予|学员|教师|学生|馆员|医师|护师|"
    r"(?:负责|主持)人|作者|课题|论文|项目|题目|入选|地点|证书号|编号|尊敬的|以|"
    r"(?i:\b(?:of|in|at|by|from|the|as|on|attend(?:ed|ing)?|completed|entitled|to|"
    r"Mr\.?|Ms\.?|Mrs\.?|Dr\.?|Prof(?:essor|\.)?|Comrade|Dear)\s)"
)
_GOES_ON = re.compile(
    r"学习|培训|课程|同志|老师|教师|女士|先生|担?任|[的中]|期间|[在于为自]|进行|举办|召开|等级?|结业|考核|活动|职工|"
    r"员工|学员|医师|护士|研究员|教授|讲师|会议|并获|已|的通知|承办|[为系并被]|派[遣往]|接收|筹备|录用|开设|壹|科研处|教科室|校长|"
    r"编辑|大夫|工程师|副|主[任管]|助理|现[任有]|高级研修|专业|暨|承担|撰写|独立|即将|身份|按|获准|"
    r"(?i:\s(?:has|have|had|is|was|will|to|which|held|hosted|from|on|in|at|of|for|and|organi[sz]ed|conducted|during)\b)"
)
_BEHIND_NAME = re.compile(
    rf"{_GOES_ON.pattern}|[参完实主男女一因以现您年]|任命|报名|作为|拨冗|[护技]师|[院园]长|博士"
)
"""Within a sentence somebody is named before what he is, did, or where."""
_RESULT = re.compile(
    r"不合格|(?<!未)合格|优[秀良]?|良好?|通过|达标|及格|中等|结[题项]|主持人?|负责人|(?:第[一二三四五六])?参[与加]人?|主要成员|成员"
)
_HAN_RUN = re.compile(r"[\u3400-\u9fff·]+")
_NUMBERED = re.compile(
    r"[A-Za-z0-9〔〕()（）\-—–/.*×·\u4e00-\u9fff]*\d[A-Za-z0-9〔〕()（）\-—–/.*×]*号?"
)
_EDGES = " \t:：,，。;；*."
_CLOSING = ")）》”"
_LONGEST, _LONGEST_PART = 90, 60
_LONGEST_TEXT = 400
_LONGEST_NAME = 8
_LIKELY = 0.75
"""How much of a name it must be: four characters behind a common surname are less."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch `passage.text[start:end]` and the ways in which it was come upon."""

    passage: Passage
    start: int
    end: int
    ways: frozenset[str]

    @property
    def text(self) -> str:
        """The characters themselves."""
        return self.passage.text[self.start : self.end]


def texts_of(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """Return the passages, and the lines of those that join lines which stand side by side.

    Long prose is left out: the values of a proof stand in no chapter.
    """
    found: list[Passage] = []
    for passage in passages:
        if len(passage.text) > _LONGEST_TEXT:
            continue
        found.append(passage)
        boxes = [cell.box for cell in passage.cells]
        if any(a.top < b.bottom - b.height / 3 and b.top < a.bottom - a.height / 3
               for a, b in pairwise(boxes)):  # fmt: skip
            found.extend(join_cells((cell,)) for cell in passage.cells)
    return tuple(found)


def spans_of(passage: Passage, values: Collection[str] = ()) -> tuple[Span, ...]:
    """Return the stretches of a passage that may be values, each place once.

    Wherever one of `values` stands is proposed, too.
    """
    text = passage.text
    ways: dict[tuple[int, int], set[str]] = {}
    held = [
        (found.start(), found.end(), "part")
        for value in values
        for found in re.finditer(re.escape(value), text)
    ]
    for start, end, way in (*_proposed(passage), *held):
        while start < end and text[start] in _EDGES:
            start += 1
        while end > start and text[end - 1] in _EDGES:
            end -= 1
        if 0 < end - start <= _LONGEST:
            ways.setdefault((start, end), set()).add(way)
    return tuple(Span(passage, *place, frozenset(way)) for place, way in ways.items())


_Proposed = tuple[int, int, str]


def _proposed(passage: Passage) -> Iterator[_Proposed]:
    text = passage.text
    gaps = passage.gaps()
    chunks = _chunks(text, gaps)
    yield 0, len(text), "whole"
    yield from _of_chunks(text, chunks)
    yield from _of_cells(text, gaps)
    yield from _of_quotes(text, chunks)
    for body in find_organisations(text):
        yield body.start, body.end, "body"
        for lead in _LEADS.finditer(text, body.start, body.end):
            yield lead.end(), body.end, "body"  # 「诚挚邀请某某医院罗主任」
    yield from _of_sentences(text, chunks)
    for run in _HAN_RUN.finditer(text):
        yield from _names(run.group(), run.start())
    for way, shape in (("result", _RESULT), ("number", _NUMBERED)):
        for found in shape.finditer(text):
            yield found.start(), found.end(), way


def _chunks(text: str, gaps: frozenset[int]) -> list[tuple[int, int]]:
    cuts = [(mark.start(), mark.end()) for mark in _MARK.finditer(text)]
    chunks: list[tuple[int, int]] = []
    at = 0
    for start, end in [*sorted([*cuts, *((gap, gap) for gap in gaps)]), (len(text), len(text))]:
        first, last = at, start
        while first < last and text[first].isspace():
            first += 1
        while last > first and text[last - 1].isspace():
            last -= 1
        if last > first:
            chunks.append((first, last))
        at = max(at, end)
    return chunks


def _of_chunks(text: str, chunks: list[tuple[int, int]]) -> Iterator[_Proposed]:
    for start, end in chunks:
        yield start, end, "chunk"
        if end < len(text) and text[end] in _CLOSING:
            yield start, end + 1, "closed"


def _of_quotes(text: str, chunks: list[tuple[int, int]]) -> Iterator[_Proposed]:
    """Propose quotations, and what runs on around them: 「关于“国培计划”中小学教师的培训」."""
    for quoted in quoted_in(text):
        yield quoted.start, quoted.end, "quoted"
        opening, behind = quoted.start - 1, quoted.end + 1
        starts = [opening, *(start for start, end in chunks if end == opening)]
        for end in (end for start, end in chunks if start == behind):
            ends = [end, *(behind + on.start() for on in _GOES_ON.finditer(text[behind:end]))]
            yield from ((start, last, "around") for start in starts for last in (behind, *ends))


def _of_cells(text: str, gaps: frozenset[int]) -> Iterator[_Proposed]:
    for start, end in pairwise([0, *sorted(gaps), len(text)]):
        yield start, end, "cell"
        colon = re.search("[:：]", text[start:end])
        if colon is not None:
            yield start + colon.end(), end, "value"


def _of_sentences(text: str, chunks: list[tuple[int, int]]) -> Iterator[_Proposed]:
    days = [end for _, end, *_ in date_spans(text)]
    for first, last in chunks:
        piece = text[first:last]
        starts = {first, *(first + lead.end() for lead in _LEADS.finditer(piece))}
        starts.update(day for day in days if first < day < last)
        ends = {last, *(first + on.start() for on in _GOES_ON.finditer(piece))}
        for start in starts:
            for end in ends:
                if 1 < end - start <= _LONGEST_PART:
                    yield start, end, "part"


def _names(run: str, offset: int) -> Iterator[_Proposed]:
    for start in range(len(run)):
        longest = min(_LONGEST_NAME, len(run) - start)
        if not _begins_name(run[start : start + longest]):
            continue
        for size in range(2, longest + 1):
            end = start + size
            apart = start == 0 or end == len(run) or _BEHIND_NAME.match(run, end)
            if apart and name_likelihood(run[start:end]) >= _LIKELY:
                yield offset + start, offset + end, "name"


def _begins_name(text: str) -> bool:
    """Tell whether a name may begin here; quick, for most places of a page begin none."""
    return (
        text[0] in words("surnames")
        or text[:2] in words("compound_surnames")
        or "·" in text
        or any(text[:size] in words("minority_name_parts") for size in (1, 2, 3, 4))
    )
