"""The written forms of dates as regular expressions over normalised text.

Each form is one named piece; `dates.py` puts them together. Inside a form
whose other signs fit, the usual confusions of recognition are read as what
they must be: O 〇 ○ for 0, l I | 丨 for 1, 曰 for 日, 目 for 月. Every quantifier
is bounded, so that matching at one place takes constant time.
"""

from __future__ import annotations

import re

from extractor.language.numerals import DIGITS, parse_number

_ZERO = "〇○◯零OoQ"
_ONE = "Il|丨"
_CN_DIGIT = "一二三四五六七八九壹贰貳叁肆伍陆陸柒捌玖"
_W = r"[ \n]?"
_D = f"[0-9{_ZERO}{_ONE}]"

_Y_WHOLE = f"[0-9{_ZERO}{_ONE}{_CN_DIGIT}]{{4}}"  # 2021 二〇二一 202l 二0二一
_Y_ASCII = f"(?:[12][0-9Oo〇]{{2}}[0-9Oo〇{_ONE}])"
_M = f"(?:[01OoIl|丨〇○]{_D}|[1-9{_ONE}]|[{_ZERO}{_CN_DIGIT}十拾元正]{{1,4}})"
_DAY = f"(?:[0-3OoIl|丨〇○]{_D}|[1-9{_ONE}]|[{_ZERO}{_CN_DIGIT}十拾廿卅]{{1,4}})"
# A speck of a photocopy behind a sign: 「7月.17日」. Before one it could be the number of an item.
_SPECKED = r"(?:[ \n]?[.·'`]?[ \n]?)"
_YEAR_SIGN = f"{_W}年{_SPECKED}"
# The zero of 二〇二一 is a mere circle: lost (二二一) or taken for another sign (二口二一),
# and so is the first sign at the edge of a line (〇二一), or one of two (二〇九 is 2009, while
# 二〇二 could be 2002 and 2020). Before a month it can be nothing else.
_Y_LOST = (
    f"(?:(?:二[^\\n0-9年{_ZERO}{_CN_DIGIT}]?[一二三]|[0{_ZERO}]二)[{_ZERO}{_CN_DIGIT}]|二〇[三四五六七八九])"
    f"(?={_YEAR_SIGN}{_M}{_W}[月目])"
)
_Y_WORDS = "[两二]千零?[一二三四五六七八九十]{0,3}(?=年)"  # 两千零四年
_Y = f"(?:{_Y_WORDS}|{_Y_WHOLE}|{_Y_LOST})"
_MONTH_SIGN = f"{_W}月份?{_SPECKED}"
_LOOSE_MONTH_SIGN = f"{_W}[月目]{_SPECKED}"  # only where a year stands before
_DAY_SIGN = f"{_W}(?:[日号號曰]|目(?![标的录前次光]))"

_DASH = r"[-‐‑‒–—―─━_~〜∼﹏]{1,2}"
_TO = (
    rf"(?:[起始开]?{_W}(?:{_DASH}|至|到|起至|[起始],{_W}至|[起始],(?=[^,。]{{4,14}}止)|一|→){_W}(?:[同当本该][年月]{_W})?['’‘]?"
    r"|[ \n](?:to|until|till|through|thru|and)[ \n])"
)
_TIME = (
    r"(?:[ \nT]?(?:上午|下午|晚上|晚|早上?)?[ \n]?[0-2]?[0-9]"
    r"(?::[0-5][0-9](?::[0-5][0-9])?|[时点](?:[0-5]?[0-9]分|半|整)?)(?: ?[AaPp]\.?[Mm]\.?)?"
    r"|[ \n]?(?:上午|下午|晚上|晚|早上?)?[零〇一二三四五六七八九十]{1,3}[时点]"
    r"(?:半|整|[一二三四五六七八九十]{1,3}分)?)"
)
_WEEKDAY = r"(?:[ \n]?(?:\(?(?:星期|周|礼拜|週)[一二三四五六日天]\)?|\([一二三四五六日]\)))"

_SEP = r"(?P<s>[./\-·。])"

_EN_MONTHS = "January February March April May June July August September October November December"
_MONTH_NUMBERS = {name[:3].lower(): number for number, name in enumerate(_EN_MONTHS.split(), 1)}
_EN_MONTH_FORMS = sorted(
    {
        form
        for name in _EN_MONTHS.split()
        for short in (name, name[:3], "Sept" if name == "September" else name)
        for form in (short, short.upper())
    },
    key=len,
    reverse=True,
)
_MON = rf"(?:{'|'.join(_EN_MONTH_FORMS)})(?![A-Za-z])\.?"
_EN_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th|ST|ND|RD|TH)?(?![0-9:])"
_EN_DAY += rf"(?:(?![A-Za-z])|(?={_MON}))"  # 「15March」: a space is easily lost
_EN_YEAR = "[12][0-9]{3}(?![0-9A-Za-z])"
_COMMA = r"[ \n]?[,.]?[ \n]?"
_OF = r"[ \n]?(?:[ \n]day[ \n])?(?:of[ \n])?(?:-(?=[A-Z]))?"

CANDIDATE = re.compile(
    rf"(?<![0-9])[0-9]|[{_ONE}〇○零O]|[{_CN_DIGIT}两十拾元正]|(?<![A-Za-z])[JFMASOND][a-zA-Z]{{2}}"
    r"|令和|平成|昭和|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]"
)
"""Where a date can begin."""

LABEL_BEFORE = re.compile(
    r"(?:号码?|编码|[Nn][Oo]|ID|[Nn]umber|第)[ \n]?[.:]?[ \n]?$|"
    r"[(（][\u4e00-\u9fff]{0,4}[科教研社字项课]$"
)
"""A label that makes eight digits after it a number rather than a date; 「(某科20210307)」."""

NAMES: dict[re.Pattern[str], str] = {}
"""The form that each pattern belongs to."""


def _form(shape: str, pattern: str) -> re.Pattern[str]:
    compiled = re.compile(pattern)
    NAMES[compiled] = shape
    return compiled


_TERM = r"(?:第?[ \n]?(?P<term>[一二12上下春秋])[ \n]?季?学?期?)?"
SCHOOL_YEAR = re.compile(
    rf"(?P<y>{_Y})年?(?:{_W}(?:{_DASH}|[至到/一]){_W}(?P<z>{_Y}|[0-9]{{2}}))?{_W}学年度?{_W}{_TERM}"
)
SECOND_TERMS = frozenset("二2下春")
SEASON = re.compile(
    rf"(?P<y>{_Y}){_W}年度?{_W}"
    r"(?:[暑寒](?:期|假)|[春夏秋冬]季?学?[期季]?(?![0-9])|[上下]半年|第[一二三四1-4]季度)"
)
SEXAGENARY = re.compile("[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年")

_DAYS_BETWEEN = f"(?:{_DAY}{_W}(?:日{_WEEKDAY}?)?{_W}[、和及]{_W}){{0,6}}"  # 5日、6日、7日
_AND = f"{_W}(?:日{_WEEKDAY}?)?{_W}[、和及]{_W}{_DAYS_BETWEEN}"
_CN_TO_MONTH = f"(?P<y>{_Y}){_YEAR_SIGN}(?P<m>{_M}){_LOOSE_MONTH_SIGN}"
_CN_END_DAY = f"(?P<d2>{_DAY}){_DAY_SIGN}"
_CN_MONTH_DAY = f"(?P<m>{_M}){_MONTH_SIGN}(?P<d>{_DAY})"
_CN_END_MONTH = f"(?P<m2>{_M}){_LOOSE_MONTH_SIGN}"
_EN_DAYS = f"(?P<d>{_EN_DAY}){_TO}(?P<d2>{_EN_DAY}){_OF}(?P<e>{_MON})"
_EN_END_YEAR = f"{_COMMA}(?P<y>{_EN_YEAR})"

WHOLE_RANGES = (
    _form("cn", f"{_CN_TO_MONTH}(?P<d>{_DAY}){_TO}{_CN_END_DAY}"),
    _form("cn", f"{_CN_TO_MONTH}(?P<d>{_DAY}){_TO}{_CN_END_MONTH}{_CN_END_DAY}"),
    _form("cn", f"{_CN_TO_MONTH}(?P<d>{_DAY}){_AND}{_CN_END_DAY}"),
    _form("cn", f"{_CN_MONTH_DAY}{_TO}{_CN_END_DAY}"),
    _form("cn", f"{_CN_MONTH_DAY}{_AND}{_CN_END_DAY}"),
    _form("cn", f"{_CN_MONTH_DAY}{_TO}{_CN_END_MONTH}{_CN_END_DAY}"),
    _form("cn", f"(?P<y>{_Y}){_YEAR_SIGN}(?P<m>{_M}){_TO}{_CN_END_MONTH}(?!{_DAY}{_DAY_SIGN})"),
    _form("cn", f"(?P<y>{_Y}){_TO}(?P<y2>{_Y}){_W}年(?!级|龄)"),
    # 21.3.15—21.3.19, 20年5月—20年11月: two years of two figures that bear each other out
    _form(
        "numeric",
        r"(?<![0-9./-])(?P<y>[12][0-9])\.(?P<m>[01]?[0-9])\.(?P<d>[0-3]?[0-9])"
        rf"{_TO}(?P<y2>[12][0-9])\.(?P<m2>[01]?[0-9])\.(?P<d2>[0-3]?[0-9])(?![0-9.])",
    ),
    # 2021-06-18/06-20, 2021.6.18/2021.6.20: a stroke between dates of other strokes is "to"
    *(
        _form(
            "numeric",
            rf"(?<![0-9A-Za-z./-])(?P<y>[12][0-9]{{3}}){sign}(?P<m>[01]?[0-9]){sign}(?P<d>[0-3]?[0-9]){_W}/{_W}"
            rf"(?:(?P<y2>[12][0-9]{{3}}){sign})?(?P<m2>[01]?[0-9]){sign}(?P<d2>[0-3]?[0-9])(?![0-9./-])",
        )
        for sign in ("-", r"\.")
    ),
    # 2020/11/7、11/8、11/14: a list of days, as 「7日、8日、14日」 is
    *(
        _form(
            "numeric",
            rf"(?<![0-9A-Za-z./-])(?P<y>[12][0-9]{{3}}){sign}(?P<m>[01]?[0-9]){sign}(?P<d>[0-3]?[0-9]){_W}、{_W}"
            rf"(?:[01]?[0-9]{sign}[0-3]?[0-9]{_W}、{_W}){{0,9}}(?P<m2>[01]?[0-9]){sign}(?P<d2>[0-3]?[0-9])(?![0-9./-])",
        )
        for sign in ("-", r"\.", "/")
    ),
    _form(
        "cn",
        f"(?<![0-9])(?P<y>[0-9]{{2}}){_YEAR_SIGN}(?P<m>{_M}){_W}月{_TO}"
        f"(?P<y2>[0-9]{{2}}){_YEAR_SIGN}{_CN_END_MONTH}(?!{_DAY}{_DAY_SIGN})",
    ),
    _form("cn", f"(?P<m>{_M}){_W}月份?{_TO}(?P<m2>{_M}){_W}月份?(?!{_W}{_DAY}{_DAY_SIGN})"),
    _form("english", f"{_EN_DAYS}{_EN_END_YEAR}"),
    _form("english", _EN_DAYS),
    _form("english", f"(?P<e>{_MON}){_TO}(?P<e2>{_MON}){_EN_END_YEAR}"),
)
"""Periods whose first half lacks its sign or its month."""

_ERA = f"(?:令和|平成|昭和){_W}(?:元|[0-9]{{1,2}}|[{_CN_DIGIT}十]{{1,3}}){_W}年?{_W}\\({_W}"
_ERA_YMD = _form(
    "cn",
    f"{_ERA}(?P<y>{_Y}){_W}年?{_W}\\){_W}年?{_W}(?P<m>{_M}){_LOOSE_MONTH_SIGN}(?P<d>{_DAY}){_DAY_SIGN}",
)
"""「令和四年(2022年)6月1日」"""
_ERA_ALONE = _form(
    "cn",
    f"(?P<era>令和|平成|昭和){_W}(?P<n>元|[0-9]{{1,2}}|[{_CN_DIGIT}十]{{1,3}}){_W}年{_W}(?P<m>{_M}){_LOOSE_MONTH_SIGN}(?P<d>{_DAY}){_DAY_SIGN}",
)
"""「平成30年4月1日」"""
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925}
"""The year before the first of each."""
_CN_YMD = _form("cn", f"{_CN_TO_MONTH}(?P<d>{_DAY}){_DAY_SIGN}")
_CUT_OFF = f"(?=[ \n]?(?:$|\n|[,;。、)】]|{_DASH}|[至到]))"
_CN_YMD_CUT = _form("cn", f"(?P<y>{_Y}){_YEAR_SIGN}(?P<m>{_M}){_W}月{_W}(?P<d>{_DAY}){_CUT_OFF}")
_Y_SHORT = f"[0-9]{{2}}|[一二][{_ZERO}{_CN_DIGIT}]"
_CN_SHORT_YEAR = _form(
    "cn", f"(?<![0-9])(?P<y>{_Y_SHORT}){_YEAR_SIGN}(?P<m>{_M}){_W}月{_W}(?P<d>{_DAY}){_DAY_SIGN}"
)
_CN_YM = _form("cn", f"(?P<y>{_Y}){_YEAR_SIGN}(?P<m>{_M}){_W}(?:月份?|目(?![标的录前次光]))")
_CN_Y = _form("cn", f"(?P<y>{_Y}){_W}年度?(?!级|龄|纪|制|代|[0-9]{{1,2}}月)")
_CN_MD = _form("cn", f"(?P<m>{_M}){_MONTH_SIGN}(?P<d>{_DAY}){_DAY_SIGN}")
_CN_M = _form("cn", f"(?P<m>{_M}){_W}月份?")
_CN_D = _form("cn", f"(?P<d>{_DAY}){_DAY_SIGN}")

_START = r"(?<![0-9A-Za-z第])(?<![0-9A-Za-z][./-])"
_NUM_YMD = _form(
    "numeric",
    f"(?P<y>{_Y_ASCII}){_W}{_SEP}{_W}(?P<m>{_D}{{1,2}}){_W}(?P=s){_W}(?P<d>{_D}{{1,2}})"
    f"(?:(?!{_D})|(?<=[0-9]{{2}})(?=[0-2][0-9]:[0-5][0-9]))日?",
)
_NUM_YM = _form(
    "numeric",
    f"(?P<y>{_Y_ASCII}){_W}{_SEP}{_W}(?P<m>{_D}{{1,2}})(?![0-9A-Za-z])(?!{_W}(?P=s)[0-9])"
    f"(?!{_W}[%分元人个名课门万号期届])月?",
)
_NUM_MD = _form("numeric", f"(?P<m>{_D}{{1,2}}){_W}[./\\-·。]{_W}(?P<d>{_D}{{1,2}})(?!{_D})日?")
_NUM_D = _form("numeric", f"(?P<d>{_D}{{1,2}})(?!{_W}[0-9./:年月])日?")
_NUM_M = _form("numeric", f"(?P<m>{_D}{{1,2}})(?!{_W}[0-9./:年日])月?")
_DMY = _form(
    "numeric", r"(?P<a>[0-3]?[0-9])(?P<s>[./-])(?P<b>[0-3]?[0-9])(?P=s)(?P<y>[12][0-9]{3})(?![0-9])"
)

_COMPACT = _form(
    "compact", r"(?P<y>[12][0-9]{3})(?P<m>0[1-9]|1[0-2])(?P<d>[0-3][0-9])(?![0-9A-Za-z号])"
)
_COMPACT_MD = _form("compact", r"(?P<m>0[1-9]|1[0-2])(?P<d>[0-3][0-9])(?![0-9A-Za-z号-])")

_EN_MDY = _form("english", f"(?P<e>{_MON})[ \\n-]?(?P<d>{_EN_DAY}){_COMMA}(?P<y>{_EN_YEAR})")
_EN_DMY = _form("english", f"(?P<d>{_EN_DAY}){_OF}(?P<e>{_MON})-?{_COMMA}(?P<y>{_EN_YEAR})")
_EN_MY = _form("english", f"(?P<e>{_MON})-?{_COMMA}(?:of[ \\n])?(?P<y>{_EN_YEAR})")
_EN_MD = _form("english", f"(?P<e>{_MON})[ \\n-]?(?P<d>{_EN_DAY})")
_EN_DM = _form("english", f"(?P<d>{_EN_DAY}){_OF}(?P<e>{_MON})")
_EN_DY = _form("english", f"(?P<d>{_EN_DAY}){_COMMA}(?P<y>{_EN_YEAR})")
_EN_D = _form("english", f"(?P<d>{_EN_DAY})")

LEFT = (
    _ERA_YMD, _ERA_ALONE, _CN_YMD, _CN_YMD_CUT, _CN_SHORT_YEAR, _CN_YM, _CN_Y, _CN_MD,
    *(_form(NAMES[form], _START + form.pattern) for form in (_NUM_YMD, _NUM_YM, _DMY, _COMPACT)),
    _EN_MDY, _EN_DMY, _EN_MY, _EN_MD, _EN_DM,
)  # fmt: skip
"""Forms that stand alone, the most exact first."""

RESTORED_YEAR = re.compile(f"{_Y_LOST}|(?<![0-9{_ZERO}{_CN_DIGIT}])(?:{_Y_SHORT}){_W}年")
"""A year that was not written, or not read, with all its signs."""

RIGHT = (
    _ERA_YMD, _ERA_ALONE, _CN_YMD, _CN_SHORT_YEAR, _CN_YM, _CN_MD, _CN_D, _CN_M, _CN_Y,
    _NUM_YMD, _NUM_YM, _NUM_MD, _NUM_D, _NUM_M, _COMPACT, _COMPACT_MD,
    _EN_MDY, _EN_DMY, _EN_DY, _EN_MY, _EN_MD, _EN_DM, _EN_D,
)  # fmt: skip
"""Forms that can end a period, the most exact first."""

_EN_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day[ ,\n]{1,2})"
TAIL_AND_MARK = re.compile(
    rf"{_WEEKDAY}?{_TIME}?(?:{_W}[上下]午)?(?P<mark>{_TO})(?:(?<!and[ \n]){_EN_WEEKDAY})?"
)
"""What stands between the two dates of a period: 「July 11 to Saturday, July 13, 2024」."""

_CODE_GOES_ON = re.compile(r"[-./][0-9A-Za-z]|[A-SU-Za-z]|T(?![0-9])")


def right_fits(pattern: re.Pattern[str], precision: int, left: re.Match[str], mark: str) -> bool:
    """Say whether a form may end a period that `left`, of this precision, began."""
    shape = NAMES[left.re]
    if pattern is _NUM_D:  # 2021-07-05-09 could as well be a number
        return shape == "numeric" and precision == 3 and not (mark == left["s"] == "-")
    if pattern is _NUM_MD:
        return shape in {"numeric", "cn"}
    if pattern is _NUM_M:
        return shape == "numeric"
    if pattern is _COMPACT_MD:
        return shape == "compact"
    return (NAMES[pattern] == "english") == (shape == "english")


def is_part_of_a_code(plain: str, end: int, shape: str) -> bool:
    """Say whether a figure of separators goes on as a number would (2021-07-05-0012)."""
    return shape in {"numeric", "compact"} and _CODE_GOES_ON.match(plain, end) is not None


def parts_of(match: re.Match[str]) -> dict[str, int]:
    """Return the numbers of a match by name: y, m, d and y2, m2, d2; -1 for what is no number."""
    groups = {name: text for name, text in match.groupdict().items() if text}
    parts: dict[str, int] = {}
    for name, text in groups.items():
        if name in {"y", "y2"}:
            parts[name] = year_of(text, short=len(text) == 2) or -1
        elif name in {"m", "m2", "d", "d2"}:
            parts[name] = _small_number(text)
        elif name in {"e", "e2"}:
            parts["m" + name[1:]] = _MONTH_NUMBERS[text[:3].lower()]
    if "era" in groups:
        parts["y"] = _ERAS[groups["era"]] + _small_number(groups["n"])
    if "a" in groups:
        parts["d"], parts["m"] = _day_and_month(int(groups["a"]), int(groups["b"]))
    return parts


def year_of(text: str, *, short: bool = False) -> int | None:
    """Return the year that the signs stand for, None if they stand for none.

    Four signs are a year; with one of them lost it is restored; two are a
    year of this or the last century if `short`.
    """
    if "千" in text:
        words = parse_number(text)
        return int(words) if words is not None else None
    digits = [_digit(char) for char in text]
    if is_restored(text):
        decade, year = digits[-2:]
        return None if decade is None or year is None else 2000 + 10 * decade + year
    if None in digits:
        return None
    value = int("".join(str(digit) for digit in digits))
    if short and len(text) == 2:
        return value + (2000 if value < 50 else 1900)
    return value


def is_restored(year: str) -> bool:
    """Say whether a sign of a year was lost or misread, so that it had to be restored."""
    if "千" in year:
        return False
    return len(year) == 3 or (len(year) == 4 and _digit(year[1]) is None)


def sexagenary_year(text: str) -> int | None:
    """Return the year between 1984 and 2043 that has this name of stem and branch."""
    stem, branch = "甲乙丙丁戊己庚辛壬癸".index(text[0]), "子丑寅卯辰巳午未申酉戌亥".index(text[1])
    return next((1984 + n for n in range(60) if n % 10 == stem and n % 12 == branch), None)


def _digit(char: str) -> int | None:
    if char in _ONE:
        return 1
    return 0 if char == "Q" else DIGITS.get(char)


def _small_number(text: str) -> int:
    """Return the month or day that the signs stand for, -1 if they make no number."""
    if text[0].isdigit() and text[-2:].lower() in {"st", "nd", "rd", "th"}:
        text = text[:-2]
    digit = _digit(text[0]) if len(text) == 1 else None
    if digit is not None:
        return digit
    if text in {"元", "正"}:
        return 1
    plain = "".join("1" if char in _ONE else "0" if char in "QOo〇○◯" else char for char in text)
    value = parse_number(plain if plain.isdigit() else text.lstrip("零〇"))
    return int(value) if value is not None else -1


def _day_and_month(first: int, second: int) -> tuple[int, int]:
    """Tell day from month in 25/07/2021; both -1 if either could be either."""
    if first == second or first > 12 >= second:
        return first, second
    if second > 12 >= first:
        return second, first
    return -1, -1
