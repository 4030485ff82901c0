"""Give an article's title and its journal as they are set, where that tells more than the finders.

What is known of how authors, clerks and recognition write stands against what is set like a title:
a tag, a sheet's number or a part of a name is set like one, too.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.fields.candidates import Candidate
from extractor.fields.learned.heads import DOUBTED, METHOD, Heads, as_plain
from extractor.fields.people.teams import names_in
from extractor.fields.publications.article_pages import ABSTRACT
from extractor.fields.publications.issue_mentions import issue_mentions
from extractor.fields.publications.journal_sections import OF_THE_JOURNAL, without_tail
from extractor.fields.publications.marked_contents import LISTED, MARKED
from extractor.fields.publications.title_dashes import with_long_dashes
from extractor.language.names import is_name
from extractor.language.scripts import has_chinese

MEANT = frozenset({MARKED, LISTED})
"""How the finders tell which entry of some contents is meant."""
_COMMAS = (",", ":", "、", ";")
_AROUND_NAME = re.compile(
    r"(?:[A-Z][\w'’-]+\set\sal\b\.?,?\s*)?(?:[\dA-Z·•|\s第版卷期总()（）]|双?月刊|半月刊|旬刊|季刊|周刊|数字报|目录|"
    r"[㐀-鿿]{2,4}:)*"
)
"""What stands beside a journal's name and is no part of it."""


def likelier_title(heads: Heads, found: Candidate | None) -> Candidate | None:
    """Return the title that was found, or what is set more like one.

    Nothing is set like the entry of some contents that is meant, and the finders know which.
    """
    if found is not None and found.method in MEANT:
        return found
    title = heads.chosen("activity_title", found)
    if title is None or title.method != METHOD:
        return title
    if _is_no_title(title) or (found is not None and _is_known_part(title, found)):
        return found
    text = without_tail(with_long_dashes(str(title.value), title.passage.cells))
    return replace(title, value=text)


def _is_no_title(title: Candidate) -> bool:
    """Tell whether a line tells of the journal or begins the abstract, however it is set."""
    text = str(title.value)
    told = OF_THE_JOURNAL.fullmatch(text) or ABSTRACT.match(text)
    return told is not None or any(True for _ in issue_mentions(title.passage))


def _is_known_part(title: Candidate, found: Candidate) -> bool:
    """Tell whether what is set like a title holds what was found and more, or a part of it.

    「王小明《农村小学课堂提问的转变》」 names it, its author's name stands behind it, 「学生晚归,」
    beside it, and its English lines under it.
    """
    mine, theirs = str(title.value), str(found.value)
    if has_chinese(theirs) and not has_chinese(mine):
        return True
    before, _, behind = mine.partition(theirs)
    if theirs in mine and (before.endswith("《") or _are_people(behind)):
        return True
    if theirs in mine and OF_THE_JOURNAL.fullmatch(before.strip()):
        return True
    return theirs.endswith(mine) and theirs.removesuffix(mine).endswith(_COMMAS)


def _are_people(text: str) -> bool:
    return bool(names_in(text)) or is_name(text.strip())


def likelier_journal(heads: Heads, journals: list[Candidate], called: str) -> list[Candidate]:
    """Return the journal that was found, or what is set more like one.

    What the article is called is none, and to 「青川教师报 03」 a sheet's number is no part of it.
    """
    found = journals[0] if journals else None
    chosen = _journal(heads.chosen("journal", found), found, called)
    return [chosen] if chosen is not None else []


def _journal(journal: Candidate | None, found: Candidate | None, called: str) -> Candidate | None:
    if journal is None or journal.method != METHOD:
        return journal
    mine = str(journal.value)
    if called and as_plain(mine) in as_plain(called):
        return found
    if found is None:
        return journal
    theirs = str(found.value)
    if f"《{theirs}》" in mine or (has_chinese(theirs) and not has_chinese(mine)):
        return found
    around = _AROUND_NAME.fullmatch(mine.replace(theirs, "")) if theirs in mine else None
    is_same = around is not None or mine in theirs
    return replace(found, trust=min(found.trust, DOUBTED)) if is_same else journal
