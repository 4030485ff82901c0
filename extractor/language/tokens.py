"""spaCy behind one door: tokens, lexicon and matchers of one group of patterns.

The only module of the package that imports spaCy; import it inside functions.
It speaks of positions in normalised text and returns plain data.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

import spacy
from spacy.attrs import LOWER
from spacy.language import Language
from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc
from spacy.util import filter_spans
from spacy.vocab import Vocab

from extractor.language.dates import date_spans
from extractor.language.numerals import number_spans
from extractor.language.phrasebook import Item, Lexicon, Pattern

_WORD = re.compile(r"[A-Za-zÀ-ɏ]+(?:['’][A-Za-z]+)*|[0-9]+|\S")
_HAN = r"^[\u3400-\u9fff\U00020000-\U0003ffff·]$"
_LATIN = r"^[A-Za-zÀ-ɏ'’.-]+$"


_Aligned = tuple[int, int, int, list[int]]  # the matcher's stub knows no alignments


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


@dataclass(frozen=True, slots=True)
class _Needs:
    """What a text must hold for a pattern to match: a word of each of these steps, and figures."""

    words: tuple[re.Pattern[str], ...]
    kinds: frozenset[str]

    def are_met(self, spelt: str, kinds: set[str]) -> bool:
        """Tell whether a text in lower case, with quantities of these kinds, holds them all."""
        return self.kinds <= kinds and all(word.search(spelt) for word in self.words)


class _Tokenizer:
    """Chinese characters and signs one by one, Latin words and digit runs whole.

    White space is no token: a line feed counts as the space it stands for.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        found = list(_WORD.finditer(text))
        words = [match.group() for match in found]
        spaces = [match.end() < len(text) and text[match.end()].isspace() for match in found]
        # Set here, for setting it on a token takes time in the length of the text (spaCy 3.8).
        starts: list[bool | int | None] = [
            text[match.start() - 1 : match.start()] in {"", "\n"} for match in found
        ]
        return Doc(self.vocab, words=words, spaces=spaces, sent_starts=starts)


@Language.component("xueshi_quantities")
def _merge_quantities(doc: Doc) -> Doc:
    """Make each number and date one token with its kind as entity type."""
    with doc.retokenize() as retokenizer:
        for quantity in find_quantities(doc.text):
            span = doc.char_span(quantity.start, quantity.end)
            if span is not None:
                retokenizer.merge(span, attrs={"ENT_TYPE": quantity.kind})
    return doc


@Language.factory("xueshi_lexicon", default_config={"terms": []})
class _Terms:
    """Makes each term of the group one token; the longest wins, then the first."""

    def __init__(self, nlp: Language, name: str, terms: list[str]) -> None:  # noqa: ARG002  # spaCy's
        self.matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
        docs = [nlp.tokenizer(term) for term in terms]
        # A term of one token needs no merging.
        self.matcher.add("term", [doc for doc in docs if len(doc) > 1])

    def __call__(self, doc: Doc) -> Doc:
        spans = filter_spans(self.matcher(doc, as_spans=True))
        with doc.retokenize() as retokenizer:
            for span in spans:
                retokenizer.merge(span, attrs={"ENT_TYPE": "term"})
        return doc


class GroupMatcher:
    """The pipeline of one group: text in, matches of its patterns out."""

    def __init__(self, patterns: tuple[Pattern, ...], lexicon: Lexicon) -> None:
        """Build the tokenizer, the components and the matcher; takes some 50 ms."""
        # the patterns ask for no other attribute of a word, and each costs time for each new word
        self.nlp = spacy.blank("zh", vocab=Vocab(lex_attr_getters={LOWER: str.lower}))
        self.nlp.tokenizer = _Tokenizer(self.nlp.vocab)
        self.nlp.add_pipe("xueshi_quantities")
        terms = sorted(_terms_of(patterns, lexicon))
        self.nlp.add_pipe("xueshi_lexicon", config={"terms": terms})
        self._slots = [[item.slot for item in pattern.items] for pattern in patterns]
        self._needs = [_needs(pattern, lexicon) for pattern in patterns]
        self._matcher = Matcher(self.nlp.vocab)
        for index, pattern in enumerate(patterns):
            items = [_token_pattern(item, lexicon) for item in pattern.items]
            self._matcher.add(str(index), [items], greedy="LONGEST")

    def annotate(self, plain: str) -> Doc:
        """Return the tokens of a normalised text, merged and marked."""
        return self.nlp(plain)

    def matches(self, plain: str) -> list[TokenMatch]:
        """Return the longest matches of each pattern in a normalised text."""
        if not self._may_match(plain):
            return []
        with self.nlp.memory_zone():
            doc = self.annotate(plain)
            found: list[TokenMatch] = []
            rows = cast("list[_Aligned]", self._matcher(doc, with_alignments=True))
            for key, first, last, alignment in rows:
                index = int(self.nlp.vocab.strings[key])
                captures = self._captures(doc, first, alignment, self._slots[index])
                end = doc[last - 1].idx + len(doc[last - 1])
                found.append(TokenMatch(index, doc[first].idx, end, captures))
        return sorted(found, key=lambda match: (match.start, match.pattern))

    def _may_match(self, plain: str) -> bool:
        """Tell whether a text holds the words of some pattern; most texts do not.

        Looking for words costs little beside making tokens of a text.
        """
        # a term over two lines is one token with a blank in it
        spelt = plain.lower().replace("\n", " ")
        kinds = {quantity.kind for quantity in find_quantities(plain)}
        return any(needs.are_met(spelt, kinds) for needs in self._needs)

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


@lru_cache(maxsize=64)
def find_quantities(plain: str) -> tuple[Quantity, ...]:
    """Return the dates, and the numbers outside of them, of a normalised text."""
    found = [Quantity(start, end, "date") for start, end, *_ in date_spans(plain)]
    covered = {index for date in found for index in range(date.start, date.end)}
    end = 0
    for start, stop, _ in number_spans(plain):
        if start >= end and start not in covered and stop - 1 not in covered:
            found.append(Quantity(start, stop, "number"))
            end = stop
    return tuple(sorted(found, key=lambda quantity: quantity.start))


def _terms_of(patterns: tuple[Pattern, ...], lexicon: Lexicon) -> set[str]:
    """Return all terms and literals of a group, with the decoys that hide such signs."""
    terms = set(lexicon.spellings("decoy"))
    for pattern in patterns:
        for item in pattern.items:
            terms.update(item.texts)
            for category in (*item.terms, *item.without):
                terms.update(lexicon.spellings(category))
    return terms


def _needs(pattern: Pattern, lexicon: Lexicon) -> _Needs:
    """Return what a text must hold for the pattern: what its steps that may not fail look for."""
    steps = [item for item in pattern.items if item.op in (None, "+")]
    words = [_spellings(item, lexicon) for item in steps]
    return _Needs(
        tuple(re.compile("|".join(map(re.escape, some))) for some in words if some),
        frozenset(item.kind for item in steps if item.kind is not None),
    )


def _spellings(item: Item, lexicon: Lexicon) -> list[str]:
    """Return all ways to write a step's literals and terms."""
    terms = {spelling for name in item.terms for spelling in lexicon.spellings(name)}
    return sorted(terms.union(item.texts))


def _token_pattern(item: Item, lexicon: Lexicon) -> dict[str, object]:
    """Return spaCy's description of one item."""
    pattern: dict[str, object] = {}
    if item.texts or item.terms:
        pattern["LOWER"] = {"IN": _spellings(item, lexicon)}
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
