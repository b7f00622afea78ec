"""The site below a path of its host, /app/: it starts, works offline and as a kiosk, and stays there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.app_page import WAIT_LIMIT_MS, AppPage
from tests.browser.conftest import NewContext
from tests.browser.gateway_process import GatewayProcess, running_gateway
from tests.browser.kiosk_site import BEGIN, PATH, KioskPage
from tests.browser.sites import below
from tests.browser.test_offline import wait_until_kept
from tests.fakes.kiosk import write_settings

pytestmark = pytest.mark.browser
BASE = "/app/"
TALL = {"width": 540, "height": 1400}
PUBLIC = "https://rafflesia.example.go.id"


@pytest.fixture(scope="module")
def folder(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not (site / "sw.js").exists():
        pytest.skip("the site was built without npm: it has no service worker")
    return below(site, tmp_path_factory.mktemp("site") / "host", BASE)


@pytest.fixture(scope="module")
def running(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[GatewayProcess]:
    with running_gateway(tmp_path_factory.mktemp("gateway"), folder) as process:
        yield process


@pytest.fixture
def gateway(running: GatewayProcess) -> GatewayProcess:
    running.restart_if_stopped()
    return running


def stays_below(tab: AppPage) -> None:
    """Nothing but the API is asked for above the path."""
    own = (f"{tab.origin}{BASE}", f"{tab.origin}/v1/", "blob:", "data:")
    assert [url for url in tab.requests if not url.startswith(own)] == []


def test_a_kiosk_below_a_path(new_context: NewContext, gateway: GatewayProcess, folder: Path) -> None:
    write_settings(folder / BASE.strip("/"), public_url=f"{PUBLIC}{BASE}")
    page = new_context(viewport=TALL, permissions=[]).new_page()
    tab, address = KioskPage(page, gateway.origin), f"{BASE.rstrip('/')}{PATH}"
    tab.open(address).see(BEGIN)
    tab.begin().press("Wisata di sekitar sini")
    tab.press(re.compile("Benteng Marlborough")).scroll_to("Bawa di HP")
    tab.press("Bawa di HP").see(re.compile(re.escape(f"{PUBLIC}{BASE}wisata/fort-marlborough")))
    tab.press("Kembali")
    tab.finish()
    assert page.url == f"{gateway.origin}{address}"
    assert tab.problems == []
    stays_below(tab)


def test_below_a_path(new_context: NewContext, gateway: GatewayProcess) -> None:
    phone = new_context(service_workers="allow")
    tab = AppPage(phone.new_page(), gateway.origin).open("/app/pengaturan")
    tab.see("Pengaturan")
    tab.press(re.compile("English")).see("Settings")
    tab.page.wait_for_function("() => document.documentElement.lang === 'en'", timeout=WAIT_LIMIT_MS)
    assert tab.page.title() == "Settings · Rafflesia"
    assert tab.problems == []
    stays_below(tab)
    wait_until_kept(tab)
    scope = tab.page.evaluate("navigator.serviceWorker.ready.then((r) => r.scope)")
    assert scope == f"{gateway.origin}{BASE}"
    tab.page.close()
    gateway.stop()
    phone.set_offline(True)
    again = AppPage(phone.new_page(), gateway.origin).open("/app/darurat")
    again.see("112")
    assert str(again.page.get_attribute("html", "lang")) == "en"
