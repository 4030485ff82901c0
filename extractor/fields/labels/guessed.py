"""Guess what a label announces that no list knows, by how it ends and what stands behind it.

Forms are worded freely: 「依托单位」, 「来稿单位」, 「援派教师」. The end of such a label says what
sort of value it has, and the value must be of that sort. What is guessed is never sure, and
nothing is guessed of a field that a known label announces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from extractor.fields.labels.form import Labelled
from extractor.fields.labels.words import any_field, is_label, squeeze
from extractor.language.names import is_name, tidy_name
from extractor.language.organisations import organisation_likelihood, tidy_organisation
from extractor.passages import Cell, join_cells

_LABEL = re.compile(r"[\u4e00-\u9fff]{2,8}")
_OTHERS = {
    "employer": re.compile(
        r"(?:主办|承办|协办|举办|组织|发证|颁|签发|开具|出具|证明|授予|授课|培训|承训|施训|监制|审|核准|"
        r"批准|认定|认证|评|测试|鉴定|考核|主管|支持|指导|协作|合作|出版|印刷|发行|收款|付款|汇款|缴费|受援|支教|受教|接收|"
        r"接受|实践|实习|跟岗|挂职|派驻|帮扶|结对|对口|开课|开设|课程|登记|验印|制证|备案|管理|委托|冠名|赞助|翻译|"
        r"服务|运营|技术|开户|开票|研修|进修|承担|施|毕业|有限|股份|集团|分公司|总公司|子公司)"
    ),
    "holder_name": re.compile(
        r"(?:联系|经办|负责|审|制表|填|开具|主讲|主持|授课|讲|指导|辅导|带教|班主任|校对|责任|编|设计|翻译|译|"
        r"法人|法定|签|款|开票|票|经手|制单|出纳|发货|购货|售货|购买|销售|复核|主管|监|评|领导|证明|介绍|推荐|见证|保管|记录|登记|操作|管理|客服|发起|召集|件|受理|"
        r"发明|专利|权利|代|摄影|策划|著|作者|第|其他|成员|参与|参加|参研|查|复|核|收|领|制|销假|受益|总|考官|质检|报告|嘉宾|导师|专家|"
        r"高级|中级|初级|正高|副高|特级|[一二三四]级|员级|顾问|秘书|用工|教务|申请专利|听课|观课|抄送|承担|完成|主要|合作|学生|家长|紧急)"
    ),
    "certificate_number": re.compile(
        r"(?:查询|验证|核验|校验|防伪|识别|真伪|身份|学员|编辑|责任|专家|讲师|考评|记者|导游|健康|出生|项目|课程|批准|文件|立项|机构|账|资格|毕业|职称|执业)"
    ),
}
"""Words of labels that announce somebody or something else than the field."""
_OF_EMPLOYER = re.compile(
    r"(?:.*(?:单位|学校|院校|机构|企业|公司|园所|校名)|所[属在][\u4e00-\u9fff]{1,4})"
)
_OF_HOLDER = re.compile(r".*(?:姓名|人|者|教师|老师|学员|代表|选手|对象|[医护药技]师|护士|教练)")
_GIVEN_TO = re.compile(r"(?:[本此][\u4e00-\u9fff]{1,3})?(?:开具|出具|颁发|发放|授予|签发|颁|发)给")
"""「本页开具给:张三(某某学校)」"""
_NAME_BEFORE_BRACKET = re.compile(r"[^(（]+")
_OF_TITLE = re.compile(
    r"(?:.*(?:培训|研修|学习|进修|课程|会议|活动|讲座|班级|研训|专题|参训|受训|论坛|大会|竞赛|教育|训练|[国省市县]培)"
    r"(?:名称?|主题|项目|题目|班次|全称)|.*班次|.*班名称?|研修名|专题班|课目|项目全称)"
)
_OF_RESULT = re.compile(r".*(?:等次|等第|结论|成绩|结果|评定|评价|考核|鉴定)")
_OF_NUMBER = re.compile(
    r".*(?:证书?|证明|凭证|证件|结业|合格|继教)[\u4e00-\u9fff]{0,2}(?:编[号码]|号码?|码|序号|流水号)"
)
_NUMBER = re.compile(r"(?=.*\d{3})[A-Z0-9\u4e00-\u9fff〔〕()（）-]{6,30}")
_MARK = re.compile(
    r"(?:不合格|合格|优秀|良好|优良|通过|未通过|达标|优|良|中等|及格|已通过|已达标)(?:[(（].{0,12}[)）])?"
)
_SURELY = 0.8
_SHORTEST_TITLE, _LONGEST_TITLE = 6, 50
_SENTENCE = re.compile(r"[。;；]")


def with_guesses(
    found: tuple[Labelled, ...], rows: Iterable[tuple[Cell, ...]]
) -> tuple[Labelled, ...]:
    """Return the labelled values with those of unknown labels whose meaning can be guessed."""
    known = {one.field for one in found}
    taken = {cell.key for one in found if one.field != "none" for cell in one.value.cells}
    made = [_read_anew(one) for one in found]
    made.extend(one for one in _in_cells(rows) if one.value.cells[0].key not in taken)
    return tuple(one for one in made if not (one.guessed and one.field in known))


def _read_anew(one: Labelled) -> Labelled:
    label = squeeze(one.label.strip(":："))
    if one.field != "none" or any_field(label) is not None:
        return one
    field = _guess(label, one.value.text)
    return replace(one, field=field, label=label, guessed=True) if field else one


def _in_cells(rows: Iterable[tuple[Cell, ...]]) -> Iterator[Labelled]:
    """Yield what stands beside a cell that looks like a label, in a column of a form's labels."""
    rows = tuple(rows)
    columns = [cell for row in rows for cell in row if is_label(cell.line.text)]
    for row in rows:
        for cell, beside in pairwise(row):
            label = squeeze(cell.line.text)
            if not _LABEL.fullmatch(label) or any_field(label) is not None:
                continue
            if not any(abs(cell.box.left - one.box.left) <= cell.em for one in columns):
                continue
            if is_label(beside.line.text):
                continue
            value = join_cells((beside,))
            field = _guess(label, value.text)
            if field:
                yield Labelled(field, label, value, inline=False, wording=label, guessed=True)


def speaks_of_other(field: str, label: str) -> bool:
    """Tell whether the words of a label say that it announces something else than the field."""
    return field in _OTHERS and _OTHERS[field].search(label) is not None


def _guess(label: str, value: str) -> str:
    """Return the field that a label of this end announces, if the value is of its sort, else ""."""
    if not _LABEL.fullmatch(label):
        return ""
    body = tidy_organisation(re.split(r"[,，。;；]", value)[0])
    if _is_of("employer", _OF_EMPLOYER, label) and organisation_likelihood(body) >= _SURELY:
        return "employer"
    if _is_of("holder_name", _OF_HOLDER, label) and is_name(tidy_name(value)):
        return "holder_name"
    alone = _NAME_BEFORE_BRACKET.match(value)
    if _GIVEN_TO.fullmatch(label) and alone and is_name(tidy_name(alone.group())):
        return "holder_name"
    if _OF_RESULT.fullmatch(label) and _MARK.fullmatch(value.strip()):
        return "result"
    if _is_of("certificate_number", _OF_NUMBER, label) and _NUMBER.fullmatch(
        squeeze(value).upper()
    ):
        return "certificate_number"
    is_long = _SHORTEST_TITLE <= len(value) <= _LONGEST_TITLE and not _SENTENCE.search(value)
    if _OF_TITLE.fullmatch(label) and is_long and not is_name(value):
        return "activity_title"
    return ""


def _is_of(field: str, words: re.Pattern[str], label: str) -> bool:
    return words.fullmatch(label) is not None and not speaks_of_other(field, label)
