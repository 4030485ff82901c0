"""The pictures behind a reading as files: seals beside grey, a page's colours, a screen's grid.

For `xueshi read` and `xueshi check` with `--pictures`; the review desk keeps the same pictures
in its store.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from verifier.check import Upload
from verifier.errors import UsageFailure

if TYPE_CHECKING:
    from extractor.image import Picture
    from extractor.signals import Looked

_UNSAFE = re.compile(r"[^\w.-]+")
_LONGEST_NAME = 60


@dataclass(slots=True)
class _Drawer:
    """Writes the pictures of one document under its number and name."""

    folder: Path
    stem: str
    seals: int = 0

    def keep(self, page: int, image: Picture, looked: Looked) -> None:
        from extractor.signals.capture_pictures import page_pictures
        from verifier.duplicates.picture import encode_png

        drawn = page_pictures(
            image,
            page,
            looked.seals,
            looked.originality,
            first_seal=self.seals + 1,
            odd_digits=looked.odd_digits,
        )
        self.seals += len(looked.seals)
        for name, picture in drawn.items():
            path = self.folder / f"{self.stem}-{name}.png"
            try:
                path.write_bytes(encode_png(picture))
            except OSError as error:
                raise _cannot_write(path, error) from error


def with_pictures(uploads: list[Upload], folder: Path) -> list[Upload]:
    """Return the uploads, each of which writes its pictures into a folder when it is read.

    Raises:
        UsageFailure: the folder cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _cannot_write(folder, error) from error
    return [
        replace(upload, keep_looked=_Drawer(folder, f"{number}-{_stem(upload.name)}").keep)
        for number, upload in enumerate(uploads, start=1)
    ]


def _stem(name: str) -> str:
    return _UNSAFE.sub("_", Path(name).stem)[:_LONGEST_NAME] or "document"


def _cannot_write(path: Path, error: OSError) -> UsageFailure:
    return UsageFailure(
        f"无法写入 {path.name!r}。 The pictures cannot be written: {error.strerror}.",
        "请换一个可写的文件夹。 Choose a folder that can be written to.",
    )
