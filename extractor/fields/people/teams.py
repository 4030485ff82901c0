"""Read lists of people in their order: authors, inventors, members of a project.

Names stand apart by commas, marks of the affiliation, spaces or nothing at all; a name of two
characters is often spaced out (「张　三，李小四」).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from extractor.fields.candidates import Candidate
from extractor.language.names import is_name, name_likelihood, tidy_name
from extractor.language.organisations import organisation_likelihood
from extractor.language.words import words
from extractor.passages import Passage

_BRACKETED = re.compile(
    r"[(（\[【〔][^()（）\[\]【】〔〕]*[)）\]】〕]|[(（](?:所在|单位|工作单位|学校|院系|[^()（）]{2,20}[:：])[^()（）]*$"
)
"""With 「(所在」, behind which the next label of the line took the rest."""
_MARKS = re.compile(
    r"(?<=[㐀-鿿])[!！](?=\s?[,，、;；])|[0-9][)）]|[0-9*＊†‡§#①-⑳¹²³⁰-⁹ₐ★☆△▲●○◎■□◆◇☐☑☒✉®]+|"
    r"(?<=[㐀-鿿])[a-h](?:\s?[,，]\s?[a-h])*(?![A-Za-z0-9])"
)
"""Of where the authors work: figures, stars, and letters as in 「欧阳天a,b,李 静b」."""
_SEPARATORS = re.compile(
    r"[，,、；;/／|｜&•]+|\s+[编译著绘校](?=\s|$)|(?<![㐀-鿿])(?:执行|副)主编(?=[\s:：])|(?<![A-Za-z])and(?![A-Za-z])|\n|\t"
)
_DEGREES = re.compile(
    r"(?<=[a-z]),?\s+(?:MD|PhD|Ph\.D\.?|RN|BSN|MSN|MPH|MSc|BSc|MA|MS|MEd|EdD|MBBS|DDS)(?=\s*(?:,|;|$|and\b))"
)
"""What an author is, behind the name."""
_JOINTS = re.compile(r"[和与及]")
_LEAD = re.compile(
    r"^[\s◎○●□■◆◇△▲★☆※]*(?:(?:文|图|作\s{0,6}者|作者姓名|撰文|撰稿|第[一二三四五六七八九十]+作者|通讯作者|author[s]?|by)\s*[:：/／|︱丨]?\s+|"
    r"(?:文|撰文|撰稿|作者|通讯作者|authors?|by)\s*[:：/／|︱丨]\s*)",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s*(?:等\s*)?(?:编著|主编|副主编|编写|著|编|译|撰|绘|等|教授|副教授|讲师|老师|同志|博士|硕士|同学)\s*$"
)
_LATIN = re.compile(r"^[A-Z][A-Za-z.'’-]*(?:\s+[A-Z][A-Za-z.'’-]*){1,3}$")
_LATIN_CAPITALS = re.compile(r"^[A-Z]{2,}(?:\s+[A-Z][A-Za-z-]+)+$")
_CATALOGUED = re.compile(r"[A-Z][A-Za-z'’ -]{0,24},\s?[A-Z][A-Za-z.'’ -]{0,24}")
_JOINED_PINYIN = re.compile(
    r"^((?:[BPMFDTNLGKHJQXRZCSYW]|[ZCS]h)(?:[aeiou]{1,3}|[aeiou]{1,2}ng?))"
    r"((?:[BPMFDTNLGKHJQXRZCSYW]|[ZCS]h)[a-z]{1,10})$"
)
"""「ZhanYifei」: the gap between surname and given name was lost."""
_SHORT_HAN = re.compile(r"[㐀-鿿]{2,4}")
_WHOLE_NAME = re.compile(r"[㐀-鿿]{2,4}|[㐀-鿿]{1,8}(?:·[㐀-鿿]{1,8})+")
_FOUR = re.compile(r"[㐀-鿿]{4}")
_RUNS_ON_BEHIND_POINT = re.compile(r"·[㐀-鿿]{6,}$")
"""「帕提古丽·热合曼邹春梅」 may be two, whose gap was lost."""
_WIDE, _DOUBLE = re.compile(r"\s{3,}"), re.compile(r"\s{2,}|\u3000")
_APART = re.compile(r"[㐀-鿿](?:\s[㐀-鿿]){2,3}")
"""「王 小 明」: a gap between all signs of a name"""
_SPACED = 4
_HAN_TOKEN = re.compile(r"[㐀-鿿]{1,4}")
_LONGEST_RUN = 16
_MOST_NAMES = 40
_LIKELY, _UNCOMMON = 0.5, 0.2
_COMMON, _USUAL, _RARE = 0.02, 0.01, -0.12
"""A surname decides between two ways of equal lengths; a rare one weighs more than the length."""


_WORK_DONE = re.compile(r"(?<=[㐀-鿿])\s+(?:综述|审校|审阅|译校|编译|摘译)(?=\s|$)")
"""「张三 李四 综述 王五 审校」"""


def names_in(raw: str) -> list[str]:
    """Return the names of a text that is a list of people; empty if it is something else.

    `raw` has its spaces as they were read. What stands in brackets is left out.
    """
    text = _LEAD.sub("", _BRACKETED.sub("，", _WORK_DONE.sub("，", raw)))
    text = _DEGREES.sub("", _MARKS.sub("，", text))
    names: list[str] = []
    for piece in _SEPARATORS.split(text):
        found = _names_of_piece(piece)
        if found is None:
            return []
        names.extend(found)
    return list(dict.fromkeys(names))[:_MOST_NAMES]


def leading_names(raw: str) -> list[str]:
    """Return the names at the beginning of a list that goes on with something else."""
    names: list[str] = []
    for piece in _SEPARATORS.split(_MARKS.sub("，", _LEAD.sub("", _BRACKETED.sub("，", raw)))):
        found = _names_of_piece(piece)
        if found is None:
            break
        names.extend(found)
    return list(dict.fromkeys(names))[:_MOST_NAMES]


def announced_names(raw: str, *, surely: bool = False) -> list[str]:
    """Return the names of a list whose place says that it names people, as 「书名/…编著」 does.

    A name may begin with a surname that is on no list; among more names that are plainly names
    it may be any word. Empty if a piece can be no name. Of a label's list, which is `surely` one
    of people, half may be such names.
    """
    names: list[str] = []
    strange = 0
    for piece in _announced_pieces(raw):
        found = _names_of_piece(piece)
        if found is None:
            name = tidy_name(_TAIL.sub("", piece))
            if not _SHORT_HAN.fullmatch(name):
                return []
            strange += name_likelihood(name) < _UNCOMMON
            found = [name]
        names.extend(found)
    plain = sum(map(is_name, names))
    if strange and (strange > plain if surely else strange >= plain):
        return []
    return list(dict.fromkeys(names))[:_MOST_NAMES]


def raw_of_list(listed: Passage) -> str:
    """Return the text of a list with a gap where its lines break between two names.

    Where names stand apart by gaps alone the end of a line is one: 「斯琴图雅」 over 「李四」.
    """
    raw = listed.raw
    if _SEPARATORS.search(raw):
        return raw
    for cell in listed.cells[1:]:
        begun = raw.find(cell.line.text.strip())
        before, after = raw[:begun].split(), cell.line.text.split()
        if (
            begun > 0
            and len(before) > 1
            and _WHOLE_NAME.fullmatch(before[-1])
            and _WHOLE_NAME.fullmatch(after[0])
        ):
            raw = f"{raw[:begun]} {raw[begun:]}"
    return raw


def catalogued_names(raw: str) -> list[str]:
    """Return the names of a record in a database, surname first: 「Hu, MY; Zhang, ZY」."""
    pieces = [
        re.sub(r"\s+", " ", p).strip(" .") for p in re.split(r"[;；]", _BRACKETED.sub("", raw))
    ]
    names = [piece for piece in pieces if piece]
    return names if names and all(_CATALOGUED.fullmatch(name) for name in names) else []


def numbered_names(raw: str) -> list[str]:
    """Return the names of 「张三1,斯琴图2」, each of which ends in the number of a place.

    So marked, a name of four signs is no two names without a gap.
    """
    pieces = [
        re.sub(r"[\s,，.、;；]+", "", piece) for piece in _MARKS.split(_BRACKETED.sub("", raw))
    ]
    names = [tidy_name(piece) for piece in pieces if piece]
    whole = all(_WHOLE_NAME.fullmatch(name) for name in names)
    plain = sum(map(is_name, names))
    return names if whole and 2 * plain > len(names) else []


def _announced_pieces(raw: str) -> Iterator[str]:
    """Yield the pieces of an announced list; names of some signs may stand in gaps alone."""
    for piece in _SEPARATORS.split(_MARKS.sub("，", _BRACKETED.sub("，", raw))):
        tokens = piece.split()
        if len(tokens) > 1 and all(_WHOLE_NAME.fullmatch(token) for token in tokens):
            yield from tokens
        else:
            yield piece


def _names_of_piece(piece: str) -> list[str] | None:
    """Return the names of a piece between two separators; None if it is no name."""
    piece = _LEAD.sub("", piece).strip(" .。:：·-—_\u3000")
    before = None
    while before != piece:
        before, piece = piece, _TAIL.sub("", piece).strip()
    if not piece:
        return []
    if not re.search(r"[㐀-鿿]", piece):
        words = re.sub(r"\s+", " ", piece)
        words = _JOINED_PINYIN.sub(r"\1 \2", words)
        return [words] if _LATIN.match(words) or _LATIN_CAPITALS.match(words) else None
    parts = _WIDE.split(piece)
    if len(parts) > 1:
        columns = [_names_of_column(part) for part in parts]
        names = [name for column in columns for name in column]  # 「张 小 三    李  四」
        if all(columns) and sum(map(is_name, names)) * 2 >= len(names):
            return names
    spaced = _names_in_double_gaps(piece)
    if spaced:
        return spaced
    tokens = [token for token in re.split(r"\s+", piece) if organisation_likelihood(token) < 0.8]
    whole = tidy_name("".join(tokens))
    if len(tokens) == 1 and is_name(whole):
        return [whole]
    if 2 < len(tokens) <= _SPACED and all(len(token) == 1 for token in tokens) and is_name(whole):
        return [whole]  # 「张 小 三」
    parted = _parted_by_surnames(tokens)
    if parted:
        return parted
    grouped = _grouped(tokens)
    if grouped is not None:
        return grouped
    if in_gaps := _runs_between_gaps(tokens):
        return in_gaps
    run = _joined_names(whole) or _run_of_names(whole)
    return run if run is None or _keeps_gaps(tokens, run) else None


def _names_in_double_gaps(piece: str) -> list[str]:
    """Return the names of 「欧阳明  王 小 明」: a gap within a name is shorter than between two."""
    parts = _DOUBLE.split(piece)
    if len(parts) < 2 or not any(map(_APART.fullmatch, parts)):
        return []
    names = [tidy_name(part) for part in parts]
    whole = all(
        _WHOLE_NAME.fullmatch(name) and (_APART.fullmatch(part) or part == name or len(name) == 2)
        for name, part in zip(names, parts, strict=True)
    )
    good = whole and all(name_likelihood(name) >= _UNCOMMON for name in names)
    return names if good and sum(map(is_name, names)) * 2 >= len(names) else []


def _runs_between_gaps(tokens: list[str]) -> list[str]:
    """Return the names of 「陆雯秦志远 马玉兰」, one of whose gaps was lost."""
    if len(tokens) < 2 or any(len(token) < 2 for token in tokens):
        return []
    runs = [[token] if is_name(token) else _run_of_names(token) or [] for token in tokens]
    return [name for run in runs for name in run] if all(runs) else []


def _keeps_gaps(tokens: list[str], names: list[str]) -> bool:
    """Tell whether no name reaches over a gap behind a token of two signs and more."""
    ends, at = set(), 0
    for name in names:
        at += len(name)
        ends.add(at)
    at = 0
    for token in tokens[:-1]:
        at += len(token)
        if len(token) > 1 and token not in words("compound_surnames") and at not in ends:
            return False
    return True


def _parted_by_surnames(tokens: list[str]) -> list[str]:
    """Return the names of 「王 玫 李 小 明 张 静」, if there is but one way to part its signs.

    Each name is a token of its own or two or three signs; each must be likely to be one.
    """
    if not _SPACED <= len(tokens) <= _LONGEST_RUN or not any(len(t) == 1 for t in tokens):
        return []
    if not all(map(_HAN_TOKEN.fullmatch, tokens)):
        return []
    ways = _ways_to_part(tuple(tokens))
    return list(ways[0]) if len(ways) == 1 and len(ways[0]) > 1 else []


def _ways_to_part(tokens: tuple[str, ...]) -> list[tuple[str, ...]]:
    if not tokens:
        return [()]
    found = []
    for size in (1, 2, 3):
        group = tokens[:size]
        alone = size == 1 and len(group[0]) > 1
        signs = size > 1 and len(group) == size and all(len(one) == 1 for one in group)
        # 「平 海燕」: a surname may stand apart from the given name
        apart = size == 2 and len(group) == size and len(group[0]) == 1 < len(group[1])
        name = "".join(group)
        if (alone or signs or apart) and name_likelihood(name) >= _LIKELY:
            found += [(name, *rest) for rest in _ways_to_part(tokens[size:])]
    return found


def _names_of_column(part: str) -> list[str]:
    """Return the names of what stands apart; four signs are one name, not two without a gap."""
    names = _names_of_piece(part) or _one_strange(part)
    return [part] if _FOUR.fullmatch(part) and len(names) > 1 else names


def _one_strange(part: str) -> list[str]:
    """Return what stands apart among names and may be one, though of no known surname."""
    name = tidy_name("".join(part.split()))
    return [name] if _SHORT_HAN.fullmatch(name) else []


def _grouped(tokens: list[str]) -> list[str] | None:
    """Return names of tokens parted by spaces, single characters put together again."""
    names: list[str] = []
    pending = ""
    for token in tokens:
        if len(token) == 1 and not pending and names and names[-1] in words("compound_surnames"):
            names[-1] += token  # 「申屠 澈」
        elif len(token) == 1:
            pending += token
            if len(pending) == 2:
                names.append(pending)
                pending = ""
        elif pending:
            names.append(pending + token)
            pending = ""
        else:
            names.append(token)
    names = [tidy_name(name) for name in names]
    good = not pending and all(name_likelihood(name) >= 0.2 for name in names)
    return names if good and sum(map(is_name, names)) * 2 >= len(names) > 0 else None


def _joined_names(run: str) -> list[str] | None:
    """Return the names of 「张三和李四」."""
    parts = _JOINTS.split(run)
    return parts if len(parts) > 1 and all(is_name(part) for part in parts) else None


@lru_cache(maxsize=512)
def _run_of_names_cached(run: str) -> tuple[float, tuple[str, ...]]:
    if not run:
        return 0.0, ()
    best: tuple[float, tuple[str, ...]] = (-9.0, ())
    for size in (2, 3, 4):
        head = run[:size]
        likely = name_likelihood(head)
        if len(head) < size or likely < _LIKELY:
            continue
        score, rest = _run_of_names_cached(run[size:])
        whole = score + likely - 0.9 + _commonness(head)
        if score > -9 and whole > best[0]:
            best = whole, (head, *rest)
    return best


def _commonness(name: str) -> float:
    """Return what speaks for a surname where a run may be parted in two ways: it is a usual one.

    「单小东纪慧」 is 单小东 and 纪慧, for there are fewer people called 东.
    """
    if name[0] in words("common_surnames"):
        return _COMMON
    compound = len(name) > 2 and name[:2] in words("compound_surnames")
    return _USUAL if compound or name[0] in words("usual_surnames") else _RARE


def _run_of_names(run: str) -> list[str] | None:
    """Return the names that a run of characters without any gap is made of."""
    if not 4 <= len(run) <= _LONGEST_RUN or not re.fullmatch(r"[㐀-鿿]+", run):
        return None
    score, names = _run_of_names_cached(run)
    return list(names) if score > -9 and len(names) > 1 else None


def team(
    name: str, names: list[str], passage: Passage, trust: float, method: str
) -> list[Candidate]:
    """Return a candidate for each name, at its place in the passage."""
    return list(_placed(name, names, passage, trust, method))


def _placed(
    field: str, names: list[str], passage: Passage, trust: float, method: str
) -> Iterator[Candidate]:
    position = 0
    doubted = _split_in_two_ways(names, passage.raw)
    for name in names:
        start = passage.text.find(name, position)
        if start < 0:
            signs = re.sub(r"\s+", "", name)
            spaced = re.search(r"\s*".join(map(re.escape, signs)), passage.text)
            start, end = spaced.span() if spaced else (0, len(passage.text))
        else:
            end = position = start + len(name)
        likely = name_likelihood(name)
        two = name in doubted or _RUNS_ON_BEHIND_POINT.search(name) is not None
        weight = trust if likely >= _LIKELY and not two else trust * 0.85
        yield Candidate(field, name, weight, passage, start, end, method)


def _split_in_two_ways(names: list[str], raw: str) -> set[str]:
    """Return the names that stand without a gap, and may end elsewhere: 「骆显乐靳其」.

    Among others that are parted, four signs may be one name: 「古丽珊、侯莫陈杰」.
    """
    joined = {
        first
        for first, second in pairwise(names)
        if len(first) == 2 and f"{first}和{second}" in raw
    }  # 「卜清和隗舟」 may be 卜清和 and 隗舟
    return joined | {
        name
        for pair in pairwise(names)
        if (run := "".join(pair)) in raw
        and (
            (_FOUR.fullmatch(run) and len(names) > len(pair))
            or any(
                size != len(pair[0]) and is_name(run[:size]) and is_name(run[size:])
                for size in range(2, len(run) - 1)
            )
        )
        for name in pair
    }
