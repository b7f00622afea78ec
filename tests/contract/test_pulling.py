"""Change feed, configuration and packs, client and gateway together."""

from __future__ import annotations

import gzip
import hashlib
import json
from functools import partial
from typing import Any

import httpx
import pytest

from gateway.packing.packfile import write_pack
from services.collection import Collection
from services.errors import Refused, StaleToken
from services.models import Operator, Region, Station
from services.pull import pull_collection
from tests.contract.conftest import CONTENT, Pair, content_rows

PARSERS: dict[str, Any] = {
    "regions": Region.from_wire,
    "wifi-stations": Station.from_wire,
    "operators": Operator.from_wire,
}


def collection(pair: Pair, name: str) -> Collection[Any]:
    seed = CONTENT / "absent.json"
    return Collection(name, PARSERS[name], pair.volume, seed, pair.clock)


@pytest.mark.parametrize("name", sorted(PARSERS))
async def test_every_row_of_the_content_arrives_and_can_be_read(pair: Pair, name: str) -> None:
    rows = collection(pair, name)
    await pull_collection(pair.client, rows)
    assert {row["id"] for row in content_rows(name)} == {row.id for row in rows.rows()}
    assert rows.unreadable == ()
    again = collection(pair, name)
    assert (set(again.rows()), again.token) == (set(rows.rows()), rows.token)


async def test_a_delta_brings_only_what_changed(pair: Pair) -> None:
    stations = collection(pair, "wifi-stations")
    await pull_collection(pair.client, stations)
    first, second = content_rows("wifi-stations")[:2]
    await pair.publish("wifi-stations", [{**first, "name": "Nama Baru"}])
    await pair.remove("wifi-stations", [str(second["id"])])
    page = await pair.client.changes("wifi-stations", stations.token)
    assert ([row["id"] for row in page.items], page.removed, page.reset) == (
        [first["id"]],
        (second["id"],),
        False,
    )
    await pull_collection(pair.client, stations)
    assert stations.get(str(first["id"])).name == "Nama Baru"
    assert stations.get(str(second["id"])) is None


async def test_small_pages_give_the_same_rows(pair: Pair) -> None:
    seen: list[str] = []
    since, more = "", True
    while more:
        page = await pair.client.changes("regions", since, limit=97)
        seen += [str(row["id"]) for row in page.items]
        since, more = page.token, page.more
    assert sorted(seen) == sorted(str(row["id"]) for row in content_rows("regions"))


async def test_a_stale_token_leads_to_a_full_list(pair: Pair) -> None:
    stations = collection(pair, "wifi-stations")
    await pull_collection(pair.client, stations)
    token = stations.token
    gone = [str(row["id"]) for row in content_rows("wifi-stations")[:5]]
    await pair.remove("wifi-stations", gone)
    pair.clock.advance(40 * 86_400)
    await pair.forget_removals()
    with pytest.raises(StaleToken):
        await pair.client.changes("wifi-stations", token)
    await pull_collection(pair.client, stations)
    assert not {station.id for station in stations.rows()} & set(gone)
    assert len(stations.rows()) == len(content_rows("wifi-stations")) - 5


async def test_a_token_that_is_none_leads_to_a_full_list_too(pair: Pair) -> None:
    operators = collection(pair, "operators")
    await operators.replace_all(content_rows("operators"), "no token", trusted=True)
    with pytest.raises(Refused) as refused:
        await pair.client.changes("operators", "no token")
    assert refused.value.code == "bad_token"
    await pull_collection(pair.client, operators)
    assert operators.token != "no token"


async def test_an_unknown_collection_is_refused(pair: Pair) -> None:
    with pytest.raises(Refused):
        await pair.client.changes("secrets", "")


async def test_a_whole_pull(pair: Pair) -> None:
    names = [collection(pair, name) for name in PARSERS]
    report = await pair.sync.pull(names)
    assert report.errors == {}
    assert pair.sync.config is not None
    assert (pair.sync.config.province, pair.sync.config.privacy_notice_version) == ("Bengkulu", "2026-11")
    assert pair.sync.config.contact == {"name": "Dinas Kominfotik"}
    assert (await pair.client.config(None)).etag is not None
    assert (await pair.client.config((await pair.client.config(None)).etag)).document is None


async def test_packs_come_whole_and_go_on_where_they_broke_off(pair: Pair) -> None:
    assert await pair.client.packs() == ()
    noise = hashlib.shake_256(b"rings").hexdigest(40_000)
    write_pack(pair.settings.pack_dir, "villages", pack_of(noise), pair.clock.now())
    (pack,) = await pair.packs.offered()
    content = (pair.settings.pack_dir / "villages.json.gz").read_bytes()
    folder = pair.volume.root / "packs"
    folder.mkdir()
    (folder / f"villages-{pack.sha256[:16]}.part").write_bytes(content[:10_000])
    asked: list[str | None] = []
    pair.client._http.event_hooks["response"].append(partial(note_range, asked))
    assert await pair.packs.fetch_newer(["villages"]) == ("villages",)
    path = pair.packs.path("villages")
    assert path is not None
    assert path.read_bytes() == content
    assert f"bytes 10000-{len(content) - 1}/{len(content)}" in asked
    assert pair.packs.installed()["villages"].attribution == "Peta: BPS"
    assert await pair.packs.offered() == ()


async def test_a_newer_pack_replaces_the_older(pair: Pair) -> None:
    for text in ("lama", "baru"):
        write_pack(pair.settings.pack_dir, "villages", pack_of(text), pair.clock.now())
        await pair.packs.fetch_newer(["villages", "unknown"])
        path = pair.packs.path("villages")
        assert path is not None
        assert json.loads(gzip.decompress(path.read_bytes()))["text"] == text


def pack_of(text: str) -> dict[str, str]:
    return {"format": "test/1", "licence": "CC-BY-4.0", "attribution": "Peta: BPS", "text": text}


async def note_range(asked: list[str | None], response: httpx.Response) -> None:
    asked.append(response.headers.get("content-range"))
