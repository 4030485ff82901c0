"""The files of a folder and of those in it, in the order of their names."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from extractor.errors import UnsupportedInput
from verifier.batch.archive import Archives
from verifier.batch.entries import from_path, is_litter, shown, wrong
from verifier.store.batches import Listed


def folder_entries(folder: Path, archives: Archives) -> Iterator[Listed]:
    """Yield what lies in a folder; archives in it are opened, links are not followed."""
    yield from _entries(folder, "", archives)


def _entries(folder: Path, above: str, archives: Archives) -> Iterator[Listed]:
    try:
        found = sorted(os.scandir(folder), key=lambda entry: os.fsencode(entry.name))
    except OSError:
        yield wrong(above or shown(folder.name), _unusable("文件夹无法打开", "cannot be opened"))
        return
    for entry in found:
        name, path = f"{above}{shown(entry.name)}", Path(entry.path)
        if is_litter(shown(entry.name)):
            continue
        if entry.is_symlink():
            yield wrong(name, _unusable("是链接，不予读取", "is a link, which is not followed"))
        elif entry.is_dir():
            yield from _entries(path, f"{name}/", archives)
        elif archives.is_archive(path):
            yield from archives.entries(path, f"{name}/")
        else:
            yield from_path(path, name)


def _unusable(zh: str, en: str) -> UnsupportedInput:
    return UnsupportedInput(f"{zh}。 This {en}.", "请直接放入文件。 Put the file itself there.")
