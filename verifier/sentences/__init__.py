"""The sentences for every reason: what was found and what to do, Chinese and English.

Names in braces are inputs of the finding. They say "differs, please confirm"
where a person must judge; none accuses.
"""

from __future__ import annotations

from verifier.reasons import Reason
from verifier.sentences.claims import CLAIM_SENTENCES
from verifier.sentences.documents import DOCUMENT_SENTENCES
from verifier.sentences.marks import MARK_SENTENCES
from verifier.sentences.sentence import Sentence

SENTENCES: dict[Reason, Sentence] = {
    **DOCUMENT_SENTENCES,
    **CLAIM_SENTENCES,
    **MARK_SENTENCES,
}

__all__ = ["SENTENCES", "Sentence"]
