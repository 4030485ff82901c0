"""Matching of a name with the entries of one register; a weak path is never a fact."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from verifier.model import MatchPath, RegisterEntry, RegisterMatch
from verifier.names import Likeness, compare_names, variants_of
from verifier.registers.aliases import AliasBook, is_valid
from verifier.registers.writings import bare, is_misread, key_of, short_forms, unsigned

_ORDER = {path: rank for rank, path in enumerate(MatchPath)}
_MAX_NAME = 300
"""Longer than any name; what is longer is compared for equality only."""

_CLOSE_TITLE = 80
"""Of a title of twenty characters, two misread and two left out leave a ratio of 85."""

Found = dict[int, MatchPath]


def sorted_matches(
    found: Iterable[tuple[RegisterEntry, MatchPath]],
) -> tuple[RegisterMatch, ...]:
    """Return the matches, the surest first, equals in the order of the file."""
    return tuple(
        RegisterMatch(entry, path)
        for entry, path in sorted(found, key=lambda pair: _ORDER[pair[1]])
    )


class NameIndex:
    """The names of bodies or titles in one register.

    Titles are long and worded anew by everybody: what is close to one is worth a
    question, so that a slip of the pen does not become “was never filed”.
    """

    def __init__(
        self, entries: tuple[RegisterEntry, ...], aliases: AliasBook, *, are_titles: bool = False
    ) -> None:
        """Index the entries by their names and by the other names of their rows."""
        self._entries, self._aliases, self._are_titles = entries, aliases, are_titles
        self._named: dict[str, list[int]] = defaultdict(list)
        self._also: dict[str, list[int]] = defaultdict(list)
        for index, entry in enumerate(entries):
            own = key_of(entry.name)
            self._named[own].append(index)
            for key in dict.fromkeys(_other_keys(entry)):
                if key and key != own:
                    self._also[key].append(index)

    def match(self, name: str, on: date | None) -> tuple[RegisterMatch, ...]:
        """Return the entries that the name may stand for on the day, the surest first."""
        key = key_of(name)
        found = self._by_name(key, on)
        if not any(path.is_fact for path in found.values()) and len(key) <= _MAX_NAME:
            found |= {
                index: path
                for index, path in self._by_likeness(key, on).items()
                if index not in found or _ORDER[path] < _ORDER[found[index]]
            }
        facts = {index: path for index, path in found.items() if path.is_fact}
        return sorted_matches(
            (self._entries[index], path) for index, path in sorted((facts or found).items())
        )

    def _by_name(self, key: str, on: date | None) -> Found:
        """Return the entries that bear the name itself or another name of its body."""
        found: Found = {}
        self._add(found, self._named.get(key, ()), MatchPath.EXACT, on)
        self._add(found, self._also.get(key, ()), MatchPath.ALIAS, on)
        for other in self._aliases.other_names(key, on):
            path = MatchPath.ALIAS if other.is_sure else MatchPath.SHORT_FORM
            self._add(found, self._named.get(other.key, ()), path, on)
            self._add(found, self._also.get(other.key, ()), path, on)
        url = _url_key(key)
        if url is not None:
            self._add(found, self._also.get(url, ()), MatchPath.ALIAS, on)
        return found

    def _by_likeness(self, key: str, on: date | None) -> Found:
        """Return the entries of names that are a short form or a misreading of this one."""
        found: Found = {}
        for likely in self._short(key):
            self._add(found, self._by_name(likely, on), MatchPath.SHORT_FORM, on)
        likely_misread = self._close(key) if self._are_titles else self._misread(key)
        for likely in likely_misread:
            self._add(found, self._by_name(likely, on), MatchPath.MISREAD, on)
        return found

    def _add(self, found: Found, indexes: Iterable[int], path: MatchPath, on: date | None) -> None:
        for index in indexes:
            if is_valid(self._entries[index], on):
                found.setdefault(index, path)

    @cached_property
    def _known(self) -> tuple[str, ...]:
        """Every key under which an entry may be found, the office's aliases included."""
        keys = {*self._named, *self._also, *self._aliases.keys()}
        return tuple(sorted(key for key in keys if key and len(key) <= _MAX_NAME))

    @cached_property
    def _forms(self) -> dict[str, list[str]]:
        forms: dict[str, list[str]] = defaultdict(list)
        for key in self._known:
            for form in short_forms(key):
                forms[form].append(key)
        return forms

    @cached_property
    def _unsigned(self) -> dict[str, list[str]]:
        keys: dict[str, list[str]] = defaultdict(list)
        for key in self._known:
            keys[unsigned(key)].append(key)
        return keys

    @cached_property
    def _plain_forms(self) -> tuple[tuple[str, str], ...]:
        return tuple((form, key) for key in self._known for form in {unsigned(key), bare(key)})

    def _short(self, key: str) -> Iterator[str]:
        yield from self._forms.get(unsigned(key), ())
        for form in short_forms(key):
            yield from self._unsigned.get(form, ())

    def _close(self, key: str) -> Iterator[str]:
        near = process.extract(
            key, self._known, scorer=fuzz.ratio, score_cutoff=_CLOSE_TITLE, limit=None
        )
        yield from sorted(title for title, _, _ in near)

    def _misread(self, key: str) -> Iterator[str]:
        choices = [form for form, _ in self._plain_forms]
        seen: set[str] = set()
        for form in {unsigned(key), bare(key)}:
            near = process.extract(
                form,
                choices,
                scorer=Levenshtein.distance,
                score_cutoff=max(1, len(form) // 4),
                limit=None,
            )
            seen.update(self._plain_forms[index][1] for _, _, index in near)
        yield from (other for other in sorted(seen) if is_misread(key, other))


def _other_keys(entry: RegisterEntry) -> Iterator[str]:
    for name in entry.columns.get("also", "").split("、"):
        yield key_of(name)
    url = _url_key(key_of(entry.columns.get("url", "")))
    if url is not None:
        yield url


def _url_key(key: str) -> str | None:
    """Return an address without what does not tell it apart; None if it is none."""
    if "." not in key or any("一" <= char <= "鿿" for char in key):
        return None
    return key.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")


class PeopleIndex:
    """The people of one register, by number and by name."""

    def __init__(self, entries: tuple[RegisterEntry, ...]) -> None:
        """Index the entries; a number with hidden digits is found by the name only."""
        self._ids: dict[str, list[RegisterEntry]] = defaultdict(list)
        self._names: dict[str, list[RegisterEntry]] = defaultdict(list)
        for entry in entries:
            number = entry.columns.get("id", "")
            if number and _MASK not in number:
                self._ids[number].append(entry)
            self._names[_person_key(entry.name)].append(entry)
        self._keys = tuple(self._names)
        self._masked = tuple(key for key in self._keys if _is_masked(key))

    def with_id(self, number: str) -> tuple[RegisterEntry, ...]:
        """Return the entries under an identity number."""
        return tuple(self._ids.get(number, ()))

    def with_name(self, name: str) -> tuple[RegisterEntry, ...]:
        """Return the entries under a name."""
        return tuple(self._names.get(_person_key(name), ()))

    def match(self, name: str) -> tuple[RegisterMatch, ...]:
        """Return the people whom a name may stand for, the surest first."""
        found = [
            (entry, path)
            for entry in self._near(name)
            if (path := _PATHS.get(compare_names(name, entry.name))) is not None
        ]
        facts = [pair for pair in found if pair[1].is_fact]
        return sorted_matches(facts or found)

    def candidates(self, number: str, name: str) -> Iterator[RegisterEntry]:
        """Yield, each once, the entries that may be a person's, by number or by name."""
        seen: set[int] = set()
        for entry in (*self.with_id(number), *self._near(name)):
            if id(entry) not in seen:
                seen.add(id(entry))
                yield entry

    def _near(self, name: str) -> Iterator[RegisterEntry]:
        """Yield the entries of a name; if there are none, all that may be it."""
        key = _person_key(name)
        if not key or len(key) > _MAX_NAME:
            return
        if _is_masked(key):
            near: Iterable[str] = self._keys
        elif key in self._names:
            near = (key,)
        else:
            near = (*self._like(key), *self._masked)
        for other in dict.fromkeys(near):
            yield from self._names[other]

    def _like(self, key: str) -> Iterator[str]:
        """Yield the names that have all characters of this one, or variants of them, but one."""
        hits: Counter[int] = Counter()
        for char in key:
            hits.update(
                {at for variant in variants_of(char) for at in self._places.get(variant, ())}
            )
        needed = max(len(key) - 1, _SHORTEST_LIKE)
        for at in sorted(at for at, count in hits.items() if count >= needed):
            if abs(len(self._keys[at]) - len(key)) <= 1:
                yield self._keys[at]

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """The names in which each character stands."""
        places: dict[str, list[int]] = defaultdict(list)
        for at, key in enumerate(self._keys):
            for char in set(key):
                places[char].append(at)
        return places


_SHORTEST_LIKE = 2
_MASK = "*"
_MASKED = re.compile(r"[*×✱●○□某]")
_PERSON_SIGNS = str.maketrans("", "", "·.")
_PATHS = {
    Likeness.EQUAL: MatchPath.EXACT,
    Likeness.MASKED: MatchPath.SHORT_FORM,
    Likeness.CLOSE: MatchPath.MISREAD,
}


def _person_key(name: str) -> str:
    """Return a person's name as it is looked up; of a foreign name the order does not count."""
    if not any("一" <= char <= "鿿" for char in name):
        name = "".join(sorted(name.casefold().split()))
    return key_of(name).translate(_PERSON_SIGNS)


def _is_masked(key: str) -> bool:
    return _MASKED.search(key) is not None
