"""The search over everything: how long one answer takes among 10,000 records."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.timing import Result, seconds
from services.finding import Entry, Finder, Subject, contents
from services.finding.contents import Part
from services.models import Event, Place, Product, PublicService, Region, Station
from services.regions import RegionRepository

RECORDS = 10_000
QUERIES = 400
SHOPS = ("Warung", "Toko", "Kedai", "Bengkel", "Kopi", "Batik", "Kerajinan", "Rumah Makan", "Penginapan")
# Written while typing, with fillers, in English, with two errors, without spaces; one that means nothing.
WRITTEN = (
    *("p", "pa", "pan", "pantai", "desa", "wifi"),
    *("pantaipanjang", "dan au den dam", "fort malborogh", "air terjun dekat kepahiang", "rumah makan manna"),
    *("wifi dekat pantai panjang", "kabupaten bengkulu utara", "bentang malboro bengkulu", "xyzzy qwerty"),
)


class Rows:
    """A collection in memory."""

    def __init__(self, rows: tuple[Any, ...]) -> None:
        self._rows = rows
        self._by_id = {row.id: row for row in rows}

    def rows(self) -> tuple[Any, ...]:
        """Return all rows."""
        return self._rows

    def get(self, row_id: str, /) -> Any:
        """Return one row, None when it is unknown."""
        return self._by_id.get(row_id)

    @property
    def age(self) -> Any:
        """Return nothing: nobody asks how old these are."""
        return None

    def subscribe(self, callback: Callable[[], None], /) -> Callable[[], None]:
        """Return ``callback``: these rows never change."""
        return callback


def run(content: Path) -> Result:
    """Measure queries among the packaged content, filled up to 10,000 with made-up businesses."""
    finder = Finder(_parts(content))
    build_s = seconds(lambda: finder.find("x"))
    queries = list(_queries(content))
    times = sorted(_each(partial(finder.find, query)) * 1e3 for query in queries)
    return {
        "records": len(finder),
        "queries": len(queries),
        "build_ms": round(build_s * 1e3),
        "query_median_ms": round(times[len(times) // 2], 2),
        "query_p95_ms": round(times[round((len(times) - 1) * 0.95)], 2),
        "query_max_ms": round(times[-1], 2),
    }


def _parts(content: Path) -> tuple[Part, ...]:
    regions = Rows(_read(content, "regions", Region.from_wire))
    tree = RegionRepository(regions)
    parts = (
        Part(
            Rows(_read(content, "destinations", Place.from_wire)), partial(contents.destination, regions=tree)
        ),
        Part(Rows(_read(content, "events", Event.from_wire)), partial(contents.event, regions=tree)),
        Part(
            Rows(_read(content, "wifi-stations", Station.from_wire)), partial(contents.station, regions=tree)
        ),
        Part(Rows(_read(content, "products", Product.from_wire)), partial(contents.product, regions=tree)),
        Part(Rows(_read(content, "services", PublicService.from_wire)), contents.service),
        Part(regions, partial(contents.region, regions=tree)),
    )
    count = sum(len(part.source.rows()) for part in parts)
    villages = [row.name for row in regions.rows()]
    return (*parts, Part(Rows(tuple(_shops(villages, RECORDS - count))), lambda entry: entry))


def _shops(villages: list[str], count: int) -> Iterator[Entry]:
    """Yield businesses: "Warung Suka Maju Ipuh", in a village of the province."""
    chance = Random(1)
    for number in range(count):
        name = f"{chance.choice(SHOPS)} {chance.choice(villages)} {chance.choice(villages).split()[0]}"
        yield Entry(
            Subject.DESTINATION,
            f"shop-{number}",
            (name,),
            also="usaha business",
            around=chance.choice(villages),
        )


def _queries(content: Path) -> Iterator[str]:
    """Yield what is written above, and names of the content with two neighbouring letters swapped."""
    yield from WRITTEN
    chance = Random(2)
    names = [row["name"] for row in _items(content, "destinations")]
    names += [row["name"] for row in _items(content, "services")]
    told = [name for pair in names for name in pair.values()]
    told += [row["name"] for row in islice(_items(content, "regions"), 0, None, 12)]
    for _ in range(QUERIES - len(WRITTEN)):
        name = chance.choice(told)
        at = chance.randrange(len(name) - 1)
        yield name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def _read(content: Path, collection: str, parse: Callable[[Any], Any]) -> tuple[Any, ...]:
    return tuple(parse(row) for row in _items(content, collection))


def _items(content: Path, collection: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((content / f"{collection}.json").read_text("utf-8"))["items"]
    return rows


def _each(call: Callable[[], object]) -> float:
    start = time.process_time()
    call()
    return time.process_time() - start
