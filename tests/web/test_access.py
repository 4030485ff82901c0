"""Every route, every role, of the own unit and of another: generated from the application.

A route that no rule names fails the test; so does a rule without its route.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import insert
from starlette.routing import Mount, Route

from verifier.keys import COURSE
from verifier.store import accounts, claims, documents, relations, review, typefaces
from verifier.store.accounts import Role, UnitKind
from verifier.store.tables import evidence_key

PASSWORD = "correct horse"
PAPER = ("a.jpg", b"\xff\xd8 a", "image/jpeg")
LIST = (
    "名单.csv",
    "序号,姓名,单位,身份证号码,技术职称,培训学时,考试结果,备注,培训主题,培训时间\n"
    "1,林晓芸,甲区一中,44000019900101123X,一级教师,30,合格,,骨干教师研修,2021年7月5日至7月9日\n".encode(),
    "text/csv",
)

RELATION = {"relation": "altered", "unread": [], "reasons": [], "compared": [], "regions": [],
            "pages": [], "weights": {}}  # fmt: skip

NOBODY = "nobody"
# of the claim's school, the district above it, and those who see everything
TEACHER, COLLEAGUE, FIRST, SECOND = "teacher", "colleague", "first", "second"
AUDITOR, INSPECTOR, ADMIN, ORGANISER = "auditor", "inspector", "admin", "organiser"
# of another place
FOREIGN = (
    "foreign_teacher", "stranger", "foreign_second", "foreign_organiser", "foreign_auditor",
    "foreign_admin",
)  # fmt: skip
SIGNED = frozenset(
    {TEACHER, COLLEAGUE, FIRST, SECOND, AUDITOR, INSPECTOR, ADMIN, ORGANISER, *FOREIGN}
)
EVERYBODY = SIGNED | {NOBODY}
WHO_SEE = frozenset({TEACHER, FIRST, SECOND, AUDITOR, INSPECTOR, ADMIN})
REVIEWERS = frozenset(
    SIGNED - {TEACHER, COLLEAGUE, ORGANISER, "foreign_teacher", "foreign_organiser"}
)
OF_LISTS = frozenset(
    {SECOND, ORGANISER, AUDITOR, INSPECTOR, ADMIN, "foreign_second", "foreign_organiser",
     "foreign_auditor", "foreign_admin"}
)  # fmt: skip
SEE_COURSE = frozenset({ORGANISER, SECOND, AUDITOR, INSPECTOR, ADMIN})
SUBMIT = SIGNED - {
    AUDITOR, ADMIN, INSPECTOR, ORGANISER, "foreign_organiser", "foreign_auditor"
}  # fmt: skip


@dataclass(frozen=True)
class Rule:
    """Who gets in, and the form that a person who may would send."""

    who: frozenset[str]
    form: dict[str, object] = field(default_factory=dict)
    files: tuple[tuple[str, tuple[str, bytes, str]], ...] = ()
    query: str = ""


def only(*who: str) -> frozenset[str]:
    return frozenset(who)


RULES = {
    "GET /livez": Rule(EVERYBODY),
    "GET /readyz": Rule(EVERYBODY),
    "GET /version": Rule(EVERYBODY),
    "GET /metrics": Rule(EVERYBODY),
    "GET /language/{language}": Rule(EVERYBODY),
    "GET /": Rule(SIGNED),
    "GET /sign-in": Rule(EVERYBODY),
    "POST /sign-in": Rule(EVERYBODY, {"login": "first", "password": PASSWORD}),
    "POST /sign-out": Rule(SIGNED),
    "GET /queue": Rule(SIGNED),
    "POST /queue/filters": Rule(SIGNED, {"name": "a", "query": "mine=true"}),
    "POST /queue/filters/drop": Rule(SIGNED, {"name": "a"}),
    "POST /bulk/preview": Rule(WHO_SEE, {"claim": "{claim}"}),
    # each claim that one may not decide is left out and told: nothing is refused as a whole
    "POST /bulk/confirm": Rule(SIGNED, {"claim": "{claim}:1"}),
    "POST /bulk/undo": Rule(SIGNED, {"decision": "1"}),
    "GET /claims/{number}": Rule(WHO_SEE),
    "POST /claims/{number}/decision": Rule(only(FIRST), {"version": "{version}", "outcome": "confirm", "hours": "40"}),
    "POST /claims/{number}/facts": Rule(only(FIRST), {"version": "{version}"}),
    "POST /decisions/{number}/undo": Rule(frozenset()),
    "POST /claims/{number}/take": Rule(only(FIRST)),
    "GET /claims/{number}/events": Rule(WHO_SEE),
    "POST /claims/{number}/pass-on": Rule(only(FIRST), {"to": "{other_reviewer}"}),
    "POST /claims/{number}/release": Rule(frozenset()),
    "POST /claims/{number}/postpone": Rule(only(FIRST), {"until": "2030-01-01"}),
    "POST /evidence/{number}/correction": Rule(
        only(FIRST), {"field": "hours", "new": "41"}
    ),
    "POST /evidence/{number}/originality": Rule(
        only(FIRST), {"claim": "{claim}", "answer": "unsure"}
    ),
    "GET /compare": Rule(WHO_SEE, query="?left={evidence}&right={evidence}"),
    "GET /claims/{number}/pages/{digest}.jpg": Rule(WHO_SEE),
    "GET /claims/{number}/files/{evidence}": Rule(WHO_SEE),
    "GET /claims/{number}/notice": Rule(WHO_SEE),
    "GET /claims/{number}/notice.pdf": Rule(WHO_SEE),
    "GET /my": Rule(SIGNED),
    "GET /submit": Rule(SIGNED),
    "POST /submit": Rule(SUBMIT, {"policy": "guangzhou-education-2021"}, (("files", PAPER),)),
    "POST /claims/{number}/supplement": Rule(only(TEACHER), {}, (("files", PAPER),)),
    "GET /precheck": Rule(EVERYBODY),
    "POST /precheck": Rule(EVERYBODY, {"policy": "guangzhou-education-2021"}, (("files", PAPER),)),
    "GET /precheck/{secret}": Rule(EVERYBODY),
    "GET /precheck/{secret}/events": Rule(EVERYBODY),
    "GET /precheck/{secret}/pages/{digest}.jpg": Rule(EVERYBODY),
    "GET /precheck/{secret}/receipt.json": Rule(EVERYBODY),
    "POST /precheck/{secret}/submit": Rule(SUBMIT),
    "GET /ledger.{form}": Rule(REVIEWERS),
    "GET /annex.{form}": Rule(REVIEWERS),
    "GET /my/year": Rule(SIGNED),
    "GET /people/{number}/year": Rule(WHO_SEE),
    "GET /overview": Rule(SIGNED),
    "GET /units/{number}": Rule(WHO_SEE - {TEACHER}),
    "GET /sample": Rule(REVIEWERS),
    "GET /sample/{number}": Rule(only(FIRST, SECOND, AUDITOR, INSPECTOR, ADMIN)),
    "POST /sample/{number}": Rule(only(FIRST, SECOND, AUDITOR, INSPECTOR, ADMIN), {"outcome": "void"}),
    "GET /courses": Rule(OF_LISTS),
    "GET /courses/template.{form}": Rule(OF_LISTS),
    "POST /courses": Rule(
        only(ORGANISER, SECOND, "foreign_second", "foreign_organiser", "foreign_admin"),
        {"policy": "hefei-hr-2021"}, (("files", LIST),),
    ),
    "GET /courses/{number}": Rule(SEE_COURSE),
    "GET /courses/{number}/list.{form}": Rule(SEE_COURSE),
    "GET /courses/{number}/file": Rule(only(ORGANISER, SECOND, ADMIN)),
    "POST /courses/{number}/withdraw": Rule(only(ORGANISER, SECOND, ADMIN)),
    "GET /lists": Rule(REVIEWERS),
    "POST /lists": Rule(
        only(FIRST, SECOND, ADMIN), {"kind": "pass-list", "unit": "{school}"}, (("files", LIST),)
    ),
    "POST /lists/drop": Rule(
        only(FIRST, SECOND, ADMIN), {"kind": "pass-list", "unit": "{school}"}
    ),
    "GET /trainings": Rule(SIGNED),
    "GET /trainings/{digest}": Rule(only(FIRST)),
    "GET /relations/{evidence}/{other}": Rule(WHO_SEE),
    "GET /relations/{evidence}/{other}/picture.jpg": Rule(WHO_SEE),
    "GET /types/{evidence}/{field}.jpg": Rule(WHO_SEE),
    "GET /trail": Rule(only(AUDITOR, ADMIN)),
    "GET /trail/verify": Rule(only(AUDITOR, ADMIN)),
    "GET /api/v1/openapi.json": Rule(EVERYBODY),
    "GET /api/v1/policies": Rule(SIGNED),
    "GET /api/v1/claims": Rule(SIGNED),
    "POST /api/v1/claims": Rule(
        SUBMIT, {"policy": "guangzhou-education-2021"}, (("files", PAPER),)
    ),
    "GET /api/v1/claims/{number}": Rule(WHO_SEE),
    "GET /api/v1/claims/{number}/pictures/{digest}": Rule(WHO_SEE),
    "POST /api/v1/claims/{number}/decisions": Rule(only(FIRST), {"outcome": "confirm", "hours": "40"}),
}  # fmt: skip
NEEDS_DECIDED = {
    "GET /claims/{number}/notice", "GET /claims/{number}/notice.pdf",
    "POST /claims/{number}/supplement", "GET /sample/{number}", "POST /sample/{number}",
}  # fmt: skip


def names_of(routes, prefix=""):
    for route in routes:
        if isinstance(route, Mount):
            yield from names_of(getattr(route.app, "routes", ()), prefix + route.path)
        elif hasattr(route, "original_router"):
            yield from names_of(route.original_router.routes, prefix)
        elif isinstance(route, Route) or hasattr(route, "methods"):
            methods = set(route.methods) - {"HEAD", "OPTIONS"}
            yield from (f"{method} {prefix}{route.path}" for method in methods)


def test_every_route_has_its_rule(site):
    assert set(names_of(site.client.app.routes)) == set(RULES)


@pytest.fixture
def people(site):
    """Somebody of every role, of the school or above it, and of another place."""
    with site.desk.database.writing() as connection:
        district = site.people["second"].unit
        away = accounts.add_unit(connection, "丙区教育局", UnitKind.DISTRICT)
        afar = accounts.add_unit(connection, "丙区三中", UnitKind.SCHOOL, away)
        base = accounts.add_unit(connection, "甲区培训基地", UnitKind.CENTRE, district)
        for login, role, unit in (
            (ORGANISER, Role.ORGANISER, base),
            (INSPECTOR, Role.AUDITOR, district),
            ("foreign_teacher", Role.TEACHER, afar),
            ("foreign_second", Role.AUTHORITY_REVIEWER, away),
            ("foreign_organiser", Role.ORGANISER, away),
            ("foreign_auditor", Role.AUDITOR, away),
            ("foreign_admin", Role.ADMINISTRATOR, away),
        ):
            number = accounts.add_account(connection, login, login, PASSWORD, role, unit)
            site.people[login] = accounts.get_account(connection, number)
    return site.people


class Scene:
    """A claim, a pre-check and a pass list to be asked for."""

    def __init__(self, site):
        self.site = site
        organiser = site.sign_in(ORGANISER)
        form = {"csrf": site.token(organiser), "policy": "hefei-hr-2021"}
        filed = organiser.post("/courses", data=form, files=[("files", LIST)])
        self.course = filed.headers["location"].rpartition("/")[2]
        self.turn = 0

    def fill(self, name):
        """Make what a route needs; return its parameters."""
        self.turn += 1
        number = self.site.claim(self.turn)
        with self.site.desk.database.writing() as connection:
            if name in NEEDS_DECIDED:
                found = claims.get(connection, number, self.site.people[FIRST])
                outcome = claims.Decided.RETURN if "sample" not in name else claims.Decided.CONFIRM
                review.decide(
                    connection, number, found.version, outcome,
                    by=self.site.people["other"], comment="x",
                    onward=review.Onward(claims.State.CONFIRMED) if "sample" in name else None,
                )  # fmt: skip
            (paper,) = documents.of_claim(connection, number)
            found = claims.get(connection, number, self.site.people[ADMIN])
            digest, other = paper.pages[0], 0
            if "/trainings/" in name:
                digest = f"{self.turn:064d}"
                key = {"evidence_id": paper.id, "kind": COURSE, "digest": digest}
                connection.execute(insert(evidence_key).values(key))
            if "/relations/" in name:
                (beside,) = documents.of_claim(connection, number - 1)
                other = beside.id
                related = relations.Found(paper.id, other, "altered", RELATION, paper.pages[0])
                relations.note(connection, [paper.id], [related])
            if "/types/" in name:
                (beside,) = documents.of_claim(connection, number - 1)
                told = typefaces.SetOtherwise(
                    paper.id, beside.id, "certificate_number", paper.pages[0]
                )
                typefaces.note(connection, [paper.id], [told])
        secret = ""
        if "secret" in name:
            form = {"policy": "guangzhou-education-2021"}
            made = self.site.client.post("/precheck", data=form, files=[("files", PAPER)])
            secret = made.headers["location"].rpartition("/")[2]
            self.site.read()
        course = "/courses" in name
        person = "/people" in name
        return {
            "number": self.course if course else self.site.people[TEACHER].id if person
            else self.site.school if "/units" in name
            else paper.id if "/evidence" in name else number,
            "field": "certificate_number",
            "claim": number, "version": found.version, "evidence": paper.id,
            "digest": digest, "other": other, "secret": secret, "language": "zh", "form": "csv",
            "school": self.site.school, "other_reviewer": self.site.people["other"].id,
        }  # fmt: skip


def refused(answer):
    to_sign_in = answer.status_code == 303 and "/sign-in?" in answer.headers.get("location", "")
    return answer.status_code in (401, 403, 404) or to_sign_in


def ask(client, name, rule, filled, token):
    method, path = name.split(" ")
    path = path.format_map(filled) + rule.query.format_map(filled)
    form = {key: str(value).format_map(filled) for key, value in rule.form.items()}
    if method == "GET":
        return client.get(path)
    if path.endswith("/decisions"):
        return client.post(path, json=form, headers={"if-match": f'"{filled["version"]}"'})
    if token and "/sign-in" not in path:
        form["csrf"] = token
    return client.post(path, data=form, files=list(rule.files) or None)


@pytest.mark.parametrize("who", sorted(EVERYBODY))
def test_everybody_gets_in_where_they_may_and_nowhere_else(site, people, who, monkeypatch):
    monkeypatch.setattr("web.pages.precheck._ATTEMPTS.allow", lambda _: True)
    scene, wrong = Scene(site), []
    client, token, programs = TestClient(site.client.app, follow_redirects=False), "", None
    programs = TestClient(site.client.app, follow_redirects=False)
    if who != NOBODY:
        client = site.sign_in(who)
        token = site.token(client)
        with site.desk.database.writing() as connection:
            made = accounts.add_token(connection, who, "matrix")
        programs.headers["authorization"] = f"Bearer {made}"
    last = ("POST /sign-out", "POST /sign-in")  # they end the session, or begin another's
    for name in [*(n for n in RULES if n not in last), *last]:
        rule, filled = RULES[name], scene.fill(name)
        before = site.get(filled["claim"])
        answer = ask(programs if "/api/" in name else client, name, rule, filled, token)
        allowed = who in rule.who
        if allowed is refused(answer) or answer.status_code >= 500:
            wrong.append((name, answer.status_code, answer.headers.get("location")))
        if not allowed and site.get(filled["claim"]) != before:
            wrong.append((name, "changed the claim"))
        if allowed and answer.status_code == 422:
            wrong.append((name, "was not asked as it wants"))
    assert wrong == [], "\n".join(map(str, wrong))
