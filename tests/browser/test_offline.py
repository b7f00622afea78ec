"""The app without a network, while it is updated, and when a tab dies."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Error, Locator, Page, TimeoutError, expect

from tests.browser.app_page import WAIT_LIMIT_MS, AppPage
from tests.browser.conftest import NewContext, OpenApp
from tests.browser.gateway_process import GatewayProcess, running_gateway
from tests.browser.sites import next_version, publish, without_memory

pytestmark = pytest.mark.browser
STATION = "/wifi/rsud-m-yunus"
NUMBER = re.compile(r"BKL-\d{4}-\d{6}")
SEND_LIMIT_MS = 120_000
KEPT_LIMIT_MS = 120_000
LOOK_MS = 1_000
DRAFT_SAVED_MS = 2_500
API = re.compile(r"/v1/")
NOTE = "Sinyal hilang sejak Senin"


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory, site: Path) -> Path:
    """The folder that the gateway of these tests serves: a link, so that an update can be published."""
    if not (site / "sw.js").exists():
        pytest.skip("the site was built without npm: it has no service worker")
    link = tmp_path_factory.mktemp("served") / "web"
    link.symlink_to(site, target_is_directory=True)
    return link


@pytest.fixture(scope="session")
def prepared_gateway(tmp_path_factory: pytest.TempPathFactory, served: Path) -> Iterator[GatewayProcess]:
    with running_gateway(tmp_path_factory.mktemp("gateway"), served) as gateway:
        yield gateway


@pytest.fixture
def phone(new_context: NewContext) -> BrowserContext:
    return new_context(service_workers="allow")


def wait_until_kept(tab: AppPage) -> None:
    """Wait until the service worker has everything and answers for this tab."""
    # A worker that is not installed, with every file in its place, controls nobody.
    tab.page.wait_for_function("() => navigator.serviceWorker.controller !== null", timeout=KEPT_LIMIT_MS)


def continue_draft(tab: AppPage) -> AppPage:
    """Take up the draft that a new form offers; both forms have the same fields."""
    tab.press(re.compile("Lanjut")).page.wait_for_url(re.compile("/lapor/baru/.+"), wait_until="commit")
    return tab.not_see(re.compile("Lanjut"))


def app_package(tab: AppPage) -> str:
    return str(tab.page.get_attribute('meta[name="app-package"]', "content"))


def reports(gateway: GatewayProcess) -> int:
    with sqlite3.connect(gateway.database) as database:
        return int(database.execute("select count(*) from submission").fetchone()[0])


def draft(tab: AppPage, note: str) -> None:
    """Begin a report and write a note; nothing is waited for after the last key."""
    tab.see(re.compile("Teluk Segara"), SEND_LIMIT_MS)
    tab.press("Telkomsel: BLANK")
    note_field(tab)
    tab.fill("Catatan", note)


def note_field(tab: AppPage) -> Locator:
    """Turn the wheel until the note is on the screen, and return it."""
    tab.page.mouse.move(200, 400)
    field = tab.page.get_by_role("textbox", name="Catatan").first
    for _ in range(30):
        with suppress(TimeoutError):  # a screen that is still loading moves its fields away again
            if field.count() and (field.bounding_box(timeout=LOOK_MS) or {"y": 1e9})["y"] < 700:
                return field
        tab.page.mouse.wheel(0, 300)
        tab.page.wait_for_timeout(300)
    raise AssertionError("no note on this screen")


def note_of(tab: AppPage) -> str:
    """Return what the note holds; the browser's field has it while it has the focus."""
    field = note_field(tab)
    field.click(timeout=WAIT_LIMIT_MS)
    expect(field).to_be_focused(timeout=WAIT_LIMIT_MS)
    return field.input_value(timeout=WAIT_LIMIT_MS)


def test_the_whole_way_without_a_network(
    open_app: OpenApp, phone: BrowserContext, gateway: GatewayProcess
) -> None:
    first = open_app("/", context=phone)
    wait_until_kept(first)
    assert first.problems == []
    before = reports(gateway)
    first.page.close()
    gateway.stop()
    phone.set_offline(True)

    tab = open_app(STATION, context=phone)
    tab.see(re.compile("Yunus"))
    assert "Rafflesia" in tab.page.title()
    tab.page.goto(f"{gateway.origin}/lapor/baru", wait_until="commit")
    tab.wait_ready().see(re.compile("Teluk Segara"))
    tab.press("Telkomsel: BLANK").press("Simpan laporan").see(re.compile("Tersimpan di HP ini"))
    tab.screenshot("offline-report")
    assert tab.page.evaluate("navigator.storage.persisted()") in (True, False)

    gateway.start()
    phone.set_offline(False)
    tab.page.goto(f"{gateway.origin}/lapor/saya", wait_until="commit")
    tab.wait_ready().see(NUMBER, SEND_LIMIT_MS)
    tab.reload().see(NUMBER, SEND_LIMIT_MS)
    assert reports(gateway) == before + 1


def test_the_worker_keeps_the_app_and_nothing_else(
    open_app: OpenApp, phone: BrowserContext, gateway: GatewayProcess
) -> None:
    tab = open_app("/", context=phone)
    wait_until_kept(tab)
    kept = tab.page.evaluate(
        """async () => (await Promise.all((await caches.keys()).map(async (name) =>
            (await (await caches.open(name)).keys()).map((r) => new URL(r.url).pathname)))).flat()"""
    )
    assert {"/index.html", "/boot.js", "/pyodide/pyodide.asm.wasm"} <= set(kept)
    assert not [
        path for path in kept if path.startswith(("/v1", "/staff", "/open311")) or path.endswith(".br")
    ]
    wasm = "/main.dart.wasm" in kept
    assert wasm != ("/main.dart.js" in kept), "one form of the client, not both"
    for path in ("/healthz", "/v1/packs"):
        answers = tab.page.evaluate("async (p) => (await fetch(p)).headers.get('cache-control')", path)
        assert answers != "immutable"
    assert tab.page.goto(f"{gateway.origin}/healthz").headers["content-type"].startswith("application/json")  # type: ignore[union-attr]


def test_an_update_is_offered_and_loses_no_draft(
    open_app: OpenApp,
    phone: BrowserContext,
    gateway: GatewayProcess,
    served: Path,
    site: Path,
    tmp_path: Path,
) -> None:
    light = without_memory(site, tmp_path / "light")
    publish(served, light)
    try:
        tab = open_app("/lapor/baru", context=phone)
        wait_until_kept(tab)
        old = app_package(tab)
        other = open_app("/", context=phone)
        other.see(re.compile("tab lain"))
        publish(served, next_version(light, tmp_path / "next"))
        tab.page.bring_to_front()
        draft(tab, NOTE)
        tab.page.evaluate("navigator.serviceWorker.getRegistration().then((r) => r.update())")
        take = tab.page.locator("#notice button.now")
        take.wait_for(timeout=KEPT_LIMIT_MS)
        box = take.bounding_box()
        assert box is not None
        assert box["height"] >= 48
        assert app_package(tab) == old, "nothing changes before it is taken"
        tab.screenshot("update-offered")
        with tab.page.expect_navigation(timeout=WAIT_LIMIT_MS, wait_until="commit"):
            take.click()
        tab.wait_ready()
        assert app_package(tab) == "app-" + "0" * 16 + ".pack"
        assert note_of(continue_draft(tab)) == NOTE
        other.page.locator("#notice button.now").wait_for(timeout=WAIT_LIMIT_MS)
        other.see(re.compile("Beranda"))
        old_files = tab.page.evaluate("async (name) => Boolean(await caches.match(name))", f"/{old}")
        assert not old_files, "the old version is gone once the new one runs"
    finally:
        publish(served, site)


def test_what_was_just_typed_survives_a_reload(open_app: OpenApp, gateway: GatewayProcess) -> None:
    tab = open_app("/lapor/baru")
    draft(tab, NOTE)
    assert note_of(continue_draft(tab.reload())) == NOTE


def test_a_killed_tab_loses_nothing(
    open_app: OpenApp, phone: BrowserContext, gateway: GatewayProcess
) -> None:
    before = reports(gateway)
    phone.route(API, lambda route: route.abort("internetdisconnected"))
    tab = open_app("/lapor/baru", context=phone)
    tab.see(re.compile("Teluk Segara"), SEND_LIMIT_MS)
    tab.press("Telkomsel: BLANK").press("Simpan laporan").see(re.compile("Tersimpan di HP ini"))
    tab.press("Lapor lagi")
    draft(tab, NOTE)
    tab.page.wait_for_timeout(DRAFT_SAVED_MS)
    crash(tab.page)
    again = open_app("/lapor/baru", context=phone)
    assert note_of(continue_draft(again)) == NOTE
    phone.unroute(API)
    again.page.goto(f"{gateway.origin}/lapor/saya", wait_until="commit")
    again.wait_ready().see(NUMBER, SEND_LIMIT_MS).see("Konsep")
    assert reports(gateway) == before + 1, "what was queued went out, once; the draft did not"


def crash(page: Page) -> None:
    """Kill the process that draws ``page`` and runs its worker."""
    with page.expect_event("crash", timeout=WAIT_LIMIT_MS), suppress(Error):
        page.goto("chrome://crash", timeout=WAIT_LIMIT_MS)
    page.close()
