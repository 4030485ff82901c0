"""What seals say is scored against the labels, each seal once."""

from __future__ import annotations

import json
from dataclasses import replace

from extractor.document import Box, Place, Seal
from tests.verifier.builders import certificate
from verifier.evaluation.answers import score_folder
from verifier.evaluation.evaluate import as_dict

PLACE = Place(1, Box(0.6, 0.6, 0.8, 0.8))


def scored(tmp_path, labelled, *read):
    (tmp_path / "a.jpg").write_bytes(b"")
    label = {"kind": "training_certificate", "condition": "clean", "fields": {}, "seals": labelled}
    (tmp_path / "truth.json").write_text(json.dumps({"a.jpg": label}), encoding="utf-8")
    seals = tuple(Seal(PLACE, "red", text, 0.9, "round", line) for text, line in read)
    return as_dict(score_folder(tmp_path, lambda _, __: replace(certificate(), seals=seals)))


def test_all_words_of_a_seal_count(tmp_path):
    told = scored(tmp_path, ["云汀市教育局培训专用章"], ("云汀市教育局", "培训专用章"))
    assert told["seals"] == {"labelled": 1, "right": 1, "share": 1.0}
    told = scored(tmp_path, ["云汀市教育局培训专用章"], ("云汀市教育局", None))
    assert told["seals"] == {"labelled": 1, "right": 0, "share": 0.0}


def test_a_label_may_hold_the_ring_alone(tmp_path):
    told = scored(tmp_path, ["云汀市教育局"], ("云汀市教育局", "培训专用章"))
    assert told["seals"] == {"labelled": 1, "right": 1, "share": 1.0}
    told = scored(tmp_path, ["云汀市教育局"], (None, "培训专用章"))
    assert told["seals"] == {"labelled": 1, "right": 0, "share": 0.0}


def test_a_seal_answers_for_one_label_only(tmp_path):
    told = scored(tmp_path, ["云汀市教育局", "云汀市教育局"], ("云汀市教育局", None))
    (row,) = told["seals_by_condition"]
    assert (row["labelled"], row["right"], row["missing"]) == (2, 1, 1)


def test_the_nearer_seal_answers_whatever_their_order(tmp_path):
    read = (("云汀市第三中学", None), ("云汀市教育局", None))
    told = scored(tmp_path, ["云汀市教育局", "云汀市第二中学"], *read)
    (row,) = told["seals_by_condition"]
    assert (row["right"], row["wrong"], row["missing"]) == (1, 1, 0)


def test_without_labels_nothing_is_scored(tmp_path):
    assert scored(tmp_path, [], ("云汀市教育局", None))["seals"]["labelled"] == 0
