"""Rules that ask lists: the notice's own, and the registers that an office hands in.

A weak match is a question, never a fact; a register that was not handed in is
asked for, and nothing is concluded from its absence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from rapidfuzz import fuzz

from extractor.document import Field
from verifier.model import RegisterEntry, RegisterMatch
from verifier.organisations import Body, Level, body_of, is_of, level_of, plain
from verifier.policy.notice import Rule
from verifier.policy.parameters import (
    Filed,
    FiledHours,
    ListedOrganiser,
    PassList,
    RecordedHours,
    RegisterListed,
)
from verifier.policy.values import ListedBody
from verifier.reasons import Reason
from verifier.rules.case import (
    Case,
    Verdict,
    ask_operator,
    ask_reviewer,
    failed,
    passed,
)
from verifier.rules.days import learning_of
from verifier.rules.hours import amount_of, finite, hours_of, hours_on_file

# A tenth of a title's characters misread leaves a ratio of 90.
_CLOSE_TITLE = 85
_TITLE_SIGNS = str.maketrans("", "", "《》〈〉“”\"'「」()[]【】·-—")
_GOVERNING = (Body.EDUCATION_ADMINISTRATION, Body.GOVERNMENT)
_AUTHORITY = re.compile(
    r"(?:[局厅部](?:[\u4e00-\u9fff]{1,10}[处科室司])?|人民政府|教委|(?:教育|卫生健康|发展和改革)委员会)$"
)
"""How the name of a department of government ends: a council or a union is none."""
_PLAN_FILED, _FILED_ON = "plan_filed", "plan_filed_on"
_FIGURES = re.compile(r"\d+|[一二三四五六七八九十]+")


def listed_organiser(case: Case, rule: Rule) -> Verdict:
    """Look for the organiser in the notice's list and in the register."""
    parameters = rule.given(ListedOrganiser)
    if not case.organisers:
        return ask_reviewer(Reason.NO_ORGANISER)
    register = parameters.register_name
    by_right = [one for one in case.organisers if _may_organise(case, rule, str(one.value))]
    if by_right:
        shown = {"organiser": "、".join(str(one.value) for one in by_right)}
        return passed(Reason.ORGANISER_IS_AUTHORITY, *by_right, **shown)
    known = parameters.names is not None or (
        register is not None and case.registers.loaded(register)
    )
    if not known:
        return ask_operator(Reason.REGISTER_NOT_LOADED, register=register or "")
    bodies = () if parameters.names is None else case.policy.bodies(parameters.names, case.on)
    weak: list[tuple[Field, str]] = []
    for organiser in case.organisers:
        name = str(organiser.value)
        listed = [body for body in bodies if _is_listed(name, body)]
        if listed:
            numbers = "、".join(str(body.number) for body in listed)
            shown = {"organiser": name, "listed": listed[0].name, "numbers": numbers}
            return passed(Reason.ORGANISER_LISTED, organiser, **shown)
        matches = () if register is None else case.registers.match(register, name, _day(case))
        sure = [match for match in matches if match.path.is_fact]
        if sure:
            shown = {"organiser": name, "listed": sure[0].entry.name, "numbers": _lines(sure)}
            return passed(Reason.ORGANISER_LISTED, organiser, **shown)
        weak += ((organiser, match.entry.name) for match in matches)
        weak += ((organiser, body.name) for body in bodies if _resembles(name, body))
    names = "、".join(str(body.value) for body in case.organisers)
    if weak:
        fields = tuple(dict.fromkeys(found for found, _ in weak))
        listed_names = "、".join(dict.fromkeys(name for _, name in weak))
        return ask_reviewer(
            Reason.ORGANISER_NEARLY_LISTED, *fields, organiser=names, listed=listed_names
        )
    if parameters.needed:
        return failed(Reason.ORGANISER_UNLISTED, *case.organisers, organiser=names)
    return ask_reviewer(Reason.ORGANISER_UNLISTED, *case.organisers, organiser=names)


def _may_organise(case: Case, rule: Rule, name: str) -> bool:
    """Say whether an organiser is one of the authorities that the notice lets organise.

    Of another city's or province's authority the notice does not speak.
    """
    ref = rule.given(ListedOrganiser).authorities_of
    if ref is None or body_of(name) not in _GOVERNING or not _AUTHORITY.search(plain(name)):
        return False
    level, here = level_of(name), case.policy.terms(ref, case.on)
    if level is Level.NATIONAL or is_of(name, here):
        return True
    return level is Level.PROVINCIAL and is_of(name, case.policy.area[1:2])


def register_listed(case: Case, rule: Rule) -> Verdict:
    """Look for the organiser in a register of bodies to be careful with."""
    register = rule.given(RegisterListed).register_name
    if not case.registers.loaded(register):
        return ask_operator(Reason.REGISTER_NOT_LOADED, register=register)
    for organiser in case.organisers:
        name = str(organiser.value)
        for match in case.registers.match(register, name, _day(case)):
            shown = {"organiser": name, "listed": match.entry.name}
            if match.path.is_fact:
                return failed(Reason.ORGANISER_WARNED, organiser, **shown)
            return ask_reviewer(Reason.ORGANISER_WARNED, organiser, **shown)
    return passed(Reason.ORGANISER_NOT_WARNED, *case.organisers)


def filed(case: Case, rule: Rule) -> Verdict:
    """Test that the class or platform was filed beforehand, by register or by the claim."""
    parameters = rule.given(Filed)
    register = parameters.register_name
    if case.registers.loaded(register):
        name = _searched(case, parameters.by)
        if name is None:
            return ask_reviewer(Reason.NO_TITLE)
        matches = case.registers.match(register, name, _day(case))
        sure = [match for match in matches if match.path.is_fact]
        if sure:
            return _filed_in_time(case, rule, sure[0].entry)
        if matches:
            listed = "、".join(dict.fromkeys(match.entry.name for match in matches))
            return ask_reviewer(Reason.FILING_RESEMBLES, title=name, listed=listed)
        return failed(Reason.NOT_FILED, *_read_by(case, parameters.by), title=name)
    flag, day = case.fact(parameters.flag), case.fact(_FILED_ON)
    if flag is None and parameters.flag == _PLAN_FILED and isinstance(day, date):
        flag = True  # what has a day of filing was filed
    if flag is True:
        if parameters.lead_days is None or isinstance(day, date):
            return _lead(case, rule, day if isinstance(day, date) else None)
        return ask_operator(Reason.FACT_MISSING, fact=_FILED_ON)
    if flag is False:
        return failed(Reason.NOT_FILED, title=case.title or "—")
    return ask_operator(Reason.REGISTER_NOT_LOADED, register=register)


def filed_hours(case: Case, rule: Rule) -> Verdict:
    """Compare the hours on the document with those filed or recognised for the class."""
    register = rule.given(FiledHours).register_name
    hours = hours_of(case.extraction)
    stated = amount_of(hours) if hours is not None else None
    known = hours_on_file(case, register)
    if known is None:
        return ask_operator(Reason.REGISTER_NOT_LOADED, register=register)
    if hours is None or stated is None:
        return ask_reviewer(Reason.HOURS_NOT_READ)
    shown = {"hours": str(stated), "filed": str(known)}
    reason = Reason.HOURS_AS_FILED if stated <= known else Reason.HOURS_ABOVE_FILED
    return (passed if stated <= known else failed)(reason, hours, **shown)


def pass_list(case: Case, rule: Rule) -> Verdict:
    """Look for the holder in the pass list of this class, with the hours on the document."""
    register = rule.given(PassList).register_name
    rows = _rows_of_holder(case, register)
    if isinstance(rows, Verdict):
        return rows
    if not rows:
        return ask_reviewer(Reason.REGISTER_SILENT, register=register)
    of_class = [row for row in rows if _same_title(case, row.entry) is not False]
    if not of_class:
        return ask_reviewer(Reason.LISTED_ELSEWHERE, line=_lines(rows))
    row = of_class[0]
    if not row.path.is_fact or _same_title(case, row.entry) is None:
        return ask_reviewer(Reason.LISTED_PERHAPS, line=_lines(of_class))
    entry = row.entry
    if not _has_passed(entry):
        return failed(Reason.LISTED_AS_FAILED, line=str(entry.line))
    hours = hours_of(case.extraction)
    stated, listed = amount_of(hours) if hours else None, finite(entry.columns.get("hours"))
    if hours is not None and stated is not None and listed is not None and stated != listed:
        shown = {"hours": str(stated), "listed": str(listed), "line": str(entry.line)}
        return failed(Reason.LISTED_OTHERWISE, hours, **shown)
    return passed(Reason.LISTED_ALIKE, line=str(entry.line))


def recorded_hours(case: Case, rule: Rule) -> Verdict:
    """Look for the course among the hours that a platform has recorded for the holder."""
    register = rule.given(RecordedHours).register_name
    rows = _rows_of_holder(case, register)
    if isinstance(rows, Verdict):
        return rows
    if case.title is None:
        return ask_reviewer(Reason.NO_TITLE)
    alike = [row for row in rows if _same_title(case, row.entry) is not False]
    if any(row.path.is_fact and _same_title(case, row.entry) for row in alike):
        return failed(Reason.RECORDED_ALREADY_IN, title=case.title, line=_lines(alike))
    if alike:
        return ask_reviewer(Reason.RECORDED_PERHAPS, title=case.title, line=_lines(alike))
    return passed(Reason.NOT_RECORDED, title=case.title)


def _rows_of_holder(case: Case, register: str) -> tuple[RegisterMatch, ...] | Verdict:
    """Return the holder's rows, or the verdict that they cannot be looked up."""
    if not case.registers.loaded(register):
        return ask_operator(Reason.REGISTER_NOT_LOADED, register=register)
    holder, read = case.claim.holder, case.extraction.first("holder_name")
    name = holder.name or (str(read.value) if read is not None else None)
    if not holder.id_number and not name:
        return ask_operator(Reason.REGISTER_KEY_MISSING, register=register, key="holder")
    return case.registers.rows_for(register, holder.id_number, name)


def _same_title(case: Case, entry: RegisterEntry) -> bool | None:
    """Say whether a row is of the document's course; None where a person must compare."""
    listed = entry.columns.get("title")
    if case.title is None or not listed:
        return None
    one, other = _titled(case.title), _titled(listed)
    if one == other:
        return True
    # The same words in another order, or one title inside the other, may be the same
    # course; another figure (a second class, another year) never is.
    is_near = one in other or other in one or fuzz.ratio(one, other) >= _CLOSE_TITLE
    return None if is_near and _FIGURES.findall(one) == _FIGURES.findall(other) else False


def _titled(title: str) -> str:
    return plain(title).casefold().translate(_TITLE_SIGNS)


def _is_listed(name: str, body: ListedBody) -> bool:
    return plain(name) in {plain(body.name), *(plain(other) for other in body.also)}


def _resembles(name: str, body: ListedBody) -> bool:
    """Say whether one name stands in the other, such as with a place before it."""
    first, second = plain(name), plain(body.name)
    return first.endswith(second) or second.endswith(first)


def _searched(case: Case, by: str) -> str | None:
    if by == "title":
        return case.title
    platform = case.fact("platform")
    if platform is not None:
        return str(platform)
    return str(case.organisers[0].value) if case.organisers else None


def _read_by(case: Case, by: str) -> tuple[Field, ...]:
    """Return what was read for the search: a misread title was not therefore never filed."""
    title = case.extraction.first("activity_title")
    if by == "title":
        return (title,) if title is not None else ()
    return case.organisers[:1] if case.fact("platform") is None else ()


def _filed_in_time(case: Case, rule: Rule, entry: RegisterEntry) -> Verdict:
    try:
        day = date.fromisoformat(entry.columns.get("filed", ""))
    except ValueError:
        day = None
    return _lead(case, rule, day, line=str(entry.line))


def _lead(case: Case, rule: Rule, day: date | None, line: str = "—") -> Verdict:
    parameters = rule.given(Filed)
    ref = parameters.lead_days
    if ref is None:
        return passed(Reason.FILED, line=line)
    wanted = int(case.policy.amount(ref, case.on))
    learning = learning_of(case.extraction)
    start = case.fact("learning_start")
    if day is None or not isinstance(start, date):
        return ask_reviewer(Reason.FILING_DAY_UNKNOWN, wanted=str(wanted))
    fields = learning.fields if learning is not None else ()
    apart = (start - day).days
    shown = {"day": day.isoformat(), "start": start.isoformat(), "wanted": str(wanted)}
    if apart == 0 and parameters.same_day == "asks":
        return ask_reviewer(Reason.FILED_SAME_DAY, *fields, **shown)
    if apart >= wanted:
        return passed(Reason.FILED_AHEAD, *fields, **shown)
    return failed(Reason.FILED_TOO_LATE, *fields, **shown)


def _day(case: Case) -> date | None:
    start = case.fact("learning_start")
    return start if isinstance(start, date) else None


def _lines(matches: Iterable[RegisterMatch]) -> str:
    return "、".join(str(match.entry.line) for match in matches)


def _has_passed(entry: RegisterEntry) -> bool:
    return not any(word in entry.status for word in ("不合格", "未通过", "不及格", "fail"))
