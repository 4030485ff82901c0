"""Name the type of a file by its first bytes, never by its name; decide nothing else."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from extractor.errors import UnsupportedInput

ARCHIVE = "ZIP"
_HEAD = 1024
"""Bytes that are looked at; PDF readers accept their mark anywhere in so many."""
_TEXT_PROBE = 256


@dataclass(frozen=True, slots=True)
class Sniffed:
    """A media type that is accepted, or the name of something that is not."""

    name: str
    accepted: bool


_ACCEPTED: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"II+\0", "image/tiff"),
    (b"MM\0+", "image/tiff"),
    (b"%PDF-", "application/pdf"),
)
_REFUSED: tuple[tuple[bytes, str], ...] = (
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"PK\x03\x04", ARCHIVE),
    (b"PK\x05\x06", ARCHIVE),
    (b"PK\x07\x08", ARCHIVE),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\0", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"MZ", "Windows EXE"),
    (b"\x7fELF", "ELF"),
    (b"#!", "script"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office 97-2003 (DOC/XLS/PPT/WPS)"),
    (b"{\\rtf", "RTF"),
    (b"\0\0\0\x0cjP  \r\n\x87\n", "JPEG 2000"),
    (b"\xff\x4f\xff\x51", "JPEG 2000"),
    (b"\0\0\0\x0cJXL ", "JPEG XL"),
    (b"\xff\x0a", "JPEG XL"),
    (b"8BPS", "Photoshop PSD"),
    (b"\0\0\x01\0", "ICO"),
    (b"icns", "ICNS"),
    (b"DDS ", "DDS"),
    (b"\x01\xda", "SGI"),
    (b"AT&TFORM", "DjVu"),
    (b"%!PS", "PostScript"),
    (b"CAJ", "CAJ"),
    (b"HN\0\0", "CAJ"),
    (b"KDH ", "CAJ"),
    (b"ID3", "MP3"),
    (b"OggS", "OGG"),
)
_BRANDS = {
    **dict.fromkeys((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"), "image/heic"),
    **dict.fromkeys((b"mif1", b"msf1"), "image/heic"),
    **dict.fromkeys((b"avif", b"avis"), "image/avif"),
}
_BMP_HEADERS = (12, 16, 40, 52, 56, 64, 108, 124)


def sniff(blob: bytes) -> Sniffed:
    """Return what the blob's first bytes make it; not empty."""
    head = blob[:_HEAD]
    for mark, name in _ACCEPTED:
        if head.startswith(mark):
            return Sniffed(name, accepted=True)
    for mark, name in _REFUSED:
        if head.startswith(mark):
            return Sniffed(name, accepted=False)
    return _sniff_container(head) or _sniff_text(head)


def refuse(name: str) -> UnsupportedInput:
    """Return the failure for a file that is what `name` says."""
    chinese, english = _SAID.get(name, (f"{name}文件", f"a {name} file"))
    return UnsupportedInput(
        f"这是{chinese}，不是可接受的证明材料格式。 This is {english}, which is not accepted.",
        _REMEDIES.get(name),
    )


def _sniff_container(head: bytes) -> Sniffed | None:
    if head[:4] == b"RIFF":
        is_webp = head[8:12] == b"WEBP"
        return Sniffed("image/webp" if is_webp else "RIFF (WAV/AVI)", accepted=is_webp)
    if head[4:8] == b"ftyp":
        media_type = _brand(head)
        return Sniffed(media_type or "MP4/MOV video", accepted=media_type is not None)
    if head[:2] == b"BM" and int.from_bytes(head[14:18], "little") in _BMP_HEADERS:
        return Sniffed("image/bmp", accepted=True)
    return None


def _brand(head: bytes) -> str | None:
    """Return the media type by the major brand, else by the first known compatible one."""
    size = int.from_bytes(head[:4], "big")
    brands = [head[8:12], *(head[i : i + 4] for i in range(16, min(size, len(head)), 4))]
    known = [_BRANDS[brand] for brand in brands if brand in _BRANDS]
    # The brands of plain HEIF stand before the codec's own in files of some phones.
    return "image/avif" if "image/avif" in known else known[0] if known else None


def _sniff_text(head: bytes) -> Sniffed:
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if text.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<script")):
        return Sniffed("HTML", accepted=False)
    if text.startswith(b"<svg") or (text.startswith((b"<?xml", b"<!doctype")) and b"<svg" in text):
        return Sniffed("SVG", accepted=False)
    if text.startswith((b"<?xml", b"<!doctype")):
        return Sniffed("HTML" if b"<html" in text else "XML", accepted=False)
    if b"%PDF-" in head:
        return Sniffed("application/pdf", accepted=True)
    return Sniffed("text" if _is_text(head[:_TEXT_PROBE]) else "unknown", accepted=False)


def _is_text(probe: bytes) -> bool:
    """Tell whether the bytes are text as Chinese systems write it, the last character cut off."""
    for encoding in ("utf-8", "gb18030"):
        try:
            text = codecs.getincrementaldecoder(encoding)().decode(probe)
        except UnicodeDecodeError:
            continue
        return all(char.isprintable() or char.isspace() for char in text) and bool(text)
    return False


_SAID = {
    ARCHIVE: ("ZIP压缩包", "a ZIP archive"),
    "RAR": ("RAR压缩包", "a RAR archive"),
    "HTML": ("网页（HTML）", "a web page (HTML)"),
    "SVG": ("SVG矢量图", "an SVG drawing"),
    "XML": ("XML文件", "an XML file"),
    "DOCX": ("Word文档（DOCX）", "a Word document (DOCX)"),
    "XLSX": ("Excel表格（XLSX）", "an Excel workbook (XLSX)"),
    "PPTX": ("PowerPoint演示文稿（PPTX）", "a PowerPoint presentation (PPTX)"),
    "ODF": ("OpenDocument文档", "an OpenDocument file"),
    "EPUB": ("EPUB电子书", "an EPUB book"),
    "APK/JAR": ("程序安装包（APK/JAR）", "a program package (APK/JAR)"),
    "Windows EXE": ("Windows程序（EXE）", "a Windows program (EXE)"),
    "ELF": ("Linux程序（ELF）", "a Linux program (ELF)"),
    "script": ("脚本程序", "a script"),
    "ICO": ("图标（ICO）", "an icon (ICO)"),
    "SGI": ("SGI图片", "an SGI picture"),
    "MP4/MOV video": ("视频", "a video"),
    "text": ("纯文本", "plain text"),
    "unknown": ("无法识别的文件", "a file of an unknown type"),
}
_SAVE_AS_PDF = "请另存为（导出为）PDF后上传。 Save or export it as PDF, then upload that."
_UNPACK = "请解压后逐个上传其中的图片或PDF。 Unpack it and upload the pictures or PDFs in it."
_REMEDIES = {
    **dict.fromkeys((ARCHIVE, "RAR", "7z", "gzip", "bzip2", "xz", "zstd"), _UNPACK),
    **dict.fromkeys(("DOCX", "XLSX", "PPTX", "ODF", "CAJ", "RTF"), _SAVE_AS_PDF),
    "Office 97-2003 (DOC/XLS/PPT/WPS)": _SAVE_AS_PDF,
    "HTML": "请将网页打印为PDF后上传。 Print the page to PDF, then upload that.",
}
