"""Find at which level a prize was given: by its label, the contest's name, who gave it."""

from __future__ import annotations

import re

from extractor.fields.candidates import Candidate, Leaf
from extractor.fields.titles.headings import find_headings
from extractor.language.levels import level_of_body, scope_of
from extractor.passages import join_cells

_AUTHORITY = re.compile(
    r"[\u3400-\u9fff]{2,16}(?:人民政府|[局厅](?:教学研究室|教研室|办公室)?|教育科学研究[院所]|教育委员会|教育工作委员会|卫生健康委员会|奖励委员会|总工会|教研室|教育工委)"
)
_LOWER = 0.5
_ORDINAL = re.compile(
    r"^(?:\d{4}|[二一][〇○零一二三四五六七八九]{3})年?度?|^第[\d一二三四五六七八九十]+[届次]|^[“\"][^“”\"]*[”\"](?:\d{4}年?度?)?"
)
"""What stands before the place in the name of a contest."""
_CALLED_LEVEL = re.compile(
    r"(?:评为|荣获|获得?|授予|^\s*[(（])\s?(?P<l>全国|国家级|省级|全省|市级|全市|州级|区级|县级|全县)"
    r"(?=\s?(?:特等|[一二三四]\s?等|优秀|金|银|铜)|[)）]?\s*$)"
)
"""「荣获全国三等奖」, 「被评为区级 / 一等奖」, 「(市级)」"""
_CONTEST = re.compile(r"奖|大赛|竞赛|比赛|评选")
AT_LEVEL = re.compile(
    r"\s?[(（](?:国家|[省市州区县校院])级[)）]\s?(?:[\u3400-\u9fff]{1,6}(?:组别?|学段))?$"
)
"""「…教学比武(区级)高中组」: at which level and among whom."""
_PRIZED = re.compile(r"奖|评选|大赛|竞赛|比赛|比武|评比|评优|展评|征集|评为|荣获")
_OF_SCHOOL = re.compile(r"[我本]校|校内|校级")
_ROUND = re.compile(
    r"[分赛]赛?区|校级|校内|初[赛选]|初评(?![、,，和及与]|至|到)|选拔赛|预[赛选]|分赛|海选"
)
"""Of a contest of the whole country or province, the part that was held in one place."""
_LEVELS = {
    "国": "national", "家": "national", "省": "provincial", "区": "district", "市": "municipal",
    "州": "municipal", "县": "district",
}  # fmt: skip


def find_level(leaf: Leaf, occasion: list[Candidate]) -> list[Candidate]:
    """Return the level in the words of the page, else that of the contest or of who signs."""
    for one in leaf.labels("level"):
        hit = scope_of(one.value.text)
        if hit:
            return [Candidate("level", hit[0], 0.95, one.value, hit[1], hit[2], "label:level")]
    surely = _of_prize(occasion) or _called(leaf) or _of_school(occasion)
    if surely:
        return [surely]
    local = any(_ROUND.search(passage.text) for passage in leaf.passages)
    for c in occasion:
        if local:
            break
        level = level_of_body(_ORDINAL.sub("", str(c.value)))
        if level:
            return [Candidate("level", level, 0.8, c.passage, c.start, c.end, "award:occasion")]
    for passage in leaf.passages:
        hit = scope_of(passage.text)
        if hit and hit[0] != "school" and _ROUND.search(passage.text[hit[2] :]):
            continue
        if hit and _PRIZED.search(passage.text):
            return [Candidate("level", hit[0], 0.85, passage, hit[1], hit[2], "award:level")]
    return ([] if local else _level_of_heading(leaf)) or _level_of_signature(leaf)


def _of_prize(occasion: list[Candidate]) -> Candidate | None:
    """Return the level that the prize's own name tells: 「某某省教学成果奖」."""
    for c in occasion:
        named = re.sub(r"^\d{4}年?度?", "", str(c.value))
        level = level_of_body(named) if re.search(r"奖$", named) else None
        if level:
            return Candidate("level", level, 0.88, c.passage, c.start, c.end, "award:named")
    return None


def _called(leaf: Leaf) -> Candidate | None:
    """Return the level that stands before the class: 「荣获全国三等奖」."""
    for passage in leaf.passages:
        called = _CALLED_LEVEL.search(passage.text)
        if called:
            level = _LEVELS[called["l"].rstrip("级")[-1]]
            return Candidate("level", level, 0.88, passage, *called.span("l"), "award:called")
    return None


def _of_school(occasion: list[Candidate]) -> Candidate | None:
    """Return the level of a contest that the school held for itself."""
    for c in occasion:
        before = c.passage.text[max(0, c.start - 8) : c.start] + str(c.value)
        if _OF_SCHOOL.search(before):
            return Candidate("level", "school", 0.8, c.passage, c.start, c.end, "award:school")
    return None


def _level_of_heading(leaf: Leaf) -> list[Candidate]:
    """Return the level that the name of the prize in a heading tells: 「全国…革新奖」."""
    for passage in find_headings(leaf):
        text = _ORDINAL.sub("", passage.text.strip())
        level = level_of_body(text) if _CONTEST.search(text) else None
        if level:
            end = len(passage.text)
            return [Candidate("level", level, 0.75, passage, 0, end, "award:heading")]
    return []


def _level_of_signature(leaf: Leaf) -> list[Candidate]:
    """Return the level of the authority whose name stands alone in the lower part of the page."""
    for cell in leaf.cells:
        passage = join_cells((cell,))
        level = level_of_body(passage.text) if _AUTHORITY.fullmatch(passage.text.strip()) else None
        if level and cell.box.centre[1] > _LOWER:
            end = len(passage.text)
            return [Candidate("level", level, 0.72, passage, 0, end, "award:authority")]
    return []
