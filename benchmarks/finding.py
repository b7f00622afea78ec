"""Search while typing and drawing the basemap: how long one answer takes."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.timing import Result, seconds, spread
from services.basemap import Basemap
from services.geo import Bounds
from services.mercator import degrees_per_pixel
from services.search import TextIndex

DOCUMENTS = 2_000
QUERIES = (
    "b",
    "be",
    "bentrin",
    "kec teluk segra",
    "pasar minngu",
    "kab rejang lebong",
    "rs umum daerah",
    "xyzzy",
)
ROUNDS = 10
PHONE_PX = (400, 800)


def search(content: Path) -> Result:
    """Measure queries, most with a typing error, over 2,000 region names."""
    rows = json.loads((content / "regions.json").read_text("utf-8"))["items"]
    names = {row["id"]: row["name"] for row in rows}
    docs = [(row["id"], [row["name"], f"{row['kind']} {names.get(row['parent_id'], '')}"]) for row in rows]
    docs += [(f"copy-{n}", docs[n][1]) for n in range(DOCUMENTS - len(docs))]
    made: list[TextIndex] = []
    build_s = seconds(lambda: made.append(TextIndex(docs)))
    times = spread(_each(partial(made[0].search, query, 20)) for _ in range(ROUNDS) for query in QUERIES)
    return {"documents": len(docs), "build_ms": round(build_s * 1e3, 1), **times.named("query")}


async def basemap(folder: Path, assets: Path) -> Result:
    """Measure views of a phone at every zoom level: the first of a level, and again once it is thinned."""
    land = json.loads((assets / "basemap" / "land.json").read_text("utf-8"))
    packed = (folder / "basemap.json.gz").read_bytes()
    made: list[Basemap] = []
    load_s = seconds(lambda: made.append(Basemap.from_assets(land).with_pack(packed)))
    start = time.process_time()
    await made[0].prepare()
    prepare_s = time.process_time() - start
    first, again = [], []
    for zoom in range(7, 18):
        first.append(_each(partial(made[0].view, zoom, _screen(zoom, 0))))
        again.append(_each(partial(made[0].view, zoom, _screen(zoom, 0.2))))
    return {
        "pack_kb": round(len(packed) / 1024),
        "load_ms": round(load_s * 1e3, 1),
        "prepare_in_steps_ms": round(prepare_s * 1e3, 1),
        **spread(first).named("first"),
        **spread(again).named("again"),
    }


def _screen(zoom: int, share: float) -> Bounds:
    """Return what a phone shows over the city, moved north by ``share`` of its height."""
    wide, tall = (pixels * degrees_per_pixel(zoom) for pixels in PHONE_PX)
    south, west = -3.8 - tall / 2 + share * tall, 102.3 - wide / 2
    return Bounds(south, west, south + tall, west + wide)


def _each(call: Callable[[], object]) -> float:
    start = time.process_time()
    call()
    return time.process_time() - start
