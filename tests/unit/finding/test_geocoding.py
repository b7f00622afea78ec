"""Addresses: this device first, Nominatim over our transport, every failure named."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from functools import lru_cache

import httpx
import pytest

from services.errors import (
    BadAnswer,
    Busy,
    CaptivePortal,
    GatewayError,
    Interrupted,
    Refused,
    SignInNeeded,
    Unreachable,
)
from services.geocoding import AddressSearch, Geocoder
from services.models import Place, Point, Region
from services.places import PlaceRepository
from services.regions import RegionRepository
from tests.unit.finding.rows import content

ROWS = [
    {"display_name": "Jalan Sudirman, Bengkulu", "lat": "-3.80", "lon": "102.27"},
    {"display_name": "Jalan Sudirman, Jakarta", "lat": "-6.20", "lon": "106.82"},
]
Answer = Callable[[httpx.Request], httpx.Response]


class Server:
    """A Nominatim that answers as told and remembers what it was asked."""

    def __init__(self, answer: Answer) -> None:
        self.asked: list[httpx.Request] = []
        self._answer = answer
        self.geocoder = Geocoder(
            "https://peta.test/nominatim", httpx.MockTransport(self._handle), "Rafflesia/0.1"
        )

    def _handle(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        return self._answer(request)


@pytest.fixture
async def serve() -> AsyncIterator[Callable[[Answer], Server]]:
    servers: list[Server] = []

    def start(answer: Answer) -> Server:
        servers.append(Server(answer))
        return servers[-1]

    yield start
    for server in servers:
        await server.geocoder.aclose()


@lru_cache
def local() -> tuple[RegionRepository, PlaceRepository]:
    regions = RegionRepository(content("regions", Region))
    return regions, PlaceRepository(content("destinations", Place), regions)


def ok(_: httpx.Request) -> httpx.Response:
    return httpx.Response(200, json=ROWS)


async def test_asks_within_the_province_by_name_and_drops_the_rest(serve: Callable[[Answer], Server]) -> None:
    server = serve(ok)
    found = await server.geocoder.search("jalan sudirman", limit=3)
    assert [(p.label, p.point) for p in found] == [("Jalan Sudirman, Bengkulu", Point(-3.80, 102.27))]
    url = server.asked[0].url
    assert (url.host, url.path) == ("peta.test", "/nominatim/search")
    assert dict(url.params) | {"q": "jalan sudirman", "limit": "3", "bounded": "1"} == dict(url.params)
    assert url.params["viewbox"] == "100.5,-6.0,104.5,-1.8"
    assert server.asked[0].headers["user-agent"] == "Rafflesia/0.1"


async def test_the_geocoder_can_be_asked_again(serve: Callable[[Answer], Server]) -> None:
    server = serve(ok)
    assert await server.geocoder.search("a") == await server.geocoder.search("a")


async def test_nothing_found_is_no_error(serve: Callable[[Answer], Server]) -> None:
    assert await serve(lambda _: httpx.Response(200, json=[])).geocoder.search("xyzzy") == ()


def failing(error: type[httpx.RequestError]) -> Answer:
    def answer(request: httpx.Request) -> httpx.Response:
        raise error("no", request=request)

    return answer


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (failing(httpx.ConnectError), Unreachable),
        (failing(httpx.ReadError), Unreachable),
        (failing(httpx.ReadTimeout), Interrupted),
        (lambda _: httpx.Response(200, html="<h1>Masuk dulu</h1>"), CaptivePortal),
        (lambda _: httpx.Response(302, headers={"location": "http://login.test"}), CaptivePortal),
        (lambda _: httpx.Response(511), CaptivePortal),
        (lambda _: httpx.Response(400), Refused),
        (lambda _: httpx.Response(401), SignInNeeded),
        (lambda _: httpx.Response(403), SignInNeeded),
        (lambda _: httpx.Response(429, headers={"retry-after": "30"}), Busy),
        (lambda _: httpx.Response(500), Busy),
        (lambda _: httpx.Response(503), Interrupted),
        (lambda _: httpx.Response(200, json=[{"lat": "north"}]), BadAnswer),
        (lambda _: httpx.Response(200, json=[{"display_name": "x", "lat": "x", "lon": "y"}]), BadAnswer),
        (lambda _: httpx.Response(200, json=[1, 2]), BadAnswer),
        (lambda _: httpx.Response(200, json=[{"display_name": "x", "lat": "nan", "lon": "1"}]), BadAnswer),
    ],
)
async def test_failures_have_names(
    serve: Callable[[Answer], Server], answer: Answer, expected: type[GatewayError]
) -> None:
    with pytest.raises(expected):
        await serve(answer).geocoder.search("jalan")


async def test_retry_after_is_kept(serve: Callable[[Answer], Server]) -> None:
    server = serve(lambda _: httpx.Response(429, headers={"retry-after": "30"}))
    with pytest.raises(Busy) as caught:
        await server.geocoder.search("jalan")
    assert caught.value.retry_after_s == 30


async def test_by_default_nobody_is_asked() -> None:
    found = await AddressSearch(*local()).find("benteng marlboro")
    assert found.error is None
    assert found.places[0].place_id == "fort-marlborough"


def test_local_regions_are_labelled_with_their_parents() -> None:
    found = AddressSearch(*local()).find_local("kebun keling")
    assert found[0].label == "Kebun Keling, Teluk Segara, Kota Bengkulu"
    assert found[0].region_id == "17.71.03.1011"


@pytest.mark.parametrize("limit", [1, 2, 5, 8])
def test_local_results_keep_the_limit_and_mix_both(limit: int) -> None:
    found = AddressSearch(*local()).find_local("enggano", limit)
    assert len(found) == limit
    assert limit == 1 or {bool(p.region_id) for p in found} == {True, False}


@pytest.mark.parametrize("text", ["", "   "])
async def test_empty_text_finds_nothing_and_asks_nobody(serve: Callable[[Answer], Server], text: str) -> None:
    server = serve(ok)
    assert (await AddressSearch(*local(), server.geocoder).find(text)).places == ()
    assert server.asked == []


async def test_online_results_follow_the_local_ones(serve: Callable[[Answer], Server]) -> None:
    search = AddressSearch(*local())
    search.use_geocoder(serve(ok).geocoder)
    found = await search.find("kebun keling")
    assert found.places[0].region_id is not None
    assert found.places[-1].label == "Jalan Sudirman, Bengkulu"


async def test_without_a_network_the_local_part_remains(serve: Callable[[Answer], Server]) -> None:
    search = AddressSearch(*local(), serve(failing(httpx.ConnectError)).geocoder)
    found = await search.find("kebun keling")
    assert found.places
    assert found.error == "error.offline"
