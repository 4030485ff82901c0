"""Identifiers: numbers with labels, numbers of persons; the table is `phrases.yaml`."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.language.identifiers import IdentifierKind, find_identifiers, id_check_digit_ok

NUMBERS = st.from_regex(r"[A-Z]{0,3}(19|20)[0-9]{2}-?[0-9]{3,8}", fullmatch=True)
LABELS = st.sampled_from(
    ["编号:", "编号：", "证书编号:", "证书编号 ", "证书号：", "证书编码:", "No. ", "NO:", "№ ",
     "Cert. No. ",     "Certificate No.: ", "Certificate ID: ", "Serial No. "]
)  # fmt: skip


@given(label=LABELS, number=NUMBERS)
def test_a_labelled_number_is_the_certificate_number(label, number):
    text = f"结业证书\n{label}{number}\n李某某同志"
    [mention] = find_identifiers(text)
    assert mention.kind is IdentifierKind.CERTIFICATE
    assert mention.value == number
    assert text[mention.start : mention.end] == number


@given(
    prefix=st.sampled_from(["穗教发", "粤人社函", "某教办"]),
    year=st.integers(1990, 2035),
    number=st.integers(1, 9999),
    brackets=st.sampled_from(["〔〕", "[]", "()", "【】", "（）", "〔]", "(]"]),
)
def test_a_document_number_is_read_with_any_brackets(prefix, year, number, brackets):
    [mention] = find_identifiers(f"根据{prefix}{brackets[0]}{year}{brackets[1]}{number}号文件精神")
    assert mention.kind is IdentifierKind.DOCUMENT
    assert mention.value == f"{prefix}〔{year}〕{number}号"


def check_digit(first):
    return next(sign for sign in "0123456789X" if id_check_digit_ok(first + sign))


@given(st.from_regex(r"[1-6][0-9]{16}", fullmatch=True))
def test_exactly_one_check_digit_fits(first):
    assert sum(id_check_digit_ok(first + sign) for sign in "0123456789X") == 1


def test_the_check_digit_follows_the_standards_own_example():
    # GB 11643-1999, annex: 11010519491231002 ends in X.
    assert id_check_digit_ok("11010519491231002X")
    assert id_check_digit_ok("11010519491231002x")
    assert not id_check_digit_ok("110105194912310021")


@pytest.mark.parametrize(
    "number", ["", "1101051949123100", "11010519491231002Y", "１" * 18, "X" * 18]
)
def test_what_is_no_id_number_has_no_check_digit(number):
    assert not id_check_digit_ok(number)


@pytest.mark.parametrize(
    "text",
    ["李某某(440101199013451234)", "4401011990010112", "订单 440101199001011234567"],
)
def test_digits_that_cannot_hold_a_birthday_need_a_label(text):
    assert find_identifiers(text) == ()


@given(st.text(alphabet="编号证书第字号No.№GZ0123456789-/()〔〕[]*X身份码 :：\n中", max_size=60))
def test_any_text_is_survived_and_places_are_true(text):
    end = 0
    for mention in find_identifiers(text):
        assert text[mention.start : mention.end] == mention.text
        assert mention.start >= end
        assert not re.search(r"\s", mention.value)
        end = mention.end
