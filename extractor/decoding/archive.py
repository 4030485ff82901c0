"""Tell what a ZIP file really is by the names in it; inside a sandboxed child only.

Nothing is unpacked.
"""

from __future__ import annotations

import zipfile
from io import BytesIO

from extractor.messages import Emit

_BY_MEMBER = (
    ("OFD.xml", "OFD"),
    ("word/document.xml", "DOCX"),
    ("xl/workbook.xml", "XLSX"),
    ("ppt/presentation.xml", "PPTX"),
    ("META-INF/container.xml", "EPUB"),
    ("AndroidManifest.xml", "APK/JAR"),
    ("META-INF/MANIFEST.MF", "APK/JAR"),
    ("META-INF/manifest.xml", "ODF"),
)


def name_archive(blob: bytes, _arguments: dict[str, object], emit: Emit) -> None:
    """Send the kind of the archive."""
    with zipfile.ZipFile(BytesIO(blob)) as archive:
        members = {name.lstrip("/") for name in archive.namelist()}
    kinds = (kind for member, kind in _BY_MEMBER if member in members)
    emit({"kind": next(kinds, "ZIP")}, b"")
