"""The sentences of a conversion: its steps, its candidates and what it tells beside them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from verifier.code_words import in_words
from verifier.converting.award import Told
from verifier.facts import Fact
from verifier.policy.conversion import Words


def shown(amount: Decimal) -> str:
    """Return a number as people write it: no exponent, no trailing zeros."""
    whole = int(amount)
    if whole == amount:
        return str(whole)
    return f"{amount:f}".rstrip("0")


def flat(name: Words, hours: Decimal, unit: str) -> Told:
    """Say that a row is worth so much."""
    made = shown(hours)
    return Told(f"{name.zh}：{made} {unit}。", f"{name.en}: {made} hours.")


def counted(
    name: Words, count: Decimal, fact: Fact, per: tuple[Decimal, Decimal], hours: Decimal
) -> Told:
    """Say how a counted fact makes hours; `per` is the unit and what one unit brings."""
    size, each = per
    had, one, made = shown(count), shown(each), shown(hours)
    if size == 1:
        return Told(
            f"{name.zh}：{fact.zh} {had} × {one} = {made}。",
            f"{name.en}: {fact.en} {had} × {one} = {made}.",
        )
    every = shown(size)
    return Told(
        f"{name.zh}：{fact.zh} {had}，每 {every} 计 {one}，得 {made}。",
        f"{name.en}: {fact.en} {had}, {one} for every {every}: {made}.",
    )


def whole_units(size: Decimal) -> Told:
    """Name the reading in which only full units count."""
    return Told(f"只计满 {shown(size)} 的部分", f"only every full {shown(size)} counts")


def by_share(size: Decimal) -> Told:
    """Name the reading in which a part of a unit counts by its share."""
    return Told(f"不满 {shown(size)} 的按比例计", f"a part of {shown(size)} counts by its share")


def ranked(name: Words, fact: Fact, place: Decimal, hours: Decimal) -> Told:
    """Say what a place in an order brings."""
    at, made = shown(place), shown(hours)
    return Told(
        f"{name.zh}：{fact.zh}第 {at}，{made}。",
        f"{name.en}: {fact.en} {at}, {made}.",
    )


def beyond(name: Words, fact: Fact, place: Decimal, last: int) -> Told:
    """Say that a place lies after those that the notice rewards."""
    return Told(
        f"{name.zh}：{fact.zh}第 {shown(place)}，只认前 {last} 名。",
        f"{name.en}: {fact.en} {shown(place)}; only the first {last} count.",
    )


def stated(name: Words, hours: Decimal, by: str) -> Told:
    """Say that the hours stated were taken."""
    made = shown(hours)
    who_zh, who_en = (f"（{by} 认定）", f" (recognised by {by})") if by else ("", "")
    return Told(f"{name.zh}：载明 {made}{who_zh}。", f"{name.en}: {made} stated{who_en}.")


def added(hours: Decimal) -> Told:
    """Say that a bonus was added."""
    made = shown(hours)
    return Told(f"另加，合计 {made}。", f"Added, which makes {made}.")


def times(name: Words, factor: Decimal, hours: Decimal) -> Told:
    """Say that the hours were multiplied."""
    by, made = shown(factor), shown(hours)
    return Told(
        f"{name.zh}：乘以 {by}，得 {made}。",
        f"{name.en}: times {by}, {made}.",
    )


def capped(name: Words, limit: Decimal) -> Told:
    """Say that a cap was reached."""
    return Told(f"{name.zh}：最多 {shown(limit)}。", f"{name.en}: not more than {shown(limit)}.")


def spread(name: Words, years: int) -> Told:
    """Say that the hours belong to several years."""
    return Told(
        f"{name.zh}：学时平均计入 {years} 个年度。",
        f"{name.en}: the hours count in equal parts over {years} years.",
    )


def assumed(fact: Fact, value: str) -> Told:
    """Say that a fact was taken so because it was not given."""
    zh, en = in_words(value)
    return Told(f"未注明{fact.zh}，按“{zh}”计。", f"{fact.en} not given, taken as “{en}”.")


def between(least: Decimal, most: Decimal) -> Told:
    """Say that a person chooses within a range."""
    low, high = shown(least), shown(most)
    return Told(
        f"由审核人在 {low} 至 {high} 之间确定。", f"A person chooses between {low} and {high}."
    )


def missing(facts: Iterable[Fact]) -> Told:
    """Say which facts are needed."""
    listed = list(facts)
    return Told(
        f"还需要：{'、'.join(fact.zh for fact in listed)}。",
        f"Still needed: {', '.join(fact.en for fact in listed)}.",
    )


def miscounted(fact: Fact, counted: Decimal, named: Decimal) -> Told:
    """Say that the names are not as many as was counted."""
    return Told(
        f"{fact.zh}写作 {shown(counted)}，列出的名称有 {shown(named)} 个，请核对。",
        f"{fact.en} given as {shown(counted)}, but {shown(named)} are named; please check.",
    )


def condition(fact: Fact, value: str) -> Told:
    """Say under which condition a candidate holds; codes in words, one of several by a slash."""
    zh, en = (
        " / ".join(parts)
        for parts in zip(*(in_words(code) for code in value.split(" / ")), strict=True)
    )
    return Told(f"{fact.zh}为 {zh} 时", f"if {fact.en} is {en}")


def listed(zh: str, en: str) -> Told:
    """Return a phrase as it stands."""
    return Told(zh, en)


def joined(parts: Iterable[Told]) -> Told:
    """Return phrases as one sentence."""
    told = list(dict.fromkeys(parts))
    return Told("；".join(part.zh for part in told), "; ".join(part.en for part in told))
