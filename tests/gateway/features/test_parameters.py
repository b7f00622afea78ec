"""What may be asked of open data on the map, and what is refused."""

from __future__ import annotations

import httpx
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gateway.errors import Problem
from gateway.features.parameters import ITEM_PARAMETERS, contains, read_query
from tests.gateway.features.world import ITEMS, ROOT, get, ids
from tests.gateway.samples import assert_problem


@pytest.mark.parametrize(
    ("box", "found"),
    [
        ("102.2,-3.9,102.3,-3.7", ["pantai"]),
        ("102.25,-3.80,102.25,-3.80", ["pantai"]),
        ("101,-4,103,-3", ["bukit", "pantai"]),
        ("101,-4,0,103,-3,100", ["bukit", "pantai"]),
        ("103,-4,-103,-3", []),
        ("102.1,-4,101,-3", ["pantai"]),
        ("0,0,1,1", []),
    ],
)
async def test_boxes(client: httpx.AsyncClient, places: None, box: str, found: list[str]) -> None:
    assert ids(await get(client, ITEMS.format("destinations"), bbox=box)) == found


BAD = [
    ({"bbox": "1,2,3"}, [("bbox", "format")]),
    ({"bbox": "a,b,c,d"}, [("bbox", "format")]),
    ({"bbox": "nan,0,1,1"}, [("bbox", "format")]),
    ({"bbox": "1e400,0,1,1"}, [("bbox", "format")]),
    ({"bbox": "0,10,1,5"}, [("bbox", "range")]),
    ({"bbox": "0,0,181,1"}, [("bbox", "range")]),
    ({"bbox": ""}, [("bbox", "format")]),
    ({"limit": "0"}, [("limit", "range")]),
    ({"limit": "-1", "offset": "-1"}, [("limit", "range"), ("offset", "range")]),
    ({"limit": "ten"}, [("limit", "range")]),
    ({"datetime": "yesterday"}, [("datetime", "format")]),
    ({"datetime": "../.."}, [("datetime", "format")]),
    ({"datetime": ""}, [("datetime", "format")]),
    ({"datetime": "2026-01-01/2026-02-01/2026-03-01"}, [("datetime", "format")]),
    ({"datetime": "2026-02-01/2026-01-01"}, [("datetime", "range")]),
    ({"f": "xml"}, [("f", "unknown_value")]),
    ({"bbox-crs": "EPSG:4326"}, [("bbox-crs", "unknown_parameter")]),
    ({"Limit": "1"}, [("Limit", "unknown_parameter")]),
]


@pytest.mark.parametrize("collection", ["destinations", "wifi-stations", "requests"])
@pytest.mark.parametrize(("query", "problems"), BAD, ids=str)
async def test_bad_parameters(
    client: httpx.AsyncClient, collection: str, query: dict[str, str], problems: list[tuple[str, str]]
) -> None:
    body = assert_problem(await client.get(ITEMS.format(collection), params=query), 400, "bad_parameter")
    assert sorted((error["field"], error["code"]) for error in body["errors"]) == sorted(problems)


STATION_ITEM = "/collections/wifi-stations/items/masjid-jamik"


@pytest.mark.parametrize("path", ["", "/conformance", "/collections", "/collections/requests", STATION_ITEM])
async def test_unknown_parameters_everywhere(client: httpx.AsyncClient, path: str) -> None:
    assert (await client.get(f"{ROOT}{path}", params={"f": "json"})).status_code == 200
    assert_problem(await client.get(f"{ROOT}{path}", params={"apikey": "1"}), 400, "bad_parameter")


@given(text=st.text(max_size=30), name=st.sampled_from(ITEM_PARAMETERS))
def test_no_parameter_breaks_the_reader(text: str, name: str) -> None:
    try:
        query = read_query([(name, text)], ITEM_PARAMETERS, ("json", "csv"))
    except Problem as problem:
        assert problem.status == 400
    else:
        assert query.limit >= 1


@given(west=st.floats(-180, 180), east=st.floats(-180, 180), lon=st.floats(-180, 180))
def test_a_box_and_its_rest_are_the_world(west: float, east: float, lon: float) -> None:
    """What does not lie between west and east lies between east and west, around the other side."""
    assume(west != east)
    inside = contains((west, -90, east, 90), lon, 0)
    outside = contains((east, -90, west, 90), lon, 0)
    assert inside or outside
    assert not (inside and outside) or lon in {west, east}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/destinations/items/%00", 404),
        ("/requests/items/%00", 404),
        ("/requests/items?offset=999999999&limit=999999999", 200),
        ("/requests/items?datetime=1971-01-01/2099-12-31", 200),
        ("/requests/items?bbox=-180,-90,180,90", 200),
        ("/requests/items?bbox=180,-90,-180,90&offset=5", 200),
    ],
)
async def test_neither_database_is_asked_what_it_cannot_answer(
    client_on_both: httpx.AsyncClient, path: str, status: int
) -> None:
    assert (await client_on_both.get(f"{ROOT}/collections{path}")).status_code == status
