"""The web application: what it is made of, put together once."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from verifier.policy.load import load_policies
from verifier.settings import Settings, load_settings
from verifier.store.blobs import open_blobs
from verifier.store.database import Database
from web import directory, failures
from web.api import create_api
from web.desk import Desk
from web.pages import (
    bulk,
    claims,
    compare,
    courses,
    files,
    lists,
    overview,
    papers,
    precheck,
    queue,
    sample,
    sign_in,
    system,
    teacher,
    trail,
    trainings,
    units,
    year,
)
from web.security import BodyLimit, Guard, without_secrets

_STATIC = Path(__file__).parent / "static"


def create_app(settings: Settings | None = None) -> FastAPI:
    """Return the application on the settings of this process's environment, unless given."""
    chosen = settings if settings is not None else load_settings()
    chosen.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    desk = Desk(
        database=Database(chosen.database_url),
        blobs=open_blobs(chosen.blobs_address),
        policies=load_policies(chosen.policies),
        settings=chosen,
    )

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        desk.database.migrate()
        yield
        desk.database.close()

    app = FastAPI(
        title="Xueshi", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan
    )
    app.state.desk = desk
    logging.getLogger("uvicorn.access").addFilter(without_secrets)
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
    for page in (
        system,
        sign_in,
        queue,
        bulk,
        claims,
        compare,
        courses,
        lists,
        trail,
        teacher,
        precheck,
        papers,
        year,
        overview,
        units,
        sample,
        files,
        trainings,
    ):
        app.include_router(page.router)
    app.mount("/api/v1", create_api(desk))
    if chosen.oidc_issuer:
        app.mount(directory.PATH, directory.create_directory(desk))
    failures.register(app)
    app.add_middleware(Guard)
    app.add_middleware(BodyLimit, most=chosen.max_bytes * 4)
    return app
