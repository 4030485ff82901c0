"""Find in which journal an article appeared: by label, in marks, as cited, or in its heads."""

from __future__ import annotations

import re
from collections import Counter

from extractor.fields.candidates import Candidate, Leaf, agreed
from extractor.fields.publications.issues import HOW_TO_CITE, cites_itself
from extractor.fields.publications.journal_heads import (
    MASTHEAD,
    MENU,
    NO_NAME,
    OF_SENTENCE,
    PART_NAME,
    UPPER_HEAD,
    as_journal,
    in_heads,
    tidy_journal,
)
from extractor.fields.publications.journal_sections import FIRST_IN, FIRST_PRINTED
from extractor.fields.publications.mastheads import name_over_article
from extractor.fields.publications.newspapers import name_of_newspaper
from extractor.fields.publications.spelt_names import HAN, is_under
from extractor.fields.publications.stacked_names import stacked_name, without_halves
from extractor.fields.publications.upright_names import upright_name
from extractor.fields.quotes import quoted_in
from extractor.passages import Cell, Passage, join_cells

_SURE, _PLAIN, _UPPER_HALF = 0.9, 0.75, 0.5
_LABEL_TRUST, _NAMED_TRUST = 0.96, 0.94
_CITED = re.compile(
    r"\s?[,，.．]?\s?(?:(?:19|20)[0-9]{2}\s?(?:年|[,，(（;；])|第\s?[0-9]{1,3}\s?[卷期])|"
    r"\s?[/／>›»|｜,，]\s?第?\s?[0-9]{1,3}\s?[卷期]|"
    # 「某某学生工作 ，Some Student Affairs ， 编辑部邮箱」 of a database
    r"(?<=[㐀-鿿])\s?[,，]\s?(?=[A-Z][a-z]+[ ,，]|编辑部邮箱)|"
    r"\s+(?:ISSN|CN)\s?[0-9]{2}"
)
"""Behind a journal's name in one line with the place of the article: year, volume, issue."""
_ENGLISH_HEAD = re.compile(
    r"\s*(?:[A-Z][A-Za-z'’-]+\set\sal\b\.?,?\s+)?(?P<j>[A-Z][A-Za-z&:'’ -]{5,90}?)\s?[,，.]?\s+"
    r"(?:[(（](?:19|20)[0-9]{2}[)）]\s?[0-9]{1,3}\s?[:：]|(?:19|20)[0-9]{2}\s?[,;]\s?[0-9]{1,3}\s?[(（]|\(?(?:19|20)[0-9]{2}\)?\s?[,;]?\s?Vol|Vol(?:ume)?\.?\s?[0-9])"
)
"""「Acta Scientiae, 2020, 32(11): 1984」, 「Acta (2020) 6:3, 41-52」, 「Chinese Review, Vol. 6」

The authors in short may stand before it: 「Wang et al. Acta Scientiae (2020) 7:58」.
"""
_MONTH_BEHIND = re.compile(
    r"[\s,]+(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?$"
)
_IN_ONE_LINE = re.compile(
    r"(?:[·•\s]*[0-9]{1,4}[·•\s]*(?=[㐀-鿿《]))?\s*《?(?P<j>[㐀-鿿()（）·]{3,24}?)》?\s*[,，]?\s*(?:19|20)[0-9]{2}(?:\s?[,，]\s?(?:Vol\.?\s?)?[0-9]{1,3}\s?[(（](?:No\.?\s?)?[0-9]{1,2}[)）]|\s?[(（]\s?[0-9]{1,2}\s?[)）]\s?[:：]\s?[0-9]|\s?年\s?[,，]?\s?(?:[0-9]{1,2}\s?月\s?)?"
    r"(?:第\s?[0-9]{1,3}\s?卷\s?[,，]?\s?)?(?:第\s?[0-9]{1,2}\s?期))(?![^A-Z]{20})"
)
"""「某某研究 2016年11月第14卷第22期」, 「某某研究,2023,12(5)」 or 「某某研究 2019(16):52」."""
_VOLUME_BEHIND = re.compile(
    r"\s*《?(?P<j>[㐀-鿿()（）·]{3,24}?)》?\s*第\s?[0-9]{1,3}\s?卷\s*[,，]?\s*第\s?[0-9]{1,2}\s?期(?![^A-Z]{20})"
)
"""「某某研究  第29卷  第1期  2022年2月」 below the journal's name in letters"""
_OF_RECORD = re.compile(
    r"\s*(?P<j>[㐀-鿿()（）·]{3,24}?)\s*[.．]\s*(?:19|20)[0-9]{2}\s?(?:[,，]\s?(?:[0-9]{1,3}\s?)?)?[(（]\s?[0-9]{1,2}\s?[)）](?![^A-Z]{20})"
)
"""「某某研究 . 2022 ,38 (11)」, 「某某研究 . 2022 (05)」 on a database's page"""
_WAY_TO_PAGE = re.compile(
    r"(?:期刊|刊物|杂志)(?:大全|导航|列表)?\s?[>›»/／]\s?(?:[㐀-鿿、]{2,10}\s?[>›»/／]\s?)?《?(?P<j>[㐀-鿿()（）·]{3,24}?)》?\s?[>›»/／]\s?"
    r"(?:第?\s?[0-9]{1,3}\s?[卷期]|(?:19|20)[0-9]{2}\s?(?:年|[,，(（/]))"
)
"""「首页 > 期刊 > 某某研究 > 2019年05期」: the way to a page names the journal over its issue.

Its subject may stand over the journal: 「期刊 > 教育科学 > 某某研究 > 2019年05期」.
"""
_WAY = re.compile(r"[>›»]")
_NEWSPAPER = re.compile(
    r"\s*《?(?P<j>[㐀-鿿]{2,14}报)》?\s*[,，]?\s*(?:19|20)[0-9]{2}\s?年\s?[0-9]{1,2}\s?月\s?[0-9]{1,2}\s?日"
)
"""「某某教育报 2021年10月20日 星期三 第3版」 at the head of a page"""
_CITATION = re.compile(r"\[J(?:/OL)?\]\s*[.．:：]\s*(?P<j>[^,，.．。]{2,110})(?=[,，.．。]|$)")
_PROCEEDINGS = re.compile(
    r".{4,50}(?:会议|年会|研讨会|论坛|大会)[^,，。]{0,10}论文集(?:\s*[(（][上中下一二三四]册?[)）])?|"
    r"[^,，。:：]{6,50}(?:优秀|获奖|教研|科研|学术|教学|教育)论文(?:选|汇)?[集编]|"
    r"Proceedings of .{10,90}|"
    r"(?:(?:19|20)[0-9]{2}\s)?(?:The\s)?[0-9]{1,2}(?:st|nd|rd|th)\s(?:[A-Z][A-Za-z-]+\s){0,3}"
    r"(?:Conference|Symposium|Congress|Workshop)\son\s.{8,100}"
)
"""「2022 4th International Conference on Sensing (ICS)」 heads the papers read there."""
_ENGLISH_VOLUME = re.compile(
    r"\s*(?:Proceedings of |(?:(?:19|20)[0-9]{2}\s)?(?:The\s)?[0-9]{1,2}(?:st|nd|rd|th)\s"
    r"(?:[A-Z][A-Za-z-]+\s){0,3}(?:Conference|Symposium|Congress|Workshop)\son\s)"
)
_LAST_LINE = re.compile(r"[A-Za-z ]{3,50}\([A-Z][A-Za-z&']{2,12}(?:\s?(?:19|20)?[0-9]{2})?\)")
"""「Grid Sensing (ICSGS 2021)」"""
_NEXT_ROW, _MASTHEAD_TRUST = 2.0, 0.86
_HEADING = re.compile(
    r"(?:被引|下载|引用|浏览|点击)(?:量|频?次|次数|数)?|发表时间|年[,，/]?期|题名|作者|操作|序号"
)
"""「题名 | 作者 | 来源 | 被引」: a column's heading stands beside the label, no journal."""
_OF_MENU = (
    r"(?:首页|主页|期刊|学术期刊|学位论?文?|硕博论文|[硕博]士论文|会议论?文?|会议|报纸|年鉴|专利|标准|图书|外文|法规|科技成果|成果|论文|"
    r"文库|学者|机构|专题|导航|检索|高级检索|工具书|统计数据|资讯|我的图书馆|登录|注册)"
)
_WORDS_OF_MENU = re.compile(rf"{_OF_MENU}(?:[\s|｜、·/／]*{_OF_MENU})*")
"""「期刊 | 学位论文 会议 报纸」: what a database holds is no journal."""
_RULES = re.compile(r"(?:办法|规定|通知|须知|协议|细则|条例|指南|目录|授权书)$")
"""What a letter refers to in marks, and no journal is called."""


def find_journal(leaf: Leaf, *, title: str = "") -> list[Candidate]:
    """Return at most one `journal`: by label, by its marks, in running heads or on the cover.

    What the article is called is no journal's name, wherever it stands.
    """
    labelled = leaf.labels("journal")
    # a page on a screen has a box to look for journals above the record of one
    in_marks = tuple(one for one in labelled if one.value.raw.lstrip().startswith("《"))
    found = [
        as_journal(one.value, text, _LABEL_TRUST, f"label:{one.label}")
        for one in in_marks or labelled
        if (one.inline or not one.label.isascii())
        # 「期刊 | 学位 | 会议」 is the menu of a page on a screen
        and "|" not in one.value.raw
        and not MENU.fullmatch(one.value.cells[0].line.text.strip())
        and 2 <= len(text := tidy_journal(_CITED.split(_chinese_lines(one.value))[0])) <= 60
        and not _HEADING.fullmatch(text)
        and not _WORDS_OF_MENU.fullmatch(text)
    ]
    found.extend(_from_marks(leaf))
    found.extend(_from_own_citation(leaf, title))
    found.extend(_first_printed(leaf))
    found.extend(_proceedings(leaf))
    found.extend(_with_place(leaf))
    found.extend(stacked := stacked_name(leaf))
    found.extend(name_of_newspaper(leaf))
    found.extend(_over_article(leaf))
    found.extend(upright_name(leaf))
    found.extend(in_heads(leaf))
    found = without_halves(found, stacked)
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
    weighed = [c for c in weighed if str(c.value) != title and not _WAY.search(str(c.value))]
    chosen = agreed(weighed)
    if chosen and leaf.language == "zh" and not HAN.search(str(chosen.value)):
        # a Chinese journal's name stands in letters beside its own
        own = agreed([c for c in weighed if HAN.search(str(c.value))])
        beside = own is not None and own.trust >= _PLAIN and _is_in_head_of(own, chosen)
        chosen = own if own and (own.trust >= _SURE or beside) else chosen
    return [chosen] if chosen else []


def _chinese_lines(value: Passage) -> str:
    """Return a label's value without the lines in letters below its Chinese ones.

    「Journal | Some Monthly」 may stand in a row of its own under 「刊名 | 某某月刊」.
    """
    first, *rest = value.cells
    latin = next((at for at, c in enumerate(rest, 1) if not HAN.search(c.line.text)), 0)
    if not latin or not HAN.search(first.line.text):
        return value.text
    at = value.raw.find(value.cells[latin].line.text.strip())
    return value.raw[:at].strip() if at > 0 else value.text


def _is_in_head_of(own: Candidate, other: Candidate) -> bool:
    """Tell whether a name stands in the row of another one, or right above or below it."""
    here, there = own.passage.cells[0], other.passage.cells[0]
    apart = abs(here.box.centre[1] - there.box.centre[1])
    if here.page == there.page and max(b.box.centre[1] for b in (here, there)) < UPPER_HEAD:
        return True  # both stand in the head, its lines broken
    return here.page == there.page and apart <= _NEXT_ROW * max(here.box.height, there.box.height)


def _from_own_citation(leaf: Leaf, title: str) -> list[Candidate]:
    """Return the journal of 「引用格式:张三.题目[J].某某学报,2023,58(2):301-310.」."""
    return [
        Candidate(
            "journal", tidy_journal(cited["j"]), 0.93, passage, *cited.span("j"), "journal:cited"
        )
        for above, passage in zip((None, *leaf.passages), leaf.passages, strict=False)
        if cites_itself(passage.text, title) or (above and _breaks_off(above.text))
        for cited in _CITATION.finditer(passage.text)
    ][:1]


def _breaks_off(text: str) -> bool:
    """Tell whether a page's reference to itself goes on in the next passage: its sort is there."""
    return HOW_TO_CITE.match(text) is not None and "[" not in text[1:]


def _over_article(leaf: Leaf) -> list[Candidate]:
    """Return the name that is set large over its issue, with an article below."""
    return [
        as_journal(join_cells((cell,)), name, _MASTHEAD_TRUST, "journal:masthead")
        for page in sorted({cell.page for cell in leaf.cells})
        if (cell := name_over_article([c for c in leaf.cells if c.page == page]))
        and not NO_NAME.search(name := tidy_journal(cell.line.text))
    ][:1]


def _first_printed(leaf: Leaf) -> list[Candidate]:
    """Return the journal under 「原载」 on the cover of a reprint."""
    return [
        as_journal(
            join_cells((below,)),
            tidy_journal(below.line.text),
            _NAMED_TRUST,
            "journal:first-printed",
        )
        for cell in leaf.cells
        if FIRST_PRINTED.fullmatch(cell.line.text)
        for below in leaf.cells
        if below.page == cell.page and is_under(below, cell)
    ][:1]


def _with_place(leaf: Leaf) -> list[Candidate]:
    """Return the journal whose name begins a line that goes on with year, volume and issue."""
    found = []
    for cell in leaf.cells:
        passage = join_cells((cell,))
        upper = cell.box.centre[1] < UPPER_HEAD
        latin = _ENGLISH_HEAD.match(passage.text) if upper else None
        # 「EDUCATION  Vol. 29」 is the end of a name
        whole = latin is not None and not (latin["j"].isupper() and " " not in latin["j"].strip())
        if latin and whole and not NO_NAME.search(latin["j"]):
            name = _MONTH_BEHIND.sub("", latin["j"].strip())
            found.append(as_journal(passage, name, 0.92, "journal:head"))
        chinese = _IN_ONE_LINE.match(passage.text) or _NEWSPAPER.match(passage.text)
        chinese = chinese or _WAY_TO_PAGE.search(passage.text)
        if cell.box.centre[1] < _UPPER_HALF:
            chinese = chinese or _OF_RECORD.match(passage.text)
        # 「旬刊·2024年第13期」: without the point it is no name
        name = tidy_journal(chinese["j"]) if chinese else ""
        no_name = not name or any(one.search(name) for one in (NO_NAME, OF_SENTENCE))
        if not (no_name or PART_NAME.fullmatch(name)):
            found.append(as_journal(passage, name, 0.92, "journal:head"))
        volume = _VOLUME_BEHIND.match(passage.text) if upper else None
        if volume and not any(one.search(volume["j"]) for one in (NO_NAME, OF_SENTENCE, PART_NAME)):
            found.append(as_journal(passage, tidy_journal(volume["j"]), 0.88, "journal:head"))
    return found


def _proceedings(leaf: Leaf) -> list[Candidate]:
    """Return the volume of a meeting's papers whose name stands alone at the head of the page."""
    found = []
    for cell in leaf.cells:
        passage = join_cells((cell, *_rest_of_name(cell, leaf)))
        text = passage.text.strip()
        if cell.box.centre[1] < MASTHEAD and _PROCEEDINGS.fullmatch(text):
            found.append(as_journal(passage, text, 0.86, "journal:proceedings"))
    return found[:1]


def _rest_of_name(cell: Cell, leaf: Leaf) -> tuple[Cell, ...]:
    """Return the next line of an English name in the same type that ends in brackets below."""
    if not _ENGLISH_VOLUME.match(cell.line.text) or cell.line.text.strip().endswith(")"):
        return ()
    return tuple(
        below
        for below in leaf.cells
        if below.page == cell.page
        and is_under(below, cell)
        and 0.9 < below.box.height / cell.box.height < 1.1
        and _LAST_LINE.fullmatch(below.line.text.strip())
    )[:1]


_EDITION = re.compile(r"》\s?(?P<of>[(（][㐀-鿿]{2,8}版[)）])")
"""「《某某学院学报》(社会科学版)」"""
_TAUGHT = re.compile(r"[》\s]*(?:一课|一文|课程|课堂|教学|教材|学科|实训|阅读|中的)")
"""「在《机械制图》教学中的应用」: a subject or a text that is taught"""


_CONTAINED = re.compile(r"[》\s]*(?:中|里|一书|所[收载录]|的[序跋])")
"""「在《某某佚书》中收录了…」 is a book that the text speaks of"""
_ARTICLE = re.compile(r"(?:论文|文章|大作|来稿|稿件|题为)$")
"""「您的论文《…》(2021年3月2日收稿)」"""
_REPRINTED = 0.8
"""Of 「本文原载《某某教育》2001年第4期」, whose page may be another journal's, or a yearbook's."""


def _from_marks(leaf: Leaf) -> list[Candidate]:
    found = []
    for passage in leaf.passages:
        for one in quoted_in(passage.text):
            if one.mark != "《" or not 2 <= len(one.text) <= 30:
                continue
            after = passage.text[one.end + 1 : one.end + 9]
            before = passage.text[max(0, one.start - 7) : one.start - 1]
            reprinted = FIRST_IN.search(before) is not None
            named = re.match(
                r"\s*(?:编辑部|杂志社?|期刊|网络首发|(?:论文|文章)?\s?(?:抽印本|单行本)|编委会|编辑委员会|[(（]?\s?(?:20|19)\d\d|[二一][〇○零九][〇○零一二三四五六七八九]{2}\s?年\s?第|总?第\s?[0-9一二三四五六七八九十]{1,4}\s?[卷期辑]|国内统一|国际标准|ISSN|刊|稿件|录用|用稿|采用|投稿|创刊|[为系是]?(?:[半双]?月|旬|季)刊|[是系]?由[^。]{2,40}(?:主管|主办))",
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
            known = _RULES.search(one.text) or NO_NAME.search(one.text)
            if (_TAUGHT.match(after) or _CONTAINED.match(after)) and not named:
                continue
            if _ARTICLE.search(before):
                continue
            if (named or placed or taken or issued) and not known:
                edition = _EDITION.match(passage.text, one.end)
                end = edition.end() if edition else one.end
                name = one.text.strip() + (edition["of"] if edition else "")
                found.append(
                    Candidate(
                        "journal", name, _REPRINTED if reprinted else _NAMED_TRUST, passage,
                        one.start, end, "journal:marks",
                    )
                )  # fmt: skip
    return found
