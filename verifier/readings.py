"""A reading as bytes and back, without loss: what was read once can be judged again.

JSON, deflated. Amounts are told from texts, for a rule compares the one as a number and the
other as words.
"""

from __future__ import annotations

import json
import zlib
from decimal import Decimal
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from extractor.document import Extraction

_AMOUNT = "amount"
MAX_BYTES = 64 * 1024 * 1024
"""Of one reading; fifty pages full of text are below a tenth of it."""


def reading_to_bytes(extraction: Extraction) -> bytes:
    """Return the bytes of a reading."""
    data = _adapter().dump_python(extraction)
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=_written)
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 6)


def reading_from_bytes(blob: bytes) -> Extraction:
    """Return the reading that bytes hold.

    Raises:
        ValueError: they hold none that this program wrote.
    """
    try:
        opened = zlib.decompressobj()
        text = opened.decompress(blob, MAX_BYTES).decode("utf-8", "surrogatepass")
    except zlib.error as error:
        raise ValueError("no reading") from error
    if opened.unconsumed_tail:
        raise ValueError("a reading too long")
    return _adapter().validate_python(json.loads(text, object_hook=_read))


@cache
def _adapter() -> TypeAdapter[Extraction]:
    return TypeAdapter(Extraction)


def _written(value: object) -> Any:  # noqa: ANN401
    if isinstance(value, Decimal):
        return {_AMOUNT: str(value)}
    raise TypeError(type(value).__name__)


def _read(found: dict[str, Any]) -> Any:  # noqa: ANN401
    return Decimal(found[_AMOUNT]) if found.keys() == {_AMOUNT} else found
