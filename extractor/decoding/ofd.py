"""Read an OFD document: its pages as pictures with their text, and the seals on it; in a child.

Each page is drawn by pdfium, so that the picture and the text are two readings as with a PDF.
Electronic seals are reported with their place and not verified: they rest on SM2, and what
an office trusts of them is told by its own software.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from extractor.decoded import DecodedSheet, EmitFacts
from extractor.decoding.glyphs import Glyph
from extractor.decoding.ofd_draw import Canvas, Drawn
from extractor.decoding.ofd_package import Package, damaged, texts
from extractor.decoding.ofd_page import (
    POINTS_PER_MM,
    Item,
    Resources,
    Sign,
    box_of,
    items_of,
)
from extractor.decoding.pdf import sheet_of
from extractor.document import Integrity
from extractor.errors import TooLargeInput
from extractor.filefacts import FileFacts
from extractor.limits import Limits
from extractor.messages import Emit

_A4 = (0.0, 0.0, 210.0, 297.0)
_MAX_SIDE_MM = 2_000.0
MAX_SEALS = 20
_SLANT = 0.25
"""Rise over run up to which a character belongs to a line: 14 degrees."""


@dataclass(frozen=True, slots=True)
class _Page:
    """A page by its id, the member with its content, and its document's root."""

    id: str
    member: str
    document: _Document


@dataclass(slots=True)
class _Document:
    """One document of the file: where its root stands, its area, what its objects refer to."""

    member: str
    area: tuple[float, float, float, float]
    resources: Resources
    templates: dict[str, str] = field(default_factory=dict)
    annotations: dict[str, str] = field(default_factory=dict)


def decode_ofd(
    blob: bytes, media_type: str, limits: Limits, emit_facts: EmitFacts
) -> Iterator[DecodedSheet]:
    """Yield the pages of an OFD document, after its facts have been emitted.

    Raises:
        InputError: It is damaged, encrypted or too large.
    """
    package = Package(blob)
    root = _root(package)
    pages = list(_pages(package, root, limits))
    if not pages:
        raise damaged("没有页面", "it has no pages")
    emit_facts(
        FileFacts(
            media_type=media_type,
            pages=len(pages),
            creator=next(texts(root, "DocBody/DocInfo/Creator"), None),
            created=next(texts(root, "DocBody/DocInfo/CreationDate"), None),
            modified=next(texts(root, "DocBody/DocInfo/ModDate"), None),
            signatures=len(list(_signatures(package, root))),
        )
    )
    canvas = Canvas(package, limits)
    for number, page in enumerate(pages, start=1):
        yield _decode_page(package, canvas, page, number, limits)


def list_seals(blob: bytes, _arguments: dict[str, object], emit: Emit) -> None:
    """Send one message with the electronic seals of an OFD document, none of them verified."""
    package = Package(blob)
    root = _root(package)
    places = {page.id: (at, page) for at, page in enumerate(_pages(package, root, Limits()), 1)}
    seals: list[dict[str, object]] = []
    for name in list(_signatures(package, root))[:MAX_SEALS]:
        info = package.xml(name).find("SignedInfo")
        if info is None:
            continue
        provider = info.find("Provider")
        said: dict[str, object] = {
            "integrity": Integrity.NOT_CHECKED,
            "signer": provider.get("Company") if provider is not None else None,
            "signed_at": next(texts(info, "SignatureDateTime"), None),
        }
        stamps = info.findall("StampAnnot") or [Element("StampAnnot")]
        for stamp in stamps:
            number, page = places.get(stamp.get("PageRef", ""), (None, None))
            if page is None:
                seals.append(said)
                continue
            _, _, width, height = _area(package, page)
            x, y, wide, high = box_of(stamp.get("Boundary"))
            box = [x / width, y / height, (x + wide) / width, (y + high) / height]
            seals.append({**said, "page": number, "box": [min(max(v, 0.0), 1.0) for v in box]})
    emit({"signatures": seals[:MAX_SEALS]}, b"")


def _root(package: Package) -> Element:
    name = package.find("OFD.xml")
    if name is None:
        raise damaged("缺少 OFD.xml", "OFD.xml is missing")
    return package.xml(name)


def _signatures(package: Package, root: Element) -> Iterator[str]:
    """Yield the members that describe a signature."""
    for path in texts(root, "DocBody/Signatures"):
        listed = package.find(path)
        for signature in package.xml(listed).iterfind("Signature") if listed else ():
            name = package.find(signature.get("BaseLoc", ""), listed or "")
            if name is not None:
                yield name


def _pages(package: Package, root: Element, limits: Limits) -> Iterator[_Page]:
    """Yield the pages of all documents of the file."""
    count = 0
    for path in texts(root, "DocBody/DocRoot"):
        member = package.find(path)
        if member is None:
            raise damaged("缺少文档", "a document is missing")
        tree = package.xml(member)
        document = _document(package, member, tree)
        for page in tree.iterfind("Pages/Page"):
            name = package.find(page.get("BaseLoc", ""), member)
            if name is None:
                raise damaged("缺少页面", "a page is missing")
            count += 1
            if count > limits.max_pages:
                raise TooLargeInput(
                    f"文件超过{limits.max_pages}页的限制。 "
                    f"The file has more pages than the limit of {limits.max_pages}."
                )
            yield _Page(page.get("ID", ""), name, document)


def _document(package: Package, member: str, tree: Element) -> _Document:
    resources = Resources()
    for path in (*texts(tree, "CommonData/PublicRes"), *texts(tree, "CommonData/DocumentRes")):
        _load_resources(package, package.find(path, member), resources)
    document = _Document(
        member, box_of(tree.findtext("CommonData/PageArea/PhysicalBox")), resources
    )
    for template in tree.iterfind("CommonData/TemplatePage"):
        name = package.find(template.get("BaseLoc", ""), member)
        if name is not None:
            document.templates[template.get("ID", "")] = name
    for path in texts(tree, "Annotations"):
        listed = package.find(path, member)
        for page in package.xml(listed).iterfind("Page") if listed else ():
            name = package.find(next(texts(page, "FileLoc"), ""), listed or "")
            if name is not None:
                document.annotations[page.get("PageID", "")] = name
    return document


def _load_resources(package: Package, member: str | None, resources: Resources) -> None:
    """Add what a resource file names; a member that is not there is left out."""
    if member is None:
        return
    tree = package.xml(member)
    folder = f"{member.rpartition('/')[0]}/{tree.get('BaseLoc', '')}/x"

    def found(path: str) -> str | None:
        return package.find(path, folder) or package.find(path, member)

    for font in tree.iterfind("Fonts/Font"):
        name = (
            found(next(texts(font, "FontFile"), "")) if font.find("FontFile") is not None else None
        )
        if name is not None:
            resources.fonts[font.get("ID", "")] = name
    for media in tree.iterfind("MultiMedias/MultiMedia"):
        name = found(next(texts(media, "MediaFile"), ""))
        if name is not None:
            resources.media[media.get("ID", "")] = name
    for part in tree.iterfind("CompositeGraphicUnits/CompositeGraphicUnit"):
        resources.parts[part.get("ID", "")] = part
    for style in tree.iterfind("DrawParams/DrawParam"):
        resources.styles[style.get("ID", "")] = style


def _area(package: Package, page: _Page) -> tuple[float, float, float, float]:
    """Return the page's corner and size in millimetres; A4 where they are not stated soundly."""
    stated = box_of(package.xml(page.member).findtext("Area/PhysicalBox"))
    for area in (stated, page.document.area):
        if 0 < area[2] <= _MAX_SIDE_MM and 0 < area[3] <= _MAX_SIDE_MM:
            return area
    return _A4


def _decode_page(
    package: Package, canvas: Canvas, page: _Page, number: int, limits: Limits
) -> DecodedSheet:
    tree = package.xml(page.member)
    x, y, width, height = _area(package, page)
    resources = page.document.resources
    for path in texts(tree, "PageRes"):
        _load_resources(package, package.find(path, page.member), resources)
    below, above = _templates(package, page, tree)
    items: list[Item] = []
    for part in (*below, tree, *above):
        content = part.find("Content")
        if content is not None:
            items += items_of(content, resources, limits, (x, y))
    note = page.document.annotations.get(page.id)
    if note is not None:
        for annotation in package.xml(note).iter("Annot"):
            if annotation.get("Visible") != "false":
                items += items_of(annotation, resources, limits, (x, y))
    size = width * POINTS_PER_MM, height * POINTS_PER_MM
    drawn, missing = canvas.draw(items, resources, *size)
    glyphs = [_glyph(item, size) for item in items if isinstance(item, Sign) and _is_straight(item)]
    return _noted(sheet_of(drawn, number, glyphs, limits), missing)


def _noted(sheet: DecodedSheet, missing: Drawn) -> DecodedSheet:
    facts = replace(sheet.facts, undrawn_text=missing.characters, undrawn_pictures=missing.pictures)
    return replace(sheet, facts=facts)


def _templates(package: Package, page: _Page, tree: Element) -> tuple[list[Element], list[Element]]:
    """Return the templates drawn under and over a page."""
    below: list[Element] = []
    above: list[Element] = []
    for template in tree.iterfind("Template"):
        name = page.document.templates.get(template.get("TemplateID", ""))
        if name is not None:
            (above if template.get("ZOrder") == "Foreground" else below).append(package.xml(name))
    return below, above


def _is_straight(sign: Sign) -> bool:
    """Tell whether a character lies along the page; others are watermarks, for the eye only."""
    a, b, _, _, _, _ = sign.matrix
    return min(abs(a), abs(b)) <= _SLANT * max(abs(a), abs(b))


def _glyph(sign: Sign, size: tuple[float, float]) -> Glyph:
    left, top, right, bottom = sign.corners
    a, b, c, d, _, _ = sign.matrix
    up = abs(c) > abs(d)
    turn = (1 if b > 0 else 3) if up else (0 if a >= 0 else 2)
    across, down = (left + right) / 2, (top + bottom) / 2
    return Glyph(
        sign.text,
        left,
        top,
        right,
        bottom,
        (c * c + d * d) ** 0.5,
        turn,
        visible=sign.visible,
        outside=not (0 <= across <= size[0] and 0 <= down <= size[1]),
    )
