"""Names and titles found by any part of them, without looking at every claim.

A text that holds a word has an end that begins with it: 王小明 is kept as 王小明, 小明 and 明, and
every word in it is the beginning of one of these. Equal names and titles of many claims are kept
once. A word of one character serves as well as a long one, in any script.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Row,
    collate,
    func,
    or_,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.dialects import postgresql, sqlite

from verifier.store.tables import PIECE, claim, storable, wording

MOST_TEXTS, MOST_CLAIMS = 500, 1000
"""Of more than these a page is found sooner by going through the claims in their order."""
_LATIN = {ord(one): one.lower() for one in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
_LAST = "\U0010ffff"
SEARCHED = (claim.c.holder_name, claim.c.title)
NOTED = ("unit_id", "holder_name", "title")
"""What of a claim's row, when it changes, may make new texts known."""


def note(connection: Connection, row: Row[Any]) -> None:
    """Keep the name and the title of a claim that was submitted, where they are new.

    A pre-check, of no unit, leaves nothing; a text that no claim has any more finds none.
    """
    texts = {row.holder_name, row.title} - {None, ""}
    if row.unit_id is None or not texts:
        return
    first = [(next(pieces(text)), text) for text in sorted(texts)]
    known = select(wording.c.text).where(tuple_(wording.c.piece, wording.c.text).in_(first))
    texts -= set(connection.execute(known).scalars())
    rows = [{"piece": piece, "text": text} for text in sorted(texts) for piece in pieces(text)]
    if rows:
        is_postgres = connection.dialect.name == "postgresql"
        made = postgresql.insert(wording) if is_postgres else sqlite.insert(wording)
        connection.execute(made.on_conflict_do_nothing(), rows)


def pieces(text: str) -> Iterator[str]:
    """Yield every end of a text from its first character on, each cut short."""
    folded = text.translate(_LATIN)
    for begin in range(len(folded)):
        yield folded[begin : begin + PIECE]


def holds(connection: Connection, column: Column[str], word: str) -> ColumnElement[bool]:
    """Return the condition that a column holds a word, A to Z in either case."""
    told = storable(word).translate(_LATIN)
    for special in "\\%_":
        told = told.replace(special, f"\\{special}")
    # no lower() but that of these letters is the same on every database
    is_postgres = connection.dialect.name == "postgresql"
    folded = func.lower(collate(column, "C")) if is_postgres else column
    return folded.like(f"%{told}%", escape="\\")


def claims_with(
    connection: Connection, word: str, visible: ColumnElement[bool]
) -> Sequence[int] | None:
    """Return the ids of the visible claims whose name or title holds a word; None: of too many."""
    begin = storable(word).translate(_LATIN)[:PIECE]
    found = (
        select(wording.c.text)
        .where(
            wording.c.piece.between(begin, begin + _LAST * PIECE),
            holds(connection, wording.c.text, word),
        )
        .limit(MOST_TEXTS + 1)
    )
    texts = connection.execute(found).scalars().all()
    if len(texts) > MOST_TEXTS:
        return None
    each = (select(claim.c.id).where(one.in_(set(texts)), visible) for one in SEARCHED)
    ids = connection.execute(union_all(*each).limit(MOST_CLAIMS + 1)).scalars().all()
    return None if len(ids) > MOST_CLAIMS else ids


def condition(connection: Connection, word: str) -> ColumnElement[bool]:
    """Return the condition that a claim's name or title holds a word."""
    return or_(*(holds(connection, one, word) for one in SEARCHED))
