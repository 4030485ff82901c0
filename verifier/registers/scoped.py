"""The lists that hold for one claim: its unit's own, those of the offices above, the common ones.

Of each register the nearest list holds, so that an office's list replaces the common one
without a mixture of both; lists of people (who passed, what was recorded) are joined, because
each tells of other people.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from verifier.registers.files import FileRegisters
from verifier.registers.load import Register, load_folder

JOINED = frozenset({"pass-list", "recorded-hours"})
FILED = "filed"
"""The folder of the pass lists that organisers handed in; they hold for everybody."""


def unit_folder(lists: Path, unit: int) -> Path:
    """Return the folder of a unit's own lists."""
    return lists / str(unit)


def folders_for(lists: Path, units: Sequence[int], common: Path | None) -> tuple[Path, ...]:
    """Return the folders of lists that hold for a claim of a unit, the nearest first."""
    near = [unit_folder(lists, unit) for unit in units]
    found = [*near, lists / FILED, *([common] if common is not None else [])]
    return tuple(folder for folder in found if folder.is_dir())


def registers_for(folders: Sequence[Path]) -> FileRegisters | None:
    """Return the registers of some folders, the nearest first; None where there is no list.

    Raises:
        RegisterError: some file is wrong; all faults are listed.
    """
    stamps = tuple((folder, _stamp(folder)) for folder in folders)
    return _joined(tuple((folder, stamp) for folder, stamp in stamps if stamp))


def _stamp(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Return what of a folder shows that a list of it changed."""
    files = sorted(path for path in folder.iterdir() if not path.name.startswith((".", "~$")))
    return tuple((f.name, f.stat().st_mtime_ns, f.stat().st_size) for f in files if f.is_file())


@lru_cache(maxsize=32)
def _joined(stamped: tuple[tuple[Path, tuple[object, ...]], ...]) -> FileRegisters | None:
    if not stamped:
        return None
    chosen: dict[str, list[Register]] = {}
    for folder, _ in stamped:
        for register in load_folder(folder)[0]:
            if register.id in JOINED or register.id not in chosen:
                chosen.setdefault(register.id, []).append(register)
    return FileRegisters(register for found in chosen.values() for register in found)
