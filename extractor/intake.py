"""Take in one uploaded file: name its type by content, open it in a child, stream its pages.

Hostile bytes are the rule here: this process looks at a file's first and last
bytes only, everything else happens in `extractor.sandbox`. Pages are decoded,
not read; no engine is involved.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

from extractor import sandbox
from extractor.codes import build_codes
from extractor.decoded import build_hidden, build_lines
from extractor.document import Code, Line, Problem, Source
from extractor.errors import DamagedInput, TooLargeInput
from extractor.filefacts import OFD, FileFacts, SheetFacts, build_facts
from extractor.fileproblems import find_page_problems, find_problems
from extractor.limits import DEFAULT_LIMITS, Limits
from extractor.sniff import ARCHIVE, refuse, sniff

_DECODE = "extractor.decoding.decode:decode_document"
_NAME_ARCHIVE = "extractor.decoding.archive:name_archive"
_CHANNELS = 3


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page as decoded: turned as its file says, not yet as its content says.

    `image` is RGB, uint8, of shape (height, width, 3). `text` is the visible
    text layer of a PDF page, boxes as fractions of this picture; () without one.
    """

    number: int
    image: NDArray[np.uint8]
    text: tuple[Line, ...]
    facts: SheetFacts
    hidden: tuple[tuple[str, Line], ...] = ()
    """Lines of the text layer that nobody can see, with why (`extractor.decoded.HIDDEN`)."""


class Upload:
    """An opened file whose pages can be taken one at a time; close it, or use `with`."""

    def __init__(
        self, blob: bytes, source: Source, facts: FileFacts, child: sandbox.Child, limits: Limits
    ) -> None:
        """Hold what `open_upload` found out; the child is about to send the first page."""
        self.source = source
        self.facts = facts
        self._problems = find_problems(facts, source.name, blob)
        self._page_problems: list[Problem] = []
        self._codes: list[Code] = []
        self._blob = blob
        self._limits = limits
        self._child: sandbox.Child | None = child

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is odd about the file and about the pages that were taken so far."""
        return (*self._problems, *self._page_problems)

    @property
    def codes(self) -> tuple[Code, ...]:
        """QR and bar codes on the pages that are done with, placed as the sheets lie."""
        return tuple(self._codes)

    def sheets(self) -> Iterator[Sheet]:
        """Yield the pages in order; the next one is decoded while this one is in use.

        The codes on a page are known once the next one is asked for.

        A second call decodes the file anew.

        Raises:
            InputError: A page is damaged or over a limit; no page follows it.
        """
        child, self._child = self._child, None
        if child is None:
            child, _ = _start(self._blob, self.source.media_type, self._limits)
        self._page_problems.clear()
        self._codes.clear()
        with child:
            for number in range(1, self.source.pages + 1):
                message = child.receive()
                if message is None:
                    raise DamagedInput(
                        f"第{number}页缺失。 Page {number} is missing from the file."
                    )
                sheet = _build_sheet(message, number, self._limits)
                self._page_problems.extend(find_page_problems(sheet.facts, number))
                yield sheet
                self._codes.extend(_build_codes(child.receive(), number))
            child.receive()

    def close(self) -> None:
        """End the child, if pages are left that nobody has asked for."""
        if self._child is not None:
            self._child.close()
            self._child = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def open_upload(blob: bytes, name: str, *, limits: Limits = DEFAULT_LIMITS) -> Upload:
    """Open a file by its content; `name` is for display and for remarks only.

    Raises:
        UnsupportedInput: It is none of the accepted types.
        DamagedInput: It is empty, or breaks its own type's rules.
        EncryptedInput: It needs a password.
        TooLargeInput: It exceeds a limit on bytes, pages, pixels or memory.
        SlowInput: It takes longer to open than the limits allow.
    """
    if not blob:
        raise DamagedInput("文件为空（0字节）。 The file is empty (0 bytes).")
    if len(blob) > limits.max_bytes:
        size, most = len(blob) / 2**20, limits.max_bytes / 2**20
        raise TooLargeInput(
            f"文件大小为{size:.1f} MB，超过{most:g} MB的限制。 "
            f"The file has {size:.1f} MB, over the limit of {most:g} MB."
        )
    media_type = _media_type(blob, limits)
    child, facts = _start(blob, media_type, limits)
    digest = hashlib.sha256(blob).hexdigest()
    return Upload(blob, Source(name, digest, facts.media_type, facts.pages), facts, child, limits)


def _media_type(blob: bytes, limits: Limits) -> str:
    """Return the media type by the content.

    Raises:
        UnsupportedInput: It is none of the accepted ones.
    """
    found = sniff(blob)
    if found.accepted:
        return found.name
    name = _archive_kind(blob, limits) if found.name == ARCHIVE else found.name
    if name != "OFD":
        raise refuse(name)
    return OFD


def _start(blob: bytes, media_type: str, limits: Limits) -> tuple[sandbox.Child, FileFacts]:
    """Start a child on the file and wait for its first message, the file's facts."""
    arguments: dict[str, object] = {"media_type": media_type, "limits": asdict(limits)}
    most = _CHANNELS * (limits.max_side + 1) ** 2
    child = sandbox.run(_DECODE, blob, arguments, limits=limits, max_payload=most)
    message = child.receive()
    if message is None:
        raise DamagedInput("文件没有页面。 The file has no pages.")
    facts = build_facts(FileFacts, message.head.get("facts"))
    if not 1 <= facts.pages <= limits.max_pages or facts.media_type != media_type:
        child.close()
        raise DamagedInput("文件没有页面。 The file has no pages.")
    return child, facts


def _build_sheet(message: sandbox.Message, number: int, limits: Limits) -> Sheet:
    match message.head:
        case {"page": int(page), "width": int(width), "height": int(height)} if (
            page == number
            and 0 < width <= limits.max_side + 1
            and 0 < height <= limits.max_side + 1
            and len(message.payload) == width * height * _CHANNELS
        ):
            image = np.frombuffer(message.payload, np.uint8).reshape(height, width, _CHANNELS)
        case _:
            raise DamagedInput("解码结果无效。 The decoder's answer makes no sense.")
    return Sheet(
        number=number,
        image=image,
        text=build_lines(message.head.get("lines")),
        facts=build_facts(SheetFacts, message.head.get("facts")),
        hidden=build_hidden(message.head.get("hidden")),
    )


def _build_codes(message: sandbox.Message | None, number: int) -> tuple[Code, ...]:
    match message.head if message is not None else None:
        case {"page": int(page), "codes": codes} if page == number:
            return build_codes(codes, number)
        case _:
            raise DamagedInput("解码结果无效。 The decoder's answer makes no sense.")


def _archive_kind(blob: bytes, limits: Limits) -> str:
    """Return what a ZIP file is by the names of its members, which a child lists."""
    with sandbox.run(_NAME_ARCHIVE, blob, {}, limits=limits, max_payload=0) as child:
        try:
            message = child.receive()
        except DamagedInput:
            return ARCHIVE
    kind = message.head.get("kind") if message else None
    return kind if isinstance(kind, str) else ARCHIVE
