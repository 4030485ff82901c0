"""spaCy behind one door: tokens, lexicon and matchers of one group of patterns.

The only module of the package that imports spaCy; import it inside functions.
It speaks of positions in normalised text and returns plain data.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

import spacy
from spacy.language import Language
from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc
from spacy.util import filter_spans
from spacy.vocab import Vocab

from extractor.language.phrasebook import Item, Lexicon, Pattern

_WORD = re.compile(r"[A-Za-zÀ-ɏ]+(?:['’][A-Za-z]+)*|[0-9]+|\S")
_HAN = r"^[\u3400-\u9fff\U00020000-\U0003ffff·]$"
_LATIN = r"^[A-Za-zÀ-ɏ'’.-]+$"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A stretch of normalised text that becomes one token of a kind."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class TokenMatch:
    """A match of the pattern with this index, in positions of the normalised text."""

    pattern: int
    start: int
    end: int
    captures: dict[str, tuple[int, int]]


class QuantityFinder(Protocol):
    """Finds what becomes one token: numbers and dates, none overlapping another."""

    def __call__(self, plain: str) -> Iterable[Quantity]:
        """Return the quantities of a normalised text from left to right."""


class _Tokenizer:
    """Chinese characters and signs one by one, Latin words and digit runs whole.

    White space is no token: a line feed counts as the space it stands for.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        found = list(_WORD.finditer(text))
        spaces = [match.end() < len(text) and text[match.end()].isspace() for match in found]
        return Doc(self.vocab, words=[match.group() for match in found], spaces=spaces)


@Language.factory("xueshi_quantities")
class _Quantities:
    """Merges each number and date into one token with its kind as entity type."""

    def __init__(self, nlp: Language, name: str) -> None:  # noqa: ARG002  # the factory's signature
        self.find: QuantityFinder = lambda plain: ()

    def __call__(self, doc: Doc) -> Doc:
        with doc.retokenize() as retokenizer:
            for quantity in self.find(doc.text):
                span = doc.char_span(quantity.start, quantity.end)
                if span is not None:
                    retokenizer.merge(span, attrs={"ENT_TYPE": quantity.kind})
        return doc


@Language.factory("xueshi_lexicon")
class _Terms:
    """Merges each term of the group into one token; the longest wins, then the first."""

    def __init__(self, nlp: Language, name: str) -> None:  # noqa: ARG002  # the factory's signature
        self.matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
        self.tokenizer = nlp.tokenizer

    def add(self, terms: Iterable[str]) -> None:
        """Add terms; those that cannot be more than one token need no merging."""
        docs = [self.tokenizer(term) for term in sorted(terms)]
        self.matcher.add("term", [doc for doc in docs if len(doc) > 1])

    def __call__(self, doc: Doc) -> Doc:
        spans = filter_spans(self.matcher(doc, as_spans=True))
        with doc.retokenize() as retokenizer:
            for span in spans:
                retokenizer.merge(span, attrs={"ENT_TYPE": "term"})
        return doc


class GroupMatcher:
    """The pipeline of one group: text in, matches of its patterns out."""

    def __init__(
        self, patterns: tuple[Pattern, ...], lexicon: Lexicon, find: QuantityFinder
    ) -> None:
        self.nlp = spacy.blank("zh")
        self.nlp.tokenizer = _Tokenizer(self.nlp.vocab)
        quantities = self.nlp.add_pipe("xueshi_quantities")
        quantities.find = find
        self.nlp.add_pipe("xueshi_lexicon").add(_terms_of(patterns, lexicon))
        self._slots = [[item.slot for item in pattern.items] for pattern in patterns]
        self._matcher = Matcher(self.nlp.vocab)
        for index, pattern in enumerate(patterns):
            items = [_token_pattern(item, lexicon) for item in pattern.items]
            self._matcher.add(str(index), [items], greedy="LONGEST")

    def annotate(self, plain: str) -> Doc:
        """Return the tokens of a normalised text, merged and marked."""
        doc = self.nlp(plain)
        for token in doc[1:]:
            token.is_sent_start = plain[token.idx - 1] == "\n"
        return doc

    def matches(self, plain: str) -> list[TokenMatch]:
        """Return the longest matches of each pattern in a normalised text."""
        with self.nlp.memory_zone():
            doc = self.annotate(plain)
            found: list[TokenMatch] = []
            for key, first, last, alignment in self._matcher(doc, with_alignments=True):
                index = int(self.nlp.vocab.strings[key])
                captures = self._captures(doc, first, alignment, self._slots[index])
                end = doc[last - 1].idx + len(doc[last - 1])
                found.append(TokenMatch(index, doc[first].idx, end, captures))
        return sorted(found, key=lambda match: (match.start, match.pattern))

    @staticmethod
    def _captures(
        doc: Doc, first: int, alignment: list[int], slots: list[str | None]
    ) -> dict[str, tuple[int, int]]:
        captures: dict[str, tuple[int, int]] = {}
        for offset, item in enumerate(alignment):
            slot = slots[item]
            if slot is not None:
                token = doc[first + offset]
                start = captures.get(slot, (token.idx, 0))[0]
                captures[slot] = (start, token.idx + len(token))
        return captures


def _terms_of(patterns: tuple[Pattern, ...], lexicon: Lexicon) -> set[str]:
    """Return all terms and literals of a group, with the decoys that hide such signs."""
    terms = set(lexicon.spellings("decoy"))
    for pattern in patterns:
        for item in pattern.items:
            terms.update(text.lower() for text in item.texts)
            for category in (*item.terms, *item.without):
                terms.update(lexicon.spellings(category))
    return terms


def _token_pattern(item: Item, lexicon: Lexicon) -> dict[str, object]:
    """Return spaCy's description of one item."""
    pattern: dict[str, object] = {}
    if item.texts or item.terms:
        spellings = {text.lower() for text in item.texts}
        for category in item.terms:
            spellings.update(lexicon.spellings(category))
        pattern["LOWER"] = {"IN": sorted(spellings)}
    elif item.kind is not None:
        pattern["ENT_TYPE"] = item.kind
    elif item.han is not None:
        pattern["TEXT"] = {"REGEX": _HAN}
    elif item.latin is not None:
        pattern["TEXT"] = {"REGEX": _LATIN}
    if item.without:
        barred = {spelling for name in item.without for spelling in lexicon.spellings(name)}
        pattern["LOWER"] = {"NOT_IN": sorted(barred)}
    count = item.gap or item.han or item.latin
    if count is not None:
        pattern["OP"] = f"{{{count[0]},{count[1]}}}"
    if item.op is not None:
        pattern["OP"] = item.op
    if item.line_start:
        pattern["IS_SENT_START"] = True
    return pattern
