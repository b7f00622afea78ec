"""Every screen of a kiosk: targets for any finger, a name for every control."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.kiosk_site import SCREEN, KioskPage, kiosk_gateway
from tests.browser.semantics import Found, overlapping, read, too_small, unnamed
from views import routes

pytestmark = pytest.mark.browser
KIOSK_PX = 64.0
LONG_H = 2600
SCREENS = (
    *(routes.HOME, routes.EXPLORE, routes.destination("fort-marlborough"), routes.WIFI),
    *(routes.station("rsud-m-yunus"), "/acara", routes.PLAN, routes.SERVICES, routes.FIND_TICKET),
    *(routes.public_service("pkb-tahunan"), routes.request("lapor-wifi-mati"), routes.BLANK_SPOT),
    *(routes.EMERGENCY, routes.PRIVACY, routes.SOURCES, routes.PUBLIC_CLOCK, "/tidak/ada"),
)


@pytest.fixture(scope="module")
def kiosk(browser: Browser, site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[KioskPage]:
    size = SCREEN | {"height": LONG_H}
    context = browser.new_context(viewport=size, locale="id-ID", service_workers="block")
    with kiosk_gateway(site, tmp_path_factory.mktemp("kiosk"), idle_s=900) as gateway:
        yield KioskPage(context.new_page(), gateway.origin)
        context.close()


def test_every_target_of_a_kiosk_is_large_and_named(kiosk: KioskPage) -> None:
    found = Found()
    tree = read(kiosk.start().settle().page)
    assert any(node.name.startswith("Sentuh layar") for node in tree.controls)
    kiosk.begin()
    for path in SCREENS:
        tree = read(kiosk.go(path).page)
        found.count("controls", len(tree.controls))
        found.add(path, [*unnamed(tree), *too_small(tree, KIOSK_PX), *overlapping(tree)])
        if not any(node.name.startswith("Selesai") for node in tree.controls):
            found.add(path, ["no way to end the visit"])
    assert not found.wrong, found.report()
    assert found.counts["controls"] > 150, found.report()
    assert kiosk.problems == []
