"""A YAML file as plain data with the line of every key; refuses what a notice never needs.

Refused, each with its line: duplicate keys, anchors and aliases, tags, merge
keys, unquoted dates and fractions, several documents, great depth. It knows
nothing of notices.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from verifier.errors import Fault

Plain = None | bool | int | str | list["Plain"] | dict[str, "Plain"]
Path = tuple[str | int, ...]

MAX_CHARACTERS = 512 * 1024
MAX_DEPTH = 24
_INTEGER_DIGITS = 12

_TAG = "tag:yaml.org,2002:"
_UNQUOTED = {
    "float": "小数须加引号 · quote a fraction, so that it stays exact",
    "timestamp": "日期须加引号 · quote a date",
    "merge": "不允许合并键 · merge keys are not allowed",
    "value": "不允许的值 · this value is not allowed",
}


@dataclass(slots=True)
class Tree:
    """Plain data, the line (from 1) at which each path begins, and the faults met."""

    file: str
    data: Plain = None
    lines: dict[Path, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def line(self, path: Path) -> int:
        """Return the line of that path, or of its nearest parent that is in the file."""
        while path not in self.lines and path:
            path = path[:-1]
        return self.lines.get(path, 1)

    def blame(self, path: Path, reason: str) -> None:
        """Note a fault at that path."""
        self.faults.append(Fault(self.file, self.line(path), reason))


def read_tree(text: str, file: str) -> Tree:
    """Return what the text holds; faults are collected in the tree, none is raised.

    With faults the data is whatever could still be understood, perhaps None.
    """
    tree = Tree(file)
    if len(text) > MAX_CHARACTERS:
        tree.blame((), f"文件超过 {MAX_CHARACTERS} 字符 · longer than {MAX_CHARACTERS} characters")
        return tree
    try:
        tree.faults.extend(_forbidden_events(text, file))
        node = None if tree.faults else YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark is not None else 1
        tree.faults.append(Fault(file, line, f"YAML 语法错误 · not YAML: {error.problem}"))
        return tree
    except YAMLError as error:
        tree.blame((), f"YAML 语法错误 · not YAML: {error}")
        return tree
    if node is not None:
        tree.data = _plain(node, (), tree)
    return tree


def _forbidden_events(text: str, file: str) -> list[Fault]:
    faults: list[Fault] = []
    depth = 0
    for event in YAML(typ="safe", pure=True).parse(text):
        line = event.start_mark.line + 1
        if isinstance(event, AliasEvent):
            faults.append(Fault(file, line, "不允许别名 · aliases are not allowed"))
        elif isinstance(event, NodeEvent) and event.anchor is not None:
            faults.append(Fault(file, line, "不允许锚点 · anchors are not allowed"))
        if getattr(event, "tag", None) is not None:
            faults.append(Fault(file, line, "不允许标签 · tags are not allowed"))
        if isinstance(event, MappingStartEvent | SequenceStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                faults.append(Fault(file, line, "嵌套过深 · nested too deep"))
                break
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            depth -= 1
    return faults


def _plain(node: Node, path: Path, tree: Tree) -> Plain:
    tree.lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, MappingNode):
        return _mapping(node, path, tree)
    if isinstance(node, SequenceNode):
        return [_plain(item, (*path, index), tree) for index, item in enumerate(node.value)]
    if isinstance(node, ScalarNode):
        return _scalar(node, path, tree)
    raise TypeError(f"unknown YAML node {type(node).__name__}")


def _mapping(node: MappingNode, path: Path, tree: Tree) -> Plain:
    result: dict[str, Plain] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, ScalarNode):
            tree.faults.append(Fault(tree.file, line, "键须为文字 · a key must be plain text"))
            continue
        key = str(key_node.value)
        if key_node.tag == f"{_TAG}merge":
            tree.faults.append(Fault(tree.file, line, _UNQUOTED["merge"]))
            continue
        if key in result:
            tree.faults.append(Fault(tree.file, line, f"键重复 · duplicate key: {key}"))
            continue
        tree.lines[*path, key] = line
        result[key] = _plain(value_node, (*path, key), tree)
    return result


def _scalar(node: ScalarNode, path: Path, tree: Tree) -> Plain:
    kind = str(node.tag).removeprefix(_TAG)
    if kind == "null":
        return None
    if kind == "bool":
        return str(node.value).lower() == "true"
    if kind == "int":
        digits = str(node.value).lstrip("-")
        if digits.isascii() and digits.isdigit() and len(digits) <= _INTEGER_DIGITS:
            return int(node.value)
        tree.blame(path, "只接受十进制整数 · only plain decimal integers are allowed")
        return None
    if kind in _UNQUOTED:
        tree.blame(path, f"{_UNQUOTED[kind]}: {node.value}")
        return None
    return str(node.value)
