"""Hours: what a figure says and which one is the whole; the table is `phrases.yaml`."""

from __future__ import annotations

from decimal import Decimal

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.language.hours import HoursRole, canonical_unit, choose_total, find_hours

AMOUNTS = st.integers(1, 400)
UNITS = st.sampled_from(["学时", "课时", "个学时", "學時", "学吋", " 学 时"])
CUES = st.sampled_from(["共", "共计", "总计", "合计", "累计", "计", "共计：", "累计学习"])


def total_of(text):
    return choose_total(find_hours(text))


@given(amount=AMOUNTS, cue=CUES, unit=UNITS, shape=st.sampled_from(["figure", "low", "up"]))
def test_a_total_is_read_however_it_is_written(amount, cue, unit, shape):
    figure = str(amount) if shape == "figure" else cn2an.an2cn(amount, shape)
    total = total_of(f"参加培训,{cue}{figure}{unit},成绩合格")
    assert total is not None
    assert total.value == amount
    assert total.certainty >= 0.9


@given(first=AMOUNTS, last=AMOUNTS, amount=AMOUNTS)
def test_a_session_number_is_never_the_total(first, last, amount):
    session = f"第{first}-{last}学时"
    assert total_of(session) is None
    total = total_of(f"{session} 师德专题;共{amount}学时")
    assert total is not None
    assert total.value == amount


@given(required=AMOUNTS, amount=AMOUNTS)
def test_a_requirement_is_never_the_total(required, amount):
    for phrase in ("不少于{}学时", "应修满{}学时", "每年不少于{}学时", "应修:{}学时"):
        text = phrase.format(required)
        assert total_of(text) is None
        total = total_of(f"{text},实际完成培训共{amount}学时")
        assert total is not None
        assert total.value == amount


@given(days=st.integers(1, 30), rate=st.integers(1, 12))
def test_days_times_hours_is_computed_and_never_called_stated(days, rate):
    total = total_of(f"学习时间{days}天,每天{rate}学时")
    assert total is not None
    assert (total.value, total.computed) == (days * rate, True)
    assert total.certainty < 0.9


@given(parts=st.lists(st.integers(4, 90), min_size=2, max_size=2), extra=st.integers(0, 3))
def test_parts_confirm_or_contradict_the_total(parts, extra):
    whole = sum(parts) - extra
    text = f"共计{whole}学时,其中公需科目{parts[0]}学时,专业科目{parts[1]}学时"
    total = total_of(text)
    assert total is not None
    assert total.value == whole
    assert (total.certainty >= 0.99) == (extra == 0)


@given(first=AMOUNTS, second=AMOUNTS)
def test_totals_that_disagree_are_ambiguous(first, second):
    total = total_of(f"共计{first}学时。\n共计{second}学时。")
    assert total is not None
    assert total.ambiguous == (first != second)
    assert (total.certainty < 0.9) == (first != second)


@given(
    st.text(
        alphabet="共计总学时课分第每天其中含1234567890一二十百.,:()（）/-—~ \n hours4of",
        max_size=60,
    )
)
def test_any_text_is_survived_and_places_are_true(text):
    mentions = find_hours(text)
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.text
        assert mention.start <= mention.value_span[0] < mention.value_span[1] <= mention.end
    values = [mention.value_span for mention in mentions]
    assert len(values) == len(set(values))
    choose_total(mentions)


def test_a_bilingual_certificate_states_one_total():
    total = total_of("共计40学时\nfor a total of 40 hours")
    assert total is not None
    assert (total.value, total.unit, total.certainty) == (Decimal(40), "学时", 0.97)


def test_units_that_contradict_each_other_lower_the_certainty():
    total = total_of("共计40学时\nfor a total of 50 hours")
    assert total is not None
    assert total.certainty < 0.9


def test_minutes_beside_class_hours_are_kept_apart():
    [mention] = find_hours("4学时30分钟")
    assert (mention.role, mention.value, mention.minutes) == (HoursRole.STATED, 4, 30)


@pytest.mark.parametrize(
    "text", ["学时 9000", "共99999学时", "学时:2021/07/05", "学时 08:30", "学时 3门"]
)
def test_a_figure_that_cannot_be_hours_is_not_taken(text):
    assert total_of(text) is None


@pytest.mark.parametrize(
    ("spelling", "unit"),
    [
        ("学吋", "学时"),
        ("課時", "课时"),
        ("Contact Hours", "hours"),
        ("hrs", "hours"),
        ("日", "天"),
    ],
)
def test_a_unit_has_one_usual_spelling(spelling, unit):
    assert canonical_unit(spelling) == unit


@pytest.mark.parametrize(
    ("text", "hours", "sure"),
    [
        ("累计学时:10 绘本教学 0/4学时", 10, True),
        ("绘本教学 0/4学时", 0, True),
        ("累计学时:72 已完成学时:60", 60, False),
        ("已获学时0 总学时30", 0, False),
        (
            "(第五周期)360学时的任务。其中:集中培训120学时,校本研修150学时,远程培训90学时。",
            360,
            True,
        ),
        ("集中培训40学时,线上20学时,校本20学时", 80, False),
        ("公需科目30学时,专业科目应修60学时,实修54学时", 54, False),
    ],
)
def test_nothing_begun_and_parts_that_add_up_by_chance(text, hours, sure):
    total = total_of(text)
    assert total is not None
    assert total.value == hours
    assert (total.certainty >= 0.9) is sure
