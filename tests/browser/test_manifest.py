"""What Chromium makes of the manifest: it can be installed, and every picture is what it is said to be."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page

from tests.browser.conftest import FLAGS
from tests.browser.gateway_process import GatewayProcess
from tools.chromium import find_chromium

pytestmark = pytest.mark.browser
SCREENSHOTS_LIMIT = 200_000


@pytest.fixture(scope="module")
def profile(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    """A browser with a profile on disk: private windows install nothing."""
    folder = tmp_path_factory.mktemp("profile")
    opened = browser.browser_type.launch_persistent_context(
        folder, executable_path=find_chromium(), args=FLAGS, service_workers="block"
    )
    yield opened
    opened.close()


@pytest.fixture
def page(profile: BrowserContext, gateway: GatewayProcess) -> Iterator[Page]:
    page = profile.new_page()
    page.goto(gateway.origin)
    yield page
    page.close()


@pytest.fixture
def chromium(profile: BrowserContext, page: Page) -> CDPSession:
    return profile.new_cdp_session(page)


def test_it_can_be_installed(chromium: CDPSession, gateway: GatewayProcess) -> None:
    read = chromium.send("Page.getAppManifest")
    assert read["url"] == f"{gateway.origin}/manifest.json"
    assert read["errors"] == []
    assert chromium.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
    understood = read["manifest"]
    assert understood["id"] == f"{gateway.origin}/"
    assert understood["display"] == "kStandalone"
    assert [shortcut["url"] for shortcut in understood["shortcuts"]] == [
        f"{gateway.origin}/wifi",
        f"{gateway.origin}/lapor/baru",
    ]
    target = understood["shareTarget"]
    assert (target["action"], target["method"]) == (f"{gateway.origin}/share", "kPost")
    written = json.loads(read["data"])
    assert (written["lang"], written["dir"], written["categories"][0]) == ("id", "ltr", "government")
    assert written["share_target"]["params"] == {
        "title": "title", "text": "text", "url": "url",
        "files": [{"name": "photo", "accept": ["image/*"]}],
    }  # fmt: skip


def test_every_picture_is_what_it_is_said_to_be(page: Page, site: Path) -> None:
    manifest: dict[str, Any] = json.loads((site / "manifest.json").read_text("utf-8"))
    shots = manifest["screenshots"]
    assert {shot["form_factor"] for shot in shots} == {"narrow", "wide"}
    assert all(shot["label"] for shot in shots)
    weight = 0
    for picture in [*manifest["icons"], *shots]:
        answer = page.request.get(f"{page.url}{picture['src']}")
        assert answer.headers["content-type"] == picture["type"]
        width, height = Image.open(BytesIO(answer.body())).size
        assert f"{width}x{height}" == picture["sizes"], picture["src"]
        weight += len(answer.body()) if picture in shots else 0
    assert 0 < weight < SCREENSHOTS_LIMIT


def test_screenshots_are_not_kept_on_the_device(site: Path) -> None:
    if not (site / "sw.js").exists():
        pytest.skip("the site was built without npm: it has no service worker")
    assert "screenshots/" not in (site / "sw.js").read_text("utf-8")
