"""A paper as a PDF with its fonts inside: what is printed looks the same everywhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from fpdf import FPDF

from web.notices import Paper

_FONTS = Path(__file__).parent / "fonts"
_LATIN, _CHINESE = "latin", "chinese"
_MARGIN = 24
_LINE = 7.5
_LABEL = 30
_UNPRINTED = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
"""Signs that have no shape, or that would turn the direction of a text."""
_CLOSING = "，。、；：？！”’）〕》」』】…—·%"
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
_PIECES = re.compile(
    rf"[（〔《「『【“‘]*(?:[{_WIDE}]|[^\s{_WIDE}{_CLOSING}]+|\s)[{_CLOSING}]*|[{_CLOSING}]+|\S"
)
"""What stays together: a character or a word, with the signs that belong to it."""


def paper_to_pdf(paper: Paper) -> bytes:
    """Return a paper as PDF, A4; only the characters it uses are embedded."""
    sheet = FPDF(format="A4")
    sheet.set_margins(_MARGIN, _MARGIN)
    sheet.set_auto_page_break(auto=True, margin=_MARGIN)
    sheet.add_font(_LATIN, fname=_FONTS / "NotoSans-Latin.ttf")
    sheet.add_font(_CHINESE, fname=_FONTS / "DroidSansFallbackFull.ttf")
    sheet.set_fallback_fonts([_CHINESE], exact_match=False)
    sheet.set_title(_plain(paper.title))
    sheet.set_creator("xueshi")
    sheet.add_page()
    sheet.set_font(_LATIN, size=20)
    _text(sheet, paper.title, align="C")
    sheet.ln(2)
    sheet.set_font(_LATIN, size=10)
    sheet.set_text_color(90)
    _text(sheet, paper.reference, align="C")
    sheet.set_text_color(0)
    sheet.set_font(_LATIN, size=12)
    sheet.ln(4)
    for label, value in paper.facts:
        top = sheet.get_y()
        _text(sheet, label, width=_LABEL)
        below = sheet.get_y()
        sheet.set_xy(_MARGIN + _LABEL, top)
        _text(sheet, value)
        sheet.set_xy(_MARGIN, max(below, sheet.get_y()))
    sheet.ln(4)
    _text(sheet, paper.lead)
    for number, item in enumerate(paper.items, start=1):
        sheet.ln(2)
        _text(sheet, f"{number}. {item.message}")
        for more in (item.remedy, item.clause):
            if more:
                sheet.set_x(_MARGIN + 6)
                _text(sheet, more)
    sheet.ln(4)
    for sentence in paper.closing:
        _text(sheet, sentence)
    sheet.ln(14)
    for line in (paper.signed, paper.day):
        _text(sheet, line, align="R")
    return bytes(sheet.output())


def _text(sheet: FPDF, text: str, *, width: float = 0, align: str = "L") -> None:
    """Print a text in lines from where the pen stands; the pen goes to the left below it."""
    left = sheet.get_x()
    room = width or sheet.w - _MARGIN - left
    for line in lines_of(_plain(text), lambda piece: sheet.get_string_width(piece) <= room):
        if sheet.will_page_break(_LINE):
            sheet.add_page()
        sheet.set_x(left)
        # a line that ends in the other font would leave the next one's first words in it
        with sheet.local_context():
            sheet.cell(room, _LINE, line, align=align)
        sheet.set_xy(_MARGIN, sheet.get_y() + _LINE)


def lines_of(text: str, fits: Callable[[str], bool]) -> list[str]:
    """Break a text into lines: between Chinese characters, else between words.

    No line begins with a sign that closes; a word that fits no line is broken. Nothing is lost
    but the spaces at the ends of lines. fpdf2 breaks at spaces, of which Chinese has none.
    """
    lines, line = [], ""
    for piece in _PIECES.findall(text):
        if fits(line + piece.rstrip()):
            line += piece
            continue
        if line.strip():
            lines.append(line.strip())
        line = piece.lstrip()
        while not fits(line.rstrip()):
            most = max((n for n in range(1, len(line)) if fits(line[:n])), default=1)
            lines.append(line[:most].rstrip())
            line = line[most:].lstrip()
    return [*lines, line.strip()] if line.strip() else lines


def _plain(text: str) -> str:
    return _UNPRINTED.sub("", text)
