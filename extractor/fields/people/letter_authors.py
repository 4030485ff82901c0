"""Find whose work a letter is about: its authors in order, and which of them the holder is."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.fields.candidates import Candidate, Leaf
from extractor.fields.people.teams import (
    announced_names,
    catalogued_names,
    leading_names,
    names_in,
    team,
)
from extractor.language.names import is_name, name_likelihood, names_at_end
from extractor.language.numerals import parse_number
from extractor.language.organisations import find_organisations, organisation_likelihood
from extractor.passages import Passage

_LETTER_GOES_ON = re.compile(
    r"\s{1,4}(?:Dear|Sincerely|It is|It gives|We are|We have|I am|Congratulations|Your)\b"
)
"""「Authors: Zhuge, Mingqian; Sun, Tao」 over the next line of the letter"""
_ADDRESSED = re.compile(
    r"^\s*(?:尊敬的|亲爱的)?\s*(?:各位)?(?:作者\s+)?(?P<names>[^:：,，。]{2,60}?)\s*(?P<as>老师|同志|先生|女士|作者|教授|博士|同学|(?:主任|主管|副主任)?(?:医师|护师|药师|技师)|医生|护士长?|研究员|讲师|工程师|校长|园长|主任)?\s*(?:[(（][^()（）]{2,20}[)）])?\s*[:：]\s*$|^\s*Dear\s+(?:Dr\.?|Prof\.?|Mr\.?|Ms\.?|Mrs\.?)?\s*(?P<latin>[A-Z][^,:\n]{2,60}?)\s*[,:]\s*$"
)
_GREETED = re.compile(
    r"^\s*(?:尊敬的|亲爱的)?\s*(?P<names>[^:：,，。]{2,40}?)(?:老师|同志|先生|女士|作者|教授|博士)"
    r"(?:[,，]?\s*您好|\s*[:：]\s*(?=[您贵来大经]))"
)
_ANNOUNCED = re.compile(
    r"^\s*(?:Dear authors?\s*)?(?:尊敬的)?(?:各位)?作者(?:\s*[:：]\s*(?P<names>[^:：。!！]{2,80})$|"
    r"\s+(?P<one>[\u4e00-\u9fff·]{2,12})\s*[,，]?\s*您好)"
)
"""「Dear authors 各位作者:张三、李四」, 「尊敬的作者 张三 您好!」"""
_TITLE = r"(?:Dr|Prof|Mr|Ms|Mrs)\.?"
_DEAR_HAN = re.compile(
    rf"^\s*Dear\s+(?P<names>(?:{_TITLE}\s*[\u4e00-\u9fff·]{{2,12}}[,，、;；\s]*(?:and\s+)?){{1,6}})[:：,，]?\s*$"
)
"""「Dear Prof. 张三, Dr. 李四:」"""
_WORK_BEGINS = re.compile(r"(?:您的|贵)?(?:大作|论文|文章|稿件)\s*[《“]")
_CO_AUTHORS = frozenset({"合作者", "合著者", "其他作者", "其余作者"})
"""They come behind the author to whom the letter is sent."""
_WROTE = re.compile(
    r"(?:兹?证明|兹有|^|[,，。:：])\s*(?:作者)?\s*(?P<n>[\u4e00-\u9fff·]{2,24}?)(?:同志|老师)?\s*(?:[(（][^()（）]{2,30}[)）])?"
    r"(?:所)?(?:独立|单独|独自)?(?:撰写|独撰|写作|投来|提交|投稿|完成)的(?:论文|文章|稿件|学术论文|(?=《[^《》]{2,60}》一文))"
)
"""「兹证明张三(某某学校)撰写的论文」, 「贵校教师张三撰写的《…》一文」"""
_AS_AUTHOR = re.compile(
    r"(?:兹?证明|兹有|^|[,，。:：])[:：]?\s*(?:由|以)?\s*(?P<n>[\u4e00-\u9fff·]{2,24}?)(?:同志|老师|女士|先生)?\s*(?:[(（][^()（）]{2,30}[)）])?\s*"
    r"(?:作?为|系|是)(?:[该本]文)?(?P<as>独立|唯一|第\s?(?P<r>[一二三四五六1-6])|通[讯信])?作者\s?(?:身份)?(?:所)?(?:撰写|投来|提交|完成)?的"
    r"(?:(?:学术|研究)?(?:论文|文章|稿件|大作|来稿)|(?=《[^《》]{2,80}》))"
)
"""「兹证明张三为独立作者的文章」, 「以张三为第一作者的论文」"""
_OF_YOURS = re.compile(
    r"(?:[贵你我本](?:单位|公司|[校院园局馆所中刊])|该[校院])(?:的|在职|专任)?"
    r"(?:教师|老师|职工|员工|医师|医生|护士|教授|副教授|讲师|研究员|学生|研究生)?"
)
"""「贵校教师」, behind which a name stands"""
_WHOLE_BODY = 0.8
_NUMBERED = r"(?:\s*[(（][^()（）]{2,24}[)）])?"
"""「张三(第一作者)、李四(某某小学)」"""
_NEXT = (
    r"(?:[\u4e00-\u9fff·]{2,12}?|[\u4e00-\u9fff](?:\s{1,4}[\u4e00-\u9fff]){1,3}(?=[\s(（、,，])|"
    rf"[A-Z][A-Za-z’'-]{{1,14}}(?:\s[A-Z][A-Za-z’'-]{{1,14}}){{1,2}}){_NUMBERED}"
)
_SEVERAL_WROTE = re.compile(
    r"(?:兹?证明|兹有|^|[,，。:：])[:：]?(?:\s*由)?(?:\s*作者)?\s*"
    rf"(?P<n>(?!经)[\u4e00-\u9fff·]{{2,24}}?{_NUMBERED}(?:\s*[、,，]\s*{_NEXT}){{1,9}}?)\s*"
    r"(?:等)?(?:[二两三四五六七八]位)?(?:作者|同志|老师)?\s*(?:[(（][^()（）]{2,40}[)）])?\s*"
    r"(?:合作|共同|联合)?(?:所)?(?:撰写|合写|合撰|合著|写作|投来|提交|投稿|完成|合作)?[的之]"
    r"(?:(?:学术)?(?:论文|文章|稿件|大作)|(?=《[^《》]{2,80}》一文))"
)
"""「兹证明张三、李四两位作者(第一作者单位:某某大学)撰写的论文」"""
_WITH_OTHERS = re.compile(
    r"您与(?P<n>[\u4e00-\u9fff·、,，\s]{2,40}?)(?:合作|共同|合著|联合|合写|等人|撰写|完成)"
)
_BY_EN = re.compile(
    r"[”\"’],?\s+by\s+(?P<n>[A-Z][A-Za-zÀ-ÿ.'’ ,-]{3,120}?),?\s+"
    r"(?:has|have|is|was|were|submitted|received)\s"
)
_IN_BRACKETS = re.compile(
    r"[》”]\s*[(（]\s*(?:(?:全部|全体)?作者\s*[:：]\s*)?(?P<n>[^()（）:：]{2,60})[)）]"
)
"""「大作《…》(作者:张三,李四)经专家评审」"""
_LABELLED_IN_BRACKETS = re.compile(
    r"[》”]\s*[(（]\s*(?:全部|全体)?作者\s*[:：]\s*(?P<n>[^()（）:：;；]{2,60})(?=[;；)）])"
)
"""「论文《…》(作者:张三;单位:…)」, of which a label's value ends where the line does"""
_IN_ORDER = re.compile(
    r"(?:作者(?:名单|署名|顺序|排序)?\s*[(（][^()（）]{2,12}[)）]|(?:作者)?署名(?:及其?|和|与)?(?:顺序|次序|排序|排名|位次)?(?:依次|按序)|(?:作者)?署名(?:及其?|和|与)?(?:顺序|次序|排序|排名)|作者(?:顺序|排序|次序|分别)|(?:全部|全体|所有)?作者(?:名单|排名|排序|顺序|按序)?(?:依次|先后))\s*(?:[:：]|[为是]\s*[:：]?)\s*(?P<n>[^。:：]{2,80}?)(?=[,，;；]?\s*其中|\s*[(（](?:以此|以上|此|不得|如|请|最终)|[。:：]|$)"
)
"""「论文作者(按原稿顺序):张三、李四」, 「署名顺序:1.张三 2.李四」, 「作者署名依次为:张三、李四」"""
_NTH = r"(?P<r>[一二三四五六七八九十]|[0-9]{1,2})"
_BESIDE = re.compile(rf"(?P<n>[\u4e00-\u9fff·]{{2,12}}?)\s*[/／]\s*第\s?{_NTH}\s?作者")
_RANKS = (
    re.compile(
        rf"(?P<n>[\u4e00-\u9fff·]{{2,12}}?)(?:同志|老师|女士|先生)?\s*[(（](?:系)?第{_NTH}作者"
    ),
    re.compile(
        rf"(?P<n>[\u4e00-\u9fff·]{{2,12}}?)(?:同志|老师|女士|先生)?\s*(?:署名)?排名第\s?{_NTH}"
    ),
    re.compile(
        rf"(?P<n>您|你|本人|委托人|申请人|[\u4e00-\u9fff·]{{2,12}}?)(?:同志|老师|女士|先生)?\s*(?:[(（](?P<at>[^()（）]{{4,24}})[)）])?(?:系|为|是)[^。,，;；]{{0,8}}第{_NTH}(?:作者|完成人|著者|编者|译者|发明人)"
    ),
    re.compile(rf"(?P<n>您|你|本人)(?:是|系)?以第{_NTH}作者(?:的)?(?:身份|名义)"),
    re.compile(
        rf"(?:请|由|兹有|^|[,，。;；])(?P<n>[\u4e00-\u9fff·]{{2,12}}?)(?:同志|老师|女士|先生)?\s*"
        rf"[(（](?:[^()（）]{{0,16}}[、,，])?(?:作者|署名)(?:次?序|排序|排名|位次)[:：]?第?\s?{_NTH}\s?[位名]?[)）]"
    ),
    re.compile(rf"第{_NTH}作者\s*[:：]\s*(?P<n>[\u4e00-\u9fff·]{{2,12}}?)(?=\s|第|[,，、。;；]|$)"),
    _BESIDE,
    re.compile(
        rf"(?P<n>)(?:本人)?(?:署名)?(?:位次|排名|次序|排序)\s*[:：]?\s*第?\s?{_NTH}\s?[位名]?(?![0-9])"
    ),
)
"""「张三同志(第二作者)」, 「张三排名第3」, 「您为该文第一作者」, 「署名位次 第3位」,
「您以第一作者身份投来」, 「请张三老师(申请人、作者序第2位)妥善保存」
"""
_HONOURED = "(?:同志|老师|先生|女士|教授|博士|作者)"
_OF_A_BODY = re.compile(rf"\s*(?P<w>[\u4e00-\u9fff·()（）]{{6,40}}?)\s?{_HONOURED}?\s*[:：]\s*")
_WHOLE_BODY = 0.8
_RANK_TRUST = 0.92
_IN_PART = 0.85
"""Of a list whose end was not understood, or that the letter says goes on."""
_OTHERS = re.compile(r"(?:另|其他|其余)[^。,，]{0,4}作者|(?:您|你)等|与(?:他人|他|她)合")
_NAMED_TWICE = re.compile(r"[A-Z][A-Za-z’' -]{2,30}\s?[(（]([\u4e00-\u9fff·]{2,14})[)）]")
"""「Aynur Tursun(阿依努尔·图尔荪)」: by the name in the language of the letter"""
_MOST_AUTHORS = 20
_UNCOMMON = 0.2  # likelihood of a name whose surname is not on the list
_HAN_NAME = re.compile(r"[\u4e00-\u9fff·]{2,12}")
"""「哈森其其格」, too"""


def listed(raw: str) -> tuple[list[str], bool]:
    """Return the names of a list of authors and whether all of it was understood."""
    raw = raw.split("。")[0]  # the next sentence
    raw = _NAMED_TWICE.sub(r"\1", raw)
    plain = re.sub(
        r"\s*[(（]\s*(?:第|通[讯信]|并列|共同)[^()（）]{0,16}作者[^()（）]{0,12}[)）]", "", raw
    )
    plain = re.sub(r"\s*[/／(（]\s*第\s?[0-9一二三四五六]\s?作者\s*[)）]?", "", plain)
    plain = re.sub(r"\s*\bDear\s.*$|[(（][^()（）]*$", "", plain)  # the salutation, an open bracket
    plain = re.sub(r"(?:^|(?<=[\s、，,]))[0-9]{1,2}\s?[.．、]\s?", " ， ", plain)
    names = names_in(plain) or announced_names(plain)
    return (names, True) if names else (leading_names(plain), False)


def accepted_authors(leaf: Leaf) -> list[Candidate]:
    """Return the authors by their labels, as a sentence names them, or as those addressed."""
    for passage in leaf.passages:
        inside = _LABELLED_IN_BRACKETS.search(passage.raw)
        names, whole = listed(inside["n"]) if inside else ([], False)
        if names and whole:
            return team("authors", names, passage, 0.96, "letter:listed")
    labelled: list[Candidate] = []
    for one in leaf.labels("authors"):
        raw = _WORK_BEGINS.split(one.value.raw)[0]  # what the line below begins with
        names, whole = listed(raw)
        if not names:
            names, whole = catalogued_names(_LETTER_GOES_ON.split(raw)[0]), True
        told = {str(author.value) for author in labelled}
        new = [name for name in names if name not in told]
        labelled.extend(
            team("authors", new, one.value, 0.96 if whole else _IN_PART, f"label:{one.label}")
        )
    labels = {one.label for one in leaf.labels("authors")}
    if labelled and not labels <= _CO_AUTHORS:
        named = {str(c.value) for c in labelled}
        to = [c for c in _addressed(leaf) if c.name == "holder_name" and str(c.value) in named]
        return [*labelled, *to]
    if labelled:
        first = [c for c in _addressed(leaf) if c.name == "authors"]
        known = {c.value for c in first}
        return [*first, *(c for c in labelled if c.value not in known)]
    several = listed_in_sentence(leaf) or _by_whom(leaf)
    if several:
        return several
    for passage in leaf.passages:
        if named_so := _as_author(passage):
            return named_so
        wrote = _WROTE.search(passage.text)
        name = _name_of(wrote["n"]) if wrote else ""
        if wrote and name:
            start = wrote.end("n") - len(name)
            return [
                Candidate("authors", name, 0.92, passage, start, wrote.end("n"), "letter:wrote")
            ]
    return _addressed(leaf)


_PERSON = r"[A-Z][\w'’-]*\.?(?:\s(?:van|von|de|der|di|[A-Z][\w'’-]*\.?)){1,3}"
_BY_WHOM = re.compile(
    rf"\bby\s(?P<n>{_PERSON}(?:(?:,\s?(?:and\s)?|\sand\s){_PERSON})*),?\s(?:has|have)\sbeen\s"
    r"(?:accepted|approved|recommended|scheduled)"
)
"""「your manuscript … by Fu Haiqing, Mo Zhengfan and Wen Caiyu has been accepted」"""


def _by_whom(leaf: Leaf) -> list[Candidate]:
    """Return the authors of an article by what an English letter says of it."""
    for passage in leaf.passages:
        told = _BY_WHOM.search(passage.text)
        if told is not None:
            names = re.split(r",\s?(?:and\s)?|\sand\s", told["n"])
            return team("authors", names, passage, 0.93, "letter:by")
    return []


def _as_author(passage: Passage) -> list[Candidate]:
    """Return whom a sentence calls the author of an article, who is its holder.

    Where that is the first of them or the second, the others are not told.
    """
    match = _AS_AUTHOR.search(passage.text)
    words = match["n"] if match else ""
    name = words if is_name(words) else _name_of(words) if words else ""
    if match is None or not name:
        return []
    place = (passage, match.end("n") - len(name), match.end("n"))
    alone = match["as"] in ("独立", "唯一")
    found = [
        Candidate("authors", name, 0.92 if alone else _IN_PART, *place, "letter:as-author"),
        Candidate("holder_name", name, 0.92, *place, "letter:as-author"),
    ]
    rank = parse_number(match["r"]) if match["r"] else None
    if rank is not None:
        found.append(
            Candidate(
                "holder_rank", Decimal(int(rank)), _RANK_TRUST, passage, *match.span("r"),
                "letter:rank",
            )
        )  # fmt: skip
    return found


def _addressed(leaf: Leaf) -> list[Candidate]:
    """Return the authors to whom a letter is sent, and those whom it names beside them."""
    for passage in leaf.passages:
        match = _ADDRESSED.match(passage.raw)
        greeted = None if match else _GREETED.match(passage.raw)
        told_to = (
            (match["names"] or match["latin"]) if match else greeted["names"] if greeted else ""
        )
        announced = _ANNOUNCED.match(passage.raw)
        if announced:
            told_to = announced["names"] or announced["one"]
        elif dear := _DEAR_HAN.match(passage.raw):
            told_to = re.sub(_TITLE, "，", dear["names"])
        plain = re.sub(r"(?:[二两三四五六七八]位)?(?:老师|同志|先生|女士|作者)", "，", told_to)
        plain = re.sub(r"[二两三四五六七八]位$", "", plain.strip())
        names = (names_in(plain) or announced_names(plain) or _parted(plain)) if told_to else []
        if not names and announced and announced["one"] and _likely(announced["one"]):
            names = [announced["one"]]
        if names:
            whole = not any(
                _OTHERS.search(one.text) or _WITH_OTHERS.search(one.raw) for one in leaf.passages
            )
            trust = 0.93 if whole else _IN_PART
            found = team("authors", names, passage, trust, "letter:addressed")
            alone = len(names) == 1 and "等" not in told_to
            if match and match["as"] == "作者" and alone:
                # 「张三作者:」: whom no other word of honour makes the holder
                found += team("holder_name", names, passage, trust, "letter:addressed")
            return found + _others(leaf, names)
    return _addressed_of_a_body(leaf)


def _addressed_of_a_body(leaf: Leaf) -> list[Candidate]:
    """Return the one author whom a letter addresses as somebody's: 「某某中学张三同志:」."""
    for passage in leaf.passages:
        match = _OF_A_BODY.fullmatch(passage.text)
        for name in names_at_end(match["w"]) if match else ():
            if match and organisation_likelihood(match["w"].removesuffix(name)) >= _WHOLE_BODY:
                end = match.end("w")
                return [
                    Candidate(
                        "authors", name, _IN_PART, passage, end - len(name), end, "letter:addressed"
                    )
                ]
    return []


def listed_in_sentence(leaf: Leaf) -> list[Candidate]:
    """Return several authors whom a sentence lists, or a line in their order."""
    for pattern, trust in (
        (_IN_ORDER, 0.93),
        (_IN_BRACKETS, 0.93),
        (_SEVERAL_WROTE, 0.92),
        (_BY_EN, 0.92),
    ):
        for passage in leaf.passages:
            match = pattern.search(passage.raw)
            names, whole = listed(_without_body(match["n"])) if match else ([], False)
            if len(names) > 1 or (names and pattern is _BY_EN):
                trust = trust if whole else _IN_PART
                return team("authors", names[:_MOST_AUTHORS], passage, trust, "letter:listed")
    return []


def _without_body(raw: str) -> str:
    """Return a list of names without the body before the first: 「某某医院外科张三、李四」."""
    first, mark, rest = raw.partition("、")
    words = re.sub(r"\s+", "", first)
    for name in names_at_end(words) if mark and not is_name(words) else ():
        if find_organisations(words) and organisation_likelihood(words.removesuffix(name)) > 0:
            return f"{name}{mark}{rest}"
    return raw


def _others(leaf: Leaf, addressed: list[str]) -> list[Candidate]:
    """Return those whom 「您与张三、李四合作撰写」 adds to who is addressed."""
    for passage in leaf.passages:
        match = _WITH_OTHERS.search(passage.raw)
        names = names_in(match["n"]) if match else []
        if names:
            new = [name for name in names if name not in addressed]
            return team("authors", new, passage, _IN_PART, "letter:with")
    return []


def author_rank(leaf: Leaf, *, holder: str = "") -> list[Candidate]:
    """Return at most one `holder_rank`: the place among the authors of whom the letter is about.

    That is `holder`, else who is addressed or spoken of with a title.
    """
    for pattern in _RANKS:
        for passage in leaf.passages:
            for match in pattern.finditer(passage.text):
                rank = parse_number(match["r"])
                told = pattern is _BESIDE or _is_holder(match["n"], leaf, holder)
                told = told or _is_picked_out(passage.text, match)
                if rank is None or not told:
                    continue
                ranked = Candidate(
                    "holder_rank", Decimal(int(rank)), _RANK_TRUST, passage, *match.span("r"),
                    "letter:rank",
                )  # fmt: skip
                return [ranked, *_ranked_person(passage, match)]
    return []


def _is_picked_out(text: str, match: re.Match[str]) -> bool:
    """Tell whether a letter writes of this one of the authors: 「…,其中张三为第二作者」."""
    before = text[: match.start("n")].rstrip()
    return match["n"].startswith("其中") or before.endswith("其中")


def _ranked_person(passage: Passage, match: re.Match[str]) -> list[Candidate]:
    """Return the holder, whose place 「某某中心张三同志为第二作者」 tells."""
    words = match["n"]
    words = words.removeprefix("其中")
    name = words if is_name(words) else _name_of(words)
    if not name:
        return []
    end = match.end("n")
    start = end - len(name)
    found = [Candidate("holder_name", name, 0.91, passage, start, end, "letter:ranked")]
    at = match.groupdict().get("at") or ""
    if organisation_likelihood(at) >= _WHOLE_BODY:
        span = match.span("at")
        found.append(Candidate("employer", at, 0.9, passage, *span, "letter:ranked"))
    return found


def _is_holder(words: str, leaf: Leaf, holder: str) -> bool:
    """Tell whether words name whom a letter is about."""
    if words in ("", "您", "你", "本人", "委托人", "申请人"):
        return True
    if holder:
        return words.endswith(holder)
    name = words if is_name(words) else next(iter(names_at_end(words)), "")
    honoured = re.compile(rf"{re.escape(name)}\s?{_HONOURED}")
    told = (
        re.sub(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])", "", one.text) for one in leaf.passages
    )
    return bool(name) and any(honoured.search(text) for text in told)


def _likely(word: str) -> bool:
    """Tell whether a word that stands where a name does may be one, of whatever surname."""
    return 2 <= len(word) <= 4 and name_likelihood(word) >= _UNCOMMON


def _parted(raw: str) -> list[str]:
    """Return the names of a list that marks part, of which one has no form of a Chinese name."""
    pieces = [re.sub(r"\s+", "", piece) for piece in re.split(r"[、,，]", raw)]
    strange = [piece for piece in pieces if not is_name(piece)]
    whole = all(_HAN_NAME.fullmatch(piece) for piece in pieces)
    bodies = any(organisation_likelihood(piece) > 0 for piece in strange)
    return pieces if whole and 2 * len(strange) < len(pieces) and not bodies else []


def _name_of(words: str) -> str:
    """Return the name that the words are, or that stands in them behind a school; "" for none."""
    if is_name(words):
        return words
    yours = _OF_YOURS.match(words)
    if yours and _likely(words[yours.end() :]):
        return words[yours.end() :]
    return next(
        (
            name
            for name in names_at_end(words)
            if organisation_likelihood(words.removesuffix(name)) >= _WHOLE_BODY
        ),
        "",
    )
