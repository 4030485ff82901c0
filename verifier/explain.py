"""A finding or a step as sentences: what, why, and what to do; Chinese, then English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from extractor.document import Originality
from verifier import labels
from verifier.code_words import CODE_WORDS
from verifier.model import Finding, Option, Outcome, Step
from verifier.reasons import Reason
from verifier.sentences import SENTENCES

_CODES: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "subject": labels.SUBJECTS,
    "classes": labels.SUBJECTS,
    "kind": labels.KINDS,
    "body": labels.BODIES,
    "missing": labels.TIMES,
    "topic_class": labels.TOPIC_CLASSES,
    "value": CODE_WORDS,
    "accepted": CODE_WORDS,
    "language": labels.LANGUAGES,
    "fact": labels.FACT_NAMES,
    "later_fact": labels.FACT_NAMES,
    "register": labels.REGISTERS,
    "field": labels.FIELDS,
    "hiding": labels.HIDING,
    "why": labels.CAPTURES,
}
_DOUBT_ZH = "（识别把握不足，请对照图像确认。）"
_DOUBT_EN = "(Read with little confidence: please compare with the picture.)"


@dataclass(frozen=True, slots=True)
class Wording:
    """A text in both languages."""

    zh: str
    en: str

    @property
    def both(self) -> str:
        """The Chinese text, then the English one; empty if there is nothing to say."""
        return f"{self.zh} {self.en}".strip()

    def __bool__(self) -> bool:
        """Say whether there is anything to say."""
        return bool(self.zh or self.en)


def message_of(finding: Finding) -> Wording:
    """Return what was found, with the doubt and the age of the rule where they matter."""
    wording = _fill(finding.reason, finding.inputs)
    zh, en = wording.zh, wording.en
    if finding.doubted:
        zh, en = f"{zh}{_DOUBT_ZH}", f"{en} {_DOUBT_EN}"
    if finding.stale_since is not None and finding.outcome is not Outcome.NOT_APPLICABLE:
        zh = f"{zh}（本规则核对至 {finding.stale_since}，请确认仍然有效。）"
        en = f"{en} (This rule was checked up to {finding.stale_since}; confirm that it holds.)"
    return Wording(zh, en)


def remedy_of(finding: Finding) -> Wording:
    """Return what to do; empty for what is in order or does not apply."""
    if finding.outcome in (Outcome.PASSED, Outcome.NOT_APPLICABLE):
        return Wording("", "")
    sentence = SENTENCES[finding.reason]
    if finding.doubted and not sentence.remedy_zh:
        return Wording("请审核人核对。", "A reviewer looks at it.")
    return Wording(sentence.remedy_zh, sentence.remedy_en)


def capture_of(originality: Originality) -> Wording:
    """Return why a capture was assessed as it was, as a sentence; empty where no rule spoke."""
    return _about_capture(labels.CAPTURES, originality)


def next_step_of(originality: Originality) -> Wording:
    """Return the cheapest thing that settles what a capture shows."""
    return _about_capture(labels.NEXT_STEPS, originality)


def quality_of(reason: str) -> tuple[Wording, Wording]:
    """Return what a reason against a picture means, and what to do about it."""
    said, step = (words.get(reason, ("", "")) for words in (labels.QUALITY, labels.QUALITY_STEPS))
    return _sentence(*said), _sentence(*step)


def _sentence(zh: str, en: str) -> Wording:
    return Wording(f"{zh}。", f"{en[0].upper()}{en[1:]}.") if zh else Wording("", "")


def _about_capture(words: labels.Words, originality: Originality) -> Wording:
    if originality.reason is None:
        return Wording("", "")
    return _sentence(*words[originality.reason])


def text_of(part: Step | Option) -> Wording:
    """Return the sentence of a step towards the hours, or of a candidate for them."""
    return _fill(part.reason, part.inputs)


def _fill(reason: Reason, inputs: Mapping[str, str]) -> Wording:
    sentence = SENTENCES[reason]
    zh = {key: _worded(key, value, 0) for key, value in inputs.items()}
    en = {key: _worded(key, value, 1) for key, value in inputs.items()}
    return Wording(sentence.zh.format_map(zh), sentence.en.format_map(en))


def _worded(key: str, value: str, language: int) -> str:
    """Return an input for a sentence: codes as words, everything else as it is.

    Only inputs that hold codes are looked up, so that no text of a document is changed.
    """
    words = _CODES.get(key)
    if words is None:
        return value
    parts = (words[code][language] if code in words else code for code in value.split("、"))
    return "、".join(parts) if language == 0 else ", ".join(parts)
