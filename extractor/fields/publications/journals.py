"""Find in which journal an article appeared: by label, in marks, or by how its head is set."""

from __future__ import annotations

import re
from collections import Counter

from extractor.fields.candidates import Candidate, Leaf, agreed
from extractor.fields.people.teams import names_in
from extractor.fields.publications.issue_mentions import FEW, ISSUES, is_running, issue_mentions
from extractor.fields.publications.issues import cites_itself
from extractor.fields.publications.journal_sections import FIRST_PRINTED
from extractor.fields.publications.newspapers import name_of_newspaper
from extractor.fields.quotes import quoted_in
from extractor.language.normalise import normalise
from extractor.language.serials import SerialKind, find_serials
from extractor.passages import Cell, Passage, join_cells

_UPPER_HEAD = 0.2
_LARGE, _MASTHEAD = 1.6, 0.4
"""How much taller than all other lines a journal's name is on its cover, and how far down."""
_SURE = 0.9
_LABEL_TRUST, _RUNNING_TRUST, _NAMED_TRUST = 0.96, 0.93, 0.94
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
_EDGE = ' \u3000~～,，.。:：·•|｜/—–-_*()（）[]【】《》〈〉"“”'
_JOURNAL_END = re.compile(
    r"(?:学报(?:[(（][^()（）]{2,12}[)）])?|月刊|学刊|杂志|导刊|评论|论坛|期刊|通报|周刊|论丛|文摘|集刊|通讯)$"
)
_JOURNAL_WORD = re.compile(
    r"教育|教学|研究|课程|学校|科学|管理|探索|实践|理论|参考|世界|时代|学习|教师|技术|科技|文化|新|中国|大学|学院|语文|数学|与"
)
_ENGLISH_JOURNAL = re.compile(
    r"\b(?:Acta|Archives|Frontiers|Progress|Journal|Review|Annals|Bulletin|Transactions|Proceedings|Letters|Advances|Studies|Research|Science|Education|Quarterly)\b"
)
_CONTENTS = re.compile(r"^\s*(?:目\s*[录次]|contents\b)", re.IGNORECASE)
_SECTION = re.compile(r"^[·•◆●■]|[·•◆●■]$|研究生|专栏|栏目|专题|论文$")
_NO_NAME = re.compile(
    r"(?:通知[书单]?|证明|报告|回执|公函|录用函|用稿函|接收函|采用函)$|数据库|中国学术期刊|知网|电子杂志|来源期?刊|(?:核心|优秀|一级|双效)期刊|收录|^(?:本期|总)?[目要]\s?[录次目]|^总目$|(?:室|中心|局|院|部|社|会|校|学|组)\s?[主合]?编(?:印|辑)?$|[主合]?编印$|^[增专特]刊号?$|^(?:每[月季旬周]|.?出版|.?发行|公开发行|出刊|[半双]?月刊|[半双]?周刊|创刊|[上中下]?旬刊|[上下]半月刊?|季刊|[半双]?年刊)$"
)
"""What a journal says of itself, beside or instead of its name."""
_SECTION_NAME = re.compile(
    r"(?:教学|教育|课程|课堂|教研|教改|德育|学校|班级|园本|校本|教师|学科|理论|管理|名师|研修|实践)"
    r"(?:实践|研究|管理|论坛|探索|探讨|前沿|天地|纵横|广角|园地|发展|设计|随笔|案例|评价|教学|教研|经验|成长)"
)
"""What the head calls a part of the journal, where the journal's name stands beside it."""
_OF_SENTENCE = re.compile(r"[,，]|(?:刊发|发表|刊登|刊载|安排|编入|排入|载)[于在]$")
"""A line of a letter that happens to name the issue."""
_FREQUENCY = re.compile(
    r"[(（](?:(?:[半双]?月|旬|[双]?周|季|年)刊|内部(?:资料|刊物|交流)[^()（）]{0,12})[)）]$"
)
"""「某某教研(双月刊)」, 「某某教研(内部资料 免费交流)」"""
_CITED = re.compile(
    r"\s?[,，.．]?\s?(?:(?:19|20)[0-9]{2}\s?(?:年|[,，(（;；])|第\s?[0-9]{1,3}\s?[卷期])"
)
"""Behind a journal's name in one line with the place of the article: year, volume, issue."""
_EDITORS = re.compile(r"(?<=..)(?:杂志社|编辑部|编委会)$")
"""Who makes a journal is called by its name."""
_IN_MARKS = re.compile(r"\s*《(?P<j>[^《》]{2,40})》\s?(?:双?月刊|季刊|半月刊|旬刊|周刊|杂志)")
"""「《某某中医药》 双月刊」"""
_ENGLISH_HEAD = re.compile(
    r"\s*(?P<j>[A-Z][A-Za-z&:'’ -]{5,90}?)\s?[,，.]?\s+"
    r"(?:[(（](?:19|20)[0-9]{2}[)）]\s?[0-9]{1,3}\s?[:：]|(?:19|20)[0-9]{2}\s?[,;]\s?[0-9]{1,3}\s?[(（]|\(?(?:19|20)[0-9]{2}\)?\s?[,;]?\s?Vol|Vol(?:ume)?\.?\s?[0-9])"
)
"""「Acta Scientiae, 2020, 32(11): 1984」, 「Acta (2020) 6:3, 41-52」, 「Chinese Review, Vol. 6」"""
_MONTH_BEHIND = re.compile(
    r"[\s,]+(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?$"
)
_IN_ONE_LINE = re.compile(
    r"(?:[·•\s]*[0-9]{1,4}[·•\s]*(?=[㐀-鿿《]))?\s*《?(?P<j>[㐀-鿿()（）·]{3,24}?)》?\s*[,，]?\s*(?:19|20)[0-9]{2}(?:\s?[,，]\s?[0-9]{1,3}\s?[(（][0-9]{1,2}[)）]|\s?年\s?(?:[0-9]{1,2}\s?月\s?)?"
    r"(?:第\s?[0-9]{1,3}\s?卷\s?[,，]?\s?)?(?:第\s?[0-9]{1,2}\s?期))(?![^A-Z]{20})"
)
"""「某某研究 2016年11月第14卷第22期」 or 「某某研究,2023,12(5)」 in a head or foot."""
_NEWSPAPER = re.compile(
    r"\s*《?(?P<j>[㐀-鿿]{2,14}报)》?\s*[,，]?\s*(?:19|20)[0-9]{2}\s?年\s?[0-9]{1,2}\s?月\s?[0-9]{1,2}\s?日"
)
"""「某某教育报 2021年10月20日 星期三 第3版」 at the head of a page"""
_CITATION = re.compile(r"\[J(?:/OL)?\]\s*[.．:：]\s*(?P<j>[^,，.．。]{2,110})(?=[,，.．。]|$)")
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
_PROCEEDINGS = re.compile(
    r".{4,50}(?:会议|年会|研讨会|论坛|大会)[^,，。]{0,10}论文集(?:\s*[(（][上中下一二三四]册?[)）])?|"
    r"[^,，。:：]{6,50}(?:优秀|获奖|教研|科研|学术|教学|教育)论文(?:选|汇)?[集编]|"
    r"Proceedings of .{10,90}"
)
_ENGLISH_VOLUME = re.compile(r"\s*Proceedings of ")
_LAST_LINE = re.compile(r"[A-Za-z ]{3,50}\([A-Z][A-Za-z&']{2,12}\s?(?:19|20)?[0-9]{2}\)")
"""「Grid Sensing (ICSGS 2021)」"""
_RULES = re.compile(r"(?:办法|规定|通知|须知|协议|细则|条例|指南|目录|授权书)$")
"""What a letter refers to in marks, and no journal is called."""
_APPEARS = re.compile(
    r"[(（]?\s?(?:[双半]?月刊|季刊|[上中下]?旬刊|[双半]?周刊|[双半]?年刊)\s?[)）]?"
)
_FEW_OF_SPREAD = 60
"""Lines at most of a page that may be a cover beside its contents."""
_LEAST_SPELT, _MOST_SPELT = 3, 12
_SYLLABLE = re.compile(r"[bcdfghjklmnpqrstwxyz]*[aeiouüv]+(?:ng?(?![aeiouüv])|r(?![aeiouüv]))?")
"""A syllable of pinyin: its vowels with what stands before them, 「ng」 or 「n」 behind."""
_HAN = re.compile(r"[㐀-鿿]")
_LETTERS = re.compile(r"[㐀-鿿A-Za-z]")


def find_journal(leaf: Leaf, *, title: str = "") -> list[Candidate]:
    """Return at most one `journal`: by label, by its marks, in running heads or on the cover.

    What the article is called is no journal's name, wherever it stands.
    """
    labelled = leaf.labels("journal")
    # a page on a screen has a box to look for journals above the record of one
    in_marks = tuple(one for one in labelled if one.value.raw.lstrip().startswith("《"))
    found = [
        _named(one.value, text, _LABEL_TRUST, f"label:{one.label}")
        for one in in_marks or labelled
        if (one.inline or not one.label.isascii())
        # 「期刊 | 学位 | 会议」 is the menu of a page on a screen
        and "|" not in one.value.raw
        and 2 <= len(text := _tidy(_CITED.split(one.value.text)[0])) <= 60
    ]
    found.extend(_from_marks(leaf))
    found.extend(_from_own_citation(leaf, title))
    found.extend(_first_printed(leaf))
    found.extend(_proceedings(leaf))
    found.extend(_with_place(leaf))
    found.extend(name_of_newspaper(leaf))
    found.extend(_from_heads(leaf))
    # what stands in heads, on the cover and in the imprint is one name: each place confirms it
    counted = Counter(str(c.value) for c in found)
    weighed = [
        Candidate(
            c.name, c.value, min(0.98, c.trust + 0.02 * (counted[str(c.value)] - 1)), c.passage,
            c.start, c.end, c.method,
        )
        for c in found
    ]  # fmt: skip
    # 「首页>期刊>教育」 is the way to a page
    chosen = agreed([c for c in weighed if str(c.value) != title and ">" not in str(c.value)])
    if chosen and leaf.language == "zh" and not _HAN.search(str(chosen.value)):
        # a Chinese journal's name stands in letters beside its own
        own = agreed([c for c in weighed if _HAN.search(str(c.value))])
        chosen = own if own and own.trust >= _SURE else chosen
    return [chosen] if chosen else []


def _from_own_citation(leaf: Leaf, title: str) -> list[Candidate]:
    """Return the journal of 「引用格式:张三.题目[J].某某学报,2023,58(2):301-310.」."""
    return [
        Candidate("journal", _tidy(cited["j"]), 0.93, passage, *cited.span("j"), "journal:cited")
        for passage in leaf.passages
        if cites_itself(passage.text, title)
        for cited in _CITATION.finditer(passage.text)
    ][:1]


def _first_printed(leaf: Leaf) -> list[Candidate]:
    """Return the journal under 「原载」 on the cover of a reprint."""
    return [
        _named(join_cells((below,)), _tidy(below.line.text), _NAMED_TRUST, "journal:first-printed")
        for cell in leaf.cells
        if FIRST_PRINTED.fullmatch(cell.line.text)
        for below in leaf.cells
        if below.page == cell.page and _is_under(below, cell)
    ][:1]


def _with_place(leaf: Leaf) -> list[Candidate]:
    """Return the journal whose name begins a line that goes on with year, volume and issue."""
    found = []
    for cell in leaf.cells:
        passage = join_cells((cell,))
        upper = cell.box.centre[1] < _UPPER_HEAD
        latin = _ENGLISH_HEAD.match(passage.text) if upper else None
        if latin and not _NO_NAME.search(latin["j"]):
            name = _MONTH_BEHIND.sub("", latin["j"].strip())
            found.append(_named(passage, name, 0.92, "journal:head"))
        chinese = _IN_ONE_LINE.match(passage.text) or _NEWSPAPER.match(passage.text)
        if chinese and not (_NO_NAME.search(chinese["j"]) or _SECTION_NAME.fullmatch(chinese["j"])):
            found.append(_named(passage, _tidy(chinese["j"]), 0.92, "journal:head"))
    return found


def _proceedings(leaf: Leaf) -> list[Candidate]:
    """Return the volume of a meeting's papers whose name stands alone at the head of the page."""
    found = []
    for cell in leaf.cells:
        passage = join_cells((cell, *_rest_of_name(cell, leaf)))
        text = passage.text.strip()
        if cell.box.centre[1] < _MASTHEAD and _PROCEEDINGS.fullmatch(text):
            found.append(_named(passage, text, 0.86, "journal:proceedings"))
    return found[:1]


def _rest_of_name(cell: Cell, leaf: Leaf) -> tuple[Cell, ...]:
    """Return the next line of an English name in the same type that ends in brackets below."""
    if not _ENGLISH_VOLUME.match(cell.line.text) or cell.line.text.strip().endswith(")"):
        return ()
    return tuple(
        below
        for below in leaf.cells
        if below.page == cell.page
        and _is_under(below, cell)
        and 0.9 < below.box.height / cell.box.height < 1.1
        and _LAST_LINE.fullmatch(below.line.text.strip())
    )[:1]


_EDITION = re.compile(r"》\s?(?P<of>[(（][㐀-鿿]{2,8}版[)）])")
"""「《某某学院学报》(社会科学版)」"""
_TAUGHT = re.compile(r"[》\s]*(?:一课|一文|课程|课堂|教学|教材|学科|实训|阅读|中的)")
"""「在《机械制图》教学中的应用」: a subject or a text that is taught"""


_ARTICLE = re.compile(r"(?:论文|文章|大作|来稿|稿件|题为)$")
"""「您的论文《…》(2021年3月2日收稿)」"""


def _from_marks(leaf: Leaf) -> list[Candidate]:
    found = []
    for passage in leaf.passages:
        for one in quoted_in(passage.text):
            if one.mark != "《" or not 2 <= len(one.text) <= 30:
                continue
            after = passage.text[one.end + 1 : one.end + 9]
            before = passage.text[max(0, one.start - 7) : one.start - 1]
            named = re.match(
                r"\s*(?:编辑部|杂志社?|期刊|网络首发|编委会|编辑委员会|[(（]?\s?(?:20|19)\d\d|总?第\s?[0-9一二三四五六七八九十]{1,4}\s?[卷期辑]|国内统一|国际标准|ISSN|刊|稿件|录用|用稿|采用|投稿|创刊|[为系是]?(?:[半双]?月|旬|季)刊|[是系]?由[^。]{2,40}(?:主管|主办))",
                after,
            )
            placed = re.search(
                r"(?:刊于|发表于|发表在|刊发于|刊登于|载于|刊载于|刊登在|在|于|本刊|[校院会内馆]刊|期刊|杂志|收录于|编入|收入|辑入)$",
                before,
            )
            taken = re.search(r"(?:被|由|承|经)$", before) and re.match(
                r"\s*(?:[(（][^()（）]{4,60}[)）])?\s*(?:编委会|编辑部)?(?:正式|审定|审核|决定|同意|拟|予以)*(?:录用|采用|刊用|采纳|收录|接收|接受|收用)",
                passage.text[one.end + 1 :],
            )
            issued = re.match(
                r"[》\s]*(?:[(（][^()（）]{2,8}[)）])?\s*第?\s?[0-9]{1,3}\s?[卷期]",
                passage.text[one.end + 1 :],
            )
            known = _RULES.search(one.text) or _NO_NAME.search(one.text)
            if _TAUGHT.match(after) and not named:
                continue
            if _ARTICLE.search(before):
                continue
            if (named or placed or taken or issued) and not known:
                edition = _EDITION.match(passage.text, one.end)
                end = edition.end() if edition else one.end
                name = one.text.strip() + (edition["of"] if edition else "")
                found.append(
                    Candidate("journal", name, _NAMED_TRUST, passage, one.start, end, "journal:marks")  # noqa: E501
                )  # fmt: skip
    return found


def _from_heads(leaf: Leaf) -> list[Candidate]:
    found = []
    told = Counter(_tidy(cell.line.text) for cell in leaf.cells)
    for page in sorted({cell.page for cell in leaf.cells}):
        cells = [cell for cell in leaf.cells if cell.page == page]
        has_contents = any(_CONTENTS.match(c.line.text) for c in cells)
        is_cover = len(cells) <= FEW and not has_contents
        wordy = [cell for cell in cells if len(_LETTERS.findall(cell.line.text)) > 1]
        largest = max((cell.box.height for cell in wordy), default=0.0)
        masthead = _masthead(wordy) if is_cover and _tells_issue(cells) else None
        for cell in cells:
            is_large = is_cover and cell.box.height >= 0.8 * largest and cell.box.centre[1] < 0.6
            # a letter on an article has its author's name and the issue under each other
            lower = leaf.kind == "paper" and _is_of_head(cell, cells)
            spelt = len(cells) <= _FEW_OF_SPREAD and _stands_over_pinyin(cell, cells)
            often = _stands_over_frequency(cell, cells)
            if not (is_running(cell) or is_large or lower or spelt or often):
                continue
            passage = join_cells((cell,))
            told_issue = any(True for _ in issue_mentions(passage)) or _beside_issue(cell, cells)
            told_issue = (told_issue or lower) and not _is_section(cell, cells)
            hints = (
                (1.0, told_issue),
                (0.6, is_large),
                (0.6, has_contents and told_issue),
                (0.5, cell is masthead),
                (0.5, cell is masthead and _stands_over_english(cell, cells)),
                (1.5, spelt or often),
            )
            weight = sum(points for points, is_there in hints if is_there)
            for piece in _pieces(passage):
                twice = told[piece] > 1
                trust = _trust_of(
                    piece, weight + (0.8 if twice else 0.0), is_told=told_issue or twice
                )
                if trust > 0:
                    found.append(
                        _named(passage, piece, trust, f"journal:{'cover' if is_large else 'head'}")
                    )
    return found


def _masthead(wordy: list[Cell]) -> Cell | None:
    """Return the Chinese line in by far the largest type, if it stands in a cover's upper part."""
    chinese = [cell for cell in wordy if len(_HAN.findall(cell.line.text)) > 1]
    tallest = max(chinese, key=lambda cell: cell.box.height, default=None)
    if tallest is None or tallest.box.centre[1] > _MASTHEAD:
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
    return any(_is_under(below, cell) and _is_latin(below.line.text) for below in cells)


def _stands_over_pinyin(cell: Cell, cells: list[Cell]) -> bool:
    """Tell whether the line below spells a name in pinyin, as mastheads do: as many syllables."""
    name = _HAN.findall(cell.line.text)
    if not _LEAST_SPELT <= len(name) <= _MOST_SPELT or len(name) != len(cell.line.text.strip()):
        return False
    return any(
        _is_under(below, cell)
        and re.fullmatch(r"[A-Za-zÜü' ]+", below.line.text.strip())
        and len(_SYLLABLE.findall(below.line.text.lower())) == len(name)
        for below in cells
    )


def _stands_over_frequency(cell: Cell, cells: list[Cell]) -> bool:
    """Tell whether the line below says how often a journal appears: 「(双月刊)」."""
    return cell.box.centre[1] < _MASTHEAD and any(
        _is_under(below, cell) and _APPEARS.fullmatch(below.line.text.strip()) for below in cells
    )


def _is_latin(text: str) -> bool:
    """Tell whether a line is in letters alone, of more than one word."""
    return not _HAN.search(text) and len(re.findall(r"[A-Za-z]{3,}", text)) > 1


def _is_under(below: Cell, cell: Cell) -> bool:
    """Tell whether a line stands right under another one."""
    gap = below.box.top - cell.box.bottom
    beside = below.box.left > cell.box.right or below.box.right < cell.box.left
    return -0.3 * cell.box.height < gap < cell.box.height and not beside


def _beside_issue(cell: Cell, cells: list[Cell]) -> bool:
    """Tell whether an issue stands in the row of a cell or right under it, and no other name.

    A name that stands between the two is the journal's, the farther one a section's.
    """
    row = _row_of(cell, cells)
    english = [other for other in cells if _is_under(other, cell) and _is_latin(other.line.text)]
    under = [
        other
        for other in cells
        if any(other.box.top > c.box.top and _is_under(other, c) for c in (cell, *english))
    ]
    return any(
        all(
            _HOST.search(piece) or _APPEARS.fullmatch(piece)
            for piece in _pieces(join_cells((other,)))
        )
        and any(True for _ in issue_mentions(join_cells((other,))))
        and not any(
            _is_between(cell, third, other) and not _is_section(third, cells) for third in row
        )
        for other in (*row, *under)
    )


def _is_of_head(cell: Cell, cells: list[Cell]) -> bool:
    """Tell whether one of the first lines names the issue's journal, if a little lower than heads.

    The issue stands right under it, perhaps below its name in letters, or over it where the
    line has the journal's numbers, too.
    """
    lines_above = sum(other.box.bottom <= cell.box.top for other in cells)
    upper = cell.box.centre[1] < _UPPER_HEAD and lines_above <= _FIRST_LINES
    if not upper or names_in(cell.line.text):
        return False
    over = [other for other in cells if _is_under(cell, other)]
    english = [other for other in cells if _is_under(other, cell) and _is_latin(other.line.text)]
    under = [other for other in cells if any(_is_under(other, c) for c in (cell, *english))]
    if any(one.kind in (SerialKind.ISSN, SerialKind.CN) for one in find_serials(cell.line.text)):
        return any(map(_is_issue, over)) or any(map(_is_issue, under))
    return any(map(_is_issue, under))


def _is_issue(cell: Cell) -> bool:
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


_IN_SIGNS = re.compile(r"\s*[【〔\[●■◆▲★·•].*[】〕\]●■◆▲★·•]\s*")
"""「【教学研究】」, 「●教学研究●」"""


def _is_section(cell: Cell, cells: list[Cell]) -> bool:
    """Tell whether a cell names a part of the journal: 「教学实践」 beside another name."""
    if not _SECTION_NAME.fullmatch(_tidy(cell.line.text)):
        return False
    if _IN_SIGNS.fullmatch(cell.line.text):
        return True
    return any(
        _pieces(join_cells((other,))) and not _SECTION_NAME.fullmatch(_tidy(other.line.text))
        for other in _row_of(cell, cells)
    )


def _is_between(cell: Cell, third: Cell, other: Cell) -> bool:
    """Tell whether a name stands between two cells of a row."""
    first, last = sorted((cell.box, other.box), key=lambda box: box.left)
    between = first.right <= third.box.left and third.box.right <= last.left
    # the name in letters alone is the journal's own once more
    named = _HAN.search(third.line.text) and any(
        not _APPEARS.fullmatch(piece) for piece in _pieces(join_cells((third,)))
    )
    return between and bool(named)


def _pieces(passage: Passage) -> list[str]:
    text = passage.raw
    for pattern in ISSUES:
        text = pattern.sub("  ", text)
    text = _NOISE.sub("  ", text)
    if _SPREAD.fullmatch(text):
        text = re.sub(r"\s", "", text)
    parts = re.split(r"\s{2,}|\t|　|(?<=[㐀-鿿)）])\s+(?=[A-Z][a-z]+\s)", text)
    return [piece for part in parts if (piece := _tidy(part))]


def _trust_of(piece: str, weight: float, *, is_told: bool) -> float:
    """Return how far words are trusted to be a journal's name, by themselves and their place."""
    if not _HAN.search(piece):
        english = _ENGLISH_JOURNAL.search(piece) is not None and len(piece.split()) <= 9
        return (0.8 if is_told else 0.6) if english else 0.0
    if not 2 <= len(piece) <= 24 or re.search(r"[。!！?？:：;；]|^第|单位|刊号|主[管办编]", piece):
        return 0.0
    if any(one.search(piece) for one in (_NO_NAME, _OF_SENTENCE, _HALF)):
        return 0.0
    score = 1.0 if _JOURNAL_END.search(piece) else 0.5 if _JOURNAL_WORD.search(piece) else 0.0
    score += weight
    score -= 1.0 if _SECTION.search(piece) else 0.0
    if score < 1.0:
        return 0.0
    return _RUNNING_TRUST if score >= 1.5 else 0.75


def _tidy(text: str) -> str:
    marked = _IN_MARKS.match(text)
    plain = _PINYIN.sub("", normalise(marked["j"] if marked else text).text.rstrip())
    name = plain.strip(_EDGE)
    at = plain.find(name) + len(name)
    if name.count("(") > name.count(")") and plain[at : at + 1] == ")":
        name += ")"
    name = _CUT.sub("", name) if name.count("(") > name.count(")") else name
    return _FREQUENCY.sub("", _EDITORS.sub("", name)).rstrip("》〉”")


def _named(passage: Passage, text: str, trust: float, method: str) -> Candidate:
    start = max(passage.text.find(text), 0)
    return Candidate("journal", text, trust, passage, start, start + len(text), method)
