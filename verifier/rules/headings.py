"""Tell what a paper calls itself from what it mentions: the short lines in its upper part."""

from __future__ import annotations

from extractor.document import Extraction
from verifier.organisations import plain
from verifier.rules.case import any_in

_UPPER = 0.4
_LONGEST_HEADING = 30
_SENTENCE = ",，。;；"


def is_headed(paper: Extraction, words: tuple[str, ...]) -> bool:
    """Say whether a heading of a page bears one of the words; a long one has to end with it.

    A certificate that mentions a plan is no plan; a heading of its own makes a page one.
    """
    endings = tuple(plain(word) for word in words)
    for page in paper.pages:
        for line in page.lines:
            text = plain(line.text)
            if line.box.centre[1] >= _UPPER or any(mark in text for mark in _SENTENCE):
                continue
            if text.endswith(endings) or (len(text) <= _LONGEST_HEADING and any_in(words, text)):
                return True
    return False
