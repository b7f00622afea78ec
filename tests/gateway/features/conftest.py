"""Fixtures of the tests of open data on the map."""

from __future__ import annotations

import pytest
from fastapi import FastAPI

from gateway.feed.repository import remove_rows, upsert_rows
from tests.gateway.features.world import PLACES
from tests.gateway.samples import NOW


@pytest.fixture
async def places(app: FastAPI) -> None:
    """Three destinations, one of them without a position."""
    async with app.state.services.database.write() as session:
        await upsert_rows(session, "destinations", PLACES)
        await upsert_rows(session, "destinations", [{**PLACES[0], "id": "lama"}])
        await remove_rows(session, "destinations", ["lama"], NOW)
