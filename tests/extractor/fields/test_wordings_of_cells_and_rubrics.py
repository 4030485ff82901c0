"""Names in cells of their own, rubrics that are nobody, notices of a class, where somebody was sent."""

import pytest

from extractor.fields import find_fields
from fixtures.sheets import placed, sheet
from tests.extractor.builders import value, values

SIZE = (1240, 1754)


def told(*lines):
    return find_fields((sheet(*lines),))


def sure(found, name):
    return [c.value for c in found.fields if c.name == name and c.confidence >= 0.9]


def set_at(*rows):
    boxes = [
        (left, top, min(0.98, left + high * len(text)), top + high)
        for text, left, top, high in rows
    ]
    return placed([text for text, *_ in rows], boxes, SIZE)


PROSE = tuple(
    ("孩子们先后尝试了树叶、报纸和塑料袋。", left, 0.3 + 0.03 * at, 0.018)
    for at in range(12)
    for left in (0.1, 0.52)
)


@pytest.mark.parametrize("role", ["著", "编著", "主编"])
def test_every_name_before_the_role_wrote_the_book(role):
    page = placed(
        ["青川教师发展丛书", "走进儿童的", "游戏世界", "陆晓雯", "秦志远", role, "青川教育出版社"],
        [(0.06, 0.05, 0.44, 0.09), (0.07, 0.39, 0.5, 0.46), (0.07, 0.46, 0.42, 0.54), (0.08, 0.616, 0.21, 0.646),
         (0.23, 0.616, 0.37, 0.646), (0.39, 0.616, 0.47, 0.646), (0.35, 0.91, 0.67, 0.95)],
        SIZE,
    )  # fmt: skip
    assert values(find_fields((page,)), "authors") == ["陆晓雯", "秦志远"]


def test_every_name_behind_the_label_wrote_the_book():
    page = placed(
        ["婴幼儿照护", "实用技术", "主编", "陆晓雯", "秦志远", "出版发行", "青川科学技术出版社", "版次", "2022年1月第1版",
         "字数", "286千字"],
        [(0.25, 0.247, 0.76, 0.33), (0.29, 0.333, 0.71, 0.413), (0.27, 0.48, 0.42, 0.51), (0.46, 0.48, 0.58, 0.51),
         (0.62, 0.48, 0.73, 0.51), (0.19, 0.586, 0.29, 0.615), (0.32, 0.588, 0.53, 0.615), (0.19, 0.673, 0.3, 0.703),
         (0.32, 0.673, 0.49, 0.703), (0.52, 0.636, 0.63, 0.66), (0.7, 0.636, 0.79, 0.66)],
        SIZE,
    )  # fmt: skip
    assert values(find_fields((page,)), "authors") == ["陆晓雯", "秦志远"]


@pytest.mark.parametrize("rubric", ["游戏广角", "管理论坛", "教研天地"])
def test_a_rubric_over_the_byline_is_nobody(rubric):
    found = find_fields((set_at(
        ("青川幼教 QINGCHUAN YOUJIAO", 0.1, 0.05, 0.03), ("2021年第6期", 0.75, 0.05, 0.02), (rubric, 0.1, 0.11, 0.02),
        ("沙池边上的合作游戏", 0.1, 0.15, 0.03), ("文／秦志远 陆晓雯", 0.1, 0.2, 0.02), ("CN 36-1291/G4", 0.7, 0.08, 0.018),
        *PROSE,
    ),))  # fmt: skip
    assert values(found, "authors") == ["秦志远", "陆晓雯"]
    assert value(found, "activity_title") == "沙池边上的合作游戏"


def test_a_first_name_that_may_begin_with_the_word_for_author_is_not_sure():
    found = find_fields((set_at(
        ("青川幼教", 0.1, 0.05, 0.03), ("2021年第6期", 0.75, 0.05, 0.02), ("沙池边上的合作游戏", 0.1, 0.15, 0.03),
        ("文秦远 陆晓雯", 0.1, 0.2, 0.02), ("CN 36-1291/G4", 0.7, 0.08, 0.018), *PROSE,
    ),))  # fmt: skip
    assert "文秦远" not in sure(found, "authors")


@pytest.mark.parametrize("rare", ["普", "补", "罕"])
def test_two_authors_are_told_though_one_surname_is_on_no_list(rare):
    found = find_fields((set_at(
        ("青川工程学院学报", 0.34, 0.035, 0.023), ("第23卷第4期", 0.06, 0.039, 0.02), ("2012年8月", 0.06, 0.058, 0.02),
        ("【教育教学研究】", 0.8, 0.076, 0.02), ("工科学生英语学习焦虑的相关性研究", 0.2, 0.111, 0.03),
        (f"{rare}文彬，李丽梅", 0.4, 0.15, 0.024), ("(青川工程学院外国语学院，青川 653100)", 0.3, 0.175, 0.02),
        ("摘 要：以二年级学生为对象，考察焦虑的水平。", 0.1, 0.201, 0.02), *PROSE,
    ),))  # fmt: skip
    assert value(found, "activity_title") == "工科学生英语学习焦虑的相关性研究"
    assert values(found, "authors") == [f"{rare}文彬", "李丽梅"]
    assert sure(found, "journal") == ["青川工程学院学报"]


def test_a_record_in_an_index_tells_its_facts_by_labels_without_colons():
    rows = [
        ("By", "Lan Wei; Qin Yuan"),
        ("Source", "Harbour Journal of Chemical Technology"),
        ("Volume", "47"),
        ("ISSN", "1671-9034"),
    ]
    texts = ["Global Finder", "Search > Results for “lignin” > Record 2 of 9",
             "Catalytic Depolymerization of Lignin over Layered", "Nickel Silicate"]  # fmt: skip
    boxes = [
        (0.03, 0.013, 0.33, 0.042),
        (0.03, 0.064, 0.44, 0.09),
        (0.03, 0.095, 0.88, 0.128),
        (0.03, 0.128, 0.24, 0.158),
    ]
    for at, (label, said) in enumerate(rows):
        top = 0.174 + 0.028 * at
        texts += [label, said]
        boxes += [
            (0.03, top, 0.04 + 0.012 * len(label), top + 0.02),
            (0.22, top, 0.22 + 0.012 * len(said), top + 0.02),
        ]
    texts += [
        "Abstract",
        "The efficient utilization of lignin is of great interest for renewable aromatics.",
    ]
    boxes += [(0.04, 0.47, 0.14, 0.49), (0.04, 0.5, 0.9, 0.52)]
    found = find_fields((placed(texts, boxes, SIZE),))
    assert "Nickel Silicate" not in values(found, "authors")
    assert not [title for title in sure(found, "activity_title") if ">" in str(title)]


@pytest.mark.parametrize("where", ["跟岗学校", "实践单位", "支教学校", "结对学校"])
def test_where_somebody_was_sent_is_not_surely_where_they_work(where):
    found = told(
        "#关于秦志远同志研修情况的说明", "青川区教师进修学校：",
        f"秦志远同志于2022年10月10日至11月4日参加“名校研修项目”，{where}为杭川启正中学。",
        "研修时间合计120学时。", "~青川区实验中学", "~2023年1月11日",
    )  # fmt: skip
    assert not sure(found, "employer")


def test_the_name_of_a_college_over_a_notice_makes_no_statement_of_hours():
    page = set_at(
        ("青川学院继续教育学院", 0.27, 0.1, 0.045), ("青院继〔2021〕41号", 0.16, 0.16, 0.02),
        ("中小学班主任家校沟通能力高级研修班开班通知", 0.15, 0.22, 0.03), ("各位学员所在学校：", 0.14, 0.3, 0.02),
        ("本班定于2021年10月11日开班，10月15日结束，总学时40学时。", 0.14, 0.33, 0.012),
        ("请学员于10月10日到学术交流中心一楼办理报到手续。", 0.14, 0.36, 0.014),
        ("青川学院继续教育学院", 0.6, 0.7, 0.02), ("2021年9月13日", 0.65, 0.73, 0.02),
    )  # fmt: skip
    assert find_fields((page,)).kind.value == "meeting_notice"


@pytest.mark.parametrize(
    "head",
    [
        "研修计划与课程表(2021年10月11日—15日)",
        "培训课程安排表（2021年10月）",
        "研修方案与日程（第二期）",
    ],
)
def test_a_plan_with_its_days_is_no_statement_of_hours(head):
    found = told(
        f"#{head}", "一、目标：掌握家访和冲突调解的方法。", "二、方式：专题讲座、情境演练。每天8学时，共40学时。",
        "10月11日 上午 开班典礼 下午 家庭教育政策解读", "10月12日 上午 谈话技术 下午 情境演练",
        "授课地点：学术交流中心201室", "~青川学院继续教育学院培训部",
    )  # fmt: skip
    assert found.kind.value == "meeting_notice"
