"""From a YAML file to a `Policy`, or to every fault of the file with its line.

Beyond shapes and types this holds the file to what a lawyer would: spans of a
value neither overlap nor leave a gap, every reference exists, ids are unique,
nothing is dead. The built-in notices are found by id.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from verifier.errors import Fault, PolicyError, UnknownPolicy
from verifier.facts import DERIVED_FACTS, FACTS
from verifier.policy import ONE_DAY, Policy, Rule, TableEntry, ValueBase
from verifier.policy_file import Path as TreePath
from verifier.policy_file import Plain, Tree, read_tree

BUILT_IN = Path(__file__).parent / "policies"

_REASONS = {
    "missing": "缺少此项",
    "extra_forbidden": "不认识的键",
    "union_tag_invalid": "不认识的种类",
    "union_tag_not_found": "缺少种类",
    "literal_error": "不在允许的值之内",
    "enum": "不在允许的值之内",
    "string_type": "须为文字",
    "string_too_short": "不得为空",
    "too_short": "不得为空",
    "string_pattern_mismatch": "写法不符",
    "date_from_datetime_parsing": "不是日期",
    "date_parsing": "不是日期",
    "decimal_parsing": "不是数",
}


def parse_policy(text: str, file: str) -> Policy:
    """Return the notice that a file's text describes.

    Raises:
        PolicyError: the text is wrong; carries every fault with its line.
    """
    tree = read_tree(text, file)
    if tree.faults:
        raise PolicyError(tree.faults)
    try:
        # JSON's strict mode takes a list for a tuple and a string for a date,
        # but neither "1" for a number nor 1 for a truth value.
        policy = Policy.model_validate_json(json.dumps(tree.data), strict=True)
    except ValidationError as error:
        for detail in error.errors():
            _blame(tree, detail)
        raise PolicyError(tree.faults) from None
    for path, reason in _contradictions(policy):
        tree.blame(path, reason)
    if tree.faults:
        raise PolicyError(tree.faults)
    return policy


def load_policy(policy_id: str, folder: Path | None = None) -> Policy:
    """Return the notice of that id, built in or from a further folder.

    Raises:
        UnknownPolicy: no file defines that id; the known ids are listed.
        PolicyError: a file is wrong.
    """
    # Only the file that names the id is parsed: a command needs one notice, not all.
    line = re.compile(rf"^id:\s*[\"']?{re.escape(policy_id)}[\"']?\s*(?:#.*)?$", re.MULTILINE)
    named = [path for path in _policy_files(folder) if line.search(_text_of(path))]
    if len(named) == 1:
        policy = _parsed(named[0])
        if policy.id == policy_id:
            return policy
    policies = load_policies(folder)
    if policy_id not in policies:
        raise UnknownPolicy(policy_id, sorted(policies))
    return policies[policy_id]


@cache
def _parsed(path: Path) -> Policy:
    return parse_policy(_text_of(path), path.name)


@cache
def load_policies(folder: Path | None = None) -> dict[str, Policy]:
    """Return every notice by its id, those of the further folder included.

    Raises:
        PolicyError: some file is wrong; the faults of all files are listed.
    """
    found: dict[str, Policy] = {}
    faults: list[Fault] = []
    for path in _policy_files(folder):
        try:
            policy = _parsed(path)
        except PolicyError as error:
            faults.extend(error.faults)
            continue
        if policy.id in found:
            faults.append(Fault(path.name, 1, f"编号重复 · id used twice: {policy.id}"))
        found[policy.id] = policy
    if faults:
        raise PolicyError(faults)
    return found


def _policy_files(folder: Path | None) -> Iterator[Path]:
    yield from sorted(BUILT_IN.rglob("*.yaml"))
    if folder is None:
        return
    if not folder.is_dir():
        raise PolicyError([Fault(str(folder), 1, "不是文件夹 · not a folder")])
    yield from sorted(folder.rglob("*.yaml"))


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PolicyError([Fault(path.name, 1, f"无法读取 · cannot be read: {error}")]) from error


def _blame(tree: Tree, detail: ErrorDetails) -> None:
    path, data = _place_in_file(tree.data, detail["loc"])
    if detail["type"] == "too_short" and data:
        return  # pydantic counts only sound items; the unsound ones are told by themselves
    where = ".".join(str(part) for part in detail["loc"])
    zh = _REASONS.get(detail["type"], "值不合要求")
    tree.blame(path, f"{zh} · {where}: {detail['msg']}")


def _place_in_file(data: Plain, loc: TreePath) -> tuple[TreePath, Plain]:
    """Follow a pydantic location, without the parts that are its own, such as a union's tag."""
    path: list[str | int] = []
    for part in loc:
        match data, part:
            case dict(), str() if part in data:
                data = data[part]
            case list(), int() if part < len(data):
                data = data[part]
            case _:
                continue
        path.append(part)
    return tuple(path), data


def _contradictions(policy: Policy) -> Iterator[tuple[TreePath, str]]:
    if policy.applies.first > policy.applies.last:
        yield ("applies",), "起止日期颠倒 · the days are reversed"
    if policy.reviewed_until < policy.issued:
        yield ("reviewed_until",), "早于印发日期 · earlier than the day of issue"
    yield from _repeated_ids("values", [value.id for value in policy.values])
    yield from _repeated_ids("rules", [rule.id for rule in policy.rules])
    for index, value in enumerate(policy.values):
        yield from _span_faults(policy, value, ("values", index))
        yield from _sum_faults(value, ("values", index))
    yield from _reference_faults(policy)


def _repeated_ids(section: str, ids: list[str]) -> Iterator[tuple[TreePath, str]]:
    for index, name in enumerate(ids):
        if name in ids[:index]:
            yield (section, index, "id"), f"编号重复 · id used twice: {name}"


def _span_faults(
    policy: Policy, value: ValueBase, path: TreePath
) -> Iterator[tuple[TreePath, str]]:
    entries = value.entries
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
    if entries[0].first > policy.applies.first or entries[-1].last < policy.applies.last:
        yield path, "未覆盖通知适用的全部日期 · does not cover all days the notice applies to"


def _sum_faults(value: ValueBase, path: TreePath) -> Iterator[tuple[TreePath, str]]:
    for index, entry in enumerate(value.entries):
        if isinstance(entry, TableEntry):
            found = sum(row.amount for row in entry.value)
            if found != entry.total:
                reason = f"各行合计与总数不符 · the rows add up to {found}, not {entry.total}"
                yield (*path, "entries", index, "total"), reason


def _facts_of(rule: Rule) -> Iterator[tuple[TreePath, str]]:
    yield from ((("when", name), name) for name in rule.when)
    for name in ("fact", "earlier", "later", "flag"):
        fact = getattr(rule.parameters, name, None)
        if isinstance(fact, str):
            yield ("parameters", name), fact


def _reference_faults(policy: Policy) -> Iterator[tuple[TreePath, str]]:
    types = {value.id: value.type for value in policy.values}
    used = set()
    for index, rule in enumerate(policy.rules):
        for name, wanted, target in rule.references():
            used.add(target)
            path = ("rules", index, "parameters", name)
            if target not in types:
                yield path, f"没有此值 · there is no value {target}"
            elif types[target] != wanted:
                yield path, f"值的类型须为 {wanted} · {target} is of type {types[target]}"
    for wanted, target in policy.year.references() if policy.year is not None else ():
        used.add(target)
        if target not in types:
            yield ("year",), f"没有此值 · there is no value {target}"
        elif types[target] != wanted:
            yield ("year",), f"值的类型须为 {wanted} · {target} is of type {types[target]}"
    for index, rule in enumerate(policy.rules):
        for path, name in _facts_of(rule):
            if name not in FACTS and name not in DERIVED_FACTS:
                yield ("rules", index, *path), f"没有此事实 · there is no fact {name}"
    for index, value in enumerate(policy.values):
        if value.used_by == "rules" and value.id not in used:
            yield ("values", index), f"没有规则使用此值 · no rule reads the value {value.id}"
