"""Another app shares a photo and words while this one does not run and there is no network."""

from __future__ import annotations

import base64
import io
import json
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext

from tests.browser.app_page import AppPage
from tests.browser.conftest import PHONE_OPTIONS
from tests.browser.gateway_process import GatewayProcess
from tests.browser.screens import GO
from tests.browser.test_offline import NUMBER, SEND_LIMIT_MS, note_of, wait_until_kept
from views import routes

pytestmark = pytest.mark.browser
WORDS = "Tidak ada sinyal sejak longsor"
LINK = "https://peta.example/?q=-3.8,102.3"
NOTE = f"{WORDS}\n{LINK}"
SHARED = """([action, words, photos]) => {
  const form = document.createElement("form");
  Object.assign(form, { method: "post", enctype: "multipart/form-data", action });
  const field = (name, value) => form.append(Object.assign(document.createElement("input"), { name, value }));
  for (const [name, value] of Object.entries(words)) field(name, value);
  const files = new DataTransfer();
  for (const [at, photo] of photos.entries()) {
    const bytes = Uint8Array.from(atob(photo), (letter) => letter.charCodeAt(0));
    files.items.add(new File([bytes], `foto-${at}.jpg`, { type: "image/jpeg" }));
  }
  const input = Object.assign(document.createElement("input"), { type: "file", name: "photo" });
  input.files = files.files;
  form.append(input);
  document.documentElement.append(form);
  form.submit();
}"""
"""What Chromium does for a share: it opens the share target with a POST."""


def photo(color: str) -> str:
    """Return a photo with more pixels than are kept, as base64."""
    image = Image.effect_noise((2400, 1700), 8).convert("RGB")
    image.paste(color, (0, 0, 1200, 1700))
    content = io.BytesIO()
    image.save(content, "JPEG", quality=80)
    return base64.b64encode(content.getvalue()).decode()


@pytest.fixture(scope="module")
def phone(browser: Browser, prepared_gateway: GatewayProcess, site: Path) -> Iterator[BrowserContext]:
    """A phone that has the app; all tests share to it."""
    if not (site / "sw.js").exists():
        pytest.skip("the site was built without npm: it has no service worker")
    prepared_gateway.restart_if_stopped()
    context = browser.new_context(**(PHONE_OPTIONS | {"service_workers": "allow"}))
    first = AppPage(context.new_page(), prepared_gateway.origin).open("/")
    wait_until_kept(first)
    assert first.foreign_requests == []
    first.page.close()
    yield context
    context.close()


@pytest.fixture
def tab(phone: BrowserContext, gateway: GatewayProcess) -> Iterator[AppPage]:
    """A tab of that phone which shows something else of the app's origin; the network is off."""
    tab = AppPage(phone.new_page(), gateway.origin)
    tab.page.goto(f"{gateway.origin}/screenshots/home.png")
    phone.set_offline(True)
    yield tab
    phone.set_offline(False)
    assert tab.foreign_requests == []
    tab.page.close()


def share(tab: AppPage, site: Path, words: dict[str, str], *photos: str) -> AppPage:
    """Share to the address and under the names of the manifest; ``words`` by the names of the standard."""
    target = json.loads((site / "manifest.json").read_text("utf-8"))["share_target"]
    named = {target["params"][name]: value for name, value in words.items()}
    assert target["params"]["files"][0]["name"] == "photo"
    with tab.page.expect_navigation(url=re.compile(f"{routes.SHARED}$"), wait_until="commit"):
        tab.page.evaluate(SHARED, [f"{tab.origin}/{target['action']}", named, list(photos)])
    return tab.wait_ready()


def test_a_shared_photo_becomes_a_report(
    tab: AppPage, phone: BrowserContext, gateway: GatewayProcess, site: Path
) -> None:
    share(tab, site, {"title": WORDS, "text": WORDS, "url": LINK}, photo("#1E5F66"), photo("#9C3B2E"))
    tab.see("2 foto dari aplikasi lain").see(re.compile(WORDS))
    tab.screenshot("shared")
    tab.reload().see("2 foto dari aplikasi lain")  # a kill in between takes nothing away
    tab.press("Lapor: di sini tidak ada sinyal").see("Teluk Segara", SEND_LIMIT_MS)
    assert note_of(tab) == NOTE
    tab.see("Hapus foto 2").screenshot("shared-taken")
    tab.reload()
    assert note_of(tab) == NOTE, "it is a draft now"
    assert not tab.page.evaluate("caches.has('rafflesia-shared')")

    tab.page.mouse.wheel(0, -3000)
    tab.press("Telkomsel: BLANK").press("Simpan laporan").see(re.compile("Tersimpan di HP ini"))
    phone.set_offline(False)
    tab.page.evaluate(GO, routes.MY_REPORTS)
    tab.see(NUMBER, SEND_LIMIT_MS)
    with sqlite3.connect(gateway.database) as database:
        sent = [json.loads(row[0]) for row in database.execute("select payload from submission")]
    assert [payload.get("note") for payload in sent].count(NOTE) == 1


def test_words_alone_and_throwing_them_away(tab: AppPage, site: Path) -> None:
    share(tab, site, {"text": WORDS}).see(WORDS)
    tab.press("Buang").see("Laporan dan permintaan")
    assert not tab.page.evaluate("caches.has('rafflesia-shared')")
    tab.page.evaluate(GO, routes.SHARED)
    tab.see("Tidak ada yang dibagikan")
    tab.screenshot("shared-nothing")
