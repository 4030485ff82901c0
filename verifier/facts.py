"""The facts of an activity and of its claim: their names, types and values as given.

One vocabulary serves the conversion of hours, the rules of the notices and the
claim file. A notice may declare further facts; a name that nobody declared is
told to the caller, never silently dropped. Every value is bounded, so that no
input makes a figure that cannot be computed.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from types import MappingProxyType
from unicodedata import normalize

Value = str | bool | Decimal | date | tuple[str, ...] | tuple[date, ...]
Facts = Mapping[str, Value]

MAX_AMOUNT = Decimal(1_000_000_000)
MAX_TEXT = 500
MAX_ITEMS = 200
MAX_DECIMALS = 6
_FIRST_YEAR, _LAST_YEAR = 1950, 2100


class FactType(StrEnum):
    """What a fact's value is."""

    TEXT = "text"
    """Free words: a title, a number, a name."""
    CODE = "code"
    """A word of a closed list, lower case; the usual Chinese words are understood."""
    AMOUNT = "amount"
    """A finite number of at least 0."""
    COUNT = "count"
    """A whole number of at least 0."""
    PLACE = "place"
    """A place in an order: a whole number of at least 1."""
    FLAG = "flag"
    YEAR = "year"
    YEARS = "years"
    """How many years, or a list of calendar years."""
    DAY = "day"
    DAYS = "days"
    TEXTS = "texts"


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact's type and its names on screens."""

    type: FactType
    zh: str
    en: str


class FactError(ValueError):
    """A value is not of its fact's type; the message names the fact and says what is."""


_T = FactType
FACTS: Mapping[str, Fact] = MappingProxyType(
    {
        # what was done
        "activity": Fact(_T.CODE, "学习形式", "activity"),
        "title": Fact(_T.TEXT, "名称", "title"),
        "year": Fact(_T.YEAR, "年度", "year"),
        "level": Fact(_T.CODE, "级别", "level"),
        "mode": Fact(_T.CODE, "方式", "mode"),
        "courses": Fact(_T.COUNT, "门数", "courses"),
        "modules": Fact(_T.COUNT, "模块数", "modules"),
        "module_names": Fact(_T.TEXTS, "模块名称", "module names"),
        "days": Fact(_T.AMOUNT, "天数", "days"),
        "hours": Fact(_T.AMOUNT, "载明或认定的学时", "hours stated or recognised"),
        "recognised_by": Fact(_T.TEXT, "学时认定单位", "who recognised the hours"),
        "employed": Fact(_T.FLAG, "在职", "employed"),
        "presented": Fact(_T.FLAG, "报告论文", "paper reported"),
        "characters": Fact(_T.AMOUNT, "字数", "characters"),
        "sub_project": Fact(_T.FLAG, "子课题", "sub-project"),
        "rank": Fact(_T.PLACE, "排名", "rank"),
        "years": Fact(_T.YEARS, "年数", "years"),
        "project_number": Fact(_T.TEXT, "课题编号", "project number"),
        "venue_level": Fact(_T.CODE, "刊物级别", "journal's level"),
        "indexed": Fact(_T.FLAG, "国际检索收录", "in an international index"),
        "certificate_number": Fact(_T.TEXT, "证书编号", "certificate number"),
        "programme": Fact(_T.TEXT, "项目名称", "programme"),
        "patent_type": Fact(_T.CODE, "专利类型", "patent type"),
        "granted": Fact(_T.FLAG, "专利已授权", "patent granted"),
        "patent_number": Fact(_T.TEXT, "专利号", "patent number"),
        "class": Fact(_T.PLACE, "奖项等级", "prize class"),
        "credits": Fact(_T.AMOUNT, "学分", "credits"),
        "subject": Fact(_T.CODE, "科目", "subject class"),
        "role": Fact(_T.CODE, "角色", "role"),
        "authors": Fact(_T.COUNT, "作者人数", "authors"),
        "passed": Fact(_T.FLAG, "考核合格", "passed"),
        "attendance": Fact(_T.AMOUNT, "出勤率", "share attended"),
        "minutes": Fact(_T.AMOUNT, "分钟", "minutes"),
        # whose claim it is
        "applicant": Fact(_T.CODE, "申请者", "who applies"),
        "unit_type": Fact(_T.CODE, "单位类型", "type of unit"),
        "unit_level": Fact(_T.CODE, "单位隶属", "level of the unit"),
        "employer_type": Fact(_T.CODE, "用人单位性质", "type of employer"),
        "employment": Fact(_T.CODE, "从业情况", "employment"),
        "title_level": Fact(_T.CODE, "申报职称级别", "level of the title applied for"),
        "compulsory": Fact(_T.FLAG, "必修", "compulsory"),
        "made_up": Fact(_T.FLAG, "补学", "made up"),
        "organised_by": Fact(_T.CODE, "组织者", "who organised it"),
        "platform": Fact(_T.TEXT, "学习平台", "platform"),
        "channel": Fact(_T.CODE, "渠道", "channel"),
        "batches_before": Fact(_T.COUNT, "本半年已办批次", "batches already held this half-year"),
        # what was filed or confirmed
        "filed_hours": Fact(_T.AMOUNT, "备案学时", "hours filed"),
        "plan_filed": Fact(_T.FLAG, "培训已备案", "plan filed"),
        "platform_filed": Fact(_T.FLAG, "平台已备案", "platform filed"),
        "published": Fact(_T.FLAG, "项目已发布", "project published"),
        "authority_approved": Fact(_T.FLAG, "主管单位批准", "approved by the authority"),
        "unit_confirmed": Fact(
            _T.FLAG, "单位人事部门认定", "confirmed by the unit's personnel office"
        ),
        "tutor_passed": Fact(_T.FLAG, "指导教师评定合格", "rated passed by the tutor"),
        "copy_lodged": Fact(_T.FLAG, "复印件已交", "photocopy lodged"),
        "industry_rule": Fact(_T.FLAG, "行业另有要求", "industry has its own requirement"),
        "is_book": Fact(_T.FLAG, "继续教育证书册", "certificate book"),
        # days
        "employed_since": Fact(_T.DAY, "参加工作日期", "first day at work"),
        "transferred": Fact(_T.DAY, "调入日期", "day of transfer"),
        "plan_submitted": Fact(_T.DAY, "计划申报日期", "day the yearly plan was submitted"),
        "plan_filed_on": Fact(_T.DAY, "备案日期", "day the class was filed"),
        "account_since": Fact(_T.DAY, "注册日期", "day of registration"),
        "applied": Fact(_T.DAY, "补学申请日期", "day of the make-up application"),
        "approved": Fact(_T.DAY, "补学批准日期", "day the make-up was approved"),
        "converted": Fact(_T.DAY, "集中转换日期", "day of the collective conversion"),
        "reviewed": Fact(_T.DAY, "审核日期", "day of the review"),
        "first_reviewed": Fact(_T.DAY, "初审日期", "day of the first review"),
        "second_reviewed": Fact(_T.DAY, "复审日期", "day of the second review"),
        "entry_days": Fact(_T.DAYS, "登记条目日期", "days of the entries"),
    }
)

DERIVED_FACTS = ("submitted", "route", "learning_start", "learning_end")
"""Facts that stand in the claim itself or are read from the document."""

_CODES: Mapping[str, str] = MappingProxyType(
    {
        "国家": "national", "国家级": "national", "部委": "ministry", "国家部委": "ministry",
        "省部级": "provincial", "省": "provincial", "省级": "provincial", "市": "municipal",
        "市级": "municipal", "市厅级": "municipal", "区级": "district", "县级": "county",
        "校级": "school", "国际": "international", "国际级": "international", "协会": "association",
        "基地": "base", "企业": "company", "公司": "company", "境外": "abroad", "国外": "abroad",
        "中级": "intermediate", "高级": "senior", "初级": "junior", "执业": "practising",
        "考试": "exam", "评审": "review", "培训": "training", "发明": "invention",
        "发明专利": "invention", "实用新型": "utility", "外观设计": "design", "公需": "public",
        "公需科目": "public", "专业": "professional", "专业科目": "professional",
        "选修": "elective", "个人选修": "elective", "个人": "person", "单位": "unit",
        "国家级课题": "national", "省级课题": "provincial", "市级课题": "municipal",
        "国家级刊物": "national", "省级刊物": "provincial", "国家级期刊": "national",
        "省级期刊": "provincial", "国际水平": "international", "国内先进": "national",
        "国内先进水平": "national", "省内先进": "provincial", "省内先进水平": "provincial",
        "行业组织": "association", "继续教育基地": "base", "国(境)外": "abroad",
        "执业资格": "practising", "中级资格": "intermediate", "考试通过": "exam",
        "实用新型专利": "utility", "外观设计专利": "design",
        "自学": "self_study", "线上": "online", "网络": "online", "面授": "face_to_face",
        "city": "municipal", "ministerial": "ministry", "province": "provincial",
    }
)  # fmt: skip
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def facts_table() -> str:
    """Return all facts as a Markdown table, for docs/conversion.md."""
    head = "| fact | 中文 | meaning | type |\n|---|---|---|---|\n"
    return head + "".join(
        f"| `{name}` | {fact.zh} | {fact.en} | {fact.type} |\n" for name, fact in FACTS.items()
    )


def value_of(name: str, raw: object, declared: Mapping[str, Fact] = FACTS) -> Value | None:
    """Return a fact's value; None for a value that is left out (null or empty).

    Raises:
        FactError: the value is not of the fact's type.
        KeyError: nobody declared the fact.
    """
    fact = declared[name]
    if raw is None or raw == "":
        return None
    try:
        return _READ[fact.type](raw)
    except FactError as error:
        raise FactError(f"{name}（{fact.zh}）{error}") from None


def _text(raw: object) -> Value:
    if isinstance(raw, bool) or not isinstance(raw, str | int):
        raise FactError(f"须为文字 · must be text: {_shown(raw)}")
    text = str(raw).strip()
    if len(text) > MAX_TEXT:
        raise FactError(f"超过 {MAX_TEXT} 字 · longer than {MAX_TEXT} characters")
    return text


def _code(raw: object) -> Value:
    if not isinstance(raw, str):
        raise FactError(f"须为文字 · must be a word: {_shown(raw)}")
    if raw.isascii():
        word = raw.strip().lower().replace("-", "_").replace(" ", "_")
    else:
        word = "".join(normalize("NFKC", raw).split()).lower()
    if len(word) > MAX_TEXT:
        raise FactError(f"超过 {MAX_TEXT} 字 · longer than {MAX_TEXT} characters")
    return _CODES.get(word, word)


def _amount(raw: object) -> Value:
    if isinstance(raw, int) and not isinstance(raw, bool):
        if 0 <= raw <= MAX_AMOUNT:
            return Decimal(raw)
        raise FactError(f"须在 0 与 {MAX_AMOUNT} 之间 · must lie between 0 and {MAX_AMOUNT}")
    if isinstance(raw, bool) or not isinstance(raw, float | str | Decimal):
        raise FactError(f"须为数 · must be a number: {_shown(raw)}")
    try:
        amount = Decimal(normalize("NFKC", str(raw)).strip())
    except InvalidOperation:
        raise FactError(f"须为数 · must be a number: {_shown(raw)}") from None
    if not amount.is_finite() or not 0 <= amount <= MAX_AMOUNT:
        raise FactError(f"须在 0 与 {MAX_AMOUNT} 之间 · must lie between 0 and {MAX_AMOUNT}")
    exponent = amount.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -MAX_DECIMALS:
        raise FactError(f"小数超过 {MAX_DECIMALS} 位 · more than {MAX_DECIMALS} decimals")
    return amount


def _count(raw: object) -> Value:
    amount = _amount(raw)
    if not isinstance(amount, Decimal) or amount != amount.to_integral_value():
        raise FactError(f"须为整数 · must be a whole number: {_shown(raw)}")
    return amount


def _place(raw: object) -> Value:
    place = _count(raw)
    if place == 0:
        raise FactError("从 1 数起 · counts from 1")
    return place


def _flag(raw: object) -> Value:
    if isinstance(raw, bool):
        return raw
    if isinstance(raw, str):
        word = raw.strip().lower()
        if word in ("true", "yes", "是"):
            return True
        if word in ("false", "no", "否"):
            return False
    raise FactError(f"须为 true 或 false · must be true or false: {_shown(raw)}")


def _year(raw: object) -> Value:
    year = _count(raw)
    if not isinstance(year, Decimal) or not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise FactError(
            f"须在 {_FIRST_YEAR} 与 {_LAST_YEAR} 之间 · must lie between them: {_shown(raw)}"
        )
    return year


def _years(raw: object) -> Value:
    if not isinstance(raw, list | tuple):
        return _count(raw)
    return tuple(str(year) for year in sorted({_year(item) for item in _bounded(raw)}, key=str))


def _day(raw: object) -> Value:
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    if isinstance(raw, str) and _ISO_DAY.fullmatch(raw.strip()):
        try:
            return date.fromisoformat(raw.strip())
        except ValueError:
            pass
    raise FactError(f"须为日期（年-月-日）· must be a day (YYYY-MM-DD): {_shown(raw)}")


def _days(raw: object) -> Value:
    if not isinstance(raw, list | tuple):
        raise FactError(f"须为日期的列表 · must be a list of days: {_shown(raw)}")
    return tuple(day for item in _bounded(raw) if isinstance(day := _day(item), date))


def _texts(raw: object) -> Value:
    if not isinstance(raw, list | tuple):
        return (str(_text(raw)),)
    return tuple(str(_text(item)) for item in _bounded(raw))


def _bounded(raw: list[object] | tuple[object, ...]) -> list[object] | tuple[object, ...]:
    if len(raw) > MAX_ITEMS:
        raise FactError(f"超过 {MAX_ITEMS} 项 · more than {MAX_ITEMS} items")
    return raw


def _shown(raw: object) -> str:
    text = repr(raw)
    return text if len(text) <= 60 else f"{text[:57]}..."


_READ: Mapping[FactType, Callable[[object], Value]] = {
    FactType.TEXT: _text,
    FactType.CODE: _code,
    FactType.AMOUNT: _amount,
    FactType.COUNT: _count,
    FactType.PLACE: _place,
    FactType.FLAG: _flag,
    FactType.YEAR: _year,
    FactType.YEARS: _years,
    FactType.DAY: _day,
    FactType.DAYS: _days,
    FactType.TEXTS: _texts,
}

if __name__ == "__main__":
    sys.stdout.write(facts_table())
