"""Hold the dates and numbers to a published specification of Chinese cases, which is not kept here.

    python benchmarks/published_dates.py FOLDER            prints the counts and what differs
    python benchmarks/published_dates.py FOLDER --write    puts the counts into docs/accuracy.md

FOLDER holds the Chinese cases of Microsoft's Recognizers-Text (Specs/*/Chinese, MIT licence), one
file a model, named `DateTime_DateParser.json` and so on. Each case either applies to documents and
is read as specified, or is counted under the reason why it does not apply.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from extractor.language.dates import PartialDate, find_dates
from extractor.language.numerals import parse_number

ROOT = Path(__file__).resolve().parent.parent
_BLOCK = re.compile(r"(<!-- published -->\n).*?(<!-- /published -->)", re.DOTALL)
_DATED = ("DateTime_Date", "DateTime_Merged")
_OTHER_MODELS = {
    "DateTime_Time": "times of day",
    "DateTime_Set": "recurrences",
    "DateTime_Duration": "durations",
    "DateTime_Holiday": "holidays",
    "Choice": "yes and no",
    "NumberWithUnit": "ages, money, temperatures, measures",
    "Number_NumberRange": "ranges of numbers in words",
    "Number_Percent": "percentages",
    "Sequence": "telephone numbers, addresses, quotations",
}
_ABSOLUTE = re.compile(r"^(?P<y>\d{4}|XXXX)(?:-(?P<m>\d{2}))?(?:-(?P<d>\d{2}))?$")
_RANGE = re.compile(r"^\((?P<a>[^,]+),(?P<b>[^,]+),(?P<p>P[^)]*)\)$")
_RELATIVE = re.compile(
    r"今|明天|明日|昨|前天|后天|大后|大前|上个?|下个?|这个?|本|去年|前年|后年|过去|未来|之前|之后|前|后|当|次|最近|近|现在|初|中旬|末|底|内"
)
_EITHER = "day and month in either order, years of two figures: never guessed"
_UNREAD = {
    _EITHER: r"^\d{1,2}[-/]\d{1,2}[-/](?:\d{1,2}|\d{4})(?:-|$)|^\d{1,2}/\d{1,2}$",
    "days that the calendar lacks": r"2月30日|2019年2月29日",
    "lunar days": r"正月|大年|腊月",
    "years of two figures alone, which may be durations": r"^(?:\d{2}|零.)\s?年",
    "figures parted by spaces": r"^\d{4} \d{2} \d{2}$",
    "days without their sign": r"^[一二三四五六七八九十]+月[一二三四五六七八九十]+$",
    "months counted in words (第三个月)": r"第.{1,2}个月",
    "relative to the day of reading": r"明年",
}
"""Why dates of some forms are not read."""
_SCALES = re.compile(r"[万亿兆]$")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a case: `read`, `differs`, or the reason why it does not apply."""

    model: str
    text: str
    verdict: str
    detail: str = ""


def judge_all(folder: Path) -> list[Verdict]:
    """Return a verdict for every case of every file."""
    return [verdict for path in sorted(folder.glob("*.json")) for verdict in _judge_file(path)]


def _judge_file(path: Path) -> Iterator[Verdict]:
    model = path.stem
    cases = json.loads(path.read_text("utf-8-sig"))
    other = next((why for lead, why in _OTHER_MODELS.items() if model.startswith(lead)), None)
    for case in cases:
        if other is not None:
            yield Verdict(model, case["Input"], other)
        elif model.startswith(_DATED):
            yield _judge_dates(model, case)
        else:
            yield _judge_numbers(model, case)


def _judge_dates(model: str, case: dict[str, Any]) -> Verdict:
    text = case["Input"]
    expected: list[tuple[PartialDate, PartialDate]] = []
    for result in case["Results"]:
        kind = str(result.get("Type") or result.get("TypeName", "")).rpartition(".")[2]
        if kind not in ("date", "daterange"):
            return Verdict(model, text, "times, durations or sets beside or instead of a date")
        timex = _timex(result)
        if timex is None:
            return Verdict(model, text, "told without a value (the twin case has it)")
        wanted = _wanted(timex, result["Text"])
        if isinstance(wanted, str):
            return Verdict(model, text, wanted)
        expected.append(wanted)
    if not case["Results"]:
        return Verdict(model, text, "no date in the text")
    found = [(m.first, m.last) for m in find_dates(text)]
    if all(one in found for one in expected):
        return Verdict(model, text, "read")
    shown = "; ".join(f"{a.iso()}..{b.iso()}" for a, b in found)
    return Verdict(
        model, text, "differs", f"{case['Results'][0].get('Text')} -> {shown or 'nothing'}"
    )


def _timex(result: dict[str, Any]) -> str | None:
    value = result.get("Value") or {}
    if "Timex" in value:
        return str(value["Timex"])
    values = (result.get("Resolution") or {}).get("values") or value.get("values")
    return str(values[0]["timex"]) if values else None


def _wanted(timex: str, text: str) -> tuple[PartialDate, PartialDate] | str:
    """Return the two ends that a case asks for, or why it does not apply to documents."""
    if re.search(r"W|FA|WI|SU|SP|PRESENT|XX-XX-|LN|AL", timex) or timex.startswith("P"):
        return "weeks, weekdays, seasons, days of no month, lunar days"
    reason = next((why for why, shape in _UNREAD.items() if re.search(shape, text)), None)
    if reason is not None:
        return reason
    match = _RANGE.match(timex)
    if match:
        first, last = _date(match["a"]), _date(match["b"])
        if first is None or last is None:
            return "weeks, weekdays, seasons, days of no month, lunar days"
        if _RELATIVE.search(text):
            return "relative to the day of reading"
        if first.precision != last.precision or "M" in match["p"] or "Y" in match["p"]:
            return "ranges of months and years, whose end the specification sets a step further"
        return first, last
    single = _date(timex)
    if single is None:
        return "parts of a month or a year, decades"
    if _RELATIVE.search(text) or not re.search(r"[0-9〇○零一二三四五六七八九十]", text):
        return "relative to the day of reading"
    if single.precision == 2 and single.year is None:
        return "a month of no year"
    if not _has_month_and_day(single) and not re.search(r"年", text) and "月" not in text:
        return "bare figures"
    return single, single


def _has_month_and_day(date: PartialDate) -> bool:
    return date.month is not None and date.day is not None


def _date(timex: str) -> PartialDate | None:
    match = _ABSOLUTE.match(timex)
    if match is None:
        return None
    year = None if match["y"] == "XXXX" else int(match["y"])
    if year is not None and not 1950 <= year <= 2100:
        return None
    month, day = (int(match[part]) if match[part] else None for part in "md")
    return PartialDate(year, month, day)


def _judge_numbers(model: str, case: dict[str, Any]) -> Verdict:
    text = case["Input"]
    if not case["Results"]:
        return Verdict(model, text, "no number in the text")
    for result in case["Results"]:
        stated = str(result["Resolution"]["value"])
        printed = result["Text"].removeprefix("第")
        reason = _no_amount(printed, stated)
        if reason is not None:
            return Verdict(model, text, reason)
        read = parse_number(printed)
        if read is None or Decimal(read) != Decimal(stated):
            return Verdict(model, text, "differs", f"{printed} = {stated}, read {read}")
    return Verdict(model, text, "read")


def _no_amount(printed: str, stated: str) -> str | None:
    """Return why a number cannot be an amount on a study document, None if it can."""
    try:
        value = Decimal(stated)
    except InvalidOperation:
        return "no finite number"
    if re.search(r"分之|又|/|½|¼|[⅓-⅞]|半", printed):
        return "fractions in words and vulgar fractions"
    if re.search(r"[余多几幾]", printed):
        return "about so many"
    if re.fullmatch(r"[百千].|\.\d+|.*(?:萬萬|分\s*之).*", printed):
        return "clipped forms (百三, .5, 萬萬)"
    if value < 0 or re.match(r"负|-|负", printed):
        return "negative numbers"
    if re.search(r"[eE^]|\d[kKmMgGtTbB]|打|双|对|俩|仨|倆", printed):
        return "powers, letters for thousands, dozens and pairs"
    if value >= 1_000_000_000 or _SCALES.search(printed):
        return "millions and more"
    return None


def table(verdicts: list[Verdict]) -> str:
    """Return the counts as Markdown."""
    counts = Counter(verdict.verdict for verdict in verdicts)
    applying = counts["read"] + counts["differs"]
    lines = [
        f"{len(verdicts)} cases; {applying} apply to documents; "
        f"{counts['read']} of them are read as specified.",
        "",
        "| case | count |",
        "|---|---|",
    ]
    lines += [f"| {name} | {count} |" for name, count in counts.most_common()]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Judge a folder of cases, print or write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    verdicts = judge_all(chosen.folder)
    if chosen.write:
        path = ROOT / "docs/accuracy.md"
        text = path.read_text("utf-8")
        block = table(verdicts)
        path.write_text(_BLOCK.sub(lambda match: match[1] + block + match[2], text), "utf-8")
        return
    print(table(verdicts))
    for verdict in verdicts:
        if verdict.verdict == "differs":
            print(f"{verdict.model}: {verdict.text} | {verdict.detail}")


if __name__ == "__main__":
    main()
