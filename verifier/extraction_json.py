"""A whole reading as bytes and back: every line with its place, to be compared without reading.

Compressed JSON of our own; it never holds what somebody uploaded but as text.
"""

from __future__ import annotations

import zlib
from dataclasses import replace
from decimal import Decimal

from pydantic import TypeAdapter

from extractor.document import Extraction

_ADAPTER = TypeAdapter(Extraction)


def pack(extraction: Extraction) -> bytes:
    """Return a reading as bytes."""
    return zlib.compress(_ADAPTER.dump_json(extraction), 6)


def unpack(packed: bytes) -> Extraction:
    """Return the reading that `pack` wrote; amounts have units and are numbers again."""
    found = _ADAPTER.validate_json(zlib.decompress(packed))
    fields = tuple(
        replace(field, value=Decimal(field.value))
        if field.unit is not None and isinstance(field.value, str)
        else field
        for field in found.fields
    )
    return replace(found, fields=fields)
