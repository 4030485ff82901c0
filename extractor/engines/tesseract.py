"""Read pictures with Tesseract through pytesseract: the second engine, a system package.

It is far weaker than the default on Chinese scans (7.5 % of the characters wrong
against 0.4 %) and serves where the default cannot be installed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import TypedDict, TypeVar, cast

import pytesseract

from extractor.document import Box, Line, Word
from extractor.engines import Reading
from extractor.errors import EngineError, MissingEngine
from extractor.image import Picture, flatten_light, red_channel, resize, turn

LANGUAGES = ("chi_sim", "eng")
PAGE_LAYOUT = "--psm 3"
"""Automatic layout; psm 6 and 11 lose more of the papers and certificates."""
LINE_LAYOUT = "--psm 7"
LONG_SIDE = 3300
"""Smaller pictures are enlarged to this, about 300 dpi on A4, as the models expect."""
MOST_ENLARGED = 3.0
ORIENTATION_SURE = 1.0
"""Below this confidence of Tesseract's own scale the page is left as it lies."""
REMEDY = (
    "请安装系统软件包 tesseract-ocr 与 tesseract-ocr-chi-sim。 "
    "Install the system packages tesseract-ocr and tesseract-ocr-chi-sim."
)

T = TypeVar("T")


class _Orientation(TypedDict):
    rotate: int
    orientation_conf: float


class _Table(TypedDict):
    block_num: list[int]
    par_num: list[int]
    line_num: list[int]
    left: list[int]
    top: list[int]
    width: list[int]
    height: list[int]
    conf: list[float]
    text: list[str]


class Tesseract:
    """Tesseract with simplified Chinese and English."""

    name = "tesseract"

    def __init__(self, *, seconds: float = 60.0) -> None:
        """Check that the program and its languages are there; each run ends after `seconds`.

        Raises:
            MissingEngine: The program or a language is not installed.
        """
        self._seconds = seconds
        try:
            installed = pytesseract.get_languages(config="")
        except pytesseract.TesseractNotFoundError as error:
            raise MissingEngine(
                "未安装 Tesseract。 The program tesseract is not installed.", REMEDY
            ) from error
        missing = ", ".join(name for name in LANGUAGES if name not in installed)
        if missing:
            raise MissingEngine(
                f"Tesseract 缺少语言包：{missing}。 Tesseract lacks a language: {missing}.", REMEDY
            )

    def read(self, image: Picture) -> Reading:
        """Return the text on an RGB picture of shape (height, width, 3).

        Raises:
            EngineError: The program broke off or took too long.
        """
        grey = _enlarged(flatten_light(red_channel(image)))
        rotation = self._rotation(grey)
        upright = turn(grey, rotation)
        return Reading(rotation, self._lines(upright, PAGE_LAYOUT))

    def read_strip(self, image: Picture) -> tuple[str, float]:
        """Return the text of one horizontal line on an RGB picture, and its confidence.

        Raises:
            EngineError: The program broke off or took too long.
        """
        lines = self._lines(red_channel(image), LINE_LAYOUT)
        text = "".join(line.text for line in lines)
        return text, min((line.confidence for line in lines), default=0.0)

    def _lines(self, grey: Picture, layout: str) -> tuple[Line, ...]:
        table = self._run(
            lambda: pytesseract.image_to_data(
                grey,
                lang="+".join(LANGUAGES),
                config=layout,
                output_type=pytesseract.Output.DICT,
                timeout=self._seconds,
            )
        )
        height, width = grey.shape
        return tuple(_table_lines(cast("_Table", table), width, height))

    def _rotation(self, grey: Picture) -> int:
        """Return the clockwise turn that makes the page upright, 0 if there is too little text."""
        try:
            found = self._run(
                lambda: pytesseract.image_to_osd(
                    grey, output_type=pytesseract.Output.DICT, timeout=self._seconds
                )
            )
        except _TooFewCharacters:
            return 0
        orientation = cast("_Orientation", found)
        sure = orientation["orientation_conf"] >= ORIENTATION_SURE
        return orientation["rotate"] if sure else 0

    def _run(self, call: Callable[[], T]) -> T:
        try:
            return call()
        except pytesseract.TesseractError as error:
            if "Too few characters" in error.message:
                raise _TooFewCharacters from error
            raise EngineError(
                "Tesseract 运行出错。 Tesseract broke off.",
                "请重试，或改用默认引擎。 Try again, or use the default engine.",
            ) from error
        except RuntimeError as error:
            # pytesseract reports a run that it had to end by a bare RuntimeError.
            raise EngineError(
                f"Tesseract 超过 {self._seconds:g} 秒未完成。 "
                f"Tesseract took longer than {self._seconds:g} seconds.",
                "请降低图片分辨率，或改用默认引擎。 "
                "Lower the picture's resolution, or use the default engine.",
            ) from error


class _TooFewCharacters(Exception):
    """Tesseract saw too little text to tell which way up it is."""


def _enlarged(grey: Picture) -> Picture:
    height, width = grey.shape
    scale = min(MOST_ENLARGED, LONG_SIDE / max(height, width))
    if scale <= 1.0:
        return grey
    return resize(grey, (round(width * scale), round(height * scale)))


def _table_lines(table: _Table, width: int, height: int) -> Iterable[Line]:
    """Yield the lines of Tesseract's table of words."""
    rows = [i for i, text in enumerate(table["text"]) if text.strip() and table["conf"][i] >= 0]
    key = lambda i: (table["block_num"][i], table["par_num"][i], table["line_num"][i])  # noqa: E731
    for _, group in groupby(rows, key=key):
        words = _spaced([_word(table, i, width, height) for i in group])
        box = words[0].box
        for word in words[1:]:
            box = box.union(word.box)
        characters = sum(len(word.text) for word in words)
        confidence = sum(word.confidence * len(word.text) for word in words) / characters
        yield Line("".join(word.text for word in words), box, confidence, tuple(words))


def _word(table: _Table, i: int, width: int, height: int) -> Word:
    left, top = table["left"][i], table["top"][i]
    right, bottom = left + table["width"][i], top + table["height"][i]
    box = Box(left / width, top / height, right / width, bottom / height)
    return Word(table["text"][i], box, table["conf"][i] / 100)


def _spaced(words: list[Word]) -> list[Word]:
    """Return the words with a space between Latin ones; Tesseract cuts Chinese at will."""
    spaced = []
    for word, following in zip(words, [*words[1:], None], strict=True):
        between = following is not None and word.text[-1].isascii() and following.text[0].isascii()
        spaced.append(Word(word.text + " ", word.box, word.confidence) if between else word)
    return spaced
