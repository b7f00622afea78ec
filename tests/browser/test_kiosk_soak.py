"""Two minutes of what ``make soak`` does for hours."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser.gateway_process import GatewayProcess
from tests.browser.kiosk_site import SCREEN, kiosk_gateway
from tests.browser.soak import BACK_LIMIT_S, IDLE_S, WARNING_S, Soak, growth

pytestmark = pytest.mark.browser
ASKED = os.environ.get("RAFFLESIA_SOAK_MINUTES")
MINUTES = float(ASKED or "2")
SEED = int(os.environ.get("RAFFLESIA_SOAK_SEED", "5"))
GROWTH_LIMIT = 0.10
TIMES = {"idle_s": IDLE_S, "warning_s": WARNING_S, "hold_s": 1}


@pytest.fixture
def kiosk_server(site: Path, tmp_path: Path) -> Iterator[GatewayProcess]:
    with kiosk_gateway(site, tmp_path, **TIMES) as gateway:
        yield gateway


@pytest.fixture
def screen(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=SCREEN, locale="id-ID", service_workers="block", has_touch=True)
    yield context
    context.close()


def test_a_kiosk_comes_back_from_everything(
    kiosk_server: GatewayProcess, screen: BrowserContext, capsys: pytest.CaptureFixture[str]
) -> None:
    def tell(words: str) -> None:
        with capsys.disabled():
            print(f"\nseed {SEED}: {words}", flush=True)  # noqa: T201

    figures = Soak(screen, kiosk_server.origin, SEED).run(MINUTES * 60, tell)
    tell(figures.report())
    assert min(figures.visits, figures.cuts, figures.kills) > 0
    if ASKED:  # among other tests the machine is not its own, so they judge no times
        assert figures.slowest_s <= BACK_LIMIT_S, figures.report()
    assert growth(figures.page_bytes) < GROWTH_LIMIT, figures.report()
    assert growth(figures.python_bytes) < GROWTH_LIMIT, figures.report()
