"""Fill by what was learned what the finders left open, and mend what they found with doubt.

The finders come first: they know why. Where they give nothing, or something that the models think
little of, the likeliest stretch of the page stands in, never sure, so that a person looks; and what
the models think little of is not sure either. Hours, days and identity numbers are not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extractor.fields.candidates import Candidate, Leaf
from extractor.fields.kinds import fields_of
from extractor.fields.labels.guessed import speaks_of_other
from extractor.fields.labels.words import any_field, starts_with_label
from extractor.fields.learned.choosing import Choice, choices
from extractor.fields.learned.features import Described, describe
from extractor.fields.learned.heads import DOUBTED, heads_of
from extractor.fields.learned.likely_signers import likely_signers
from extractor.fields.learned.measures import squeeze
from extractor.fields.learned.model import CHOICES, SPANS, LinearModel, model
from extractor.fields.learned.spans import Span
from extractor.fields.meetings.english import EVENT_EN
from extractor.fields.meetings.heads import OF_ITS_HEAD
from extractor.fields.meetings.meeting import TAKEN_BY
from extractor.fields.meetings.places import NAMED_EVENT, NOW_AT, WELCOMED, may_be_place
from extractor.fields.people import rosters
from extractor.fields.people.marked import MARKED_NAME
from extractor.fields.places import OF_CONTACT
from extractor.fields.projects.ends import ACCEPTED
from extractor.fields.projects.lists import ROW, lists_several
from extractor.fields.projects.roles import AS_MEMBER, IN_BRACKET, IN_ROW
from extractor.fields.projects.tables import IN_OWN_ROW
from extractor.fields.publications.marked_contents import LISTED, MARKED
from extractor.language.names import name_likelihood, tidy_name
from extractor.language.organisations import tidy_organisation
from extractor.language.scripts import has_chinese

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LIKELY = 0.35
"""From where a stretch fills a gap."""
_LIKELIER, _LIKELIER_CUT = 0.3, 0.6
"""By how much it must be likelier than the finders' value to stand in for it; the finders cut some
values to their length on purpose."""
_DOUBTED = 0.5
"""Below it another value may stand in for the finders' own, if they are not sure of it."""
_BELIEVED = 0.85
"""Below it what the finders are sure of is not sure: of 123 such values of unread authors' pages 18
were wrong, of the others 75 of 7,880."""
_SURE = 0.9
"""From where a finder's value is given for sure."""
_MOST_TRUST = 0.79
"""Below what a rule asks for (`confidence_floor`, 0.8): no finding against anybody rests on it."""
_EXTREME = 30.0  # a score beyond it is as good as certain, and its power no longer a float
METHOD = "learned"
_OF_ONE_OF_SEVERAL = frozenset({"holder_name", "employer", "certificate_number"})
"""What a list of people says of each of them, and what labels tell apart."""
_OF_A_ROW = frozenset({"activity_title", "holder_name", "employer", "project_role"})
"""What a list of projects says of each of them."""
_UNCOMMON = 0.2
"""How much of a name has what begins with a surname that is on no list."""
_CLASS = re.compile(r"(?![本该此])[^“”《》:：]{8,}(?:班|项目|研修)")
"""To what a letter appoints, where it is called so: what is taught there stands in marks and looks
more like a title."""
_KNOWN = frozenset({
    ROW, ACCEPTED, MARKED, LISTED, TAKEN_BY, OF_ITS_HEAD, NOW_AT, WELCOMED,
    IN_ROW, IN_OWN_ROW, IN_BRACKET, AS_MEMBER, MARKED_NAME,
})  # fmt: skip
"""How the finders tell what somebody marked, or the only one that a page can mean."""
_OF_NO_NAME = re.compile(r"^[、,，的]|(?:[定将拟]于|组委会|筹委会|秘书处)$")
"""What a meeting's name neither begins nor ends with."""
_LENGTHENED, _SHORTENED = 0.7, 0.9
"""From where the finders know that a meeting's name goes on, or is but a part of its heading."""
_NAMES_EVENT = re.compile(rf"{NAMED_EVENT.pattern}|\b{EVENT_EN}\b")
_HEADED = frozenset({"conference_invitation"})
"""Kinds whose title is known by how it is set, too."""
_ELSEWHERE = {
    "certificate_number": ("authors", "document_number", "project_number"),
    **dict.fromkeys(("holder_name", "employer", "activity_title", "issuers"), ("authors",)),
}
"""Fields whose values are no values of another."""
_OF_HOLDER = frozenset({"holder_rank", "project_role"})
_SAID_IN_BOTH = frozenset({"activity_title", "employer", "holder_name", "location"})
"""What the English half of a page in two languages says once more."""
_OF_MEETINGS = frozenset({"conference_invitation", "meeting_notice", "attendance_proof"})
_LESSON = re.compile(
    r"(?:课题|课例|课文|执教|讲授|授课|上课|讲题|题目)(?:内容|题目|课题)?[为是：:]?[“《]?$|题为[“《]?$"
)
"""「课题为《函数的零点》」 in an invitation: what is taught there, not the meeting's name."""
_THEME = re.compile(
    r"(?:主题|议题|宗旨|口号|主旨)(?:(?:是|为|定为|确定为|之)\s*[“《「]?|[“《「])$|(?:围绕|聚焦|紧扣)\s*[“《「]?$"
)
"""「会议主题是“…”」 is no name of the meeting; behind a colon it may be the only one there is."""
_AS_THEME = re.compile(
    r"[”》」]?(?:作?为|这一)?(?:(?:大会|会议|年会|本届|论坛|活动)的?)?(?:主题|议题|主线)"
)
"""「以“…”为主题」"""
_SPOKE_ON = re.compile(
    r"(?:[作做](?:了|的)?|主题|题目?|专题|讲授|主讲|开设)(?:为|是|[:：])?\s*[“《「]?$"
)
"""「作题为《…》的专题讲座」"""
_ADDRESSED = frozenset({"addressee", "letter:addressed"})
_OF_ORGANISER = re.compile(r"(?:主办|承办|协办|举办|组织|培训)(?:单位|机构)[为是:：]?$")
"""「主办单位为某某学院」 tells nobody's employer."""
_IS_CLAUSE = re.compile(r"[该本]学员|[上以][述上]人员|修完|完成")
"""「该学员完成省级培训」 is a sentence, no name of a training."""
_OFFICER = re.compile(r"(?i:(?:vice|co|deputy)?[ -]?(?:chair|president|secretary|director|dean)\b)")
"""「Chair, Organizing Committee」 is an office that somebody holds, no body."""
_WORDS_OVER_EDGES = frozenset({"主任", "责任", "出席", "缺席", "列席", "初中", "高中", "小学"})
"""「主任李老师」, 「全市初中教师」: nobody is called 任李 or 全市初."""
_WITH_LABEL = re.compile(r"\bNo\.", re.IGNORECASE)
_NO_ADDRESS = frozenset({"employer", "issuers", "activity_title", "location"})
_MAIL = re.compile(r"[\w.+-]@[\w-]+\.")
"""「Forum Secretariat <forum@…>」 in a mail's head is who sent it."""
_DIGIT = re.compile(r"\d")
_WHEN = re.compile(r"(?!.*[第字号]).*年")
"""「2023-2024学年度校级」 is no number, 「2021年第12号」 may be one."""
_DAY = re.compile(r"\d{1,2}月\d{1,2}[日号]")
"""「8月16日,某某学校」 is more than a place."""
_ONLY_PAPER = re.compile(
    r"(?:奖\s?状|喜\s?报|聘\s?书|请\s?柬|邀请函|(?:荣誉|获奖|奖励|结业|立项|结[题项]|培训)?\s?(?:证\s?书|证\s?明|通\s?知书?))"
)
"""「奖状」 says what the page is, and is no name of what it is about."""
_OF_WORKS = frozenset({"acceptance_letter", "book", "paper", "patent"})
"""Kinds on which many bodies stand that sign nothing."""
_TIDIED = {
    "holder_name": tidy_name,
    "employer": tidy_organisation,
    "issuers": tidy_organisation,
}


@dataclass(frozen=True, slots=True)
class Models:
    """What was learned: which stretch is a value, and whether to believe it or the finders."""

    spans: LinearModel
    choices: LinearModel


def completed(found: Sequence[Candidate], leaf: Leaf) -> list[Candidate]:
    """Return the finders' candidates with what the models add to them or put in their place."""
    return with_heading(with_stretches(found, leaf, Models(model(SPANS), model(CHOICES))), leaf)


def with_stretches(found: Sequence[Candidate], leaf: Leaf, known: Models) -> list[Candidate]:
    """Return the candidates with the stretches that are likelier than they."""
    described = describe(leaf, found)
    if not described:
        return list(found)
    likely = likelihoods(described, known.spans)
    result = list(found)
    if _is_nobodys(found, leaf):
        # 「关于公布某某课题立项名单」 is none of the projects
        result = [c for c in result if (c.name, c.method) != ("activity_title", "heading")]
    for column, name in enumerate(known.spans.classes):
        given = given_for(name, result)
        if name == "issuers" and len(given) > 1:
            made = likely_signers(given, described, likely[:, column], most_trust=_MOST_TRUST)
            result = [*(one for one in result if one not in given), *made]
            continue
        options = options_for(name, result, leaf, described, likely[:, column])
        if not options:
            continue
        right = _probability(known.choices.scores([[one.features] for one in options])[:, 0])
        is_sure = any(map(_is_sure, given))
        chosen = _chosen(name, options, right.tolist(), is_sure=is_sure)
        if chosen is None:
            continue
        option, certain = options[chosen], float(right[chosen])
        if not option.is_given and option.row is not None:
            made = [_candidate(name, described[option.row].span, certain)]
            if name == "holder_name":
                result = [one for one in result if not _said_of(given, one)]
        elif certain < (_BELIEVED if is_sure else _DOUBTED):
            made = [replace(one, trust=min(one.trust, _MOST_TRUST)) for one in given]
        else:
            made = given
        result = [*(one for one in result if one not in given), *made]
    return result


def with_heading(
    found: list[Candidate], leaf: Leaf, known: LinearModel | None = None
) -> list[Candidate]:
    """Return the candidates with the meeting's name as an invitation sets it.

    `known` is the model, the one that comes with the program where none is given.
    """
    given = given_for("activity_title", found)
    if leaf.kind not in _HEADED or len(given) > 1 or (given and given[0].method in _KNOWN):
        return found
    page = min(cell.page for cell in leaf.cells)
    before = given[0] if given else None
    if before is not None and before.passage.page != page:
        return found
    after = heads_of(leaf, page, known).chosen("activity_title", before)
    if after is not None and after is not before and _OF_NO_NAME.search(str(after.value)):
        return found
    if (
        before is not None
        and after is not None
        and (_knows_its_length(before, after) or _is_no_event_beside(after, before))
    ):
        after = replace(before, trust=min(before.trust, DOUBTED))
    return [*(one for one in found if one is not before), *([] if after is None else [after])]


def _knows_its_length(before: Candidate, after: Candidate) -> bool:
    """Tell whether the finders cut a heading, or went beyond it, on purpose."""
    theirs, mine = str(before.value), str(after.value)
    if mine == theirs:
        return False
    longer = mine in theirs and before.confidence >= _LENGTHENED
    return longer or (theirs in mine and before.confidence >= _SHORTENED)


def _is_no_event_beside(after: Candidate, before: Candidate) -> bool:
    """Tell whether a text has no word of an event where the finders gave one that has."""
    theirs, mine = (_NAMES_EVENT.search(str(one.value)) for one in (before, after))
    return theirs is not None and mine is None


def _said_of(other: Collection[Candidate], one: Candidate) -> bool:
    """Tell whether a role or a rank is that of somebody who is not the holder after all."""
    return one.name in _OF_HOLDER and any(one.stands_on(person) for person in other)


def given_for(name: str, found: Collection[Candidate]) -> list[Candidate]:
    """Return what the finders gave for a field, of bodies those that issued."""
    return [one for one in found if one.name == name and one.role in (None, "issuer")]


def options_for(
    name: str,
    found: Collection[Candidate],
    leaf: Leaf,
    described: Sequence[Described],
    likely: NDArray[np.float32],
) -> tuple[Choice, ...]:
    """Return what may be chosen for a field, nothing where the finders have the only word.

    They have it on fields that the kind has not, on people, on what they know, on several
    bodies, on values that no stretch holds whole, and where a label gives a stretch to something
    else.
    """
    wanted = fields_of(leaf.kind)
    given = given_for(name, found)
    if given and (name, leaf.kind) == ("activity_title", "paper"):
        return ()  # how an article's title is set has been weighed by its own finder
    if (wanted and name not in wanted) or len(given) > 1:
        return ()
    if (name == "issuers" and leaf.kind in _OF_WORKS) or (
        (name, leaf.kind) == ("certificate_number", "paper")
    ):
        return ()
    if name in _OF_ONE_OF_SEVERAL and leaf.kind in rosters.KINDS and rosters.find_roster(leaf):
        return ()
    if name in _OF_A_ROW and _is_nobodys(found, leaf):
        return ()
    knows = bool(given) and (given[0].method in _KNOWN or _is_class_appointed_to(given[0]))
    if given and (knows or not _stands_whole(given[0], described)):
        return ()
    barred = {squeeze(str(one.value)) for one in found if one.name in _ELSEWHERE.get(name, ())}
    in_chinese = name in _SAID_IN_BOTH and bool(given) and has_chinese(str(given[0].value))
    holder = next((squeeze(str(one.value)) for one in given_for("holder_name", found)), "")
    options = choices(name, leaf.kind, given[0] if given else None, described, likely)
    if given and (name == "project_role" or (name, leaf.kind) == ("activity_title", "patent")):
        # 「课题负责人」 is 负责人, 「一种装置(发明)」 一种装置: the finders know how much is meant
        mine = squeeze(str(given[0].value))
        barred |= {one.value for one in options if one.value in mine or mine in one.value}
    return tuple(
        one
        for one in options
        if one.is_given
        or one.row is None
        or not (
            one.value in barred
            or (in_chinese and not has_chinese(one.value))
            or _is_of_other(name, described[one.row], holder)
            or _is_lesson(name, leaf.kind, described[one.row])
            or _is_of_no_meeting(name, leaf.kind, one.value)
            or (given and _is_told_apart(given[0], leaf.kind, found, described[one.row]))
        )
    )


def _is_nobodys(found: Collection[Candidate], leaf: Leaf) -> bool:
    """Tell whether a page lists projects and nothing tells whose of them it is handed in for."""
    is_told = leaf.kind != "project" or given_for("holder_name", found)
    return not is_told and lists_several(leaf)


def _is_lesson(name: str, kind: str, one: Described) -> bool:
    before = one.span.passage.text[: one.span.start]
    return name == "activity_title" and kind in _OF_MEETINGS and _LESSON.search(before) is not None


def _is_of_no_meeting(name: str, kind: str, value: str) -> bool:
    """Tell whether a text has no word of an event, or none of a place, on the paper of one.

    A line of the programme, or what stands beside a label, is neither.
    """
    if kind not in _OF_MEETINGS or not has_chinese(value):
        return False
    if name == "activity_title":
        return NAMED_EVENT.search(value) is None
    return name == "location" and not may_be_place(value)


def _is_told_apart(
    given: Candidate, kind: str, found: Collection[Candidate], one: Described
) -> bool:
    """Tell whether a stretch is by its words something else beside the value that was found.

    A meeting's theme, a lecture given at a class; who signs a letter that addresses another.
    """
    before = one.span.passage.text[: one.span.start]
    if given.name == "activity_title" and kind in _OF_MEETINGS:
        behind = one.span.passage.text[one.span.end :]
        return bool(_THEME.search(before) or _AS_THEME.match(behind))
    if given.name == "activity_title" and kind == "appointment":
        return _SPOKE_ON.search(before) is not None
    signs = {squeeze(str(c.value)) for c in found if c.name == "issuers"}
    # a letter of the holder's own house is signed by it
    of_another = kind == "project" and given.method in _ADDRESSED
    return given.name == "employer" and of_another and one.value in signs


def _is_class_appointed_to(given: Candidate) -> bool:
    return given.method == "letter:appointed" and _CLASS.fullmatch(str(given.value)) is not None


def _stands_whole(given: Candidate, described: Sequence[Described]) -> bool:
    """Tell whether a value stands where it was found as it is, not mended, and in one text."""
    value = squeeze(str(given.value))
    texts = {one.span.passage.text for one in described}
    return all(
        any(value in squeeze(text) for text in where) for where in ([given.passage.text], texts)
    )


def likelihoods(described: Sequence[Described], known: LinearModel) -> NDArray[np.float32]:
    """Return how likely the value of each span is that of each field: one row a span, 0 to 1.

    A page has one value of a field or none: each span is weighed against all others and against
    there being none, and one value that stands in several places is likely by all of them.
    """
    import numpy as np

    scores = known.scores([one.groups for one in described])
    odds = np.exp(scores.clip(-_EXTREME, _EXTREME))
    shares = odds / (1 + odds.sum(axis=0))
    rows: dict[str, int] = {}
    of = [rows.setdefault(one.value, len(rows)) for one in described]
    likely = np.zeros((len(rows), shares.shape[1]), np.float32)
    np.add.at(likely, of, shares)
    return likely[of]


def _probability(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    import numpy as np

    probability: NDArray[np.float32] = 1 / (1 + np.exp(-scores.clip(-_EXTREME, _EXTREME)))
    return probability


def _is_sure(given: Candidate) -> bool:
    return given.confidence >= _SURE


def _chosen(
    name: str, options: Sequence[Choice], right: Sequence[float], *, is_sure: bool
) -> int | None:
    """Return which option is to be given, None if none is likely enough.

    What the finders are sure of may be doubted, but nothing stands in for it.
    """
    best = max(range(len(options)), key=right.__getitem__)
    given = next((index for index, one in enumerate(options) if one.is_given), None)
    if given is None:
        return best if right[best] >= _LIKELY else None
    if is_sure:
        return given
    value, other = options[given].value, options[best].value
    if name == "issuers" and other in value:
        return given  # 「某某大学教务处」 signed, not the university
    is_cut = value in other or other in value
    enough = right[given] + (_LIKELIER_CUT if is_cut else _LIKELIER)
    return best if right[given] < _DOUBTED and right[best] >= enough else given


def _is_of_other(name: str, one: Described, holder: str) -> bool:
    """Tell whether a stretch is by its label or its form something else, or somebody else's."""
    if name == "project_role":
        behind = one.span.passage.text[one.span.end :].lstrip()
        return behind.startswith((":", "：")) and holder not in squeeze(one.span.passage.text)
    if name == "holder_name" and name_likelihood(one.span.text) < _UNCOMMON:
        return True  # 「班主任李」 has the place of a name
    before = one.span.passage.text[: one.span.start]
    edges = {
        before[-1:] + one.value[:1],
        one.value[-1:] + one.span.passage.text[one.span.end :][:1],
    }
    if name == "holder_name" and not edges.isdisjoint(_WORDS_OVER_EDGES):
        return True
    if name == "employer" and _OF_ORGANISER.search(before):
        return True
    known = any_field(one.label.rstrip("."))
    if name == "employer" and known == "holder_name":
        return False  # 「姓名:王小明(某某学校)」
    return (
        known not in (None, name)
        or (name == "certificate_number" and not _DIGIT.search(one.value))
        or (name == "certificate_number" and _WHEN.match(one.value) is not None)
        or (name == "activity_title" and _ONLY_PAPER.fullmatch(one.span.text.strip()) is not None)
        or (name == "activity_title" and _IS_CLAUSE.match(one.value) is not None)
        or (name == "issuers" and _OFFICER.match(one.span.text) is not None)
        or (name == "location" and OF_CONTACT.match(one.value) is not None)
        or (name == "location" and _DAY.search(one.value) is not None)
        or speaks_of_other(name, one.label)
        or starts_with_label(one.span.text)
        or _WITH_LABEL.search(one.span.text) is not None
        or (name in _NO_ADDRESS and _MAIL.search(one.span.text) is not None)
    )


def _candidate(name: str, span: Span, likelihood: float) -> Candidate:
    tidy = _TIDIED.get(name, str.strip)
    return Candidate(
        name,
        tidy(span.text),
        min(_MOST_TRUST, likelihood),
        span.passage,
        span.start,
        span.end,
        METHOD,
        role="issuer" if name == "issuers" else None,
    )
