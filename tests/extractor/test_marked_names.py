"""The one name of a line of authors that somebody ringed, underlined or highlighted."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from extractor.document import Box, Line, Word
from extractor.fields import find_fields
from extractor.marked_names import marked_names, rows_of_marked_names
from fixtures.sheets import placed

WIDTH, HEIGHT, EM, LEFT, TOP = 1240, 900, 26, 320, 300
NAMES = ("靳晓燕", "苟维民", "侯明")
GAP = 2
"""Characters between two names."""
COLOURS = {"red": (200, 30, 40), "blue": (30, 60, 170), "black": (30, 30, 30)}


def spans(names=NAMES):
    """Return where each name begins and ends, in pixels."""
    at, made = LEFT, []
    for name in names:
        made.append((at, at + EM * len(name)))
        at += EM * (len(name) + GAP)
    return made


def lines(names=NAMES):
    words, box = [], None
    for at, (name, (left, right)) in enumerate(zip(names, spans(names), strict=True)):
        box = Box(left / WIDTH, TOP / HEIGHT, right / WIDTH, (TOP + EM) / HEIGHT)
        words.append(Word(name if at == len(names) - 1 else f"{name} ", box, 0.99))
    whole = Box(words[0].box.left, box.top, words[-1].box.right, box.bottom)
    return (Line("".join(word.text for word in words), whole, 0.99, tuple(words)),)


def page(mark=None, at=1, *, colour="red", names=NAMES, noise=0, dashes=False):
    image = Image.new("RGB", (WIDTH, HEIGHT), (250, 249, 246))
    draw = ImageDraw.Draw(image)
    (left, right), ink = spans(names)[at], COLOURS[colour]
    if mark == "band":
        draw.rectangle((left - 4, TOP - 4, right + 4, TOP + EM + 4), fill=(250, 236, 90))
    for name, (start, _) in zip(names, spans(names), strict=True):
        set_type(draw, start, TOP, len(name))
    set_type(draw, LEFT - 160, TOP + 60, 24)
    if mark == "rule":
        draw.line((left, TOP + EM + 6, right, TOP + EM + 6), fill=ink, width=3)
    if mark == "long rule":
        draw.line((LEFT - 60, TOP + EM + 6, LEFT + 600, TOP + EM + 6), fill=ink, width=3)
    if mark == "ring":
        draw.ellipse((left - 14, TOP - 10, right + 14, TOP + EM + 12), outline=ink, width=3)
    if mark == "frame":
        draw.rectangle((left - 8, TOP - 6, right + 8, TOP + EM + 8), outline=ink, width=2)
    if mark == "frame of all":
        draw.rectangle((LEFT - 8, TOP - 6, LEFT + 420, TOP + EM + 8), outline=ink, width=2)
    pixels = np.asarray(image).astype(np.int16)
    pixels += np.random.default_rng(3).normal(0, noise, pixels.shape).astype(np.int16)
    return pixels.clip(0, 255).astype(np.uint8)


def set_type(draw, left, top, count):
    """Draw so many characters: three strokes across and two down each."""
    for start in range(left, left + count * EM, EM):
        for y in (3, 12, 21):
            draw.line((start + 2, top + y, start + EM - 3, top + y), fill=(35, 35, 35), width=2)
        for x in (7, 18):
            draw.line((start + x, top + 1, start + x, top + EM - 2), fill=(35, 35, 35), width=2)


def marked(image, names=NAMES, *, skew=0.0):
    """Return which names are marked."""
    found = marked_names(image, lines(names), skew=skew)
    return [
        at
        for at, (left, right) in enumerate(spans(names))
        if any(left / WIDTH <= box.centre[0] <= right / WIDTH for box in found)
    ]


@pytest.mark.parametrize("at", [0, 1, 2])
@pytest.mark.parametrize("colour", COLOURS)
@pytest.mark.parametrize("mark", ["rule", "ring", "frame"])
def test_a_name_that_is_marked_with_a_pen_is_found(mark, colour, at):
    assert marked(page(mark, at, colour=colour)) == [at]
    assert marked(page(mark, at, colour=colour, noise=10)) == [at]


@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_highlighted_name_is_found(at):
    assert marked(page("band", at)) == [at]


@pytest.mark.parametrize("mark", [None, "long rule", "frame of all"])
def test_what_marks_all_names_marks_none(mark):
    assert marked(page(mark)) == []


def test_a_line_with_one_tiny_character_is_not_looked_at():
    (line,) = lines()
    wide = replace(line, box=Box(0.0, line.box.top, 1.0, line.box.bottom))
    speck = Word("丶 ", Box(0.0, line.box.top, 0.0034, line.box.bottom), 0.9)
    wide = replace(wide, text=f"丶 {line.text}", words=(speck, *line.words))
    assert marked_names(page("ring"), (wide,)) == ()


def test_links_are_underlined_one_and_all():
    image = page("rule", 0)
    for at in (1, 2):
        image = np.minimum(image, page("rule", at))
    assert marked(image) == []


def test_one_name_alone_is_marked_among_none():
    assert marked(page("ring", 0, names=("苟维民",)), ("苟维民",)) == []


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_noise_marks_nobody(seed):
    noise = np.random.default_rng(seed).normal(0, 18, (HEIGHT, WIDTH, 3))
    assert marked((page() + noise).clip(0, 255).astype(np.uint8)) == []


@pytest.mark.parametrize("degrees", [-1.5, 1.0])
def test_lines_that_fall_are_followed(degrees):
    upright = Image.fromarray(page("ring", 2))
    left, top = LEFT + 180, TOP + EM // 2
    turned = upright.rotate(
        -degrees, center=(left, top), fillcolor=(250, 249, 246), resample=Image.Resampling.BICUBIC
    )
    assert marked(np.asarray(turned), skew=degrees) == [2]


def read(mark):
    """Return what an article's first page tells, of whose authors one may be marked."""
    rows = (
        ("陇东基础教育", 0.4, 0.04), ("2017年第4期", 0.05, 0.04),
        ("小学数学错题银行的建设与使用", 0.25, 0.12), ("靳晓燕1 苟维民2 侯明1", 0.35, 0.19),
        ("(1.庆阳市西峰区黄官寨小学,甘肃 庆阳 745000;2.庆阳市西峰区董志学区,甘肃 庆阳 745000)", 0.1, 0.24),
        ("摘 要:错题是学生思维过程的真实记录。", 0.1, 0.3), ("关键词:小学数学;错题资源;自我监控", 0.1, 0.34),
        ("学生的错误往往暴露出概念建立时的偏差,教师应当珍视。", 0.1, 0.5),
    )  # fmt: skip
    boxes = [
        (left, top, left + 0.02 * len(text), top + (0.03 if top == 0.12 else 0.02))
        for text, left, top in rows
    ]
    made = placed([text for text, *_ in rows], boxes, (1240, 1754))
    line = next(one for one in made.lines if one.text.startswith("靳"))
    start = line.text.index("苟维民")
    box = line.span_box(start, start + 3)
    return find_fields((replace(made, marked_names=(box,) if mark else ()),)).fields


def test_the_marked_author_is_the_holder_and_never_sure():
    told = {one.name: one for one in read(mark=True) if one.name != "authors"}
    assert told["holder_name"].value == "苟维民"
    assert told["holder_rank"].value == 2
    assert told["employer"].value == "庆阳市西峰区董志学区"
    assert max(told[name].confidence for name in ("holder_name", "holder_rank", "employer")) < 0.8


def test_without_a_mark_no_author_is_the_holder():
    assert not [one for one in read(mark=False) if one.name in ("holder_name", "holder_rank")]


PEOPLE = ("姓名", "陆晓雯", "秦志远", "马玉兰", "侯明")
ROW, FIRST = 54, 160
"""Pixels from one row of the table to the next, and down to its head."""


def table(mark=None, at=2, *, rules=True):
    """Return a page with a table whose second column holds names, and its lines."""
    image = Image.new("RGB", (WIDTH, HEIGHT), (250, 249, 246))
    draw = ImageDraw.Draw(image)
    left, made = 360, []
    for number, name in enumerate(PEOPLE):
        top = FIRST + ROW * number
        if mark == "band" and number == at:
            draw.rectangle((200, top - 13, 900, top + EM + 13), fill=(214, 232, 248))
        if mark == "grey" and number == at:
            draw.rectangle((200, top - 13, 900, top + EM + 13), fill=(226, 226, 224))
        if rules:
            draw.rectangle((200, top - 14, 900, top + EM + 14), outline=(60, 60, 60), width=2)
        for start, text in ((230, "壹"), (left, name), (600, "石桥市第一中学")):
            set_type(draw, start, top, len(text))
            box = Box(
                start / WIDTH, top / HEIGHT, (start + EM * len(text)) / WIDTH, (top + EM) / HEIGHT
            )
            made.append(Line(text, box, 0.99, (Word(text, box, 0.99),)))
    top, right = FIRST + ROW * at, left + EM * len(PEOPLE[at])
    if mark == "ring":
        draw.ellipse((left - 16, top - 9, right + 16, top + EM + 8), outline=(30, 30, 30), width=3)
    if mark == "rule":
        draw.line((left, top + EM + 5, right, top + EM + 5), fill=(200, 30, 40), width=3)
    return np.asarray(image), tuple(made)


def row_of(found):
    """Return the numbers of the rows that lie in what was found."""
    return [
        number
        for number in range(len(PEOPLE))
        for box in found
        if box.top <= (FIRST + ROW * number + EM / 2) / HEIGHT <= box.bottom
    ]


@pytest.mark.parametrize("at", [1, 2, 4])
@pytest.mark.parametrize("mark", ["ring", "rule", "band", "grey"])
@pytest.mark.parametrize("rules", [True, False])
def test_a_name_marked_in_a_table_marks_its_row(mark, at, rules):
    image, told = table(mark, at, rules=rules)
    assert row_of(rows_of_marked_names(image, told)) == [at]


@pytest.mark.parametrize("rules", [True, False])
def test_a_table_alone_marks_no_row(rules):
    assert rows_of_marked_names(*table(rules=rules)) == ()


@pytest.mark.parametrize("mark", ["ring", "band", "grey"])
def test_the_head_of_a_column_is_nobody(mark):
    assert rows_of_marked_names(*table(mark, 0)) == ()


HOUSED = ("靳晓燕1", "苟维民2", "侯明1")


@pytest.mark.parametrize("at", [0, 1, 2])
def test_names_that_were_read_as_a_line_each_are_one_line(at):
    apart = tuple(
        Line(name, Box(left / WIDTH, TOP / HEIGHT, right / WIDTH, (TOP + EM) / HEIGHT), 0.99,
             (Word(name, Box(left / WIDTH, TOP / HEIGHT, right / WIDTH, (TOP + EM) / HEIGHT), 0.99),))
        for name, (left, right) in zip(HOUSED, spans(HOUSED), strict=True)
    )  # fmt: skip
    (box,) = marked_names(page("ring", at, names=HOUSED), apart)
    left, right = spans(HOUSED)[at]
    assert left / WIDTH <= box.centre[0] <= right / WIDTH
    plain = tuple(replace(one, text=one.text[:-1]) for one in apart)
    assert marked_names(page("ring", at, names=HOUSED), plain) == ()  # cells of a table


def test_a_ring_whose_foot_print_hides_is_one():
    image = page("ring", 0).copy()
    left, _ = spans()[0]
    image[TOP + EM + 4 : TOP + EM + 16, left + 15 : left + 41] = (250, 249, 246)
    assert marked(image) == [0]


def test_names_may_be_parted_by_semicolons():
    (line,) = lines()
    words = []
    for word in line.words:
        name, edge = replace(word, text=word.text.strip()), word.box.right
        sign = replace(word, text="；", box=replace(word.box, left=edge, right=edge + EM / WIDTH))
        words += [name, sign]
    text = "".join(word.text for word in words[:-1])
    parted = replace(line, text=text, words=tuple(words[:-1]))
    (box,) = marked_names(page("rule", 1), (parted,))
    left, right = spans()[1]
    assert left / WIDTH <= box.centre[0] <= right / WIDTH


def found_on(rows, name):
    """Return what a page tells, on which one name is marked."""
    boxes = [(left, top, left + 0.02 * len(text), top + 0.02) for text, left, top in rows]
    made = placed([text for text, *_ in rows], boxes, (1240, 1754))
    marks = tuple(
        line.span_box(line.text.index(name), line.text.index(name) + len(name))
        for line in made.lines
        if name in line.text
    )
    found = find_fields((replace(made, marked_names=marks[:1]),))
    return {one.name: one for one in found.fields if one.name != "authors"}


def test_the_marked_designer_of_a_patent_is_the_holder():
    told = found_on(
        [
            ("外观设计专利证书", 0.35, 0.08), ("外观设计名称：儿童诊疗椅", 0.1, 0.2),
            ("设计人：靳晓燕；苟维民；侯明", 0.1, 0.24), ("专利号：ZL 2022 3 0418825.1", 0.1, 0.28),
            ("专利权人：石桥市口腔医院", 0.1, 0.32), ("国家知识产权局", 0.6, 0.7), ("2022年11月15日", 0.6, 0.74),
        ],
        "苟维民",
    )  # fmt: skip
    assert (told["holder_name"].value, told["holder_rank"].value) == ("苟维民", 2)
    assert told["holder_name"].confidence < 0.8


def test_the_marked_editor_of_a_book_is_the_holder():
    told = found_on(
        [
            ("检验科质量管理手册", 0.1, 0.2), ("编委会", 0.5, 0.1),
            ("副主编 靳晓燕(石桥市人民医院)", 0.5, 0.16), ("主编 苟维民  副主编 靳晓燕", 0.1, 0.5),
            ("编委 陆晓雯、秦志远、马玉兰", 0.5, 0.2), ("图书在版编目(CIP)数据", 0.5, 0.3),
            ("检验科质量管理手册/苟维民主编.—郑州:中原科学出版社,2021.3", 0.4, 0.34),
            ("ISBN 978-7-5349-8173-6", 0.5, 0.4), ("中国版本图书馆CIP数据核字(2021)第028514号", 0.5, 0.44),
        ],
        "靳晓燕",
    )  # fmt: skip
    assert told["holder_name"].value == "靳晓燕"
    assert told["author_role"].value == "副主编"
    assert told["employer"].value == "石桥市人民医院"
    assert max(told[name].confidence for name in ("holder_name", "employer")) < 0.8
