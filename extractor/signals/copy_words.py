"""Finds the words by which a paper calls itself a copy: stamped, printed or written by hand.

A copy says so in a formula of its own (复印件, 与原件核对无误). A sentence that speaks *about*
copies, in a notice, a form or a pledge, is on originals too and does not count.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractor.document import Line

_LONGEST = 26
"""Characters of a line that may still be a stamp's formula and not a sentence; two Latin letters
count as one."""
_SPACE = re.compile(r"[\s,，。.;；:：、·_()（）\[\]【】「」《》<>〈〉|/\-—]+")
_COPY = "[复複覆影]印[件本]?"
_THE_ORIGINAL = "[原正][件本]"
_FORMULAS = re.compile(
    rf"(?:与|和|同|跟|與){_THE_ORIGINAL}(?:经?核对|核對|[一-鿿]对|内容|完全|相)*(?:一致|相符|无误|無誤|无异|無異|相同|符合)"
    rf"|(?:核对|核對|经核|审核|查验|验)(?:与|過|过)?{_THE_ORIGINAL}(?:一致|相符|无误|無誤)"
    rf"|(?:已|经)(?:核对|核對|查验|核验|审核|验看|见){_THE_ORIGINAL}"
    rf"|{_THE_ORIGINAL}(?:已|经)(?:核对?|验|审核|查验|退回?|阅)"
    rf"|^(?:本|此|该)?(?:件)?(?:为|系|是)?{_COPY}(?:件)?(?:专用)?章?$"
    rf"|^(?:此|本|该)(?:件|证书?|材料)(?:为|系|是){_COPY}"
    r"|^(?:(?:certified(?:tobea)?)?true|certified)copy(?:ofthe(?:original)?)?"
    r"|^(?:photo|xero)copy$|^copyof(?:the)?original",
    re.IGNORECASE,
)
_SENTENCE_ENDS = re.compile(r"[。.!！;；]\s*$")
_OF_A_TRANSLATION = re.compile(r"译文|译件|译本|翻译|译者|译员|translat", re.IGNORECASE)
"""「译文经核对与原件一致」: what agrees with the original is the translation."""
_ABOUT_COPIES = re.compile(
    "须|需|应|请|提交|递交|上交|上传|提供|携带|随带|附|交|保证|承诺|确保|声明|负责|不一致|不符|"
    "无效|遗失|补发|一式|[一二三两0-9]份|^如|^若|否则|同等|效力|办理|等材料|must|shall|please",
    re.IGNORECASE,
)


def find_copy_words(lines: Sequence[Line]) -> list[Line]:
    """Return the lines that say the paper is a copy; a formula broken over two counts as both."""
    told = _of_translations(lines)
    lines = [line for at, line in enumerate(lines) if at not in told]
    found = [line for line in lines if _is_formula(line.text)]
    for first, second in pairwise(lines):
        if first in found or second in found or _length(first.text + second.text) > _LONGEST:
            continue
        close = abs(second.box.centre[1] - first.box.centre[1]) <= 3 * max(
            first.box.height, second.box.height
        )
        if close and _is_formula(first.text + second.text):
            found += [first, second]
    return found


def _of_translations(lines: Sequence[Line]) -> set[int]:
    """Return which lines are of a sentence that a translator says of the translation.

    A sentence may begin in the line above; a stamp is one in itself, and in a line of its own.
    """
    told: set[int] = set()
    for at, line in enumerate(lines):
        above = lines[at - 1] if at else None
        begun = ""
        if above is not None and not _SENTENCE_ENDS.search(above.text) and _runs_on(above, line):
            begun = above.text
        if _FORMULAS.search(_SPACE.sub("", line.text)) and _OF_A_TRANSLATION.search(
            begun + line.text
        ):
            told.add(at)
    return told


def _runs_on(above: Line, line: Line) -> bool:
    """Tell whether a line is close under one that is as far to the left, or set in."""
    step = line.box.top - above.box.top
    flush = abs(line.box.left - above.box.left) <= 3 * line.box.height
    return 0 < step <= 2.5 * above.box.height and flush


def _is_formula(text: str) -> bool:
    plain = _SPACE.sub("", text)
    return (
        0 < _length(plain) <= _LONGEST
        and _FORMULAS.search(plain) is not None
        and _ABOUT_COPIES.search(plain) is None
    )


def _length(text: str) -> float:
    return sum(0.5 if char.isascii() else 1.0 for char in text)
