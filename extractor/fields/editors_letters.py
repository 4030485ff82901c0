"""Find what a journal's letter tells: an article accepted, or one that it printed."""

from __future__ import annotations

import re

from extractor.fields.candidates import Candidate, Leaf, agreed, best, from_label
from extractor.fields.people.letter_authors import accepted_authors, author_rank
from extractor.fields.people.standing import mailed_to
from extractor.fields.publications.issues import find_issue, find_pages
from extractor.fields.publications.journals import find_journal
from extractor.fields.publications.papers import characters_stated
from extractor.fields.quotes import quoted_in
from extractor.fields.serial_numbers import find_serial_numbers
from extractor.language.levels import scope_of
from extractor.language.scripts import has_chinese
from extractor.language.serials import SerialKind
from extractor.passages import join_cells

_WORK = re.compile(
    r"论文|稿件|文章|来稿|(?:投|投寄|惠寄|惠赐|投来|递交|寄)[我本贵]?刊?之?的?(?=《)|大作|贵作|佳作|惠作|贵稿|文稿|稿|(?:合著|合写|翻译|惠译|所著|撰写)[之的]?(?=[《“])|题为|题目|manuscript|paper|article|entitled|titled",
    re.IGNORECASE,
)
_IN_JOURNAL = re.compile(
    r"(?:publication|published|appear|accepted|publish)[^.]{0,30}?\s+in\s+(?:the\s+)?(?:journal\s+)?(?P<j>[A-Z][A-Za-z&: -]{3,70}?)(?=,|\.|;|\s+\(|\s+(?:Volume|Vol|Issue|No)\b|$)"  # noqa: E501
)
_EDITORS = re.compile(
    r"(?P<by>(?:《[^《》]{2,24}》|(?P<bare>[^《》:：]{2,24}))(?:编辑部|编委会|编辑委员会|杂志社))"
    r"(?:稿件专用章|录用专用章|专用章|[(（](?:盖章|公章|签章|[章印])[)）]|\s+[㐀-鿿]{1,3})?"
)
_LOWER = 0.3
"""Of the page: above it the editors head the letter."""
_SIGNED_JOURNAL = re.compile(
    r"(?P<j>[^《》:：]{2,20}(?:学报|学刊|月刊|导刊|评论|论坛|研究|通讯|杂志))(?:编辑部|编委会|编辑委员会|杂志社|期刊社)"
)
_TO_BE_SEALED = re.compile(r"\s*[(（](?:盖章|公章|签章|[章印])[)）]$")
_HEADED = 0.93
_SHORTEST_NAME = 3
_LETTER_ON_PAPER = re.compile(r"(?:证明|说明|证明函|说明函)$")
_OUR_JOURNAL = re.compile(r"(?:本|我)(?:刊|社|杂志|编辑部|学报)")
_PRINTED = re.compile(
    r"(?<=论文《|文章《)[^《》]{4,60}(?=》)|(?<=《)[^《》]{4,60}(?=》(?:一文|的?(?:论文|文章)))"
)
_SIGNED_BARE = re.compile(
    r"(?P<j>[㐀-鿿]{2,16}(?<!学会)(?<!协会)(?<!大学)(?<!学院)(?<!出版社)(?<!公司)(?<!中心)(?<!研究所)(?<!研究院)(?<!本刊)(?<!我刊))"
    r"(?:编辑部|编委会|杂志社|期刊社)"
)
"""「某某岩土编辑部」, where no other line names the journal"""
_WORK_NEXT = re.compile(
    r"(?:(?:的|之|撰写|投来|惠寄)(?:一篇)?(?:学术|研究)?(?:论文|文章|稿件|大作|来稿|作品)"
    r"(?:[,，]?(?:题目|标题|题名|篇名)(?:为|是)?)?|题为)\s?(?:[—–一-]{1,3}|[:：])?\s*$"
)
"""「兹证明张三撰写的论文——」, whose title is the next line"""
_SENTENCE_NEXT = re.compile(
    r"\s*[,，]?\s*(?:一文)?[,，]?\s*(?:[业现]?已|业经|经(?!验|典|济|营)|符合|被|将[于在被刊发]|拟[于在刊发]|准予|同意|通过|入选|获准|决定)"
)
"""How the sentence goes on below a title that stands on a line of its own."""
_BETWEEN, _LEAST_BETWEEN, _LONGEST_BETWEEN = 0.88, 6, 60
_NO_TITLE = re.compile(r"[。;；]|[,，:：]$|^(?:地址|电话|邮|编号|作者|稿件)")
_RULES = re.compile(r"(?:声明|协议书?|授权书|承诺书|办法|规定|须知|通知单?|合同)$")
_SENT_TO = re.compile(
    r"(?:投稿|投|提交|递交|寄|送|submitted|sent)(?:至|给|到|往|\s+to)\s*[“\"《「]$"
)
_MAIL = re.compile(r"\s*(?:发件人|收件人|from|to)\s*[:：]", re.IGNORECASE)
_SUBJECTS = frozenset({"主题", "标题", "题目", "subject"})
_OF_THE_MAIL = frozenset({"主题", "subject"})
_SUBJECT = re.compile(r"\s*(?:主\s*题|subject)\s*[:：]", re.IGNORECASE)
_LETTER = re.compile(r"(?:录用|用稿|采用|采纳|收稿)(?:通知书?|证明|函)(?:$|\s?[-—–－:：_|/])")
"""The subject of a mail is the letter itself, not the paper."""


def find_acceptance(leaf: Leaf) -> list[Candidate]:
    """Return title, authors, journal and issue that a letter of acceptance names."""
    found = [*_accepted_title(leaf), *accepted_authors(leaf), *author_rank(leaf), *mailed_to(leaf)]
    # the editors of a journal in English may sign by its Chinese name
    english = _english_journal(leaf) if leaf.language == "en" else []
    named = [one for one in find_journal(leaf) if not _is_no_cover(one)]
    journal = english or named or _english_journal(leaf) or _journal_of_editors(leaf)
    found.extend(journal)
    found.extend(c for c in find_issue(leaf, anywhere=True) if c.name != "issue_date")
    found.extend(find_pages(leaf))
    found.extend([stated] if (stated := best(characters_stated(leaf))) else [])
    found.extend(find_serial_numbers(leaf, SerialKind.ISSN, SerialKind.CN, SerialKind.DOI))
    found.extend(
        Candidate("level", hit[0], 0.9, one.value, hit[1], hit[2], "label:level")
        for one in leaf.labels("level")
        if (hit := scope_of(one.value.text)) is not None
    )
    found.extend(_editors(leaf, {str(one.value) for one in journal}))
    return found


def _is_no_cover(journal: Candidate) -> bool:
    """Tell whether words over an issue are the letter's instead of a journal's: 「…期发表」."""
    name = str(journal.value)
    named = len(name) >= _SHORTEST_NAME and has_chinese(name)
    return journal.method == "journal:cover" and not named


def find_printed(leaf: Leaf) -> list[Candidate]:
    """Return what a journal's letter tells of an article it printed: 「本刊…刊登的《…》一文」.

    A page of a journal, or another letter, gives nothing.
    """
    if not any(_LETTER_ON_PAPER.search(c.line.text.strip()) for c in leaf.cells):
        return []
    printed = [
        Candidate("activity_title", match.group(), 0.93, passage, *match.span(), "letter:printed")
        for passage in leaf.passages
        if _OUR_JOURNAL.search(passage.text)
        for match in _PRINTED.finditer(passage.text)
    ]
    if len({one.value for one in printed}) != 1:
        return []
    found = [printed[0], *accepted_authors(leaf), *author_rank(leaf)]
    found += find_journal(leaf, title=str(printed[0].value)) or _journal_of_editors(leaf)
    found += [c for c in find_issue(leaf, anywhere=True) if c.name != "issue_date"]
    found += find_pages(leaf)
    found += [stated] if (stated := best(characters_stated(leaf))) else []
    found += find_serial_numbers(leaf, SerialKind.ISSN, SerialKind.CN, SerialKind.DOI)
    return found


def _journal_of_editors(leaf: Leaf) -> list[Candidate]:
    """Return the journal whose name its editors sign with: 「某某学刊杂志社」."""
    for pattern, trust in ((_SIGNED_JOURNAL, 0.85), (_SIGNED_BARE, 0.8)):
        for cell in reversed(leaf.cells):
            passage = join_cells((cell,))
            match = pattern.fullmatch(_TO_BE_SEALED.sub("", passage.text.strip()))
            if match:
                start = passage.text.find(match["j"])
                end = start + len(match["j"])
                # the head of their paper says it once more
                headed = any(cell.line.text.strip() == match["j"] for cell in leaf.cells)
                sure = _HEADED if headed else trust
                return [
                    Candidate("journal", match["j"], sure, passage, start, end, "letter:signed")
                ]
    return []


def _editors(leaf: Leaf, journals: set[str]) -> list[Candidate]:
    """Return the editors that sign, by the name of their journal: 「《…》编辑部」."""
    for cell in reversed(leaf.cells):
        passage = join_cells((cell,))
        if cell.box.centre[1] < _LOWER:
            continue
        match = _EDITORS.fullmatch(cell.line.text.strip())
        if match and (match["bare"] is None or match["bare"] in journals):
            start = passage.text.find(match["by"])
            end = start + len(match["by"])
            return [
                Candidate(
                    "issuers", match["by"], 0.95, passage, start, end, "letter:editors", "issuer"
                )
            ]
    return []


def _accepted_title(leaf: Leaf) -> list[Candidate]:
    found = []
    # 「题目」 is the paper's where the message has a 「主题」, too
    subjects = _SUBJECTS
    if any(_SUBJECT.match(passage.text) for passage in leaf.passages):
        subjects = _OF_THE_MAIL
    is_mail = any(_MAIL.match(passage.text) for passage in leaf.passages)
    for one in leaf.labels("activity_title"):
        if is_mail and one.label in subjects:
            continue  # what the message is about
        title = from_label("activity_title", one, 0.97)
        if len(str(title.value)) >= 4 and not _LETTER.search(one.value.text):
            found.append(title)
    for passage in leaf.passages:
        for quote in quoted_in(passage.text):
            before = passage.text[max(0, quote.start - 40) : quote.start]
            if _RULES.search(quote.text):
                continue  # what the author should read or sign
            if _SENT_TO.search(before):
                continue  # the meeting or the journal that got the paper
            if len(quote.text) >= 5 and _WORK.search(before):
                text = quote.text.strip(" ,.")
                found.append(
                    Candidate(
                        "activity_title",
                        text,
                        0.95,
                        passage,
                        quote.start,
                        quote.start + len(text),
                        "letter:quoted",
                    )
                )
                break
    chosen = agreed(found or _between_halves(leaf))
    return [chosen] if chosen else []


def _between_halves(leaf: Leaf) -> list[Candidate]:
    """Return the title on a line, or two, of its own between two halves of a sentence.

    「兹证明张三撰写的论文——」 over 「某某活动的设计」 and 「已经我刊审定,…」.
    """
    for at, cell in enumerate(leaf.cells):
        lead = cell.line.text.strip()
        if not _WORK_NEXT.search(lead):
            continue
        for count in (1, 2):
            lines, rest = leaf.cells[at + 1 : at + 1 + count], leaf.cells[at + 1 + count :]
            goes_on = rest and _SENTENCE_NEXT.match(rest[0].line.text)
            if not goes_on or any(one.page != cell.page for one in (*lines, rest[0])):
                continue
            passage = join_cells(lines)
            text = passage.text.strip(' :：《》“”"—–-,，')
            if _LEAST_BETWEEN <= len(text) <= _LONGEST_BETWEEN and not _NO_TITLE.search(text):
                start = passage.text.find(text)
                return [
                    Candidate(
                        "activity_title", text, _BETWEEN, passage, start, start + len(text),
                        "letter:between",
                    )
                ]  # fmt: skip
    return []


def _english_journal(leaf: Leaf) -> list[Candidate]:
    for passage in leaf.passages:
        match = _IN_JOURNAL.search(passage.text)
        if match:
            return [
                Candidate(
                    "journal",
                    match["j"].strip(" :："),
                    0.92,
                    passage,
                    *match.span("j"),
                    "letter:in-journal",
                )
            ]
    return []
