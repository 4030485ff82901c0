"""Find where a meeting is held: by its label or heading, else as the sentence that announces it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extractor.fields.candidates import Candidate, Leaf, best, in_its_language
from extractor.fields.meetings.own_houses import (
    IN_OUR_HOUSE,
    OF_HOUSE,
    OUR_HALL,
    is_address_of_office,
    is_piece_of_sentence,
    named_in_full,
)
from extractor.fields.places import OF_CONTACT, before_another_speaks, place_ends
from extractor.language.dates import find_dates
from extractor.language.words import words
from extractor.passages import Passage, join_cells

EVENT = (
    r"(?:会议|研讨会|年会|论坛|大会|峰会|交流会|座谈会|研修班|培训班|研修|培训|讲座|沙龙|报告会|展示会|观摩会|观摩活动|研讨活动|"
    r"开放日(?!期)|(?:学术|展示|开放|阅读|活动|交流|研讨|观摩|教研|读书|科普)[周月](?![刊报期边度份末])|"
    r"活动|工作坊|研讨班|推进会|现场会|博览会|代表大会|学术会|总结会|启动会|展评|竞赛|大赛|研讨|(?<![社机])会|"
    r"會議|論壇|講座|活動|會)"
)
NAMED_EVENT = re.compile(
    rf"(?:{EVENT}|[班节营赛展月周日课]|行动|仪式|典礼|集训|课堂|轮训|联盟|对话|对谈|访谈|巡讲|讲堂|讲坛|展评|路演|嘉年华)(?=$|[”」》)）(（\[【《“—–:：·、|,，\s\d-]|之|暨|第|预备?会)"
)
"""Where the name of a meeting ends, behind which its round, its theme or its year may stand."""
_TOWN_SIGNS = 3
PLACE_SIGN = re.compile(
    r"[省市区县州盟旗镇乡村路街道巷弄校院园馆楼厅室堂场店厦庄所站厂港岛湖山城宫塔苑社部营局寺庙坊吧座层居厂庭廊轩阁号线营会司心地网台端]|会议|直播|腾讯|钉钉|[A-Za-z]{3}"
)
"""What the name of a place has somewhere: a house, a street, a town, or where on the web."""
NOW_AT = "meeting:now-at"
"""How a place is found that is told in the stead of another on the page."""
WELCOMED = "meeting:welcomed-at"
"""How the house is found to which a letter bids welcome."""
VERB = (
    r"(?:组\s*织\s*(?=召\s*开|举\s*[办行]|开\s*展))?(?:召\s*开|举\s*办|举\s*行|开\s*展|主\s*办|组\s*织|承\s*办|舉\s*行|舉\s*辦|召\s*開)"
    r"(?!\s*[:：|｜·]|单位|方|机构|地点|时间|者|委员)"
)
_PLACE = re.compile(
    rf"(?:(?<![现正存])(?:在(?!线)|(?<!关)于|(?<![關关])於|假座?)|(?:改|移|迁)(?:至|到))(?P<p>[^,，。;；:：“”《》\d]{{1,4}}?[^,，。;；:：“”《》]{{1,36}}?)\s*(?:(?:圆满|成功|胜利|隆重|顺利|如期|正式|联合|共同|线下){{0,2}}{VERB}(?!过)|(?:全程)?(?:参加|出席|参与)|(?:恭候|静候|与)[您你](?:相约|相聚|相见|相逢|见面|光临|莅临|到来))"
)
_SEAT = re.compile(
    rf"(?:假座|(?<=[时分整午,，)）])假)(?P<p>[\u3400-\u9fff][^,，。;；:：“”《》]{{3,36}})[,，]\s?{VERB}"
)
"""「假座某某市求知路12号图书大楼四楼报告厅,举办…」"""
_SEAT_APART = re.compile(
    r"(?<=[日号时分整午,，)）])\s?[于在於](?P<p>(?![此我本贵该])[\u3400-\u9fff][^,，。;；:：“”《》]{2,36}?"
    rf"[楼樓馆館厅廳店场場堂院校园園市县縣镇鎮村厦廈庄莊寺宫宮阁閣轩軒室])[,，]\s?(?:隆重|共同|联合)?{VERB}"
)
"""「谨定于某日至某日,于某某市某某镇某某楼,召开」"""
_PLACE_WORD = re.compile(
    r"[,，;；。]\s*(?:(?:会议|活动|论坛|會議|活動)?地[点點](?!由|变更|更改|调整|另|待)|会址(?!由|变更|更改|调整|附近|周边|另|待))(?:为|為|是|设在|安排在|(?:初定|暂定|拟定)(?:在|于|为)?|在|[:：]\s?)?(?P<p>[^,，。;；:：“”《》]{3,30})(?=[,，。;；]|$)"
)
"""「会期10月30日至11月1日,地点柳湾市农垦宾馆。」"""
_NOW_AT = re.compile(
    r"地[点點](?:[由从][^,，。;；:：]{2,30}?)?(?:变更|更改|调整|更换|改)(?:为|在|到|至)(?P<p>[^,，。;；:：“”《》]{3,30})(?=[,，。;；]|$)"
)
"""「地点变更为某某酒店,其余安排不变」, 「地点由原某某宾馆变更为某某酒店」"""
_HOUSE = re.compile(
    r"(?:^|[,，;；。])\s*(?:[^,，。;；:：]{0,8}主|大会)?(?:会场|会址)(?:设在|设于|设|定在|位于|为|在|是)(?P<p>[^,，。;；:：“”《》]{3,30})(?=[,，。;；]|$)"
)
"""「…走进某某市,会场设在某某中学报告厅。」"""
_DAY_AND_HOUSE = re.compile(
    r"\d\s?[日号]\s{2,}(?P<p>[\u3400-\u9fff]{2,20}(?:会议中心|会展中心|展览中心|交流中心|培训中心|活动中心|宾馆|酒店|饭店|大厦|大学|学院|学校|中学|小学|礼堂|报告厅|博物馆|图书馆))"
    r"(?=\s{2,}|\s*[)）]?\s*$)"
)
"""「2022年11月25—27日   某某国际会议中心」: day and house on a line of their own"""
_DAY_FIRST = re.compile(
    r"^(?:(?:19|20)\d\d年)?\d{1,2}月\d{1,2}[日号][^,，。;；]{0,24}[,，;；]\s?(?:地点[:：]?)?(?=[\u3400-\u9fff]{3})"
)
"""「时间地点:2021年8月16日至20日,某某学校」"""
_ONLY_YEAR = re.compile(r"(?:19|20)\d\d年?(?:\d{1,2}月)?")
_SET_AT = re.compile(r"^(?:[为為](?=.{4})|设在|设于|定在|安排在|位于|在(?=.{4}))")
_PLACE_IN_BRACKETS = re.compile(
    rf"(?:{EVENT}|^)[(（](?:[^()（）]{{4,30}}?[日号\d])\s*[,，;；]\s*(?:线下会场[:：])?(?P<p>(?!线上|网络|共)[\u3400-\u9fff][^()（）,，\d]{{1,24}}[市县区馆厅店场堂楼心馆])[)）]"
)
"""「年会(2023年9月15—17日,柳湾市)」"""
_COME_TO = re.compile(
    r"(?:到|赴|前往)(?P<p>[\u3400-\u9fff]{4,30}?)(?:参会|与会|出席|参加(?:会议|论坛|研讨|大会))"
)
"""「邀请您于3月8—10日到某某中学体育馆参会交流」"""
_HOUSE_END = (
    r"(?:学校|[中小大]学|学院|书院|党校|幼儿园|校区|校园|园区|宾馆|酒店|饭店|大厦|山庄|度假村|会议中心|会展中心|展览中心|"
    r"交流中心|培训中心|活动中心|文化中心|会堂|礼堂|报告厅|会议厅|音乐厅|剧[院场]|影院|体育馆|体育场|博物馆|图书馆|美术馆|"
    r"科技馆|文化馆|展览馆|纪念馆|少年宫|研学基地|实践基地|实训基地|医院|研究院)"
)
_WELCOMED_AT = re.compile(
    r"(?:[邀约]请?|欢迎|盼|期待|等)(?:与|和)?(?:您|你|贵[㐀-鿿]{1,2}|各位[㐀-鿿]{0,4}|大家)?"
    r"(?:共同|一[起同道]|拨冗|届时|如约|再次)?(?:来到|来|走进|走入|步入|莅临|光临|亲临|做客|相聚(?:在|于)?|相约(?:在|于)?|相会(?:在|于)?|齐聚|聚首)"
    rf"(?P<p>(?![我本贵自此])[㐀-鿿]{{2,24}}?{_HOUSE_END}(?:[㐀-鿿]{{1,10}}{_HOUSE_END})?(?:\s?[(（][^()（）,，]{{2,12}}[)）])?)"
    r"\s?(?=[,，。;；!！、]|参[加会与]|出席|观摩|指导|共|与会|赴|开展|交流|$)"
)
"""「我们诚挚地邀请您来到某某市某某幼儿园(湖东园区),共赴…」, 「期待与您相聚某某大学礼堂」"""
_PLACE_EN = re.compile(
    r"(?:(?:held|take place|taking place|be held|located|organi[sz]ed)|(?:held|place|from)\b[^.;\n]{6,40}?\d{4},?)\s+(?:at|in)\s+(?:the\s+)?(?P<p>[A-Z\u3400-\u9fff][^.;\n]{2,70}?)(?=,?\s+(?:from|on|between|during|[A-Z][a-z]+ \d|\d{1,2})|[.;,]|$)"  # noqa: E501
)
_CLOCK = re.compile(
    r"[\s,，]*(?:(?:上午|下午|中午|晚上?|早上?)?\s*(?:[\d一二三四五六七八九十]{1,3}\s*[时点:：]\s*(?:[\d一二三四五六七八九十]{1,3}分?|整|半)?)?)?"
    r"[\s,，]*(?:在|于|假座?)?"
)
"""「(五月六日)上午九时假(某某书院)」"""
_ASIDE = re.compile(
    r"\s?[(（](?:[^()（）]{0,60}(?:具体|详见|另行|见|待定|如遇|若遇|雨天|电话|联系|停车|班车|公交|地铁|步行|导航|车程|公里|扫码|邮编|自驾|接站|大巴|终点|进入|出站|换乘)"
    r"|[乘距凭]|[^()（）]{0,24}(?:报到|签到|入住|会期|会议时间|布展|彩排))[^()（）]{0,60}[)）]?$"
)
"""How to get there, when to arrive and whom to call is no part of a place; an address may be."""
_ADDRESS_BEHIND = re.compile(
    r"(?<=[\u3400-\u9fff])\s?[(（](?:[^()（）]{2,20}(?:[路街道巷弄]|大道)|"
    r"[\u3400-\u9fff]{2,3}(?<![校园])[区县]|主会场)[)）]$"
)
"""「某某宾馆(解放路)」, 「某某中心(望江区)」; an address with its number may be meant."""
_MEETS = (
    r"(?:会议|培训|活动|举办|举行|召开|研修|论坛|大会|年会|研讨会?|讲座|沙龙|观摩|展示|交流|座谈)"
)
"""What takes place at the place of a heading."""
_PLACE_HEADING = re.compile(
    r"\s*(?:[一二三四五六七八九十\d]{1,2}[、.．]|[(（][一二三四五六七八九十\d]{1,2}[)）]|0\d|\d(?=\s?[\u3400-\u9fff]))\s*"
    rf"(?:报到及会议|学习|{_MEETS})?地点\s*[:：]?\s*"
)
_HEADING_LAST = re.compile(rf"(?<=\S)\s?[一二三四五六七八九十]{{1,2}}、(?:{_MEETS})?地点\s*[:：]?$")
"""「…(9日下午报到)二、会议地点」: the heading's line was joined to the one above it.

So it was in 「…至31日17:30二、论坛地点」.
"""
_NEXT_ITEM = re.compile(r"[一二三四五六七八九十]{1,2}、")
_BEHIND_MARK = re.compile(
    r"\s*[◆●■▲★※◇►▶]\s*(?:会议|培训|活动|举办|研修)?地点[\s:：]\s*(?P<p>[\u3400-\u9fff][^,，。;；:：]{1,40})$"
)
"""「◆ 地点  某某学院音乐厅」, an item of a list that has no figures"""
_DAY_BEHIND = re.compile(
    r"(?<=[\u3400-\u9fff)）,，;；·•])\s?(?:\d{1,2}月)?\d{1,2}[日号](?:[、,，上下全晚至到]|为|\s?\d{1,2}[:：]\d|\s*$)"
)
"""「某某会议中心三层明珠厅16日、17日为布展时间」: the line below a place is on its days

So does 「某某会议中心,18日下午报到」, and 「·9日14:00起报到」 in the next item of a list.
"""
_FAMED_FOR = re.compile(
    r"^(?:[\u3400-\u9fff]{2,8}之[乡都城滨畔州]|(?:美丽|风景秀丽|风景如画|风光秀丽|历史悠久)的)"
    r"(?=[\u3400-\u9fff]{2,8}[省市区县州])"
)
"""「茶叶之乡石桥市某某宾馆」: what a town is famed for is no part of the place."""
_COUNTRY = re.compile(
    r", (?!January|February|March|April|May|June|July|August|September|October|November|December)"
    r"[A-Z][a-z]+(?: [A-Z][a-z]+)?(?=[.;,]|\s*$|\s(?:on|from|during|between|and|in)\s)"
)
_TOLD_MONTH = re.compile(
    r"(?:今年|明年|本年度?|[今明]年度)?(?:[一二三四五六七八九十]{1,3}|[上中下]旬|本|下)?(?:月|月[初中底末]|月[上中下]旬|年)(?:在|于)"
)
"""「将于今年五月在柳湾市举行」: the month stands before the place"""
_COSTS = re.compile(r"[0-9]\s?元|[0-9]\s?/\s?人|[收缴交]费")
"""「培训费1200元/人」 in the column beside the heading"""
_OUR = re.compile(rf"^[我本]{OF_HOUSE}(?=.{{3}})")
_ONLY_HOUSE = re.compile(rf"[㐀-鿿]{{2,24}}?{_HOUSE_END}[㐀-鿿A-Za-z0-9()（）]{{0,14}}")
_UNDER = 0.86
_OURS = 0.7
"""Of 「我园多功能厅」, until it is known who writes."""
_ONLY_ROOM = re.compile(r"[A-Za-z]?\d{1,4}[\u3400-\u9fff]{0,4}[室厅]")
"""「302会议厅」 is where in the house, which another line names."""
_ANOTHER_TIME = re.compile(r"(?:下[届次]|上[届次]|原定|原计划)[^。;；]{0,24}$")
_MOVED_TO = re.compile(r"[改移迁][至到]$")
"""「由原定的柳湾市改至石桥市宾馆举行」"""
_ASIDE_FIRST = re.compile(r"\s*[(（][^()（）]*[)）]\s*(?:在|假座?)?")
"""「(九日报到)在某某饭店」, 「(星期五)假某某演講廳」"""


def _in_column(leaf: Leaf, heading: Passage) -> Passage | None:
    """Return what begins under a heading, which may not be what is read next in two columns."""
    under = [
        one
        for one in leaf.passages
        if one.page == heading.page
        and one.box.top > heading.box.centre[1]
        and one.box.left < heading.box.right + heading.height
    ]
    return min(under, key=lambda one: one.box.top, default=None)


def _under_heading(leaf: Leaf) -> Iterator[Candidate]:
    """Yield the place behind or below 「二、培训地点」, a heading that has no colon."""
    for passage in leaf.passages:
        heading = _PLACE_HEADING.match(passage.text) or _HEADING_LAST.search(passage.text)
        if heading is None:
            continue
        source, start = passage, heading.end()
        if start >= len(passage.text) and (below := _in_column(leaf, passage)) is not None:
            source, start = below, 0
        ends = _NEXT_ITEM.search(source.text, start + 1)
        text = source.text[start : ends.start() if ends else len(source.text)]
        text = _ASIDE.sub("", text[: place_ends(text)].strip(" 。;；,，"))
        address = _ADDRESS_BEHIND.search(text)
        text = text[: address.start()] if address else text
        if 2 <= len(text) <= 80 and not _COSTS.search(text):
            at = max(source.text.find(text, start), 0)
            trust = _EITHER if address else 0.93
            yield Candidate("location", text, trust, source, at, at + len(text), "meeting:heading")


def _under_days(leaf: Leaf) -> Iterator[Candidate]:
    """Yield the house on the line below the days, both behind 「时间」, where no label tells it."""
    for one in () if leaf.labels("location") else leaf.labels("period"):
        line = join_cells(one.value.cells[-1:])
        house = _ONLY_HOUSE.fullmatch(line.text.strip(" 。"))
        if len(one.value.cells) > 1 and house and not find_dates(line.text):
            at = max(line.text.find(house.group()), 0)
            span = (at, at + len(house.group()))
            yield Candidate("location", house.group(), _UNDER, line, *span, "meeting:under-days")


def _trust_in_place(text: str) -> float:
    """Return how sure a labelled place is; what stands in brackets may belong to it or not."""
    if _ONLY_ROOM.fullmatch(text):
        return 0.8
    return 0.88 if text.endswith((")", "）")) else 0.95


def _without_ours(place: Candidate) -> Candidate:
    """Return a place without whose it is: 「我校多功能厅」."""
    ours = _OUR.match(str(place.value))
    if ours is None:
        return place
    return replace(place, value=str(place.value)[ours.end() :], start=place.start + ours.end())


def _in_sentences(leaf: Leaf) -> Iterator[Candidate]:
    """Yield the place of each sentence that tells where it is held."""
    for passage in leaf.passages:
        for pattern, trust in (
            (_PLACE, 0.92), (_SEAT, 0.92), (_SEAT_APART, 0.91), (_COME_TO, 0.9), (_PLACE_EN, 0.88),
        ):  # fmt: skip
            for match in pattern.finditer(passage.text):
                start, end = match.span("p")
                moved = _MOVED_TO.search(passage.text[:start])
                if not moved and _ANOTHER_TIME.search(passage.text[:start]):
                    continue
                country = _COUNTRY.match(passage.text, end) if pattern is _PLACE_EN else None
                while country:
                    end = country.end()
                    country = _COUNTRY.match(passage.text, end)
                dates = [
                    d for d in find_dates(passage.text[start:end]) if d.first.month is not None
                ]
                if dates:
                    start += dates[-1].end
                    start += len(_CLOCK.match(passage.text[start:end]).group())  # type: ignore[union-attr]
                month = _TOLD_MONTH.match(passage.text, start, end)
                start = month.end() if month else start
                aside = _ASIDE_FIRST.match(passage.text, start, end)
                start = aside.end() if aside else start
                famed = _FAMED_FOR.match(passage.text[start:end])
                start += famed.end() if famed else 0
                text = passage.text[start:end].strip(" ,，.。·、:：")
                text = _AT.sub("", text)
                sureness = min(trust, _trust_in_place(text))
                if _is_town(text):
                    sureness = min(sureness, _TOWN)
                told = len(text) >= 3 or text in words("places")
                if told and pattern is _PLACE and OUR_HALL.match(text):
                    start = passage.text.find(text, start)
                    span = (start, start + len(text))
                    yield Candidate("location", text, _OURS, passage, *span, IN_OUR_HOUSE)
                elif (
                    told
                    and (pattern is not _PLACE or may_be_place(text))
                    and not re.search(
                        r"我[校会院单]|^此|^[诚特敬]?邀请?|期间|线上$|(?:指导|带领|领导|帮助)下$|[年月日]$",
                        text,
                    )
                ):
                    start = passage.text.find(text, start)
                    yield Candidate(
                        "location", text, sureness, passage, start, start + len(text),
                        "meeting:place",
                    )  # fmt: skip


_AT = re.compile(r"^在(?!线)(?=[㐀-鿿]{3})")
"""「地点:.在本部图书馆」"""


def _is_town(text: str) -> bool:
    """Tell whether a text is a town or a district and no more: 「贵州安顺」, 「滨州市沾化区」."""
    known = words("places")
    plain = text.removesuffix("市")
    behind_province = len(plain) in _PROVINCE_AND_TOWN and plain[:2] in known
    return bool({text, plain} & known) or behind_province or _TOWNS.fullmatch(text) is not None


def may_be_place(text: str) -> bool:
    """Tell whether a Chinese text has a word of a place, as 「金色的海滩」 has none."""
    # a small town may be on no list
    is_short = len(text) <= _TOWN_SIGNS
    return (
        is_short
        or PLACE_SIGN.search(text) is not None
        or any(text.startswith(town) or text.endswith(town) for town in words("places"))
    )


_PROVINCE_AND_TOWN = (4, 5)
"""Signs of a province and its town without any word behind them."""
_TOWNS = re.compile(r"(?:[㐀-鿿]{2,5}?[省市州盟]){0,2}[㐀-鿿]{2,4}?[市县区州盟旗镇]")
_ONLY_TOWN = re.compile(r"(?:中国)?(?:[㐀-鿿]{2,3}省)?[㐀-鿿]{2,7}[省市县区州盟旗镇]")
_HOUSE_TOLD = frozenset({"meeting:aside", "meeting:house", "meeting:under-days"})
"""Ways that tell the house itself, which stands although the town is told more surely."""
_TOWN = 0.88
"""Of a town alone: the house may be told elsewhere."""
_EITHER = 0.88
"""Whether the street in brackets or 「我院」 belongs to a place is a person's to say."""


def find_place(leaf: Leaf) -> list[Candidate]:
    """Return where it is held: by label, else from 「在某处召开」."""
    found = []
    for one in leaf.labels("location"):
        if OF_CONTACT.match(one.value.text) or is_address_of_office(one, leaf):
            continue
        if is_piece_of_sentence(one):
            continue  # 「take」 over 「place on April 21-22 at …」
        text = before_another_speaks(one.value)
        day = _DAY_FIRST.match(text)
        text = text[day.end() :] if day else text
        text = _ASIDE.sub("", text[: place_ends(text)].strip(" 。;；,，·•"))
        day = _DAY_BEHIND.search(text, 3)
        text = text[: day.start()] if day else text
        text = _ASIDE.sub("", text.strip(" 。;；,，·•"))
        ours = _OUR.match(text)
        text = text[ours.end() :] if ours else text
        text = _SET_AT.sub("", text)
        address = _ADDRESS_BEHIND.search(text)
        text = text[: address.start()] if address else text
        if 2 <= len(text) <= 80 and not _ONLY_YEAR.fullmatch(text):
            start = max(one.value.text.find(text), 0)
            found.append(
                Candidate(
                    "location",
                    text,
                    _EITHER if address or ours else _trust_in_place(text),
                    one.value,
                    start,
                    start + len(text),
                    f"label:{one.label}",
                )
            )
    found.extend(_under_heading(leaf))
    found.extend(
        _without_ours(
            Candidate("location", match["p"], 0.88, passage, *match.span("p"), "meeting:aside")
        )
        for passage in leaf.passages
        for pattern in (_PLACE_WORD, _PLACE_IN_BRACKETS)
        for match in pattern.finditer(passage.text)
    )
    found.extend(
        Candidate("location", match["p"], trust, passage, *match.span("p"), method)
        for passage in leaf.passages
        for pattern, trust, method in (
            (_HOUSE, 0.93, "meeting:house"),
            (_NOW_AT, 0.93, NOW_AT),
            (_WELCOMED_AT, _EITHER, WELCOMED),
        )
        for match in pattern.finditer(passage.text)
    )
    for passage in leaf.lines:
        beside = _DAY_AND_HOUSE.search(passage.raw)
        if beside:
            start = max(passage.text.find(beside["p"]), 0)
            end = start + len(beside["p"])
            found.append(
                Candidate("location", beside["p"], 0.86, passage, start, end, "meeting:beside-day")
            )
    found.extend(_under_days(leaf))
    found.extend(_in_sentences(leaf))
    for line in leaf.lines:
        item = _BEHIND_MARK.match(line.raw)
        at = line.text.find(item["p"].strip()) if item else -1
        if item and at >= 0:
            place = item["p"].strip()
            found.append(
                Candidate("location", place, 0.93, line, at, at + len(place), "meeting:item")
            )
    chosen = best(in_its_language(found, leaf))
    if chosen is None:
        return []
    # a town in the sentence, and the house in it behind a label
    town = str(chosen.value)
    houses = [c for c in found if c.method.startswith("label:") and town in str(c.value)]
    if chosen.method == "meeting:place" and _ONLY_TOWN.fullmatch(town):
        # 「将在某某市召开,会议地点为某某酒店」
        houses = houses or [c for c in found if c.method in _HOUSE_TOLD and c.value != town]
    in_ours = [c for c in found if c.method == IN_OUR_HOUSE]
    return [named_in_full(best(houses) or chosen, in_ours)]
