"""Rules on the marks in a file: codes against the print, electronic signatures.

What a code says is a claim like the print beside it: agreement proves nothing, for both
can be made by one hand; a difference is shown and a person looks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import normalize
from urllib.parse import unquote

from extractor.document import Changes, Code, Extraction, Field, Integrity, Signature, Trust
from verifier.model import Asked, Consequence, Outcome
from verifier.names import Likeness, compare_names
from verifier.numbers import bare_number, plain
from verifier.policy.notice import Rule
from verifier.policy.parameters import CodeAgrees, SignatureIntact
from verifier.reasons import Reason
from verifier.rules.case import Case, Verdict, ask_reviewer, not_applicable

_NUMBERS = ("certificate_number", "document_number", "patent_number", "project_number")
"""Fields that a code may repeat."""
_SHORTEST = 4
"""Characters below which a number is found in anything."""
_SHAPED = 8
"""Characters from which a piece of a code that is built like the printed number may be it."""
_SHAPED_DIGITS = 12
"""The same for bare digits, which dates, telephones and article numbers are made of too."""
_SHOWN = 80
_ASSIGNED = r"[\"']?\s*[:=]\s*[\"']?\s*"
_NAMED_NUMBER = re.compile(
    r"(?:证书编号|证书号码?|证号|编号|cert(?:ificate)?[_-]?(?:no|num|number|code)|zsbh|zsh)"
    + _ASSIGNED
    + r"([^\s&#,;，；。\"'<>{}]+)",
    re.IGNORECASE,
)
_NAMED_HOLDER = re.compile(
    r"(?:姓名|持证人|学员)" + _ASSIGNED + r"([一-鿿·]{2,12}|[A-Za-z][A-Za-z .'-]{2,40}[A-Za-z])"
)
_NAMED_HOURS = re.compile(
    r"(?:学时数?|课时)" + _ASSIGNED + r"(\d{1,4}(?:\.\d+)?)|(\d{1,4}(?:\.\d+)?)\s*(?:学时|课时)"
)
_ALIKE = str.maketrans("OQILZSB", "0011258")
"""Letters that a reader takes for digits, and the other way round."""


@dataclass(frozen=True, slots=True)
class _Compared:
    """One fact that stands in a code and in print."""

    code: Code
    field: Field
    said: str
    agrees: bool

    @property
    def shown(self) -> str:
        """The two, as a sentence shows them."""
        return f"{self.said[:_SHOWN]} ≠ {self.field.value}"


def code_agrees(case: Case, rule: Rule) -> Verdict:
    """Compare number, name and hours in the codes with those printed."""
    rule.given(CodeAgrees)
    codes = case.extraction.codes
    if not codes:
        return not_applicable()
    compared = [found for code in codes for found in _compare(code, case.extraction)]
    places = tuple(dict.fromkeys(found.code.place for found in compared))
    differing = [found for found in compared if not found.agrees]
    if differing:
        return Verdict(
            Outcome.FAILED,
            Reason.CODE_DIFFERS,
            tuple(found.field for found in differing),
            places=tuple(dict.fromkeys(found.code.place for found in differing)),
            inputs={"differences": "；".join(found.shown for found in differing)},
        )
    if compared:
        return Verdict(
            Outcome.PASSED,
            Reason.CODE_AGREES,
            fields=tuple(found.field for found in compared),
            places=places,
            inputs={"agreed": "、".join(dict.fromkeys(str(f.field.value) for f in compared))},
            consequence=Consequence.NOTE,
        )
    hosts = dict.fromkeys(code.host for code in codes if code.host is not None)
    return Verdict(
        Outcome.INDETERMINATE,
        Reason.CODE_NOT_COMPARED,
        places=tuple(code.place for code in codes),
        inputs={
            "code": "；".join(code.text[:_SHOWN] for code in codes[:3]),
            "host": "、".join(hosts) or "—",
        },
        asks=Asked.REVIEWER,
        consequence=Consequence.NOTE,
    )


def _compare(code: Code, extraction: Extraction) -> Iterator[_Compared]:
    """Yield what the code and the print both say."""
    text = normalize("NFKC", unquote(code.text))
    printed = [field for name in _NUMBERS for field in extraction.all(name)]
    found = _same_number(text, printed) or _other_number(text, printed)
    if found is not None:
        field, said, agrees = found
        yield _Compared(code, field, said, agrees)
    holder, name = extraction.first("holder_name"), _NAMED_HOLDER.search(text)
    if holder is not None and name is not None:
        likeness = compare_names(name[1], str(holder.value))
        yield _Compared(code, holder, name[1], likeness is not Likeness.DIFFERENT)
    hours, amount = extraction.all("hours"), _NAMED_HOURS.search(text)
    if hours and amount is not None:
        said = amount[1] or amount[2]
        agreeing = [field for field in hours if _amount(said) == _amount(str(field.value))]
        yield _Compared(code, (agreeing or hours)[0], said, bool(agreeing))


def _same_number(text: str, printed: list[Field]) -> tuple[Field, str, bool] | None:
    """Return the printed number that the code holds, whole or by its digits."""
    whole, pieces = _core(text), [_core(piece) for piece in re.split(r"[^0-9A-Za-z一-鿿]+", text)]
    for field in printed:
        number = _core(str(field.value))
        digits = "".join(char for char in number if char.isdigit())
        by_digits = len(digits) >= _SHAPED and digits in pieces
        if (len(number) >= _SHORTEST and number in whole) or by_digits:
            return field, str(field.value), True
    return None


def _other_number(text: str, printed: list[Field]) -> tuple[Field, str, bool] | None:
    """Return a number in the code that takes the place of the printed one and is another."""
    certificate = [field for field in printed if field.name == "certificate_number"]
    named = _NAMED_NUMBER.search(text)
    if named is not None and certificate:
        return certificate[0], named[1], False
    for piece in re.split(r"[^0-9A-Za-z一-鿿]+", text):
        for field in certificate:
            number = plain(str(field.value))
            least = _SHAPED_DIGITS if number.isdigit() else _SHAPED
            if len(number) >= least and _shape(piece) == _shape(number):
                return field, piece, False
    return None


def _core(text: str) -> str:
    """Return the letters and digits of a number, those that readers mix up made one."""
    return bare_number(text).upper().translate(_ALIKE)


def _shape(text: str) -> str:
    """Return how a number is built: each character as digit, letter or sign."""
    return "".join("0" if c.isdigit() else "a" if c.isascii() else c for c in plain(text))


def _amount(text: str) -> float:
    return float(text)


def signature_intact(case: Case, rule: Rule) -> Verdict:
    """Put the check of the file's signatures into words; the worst of them speaks."""
    rule.given(SignatureIntact)
    verdicts = [_signature(each) for each in case.extraction.signatures]
    return min(verdicts, key=_weight, default=not_applicable())


def _signature(signature: Signature) -> Verdict:
    shown = {"signer": signature.signer or "—"}
    places = (signature.place,) if signature.place is not None else ()
    match signature.integrity:
        case Integrity.BROKEN:
            return Verdict(Outcome.FAILED, Reason.SIGNATURE_BROKEN, places=places, inputs=shown)
        case Integrity.UNREADABLE:
            return ask_reviewer(Reason.SIGNATURE_UNREADABLE)
        case Integrity.NOT_CHECKED:
            return _note(Outcome.INDETERMINATE, Reason.SIGNATURE_NOT_CHECKED, shown)
        case Integrity.INTACT:
            pass
    match signature.changes:
        case Changes.SUSPECT:
            return Verdict(
                Outcome.FAILED, Reason.CHANGED_AFTER_SIGNING, places=places, inputs=shown
            )
        case Changes.UNCLEAR | Changes.NOT_CHECKED:
            return ask_reviewer(Reason.SIGNATURE_COVERS_PART, **shown)
        case Changes.NONE | Changes.PERMITTED:
            pass
    match signature.trust:
        case Trust.TRUSTED:
            return _note(Outcome.PASSED, Reason.SIGNATURE_TRUSTED, shown)
        case Trust.UNTRUSTED:
            return _note(Outcome.INDETERMINATE, Reason.SIGNATURE_UNTRUSTED, shown)
        case Trust.NOT_CHECKED:
            return _note(Outcome.PASSED, Reason.SIGNATURE_INTACT, shown)


def _note(outcome: Outcome, reason: Reason, shown: dict[str, str]) -> Verdict:
    asks = Asked.REVIEWER if outcome is Outcome.INDETERMINATE else None
    return Verdict(outcome, reason, inputs=shown, asks=asks, consequence=Consequence.NOTE)


def _weight(verdict: Verdict) -> int:
    """Order verdicts: failures, then questions that hold something back, then notes."""
    if verdict.outcome is Outcome.FAILED:
        return 0
    if verdict.outcome is Outcome.INDETERMINATE:
        return 2 if verdict.consequence is Consequence.NOTE else 1
    return 3
