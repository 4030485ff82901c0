"""Every pattern file is sound, and every pattern matches its examples and only those.

Patterns rot: a new term in the lexicon may swallow a sign that another
pattern needs. These tests notice it for every group there is.
"""

from __future__ import annotations

import subprocess
import sys

import pytest

from extractor.errors import PatternError
from extractor.language import phrasebook
from extractor.language.hours_model import HoursRole
from extractor.language.pipeline import matches

PATTERNS = [
    pytest.param(group, pattern, id=f"{group}-{pattern.name}")
    for group in phrasebook.group_names()
    for pattern in phrasebook.group(group)
]
LEXICON = phrasebook.parse_lexicon(
    "unit: {学时: [学吋]}\ndecoy: {}\n".replace("{}", "{x: []}"), "l"
)


@pytest.mark.parametrize(("group", "pattern"), PATTERNS)
def test_a_pattern_matches_its_examples(group, pattern):
    for example in pattern.examples:
        found = [match for match in matches(example.text, group) if match.name == pattern.name]
        assert found, example.text
        for slot, wanted in example.captures:
            captured = [
                example.text[slice(*match.captures[slot])]
                for match in found
                if slot in match.captures
            ]
            assert wanted in captured, (example.text, slot)


@pytest.mark.parametrize(("group", "pattern"), PATTERNS)
def test_a_pattern_does_not_match_its_counter_examples(group, pattern):
    for text in pattern.counter_examples:
        assert pattern.name not in {match.name for match in matches(text, group)}, text


def test_terms_and_literals_may_be_written_in_any_width():
    lexicon = phrasebook.parse_lexicon("sign: {':': [：：]}", "lexicon.yaml")
    assert lexicon.spellings("sign") == (":", "::")
    source = "patterns:\n- {name: a, label: b, pattern: [（, {text: Ｎｏ}], examples: [x]}"
    [pattern] = phrasebook.parse_group(source, "g.yaml", lexicon)
    assert [item.texts for item in pattern.items] == [("(",), ("no",)]


def test_labels_of_hours_are_roles():
    assert {pattern.label for pattern in phrasebook.group("hours")} <= set(HoursRole)


def test_a_match_tells_its_place_in_the_text_as_given():
    text = "  于 ２０２１年 共 计 ４０\n学 时。"
    [match] = [match for match in matches(text, "hours") if match.name == "total"]
    assert text[match.start : match.end] == "共 计 ４０\n学 时"
    assert text[slice(*match.captures["value"])] == "４０"
    assert text[slice(*match.captures["unit"])] == "学 时"


def test_a_term_may_go_on_in_the_next_line_and_be_set_in_capitals():
    text = "Total 20 Contact\nHOURS of training"
    [match] = [match for match in matches(text, "hours") if match.name == "total-english"]
    assert text[slice(*match.captures["unit"])] == "Contact\nHOURS"


def test_a_long_text_is_searched_to_its_end():
    text = "某某培训\n" * 6000 + "共计40学时"
    [match] = [match for match in matches(text, "hours") if match.name == "total"]
    assert text[match.start : match.end] == "共计40学时"


def test_an_unknown_group_is_refused():
    with pytest.raises(PatternError, match="no such group"):
        phrasebook.group("../lexicon")


FAULTS = {
    "patterns: [": "g.yaml:1: expected the node content",
    "- a": "g.yaml:1: the file is not a mapping",
    "other: []": "g.yaml:1: the file holds something other",
    "patterns:\n- 3": "g.yaml:2: the entry is not a mapping",
    "patterns:\n- {name: a, label: b, examples: [x]}": "g.yaml:2: pattern is missing",
    "patterns:\n- {name: a, label: b, pattern: [x], examples: [x], role: c}": "unknown key role",
    "patterns:\n- {name: a, label: 3, pattern: [x], examples: [x]}": "label is no text",
    "patterns:\n- {name: a, label: b, pattern: x, examples: [x]}": "the pattern is not a list",
    "patterns:\n- {name: a, label: b, pattern: [3], examples: [x]}": "item 1: is neither",
    "patterns:\n- {name: a, label: b, pattern: [x], examples: [3]}": "an example is neither",
    "patterns:\n- {name: a, label: b, pattern: [{text: x, term: unit}], examples: [x]}": "has 2 of",
    "patterns:\n- {name: a, label: b, pattern: [{op: '?'}], examples: [x]}": "has 0 of",
    "patterns:\n- {name: a, label: b, pattern: [{term: none}], examples: [x]}": "no category none",
    "patterns:\n- {name: a, label: b, pattern: [{text: 3}], examples: [x]}": "text is neither",
    "patterns:\n- {name: a, label: b, pattern: [{kind: verb}], examples: [x]}": "unknown kind verb",
    "patterns:\n- {name: a, label: b, pattern: [{gap: 99}], examples: [x]}": "gap is neither",
    "patterns:\n- {name: a, label: b, pattern: [{han: [4, 2]}], examples: [x]}": "han is neither",
    "patterns:\n- {name: a, label: b, pattern: [{text: x, op: '%'}], examples: [x]}": "operator %",
    "patterns:\n- {name: a, label: b, pattern: [{text: x, sloth: y}], examples: [x]}": "key sloth",
    "patterns:\n- {name: a, label: b, pattern: [x], examples: [x]}\n"
    "- {name: a, label: b, pattern: [x], examples: [x]}": "g.yaml:3: there are two patterns",
}


@pytest.mark.parametrize(("source", "reason"), FAULTS.items(), ids=FAULTS.values())
def test_a_fault_in_a_pattern_file_is_named_with_its_line(source, reason):
    with pytest.raises(PatternError) as caught:
        phrasebook.parse_group(source, "g.yaml", LEXICON)
    assert reason in caught.value.message
    assert "g.yaml:" in caught.value.message


def test_all_faults_of_a_file_are_named_at_once():
    source = (
        "patterns:\n- 3\n- {name: a, label: b, pattern: [{kind: verb}, {gap: -1}], examples: [x]}"
    )
    with pytest.raises(PatternError) as caught:
        phrasebook.parse_group(source, "g.yaml", LEXICON)
    assert caught.value.message.count("g.yaml:") == 3


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("unit: [学时]", "l.yaml:1: category unit is not a mapping"),
        ("unit:\n  学时: 学吋", "l.yaml:2: spellings of 学时 are not a list"),
        ("unit:\n  学时: [学吋]\n  课时: [学吋]", "l.yaml:3: 学吋 stands for 学时 and 课时"),
        ("unit: {学时: []}\nunit: {课时: []}", "l.yaml:2"),
    ],
)
def test_a_fault_in_the_lexicon_is_named_with_its_line(source, reason):
    with pytest.raises(PatternError) as caught:
        phrasebook.parse_lexicon(source, "l.yaml")
    assert reason in caught.value.message


def test_importing_the_grammar_loads_no_spacy():
    program = (
        "import sys; import extractor.language.hours, extractor.language.dates;"
        "sys.exit('spacy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
