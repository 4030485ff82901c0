import unicodedata
from pathlib import Path

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageFilter

from extractor.codes import MAX_CODES, MAX_TEXT, SYMBOLOGIES, build_codes, clean_code, host_of
from extractor.errors import DamagedInput
from extractor.intake import open_upload
from fixtures import hostile_marks as marks
from fixtures import hostile_pictures as pictures

HOSTILE = Path(__file__).parents[2] / "fixtures/hostile"
FORMATS = {
    "qr_code": zxingcpp.BarcodeFormat.QRCode,
    "code_128": zxingcpp.BarcodeFormat.Code128,
    "code_39": zxingcpp.BarcodeFormat.Code39,
    "data_matrix": zxingcpp.BarcodeFormat.DataMatrix,
    "pdf417": zxingcpp.BarcodeFormat.PDF417,
}


def page_with(text, symbology="qr_code", *, scale=4, size=(1240, 1754), at=(700, 1200)):
    code = zxingcpp.create_barcode(text, FORMATS[symbology])
    page = Image.new("L", size, 245)
    page.paste(Image.fromarray(code.to_image(scale=scale)), at)
    return page.convert("RGB")


def codes_of(image, name="a.png"):
    blob = image if isinstance(image, bytes) else pictures.saved(image, "PNG")
    with open_upload(blob, name) as upload:
        for _ in upload.sheets():
            pass
        return upload.codes


@pytest.mark.parametrize("symbology", FORMATS)
def test_a_code_is_read_with_its_place(symbology):
    (code,) = codes_of(page_with("GP2021-0042", symbology, at=(200, 1200)))
    assert (code.symbology, code.text, code.host) == (symbology, "GP2021-0042", None)
    box = code.place.box
    assert code.place.page == 1
    assert abs(box.left - 200 / 1240) < 0.05
    assert abs(box.top - 1200 / 1754) < 0.03
    assert box.width > 0.02


def test_a_turned_and_blurred_code_is_read():
    page = page_with("https://cert.example.cn/q?certNo=2021000042", scale=5)
    for turned in (page.transpose(Image.Transpose.ROTATE_90), page.rotate(6, fillcolor="white")):
        (code,) = codes_of(turned.filter(ImageFilter.GaussianBlur(1)))
        assert code.host == "cert.example.cn"


def test_chinese_in_utf8_and_in_gb18030_is_read():
    for written in ("编号：粤培2021第0042号", "编号：粤培2021第0042号".encode("gb18030")):
        (code,) = codes_of(page_with(written))
        assert code.text == "编号：粤培2021第0042号"


def test_a_page_without_codes_has_none():
    assert codes_of(pictures.certificate()) == ()
    assert codes_of(pictures.noise()) == ()


def test_the_pages_of_a_file_keep_their_codes_apart():
    pages = [page_with(f"NUMBER-{n}") for n in (1, 2)]
    blob = pictures.saved(pages[0], "TIFF", save_all=True, append_images=pages[1:])
    found = codes_of(blob, "a.tif")
    assert [(code.place.page, code.text) for code in found] == [(1, "NUMBER-1"), (2, "NUMBER-2")]


@pytest.mark.parametrize("name", ["control", "script", "userinfo", "instruction", "long"])
def test_a_hostile_code_is_shown_and_harmless(name):
    (code,) = codes_of((HOSTILE / f"qr-{name}.png").read_bytes(), f"qr-{name}.png")
    assert 0 < len(code.text) <= MAX_TEXT
    assert not any(unicodedata.category(char)[0] in "CZ" and char != " " for char in code.text)
    # the only address that is one leads where a browser would go
    assert code.host == ("evil.example" if name == "userinfo" else None)


def test_what_a_hostile_code_says_is_kept_as_text():
    (code,) = codes_of((HOSTILE / "qr-instruction.png").read_bytes())
    assert code.text == marks.PROMPT
    (code,) = codes_of((HOSTILE / "qr-script.png").read_bytes())
    assert code.text == marks.SCRIPT


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("https://cert.example.edu.cn/q?no=1", "cert.example.edu.cn"),
        ("HTTP://Cert.Example.CN:8080/x", "cert.example.cn"),
        ("www.example.cn/a", "www.example.cn"),
        ("https://bureau.example@evil.example/", "evil.example"),
        ("https://bureau.example\\@evil.example/", None),
        ("https://学时.cn/", "xn--48ss9v.cn"),
        ("https://exаmple.cn/", "xn--exmple-4nf.cn"),
        ("javascript:alert(1)", None),
        ("data:text/html,https://a.example", None),
        ("mailto:a@b.example", None),
        ("https://", None),
        ("https:///etc/passwd", None),
        ("https://a..b/", None),
        ("https://[::1]/", None),
        ("粤培2021第0042号", None),
        ("", None),
    ],
)
def test_the_host_of_an_address(text, host):
    assert host_of(text) == host


@given(st.text(max_size=3 * MAX_TEXT))
def test_no_text_of_a_code_can_act_on_a_screen(text):
    cleaned = clean_code(text)
    assert len(cleaned) <= MAX_TEXT
    assert not any(unicodedata.category(char)[0] == "C" for char in cleaned)
    assert clean_code(cleaned) == cleaned
    host = host_of(cleaned)
    assert host is None or (host.isascii() and host == host.lower())


@pytest.mark.parametrize(
    "said",
    [
        None,
        {},
        [["qr_code", "x", 0.0, 0.0, 1.0]],
        [["qr_code", "x", 0.0, 0.0, 2.0, 1.0]],
        [["qr_code", "x", 0.5, 0.0, 0.4, 1.0]],
        [["qr_code", 5, 0.0, 0.0, 1.0, 1.0]],
        [["other", "x", 0.0, 0.0, 1.0, 1.0]],
        [["qr_code", "x", float("nan"), 0.0, 1.0, 1.0]],
        [["qr_code", "x", 0.0, 0.0, 1.0, 1.0]] * (MAX_CODES + 1),
    ],
)
def test_a_childs_nonsense_is_refused(said):
    with pytest.raises(DamagedInput):
        build_codes(said, 1)


def test_every_symbology_has_a_name():
    assert set(FORMATS) <= set(SYMBOLOGIES)
