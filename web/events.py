"""Server-sent events: somebody waits for a reading and is told when it is done."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable

from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response, StreamingResponse

_LONGEST = 300
_POLL = 0.5
"""Seconds: how long one stream lasts, and between two looks. A browser opens it again."""


def stream(said: Callable[[], str | None]) -> Response:
    """Return a stream that tells what `said` says, and `read` once it says None."""

    async def told() -> AsyncIterator[str]:
        for number in range(int(_LONGEST / _POLL)):
            words = await run_in_threadpool(said)
            if words is None:
                yield f"id: {number}\nevent: read\ndata: \n\n"
                return
            yield f"id: {number}\nevent: waiting\ndata: {words}\n\n"
            await asyncio.sleep(_POLL)

    return StreamingResponse(told(), media_type="text/event-stream")
