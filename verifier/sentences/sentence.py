"""A message in two languages with what to do about it, and the remedies that recur."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """A message in two languages, and what to do about it (empty: nothing to do)."""

    zh: str
    en: str
    remedy_zh: str = ""
    remedy_en: str = ""


ASK_PERSON = ("请审核人核对。", "A reviewer looks at it.")
GIVE_DATUM = ("请补充该项数据后重新核查。", "Supply it and check again.")
