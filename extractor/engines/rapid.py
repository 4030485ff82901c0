"""Read pictures with RapidOCR's PP-OCRv6 small models, configured for scans of certificates.

The detector sees a small copy, the recogniser crops of the full picture, both in
the red channel. Weak lines are kept. Nothing is fetched and nothing is logged.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.engines import Reading
from extractor.engines.gaps import fill_gap, find_gap, gap_crop
from extractor.engines.line_memory import LineMemory
from extractor.engines.models import DETECTOR, RECOGNISER
from extractor.engines.recognised import (
    NOTHING,
    Recognised,
    recognised_to_line,
    without_doubtful_accents,
)
from extractor.engines.second_look import (
    best,
    continues,
    counted,
    guises,
    is_doubtful,
    repeats,
    stretched,
)
from extractor.engines.sheet import Sheet, boxes_to_quads, is_tall, join_lines, line_crop
from extractor.engines.spaces import is_latin, restore_spaces
from extractor.errors import EngineError
from extractor.grey_rings import cut_grey_rings
from extractor.image import (
    Picture,
    Quad,
    lengthen,
    level_quads,
    quad_size,
    red_channel,
    turn,
)
from extractor.ink import fade_seals

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Floats = NDArray[np.float32]

DETECTION_SIDE = 960
"""Longer side, in pixels, of the copy that the detector sees."""
SURE = 0.9
"""Mean confidence of the longest lines above which a page is taken to be upright."""
VOTERS = 5
"""So many of the longest lines decide which way up a page is."""
MOST_CELLS = 10
"""So many characters of a line tell whether they stand or lie."""
VOTE_MARGIN = 0.15
"""By so much, per line, the turned reading has to win (66 of 66 pages right)."""
FIRST_VOTERS = 2
LINE_HEIGHT = 48
"""Pixels of a line's height as the recogniser takes it."""
CLEAR_MARGIN = 0.3
"""By so much the first voters settle it: 51 of 56 turned pages, and none of 156 others."""


class _WordInfo(Protocol):
    words: list[list[str]]
    word_cols: list[list[int]]
    line_txt_len: float
    confs: list[float]


class _Detector(Protocol):
    def session(self, input_content: Floats) -> Floats: ...
    def postprocess_op(
        self, pred: Floats, ori_shape: tuple[int, ...]
    ) -> tuple[Quad, list[float]]: ...


class _Recogniser(Protocol):
    def session(self, input_content: Floats) -> Floats: ...
    def postprocess_op(
        self,
        preds: Floats,
        return_word_box: bool,  # as RapidOCR has it
        *,
        wh_ratio_list: list[float],
        max_wh_ratio: float,
    ) -> tuple[list[tuple[str, float]], list[_WordInfo]]: ...


class Rapid:
    """The default engine: RapidOCR's detector and recogniser on onnxruntime."""

    name = "rapid"

    def __init__(self, *, threads: int = 1, memory: LineMemory | None = None) -> None:
        """Load the models; `threads` is for each model run, workers scale by processes.

        With a `memory` a line whose pixels were read before is not recognised again.

        Raises:
            MissingEngine: rapidocr or a model file is not installed.
            AlteredModel: A model file is not the released one.
        """
        detector = DETECTOR.verified()
        recogniser = RECOGNISER.verified()
        cv2.setNumThreads(threads)
        self._detector, self._recogniser = _load(detector, recogniser, threads)
        self._memory = memory

    def read(self, image: Picture) -> Reading:
        """Return the text on an RGB picture of shape (height, width, 3).

        Raises:
            EngineError: The model run failed.
        """
        grey, seals = fade_seals(image)
        raw, cut = red_channel(image), not seals
        if cut:
            grey, seals = cut_grey_rings(grey)
        places = boxes_to_quads(seals, width=grey.shape[1], height=grey.shape[0])
        quads = self._detect(grey)
        if cut and seals:
            quads = join_lines(quads, self._detect(raw), places)
        sheet = Sheet(grey, raw, quads, places, cut)
        sheet, vertical = self._upright(sheet)
        height, width = sheet.grey.shape[:2]
        lines = []
        for i in range(len(sheet.quads)):
            recognised, quad = self._line(sheet, i)
            if recognised.text.strip():
                recognised = without_doubtful_accents(recognised)
                if is_latin(recognised.text) and not is_tall(quad):
                    recognised = restore_spaces(recognised, line_crop(sheet.grey, quad))
                line = recognised_to_line(
                    recognised, quad, width=width, height=height, vertical=is_tall(quad)
                )
                lines.append(line)
        return Reading(sheet.rotation, tuple(lines), sheet.skew(vertical=vertical))

    def read_strip(self, image: Picture) -> tuple[str, float]:
        """Return the text of one horizontal line on an RGB picture, and its confidence.

        Raises:
            EngineError: The model run failed.
        """
        recognised = self._recognise(red_channel(image))
        return recognised.text, recognised.confidence

    def _line(self, sheet: Sheet, i: int) -> tuple[Recognised, Quad]:
        """Return one line and its quad, after a second look where the first leaves doubt."""
        quad = sheet.quads[i]
        at_seal = sheet.touches_seal(i)
        # Where a ring was cut out, print went with it: then the whole picture comes first.
        first, other = (sheet.raw, sheet.grey) if sheet.cut else (sheet.grey, sheet.raw)
        crop = line_crop(first if at_seal else sheet.grey, quad)
        others = [line_crop(other, quad)] if at_seal else []
        known = None if at_seal and sheet.cut else sheet.known.get(i)
        recognised = self._without_gap(known or self._recognise(crop), crop, at_seal=at_seal)
        if repeats(recognised):
            recognised = counted(recognised, self._recognise(stretched(crop)))
        hides = at_seal and find_gap(recognised) is not None
        if hides or is_doubtful(recognised, crop):
            others += guises(crop)
        elif not sheet.cut:
            return recognised, quad
        recognised = self._best(recognised, others, None if at_seal else crop)
        if not is_doubtful(recognised, crop):
            return recognised, quad
        longer = lengthen(quad)
        wide = self._recognise(line_crop(sheet.grey, longer))
        return (wide, longer) if continues(wide, recognised) else (recognised, quad)

    def _best(
        self, first: Recognised, others: Iterable[Picture], crop: Picture | None
    ) -> Recognised:
        """Return the best reading, of so many other guises of `crop` as it takes to leave no doubt.

        Without it all are read: under a seal what is read surely may lack a character.
        """
        readings = [first]
        for other in others:
            readings.append(self._recognise(other))
            if crop is not None and not is_doubtful(best(readings), crop):
                break
        return best(readings)

    def _without_gap(self, recognised: Recognised, crop: Picture, *, at_seal: bool) -> Recognised:
        """Return the line with a skipped character put in, where one can be read."""
        gap = find_gap(recognised)
        if gap is None:
            return recognised
        part = gap_crop(crop, recognised, gap)
        crops = [part, *guises(part)] if at_seal else [part]
        return fill_gap(recognised, gap, map(self._recognise, crops))

    def _detect(self, grey: Picture) -> Quad:
        """Return the text lines on the picture, as quads of shape (n, 4, 2)."""
        try:
            heat = self._detector.session(small_copy(grey))
            found, _ = self._detector.postprocess_op(heat, grey.shape[:2])
        except Exception as error:  # onnxruntime raises bare exceptions
            raise _broken() from error
        return level_quads(np.asarray(found, dtype=np.float32).reshape(-1, 4, 2))

    def _recognise(self, crop: Picture) -> Recognised:
        if self._memory is None:
            return self._read_line(crop)
        return self._memory.recognised(crop, self._read_line)

    def _read_line(self, crop: Picture) -> Recognised:
        ratio = crop.shape[1] / crop.shape[0]
        try:
            read = self._recogniser.postprocess_op(
                self._recogniser.session(line_input(crop)),
                True,
                wh_ratio_list=[ratio],
                max_wh_ratio=max(1.0, ratio),
            )
        except Exception as error:  # onnxruntime raises bare exceptions
            raise _broken() from error
        ((text, confidence),), (info,) = read
        return _recognised(text, confidence, info)

    def _upright(self, sheet: Sheet) -> tuple[Sheet, bool]:
        """Return the sheet the right way up, and whether its writing runs downwards.

        The longest lines vote. They are read as they lie first; only when that
        reads badly are they read the other way round, two of them before the rest.
        """
        longest = sorted(range(len(sheet.quads)), key=lambda i: -max(quad_size(sheet.quads[i])))
        voters = longest[:VOTERS]
        crops = {i: line_crop(sheet.grey, sheet.quads[i]) for i in voters}
        tall = sum(is_tall(sheet.quads[i]) for i in voters) * 2 > len(voters)
        ahead: dict[int, Recognised] = {}
        back: dict[int, Recognised] = {}
        for asked, margin in ((voters[:FIRST_VOTERS], CLEAR_MARGIN), (voters, VOTE_MARGIN)):
            ahead |= {i: self._recognise(crops[i]) for i in asked if i not in ahead}
            if not ahead or _mean_confidence(ahead) >= SURE:
                continue
            back |= {i: self._recognise(turn(crops[i], 180)) for i in asked if i not in back}
            if _mean_confidence(back) > _mean_confidence(ahead) + margin:
                return sheet.turned(90 if tall else 180, known=back), False
        if tall and not self._stands_upright(crops, ahead):
            return sheet.turned(270, known=ahead), False
        return sheet.turned(0, known=ahead), tall

    def _stands_upright(self, crops: dict[int, Picture], read: dict[int, Recognised]) -> bool:
        """Tell whether the characters of downward lines stand, not lie on their side.

        Each character is cut out where it was recognised and turned back; the
        row of turned characters reads better if the writing runs downwards.
        """
        lying, standing = 0.0, 0.0
        for i, crop in crops.items():
            cells = _cells(crop, read[i])[:MOST_CELLS]
            if len(cells) > 1:
                lying += read[i].confidence
                standing += self._recognise(np.hstack(cells)).confidence
        return standing > lying


def small_copy(grey: Picture) -> Floats:
    """Return the picture as the detector takes it: small, sides in 32s, from -1 to 1.

    RapidOCR's own preparation copies the full picture in three channels and in
    double precision; this is the same at a tenth of the time and memory.
    """
    height, width = grey.shape
    scale = min(1.0, DETECTION_SIDE / max(height, width))
    size = (max(32, round(side * scale / 32) * 32) for side in (width, height))
    small = cv2.resize(grey, tuple(size), interpolation=cv2.INTER_LINEAR)
    plane = small.astype(np.float32) / 127.5 - 1.0
    return np.repeat(plane[None, None], 3, axis=1)


def line_input(crop: Picture) -> Floats:
    """Return one line as the recogniser takes it: 48 high, at least as wide, from -1 to 1.

    The same as RapidOCR's own preparation, but for its three equal channels and its smallest
    width of 320, which pads short lines: 12 % of the time for nothing.
    """
    height, width = crop.shape
    ratio = width / height
    whole = int(LINE_HEIGHT * max(1.0, ratio))
    inked = min(whole, math.ceil(LINE_HEIGHT * ratio))
    plane = cv2.resize(crop, (inked, LINE_HEIGHT)).astype(np.float32) / 255
    line = np.zeros((1, 3, LINE_HEIGHT, whole), np.float32)
    line[..., :inked] = (plane - 0.5) / 0.5
    return line


def _cells(crop: Picture, recognised: Recognised) -> list[Picture]:
    """Return each character of a lying line, turned a quarter clockwise, equal in height."""
    height, width = crop.shape[:2]
    centres = [centre * width for centre in recognised.centres]
    edges = [(a + b) / 2 for a, b in pairwise(centres)]
    bounds = [0.0, *edges, float(width)]
    cells = [crop[:, round(a) : round(b)] for a, b in pairwise(bounds) if b - a >= height / 4]
    return [
        np.asarray(cv2.resize(turn(cell, 90), (height, height)), dtype=np.uint8) for cell in cells
    ]


def _mean_confidence(read: Mapping[int, Recognised]) -> float:
    return float(np.mean([recognised.confidence for recognised in read.values()]))


def _recognised(text: str, confidence: float, info: _WordInfo) -> Recognised:
    """Return the text with the place of each character; spaces lie between neighbours."""
    if not text:
        return NOTHING
    columns = iter([column for word in info.word_cols for column in word])
    extent = max(info.line_txt_len, 1.0)
    places: list[float | None] = [
        None if char.isspace() else (next(columns) + 0.5) / extent for char in text
    ]
    centres: list[float] = []
    for i, place in enumerate(places):
        before = centres[-1] if centres else 0.0
        after = next((later for later in places[i:] if later is not None), 1.0)
        centres.append(place if place is not None else (before + after) / 2)
    return Recognised(
        text, float(confidence), tuple(min(1.0, c) for c in centres), tuple(map(float, info.confs))
    )


def _load(detector: Path, recogniser: Path, threads: int) -> tuple[_Detector, _Recogniser]:
    """Return RapidOCR's two parts on the given files, without its downloader and log."""
    import rapidocr
    from omegaconf import flag_override
    from rapidocr.ch_ppocr_det import TextDetector
    from rapidocr.ch_ppocr_rec import TextRecognizer
    from rapidocr.utils.parse_parameters import ParseParams

    log = logging.getLogger("RapidOCR")
    log.handlers.clear()
    log.setLevel(logging.CRITICAL)
    config = ParseParams.load(Path(rapidocr.__file__).parent / "config.yaml")
    with flag_override(config, "allow_objects", True):  # a session is no plain value
        config.Det.session = _session(detector, threads)
        config.Rec.session = _session(recogniser, threads)
    config.Rec.update(font_path=None)
    parts = TextDetector(config.Det), TextRecognizer(config.Rec)
    return cast("tuple[_Detector, _Recogniser]", parts)


def _session(model: Path, threads: int) -> InferenceSession:
    """Return a model that takes its memory from the arena that both models share.

    Without an arena the detector spends a fifth of its time on getting pages of memory
    from the system; with one for each model a worker holds 100 MB more.
    """
    import onnxruntime

    _share_arena()
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.use_env_allocators", "1")
    return onnxruntime.InferenceSession(
        str(model), sess_options=options, providers=["CPUExecutionProvider"]
    )


@cache
def _share_arena() -> None:
    """Register one memory arena for all models of this process."""
    import onnxruntime

    onnxruntime.create_and_register_allocator(
        onnxruntime.OrtMemoryInfo(
            "Cpu",
            onnxruntime.OrtAllocatorType.ORT_ARENA_ALLOCATOR,
            0,
            onnxruntime.OrtMemType.DEFAULT,
        ),
        onnxruntime.OrtArenaCfg(0, -1, -1, -1),  # no limit, and the defaults of growth
    )


def _broken() -> EngineError:
    return EngineError(
        "识别引擎运行出错。 The recognition engine broke off.",
        "请重试；若再次出现，请联系管理员。 Try again; if it fails again, ask the administrator.",
    )
