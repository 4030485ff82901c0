"""Weak hints from what a file says about itself: which program wrote it, and how often.

They are shown and decide nothing: messengers strip such notes, scanning programs leave many,
and anybody can write them. Only names from this list are repeated, never the file's own text.
"""

from __future__ import annotations

import re

from extractor.document import Signal
from extractor.filefacts import FileFacts, SheetFacts

_EDITORS = {
    "photoshop": r"photoshop|adobe camera raw|lightroom",
    "gimp": r"\bgimp\b",
    "pixelmator": r"pixelmator|affinity|paint\.net|corel|photoscape|snapseed|picsart|facetune",
    "meitu": r"meitu|美图|xiuxiu|醒图|黄油相机",
    "photopea": r"photopea|canva|figma|稿定|创客贴",
    "pdf-editor": r"pdfelement|foxit (?:phantom|editor)|acrobat pro|pdf-?xchange editor|sejda|"
    r"smallpdf|ilovepdf|pdfescape|福昕.*编辑|迅捷pdf编辑|wps pdf",
}
_SCANNERS = re.compile(
    r"camscanner|扫描全能王|intsig|scanner|scan\b|epson|canon|fujitsu|ricoh|xerox|brother|hp scan|"
    r"office lens|白描|夸克扫描",
    re.IGNORECASE,
)


def find_traces(file: FileFacts | None, sheet: SheetFacts) -> list[Signal]:
    """Return the hints of one file; the value is always 1, for a hint has no measure."""
    if file is None:
        return []
    said = " ".join(text for text in (file.software, file.creator) if text)
    found = [
        Signal(f"edited-with-{name}", 1.0, "altered")
        for name, pattern in _EDITORS.items()
        if re.search(pattern, said, re.IGNORECASE)
    ]
    if _SCANNERS.search(said):
        found.append(Signal("scanner-program", 1.0, "scan"))
    if file.camera:
        found.append(Signal("camera-named", 1.0, "photo"))
    if file.revisions > 1 and not file.signatures:
        found.append(Signal("pdf-written-again", float(file.revisions), "altered"))
    if file.signatures:
        found.append(Signal("pdf-signature", float(file.signatures), "born_digital"))
    if sheet.invisible_text and sheet.full_page_picture:
        found.append(Signal("text-under-scan", float(sheet.invisible_text), "scan"))
    return found
