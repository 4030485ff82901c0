"""The registers that an office handed in as files: look-up by number, matching by name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from verifier.errors import Fault
from verifier.model import MatchPath, RegisterEntry, RegisterMatch
from verifier.names import Likeness, compare_ids, compare_names
from verifier.registers.aliases import AliasBook
from verifier.registers.cells import id_key
from verifier.registers.columns import SHAPES, Names
from verifier.registers.load import Register, load_folder
from verifier.registers.matching import NameIndex, PeopleIndex, sorted_matches
from verifier.registers.writings import key_of

_NO_ALIASES = AliasBook()


class FileRegisters:
    """The `Registers` of a check, from loaded files; nothing in it changes after."""

    def __init__(self, registers: Iterable[Register], notes: Iterable[Fault] = ()) -> None:
        """Keep the registers by id; of two with one id the entries are joined."""
        entries: dict[str, list[RegisterEntry]] = defaultdict(list)
        self._notes = list(notes)
        for register in registers:
            entries[register.id].extend(register.entries)
            self._notes.extend(register.notes)
        self._entries: Mapping[str, tuple[RegisterEntry, ...]] = MappingProxyType(
            {register: tuple(found) for register, found in entries.items()}
        )
        self._bodies: dict[str, NameIndex] = {}
        self._people: dict[str, PeopleIndex] = {}

    @property
    def notes(self) -> tuple[Fault, ...]:
        """What is worth knowing about the files: duplicates, words not known, files left out."""
        return tuple(self._notes)

    def loaded(self, register: str) -> bool:
        """Say whether that register was handed in."""
        return register in self._entries

    def entries(self, register: str) -> tuple[RegisterEntry, ...]:
        """Return the entries of a register in the order of its files, none if not loaded."""
        return self._entries.get(register, ())

    def lookup(self, register: str, key: str) -> RegisterEntry | None:
        """Return the entry under an identity number, else the only one under a name.

        None if there is none, or if several answer and do not say the same:
        two people of one name, one number with two states.
        """
        people = self._people_of(register)
        found = people.with_id(id_key(key)) or people.with_name(key)
        said = {(entry.columns.get("id"), entry.status) for entry in found}
        is_one = len(found) == 1 or (
            len(said) == 1
            and (_names_in(register) is Names.BODIES or found[0].columns.get("id") is not None)
        )
        return found[0] if is_one else None

    def match(self, register: str, name: str, on: date | None = None) -> tuple[RegisterMatch, ...]:
        """Return the entries that a name may stand for on a day, the surest first.

        Where an entry bears the name or an alias of it, likenesses are left out.
        Without a day the days of validity are not looked at.
        """
        if not self.loaded(register) or not key_of(name):
            return ()
        if _names_in(register) is Names.PEOPLE:
            return self._people_of(register).match(name)
        if register not in self._bodies:
            are_titles = _names_in(register) is Names.TITLES
            aliases = _NO_ALIASES if are_titles else self._aliases
            self._bodies[register] = NameIndex(
                self.entries(register), aliases, are_titles=are_titles
            )
        return self._bodies[register].match(name, on)

    def rows_for(
        self, register: str, holder_id: str | None, name: str | None
    ) -> tuple[RegisterMatch, ...]:
        """Return the rows of a person: a fact by the number, or by a name that is one person's.

        A row whose number contradicts the holder's is not theirs. Weak are: the
        number with another name, a number one slip away, hidden characters, a
        name of several people when no number decides.
        """
        people = self._people_of(register)
        found = [
            (entry, path)
            for entry in people.candidates(id_key(holder_id or ""), name or "")
            if (path := _person_path(entry, holder_id, name)) is not None
        ]
        facts = [(entry, path) for entry, path in found if path.is_fact]
        if _contradict(found, holder_id) or _are_several(facts, holder_id):
            weak = MatchPath.SHORT_FORM
            found = [(entry, weak if path.is_fact else path) for entry, path in found]
        elif facts:
            found = facts
        return sorted_matches(found)

    def _people_of(self, register: str) -> PeopleIndex:
        if register not in self._people:
            self._people[register] = PeopleIndex(self.entries(register))
        return self._people[register]

    @cached_property
    def _aliases(self) -> AliasBook:
        return AliasBook(self.entries("aliases"))


def load_registers(folder: Path) -> FileRegisters:
    """Return the registers of a folder, from files named after them (`bases.csv`, 基地.xlsx).

    Raises:
        RegisterError: there is no register, or some file is wrong; all faults are listed.
    """
    registers, notes = load_folder(folder)
    return FileRegisters(registers, notes)


def _names_in(register: str) -> Names:
    return SHAPES[register].names if register in SHAPES else Names.BODIES


def _person_path(entry: RegisterEntry, holder_id: str | None, name: str | None) -> MatchPath | None:
    """Say how surely a row is the person's; None if it is not."""
    listed = entry.columns.get("id", "")
    ids = compare_ids(holder_id, listed) if holder_id and listed else None
    names = compare_names(name, entry.name) if name else None
    match ids, names:
        case (Likeness.DIFFERENT, _) | (Likeness.OTHER_SCRIPT, _):
            return None
        case (Likeness.EQUAL, None | Likeness.EQUAL) if "*" not in id_key(listed):
            return MatchPath.EXACT
        case (Likeness.EQUAL, _):
            return MatchPath.MISREAD
        case (None, Likeness.EQUAL):
            return MatchPath.EXACT
        case (Likeness.MASKED, Likeness.EQUAL) | (None, Likeness.MASKED):
            return MatchPath.SHORT_FORM
        case (Likeness.CLOSE, Likeness.EQUAL) | (None, Likeness.CLOSE):
            return MatchPath.MISREAD
        case _:
            return None


def _contradict(found: list[tuple[RegisterEntry, MatchPath]], holder_id: str | None) -> bool:
    """Say whether the list gives the number to another name."""
    number = id_key(holder_id or "")
    return bool(number) and any(
        entry.columns.get("id") == number and not path.is_fact for entry, path in found
    )


def _are_several(found: list[tuple[RegisterEntry, MatchPath]], holder_id: str | None) -> bool:
    """Say whether rows that agree by name alone belong to more than one person."""
    if holder_id and any(entry.columns.get("id") for entry, _ in found):
        return False
    return len({entry.columns.get("id") for entry, _ in found}) > 1
