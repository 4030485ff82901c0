"""Numbers held to their checks: right ones found, wrong ones told, nothing guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.language.serials import (
    SerialKind,
    cn_is_sound,
    find_serials,
    isbn_is_sound,
    issn_is_sound,
    patent_is_sound,
    patent_type_of,
)


def found(text):
    return [(m.kind.value, m.value, m.is_sound) for m in find_serials(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ISSN 1005-3530", [("issn", "1005-3530", True)]),
        ("ISSN1005—3530", [("issn", "1005-3530", True)]),
        ("ISSN 2049-363O", [("issn", "2049-3630", True)]),
        ("国际标准刊号:2434-561X", [("issn", "2434-561X", True)]),
        ("ISSN 1005-3531", [("issn", "1005-3531", False)]),
        ("CN 34-1234/G4", [("cn_number", "CN34-1234/G4", True)]),
        ("国内统一刊号 CN11—2127/TP", [("cn_number", "CN11-2127/TP", True)]),
        ("CN 99-1234/G4", [("cn_number", "CN99-1234/G4", False)]),
        ("CN 34-0000/G4", [("cn_number", "CN34-0000/G4", False)]),
        ("授权公告号:CN 112233445 B", []),
        ("文章编号:1005-3530(2021)03-0012-04", [("issn", "1005-3530", True)]),
        ("ISBN 978-7-302-51234-2", [("isbn", "978-7-302-51234-2", False)]),
        ("ISBN 7-302-02368-9", [("isbn", "7-302-02368-9", True)]),
        ("DOI:10.1000/j.xyz.2021.05。", [("doi", "10.1000/j.xyz.2021.05", True)]),
        (
            "doi: 10. 16213/j.abcdef.202 2.05. 009",
            [("doi", "10.16213/j.abcdef.2022.05.009", False)],
        ),
        (
            "DOI: 10. 16213/j.abcd.2020. 11.023",
            [("doi", "10.16213/j.abcd.2020.11.023", False)],
        ),
        ("DOI 10.1000/j.xyz.2021. 06. 011", [("doi", "10.1000/j.xyz.2021.06.011", False)]),
        ("DOI 10.1000/j.xyz.2021.06.0 11 页", [("doi", "10.1000/j.xyz.2021.06.011", False)]),
        ("DOI 10.1000/j.xyz.2021.06.011 12", [("doi", "10.1000/j.xyz.2021.06.011", True)]),
        ("DOI:10.1000/j.xyz.2021. 34 页", [("doi", "10.1000/j.xyz.2021", True)]),
        ("专利号:ZL 2003 1 0100002.X", [("patent_number", "ZL200310100002.X", True)]),
        ("申请号:200310100002.1", [("patent_number", "200310100002.1", False)]),
    ],
)
def test_numbers_in_a_text(text, expected):
    assert found(text) == expected


def test_the_number_inside_an_articles_number_is_implied():
    (mention,) = find_serials("文章编号:1005-3530(2021)03-0012-04")
    assert mention.implied


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("ZL200310100002.X", "invention"),
        ("ZL202120567891.5", "utility"),
        ("202030123456.2", "design"),
    ],
)
def test_the_type_of_a_patent_is_in_its_number(number, kind):
    assert patent_type_of(number) == kind


@given(st.from_regex(r"[0-9]{7}", fullmatch=True))
def test_exactly_one_check_character_fits_an_issn(digits):
    fitting = [c for c in "0123456789X" if issn_is_sound(f"{digits[:4]}-{digits[4:]}{c}")]
    assert len(fitting) == 1


@given(st.from_regex(r"9787[0-9]{8}", fullmatch=True))
def test_exactly_one_check_digit_fits_an_isbn(digits):
    assert sum(isbn_is_sound(f"{digits}{c}") for c in "0123456789") == 1


@given(st.from_regex(r"20[0-9]{2}[123][0-9]{7}", fullmatch=True), st.integers(0, 11))
def test_a_patent_number_with_one_figure_changed_is_never_sound(digits, place):
    check = next(c for c in "0123456789X" if patent_is_sound(f"{digits}.{c}"))
    changed = str((int(digits[place]) + 1) % 10)
    assert not patent_is_sound(f"{digits[:place]}{changed}{digits[place + 1 :]}.{check}")


@given(st.text(max_size=200))
def test_any_text_can_be_searched_and_places_are_inside_it(text):
    for mention in find_serials(text):
        assert 0 <= mention.start < mention.end <= len(text)
        assert mention.kind in SerialKind


def test_regions_and_serials_of_a_cn_number():
    assert cn_is_sound("CN10-5999/G4")
    assert not cn_is_sound("CN16-1234")
    assert not cn_is_sound("34-9000")
