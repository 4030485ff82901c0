"""What contradicts itself inside a notice: spans, references, sums, the table of conversion.

Shapes and types are pydantic's; here a file is held to what a lawyer would:
spans neither overlap nor leave a gap, every reference exists, nothing is dead.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import combinations, pairwise

from verifier.facts import DERIVED_FACTS, FACTS, FactError, value_of
from verifier.facts import Fact as FactInfo
from verifier.policy.conversion import (
    Between,
    Bounds,
    Case,
    Conversion,
    Falling,
    Readings,
    Row,
    RowEntry,
    Share,
    Together,
)
from verifier.policy.file import Path as TreePath
from verifier.policy.notice import ONE_DAY, Policy, Rule
from verifier.policy.parameters import Strict
from verifier.policy.values import Entry, TableEntry, ValueBase
from verifier.policy.year import YearRules

Found = tuple[TreePath, str]


def contradictions(policy: Policy) -> Iterator[Found]:
    """Yield the path and the reason of everything in a notice that contradicts itself."""
    if policy.applies.first > policy.applies.last:
        yield ("applies",), "起止日期颠倒 · the days are reversed"
    if policy.issued is not None and policy.reviewed_until < policy.issued:
        yield ("reviewed_until",), "早于印发日期 · earlier than the day of issue"
    yield from _repeated_ids("values", [value.id for value in policy.values])
    yield from _repeated_ids("rules", [rule.id for rule in policy.rules])
    for index, value in enumerate(policy.values):
        yield from _span_faults(policy, value, ("values", index))
        yield from _sum_faults(value, ("values", index))
    yield from _reference_faults(policy)
    yield from _unknown_facts(policy)
    if policy.conversion is not None:
        yield from _conversion_faults(policy.conversion)
    if policy.year is not None:
        yield from _year_faults(policy.year)


def _repeated_ids(section: str, ids: list[str]) -> Iterator[Found]:
    for index, name in enumerate(ids):
        if name in ids[:index]:
            yield (section, index, "id"), f"编号重复 · id used twice: {name}"


def _span_faults(policy: Policy, value: ValueBase, path: TreePath) -> Iterator[Found]:
    entries = value.entries
    yield from _succession_faults(entries, path)
    if any(entry.first > entry.last for entry in entries):
        return
    if entries[0].first > policy.applies.first or entries[-1].last < policy.applies.last:
        yield path, "未覆盖通知适用的全部日期 · does not cover all days the notice applies to"


def _succession_faults(entries: Sequence[Entry | RowEntry], path: TreePath) -> Iterator[Found]:
    reversed_spans = [i for i, entry in enumerate(entries) if entry.first > entry.last]
    for index in reversed_spans:
        yield (*path, "entries", index), "起止日期颠倒 · the days are reversed"
    if reversed_spans:
        return
    for index, (earlier, later) in enumerate(pairwise(entries), start=1):
        if later.first <= earlier.last:
            yield (*path, "entries", index), "时段重叠或未按先后 · overlaps the entry before it"
        elif later.first > earlier.last + ONE_DAY:
            yield (*path, "entries", index), "时段之间有空缺 · leaves a gap after the entry before"


def _sum_faults(value: ValueBase, path: TreePath) -> Iterator[Found]:
    for index, entry in enumerate(value.entries):
        if isinstance(entry, TableEntry):
            found = sum(row.amount for row in entry.value)
            if found != entry.total:
                reason = f"各行合计与总数不符 · the rows add up to {found}, not {entry.total}"
                yield (*path, "entries", index, "total"), reason


def _facts_of(rule: Rule) -> Iterator[Found]:
    yield from ((("when", name), name) for name in rule.when)
    for name in ("fact", "earlier", "later", "flag"):
        fact = getattr(rule.parameters, name, None)
        if isinstance(fact, str):
            yield ("parameters", name), fact


def _reference_faults(policy: Policy) -> Iterator[Found]:
    types = {value.id: value.type for value in policy.values}
    used = set()
    for path, wanted, target in _references(policy):
        used.add(target)
        if target not in types:
            yield path, f"没有此值 · there is no value {target}"
        elif types[target] != wanted:
            yield path, f"值的类型须为 {wanted} · {target} is of type {types[target]}"
    for index, value in enumerate(policy.values):
        is_read = value.used_by == "rules" or (value.used_by == "year" and policy.year is not None)
        if is_read and value.id not in used:
            yield ("values", index), f"没有规则使用此值 · no rule reads the value {value.id}"


def _references(policy: Policy) -> Iterator[tuple[TreePath, str, str]]:
    for index, rule in enumerate(policy.rules):
        for name, wanted, target in rule.references():
            yield ("rules", index, "parameters", name), wanted, target
    for name, wanted, target in policy.review.references() if policy.review is not None else ():
        yield ("review", name), wanted, target
    for path, wanted, target in policy.year.references() if policy.year is not None else ():
        yield ("year", *path), wanted, target


def _unknown_facts(policy: Policy) -> Iterator[Found]:
    known = {*FACTS, *DERIVED_FACTS}
    for index, rule in enumerate(policy.rules):
        for path, name in _facts_of(rule):
            if name not in known:
                yield ("rules", index, *path), f"没有此事实 · there is no fact {name}"
    for office in policy.review.all_offices if policy.review is not None else ():
        for name in office.when:
            if name not in known:
                yield ("review",), f"没有此事实 · there is no fact {name}"


def _year_faults(rules: YearRules) -> Iterator[Found]:
    carry_over = rules.carry_over
    is_surplus = carry_over.answer == "surplus"
    if is_surplus and (carry_over.subject is None or carry_over.above is None):
        reason = "缺少 subject 或 above · a surplus needs its subject and what it is above"
        yield ("year", "carry_over"), reason


def _conversion_faults(table: Conversion) -> Iterator[Found]:
    known = {
        **FACTS,
        **{name: FactInfo(f.type, f.zh, f.en) for name, f in table.facts.items()},
    }
    for name in table.facts:
        if name in FACTS:
            yield ("conversion", "facts", name), f"已有此事实 · the fact {name} exists already"
    ids = [row.id for row in table.rows]
    activities = [row.activity for row in table.rows]
    for index, row in enumerate(table.rows):
        path: TreePath = ("conversion", "rows", index)
        if row.id in ids[:index]:
            yield (*path, "id"), f"编号重复 · id used twice: {row.id}"
        if row.activity in activities[:index]:
            reason = f"该学习形式已有一行，此行不会用到 · {row.activity} has a row already"
            yield (*path, "activity"), reason
        yield from _row_faults(row, known, path)
    for index, group in enumerate(table.together):
        yield from _group_faults(group, ids, known, ("conversion", "together", index))
    if (table.flag_above is None) != (table.flag_source is None):
        yield ("conversion",), "flag_above 与 flag_source 须同时给出 · give both or neither"


def _group_faults(
    group: Together, rows: Sequence[str], known: Collection[str], path: TreePath
) -> Iterator[Found]:
    for name in group.rows:
        if name not in rows:
            yield (*path, "rows"), f"没有此行 · there is no row {name}"
    for name in (
        *group.same,
        *group.or_same,
        *group.when,
        *filter(None, (group.fact, group.parts, group.count)),
    ):
        if name not in known:
            yield path, f"没有此事实 · there is no fact {name}"
    if group.kind == "cap" and group.at_most is None:
        yield path, "缺少 at_most · a cap needs at_most"
    if group.kind == "either" and group.fact is None:
        yield path, "缺少 fact · a choice needs its fact"


def _row_faults(row: Row, known: dict[str, FactInfo], path: TreePath) -> Iterator[Found]:
    for name in dict.fromkeys(row.reads()):
        if name not in known:
            yield path, f"没有此事实 · there is no fact {name}"
    for name, raw in row.assumes.items():
        try:
            value_of(name, raw, known)
        except KeyError:
            continue
        except FactError as error:
            yield (*path, "assumes", name), str(error)
    yield from _succession_faults(row.entries, path)
    for index, entry in enumerate(row.entries):
        at = (*path, "entries", index)
        for name, cases in (("cases", entry.cases), ("bonus", entry.bonus)):
            yield from _case_faults(cases, (*at, name))
        for number, factor in enumerate(entry.factors):
            if (factor.by is None) == (factor.fact is None):
                yield (*at, "factors", number), "by 与 fact 二选一 · give by or fact, not both"
        if entry.share is not None:
            yield from _share_faults(entry.share, (*at, "share", "percent"))


def _share_faults(share: Share, path: TreePath) -> Iterator[Found]:
    for authors, percent in share.percent.items():
        if not (authors.isdecimal() and authors.isascii() and int(authors) == len(percent)):
            yield (
                (*path, authors),
                f"须为作者人数，并逐一列出 · {authors} must be the number of authors that follow",
            )


def _amount_faults(amount: Strict, path: TreePath) -> Iterator[Found]:
    match amount:
        case Between() if amount.least > amount.most:
            yield path, "上下限颠倒 · least and most are reversed"
        case Falling() if amount.least > amount.first:
            yield path, "上下限颠倒 · least and first are reversed"
        case Readings():
            for index, reading in enumerate(amount.of):
                yield from _amount_faults(reading.hours, (*path, "of", index))
        case _:
            return


def _case_faults(cases: Sequence[Case], path: TreePath) -> Iterator[Found]:
    for (_, first), (index, second) in combinations(enumerate(cases), 2):
        if first.when == second.when:
            yield (
                (*path, index),
                "条件与前面相同，此行不会用到 · the same condition as a case before",
            )
    for index, case in enumerate(cases):
        yield from _amount_faults(case.hours, (*path, index, "hours"))
        for name, wanted in case.when.items():
            if isinstance(wanted, Bounds) and _is_empty(wanted):
                yield (*path, index, "when", name), "界限颠倒 · the bounds exclude everything"


def _is_empty(bounds: Bounds) -> bool:
    lows = [limit for limit in (bounds.at_least, bounds.above) if limit is not None]
    highs = [limit for limit in (bounds.at_most, bounds.below) if limit is not None]
    return bool(lows and highs) and max(lows) > min(highs)
