"""Fixtures of the desk's tests."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from fastapi import FastAPI

from gateway.staff.desk import replace_parts
from tests.gateway.staff.desk import OWN, QUICK, DeskBrowser, signed_in
from tests.gateway.staff.ticket_desk import EMAIL
from tests.gateway.staff.tickets import prepare


@pytest.fixture
def app(app: FastAPI) -> FastAPI:
    """The application, its passwords hashed with little work."""
    replace_parts(app, passwords=QUICK)
    return app


@pytest.fixture
def app_on_both(app_on_both: FastAPI) -> FastAPI:
    """The same, on each database."""
    replace_parts(app_on_both, passwords=QUICK)
    return app_on_both


@pytest.fixture
async def browser(app: FastAPI) -> AsyncIterator[DeskBrowser]:
    """A browser in which nobody is signed in."""
    browser = DeskBrowser(app)
    yield browser
    await browser.close()


@pytest.fixture
async def browser_on_both(app_on_both: FastAPI) -> AsyncIterator[DeskBrowser]:
    """The same, on each database."""
    browser = DeskBrowser(app_on_both)
    yield browser
    await browser.close()


@pytest.fixture
async def desk(app: FastAPI) -> DeskBrowser:
    """An officer who handles the own agency's tickets (the tests of other pages have a desk of their own)."""
    await prepare(app)
    return await signed_in(app, EMAIL, (OWN, "answer"))
