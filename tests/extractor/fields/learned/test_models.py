"""The learned models: what they are, and what they may and may not add."""

import json
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.fields import candidates_of, find_fields, leaf_of, read_as
from extractor.fields.completing import METHOD, completed
from extractor.fields.kinds import KindCues, kinds, recognise_kind
from extractor.fields.learned.features import describe
from extractor.fields.learned.kind_words import log_likelihoods
from extractor.fields.learned.model import ALWAYS, KINDS, SPANS, LinearModel, load, model
from extractor.fields.learned.spans import spans_of, texts_of
from extractor.language.identifiers import id_check_digit_ok
from fixtures.sheets import sheet

FIXTURES = Path(__file__).resolve().parents[4] / "fixtures"


def pages_of(folder: str) -> list[tuple[str, dict]]:
    return [
        (path.stem, page)
        for path in sorted((FIXTURES / folder).glob("*.json"))
        for page in json.loads(path.read_text(encoding="utf-8"))["pages"]
    ]


PAGES, DRAWN = pages_of("texts"), pages_of("drawn")


def small() -> LinearModel:
    return LinearModel(
        ("a", "b"), {ALWAYS: 0, "x": 1}, np.array([[-1, 0.5], [2, -0.25]], dtype=np.float32)
    )


def test_what_a_model_does_not_know_counts_for_nothing():
    scores = small().scores([[("x", "never seen")], []])
    assert scores.tolist() == [[1.0, 0.25], [-1.0, 0.5]]


def test_a_model_is_what_was_saved(tmp_path):
    small().save(tmp_path / "m.npz")
    again = load(tmp_path / "m.npz")
    assert (again.classes, again.rows) == (("a", "b"), {ALWAYS: 0, "x": 1})
    assert np.array_equal(again.weights, small().weights)


def test_the_models_know_fields_and_kinds_of_the_program():
    names = frozenset().union(*(cues.fields for cues in kinds()))
    assert set(model(SPANS).classes) <= names
    assert set(model(KINDS).classes) == {cues.kind for cues in kinds()}
    assert not {"hours", "credits", "start_date", "end_date", "issue_date", "holder_id"} & set(
        model(SPANS).classes
    )


@given(
    st.lists(
        st.text(
            alphabet="张三柳湾市第一中学参加培训,。:：()（）“”《》 2021年3月合格证书编号A-",
            max_size=60,
        ),
        min_size=1,
        max_size=8,
    )
)
def test_every_span_lies_in_its_text_and_has_no_marks_at_its_edges(lines):
    leaf = leaf_of((sheet(*lines),))
    for passage in texts_of(leaf.passages):
        for span in spans_of(passage, ["张三"]):
            assert 0 <= span.start < span.end <= len(passage.text)
            assert span.text == span.text.strip(" ,，。;；:：*.")


@pytest.mark.parametrize(
    ("lines", "name", "value"),
    [
        (("#进修结业证", "罗桑加措,男,系舟泉县藏医院外科医师,于2018年9月在我院骨科进修壹年,考核合格。",
          "~灵泉市人民医院", "~2019年9月1日"), "holder_name", "罗桑加措"),
        (("#培训合格证明", "学员:王小明", "任职林场:黔苗州雷岭国有林场", "经考核合格,准予结业。",
          "~黔苗州林业局", "~2021年5月1日"), "employer", "黔苗州雷岭国有林场"),
    ],
)  # fmt: skip
def test_what_no_finder_knows_is_filled_with_doubt(lines, name, value):
    leaf = leaf_of((sheet(*lines),))
    leaf = read_as(leaf, recognise_kind(leaf).value)
    without = [one for one in candidates_of(leaf) if one.name != name]
    made = [one for one in completed(without, leaf) if one.name == name]
    assert [str(one.value) for one in made] == [value]
    assert made[0].method == METHOD
    assert made[0].confidence < 0.8


def test_what_is_added_is_never_sure_and_never_an_hour_or_a_day():
    added = 0
    for _, page in PAGES[::40]:
        if "boxes" not in page:
            for field in find_fields((sheet(*page["lines"]),)).fields:
                if field.method == METHOD:
                    added += 1
                    assert field.confidence < 0.8
                    assert field.name in model(SPANS).classes
    assert added


def test_nobody_of_a_list_becomes_the_holder():
    rows = ("姓名|单位|学时", "王小明|柳湾一中|24", "李知秋|柳湾二中|24", "陈一帆|柳湾三中|24")
    found = find_fields((sheet("#继续教育学时汇总表", *rows, "~柳湾市教育局", "~2021年5月1日"),))
    assert not [one for one in found.fields if one.name == "holder_name"]


def test_the_body_behind_a_label_of_something_else_is_no_employer():
    found = find_fields(
        (sheet("#结业证书", "学员:王小明", "考核机构:柳湾市第一中学", "~柳湾市教育局"),)
    )
    assert not [one for one in found.fields if one.name == "employer"]


def test_words_alone_make_nothing_unrelated_that_bears_the_cues_of_a_proof():
    rows = ("周一 晴 12度", "周二 多云 10度", "周三 小雨 8度", "穿衣建议:加外套") * 5
    assert find_fields((sheet(*rows),)).kind.value == "unrelated"
    assert find_fields((sheet("#结业证书", *rows),)).kind.value == "training_certificate"


def test_few_words_say_little():
    leaf = leaf_of((sheet("发票"),))
    long = leaf_of((sheet(*["发票代码 购买方 销售方 价税合计 税率 金额"] * 8),))
    spread = [np.ptp(list(log_likelihoods((), one.passages).values())) for one in (leaf, long)]
    assert spread[0] < spread[1] / 5


def test_a_kind_that_the_models_were_not_shown_is_known_by_its_cues(monkeypatch):
    new = KindCues("library_card", ("借阅证",), ("借阅",), ())
    monkeypatch.setattr("extractor.fields.kinds.kinds", lambda: (*kinds(), new))
    assert recognise_kind(leaf_of((sheet("#借阅证", "姓名:王小明"),))).value == "library_card"


def test_a_longer_value_under_a_heading_is_left_to_the_finders():
    leaf = leaf_of((sheet("#结业证书", "学员:王小明", "~柳湾市教育局"),))
    leaf = read_as(leaf, "training_certificate")
    found = candidates_of(leaf)
    two = [*found, *(replace(one, value="另一个局") for one in found if one.name == "issuers")]
    assert [one for one in completed(two, leaf) if one.name == "issuers"] == [
        one for one in two if one.name == "issuers"
    ]


def test_descriptions_are_the_same_at_every_look():
    leaf = read_as(leaf_of((sheet(*PAGES[0][1]["lines"]),)), PAGES[0][1]["kind"])
    found = candidates_of(leaf)
    assert describe(leaf, found) == describe(leaf, found)


def test_the_pages_are_of_known_kinds_and_of_invented_people():
    known = {cues.kind for cues in kinds()}
    for author, page in (*PAGES, *DRAWN):
        where = f"{author} {page['name']}"
        assert page["kind"] in known, where
        assert page["lines"], where
        assert "boxes" not in page or len(page["boxes"]) == len(page["lines"]), where
        for number in re.findall(
            r"(?<!\d)\d{17}[\dXx](?!\d)", json.dumps(page, ensure_ascii=False)
        ):
            assert not id_check_digit_ok(number.upper()), where


def test_what_the_finders_of_the_day_gave_is_of_fields_of_the_program():
    names = frozenset().union(*(cues.fields for cues in kinds()))
    found = [
        (name, value) for _, page in DRAWN for name, of in page["found"].items() for value in of
    ]
    assert {name for name, _ in found} <= names
    assert all(0 < confidence <= 1 for _, (_, _, confidence, *_) in found)
