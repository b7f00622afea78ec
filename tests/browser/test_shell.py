"""The page before Flutter draws (splash, notices, what is said when nothing starts), judged by axe-core."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route

from tests.browser.conftest import NewContext, OpenApp
from tests.browser.gateway_process import PROJECT, GatewayProcess
from tools.web_worker import fetch_packages

pytestmark = pytest.mark.browser
LIMIT_MS = 30_000
RUN = """async () => {
  const found = await axe.run(document, { resultTypes: ["violations"] });
  return {
    wrong: found.violations.map((one) => [one.id, one.help, ...one.nodes.map((node) => node.html)]),
    looked: found.passes.length,
  };
}"""
SAY = "(detail) => window.dispatchEvent(new CustomEvent('app-says', { detail }))"
MAY_INSTALL = "window.dispatchEvent(new Event('beforeinstallprompt', { cancelable: true }))"
NEW_VERSION = (
    """for (const _ of [1, 2]) navigator.serviceWorker.dispatchEvent(new Event("controllerchange"))"""
)
# At once: the running app would answer that everything is saved, and the update be taken.
REFUSED = """() => {
  document.querySelector("#notice button.now").click();
  window.dispatchEvent(new CustomEvent("app-says", { detail: { type: "saved", ok: false } }));
}"""
NO_SCRIPT = """() => {
  const unseen = document.querySelector("noscript");
  const shown = document.createElement("div");
  shown.innerHTML = unseen.textContent;
  unseen.replaceWith(shown);
}"""


@pytest.fixture(scope="module")
def axe() -> str:
    """The source of axe-core."""
    packages = fetch_packages(PROJECT / "build/cache", testing=True)
    if packages is None:
        pytest.skip("axe-core comes with npm, which is not here")
    return (packages / "node_modules/axe-core/axe.min.js").read_text("utf-8")


def _never(route: Route) -> None:
    """Leave a request without an answer."""


def _fail(route: Route) -> None:
    route.abort("failed")


def _splash(page: Page) -> None:
    page.wait_for_selector("#splash .waiting")


def _failed(page: Page) -> None:
    page.wait_for_selector("#splash.failed button", timeout=LIMIT_MS)


def _without_scripts(page: Page) -> None:
    page.evaluate(NO_SCRIPT)
    page.wait_for_selector("text=110")


def _installing(page: Page) -> None:
    page.evaluate(MAY_INSTALL)
    page.evaluate(SAY, {"type": "keep"})
    page.wait_for_selector("#notice button.now")


def _updating(page: Page) -> None:
    page.evaluate(NEW_VERSION)
    page.wait_for_selector("#notice button.now")


def _not_saved(page: Page) -> None:
    _updating(page)
    first = page.inner_text("#notice p")
    page.evaluate(REFUSED)
    page.wait_for_function("(first) => document.querySelector('#notice p')?.textContent !== first", arg=first)


STATES: dict[str, tuple[Callable[[Route], None], Callable[[Page], None]]] = {
    "splash": (_never, _splash),
    "cannot start": (_fail, _failed),
    "no scripts": (_never, _without_scripts),
}
# Flutter's engine puts a viewport that forbids zooming in place of ours; the app has text up to 200 %.
FLUTTERS = {"meta-viewport"}
NOTICES = {"install": _installing, "update": _updating, "update refused": _not_saved}


def _judge(page: Page, axe: str) -> list[Any]:
    page.evaluate(axe)
    found = page.evaluate(RUN)
    assert found["looked"] > 5, "axe looked at nothing"
    return list(found["wrong"])


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_the_shell_has_no_violation(
    new_context: NewContext, gateway: GatewayProcess, axe: str, state: str, scheme: str, language: str
) -> None:
    answer, prepare = STATES[state]
    page = new_context(color_scheme=scheme).new_page()
    page.route("**/worker.js", answer)
    page.route("**/flutter_bootstrap.js", _never)
    page.goto(gateway.origin, wait_until="commit")
    page.wait_for_selector("#notice", state="attached")
    page.wait_for_function("globalThis.jsConnect !== undefined")
    page.evaluate(SAY, {"type": "language", "code": language})
    prepare(page)
    assert _judge(page, axe) == []


def test_the_running_app_and_its_notices_have_no_violation(open_app: OpenApp, axe: str) -> None:
    page = open_app().page
    page.wait_for_selector("#splash", state="detached", timeout=LIMIT_MS)
    wrong = {"no notice": _judge(page, axe)}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for language in ("id", "en"):
            page.evaluate(SAY, {"type": "language", "code": language})
            for name, prepare in NOTICES.items():
                prepare(page)
                wrong[f"{name}, {scheme}, {language}"] = _judge(page, axe)
                page.click("#notice button.later")
                page.evaluate("localStorage.clear()")  # where the answer about installing is kept
    ours = {name: [one for one in found if one[0] not in FLUTTERS] for name, found in wrong.items()}
    assert {name: found for name, found in ours.items() if found} == {}


def test_axe_finds_what_is_wrong(new_context: NewContext, gateway: GatewayProcess, axe: str) -> None:
    page = new_context().new_page()
    page.route("**/flutter_bootstrap.js", _never)
    page.route("**/worker.js", _never)
    page.goto(gateway.origin, wait_until="commit")
    _splash(page)
    page.evaluate("document.querySelector('.waiting').style.color = '#ddd'")
    page.evaluate("document.querySelector('#splash').append(document.createElement('button'))")
    assert {"color-contrast", "button-name"} <= {one[0] for one in _judge(page, axe)}
