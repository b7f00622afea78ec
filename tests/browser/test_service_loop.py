"""A request and its whole life: filed offline, asked about, answered, resolved, confirmed, rated, counted."""

from __future__ import annotations

import io
import json
import re
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Route

from tests.browser.app_page import AppPage
from tests.browser.conftest import NewContext
from tests.browser.gateway_process import GatewayProcess
from tests.browser.officer import Officer

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
    your_answer: str
    send_answer: str
    yes_done: str
    five_stars: str
    send_rating: str
    closed: str


WORDS = {
    "id": Words(
        "Tempat lain", "Pakai GPS", "3 titik", "Nama tempat", "Alat rusak atau mati", "Simpan permohonan",
        "Tersimpan di HP ini", "Menunggu jaringan", "Jawaban Anda", "Kirim jawaban", "Ya, selesai",
        "5 dari 5", "Kirim nilai", "Ditutup|Selesai",
    ),
    "en": Words(
        "Another place", "Use GPS", "3 fixes", "Name of the place", "broken or off", "Save request",
        "Stored on this phone", "Waiting for a network", "Your answer", "Send answer", "Yes, done",
        "5 of 5", "Send rating", "Closed|Done",
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
    for _ in range(60):
        figures = _figures(gateway)
        if {name: figures[name] for name in expected} == expected:
            return
        tab.page.wait_for_timeout(2000)
    raise AssertionError(f"{_figures(gateway)} never became {expected}")


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_whole_loop(
    open_app: Callable[..., AppPage],
    new_context: NewContext,
    gateway: GatewayProcess,
    tmp_path: Path,
    language: str,
) -> None:
    words = WORDS[language]
    before = _figures(gateway)
    context = new_context()
    context.route(API, _no_network)
    tab = open_app("/pengaturan", context=context)
    if language == "en":
        tab.press(re.compile("English")).see("Settings")
    tab.page.goto(f"{gateway.origin}/layanan/{SERVICE}/ajukan")
    tab.wait_ready()
    tab.press(re.compile(words.elsewhere)).press(re.compile(words.problem))
    tab.press(re.compile(words.gps)).see(re.compile(words.located))
    tab.fill(re.compile(words.place_name), "Balai Desa")
    tab.press(words.save).see(re.compile(words.stored))
    tab.screenshot(f"request-stored-{language}")

    context.unroute(API, _no_network)
    tab.page.goto(f"{gateway.origin}/lapor/saya")
    tab.wait_ready().see(NUMBER, SEND_LIMIT_MS)
    found = NUMBER.search(tab.words())
    assert found is not None
    number = found[0]

    desk = new_context(viewport={"width": 1366, "height": 768}, geolocation=None, permissions=[])
    officer = Officer(desk, gateway).sign_in(AGENCY).open(number).take().ask(QUESTION)
    officer.page.screenshot(path=tmp_path / "desk.png")

    tab.page.goto(f"{gateway.origin}/lapor/saya")
    tab.wait_ready().press(re.compile(number)).see(re.compile(re.escape(QUESTION)), SEND_LIMIT_MS)
    tab.screenshot(f"request-question-{language}")
    tab.fill(re.compile(words.your_answer), ANSWER)
    tab.press(words.send_answer)
    officer.open_when(number, ANSWER).resolve(DONE, _proof(tmp_path))

    tab.reload().see(words.yes_done, SEND_LIMIT_MS)
    tab.screenshot(f"request-resolved-{language}")
    tab.press(words.yes_done)
    tab.scroll_to(re.compile(words.five_stars)).press(re.compile(words.five_stars))
    tab.scroll_to(words.send_rating).press(words.send_rating)
    expected = {name: before[name] + 1 for name in ("received", "answered", "resolved", "closed", "ratings")}
    _wait_for(gateway, tab, expected)
    tab.reload().see(re.compile(words.closed), SEND_LIMIT_MS)
    tab.screenshot(f"request-closed-{language}")
    assert officer.foreign_requests == []
    assert officer.problems == []
