"""Notices, stations and destinations edited at the desk."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from fastapi import FastAPI

from gateway.content.files import ContentFile
from gateway.content.storing import _replace
from gateway.feed.repository import get_row
from gateway.feed.tables import ContentRow
from tests.gateway.samples import NOW, VILLAGE
from tests.gateway.staff.content import DESTINATION, STATION_ROW, add_rows, notice_form, station_form
from tests.gateway.staff.desk import OWN, DeskBrowser, audit_entries, services_of, signed_in

EMAIL = "rina@kominfo.example"
STATION = "/stations/edit/pos-contoh"
CANARY = "\"'><script>alert(1)</script>{{7*7}}"


@pytest.fixture
async def desk(app: FastAPI) -> DeskBrowser:
    """An officer who publishes for every agency."""
    await add_rows(app)
    return await signed_in(app, EMAIL, ("*", "publish"))


async def _row(app: FastAPI, collection: str, row_id: str) -> dict[str, Any]:
    async with services_of(app).database.read() as session:
        row = await get_row(session, collection, row_id)
    assert row is not None
    return row


async def _seq(app: FastAPI, collection: str, row_id: str) -> int:
    async with services_of(app).database.read() as session:
        return (await session.get_one(ContentRow, (collection, row_id))).seq


async def _save_station(app: FastAPI, desk: DeskBrowser, **changes: str) -> Any:
    seq = await _seq(app, "wifi-stations", "pos-contoh")
    return await desk.post(STATION, station_form(**changes) | {"seq": str(seq)})


async def test_notice_is_published_edited_and_ended(app_on_both: FastAPI) -> None:
    app = app_on_both
    desk = await signed_in(app, EMAIL, (OWN, "publish"))
    answer = await desk.post("/notices/new", notice_form(agency_id=OWN))
    assert answer.status_code == 303, answer.text
    row_id = "2026-11-21-pemadaman"
    row = await _row(app, "notices", row_id)
    assert row["title"] == {"id": "Pemadaman"}
    assert row["published_at"] == "2026-11-21T12:00:00+07:00"
    assert row["agency_id"] == OWN
    page = (await desk.get(f"/notices/edit/{row_id}")).text
    assert 'value="2026-11-28T12:00"' in page
    seq = await _seq(app, "notices", row_id)
    form = notice_form(**{"title.en": "Outage"}) | {"seq": str(seq)}
    assert (await desk.post(f"/notices/edit/{row_id}", form)).status_code == 303
    assert (await _row(app, "notices", row_id))["title"] == {"id": "Pemadaman", "en": "Outage"}
    app.state.services.clock.advance(hours=2)
    assert (await desk.post(f"/notices/expire/{row_id}")).status_code == 303
    assert (await _row(app, "notices", row_id))["expires_at"] == "2026-11-21T14:00:00+07:00"
    entry = (await audit_entries(app))[-1]
    assert (entry.action, entry.object_id, entry.agency_id) == ("notice.edit", row_id, OWN)
    assert entry.detail == {"members": ["expires_at"]}
    await desk.close()


@pytest.mark.parametrize(
    ("changes", "member"),
    [
        ({"title.id": ""}, "title"),
        ({"title.id": "", "title.en": "English only"}, "title.id"),
        ({"body.id": " "}, "body"),
        ({"published_at": ""}, "published_at"),
        ({"published_at": "besok"}, "published_at"),
        ({"source": ""}, "source"),
    ],
)
async def test_bad_notice_is_refused_by_field(
    app: FastAPI, desk: DeskBrowser, changes: dict[str, str], member: str
) -> None:
    answer = await desk.post("/notices/new", notice_form(agency_id=OWN, **changes))
    assert answer.status_code == 422
    assert f'id="{member}-error"' in answer.text
    assert "Dinas Rekaan" in answer.text or "source" in changes, "what was typed is kept"
    async with services_of(app).database.read() as session:
        assert await get_row(session, "notices", "2026-11-21-pemadaman") is None


async def test_notice_that_ends_before_it_begins(app: FastAPI, desk: DeskBrowser) -> None:
    answer = await desk.post("/notices/new", notice_form(agency_id=OWN, expires_at="2026-11-20T12:00"))
    assert answer.status_code == 422
    assert "Waktu berakhir harus sesudah waktu terbit." in answer.text


async def test_station_is_published_and_keeps_what_the_page_does_not_show(
    app: FastAPI, desk: DeskBrowser
) -> None:
    answer = await _save_station(
        app,
        desk,
        lifecycle="active",
        ssid="BengkuluWiFi",
        opening_hours="Mo-Su 06:00-22:00",
        speed_mbps="12,5",
    )
    assert answer.status_code == 303, answer.text
    row = await _row(app, "wifi-stations", "pos-contoh")
    assert (row["lifecycle"], row["ssid"], row["speed_mbps"]) == ("active", "BengkuluWiFi", 12.5)
    assert (row["state"], row["member_of_tomorrow"], row["origin"]) == ("ok", 1, "register")
    assert (await audit_entries(app))[-1].action == "station.edit"


async def test_moved_station_gets_the_codes_of_its_place(app: FastAPI, desk: DeskBrowser) -> None:
    answer = await _save_station(
        app, desk, lat="-3,7930", lon="102.2610", village_code="", regency_code="17.71"
    )
    assert answer.status_code == 303, answer.text
    assert (await _row(app, "wifi-stations", "pos-contoh"))["lat"] == -3.793


@pytest.mark.parametrize(
    ("changes", "member"),
    [
        ({"lat": "utara"}, "lat"),
        ({"lat": "nan"}, "lat"),
        ({"lon": ""}, "row"),
        ({"lat": "-6.2", "lon": "106.8", "village_code": ""}, "lat"),
        ({"name": ""}, "name"),
        ({"kind": "castle"}, "kind"),
        ({"opening_hours": "setiap hari"}, "opening_hours"),
        ({"regency_code": "17.99", "village_code": ""}, "regency_code"),
        ({"ssid": "x" * 33}, "ssid"),
        ({"speed_mbps": "0"}, "speed_mbps"),
    ],
)
async def test_bad_station_is_refused_by_field(
    app: FastAPI, desk: DeskBrowser, changes: dict[str, str], member: str
) -> None:
    answer = await _save_station(app, desk, **changes)
    assert answer.status_code == 422
    assert f'id="{member}-error"' in answer.text or (
        member == "row" and "Lintang dan bujur berpasangan" in answer.text
    )
    assert await _row(app, "wifi-stations", "pos-contoh") == STATION_ROW


async def test_a_changed_row_is_not_overwritten(app: FastAPI, desk: DeskBrowser) -> None:
    old = await _seq(app, "wifi-stations", "pos-contoh")
    assert (await _save_station(app, desk, name="Nama Satu")).status_code == 303
    answer = await desk.post(STATION, station_form(name="Nama Dua") | {"seq": str(old)})
    assert answer.status_code == 409
    assert "berubah sejak Anda membukanya" in answer.text
    assert (await _row(app, "wifi-stations", "pos-contoh"))["name"] == "Nama Satu"


async def test_destination_is_edited(app: FastAPI, desk: DeskBrowser) -> None:
    page = await desk.get("/destinations/edit/pantai-contoh")
    assert "Pantai landai." in page.text
    seq = await _seq(app, "destinations", "pantai-contoh")
    form = {
        "name.id": "Pantai Contoh",
        "category": "beach",
        "summary.id": "Pantai landai, ombak tenang.",
        "safety.id": "Jangan berenang sendiri.",
        "summary_source": "contoh",
        "keywords": "pantai landai\r\n\r\nsample beach",
        "opening_hours": "24/7",
        "facilities.toilet": "yes",
        "facilities.camping": "yes",
        "fee.id": "Rp5.000",
        "fee.source": "contoh",
        "fee.as_of": "2026-01-02",
        "regency_code": "17.71",
        "source": "contoh",
        "precision": "contoh",
        "verified": "source",
    }
    assert (await desk.post("/destinations/edit/pantai-contoh", form | {"seq": str(seq)})).status_code == 303
    row = await _row(app, "destinations", "pantai-contoh")
    assert row["safety"] == {"id": "Jangan berenang sendiri."}
    assert row["category"] == DESTINATION["category"]
    assert row["keywords"] == ["pantai landai", "sample beach"]
    assert row["facilities"] == ["camping", "toilet"]
    assert row["fee"] == {"id": "Rp5.000", "source": "contoh", "as_of": "2026-01-02"}
    page = (await desk.get("/destinations/edit/pantai-contoh")).text
    assert page.count("checked") == 2
    assert 'value="2026-01-02"' in page
    form |= {"fee.source": "", "opening_hours": "Senin 08.00"}
    seq = await _seq(app, "destinations", "pantai-contoh")
    refused = await desk.post("/destinations/edit/pantai-contoh", form | {"seq": str(seq)})
    assert refused.status_code == 422
    assert 'id="fee.source-error"' in refused.text
    assert (await _row(app, "destinations", "pantai-contoh"))["fee"]["source"] == "contoh"


async def test_importing_content_keeps_what_the_desk_wrote(app: FastAPI, desk: DeskBrowser) -> None:
    await desk.post("/notices/new", notice_form(agency_id=OWN))
    async with services_of(app).database.write() as session:
        await _replace(session, ContentFile("notices.json", "notices", ()), NOW)
    assert (await _row(app, "notices", "2026-11-21-pemadaman"))["origin"] == "register"


async def test_stations_come_in_by_csv_after_a_look(app: FastAPI, desk: DeskBrowser) -> None:
    good = f"name,kind,lat,lon,village_code\nPos Baru,fasilitas_umum,-3.7929,102.2609,{VILLAGE}\n"
    answer = await desk.post("/stations/import", files={"file": ("daftar.csv", good.encode())})
    assert answer.status_code == 200, answer.text
    assert "1 stasiun: 1 baru" in answer.text
    async with services_of(app).database.read() as session:
        assert await get_row(session, "wifi-stations", "pos-baru") is None
    form = {"content": good, "store": "1"}
    assert (await desk.post("/stations/import", form)).status_code == 303
    assert (await _row(app, "wifi-stations", "pos-baru"))["lifecycle"] == "active"
    entry = (await audit_entries(app))[-1]
    assert (entry.action, entry.detail) == ("station.import", {"rows": 1, "added": 1, "changed": 1})


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"name,kind,lat,lon\nPos,castle,-3.79,102.26\n", "castle"),
        (b"name,kind,lat,lon\nPos,tourism,utara,102.26\n", "utara"),
        (b"", "is empty"),
        (b"\xff\xfe", "UTF-8"),
        (b"a" * 800_000, "larger than"),
    ],
)
async def test_bad_csv_stores_nothing(app: FastAPI, desk: DeskBrowser, content: bytes, words: str) -> None:
    answer = await desk.post("/stations/import", files={"file": ("daftar.csv", content)})
    assert answer.status_code == 422
    assert words in answer.text
    assert "Tidak ada yang disimpan" in answer.text


async def test_station_export_defuses_formulas_and_can_be_imported(app: FastAPI, desk: DeskBrowser) -> None:
    await _save_station(app, desk, address="=HYPERLINK(1)", operator="@kominfo")
    answer = await desk.get("/stations.csv")
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(answer.text))}
    assert rows["pos-contoh"]["address"] == "'=HYPERLINK(1)"
    assert rows["pos-contoh"]["operator"] == "'@kominfo"
    assert rows["pos-contoh"]["lat"] == "-3.7928"
    only = io.StringIO()
    writer = csv.DictWriter(only, list(rows["pos-contoh"]))
    writer.writeheader()
    writer.writerow(rows["pos-contoh"])
    again = await desk.post("/stations/import", files={"file": ("s.csv", only.getvalue().encode())})
    assert again.status_code == 200, again.text


async def test_nothing_in_content_becomes_markup(app: FastAPI, desk: DeskBrowser) -> None:
    assert (await _save_station(app, desk, name=CANARY, ssid="<b>x</b>")).status_code == 303
    await desk.post("/notices/new", notice_form(agency_id=OWN, **{"title.id": CANARY}))
    for path in ("/stations", STATION, "/notices", f"/stations?text={CANARY}"):
        text = (await desk.get(path)).text
        assert "<script>alert" not in text
        assert ">49" not in text
        assert "<b>x" not in text
    refused = await _save_station(app, desk, name="", ssid=CANARY)
    assert refused.status_code == 422
    assert "<script>alert" not in refused.text


async def test_an_agency_edits_its_own_content_only(app: FastAPI) -> None:
    await add_rows(app)
    desk = await signed_in(app, EMAIL, ("opd-31", "publish"))
    assert "Pantai Contoh" in (await desk.get("/destinations")).text
    assert "Pos Contoh" not in (await desk.get("/stations")).text
    assert "Berita" not in (await desk.get("/notices")).text
    answer = await desk.post("/notices/new", notice_form(agency_id=OWN))
    assert answer.status_code == 403
    assert (await desk.post("/notices/new", notice_form(agency_id="opd-31"))).status_code == 303
