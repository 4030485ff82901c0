"""Read proofs about a book or a translation: letters of a publisher, sheets on who wrote how much.

They name the work in a sentence or a form, and tell of one person's share in it; a book's own
pages are read elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from extractor.fields.candidates import Candidate, Leaf, agreed, best, from_label
from extractor.fields.people.letter_authors import author_rank
from extractor.fields.people.teams import announced_names, names_in, team
from extractor.fields.publications.issues import find_issue
from extractor.fields.publications.journals import find_journal
from extractor.fields.publications.papers import characters_stated
from extractor.fields.quotes import quoted_in
from extractor.fields.serial_numbers import find_serial_numbers
from extractor.language.serials import SerialKind
from extractor.passages import Passage

_PROOF = re.compile(
    r"兹?证明|情况属实|字数属实|以上(?:情况|内容)[^。]{0,12}(?:属实|一致|真实)|[由经][我本]社|特此?[颁发]此?证|特[颁发]"
    r"|图书出版合同|(?:出版|约稿)(?:合同|协议)|甲方[(（]著作权人"
    r"|审核意见|出版社意见|本(?:证明|说明)|特此说明|署名(?:位次|排名)|填表日期|您(?:翻译|参加|承担)|惠译"
)
_WORK_BEFORE = re.compile(
    r"(?:专著|著作|教材|译著|中?译本|图书|读本|手册|丛书|编著|出版的?|撰写的?|编写的?|翻译的?|惠译|承担了?|就|的|参编的?|了)\s*$"
)
_WORK_BEHIND = re.compile(
    r"\s*(?:一[书文]|[(（](?:书号|ISBN|译自|原文|[^()（）]{2,20}编[)）])|[,，]?\s*(?:经|已由|由|业经|的(?:汉|蒙|藏|维|翻译|编写|撰写)))"
)
_SHARE = re.compile(
    r"(?:撰写|编写|完成|承担|合计|共计|共|计|译文|刊印译文|本人)[^。,，;；0-9]{0,8}(?:约|共|计)*\s*"
    r"(?P<n>[0-9]{1,3}(?:[ ,，][0-9]{3})+|[0-9]{1,7}(?:\.[0-9]{1,3})?)\s*(?P<u>万|千)?\s?字"
)
"""「合计撰写6.3万字」, 「译文约11 500字」"""
_FACTORS = {"万": 10000, "千": 1000, "": 1}
_FIGURE = re.compile(
    r"约?\s*(?P<n>[0-9]{1,3}(?:[ ,，][0-9]{3})+|[0-9]+(?:\.[0-9]+)?)\s*(?P<u>万|千)?\s?字?"
)
_PRESS = re.compile(
    r"(?P<p>[㐀-鿿]{2,20}?(?:大学)?出版(?:社|集团|传媒)(?:[㐀-鿿]{0,8}(?:公司|出版社))?|"
    r"[㐀-鿿]{2,16}出版(?:有限|股份)[㐀-鿿]{0,6}公司)"
)
_LEAD = re.compile(r"^.*(?:已由|[由经在就与])(?=[㐀-鿿]{2})|^(?:出版方|出版社|出版单位|甲方)")
_LISTED = re.compile(
    r"(?:(?:著作权人|作者|编者|署名|译者)[^。:：]{0,24}(?:依次|顺序|排序)[^。:：]{0,4}[:：]|"
    r"(?:译者|作者|编者|著者)(?:分别|依次)?为)\s*(?P<n>[^。;；:：]{2,120}?)"
    r"(?=[,，]\s?(?:全书|全文|本书|该书|其中|书号|字数|共)|[。;；:：]|$)"
)
_WROTE_TOGETHER = re.compile(
    r"由\s*(?P<n>[㐀-鿿·]{2,12}(?:\s[㐀-鿿])?(?:\s?[、,，]\s?[㐀-鿿·]{1,12}?(?:\s{1,3}[㐀-鿿]{1,2})?){1,9}?)\s*"
    r"(?:等?\s?[二两三四五六七八]\s?(?:人|位(?:作者|老师|同志)?))?\s*(?:共同|合作|联合)?(?:合著|合编|编著|编写|编撰|主编|撰写|著)"
)
"""「《…》一书由王小明、李静、周敏三位作者编著」"""
_WROTE_ALONE = re.compile(
    r"(?:[由系经]|(?:证明|兹有)(?!\s?[由系经]))\s*(?P<n>[㐀-鿿](?:\s?[㐀-鿿·]){1,7}?)\s*(?:同志|老师|先生|女士|教授)?\s*"
    r"(?:一人)?(?:独立|独自|单独)(?:撰写|编著|完成|撰著|编写|翻译|写作)"
)
"""「兹证明由 王小明 同志独立撰写的学术专著《…》」"""
_ALONE = re.compile(r"([㐀-鿿]{2,4})\s*(?:编著|主编|著|编|译)?")
_OF_A_TRANSLATOR = re.compile(
    r"译著名称|译文[^。]{0,8}[0-9][0-9 .]*\s?[万千]?字|译文字数|惠译|翻译(?:业绩|工作量)|"
    r"(?:汉|蒙|藏|维|英|俄|日|法|德|哈)译(?:汉|蒙|藏|维|英|哈)(?:工作|任务)?"
)
_TRUST = 0.94


def tells_of_work(leaf: Leaf) -> bool:
    """Tell whether the page certifies a work instead of being a page of it."""
    return any(_PROOF.search(passage.text) for passage in leaf.passages)


def tells_of_translator(leaf: Leaf) -> bool:
    """Tell whether the page certifies what somebody has translated, not a translation."""
    return any(_OF_A_TRANSLATOR.search(passage.text) for passage in leaf.passages)


def find_work(leaf: Leaf) -> list[Candidate]:
    """Return title, authors, share, numbers and press of the work that a proof is about."""
    found = [
        *_titles(leaf),
        *(_authors(leaf) or _labelled_authors(leaf)),
        *(_labelled_rank(leaf) or author_rank(leaf)),
        *_share(leaf),
        *find_serial_numbers(leaf, SerialKind.ISBN),
        *_press(leaf),
    ]
    return [c for c in found if str(c.value)]


def find_translated(leaf: Leaf) -> list[Candidate]:
    """Return what a translator's proof tells of the work; a translation itself has its own."""
    if not tells_of_translator(leaf):
        return []
    found = [c for c in find_work(leaf) if c.name not in ("authors", "holder_rank")]
    journal = find_journal(leaf)
    if journal:
        found += [*journal, *(c for c in find_issue(leaf, anywhere=True) if c.name == "issue")]
    return found


def _titles(leaf: Leaf) -> list[Candidate]:
    found = [
        from_label("activity_title", one, 0.96)
        for one in leaf.labels("activity_title")
        if len(one.value.text.strip()) > 1
    ]
    for passage in leaf.passages:
        for quote in quoted_in(passage.text):
            if quote.mark != "《" or len(quote.text) < 4:
                continue
            before, behind = passage.text[: quote.start - 1], passage.text[quote.end + 1 :]
            hints = bool(_WORK_BEFORE.search(before)) + bool(_WORK_BEHIND.match(behind))
            if hints:
                trust = _TRUST if hints > 1 or _WORK_BEHIND.match(behind) else 0.88
                found.append(
                    Candidate(
                        "activity_title", quote.text, trust, passage, quote.start, quote.end,
                        "work:quoted",
                    )
                )  # fmt: skip
    chosen = agreed(found)
    return [chosen] if chosen else []


def _authors(leaf: Leaf) -> list[Candidate]:
    for passage in leaf.passages:
        match = _LISTED.search(passage.raw)
        names = (names_in(match["n"]) or announced_names(match["n"])) if match else []
        if names:
            return team("authors", names, passage, 0.93, "work:listed")
    for passage in leaf.passages:
        together = _WROTE_TOGETHER.search(passage.raw)
        names = names_in(together["n"]) if together else []
        if len(names) > 1:
            return team("authors", names, passage, 0.92, "work:together")
    for passage in leaf.passages:
        alone = _WROTE_ALONE.search(passage.raw)
        names = names_in(alone["n"]) if alone else []
        if len(names) == 1:
            return team("authors", names, passage, 0.92, "work:alone")
    return []


def _labelled_authors(leaf: Leaf) -> list[Candidate]:
    """Return the authors by their label in a contract: 「作者署名:张三 著」."""
    for one in leaf.labels("authors"):
        names = names_in(one.value.raw) or announced_names(one.value.raw, surely=True)
        alone = _ALONE.fullmatch(one.value.raw.strip())
        if names or alone:
            # somebody alone may have a name that is like none
            trust = 0.92 if names else 0.85
            return team(
                "authors", names or [alone[1] if alone else ""], one.value, trust, "work:authors"
            )
    return []


def _labelled_rank(leaf: Leaf) -> list[Candidate]:
    """Return the place that a form states: 「署名位次|第3位」."""
    return [
        Candidate("holder_rank", Decimal(match[1]), 0.95, one.value, *match.span(1), "label:rank")
        for one in leaf.labels("rank")
        if (match := re.fullmatch(r"第?\s*([0-9]{1,2})\s*[位名]?(?:作者)?", one.value.text.strip()))
    ][:1]


def _share(leaf: Leaf) -> list[Candidate]:
    """Return how much somebody wrote, in single characters; the whole where no share is told."""
    found = [
        _length(one.value, match, 0.95)
        for one in leaf.labels("characters")
        if (match := _FIGURE.fullmatch(one.value.text.strip()))
    ]
    for passage in leaf.passages:
        hits = list(_SHARE.finditer(passage.text))
        # of several figures the last one sums up, and another may be the whole book's
        trust = 0.93 if len({hit["n"] for hit in hits}) == 1 else 0.85
        found.extend(_length(passage, hit, trust) for hit in reversed(hits))
    if not found:
        found = [replace(one, trust=0.9) for one in characters_stated(leaf)]
    chosen = best([one for one in found if isinstance(one.value, Decimal) and one.value >= 100])
    return [chosen] if chosen else []


def _length(passage: Passage, match: re.Match[str], trust: float) -> Candidate:
    number = Decimal(re.sub(r"[ ,，]", "", match["n"])) * _FACTORS[match["u"] or ""]
    value = number.quantize(Decimal(1)) if number == number.to_integral_value() else number
    return Candidate("characters", value, trust, passage, *match.span(), "work:length")


def _press(leaf: Leaf) -> list[Candidate]:
    found = []
    for one in leaf.labels("publisher"):
        match = _PRESS.search(one.value.text)
        if match:
            found.append(_named(one.value, match["p"], 0.95, "label:publisher"))
    for passage in leaf.passages:
        for match in _PRESS.finditer(passage.text):
            name = _LEAD.sub("", match["p"])
            if len(name) >= 5:
                found.append(_named(passage, name, 0.88, "work:press"))
    chosen = agreed(found)
    return [chosen] if chosen else []


def _named(passage: Passage, name: str, trust: float, method: str) -> Candidate:
    start = max(passage.text.find(name), 0)
    return Candidate("publisher", name, trust, passage, start, start + len(name), method)
