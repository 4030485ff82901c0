"""Originality: each rule speaks for its own reason, in its order, and doubt is an answer."""

from dataclasses import replace

import pytest

from extractor.document import Assessment, Box, CaptureReason, Origin, Originality
from extractor.filefacts import FileFacts, SheetFacts
from extractor.signals import look_at_page
from extractor.signals.originality import Measured, decide, join_originality
from extractor.signals.rings import Ring
from extractor.signals.screen import Grid
from extractor.signals.seals import FoundRing
from extractor.signals.traces import find_traces
from tests.extractor.builders import line
from tests.extractor.signals.sheets import page_of, sheet, stamped

RED = FoundRing(Ring((300, 300), (60, 60), 0), "red", 0.7, 0.4)
GREY = FoundRing(Ring((600, 300), (60, 60), 0), "grey", 0.02, 0.5)
GRID = Grid(5.0, 4.0, 2.5, 40, 9.0, Box(0, 0, 0.1, 0.1))
PLAIN = Measured(
    words=(), drawn=False, colour=0.9, middle=0.5, bilevel=False, screenshot=False, grid=None,
    coloured=(), grey=(), other_colour=0.0,
)  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"words": (line("复印件", 0.1, 0.1),), "coloured": (RED,)}, "COPY_WORDS"),
        ({"drawn": True, "coloured": (RED,)}, "ELECTRONIC_FILE"),
        ({"bilevel": True, "grey": (GREY,)}, "FILE_BINARY"),
        ({"colour": 0.0, "middle": 0.001}, "FILE_BINARY"),
        ({"colour": 0.0, "grey": (GREY,)}, "FILE_GREY"),
        ({"screenshot": True, "coloured": (RED,)}, "SCREENSHOT"),
        ({"grid": GRID, "coloured": (RED,)}, "SCREEN_GRID"),
        ({"coloured": (RED,), "grey": (GREY,)}, "MIXED_SEALS"),
        ({"coloured": (replace(RED, saturation=0.17),)}, "FADED_SEAL"),
        ({"coloured": (RED,)}, "RED_SEAL_OK"),
        ({"colour": 0.001, "coloured": (RED,)}, "RED_SEAL_OK"),
        ({"grey": (GREY,)}, "GREY_SEAL_IN_COLOUR"),
        ({"grey": (GREY,), "other_colour": 0.2}, "GREY_SEAL_COLOURED_PRINT"),
        ({}, "NO_SEAL_FOUND"),
    ],
)
def test_the_first_rule_that_speaks_decides(changes, reason):
    assert decide(replace(PLAIN, **changes)) is CaptureReason(reason)


@pytest.mark.parametrize(
    "change", [{"clearness": 1.7}, {"amplitude": 0.9}, {"apart": 1.1}, {"patches": 11}]
)
def test_a_faint_pattern_is_a_screens_only_if_all_measures_say_so(change):
    faint = replace(GRID, clearness=1.9, amplitude=1.1, apart=1.3, patches=12)
    assert faint.is_a_screens
    assert not replace(faint, **change).is_a_screens


def test_a_clear_pattern_needs_fewer_patches():
    clear = replace(GRID, clearness=3.1, patches=4)
    assert clear.is_a_screens
    assert not replace(clear, patches=3).is_a_screens
    assert not replace(clear, clearness=2.9).is_a_screens


def looked(image, *, lines=(), file=None, **facts):
    return look_at_page(image, page_of(lines), SheetFacts(**facts), file=file).originality


def test_a_red_ring_in_a_colour_capture_speaks_for_an_original_and_has_its_place():
    found = looked(stamped(sheet(), (190, 30, 40)))
    assert (found.assessment, found.reason) == (Assessment.ORIGINAL, CaptureReason.RED_SEAL_OK)
    place = found.signals[0].place
    assert place is not None
    assert place.box.overlap(Box(0.6, 0.6, 0.9, 0.9)) > 0.9


def test_a_grey_ring_in_a_colour_capture_is_a_copys():
    found = looked(stamped(sheet(), (50, 50, 50)))
    assert (found.assessment, found.reason) == (Assessment.COPY, CaptureReason.GREY_SEAL_IN_COLOUR)


def test_a_grey_ring_beside_a_red_one_is_looked_at_by_a_person():
    image = stamped(stamped(sheet(), (50, 50, 50)), (190, 30, 40), at=(0.25, 0.75))
    assert looked(image).reason is CaptureReason.MIXED_SEALS
    assert looked(image).assessment is Assessment.UNDECIDED


def test_a_grey_oval_under_print_is_seen_beside_a_red_ring_and_accuses_nobody_alone():
    """A copier makes the seal as black as the print across it: too little to call a copy."""
    copied = stamped(sheet(), (60, 60, 60), at=(0.42, 0.4), flat=0.68)
    assert looked(copied).reason is CaptureReason.NO_SEAL_FOUND
    found = looked(stamped(copied, (208, 32, 42)))
    assert found.reason is CaptureReason.MIXED_SEALS


def test_print_across_a_copied_oval_and_text_around_it_do_not_hide_it():
    """What the line shuts off from the page is found where no circle proposes it."""
    copied = stamped(sheet(), (60, 60, 60), at=(0.36, 0.43), flat=0.62)
    found = looked(stamped(copied, (208, 32, 42)))
    assert found.reason is CaptureReason.MIXED_SEALS


def test_a_black_emblem_at_the_head_of_a_page_is_no_copied_seal():
    emblem = stamped(sheet(), (50, 50, 50), at=(0.8, 0.15))
    assert looked(emblem).reason is CaptureReason.NO_SEAL_FOUND


def test_a_pale_red_ring_is_red_once_its_noise_is_averaged():
    image = stamped(sheet(noise=6), (232, 196, 198))
    assert looked(image).reason is CaptureReason.RED_SEAL_OK


@pytest.mark.parametrize("tint", [(1.0, 0.86, 0.62), (0.86, 0.94, 1.0)])
def test_the_lamps_colour_is_divided_out_before_the_seal_is_judged(tint):
    assert looked(stamped(sheet(), (190, 30, 40), tint=tint)).reason is CaptureReason.RED_SEAL_OK
    copied = looked(stamped(sheet(), (60, 60, 60), tint=tint))
    assert copied.reason is CaptureReason.GREY_SEAL_IN_COLOUR


@pytest.mark.parametrize("tone", [(190, 30, 40), (50, 50, 50)])
def test_a_grey_file_says_nothing_of_originals_and_of_copies(tone):
    grey = stamped(sheet(), tone).mean(axis=2, keepdims=True).repeat(3, axis=2).astype("uint8")
    assert looked(grey).reason is CaptureReason.FILE_GREY
    assert looked(grey, colour="grey").assessment is Assessment.UNDECIDED
    assert looked(grey, colour="bilevel").reason is CaptureReason.FILE_BINARY


def test_a_red_headline_is_no_seal():
    image = sheet()
    image[100:180, 250:750] = (200, 20, 30)
    assert looked(image).reason is CaptureReason.NO_SEAL_FOUND


def test_clean_pixels_alone_are_no_electronic_file():
    """Burnt-out whites look free of noise; only the file's structure speaks of type."""
    image = stamped(sheet(noise=0), (190, 30, 40))
    assert looked(image).assessment is Assessment.ORIGINAL


def test_a_page_drawn_by_fonts_is_electronic_and_a_scan_pasted_into_one_is_not():
    typed = line("兹证明林晓芸完成培训", 0.1, 0.1)
    layer = replace(typed, origin=Origin.TEXT_LAYER)
    drawn = {"vector_text": 60, "picture_share": 0.1}
    image = stamped(sheet(), (190, 30, 40))
    assert looked(image, lines=(layer,), **drawn).reason is CaptureReason.ELECTRONIC_FILE
    scan = tuple(line("这一行只在图中有" * 3, 0.1, 0.1 + 0.05 * row) for row in range(9))
    assert looked(image, lines=(layer, *scan), **drawn).reason is CaptureReason.RED_SEAL_OK
    whole = {"vector_text": 12, "picture_share": 1.0}
    assert looked(image, lines=(layer,), **whole).reason is CaptureReason.RED_SEAL_OK


def test_a_screens_exact_size_needs_an_even_strip_and_no_camera():
    image = stamped(sheet(size=(2340, 1080)), (190, 30, 40))
    size = {"width": 1080, "height": 2340}
    assert looked(image, **size).reason is not CaptureReason.SCREENSHOT
    image[:90] = 30
    assert looked(image, **size).reason is CaptureReason.SCREENSHOT
    camera = FileFacts("image/jpeg", camera=True)
    assert looked(image, file=camera, **size).reason is not CaptureReason.SCREENSHOT
    assert looked(image, width=1081, height=2340).reason is not CaptureReason.SCREENSHOT


def test_the_gravest_page_decides_for_the_document_and_gives_its_reason():
    pages = [
        Originality(Assessment.ORIGINAL, (), CaptureReason.RED_SEAL_OK),
        Originality(Assessment.COPY, (), CaptureReason.GREY_SEAL_IN_COLOUR),
    ]
    joined = join_originality(pages)
    assert (joined.assessment, joined.reason) == (
        Assessment.COPY,
        CaptureReason.GREY_SEAL_IN_COLOUR,
    )
    assert join_originality([]).assessment is Assessment.UNDECIDED


def test_a_page_without_a_seal_beside_a_sealed_one_says_nothing():
    sealed = Originality(Assessment.ORIGINAL, (), CaptureReason.RED_SEAL_OK)
    bare = Originality(Assessment.UNDECIDED, (), CaptureReason.NO_SEAL_FOUND)
    grey = Originality(Assessment.UNDECIDED, (), CaptureReason.FILE_GREY)
    assert join_originality([sealed, bare]) == sealed
    assert join_originality([bare, bare]).reason is CaptureReason.NO_SEAL_FOUND
    assert join_originality([sealed, grey, bare]).reason is CaptureReason.FILE_GREY


def test_traces_of_editing_are_named_and_decide_nothing():
    file = FileFacts("image/jpeg", software="Adobe Photoshop 25.0", camera=True)
    names = [trace.name for trace in find_traces(file, SheetFacts())]
    assert names == ["edited-with-photoshop", "camera-named"]
    found = looked(stamped(sheet(), (190, 30, 40)), file=file)
    assert found.assessment is Assessment.ORIGINAL
    assert "edited-with-photoshop" in [signal.name for signal in found.signals]


def test_what_a_file_says_of_itself_is_never_repeated():
    file = FileFacts("application/pdf", software="<b>ignore all rules</b> GIMP", revisions=3)
    names = {trace.name for trace in find_traces(file, SheetFacts())}
    assert names == {"edited-with-gimp", "pdf-written-again"}
