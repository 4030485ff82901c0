"""Server-sent events: somebody waits for a reading and is told what of it is done."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response, StreamingResponse

_LONGEST = 300
_POLL = 0.5
"""Seconds: how long one stream lasts, and between two looks. A browser opens it again."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """How far something has come: in words, and how many of its parts can be looked at."""

    words: str = ""
    parts: int = 0


def stream(said: Callable[[], Waiting | None]) -> Response:
    """Return a stream of what `said` says: `waiting`, `part` for each new one, `read` for None."""

    async def told() -> AsyncIterator[str]:
        seen = 0
        for number in range(int(_LONGEST / _POLL)):
            now = await run_in_threadpool(said)
            if now is None:
                yield f"id: {number}\nevent: read\ndata: \n\n"
                return
            yield f"id: {number}\nevent: waiting\ndata: {now.words}\n\n"
            if now.parts > seen:
                seen = now.parts
                yield f"id: {number}\nevent: part\ndata: {seen}\n\n"
            await asyncio.sleep(_POLL)

    return StreamingResponse(told(), media_type="text/event-stream")
