"""Signatures, dates and lines that a seal, as black as the print, lies over."""

from datetime import date

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from extractor.document import Box, Place, Seal
from extractor.fields import find_fields
from extractor.fields.days.damaged import mend_day
from extractor.language.dates import find_dates
from tests.extractor.builders import body, line, page

FIRST, LAST = date(2021, 11, 10), date(2022, 5, 9)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("二〇二今年十一月二十日", "2021-11-20"),
        ("二〇二一年十一月二十", "2021-11-20"),
        ("2021平12月9日", "2021-12-09"),
        ("2021年12月9曰", "2021-12-09"),
        ("年十二月三日", "2021-12-03"),
        ("2021.11.2O", "2021-11-20"),
    ],
)
def test_the_only_day_that_fits_is_taken(text, day):
    assert mend_day(text, FIRST, LAST) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "text",
    [
        "2021年12月43日",  # 3, 4, 13, 23
        "二二一年一月十日",  # 2021-11-10 and 2022-01-10 lack two signs each
        "2021.1l.27",  # 11 and 12
        "202 214日",
        "2021",
        "证书编号2021年",
        "20211",
    ],
)
def test_where_two_days_fit_or_none_there_is_no_date(text):
    assert mend_day(text, FIRST, LAST) is None


@for_all(st.dates(FIRST, LAST), st.integers(0, 10))
def test_a_day_that_lost_a_sign_is_never_taken_for_another(day, lost):
    whole = f"{day.year}年{day.month}月{day.day}日"
    text = whole[:lost] + whole[lost + 1 :]
    assert mend_day(text, FIRST, LAST) in (day, None) or date_reads(text)


def date_reads(text: str) -> bool:
    """Tell whether what is left is a whole date itself: 「11月12日」 without a digit is 「1月12日」."""
    return any(mention.first.day for mention in find_dates(text))


def ring(text: str) -> Seal:
    return Seal(Place(1, Box(0.55, 0.6, 0.8, 0.8)), "grey", text, 0.9)


def read(*lines, seals=()):
    return find_fields(
        (
            page(
                line("结业证书", 0.4, 0.1),
                *body(
                    "张晓明(北岭市第二中学)于2021年11月8日至2021年11月10日参加教师发展培训班,共计32学时。"
                ),
                *lines,
            ),
        ),
        tuple(seals),
    ).fields


def issuers(fields):
    return [field.value for field in fields if field.name == "issuers"]


def one(fields, name):
    return next((field for field in fields if field.name == name), None)


def test_a_damaged_day_of_issue_is_completed_and_not_sure():
    found = one(
        read(line("青麓大学", 0.6, 0.7), line("二〇二今年十一月二十日", 0.6, 0.75)), "issue_date"
    )
    assert found.value == "2021-11-20"
    assert found.confidence < 0.9
    assert found.text == "二〇二今年十一月二十日"


def test_a_whole_day_of_issue_before_the_learning_stays():
    found = one(read(line("青麓大学", 0.6, 0.7), line("2021年10月20日", 0.6, 0.75)), "issue_date")
    assert (found.value, found.confidence >= 0.9) == ("2021-10-20", True)


def test_a_day_that_was_there_and_could_not_be_read_leaves_the_month_unsure():
    found = one(read(line("青麓大学", 0.6, 0.7), line("2021年12月43日", 0.6, 0.75)), "issue_date")
    assert found is None or found.confidence < 0.9


def test_pieces_of_the_ring_are_no_lines_of_the_page():
    seal = ring("北岭市教育局")
    fields = read(line("市教", 0.64, 0.68), line("北岭市教育局", 0.6, 0.71), seals=[seal])
    assert issuers(fields) == ["北岭市教育局"]


def test_a_short_line_beside_the_seal_stays():
    fields = read(line("成绩", 0.1, 0.5), line("合格", 0.3, 0.5), seals=[ring("合格证书专用章")])
    assert one(fields, "result").value == "合格"


@pytest.mark.parametrize(
    ("printed", "seal", "whole"),
    [
        ("市教师教育协会", "澄泽教师教育协会", "澄泽市教师教育协会"),
        ("琅溪师范大堂", "溪师范大学", "琅溪师范大学"),
        ("岭市教育局", None, "北岭市教育局"),  # the employer names the place
    ],
)
def test_a_beginning_is_put_back_from_the_ring_or_the_page(printed, seal, whole):
    fields = read(line(printed, 0.6, 0.7), seals=[ring(seal)] if seal else [])
    assert issuers(fields) == [whole]
    assert one(fields, "issuers").confidence < 0.9


def test_a_ring_that_lost_a_character_does_not_shorten_the_signature():
    fields = read(
        line("海渚市新浦区教师发展中心", 0.6, 0.7, confidence=0.85),
        seals=[ring("海渚新浦区教师发展中心")],
    )
    assert issuers(fields) == ["海渚市新浦区教师发展中心"]


def test_a_misread_place_is_mended_from_the_page():
    fields = read(line("北岭五金滩区教育研究中心", 0.6, 0.7, confidence=0.6))
    assert issuers(fields) == ["北岭市金滩区教育研究中心"]


def test_another_place_than_the_holders_stays():
    fields = read(line("北江大学", 0.6, 0.7, confidence=0.8))
    assert issuers(fields) == ["北江大学"]


def test_an_open_bracket_before_the_seal_is_no_part_of_the_name():
    assert issuers(read(line("清禾市溪口区教师发展中心（盖", 0.55, 0.7))) == [
        "清禾市溪口区教师发展中心"
    ]


def test_what_is_printed_twice_alike_is_not_respelled_after_a_ring():
    name = "北岭市教育科学规划领导小组办公室"
    fields = read(
        line(name, 0.2, 0.05),
        line(name, 0.4, 0.7, confidence=0.85),
        seals=[ring("北岭市教爵科学规划领导手组办公室")],
    )
    assert issuers(fields) == [name]
