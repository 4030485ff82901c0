"""Open one document and send its facts and pages; runs inside a sandboxed child only.

The parent process never imports this module: everything in it touches
untrusted bytes. Messages are a first one with the file's facts, then two for each
page: its pixels as RGB, and, found while the parent reads them, its codes.
"""

from __future__ import annotations

from dataclasses import asdict
from io import BytesIO

from PIL import Image

from extractor.decoding.codes import find_codes
from extractor.decoding.image import decode_image
from extractor.decoding.ofd import decode_ofd
from extractor.decoding.pdf import decode_pdf
from extractor.filefacts import OFD, FileFacts
from extractor.limits import DEFAULT_LIMITS, Limits
from extractor.messages import Emit, Pieces

_STRIP_ROWS = 64
_DECODERS = {"application/pdf": decode_pdf, OFD: decode_ofd}


def warm_up() -> None:
    """Decode a picture of our own, so that each child need not set up what the first one needs.

    That is ten milliseconds of every document.
    """
    held = BytesIO()
    Image.new("RGB", (64, 64), "white").save(held, "JPEG")
    arguments: dict[str, object] = {"media_type": "image/jpeg", "limits": asdict(DEFAULT_LIMITS)}
    decode_document(held.getvalue(), arguments, lambda _head, _payload: None)


def decode_document(blob: bytes, arguments: dict[str, object], emit: Emit) -> None:
    """Decode the blob as the media type in the arguments, within their limits.

    Raises:
        InputError: The document is damaged, encrypted or too large.
    """
    limits = Limits(**arguments["limits"])  # type: ignore[arg-type]  # made by our own side
    media_type = str(arguments["media_type"])
    decode = _DECODERS.get(media_type, decode_image)

    def emit_facts(facts: FileFacts) -> None:
        emit({"facts": asdict(facts)}, b"")

    for sheet in decode(blob, media_type, limits, emit_facts):
        emit(sheet.head(), _pixels(sheet.picture))
        codes = find_codes(sheet.picture)
        emit({"page": sheet.number, "codes": codes}, b"")


def _pixels(picture: Image.Image) -> Pieces:
    """Return the RGB pixels row by row, as they are sent.

    Strips use the same memory again; all at once, a new process takes three times as long.
    """
    width, height = picture.size
    strips = (
        picture.crop((0, top, width, min(top + _STRIP_ROWS, height))).tobytes()
        for top in range(0, height, _STRIP_ROWS)
    )
    return Pieces(3 * width * height, strips)
