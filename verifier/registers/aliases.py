"""Which other names a body has on a day, as the office's list of aliases says.

A row says that `alias` is another name of `name`; its days are those on which a
document may bear the alias. After a rename the new name stands from the day after.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from verifier.model import RegisterEntry
from verifier.registers.writings import key_of

RENAMED = "renamed"


@dataclass(frozen=True, slots=True)
class OtherName:
    """The key of another name of the same body; `is_sure` unless several bodies bear the name."""

    key: str
    is_sure: bool


@dataclass(frozen=True, slots=True)
class _Link:
    name: str
    alias: str
    first: date | None
    last: date | None
    is_renamed: bool

    def bears_alias(self, on: date | None) -> bool:
        """Say whether a document of the day may bear the alias."""
        return _is_within(on, self.first, self.last)

    def bears_name(self, on: date | None) -> bool:
        """Say whether a document of the day may bear the proper name."""
        if not self.is_renamed or self.last is None:
            return True
        return on is None or on > self.last


class AliasBook:
    """The aliases of an office, for look-up by the key of a name."""

    def __init__(self, entries: Iterable[RegisterEntry] = ()) -> None:
        """Keep the rows by the names on both their sides."""
        self._up: dict[str, list[_Link]] = defaultdict(list)
        self._down: dict[str, list[_Link]] = defaultdict(list)
        for entry in entries:
            link = _link(entry)
            self._up[link.alias].append(link)
            self._down[link.name].append(link)

    def keys(self) -> frozenset[str]:
        """Return the keys of all names of the book."""
        return frozenset((*self._up, *self._down))

    def other_names(self, key: str, on: date | None) -> Iterator[OtherName]:
        """Yield the other names of the bodies that bear that name on the day."""
        heads, names = self._bodies(key, on)
        for name in dict.fromkeys(names):
            if name != key:
                yield OtherName(name, len(heads) == 1 and self._is_of_one_body(name))

    def _bodies(self, key: str, on: date | None) -> tuple[set[str], list[str]]:
        """Return the present names of the bodies that bear a name on a day, and all others."""
        above = self._up.get(key)
        if above:
            heads = self._heads(key, [link for link in above if link.bears_alias(on)])
            below = sorted(heads)
        else:
            heads = {key}
            below = [link.alias for link in self._down.get(key, ()) if link.bears_name(on)]
        return heads, [*below, *(name for head in below for name in self._all(head))]

    def _heads(self, key: str, links: list[_Link]) -> set[str]:
        """Return the present names that links lead to; of a circle every name in it."""
        heads: set[str] = set()
        seen = {key}
        waiting = [link.name for link in links]
        while waiting:
            name = waiting.pop()
            if name in seen:
                continue
            seen.add(name)
            above = [link.name for link in self._up.get(name, ())]
            waiting.extend(above)
            if not above:
                heads.add(name)
        return heads or seen - {key}

    def _all(self, head: str) -> Iterator[str]:
        """Yield every name that hangs under a present name, at any remove."""
        seen = {head}
        waiting = [head]
        while waiting:
            for link in self._down.get(waiting.pop(), ()):
                if link.alias not in seen:
                    seen.add(link.alias)
                    waiting.append(link.alias)
                    yield link.alias

    def _is_of_one_body(self, key: str) -> bool:
        return len(self._heads(key, self._up.get(key, []))) <= 1


def _link(entry: RegisterEntry) -> _Link:
    columns = entry.columns
    return _Link(
        key_of(entry.name),
        key_of(columns.get("alias", "")),
        day_in(columns.get("valid_from")),
        day_in(columns.get("valid_to")),
        entry.status == RENAMED,
    )


def day_in(text: str | None) -> date | None:
    """Return the day of a column, None where there is none."""
    return date.fromisoformat(text) if text else None


def _is_within(on: date | None, first: date | None, last: date | None) -> bool:
    if on is None:
        return True
    return (first is None or on >= first) and (last is None or on <= last)


def is_valid(entry: RegisterEntry, on: date | None) -> bool:
    """Say whether an entry holds on a day; every entry does when the day is not known."""
    columns = entry.columns
    return _is_within(on, day_in(columns.get("valid_from")), day_in(columns.get("valid_to")))
