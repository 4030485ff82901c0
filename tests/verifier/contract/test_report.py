"""The JSON keeps the contract, says nothing it does not know, and cannot act on a terminal."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from extractor.document import CaptureReason, Problem, Seal, Signal
from extractor.errors import EncryptedInput
from tests.verifier.builders import PLACE, certificate, field, judge
from verifier.contract.models import READING_SCHEMA
from verifier.contract.report import reading_to_json, report_to_json, unread_to_json
from verifier.contract.schemas import MODELS, schema_text, write_schemas
from verifier.explain import message_of, remedy_of
from verifier.model import Outcome, Unread
from verifier.reasons import Reason
from verifier.sentences import SENTENCES

SCHEMAS = Path(__file__).parents[3] / "docs" / "schemas"


def schema(name: str) -> Draft202012Validator:
    text = (SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8")
    return Draft202012Validator(json.loads(text))


@pytest.mark.parametrize("name", MODELS)
def test_the_schemas_in_the_repository_are_the_codes_own(name: str):
    text = (SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8")
    assert text == schema_text(MODELS[name])
    Draft202012Validator.check_schema(json.loads(text))


def test_the_command_writes_the_schemas(tmp_path: Path):
    write_schemas(tmp_path / "new")
    assert len(list((tmp_path / "new").iterdir())) == len(MODELS)


def test_no_schema_is_left_over():
    assert {path.name for path in SCHEMAS.glob("*.json")} == {f"{n}.schema.json" for n in MODELS}


def test_a_report_has_the_names_of_the_contract():
    data = json.loads(report_to_json(judge(certificate())))
    assert list(data)[:2] == ["schema", "source"]
    assert data["schema"] == "xueshi.report/1"
    assert data["source"] == {
        "name": "a.jpg",
        "sha256": "00" * 32,
        "media_type": "image/jpeg",
        "pages": 1,
    }
    assert data["kind"] == {"value": "training_certificate", "confidence": 0.98}
    assert data["fields"]["hours"] == {
        "value": 40,
        "unit": "学时",
        "confidence": 0.98,
        "page": 1,
        "box": [0.1, 0.1, 0.4, 0.2],
        "text": "40",
    }
    assert data["fields"]["issuers"][0]["role"] == "issuer"
    assert data["seals"][0]["colour"] == "red"
    assert data["originality"] == {"assessment": "original", "signals": []}
    assert data["quality"] == {"grade": "good", "reasons": []}
    assert data["recommendation"] == "ready"
    found = next(one for one in data["findings"] if one["rule"] == "learning-window")
    assert found["clause"] == {
        "policy": "guangzhou-education-2021",
        "locator": "四(一)",
        "catalogue": ["GZ-025"],
    }
    assert found["fields"] == ["start_date", "end_date"]
    assert found["evidence"] == [{"page": 1, "box": [0.1, 0.1, 0.4, 0.2]}]
    assert data["credit"]["hours"] == 40
    assert data["credit"]["steps"][0]["clause"]["locator"] == "二(二)"
    schema("report").validate(data)


def test_hours_that_only_a_person_can_say_are_null():
    data = json.loads(report_to_json(judge(certificate(hours=None))))
    assert data["credit"]["hours"] is None
    assert data["credit"]["basis"] == "reviewer"
    schema("report").validate(data)


def test_a_field_that_is_not_on_the_document_is_absent():
    data = json.loads(reading_to_json(certificate(hours=None)))
    assert "hours" not in data["fields"]
    assert "findings" not in data
    assert data["schema"] == "xueshi.reading/1"
    schema("reading").validate(data)


def test_of_a_field_read_twice_the_most_certain_stands():
    read = certificate(fields=(field("holder_name", "林晓云", 0.5),))
    assert json.loads(reading_to_json(read))["fields"]["holder_name"]["value"] == "林晓芸"


def test_every_optional_part_follows_the_schema():
    read = replace(
        certificate(signals=(Signal("a", 0.5, "copy"), Signal("b", 1.0, "copy", PLACE))),
        seals=(Seal(PLACE, "red"),),
        problems=(Problem("E-INPUT-DAMAGED", "坏。 Bad.", "重扫。 Again.", 2),),
    )
    data = json.loads(report_to_json(judge(read)))
    schema("report").validate(data)
    assert data["originality"]["signals"][0]["box"] is None
    assert "text" not in data["seals"][0]


@pytest.mark.parametrize("reason", CaptureReason)
def test_every_reason_of_a_capture_is_said_in_words_with_a_next_step(reason: CaptureReason):
    data = json.loads(reading_to_json(certificate(capture=reason)))["originality"]
    assert data["reason"] == reason
    assert re.match("[一-鿿]", data["message"]), "the Chinese sentence comes first"
    assert data["next_step"]


def test_a_colour_copy_is_named_as_what_a_picture_cannot_tell_apart():
    data = json.loads(reading_to_json(certificate(capture=CaptureReason.RED_SEAL_OK)))
    assert "彩色复印件" in data["originality"]["message"]


@pytest.mark.parametrize("value", ["40.5", "0.5", "40", "40.0"])
def test_hours_are_numbers(value: str):
    data = json.loads(reading_to_json(certificate(hours=Decimal(value))))
    assert data["fields"]["hours"]["value"] == float(value)


def test_a_file_that_could_not_be_read_has_a_line_of_its_own():
    unread = Unread("a.pdf", EncryptedInput("需要密码。 Needs a password."))
    data = json.loads(unread_to_json(unread))
    assert data["error"]["code"] == "E-INPUT-ENCRYPTED"
    assert data["error"]["remedy"]
    assert data["source"] == {"name": "a.pdf"}
    schema("unread").validate(data)
    assert json.loads(unread_to_json(unread, READING_SCHEMA))["schema"] == "xueshi.reading/1"


@pytest.mark.parametrize(
    "hostile", ["\x1b[31m", "\x9b31m", "a\nb", "\u202eabc", "\u2066", "\ud800", "\x00", "{0}"]
)
def test_no_text_of_a_page_can_act_on_a_terminal_or_break_the_line(hostile: str):
    read = certificate(activity_title=hostile, holder_name=hostile, issuers=hostile, name=hostile)
    line = report_to_json(judge(read))
    assert line.encode("utf-8")
    assert not any(ord(char) < 32 or 0x7F <= ord(char) < 0xA0 for char in line)
    assert not set(line) & set("\u202e\u2066\ud800")
    assert json.loads(line)["fields"]["activity_title"]["value"] == hostile


def test_every_reason_has_its_sentences():
    assert set(SENTENCES) == set(Reason)
    for sentence in SENTENCES.values():
        assert sentence.zh.endswith(("。", "{question}", "{text}"))
        assert sentence.en.endswith((".", "{question_en}", "{text_en}"))
        assert bool(sentence.remedy_zh) == bool(sentence.remedy_en)


def test_what_is_not_in_order_says_what_to_do():
    report = judge(
        certificate(holder_name="周立安", hours=None, start_date="2020-07-05", end_date=None)
    )
    for found in report.findings:
        assert message_of(found).zh
        if found.outcome in (Outcome.FAILED, Outcome.INDETERMINATE):
            assert remedy_of(found).both, found.rule
        else:
            assert not remedy_of(found).both


def test_codes_are_shown_as_words():
    found = next(one for one in judge(certificate()).findings if one.rule == "three-classes")
    assert "专业科目" in message_of(found).zh
    assert "professional" in message_of(found).en


def test_every_reason_is_given_by_some_rule():
    rules = Path(__file__).parents[3] / "verifier" / "rules"
    code = "".join(path.read_text(encoding="utf-8") for path in rules.glob("*.py"))
    assert [reason.name for reason in Reason if f"Reason.{reason.name}" not in code] == []
