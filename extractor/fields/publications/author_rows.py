"""Read the rows of an article's authors that are set in another way than one list of names.

A school may stand before each name or below it, the row may go on with when and by whom the
article was shared, and the end of an English title may look like a name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.fields.people.teams import names_in
from extractor.fields.publications.spelt_names import syllables
from extractor.language.names import is_name, tidy_name
from extractor.language.organisations import organisation_likelihood
from extractor.language.scripts import has_chinese
from extractor.passages import Cell

_WHOLE_BODY = 0.8
_GAP = re.compile(r"\s{2,}|\u3000|\t")
_HAN_BODY = re.compile(r"[\u3400-\u9fff·]{4,30}")
_MARKED = re.compile(r"[,，;；*0-9¹²³]|\band\b")
_FEWEST, _WHOLE_NAME = 2, 3
_SHARED = re.compile(r"\s*原创\s?[:：]?\s*(?P<rest>\S.*\s(?:19|20)[0-9]{2}\s?[-年./].*)")
"""「原创　王小明　李静　某某教研　2023-03-21 18:00」 under the title of a shared article"""
_HAN_NAME = re.compile(r"[\u3400-\u9fff](?:[\s·]*[\u3400-\u9fff])*")
_BESIDE_PINYIN = re.compile(
    r"\s*(?:[\u3400-\u9fff](?:\s{0,3}[\u3400-\u9fff·]){1,7}\s{0,4}[(（]?\s?[A-Z][A-Za-z'’-]+(?:\s[A-Z][A-Za-z'’-]+){1,2}\s?[)）]?[\s,，;；、]*)"
    r"{1,8}"
)
_LATIN = r"[A-Z][A-Za-z.'’-]*(?:\s+[A-Z][A-Za-z.'’-]*){1,3}"
_LATIN_WORD = re.compile(r"[A-Z][a-z]")
_HAN_ONE = r"[\u3400-\u9fff]{2,4}(?:·[\u3400-\u9fff]{1,8})*"
_ONE_OF_MIXED = re.compile(rf"{_LATIN}|{_HAN_ONE}")
_MIXED = re.compile(rf"(?:(?:{_LATIN}|{_HAN_ONE})(?:[\s,，;；、*＊]+|$))+")
_RAISED_FIGURE = re.compile(r"(?<=\S)\s?[0-9¹²³⁴⁵⁶①-⑨]+(?:[,，][0-9¹²³⁴⁵⁶①-⑨]+)*")
_MOST_WORDS, _LONGEST_MIXED = 4, 80
_SIGNS = " ◎●○■□◆◇△▲★☆※·•"
_SHORT_NAME = re.compile(r"[\u3400-\u9fff]{2,4}")
_IN_SQUARE = re.compile(r"[\[［]\s?[0-9]{1,2}\s?[\]］]")
_LABEL_OF_NUMBERED = re.compile(r"^\s*[作著]\s{0,6}者\s*[:：]?\s*(?=[\[［]\s?[0-9])")
_RAISED = re.compile(r"\s?\^[a-z0-9](?:\s?[,，]\s?(?:\^?[a-z0-9](?![A-Za-z])|[*＊]))*")
_UNITS_BEHIND = re.compile(r"(?<=\S)\s*[(（]\s?1\s?[.、．]\s?[\u3400-\u9fff].*$")
"""「(1.某某大学 某某学院;2.某某医院)」 behind the names in their row"""
_NOTE_AND_NAME = re.compile(
    r"\s*[\u3400-\u9fff]{2,20}[(（][^()（）]{4,30}[)）](?:\s{2,}|\u3000)\s*"
    r"(?P<n>[\u3400-\u9fff·\s]{2,12})"
)
_SLASH_LOST = re.compile(
    r"\s*(?:撰?文)\s?(?:[1lI!丿]\s?)?(?P<first>[\u3400-\u9fff]{2,3})(?P<rest>(?:[\s,，、]+[\u3400-\u9fff·]{2,8}){0,7})\s*"
)
"""「文王小明 李静」, 「文1王小明」: 「文/王小明 李静」 whose stroke the reading lost"""
_SAME_TYPE = (0.8, 1.25)
"""Heights of a name's line over that of the first name, in one type."""


def tidy_row(raw: str) -> str:
    """Return a row of authors whose marks of their places are set as other rows have them.

    「[1]王小明；[2]李静」, 「Wang Xiaoming^a,*, Li Jing^b」, 「王小明¹’²(1.某某大学)」
    """
    raw = _IN_SQUARE.sub("，", _LABEL_OF_NUMBERED.sub("", raw))
    raw = _RAISED.sub("", raw)
    raw = re.sub(r"\s+(?=[¹²³⁴⁵⁶])|(?<=[¹²³⁴⁵⁶])[’'‘](?=[¹²³⁴⁵⁶])", "", raw)
    return _UNITS_BEHIND.sub("", raw)


def names_behind_by(raw: str) -> list[str]:
    """Return the names of 「文王小明 李静」, where the stroke behind 「文」 was lost in reading.

    「文小明」 may be one name: what is left must be a name of three signs, or stand apart.
    """
    match = _SLASH_LOST.fullmatch(raw)
    if match is None:
        return []
    first = match["first"]
    apart = match.start("first") - (match.start() + len(raw) - len(raw.lstrip())) > 1
    names = [first, *re.findall(r"[\u3400-\u9fff·]+", match["rest"])]
    whole = len(first) == _WHOLE_NAME or (apart and len(names) > 1)
    return names if whole and all(map(is_name, names)) else []


def name_behind_note(raw: str) -> list[str]:
    """Return the one name of 「某某市援疆教师(某某小学)  王小明」, which no body begins."""
    match = _NOTE_AND_NAME.fullmatch(raw)
    names = names_in(match["n"]) if match else []
    return names if len(names) == 1 else []


def names_each_behind_body(raw: str) -> list[str]:
    """Return the names of 「某某小学  王 小 明   某某幼儿园  李 静」, nothing else beside them."""
    parts = [part.strip(_SIGNS) for part in _GAP.split(raw.strip()) if part.strip(_SIGNS)]
    bodies, people = parts[::2], [tidy_name(part) for part in parts[1::2]]
    if len(people) < _FEWEST or len(bodies) != len(people):
        return []
    good = all(
        _HAN_BODY.fullmatch(body) and organisation_likelihood(body) >= _WHOLE_BODY
        for body in bodies
    )
    # 「某某小学  仁青措  某某中学  李静」: beside a plain name stands one of no known surname
    plain = sum(map(is_name, people))
    if good and plain and 2 * plain >= len(people) and all(map(_SHORT_NAME.fullmatch, people)):
        return people
    return people if good and plain == len(people) else []


def names_beside_pinyin(raw: str) -> list[str]:
    """Return the names of 「王小明 Wang Xiaoming 李 静 Li Jing」."""
    if not _BESIDE_PINYIN.fullmatch(raw):
        return []
    people = [tidy_name(part) for part in _HAN_NAME.findall(raw)]
    return people if all(map(is_name, people)) else []


def names_mixed(raw: str) -> list[str]:
    """Return the names of a row that has people with names in letters among Chinese ones.

    「王小明 Anna Berger 李静」: the gaps of a foreign name are as wide as those between people.
    """
    text = _RAISED_FIGURE.sub(",", tidy_row(raw)).strip(" " + _SIGNS)
    if len(text) > _LONGEST_MIXED:
        return []  # where a name in letters ends is tried for each of its words
    if not (has_chinese(text) and _LATIN_WORD.search(text)) or not _MIXED.fullmatch(text):
        return []
    names = [re.sub(r"\s+", " ", one.strip()) for one in _ONE_OF_MIXED.findall(text)]
    latin = [one for one in names if not has_chinese(one)]
    chinese = [tidy_name(one) for one in names if has_chinese(one)]
    known = sum(map(is_name, chinese))
    short = all(len(one.split()) <= _MOST_WORDS for one in latin)
    if [syllables(one) for one in latin] == [len(one) for one in chinese]:
        return []  # each one's name in letters
    good = latin and known and 2 * known >= len(chinese) and short
    return [tidy_name(one) if has_chinese(one) else one for one in names] if good else []


def names_in_columns(texts: Sequence[str]) -> list[str]:
    """Return the names in letters of a row that has one author in each column."""
    told = [names_in(text) for text in texts]
    alone = len(texts) >= _FEWEST and all(len(names) == 1 for names in told)
    return [name for (name,) in told] if alone and not has_chinese("".join(texts)) else []


def names_shared(raw: str) -> list[str]:
    """Return whom the line under a shared article's title names, before who shared it."""
    match = _SHARED.fullmatch(raw)
    names: list[str] = []
    for part in _GAP.split(match["rest"]) if match else ():
        if not is_name(part):
            break
        names.append(tidy_name(part))
    return names


def is_body_of_one(row: Sequence[Cell], below: Sequence[Cell], name: Cell) -> bool:
    """Tell whether a row is a school under its author's name, another author's name below it.

    That name is set in the type of the first one and stands alone, too.
    """
    if len(row) != 1 or len(below) != 1:
        return False
    body = row[0].line.text.strip()
    alike = _SAME_TYPE[0] < below[0].box.height / name.box.height < _SAME_TYPE[1]
    if not (alike and _HAN_BODY.fullmatch(body) and organisation_likelihood(body) >= _WHOLE_BODY):
        return False
    return is_name(body) is False and len(names_in(below[0].line.text)) == 1


def ends_english_title(row: Sequence[Cell], above: Sequence[Cell]) -> bool:
    """Tell whether words in letters end the English title above, under a Chinese one.

    Authors are set apart by marks, or stand under one whole line in letters.
    """
    if len(row) != 1 or len(above) != 1:
        return False
    words, title = row[0].line.text.strip(), above[0].line.text.strip()
    if has_chinese(words + title) or _MARKED.search(words) or names_in(title):
        return False
    return len(re.findall(r"[A-Za-z]+", title)) > len(words.split()) + 1
