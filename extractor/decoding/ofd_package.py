"""Open the archive of an OFD document: members by path, XML, limits; inside a child only.

OFD (GB/T 33190) is a ZIP archive of XML files that name one another by path. Nothing is
unpacked to a disk, a path never leaves the archive, and XML with a document type is refused.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from extractor.errors import DamagedInput, EncryptedInput, TooLargeInput

MAX_MEMBERS = 5_000
MAX_XML = 8 << 20
"""Bytes of one XML member; a crowded page has under 1 MB."""
MAX_MEMBER = 64 << 20
MAX_TOTAL = 256 << 20
"""Bytes of all members that are read, unpacked."""
MAX_DEPTH = 64
"""Elements inside one another."""

_UTF8_NAME = 0x800
_ENCRYPTED = 0x1


class Package:
    """The members of an OFD document."""

    def __init__(self, blob: bytes) -> None:
        """Open the archive.

        Raises:
            InputError: It is no archive, has too many members, or is encrypted.
        """
        try:
            self._archive = zipfile.ZipFile(BytesIO(blob))
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise damaged("不是完整的压缩包", "it is no whole archive") from error
        members = self._archive.infolist()
        if len(members) > MAX_MEMBERS:
            raise TooLargeInput(
                f"OFD 文件内有{len(members)}个部件，超过{MAX_MEMBERS}个的限制。 "
                f"The OFD file has {len(members)} parts, over the limit of {MAX_MEMBERS}."
            )
        self._members = {_name_of(member).lower(): member for member in members}
        self._left = MAX_TOTAL

    def find(self, path: str, beside: str = "") -> str | None:
        """Return the member that a path means, seen from the member `beside`; None without one.

        A path that starts with / counts from the root. Paths that writers get wrong are
        tried from the root and from the document's folder too.
        """
        plain = path.strip().replace("\\", "/")
        folder = posixpath.dirname(beside)
        tried = [plain] if plain.startswith("/") else [f"{folder}/{plain}", plain]
        tried += [f"{folder.split('/')[0]}/{plain}", f"{folder}/Res/{plain}"]
        for candidate in tried:
            # Normalised from the root, ".." cannot climb out of the archive.
            name = posixpath.normpath(f"/{candidate}").lstrip("/").lower()
            if name in self._members:
                return name
        return None

    def read(self, name: str, most: int = MAX_MEMBER) -> bytes:
        """Return a member's bytes.

        Raises:
            InputError: It is damaged, encrypted or over a limit.
        """
        member = self._members[name]
        if member.flag_bits & _ENCRYPTED:
            raise EncryptedInput(
                "OFD已加密，需要密码才能打开。 The OFD is encrypted and opens with a password only."
            )
        most = min(most, self._left)
        try:
            # What the archive says of a member's size may be a lie.
            with self._archive.open(member) as stream:
                data = stream.read(most + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
            raise damaged("部件无法解压", "a part cannot be unpacked") from error
        if len(data) > most:
            raise TooLargeInput(
                "OFD 文件解压后超过限制。 The OFD file is over the limit once it is unpacked."
            )
        self._left -= len(data)
        return data

    def xml(self, name: str) -> Element:
        """Return the root of an XML member, its names without their namespaces.

        Raises:
            InputError: It is no XML, has a document type, or is over a limit.
        """
        data = self.read(name, MAX_XML)
        try:
            root: Element = fromstring(data.lstrip(), forbid_dtd=True)
        except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
            raise damaged("部件不是可读的 XML", "a part is no readable XML") from error
        waiting = [(root, 1)]
        while waiting:
            element, depth = waiting.pop()
            if depth > MAX_DEPTH:
                raise damaged("部件嵌套过深", "a part is nested too deeply")
            element.tag = str(element.tag).rpartition("}")[2]
            waiting.extend((child, depth + 1) for child in element)
        return root


def damaged(chinese: str, english: str) -> DamagedInput:
    """Return the failure of an OFD document that breaks its own rules."""
    return DamagedInput(f"OFD 文件已损坏：{chinese}。 The OFD file is damaged: {english}.")


def texts(root: Element, path: str) -> Iterator[str]:
    """Yield the words of the elements at a path, empty ones left out."""
    for element in root.iterfind(path):
        if element.text and element.text.strip():
            yield element.text.strip()


def _name_of(member: zipfile.ZipInfo) -> str:
    """Return a member's path; names without the mark of UTF-8 are GB 18030 if they can be."""
    name = member.filename
    if not member.flag_bits & _UTF8_NAME:
        try:
            name = name.encode("cp437").decode("gb18030")
        except UnicodeError:
            name = member.filename
    return posixpath.normpath("/" + name.replace("\\", "/")).lstrip("/")
