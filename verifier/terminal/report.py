"""Reports as a person likes to read them in a terminal; plain text when piped.

Text that came from a document is shown as text: no markup, no control
character and no sign that turns the direction of writing reaches the screen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import IO

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.rule import Rule as Line
from rich.table import Table
from rich.text import Text

from extractor.document import Assessment, Extraction, Field, Originality, Problem
from extractor.errors import Failure
from verifier import labels, relation_words
from verifier.explain import capture_of, message_of, next_step_of, quality_of, remedy_of, text_of
from verifier.legibility import shown_kind
from verifier.model import (
    Asked,
    Credit,
    Finding,
    Outcome,
    Recommendation,
    Report,
    Unread,
)
from verifier.relations import CONCERNS, Related, RelationKind

_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_SURE, _FAIR = 0.9, 0.8
_PLAIN_WIDTH = 100
_CODE_SHOWN = 200
"""Characters of a code that are printed; the JSON has the rest."""
_MARKS = {
    Outcome.PASSED: ("✓", "green"),
    Outcome.FAILED: ("✗", "bold red"),
    Outcome.INDETERMINATE: ("?", "yellow"),
    Outcome.NOT_APPLICABLE: ("·", "dim"),
}
_COLOURS = {
    Recommendation.READY: "bold green",
    Recommendation.REVIEW: "bold yellow",
    Recommendation.RETURN: "bold magenta",
    Recommendation.VOID: "bold red",
}


def open_console(stream: IO[str]) -> Console:
    """Return a console on a stream: colours and its width on a terminal, plain text elsewhere."""
    width = None if stream.isatty() else _PLAIN_WIDTH
    return Console(file=stream, highlight=False, markup=False, emoji=False, width=width)


def safe(text: str) -> str:
    """Return the text with everything that could act on a terminal replaced by a sign."""
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text)


def print_report(console: Console, report: Report) -> None:
    """Print one document's report."""
    _print_reading(console, report.extraction)
    if report.part_of is not None:
        console.print(
            _text(f"↳ {report.part_of} 的一页，一并核查 a page of it, checked there", "dim")
        )
    _print_findings(console, report.findings)
    _print_credit(console, report.credit)
    _print_relations(console, report.relations)
    print_recommendation(console, report.recommendation)


def print_recommendation(console: Console, recommendation: Recommendation) -> None:
    """Print what is proposed of a document, or of a claim, as its last line."""
    word = labels.both(labels.RECOMMENDATIONS, recommendation)
    line = Text.assemble(("建议 Recommendation: ", "bold"), (word, _COLOURS[recommendation]))
    line.append("  （由审核人决定 a person decides）", style="dim")
    console.print(line)
    console.print()


def _print_relations(console: Console, relations: Sequence[Related]) -> None:
    for one in relations:
        if one.comparison.kind is RelationKind.UNRELATED:
            continue
        word = labels.both(relation_words.RELATIONS, one.comparison.kind)
        changed = dict.fromkeys(spot.field for spot in one.comparison.differences if spot.field)
        names = "、".join(labels.both(labels.FIELDS, name) for name in changed)
        line = f"↔ {word}: {one.reference}" + (f" ≠ {names}" if names else "")
        console.print(_text(line, "yellow" if one.comparison.kind in CONCERNS else "dim"))


def print_reading(console: Console, extraction: Extraction) -> None:
    """Print what was read from one document."""
    _print_reading(console, extraction)
    console.print()


def print_unread(console: Console, unread: Unread) -> None:
    """Print why a file could not be read."""
    console.print(Line(_text(unread.name, "bold"), align="left", style="red"))
    _print_failure(console, unread.failure)
    console.print()


def print_failure(console: Console, failure: Failure) -> None:
    """Print a failure of the whole call."""
    _print_failure(console, failure)


def _print_failure(console: Console, failure: Failure) -> None:
    console.print(Text.assemble(("✗ ", "bold red"), (failure.code, "dim"), "  "), end="")
    console.print(_text(failure.message))
    console.print(Padding(_text(f"→ {failure.remedy}", "cyan"), (0, 0, 0, 2)))


def _print_reading(console: Console, extraction: Extraction) -> None:
    source, kind = extraction.source, extraction.kind
    shown = shown_kind(kind.value, kind.confidence, extraction.quality.grade)
    console.print(Line(_text(source.name, "bold"), align="left"))
    parts = [
        f"{labels.both(labels.KINDS, shown)} {_percent(kind.confidence)}",
        extraction.language,
        f"{source.pages} 页 p.",
        labels.both(labels.GRADES, extraction.quality.grade),
        labels.both(labels.ASSESSMENTS, extraction.originality.assessment),
    ]
    console.print(_text(" · ".join(parts), "dim"))
    for reason in extraction.quality.reasons:
        message, remedy = quality_of(reason)
        console.print(_text(message.both))
        console.print(Padding(_text(f"→ {remedy.both}", "cyan"), (0, 0, 0, 2)))
    _print_capture(console, extraction.originality)
    console.print(_field_table(extraction))
    for paper in extraction.enclosed:
        pages = "、".join(str(page.number) for page in paper.pages)
        shown = labels.both(labels.KINDS, paper.kind.value)
        console.print(_text(f"同一文件第 {pages} 页 On p. {pages}: {shown}", "bold"))
        console.print(_field_table(paper))
    for problem in extraction.problems:
        _print_problem(console, problem)


def _print_capture(console: Console, originality: Originality) -> None:
    """Say why the capture was assessed so and what settles it; what is in order stays short."""
    why, step = capture_of(originality), next_step_of(originality)
    if why.zh and originality.assessment is not Assessment.ORIGINAL:
        console.print(_text(why.both))
        console.print(Padding(_text(f"→ {step.both}", "cyan"), (0, 0, 0, 2)))


def _print_problem(console: Console, problem: Problem) -> None:
    page = f"（第 {problem.page} 页 p. {problem.page}）" if problem.page is not None else ""
    console.print(_text(f"! {problem.code} {page}{problem.message} → {problem.remedy}", "yellow"))


def _field_table(extraction: Extraction) -> RenderableType:
    if not (extraction.fields or extraction.codes or extraction.signatures):
        return _text("没有读到字段。 No field was read.", "dim")
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("字段 field", style="cyan", no_wrap=True)
    table.add_column("值 value", overflow="fold", ratio=1)
    table.add_column("把握 conf.", no_wrap=True)
    table.add_column("页 p.", justify="right", no_wrap=True)
    order = {name: place for place, name in enumerate(labels.FIELDS)}
    for found in sorted(extraction.fields, key=lambda found: order.get(found.name, len(order))):
        table.add_row(
            _text(labels.both(labels.FIELDS, found.name)),
            _text(_value(found)),
            _confidence(found.confidence),
            str(found.place.page),
        )
    for seal in extraction.own_seals:
        words = seal.words or "（未读出 not read）"
        table.add_row(
            "印章 seal",
            _text(words, "red" if seal.colour == "red" else ""),
            _confidence(seal.confidence) if seal.words else Text(""),
            str(seal.place.page),
        )
    for code in extraction.codes:
        name = labels.both(labels.CODES, code.symbology)
        host = f"{code.host} · " if code.host is not None else ""
        table.add_row(
            _text(name), _text(f"{host}{code.text[:_CODE_SHOWN]}"), Text(""), str(code.place.page)
        )
    for signature in extraction.signatures:
        state = labels.both(labels.INTEGRITIES, signature.integrity)
        said = " · ".join(filter(None, (state, signature.signer, signature.signed_at)))
        page = str(signature.place.page) if signature.place is not None else ""
        table.add_row("电子签名 signature", _text(said), Text(""), page)
    return table


def _value(found: Field) -> str:
    amount = found.value
    text = f"{amount.normalize():f}" if isinstance(amount, Decimal) else amount
    if found.name in labels.CODED:
        text = labels.both(labels.VALUES, text)
    if found.unit is not None:
        text = f"{text} {found.unit}"
    if found.role is not None:
        text = f"{text}（{labels.both(labels.ROLES, found.role)}）"
    return text


def _print_findings(console: Console, findings: Sequence[Finding]) -> None:
    console.print()
    not_given = [found for found in findings if found.asks is Asked.OPERATOR]
    silent = sum(found.outcome is Outcome.NOT_APPLICABLE for found in findings)
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold", ratio=1)
    table.add_column(no_wrap=True, justify="right", style="dim")
    for found in findings:
        if found.outcome is not Outcome.NOT_APPLICABLE and found.asks is not Asked.OPERATOR:
            table.add_row(*_finding_row(found))
    console.print(table)
    if not_given:
        rules = ", ".join(found.rule for found in not_given)
        console.print(_text(f"○ 未提供数据，没有核对 not given, not checked: {rules}", "dim"))
    if silent:
        console.print(_text(f"· 另有 {silent} 条不涉及 {silent} more do not apply", "dim"))
    console.print()


def _finding_row(found: Finding) -> tuple[RenderableType, ...]:
    mark, style = _MARKS[found.outcome]
    message, remedy = message_of(found), remedy_of(found)
    gap = " " if found.outcome is Outcome.PASSED else "\n"
    text = _text(message.zh).append(f"{gap}{safe(message.en)}", style="dim")
    if remedy.zh:
        text.append(f"\n→ {safe(remedy.zh)}", style="cyan")
        text.append(f" {safe(remedy.en)}", style="dim cyan")
    clause = found.clause.locator
    if found.outcome is Outcome.FAILED:
        clause = f"{clause} {labels.both(labels.CONSEQUENCES, found.consequence)}"
    return Text(mark, style=style), text, _text(clause)


def _print_credit(console: Console, credit: Credit) -> None:
    hours = f"{credit.hours.normalize():f} 学时" if credit.hours is not None else "—"
    subject = (
        labels.both(labels.SUBJECTS, credit.subject)
        if credit.subject is not None
        else "科目未给出 no class"
    )
    line = Text.assemble(("学时 Credit: ", "bold"), hours, " · ", subject, " · ")
    console.print(line.append(labels.both(labels.BASES, credit.basis)))
    for step in credit.steps:
        console.print(_text(f"  {text_of(step).both}  [{step.clause.locator}]", "dim"))
    for option in credit.options:
        console.print(
            _text(
                f"  可选 option: {option.hours.normalize():f} 学时，{text_of(option).both}", "dim"
            )
        )


def _confidence(value: float) -> Text:
    mark, style = ("●", "green") if value >= _SURE else ("◐", "yellow")
    if value < _FAIR:
        mark, style = "○", "red"
    return Text(f"{mark} {_percent(value)}", style=style)


def _percent(value: float) -> str:
    return f"{value:.0%}"


def _text(text: str, style: str = "") -> Text:
    return Text(safe(text), style=style)
