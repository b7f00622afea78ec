"""The kiosk: picture, first screen, hand-off by code, warning, wipe."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest_asyncio

from tests.views.kiosk_app import RunningKiosk, start_kiosk

Begin = Callable[..., Awaitable[RunningKiosk]]


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


async def test_a_touch_leads_from_the_picture_to_the_first_screen(kiosk: Begin) -> None:
    app = await kiosk()
    assert app.shows("Sentuh layar untuk mulai")
    await app.begin()
    assert app.shows("Anda di sini")
    assert app.shows("Benteng Marlborough")
    assert app.shows("Wisata di sekitar sini")


async def test_nobody_there_warns_and_wipes(kiosk: Begin) -> None:
    app = await kiosk()
    await app.begin()
    await app.click("Wisata di sekitar sini")
    await app.search("pantai")
    await app.wait(59)
    assert "Masih di sini?" not in app.dialog_texts()
    await app.wait(2)
    assert "Masih di sini?" in app.dialog_texts()
    assert "9" in app.dialog_texts()
    assert len(app.around.said) == 1
    await app.wait(10)
    assert app.shows("Sentuh layar untuk mulai")
    assert "Masih di sini?" not in app.dialog_texts()
    assert app.around.forgotten == 1
    await app.begin()
    assert app.shows("Anda di sini")
    assert app.now.state.explore_text == ""
