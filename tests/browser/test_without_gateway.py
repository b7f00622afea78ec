"""The first start with the network off and nothing but the built files: no gateway, nothing kept from before.

The browser believes that it has no network. What the machine itself serves still comes to it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Request, Response, expect

from benchmarks.start_server import Line, serving
from tests.browser.app_page import START_LIMIT_MS, AppPage
from tests.browser.conftest import PHONE_OPTIONS
from tests.browser.gateway_process import PROJECT
from tests.browser.kiosk_site import KioskPage, kiosk_site, python_of
from tests.browser.screens import Tour
from views import routes

pytestmark = pytest.mark.browser
DESKTOP = {"width": 1366, "height": 900}
TALL = {"width": 800, "height": 1800}  # nothing is below the edge
LOW = {"width": 412, "height": 480}  # quickly drawn
KIOSK = {"width": 540, "height": 960}
PUBLIC = "https://rafflesia.example.go.id"


def content(name: str) -> list[dict[str, Any]]:
    """Return the rows of a content file."""
    rows: list[dict[str, Any]] = json.loads((PROJECT / f"assets/content/{name}.json").read_text("utf-8"))[
        "items"
    ]
    return rows


PLACES, EVENTS = content("destinations"), content("events")
ON_THE_MAP = sum(place["lat"] is not None for place in PLACES)
TRIP = [(place["id"], place["name"]["id"]) for place in (PLACES[0], PLACES[9])]
FORMS = (routes.BLANK_SPOT, routes.request("lapor-wifi-mati"))
NOWHERE = "zzzzzzzz"
GATEWAY = "/v1/"
ASKED_FIRST = f"{GATEWAY}config"
NO_NETWORK = {"offline": True, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
REMEMBER = "globalThis.saidAtFirst = navigator.onLine;\n"
SAID = "() => [globalThis.saidAtFirst, navigator.onLine]"
OPEN_EACH = """async ([places, limit]) => {
  const headings = () => [...document.querySelectorAll("flt-semantics-host h1")];
  const shown = (name) => document.title.startsWith(`${name} · `) &&
    headings().some(({ textContent }) => textContent.trim() === name);
  const missing = [];
  for (const [path, name] of places) {
    history.pushState(null, "", path);
    dispatchEvent(new PopStateEvent("popstate", { state: null }));
    const ends = performance.now() + limit;
    while (!shown(name) && performance.now() < ends) await new Promise((done) => setTimeout(done, 10));
    if (!shown(name)) missing.push([path, document.title]);
  }
  return missing;
}"""
"""Opens one page after the other, each as soon as the one before has its title and its heading."""


class Failures:
    """The requests of a tab that brought nothing, by path; those to the gateway apart."""

    def __init__(self) -> None:
        self.site: list[str] = []
        self.gateway: list[str] = []

    def on_response(self, response: Response) -> None:
        """Note an answer that says no."""
        if response.status >= 400:
            self._note(response.url)

    def on_failed(self, request: Request) -> None:
        """Note a request without an answer."""
        self._note(request.url)

    def _note(self, url: str) -> None:
        path = urlsplit(url).path
        kind = self.gateway if path.startswith(GATEWAY) else self.site
        kind.append(path)


@pytest.fixture(scope="module")
def origin(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A static host with the files of the site and the settings of a kiosk."""
    copy = kiosk_site(site, tmp_path_factory.mktemp("files") / "web", public_url=PUBLIC)
    worker = copy / "worker.js"
    worker.write_text(REMEMBER + worker.read_text("utf-8"), "utf-8")
    with serving(copy, Line()) as (address, _):
        yield address


@pytest.fixture
def failures() -> Failures:
    return Failures()


@pytest.fixture
def tab(browser: Browser, origin: str, failures: Failures) -> Iterator[KioskPage]:
    """A tab of a browser that has never been here and is told that there is no network."""
    context = browser.new_context(**(PHONE_OPTIONS | {"viewport": DESKTOP, "service_workers": "block"}))
    context.on("response", failures.on_response)
    context.on("requestfailed", failures.on_failed)
    context.add_init_script(REMEMBER)
    page = context.new_page()
    told = context.new_cdp_session(page)
    told.send("Network.enable")
    told.send("Network.overrideNetworkState", NO_NETWORK)
    yield KioskPage(page, origin)
    context.close()


def believes_that_there_is_no_network(tab: AppPage) -> bool:
    """Return whether page and worker said so when they began, and say so now."""
    return bool(tab.page.evaluate(SAID) == python_of(tab.page).evaluate(SAID) == [False, False])


def not_opened(tab: AppPage, *places: tuple[str, str]) -> list[Any]:
    """Open the page of one place (id, name) after the other; return those that did not come."""
    paths = [[routes.destination(place), name] for place, name in places]
    return list(tab.page.evaluate(OPEN_EACH, [paths, START_LIMIT_MS]))


def nothing_failed(tab: AppPage, failures: Failures) -> None:
    """Every file came, nothing was asked of others, and the gateway was asked one question only.

    That one is asked whatever the browser believes: a gateway on this machine answers without a network,
    and a browser that is wrong about the network must not keep a report from being sent.
    """
    assert failures.site == []
    assert set(failures.gateway) == {ASKED_FIRST}
    assert tab.problems == []
    assert tab.foreign_requests == []


def test_a_first_start_without_a_network_has_everything(tab: KioskPage, failures: Failures) -> None:
    tour = Tour(tab.open("/"), {})
    tab.see(re.compile("Kota Bengkulu")).see("Masjid Jamik")
    assert believes_that_there_is_no_network(tab)
    tour.go(routes.EXPLORE).tab.see(f"{len(PLACES)} tujuan")
    tab.see(re.compile(f"Peta: {ON_THE_MAP} tujuan"))
    tab.fill(re.compile("Cari"), "pantaipanjang").see(re.compile("^Pantai Panjang"))
    tab.fill(re.compile("Cari"), "tabut").see("Festival Tabut").see(re.compile("Juni 2027"))
    tab.press("Kosongkan pencarian").see(f"{len(PLACES)} tujuan")
    tour.go(routes.WIFI).tab.see(re.compile(r"Peta: \d\d tempat")).see("Pasar Minggu")
    tour.go(routes.SERVICES).tab.see(re.compile("39 layanan"))

    tour.resize(**TALL).go(routes.ALL_EVENTS).tab.press("Tanggal belum diketahui")
    for event in EVENTS:
        tab.see(event["name"]["id"])
    for place, name in TRIP:
        assert not_opened(tab, (place, name)) == []
        tab.press("Tambah ke rencana").see("Ada di rencana")
    tour.go(routes.PLAN)
    for _, name in TRIP:
        tab.see(f"Hapus {name} dari rencana")

    tour.resize(**LOW).go(routes.EXPLORE).tab.fill(re.compile("Cari"), NOWHERE)
    tour.settle()  # the list below each page is empty, and need not be drawn again with every one
    assert not_opened(tab, *((place["id"], place["name"]["id"]) for place in PLACES)) == []
    assert believes_that_there_is_no_network(tab)
    nothing_failed(tab, failures)


def test_a_kiosk_without_a_network_has_everything_but_forms(tab: KioskPage, failures: Failures) -> None:
    tab.page.set_viewport_size(KIOSK)  # type: ignore[arg-type]
    tab.start().begin().see("Anda di sini").see("Benteng Marlborough")
    assert believes_that_there_is_no_network(tab)
    tab.not_see("Lapor sinyal")
    tab.press("Wisata di sekitar sini")
    tab.fill(re.compile("Cari"), "pantaipanjang").see(re.compile("^Pantai Panjang"))
    tab.press("Kosongkan pencarian").press("Peta").see(re.compile(f"Peta: {ON_THE_MAP} tujuan"))
    tab.lead(routes.ALL_EVENTS).see("Festival Tabut")
    place, name = TRIP[0]
    tab.lead(routes.destination(place)).press("Tambah ke rencana").see("Ada di rencana")
    tab.lead(routes.PLAN).see(f"Hapus {name} dari rencana")
    for path in FORMS:
        tab.lead(path).see(re.compile(re.escape(f"{PUBLIC}{path}")))
        tab.see(re.compile("sedang tidak tersambung.*Buka formulirnya di HP Anda")).see("Coba hubungi lagi")
        expect(tab.page.get_by_role("textbox")).to_have_count(0)
    tab.screenshot("kiosk-form-without-network")
    assert believes_that_there_is_no_network(tab)
    nothing_failed(tab, failures)
