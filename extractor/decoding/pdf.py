"""Draw the pages of a PDF and take their text layer; inside a sandboxed child only.

pdfium does the parsing. Pages are drawn as a person sees them: turned, cropped,
with annotations and filled forms. Scripts and actions are never run: the
library is built without a script engine.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # ships no types
import pypdfium2.raw as raw  # type: ignore[import-untyped]  # ships no types

from extractor.decoded import DecodedSheet, EmitFacts
from extractor.decoding.glyphs import Glyph, glyphs_to_lines
from extractor.decoding.pdf_objects import PageContent, look_at_page
from extractor.decoding.pdf_raw import look_at_bytes
from extractor.decoding.pdf_shown import lines_shown
from extractor.decoding.pdf_text import take_glyphs
from extractor.document import Line
from extractor.errors import DamagedInput, EncryptedInput, TooLargeInput
from extractor.filefacts import FileFacts, SheetFacts
from extractor.limits import Limits

_POINTS_PER_INCH = 72
TINY_PT = 2.5
"""Points of a line's height below which nobody reads it; the smallest print of contracts has 5."""
_LOCKED = (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
_XFA = (raw.FORMTYPE_XFA_FULL, raw.FORMTYPE_XFA_FOREGROUND)


def decode_pdf(
    blob: bytes, media_type: str, limits: Limits, emit_facts: EmitFacts
) -> Iterator[DecodedSheet]:
    """Yield the pages of a PDF, after its facts have been emitted.

    Raises:
        InputError: It is damaged, encrypted or too large.
    """
    with _open(blob) as document:
        # Forms have to be set up before the first page is loaded, or they are not drawn.
        with warnings.catch_warnings(action="ignore"):
            document.init_forms()
        pages = len(document)
        if pages > limits.max_pages:
            raise TooLargeInput(
                f"文件有{pages}页，超过{limits.max_pages}页的限制。 "
                f"The file has {pages} pages, over the limit of {limits.max_pages}."
            )
        emit_facts(_file_facts(document, blob, media_type, pages))
        for number in range(1, pages + 1):
            yield _decode_page(document, number, limits)


def _open(blob: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(blob)
    except pdfium.PdfiumError as error:
        if error.err_code in _LOCKED:
            raise EncryptedInput(
                "PDF已加密，需要密码才能打开。 The PDF is encrypted and opens with a password only."
            ) from error
        raise DamagedInput(
            "PDF已损坏或不完整，无法打开。 The PDF is damaged or cut off and cannot be opened."
        ) from error


def _file_facts(
    document: pdfium.PdfDocument, blob: bytes, media_type: str, pages: int
) -> FileFacts:
    seen = look_at_bytes(blob)
    return FileFacts(
        media_type=media_type,
        pages=pages,
        software=document.get_metadata_value("Producer") or None,
        creator=document.get_metadata_value("Creator") or None,
        created=document.get_metadata_value("CreationDate") or None,
        modified=document.get_metadata_value("ModDate") or None,
        signatures=max(raw.FPDF_GetSignatureCount(document), 0),
        revisions=seen.revisions,
        encrypted=raw.FPDF_GetSecurityHandlerRevision(document) != -1,
        scripts=seen.scripts or raw.FPDFDoc_GetJavaScriptActionCount(document) > 0,
        opens_actions=seen.actions,
        attachments=max(document.count_attachments(), 0),
        xfa=document.get_formtype() in _XFA,
    )


def _decode_page(document: pdfium.PdfDocument, number: int, limits: Limits) -> DecodedSheet:
    try:
        page = document[number - 1]
    except pdfium.PdfiumError as error:
        raise DamagedInput(
            f"PDF第{number}页已损坏。 Page {number} of the PDF is damaged."
        ) from error
    return sheet_of(page, number, take_glyphs(page, number, limits), limits)


def sheet_of(
    page: pdfium.PdfPage, number: int, glyphs: list[Glyph], limits: Limits
) -> DecodedSheet:
    """Return the page as a picture with its characters as lines.

    Raises:
        TooLargeInput: A picture on it has more pixels than the limits allow.
    """
    width, height = page.get_size()
    content = look_at_page(page, number, limits)
    inside = [glyph for glyph in glyphs if not glyph.outside]
    facts = _sheet_facts(content, inside)
    lines, hidden = _lines_of(page, glyphs)
    bitmap = page.render(scale=_scale(width, height, facts, limits), rev_byteorder=True)
    image = bitmap.to_pil().convert("RGB")
    return DecodedSheet(
        number=number,
        picture=image,
        facts=facts,
        lines=lines,
        hidden=hidden,
    )


def _lines_of(
    page: pdfium.PdfPage, glyphs: list[Glyph]
) -> tuple[tuple[Line, ...], tuple[tuple[str, Line], ...]]:
    """Return the lines that can be seen, and those that cannot with why."""
    width, height = page.get_size()

    def lines(chosen: Iterable[Glyph]) -> tuple[Line, ...]:
        return glyphs_to_lines(list(chosen), width, height)

    drawn = lines(glyph for glyph in glyphs if glyph.visible and not glyph.outside)
    undrawn = lines(glyph for glyph in glyphs if not glyph.visible and not glyph.outside)
    outside = lines(glyph for glyph in glyphs if glyph.outside)
    shown = dict(zip(drawn, lines_shown(page, drawn), strict=True))
    tiny = [line for line in drawn if shown[line] and _is_tiny(line, width, height)]
    return (
        tuple(line for line in drawn if shown[line] and line not in tiny),
        (
            *(("invisible", line) for line in undrawn),
            *(("unseen", line) for line in drawn if not shown[line]),
            *(("tiny", line) for line in tiny),
            *(("off_page", line) for line in outside),
        ),
    )


def _is_tiny(line: Line, width: float, height: float) -> bool:
    extent = line.box.width * width if line.vertical else line.box.height * height
    return extent < TINY_PT


def _scale(width: float, height: float, facts: SheetFacts, limits: Limits) -> float:
    """Return pixels per point: a scanned page's own, else those of the limits."""
    own = facts.dpi if facts.full_page_picture else None
    dpi = own if own is not None else limits.render_dpi
    # The renderer rounds up, and must not exceed the longest side that is handed on.
    return min(dpi / _POINTS_PER_INCH, (limits.max_side - 0.5) / max(width, height))


def _sheet_facts(content: PageContent, glyphs: list[Glyph]) -> SheetFacts:
    hidden = sum(not glyph.visible for glyph in glyphs)
    return SheetFacts(
        colour=content.colour,
        width=content.width,
        height=content.height,
        dpi=content.dpi,
        bits=content.bits,
        lossy=content.lossy,
        picture_share=content.picture_share,
        pictures=content.pictures,
        vector_text=len(glyphs) - hidden,
        vector_paths=content.paths,
        invisible_text=hidden,
        foreign_fonts=content.foreign_fonts,
    )
