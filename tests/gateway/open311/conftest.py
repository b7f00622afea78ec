"""Fixtures of the open door: an app with services, and the partner's key."""

from __future__ import annotations

import pytest
from fastapi import FastAPI

from tests.gateway.open311.world import build


@pytest.fixture
async def key(app: FastAPI) -> str:
    """The API key of a partner of the embedded application."""
    return await build(app.state.services.database)


@pytest.fixture
async def key_on_both(app_on_both: FastAPI) -> str:
    """The API key of a partner, on each database."""
    return await build(app_on_both.state.services.database)
