"""What goes wrong as pages: a sentence, what to do, the right status; never a trace."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from extractor.errors import Failure, TooLargeInput
from verifier.errors import (
    Conflict,
    Fault,
    Infected,
    NotAllowed,
    NotFound,
    RegisterError,
    StoreFailure,
    TooMany,
    WrongInput,
)
from web import refusals
from web.desk import SignInFirst
from web.render import render

_LOG = logging.getLogger("xueshi.web")
_STATUS: Mapping[type[Exception], int] = {
    TooMany: 429, NotFound: 404, NotAllowed: 403, Conflict: 409, StoreFailure: 503,
    TooLargeInput: 413, Infected: 422, WrongInput: 422,
}  # fmt: skip
_SAID = {
    403: ("不允许这样做。", "This is not allowed."),
    404: ("没有这个页面。", "There is no such page."),
    405: ("不支持这样访问。", "This cannot be done here."),
    413: ("上传内容太大。", "That is too much to upload."),
}


_FIELDS = {
    "csrf": "表单（已过期，请刷新页面）", "holder_name": "姓名", "holder_id": "证件号",
    "policy": "通知", "hours": "学时", "files": "文件", "left": "左侧材料", "right": "右侧材料",
    "title": "名称", "subject": "科目", "reason": "理由", "login": "账号", "password": "密码",
}  # fmt: skip
"""The fields of forms as the pages call them."""


def status_of(error: Exception) -> int:
    """Return the status of a failure's answer."""
    return next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 400)


def register(app: FastAPI) -> None:
    """Turn every failure into its page."""

    @app.exception_handler(SignInFirst)
    async def _sign_in(request: Request, error: SignInFirst) -> Response:
        target = f"/sign-in?next={quote(error.back)}"
        if "hx-request" in request.headers:  # a part of a page cannot be the form
            return Response(status_code=401, headers={"hx-redirect": target})
        return RedirectResponse(target, status_code=303)

    @app.exception_handler(Failure)
    async def _failed(request: Request, error: Failure) -> Response:
        await run_in_threadpool(refusals.note, request, error)
        faults = error.faults if isinstance(error, RegisterError) else ()
        message = error.message.partition("\n")[0].rstrip(":")
        return page(request, status_of(error), message, error.remedy, faults)

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> Response:
        said = " ".join(_SAID.get(error.status_code, (str(error.detail), "")))
        return page(request, error.status_code, said, "")

    @app.exception_handler(RequestValidationError)
    async def _invalid(request: Request, error: RequestValidationError) -> Response:
        faults = error.errors()
        if any(fault["loc"][0] == "path" for fault in faults):
            return page(request, 404, " ".join(_SAID[404]), "")
        named = "、".join(sorted({_field(fault) for fault in faults}))
        remedy = "请返回上一页，改正后再提交。 Go back, correct it and send it again."
        return page(request, 422, f"填写有误：{named}。 Wrongly filled in.", remedy)

    @app.exception_handler(Exception)
    async def _defect(request: Request, error: Exception) -> Response:
        _LOG.error("defect at %s: %s", request.url.path, type(error).__name__, exc_info=error)
        said = "程序内部错误，已记录。 A defect of the program; it has been noted."
        return page(request, 500, said, "")


def _field(fault: Mapping[str, Any]) -> str:
    name = str(fault["loc"][-1])
    return _FIELDS.get(name, name)


def page(
    request: Request, status: int, message: str, remedy: str, faults: Sequence[Fault] = ()
) -> Response:
    """Return the page that tells of a failure."""
    return render(
        request, "failure.html", status_code=status, status=status, message=message,
        remedy=remedy, faults=faults,
    )  # fmt: skip
