"""News about progress, published at the desk and read by the app's feed."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi import FastAPI

from gateway.content.files import ContentFile
from gateway.content.storing import _replace
from services.models import Itinerary, Notice, Programme, ProgressState
from tests.gateway.samples import NOW
from tests.gateway.staff.content import add_rows, notice_form, progress_form
from tests.gateway.staff.desk import OWN, DeskBrowser, services_of, signed_in

EMAIL = "rina@kominfo.example"


@pytest.fixture
async def desk(app: FastAPI) -> DeskBrowser:
    """An officer who publishes for every agency."""
    await add_rows(app)
    return await signed_in(app, EMAIL, ("*", "publish"))


async def _feed(desk: DeskBrowser, collection: str) -> dict[str, dict[str, Any]]:
    answer = await desk.client.get(f"/v1/changes/{collection}")
    return {row["id"]: row for row in answer.json()["items"]}


async def test_the_form_begins_with_what_is_usual(desk: DeskBrowser) -> None:
    page = (await desk.get("/notices/new?kind=progress")).text
    assert '<option value="progress" selected>kabar pembangunan</option>' in page
    assert "<h1>Kabar pembangunan baru</h1>" in page
    assert 'type="date"' in page
    assert 'value="2026-11-21"' in page
    assert '<option value="program-contoh" >Program Contoh</option>' in page
    assert '<option value="17.71" >Kota Bengkulu</option>' in page
    assert '<option value="notice" selected>' not in page
    assert "/staff/notices/new?kind=progress" in (await desk.get("/notices")).text


async def test_progress_reaches_the_app_in_both_languages(desk: DeskBrowser) -> None:
    form = progress_form(
        **{"title.id": "Jembatan selesai dicor", "title.en": "Bridge deck poured", "body.en": "All of it."},
        link="https://bengkuluprov.go.id/berita/1",
        lat="-3,7929",
        lon="102,2609",
        precision_m="50",
        agency_id=OWN,
    )
    answer = await desk.post("/notices/new", form)
    assert answer.status_code == 303, answer.text
    row = (await _feed(desk, "notices"))["2026-11-21-jembatan-selesai-dicor"]
    found = Notice.from_wire(row)
    assert (found.state, found.programme_id, found.regency_id) == (
        ProgressState.UNDER_WAY,
        "program-contoh",
        "17.71",
    )
    assert found.title.en == "Bridge deck poured"
    assert found.point is not None
    assert str(found.fact_on) == "2026-11-20"
    listed = (await desk.get("/notices")).text
    assert "sedang berjalan" in listed


BAD = [
    ({"state": ""}, "state", "Pilih tahapnya"),
    ({"state": "95"}, "state", "tidak dikenal"),
    ({"fact_on": ""}, "fact_on", "Tulis tanggal keadaan ini"),
    ({"fact_on": "2026-02-30"}, "fact_on", "Tulis tanggal, misalnya"),
    ({"kind": "notice"}, "state", "Tahap hanya untuk kabar pembangunan"),
    ({"programme_id": "lain"}, "programme_id", "lain tidak ada di data"),
    ({"link": "bengkuluprov.go.id"}, "link", "Tulis alamat web lengkap"),
    ({"lat": "-3,79", "lon": "102,26"}, "precision_m", "Posisi perlu ketelitian"),
]


@pytest.mark.parametrize(("changes", "member", "words"), BAD)
async def test_bad_progress_is_refused_by_field(
    desk: DeskBrowser, changes: dict[str, str], member: str, words: str
) -> None:
    before = await _feed(desk, "notices")
    answer = await desk.post("/notices/new", progress_form(agency_id=OWN, **changes))
    assert answer.status_code == 422
    _, _, rest = answer.text.partition(f'<div class="invalid-feedback d-block" id="{member}-error">')
    assert words in rest.partition("</div>")[0]
    assert "Jembatan Contoh" in answer.text, "what was typed is kept"
    assert await _feed(desk, "notices") == before


async def test_a_programme_that_was_removed_stays_named_in_the_form(desk: DeskBrowser) -> None:
    await desk.post("/notices/new", progress_form(agency_id=OWN))
    page = (await desk.get("/programmes/edit/program-contoh")).text
    seq = page.partition('name="seq" value="')[2].partition('"')[0]
    assert (
        await desk.post("/programmes/remove/program-contoh", {"seq": seq, "sure": "1"})
    ).status_code == 303
    page = (await desk.get("/notices/edit/2026-11-21-pemadaman")).text
    assert '<option value="program-contoh" selected>program-contoh</option>' in page


async def test_content_without_programmes_keeps_those_of_the_desk(app: FastAPI, desk: DeskBrowser) -> None:
    form = {"name.id": "Jalan Mulus", "order": "2", "source": "SK Gubernur", "verified": "source"}
    assert (await desk.post("/programmes/new", form)).status_code == 303
    async with services_of(app).database.write() as session:
        await _replace(session, ContentFile("programmes.json", "programmes", ()), NOW)
    rows = await _feed(desk, "programmes")
    assert Programme.from_wire(rows["jalan-mulus"]).order == 2


async def test_a_plain_notice_needs_nothing_more_than_before(desk: DeskBrowser) -> None:
    assert (await desk.post("/notices/new", notice_form(agency_id=OWN))).status_code == 303
    assert Notice.from_wire((await _feed(desk, "notices"))["2026-11-21-pemadaman"]).state is None


async def test_a_route_reaches_the_app_with_its_notes(desk: DeskBrowser) -> None:
    page = (await desk.get("/routes/edit/rute-contoh")).text
    assert "pantai-contoh | Datang pagi. | Come early.\nbukit-contoh" in page
    route = Itinerary.from_wire((await _feed(desk, "routes"))["rute-contoh"])
    assert [stop.place_id for stop in route.stops] == ["pantai-contoh", "bukit-contoh"]
    assert route.stops[0].note is not None
    assert route.stops[0].note.en == "Come early."
