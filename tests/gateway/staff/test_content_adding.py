"""Destinations, events and stations added and removed at the desk."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi import FastAPI

from gateway.content.files import ContentFile
from gateway.content.storing import _replace
from gateway.feed.repository import get_row, live_ids, purge_tombstones
from gateway.feed.tables import ContentRow
from gateway.staff.content_days import days_text, read_days
from tests.gateway.samples import NOW, VILLAGE
from tests.gateway.staff.content import (
    BUSINESS,
    DESTINATION,
    EVENT,
    PRODUCT,
    PROGRAMME,
    ROUTE,
    STATION_ROW,
    add_rows,
    business_form,
    destination_form,
    event_form,
    product_form,
    programme_form,
    route_form,
    station_form,
)
from tests.gateway.staff.desk import DeskBrowser, audit_entries, services_of, signed_in

EMAIL = "rina@kominfo.example"
FORMS = {
    "wifi-stations": ("/stations", station_form(name="Pos Baru")),
    "destinations": ("/destinations", destination_form(**{"name.id": "Pantai Baru"})),
    "events": ("/events", event_form(**{"name.id": "Pesta Baru"})),
    "products": ("/products", product_form(**{"name.id": "Kopi Baru"})),
    "businesses": ("/businesses", business_form(name="Warung Baru")),
    "programmes": ("/programmes", programme_form(**{"name.id": "Program Baru"})),
    "routes": ("/routes", route_form(**{"name.id": "Rute Baru"})),
}
NEW_IDS = {
    "wifi-stations": "pos-baru",
    "destinations": "pantai-baru",
    "events": "pesta-baru",
    "products": "kopi-baru",
    "businesses": "warung-baru",
}
ROWS = {
    "wifi-stations": STATION_ROW,
    "destinations": DESTINATION,
    "events": EVENT,
    "products": PRODUCT,
    "businesses": BUSINESS,
}
NEW_IDS |= {"programmes": "program-baru", "routes": "rute-baru"}
ROWS |= {"programmes": PROGRAMME, "routes": ROUTE}


@pytest.fixture
async def desk(app: FastAPI) -> DeskBrowser:
    """An officer who publishes for every agency."""
    await add_rows(app)
    return await signed_in(app, EMAIL, ("*", "publish"))


async def _row(app: FastAPI, collection: str, row_id: str) -> dict[str, Any] | None:
    async with services_of(app).database.read() as session:
        return await get_row(session, collection, row_id)


async def _ids(app: FastAPI, collection: str) -> set[str]:
    async with services_of(app).database.read() as session:
        return await live_ids(session, collection)


async def _seq(app: FastAPI, collection: str, row_id: str) -> str:
    async with services_of(app).database.read() as session:
        return str((await session.get_one(ContentRow, (collection, row_id))).seq)


async def _remove(app: FastAPI, desk: DeskBrowser, collection: str, **form: str) -> Any:
    row_id = ROWS[collection]["id"]
    form = {"seq": await _seq(app, collection, row_id), "sure": "1", **form}
    return await desk.post(f"{FORMS[collection][0]}/remove/{row_id}", form)


@pytest.mark.parametrize("collection", FORMS)
async def test_a_row_is_added_edited_and_removed(app_on_both: FastAPI, collection: str) -> None:
    app, (path, form), row_id = app_on_both, FORMS[collection], NEW_IDS[collection]
    await add_rows(app)
    desk = await signed_in(app, EMAIL, ("*", "publish"))
    assert (await desk.get(f"{path}/new")).status_code == 200
    answer = await desk.post(f"{path}/new", form)
    assert answer.status_code == 303, answer.text
    row = await _row(app, collection, row_id)
    assert row is not None
    assert (row["origin"], row.get("regency_code", "17.71")) == ("register", "17.71")
    assert row_id in (await desk.get(path)).text
    entry = (await audit_entries(app))[-1]
    assert (entry.object_type, entry.object_id) == (collection, row_id)
    assert "name" in entry.detail["members"]
    changed = form | {"seq": await _seq(app, collection, row_id), "source": "contoh lain"}
    assert (await desk.post(f"{path}/edit/{row_id}", changed)).status_code == 303
    gone = {"seq": await _seq(app, collection, row_id), "sure": "1"}
    assert (await desk.post(f"{path}/remove/{row_id}", gone)).status_code == 303
    assert await _row(app, collection, row_id) is None
    assert (await audit_entries(app))[-1].detail == {"removed": True}
    assert (await desk.get(f"{path}/edit/{row_id}")).status_code == 404
    await desk.close()


async def test_an_id_is_never_used_twice(app: FastAPI, desk: DeskBrowser) -> None:
    for _ in range(2):
        assert (await desk.post("/events/new", event_form())).status_code == 303
    assert await _ids(app, "events") == {"pesta-contoh", "pesta-contoh-2", "pesta-contoh-3"}
    await _remove(app, desk, "events")
    assert (await desk.post("/events/new", event_form())).status_code == 303
    assert await _ids(app, "events") == {"pesta-contoh-2", "pesta-contoh-3", "pesta-contoh-4"}
    for used in ("pesta-contoh", "pesta-contoh-2"):
        answer = await desk.post("/events/new", event_form(id=used))
        assert answer.status_code == 422
        assert "Id ini sudah atau pernah dipakai" in answer.text
    assert (await desk.post("/events/new", event_form(id="pesta-rakyat"))).status_code == 303
    assert "pesta-rakyat" in await _ids(app, "events")


@pytest.mark.parametrize("collection", FORMS)
async def test_no_import_brings_back_what_was_removed(app_on_both: FastAPI, collection: str) -> None:
    app, row = app_on_both, ROWS[collection]
    await add_rows(app)
    desk = await signed_in(app, EMAIL, ("*", "publish"))
    assert (await _remove(app, desk, collection)).status_code == 303
    async with services_of(app).database.write() as session:
        await purge_tombstones(session, NOW.replace(year=NOW.year + 1))
        file = ContentFile(f"{collection}.json", collection, (row, {**row, "id": "lain"}))
        await _replace(session, file, NOW)
    assert await _ids(app, collection) == {"lain"}
    await desk.close()


async def test_an_import_keeps_what_the_desk_wrote(app: FastAPI, desk: DeskBrowser) -> None:
    seq = await _seq(app, "events", EVENT["id"])
    form = event_form(place="Lapangan Lain", seq=seq)
    assert (await desk.post("/events/edit/pesta-contoh", form)).status_code == 303
    await desk.post("/events/new", event_form(**{"name.id": "Pesta Baru"}))
    async with services_of(app).database.write() as session:
        await _replace(session, ContentFile("events.json", "events", (EVENT,)), NOW)
    row = await _row(app, "events", "pesta-contoh")
    assert row is not None
    assert row["place"] == "Lapangan Lain"
    assert row["dates"] == EVENT["dates"]
    assert await _ids(app, "events") == {"pesta-contoh", "pesta-baru"}


async def test_removing_asks_to_be_sure_and_sees_what_changed(app: FastAPI, desk: DeskBrowser) -> None:
    assert "Ya, hapus Pesta Contoh" in (await desk.get("/events/edit/pesta-contoh")).text
    for form, words in (
        ({"sure": ""}, "centang dahulu"),
        ({"seq": "1"}, "berubah sejak"),
        ({"seq": "x"}, "berubah sejak"),
    ):
        answer = await _remove(app, desk, "events", **form)
        assert answer.headers["location"] == "/staff/events/edit/pesta-contoh"
        assert words in (await desk.get("/events/edit/pesta-contoh")).text
    assert await _ids(app, "events") == {"pesta-contoh"}
    assert "event.edit" not in [entry.action for entry in await audit_entries(app)]


async def test_readers_with_few_rows_are_told_to_start_again(app: FastAPI, desk: DeskBrowser) -> None:
    token = (await desk.client.get("/v1/changes/events")).json()["token"]
    for number in range(9):
        await desk.post("/events/new", event_form(**{"name.id": f"Pesta {number}"}))
    await _remove(app, desk, "events")
    answer = await desk.client.get("/v1/changes/events", params={"since": token})
    assert answer.json()["removed"] == ["pesta-contoh"]
    for number in range(4):
        gone = {"seq": await _seq(app, "events", f"pesta-{number}"), "sure": "1"}
        await desk.post(f"/events/remove/pesta-{number}", gone)
    assert (await desk.client.get("/v1/changes/events", params={"since": token})).status_code == 410
    assert len((await desk.client.get("/v1/changes/events")).json()["items"]) == 5


BAD = [
    ("events", {"name.id": ""}, "name.id", "Wajib diisi."),
    ("events", {"name.id": "東京"}, "id", "Hanya huruf kecil"),
    ("events", {"id": "Pesta Rakyat"}, "id", "Hanya huruf kecil"),
    ("events", {"place": ""}, "place", "Wajib diisi."),
    ("events", {"dates": ""}, "dates", "Isi tanggalnya"),
    ("events", {"dates": "6 Juni 2027"}, "dates", "Tulis satu baris satu kali"),
    ("events", {"dates": "2027-02-30"}, "dates", "Tulis satu baris satu kali"),
    ("events", {"dates": "2027-06-06/2027-06-05"}, "dates", "0 sampai 92 hari"),
    ("events", {"category": "pesta"}, "category", "“pesta” tidak dikenal"),
    ("events", {"regency_code": "Bengkulu"}, "regency_code", "misalnya 17.71"),
    ("events", {"regency_code": "", "lat": "3,79", "lon": "102,26"}, "lat", "Lupa tanda minus?"),
    ("programmes", {"order": "pertama"}, "order", "Tulis angka bulat"),
    ("programmes", {"order": "0"}, "order", "paling sedikit 1"),
    ("routes", {"stops": ""}, "stops", "sedikitnya dua tempat"),
    ("routes", {"stops": "pantai-contoh\npantai-contoh"}, "stops", "pantai-contoh tertulis dua kali"),
    ("routes", {"stops": "pantai-contoh\ngua-contoh"}, "stops", "gua-contoh tidak ada di data"),
    ("routes", {"stops": "pantai-contoh | a | b | c"}, "stops", "Tulis satu baris satu tempat"),
    ("routes", {"days": "dua"}, "days", "Tulis angka bulat"),
    ("destinations", {"category": "pantai"}, "category", "“pantai” tidak dikenal"),
    ("destinations", {"summary.id": " "}, "summary", "Wajib diisi."),
    ("destinations", {"elevation_m": "9000"}, "elevation_m", "paling banyak 6000"),
    ("destinations", {"elevation_m": "tinggi"}, "elevation_m", "Tulis angka"),
    ("destinations", {"village_code": "17.71.03.9999"}, "village_code", "bukan kode desa"),
    ("destinations", {"lat": "102,26", "lon": "-3,79"}, "lat", "tertukar"),
    ("destinations", {"regency_code": ""}, "regency_code", "Wajib diisi."),
    ("wifi-stations", {"lat": "", "lon": ""}, "lat", "Stasiun memerlukan lintang dan bujur."),
    (
        "wifi-stations",
        {"lat": "-6,2", "lon": "106,8", "village_code": "", "regency_code": ""},
        "lat",
        "di luar Provinsi",
    ),
    ("wifi-stations", {"opening_hours": "08.00-16.00"}, "opening_hours", "08:00"),
    ("wifi-stations", {"opening_hours": "Senin 08:00-16:00"}, "opening_hours", "“Senin” tidak dikenal"),
    ("wifi-stations", {"ssid": "x" * 33}, "ssid", "paling banyak 32 huruf"),
    ("wifi-stations", {"speed_mbps": "0"}, "speed_mbps", "Harus lebih dari 0"),
    ("wifi-stations", {"kind": "warung"}, "kind", "“warung” tidak dikenal"),
]


@pytest.mark.parametrize(("collection", "changes", "member", "words"), BAD)
async def test_a_bad_row_is_refused_by_field_in_indonesian(
    app: FastAPI, desk: DeskBrowser, collection: str, changes: dict[str, str], member: str, words: str
) -> None:
    path, form = FORMS[collection]
    before = await _ids(app, collection)
    answer = await desk.post(f"{path}/new", form | changes)
    assert answer.status_code == 422, answer.text
    assert answer.text.count('-error"') >= 1
    _, _, rest = answer.text.partition(f'<div class="invalid-feedback d-block" id="{member}-error">')
    assert words in rest.partition("</div>")[0]
    assert f'value="{form["source"]}"' in answer.text, "what was typed is kept"
    assert await _ids(app, collection) == before


async def test_a_new_row_gets_the_codes_of_its_place(app: FastAPI, desk: DeskBrowser) -> None:
    form = station_form(name="Pos Baru", regency_code="", village_code="", lat="-3,7929", lon="102,2609")
    assert (await desk.post("/stations/new", form)).status_code == 303
    row = await _row(app, "wifi-stations", "pos-baru")
    assert row is not None
    assert (row["regency_code"], row["village_code"]) == ("17.71", VILLAGE)
    form = destination_form(**{"name.id": "Pantai Baru", "regency_code": "", "village_code": VILLAGE})
    assert (await desk.post("/destinations/new", form)).status_code == 303
    row = await _row(app, "destinations", "pantai-baru")
    assert row is not None
    assert row["regency_code"] == "17.71"


async def test_days_that_are_not_known_stay_a_state(app: FastAPI, desk: DeskBrowser) -> None:
    form = event_form(**{"name.id": "Pesta Baru", "dates": "", "dates_known": "no", "recurrence.id": ""})
    assert (await desk.post("/events/new", form)).status_code == 303
    row = await _row(app, "events", "pesta-baru")
    assert row is not None
    assert (row["dates"], row["dates_known"], row["recurrence"]) == ([], False, None)
    assert "tanggal belum diketahui" in (await desk.get("/events")).text


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2027-06-06", ("2027-06-06", "2027-06-06", "date")),
        ("2027-06-06/2027-06-15 ?", ("2027-06-06", "2027-06-15", "estimated")),
        (" 2027-06-06 – 2027-06-15?", ("2027-06-06", "2027-06-15", "estimated")),
        ("2027-06-06 s.d. 2027-06-15", ("2027-06-06", "2027-06-15", "date")),
        ("2027-06-06 2027-06-15", ("2027-06-06", "2027-06-15", "date")),
    ],
)
def test_days_are_read(text: str, days: tuple[str, str, str]) -> None:
    (edition,) = read_days(text)
    assert (edition["from"], edition["to"], edition["precision"]) == days
    assert read_days(days_text([edition])) == [edition]


@pytest.mark.parametrize("text", ["6/6/2027", "2027-06", "2027-13-01", "2027-06-06/", "2027-06-06 mungkin"])
def test_days_of_another_form_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_days(text)
