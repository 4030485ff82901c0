"""JSON as one line that is safe to show: nothing in it acts on a terminal."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

# JSON lets every character be written as an escape. These could forge a line
# on a terminal or turn the direction of text, and lone surrogates are no UTF-8.
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def json_text(data: Mapping[str, object]) -> str:
    """Return an object as one line of JSON."""
    text = json.dumps(data, ensure_ascii=False, allow_nan=False)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)
