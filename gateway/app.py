"""Putting the gateway together."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from gateway import errors
from gateway.attachments.media import MediaStore
from gateway.attachments.media_routes import router as media
from gateway.attachments.routes import router as attachments
from gateway.attachments.service import Attachments
from gateway.attachments.store import BlobStore
from gateway.clock import Clock, SystemClock
from gateway.db import Database
from gateway.features.routes import router as features
from gateway.feed.routes import router as feed
from gateway.kiosks.routes import router as kiosks
from gateway.limits import Limits
from gateway.logs import AccessLog
from gateway.maintenance import tidy_forever
from gateway.migrate import ensure_data_dir, is_migrated
from gateway.open311.errors import install as install_open311_errors
from gateway.open311.routes import router as open311
from gateway.openapi import router as openapi
from gateway.packs.routes import router as packs
from gateway.publishing import OPEN_PREFIXES, OpenDoor, is_below
from gateway.settings import Settings
from gateway.staff.desk import mount_desk
from gateway.state import Services
from gateway.statistics.routes import router as statistics
from gateway.status.routes import router as status
from gateway.submissions.inflight import InFlight
from gateway.submissions.routes import router as submissions
from gateway.tickets.routes import router as tickets
from gateway.web.assetlinks import router as assetlinks
from gateway.web.policy import SecurityHeaders
from gateway.web.routes import serve_site

_ROUTERS = (
    feed,
    submissions,
    tickets,
    attachments,
    media,
    packs,
    kiosks,
    status,
    statistics,
    open311,
    features,
    openapi,
    assetlinks,
)


def create_app(settings: Settings, clock: Clock | None = None) -> FastAPI:
    """Return the application. Its lifespan runs the maintenance; tests may do without it."""
    services = open_services(settings, clock or SystemClock())
    app = FastAPI(
        title="Rafflesia gateway",
        lifespan=_lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
    )
    app.state.services = services
    errors.install(app)
    install_open311_errors(app)
    for router in _ROUTERS:
        app.include_router(router)
    mount_desk(app, services)
    app.router.default = serve_site
    app.add_middleware(ApiCompression)
    app.add_middleware(OpenDoor)
    app.add_middleware(errors.UnexpectedErrors)
    app.add_middleware(AccessLog, clock=services.clock)
    app.add_middleware(SecurityHeaders)
    return app


def open_services(settings: Settings, clock: Clock) -> Services:
    """Create the folders and the parts that requests use; the database is not touched yet."""
    ensure_data_dir(settings.resolved_database_url)
    store = BlobStore(settings.blob_dir)
    store.prepare()
    database = Database(settings.resolved_database_url)
    attachments = Attachments(store, database, clock)
    pictures = MediaStore(settings.blob_dir / "media")
    return Services(settings, clock, database, attachments, pictures, InFlight(), Limits(settings, clock))


class ApiCompression:
    """Compresses answers of the API; packs are compressed already and keep their ranges."""

    def __init__(self, app: ASGIApp) -> None:
        self._plain = app
        self._compressed = GZipMiddleware(app, minimum_size=700, compresslevel=6)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Choose by path."""
        path = scope.get("path", "")
        is_api = path.startswith("/v1/") and not path.startswith("/v1/packs/")
        is_api = is_api or is_below(path, OPEN_PREFIXES)
        await (self._compressed if is_api else self._plain)(scope, receive, send)


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Run the maintenance while the application serves; close the database afterwards."""
    services: Services = app.state.services
    tasks = []
    if await is_migrated(services.database):
        tasks.append(asyncio.create_task(tidy_forever(services)))
    yield
    for task in tasks:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
    await services.database.dispose()
