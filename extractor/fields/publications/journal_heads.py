"""Tell a journal's name in heads and on covers by how it is set and what stands beside it."""

from __future__ import annotations

import re
from collections import Counter
from statistics import median

from extractor.fields.candidates import Candidate, Leaf
from extractor.fields.people.teams import names_in
from extractor.fields.publications.issue_mentions import FEW, ISSUES, is_running, issue_mentions
from extractor.fields.publications.spelt_names import (
    HAN,
    is_latin,
    is_under,
    pinyin_under,
    stands_over_english_name,
)
from extractor.language.normalise import normalise
from extractor.language.serials import SerialKind, find_serials
from extractor.passages import Cell, Passage, join_cells

_RUNNING_TRUST = 0.93
UPPER_HEAD = 0.2
_LARGE, MASTHEAD = 1.6, 0.4
"""How much taller than all other lines a journal's name is on its cover, and how far down."""
_NOISE = re.compile(
    r"[(（]\s?(?:[半双]?月|旬|[双]?周|季|[半双]?年)\s?刊\s?[)）]|[(（]\s?内部(?:资料|刊物|交流)[^()（）]{0,12}[)）]|"
    r"https?://\S+|www\.\S+|准印证号?.{0,24}$|总\s?第\s?[0-9]+\s?期|(?:20|19)[0-9]{2}\s?年\s?[0-9]{1,2}\s?月(?:[上中下]旬)?(?:\s?[0-9]{1,2}\s?日)?(?:\s?出版)?|"
    r"(?<![0-9])[0-9]{1,2}\s?月\s?[上中下]旬刊?|[(（]\s?[上中下](?:旬|半月)?刊?\s?[)）]|(?:20|19)[0-9]{2}\s?年?|"
    r"[(（]\s?[)）]|\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s?(?:20[0-9]{2})?|"
    r"DOI.*$|ISSN\s?[:：]?\s?[0-9]{4}\s?[-–—－]\s?[0-9]{3}[0-9Xx](?![0-9])|ISSN.*$|"
    r"CN\s?[0-9]{2}\s?[-–—－]\s?[0-9]{4}(?![0-9])(?:\s?/\s?[A-Z][A-Z0-9]{0,2}(?![A-Za-z0-9]))?|CN\s?[0-9].*$|"
    r"[0-9]+|(?<![A-Za-z])(?:Vo\s?[l1]|No|Sum)\.?(?![A-Za-z])|(?<![㐀-鿿])[月旬]\s?刊",
    re.IGNORECASE,
)
_PINYIN = re.compile(r"(?<=[㐀-鿿])\s+[A-Z]{2,}(?:\s+[A-Z]{2,})*\s*$")
"""Behind a journal's name the same in letters: 「教学与管理 JIAOXUE YU GUANLI」."""
_ENGLISH_BEHIND = re.compile(
    r"(?<=[㐀-鿿])\s+[A-Z][a-z]+(?:\s(?:[A-Z][a-z]+|of|for|in|on|and|the|&)){1,9}\s*$"
)
"""Behind a journal's name its English one: 「某某教育 Linjiang Education Monthly」."""
_ON_SCREEN = re.compile(r"(?<=报)[\s·•-]*(?:数字报|电子报|数字版|电子版)$")
"""「某某教育报 数字报」: how a newspaper is read."""
_LISTED_IN = re.compile(
    r"(?<=[㐀-鿿])\s?[(（【\[]\s?(?:[A-Z&]{3,6}|[㐀-鿿]{0,6}核心|[㐀-鿿]{2,6}收录|[㐀-鿿]{2,8}来源)[^()（）]{0,14}[)）】\]]\s*$"
)
"""「某某研究(CSSCI来源期刊)」, 「某某研究【北大核心】」: which lists have the journal."""
_EDGE = ' \u3000▲△▶►~～,，.。:：·•|｜/—–-_*()（）[]【】《》〈〉"“”'
_JOURNAL_END = re.compile(
    r"(?:学报(?:[(（][^()（）]{2,12}[)）])?|年鉴|月刊|学刊|杂志|导刊|评论|论坛|期刊|通报|周刊|论丛|文摘|文汇|文萃|集刊|通讯)$"
)
_JOURNAL_WORD = re.compile(
    r"教育|职教|幼教|高教|特教|成教|教学|研究|课程|学校|科学|管理|探索|实践|理论|参考|世界|时代|学习|教师|技术|科技|文化|新|中国|大学|学院|语文|数学|与"
)
_ENGLISH_JOURNAL = re.compile(
    r"\b(?:Acta|Archives|Frontiers|Progress|Journal|Review|Annals|Bulletin|Transactions|Proceedings|Letters|Advances|Studies|Research|Science|Education|Quarterly)\b"
)
_CONTENTS = re.compile(r"^\s*(?:目\s*[录次]|contents\b)", re.IGNORECASE)
_SECTION = re.compile(r"^[·•◆●■]|[·•◆●■]$|研究生|专栏|栏目|专题|论文$")
NO_NAME = re.compile(
    r"^(?:(?i:contents)|目\s?次)\b|[一二三特]等奖|(?:公开|国内外?|内部)发行$|内部(?:资料|刊物|交流)|^免费(?:交流|赠阅)|^[㐀-鿿]{1,6}版$|^全文(?:复印|影印|转载)|(?:期刊|刊物|出版物?|报刊)登记证?号?$|^专业$|(?:通知[书单]?|证明|报告|回执|公函|录用函|用稿函|接收函|采用函)$|数据库|中国学术期刊|知网|电子杂志|来源期?刊|(?:核心|优秀|一级|双效)期刊|收录|^(?:本期|总)?[目要]\s?[录次目]|^总目$|(?:室|中心|局|院|部|社|会|校|学|组)\s?[主合]?编(?:印|辑)?$|[主合]?编印$|^[增专特]刊号?$|^刊[名期]$|^(?:每[月季旬周]|逢?[单双]月|.?出版|.?发行|公开发行|出刊|[半双]?月刊|[半双]?周刊|创刊|[上中下]?旬刊|[上下]半月刊?|季刊|[半双]?年刊|自|创[刊办]于?|[·•,，、])+$"
)
"""What a journal says of itself, beside or instead of its name."""
PART_NAME = re.compile(
    r"(?:教学|教育|课程|课堂|课例|教研|教改|德育|学校|班级|园本|校本|教师|学科|理论|管理|名师|研修|实践)"
    r"(?:实践|研究|管理|论坛|探索|探讨|前沿|天地|纵横|广角|园地|发展|设计|随笔|案例|评价|教学|教研|经验|成长|改革|创新)"
)
"""What the head calls a part of the journal, where the journal's name stands beside it."""
OF_SENTENCE = re.compile(r"[,，]|(?:刊|刊发|发表|刊登|安排|编入|排入|载)[于在]$")
"""A line of a letter that happens to name the issue."""
_FREQUENCY = re.compile(
    r"[(（](?:(?:[半双]?月|旬|[双]?周|季|年)刊|内部(?:资料|刊物|交流)[^()（）]{0,12})[)）]$"
)
"""「某某教研(双月刊)」, 「某某教研(内部资料 免费交流)」"""
_EDITORS = re.compile(r"(?<=..)(?:杂志社|编辑部|编委会)$")
"""Who makes a journal is called by its name."""
_IN_MARKS = re.compile(r"\s*《(?P<j>[^《》]{2,40})》\s?(?:双?月刊|季刊|半月刊|旬刊|周刊|杂志)")
"""「《某某中医药》 双月刊」"""
_HOST = re.compile(
    r"主[办管编]$|^主[办管]|^[春夏秋冬]季?[号刊]?$|^[总第期]$|^[上中下](?:旬|半月)刊?$|^创刊$|^[增专特]刊[号]?$"
)
"""Who makes a journal, or its season, beside the issue, is not what it is called."""
_FIRST_LINES = 4
_HALF = re.compile(r"(?:职业|技术|师范|科技|工业|农业|医科|理工|专科)(?:大|学)$")
"""The first half of 「某某职业技术学/院学报」 that was broken between two lines."""
_SPREAD = re.compile(r"\s*(?:[㐀-鿿]\s+){2,15}[㐀-鿿]\s*")
"""「某  某  研  究」 over the width of a page"""
_CUT = re.compile(r"\s*[(（][^()（）]*$")
"""What is left over of words in brackets: 「某某教研(双」."""
_SINCE = (
    r"(?:自?\s?(?:19|20)[0-9]{2}\s?年\s?(?:[0-9]{1,2}\s?月)?\s?创[刊办]|"
    r"创[刊办]于\s?(?:19|20)[0-9]{2}\s?年?(?:\s?[0-9]{1,2}\s?月)?)"
)
APPEARS = re.compile(
    rf"[(（]?\s?(?:{_SINCE}\s*[·•,，、|｜/／]?\s*)?"
    r"(?:[双半]?月刊|季刊|[上中下]?旬刊|[双半]?周刊|[双半]?年刊)"
    rf"(?:\s*[·•,，、|｜/／]?\s*{_SINCE})?\s?[)）]?"
)
"""「(双月刊)」, 「1985年创刊 半月刊」, 「月刊·创刊于1957年」"""
MENU = re.compile(r"[^|｜]{2,12}(?:\s?[|｜]\s?[^|｜]{2,12}){2,}")
"""「首页 | 期刊介绍 | 投稿指南 | 联系我们」 at the head of a journal's page on the web"""
_FEW_OF_SPREAD = 60
"""Lines at most of a page that may be a cover beside its contents."""
_LEAST_SIGNS, _LOWER = 3, 0.5
EDITION = re.compile(r"[(（]\s?([㐀-鿿·]{2,12}版)\s?[)）]")
"""「(小学版)」 in a line of its own under a journal's name"""
_TOTAL = re.compile(r"总\s?第\s?[0-9]{1,4}\s?期")
_FOLIO = re.compile(r"^\s*[·•]\s?[0-9]{1,4}\s?[·•]|[·•]\s?[0-9]{1,4}\s?[·•]\s*$")
"""「· 36 ·  某某通讯  总第287期」: a head with the journal's own count of issues"""
_SECTION_BESIDE = re.compile(
    r"(?:教学|教育|教研|课堂|课程|班级|德育|育人|管理|读书|生活|成长)"
    r"(?:随想|随感|叙事|手记|漫谈|杂谈|感悟|心得|随笔|案例|反思)(?:[与和及](?:案例|反思|叙事|随笔|感悟|思考))?"
)
_LETTERS = re.compile(r"[㐀-鿿A-Za-z]")
_CLOSE, _FAR = 3.0, 4.0
"""Signs between a journal's name and its issue; how many times farther off a section stands."""
_DAY = re.compile(
    r"(?:19|20)[0-9]{2}\s?年\s?[0-9]{1,2}\s?月(?:\s?[0-9]{1,2}\s?日)?\s?(?:出版|出刊|刊出|发行)?"
)
_REST = 0.75
"""The trust of what begins within a name."""
_TAGGED = re.compile(r"[【〔]\s?[㐀-鿿·]{2,12}\s?[】〕]")
"""「【教育教学研究】」 is where an article stands in the journal."""
_IN_SIGNS = re.compile(r"\s*[【〔\[●■◆▲★·•].*[】〕\]●■◆▲★·•]\s*")
"""「【教学研究】」, 「●教学研究●」"""


def in_heads(leaf: Leaf) -> list[Candidate]:
    """Return every name that a head, a cover or the line over an issue may give a journal."""
    found = []
    told = Counter(tidy_journal(cell.line.text) for cell in leaf.cells)
    for page in sorted({cell.page for cell in leaf.cells}):
        cells = [cell for cell in leaf.cells if cell.page == page]
        has_contents = any(_CONTENTS.match(c.line.text) for c in cells)
        is_cover = len(cells) <= FEW and not has_contents
        wordy = [cell for cell in cells if len(_LETTERS.findall(cell.line.text)) > 1]
        largest = max((cell.box.height for cell in wordy), default=0.0)
        usual = median(cell.box.height for cell in cells)
        tells_issue = _tells_issue(cells)
        masthead = _masthead(wordy) if is_cover and tells_issue else None
        for cell in cells:
            is_large = is_cover and cell.box.height >= 0.8 * largest and cell.box.centre[1] < 0.6
            # a letter on an article has its author's name and the issue under each other
            lower = leaf.kind == "paper" and _is_of_head(cell, cells)
            over_english = stands_over_english_name(cell, cells, told=tells_issue)
            few = len(cells) <= _FEW_OF_SPREAD or _is_set_over(cell, usual)
            spelt = few and bool(pinyin_under(cell, cells))
            often = _stands_over_frequency(cell, cells)
            if not (is_running(cell) or is_large or lower or spelt or often or over_english):
                continue
            passage = join_cells((cell,))
            if passage.text.rstrip().endswith("。"):
                continue  # the end of a text at the foot of its page
            if MENU.fullmatch(passage.text.strip()) or _TAGGED.fullmatch(passage.text.strip()):
                continue
            total = is_running(cell) and _TOTAL.search(passage.text) is not None
            total = total and len(_pieces(passage)) == 1
            told_issue = any(True for _ in issue_mentions(passage)) or _beside_issue(cell, cells)
            told_issue = (told_issue or lower or total) and not _is_section(cell, cells)
            hints = (
                (1.0, told_issue),
                (0.6, is_large),
                (0.6, has_contents and told_issue),
                (0.5, cell is masthead),
                (0.5, cell is masthead and _stands_over_english(cell, cells)),
                (1.5, spelt or often or over_english),
                (0.5, total and _FOLIO.search(passage.text) is not None),
                (0.5, _stands_beside_section(cell, cells)),
            )
            weight = sum(points for points, is_there in hints if is_there)
            edition = _edition_under(cell, cells)
            for piece in _pieces(passage):
                twice = told[piece] > 1
                trust = _trust_of(
                    piece, weight + (0.8 if twice else 0.0), is_told=told_issue or twice
                )
                if trust > 0:
                    found.append(
                        as_journal(
                            passage,
                            piece + edition,
                            trust,
                            f"journal:{'cover' if is_large else 'head'}",
                        )
                    )
    return found


def _masthead(wordy: list[Cell]) -> Cell | None:
    """Return the Chinese line in by far the largest type, if it stands in a cover's upper part."""
    chinese = [cell for cell in wordy if len(HAN.findall(cell.line.text)) > 1]
    tallest = max(chinese, key=lambda cell: cell.box.height, default=None)
    if tallest is None or tallest.box.centre[1] > MASTHEAD:
        return None
    next_tallest = max((c.box.height for c in wordy if c is not tallest), default=0.0)
    return tallest if tallest.box.height >= _LARGE * next_tallest else None


def _tells_issue(cells: list[Cell]) -> bool:
    """Tell whether a page names an issue, or a number of the journal."""
    passages = [join_cells((cell,)) for cell in cells]
    return any(
        any(True for _ in issue_mentions(passage))
        or any(one.kind in (SerialKind.ISSN, SerialKind.CN) for one in find_serials(passage.text))
        for passage in passages
    )


def _stands_over_english(cell: Cell, cells: list[Cell]) -> bool:
    """Tell whether the next line below is in letters alone, as a journal's English name is."""
    return any(is_under(below, cell) and is_latin(below.line.text) for below in cells)


def _is_set_over(cell: Cell, usual: float) -> bool:
    """Tell whether a line stands in large type in the head, as a newspaper's name does."""
    return cell.box.centre[1] < UPPER_HEAD and cell.box.height >= _LARGE * usual


def _edition_under(cell: Cell, cells: list[Cell]) -> str:
    """Return 「(小学版)」 that fills the line under a name, without which it is another journal."""
    found = (EDITION.fullmatch(b.line.text.strip()) for b in cells if _is_next(b, cell))
    return next((f"({one[1]})" for one in found if one), "")


def _stands_beside_section(cell: Cell, cells: list[Cell]) -> bool:
    """Tell whether the first line has a name beside a part's, the issue told in the foot.

    「某某·教师札记 | 教学随想」
    """
    top = min(one.box.top for one in cells)
    if not is_running(cell) or cell.box.top - top > cell.box.height:
        return False
    parts = [one for one in _row_of(cell, cells) if _is_part(one)]
    feet = [one for one in cells if one.box.centre[1] > _LOWER and names_issue_alone(one)]
    return not _is_part(cell) and bool(parts) and bool(feet)


def _is_part(cell: Cell) -> bool:
    name = tidy_journal(cell.line.text)
    return bool(PART_NAME.fullmatch(name) or _SECTION_BESIDE.fullmatch(name))


def _stands_over_frequency(cell: Cell, cells: list[Cell]) -> bool:
    """Tell whether the line below says how often a journal appears: 「(双月刊)」."""
    told = [below for below in cells if is_under(below, cell)]
    if len(HAN.findall(cell.line.text)) >= _LEAST_SIGNS:
        row = _row_of(cell, cells)  # 「某某教育 | Some Education | 半年刊」
        others = (piece for one in row for piece in _pieces(join_cells((one,))))
        alone = all(APPEARS.fullmatch(piece) or not HAN.search(piece) for piece in others)
        told += row if alone else []
    return cell.box.centre[1] < MASTHEAD and any(
        APPEARS.fullmatch(one.line.text.strip()) for one in told
    )


def _is_next(below: Cell, cell: Cell) -> bool:
    """Tell whether a line is the next below another, wherever in its width it stands."""
    return -0.3 * cell.box.height < below.box.top - cell.box.bottom < cell.box.height


def _beside_issue(cell: Cell, cells: list[Cell]) -> bool:
    """Tell whether an issue stands in the row of a cell or right under it, and no other name.

    A name that stands between the two is the journal's, the farther one a section's.
    """
    row = _row_of(cell, cells)
    english = [
        other
        for other in cells
        if (is_under(other, cell) and (is_latin(other.line.text) or _tells_day_alone(other)))
        or (_is_next(other, cell) and EDITION.fullmatch(other.line.text.strip()))
    ]
    under = [
        other
        for other in cells
        if any(other.box.top > c.box.top and is_under(other, c) for c in (cell, *english))
    ]
    return any(
        all(
            # the name in letters alone is the journal's own once more
            _HOST.search(piece) or APPEARS.fullmatch(piece) or not HAN.search(piece)
            for piece in _pieces(join_cells((other,)))
        )
        and any(True for _ in issue_mentions(join_cells((other,))))
        and not any(
            (_is_between(cell, third, other) or _is_nearer(third, cell, other))
            and not _is_section(third, cells)
            for third in row
        )
        for other in (*row, *under)
    )


def _tells_day_alone(cell: Cell) -> bool:
    """Tell whether a line says when the issue came out and nothing else: 「2020年3月20日出版」."""
    return _DAY.fullmatch(cell.line.text.strip()) is not None


def _is_of_head(cell: Cell, cells: list[Cell]) -> bool:
    """Tell whether one of the first lines names the issue's journal, if a little lower than heads.

    The issue stands right under it, perhaps below its name in letters, or over it where the
    line has the journal's numbers, too.
    """
    lines_above = sum(other.box.bottom <= cell.box.top for other in cells)
    upper = cell.box.centre[1] < UPPER_HEAD and lines_above <= _FIRST_LINES
    if not upper or names_in(cell.line.text):
        return False
    over = [other for other in cells if is_under(cell, other)]
    english = [other for other in cells if is_under(other, cell) and is_latin(other.line.text)]
    under = [other for other in cells if any(is_under(other, c) for c in (cell, *english))]
    # 「CN 12-3456/G4 | ISSN 1234-5678 | 2017年第12期」 may be wider than the name over it
    numbered = [one for one in under if find_serials(one.line.text)]
    under += [beside for one in numbered for beside in _row_of(one, cells) if beside not in under]
    if any(one.kind in (SerialKind.ISSN, SerialKind.CN) for one in find_serials(cell.line.text)):
        return any(map(names_issue_alone, over)) or any(map(names_issue_alone, under))
    # 「第20卷第1期 | 某某学院学报 | 2022年3月」 under the article's number
    beside = any(map(names_issue_alone, _row_of(cell, cells))) and _beside_issue(cell, cells)
    return beside or any(map(names_issue_alone, under))


def names_issue_alone(cell: Cell) -> bool:
    """Tell whether a line names an issue and no journal."""
    passage = join_cells((cell,))
    named = any(not _HOST.search(piece) for piece in _pieces(passage))
    return not named and any(True for _ in issue_mentions(passage))


def _row_of(cell: Cell, cells: list[Cell]) -> list[Cell]:
    return [
        other
        for other in cells
        if other.key != cell.key
        and abs(other.box.centre[1] - cell.box.centre[1]) < 1.2 * cell.box.height
    ]


def _is_section(cell: Cell, cells: list[Cell]) -> bool:
    """Tell whether a cell names a part of the journal: 「教学实践」 beside another name."""
    if not PART_NAME.fullmatch(tidy_journal(cell.line.text)):
        return False
    if _IN_SIGNS.fullmatch(cell.line.text) or _is_under_contents(cell, cells):
        return True
    return any(
        _pieces(join_cells((other,))) and not PART_NAME.fullmatch(tidy_journal(other.line.text))
        for other in _row_of(cell, cells)
    )


def _is_under_contents(cell: Cell, cells: list[Cell]) -> bool:
    """Tell whether a cell stands in the column below 「目录」, where sections head articles."""
    return any(
        _CONTENTS.match(one.line.text)
        and cell.box.top >= one.box.centre[1]
        and cell.box.left >= one.box.left - one.em
        for one in cells
        if one.key != cell.key
    )


def _is_between(cell: Cell, third: Cell, other: Cell) -> bool:
    """Tell whether a name stands between two cells of a row."""
    first, last = sorted((cell.box, other.box), key=lambda box: box.left)
    between = first.centre[0] < third.box.left and third.box.right <= last.left
    # the name in letters alone is the journal's own once more
    named = HAN.search(third.line.text) and any(
        not APPEARS.fullmatch(piece) for piece in _pieces(join_cells((third,)))
    )
    return between and bool(named)


def _is_nearer(third: Cell, cell: Cell, other: Cell) -> bool:
    """Tell whether a name stands close on the other side of an issue.

    「某某语文 2016年第12期                阅读教学」: the section stands at the far end.
    """
    left, right = (third, cell) if third.box.left < cell.box.left else (cell, third)
    if not (left.box.right <= other.box.left and other.box.right <= right.box.left):
        return False
    to_left, to_right = other.box.left - left.box.right, right.box.left - other.box.right
    near, far = (to_left, to_right) if left is third else (to_right, to_left)
    pieces = _pieces(join_cells((third,)))
    named = any(
        HAN.search(piece) and not (NO_NAME.search(piece) or _HOST.search(piece)) for piece in pieces
    )
    return named and near < _CLOSE * third.em and far > _FAR * max(near, third.em)


def _pieces(passage: Passage) -> list[str]:
    text = passage.raw
    for pattern in ISSUES:
        text = pattern.sub("  ", text)
    text = _NOISE.sub("  ", text)
    if _SPREAD.fullmatch(text):
        text = re.sub(r"\s", "", text)
    parts = re.split(r"\s{2,}|\t|　|(?<=[㐀-鿿)）])\s+(?=[A-Z][a-z]+\s)|\s[/／]\s", text)
    parts = [re.sub(r"\s", "", part) if _SPREAD.fullmatch(part) else part for part in parts]
    return [piece for part in parts if (piece := tidy_journal(part))]


def _trust_of(piece: str, weight: float, *, is_told: bool) -> float:
    """Return how far words are trusted to be a journal's name, by themselves and their place."""
    if not HAN.search(piece):
        words = len(piece.split())
        # 「EDUCATION」 is what was left of a name
        english = _ENGLISH_JOURNAL.search(piece) is not None and 1 < words <= 9
        return (0.8 if is_told else 0.6) if english else 0.0
    if not 2 <= len(piece) <= 24 or re.search(r"[。!！?？:：;；]|^第|单位|刊号|主[管办编]", piece):
        return 0.0
    if any(one.search(piece) for one in (NO_NAME, OF_SENTENCE, _HALF)):
        return 0.0
    score = 1.0 if _JOURNAL_END.search(piece) else 0.5 if _JOURNAL_WORD.search(piece) else 0.0
    score += weight
    score -= 1.0 if _SECTION.search(piece) else 0.0
    if score < 1.0:
        return 0.0
    if _JOURNAL_WORD.fullmatch(piece):
        return 0.75  # 「探索」 is as easily the second line of a name
    return _RUNNING_TRUST if score >= 1.5 else 0.75


def tidy_journal(text: str) -> str:
    """Return a journal's name without marks, its pinyin, its editors and how often it appears."""
    marked = _IN_MARKS.match(text)
    plain = _PINYIN.sub("", normalise(marked["j"] if marked else text).text.rstrip())
    plain = _LISTED_IN.sub("", _ON_SCREEN.sub("", _ENGLISH_BEHIND.sub("", plain)))
    name = plain.strip(_EDGE)
    at = plain.find(name) + len(name)
    if name.count("(") > name.count(")") and plain[at : at + 1] == ")":
        name += ")"
    name = _CUT.sub("", name) if name.count("(") > name.count(")") else name
    return _FREQUENCY.sub("", _EDITORS.sub("", name)).rstrip("》〉”")


def as_journal(passage: Passage, text: str, trust: float, method: str) -> Candidate:
    """Return a name as a candidate, placed where it stands in its passage.

    「与评价」 is the second line of one.
    """
    trust = min(trust, _REST) if text.startswith(("与", "和", "及")) else trust
    start = max(passage.text.find(text), 0)
    return Candidate("journal", text, trust, passage, start, start + len(text), method)
