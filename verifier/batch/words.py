"""Words of the three files for people: what is recommended, how documents repeat, why."""

from __future__ import annotations

from collections import defaultdict

from verifier.labels import Words
from verifier.reasons import Reason
from verifier.sentences import SENTENCES
from verifier.store.batches import UNREAD

RECOMMENDATIONS: Words = {
    "ready": ("可直接通过", "ready"),
    "review": ("人工核查", "review"),
    "return": ("退回补正", "return"),
    "void": ("无效", "void"),
    UNREAD: ("无法读取", "could not be read"),
}
RELATION_WORDS: Words = {
    "same_file": ("同一文件", "the same file"),
    "same_number": ("证书编号相同", "the same certificate number"),
    "same_activity": ("同一人同一活动", "the same person and activity"),
}


def reason_text(code: str) -> tuple[str, str]:
    """Return a reason as a sentence without its particulars, Chinese and English."""
    try:
        sentence = SENTENCES[Reason(code)]
    except (ValueError, KeyError):
        return code, code
    blank: defaultdict[str, str] = defaultdict(lambda: "…")
    return sentence.zh.format_map(blank), sentence.en.format_map(blank)
