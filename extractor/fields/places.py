"""Find where a training took place: by its label, else as a sentence on it tells.

Where a meeting is held is told in other words (`extractor.fields.meetings.meeting`).
"""

from __future__ import annotations

import re

from extractor.fields.candidates import Candidate, Leaf
from extractor.fields.labels.form import Labelled
from extractor.language.scripts import has_chinese
from extractor.passages import Passage, join_cells

_IN_TOWN = re.compile(
    r"[在赴](?P<p>[\u4e00-\u9fff]{2,5}(?:市|县|自治州))(?=参加|举办|举行|召开|开展|接受|进行|完成)"
)
_IN_CITY = re.compile(
    r"(?<![职教学存现正])在(?P<p>(?![我本贵全各其该此这线网云校省国境县市区现会期])[\u4e00-\u9fff]{2,3})(?=参加|举办|举行|召开)"
)
"""「在昆明参加」: towns are called without what they are."""
_ABROAD = re.compile(
    r"[在赴](?P<p>(?:中国|美国|英国|法国|德国|日本|韩国|俄罗斯|加拿大|澳大利亚|新西兰|新加坡|马来西亚|泰国|印度|越南|芬兰|瑞典|挪威|丹麦|荷兰|比利时|瑞士|奥地利|意大利|西班牙|葡萄牙|波兰|捷克|匈牙利|爱尔兰|以色列|香港|澳门|台湾)"
    r"[\u4e00-\u9fff·]{2,10}?)(?=参加|举办|举行|召开|开展|完成|接受)"
)
"""「在德国莱比锡举办」; 「在日本某某大学举办」 tells the house as well."""
_IN_HOUSE = re.compile(
    r"(?<![职教学存现])[在于赴到](?P<p>(?![我本该贵全各其])[\u4e00-\u9fff]{2,16}?"
    r"(?:学校|[中小大]学|幼儿园|学院|书院|宾馆|酒店|饭店|会议中心|会展中心|服务中心|活动中心|礼堂|报告厅|体育馆|图书馆|"
    r"博物馆|文化站|文化馆|科技馆|少年宫|医院|党校|影剧院|社区|基地|林场|农场|园区|纪念馆|景区|活动室|干休所|培训中心))"
    r"(?=参加|举办|举行|召开|完成|接受|开展|脱产)"
)
"""「于天禄书院参加」; a body may stand here for what it gives, so this is not sure."""
_IN_TOWN_BRACKETS = re.compile(
    r"(?:班|培训|会|论坛|活动)[”」》]?[(（](?P<p>(?:[\u4e00-\u9fff]{2,6}?(?:自治区|自治州|省|市|县)){1,2})[)）]"
)
_AFTER_THE_DAY = re.compile(
    r"[日号]在(?P<p>(?![我本该贵全各其线网])[\u4e00-\u9fff]{3,16}?)(?<![网端云台])(?=(?:脱产)?(?:参加|接受))"
)
"""「于3月19日至22日在石桥林场参加」"""
_WHERE_SPOKEN = re.compile(
    r"在(?:[我本]?[校院园])?(?P<p>[\u4e00-\u9fff]{2,10}[A-Za-z0-9\u4e00-\u9fff]{0,6}(?:室|厅|礼堂|教室))"
    r"(?=为[^,，。;；]{2,20}[作做开][了设]?[^,，。;；]{0,12}(?:讲座|报告))"
)
"""「在我校致远楼201会议室为全体教师作了讲座」"""
_PLACE_IS = re.compile(
    r"(?:培训|学习|研修|举办|活动|会议|办班)?地点(?:设在|定在|位于|在|为|是|设于)(?P<p>[\u4e00-\u9fffA-Za-z0-9]{2,24}(?:[(（][^()（）]{1,16}[)）])?)(?=[,，。;；])"
)
"""「时间为7月17日至21日,地点在某某小学。」"""
_BEHIND_THE_DAY = re.compile(
    r"[(（][^()（）]*\d\s?[日号][,，、;；]\s?(?:地点)?(?P<p>[\u4e00-\u9fff]{2,14}(?:市|县|区|州|镇|乡|村|学校|[小中大]学|学院|宾馆|酒店|中心|基地|党校|馆))[)）]"
)
"""「某某培训班(2019年6月10日至14日,某某县)」"""
_HELD_IN_ENGLISH = re.compile(
    r"\b(?:held|conducted|delivered|took place|taking place|organi[sz]ed|offered|run)\s+"
    r"(?:in person\s+)?(?:in|at)\s+(?:the\s+)?"
    r"(?P<p>[A-Z][\w’'.-]*(?:,?\s+(?:of|the|and|de|[A-Z][\w’'.-]*))*)"
    r"(?=\s+(?:from|on|between|during|over|for|by|in)\b|[.;,(]|\s*$)"
)
"""「held in Ban Phu Nam, Thailand from 4 to 15 March 2019」"""
_ON_DAY_AT = re.compile(
    r"(?:19|20)\d\d,?\s+at\s+(?:the\s+)?(?P<p>[A-Z][\w’'.-]*(?:,?\s+(?:of|the|and|[A-Z][\w’'.-]*))+)"
    r"(?=[.;(]|\s*$|,?\s+(?:for|with|and has|totall?ing|compris\w+)\b)"
)
"""「on 17-18 August 2023 at Songqiao Conference Hotel, Zijiang City」"""
_IN_TOWN_ENGLISH = re.compile(
    r"(?:19|20)\d\d,? in (?P<p>[A-Z][a-z]+(?: [A-Z][a-z]+){0,2}, [A-Z][a-z]+(?: [A-Z][a-z]+)?)"
    r"(?=[.,;]|\s|$)"
)
_NEXT_SENTENCE = re.compile(
    r"(?<=[㐀-鿿])[1-9一二三四五六]\s?[.、．](?=\s?[㐀-鿿“])|[,，](?:计|共|合计|累计|学时|时间|主办|由|为期|授课|经|参加|完成)|[。；;]|请[于各按准随勿佩自携将务参持凭您]|届时|报到|敬请|恭候|欢迎|联系人|费用|[往食交差].[费交食]|[持凭][本此券票证卡][函券票证卡]?"
)
_IN_ENGLISH = re.compile(r"(?<=[\u3400-\u9fff)）])\s+[A-Z][A-Za-z .,&'’-]+$")
_LABEL_BEHIND = re.compile(r"\s[A-Z][a-z]{2,13}(?: [a-z]{2,12}){0,2}\s?[:：]\s")
"""「Port Hall, Luyu Time allotted: 20 minutes」: a label that is not known ends the place"""
_IN_ROUND = re.compile(r"[(（][^()（）]*[)）]?")
_SPEAKS = re.compile(r"\s*[^,，。;；:：()（）\s]{1,16}[:：]")
"""Who says what stands in the next line of a chat."""
OF_CONTACT = re.compile(r"\s*(?:会务|咨询|联系|报名|服务)?(?:热线|电话|联系人|邮箱|手机)\s*[:：]")
"""Beside 「地点」 of another column."""
_SHORTEST_PLACE = 3


def find_places(leaf: Leaf) -> list[Candidate]:
    """Return where it took place: by label, else the town that the sentence on it names."""
    found = [
        _labelled_place(labelled)
        for labelled in leaf.labels("location")
        if not OF_CONTACT.match(labelled.value.text)
    ]
    if found:
        return found
    told = [
        Candidate("location", match["p"], trust, passage, *match.span("p"), "sentence:in-town")
        for passage in leaf.passages
        for pattern, trust in (
            (_IN_TOWN, 0.9),
            (_ABROAD, 0.88),
            (_IN_TOWN_BRACKETS, 0.85),
            (_IN_TOWN_ENGLISH, 0.92),
            (_PLACE_IS, 0.9),
            (_HELD_IN_ENGLISH, 0.88),
            (_ON_DAY_AT, 0.88),
            (_BEHIND_THE_DAY, 0.88),
            (_IN_HOUSE, 0.85),
            (_IN_CITY, 0.8),
            (_AFTER_THE_DAY, 0.8),
            (_WHERE_SPOKEN, 0.8),
        )
        for match in pattern.finditer(passage.text)
    ]
    # the English line of a Chinese page calls the place as the Chinese one does not
    return [c for c in told if leaf.language != "zh" or has_chinese(str(c.value))][:1]


_BULLET = re.compile(r"[■●◆▲★◇▶►※【〖]")
"""Before the next item of a list whose lines run into one another, or its label's mark."""


def place_ends(text: str) -> int:
    """Return where a place ends and the next line of an invitation, or its English name, begins."""
    outside = _IN_ROUND.sub(lambda inside: "_" * len(inside.group()), text)
    sentence = _NEXT_SENTENCE.search(outside)
    end = sentence.start() if sentence and sentence.start() >= _SHORTEST_PLACE else len(text)
    bullet = _BULLET.search(text, _SHORTEST_PLACE, end)
    end = bullet.start() if bullet else end
    label = _LABEL_BEHIND.search(text, _SHORTEST_PLACE, end)
    end = label.start() if label else end
    other = _IN_ENGLISH.search(text[:end].rstrip(" 。;；,，"))
    return other.start() if other else end


def before_another_speaks(value: Passage) -> str:
    """Return a place without the lines below it that tell of something else.

    In a chat 「会务-小李:[文件] 邀请函.pdf」 stands below it.
    """
    for cell in value.cells[1:]:
        line = join_cells((cell,)).text
        at = value.text.find(line)
        if at > 0 and _SPEAKS.match(line):
            return value.text[:at].rstrip()
    return value.text


def _labelled_place(labelled: Labelled) -> Candidate:
    end = place_ends(before_another_speaks(labelled.value))
    text = labelled.value.text[:end]
    return Candidate("location", text, 0.95, labelled.value, 0, end, f"label:{labelled.label}")
