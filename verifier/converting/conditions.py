"""Whether a stated fact meets what a row of a conversion table asks for."""

from __future__ import annotations

from decimal import Decimal

from verifier.converting import words
from verifier.facts import Value
from verifier.organisations import plain
from verifier.policy.conversion import Bounds, Containing


def meets(value: Value, wanted: tuple[str, ...] | Bounds | Containing) -> bool:
    """Say whether a stated value is one of those that a row asks for."""
    if isinstance(wanted, tuple) and isinstance(value, str):
        return value in wanted
    if isinstance(wanted, Bounds):
        number = Decimal(len(value)) if isinstance(value, tuple) else number_of(value)
        return number is not None and wanted.hold(number)
    if isinstance(wanted, Containing):
        text = plain(str(value))
        return any(plain(name) in text or _is_part(text, plain(name)) for name in wanted.contains)
    if isinstance(value, bool):
        return ("true" if value else "false") in wanted
    return isinstance(value, Decimal) and words.shown(value) in wanted


def _is_part(text: str, name: str) -> bool:
    """Say whether a text is a name without its last word, such as 「培训」."""
    return len(text) >= 4 and name.startswith(text)


def worded(wanted: tuple[str, ...] | Bounds | Containing) -> str:
    """Return what a row asks for, in signs and words."""
    if isinstance(wanted, Bounds):
        signs = (
            ("≥", wanted.at_least),
            (">", wanted.above),
            ("≤", wanted.at_most),
            ("<", wanted.below),
        )
        return " ".join(
            f"{sign} {words.shown(limit)}" for sign, limit in signs if limit is not None
        )
    names = wanted.contains if isinstance(wanted, Containing) else wanted
    return " / ".join(names)


def number_of(value: Value | None) -> Decimal | None:
    """Return a stated value if it is a number."""
    return value if isinstance(value, Decimal) else None


def folded(value: object) -> str | None:
    """Return a name or number as it is compared with others; None for none."""
    if value is None:
        return None
    text = plain(str(value)).casefold().strip("《》「」『』“”\"'<>〈〉。.")
    return text or None


def distinct(value: object) -> tuple[str, ...]:
    """Return the names of a list, each once; nothing if it is no list."""
    if not isinstance(value, tuple):
        return ()
    return tuple(dict.fromkeys(name for one in value if (name := folded(one)) is not None))
