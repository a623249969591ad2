"""The app: its pages, its files, and what it answers where something is wrong."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import resources
from pathlib import Path

from fastapi import FastAPI
from starlette.routing import Route
from starlette.staticfiles import StaticFiles

import travaux
from travaux.web import faults, guard
from travaux.web.api import API
from travaux.web.aside import Aside
from travaux.web.desk import preload
from travaux.web.guard import Settings
from travaux.web.pages import PAGES
from travaux.web.records import Records
from travaux.web.turns import Pages, Turns


def create_app(address: str, settings: Settings) -> FastAPI:
    """The desk over one record, which every request sees as it is then."""
    records, aside = Records(address), Aside(address)

    @asynccontextmanager
    async def open_and_close(app: FastAPI) -> AsyncIterator[None]:
        yield
        aside.close()
        records.close()

    app = FastAPI(
        title="Travaux",
        version=travaux.__version__,
        summary="A record of a negotiation: who wants what, since when, on whose word.",
        docs_url=None,  # these pages load their script from elsewhere; /api/docs is our own
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=open_and_close,
    )
    app.state.records, app.state.aside, app.state.pages, app.state.settings = records, aside, Pages(), settings
    app.state.served = frozenset(route.path for router in PAGES for route in router.routes if isinstance(route, Route))
    for router in PAGES:
        app.include_router(router, include_in_schema=False)
    for router in API:
        app.include_router(router, prefix="/api")
    static = Path(str(resources.files("travaux.web").joinpath("static")))
    app.mount("/static", StaticFiles(directory=static), name="static")
    faults.install(app)
    app.add_middleware(Turns)
    guard.install(app, settings)
    preload()
    return app
