"""Counties with a rare character, behind the everyday one that a recogniser reads for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.fields import find_fields
from extractor.fields.bodies.rare_places import with_rare_places
from extractor.language.words import words
from fixtures.sheets import sheet

MISREAD = sorted(tuple(one.split("→")) for one in words("misread_places"))
REAL = sorted({meant for _, meant in MISREAD})


def read(text: str) -> str:
    return with_rare_places(sheet(text)).lines[0].text


@pytest.mark.parametrize(("seen", "meant"), MISREAD)
def test_a_name_that_is_no_place_is_read_as_the_place_that_looks_like_it(seen, meant):
    assert read(f"参训学员来自{seen}第三中学") == f"参训学员来自{meant}第三中学"


@pytest.mark.parametrize("name", REAL)
def test_a_place_stays_what_it_is(name):
    page = sheet(f"{name}第三中学")
    assert with_rare_places(page) is page


@pytest.mark.parametrize(
    "text", ["颖悟过人", "孟县第一中学", "鄂州市", "新颖上课方式", "陶埔桥边", "淑浦"]
)
def test_other_words_stay_what_they_are(text):
    assert read(text) == text


@given(st.text(alphabet="亳毫州颍颖上县埇埔桥区 第三中学", max_size=30))
def test_what_is_mended_stays_as_long_and_is_mended_once(text):
    page = sheet(text or " ")
    mended = with_rare_places(page)
    assert [len(line.text) for line in mended.lines] == [len(line.text) for line in page.lines]
    assert with_rare_places(mended) == mended


def test_what_was_put_right_is_for_a_person_to_compare():
    page = sheet("#结业证书", "姓名：王小明", "单位：宿州市埔桥区第九中学", "~石桥市教师发展中心")
    employer = next(one for one in find_fields((page,)).fields if one.name == "employer")
    assert employer.value == "宿州市埇桥区第九中学"
    assert employer.confidence < 0.9
