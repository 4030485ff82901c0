"""A wrong notice stops the start and says where; the museum holds one file a defect."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verifier.errors import PolicyError, UnknownPolicy
from verifier.policy.file import MAX_CHARACTERS, read_tree
from verifier.policy.load import load_policies, load_policy, parse_policy
from verifier.policy.notice import Policy
from verifier.policy.parameters import PARAMETERS
from verifier.rules import RULES

MUSEUM = Path(__file__).parents[1] / "museum"
BROKEN = sorted(path for path in MUSEUM.glob("*.yaml") if path.stem != "sound")


def faults_of(text: str) -> list[tuple[int, str]]:
    with pytest.raises(PolicyError) as caught:
        parse_policy(text, "x.yaml")
    return [(fault.line, fault.reason) for fault in caught.value.faults]


def test_the_sound_exhibit_loads():
    policy = parse_policy((MUSEUM / "sound.yaml").read_text(encoding="utf-8"), "sound.yaml")
    assert policy.id == "small-notice-2021"


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_each_broken_exhibit_is_refused_with_its_line_and_reason(path: Path):
    text = path.read_text(encoding="utf-8")
    expected = re.match(r"# fault (\d+): (.*)", text)
    assert expected is not None
    line, reason = int(expected.group(1)), expected.group(2)
    assert any(at == line and reason in said for at, said in faults_of(text)), faults_of(text)


def test_all_faults_of_a_file_are_reported_at_once():
    text = (MUSEUM / "sound.yaml").read_text(encoding="utf-8")
    text = text.replace('"2021-06-01"', '"2021-06-31"').replace("void", "prison")
    text = text.replace("issuer: 某市教育局", "issuer: 某市教育局\nissud: x")
    assert len(faults_of(text)) == 3


def test_a_fault_names_the_file():
    with pytest.raises(PolicyError) as caught:
        parse_policy("id: [", "city.yaml")
    assert "city.yaml:1:" in caught.value.message
    assert caught.value.exit_code == 5


def test_an_oversized_file_is_refused_before_it_is_parsed():
    assert read_tree("a" * (MAX_CHARACTERS + 1), "x").faults
    assert not read_tree("a" * MAX_CHARACTERS, "x").faults


@given(st.text(max_size=200))
def test_no_text_makes_the_loader_break_otherwise_than_by_a_policy_error(text: str):
    with pytest.raises(PolicyError):
        parse_policy(text, "x.yaml")


def test_every_kind_has_its_function_and_every_function_its_kind():
    assert set(RULES) == set(PARAMETERS)


def test_an_unknown_id_lists_the_known_ones():
    with pytest.raises(UnknownPolicy) as caught:
        load_policy("atlantis-2021")
    assert "guangzhou-education-2021" in caught.value.known
    assert caught.value.exit_code == 2


def test_a_further_folder_adds_a_notice(tmp_path: Path):
    (tmp_path / "small.yaml").write_bytes((MUSEUM / "sound.yaml").read_bytes())
    assert set(load_policies(tmp_path)) == {*load_policies(), "small-notice-2021"}


def test_the_same_id_in_two_files_is_refused(tmp_path: Path):
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_bytes((MUSEUM / "sound.yaml").read_bytes())
    with pytest.raises(PolicyError, match="id used twice"):
        load_policies(tmp_path)


def test_a_file_that_is_no_text_is_refused_by_name(tmp_path: Path):
    (tmp_path / "bad.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(PolicyError, match=r"bad\.yaml"):
        load_policies(tmp_path)


def test_the_folder_must_exist(tmp_path: Path):
    with pytest.raises(PolicyError, match="not a folder"):
        load_policies(tmp_path / "none")


def guangzhou_ids() -> set[str]:
    return {"GZ-ZH", "GZ-KF", "GZ-GZ", "GZ-HF"} | {f"GZ-{number:03d}" for number in range(5, 60)}


def test_every_statement_of_the_guangzhou_notice_is_accounted_for():
    served = {row for row, _ in load_policy("guangzhou-education-2021").served()}
    assert served == guangzhou_ids()


def test_every_rule_cites_the_notice_it_belongs_to():
    policy = load_policy("guangzhou-education-2021")
    for rule in policy.rules:
        clause = rule.cite(policy.id)
        assert clause.policy == policy.id
        assert set(clause.catalogue) <= guangzhou_ids()


def test_a_policy_survives_the_way_through_its_own_json():
    policy = load_policy("guangzhou-education-2021")
    assert Policy.model_validate_json(policy.model_dump_json(by_alias=True)) == policy
