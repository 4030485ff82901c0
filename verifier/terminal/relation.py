"""A comparison as a person likes to read it in a terminal; plain text when piped."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from extractor.document import Field, Place, Source
from verifier import labels, relation_words
from verifier.relations import Comparison, Difference, Match, RelationKind
from verifier.terminal.report import safe

_COLOURS = {
    RelationKind.SAME_FILE: "bold magenta",
    RelationKind.SAME_DOCUMENT: "bold magenta",
    RelationKind.ALTERED: "bold red",
    RelationKind.SAME_COURSE: "bold green",
    RelationKind.SAME_ACTIVITY: "bold yellow",
    RelationKind.UNRELATED: "bold",
}
_MARKS = {Match.SAME: "=", Match.ALIKE: "≈", Match.DIFFERENT: "≠", Match.UNKNOWN: "?"}


def print_comparison(console: Console, found: Comparison, a: Source, b: Source) -> None:
    """Print the relation of two documents, its reasons, the fields and what differs."""
    console.print(Text(safe(f"A {a.name}\nB {b.name}"), style="dim"))
    word = labels.both(relation_words.RELATIONS, found.kind)
    console.print(Text.assemble(("关系 Relation: ", "bold"), (word, _COLOURS[found.kind])))
    for why in found.reasons:
        console.print(Padding(Text("· " + " ".join(relation_words.REASONS[why])), (0, 0, 0, 2)))
    if found.fields:
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
        for heading in ("", "项目 field", "A", "B", "位 bits"):
            table.add_column(heading, overflow="fold")
        for match in found.fields:
            table.add_row(
                _MARKS[match.match],
                labels.both(labels.FIELDS, match.name),
                _value(match.a),
                _value(match.b),
                f"{match.weight:+.1f}",
            )
        console.print(table)
    for one in found.differences:
        console.print(Text(safe(_difference(one)), style="yellow"))
    if found.unread:
        names = "、".join(labels.both(labels.FIELDS, name) for name in found.unread)
        console.print(Text(f"? 未读出，不作不同处理 not read, no difference: {names}", style="dim"))
    console.print(Text("由审核人决定 a person decides", style="dim"))


def _value(found: Field | None) -> Text:
    return Text("—" if found is None else safe(str(found.value)))


def _difference(one: Difference) -> str:
    name = labels.both(labels.FIELDS, one.field) if one.field else "文字 text"
    return f"≠ {name}: A {_spot(one.a, one.text_a)}  B {_spot(one.b, one.text_b)}"


def _spot(place: Place | None, text: str | None) -> str:
    if place is None:
        return "—"
    where = ", ".join(f"{value:.2f}" for value in place.box.as_list())
    return f"{text or '—'} (p. {place.page}: {where})"
