"""The built site starts by itself: first screen, no console error, nothing asked of another host."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.browser.app_page import START_LIMIT_MS, WAIT_LIMIT_MS, AppPage
from tests.browser.conftest import NewContext, OpenApp
from tests.browser.gateway_process import GatewayProcess

pytestmark = pytest.mark.browser


def test_first_screen(app: AppPage) -> None:
    app.screenshot("start")
    app.page.wait_for_selector("#splash", state="detached", timeout=WAIT_LIMIT_MS)
    assert app.words().strip()
    assert app.problems == []
    assert "Rafflesia" in app.page.title()
    assert str(app.page.locator("html").get_attribute("lang")).startswith("id")
    marks = app.marks()
    assert {"python-loaded", "app-imported", "flutter-asks", "connected"} <= marks.keys()
    assert marks["flutter-first-frame"] <= marks["first-screen"]
    assert "worker.js" in " ".join(app.requests[:6]), "the worker starts before Flutter asks for it"
    assert not any("memory-" in url for url in app.requests), "a first visit does not load the snapshot"
    assert not [text for text in app.warnings if "without the snapshot" in text]


def test_on_a_first_visit_python_travels_before_flutter(open_app: OpenApp, new_context: NewContext) -> None:
    started = """() => [
        performance.getEntriesByName("python-arrived")[0]?.startTime ?? null,
        performance.getEntriesByType("resource").find(({ name }) => name.includes("/main.dart.")).startTime,
    ]"""
    context = new_context()
    tab = open_app(context=context)
    arrived, flutter = tab.page.evaluate(started)
    assert arrived is not None
    assert flutter >= arrived
    arrived, _ = tab.reload().page.evaluate(started)
    assert arrived is None, "later visits have the files and wait for nothing"


def test_the_snapshot_starts_a_tab_once_it_lies_on_the_device(
    open_app: OpenApp, new_context: NewContext
) -> None:
    context = new_context()
    tab = open_app(context=context)
    name = tab.page.locator('meta[name="app-snapshot"]').get_attribute("content")
    if not name:
        pytest.skip("built without Node: there is no snapshot")
    keep = "async (url) => (await caches.open('kept')).add(url)"
    tab.page.evaluate(keep, f"/{name}")
    tab.page.evaluate("localStorage.clear()")  # files without the memory of a visit: some are not asked for
    tab.reload().see(re.compile("Kota Bengkulu"))
    assert not [text for text in tab.warnings if "without the snapshot" in text]
    assert tab.problems == []


def test_a_deep_link_opens_also_with_a_broken_snapshot(new_context: NewContext, open_app: OpenApp) -> None:
    context = new_context()
    tab = open_app(context=context)
    name = tab.page.locator('meta[name="app-snapshot"]').get_attribute("content")
    broken = "async (url) => (await caches.open('kept')).put(url, new Response('no'))"
    tab.page.evaluate(broken, f"/{name}")
    tab = open_app("/pengaturan", context=context)
    assert tab.page.url.endswith("/pengaturan")
    assert any("without the snapshot" in text for text in tab.warnings)


def test_without_javascript_the_page_says_what_to_do(
    new_context: NewContext, gateway: GatewayProcess
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(gateway.origin)
    assert "JavaScript" in page.inner_text("noscript")


def test_a_broken_package_is_told(new_context: NewContext, gateway: GatewayProcess) -> None:
    page = new_context().new_page()
    page.route(re.compile(r"app-.*\.pack"), lambda route: route.fulfill(status=500, body="no"))
    page.goto(gateway.origin)
    page.wait_for_selector("#splash.failed", timeout=START_LIMIT_MS)
    assert page.is_visible("#splash button")


def test_the_page_names_no_other_host(site: Path) -> None:
    own = [site / name for name in ("index.html", "boot.js", "worker.js", "manifest.json")]
    for file in own:
        assert not re.search(r"https?://(?!www\.w3\.org/)", file.read_text("utf-8")), file.name
