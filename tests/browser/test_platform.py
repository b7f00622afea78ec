"""The browser's volume, lock and transport, in real Chromium with the real Pyodide."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Route

from tests.browser.conftest import NewContext
from tests.browser.gateway_process import GatewayProcess
from tests.browser.probe import Probe

pytestmark = pytest.mark.browser

MOUNT = "from services.platform import browser\nvolume = await browser.mount()\n"
CLIENT = """
import httpx
from services.platform.browser import FetchTransport
client = httpx.AsyncClient(transport=FetchTransport(), timeout=httpx.Timeout(60.0), base_url=origin)
async def outcome(call):
    try:
        answer = await call
        return [answer.status_code, answer.text]
    except httpx.HTTPError as error:
        return type(error).__name__
"""


@pytest.fixture
def phone(new_context: NewContext) -> BrowserContext:
    return new_context()


@pytest.fixture
def probe(phone: BrowserContext, gateway: GatewayProcess) -> Probe:
    return Probe(phone, gateway.origin)


@pytest.fixture(scope="module")
def client(browser: Browser, prepared_gateway: GatewayProcess) -> Iterator[Probe]:
    """A probe with an httpx client over the transport; it keeps nothing, so all tests share it."""
    context = browser.new_context()
    probe = Probe(context, prepared_gateway.origin)
    probe.run(CLIENT, origin=prepared_gateway.origin)
    yield probe
    context.close()


def test_what_is_committed_survives_a_reload(probe: Probe) -> None:
    told = probe.run(
        MOUNT + "def broken(): raise ValueError('no')\n"
        "try:\n    await volume.commit(broken)\n"
        "except ValueError as error:\n    result = str(error)\n"
        "await volume.commit(lambda: (volume.root / 'after').write_text('kept'))"
    )
    assert told == "no"
    probe.load()
    assert probe.run(MOUNT + "result = (volume.root / 'after').read_text()") == "kept"


def test_commits_at_once_are_all_durable(probe: Probe) -> None:
    """Also a file that is rewritten while the copy of its last version may still run."""
    probe.run(
        MOUNT + "import asyncio\n"
        "def writer(n): return lambda: (volume.root / f'{n % 5}.txt').write_text(str(n))\n"
        "async def rewrite():\n"
        "    for n in range(30):\n"
        "        await volume.commit(lambda: (volume.root / 'a.txt').write_text(str(n)))\n"
        "await asyncio.gather(rewrite(), *(volume.commit(writer(n)) for n in range(40)), rewrite())"
    )
    probe.load()
    stored = probe.run(MOUNT + "result = sorted(path.read_text() for path in volume.root.iterdir())")
    assert stored == ["29", "35", "36", "37", "38", "39"]


def test_the_second_tab_only_reads(phone: BrowserContext, probe: Probe, gateway: GatewayProcess) -> None:
    opened = (
        "from pathlib import Path\nfrom services.errors import ReadOnly\n"
        "from services.platform.browser import open_platform\n"
        "platform = await open_platform('0.1.0', Path('/app/assets'))\n"
    )
    wrote = (
        opened + "try:\n"
        "    await platform.volume.commit(lambda: (platform.volume.root / 'x').write_text('mine'))\n"
        "    result = 'written'\n"
        "except ReadOnly:\n    result = (platform.volume.root / 'x').read_text()"
    )
    assert probe.run(wrote) == "written"
    second = Probe(phone, gateway.origin)
    assert second.run(wrote) == "mine"
    probe.page.close()
    assert second.run("result = await platform.lock.acquire()") is False
    second.load()
    assert second.run(wrote) == "written"


def test_the_gateway_is_the_site(client: Probe, gateway: GatewayProcess) -> None:
    answered = client.run(
        "result = [await outcome(client.get('/healthz')), await outcome(client.get('/v1/none'))]",
    )
    assert answered[0][0] == 200
    assert answered[1][0] == 404


def test_a_body_arrives_whole(client: Probe, gateway: GatewayProcess) -> None:
    def echo(route: Route) -> None:
        request = route.request
        route.fulfill(status=201, headers={"X-Kind": request.headers["content-type"]}, body=request.post_data)

    client.page.route("**/echo", echo)
    answered = client.run(
        "answer = await client.put('/echo', json={'nama': 'Pasar Minggu é'})\n"
        "result = [answer.status_code, answer.json(), answer.headers['x-kind']]",
    )
    assert answered == [201, {"nama": "Pasar Minggu é"}, "application/json"]


def test_failures_are_named(client: Probe, gateway: GatewayProcess) -> None:
    client.page.route("**/gone", lambda route: route.abort("connectionrefused"))
    client.page.route("**/silent", lambda route: None)
    client.page.route(
        "**/portal", lambda route: route.fulfill(status=302, headers={"Location": "http://127.0.0.1:1/"})
    )
    outcomes = client.run(
        "limits = {'/gone': 60, '/silent': 1, '/portal': 60}\n"
        "result = [await outcome(client.get(path, timeout=limit)) for path, limit in limits.items()]",
    )
    assert outcomes == ["ConnectError", "ReadTimeout", [302, ""]]


def test_a_large_answer_is_streamed(client: Probe, gateway: GatewayProcess) -> None:
    client.page.route("**/large", lambda route: route.fulfill(body=b"x" * 3_000_000))
    received = client.run(
        "result = 0\n"
        "async with client.stream('GET', '/large') as answer:\n"
        "    async for chunk in answer.aiter_bytes():\n"
        "        result += len(chunk)",
    )
    assert received == 3_000_000
