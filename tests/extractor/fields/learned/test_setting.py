"""What tells how a stretch is set: its lines, what stands around them, and how much of them it is."""

from hypothesis import given
from hypothesis import strategies as st

from extractor.document import Page
from extractor.fields import leaf_of
from extractor.fields.learned.setting import Setting
from extractor.fields.learned.spans import spans_of, texts_of
from fixtures.sheets import placed, sheet

TABLE = placed(
    ("立项名单", "姓名", "职务", "王小明", "教师", "李知秋", "校长"),
    (
        (0.3, 0.05, 0.7, 0.11), (0.1, 0.2, 0.2, 0.22), (0.5, 0.2, 0.6, 0.22),
        (0.1, 0.25, 0.2, 0.27), (0.5, 0.25, 0.6, 0.27),
        (0.1, 0.3, 0.2, 0.32), (0.5, 0.3, 0.6, 0.32),
    ),
    (1000, 1414),
)  # fmt: skip


def told(page: Page, value: str) -> set[str]:
    leaf = leaf_of((page,))
    setting = Setting(leaf)
    spans = [one for text in texts_of(leaf.passages) for one in spans_of(text)]
    return {
        feature
        for span in spans
        if span.text == value
        for group in setting.of(span)
        for feature in group
    }


def test_a_cell_knows_what_stands_around_it_and_over_its_column():
    of_post = told(TABLE, "校长")
    assert {"set:left=李知秋", "set:over=教师", "set:under=nothing"} <= of_post
    assert {"set:column=职务", "set:in-row=2", "set:right=nothing"} <= of_post
    assert "set:column=姓名" in told(TABLE, "李知秋")


def test_large_type_is_told_by_its_size_and_its_rank_on_the_page():
    heading = told(TABLE, "立项名单")
    assert {"set:larger=0", "set:size>2.6", "set:of-largest>0.999"} <= heading
    assert "set:larger=1" in told(TABLE, "王小明")


def test_a_part_of_a_line_is_told_from_the_whole():
    page = sheet("学员:王小明", "李知秋")
    assert "set:part" in told(page, "王小明")
    assert "set:whole" in told(page, "李知秋")
    assert "share>0.95" in told(page, "李知秋") - told(page, "王小明")


@given(
    st.lists(
        st.tuples(st.text(alphabet="张三柳湾一中:,。21 ", max_size=20), *[st.floats(0, 0.9)] * 2,
                  *[st.floats(0, 0.1)] * 2),
        min_size=1,
        max_size=8,
    )
)  # fmt: skip
def test_lines_of_any_place_and_size_are_told_the_same_twice(lines):
    boxes = [(x, y, x + width, y + height) for _, x, y, width, height in lines]
    leaf = leaf_of((placed([text for text, *_ in lines], boxes, (1000, 1414)),))
    for passage in texts_of(leaf.passages):
        for span in spans_of(passage):
            assert Setting(leaf).of(span) == Setting(leaf).of(span)
