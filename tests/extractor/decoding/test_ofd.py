import pytest

from extractor.decoding.ofd_draw import _FONT_FOLDERS, _SYSTEM_FONTS
from extractor.decoding.ofd_page import _deltas, _steps, after, apply, numbers
from extractor.document import Integrity
from extractor.errors import DamagedInput
from extractor.filefacts import OFD
from extractor.intake import open_upload
from extractor.limits import DEFAULT_LIMITS
from extractor.signatures import SignatureCheck
from fixtures import hostile_ofd as ofds
from fixtures.hostile_others import archive

HAS_FONT = any(next(f.rglob(n), None) for f in _FONT_FOLDERS if f.is_dir() for n in _SYSTEM_FONTS)


def read(blob, name="a.ofd"):
    with open_upload(blob, name) as upload:
        return upload, list(upload.sheets())


def words(sheet):
    return [line.text for line in sheet.text]


def test_text_comes_with_its_place_and_is_drawn_there():
    upload, (sheet,) = read(ofds.ofd(ofds.page(ofds.text("共计40学时", x=20, y=40, size=6))))
    assert upload.source.media_type == OFD
    (line,) = sheet.text
    assert line.text == "共计40学时"
    assert abs(line.box.left - 20 / 210) < 0.01
    assert abs(line.box.bottom - 46.8 / 297) < 0.01
    assert abs(line.box.right - (20 + 6 * 6 + 3) / 210) < 0.03
    height, width = sheet.image.shape[:2]
    assert abs(width / height - 210 / 297) < 0.01
    # a frame or the character itself: something is drawn where the text stands
    part = sheet.image[
        int(line.box.top * height) : int(line.box.bottom * height),
        int(line.box.left * width) : int(line.box.right * width),
    ]
    assert part.min() < 150
    assert sheet.image[height // 2 :].min() == 255


def test_a_character_without_a_font_is_told():
    _, (sheet,) = read(ofds.ofd(ofds.page(ofds.text("共计40学时"))))
    assert sheet.facts.undrawn_text == (0 if HAS_FONT else 6)


def test_pages_templates_and_turned_text_are_read():
    upload, sheets = read(ofds.ofd(*[ofds.page(ofds.text(f"第{n}页", y=30 + n)) for n in (1, 2)]))
    assert upload.source.pages == 2
    assert [words(sheet) for sheet in sheets] == [["第1页"], ["第2页"]]
    turned = ofds.text("继续教育学时证明", x=100, y=100, more='CTM="0 1 -1 0 0 0"')
    _, (sheet,) = read(ofds.ofd(ofds.page(turned)))
    (line,) = sheet.text
    assert line.box.height > line.box.width


def test_a_slanted_watermark_is_drawn_and_not_mixed_into_the_lines():
    mark = ofds.text("仅供学时申报使用", x=15, y=38, more='CTM="0.7 0.7 -0.7 0.7 0 0"')
    _, (sheet,) = read(ofds.ofd(ofds.page(ofds.text("共计40学时") + mark)))
    assert words(sheet) == ["共计40学时"]


def test_hidden_text_is_counted_and_left_out():
    hidden = ofds.text("共计72学时", y=80, more='Visible="false"')
    upload, (sheet,) = read(ofds.ofd(ofds.page(ofds.text("共计40学时") + hidden)))
    assert words(sheet) == ["共计40学时"]
    assert sheet.facts.invisible_text == 6
    assert "P-INPUT-HIDDEN-TEXT" in [problem.code for problem in upload.problems]


def test_a_seal_is_present_with_its_place_and_not_verified():
    blob = ofds.sealed(ofds.text("共计40学时"))
    with (
        open_upload(blob, "a.ofd") as upload,
        SignatureCheck(blob, upload.facts, limits=DEFAULT_LIMITS) as check,
    ):
        (seal,), problems = check.result()
    assert problems == ()
    assert (seal.container, seal.integrity) == ("ofd", Integrity.NOT_CHECKED)
    assert (seal.signer, seal.signed_at) == ("示例印章", "20210710090000Z")
    assert seal.place is not None
    assert seal.place.page == 1
    assert abs(seal.place.box.left - 140 / 210) < 0.001


@pytest.mark.parametrize(
    "members",
    [
        {"OFD.xml": b"<OFD/>"},
        {"OFD.xml": b"no xml"},
        {"OFD.xml": b"\xff\xfe\x00"},
        {"OFD.xml": b"<OFD><DocBody><DocRoot>Doc_0/Document.xml</DocRoot></DocBody></OFD>"},
    ],
)
def test_a_document_that_breaks_its_rules_is_damaged(members):
    with pytest.raises(DamagedInput, match="OFD"):
        read(archive(members))


def test_paths_that_writers_get_wrong_are_found_and_none_leaves_the_archive():
    for base in ("/Doc_0/Pages/Page_0.xml", "Doc_0/Pages/Page_0.xml", "pages\\page_0.XML"):
        _, (sheet,) = read(ofds.ofd(ofds.page(ofds.text("学时")), base=base))
        assert words(sheet) == ["学时"]


def test_the_steps_between_characters():
    assert _deltas("g 3 5.5 6.2", 4) == [5.5, 5.5, 5.5, 6.2]
    assert _deltas("2 g 2 3", 3) == [2, 3, 3]
    assert _deltas(None, 2) == [None, None]
    assert _deltas("g 999999999 1", 3) == [1, 1, 1]
    assert _deltas("x g", 1) == [None]


def test_paths_are_taken_apart():
    assert list(_steps("M 0 0 L 1 2 C")) == [("m", (0, 0)), ("l", (1, 2)), ("h", ())]
    assert list(_steps("M 0 0 B 1 1 2 2 3 3"))[1] == ("c", (1, 1, 2, 2, 3, 3))
    arc = list(_steps("M 0 0 A 5 5 0 0 1 10 0"))
    assert arc[-1] == ("l", (10, 0))
    middle = arc[len(arc) // 2][1]
    assert abs(middle[0] - 5) < 0.5
    assert abs(abs(middle[1]) - 5) < 0.5
    assert list(_steps("M 0 0 L 1")) == [("m", (0, 0))]


def test_numbers_are_finite_and_bounded():
    assert numbers("1 2.5 -3e1 nan inf 9e99") == [1, 2.5, -30, 1e6]


def test_matrices_act_one_after_the_other():
    scale, move = (2, 0, 0, 2, 0, 0), (1, 0, 0, 1, 10, 20)
    assert apply(after(scale, move), 1, 1) == (12, 22)
    assert apply(after(move, scale), 1, 1) == (22, 42)
