"""The web application's place until the review desk exists: one page that says so."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import HTMLResponse, PlainTextResponse
from jinja2 import Environment, FileSystemLoader, select_autoescape

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=select_autoescape(),
)

app = FastAPI(title="Xueshi", docs_url=None, redoc_url=None, openapi_url=None)


@app.get("/", response_class=HTMLResponse)
def home() -> HTMLResponse:
    """Say that the review desk is not built yet and which command does the work."""
    headers = {
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
        "X-Content-Type-Options": "nosniff",
    }
    return HTMLResponse(_TEMPLATES.get_template("placeholder.html").render(), headers=headers)


@app.get("/livez", response_class=PlainTextResponse)
def livez() -> str:
    """Answer that the process is alive."""
    return "ok\n"
