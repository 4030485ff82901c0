"""Tell whom a class is for from whom a paper is made out to: 「培训对象:全体班主任」 is nobody."""

from __future__ import annotations

import re

from extractor.language.names import is_name, tidy_name

_HONOURED = re.compile(r"\s*(?:同志|老师|女士|先生|教授)\s*$")
_NAME_CHARS = re.compile(r"[㐀-鿿·•．・‧∙ ]+")
_MANY = re.compile(r"全体|所有|各(?![·•])|全[校院园市省县区乡镇国]")
"""How it begins who is meant, and who is no one: nobody's given name begins so."""
_FOR_WHOM = ("培训对象", "邀请对象")
"""What announces a group more often than the one who learned."""


def is_for_many(label: str, text: str) -> bool:
    """Tell whether the value of a label for people names a group, and no one of it."""
    run = _NAME_CHARS.match(_HONOURED.sub("", text))
    is_one = run is not None and is_name(tidy_name(run.group()))
    return _MANY.match(text) is not None or (label.endswith(_FOR_WHOM) and not is_one)
