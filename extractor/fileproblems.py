"""Remark on what is odd about a file that can be read all the same."""

from __future__ import annotations

from pathlib import PurePosixPath

from extractor.document import Problem
from extractor.filefacts import OFD, FileFacts, SheetFacts

_EXTENSIONS = {
    "application/pdf": ("pdf",),
    "image/jpeg": ("jpg", "jpeg", "jpe", "jfif"),
    "image/png": ("png", "apng"),
    "image/tiff": ("tif", "tiff"),
    "image/webp": ("webp",),
    "image/heic": ("heic", "heif", "hif"),
    "image/avif": ("avif",),
    "image/bmp": ("bmp", "dib"),
    OFD: ("ofd",),
}
_ARCHIVE_END = b"PK\x05\x06"
_ARCHIVE_TAIL = 22 + 65535
"""Bytes at a file's end that can hold a ZIP archive's last record, comment included."""
_CHECK = "请人工核对。 A person should look at it."


def find_problems(facts: FileFacts, name: str, blob: bytes) -> tuple[Problem, ...]:
    """Return the remarks on a file, in a fixed order; () if there is nothing to say."""
    found: list[Problem] = []

    def remark(code: str, chinese: str, english: str, remedy: str = _CHECK) -> None:
        found.append(Problem(code, f"{chinese} {english}", remedy))

    extension = PurePosixPath(name).suffix.lower().lstrip(".")
    if extension and extension not in _EXTENSIONS[facts.media_type]:
        real = facts.media_type.rpartition("/")[2].upper()
        remark(
            "P-INPUT-NAME",
            f"文件扩展名为“.{extension}”，内容实为{real}。",
            f"The name ends in “.{extension}”, but the content is {real}.",
            "请使用正确的扩展名。 Give the file its right extension.",
        )
    if facts.media_type != OFD and _ARCHIVE_END in blob[-_ARCHIVE_TAIL:]:
        remark(
            "P-INPUT-ARCHIVE", "文件尾部附有压缩包。", "An archive is attached to the file's end."
        )
    if facts.frames > 1:
        remark(
            "P-INPUT-ANIMATED",
            f"文件含{facts.frames}幅画面，只读取第一幅。",
            f"The file holds {facts.frames} pictures; only the first one is read.",
            "如各幅内容不同，请改用PDF。 If they differ, upload them as a PDF.",
        )
    if facts.bad_metadata:
        remark("P-INPUT-METADATA", "文件的附加信息已损坏。", "The file's metadata is damaged.")
    if facts.scripts:
        remark("P-INPUT-SCRIPT", "PDF含脚本（未执行）。", "The PDF holds scripts (none was run).")
    if facts.opens_actions:
        remark(
            "P-INPUT-ACTION",
            "PDF含自动执行的动作（未执行）。",
            "The PDF holds automatic actions (none was run).",
        )
    if facts.attachments:
        remark(
            "P-INPUT-ATTACHMENT",
            f"PDF内嵌{facts.attachments}个附件（未读取）。",
            f"The PDF embeds {facts.attachments} file(s), which were not read.",
            "如附件为证明材料，请单独上传。 Upload them on their own if they prove something.",
        )
    if facts.xfa:
        remark(
            "P-INPUT-XFA",
            "PDF为XFA动态表单，画面可能不完整。",
            "The PDF is an XFA form; its picture may be incomplete.",
            "请打印为PDF后上传。 Print it to PDF, then upload that.",
        )
    return tuple(found)


def find_page_problems(facts: SheetFacts, number: int) -> tuple[Problem, ...]:
    """Return the remarks on a page; () if there is nothing to say.

    A scanned page with the text that a scanner's program put under it is usual.
    """
    return (*_hidden(facts, number), *_undrawn(facts, number))


def _undrawn(facts: SheetFacts, number: int) -> tuple[Problem, ...]:
    if not facts.undrawn_text and not facts.undrawn_pictures:
        return ()
    return (
        Problem(
            "P-OFD-NOT-DRAWN",
            f"第{number}页有{facts.undrawn_text}个字符（缺字体）、{facts.undrawn_pictures}幅图片"
            "（格式不支持）没有画出。 "
            f"On page {number}, {facts.undrawn_text} characters (no font) and "
            f"{facts.undrawn_pictures} pictures (format) are not drawn.",
            "请用 OFD 阅读器打开原文件核对。 Look at the original with an OFD reader.",
            number,
        ),
    )


def _hidden(facts: SheetFacts, number: int) -> tuple[Problem, ...]:
    if not facts.invisible_text or facts.full_page_picture:
        return ()
    return (
        Problem(
            "P-INPUT-HIDDEN-TEXT",
            f"第{number}页含{facts.invisible_text}个不显示的字符，未采用。 "
            f"Page {number} holds {facts.invisible_text} characters that are not drawn; "
            "they were left out.",
            _CHECK,
            number,
        ),
    )
