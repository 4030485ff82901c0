"""Find the name of a project that a sentence sets in no marks, behind who applied for it."""

from __future__ import annotations

import re

from extractor.fields.candidates import Candidate, Leaf

_DONE = (
    r"研究|探究|探索|探析|实践|应用|运用|开发|建设|构建|重构|改革|创新|策略|对策|路径|模式|设计|调查|分析|评价|实验|"
    r"试验|思考|推广|优化|培养|提升"
)
"""How the name of a project commonly ends."""
_UNMARKED = re.compile(
    r"(?:申报|申请|主持|承担|负责|牵头|完成)的[^,，。;；:：“”《》]{0,12}?(?:课题|项目)(?:[:：]|名为)?\s?"
    r"(?P<t>(?![组研类]|负责|主持|立项|已|被|经|获|通过|名称|编号|均|的|在|于|为|属)"
    rf"[^,，。;；:：“”《》()（）]{{6,60}}?(?:{_DONE}))"
    r"(?=\s?(?:[(（](?:课题|项目|立项|批准)?编?号|[,，]?\s?(?:已|业|现|被|获|通过|经(?:[^,，。;；]{0,16})(?:评审|审核|审议|审定|评议|研究|批准|"
    r"论证|鉴定|审批)|同意|准予|批准|列[为入]|立项|予以)))"
)
"""「你院李明老师主持申报的课题农村小学作业设计的研究,经评审同意立项」"""
_TRUST = 0.85


def unmarked_title(leaf: Leaf) -> list[Candidate]:
    """Return the name of a project behind 「申报的课题」, where no mark tells its two ends."""
    return [
        Candidate("activity_title", match["t"], _TRUST, passage, *match.span("t"), "project:plain")
        for passage in leaf.passages
        if (match := _UNMARKED.search(passage.text)) is not None
    ][:1]
