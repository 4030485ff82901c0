"""The labelled sets keep their word: files, labels, conditions and invented people."""

import importlib
import json
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from extractor.fields.kinds import kinds
from extractor.language.identifiers import id_check_digit_ok

FIXTURES = Path(__file__).parent.parent / "fixtures"
SETS = ("dev", "test")
FIELDS = {
    "holder_name", "holder_id", "employer", "activity_title", "hours", "start_date", "end_date",
    "issue_date", "issuers", "certificate_number", "result", "document_number", "credits", "location",
    "authors", "holder_rank", "journal", "cn_number", "issn", "doi", "volume", "issue", "pages",
    "characters", "isbn", "publisher", "level", "project_role", "project_number", "sub_project",
    "patent_type", "patent_number", "award_class", "courses_passed",
}  # fmt: skip
CONDITIONS = {
    "clean150", "clean200", "clean300", "skew", "rot90", "rot180", "rot270", "phone", "jpeg30",
    "blur", "photocopy", "screenshot", "born_digital", "scanned_pdf",
}  # fmt: skip


def truth(name):
    return json.loads((FIXTURES / name / "truth.json").read_text("utf-8"))


@pytest.mark.parametrize("name", SETS)
def test_every_file_is_labelled_and_every_label_has_its_file(name):
    files = {path.name for path in (FIXTURES / name).iterdir()} - {"truth.json"}
    assert files == set(truth(name))


@pytest.mark.parametrize("name", SETS)
def test_labels_speak_the_contract(name):
    for label in truth(name).values():
        assert set(label["fields"]) <= FIELDS
        assert label["condition"] in CONDITIONS
        assert label["language"] in ("zh", "en")
        for key in ("start_date", "end_date", "issue_date"):
            value = label["fields"].get(key)
            if value is not None:
                date.fromisoformat(value + "-01" * (2 - value.count("-")))


@pytest.mark.parametrize("name", SETS)
def test_every_condition_is_there(name):
    assert {label["condition"] for label in truth(name).values()} == CONDITIONS


@pytest.mark.parametrize("name", SETS)
def test_no_id_number_could_be_a_real_one(name):
    numbers = [label["fields"].get("holder_id", "") for label in truth(name).values()]
    whole = [number for number in numbers if re.fullmatch(r"\d{17}[\dX]", number)]
    assert whole
    assert not any(id_check_digit_ok(number) for number in whole)


def test_the_two_sets_share_no_template():
    used = [{label["template"] for label in truth(name).values()} for name in SETS]
    assert used[0].isdisjoint(used[1])
    assert len(used[0]) >= 24
    assert len(used[1]) >= 12


def test_the_two_sets_share_no_invented_word():
    def invented(name):
        for label in truth(name).values():
            fields = label["fields"]
            yield from (fields.get(k) for k in ("holder_name", "employer", "activity_title"))
            yield from fields.get("issuers", ())
            yield from label["seals"]

    words = [set(invented(name)) - {None} for name in SETS]
    assert all(words)
    assert words[0].isdisjoint(words[1])


@pytest.mark.parametrize("name", SETS)
def test_the_scenario_still_describes_the_labels(name, monkeypatch):
    monkeypatch.syspath_prepend(str(FIXTURES))
    make = importlib.import_module("make")
    planned = {document.name: document.label for document in make.plan(name)}
    assert make.written(planned) == (FIXTURES / name / "truth.json").read_text("utf-8")


def test_every_kind_has_enough_documents_and_templates():
    labels = [label for name in SETS for label in truth(name).values()]
    for kind in {label["kind"] for label in labels}:
        of_kind = [label for label in labels if label["kind"] == kind]
        assert len(of_kind) >= 8, kind
        assert len({label["template"] for label in of_kind}) >= 3, kind
    assert {label["kind"] for label in labels} == {cues.kind for cues in kinds()}


def test_there_are_enough_documents():
    assert sum(len(truth(name)) for name in SETS) >= 250
    assert len(truth("test")) >= 80


@pytest.mark.parametrize("name", SETS)
def test_every_document_of_a_claim_is_there_and_labelled(name):
    folder = FIXTURES / "bundles" / name
    labels = json.loads((folder / "truth.json").read_text("utf-8"))
    bundles = json.loads((folder / "bundles.json").read_text("utf-8"))
    files = {path.name for path in folder.iterdir()} - {"truth.json", "bundles.json"}
    assert files == set(labels) == {file for one in bundles.values() for file in one["files"]}
    assert {part for one in bundles.values() for part in one["finds"].values()} >= {
        "passed",
        "failed",
    }
    for label in labels.values():
        assert set(label["fields"]) <= FIELDS


def test_the_claims_of_the_two_sets_share_no_person_and_no_template():
    said = []
    for name in SETS:
        labels = json.loads((FIXTURES / "bundles" / name / "truth.json").read_text("utf-8"))
        said.append(
            {label["template"] for label in labels.values()}
            | {label["fields"].get("holder_name", name) for label in labels.values()}
        )
    assert said[0].isdisjoint(said[1])


@pytest.fixture
def drawn(monkeypatch):
    """Return a module of the fixtures by its name."""
    monkeypatch.syspath_prepend(str(FIXTURES))
    return importlib.import_module


def test_rotating_captures_and_alterations_are_evenly_used(drawn):
    families = drawn("families")
    turns = families.Turns(3)
    captured, altered = Counter(), Counter()
    for base in range(80):
        ways = turns.captures()
        assert len(set(ways)) == 3
        captured.update(ways)
        # every fourth base has no number that could be altered
        what = next(w for w in turns.alterations() if base % 4 or w != "number")
        turns.note(what)
        altered[what] += 1
    assert set(captured) == set(families.TRANSFORMS)
    assert len(set(captured.values())) == 1
    assert max(altered.values()) - min(altered.values()) <= 1


def test_members_that_are_not_captured_in_every_way_may_stay_alone(drawn):
    turns = drawn("families").Turns(0)
    assert (turns.captures(), turns.alterations()) == ((), [])


def test_three_hundred_bases_are_one_family_of_each_template(drawn):
    families = drawn("families")
    wanted = families.Wanted(300, "any", 0, 3, tuple(families.TEMPLATES), families.SIZES)
    plans = list(families._plans(wanted))
    assert sum(size for *_, size in plans) == 300
    assert {size for *_, size in plans} >= {2, 40}
    assert {template for _, _, template, _ in plans} == {
        name for names in families.TEMPLATES.values() for name in names
    }


@pytest.mark.parametrize("split", ["tuned", "held_out"])
def test_every_proof_of_a_conference_prints_its_own_title_and_days(split, drawn):
    events, render = drawn("events"), drawn("render")
    env = render.environment()
    days = {}
    for event in events.EVENTS:
        printed = set()
        for proof, templates in events.PROOFS[split].items():
            for template in templates:
                facts = events.Conference("any-00", split, event, proof)
                html = render.to_html(env, f"{template}.html", facts)
                fields = facts.truth
                assert fields["activity_title"] in html
                printed.add((fields["activity_title"], fields["start_date"], fields["end_date"]))
        (days[event],) = printed
    title, begin, _ = days["itself"]
    assert days["same_title"][0] == title
    assert days["same_title"][1] != begin
    assert days["same_days"][1] == begin
    assert days["same_days"][0] != title
    assert days["next_edition"][1] > begin
