"""Fixtures of the browser tests: the built site, a gateway, Chromium, and a tab that must stay at home."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from tests.browser.app_page import WAIT_LIMIT_MS, AppPage
from tests.browser.gateway_process import PROJECT, GatewayProcess, running_gateway
from tools.chromium import FLAGS, HERE, PHONE, find_chromium

PHONE_OPTIONS: dict[str, Any] = {
    "viewport": PHONE,
    "locale": "id-ID",
    "timezone_id": "Asia/Jakarta",
    "geolocation": HERE,
    "permissions": ["geolocation"],
}
"""A resident's phone in Bengkulu, as Playwright's options of a context."""


expect.set_options(timeout=WAIT_LIMIT_MS)


def _missing(what: str) -> None:
    if os.environ.get("RAFFLESIA_REQUIRE_BROWSER"):
        pytest.fail(what)
    pytest.skip(what)


@pytest.fixture(scope="session")
def site() -> Path:
    """Folder of the built browser app."""
    folder = PROJECT / os.environ.get("RAFFLESIA_WEB_DIR", "build/web")
    if not (folder / "index.html").exists():
        _missing("the browser app is not built: run make web")
    return folder


@pytest.fixture(scope="session")
def prepared_gateway(tmp_path_factory: pytest.TempPathFactory, site: Path) -> Iterator[GatewayProcess]:
    """A gateway with the content, shared by the tests that do not change it for others."""
    packs = Path(os.environ.get("RAFFLESIA_PACKS", PROJECT.parent / "shared/data/bengkulu"))
    if packs.is_dir():
        os.environ.setdefault("RAFFLESIA_PACKS", str(packs))
    with running_gateway(tmp_path_factory.mktemp("gateway"), site) as gateway:
        yield gateway


@pytest.fixture
def gateway(prepared_gateway: GatewayProcess) -> GatewayProcess:
    """The gateway, running, whatever the test before did to it."""
    prepared_gateway.restart_if_stopped()
    return prepared_gateway


# One browser a module: Playwright's synchronous interface keeps an event loop running, which async tests
# of other folders must not find.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium."""
    path = find_chromium()
    if path is None:
        _missing("no Chromium: run make needs or set RAFFLESIA_CHROMIUM")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield launched
        launched.close()


NewContext = Callable[..., BrowserContext]
OpenApp = Callable[..., AppPage]


@pytest.fixture
def new_context(browser: Browser) -> Iterator[NewContext]:
    """Make a phone of its own (storage, position, language); arguments override Playwright's options."""
    contexts: list[BrowserContext] = []

    def make(**options: Any) -> BrowserContext:
        context = browser.new_context(**(PHONE_OPTIONS | {"service_workers": "block"} | options))
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def open_app(new_context: NewContext, gateway: GatewayProcess) -> Iterator[OpenApp]:
    """Open the app in a tab; after the test no request may have left the origin.

    ``context`` takes a second tab into the same phone; other arguments go to ``new_context``.
    """
    tabs: list[AppPage] = []

    def make(path: str = "/", *, context: BrowserContext | None = None, **options: Any) -> AppPage:
        tab = AppPage((context or new_context(**options)).new_page(), gateway.origin)
        tabs.append(tab)
        return tab.open(path)

    yield make
    foreign = [url for tab in tabs for url in tab.foreign_requests]
    assert not foreign, f"requests left the origin: {foreign}"


@pytest.fixture
def app(open_app: OpenApp) -> AppPage:
    """The first screen on a new phone."""
    return open_app()
