"""The words by which forms announce their values: data, builds of them, and how they are printed.

The words stand in `extractor/kinds/labels.yaml` and in each kind's own file. Where a value
stands is not asked here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from itertools import product

from ruamel.yaml import YAML

from extractor.language.names import is_name

_BUILD = re.compile(r"\{(\w+)\}")
_BRACKET = (
    r"(?:\s*(?:[(（][\s.,·]*[A-Za-z\u4e00-\u9fff][A-Za-z\u4e00-\u9fff .'’/]{0,24}[)）]"
    r"|/[\s.,·]*[A-Za-z\u4e00-\u9fff][A-Za-z\u4e00-\u9fff .'’/]{0,24}[)）]?"
    r"|[(（|][\s.,·]*[A-Za-z][A-Za-z .'’/]{0,24}[)）]?)"
    r"|(?<=[\u4e00-\u9fff])\s*[A-Z][A-Za-z .'’]{1,24})?"
)
"""「培训时间(起止):」, 「姓名/Name:」; words of an open bracket are a label of their own."""
_IN_ENGLISH = r"(?:[A-Z][A-Za-z .'’()]{1,24}[ /](?=[\u4e00-\u9fff]))?"
"""「Name 姓名」"""
_COLON = r"(?:\s*[:：﹕]|\s+[|｜](?=\s)|[|｜](?=[^|｜]+$))"
"""An invitation sets 「时间 | 某月某日」, of which the gaps may be lost; a menu has more bars."""

_LOOSE = re.compile(r"\s+|(?<=[\u4e00-\u9fff])[\s.·]+(?=[\u4e00-\u9fff])")
"""「专. 利 号」: gaps, and specks of a photocopy, within a label"""
_NARROW = str.maketrans("（），", "(),")
_ANNOUNCES = re.compile(r"[:：﹕|｜】〗]")
"""What every label in a line ends with."""
IN_LETTERS = frozenset({"issn", "cn", "isbn", "doi"})
"""Labels in letters on Chinese forms too, which translate none."""

UNKNOWN = re.compile(
    r"^[\s★·•*]*(?P<label>(?![各致]|尊敬|敬爱|亲爱|[有相]关(?:单位|部门|学校|方面|机构)[:：])[\u4e00-\u9fff]{2,8})(?<!同志)(?<!老师)(?<!先生)(?<!女士)(?<!同学)(?<!学员)(?<!教师)[:：]"
)
"""A label that no list may know."""
_LAST_CLAUSE = re.compile(r"(?:^|[。；;,，])([\u4e00-\u9fff]{1,6})$")
"""「注册费1500元。收款单位:」"""
_BARE_YEAR = re.compile(r"\s*(?:(?:19|20)\d\d年?度?)?\s*")
_APART = re.compile(
    r"(?<=\S)(?:\s{2}|　)\s*(?P<label>(?![各致])[\u4e00-\u9fff]{2,8}(?:[(（][^()（）]{1,8}[)）])?)[:：]\s*"  # noqa: E501
)
"""「学员:张三    所在测站:某某水文站」: behind a gap a label that no list may know."""
_PERSONS = frozenset(
    {"教师", "老师", "学员", "专家", "医师", "选手", "员工", "职工", "作者", "学生"}
)
"""Nouns that end the labels of others, too."""
_APART_BEFORE = re.compile(r"(?:^|\s)[\u4e00-\u9fff]{2,8}[:：][^:：]*$")
"""What stands before it is a label with its value, too."""


@cache
def _table() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Return the words that builds are filled with, and the labels of each field."""
    text = files("extractor.kinds").joinpath("labels.yaml").read_text(encoding="utf-8")
    table = YAML(typ="safe").load(text)
    return table.pop("words"), table


@cache
def _own_labels() -> dict[str, dict[str, list[str]]]:
    """Return the labels that only documents of one kind give a meaning of their own, by kind."""
    found = {}
    for path in sorted(files("extractor.kinds").iterdir(), key=lambda p: p.name):
        if path.name.endswith(".yaml") and path.name != "labels.yaml":
            data = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
            found[path.name.removesuffix(".yaml")] = data.get("labels") or {}
    return found


@cache
def label_fields(kind: str = "") -> dict[str, str]:
    """Return every label, lower case and without spaces, with the field it announces.

    What the kind's own file says of a label wins; then a label that is written out, then the
    same one made by a build (`{learn}{when}`).
    """
    words, table = _table()
    found: dict[str, str] = {}
    for field, labels in _own_labels().get(kind, {}).items():
        found.update((squeeze(label), field) for label in labels)
    for is_build in (False, True):
        for field, labels in table.items():
            for label in labels:
                if (_BUILD.search(label) is not None) is is_build:
                    for made in _made(label, words):
                        found.setdefault(squeeze(made), field)
    return found


def any_field(label: str) -> str | None:
    """Return what a label announces on any kind of document; the general meaning goes first."""
    kinds = ("", *_own_labels())
    return next((f for kind in kinds if (f := label_fields(kind).get(label)) is not None), None)


def _made(label: str, words: dict[str, list[str]]) -> list[str]:
    parts = _BUILD.split(label)
    choices = [words[part] if odd % 2 else [part] for odd, part in enumerate(parts)]
    return ["".join(chosen) for chosen in product(*choices)]


def squeeze(text: str) -> str:
    """Return the text as labels are looked up: lower case, without white space and specks."""
    return _LOOSE.sub("", text).lower().translate(_NARROW)


@cache
def label_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of a label with its colon in a line, and of a line that is a label."""
    words, table = _table()
    own = [labels for one in _own_labels().values() for labels in one.values()]
    labels = {squeeze(label): label for labels in (*table.values(), *own) for label in labels}
    spaced = "|".join(
        r"\s*".join(
            _any(words[part]) if odd % 2 else _spaced(part)
            for odd, part in enumerate(_BUILD.split(label))
            if part.strip()
        )
        for _, label in sorted(labels.items(), key=lambda one: len(one[0]), reverse=True)
    )
    # a Latin label must be a whole word; a Chinese one may follow a value directly, and its
    # translation may follow it (「姓名Name:」)
    word = rf"(?P<label>(?<![A-Za-z])(?:{spaced})(?:(?<=[\u4e00-\u9fff])|(?![A-Za-z])))"
    inline = re.compile(
        rf"(?P<mark>[【〖])?\s*{word}(?(mark)\s*[】〗]\s*[:：]?|{_BRACKET}{_COLON})\s*",
        re.IGNORECASE,
    )
    whole = re.compile(
        rf"^(?:[\s*★·•●■◆▲◇※►▶▪]|[(（]\d\d[)）])*{_IN_ENGLISH}{word}{_BRACKET}\s*[:：﹕_]*\s*$",
        re.IGNORECASE,
    )
    return inline, whole


def marks_in(text: str) -> list[re.Match[str]]:
    """Return the labels with their colons in a line.

    One that no list knows counts at the begin of the line, alone or with others behind gaps.
    """
    marks = [mark for mark in _with_those_apart(text) if not _ends_other_label(text, mark)]
    # 「学习课程:2021年度公需科目:…」: what looks like a second label begins the first one's value
    marks = [
        m
        for i, m in enumerate(marks)
        if i == 0 or _BARE_YEAR.fullmatch(text[marks[i - 1].end() : m.start()]) is None
    ]
    unknown = UNKNOWN.match(text)
    if unknown is None or any(mark.start() < unknown.end() for mark in marks):
        return marks
    is_row = any(text[: mark.start("label")].endswith(("  ", "　")) for mark in marks)
    return [unknown, *marks] if is_row else [unknown]


def _with_those_apart(text: str) -> list[re.Match[str]]:
    """Return the known labels, and behind a gap those that no list may know."""
    known = list(labels_in(text))
    begins = {mark.start("label") for mark in known}
    apart = [
        mark
        for mark in _APART.finditer(text)
        if mark.start("label") not in begins and _APART_BEFORE.search(text[: mark.start()])
    ]
    if not apart:
        return known
    # 「登记年度:」 is one label, not a known one behind two signs
    longer = {mark.end() for mark in apart}
    rest = [mark for mark in known if mark.end() not in longer]
    return sorted([*rest, *apart], key=lambda mark: mark.start("label"))


def _ends_other_label(text: str, mark: re.Match[str]) -> bool:
    """Tell whether the label is the end of a longer one that is not known (「获奖单位:」)."""
    before = text[: mark.start()].strip(" ★·•*")
    if re.search(r"\S\s{2,}$", text[: mark.start("label")]):
        return False  # 「查询条件  姓名:…」
    if before.endswith(("各位", "全体")):
        return True  # 「各位学员:」 is whom a message is to
    if before in ("兹证明", "证明", "兹有", "特证明"):
        return False
    # 「学时:12  任课教师:…」
    if mark["label"] in _PERSONS and re.search(r"\s{2}[\u4e00-\u9fff]{1,4}$", before):
        return True
    words = _LAST_CLAUSE.search(before)
    return words is not None and not is_name(words[1])


def _any(words: list[str]) -> str:
    longest_first = sorted(words, key=len, reverse=True)
    return f"(?:{'|'.join(map(_spaced, longest_first))})"


def _spaced(label: str) -> str:
    either = {"(": "[(（]", ")": "[)）]", ",": "[,，]"}
    return r"[\s.·]{0,24}".join(either.get(char) or re.escape(char) for char in squeeze(label))


def labels_in(text: str) -> Iterator[re.Match[str]]:
    """Yield the labels that stand in a line with their colon, bar or brackets, left to right."""
    # most lines hold no such sign, and to look for every label takes long
    if _ANNOUNCES.search(text):
        yield from label_patterns()[0].finditer(text)


def is_known(mark: re.Match[str]) -> bool:
    """Tell a label of the lists from one that its place alone makes one."""
    return mark.re is label_patterns()[0]


@lru_cache(maxsize=256)
def whole_label(text: str) -> re.Match[str] | None:
    """Return the label that the whole text is, None if it is none."""
    return label_patterns()[1].match(text)


def is_label(text: str) -> bool:
    """Tell whether the whole text is a label."""
    return whole_label(text) is not None


def has_label(text: str) -> bool:
    """Tell whether the text is a label or holds one followed by a colon."""
    return is_label(text) or any(labels_in(text))


def starts_with_label(text: str) -> bool:
    """Tell whether a label and a gap stand before something else: 「证书编号 某字第3号」."""
    first, _, rest = text.strip().partition(" ")
    return bool(rest) and is_label(first)
