"""The vector basemap: what is drawn at which zoom, frames, caps, labels."""

from __future__ import annotations

import gzip
import json
from functools import lru_cache
from typing import Any

import pytest

from services.basemap import (
    DECODE_STEP,
    MAX_LINES,
    MAX_VERTICES,
    MAX_ZOOM,
    MIN_ZOOM,
    Basemap,
    BasemapPackError,
    frame_bounds,
    frame_key,
)
from services.basemap_layers import LABEL_HEIGHT_PX, LABEL_LETTER_PX, MAX_LABELS
from services.geo import PROVINCE, Bounds
from services.mercator import to_pixels
from tests.unit.finding.rows import ROADS_FILE, ROOT, deltas

SCALE = 100_000
CITY = Bounds(-3.85, 102.2, -3.75, 102.35)
LAND = {
    "scale": SCALE,
    "attribution": "© OpenStreetMap contributors",
    "rings": [[10_200_000, -400_000, 50_000, 0, 0, 50_000]],
}


def line(*points: tuple[float, float]) -> list[int]:
    return deltas([list(p) for p in points], SCALE)


def packed(**parts: Any) -> bytes:
    pack = {
        "format": "rafflesia-basemap/1",
        "scale": SCALE,
        "attribution": "© OSM; © OpenStreetMap contributors",
        **parts,
    }
    return gzip.compress(json.dumps(pack).encode())


def with_parts(**parts: Any) -> Basemap:
    return Basemap.from_assets(LAND).with_pack(packed(**parts))


def label(text: str, lon: float, lat: float, kind: str = "city", rank: int = 0) -> dict[str, Any]:
    return {"text": text, "x": round(lon * SCALE), "y": round(lat * SCALE), "kind": kind, "rank": rank}


ACROSS = line((102.1, -3.9), (102.2, -3.85), (102.3, -3.8), (102.4, -3.7))
CLASSES = ("minor", "tertiary", "secondary", "primary", "trunk")


@lru_cache
def province() -> Basemap:
    return Basemap.from_assets(json.loads((ROOT / "assets/basemap/land.json").read_text("utf-8")))


def test_land_of_the_app_alone() -> None:
    view = province().view(7, PROVINCE)
    assert not province().has_pack
    assert province().attribution == "© OpenStreetMap contributors"
    assert view.land
    assert view.roads == {}
    assert view.labels == ()
    assert all(-7 < lat < -1 and 100 < lon < 105 for ring in view.land for lat, lon in ring)


def test_land_reaches_enggano_and_the_city() -> None:
    assert province().view(9, Bounds(-5.5, 102.1, -5.2, 102.4)).land
    assert province().view(13, CITY).land


@pytest.mark.parametrize(
    ("zoom", "classes"),
    [
        (7, ["primary", "trunk"]),
        (9, ["secondary", "primary", "trunk"]),
        (11, ["tertiary", "secondary", "primary", "trunk"]),
        (13, list(CLASSES)),
    ],
)
def test_roads_appear_by_class_and_big_ones_are_drawn_last(zoom: int, classes: list[str]) -> None:
    basemap = with_parts(roads=[{"class": name, "lines": [ACROSS]} for name in CLASSES])
    assert list(basemap.view(zoom, CITY).roads) == classes


def test_district_borders_only_when_near() -> None:
    basemap = with_parts(
        boundaries=[{"level": "regency", "lines": [ACROSS]}, {"level": "district", "lines": [ACROSS]}]
    )
    assert list(basemap.view(9, CITY).boundaries) == ["regency"]
    assert list(basemap.view(10, CITY).boundaries) == ["regency", "district"]


def test_lines_outside_the_frame_and_dots_are_left_out() -> None:
    far, dot = line((104.0, -2.0), (104.1, -2.0)), line((102.25, -3.8), (102.2501, -3.8))
    basemap = with_parts(roads=[{"class": "trunk", "lines": [far, dot]}])
    assert basemap.view(12, CITY).roads["trunk"] == ()
    assert len(basemap.view(18, Bounds(-3.8, 102.25, -3.8, 102.25)).roads["trunk"]) == 1


def test_a_line_keeps_its_course_and_gets_thinner_far_out() -> None:
    wiggle = line(*((102.0 + n / 1000, -3.8 + (n % 2) / 2000) for n in range(200)))
    basemap = with_parts(roads=[{"class": "trunk", "lines": [wiggle]}])
    counts = [len(basemap.view(zoom, CITY).roads["trunk"][0]) for zoom in (8, 11, 14)]
    assert counts[0] == 2
    assert counts == sorted(counts)
    assert counts[-1] == 200
    assert basemap.view(8, CITY).roads["trunk"][0][0] == (-3.8, 102.0)


def test_camera_positions_of_one_frame_share_one_view() -> None:
    basemap = with_parts(roads=[{"class": "trunk", "lines": [ACROSS]}])
    nudged = Bounds(CITY.south + 0.001, CITY.west + 0.001, CITY.north + 0.001, CITY.east + 0.001)
    assert basemap.view(12.2, CITY) is basemap.view(12.9, nudged)
    assert basemap.view(12, CITY) is not basemap.view(13, CITY)


def test_a_frame_covers_the_camera() -> None:
    for zoom in (3.0, 7.5, 12.0, 18.0, 25.0):
        key = frame_key(zoom, CITY)
        box = frame_bounds(key)
        assert MIN_ZOOM <= key.zoom <= MAX_ZOOM
        assert (box.south, box.west) <= (CITY.south, CITY.west)
        assert (box.north, box.east) >= (CITY.north, CITY.east)


def test_never_more_than_a_phone_can_draw() -> None:
    streets = [line((102.2 + n / 20_000, -3.9), (102.2 + n / 20_000, -3.7)) for n in range(MAX_LINES + 500)]
    basemap = with_parts(roads=[{"class": "trunk", "lines": [ACROSS]}, {"class": "minor", "lines": streets}])
    roads = basemap.view(14, CITY).roads
    assert len(roads["trunk"]) == 1, "the important class is never the one that is cut"
    assert len(roads["trunk"]) + len(roads["minor"]) == MAX_LINES


def test_labels_do_not_overlap_and_important_ones_win() -> None:
    crowd = [label(f"Desa {n}", 102.25 + n / 3000, -3.8 + n / 9000, "village", 8) for n in range(300)]
    basemap = with_parts(labels=[*crowd, label("Bengkulu", 102.26, -3.8)])
    labels = basemap.view(13, CITY).labels
    assert labels[0].text == "Bengkulu"
    assert 1 < len(labels) <= MAX_LABELS
    boxes = [(*to_pixels(one.point, 13), LABEL_LETTER_PX * len(one.text) / 2) for one in labels]
    for i, (x, y, half) in enumerate(boxes):
        for u, v, other in boxes[:i]:
            assert abs(x - u) >= half + other or abs(y - v) >= LABEL_HEIGHT_PX


def test_small_names_wait_for_their_zoom() -> None:
    basemap = with_parts(labels=[label("Kota", 102.3, -3.8), label("Desa", 102.25, -3.7, "village", 8)])
    assert [one.text for one in basemap.view(8, CITY).labels] == ["Kota"]
    assert [one.text for one in basemap.view(12, CITY).labels] == ["Kota", "Desa"]


async def test_preparing_in_steps_changes_nothing_but_the_time() -> None:
    streets = [
        line((102.2 + n / 10_000, -3.9), (102.3 - n / 20_000, -3.7)) for n in range(DECODE_STEP * 2 + 1)
    ]
    roads = [{"class": "primary", "lines": [ACROSS]}, {"class": "minor", "lines": streets}]
    plain, prepared = with_parts(roads=roads), with_parts(roads=roads)
    await prepared.prepare()
    assert prepared.view(14, CITY) == plain.view(14, CITY)
    await prepared.prepare()
    assert len(prepared.view(15, CITY).roads["minor"]) == len(streets)


def test_finer_land_of_the_pack_replaces_the_own() -> None:
    ring = line((102.2, -3.9), (102.3, -3.9), (102.3, -3.8), (102.2, -3.8))
    for land in ([ring], [[ring]]):
        view = with_parts(land=land).view(10, CITY)
        assert [len(one) for one in view.land] == [4]


def test_credits_of_both_are_shown() -> None:
    assert with_parts().attribution == "© OpenStreetMap contributors; © OSM"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"nothing packed",
        gzip.compress(b"[]", mtime=0),
        gzip.compress(b'{"format": "rafflesia-villages/1"}', mtime=0),
        packed(roads=[{"lines": [ACROSS]}]),
        packed(roads=[{"class": "trunk", "lines": [[1, 2, 3]]}]),
        packed(labels=[{"text": "a", "x": 1}]),
        packed(labels=[label("a", 102, -3.8) | {"y": 99 * SCALE}]),
        packed(scale=0, roads=[{"class": "trunk", "lines": [ACROSS]}]),
    ],
)
def test_refuses_what_is_no_pack(content: bytes) -> None:
    with pytest.raises(BasemapPackError):
        Basemap.from_assets(LAND).with_pack(content)


@pytest.mark.skipif(not ROADS_FILE.exists(), reason="needs the roads of RAFFLESIA_PACKS")
def test_real_roads_stay_within_the_caps() -> None:
    features = json.loads(ROADS_FILE.read_text("utf-8"))["features"]
    by_class: dict[str, list[list[int]]] = {}
    for feature in features:
        name = feature["properties"]["highway"].removesuffix("_link").replace("motorway", "trunk")
        by_class.setdefault(name, []).append(deltas(feature["geometry"]["coordinates"], SCALE))
    basemap = with_parts(roads=[{"class": name, "lines": lines} for name, lines in by_class.items()])
    for zoom, box in ((7, PROVINCE), (10, Bounds(-4.2, 101.9, -3.4, 102.7)), (13, CITY)):
        drawn = [one for lines in basemap.view(zoom, box).roads.values() for one in lines]
        assert 20 < len(drawn) <= MAX_LINES
        assert sum(map(len, drawn)) <= MAX_VERTICES
