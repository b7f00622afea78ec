"""The site below a path of its host, /app/: it starts, opens without a network, and stays there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.app_page import WAIT_LIMIT_MS, AppPage
from tests.browser.conftest import NewContext
from tests.browser.gateway_process import GatewayProcess, running_gateway
from tests.browser.sites import below
from tests.browser.test_offline import wait_until_kept

pytestmark = pytest.mark.browser
BASE = "/app/"


@pytest.fixture
def folder(site: Path, tmp_path: Path) -> Path:
    if not (site / "sw.js").exists():
        pytest.skip("the site was built without npm: it has no service worker")
    return below(site, tmp_path / "host", BASE)


@pytest.fixture
def gateway(folder: Path, tmp_path: Path) -> Iterator[GatewayProcess]:
    with running_gateway(tmp_path, folder) as process:
        yield process


def test_below_a_path(new_context: NewContext, gateway: GatewayProcess) -> None:
    phone = new_context(service_workers="allow")
    tab = AppPage(phone.new_page(), gateway.origin).open("/app/pengaturan")
    tab.see("Pengaturan")
    tab.press(re.compile("English")).see("Settings")
    tab.page.wait_for_function("() => document.documentElement.lang === 'en'", timeout=WAIT_LIMIT_MS)
    assert tab.page.title() == "Settings · Rafflesia"
    assert tab.problems == []
    outside = [
        url for url in tab.requests if not url.startswith((f"{gateway.origin}{BASE}", "blob:", "data:"))
    ]
    assert outside == [url for url in outside if url.startswith(f"{gateway.origin}/v1/")], (
        "only the API is above"
    )
    wait_until_kept(tab)
    scope = tab.page.evaluate("navigator.serviceWorker.ready.then((r) => r.scope)")
    assert scope == f"{gateway.origin}{BASE}"
    tab.page.close()
    gateway.stop()
    phone.set_offline(True)
    again = AppPage(phone.new_page(), gateway.origin).open("/app/darurat")
    again.see("112")
    assert str(again.page.get_attribute("html", "lang")) == "en"
