import re
import struct
import threading
import zlib
from dataclasses import asdict, replace
from io import BytesIO
from pathlib import Path

import numpy as np
import pillow_heif
import pytest
from PIL import Image

from extractor.document import Origin
from extractor.errors import DamagedInput, TooLargeInput, UnsupportedInput
from extractor.intake import open_upload
from extractor.limits import DEFAULT_LIMITS
from fixtures import hostile_pdfs as pdfs
from fixtures import hostile_pictures as pictures

RED, GREEN, BLUE, WHITE = (220, 30, 30), (30, 160, 60), (30, 60, 220), (255, 255, 255)
CLOSE = 40
"""Levels by which a colour may differ after a lossy format or another colour space."""
LIMITS_PAGE = Path(__file__).parents[2] / "docs" / "limits.md"


def corners(width=90, height=60):
    """A picture whose corners tell how it lies: red, green / blue, white."""
    image = Image.new("RGB", (width, height), WHITE)
    image.paste(RED, (0, 0, width // 2, height // 2))
    image.paste(GREEN, (width // 2, 0, width, height // 2))
    image.paste(BLUE, (0, height // 2, width // 2, height))
    return image


def saved(image, kind, **options):
    return pictures.saved(image, kind, **options)


def read(blob, name="upload", limits=DEFAULT_LIMITS):
    with open_upload(blob, name, limits=limits) as upload:
        return upload, list(upload.sheets())


def read_one(blob, **options):
    _, sheets = read(blob, **options)
    assert len(sheets) == 1
    return sheets[0]


def assert_upright(sheet, width=90, height=60):
    assert sheet.image.shape == (height, width, 3)
    assert sheet.image.dtype == np.uint8
    for x, y, colour in ((5, 5, RED), (-6, 5, GREEN), (5, -6, BLUE), (-6, -6, WHITE)):
        found = sheet.image[y, x].astype(int)
        assert np.abs(found - colour).max() <= CLOSE, (x, y, found)


@pytest.mark.parametrize(
    ("kind", "media_type", "options"),
    [
        ("JPEG", "image/jpeg", {"quality": 90}),
        ("PNG", "image/png", {}),
        ("TIFF", "image/tiff", {"compression": "tiff_lzw"}),
        ("WEBP", "image/webp", {"quality": 90}),
        ("AVIF", "image/avif", {"quality": 90}),
        ("BMP", "image/bmp", {}),
    ],
)
def test_each_kind_of_picture_is_read_by_content(kind, media_type, options):
    upload, sheets = read(saved(corners(), kind, **options))
    assert upload.source.media_type == media_type
    assert upload.problems == ()
    assert_upright(sheets[0])
    assert (sheets[0].facts.width, sheets[0].facts.height) == (90, 60)


def test_heic_is_read():
    out = BytesIO()
    pillow_heif.from_pillow(corners()).save(out, quality=90)
    upload, sheets = read(out.getvalue())
    assert upload.source.media_type == "image/heic"
    assert_upright(sheets[0])


def test_the_source_tells_name_digest_and_pages():
    upload, _ = read(pdfs.page(), "证书.pdf")
    assert upload.source.name == "证书.pdf"
    assert re.fullmatch("[0-9a-f]{64}", upload.source.sha256)
    assert upload.source.pages == 1


INVERSE = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


@pytest.mark.parametrize("orientation", INVERSE)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_orientation_tags_are_applied(kind, orientation):
    image, exif = corners(), Image.Exif()
    exif[0x112] = orientation
    method = INVERSE[orientation]
    stored = image if method is None else image.transpose(method)
    assert_upright(read_one(saved(stored, kind, exif=exif)))


def test_cmyk_jpeg_keeps_its_colours():
    assert_upright(read_one(saved(corners().convert("CMYK"), "JPEG", quality=95)))


def test_cmyk_tiff_keeps_its_colours():
    assert_upright(read_one(saved(corners().convert("CMYK"), "TIFF")))


def test_sixteen_bits_become_eight():
    ramp = np.linspace(0, 65535, 64 * 64, dtype=np.uint16).reshape(64, 64)
    sheet = read_one(saved(Image.fromarray(ramp), "PNG"))
    assert sheet.facts.bits == 16
    assert sheet.facts.colour == "grey"
    assert np.abs(sheet.image[..., 0].astype(int) - ramp // 257).max() <= 1


def test_twelve_bits_stored_as_sixteen_are_not_black():
    ramp = np.linspace(0, 4095, 64 * 64, dtype=np.uint16).reshape(64, 64)
    assert read_one(saved(Image.fromarray(ramp), "TIFF")).image.max() >= 254


def test_transparent_pixels_become_white():
    image = Image.new("RGBA", (20, 20), (0, 0, 0, 0))
    image.paste((200, 0, 0, 255), (0, 0, 10, 20))
    sheet = read_one(saved(image, "PNG"))
    assert tuple(sheet.image[5, 5]) == (200, 0, 0)
    assert tuple(sheet.image[5, 15]) == WHITE


def test_a_transparent_palette_becomes_white():
    image = Image.new("P", (20, 20), 0)
    image.putpalette([0, 0, 0, 255, 0, 0])
    sheet = read_one(saved(image, "PNG", transparency=0))
    assert tuple(sheet.image[5, 5]) == WHITE


@pytest.mark.parametrize(
    ("image", "colour"),
    [
        (Image.new("1", (30, 30), 1), "bilevel"),
        (Image.new("L", (30, 30), 90), "grey"),
        (Image.new("RGB", (30, 30), RED), "colour"),
        (Image.new("L", (30, 30), 90).convert("P"), "grey"),
        (corners().convert("P"), "colour"),
    ],
)
def test_the_stored_colours_are_told(image, colour):
    assert read_one(saved(image, "PNG")).facts.colour == colour


def test_a_fax_page_is_black_on_white():
    image = Image.new("1", (200, 80), 1)
    image.paste(0, (20, 20, 60, 60))
    sheet = read_one(saved(image, "TIFF", compression="group4", dpi=(300, 300)))
    assert sheet.image[40, 40].max() == 0
    assert sheet.image[5, 5].min() == 255
    assert sheet.facts.dpi == 300
    assert sheet.facts.colour == "bilevel"


def test_all_pages_of_a_tiff_come_in_order():
    frames = [Image.new("L", (30, 20), 60 * number) for number in range(4)]
    blob = saved(frames[0], "TIFF", save_all=True, append_images=frames[1:])
    _, sheets = read(blob)
    assert [sheet.number for sheet in sheets] == [1, 2, 3, 4]
    assert [int(sheet.image[0, 0, 0]) for sheet in sheets] == [0, 60, 120, 180]


def test_a_scanners_thumbnail_is_no_page():
    page, thumbnail = Image.new("L", (300, 200), 200), Image.new("L", (30, 20), 200)
    thumbnail.encoderinfo = {"tiffinfo": {254: 1}}
    _, sheets = read(saved(page, "TIFF", save_all=True, append_images=[thumbnail]))
    assert [sheet.image.shape for sheet in sheets] == [(200, 300, 3)]


def test_a_picture_larger_than_handed_on_is_reduced():
    limits = replace(DEFAULT_LIMITS, max_side=100)
    for kind in ("JPEG", "PNG"):
        sheet = read_one(saved(corners(900, 600), kind), limits=limits)
        assert_upright(sheet, 100, 67)
        assert (sheet.facts.width, sheet.facts.height) == (900, 600)


def test_the_camera_and_the_program_are_told():
    exif = Image.Exif()
    exif[0x131], exif[0x10F], exif[0x132] = "Editor\n9", "Maker", "2021:07:05 09:00:00"
    upload, _ = read(saved(corners(), "JPEG", exif=exif))
    assert upload.facts.software == "Editor 9"
    assert upload.facts.camera
    assert upload.facts.modified == "2021:07:05 09:00:00"


def test_a_name_that_lies_is_remarked_upon_and_a_missing_one_is_not():
    blob = saved(corners(), "PNG")
    assert [each.code for each in read(blob, "a.JPG")[0].problems] == ["P-INPUT-NAME"]
    assert read(blob, "a.png")[0].problems == ()
    assert read(blob, "a")[0].problems == ()


def test_bytes_are_limited_on_both_sides():
    blob = saved(corners(), "PNG")
    read(blob, limits=replace(DEFAULT_LIMITS, max_bytes=len(blob)))
    with pytest.raises(TooLargeInput, match="MB"):
        open_upload(blob, "a", limits=replace(DEFAULT_LIMITS, max_bytes=len(blob) - 1))


def test_pixels_are_limited_on_both_sides():
    blob = saved(corners(90, 60), "PNG")
    read(blob, limits=replace(DEFAULT_LIMITS, max_pixels=5400))
    with pytest.raises(TooLargeInput, match="90×60"):
        open_upload(blob, "a", limits=replace(DEFAULT_LIMITS, max_pixels=5399))


def test_pages_are_limited_on_both_sides():
    blob = pictures.tiff_pages(3)
    read(blob, limits=replace(DEFAULT_LIMITS, max_pages=3))
    with pytest.raises(TooLargeInput, match="2页"):
        open_upload(blob, "a", limits=replace(DEFAULT_LIMITS, max_pages=2))


def test_the_page_of_limits_is_that_of_the_code():
    rows = re.findall(r"^\| `(\w+)` \| ([\d.]+) \|", LIMITS_PAGE.read_text("utf-8"), re.MULTILINE)
    assert dict(rows) == {name: str(value) for name, value in asdict(DEFAULT_LIMITS).items()}


def test_floating_point_pixels_are_refused():
    blob = saved(Image.new("F", (8, 8), 0.5), "TIFF")
    with pytest.raises(UnsupportedInput), open_upload(blob, "a") as upload:
        list(upload.sheets())


def test_pages_can_be_taken_twice():
    with open_upload(saved(corners(), "PNG"), "a") as upload:
        for _ in range(2):
            assert_upright(next(iter(upload.sheets())))


def test_an_upload_may_be_closed_before_its_pages_are_taken():
    with open_upload(pdfs.page(), "a.pdf") as upload:
        assert upload.source.pages == 1
    with open_upload(pdfs.page(), "a.pdf") as upload:
        assert next(upload.sheets()).number == 1


def test_uploads_may_be_opened_by_threads():
    found = []

    def work():
        found.append(read_one(pdfs.page()).text[0].text)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["Certificate of training, 40 hours"] * 4


def ink_box(image):
    rows, columns = np.where(image.min(axis=2) < 128)
    height, width = image.shape[:2]
    return (
        columns.min() / width,
        rows.min() / height,
        (columns.max() + 1) / width,
        (rows.max() + 1) / height,
    )


def with_page(entries):
    return pdfs.page(changes={3: pdfs.PAGE[:-2] + entries + b">>"})


@pytest.mark.parametrize(
    "entries",
    [b"", b"/Rotate 90", b"/Rotate 180", b"/Rotate 270", b"/CropBox[40 500 560 800]"],
)
def test_text_boxes_lie_on_the_ink(entries):
    sheet = read_one(with_page(entries))
    (line,) = sheet.text
    assert line.text == "Certificate of training, 40 hours"
    assert line.origin is Origin.TEXT_LAYER
    assert "".join(word.text for word in line.words) == line.text
    left, top, right, bottom = ink_box(sheet.image)
    slack = 0.02
    assert line.box.left <= left + slack <= line.box.left + 2 * slack
    assert line.box.right >= right - slack >= line.box.right - 2 * slack
    assert line.box.top <= top + slack <= line.box.top + 2 * slack
    assert line.box.bottom >= bottom - slack >= line.box.bottom - 2 * slack


def test_a_word_has_the_box_of_its_characters():
    sheet = read_one(pdfs.page(b"BT /F1 24 Tf 72 720 Td (AAAA) Tj 200 0 Td (40) Tj ET"))
    first, second = sheet.text
    assert (first.text, second.text) == ("AAAA", "40")
    assert second.box.left == pytest.approx(272 / 595, abs=0.005)


def test_chinese_text_is_read_from_the_layer():
    blob = pdfs.page(pdfs.chinese("共计40学时", b"0 g"), resources=pdfs.CHINESE_FONT)
    sheet = read_one(blob)
    assert [line.text for line in sheet.text] == ["共计40学时"]
    assert sheet.facts.foreign_fonts


def test_invisible_text_is_left_out_and_counted():
    shown, hidden = pdfs.chinese("共计40学时", b"0 g"), pdfs.chinese("共计72学时", b"3 Tr", y=300)
    upload, sheets = read(pdfs.page(shown + b" " + hidden, resources=pdfs.CHINESE_FONT))
    assert [line.text for line in sheets[0].text] == ["共计40学时"]
    assert sheets[0].facts.invisible_text == 6
    assert [each.page for each in upload.problems] == [1]


def test_text_outside_the_page_is_left_out():
    sheet = read_one(pdfs.page(b"BT /F1 24 Tf 72 720 Td (in) Tj 0 400 Td (out) Tj ET"))
    assert [line.text for line in sheet.text] == ["in"]


def scan_pdf(*, text=b"", width=300, height=200):
    data = saved(corners(width, height), "JPEG", quality=90)
    entries = (
        b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8"
        b"/ColorSpace/DeviceRGB/Filter/DCTDecode" % (width, height)
    )
    return pdfs.page(
        b"q 300 0 0 200 0 0 cm /I Do Q " + text,
        resources=b"<</XObject<</I 6 0 R>>" + pdfs.FONT[2:],
        changes={
            3: pdfs.PAGE.replace(b"595 842", b"300 200"),
            6: pdfs.stream(data, entries),
        },
    )


def test_a_scanned_page_keeps_its_own_resolution():
    sheet = read_one(scan_pdf(width=900, height=600))
    assert_upright(sheet, 900, 600)
    assert sheet.facts.full_page_picture
    assert sheet.facts.dpi == pytest.approx(216)
    assert sheet.facts.lossy


def test_the_text_under_a_scan_is_no_remark():
    upload, sheets = read(scan_pdf(text=b"BT 3 Tr /F1 9 Tf 20 20 Td (72 hours) Tj ET"))
    assert sheets[0].text == ()
    assert sheets[0].facts.full_page_picture
    assert upload.problems == ()


def test_a_filled_form_field_is_drawn():
    appearance = pdfs.stream(
        b"0 0 1 rg 0 0 100 50 re f", b"/Type/XObject/Subtype/Form/BBox[0 0 100 50]"
    )
    blob = pdfs.page(
        b"",
        changes={
            1: pdfs.CATALOGUE[:-2] + b"/AcroForm<</Fields[6 0 R]>>>>",
            3: pdfs.PAGE[:-2] + b"/Annots[6 0 R]>>",
            6: b"<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/Rect[100 100 200 150]/F 4"
            b"/AP<</N 7 0 R>>>>",
            7: appearance,
        },
    )
    image = read_one(blob).image
    assert image[int(image.shape[0] * (842 - 125) / 842), int(image.shape[1] * 150 / 595), 2] > 200
    assert image.min() < 100


def test_updates_and_signatures_are_counted():
    blob = pdfs.page()
    upload, _ = read(blob)
    assert (upload.facts.revisions, upload.facts.signatures) == (1, 0)
    updated = blob + b"9 0 obj\n<<>>\nendobj\nstartxref\n%d\n%%%%EOF\n" % blob.index(b"xref\n0")
    assert read(updated)[0].facts.revisions == 2


def test_scripts_in_compressed_object_streams_are_seen():
    packed = zlib.compress(b"9 0 <</S/JavaScript/JS(app.alert\\(1\\))>>")
    entries = b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode"
    blob = pdfs.page(changes={8: pdfs.stream(packed, entries)})
    assert [each.code for each in read(blob)[0].problems] == ["P-INPUT-SCRIPT"]


def test_an_empty_file_says_so():
    with pytest.raises(DamagedInput, match="0字节"):
        open_upload(b"", "a.jpg")


def test_a_truncated_heic_is_damage():
    box = struct.pack(">I4s4sI", 16, b"ftyp", b"heic", 0)
    with pytest.raises(DamagedInput):
        open_upload(box + bytes(64), "a.heic")
