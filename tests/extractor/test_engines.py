"""The engines: their models are proved, their readings placed, their failures ours."""

import logging
import re
import shutil

import numpy as np
import pytesseract
import pytest

from extractor.engines import ENGINES, load_engine
from extractor.engines.gaps import fill_gap, find_gap, gap_crop
from extractor.engines.models import DETECTOR, RECOGNISER, RELEASED_DETECTOR, Model
from extractor.engines.rapid import Rapid
from extractor.engines.recognised import Recognised, recognised_to_line
from extractor.engines.second_look import (
    best,
    continues,
    counted,
    guises,
    is_doubtful,
    repeats,
)
from extractor.engines.sheet import join_lines
from extractor.errors import AlteredModel, EngineError, MissingEngine
from extractor.image import turn
from tests.extractor.pictures import printed, stamped

PAGE = printed(
    [
        (100, 100, 44, "Certificate of Completion"),
        (100, 200, 32, "has attended the course in the spring of 2021"),
        (100, 260, 32, "Total hours: 40"),
        (700, 260, 32, "No. 2021-0457"),
        (100, 700, 26, "Issued in Guangzhou on 9 July 2021"),
    ]
)


def texts(reading):
    return {re.sub(r"\s", "", line.text) for line in reading.lines}


def recognised(text, confidence=0.9, centres=None):
    centres = centres or [(i + 0.5) / len(text) for i in range(len(text))]
    return Recognised(text, confidence, tuple(centres), (confidence,) * len(text))


# --- models and names -------------------------------------------------------------------


def test_an_unknown_engine_is_named_with_the_ones_there_are():
    with pytest.raises(MissingEngine) as raised:
        load_engine("abacus")
    assert all(name in raised.value.remedy for name in ENGINES)


@pytest.mark.parametrize("model", [DETECTOR, RELEASED_DETECTOR, RECOGNISER])
def test_the_installed_models_are_the_expected_ones(model):
    assert model.verified() == model.path()


@pytest.fixture
def copied_model(tmp_path, monkeypatch):
    """The detector in a package of its own, where it can be spoilt."""
    (tmp_path / "spoilt" / "models").mkdir(parents=True)
    (tmp_path / "spoilt" / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    model = Model(DETECTOR.name, DETECTOR.digest, "spoilt")
    shutil.copy(DETECTOR.path(), model.path())
    return model


def test_a_model_that_was_changed_is_refused(copied_model):
    assert copied_model.verified() == copied_model.path()
    with copied_model.path().open("r+b") as stream:
        stream.seek(5000)
        stream.write(b"\0\1\2\3")
    with pytest.raises(AlteredModel):
        copied_model.verified()


def test_a_model_that_is_not_there_is_reported_missing(copied_model):
    copied_model.path().unlink()
    with pytest.raises(MissingEngine):
        copied_model.verified()


def test_a_package_that_is_not_installed_is_reported_missing():
    with pytest.raises(MissingEngine) as raised:
        Model(DETECTOR.name, DETECTOR.digest, "no_such_package").verified()
    assert "no_such_package" in str(raised.value)


# --- the default engine -----------------------------------------------------------------


@pytest.mark.ocr
def test_the_same_engine_is_given_each_time():
    assert load_engine("rapid") is load_engine("rapid")


@pytest.mark.ocr
@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_a_page_is_read_whichever_way_it_lies(degrees):
    reading = load_engine().read(turn(PAGE, degrees))
    assert reading.rotation == (360 - degrees) % 360
    assert {"CertificateofCompletion", "Totalhours:40", "No.2021-0457"} <= texts(reading)


@pytest.mark.ocr
def test_lines_and_words_lie_where_they_were_printed():
    reading = load_engine().read(PAGE)
    line = next(line for line in reading.lines if "Total" in line.text)
    assert line.box.left * 1200 == pytest.approx(100, abs=12)
    assert line.box.top * 800 == pytest.approx(268, abs=14)
    for found in reading.lines:
        assert "".join(word.text for word in found.words) == found.text
        assert all(word.box.overlap(found.box) > 0.9 for word in found.words)


@pytest.mark.ocr
def test_the_place_of_a_value_in_a_line_is_found():
    line = next(line for line in load_engine().read(PAGE).lines if "Total" in line.text)
    start = line.text.index("40")
    box = line.span_box(start, start + 2)
    column = PAGE[268:296, :600].min(axis=(0, 2)) < 100
    last = np.flatnonzero(column).max()
    assert box.right * 1200 == pytest.approx(last, abs=12)
    assert box.width * 1200 == pytest.approx(36, abs=14)


@pytest.mark.ocr
def test_an_empty_page_has_no_lines_and_makes_no_noise(capfd, caplog):
    with caplog.at_level(logging.DEBUG):
        reading = load_engine().read(np.full((400, 300, 3), 255, np.uint8))
    assert reading.lines == ()
    assert reading.rotation == 0
    assert capfd.readouterr() == ("", "")


@pytest.mark.ocr
@pytest.mark.parametrize("shape", [(1, 1, 3), (2, 3000, 3), (40, 40, 3)])
def test_a_sliver_of_a_picture_is_read_as_empty(shape):
    assert load_engine().read(np.full(shape, 128, np.uint8)).lines == ()


@pytest.mark.ocr
def test_print_under_a_dark_seal_is_read():
    page = stamped(PAGE, centre=(430, 715), radius=80)
    assert "IssuedinGuangzhouon9July2021" in texts(load_engine().read(page))


@pytest.mark.ocr
def test_a_strip_is_read_as_one_line():
    text, confidence = load_engine().read_strip(PAGE[255:310, 90:380])
    assert text.replace(" ", "") == "Totalhours:40"
    assert confidence > 0.9


# --- from characters to words, and the second look --------------------------------------


def test_a_wide_gap_parts_two_words_and_their_boxes():
    centres = [0.05, 0.1, 0.15, 0.8, 0.85, 0.9]
    quad = np.array([[0, 0], [1000, 0], [1000, 40], [0, 40]], dtype=np.float32)
    line = recognised_to_line(
        recognised("学时数四十五", centres=centres), quad, width=1000, height=100, vertical=False
    )
    assert line.text == "学时数 四十五"
    assert [word.text for word in line.words] == ["学时数 ", "四十五"]
    assert line.words[0].box.right < 0.2
    assert line.words[1].box.left > 0.7


def test_a_blank_between_two_chinese_names_is_kept():
    centres = [0.1, 0.2, 0.3, 0.4, 0.62, 0.72, 0.82]
    quad = np.array([[0, 0], [1000, 0], [1000, 40], [0, 40]], dtype=np.float32)
    read = recognised("沙马伍呷李明华", centres=centres)
    assert recognised_to_line(read, quad, width=1000, height=100, vertical=False).text == (
        "沙马伍呷 李明华"
    )
    # between figures and signs steps are uneven, and this is none
    read = recognised("计40学时，5天", centres=[*centres, 0.92])
    assert " " not in recognised_to_line(read, quad, width=1000, height=100, vertical=False).text


def test_an_evenly_spread_title_is_one_word():
    quad = np.array([[0, 0], [1000, 0], [1000, 40], [0, 40]], dtype=np.float32)
    line = recognised_to_line(recognised("结业证书"), quad, width=1000, height=100, vertical=False)
    assert [word.text for word in line.words] == ["结业证书"]


def test_a_doubtful_character_keeps_its_own_confidence():
    quad = np.array([[0, 0], [1000, 0], [1000, 40], [0, 40]], dtype=np.float32)
    read = Recognised("共40学时", 0.89, (0.1, 0.3, 0.4, 0.6, 0.8), (1.0, 0.99, 0.45, 1.0, 1.0))
    line = recognised_to_line(read, quad, width=1000, height=100, vertical=False)
    assert line.text == "共40学时"
    assert [word.text for word in line.words] == ["共4", "0", "学时"]
    assert line.words[1].confidence == 0.45


def test_a_skipped_character_shows_as_a_gap():
    even = recognised("二〇二五年三月", centres=[0.1 * i for i in range(1, 8)])
    skipped = recognised("二二五年三月", centres=[0.1, 0.3, 0.4, 0.5, 0.6, 0.7])
    assert find_gap(even) is None
    gap = find_gap(skipped)
    assert gap is not None
    assert gap.index == 0
    assert gap.steps == pytest.approx(2)


@pytest.mark.parametrize("text", ["姓名：李", "Wo rd", "ABCD"])
def test_uneven_steps_at_marks_spaces_and_latin_letters_are_no_gaps(text):
    centres = [0.1, 0.2, 0.6, 0.7, 0.8][: len(text)]
    assert find_gap(recognised(text, centres=centres)) is None


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("二〇二", "二〇二五年三月"),
        ("二二", "二二五年三月"),
        ("二 二", "二二五年三月"),
        ("王", "二二五年三月"),
        ("二〇一〇二", "二二五年三月"),
        ("二", "二二五年三月"),
    ],
)
def test_a_gap_is_filled_only_with_what_fits_between_its_neighbours(part, expected):
    line = recognised("二二五年三月", centres=[0.1, 0.3, 0.4, 0.5, 0.6, 0.7])
    gap = find_gap(line)
    assert gap is not None
    filled = fill_gap(line, gap, [recognised(part)])
    assert filled.text == expected
    assert len(filled.centres) == len(filled.confidences) == len(expected)
    assert list(filled.centres) == sorted(filled.centres)


def test_an_unsure_character_does_not_fill_a_gap():
    line = recognised("二二五年三月", centres=[0.1, 0.3, 0.4, 0.5, 0.6, 0.7])
    gap = find_gap(line)
    assert gap is not None
    assert fill_gap(line, gap, [recognised("二〇二", 0.5)]).text == line.text


def test_the_crop_of_a_gap_holds_both_neighbours():
    crop = np.tile(np.arange(200, dtype=np.uint8), (20, 1))
    line = recognised("二二五年三月", centres=[0.1, 0.3, 0.4, 0.5, 0.6, 0.7])
    gap = find_gap(line)
    assert gap is not None
    part = gap_crop(crop, line, gap)
    assert part[0, 0] == 9
    assert part[0, -1] == 71


def test_a_reading_without_the_gap_wins_over_a_surer_one_with_it():
    skipped = recognised("202年5月", 0.99, [0.05, 0.12, 0.19, 0.45, 0.53, 0.6])
    whole = recognised("2024年5月", 0.95, [0.05, 0.12, 0.19, 0.26, 0.37, 0.48, 0.6])
    assert best([skipped, whole]).text == "2024年5月"


def test_readings_of_one_length_settle_each_character_together():
    first = Recognised("三〇二四", 0.85, (0.1, 0.3, 0.5, 0.7), (0.5, 0.95, 0.95, 1.0))
    others = [
        Recognised("二〇二四", 0.8, (0.1, 0.3, 0.5, 0.7), (0.4, 0.9, 0.9, 1.0)),
        Recognised("二〇二四", 0.7, (0.1, 0.3, 0.5, 0.7), (0.3, 0.8, 0.8, 0.9)),
    ]
    assert best([first, *others]).text == "二〇二四"


@pytest.mark.parametrize(
    ("longer", "known", "expected"),
    [
        ("二〇二四年", "〇二四年", True),
        ("〇二四年", "〇二四年", False),
        ("教务处", "学务", False),
        ("任何", "", False),
    ],
)
def test_a_longer_crop_counts_if_it_continues_the_text(longer, known, expected):
    assert continues(recognised(longer), recognised(known) if known else recognised("")) is expected


def test_an_unsure_character_beyond_the_end_is_not_taken():
    longer = Recognised("口证书", 0.8, (0.1, 0.5, 0.9), (0.4, 1.0, 1.0))
    assert not continues(longer, recognised("证书"))


@pytest.mark.parametrize(
    ("text", "wider", "expected"),
    [
        ("440106*******8237", "440106********8237", "440106********8237"),
        ("1112", "11112", "11112"),
        ("440106***8237", "440106****8287", "440106***8237"),
        ("4401****", "4401***", "4401****"),
    ],
)
def test_a_run_of_equal_characters_is_counted_on_a_wider_crop(text, wider, expected):
    assert repeats(recognised(text))
    assert counted(recognised(text), recognised(wider)).text == expected


def test_pairs_of_characters_are_no_run():
    assert not repeats(recognised("1122年33  学时"))


def test_only_doubtful_lines_are_looked_at_again():
    crop = np.full((40, 300), 255, np.uint8)
    assert not is_doubtful(recognised("结业证书", 0.99), crop)
    assert is_doubtful(recognised("结业证书", 0.8), crop)
    assert not is_doubtful(recognised("口", 0.3), crop[:, :40])


def test_the_guises_of_a_crop_are_pictures_of_the_same_shape_of_line():
    crop = np.tile(np.linspace(0, 255, 300, dtype=np.uint8), (60, 1))
    for guise in guises(crop):
        assert guise.dtype == np.uint8
        assert guise.shape[1] / guise.shape[0] == pytest.approx(5, rel=0.05)


# --- Tesseract --------------------------------------------------------------------------


@pytest.mark.tesseract
@pytest.mark.parametrize("degrees", [0, 180])
def test_tesseract_reads_the_same_page(degrees):
    reading = load_engine("tesseract").read(turn(PAGE, degrees))
    assert reading.rotation == (360 - degrees) % 360
    assert "Totalhours:40" in "".join(texts(reading))


@pytest.mark.tesseract
def test_tesseract_finds_nothing_on_an_empty_page():
    assert load_engine("tesseract").read(np.full((400, 300, 3), 255, np.uint8)).lines == ()


@pytest.mark.tesseract
def test_a_run_that_takes_too_long_is_ended():
    from extractor.engines.tesseract import Tesseract

    with pytest.raises(EngineError) as raised:
        Tesseract(seconds=0.01).read(PAGE)
    assert not isinstance(raised.value, MissingEngine)


def test_a_missing_program_is_said_with_its_remedy(monkeypatch):
    from extractor.engines.tesseract import Tesseract

    monkeypatch.setattr(pytesseract.pytesseract, "tesseract_cmd", "no-such-program")
    with pytest.raises(MissingEngine) as raised:
        Tesseract()
    assert "tesseract-ocr" in raised.value.remedy


def test_a_missing_language_is_named(monkeypatch):
    from extractor.engines.tesseract import Tesseract

    monkeypatch.setattr(pytesseract, "get_languages", lambda **_: ["eng", "osd"])
    with pytest.raises(MissingEngine) as raised:
        Tesseract()
    assert "chi_sim" in raised.value.message


def _box(left, top, right, bottom):
    return np.array([[left, top], [right, top], [right, bottom], [left, bottom]], np.float32)


def test_of_two_findings_of_a_line_at_a_seal_the_longer_one_stays():
    seal = _box(100, 100, 200, 200)[None]
    cut = np.stack([_box(60, 140, 120, 160), _box(180, 140, 240, 160), _box(0, 10, 300, 30)])
    whole = np.stack([_box(60, 140, 240, 160), _box(110, 170, 190, 190), _box(0, 12, 290, 28)])
    found = join_lines(cut, whole, seal)
    assert sorted(quad[0].tolist() + quad[2].tolist() for quad in found) == [
        [0, 10, 300, 30],  # away from the seal the finding without it stays
        [60, 140, 240, 160],  # whole, where the cut broke it
        [110, 170, 190, 190],  # and what the cut took away
    ]


def test_without_seals_nothing_is_joined():
    lines = _box(0, 0, 10, 10)[None]
    none = np.zeros((0, 4, 2), np.float32)
    assert join_lines(lines, none, none).tolist() == lines.tolist()


def test_lines_of_a_skewed_page_are_not_taken_for_one_another():
    seal = _box(100, 0, 300, 300)[None]
    lean = np.array([[0, 0], [0, 60], [0, 60], [0, 0]], np.float32)
    upper, lower = _box(100, 100, 300, 130) + lean, _box(120, 140, 260, 165) + lean * 0.7
    found = join_lines(np.stack([upper, lower]), upper[None], seal)
    assert len(found) == 2


# --- so many guises as it takes ---------------------------------------------------------


@pytest.mark.parametrize(("at_seal", "readings"), [(False, 1), (True, 3)])
def test_a_doubtful_line_is_read_until_no_doubt_is_left_and_under_a_seal_to_the_end(
    at_seal, readings
):
    crop = np.full((40, 400), 255, np.uint8)
    told = iter([recognised("柳湾市教育局", 0.99), *[recognised("柳湾市教育局", 0.97)] * 2])
    engine = Rapid.__new__(Rapid)
    seen = []
    engine._recognise = lambda guise: seen.append(guise) or next(told)
    found = engine._best(recognised("柳湾市教肓局", 0.8), [crop] * 3, None if at_seal else crop)
    assert found.text == "柳湾市教育局"
    assert len(seen) == readings
