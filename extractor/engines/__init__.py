"""Name the recognition engines and load one by name; the engines live in their own modules.

An engine turns a picture into lines of text with their places. It knows
nothing of documents, text layers or fields.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Protocol

from extractor.document import Line
from extractor.errors import MissingEngine

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DEFAULT_ENGINE = "rapid"


@dataclass(frozen=True, slots=True)
class Reading:
    """What an engine read on one picture.

    `rotation` is the quarter turn, clockwise in degrees, that makes the picture
    upright. `lines` have their boxes on the upright page, in no promised order,
    weak lines included with their confidence. `skew` is the angle of the lines
    on the upright page in degrees, positive where they fall to the right.
    """

    rotation: int
    lines: tuple[Line, ...]
    skew: float = 0.0


class Engine(Protocol):
    """Anything that reads the text on a picture."""

    @property
    def name(self) -> str:
        """Key of the engine in `ENGINES`."""

    def read(self, image: NDArray[np.uint8]) -> Reading:
        """Return the text on an RGB picture of shape (height, width, 3).

        Raises:
            EngineError: The engine broke off or took too long.
        """

    def read_strip(self, image: NDArray[np.uint8]) -> tuple[str, float]:
        """Return the text of one horizontal line on an RGB picture, and its confidence.

        Raises:
            EngineError: The engine broke off or took too long.
        """


def _rapid() -> Engine:
    from extractor.engines.line_memory import LineMemory
    from extractor.engines.rapid import Rapid

    return Rapid(memory=LineMemory())


def _tesseract() -> Engine:
    from extractor.engines.tesseract import Tesseract

    return Tesseract()


ENGINES: dict[str, Callable[[], Engine]] = {"rapid": _rapid, "tesseract": _tesseract}


@cache
def load_engine(name: str = DEFAULT_ENGINE) -> Engine:
    """Return the engine of that name, ready to read; the same one each time.

    Raises:
        MissingEngine: There is no such engine, or a part of it is not installed.
        AlteredModel: A model file is not the released one.
    """
    if name not in ENGINES:
        known = ", ".join(ENGINES)
        raise MissingEngine(
            f"没有名为 {name} 的识别引擎。 There is no recognition engine called {name}.",
            f"可选：{known}。 Choose one of: {known}.",
        )
    return ENGINES[name]()
