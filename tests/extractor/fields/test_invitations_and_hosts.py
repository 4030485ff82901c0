"""Who holds a meeting, what it is called and who signs for it; names are invented."""

from extractor.fields import find_fields
from fixtures.sheets import sheet
from tests.extractor.builders import line, page


def told(made):
    return {one.name: one.value for one in find_fields((made,)).fields}


INVITATION = page(
    line("邀 请 函", 0.4, 0.1, em=0.05),
    line("葛小豆园长:", 0.1, 0.25),
    line("欢迎您参加", 0.1, 0.3),
    line("2019幼儿户外游戏课程峰会", 0.1, 0.36, em=0.04),
    line("时间 | 2019.10.29 — 2019.10.31", 0.1, 0.54),
    line("地点 | 清河市会展中心三号厅", 0.1, 0.58),
    line("主办 | 清河市学前教育协会", 0.1, 0.62),
    line("协办 | 石桥幼儿园教育集团", 0.1, 0.66),
)


def test_a_bar_parts_a_label_from_its_value_as_a_colon_does():
    given = told(INVITATION)
    assert given["location"] == "清河市会展中心三号厅"
    assert (given["start_date"], given["end_date"]) == ("2019-10-29", "2019-10-31")
    found = find_fields((INVITATION,)).fields
    hosts = [one.value for one in found if one.name == "issuers" and one.role == "host"]
    assert hosts == ["清河市学前教育协会"]
    assert given["activity_title"] == "2019幼儿户外游戏课程峰会"


def test_the_society_that_hosts_a_meeting_is_not_the_meeting():
    made = sheet(
        "#2019清河流域产教融合研讨会",
        "#出席证明",
        "温如玉老师:",
        "感谢您出席2019年11月6日举行的2019清河流域产教融合研讨会,并作大会报告。",
        "~主办:清河省职业教育研究会",
        "~承办·石桥技师学院",
        "~2019.11.6",
    )
    found = find_fields((made,))
    given = {one.name: one.value for one in found.fields}
    assert given["activity_title"] == "2019清河流域产教融合研讨会"
    hosts = [one.value for one in found.fields if one.name == "issuers" and one.role == "host"]
    assert hosts == ["清河省职业教育研究会"]


def test_the_post_of_who_signs_is_no_title():
    given = told(
        page(
            line("Harbour Society for Early Childhood", 0.1, 0.08, em=0.04),
            line("Certificate of Attendance", 0.28, 0.2, em=0.04),
            line("This letter confirms that Zhuge Wen attended the 12th Harbour Early", 0.1, 0.3),
            line("Childhood Conference, held in Port Melling on 25 November 2019.", 0.1, 0.34),
            line("Yours sincerely,", 0.1, 0.5),
            line("R. Okafor", 0.1, 0.54),
            line("Conference Secretary", 0.1, 0.58),
            line("November 29, 2019", 0.1, 0.62),
        )
    )
    assert given["activity_title"] == "12th Harbour Early Childhood Conference"
