"""Read what somebody noted on the copy of a page that names authors: whose paper it is.

「申报人王小明,系本书第二作者」, 「佐证人:王小明,工作单位:某某中学,排名第三」. Only one
whom the page names as an author is believed: the page itself has other people, too.
"""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.fields.candidates import Candidate, Leaf
from extractor.language.names import is_name
from extractor.language.numerals import parse_number
from extractor.language.organisations import organisation_likelihood
from extractor.passages import Passage

_TRUST = 0.88
"""What the one who uploads wrote on the copy."""
_WHO = re.compile(
    r"(?:申报人|申报者|申报教师|佐证人|持有人|持证人|持证者|送审人|参评人|参评教师|评审对象|提供人|提供者|材料所有人|报送人|报送者|填报人|上传者|(?:申报人|作者)?本人)"
    r"(?:姓名)?\s*[:：(（]?\s*(?P<n>[㐀-鿿](?:\s?[㐀-鿿·]){1,11}?)(?:同志|老师)?(?=[\s,，、;；。(（)）]|系|为|$)"
)
_OWN = re.compile(
    r"(?:^|[\s,，、;；:：。*※注])(?:第[一二三四五1-5]作者)?(?P<n>[㐀-鿿·]{2,12}?)(?:同志|老师)?\s?[(（]\s?(?:即|系|为)?(?:本人|申报人|申报者|送审人|参评人|持有人)\s?[)）]"
)
"""「王小明(本人),第一作者」"""
_RANK = re.compile(
    r"第\s?(?P<r>[一二三四五六七八九十]|[0-9]{1,2})\s?"
    r"(?:作者|著者|编者|译者|主编|副主编|设计人|发明人|完成人|位|名)|"
    r"(?:排名|位次|排序|署名次?序?)\s*[:：]?\s*第?\s?(?P<p>[一二三四五六七八九十]|[0-9]{1,2})(?![0-9])"
)
_OF_EDITOR = re.compile(r"第\s?[一二三四五六七八九十0-9]{1,2}\s?副主编")
"""The second of those who helped to edit is no second author."""
_ALONE = re.compile(r"独著|独撰|独立(?:撰写|完成|发明|设计|作者)|唯一(?:作者|发明人|设计人)")
_PARTS = re.compile(r"[\s,，、;；。()（）]+")
_OF_BODY = re.compile(r"^(?:现?(?:工作|所在)?单位\s*[:：]?|就职于|任教于|系|为)")
_BODY = 0.8
_LEAST_BODY, _LONGEST = 4, 60


def is_note(text: str) -> bool:
    """Tell whether a line was written on the copy to say whose it is."""
    return _OWN.search(text) is not None or _WHO.search(text) is not None


def noted_holder(leaf: Leaf, authors: list[str]) -> list[Candidate]:
    """Return the holder whom a note names, with rank and employer as far as it tells them."""
    # a note may be broken into two lines
    notes = [_noted_in(passage, authors) for passage in (*leaf.lines, *leaf.passages)]
    return max(notes, key=len, default=[])


def _noted_in(passage: Passage, authors: list[str]) -> list[Candidate]:
    # the gaps between the parts of a note stand in its raw text alone
    match = _WHO.search(passage.raw) or _OWN.search(passage.raw)
    name = re.sub(r"\s", "", match["n"]) if match else ""
    if match is None or name not in authors or not is_name(name):
        return []
    rest = passage.raw[match.end() : match.end() + _LONGEST].split("。")[0]
    found = [_told(passage, "holder_name", name, match["n"])]
    # 「第二作者王小明(本人)」 tells it before the name
    told = passage.raw[match.start() : match.end()] + rest
    return [*found, *_rank(passage, told, authors), *_employer(passage, rest)]


def _rank(passage: Passage, rest: str, authors: list[str]) -> list[Candidate]:
    told = None if _OF_EDITOR.search(rest) else _RANK.search(rest)
    number = parse_number(told["r"] or told["p"]) if told else None
    if number is None and len(authors) == 1 and (told := _ALONE.search(rest)):
        number = Decimal(1)
    if told is None or number is None or number > len(authors):
        return []
    return [_told(passage, "holder_rank", number, told.group())]


def _employer(passage: Passage, rest: str) -> list[Candidate]:
    for piece in _PARTS.split(rest):
        name = _OF_BODY.sub("", piece)
        if len(name) >= _LEAST_BODY and organisation_likelihood(name) >= _BODY:
            return [_told(passage, "employer", name, name)]
    return []


def _told(passage: Passage, field: str, value: str | Decimal, words: str) -> Candidate:
    start = max(passage.text.find(words), 0)
    return Candidate(field, value, _TRUST, passage, start, start + len(words), "note:holder")
