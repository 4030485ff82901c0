"""What the codes of facts are called to people: Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

CODE_WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "true": ("是", "yes"),
        "false": ("否", "no"),
        # levels, and whose a unit is
        "international": ("国际级", "international"),
        "national": ("国家级", "national"),
        "ministry": ("国家部委", "ministry"),
        "provincial": ("省级", "provincial"),
        "municipal": ("市级", "municipal"),
        "county": ("县级", "county"),
        "district": ("区级", "district"),
        "school": ("校级", "school"),
        "abroad": ("国（境）外", "abroad"),
        "association": ("行业组织", "association"),
        "base": ("继续教育基地", "base"),
        "company": ("企业", "company"),
        "society": ("社会团体", "social body"),
        "private": ("民办、非公单位", "private"),
        "other_city": ("外市", "another city"),
        "bureau_direct": ("局直属", "directly under the bureau"),
        "institution": ("事业单位", "public institution"),
        "general_school": ("普通中小学", "general school"),
        "kindergarten": ("幼儿园", "kindergarten"),
        "sub_unit": ("二级机构", "sub-unit"),
        "vocational": ("中等职业学校", "vocational school"),
        # who does something
        "authority": ("主管部门", "authority"),
        "department": ("主管部门", "department"),
        "unit": ("单位", "unit"),
        "person": ("个人", "person"),
        "employed": ("在职", "employed"),
        "mobile": ("流动人员", "mobile"),
        "no_authority": ("无主管部门", "without an authority"),
        # titles and qualifications
        "senior": ("高级", "senior"),
        "intermediate": ("中级", "intermediate"),
        "junior": ("初级", "junior"),
        "practising": ("执业资格", "practising"),
        # how it was learned
        "online": ("网络", "online"),
        "face_to_face": ("面授", "face to face"),
        "mixed": ("网络与面授结合", "mixed"),
        "training": ("培训", "training"),
        "exam": ("考试", "examination"),
        "review": ("评审", "review"),
        "guided": ("有指导", "guided"),
        "invention": ("发明", "invention"),
        "utility": ("实用新型", "utility model"),
        "design": ("外观设计", "design"),
        # subject classes
        "public": ("公需科目", "public"),
        "professional": ("专业科目", "professional"),
        "elective": ("个人选修", "elective"),
    }
)


def in_words(code: str) -> tuple[str, str]:
    """Return a code in both languages; what no list knows stays as it is."""
    return CODE_WORDS.get(code, (code, code))
