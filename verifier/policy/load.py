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
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from verifier.errors import Fault, PolicyError, UnknownPolicy
from verifier.policy.checks import contradictions
from verifier.policy.file import Path as TreePath
from verifier.policy.file import Plain, Tree, read_tree
from verifier.policy.notice import Policy

BUILT_IN = Path(__file__).parent.parent / "policies"

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
    for path, reason in contradictions(policy):
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
    """Return every notice by its id, in that order, with those of the further folder.

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
    return dict(sorted(found.items()))


def policy_files(folder: Path | None = None) -> dict[str, Path]:
    """Return the file of every notice by its id.

    Raises:
        PolicyError: a file is wrong.
    """
    return {_parsed(path).id: path for path in _policy_files(folder)}


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
