"""Copy words: the formula of a copy counts, a sentence about copies does not."""

import pytest

from extractor.signals.copy_words import find_copy_words
from tests.extractor.builders import line


@pytest.mark.parametrize(
    "words",
    [
        "复印件",
        "（复印件）",
        "影印本",
        "複印件",
        "与原件一致",
        "此件与原件一致",
        "本件与原件核对无误",
        "复印件与原件核对无误",
        "经审核，此复印件与原件一致",
        "经核对与原件相符 核对人：张某某",
        "與原件核對無誤",
        "已核对原件",
        "足卯锋与原件值对无误",
        "原件已核",
        "原件已验",
        "与正本相符",
        "此件系复印件",
        "复印专用章",
        "TRUE COPY",
        "Certified true copy",
        "Certified to be a true copy of the original",
        "Photocopy",
    ],
)
def test_a_formula_of_a_copy_is_found(words):
    assert find_copy_words((line(words, 0.1, 0.1),))


@pytest.mark.parametrize(
    "sentence",
    [
        "请提交复印件一份,并携带原件到现场核对,过期不予受理。",
        "本证书复印件无效,遗失不补,请妥善保管。",
        "复印无效",
        "本人承诺所提交复印件与原件一致",
        "上传的复印件须与原件一致",
        "申报材料:身份证复印件2份",
        "原件与复印件具有同等效力",
        "打印、复印机使用与维护培训",
        "学习原件鉴定技术",
        "证书编号:原件第0012号",
        "This is not valid if copied",
    ],
)
def test_a_sentence_about_copies_makes_no_copy(sentence):
    assert not find_copy_words((line(sentence, 0.1, 0.1),))


def test_a_stamp_in_two_rows_is_one_formula():
    rows = (line("与原件", 0.6, 0.8), line("核对无误", 0.6, 0.83))
    assert len(find_copy_words(rows)) == 2
    far = (line("与原件", 0.6, 0.1), line("核对无误", 0.6, 0.83))
    assert not find_copy_words(far)


@pytest.mark.parametrize(
    "rows",
    [
        ["本译文由我校英语教研组翻译，经核对与原件一致，特", "此证明。"],
        ["以上译文经我单位核对，", "与原件一致。"],
        ["译文与原件内容相符"],
        ["翻译件经核对与原件无误"],
        ["This translation is a certified true copy of the original"],
    ],
)
def test_what_a_translator_says_of_the_translation_makes_no_copy(rows):
    lines = tuple(line(text, 0.1, 0.1 + 0.03 * at) for at, text in enumerate(rows))
    assert not find_copy_words(lines)


def test_a_copy_of_a_translation_is_one_still():
    told = line("本译文由我校英语教研组翻译。", 0.1, 0.1)
    stamp = line("与原件一致", 0.7, 0.13)
    assert find_copy_words((told, stamp)) == [stamp]
