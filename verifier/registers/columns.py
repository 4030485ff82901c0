"""What each register holds: its columns, the heading words accepted, the words of its states.

Data only. A heading is compared without white space, punctuation and case, so that
「身 份 证 号 码」, 「身份证号码：」 and `ID number` are all found.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from types import MappingProxyType
from unicodedata import normalize

from verifier.errors import Fault, RegisterError


class CellType(Enum):
    """How a cell of a column is read."""

    TEXT = auto()
    NAME = auto()
    NAMES = auto()
    """Several names, divided by 、 ; | or line ends."""
    ID = auto()
    """An identity number; never shown in a message."""
    DAY = auto()
    LAST_DAY = auto()
    """A day, or a word that says there is no last one."""
    AMOUNT = auto()
    PUBLISHED = auto()
    """A day, or yes or no."""
    STATUS = auto()
    PERIOD = auto()
    """Two days in one cell, perhaps without a year."""


class Names(Enum):
    """Whose names a register holds, and so how they are compared."""

    BODIES = auto()
    TITLES = auto()
    PEOPLE = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in the program, its heading in the template, further headings.

    `needed` columns must be in the table, `filled` ones also in every row;
    `above` ones may stand in a line above the table instead.
    """

    name: str
    heading: str
    english: str
    words: tuple[str, ...] = ()
    type: CellType = CellType.TEXT
    needed: bool = False
    filled: bool = False
    above: bool = False
    example: str = ""

    @property
    def headings(self) -> tuple[str, ...]:
        """Every heading accepted."""
        return (self.heading, self.name, self.english, *self.words)


@dataclass(frozen=True, slots=True)
class Shape:
    """One kind of register: what it is called, its columns, what makes a row a duplicate.

    `status` is the status word of an entry whose row has none; `states` takes the
    words of the status column to the program's.
    """

    register: str
    zh: str
    names: Names
    columns: tuple[Column, ...]
    unique: tuple[tuple[str, ...], ...]
    files: tuple[str, ...]
    status: str
    states: Mapping[str, str] = field(default_factory=dict)

    def column(self, name: str) -> Column | None:
        """Return the column of that name, None if the register has none."""
        return next((column for column in self.columns if column.name == name), None)

    def column_of(self, heading: str) -> Column | None:
        """Return the column that a heading stands for, None if it is no accepted word."""
        key = heading_key(heading)
        if not key:
            return None
        return next(
            (c for c in self.columns if any(heading_key(word) == key for word in c.headings)), None
        )


_REMARKS = re.compile(r"\([^)]*\)")
_PUNCTUATION = re.compile(r"[\W_]+")


def heading_key(text: str) -> str:
    """Return a heading as it is compared: without remarks in brackets, signs and case."""
    compact = "".join(normalize("NFKC", text).split()).casefold()
    return _PUNCTUATION.sub("", _REMARKS.sub("", compact))


def _states(**words: str) -> Mapping[str, str]:
    return MappingProxyType(
        {word: state for state, listed in words.items() for word in (state, *listed.split())}
    )


def _name(heading: str, english: str, example: str, *words: str) -> Column:
    return Column(
        "name", heading, english, words, CellType.NAME, needed=True, filled=True, example=example
    )


_NUMBER = Column("number", "序号", "no.", ("编号", "序列号", "serial"), example="1")
_PERSON = _name(
    "姓名", "full name", "林晓芸", "教师姓名", "学员姓名", "申报人", "持证人", "人员姓名"
)
_ID = Column(
    "id",
    "身份证号码",
    "ID number",
    ("身份证号", "身份证", "证件号码", "证件号", "身份证件号码", "id_number", "identity number"),
    CellType.ID,
    needed=True,
    filled=True,
    example="44000019900101123X",
)
_ANY_ID = Column("id", _ID.heading, _ID.english, _ID.words, CellType.ID, example=_ID.example)
_FROM = Column(
    "valid_from",
    "有效期起",
    "valid since",
    ("有效期开始", "生效日期", "启用日期", "起始日期", "开始日期", "有效起始日期", "from"),
    CellType.DAY,
    example="2021-01-01",
)
_TO = Column(
    "valid_to",
    "有效期止",
    "valid until",
    ("有效期结束", "失效日期", "截止日期", "终止日期", "结束日期", "有效截止日期", "to", "until"),
    CellType.LAST_DAY,
    example="2021年12月31日",
)
_ALSO = Column(
    "also",
    "其他名称",
    "other names",
    ("别名", "曾用名", "又名", "简称", "其它名称", "原名称"),
    CellType.NAMES,
    example="合肥工校；合肥市工业学校",
)
_START = Column(
    "start",
    "开始日期",
    "start date",
    ("培训开始日期", "开班日期", "开始时间", "起始日期", "学习开始时间", "start_date"),
    CellType.DAY,
    example="2021/7/5",
)
_END = Column(
    "end",
    "结束日期",
    "end date",
    ("培训结束日期", "结业日期", "结束时间", "截止日期", "学习结束时间", "完成时间", "end_date"),
    CellType.DAY,
    example="2021.7.9",
)
_HOURS = Column(
    "hours",
    "学时",
    "class hours",
    ("培训学时", "学时数", "认定学时", "总学时", "课时"),
    CellType.AMOUNT,
    example="30",
)
_COURSE = (
    "课程名称",
    "项目名称",
    "培训名称",
    "培训主题",
    "培训项目",
    "培训班名称",
    "计划名称",
    "名称",
    "课程",
    "course",
    "activity title",
)
_TITLE = Column(
    "title",
    "培训名称",
    "course title",
    _COURSE,
    CellType.NAME,
    needed=True,
    filled=True,
    example="骨干教师专业能力提升研修班",
)
_STATUS_WORDS = ("人员状态", "在职状态", "状况", "账号状态", "注册状态", "是否注册", "state")
_FILED_WORDS = ("备案时间", "备案日", "报备日期", "报备时间", "filing date", "filed on")
_FILED = Column("filed", "备案日期", "filed day", _FILED_WORDS, CellType.DAY, example="2021-06-01")

_PASSED = "合格 通过 及格 优秀 良好 中等 已通过 考核合格 pass"
_NOT_PASSED = "不合格 未通过 不及格 缺考 未参加 考核不合格 fail"

SHAPES: Mapping[str, Shape] = MappingProxyType(
    {
        shape.register: shape
        for shape in (
            Shape(
                "bases",
                "继续教育基地",
                Names.BODIES,
                (
                    _NUMBER,
                    _name(
                        "继续教育基地名称",
                        "base name",
                        "合肥工业学校",
                        "基地名称",
                        "名称",
                        "单位名称",
                        "机构名称",
                        "基地",
                        "base",
                    ),
                    Column(
                        "telephone",
                        "联系电话",
                        "phone",
                        ("电话", "电话号码", "联系方式", "tel"),
                        example="0551-60000001",
                    ),
                    _ALSO,
                    _FROM,
                    _TO,
                ),
                (("name",), ("number",)),
                ("基地", "继续教育基地", "市级继续教育基地情况一览表"),
                "listed",
            ),
            Shape(
                "plans",
                "备案培训计划",
                Names.TITLES,
                (
                    _NUMBER,
                    _TITLE,
                    Column(
                        "organiser",
                        "主办单位",
                        "organizer",
                        ("举办单位", "承办单位", "培训单位", "培训机构", "单位", "host"),
                        CellType.NAME,
                        needed=True,
                        filled=True,
                        example="合肥工业学校",
                    ),
                    Column(
                        "filed",
                        "备案日期",
                        "filed day",
                        _FILED_WORDS,
                        CellType.DAY,
                        needed=True,
                        filled=True,
                        example="2021-06-01",
                    ),
                    _START,
                    _END,
                    _HOURS,
                    Column(
                        "published",
                        "公布",
                        "published on",
                        ("公示", "是否公布", "是否公示", "公布日期", "公示日期", "发布日期"),
                        CellType.PUBLISHED,
                        example="是",
                    ),
                ),
                (("title", "organiser", "start"),),
                ("计划", "培训计划", "备案计划", "培训备案"),
                "filed",
            ),
            Shape(
                "platforms",
                "网络学习平台",
                Names.BODIES,
                (
                    _NUMBER,
                    _name(
                        "平台名称", "platform name", "安徽继续教育在线", "平台", "名称", "platform"
                    ),
                    Column(
                        "url",
                        "网址",
                        "address",
                        ("平台网址", "网站", "网站地址", "链接", "website", "link"),
                        example="https://learn.example.cn/",
                    ),
                    _FILED,
                    _ALSO,
                    _FROM,
                    _TO,
                ),
                (("name",),),
                ("平台", "网络平台", "备案平台", "学习平台"),
                "listed",
            ),
            Shape(
                "pass-list",
                "继续教育合格人员汇总表",
                Names.PEOPLE,
                (
                    _NUMBER,
                    _PERSON,
                    Column(
                        "unit",
                        "单位",
                        "employer",
                        ("工作单位", "所在单位", "单位名称", "school"),
                        needed=True,
                        example="合肥市第九十九中学",
                    ),
                    _ID,
                    Column(
                        "post",
                        "技术职称",
                        "professional title",
                        ("职称", "专业技术职称", "专业技术职务", "职务职称"),
                        needed=True,
                        example="一级教师",
                    ),
                    Column(
                        "hours",
                        "培训学时",
                        "class hours",
                        ("学时", "学时数", "总学时"),
                        CellType.AMOUNT,
                        needed=True,
                        filled=True,
                        example="30",
                    ),
                    Column(
                        "result",
                        "考试结果",
                        "exam result",
                        ("考核结果", "考试成绩", "考核成绩", "成绩", "结果"),
                        CellType.STATUS,
                        needed=True,
                        filled=True,
                        example="合格",
                    ),
                    Column("remark", "备注", "note", ("说明",), example=""),
                    Column(
                        "title",
                        "培训主题",
                        "course title",
                        ("培训名称", "培训项目", "课程名称", "培训班名称"),
                        CellType.NAME,
                        needed=True,
                        filled=True,
                        above=True,
                        example="骨干教师专业能力提升研修班",
                    ),
                    Column(
                        "period",
                        "培训时间",
                        "training days",
                        ("培训日期", "培训起止时间", "起止时间"),
                        CellType.PERIOD,
                        needed=True,
                        filled=True,
                        above=True,
                        example="2021年7月5日至7月9日",
                    ),
                    Column(
                        "organiser",
                        "填报单位",
                        "filed by",
                        ("主办单位", "培训单位"),
                        above=True,
                        example="合肥工业学校",
                    ),
                ),
                (("id", "title"),),
                (
                    "合格人员",
                    "合格名单",
                    "合格人员名单",
                    "合格人员汇总表",
                    "继续教育合格人员简明情况汇总表",
                ),
                "passed",
                _states(passed=_PASSED, failed=_NOT_PASSED),
            ),
            Shape(
                "recorded-hours",
                "已登记学时",
                Names.PEOPLE,
                (
                    _PERSON,
                    _ANY_ID,
                    _TITLE,
                    Column(
                        "hours",
                        _HOURS.heading,
                        _HOURS.english,
                        (*_HOURS.words, "登记学时", "已登记学时"),
                        CellType.AMOUNT,
                        needed=True,
                        filled=True,
                        example="30",
                    ),
                    _START,
                    _END,
                    Column(
                        "subject",
                        "科目",
                        "subject class",
                        ("科目类别", "学时类别", "学时类型", "类别"),
                        example="公需科目",
                    ),
                ),
                (("id", "name", "title", "start", "end", "hours"),),
                ("已登记学时", "学时记录", "已认定学时", "平台学时"),
                "recorded",
            ),
            Shape(
                "staff",
                "人员名册",
                Names.PEOPLE,
                (
                    _PERSON,
                    _ANY_ID,
                    Column(
                        "status",
                        "状态",
                        "staff status",
                        _STATUS_WORDS,
                        CellType.STATUS,
                        needed=True,
                        filled=True,
                        example="在职",
                    ),
                    Column("unit", "单位", "employer", ("工作单位", "学校", "所在单位", "school")),
                ),
                (("id",),),
                ("人员", "人员名册", "教师名册", "在职人员", "教职工名册"),
                "active",
                _states(
                    active="在职 在岗 在编 正常 有效 在册 聘用 返聘",
                    archived="已归档 归档 存档 封存 archive",
                    left="离职 已离职 离岗 调出 调离 已调出 退休 已退休 辞职 辞退 解聘",
                ),
            ),
            Shape(
                "provincial-accounts",
                "省系统账号",
                Names.PEOPLE,
                (
                    _PERSON,
                    _ANY_ID,
                    Column(
                        "status",
                        "状态",
                        "account status",
                        _STATUS_WORDS,
                        CellType.STATUS,
                        example="已注册",
                    ),
                ),
                (("id",),),
                ("省系统账号", "省平台账号", "账号"),
                "registered",
                _states(
                    registered="已注册 注册 有 是 正常 已开通 开通 已有 active",
                    missing="未注册 无 没有 否 未开通 不存在 none",
                ),
            ),
            Shape(
                "aliases",
                "名称对照",
                Names.BODIES,
                (
                    _name(
                        "名称", "current name", "安徽开放大学合肥分校", "现名", "现用名", "规范名称"
                    ),
                    Column(
                        "alias",
                        "其他名称",
                        "other name",
                        ("别名", "曾用名", "原名", "旧名", "又名", "简称", "old name"),
                        CellType.NAME,
                        needed=True,
                        filled=True,
                        example="安徽广播电视大学合肥分校",
                    ),
                    _FROM,
                    _TO,
                    Column(
                        "relation",
                        "关系",
                        "kind",
                        ("类型", "名称关系", "类别"),
                        CellType.STATUS,
                        example="更名",
                    ),
                ),
                (("name", "alias"),),
                ("名称对照", "别名", "更名", "名称对照表", "更名对照表"),
                "alias",
                _states(
                    renamed="更名 改名 曾用名 原名 旧名 前身 更名前 rename",
                    alias="别名 又名 同一单位 挂牌 also",
                    short="简称 缩写 abbreviation",
                ),
            ),
            Shape(
                "providers",
                "有资质的施教机构",
                Names.BODIES,
                (
                    _NUMBER,
                    _name(
                        "施教机构名称", "provider", "临海师范大学", "名称", "单位名称", "机构名称"
                    ),
                    _ALSO,
                    _FROM,
                    _TO,
                ),
                (("name",),),
                ("施教机构", "培训机构", "院校"),
                "listed",
            ),
            Shape(
                "issuers-refused",
                "不予认可的单位",
                Names.BODIES,
                (
                    _NUMBER,
                    _name(
                        "单位名称", "issuer", "某某职业教育促进会", "名称", "机构名称", "发证单位"
                    ),
                    Column(
                        "reason", "原因", "grounds", ("事由", "理由", "备注"), example="乱发证书"
                    ),
                    _ALSO,
                    _FROM,
                    _TO,
                ),
                (("name",),),
                ("黑名单", "不予认可", "不予认可单位"),
                "refused",
            ),
        )
    }
)

FILE_NAMES: Mapping[str, str] = MappingProxyType(
    {
        heading_key(word): shape.register
        for shape in SHAPES.values()
        for word in (shape.register, *shape.files)
    }
)


def shape_of(register: str) -> Shape:
    """Return what a register holds.

    Raises:
        RegisterError: there is no such register; the known ones are named.
    """
    if register not in SHAPES:
        known = ", ".join(SHAPES)
        reason = f"没有这种名册 · there is no such register; use one of {known}"
        raise RegisterError([Fault(register[:60], 1, reason)])
    return SHAPES[register]


def register_of_file(stem: str) -> str | None:
    """Return the register that a file's name (without its ending) stands for.

    After the register's name a remark may follow: `pass-list 2021-03`, 「基地_2021」.
    """
    whole = heading_key(stem)
    if whole in FILE_NAMES:
        return FILE_NAMES[whole]
    first, *rest = re.split(r"[\s_.(（]+|-(?=\d)", stem.strip(), maxsplit=1)
    return FILE_NAMES.get(heading_key(first)) if rest else None


def register_template(register: str, *, english: bool = False) -> tuple[str, ...]:
    """Return the heading row of an empty register, in the order of the annexes.

    Raises:
        RegisterError: there is no such register.
    """
    columns = shape_of(register).columns
    return tuple(column.name if english else column.heading for column in columns)
