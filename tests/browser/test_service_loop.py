"""A request and its whole life: filed offline, asked about, answered, resolved, confirmed, rated, counted."""

from __future__ import annotations

import io
import json
import re
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Route

from tests.browser.app_page import AppPage
from tests.browser.conftest import PHONE_OPTIONS
from tests.browser.gateway_process import GatewayProcess
from tests.browser.officer import LOOK_MS, Officer
from tests.browser.screens import Tour
from views import routes

pytestmark = pytest.mark.browser
API = re.compile(r"/v1/")
NUMBER = re.compile(r"BKL-\d{4}-\d{6}")
SEND_LIMIT_MS = 120_000
SERVICE = "lapor-wifi-mati"
AGENCY = "opd-25"
QUESTION = "Lampu pada alat menyala atau tidak?"
ANSWER = "Lampunya mati sejak kemarin sore."
DONE = "Catu daya alat sudah diganti."


@dataclass(frozen=True)
class Words:
    """What the resident reads and presses, in one language."""

    elsewhere: str
    gps: str
    located: str
    place_name: str
    problem: str
    save: str
    stored: str
    waiting: str
    send_now: str
    refresh: str
    your_answer: str
    send_answer: str
    yes_done: str
    five_stars: str
    send_rating: str
    closed: str


WORDS = {
    "id": Words(
        "Tempat lain", "Pakai GPS", "3 titik", "Nama tempat", "Alat rusak atau mati", "Simpan permohonan",
        "Tersimpan di HP ini", "Menunggu jaringan", "Coba kirim sekarang", "Perbarui keadaan", "Jawaban Anda",
        "Kirim jawaban", "Ya, selesai", "5 dari 5", "Kirim nilai", "Ditutup|Selesai",
    ),
    "en": Words(
        "Another place", "Use GPS", "3 fixes", "Name of the place", "broken or off", "Save request",
        "Stored on this phone", "Waiting for network", "Try to send now", "Refresh the states",
        "Your answer", "Send answer", "Yes, done", "5 of 5", "Send rating", "Closed|Done",
    ),
}  # fmt: skip


def _no_network(route: Route) -> None:
    route.abort("internetdisconnected")


def _proof(folder: Path) -> Path:
    target = folder / "bukti.jpg"
    picture = io.BytesIO()
    Image.new("RGB", (640, 480), "#1E5F66").save(picture, "JPEG")
    target.write_bytes(picture.getvalue())
    return target


def _figures(gateway: GatewayProcess) -> dict[str, Any]:
    with urllib.request.urlopen(f"{gateway.origin}/v1/statistics?service={SERVICE}") as answer:
        return dict(json.load(answer)["total"])


def _wait_for(gateway: GatewayProcess, tab: AppPage, expected: dict[str, Any]) -> None:
    """Wait until the public clock shows ``expected``."""
    for _ in range(SEND_LIMIT_MS // LOOK_MS):
        figures = _figures(gateway)
        if {name: figures[name] for name in expected} == expected:
            return
        tab.page.wait_for_timeout(LOOK_MS)
    raise AssertionError(f"{_figures(gateway)} never became {expected}")


@pytest.fixture(scope="module")
def phone(browser: Browser, prepared_gateway: GatewayProcess) -> Iterator[Tour]:
    """A resident's phone without a network, in both languages one after the other."""
    prepared_gateway.restart_if_stopped()
    context = browser.new_context(**(PHONE_OPTIONS | {"service_workers": "block"}))
    context.route(API, _no_network)
    tour = Tour(AppPage(context.new_page(), prepared_gateway.origin).open("/"), {})
    yield tour
    assert tour.tab.foreign_requests == []
    context.close()


@pytest.fixture(scope="module")
def officer(browser: Browser, prepared_gateway: GatewayProcess) -> Iterator[Officer]:
    """An officer at the desk, signed in."""
    prepared_gateway.restart_if_stopped()
    desk = browser.new_context(viewport={"width": 1366, "height": 768}, locale="id-ID")
    officer = Officer(desk, prepared_gateway).sign_in(AGENCY)
    yield officer
    assert officer.foreign_requests == []
    assert officer.problems == []
    desk.close()


def _numbers(tab: AppPage) -> set[str]:
    return set(NUMBER.findall(tab.words()))


def _new_number(tab: AppPage, known: set[str]) -> str:
    """Wait until the list shows another number than ``known``, and return it."""
    for _ in range(SEND_LIMIT_MS // LOOK_MS):
        if fresh := _numbers(tab) - known:
            return fresh.pop()
        tab.page.wait_for_timeout(LOOK_MS)
    raise AssertionError("the request got no number")


def _file(phone: Tour, words: Words, language: str) -> None:
    """Fill the form and save it."""
    tab = phone.go(routes.request(SERVICE)).tab
    tab.press(re.compile(words.elsewhere)).press(re.compile(words.problem))
    tab.press(re.compile(words.gps)).see(re.compile(words.located))
    tab.fill(re.compile(words.place_name), "Balai Desa")
    tab.press(words.save).see(re.compile(words.stored))
    tab.screenshot(f"request-stored-{language}")


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_whole_loop(
    phone: Tour, officer: Officer, gateway: GatewayProcess, tmp_path: Path, language: str
) -> None:
    words, tab, context = WORDS[language], phone.tab, phone.tab.page.context
    before = _figures(gateway)
    if language == "en":
        phone.go(routes.SETTINGS).tab.press(re.compile("English")).see("Settings")
    known = _numbers(phone.go(routes.MY_REPORTS).tab)
    context.route(API, _no_network)
    _file(phone, words, language)
    if language == "id":  # once: what was filed without a network is still there after a start
        tab.reload()
    phone.go(routes.MY_REPORTS).tab.see(re.compile(words.waiting))
    context.unroute(API, _no_network)
    tab.press(re.compile(words.send_now))
    number = _new_number(tab, known)

    officer.open(number).take().ask(QUESTION)
    tab.press(re.compile(words.refresh)).press(re.compile(number))
    tab.see(re.compile(re.escape(QUESTION)), SEND_LIMIT_MS)
    tab.screenshot(f"request-question-{language}")
    tab.fill(re.compile(words.your_answer), ANSWER)
    tab.press(words.send_answer)
    officer.open_when(number, ANSWER).resolve(DONE, _proof(tmp_path))

    mine = tab.page.url.removeprefix(tab.origin)
    phone.go(routes.MY_REPORTS).tab.press(re.compile(words.refresh))
    phone.go(mine).tab.see(words.yes_done, SEND_LIMIT_MS)
    tab.screenshot(f"request-resolved-{language}")
    tab.press(words.yes_done)
    tab.scroll_to(re.compile(words.five_stars)).press(re.compile(words.five_stars))
    tab.scroll_to(words.send_rating).press(words.send_rating)
    expected = {name: before[name] + 1 for name in ("received", "answered", "resolved", "closed", "ratings")}
    _wait_for(gateway, tab, expected)
    if language == "id":
        tab.reload()
    tab.see(re.compile(words.closed), SEND_LIMIT_MS)
    tab.screenshot(f"request-closed-{language}")
