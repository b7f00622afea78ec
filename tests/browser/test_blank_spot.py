"""A blank-spot report from a phone that cannot reach the gateway, until its number comes."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Request, Route

from tests.browser.app_page import AppPage
from tests.browser.conftest import NewContext
from tests.browser.gateway_process import GatewayProcess

pytestmark = pytest.mark.browser
API = re.compile(r"/v1/")
NUMBER = re.compile(r"BKL-\d{4}-\d{6}")
SEND_LIMIT_MS = 120_000
TRY_NOW = re.compile("Coba kirim sekarang|Perbarui keadaan")  # it may have tried by itself just before


def _no_network(route: Route) -> None:
    route.abort("internetdisconnected")


def _is_report(request: Request) -> bool:
    return "/v1/submissions/" in request.url


def _stored(gateway: GatewayProcess) -> list[dict[str, object]]:
    query = """select s.id, s.number, b.accuracy_m, b.village_code
               from submission s join blank_spot b on b.submission_id = s.id order by s.number"""
    with sqlite3.connect(gateway.database) as database:
        database.row_factory = sqlite3.Row
        return [dict(row) for row in database.execute(query)]


def _classes(gateway: GatewayProcess, submission: object) -> dict[str, str]:
    query = "select operator, signal_class from blank_spot_operator where submission_id = ?"
    with sqlite3.connect(gateway.database) as database:
        return dict(database.execute(query, (submission,)).fetchall())


def _fill(tab: AppPage) -> None:
    tab.see(re.compile("Teluk Segara"))
    tab.press("Telkomsel: BLANK").press("XLSMART: LEMAH")
    tab.press("Simpan laporan").see(re.compile("Tersimpan di HP ini"))


def test_a_report_without_a_network_arrives_exactly_once(
    open_app: Callable[..., AppPage], new_context: NewContext, gateway: GatewayProcess
) -> None:
    context: BrowserContext = new_context()
    context.route(API, _no_network)
    tab = open_app("/lapor/baru", context=context)
    before = len(_stored(gateway))
    # A page that leaves takes its route along, and what it sends just then would arrive.
    with context.expect_event("requestfailed", _is_report, timeout=SEND_LIMIT_MS):
        _fill(tab)
    assert "erkirim" not in tab.words()
    tab.screenshot("report-stored")

    tab.page.goto(f"{gateway.origin}/lapor/saya")
    tab.wait_ready().see(re.compile("Menunggu jaringan"))
    assert len(_stored(gateway)) == before

    context.unroute(API, _no_network)
    tab.reload().see(NUMBER, SEND_LIMIT_MS)
    tab.screenshot("report-received")
    tab.reload().see(NUMBER, SEND_LIMIT_MS)

    rows = _stored(gateway)
    assert len(rows) == before + 1
    mine = rows[-1]
    assert mine["number"] in tab.words()
    assert mine["accuracy_m"] == 12
    assert str(mine["village_code"]).startswith("17.71.")
    assert _classes(gateway, mine["id"]) == {"telkomsel": "blank", "xlsmart": "weak"}


def test_the_same_report_sent_twice_is_one_row(
    open_app: Callable[..., AppPage], new_context: NewContext, gateway: GatewayProcess
) -> None:
    """The gateway stores the first try, but its answer never comes back to the phone."""
    context = new_context()
    lost: list[str] = []

    def lose_the_answer(route: Route) -> None:
        if route.request.method == "PUT" and not lost:
            answer = route.fetch()
            lost.append(json.loads(answer.text())["number"])
            route.abort("connectionreset")
        else:
            route.continue_()

    context.route(re.compile(r"/v1/submissions/"), lose_the_answer)
    tab = open_app("/lapor/baru", context=context)
    before = len(_stored(gateway))
    _fill(tab)
    tab.page.goto(f"{gateway.origin}/lapor/saya")
    tab.wait_ready().press(TRY_NOW).see(NUMBER, SEND_LIMIT_MS)
    assert lost
    assert lost[0] in tab.words()
    assert len(_stored(gateway)) == before + 1


def test_a_captive_portal_is_not_the_gateway(
    open_app: Callable[..., AppPage], new_context: NewContext, gateway: GatewayProcess
) -> None:
    context = new_context()

    def portal(route: Route) -> None:
        route.fulfill(status=200, content_type="text/html", body="<html>Masuk ke WiFi</html>")

    context.route(API, portal)
    tab = open_app("/lapor/baru", context=context)
    before = len(_stored(gateway))
    with context.expect_event("requestfinished", _is_report, timeout=SEND_LIMIT_MS):
        _fill(tab)
    tab.page.goto(f"{gateway.origin}/")
    tab.wait_ready().see(re.compile("WiFi ini perlu masuk dulu"), 60_000)
    assert len(_stored(gateway)) == before
