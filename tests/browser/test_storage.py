"""Storage that is really full, and browsers that forget: told, nothing lost, stored once there is room."""

from __future__ import annotations

import json
import re
import sqlite3

import pytest
from playwright.sync_api import BrowserContext

from tests.browser import quota
from tests.browser.app_page import WAIT_LIMIT_MS, AppPage
from tests.browser.conftest import NewContext, OpenApp
from tests.browser.gateway_process import GatewayProcess
from tests.browser.probe import Probe
from tests.browser.test_offline import NUMBER, SEND_LIMIT_MS, note_of

pytestmark = pytest.mark.browser
API = re.compile(r"/v1/")
FULL = re.compile("Penyimpanan penuh")
NOTE = "Penuh sejak Selasa"
REFUSED_MS = 2_000  # the words of the first refusal may still be on the screen
APP_ROOM = 24_000_000
SMALL_ROOM = 4_000_000
MOUNT = "from services.platform import browser\nvolume = await browser.mount()\n"
PICTURE = """async () => {
  const kept = await caches.open("rafflesia-memory");
  await kept.put("/memory.data", new Response(new Uint8Array(1_000_000)));
}"""
WRITE = """
import os
async def keep(name, size):
    try:
        await volume.commit(lambda: (volume.root / name).write_bytes(os.urandom(size)))
        return "kept"
    except Exception as error:
        return type(error).__name__
"""


@pytest.fixture
def phone(new_context: NewContext) -> BrowserContext:
    return new_context()


def on_a_small_disk(phone: BrowserContext, gateway: GatewayProcess) -> AppPage:
    """Return a tab with little room, not at the app yet."""
    tab = AppPage(phone.new_page(), gateway.origin)
    tab.page.goto(f"{gateway.origin}/healthz")
    quota.limit(tab.page, APP_ROOM)
    return tab


def test_full_storage_is_told_and_nothing_is_lost(phone: BrowserContext, gateway: GatewayProcess) -> None:
    phone.route(API, lambda route: route.abort("internetdisconnected"))
    tab = on_a_small_disk(phone, gateway).open("/lapor/baru")
    tab.see(re.compile("Teluk Segara"), SEND_LIMIT_MS)
    tab.press("Telkomsel: BLANK")
    tab.page.wait_for_timeout(1_000)
    quota.fill(tab.page, APP_ROOM)
    note_of(tab)
    tab.fill("Catatan", NOTE)
    for _ in range(2):  # the second time nothing may pass for stored because of the first
        tab.press("Simpan laporan").page.wait_for_timeout(REFUSED_MS)
        tab.see(FULL)
        assert "Boleh ditutup" not in tab.words()
    tab.screenshot("storage-full")
    assert note_of(tab) == NOTE

    quota.empty(tab.page, APP_ROOM)
    tab.press("Simpan laporan").see(re.compile("Tersimpan di HP ini"))
    tab.screenshot("storage-free-again")
    phone.unroute(API)
    tab.page.goto(f"{gateway.origin}/lapor/saya")
    tab.wait_ready().see(NUMBER, SEND_LIMIT_MS)
    with sqlite3.connect(gateway.database) as database:
        sent = [json.loads(row[0]) for row in database.execute("select payload from submission")]
    assert [payload.get("note") for payload in sent].count(NOTE) == 1
    assert tab.problems == [] or all("ERR_INTERNET_DISCONNECTED" in text for text in tab.problems)


def test_what_is_too_large_keeps_nothing_else_out(phone: BrowserContext, gateway: GatewayProcess) -> None:
    probe = Probe(phone, gateway.origin)
    quota.limit(probe.page, SMALL_ROOM)
    assert probe.run(MOUNT + WRITE + "result = [await keep('a', 1000), await keep('photo', 9_000_000)]") == [
        "kept",
        "StorageFull",
    ]
    listed = "result = sorted(path.name for path in volume.root.iterdir())"
    assert probe.run(listed) == ["a"]
    assert probe.run("result = [await keep('b', 1000), await keep('a', 2000)]") == ["kept", "kept"]
    probe.load()
    assert probe.run(MOUNT + listed) == ["a", "b"]


def test_the_picture_of_the_memory_makes_room(phone: BrowserContext, gateway: GatewayProcess) -> None:
    probe = Probe(phone, gateway.origin)
    quota.limit(probe.page, SMALL_ROOM)
    probe.run(MOUNT + WRITE)
    probe.page.evaluate(PICTURE)
    assert probe.run("result = await keep('words', 3_500_000)") == "kept"
    assert not probe.page.evaluate("caches.has('rafflesia-memory')")
    assert probe.run("result = await keep('more', 3_500_000)") == "StorageFull"


REFUSED = """
navigator.storage.getDirectory = () => Promise.reject(new DOMException("not here", "SecurityError"));
"""
"""What Firefox and Safari do in a private window; Chromium has no such sign."""


def test_a_window_that_forgets_is_told(open_app: OpenApp, phone: BrowserContext) -> None:
    def private(route: object) -> None:
        answer = route.fetch()  # type: ignore[attr-defined]
        route.fulfill(response=answer, body=answer.text() + REFUSED)  # type: ignore[attr-defined]

    phone.route("**/worker.js", private)
    tab = open_app("/lapor/baru", context=phone)
    tab.see(re.compile("mungkin mode pribadi"))
    tab.screenshot("private-window")


def test_what_waits_is_told_where_the_browser_promises_nothing(
    open_app: OpenApp, phone: BrowserContext
) -> None:
    phone.route(API, lambda route: route.abort("internetdisconnected"))
    tab = open_app("/lapor/baru", context=phone)
    assert not tab.page.get_by_text("mungkin mode pribadi").count()
    tab.see(re.compile("Teluk Segara"), SEND_LIMIT_MS)
    tab.press("Telkomsel: BLANK").press("Simpan laporan").see(
        re.compile("boleh menghapus data"), WAIT_LIMIT_MS
    )
    tab.screenshot("no-promise")
    tab.press("Ke Beranda").see(re.compile("1 laporan menunggu")).see(re.compile("boleh menghapus data"))
    tab.screenshot("no-promise-home")
