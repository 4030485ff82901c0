"""Templates to pages: Chinese first, English second, every value escaped."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from verifier import labels
from verifier.converting.words import shown
from verifier.explain import Wording

_HERE = Path(__file__).parent
LANGUAGES = ("zh", "en")
LANGUAGE_COOKIE = "xueshi_language"
_CHINA = timezone(timedelta(hours=8))


@cache
def _environment(language: str) -> Environment:
    made = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_translations(translations(language), newstyle=True)  # type: ignore[attr-defined]
    made.globals["language"] = language
    made.globals["label"] = lambda words, code: _label(words, code, language)
    made.filters["amount"] = _amount
    made.filters["day"] = _day
    made.filters["moment"] = _moment
    made.filters["instant"] = lambda text: _moment(datetime.fromisoformat(text))
    made.filters["side"] = lambda text: one_language(text, language)
    return made


@cache
def translations(language: str) -> NullTranslations:
    """Return the sentences of a language; Chinese is what the templates are written in."""
    if language == "zh":
        return NullTranslations()
    with (_HERE / "locale" / f"{language}.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled)


def language_of(request: Request) -> str:
    """Return the language a reader chose, else what their browser asks for, else Chinese."""
    chosen = request.cookies.get(LANGUAGE_COOKIE)
    if chosen in LANGUAGES:
        return chosen
    asked = request.headers.get("accept-language", "zh").lower()
    first = asked.split(",", maxsplit=1)[0].split("-", maxsplit=1)[0]
    return "en" if first == "en" else "zh"


def render(
    request: Request,
    template: str,
    *,
    status_code: int = 200,
    **values: Any,  # noqa: ANN401
) -> HTMLResponse:
    """Return a page; `session` is the reader's, if they have signed in."""
    page = _environment(language_of(request)).get_template(template)
    session = getattr(request.state, "session", None)
    made = page.render(request=request, session=session, labels=labels, **values)
    return HTMLResponse(made, status_code=status_code)


def one_language(text: Wording | str, language: str) -> str:
    """Return a sentence in one language.

    Findings carry their halves apart. Failures, and findings from before that, are told in
    Chinese, then English: the English half begins behind the last full stop of the Chinese one.
    """
    if isinstance(text, Wording):
        return text.zh if language == "zh" else text.en
    last = max((i for i, char in enumerate(text) if "\u3000" <= char <= "\u9fff"), default=-1)
    if last < 0 or language not in LANGUAGES:
        return text
    at = next((i for i in range(len(text)) if _english_begins(text, i)), len(text))
    return text[:at].strip() if language == "zh" else (text[at:].strip() or text)


def _english_begins(text: str, at: int) -> bool:
    """Tell whether a sentence in English begins: a capital behind a full stop and a space."""
    if at < 2 or not (text[at].isascii() and text[at].isupper()) or text[at - 1] != " ":
        return False
    return text[at - 2] in "。？！）"


def _label(words: labels.Words, code: object, language: str) -> str:
    found = words.get(str(code))
    return str(code) if found is None else found[0 if language == "zh" else 1]


def _amount(value: Any) -> str:  # noqa: ANN401
    return "—" if value is None else shown(Decimal(str(value)))


def _day(value: date | None) -> str:
    return "—" if value is None else value.isoformat()


def _moment(value: datetime | None) -> str:
    return "—" if value is None else value.astimezone(_CHINA).strftime("%Y-%m-%d %H:%M")
