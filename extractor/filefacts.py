"""What a file says about itself, as a decoder reports it; claims, never proofs.

The values come from a child that has touched hostile bytes, so they are built
here field by field, with the type of each checked.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, TypeVar, get_type_hints

from extractor.errors import DamagedInput

OFD = "application/ofd"
"""Media type of OFD, which has no registered one."""
MAX_TEXT = 200
"""Characters kept of any text that a file says about itself."""


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What the whole file says; texts are None where it says nothing."""

    media_type: str
    pages: int = 1
    software: str | None = None
    """Program that wrote it: EXIF or PNG `Software`, PDF `Producer`."""
    creator: str | None = None
    """Program that made the original document: PDF `Creator`, XMP `CreatorTool`."""
    created: str | None = None
    """Time of making as written in the file, in the file's own form."""
    modified: str | None = None
    """Time of the last change as written in the file, in the file's own form."""
    camera: bool = False
    """A camera's make or model is named."""
    frames: int = 1
    """Pictures of an animation or a burst, of which only the first is read."""
    signatures: int = 0
    """Digital signatures of a PDF; whether they hold is not known here."""
    revisions: int = 1
    """How often a PDF was written: 1 plus its incremental updates."""
    encrypted: bool = False
    """A PDF with permissions that opens without a password."""
    scripts: bool = False
    """A PDF with JavaScript."""
    opens_actions: bool = False
    """A PDF that acts when opened, or launches programs."""
    attachments: int = 0
    """Files embedded in a PDF."""
    xfa: bool = False
    """A PDF form whose true content is XFA, which is not drawn."""
    bad_metadata: bool = False
    """The metadata could not be read, the picture could."""


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """What the file says of one page."""

    colour: str = "colour"
    """How the picture is stored: `colour`, `grey` or `bilevel`; a drawn page is `colour`."""
    width: int = 0
    """Pixels of the stored picture, before any reduction and any turning; 0 for a drawn page."""
    height: int = 0
    """Pixels of the stored picture, before any reduction and any turning; 0 for a drawn page."""
    dpi: float | None = None
    """Resolution of the stored picture as the file states or implies it."""
    bits: int = 8
    """Bits of one channel as stored."""
    lossy: bool = False
    """The picture is stored as JPEG, JPEG 2000, HEIC, AVIF or lossy WebP."""
    picture_share: float = 1.0
    """Share of the page that pictures cover, 0 to 1; 1 for an image file."""
    pictures: int = 1
    """Pictures on the page."""
    vector_text: int = 0
    """Characters of a PDF page that are drawn by fonts and can be seen."""
    vector_paths: int = 0
    """Lines and areas that a PDF page draws."""
    invisible_text: int = 0
    """Characters of a PDF page that are in the file but not drawn."""
    foreign_fonts: bool = False
    """Some text is set in fonts that the PDF lacks, so that it is drawn in others."""
    undrawn_text: int = 0
    """Characters of an OFD page for which there is no font: the picture has frames instead."""
    undrawn_pictures: int = 0
    """Pictures of an OFD page in a format that cannot be drawn."""

    @property
    def full_page_picture(self) -> bool:
        """Tell whether the page is a picture and little else, as a scanner makes it."""
        return self.picture_share >= FULL_PAGE and self.vector_text <= MARK


FULL_PAGE = 0.8
"""Pictures that cover this share of a page make it a scanned one, margins set aside."""
MARK = 40
"""So many characters beside the picture are the mark of a scanner's program."""

Facts = TypeVar("Facts", FileFacts, SheetFacts)


def build_facts(kind: type[Facts], said: object) -> Facts:
    """Return the facts from a child's JSON object, its texts cut and cleaned.

    Raises:
        DamagedInput: It is not an object with the right types.
    """
    if not isinstance(said, dict):
        raise DamagedInput(_NONSENSE)
    hints = get_type_hints(kind)
    values: dict[str, Any] = {
        each.name: _checked(said[each.name], hints[each.name])
        for each in fields(kind)
        if each.name in said
    }
    return kind(**values)


_NONSENSE = "解码结果无效。 The decoder's answer makes no sense."


def _checked(value: object, hint: object) -> object:
    match value:
        case None if hint in (str | None, float | None):
            return None
        case str() if hint in (str, str | None):
            return clean_text(value)
        case bool() if hint is bool:
            return value
        case int() if hint is int and not isinstance(value, bool):
            return value
        case int() | float() if hint in (float, float | None):
            return float(value)
        case _:
            raise DamagedInput(_NONSENSE)


def clean_text(text: str) -> str:
    """Return the text on one line, without control characters, cut to `MAX_TEXT`."""
    printable = "".join(char if char.isprintable() else " " for char in text[: 4 * MAX_TEXT])
    return " ".join(printable.split())[:MAX_TEXT]
