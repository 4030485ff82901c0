"""Items of one person that act on each other: choose one, the highest, once, each year, caps.

The order of the items does not matter for the total. An item that gives way
keeps its steps and says why; nothing disappears.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from verifier.converting.award import Award, AwardFinding, AwardOption, Awards, AwardStep, Told
from verifier.converting.conditions import distinct, folded, meets
from verifier.converting.convert import Converter
from verifier.converting.words import shown
from verifier.facts import Facts
from verifier.model import Clause, Consequence
from verifier.policy.conversion import Together

_NOTHING = Decimal(0)


def together(converter: Converter, items: Sequence[tuple[Facts, Award]]) -> Awards:
    """Return the awards of one person's items with what they do to each other."""
    awards = [award for _, award in items]
    facts = [given for given, _ in items]
    for group in converter.table.together:
        members = [
            index
            for index, award in enumerate(awards)
            if award.row in group.rows and _may_meet(facts[index], group)
        ]
        if members:
            _ACTS[group.kind](converter, group, facts, awards, members)
    total = sum((award.hours for award in awards if award.hours is not None), _NOTHING)
    return Awards(tuple(awards), total, any(award.needs_reviewer for award in awards))


def _either(
    converter: Converter,
    group: Together,
    facts: Sequence[Facts],
    awards: list[Award],
    members: list[int],
) -> None:
    """Keep one of the ways: part by part where the parts are named, else the better one."""
    known = [index for index in members if awards[index].hours is not None]
    if group.parts is not None and all(_parts(facts[i], group) for i in known):
        _either_by_part(converter, group, facts, awards, known)
        return
    if group.count is None:
        _drop_repeats(converter, group, facts, awards, known)
    ways = defaultdict(list)
    for index in known:
        ways[str(facts[index].get(group.fact or ""))].append(index)
    if len(ways) < 2:
        return
    worth = {way: _sum(awards, indexes) for way, indexes in ways.items()}
    kept = max(sorted(worth), key=lambda way: worth[way])
    more_elsewhere = group.count is not None and any(
        _counted(facts, indexes, group.count) > _counted(facts, ways[kept], group.count)
        for way, indexes in ways.items()
        if way != kept
    )
    for way, indexes in ways.items():
        for index in indexes:
            if way != kept:
                _reduce(converter, group, awards, index, _NOTHING, asks=more_elsewhere)


def _drop_repeats(
    converter: Converter,
    group: Together,
    facts: Sequence[Facts],
    awards: list[Award],
    known: list[int],
) -> None:
    """Count one way once a year; a person looks at its repeats, of which the notice is silent."""
    repeats: dict[Hashable, list[int]] = defaultdict(list)
    for index in known:
        way = str(facts[index].get(group.fact or ""))
        repeats[way, converter.year_of(facts[index])].append(index)
    for indexes in repeats.values():
        kept = _best(awards, indexes)
        for index in indexes:
            if index != kept:
                _reduce(converter, group, awards, index, _NOTHING, asks=True)


def _either_by_part(
    converter: Converter,
    group: Together,
    facts: Sequence[Facts],
    awards: list[Award],
    known: list[int],
) -> None:
    best: dict[str, tuple[Decimal, int]] = {}
    each = {}
    for index in known:
        parts, hours = _parts(facts[index], group), awards[index].hours or _NOTHING
        each[index] = hours / len(parts)
        for part in parts:
            if part not in best or each[index] > best[part][0]:
                best[part] = (each[index], index)
    for index in known:
        parts = _parts(facts[index], group)
        kept = [part for part in parts if best[part][1] == index]
        if len(kept) < len(parts):
            _reduce(converter, group, awards, index, each[index] * len(kept), asks=bool(kept))
    winners = {str(facts[index].get(group.fact or "")) for _, index in best.values()}
    if len(winners) > 1:
        told = Told(
            "按模块分别选取；若须整体二选一，由审核人调整。",
            "Chosen module by module; a person adjusts if one way must hold for all.",
        )
        for index in known:
            if awards[index].hours:
                awards[index] = _asked(converter, group, awards[index], told)


def _highest(
    converter: Converter,
    group: Together,
    facts: Sequence[Facts],
    awards: list[Award],
    members: list[int],
) -> None:
    """Of items that are the same keep the highest; of unlike amounts of `once`, a person looks."""
    for indexes in _alike(group, facts, members).values():
        known = [index for index in indexes if awards[index].hours is not None]
        if len(known) < 2:
            continue
        kept = _best(awards, known)
        amounts = {awards[index].hours for index in known}
        for index in known:
            if index != kept:
                _reduce(converter, group, awards, index, _NOTHING)
        if group.kind == "once" and len(amounts) > 1:
            told = Told(
                "同一项目按不同年度或级别申报，学时不同，请核对。",
                "The same item is claimed with different hours; please check.",
            )
            awards[kept] = _asked(converter, group, awards[kept], told, amounts - {None})
    if group.kind == "once":
        _ask_of_twins(converter, group, facts, awards, members)


def _ask_of_twins(
    converter: Converter,
    group: Together,
    facts: Sequence[Facts],
    awards: list[Award],
    members: list[int],
) -> None:
    """Show to a person items that nothing tells apart and nothing tells to be the same."""
    twins: dict[Hashable, list[int]] = defaultdict(list)
    for index in members:
        named = any(facts[index].get(name) is not None for name in (*group.same, *group.or_same))
        if awards[index].hours and not named:
            twins[frozenset(converter.relevant(facts[index]))].append(index)
    told = Told(
        f"{group.name.zh}：几项没有名称或编号，无法分辨是否同一项，请核对。",
        f"{group.name.en}: without a name or number these may be one; please check.",
    )
    for indexes in twins.values():
        for index in indexes[1:]:
            awards[index] = _asked(converter, group, awards[index], told, (_NOTHING,))


def _each_year(
    converter: Converter,
    group: Together,
    facts: Sequence[Facts],
    awards: list[Award],
    members: list[int],
) -> None:
    """Let a calendar year of the same thing count once."""
    for indexes in _alike(group, facts, members).values():
        known = [index for index in indexes if awards[index].hours is not None]
        if len(known) < 2:
            continue
        spans = {index: _years_of(converter, facts[index], group.count) for index in known}
        taken: set[int] = set()
        by_worth = sorted(
            known,
            key=lambda i: (-(awards[i].hours or _NOTHING) / max(1, len(spans[i] or ())), i),
        )
        for index in by_worth:
            years = spans[index]
            if years is None:
                told = Told(
                    "同一课题有几项申报，请写明各项对应的年度。",
                    "Several items name the same project; say which years each is for.",
                )
                awards[index] = _asked(converter, group, awards[index], told)
                continue
            free = years - taken
            taken |= years
            if len(free) < len(years):
                hours = (awards[index].hours or _NOTHING) / len(years) * len(free)
                _reduce(converter, group, awards, index, hours)


def _cap(
    converter: Converter,
    group: Together,
    facts: Sequence[Facts],
    awards: list[Award],
    members: list[int],
) -> None:
    """Limit the sum of a year, or of all the items."""
    left: dict[Hashable, Decimal] = {}
    limit = group.at_most if group.at_most is not None else _NOTHING
    for index in members:
        hours = awards[index].hours
        if hours is None:
            continue
        span = converter.year_of(facts[index]) if group.per == "year" else None
        rest = left.get(span, limit)
        if hours > rest:
            _reduce(converter, group, awards, index, rest)
        left[span] = rest - min(rest, hours)


def _ask(
    converter: Converter,
    group: Together,
    facts: Sequence[Facts],
    awards: list[Award],
    members: list[int],
) -> None:
    """Show to a person what the notice does not say of items that are the same."""
    for indexes in _alike(group, facts, members).values():
        if len({awards[index].row for index in indexes}) < 2:
            continue
        told = Told(
            f"{group.name.zh}：是否可以一并计算，通知没有规定。",
            f"{group.name.en}: the notice does not say whether both count.",
        )
        for index in indexes:
            if awards[index].row != group.rows[0]:
                awards[index] = _asked(converter, group, awards[index], told)


_ACTS = {
    "either": _either,
    "highest": _highest,
    "once": _highest,
    "each-year": _each_year,
    "cap": _cap,
    "ask": _ask,
}


def _alike(
    group: Together, facts: Sequence[Facts], members: Iterable[int]
) -> dict[Hashable, list[int]]:
    """Return the items that are the same; one that lacks what would tell stands alone.

    What tells first outweighs what tells later: two numbers that differ are two patents, even of
    one title. An item that could be one of several stands alone.
    """
    keys: list[tuple[str, ...]] = [group.same, *((name,) for name in group.or_same)]
    root = {index: index for index in members}
    said: dict[int, list[Hashable]] = {
        index: [_key(facts[index], key) for key in keys] for index in root
    }

    def top(index: int) -> int:
        while root[index] != index:
            index = root[index]
        return index

    for rank in range(len(keys)):
        shared: dict[Hashable, list[int]] = defaultdict(list)
        for index, values in said.items():
            if values[rank] is not None:
                shared[values[rank]].append(index)
        for indexes in shared.values():
            stronger = {tuple(said[index][:rank]) for index in indexes}
            told = {values for values in stronger if any(v is not None for v in values)}
            if len(told) > 1:
                continue
            for index in indexes[1:]:
                root[top(index)] = top(indexes[0])
    found: dict[Hashable, list[int]] = defaultdict(list)
    for index in root:
        if any(value is not None for value in said[index]):
            found[top(index)].append(index)
    return found


def _key(facts: Facts, names: tuple[str, ...]) -> Hashable:
    """Return what an item says by which it may be the same as another, None if it lacks it."""
    values = tuple(folded(facts.get(name)) for name in names)
    return None if None in values else values


def _parts(facts: Facts, group: Together) -> tuple[str, ...]:
    """Return the named parts of an item, empty if they are not as many as are counted."""
    parts = distinct(facts.get(group.parts or ""))
    count = facts.get(group.count or "")
    return parts if count is None or count == len(parts) else ()


def _counted(facts: Sequence[Facts], indexes: Iterable[int], name: str) -> Decimal:
    counts = (facts[index].get(name) for index in indexes)
    return sum((count for count in counts if isinstance(count, Decimal)), _NOTHING)


def _years_of(converter: Converter, facts: Facts, count: str | None) -> set[int] | None:
    """Return the calendar years of an item, None if it has several that are not named."""
    span = facts.get(count) if count is not None else None
    if isinstance(span, tuple):
        return {int(str(year)) for year in span}
    if isinstance(span, Decimal) and span > 1:
        return None
    return {converter.year_of(facts)}


def _may_meet(facts: Facts, group: Together) -> bool:
    """Tell whether an item says nothing else than the group asks for."""
    return all(
        (value := facts.get(name)) is None or meets(value, wanted)
        for name, wanted in group.when.items()
    )


def _best(awards: Sequence[Award], indexes: Iterable[int]) -> int:
    """Return the item worth most; of equal ones one that leaves no question, then the first."""
    return max(
        indexes,
        key=lambda i: (awards[i].hours or _NOTHING, not awards[i].needs_reviewer, -i),
    )


def _sum(awards: Sequence[Award], indexes: Iterable[int]) -> Decimal:
    return sum((awards[index].hours or _NOTHING for index in indexes), _NOTHING)


def _clause(converter: Converter, group: Together) -> Clause:
    return Clause(converter.policy.id, group.clause, group.catalogue)


def _reduce(
    converter: Converter,
    group: Together,
    awards: list[Award],
    index: int,
    hours: Decimal,
    *,
    asks: bool = False,
) -> None:
    told = Told(
        f"{group.name.zh}：本项计 {shown(hours)}。", f"{group.name.en}: this item {shown(hours)}."
    )
    award = awards[index]
    step = AwardStep(told, _clause(converter, group), hours)
    finding = AwardFinding(group.id, Consequence.NOTE, told, _clause(converter, group))
    awards[index] = replace(
        award,
        hours=hours,
        steps=(*award.steps, step),
        options=award.options if asks else (),
        needs_reviewer=asks,
        findings=(*award.findings, finding),
    )


def _asked(
    converter: Converter,
    group: Together,
    award: Award,
    told: Told,
    amounts: Iterable[Decimal | None] = (),
) -> Award:
    clause = _clause(converter, group)
    options = (AwardOption(a, told) for a in amounts if a is not None)
    return replace(
        award,
        steps=(*award.steps, AwardStep(told, clause)),
        options=(*award.options, *options),
        needs_reviewer=True,
        findings=(*award.findings, AwardFinding(group.id, Consequence.REVIEW, told, clause)),
    )
