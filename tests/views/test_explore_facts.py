"""What one needs before a visit: hours, fee, facilities, the way there, the story; and what is not known."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from services.crossings import is_on_enggano
from services.models import Place
from services.spots import spot_of_place
from tests.views.destinations import SEED, changed
from tests.views.harness import Start
from views import routes

FORT = "fort-marlborough"  # the clock of the tests stands at Saturday, 21 November 2026, 10.00 WIB


def told(**words: str) -> dict[str, Any]:
    return {"id": "Kata Indonesia", "en": "English words", "source": "Dinas Rekaan", **words}


async def test_what_is_not_known_is_said(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.destination(FORT))
    assert app.shows("Belum diketahui: jam buka, biaya masuk, fasilitas. Tanyakan sebelum berangkat.")
    assert not app.shows("Cara ke sana")
    assert not app.shows("Cerita")


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        ("Mo-Su 08:00-16:00", "Buka sampai 16.00"),
        ("Mo-Su 08:00-09:00", "Tutup, buka besok 08.00"),
        ("Mo 08:00-09:00", "Tutup, buka Senin 08.00"),
        ("Fr 08:00-09:00", "Tutup, buka Jumat 08.00"),
        ("2026 Dec 05 08:00-09:00", "Tutup, buka 5 Desember 2026 08.00"),
    ],
)
async def test_hours_in_words(start: Start, tmp_path: Path, hours: str, words: str) -> None:
    app = await start(tmp_path, path=routes.destination(FORT), prepare=changed(FORT, opening_hours=hours))
    assert words in app.texts()
    assert app.shows("Belum diketahui: biaya masuk, fasilitas")


async def test_an_open_place_is_found_by_its_hours(start: Start, tmp_path: Path) -> None:
    prepare = changed(FORT, opening_hours="Mo-Su 08:00-16:00")
    app = await start(tmp_path, path=routes.EXPLORE, prepare=prepare)
    await app.search("benteng marlborough")
    assert app.shows("Sejarah · Kota Bengkulu · Buka sampai 16.00")


async def test_every_fact_comes_with_its_source(start: Start, tmp_path: Path) -> None:
    prepare = changed(
        FORT,
        fee=told(id="Rp5.000 per orang", as_of="2026-01-02"),
        facilities=["toilet", "wheelchair", "something of tomorrow"],
        getting_there=told(id="Naik angkot"),
        story=told(id="Cerita panjang", precision="menurut satu buku"),
    )
    app = await start(tmp_path, path=routes.destination(FORT), prepare=prepare)
    for words in ("Rp5.000 per orang", "Naik angkot", "Cerita panjang", "Toilet", "Ramah kursi roda"):
        assert app.shows(words), words
    assert app.shows("Keadaan 2 Januari 2026")
    assert app.shows("Dinas Rekaan\nmenurut satu buku")
    assert app.texts().count("Dinas Rekaan") == 2
    assert app.shows("Belum diketahui: jam buka.")


async def test_enggano_tells_how_to_get_there(start: Start, tmp_path: Path) -> None:
    spots = {row["id"]: spot_of_place(Place.from_wire(row)) for row in SEED}
    island = [row["id"] for row in SEED if is_on_enggano(spots[row["id"]]) or row.get("getting_there")]
    assert len(island) == 10
    app = await start(tmp_path, language="en")
    for place_id in island:
        await app.go(routes.destination(place_id))
        assert app.shows("How to get there"), place_id
        assert app.shows("check before you travel"), place_id
        assert app.shows("four times a week and back since 4 August 2025"), place_id
        assert app.shows("As of 4 August 2025"), place_id
