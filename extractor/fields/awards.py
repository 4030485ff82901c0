"""Find what an award tells: work, occasion, class, the holder's place among the winners.

Where the awarded work has a name, that is the document's title, by which the work is known on its
other papers; else the occasion is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from extractor.fields.award_levels import AT_LEVEL, find_level
from extractor.fields.award_winners import (
    PRIZE,
    bearer,
    is_own_prize,
    rank_of_bearer,
    ranked_by_name,
    told_winner,
)
from extractor.fields.candidates import (
    Candidate,
    Leaf,
    agreed,
    from_label,
    in_its_language,
    texts_of,
)
from extractor.fields.people.teams import announced_names, leading_names, names_in, team
from extractor.fields.projects.roles import labelled_rank
from extractor.fields.quotes import quoted_in
from extractor.fields.titles.headings import find_headings
from extractor.fields.titles.trimming import is_title, trimmed_title
from extractor.language.levels import rank_in
from extractor.language.names import is_name, tidy_name
from extractor.language.numerals import parse_number
from extractor.language.organisations import organisation_likelihood
from extractor.passages import Passage

_CLASS = re.compile(rf"(?<!设)(?:{PRIZE})")
_PRIZE_LINE = re.compile(r"[\u3400-\u9fff“”\"]{0,14}[一二三四]等奖")
_SEVERAL_CLASSES = 3
"""So many different classes make a list of winners."""
_CLASS_EN = re.compile(r"\b(first|second|third)[ -](?:prize|place|class)\b", re.IGNORECASE)
_GETS = r"(?:荣\s*获|荣膺|喜获|获得|获评|评为|评定为|评选为|被授予|授予|斩获|摘得|夺得|取得|获|成绩|表现|成绩优异)"  # noqa: E501
_OCCASION = re.compile(
    rf"(?:^|[,，。:：;；\s》”)）]|[》”][\u3400-\u9fff]{{1,6}}|(?:学生|选手|学员)[\u3400-\u9fff·]{{2,4}}|^[您你]|(?:恭喜|祝贺|恭贺|鉴于|感谢|表彰|因|由于)[您你]|(?:贵|你)(?:单位|[校院园])|(?:作品|论文|课例|案例|成果|课件|设计|项目|该生|同志|老师|同学|团队|代表队|表现))(?:在|于)(?P<t>[^。]{{3,90}}?)(?:(?<![初高职集])中(?![小学国央华职考医等型原部心])|上(?!海|饶|学)|期间|里)\s*[,，]?[^。]{{0,60}}?{_GETS}"
)
_GETS_PRIZE = re.compile(
    rf"(?:荣获|荣膺|喜获|获得(?!者)|获评|获(?![奖得])|评为|授予)\s*(?:了)?(?P<t>[^。,，]{{4,90}}?)\s*{PRIZE}"
)
_ENTERED = re.compile(
    rf"(?:参加|参与|参赛|入围)(?:了)?(?P<t>[^。,，]{{4,80}}?)[,，]\s*(?:[^。]{{0,40}}?){_GETS}"
)
_COMPETED = (
    r"(?P<t>[^。,，:：]{3,60}?(?:评选|评比|大赛|竞赛|比赛|展评|展演))"
    r"(?:活动)?(?:获奖)?(?:结果|名单)"
)
_ANNOUNCED = re.compile(rf"(?:公布|揭晓)了?{_COMPETED}")
_COME_OUT = re.compile(rf"(?:^|[,，。:：]){_COMPETED}(?:正式|已经?)*(?:揭晓|公布|出炉|产生)")
"""「公布第八届…评选结果」, as news of a prize begins."""
_OVER = re.compile(
    r"(?:^|[,，。:：])(?P<t>[^,，。:：]{3,60}?(?:评选|评比|大赛|竞赛|比赛|展评|展演))(?:活动)?(?:已|于)[^,，。]{0,20}(?:落幕|结束|闭幕)"
)
"""「我校首届课堂教学比赛已于5月11日圆满落幕」"""
_HONOUR = re.compile(
    r"[“\"](?P<q>[^“”\"]{3,40})[”\"]\s*(?:荣誉)?称号|"
    r"(?:被评为|评为|评选为|授予|荣获|获得|获)\s*[“\"]?(?P<t>[^。,，“”\"]{0,40}?(?:称号|荣誉|奖学金|能手|标兵|先进个人|优秀[\u3400-\u9fff]{1,10}|先进工作者|三好学生|之星|模范|劳模|名师|园丁))[”\"]?"
)
_GUIDE = re.compile(
    r"(?:被?评为|被?授予|荣获|获评|获得?)(?:[您你其])?\s*[“\"《]?(?P<g>(?:优秀|最佳|先进)(?:指导|辅导)(?:教师|老师|教练)?奖?)"
)
"""The prize of who guided a pupil to the pupil's own."""
_AWARD_NAME = re.compile(
    r"[\u3400-\u9fffA-Za-z0-9（）()]{2,20}(?:科学技术|科技|技术发明|自然科学|教学成果|科技进步|科学技术进步|哲学社会科学|社会科学|学术成果|教育科研)(?:(?![获等])[\u3400-\u9fff]){0,8}奖"
)
_AWARD_EN = re.compile(
    r"(?:prize|award|medal|place)\s+(?:in|of|at)\s+(?:the\s+)?(?P<t>[A-Z][^.,\n]{4,90})"
)
_WORK = re.compile(
    r"(?:参赛|执教|所授|讲授|获奖|展示)(?:的)?(?:课|课例|作品|论文)?|(?:完成|参与|撰写|主持|执教|指导|申报|报送|创作)的|论文|作品|大作|成果|课例|案例|文章|课件|设计|教案|项目|说课|微课"
)
_WROTE = re.compile(
    r"(?:撰写|写作|提交|所著|独撰)[^,，。]{0,6}(?:论文|文章|案例)|的(?:论文|文章)[《“]|(?:撰写|写作|独撰)的?《[^》]{2,60}》一文|大作《|论文题目|参评(?:篇目|论文)"
)
_SERVED = r"(?:[\u3400-\u9fff]{0,4}(?:组织|指导|辅导|评审|志愿服务|服务|保障|筹备|裁判)(?:工作)?)"
_AS_EVENT = re.compile(
    r"(?<=大赛|竞赛|比赛)活动$|"
    rf"(?<=大赛|竞赛|比赛|活动|评选|展评|展演|联赛)(?:活动)?的?{_SERVED}(?:[、和及与]{_SERVED})*$"
)
"""「…大赛组织工作和作品指导」: what somebody did for it."""
_GROUP = re.compile(r"[)）](?:决赛|复赛|初赛)?$|(?:决赛|复赛|初赛)$")
"""「…技能大赛(焊工)决赛」: whether group and round belong to the name is a person's to say."""
_MARKED_EVENT = re.compile(
    r"[“《]([^“”《》]{6,50}(?:大赛|竞赛|比赛|评选|展评|展示活动|评比))[”》][^“”《》]{0,16}"
)
"""「“某某大赛”专业课程二组的比赛」"""
_CALLED = re.compile(r"(?:评选?为|评定为|授予|荣获|获得?|称为|命名为)$")
_RANK_BEHIND = re.compile(r"[(（]第\s*(\d{1,2}|[一二三四五六七八九十]{1,2})\s*[名位][)）]")
_PRIZE_NEXT = re.compile(r"荣\s?获|荣膺|喜获|获得|被评|被授")
"""「主要完成人:张三、李四」 over 「荣获全国三等奖」"""
_TAIL = re.compile(r"[\s,，、:：]+$")
_FOR = re.compile(r"^(?:为表彰|为奖励|表彰|荣获|获得|获|关于|授予)")
_NUMBERS = {
    sign: place
    for signs in ("一二三四", "壹贰叁", "1234")
    for place, sign in enumerate(signs, start=1)
}
_ENGLISH = {"first": 1, "second": 2, "third": 3}
_COMPETITION = re.compile(
    r"(?:大赛|竞赛|比赛|评选|挑战赛|锦标赛|运动会|展评|评比|论坛|选拔赛|总决赛|邀请赛|联赛)(?:[(（][^()（）]+[)）])?$"
)
_AS_NOTICE = re.compile(r"(?<=.{4})(?:获奖)?(?:结果|名单|情况)?的?(?:通报|公告|公示|喜报|公布)$")
"""「第三届教学技能竞赛获奖通报」"""
_ONLY_WHEN = re.compile(r"[\d年度学期第一二三四届\-]+")
_ONLY_WORK = re.compile(
    r"[\d〇○零一二三四五六七八九年度学期第届\-—–至]*(?:的|教育|教学|教育教学|本职|学校|各项|工作|岗位)+"
)
"""「在2020-2021学年度工作中成绩显著」: what somebody did all year is no occasion."""
_ADDRESSED = re.compile(r"(?P<names>[^:：,，。]{4,40}?)\s*(?:等)?(?:同志|老师|同学)?\s*[:：]")
"""「张三、李四同志:」: the work is theirs together."""
_LOWER = 0.5
_BODY = 0.8
_SHORTEST = 4
_BROKEN_TRUST = 0.85
"""Of a prize whose last sign went to a line of its own: 「三等/奖」."""
_EITHER = 0.88
_BESIDE = re.compile(r"\s{2,}")


def find_award(leaf: Leaf) -> list[Candidate]:
    """Return title, occasion, class, rank and level of an award."""
    occasion, work = _occasion(leaf), _work(leaf)
    title = work or occasion
    if work and occasion and _of_guide(leaf, "result"):
        # the work is a pupil's, the prize is the teacher's
        title, work = [replace(c, trust=min(c.trust, _EITHER)) for c in occasion], []
    if work:
        # both the occasion and the work have a name: which one is meant is a person's to say
        title = [replace(c, trust=min(c.trust, _EITHER)) for c in work]
        occasion = [replace(c, name="occasion") for c in occasion]
    found = [*title, *(occasion if work else []), *_class(leaf), *_rank(leaf), *_team(leaf)]
    found.extend(find_level(leaf, occasion))
    found.extend(_prize(leaf))
    found.extend(_only_author(leaf))
    return found


def _prize(leaf: Leaf) -> list[Candidate]:
    """Return the prize as `result` in the words of the page: 一等奖, 优秀指导教师."""
    guide = _of_guide(leaf, "result")
    if guide:
        return guide
    found = [
        Candidate("result", re.sub(r"\s", "", match.group()), 0.93, passage, *match.span(), "prize")
        for passage in leaf.passages
        for match in _CLASS.finditer(passage.text)
    ] or [
        Candidate("result", match.group(), _BROKEN_TRUST, passage, *match.span(), "prize:broken")
        for passage in texts_of(leaf)
        for match in _CLASS.finditer(passage.text)
    ]
    found = [one for one in found if is_own_prize(one)] or found
    for passage in leaf.passages if not found else ():
        match = _HONOUR.search(passage.text)
        if match:
            group = "q" if match["q"] else "t"
            text = re.sub(r"(?:荣誉)?称号$", "", match[group])
            start = match.start(group)
            end = start + len(text)
            found.append(Candidate("result", text, 0.85, passage, start, end, "honour"))
    chosen = agreed(found)
    return [chosen] if chosen else []


def _of_guide(leaf: Leaf, name: str) -> list[Candidate]:
    """Return the prize of a teacher whose pupil's prize the page tells too."""
    for passage in texts_of(leaf):
        match = _GUIDE.search(passage.text)
        in_two_lines = passage not in leaf.passages
        if match and in_two_lines and _CLASS.match(passage.text, match.end()):
            continue  # 「优秀指导教师二等奖」 below has a class of its own
        if match:
            return [Candidate(name, match["g"], 0.93, passage, *match.span("g"), "prize:guide")]
    return []


def _only_author(leaf: Leaf) -> list[Candidate]:
    """Return the one author that the page names of the awarded work: its holder."""
    if (keeper := bearer(leaf)) is not None:
        return [keeper]
    if winner := told_winner(leaf):
        return winner
    for one in leaf.labels("authors"):
        told, *beside = _BESIDE.split(one.value.raw.strip(), maxsplit=1)
        name = tidy_name(re.sub(r"[(（][^()（）]*[)）]?\s*$", "", one.value.text))
        if beside and is_name(told) and organisation_likelihood(beside[0]) >= _BODY:
            # 「作者:张三    某某图书馆」
            start = max(one.value.text.find(beside[0]), 0)
            end = start + len(beside[0])
            return [
                Candidate("holder_name", told, 0.9, one.value, 0, len(told), f"label:{one.label}"),
                Candidate("employer", beside[0], 0.88, one.value, start, end, "behind-name"),
            ]
        if is_name(name):
            end = len(one.value.text)
            return [Candidate("holder_name", name, 0.9, one.value, 0, end, f"label:{one.label}")]
    return []


def _occasion(leaf: Leaf) -> list[Candidate]:
    """Return the occasion; else the award's own name in a heading; else the honour."""
    labelled = [from_label("activity_title", one, 0.96) for one in leaf.labels("activity_title")]
    found = [c for c in labelled if is_title(str(c.value))]
    found.extend(c for passage in texts_of(leaf) for c in _occasions(passage))
    found = in_its_language(found, leaf)
    chosen = (
        agreed(found)
        or agreed(_named(leaf))
        or agreed(_honoured(leaf))
        or agreed(list(_in_headings(leaf)))
    )
    if chosen:
        # 「关于公布…大赛结果的通报」 leaves out what the text says in full
        name = str(chosen.value)
        whole = [
            c
            for c in found
            if c.passage in leaf.passages  # what a heading adds to is not told in full
            and str(c.value) != name
            and str(c.value).endswith(name)
        ]
        longest = min(whole, key=lambda c: len(str(c.value)), default=None)
        if longest and chosen.method == longest.method == "award:announced":
            chosen = replace(longest, trust=_EITHER)
    if chosen and _GROUP.search(str(chosen.value)):
        chosen = replace(chosen, trust=min(chosen.trust, _EITHER))
    return [chosen] if chosen else []


_OF_WHOM = re.compile(r".{2,40}?(?:同志|老师|先生|女士|同学)\s?[“「](?P<t>[^“”「」]{4,60})[”」]")
"""「某某医院 张三 同志“某某竞赛”二等奖」: the occasion alone."""


def _occasions(passage: Passage) -> Iterator[Candidate]:
    for pattern, trust, method in (
        (_OCCASION, 0.94, "award:occasion"),
        (_GETS_PRIZE, 0.92, "award:prize"),
        (_ENTERED, 0.9, "award:entered"),
        (_ANNOUNCED, 0.88, "award:announced"),
        (_COME_OUT, 0.88, "award:announced"),
        (_OVER, 0.86, "award:announced"),
        (_AWARD_EN, 0.85, "award:english"),
    ):
        for match in pattern.finditer(passage.text):
            start, end = trimmed_title(passage.text, *match.span("t"))
            text = _TAIL.sub("", passage.text[start:end])
            text = _AS_EVENT.sub("", text)
            plain = AT_LEVEL.sub("", text)
            sureness = trust if plain == text else min(trust, _EITHER)
            text = plain
            told = _OF_WHOM.fullmatch(text)
            if told:
                start, text = start + told.start("t"), told["t"]
            marked = _MARKED_EVENT.fullmatch(text)
            if marked:
                start, text = start + 1, marked[1]
            dull = _ONLY_WHEN.fullmatch(text) or _ONLY_WORK.fullmatch(text)
            if len(text) >= _SHORTEST and not dull:
                end = start + len(text)
                yield Candidate("activity_title", text, sureness, passage, start, end, method)


def _in_headings(leaf: Leaf) -> Iterator[Candidate]:
    """Yield the competition that stands as a heading over the facts of a form."""
    for passage in find_headings(leaf):
        text = _AS_NOTICE.sub("", passage.text.strip())
        if _COMPETITION.search(text) and not _CLASS.search(text) and len(text) >= _SHORTEST:
            start = passage.text.find(text)
            end = start + len(text)
            yield Candidate("activity_title", text, 0.8, passage, start, end, "award:heading")


def _named(leaf: Leaf) -> list[Candidate]:
    found = []
    for passage in (*leaf.passages, *find_headings(leaf)):
        match = _AWARD_NAME.search(passage.text)
        if match:
            lead = _FOR.match(match.group())
            start = match.start() + (lead.end() if lead else 0)
            text = passage.text[start : match.end()]
            found.append(
                Candidate("activity_title", text, 0.9, passage, start, match.end(), "award:name")
            )
    return found


def _honoured(leaf: Leaf) -> list[Candidate]:
    found = []
    for passage in texts_of(leaf):
        match = _HONOUR.search(passage.text)
        if match:
            text = re.sub(r"(?:荣誉)?称号$", "", match["q"] or match["t"]).strip('“”" :：')
            start = max(passage.text.find(text), 0)
            end = start + len(text)
            found.append(
                Candidate("activity_title", text, 0.85, passage, start, end, "award:honour")
            )
    return found


def _class(leaf: Leaf) -> list[Candidate]:
    """Return the class as a number (一等奖 is 1), another sort of prize by its name."""
    guide = _of_guide(leaf, "award_class")
    if guide:
        return guide
    found = []
    for one in leaf.labels("award_class"):
        match = re.search(r"[一二三四壹贰叁1234](?=\s*等|$)", one.value.text) or re.match(
            r"[一二三四壹贰叁]", one.value.text
        )
        if match:
            found.append(
                Candidate(
                    "award_class",
                    Decimal(_NUMBERS[match.group()]),
                    0.97,
                    one.value,
                    *match.span(),
                    "label:class",
                )
            )
    whole = any(_CLASS.search(passage.text) for passage in leaf.passages)
    for passage in leaf.passages if whole else texts_of(leaf):
        for match in _CLASS.finditer(passage.text):
            text = re.sub(r"\s", "", match.group())
            value = (
                Decimal(_NUMBERS[text[0]]) if re.match(r"[一二三四壹贰叁1234]等", text) else text
            )
            found.append(
                Candidate("award_class", value, 0.95, passage, *match.span(), "award:class")
            )
        for match in _CLASS_EN.finditer(passage.text):
            found.append(  # noqa: PERF401
                Candidate(
                    "award_class",
                    Decimal(_ENGLISH[match[1].lower()]),
                    0.93,
                    passage,
                    *match.span(),
                    "award:class",
                )
            )
    found = [one for one in found if is_own_prize(one)] or found
    in_classes = [c for c in found if isinstance(c.value, Decimal)]
    # 「第二名(二等奖)」: the prize is the class, the place is how it came about
    chosen = agreed(_headed(in_classes) or in_classes or found)
    if chosen and len({c.value for c in in_classes}) >= _SEVERAL_CLASSES:
        chosen = replace(chosen, trust=min(chosen.trust, _EITHER))
    return [chosen] if chosen else []


def _headed(classes: list[Candidate]) -> list[Candidate]:
    """Return the class that stands as the prize's name on a line of its own, if others do not.

    「您指导的项目获一等奖,授予您 / 优秀指导教师二等奖」: the first is somebody else's.
    """
    headed = [one for one in classes if _PRIZE_LINE.fullmatch(one.passage.text.strip())]
    values = {one.value for one in headed}
    return headed if len(values) == 1 and values != {one.value for one in classes} else []


def _rank(leaf: Leaf) -> list[Candidate]:
    if labelled := labelled_rank(leaf):
        return labelled
    for one in leaf.labels("authors"):
        # 「完成人:李明(第2名)」; behind a prize the same words are no rank of a person's
        match = _RANK_BEHIND.search(one.value.text)
        rank = parse_number(match[1]) if match else None
        if match and rank is not None:
            return [
                Candidate(
                    "holder_rank", Decimal(int(rank)), 0.93, one.value, *match.span(1), "label:rank"
                )
            ]
    for passage in leaf.passages:
        if ranked := ranked_by_name(passage):
            return rank_of_bearer(leaf, passage, ranked)
        hit = rank_in(passage.text)
        if hit:
            return [Candidate("holder_rank", hit[0], 0.95, passage, hit[1], hit[2], "award:rank")]
    return []


def _team(leaf: Leaf) -> list[Candidate]:
    for one in leaf.labels("authors"):
        raw = _PRIZE_NEXT.split(one.value.raw)[0]
        names = names_in(raw) or leading_names(raw)
        if len(names) > 1:
            return team("authors", names, one.value, 0.95, f"label:{one.label}")
    for passage in (*leaf.lines, *leaf.passages):
        addressed = _ADDRESSED.fullmatch(passage.raw.strip())
        listed = addressed["names"] if addressed else ""
        names = (names_in(listed) or announced_names(listed)) if listed else []
        if len(names) > 1 and passage.box.centre[1] < _LOWER:
            return team("authors", names, passage, 0.9, "award:addressed")
    for one in leaf.labels("holder_name"):
        names = names_in(one.value.raw)
        if len(names) > 1:
            # 「参赛选手:张三 李四」, 「授予:张三、李四」
            return [
                *team("authors", names, one.value, 0.92, f"label:{one.label}"),
                *team("holder_name", names[:1], one.value, 0.85, f"label:{one.label}"),
            ]
    return []


def _work(leaf: Leaf) -> list[Candidate]:
    found = []
    for one in leaf.labels("work_title"):
        if one.label == "参赛项目" and leaf.labels("activity_title"):
            continue  # beside 「竞赛名称」 it is the discipline
        named = from_label("activity_title", one, 0.94)
        if len(str(named.value)) >= _SHORTEST:
            found.append(named)
    for passage in leaf.passages:
        for quote in quoted_in(passage.text):
            shortest = 2 if quote.mark == "《" else _SHORTEST
            if _CALLED.search(passage.text[: quote.start - 1]):
                continue  # the honour
            if len(quote.text) >= shortest and _WORK.search(
                passage.text[max(0, quote.start - 12) : quote.start]
            ):
                found.append(
                    Candidate(
                        "activity_title",
                        quote.text,
                        0.9,
                        passage,
                        quote.start,
                        quote.end,
                        "award:work",
                    )
                )
    chosen = agreed(found)
    return [chosen] if chosen else []


def author_of_paper(leaf: Leaf, holder: Candidate | None) -> list[Candidate]:
    """Return the holder as the author, where it is a paper of theirs that won the prize."""
    if holder is None:
        return []
    if not any(_WROTE.search(passage.text) for passage in leaf.passages):
        return []
    return [replace(holder, name="authors", trust=min(holder.trust, 0.85), method="award:wrote")]
