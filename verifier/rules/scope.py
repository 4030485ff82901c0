"""Rules about whom a notice speaks to, which office reviews, and what registers say."""

from __future__ import annotations

from verifier.policy.notice import Rule
from verifier.policy.parameters import RegisterStatus, ReviewRoute, ScopePerson
from verifier.reasons import Reason
from verifier.rules.case import (
    Case,
    Verdict,
    ask_operator,
    ask_reviewer,
    failed,
    passed,
)


def scope_person(case: Case, rule: Rule) -> Verdict:
    """Test that the claimant's post is one the notice covers; what it omits, a person decides."""
    parameters = rule.given(ScopePerson)
    position = case.claim.position
    if position is None:
        return ask_operator(Reason.NO_POSITION_GIVEN)
    if position in case.policy.terms(parameters.covered, case.on):
        return passed(Reason.POSITION_COVERED, position=position)
    if position in case.policy.terms(parameters.outside, case.on):
        return failed(Reason.POSITION_OUTSIDE, position=position)
    return ask_reviewer(Reason.POSITION_OPEN, position=position)


def register_status(case: Case, rule: Rule) -> Verdict:
    """Ask a register about the holder or the school."""
    parameters = rule.given(RegisterStatus)
    register = parameters.register_name
    if not case.registers.loaded(register):
        return ask_operator(Reason.REGISTER_NOT_LOADED, register=register)
    holder = case.claim.holder
    key = case.claim.school if parameters.key == "school" else holder.id_number or holder.name
    if key is None:
        return ask_operator(Reason.REGISTER_KEY_MISSING, register=register, key=parameters.key)
    entry = case.registers.lookup(register, key)
    if entry is None:
        return ask_reviewer(Reason.REGISTER_SILENT, register=register)
    shown = {"register": register, "status": entry.status}
    if entry.status in parameters.confirms:
        return passed(Reason.REGISTER_CONFIRMS, **shown)
    if entry.status in parameters.objects:
        return failed(Reason.REGISTER_OBJECTS, **shown)
    return ask_reviewer(Reason.REGISTER_SILENT, **shown)


def review_route(case: Case, rule: Rule) -> Verdict:
    """Name the office that reviews second."""
    offices = rule.given(ReviewRoute).offices
    route = case.claim.route
    if route is None or route not in offices:
        return ask_operator(Reason.NO_ROUTE_GIVEN)
    return passed(Reason.ROUTE_FOUND, office=offices[route])
