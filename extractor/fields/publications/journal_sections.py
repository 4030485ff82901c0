"""What the parts of a journal are called, over the titles of articles or beside them."""

from __future__ import annotations

import re

_OF = (
    "课堂|课程|教学|教研|教育|教改|教师|教海|德育|学科|学术|学生|管理|幼教|职教|高教|理论|专题|"
    "名师|校长|经验|科研|课例|游戏|家园|特色|园长|班主任|教研员|家长|读书"
)
_PARTS = (
    "研究|探索|探究|探讨|实践|论坛|园地|天地|纵横|前沿|视野|视点|之窗|广角|交流|平台|长廊|在线|"
    "聚焦|观察|争鸣|沙龙|随笔|札记|案例|评析|时光|共育|手记|茶座|信箱|漫谈|叙事|有约|论道"
)
SECTION_NAME = re.compile(
    rf"[●■◆▲★·•]?\s*(?:{_OF})与?(?:{_PARTS})(?:\s?[/／|｜·•]\s?[㐀-鿿]{{2,8}})?"
)
"""「课堂纵横」, 「教研天地」: no title of an article is so short and so general."""
FIRST_PRINTED = re.compile(r"\s*原\s?(?:载|刊|刊于|载于|刊载于)\s*[:：]?\s*")
"""Over the name of a journal, on the cover of a reprint."""
MAKERS = re.compile(r"(?:主\s?编|顾\s?问|编\s?委|编委会|社\s?长|编辑部)\s*[:：]")
"""A line that tells who makes the journal: 「顾问:王小明 主编:李静」."""
FIRST_IN = re.compile(r"(?:原(?:载|刊)[于自]?|转载[自于]|摘[自编]+)\s?[:：]?$")
"""Before the name of a journal in marks, in a note on where a text was printed before."""

OF_THE_JOURNAL = re.compile(
    r"([·•●■◆★▲○◇□])\s*[㐀-鿿]{2,12}\s*\1|"
    r"[(（]?\s*[双半]?(?:[周月季年]|旬)刊[^㐀-鿿]{0,12}(?:创刊)?\s*[)）]?|"
    r"[(（]?\s?总\s?第\s?[0-9]{1,4}\s?期\s?[)）]?|"
    r"[㐀-鿿]{2,10}(?:服务平台|知识平台|数据平台|数据库|总库|期刊网|学术网|知识网|阅读网|教育网)(?:\s?[—–-]{1,2}.{2,20})?|"
    r"(?:被引|引用|下载|浏览|阅读)(?:量|数|次数|频次)?\s?[:：]?\s?[0-9].*|"
    r"(?:相关|推荐|参考)(?:作者|文献|文章|论文).*|"
    r"(?:English\s)?Abstracts?(?:\sof\s(?:Main|Selected|Major)?\s?(?:Articles|Papers))?|(?:Main\s)?Contents|"
    r"[(（]?[㐀-鿿]{0,4}[)）]?(?:内|新出)?(?:准印|登)[证字].{0,20}|"
    r"首页\s?[>›»].*|(?:来源|字数|栏目)\s?[:：].*|"
    r"(?:北大|中文|科技|中国科技|中国人文)?核心(?:期刊)?|(?:CSSCI|CSCD|SCI|EI)(?:来源期刊|收录)?",
    re.IGNORECASE,
)
"""「●名医经验●」 over a title is a part of the journal; 「(双月刊)」, 「总第36期」 tell of it.

So do the words of a database around it: its name, 「被引量:7」, 「北大核心」.
"""
_COUNTED = re.compile(
    r"\s*(?:被引|引用|下载|浏览|阅读|收藏)(?:量|数|次数|频次)?\s?[:：]\s?[0-9]{0,6}\s*$"
)
_NOTE_MARK = re.compile(r"(?:[*＊†‡①△▲☆★0-9]|(?<![A-Za-z])[#＃])$")
"""Of the foot-note to a title. 「C#」 may end one."""


def without_tail(title: str) -> str:
    """Return a title without the mark of its note, or what a database counts: 「被引量:2」."""
    return _NOTE_MARK.sub("", _COUNTED.sub("", title)).strip()
