"""Every screen of the app, opened one after another in a tab that keeps running.

A start takes seconds, a way through the tab's history a part of one: Flutter follows ``popstate``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import flet as ft

from tests.browser.app_page import STATE, STEP_MS, WAIT_LIMIT_MS, AppPage
from tests.browser.officer import Officer
from tests.fakes.kiosk import NAME as KIOSK
from views import routes
from views.app import kiosk_tree, route_tree

SERVICE, AGENCY = "lapor-wifi-mati", "opd-25"
NUMBER = re.compile(r"BKL-\d{4}-\d{6}")
SEND_LIMIT_MS = 120_000
SAME_TITLE_MS = 1_500  # two screens in a row with one title
GO = """(path) => {
  history.pushState(null, "", path);
  dispatchEvent(new PopStateEvent("popstate", { state: null }));
}"""
KIOSK_GO = """(path) => {
  const state = { serialCount: 99, state: null };  // with it Flutter leaves the address as it is
  History.prototype.pushState.call(history, state, "", path);
  dispatchEvent(new PopStateEvent("popstate", { state }));
}"""
"""As GO, in a kiosk, whose own ``pushState`` never changes the address (tools/web/boot.js)."""

Paths = tuple[str, ...]
SCREENS: MappingProxyType[str, Paths] = MappingProxyType(
    {
        "/": ("/",),
        "/wifi": ("/wifi",),
        "/wifi/:id": ("/wifi/rsud-m-yunus",),
        "/berita": ("/berita",),
        "/berita/:id": ("/berita/jembatan-uji",),
        "/lapor": ("/lapor",),
        "/lapor/baru": ("/lapor/baru",),
        "/lapor/baru/:id": ("{draft}",),
        "/lapor/desa": ("/lapor/desa",),
        "/lapor/dibagikan": ("/lapor/dibagikan",),
        "/lapor/lacak": ("/lapor/lacak",),
        "/lapor/saya": ("/lapor/saya",),
        "/lapor/saya/:id": ("{report}", "{asked}", "{resolved}"),
        "/wisata": ("/wisata",),
        "/wisata/:id": ("/wisata/fort-marlborough",),
        "/wisata/acara": ("/wisata/acara",),
        "/wisata/produk": ("/wisata/produk",),
        "/wisata/produk/:id": ("/wisata/produk/batik-besurek", "/wisata/produk/bagar-hiu"),
        "/wisata/rencana": ("/wisata/rencana",),
        "/wisata/rute": ("/wisata/rute",),
        "/wisata/rute/:id": ("/wisata/rute/kota-tua-bengkulu",),
        "/wisata/tersimpan": ("/wisata/tersimpan",),
        "/wisata/usaha": ("/wisata/usaha",),
        "/wisata/usaha/:id": ("/wisata/usaha/tidak-ada",),
        "/layanan": ("/layanan",),
        "/layanan/jam": ("/layanan/jam",),
        "/layanan/ajukan/:draft": ("{request}",),
        "/layanan/:id": ("/layanan/pkb-tahunan", f"/layanan/{SERVICE}"),
        "/layanan/:id/ajukan": ("/layanan/permohonan-wifi-desa/ajukan",),
        "/layanan/:id/ajukan/:about": ("/layanan/pengaduan-layanan/ajukan/pkb-tahunan",),
        "/katalog": ("/katalog",),
        "/darurat": ("/darurat",),
        "/pengaturan": ("/pengaturan",),
        "/pengaturan/privasi": ("/pengaturan/privasi",),
        "/pengaturan/sumber": ("/pengaturan/sumber",),
        "/:unknown*": ("/tidak/ada",),
    }
)
"""What is opened for each path of the route table.

A name in braces is the path of something that this phone wrote (:func:`write`).
"""


OF_A_KIOSK: MappingProxyType[str, Paths] = MappingProxyType(
    {
        "/kiosk/:kiosk": (f"/kiosk/{KIOSK}",),
        "/belum-terkirim": ("/belum-terkirim",),
    }
)
"""What a kiosk has besides."""

NOT_OF_A_KIOSK = frozenset({"/katalog", "/pengaturan"})


def table(wide: bool) -> set[str]:
    """Return every path of the app's route table; an optional part makes two of one."""
    return {path for route in route_tree(wide) for path in _paths(route, "")}


def kiosk_table() -> set[str]:
    """Return every path of a kiosk's route table."""
    return {path for route in kiosk_tree() for path in _paths(route, "")}


def _paths(route: ft.Route, above: str) -> Iterator[str]:
    base = f"{above}/{route.path}" if route.path else above
    if base.endswith("?"):
        yield base.rpartition("/")[0]
        base = base[:-1]
    yield base or "/"
    for child in route.children or ():
        yield from _paths(child, base)


@dataclass
class Tour:
    """A running tab and the paths of what was written in it."""

    tab: AppPage
    own: dict[str, str]

    def go(self, path: str) -> Tour:
        """Open ``path`` and wait until it is there (the title is another one) and has stopped changing."""
        page = self.tab.page
        if page.url == f"{self.tab.origin}{path}":
            return self.settle()
        before, title = page.evaluate(STATE), page.title()
        page.evaluate(GO, path)
        for step in range(WAIT_LIMIT_MS // STEP_MS):
            changed = page.evaluate(STATE) != before
            if page.title() != title or (changed and step * STEP_MS >= SAME_TITLE_MS):
                return self.settle()
            page.wait_for_timeout(STEP_MS)
        raise AssertionError(f"{path} does not open")

    def settle(self) -> Tour:
        """Wait until nothing has changed for a few steps; what never rests is taken as it is."""
        self.tab.settle()
        return self

    def resize(self, width: int, height: int) -> Tour:
        """Give the tab another size."""
        self.tab.page.set_viewport_size({"width": width, "height": height})
        return self.settle()

    def set(self, *buttons: str) -> Tour:
        """Press ``buttons`` (patterns) on the page of settings."""
        self.go(routes.SETTINGS)
        for button in buttons:
            self.tab.press(re.compile(button))
            self.settle()
        self.tab.page.mouse.move(0, 0)
        return self

    def screens(self, only: Iterable[str] | None = None) -> Iterator[tuple[str, str]]:
        """Open each screen (``only``: of these paths of the table) and yield the table's path and its own."""
        for name in SCREENS if only is None else only:
            for path in SCREENS[name]:
                self.go(self.own.get(path.strip("{}"), path))
                yield name, path


def write(tour: Tour, new_officer: Callable[[], Officer], proof: Path) -> None:
    """Plan a trip, file a report and two requests, begin one of each, and have an officer ask and resolve."""
    tab, own = tour.tab, tour.own
    _plan(tour)
    _report(tour)
    own["draft"] = _begun(tour, routes.BLANK_SPOT, "Telkomsel: BLANK")
    own["asked"], asked = _request(tour)
    own["resolved"], resolved = _request(tour)
    officer = new_officer().sign_in(AGENCY)
    officer.open(asked).take().ask("Lampu pada alat menyala atau tidak?")
    officer.open(resolved).take().resolve("Catu daya alat sudah diganti.", proof)
    own["request"] = _begun_request(tour)
    tour.go(routes.MY_REPORTS)
    tab.press("Perbarui keadaan")
    tour.go(own["resolved"])
    tab.see("Ya, selesai", SEND_LIMIT_MS)


def _plan(tour: Tour) -> None:
    for place in ("fort-marlborough", "masjid-jamik"):
        tour.go(routes.destination(place)).tab.press("Tambah ke rencana").press("Simpan").see(
            "Hapus dari tersimpan"
        )
        tour.settle()


def _report(tour: Tour) -> None:
    tour.go(routes.BLANK_SPOT)
    tour.tab.press("Telkomsel: BLANK").press("Simpan laporan")
    tour.own["report"] = _see(tour, "Lihat laporan")


def _begun(tour: Tour, path: str, answer: str) -> str:
    tour.go(path)
    tour.tab.press(answer)
    tour.settle().go(routes.REPORT).go(path)
    return _see(tour, "Lanjutkan")


def _begun_request(tour: Tour) -> str:
    tour.go(routes.request(SERVICE))
    tour.tab.press(re.compile("Tempat lain"))
    tour.settle().go(routes.MY_REPORTS)
    row = _see(tour, re.compile("WiFi publik mati.*Konsep", re.DOTALL))
    return routes.request_draft(row.rpartition("/")[2])


def _see(tour: Tour, button: str | re.Pattern[str]) -> str:
    """Press ``button`` and return the path of where it leads."""
    before = tour.tab.page.url
    tour.tab.press(button)
    tour.tab.page.wait_for_url(lambda url: url != before, wait_until="commit")
    return tour.settle().tab.page.url.removeprefix(tour.tab.origin)


def _request(tour: Tour) -> tuple[str, str]:
    """File a request and return its path and its number."""
    tab = tour.go(routes.public_service(SERVICE)).go(routes.request(SERVICE)).tab
    tab.press(re.compile("Tempat lain")).press(re.compile("Alat rusak atau mati"))
    tab.press(re.compile("Pakai GPS")).see(re.compile("3 titik"))
    tab.fill(re.compile("Nama tempat"), "Balai Desa")
    tab.press("Simpan permohonan").see(NUMBER, SEND_LIMIT_MS)
    found = NUMBER.search(tab.words())
    assert found is not None
    return _see(tour, "Lihat permohonan"), found[0]
