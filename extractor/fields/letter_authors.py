"""Find whose work a letter is about: its authors in order, and which of them the holder is."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.fields.candidates import Candidate, Leaf
from extractor.fields.teams import announced_names, leading_names, names_in, team
from extractor.language.names import is_name, names_at_end
from extractor.language.numerals import parse_number
from extractor.language.organisations import organisation_likelihood
from extractor.passages import Passage

_ADDRESSED = re.compile(
    r"^\s*(?:尊敬的|亲爱的)?\s*(?P<names>[^:：,，。]{2,60}?)\s*(?:老师|同志|先生|女士|作者|教授|博士|同学)?\s*(?:[(（][^()（）]{2,20}[)）])?\s*[:：]\s*$|^\s*Dear\s+(?:Dr\.?|Prof\.?|Mr\.?|Ms\.?|Mrs\.?)?\s*(?P<latin>[A-Z][^,:\n]{2,60}?)\s*[,:]\s*$"
)
_GREETED = re.compile(
    r"^\s*(?:尊敬的|亲爱的)?\s*(?P<names>[^:：,，。]{2,40}?)(?:老师|同志|先生|女士|作者|教授|博士)"
    r"(?:[,，]?\s*您好|\s*[:：]\s*(?=[您贵来大经]))"
)
_WROTE = re.compile(
    r"(?:兹?证明|兹有|^|[,，。:：])\s*(?P<n>[\u4e00-\u9fff·]{2,24}?)(?:同志|老师)?\s*(?:[(（][^()（）]{2,30}[)）])?"
    r"(?:所)?(?:撰写|独撰|写作|投来|提交|投稿|完成)的(?:论文|文章|稿件|学术论文)"
)
"""「兹证明张三(某某学校)撰写的论文」, 「某某学校张三同志撰写的论文」"""
_WHOLE_BODY = 0.8
_SEVERAL_WROTE = re.compile(
    r"(?:兹?证明|兹有|^|[,，。:：])[:：]?\s*(?P<n>(?!经)[\u4e00-\u9fff·]{2,12}?(?:\s*[、,，]\s*[\u4e00-\u9fff·]{2,12}?)+?)\s*"
    r"(?:等)?(?:[二两三四五六七八]位)?(?:作者|同志|老师)?\s*(?:[(（][^()（）]{2,40}[)）])?\s*"
    r"(?:合作|共同|联合)?(?:所)?(?:撰写|合写|合撰|合著|写作|投来|提交|投稿|完成)?[的之](?:学术)?(?:论文|文章|稿件|大作)"
)
"""「兹证明张三、李四两位作者(第一作者单位:某某大学)撰写的论文」"""
_WITH_OTHERS = re.compile(
    r"您与(?P<n>[\u4e00-\u9fff·、,，\s]{2,40}?)(?:合作|共同|合著|联合|合写|等人|撰写|完成)"
)
_BY_EN = re.compile(
    r"[”\"’],?\s+by\s+(?P<n>[A-Z][A-Za-z.'’ ,-]{3,120}?)\s+(?:has|have|is|was|were)\s"
)
_IN_BRACKETS = re.compile(
    r"》\s*[(（]\s*(?:全部|全体)?作者\s*[:：]\s*(?P<n>[^()（）:：]{2,60})[)）]"
)
"""「大作《…》(作者:张三,李四)经专家评审」"""
_IN_ORDER = re.compile(
    r"(?:作者(?:名单|署名|顺序|排序)?\s*[(（][^()（）]{2,12}[)）]|(?:作者)?署名(?:顺序|次序|排序)|作者(?:顺序|排序|次序|分别)|(?:全部|全体|所有)?作者(?:名单)?依次)\s*(?:[:：]|[为是]\s*[:：]?)\s*(?P<n>[^。:：]{2,80}?)(?=[,，;；]?\s*其中|[。:：]|$)"
)
"""「论文作者(按原稿顺序):张三、李四」, 「署名顺序:1.张三 2.李四」"""
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
    re.compile(rf"第{_NTH}作者\s*[:：]\s*(?P<n>[\u4e00-\u9fff·]{{2,12}}?)(?=\s|第|[,，、。;；]|$)"),
    _BESIDE,
    re.compile(
        rf"(?P<n>)(?:本人)?(?:署名)?(?:位次|排名|次序|排序)\s*[:：]?\s*第?\s?{_NTH}\s?[位名]?(?![0-9])"
    ),
)
"""「张三同志(第二作者)」, 「张三排名第3」, 「您为该文第一作者」, 「署名位次 第3位」"""
_HONOURED = "(?:同志|老师|先生|女士|教授|博士|作者)"
_RANK_TRUST = 0.92
_IN_PART = 0.85
"""Of a list whose end was not understood, or that the letter says goes on."""
_OTHERS = re.compile(r"(?:另|其他|其余)[^。,，]{0,4}作者|(?:您|你)等|与(?:他人|他|她)合")
_MOST_AUTHORS = 20


def listed(raw: str) -> tuple[list[str], bool]:
    """Return the names of a list of authors and whether all of it was understood."""
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
    labelled: list[Candidate] = []
    for one in leaf.labels("authors"):
        names, whole = listed(one.value.raw)
        told = {str(author.value) for author in labelled}
        new = [name for name in names if name not in told]
        labelled.extend(
            team("authors", new, one.value, 0.96 if whole else _IN_PART, f"label:{one.label}")
        )
    if labelled:
        return labelled
    several = listed_in_sentence(leaf)
    if several:
        return several
    for passage in leaf.passages:
        wrote = _WROTE.search(passage.text)
        name = _name_of(wrote["n"]) if wrote else ""
        if wrote and name:
            start = wrote.end("n") - len(name)
            return [
                Candidate("authors", name, 0.92, passage, start, wrote.end("n"), "letter:wrote")
            ]
    for passage in leaf.passages:
        match = _ADDRESSED.match(passage.raw)
        greeted = None if match else _GREETED.match(passage.raw)
        told_to = (
            (match["names"] or match["latin"]) if match else greeted["names"] if greeted else ""
        )
        plain = re.sub(r"(?:[二两三四五六七八]位)?(?:老师|同志|先生|女士|作者)", "，", told_to)
        plain = re.sub(r"[二两三四五六七八]位$", "", plain.strip())
        names = (names_in(plain) or announced_names(plain)) if told_to else []
        if names:
            whole = not any(_OTHERS.search(one.text) for one in leaf.passages)
            trust = 0.93 if whole else _IN_PART
            return team("authors", names, passage, trust, "letter:addressed") + _others(leaf, names)
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
            names, whole = listed(match["n"]) if match else ([], False)
            if len(names) > 1 or (names and pattern is _BY_EN):
                trust = trust if whole else _IN_PART
                return team("authors", names[:_MOST_AUTHORS], passage, trust, "letter:listed")
    return []


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


def _name_of(words: str) -> str:
    """Return the name that the words are, or that stands in them behind a school; "" for none."""
    if is_name(words):
        return words
    return next(
        (
            name
            for name in names_at_end(words)
            if organisation_likelihood(words.removesuffix(name)) >= _WHOLE_BODY
        ),
        "",
    )
