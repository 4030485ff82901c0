"""What the parts of a journal are called, over the titles of articles or beside them."""

from __future__ import annotations

import re

_OF = (
    "课堂|课程|教学|教研|教育|教改|教师|教海|德育|学科|学术|学生|管理|幼教|职教|高教|理论|专题|"
    "名师|校长|经验|科研|课例|游戏|家园|特色"
)
_PARTS = (
    "研究|探索|探究|探讨|实践|论坛|园地|天地|纵横|前沿|视野|视点|之窗|广角|交流|平台|长廊|在线|"
    "聚焦|观察|争鸣|沙龙|随笔|札记|案例|评析|时光|共育"
)
SECTION_NAME = re.compile(
    rf"[●■◆▲★·•]?\s*(?:{_OF})与?(?:{_PARTS})(?:\s?[/／|｜·•]\s?[㐀-鿿]{{2,8}})?"
)
"""「课堂纵横」, 「教研天地」: no title of an article is so short and so general."""
FIRST_PRINTED = re.compile(r"\s*原\s?(?:载|刊|刊于|载于|刊载于)\s*[:：]?\s*")
"""Over the name of a journal, on the cover of a reprint."""
