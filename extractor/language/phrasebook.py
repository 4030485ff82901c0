"""Phrase patterns and the lexicon as data: YAML files in `patterns/`, read and checked.

A group is one file with entries of a name, a label, a pattern, examples and
counter-examples; `patterns/README.md` shows the items a pattern is made of.
This module knows no spaCy; `tokens.py` turns the items into its terms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TypeGuard

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError

from extractor.errors import PatternError
from extractor.language.normalise import normalise

_FOLDER = files("extractor.language") / "patterns"
_OPERATORS = re.compile(r"[?!+*]|\{[0-9]{0,2}(?:,[0-9]{0,2})?\}")
_ENTRY_KEYS = frozenset({"name", "label", "pattern", "examples", "counter_examples"})
_WHAT = ("text", "term", "kind", "gap", "han", "latin")
_ITEM_KEYS = frozenset({*_WHAT, "op", "slot", "without", "line_start"})
KINDS = frozenset({"number", "date"})
"""Kinds of tokens that the pipeline recognises by itself."""


@dataclass(frozen=True, slots=True)
class Item:
    """One step of a pattern.

    Exactly one of these is set: `texts` (any of these literals), `terms` (any
    term of these categories), `kind`, `gap`, `han` or `latin` (fewest and most
    tokens of any sort, of Chinese characters, of Latin words). `without` are
    categories whose terms a gap may not hold. `op` is spaCy's operator. What
    the step matched is captured under `slot`.
    """

    texts: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    kind: str | None = None
    gap: tuple[int, int] | None = None
    han: tuple[int, int] | None = None
    latin: tuple[int, int] | None = None
    without: tuple[str, ...] = ()
    op: str | None = None
    slot: str | None = None
    line_start: bool = False


@dataclass(frozen=True, slots=True)
class Example:
    """A text that a pattern must match, with the captures it must make, if given."""

    text: str
    captures: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Pattern:
    """A named phrase: what it says (`label`) and how it is written (`items`)."""

    name: str
    label: str
    items: tuple[Item, ...]
    examples: tuple[Example, ...]
    counter_examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Categories of terms; every spelling leads to one canonical term."""

    categories: dict[str, dict[str, str]]

    def spellings(self, category: str) -> tuple[str, ...]:
        """Return all spellings of a category's terms, normalised and in lower case."""
        return tuple(self.categories[category])

    def canonical(self, spelling: str, category: str) -> str | None:
        """Return the canonical term of a spelling, None if the category has none such."""
        return self.categories[category].get(_plain(spelling))


def group_names() -> tuple[str, ...]:
    """Return the names of all pattern groups, which are the files beside the lexicon."""
    names = (entry.name for entry in _FOLDER.iterdir())
    return tuple(
        sorted(
            n.removesuffix(".yaml") for n in names if n.endswith(".yaml") and n != "lexicon.yaml"
        )
    )


@cache
def lexicon() -> Lexicon:
    """Return the lexicon.

    Raises:
        PatternError: the file has a fault; all faults are named.
    """
    return parse_lexicon((_FOLDER / "lexicon.yaml").read_text("utf-8"), "lexicon.yaml")


@cache
def group(name: str) -> tuple[Pattern, ...]:
    """Return the patterns of a group in the order of its file.

    Raises:
        PatternError: there is no such group, or its file has a fault; all faults are named.
    """
    source = _FOLDER / f"{name}.yaml"
    if name not in group_names():
        raise _error([f"{name}.yaml: no such group of patterns"])
    return parse_group(source.read_text("utf-8"), f"{name}.yaml", lexicon())


def parse_lexicon(source: str, file: str) -> Lexicon:
    """Return the lexicon that a YAML text holds: category -> canonical term -> other spellings.

    Raises:
        PatternError: with every fault as "file:line: reason".
    """
    top = _load(source, file)
    faults: list[str] = []
    categories: dict[str, dict[str, str]] = {}
    for category, terms in top.items():
        line = _line(top, category)
        if not _is_mapping(terms) or not terms:
            faults.append(f"{file}:{line}: category {category} is not a mapping of terms")
            continue
        spellings: dict[str, str] = {}
        for term, others in terms.items():
            line = _line(terms, term)
            if not _is_texts(others):
                faults.append(f"{file}:{line}: spellings of {term} are not a list of texts")
                continue
            for spelling in (term, *others):
                known = spellings.setdefault(_plain(spelling), term)
                if known != term:
                    faults.append(f"{file}:{line}: {spelling} stands for {known} and {term}")
        categories[category] = spellings
    _stop_if_faulty(faults)
    return Lexicon(categories)


def parse_group(source: str, file: str, terms: Lexicon) -> tuple[Pattern, ...]:
    """Return the patterns that a YAML text holds, in its order.

    Raises:
        PatternError: with every fault as "file:line: reason".
    """
    top = _load(source, file)
    entries = top.get("patterns")
    if not isinstance(entries, CommentedSeq) or set(top) != {"patterns"}:
        raise _error([f"{file}:1: the file holds something other than a list 'patterns'"])
    faults: list[str] = []
    found: list[Pattern] = []
    names: set[str] = set()
    for index, entry in enumerate(entries):
        where = f"{file}:{entries.lc.item(index)[0] + 1}"
        reasons = list(_faults_of_entry(entry, terms))
        if not reasons and entry["name"] in names:
            reasons.append(f"there are two patterns named {entry['name']}")
        faults.extend(f"{where}: {reason}" for reason in reasons)
        if not reasons:
            names.add(entry["name"])
            found.append(_pattern(entry))
    _stop_if_faulty(faults)
    return tuple(found)


def _load(source: str, file: str) -> CommentedMap:
    try:
        top = YAML(typ="rt").load(source)
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise _error([f"{file}:{line}: {error.problem}"]) from error
    if not _is_mapping(top):
        raise _error([f"{file}:1: the file is not a mapping"])
    return top


def _faults_of_entry(entry: object, terms: Lexicon) -> Iterator[str]:
    if not _is_mapping(entry):
        yield "the entry is not a mapping"
        return
    yield from (f"unknown key {key}" for key in entry if key not in _ENTRY_KEYS)
    missing = [key for key in ("name", "label", "pattern", "examples") if not entry.get(key)]
    yield from (f"{key} is missing" for key in missing)
    if missing:
        return
    yield from (f"{key} is no text" for key in ("name", "label") if not isinstance(entry[key], str))
    if not isinstance(entry["pattern"], list):
        yield "the pattern is not a list"
        return
    for number, item in enumerate(entry["pattern"], start=1):
        yield from (f"item {number}: {reason}" for reason in _faults_of_item(item, terms))
    if not all(isinstance(e, str) or (_is_mapping(e) and "text" in e) for e in entry["examples"]):
        yield "an example is neither a text nor a mapping with a text"
    if not _is_texts(entry.get("counter_examples", [])):
        yield "counter_examples is not a list of texts"


def _faults_of_item(item: object, terms: Lexicon) -> Iterator[str]:
    if isinstance(item, str):
        return
    if not _is_mapping(item):
        yield "is neither a text nor a mapping"
        return
    yield from (f"unknown key {key}" for key in item if key not in _ITEM_KEYS)
    what = [key for key in _WHAT if key in item]
    if len(what) != 1:
        yield f"has {len(what)} of {', '.join(_WHAT)}; exactly one is needed"
        return
    value = item[what[0]]
    if what[0] in {"text", "term"} and not (isinstance(value, str) or _is_texts(value)):
        yield f"{what[0]} is neither a text nor a list of texts"
        return
    if what[0] == "kind" and value not in KINDS:
        yield f"unknown kind {value}"
    if what[0] in {"gap", "han", "latin"} and not _is_count(value):
        yield f"{what[0]} is neither a number nor a pair of numbers up to 40"
    categories = _texts(item.get("without", [])) + (_texts(value) if what[0] == "term" else ())
    yield from (
        f"no category {name} in the lexicon" for name in categories if name not in terms.categories
    )
    if "op" in item and not _OPERATORS.fullmatch(str(item["op"])):
        yield f"unknown operator {item['op']}"


def _pattern(entry: CommentedMap) -> Pattern:
    return Pattern(
        name=entry["name"],
        label=entry["label"],
        items=tuple(_item(item) for item in entry["pattern"]),
        examples=tuple(_example(example) for example in entry["examples"]),
        counter_examples=tuple(entry.get("counter_examples", [])),
    )


def _item(item: str | CommentedMap) -> Item:
    if isinstance(item, str):
        return Item(texts=(_plain(item),))
    return Item(
        texts=tuple(_plain(text) for text in _texts(item.get("text", []))),
        terms=_texts(item.get("term", [])),
        kind=item.get("kind"),
        gap=_count(item["gap"]) if "gap" in item else None,
        han=_count(item["han"]) if "han" in item else None,
        latin=_count(item["latin"]) if "latin" in item else None,
        without=_texts(item.get("without", [])),
        op=item.get("op"),
        slot=item.get("slot"),
        line_start=bool(item.get("line_start", False)),
    )


def _example(example: str | CommentedMap) -> Example:
    if isinstance(example, str):
        return Example(example)
    captures = tuple((slot, str(text)) for slot, text in example.items() if slot != "text")
    return Example(example["text"], captures)


def _plain(text: str) -> str:
    """Return a literal as it stands in a normalised text, in lower case."""
    return normalise(text).text.lower()


def _is_mapping(value: object) -> TypeGuard[CommentedMap]:
    return isinstance(value, CommentedMap)


def _is_texts(value: object) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(isinstance(entry, str) for entry in value)


def _texts(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _is_count(value: object) -> bool:
    pair = [0, value] if isinstance(value, int) else value
    return (
        isinstance(pair, list)
        and len(pair) == 2
        and all(isinstance(number, int) and 0 <= number <= 40 for number in pair)
        and pair[0] <= pair[1]
    )


def _count(value: int | list[int]) -> tuple[int, int]:
    return (0, value) if isinstance(value, int) else (value[0], value[1])


def _line(mapping: CommentedMap, key: str) -> int:
    return int(mapping.lc.key(key)[0]) + 1


def _stop_if_faulty(faults: list[str]) -> None:
    if faults:
        raise _error(faults)


def _error(faults: list[str]) -> PatternError:
    return PatternError("短语数据有误： The phrase data is wrong:\n" + "\n".join(faults))
