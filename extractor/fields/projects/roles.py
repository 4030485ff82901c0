"""Find the role of a project's holder and their place among those who work on it."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

from extractor.fields.candidates import Candidate, Leaf
from extractor.fields.labels.words import label_fields, squeeze
from extractor.fields.people.teams import raw_of_list
from extractor.language.levels import rank_in
from extractor.language.names import is_name, names_at_end, tidy_name
from extractor.language.numerals import parse_number
from extractor.passages import Cell, join_cells

STOP = re.compile(r"[。]")
"""Where a list of people ends."""
LEADER = re.compile(
    r"(?<![原前])(?P<word>主持人|负责人|主持|项目负责人|课题组长|承担人|leader|principal investigator)\s*(?:(?:由[㐀-鿿·]{2,8}?(?:同志|老师)?)?(?:变更|更换|调整|改)?为|是|[:：])\s*(?P<names>(?:[^。;；:：,，\n()（）]|[(（][^()（）]*[)）]){2,20})",  # noqa: E501
    re.IGNORECASE,
)
"""「负责人:张三」, 「原负责人应海同志调动,…负责人变更为柴波同志」"""
LEADER_NAMED = re.compile(
    r"(?<![原前])(?P<word>(?:课题|项目)?(?:主持人|负责人|申请人))\s?(?P<names>[\u3400-\u9fff·]{2,4}?)\s?"
    r"(?:同志|老师|教授|副教授|研究员|女士|先生|校长|主任)?"
    r"(?=[)）,，;；。]|[(（][\u3400-\u9fff]{2,20}(?:[学院园校局所馆]|公司|医院)[)）]|的?(?:汇报|陈述|介绍|答辩|报告)|代表课题组|代表项目组"
    r"|(?:所?(?:主持|承担|负责|申报|申请|完成)(?:完成)?的|同志))"
)
"""「(编号X-12,主持人李明)」, 「听取了项目主持人李明的汇报」, 「课题主持人李明老师承担的」"""
TEAM_TOLD = re.compile(
    r"\s*(?:课题|项目)?(?P<word>组长|主持人?|负责人)\s*[:：]?\s*(?P<l>[\u3400-\u9fff·]{2,5})[\s,，;；、]+"
    r"(?:组员|成员|参与者|参与人)\s*[:：]?\s*(?P<m>[\u3400-\u9fff·、,，\s]{2,120})"
)
"""「课题组 | 组长 张三  成员 李四  王五」"""
_HOSTED = re.compile(
    r"(?:您|你|贵单位)(?:所)?(?:主持|承担|申报|申请|负责)|主持(?:完成|承担|申报|申请|的|研究)|作为(?:课题|项目)?(?:主持人|负责人)"
)
_AS_MEMBER = re.compile(
    r"作为(?:课题组?|项目组?)?(?:核心|主要|骨干|第一)?(?:成员|参与者|参与人员?|参加者|参加人员?|负责人|主持人)|系[^。]{8,160}?的(?:课题|项目)组(?:核心|主要|骨干)?成员(?=[,，。;；])|(?<=[,，。为是系)）”])(?:为|是|系)?(?:该|本)?(?:课题|项目)组(?:核心|主要|骨干)?成员(?=[,，。;；])"
)
_PLAIN_MEMBER = frozenset({"成员", "课题组成员", "项目组成员"})
_THEN_TAKES_PART = re.compile(r"[,，]?参[与加]")
"""「作为课题组成员参与了由李明主持的课题」: the short word for it is 参与人."""
_TAKING_PART = re.compile(
    r"(?:[,，](?:身份)?(?:为|是|系)(?:该|本)?(?:子?课题组?|子?项目组?)?的?|(?:您|你|该同志|本人)(?:为|是|系)(?:该|本)(?:课题|项目)的?|系[^。,，]{2,16}(?:主持|负责)的[^。,，]{4,60}(?:[(（][^()（）]{4,60}[)）])?)"
    r"(?:第[一二三四五六七八九十\d]{1,2})?(?P<word>(?:主要|核心|骨干)?(?:参与人|参与者|参加人|参加者))(?=[,，。;；])|"
    r"(?:您|你|该同志|本人)在(?:该|本)?(?:课题|项目)组?中[^。;；]{0,12}[,，](?:承担|担任)(?P<as>参与者|参与人|参加者|参加人)(?:的?工作)?"
)
"""「…,为主要参与人,承担资料整理」, 「系李四主持的项目《…》参与人」"""
_BY_ANOTHER = re.compile(r"(?:由|系|参[加与]了?)\s?(?P<who>[^,，。;；:：]{2,24})$")
_NTH_OF = re.compile(
    r"(?:[”》」](?:[(（][^()（）]*[)）])?的?|[您你](?:为|系|是)(?:该|本)?(?:课题|项目)组?的?)"
    r"第[一二三四五六七八九十\d]{1,2}(?P<w>参与人|参加人|完成人|主持人|负责人|承担人)"
)
"""「系一般课题《…》的第二参与人」, 「你为项目组第三参与人」"""
_RANKED_ROLE = re.compile(
    r"[(（](?:第[一二三四五六七八九十\d]{1,2})?(?P<word>参加人|参与人|参加者|参与者|主持人|负责人|成员)(?:[,，]?\s*(?:排名|位次|第).{0,6})?[)）]"
)
"""「张三同志(第3参加人)」"""
_RANK_BEHIND = re.compile(r"\s*[(（][^()（）]{0,4}(?:排名|位次|第|序)[^()（）]*[)）]$")
"""「参与人(排名第3)」, 「参与人(课题组排名第4)」"""
_ROLE_WORDS = re.compile(
    r"第一主持人|主持人|负责人|核心成员|主要成员|骨干成员|课题组成员|项目组成员|参与人员?|参与者|参加人员?|成员|主持|参与"
)
_ROLE_CELL = re.compile(
    rf"(?:课题|项目)?(?:第[一二三]|首席)?(?:{_ROLE_WORDS.pattern}|组长|承担人|完成人|参加者|参研人员?)"
)
_LEADING = re.compile(
    r"(?:负责人|申请人|申报人|主持人|承担人|(?<!课题)(?<!项目)组长|首席研究者|第一研究者|主研人)$"
)
_IN_ENGLISH = {
    "principalinvestigator": "Principal investigator",
    "projectleader": "Project leader",
    "headofproject": "Head of project",
}
"""What a page in English calls who leads, by the label as it is compared."""
_CALLED_IN_CHARGE = re.compile(r"(?:课题|项目)负责人")
_SERVES_AS = re.compile(r"(?:担任|作为)(?:该|本)?(?:课题|项目)?(?:主持人|负责人)")
IN_BRACKET, IN_ROW, AS_MEMBER = "project:bracket", "table:role", "project:member"
"""How a role was found: in a bracket, in a row of a table, by a place among the members."""
_BRACKET = re.compile(r"\s*(?:同志|老师)?\s*[(（](?P<in>[^()（）]{2,40})[)）]")
_RANK_INSIDE = re.compile(
    r"(?:第|排名第?|位列第?|排(?=\d))\s*(?P<w>\d{1,2}|[一二三四五六七八九十]{1,2})\s*(?=名|位|[,，]|$)"
)
_ROLE_INSIDE = re.compile(
    r"(?:^|[,，、]|第[一二三四五六七八九十\d]{1,2})\s*(?P<w>(?:课题组?|项目组?)?(?:核心|主要|骨干)?(?:成员|参与人|参与者|参加人|参加者|主持人|负责人|完成人))(?=$|[,，、])"
)
_NTH = re.compile(r"第[一二三四五六七八九十\d]{1,2}(?:参加|参与|主持|负责|完成|承担)人")
_SEVERAL = 2
_ALONE = 0.79
_PIECES = re.compile(r"[;；,，、。]")
_NUMBERED_ROW = re.compile(r"(?P<n>\d{1,2})\s*[.、．)）]?\s*(?P<rest>[\u3400-\u9fff·\s]{0,20})$")
_OF_PROJECT = re.compile(r"(?:课题|项目)组?(?:主持|负责)人")
_PLAIN_ROLE = re.compile(
    r"(?:课题组?|项目组?)?(?:核心|主要|骨干)?(?:成员|参与人?|参加人?|参与者|参加者|参研人)"
)
_AMONG = re.compile(
    r"[您你该其]?在(?:本|该|此)?(?:子?课题|子?项目|研究)?(?:组|团队)?(?P<w>(?:主要|核心)?成员|参与人|参加者|参与者)员?[中内里]"
    r"(?:的)?(?:排名|排序|名次|位次|名列|位列|位居|居|排|列)"
)
"""「你在课题组成员中排名第三」"""
_NAMES_HEAD = "姓名"
_NAMED_AS = re.compile(r"(参与人|参与者|参加人|研究者|主持人|负责人)姓名")
_YOU_LEAD = re.compile(
    r"由[您你](?:本人)?(?:担任|任)(?:本|该)?(?:子?课题组?|子?项目组?)?(?P<word>主持人|负责人|组长)"
)
"""「由你担任子课题负责人」"""


def standing_of(leaf: Leaf, holder: Candidate | None, people: list[Candidate]) -> list[Candidate]:
    """Return the holder's role and rank: as stated, else by the place in the list."""
    name = str(holder.value) if holder else None
    place = next((i for i, c in enumerate(people) if str(c.value) == name), None)
    listed = people[place] if place is not None else None
    # 「李四(排2)、张三(排1,主持人)」: a list may tell of each
    found = _beside(listed, "holder_rank") or [*_stated_rank(leaf, holder)]
    role = _beside(listed, "project_role") or _stated_role(leaf, holder)
    leads = place is not None and people[place].role == "leader"
    hosted = next((p for p in leaf.passages if _is_hosted(p.text, name)), None)
    if not role and leads and place is not None:
        word = _word_for_leader(leaf)
        # 「课题负责人」: whether the post is called so, or 「负责人」, is a person's to say
        printed = any(word in cell.line.text for cell in leaf.cells)
        trust = 0.93 if printed and word == _called(leaf) else 0.88
        role = [_about(people[place], "project_role", word, trust, "project:leader")]
    member = place is not None and people[place].role == "member"
    if not role and hosted is not None and holder is not None and not member:
        match = _SERVES_AS.search(hosted.text) or _HOSTED.search(hosted.text)
        span = match.span() if match else (0, len(hosted.text))
        post = _LEADING.search(match.group()) if match else None
        word = post.group() if post else usual_word(leaf)
        if match and match.group().endswith("负责"):
            word = "负责人"  # 「您负责的课题」
        # 「您申报的课题」: 主持人 or 负责人, the papers do not agree
        trust = 0.9 if post else 0.88
        role = [Candidate("project_role", word, trust, hosted, *span, "project:hosted")]
    if not role and place is not None and member:
        role = _in_own_row(people[place], leaf) or [
            _about(people[place], "project_role", "课题组成员", 0.88, AS_MEMBER)
        ]
    found.extend(role)
    if not any(c.name == "holder_rank" for c in found):
        is_leader = bool(role) and re.search(r"主持|负责", str(role[0].value)) is not None
        if place is not None and people[place].role in ("leader", None):
            # 「完成者:李四」 alone may be any of several
            trust = 0.93 if len(people) > 1 or leads else _ALONE
            found.append(
                _about(people[place], "holder_rank", Decimal(place + 1), trust, "project:place")
            )
        elif place is not None:
            has_leader = any(c.role == "leader" for c in people)
            rank = place + (1 if has_leader else 2)
            found.append(
                _about(
                    people[place],
                    "holder_rank",
                    Decimal(rank),
                    0.88 if has_leader else 0.7,
                    "project:place",
                )
            )
        elif is_leader:
            found.append(_about(role[0], "holder_rank", Decimal(1), 0.9, "project:leader"))
    return found


def _is_hosted(text: str, holder: str | None) -> bool:
    """Tell whether a text says that somebody leads, and not another than the holder."""
    match = _HOSTED.search(text)
    another = _BY_ANOTHER.search(text[: match.start()]) if match else None
    return match is not None and not (another and holder and holder not in another["who"])


def _word_for_leader(leaf: Leaf) -> str:
    """Return what the page calls who leads: 负责人, 申请人, else 主持人."""
    for one in leaf.labels("leader"):
        word = _LEADING.search(one.label)
        if word:
            return word.group()
        if leaf.language == "en" and one.label in _IN_ENGLISH:
            return _IN_ENGLISH[one.label]
    for one in leaf.labels("authors", "members"):
        if (told := TEAM_TOLD.fullmatch(raw_of_list(one.value).strip())) is not None:
            return "主持人" if told["word"] == "主持" else told["word"]
    for passage in leaf.passages:
        said = LEADER.search(passage.text) or LEADER_NAMED.search(passage.text)
        word = _LEADING.search(said["word"]) if said else None
        if word:
            return word.group()
    return "主持人"


def usual_word(leaf: Leaf) -> str:
    """Return what a page calls whoever leads a project, 主持人 where it does not say."""
    text = "".join(passage.text for passage in leaf.passages)
    said = "主持" in text or not _CALLED_IN_CHARGE.search(text)
    return "主持人" if said else "负责人"


def _called(leaf: Leaf) -> str:
    """Return the whole label or words before the leader's name; else the usual word."""
    labels = [one.label for one in leaf.labels("leader")]
    said = [m["word"] for p in leaf.passages if (m := LEADER_NAMED.search(p.text))]
    return next(iter((*labels, *said)), _word_for_leader(leaf))


def _about(c: Candidate, name: str, value: str | Decimal, trust: float, method: str) -> Candidate:
    return Candidate(name, value, min(trust, c.trust), c.passage, c.start, c.end, method)


def labelled_rank(leaf: Leaf, holder: str | None = None) -> list[Candidate]:
    """Return the holder's place as a form states it: 「排名:第2(共7人)」.

    Where each of several people has a place, it is that in the holder's row.
    """
    found: list[Candidate] = []
    for one in leaf.labels("rank"):
        match = re.search(r"[0-9]{1,2}|[一二三四五六七八九十]{1,2}", one.value.text)
        value = parse_number(match.group()) if match else None
        if match and value is not None and 1 <= value <= 40:
            rank = Decimal(int(value))
            found.append(
                Candidate("holder_rank", rank, 0.97, one.value, *match.span(), "label:rank")
            )
    if len({c.value for c in found}) > 1:
        found = [c for c in found if holder and holder in _row_of(c, leaf)]
    return found[:1]


def _in_own_row(person: Candidate, leaf: Leaf) -> list[Candidate]:
    """Return the role that a team's table has in a person's row: 「李四 | 成员 | 某某小学」."""
    key = person.passage.cells[0].key
    row = next((row for row in leaf.rows if any(cell.key == key for cell in row)), ())
    for cell in row:
        word = squeeze(cell.line.text)
        if _PLAIN_ROLE.fullmatch(word) or _NTH.fullmatch(word):
            passage = join_cells((cell,))
            return [Candidate("project_role", word, 0.88, passage, 0, len(passage.text), IN_ROW)]
    return []


def _row_of(one: Candidate, leaf: Leaf) -> str:
    """Return the text of the row that a value stands in, without gaps."""
    key = one.passage.cells[0].key
    row = next((row for row in leaf.rows if any(cell.key == key for cell in row)), ())
    return "".join(squeeze(cell.line.text) for cell in row)


def _stated_rank(leaf: Leaf, holder: Candidate | None) -> list[Candidate]:
    if labelled := labelled_rank(leaf, str(holder.value) if holder else None):
        return labelled
    if beside := _beside(holder, "holder_rank"):
        return beside
    name = str(holder.value) if holder else ""
    if tabled := _column_of_ranks(leaf):
        own = [one for one in tabled if name and name in _row_of(one, leaf)]
        return own if len(own) == 1 else []
    for passage in leaf.passages:
        at, piece = _of_person(passage.text, name)
        hit = rank_in(piece)
        if hit:
            span = (at + hit[1], at + hit[2])
            return [Candidate("holder_rank", hit[0], 0.94, passage, *span, "project:rank")]
    return _numbered_rank(leaf, name) if name else []


def _column_of_ranks(leaf: Leaf) -> list[Candidate]:
    """Return the ranks of a column that gives everybody one: 「第一完成人」 over 「第二完成人」."""
    cells = [join_cells((c,)) for c in leaf.cells if _NTH.fullmatch(squeeze(c.line.text))]
    found = [
        Candidate("holder_rank", hit[0], 0.94, passage, hit[1], hit[2], "project:rank")
        for passage in cells
        if (hit := rank_in(passage.text)) is not None
    ]
    return found if len({one.value for one in found}) > 1 else []


def _of_person(text: str, name: str) -> tuple[int, str]:
    """Return where the piece of a text begins that ranks somebody, and the piece.

    「第一主持人 张三;第二参加人 李四」 ranks several, each in a piece of its own.
    """
    if len(_NTH.findall(text)) < _SEVERAL:
        return 0, text
    at = 0
    for piece in _PIECES.split(text):
        start = text.find(piece, at)
        at = start + len(piece)
        if name and name in squeeze(piece):
            return start, piece
    return 0, ""


def _numbered_rank(leaf: Leaf, holder: str) -> list[Candidate]:
    """Return the number of the holder's row in a list whose rows are numbered from one.

    「1 张三 主任医师」 over 「2 李四 主管护师」; number and name may stand in one cell.
    """
    found: list[Candidate] = []
    next_number, people = 1, 0
    for row in leaf.rows:
        numbered = _NUMBERED_ROW.match(row[0].line.text.strip())
        if numbered is None:
            continue
        if int(numbered["n"]) != next_number:
            next_number, people = 1, 0
        if int(numbered["n"]) != next_number:
            continue
        name = squeeze(numbered["rest"] or (row[1].line.text if len(row) > 1 else ""))
        people += is_name(name)
        if name == holder:
            passage = join_cells(row[:1])
            span = (0, len(numbered["n"]))
            rank = Decimal(next_number)
            found.append(Candidate("holder_rank", rank, 0.88, passage, *span, "project:rank"))
        next_number += 1
    return found if len(found) == 1 and people > 1 else []


def _beside(holder: Candidate | None, name: str) -> list[Candidate]:
    """Return rank or role from the bracket behind a name: 「张三(第四名,参与者)」."""
    bracket = _BRACKET.match(holder.passage.text, holder.end) if holder else None
    told = (_RANK_INSIDE if name == "holder_rank" else _ROLE_INSIDE).search(
        bracket["in"] if bracket else ""
    )
    if holder is None or bracket is None or told is None:
        return []
    start = bracket.start("in") + told.start("w")
    value: str | Decimal | None = told["w"]
    if name == "holder_rank":
        number = parse_number(told["w"])
        value = Decimal(int(number)) if number is not None else None
    if value is None:
        return []
    end = start + len(told["w"])
    # 「(课题主持人)」, 「(第二完成人)」: how much of it is the post's name is a person's to say
    ranked = name == "project_role" and told.group() != told["w"]
    trust = 0.88 if ranked or _OF_PROJECT.match(told["w"]) else 0.92
    return [Candidate(name, value, trust, holder.passage, start, end, IN_BRACKET)]


def _stated_role(leaf: Leaf, holder: Candidate | None) -> list[Candidate]:
    for one in leaf.labels("role"):
        if _NAMES_HEAD in _heads(one.value.cells[0], leaf):
            continue  # 「序号 姓名 角色 工作量」 are the heads of a table
        text = _RANK_BEHIND.sub("", STOP.split(one.value.text.strip())[0])
        if 2 <= len(text) <= 12 and not is_name(tidy_name(text)):
            return [
                Candidate(
                    "project_role", text, 0.95, one.value, 0, len(one.value.text), "label:role"
                )
            ]
    for one in leaf.labels("holder_name"):
        # 「参与人姓名:张三」
        called = _NAMED_AS.fullmatch(one.label)
        if called:
            end = len(one.value.text)
            return [
                Candidate("project_role", called[1], 0.9, one.value, 0, end, f"label:{one.label}")
            ]
    # 「核心成员」 beside 「承担角色」 is a value here and a label elsewhere
    fields = label_fields("project")
    for row in leaf.rows:
        for cell, beside in pairwise(row):
            text = re.sub(r"\s+", "", beside.line.text)
            is_role = fields.get(re.sub(r"[\s:：]", "", cell.line.text)) == "role"
            if (
                is_role
                and cell.page == beside.page
                and _ROLE_WORDS.search(text)
                and len(text) <= 12
            ):
                passage = join_cells((beside,))
                return [
                    Candidate("project_role", text, 0.93, passage, 0, len(passage.text), IN_ROW)
                ]
    return (
        _beside(holder, "project_role")
        or _role_below(leaf, holder)
        or _role_in_sentence(leaf, holder)
    )


def _role_below(leaf: Leaf, holder: Candidate | None) -> list[Candidate]:
    """Return the role that stands under its label in the holder's row: 「职责」 over 「负责人」."""
    fields = label_fields("project")
    name = str(holder.value) if holder is not None else ""
    for rows in leaf.rows_by_page if name else ():
        heads: tuple[Cell, ...] = ()
        for row in rows:
            if any(fields.get(squeeze(cell.line.text)) == "role" for cell in row):
                heads = row
                continue
            if not any(squeeze(cell.line.text) == name for cell in row):
                continue
            for cell in row:
                word = squeeze(cell.line.text)
                label = min(heads, key=lambda one: _apart(one, cell), default=None)
                is_role = label is not None and fields.get(squeeze(label.line.text)) == "role"
                if is_role and _ROLE_CELL.fullmatch(word):
                    passage = join_cells((cell,))
                    end = len(passage.text)
                    return [Candidate("project_role", word, 0.92, passage, 0, end, IN_ROW)]
    return []


def _apart(one: Cell, other: Cell) -> float:
    return abs(one.box.centre[0] - other.box.centre[0])


def _heads(cell: Cell, leaf: Leaf) -> list[str]:
    """Return the texts of the row of a cell, as labels are compared."""
    row = next((row for row in leaf.rows if cell in row), ())
    return [squeeze(one.line.text) for one in row]


def _is_of_another(before: str, holder: Candidate | None) -> bool:
    """Tell whether a bracket stands behind somebody else's name: 「张三(负责人)、李四」."""
    named = [name for name in names_at_end(before) if is_name(name)]
    return bool(named) and holder is not None and str(holder.value) not in named


def _role_in_sentence(leaf: Leaf, holder: Candidate | None) -> list[Candidate]:
    """Return the role that a sentence gives to whom the page is for."""
    for passage in leaf.passages:
        made = _YOU_LEAD.search(passage.text)
        if made:
            span = made.span("word")
            return [Candidate("project_role", made["word"], 0.91, passage, *span, "project:role")]
    for passage in leaf.passages:
        ranked = _RANKED_ROLE.search(passage.text)
        if ranked and not _is_of_another(passage.text[: ranked.start()], holder):
            return [
                Candidate(
                    "project_role", ranked["word"], 0.92, passage, *ranked.span("word"), "project:role"  # noqa: E501
                )
            ]  # fmt: skip
    for passage in leaf.passages:
        taking = _TAKING_PART.search(passage.text)
        if taking:
            group = "word" if taking["word"] else "as"
            span = taking.span(group)
            return [Candidate("project_role", taking[group], 0.91, passage, *span, "project:role")]
    for passage in leaf.passages:
        nth = _NTH_OF.search(passage.text)
        if nth:
            return [
                Candidate("project_role", nth["w"], 0.88, passage, *nth.span("w"), "project:role")
            ]
    for passage in leaf.passages:
        match = _AS_MEMBER.search(passage.text)
        word = max(_ROLE_WORDS.finditer(match.group()), key=lambda w: w.end()) if match else None
        if match and word:
            leads = _LEADING.search(word.group()) is not None
            takes_part = _THEN_TAKES_PART.match(passage.text, match.end()) is not None
            plain = word.group() in _PLAIN_MEMBER
            role = "参与人" if takes_part and plain else word.group()
            return [
                Candidate(
                    "project_role", role, 0.9 if leads else 0.88, passage, *match.span(),
                    "project:role",
                )
            ]  # fmt: skip
    return [
        Candidate("project_role", among["w"], 0.88, passage, *among.span("w"), "project:role")
        for passage in leaf.passages
        for among in _AMONG.finditer(passage.text)
    ][:1]
