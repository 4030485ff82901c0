"""What a reading of a document consists of: the only door between reading and judging.

Every type here is frozen and built from the standard library alone, so that the
rules can look at an extraction without pulling in an image library or an engine.
Nothing in this module reads, recognises or judges.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from unicodedata import east_asian_width


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on an upright page, as fractions of its width and height.

    The origin is the top left corner; `left <= right` and `top <= bottom`, all
    within 0 to 1.
    """

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Extent along the page's width."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Extent along the page's height."""
        return self.bottom - self.top

    @property
    def centre(self) -> tuple[float, float]:
        """Middle of the rectangle, as (x, y)."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def union(self, other: Box) -> Box:
        """Return the smallest box that holds both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def overlap(self, other: Box) -> float:
        """Return the share of this box's area that the other one covers, 0 to 1."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        area = self.width * self.height
        if width <= 0 or height <= 0 or area <= 0:
            return 0.0
        return min(1.0, width * height / area)

    def as_list(self) -> list[float]:
        """Return `[left, top, right, bottom]`, rounded for a report."""
        return [round(v, 4) for v in (self.left, self.top, self.right, self.bottom)]


class Origin(StrEnum):
    """How a piece of text came to be known."""

    OCR = "ocr"
    TEXT_LAYER = "text_layer"


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters of one line that was recognised as one piece."""

    text: str
    box: Box
    confidence: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text on a page.

    `words` cover `text` exactly: joining their texts gives it, spaces included.
    A vertical line runs from top to bottom.
    """

    text: str
    box: Box
    confidence: float
    words: tuple[Word, ...]
    origin: Origin = Origin.OCR
    vertical: bool = False

    def span_box(self, start: int, end: int) -> Box:
        """Return the box of `text[start:end]`.

        Inside a word the place is interpolated by display width (a wide
        character counts double), which is exact for evenly set type.
        """
        result: Box | None = None
        offset = 0
        for word in self.words:
            first, last = max(start - offset, 0), min(end - offset, len(word.text))
            if first < last:
                part = _part_of_word(word, first, last, vertical=self.vertical)
                result = part if result is None else result.union(part)
            offset += len(word.text)
        return result if result is not None else self.box


def _part_of_word(word: Word, first: int, last: int, *, vertical: bool) -> Box:
    widths = [2.0 if east_asian_width(char) in "WF" else 1.0 for char in word.text]
    total = sum(widths) or 1.0
    before, through = sum(widths[:first]) / total, sum(widths[:last]) / total
    box = word.box
    if vertical:
        return Box(
            box.left, box.top + box.height * before, box.right, box.top + box.height * through
        )
    return Box(box.left + box.width * before, box.top, box.left + box.width * through, box.bottom)


@dataclass(frozen=True, slots=True)
class Page:
    """One upright page: its lines in reading order.

    `width` and `height` are the pixels of the upright picture that was read.
    `rotation` is the quarter turn, clockwise in degrees, that made it upright.
    `skew` is how far its lines fall to the right, in degrees. `marks` are places that somebody
    marked on a list: with a highlighter, a red rule or a frame; `marked_names` are those of single
    names that are marked among others.
    """

    number: int
    width: int
    height: int
    lines: tuple[Line, ...]
    rotation: int = 0
    origin: Origin = Origin.OCR
    skew: float = 0.0
    marks: tuple[Box, ...] = ()
    marked_names: tuple[Box, ...] = ()

    @property
    def text(self) -> str:
        """All lines, one under another."""
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a page, counted from 1, and a box on it.

    `file` is the display name of the document, given only where it is another than the one at
    hand: another paper of the same claim.
    """

    page: int
    box: Box
    file: str | None = None


FieldValue = str | Decimal


@dataclass(frozen=True, slots=True)
class Field:
    """A value read from a document.

    Dates are ISO 8601 strings, as exact as the document is (`2021`, `2021-07`,
    `2021-07-05`). `text` is what was read there. `confidence` is a probability.
    `method` names the pattern or label that found it. `role` tells issuers
    apart (issuer, host, organiser, co_organiser, supporter); `unit` is the
    stated unit of an amount.
    """

    name: str
    value: FieldValue
    confidence: float
    place: Place
    text: str
    method: str
    role: str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Seal:
    """A stamp on a page: what it says, as far as it could be read.

    `text` is what stands along the ring, a body's name; `line` the words set straight inside it
    (培训专用章). `shape` is `round` (ovals included) or `square`, as name seals and frames with
    words are.
    """

    place: Place
    colour: str
    text: str | None = None
    confidence: float = 0.0
    shape: str = "round"
    line: str | None = None

    @property
    def words(self) -> str | None:
        """Return all that the seal says, in reading order."""
        return f"{self.text or ''}{self.line or ''}" or None

    @property
    def is_of_a_body(self) -> bool:
        """Tell whether the seal can be the one by which a body signs."""
        return self.shape == "round"


@dataclass(frozen=True, slots=True)
class Signal:
    """One measured hint at what kind of capture this is: evidence, never a verdict."""

    name: str
    value: float
    points_to: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Code:
    """A QR or bar code: what it holds, as text to be looked at and never followed.

    `symbology` is one of `extractor.codes.SYMBOLOGIES`. Signs that could act on a screen
    are replaced in `text`, and it is cut to `extractor.codes.MAX_TEXT`. `host` is the
    computer that an address names; None where the text is no address, or not a clear one.
    """

    symbology: str
    text: str
    place: Place
    host: str | None = None


@dataclass(frozen=True, slots=True)
class TextDifference:
    """Something that the text layer of a page says and its picture does not.

    `reason` is `contradicts` for text that is drawn, else why it cannot be seen: `invisible`,
    `unseen` (white, covered), `tiny`, `off_page`. `text` is what the layer says at `place`,
    `picture` what is seen there, or of the same fact elsewhere; None where nothing is. `field`
    names the fact that differs, if it is one.
    """

    reason: str
    text: str
    place: Place
    picture: str | None = None
    picture_place: Place | None = None
    field: str | None = None


@dataclass(frozen=True, slots=True)
class OddDigit:
    """A digit whose edges are sharper or softer than those of the digits beside it.

    `text` is the number as read and `index` the digit in it, from 0; `place` is the digit's own.
    `ratio` is its sharpness to the usual one of its neighbours: above 1 for the sharper.
    """

    text: str
    index: int
    place: Place
    ratio: float


class Integrity(StrEnum):
    """Whether what a signature covers is what was signed."""

    INTACT = "intact"
    BROKEN = "broken"
    UNREADABLE = "unreadable"
    """The signature itself cannot be read, or is made in a way that is not to be relied on."""
    NOT_CHECKED = "not_checked"


class Changes(StrEnum):
    """What happened to the file after a signature was made."""

    NONE = "none"
    PERMITTED = "permitted"
    """Forms filled in, further signatures, time stamps: what the signature itself allows."""
    SUSPECT = "suspect"
    """Something that a signature does not allow, or that cannot be told from it."""
    UNCLEAR = "unclear"
    """The signature does not cover the file in the usual way, so nothing can be said."""
    NOT_CHECKED = "not_checked"


class Trust(StrEnum):
    """Whether the signer's certificate leads to a root that the office has chosen."""

    NOT_CHECKED = "not_checked"
    TRUSTED = "trusted"
    UNTRUSTED = "untrusted"


@dataclass(frozen=True, slots=True)
class Signature:
    """An electronic signature or seal in the file, as far as it could be checked.

    `signer` and `signed_at` (ISO 8601) are what the signature says of itself; `container`
    is `pdf` or `ofd`. `place` is where it shows on a page, None for one that does not.
    """

    container: str
    integrity: Integrity
    changes: Changes = Changes.NOT_CHECKED
    trust: Trust = Trust.NOT_CHECKED
    signer: str | None = None
    signed_at: str | None = None
    place: Place | None = None


class Assessment(StrEnum):
    """What an upload is a capture of, as far as the picture can tell."""

    ORIGINAL = "original"
    COPY = "copy"
    RECAPTURE = "recapture"
    UNDECIDED = "undecided"
    BORN_DIGITAL = "born_digital"


class CaptureReason(StrEnum):
    """Which rule assessed the capture: one thing each that a person can see on the page."""

    COPY_WORDS = "COPY_WORDS"
    """Words say that the paper is a copy."""
    ELECTRONIC_FILE = "ELECTRONIC_FILE"
    """The file's own structure draws the page: type, not a picture of type."""
    FILE_BINARY = "FILE_BINARY"
    """The file knows black and white only."""
    FILE_GREY = "FILE_GREY"
    """The file holds no colour, whatever lay on the glass."""
    SCREEN_GRID = "SCREEN_GRID"
    """A screen's grid lies over the page."""
    SCREENSHOT = "SCREENSHOT"
    """The picture has exactly a screen's size and a screen's even margins."""
    MIXED_SEALS = "MIXED_SEALS"
    """A coloured seal beside a grey one: perhaps a stamp on a copy."""
    GREY_SEAL_IN_COLOUR = "GREY_SEAL_IN_COLOUR"
    """The capture has colour, the seal and all print have none."""
    GREY_SEAL_COLOURED_PRINT = "GREY_SEAL_COLOURED_PRINT"
    """The seal is grey, other print is coloured: a seal printed in black, or an odd copy."""
    FADED_SEAL = "FADED_SEAL"
    """The seal is too pale for its colour to be told."""
    NO_SEAL_FOUND = "NO_SEAL_FOUND"
    """A colour capture on which no seal was found."""
    RED_SEAL_OK = "RED_SEAL_OK"
    """A coloured seal in a colour capture; a colour copy looks the same."""


@dataclass(frozen=True, slots=True)
class Originality:
    """The assessment of an upload with the signals that led to it and the rule that spoke."""

    assessment: Assessment
    signals: tuple[Signal, ...] = ()
    reason: CaptureReason | None = None

    @property
    def lacks_colour(self) -> bool:
        """Tell whether the file itself holds no colour, so that no seal could show any."""
        return self.reason in (CaptureReason.FILE_GREY, CaptureReason.FILE_BINARY)


@dataclass(frozen=True, slots=True)
class Quality:
    """How well the picture can be read: a grade (good, fair, poor) with reasons."""

    grade: str
    reasons: tuple[str, ...] = ()


SEVERAL_PEOPLE = "P-SEVERAL-PEOPLE"
"""The problem of a file whose pages are made out to several people."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something about the file that a person should know, with a stable code.

    `page` is None when it concerns the whole file. Codes are those of
    `extractor.errors`; a problem did not stop the reading.
    """

    code: str
    message: str
    remedy: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """The file itself: display name, digest (hex), media type and page count."""

    name: str
    sha256: str
    media_type: str
    pages: int


@dataclass(frozen=True, slots=True)
class Kind:
    """What sort of document this is, with the probability that it is so."""

    value: str
    confidence: float


class PartKind(StrEnum):
    """Which part of a published work a page is."""

    COVER = "cover"
    COPYRIGHT_PAGE = "copyright_page"
    """Who publishes it, under which numbers."""
    CONTENTS = "contents"
    ARTICLE = "article"
    """The work's own text, or its first page."""


@dataclass(frozen=True, slots=True)
class PagePart:
    """A page of a published work and which part of it that is; one page may be two of them.

    `file` is as in `Place`.
    """

    page: int
    kind: PartKind
    file: str | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything that was read from one document.

    `enclosed` are other papers that lie in the same file, each with its own pages: a notice, a
    letter, a translation, a proof of another activity. `pages` are the document's own, `seals`
    those of the whole file.
    """

    source: Source
    kind: Kind
    language: str
    pages: tuple[Page, ...]
    fields: tuple[Field, ...] = ()
    seals: tuple[Seal, ...] = ()
    originality: Originality = field(default_factory=lambda: Originality(Assessment.UNDECIDED))
    quality: Quality = field(default_factory=lambda: Quality("good"))
    problems: tuple[Problem, ...] = ()
    codes: tuple[Code, ...] = ()
    signatures: tuple[Signature, ...] = ()
    differences: tuple[TextDifference, ...] = ()
    odd_digits: tuple[OddDigit, ...] = ()
    parts: tuple[PagePart, ...] = ()
    enclosed: tuple[Extraction, ...] = ()

    def first(self, name: str) -> Field | None:
        """Return the field of that name, the best one if there are several, or None."""
        return max(self.all(name), key=lambda found: found.confidence, default=None)

    def all(self, name: str) -> tuple[Field, ...]:
        """Return every field of that name, in document order."""
        return tuple(found for found in self.fields if found.name == name)

    @property
    def own_seals(self) -> tuple[Seal, ...]:
        """The seals on its own pages."""
        beside = {page.number for one in self.enclosed for page in one.pages}
        return tuple(seal for seal in self.seals if seal.place.page not in beside)
