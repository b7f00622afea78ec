"""The first start with nothing but the built files: no gateway behind the site, nothing kept from before."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Request, Response

from benchmarks.start_server import Line, serving
from tests.browser.app_page import AppPage
from tests.browser.conftest import PHONE_OPTIONS
from tests.browser.gateway_process import PROJECT
from tests.browser.screens import Tour
from views import routes

pytestmark = pytest.mark.browser
DESKTOP = {"width": 1366, "height": 900}
PLACES = json.loads((PROJECT / "assets/content/destinations.json").read_text("utf-8"))["items"]
ON_THE_MAP = sum(place["lat"] is not None for place in PLACES)
TRIP = (PLACES[0]["id"], PLACES[9]["id"])
GATEWAY = "/v1/"
ASKED_FIRST = f"{GATEWAY}config"


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


@pytest.fixture
def failures() -> Failures:
    return Failures()


@pytest.fixture
def tour(browser: Browser, site: Path, failures: Failures) -> Iterator[Tour]:
    """A browser that has never been here, at a site of files only."""
    context = browser.new_context(**(PHONE_OPTIONS | {"viewport": DESKTOP, "service_workers": "block"}))
    context.on("response", failures.on_response)
    context.on("requestfailed", failures.on_failed)
    with serving(site, Line()) as (origin, _):
        yield Tour(AppPage(context.new_page(), origin).open("/"), {}).settle()
        context.close()


def test_a_first_start_without_a_gateway_has_everything(tour: Tour, failures: Failures) -> None:
    tab = tour.tab
    tab.see(re.compile("Kota Bengkulu")).see("Masjid Jamik")
    tour.go(routes.EXPLORE).tab.see(f"{len(PLACES)} tujuan")
    tab.see(re.compile(f"Peta: {ON_THE_MAP} tujuan"))
    tab.fill(re.compile("Cari"), "pantaipanjang").see(re.compile("^Pantai Panjang"))
    tab.fill(re.compile("Cari"), "tabut").see("Festival Tabut").see(re.compile("Juni 2027"))
    tab.press("Kosongkan pencarian").see(f"{len(PLACES)} tujuan")
    tour.go(routes.WIFI).tab.see(re.compile(r"Peta: \d\d tempat")).see("Pasar Minggu")
    for place in PLACES[::9]:
        tour.go(routes.destination(place["id"])).tab.see(place["name"]["id"])
        if place["id"] in TRIP:
            tab.press("Tambah ke rencana")
            tour.settle()
    tour.go(routes.PLAN).tab.see(PLACES[0]["name"]["id"]).see(PLACES[9]["name"]["id"])
    tour.go(routes.SERVICES).tab.see(re.compile("39 layanan"))
    assert failures.site == []
    assert set(failures.gateway) <= {ASKED_FIRST}, "a site without a gateway is asked one question, not all"
    assert tab.problems == []
    assert tab.foreign_requests == []
