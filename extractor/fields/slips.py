"""Find the slip at the foot of a letter, to be torn off and sent back: the letter ends above it."""

from __future__ import annotations

import re

from extractor.fields.candidates import Leaf

_SLIP = re.compile(
    r"\s*[-—–_·.…✂\s]*(?:(?:参会|与会|出席|会议|代表|嘉宾|专家|活动|研讨会|年会|邀请函|报名)*回\s*[执執条條]\s*[单單表联聯函栏欄]?|"
    r"(?:参会|会议|活动)报名表|(?:reply|return|response|registration|acceptance)\s+(?:slip|form|card)|"
    r"(?:沿|由)?此[处線线]?(?:沿线)?[剪裁撕][开下]?)\s*"
    r"(?:[(（][^()（）]{1,30}[)）])?[-—–_·.…✂\s]*[:：]?\s*",
    re.IGNORECASE,
)
"""「参会回执」, 「会议回执(请于7月1日前寄回)」, 「Reply slip」 alone on its line"""
_HEAD = 0.3
"""What is headed so at the top is a slip altogether."""


def foot_of_letter(leaf: Leaf) -> float:
    """Return how far down its page the letter goes; 1.0 where no slip is below it."""
    return min(
        (
            cell.box.top
            for cell in leaf.cells
            if cell.page == 1 and cell.box.top >= _HEAD and _SLIP.fullmatch(cell.line.text)
        ),
        default=1.0,
    )
