"""Read a document so that it can be compared: its reading and its upright pages' pictures."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from extractor.engines import Engine
from extractor.limits import DEFAULT_LIMITS, Limits
from extractor.pictures import LONGER_SIDE
from verifier.check import Upload, read_upload
from verifier.duplicates.document import Document, shrink
from verifier.model import Unread

if TYPE_CHECKING:
    from extractor.image import Picture


def read_document(
    upload: Upload, *, engine: Engine, limits: Limits = DEFAULT_LIMITS
) -> Document | Unread:
    """Read one file and keep its pages, as large as the desk keeps them."""
    pictures: list[Picture] = []

    def keep(number: int, image: Picture) -> None:
        pictures.append(shrink(image, LONGER_SIDE))
        if upload.keep is not None:
            upload.keep(number, image)

    read = read_upload(replace(upload, keep=keep), engine=engine, limits=limits)
    return read if isinstance(read, Unread) else Document(read, tuple(pictures))
