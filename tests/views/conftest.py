"""Views read compiled catalogues; they are made once for the run."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from tests.views import harness
from tests.views.harness import ASSETS, RunningApp
from tests.views.kiosk_app import Begin, RunningKiosk, start_kiosk
from tools.locales import compile_all


@pytest.fixture(scope="session", autouse=True)
def catalogues() -> None:
    """Compile the message catalogues."""
    assert len(compile_all(ASSETS)) == 2


@pytest_asyncio.fixture
async def start() -> AsyncIterator[Callable[..., Awaitable[RunningApp]]]:
    """Return ``harness.start``; every app it starts is closed at the end of the test."""
    running: list[RunningApp] = []

    async def start_one(*args: Any, **options: Any) -> RunningApp:
        app = await harness.start(*args, **options)
        running.append(app)
        return app

    yield start_one
    for app in running:
        await app.close()


@pytest_asyncio.fixture
async def kiosk(tmp_path: Path) -> AsyncIterator[Begin]:
    """Return the way to start a kiosk; it is closed at the end of the test."""
    running: list[RunningKiosk] = []

    async def start(**options: Any) -> RunningKiosk:
        app = await start_kiosk(tmp_path, **options)
        running.append(app)
        return app

    yield start
    for app in running:
        await app.close()
