"""What is wrong with a row is listed at the top of its form, also what the form has no control for."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from fastapi import FastAPI

from gateway.feed.repository import get_row, upsert_rows
from gateway.staff.content_fields import MEMBERS
from gateway.staff.content_summary import fault_lines
from gateway.staff.words import LANGUAGES
from tests.gateway.staff.content import (
    DESTINATION,
    NOTICE,
    add_rows,
    destination_form,
    notice_form,
    station_form,
)
from tests.gateway.staff.controls import Controls
from tests.gateway.staff.desk import DeskBrowser, services_of, signed_in

NOWHERE = "17.71.03.9999"
TYPED = "Jalan ditutup sampai Minggu."


@pytest.fixture
async def desk(app: FastAPI) -> DeskBrowser:
    """An officer who publishes for every agency."""
    await add_rows(app)
    return await signed_in(app, "rina@kominfo.example", ("*", "publish"))


async def _store(app: FastAPI, collection: str, row: dict[str, Any]) -> None:
    async with services_of(app).database.write() as session:
        await upsert_rows(session, collection, [row])


async def _row(app: FastAPI, collection: str, row_id: str) -> dict[str, Any] | None:
    async with services_of(app).database.read() as session:
        return await get_row(session, collection, row_id)


async def _sent(desk: DeskBrowser, path: str, **changes: str) -> Any:
    """Send the form of a page as a browser would, after ``changes``."""
    shown = Controls((await desk.get(path)).text).shown
    return await desk.post(path, shown | changes)


def _summary(page: str) -> list[str]:
    """Return the lines of the summary as they are read."""
    found = re.search(r'id="faults".*?</div>', page, re.DOTALL)
    lines = re.findall(r"<li>(.*?)</li>", found[0] if found else "", re.DOTALL)
    return [unescape(re.sub(r"<.*?>", "", line)) for line in lines]


async def test_a_village_that_the_regions_lack_is_told(app: FastAPI, desk: DeskBrowser) -> None:
    placed = {"lat": -3.7928, "lon": 102.2608, "precision_m": 9.0, "regency_code": "17.71"}
    stored = {**NOTICE, **placed, "village_code": NOWHERE}
    await _store(app, "notices", stored)
    answer = await _sent(desk, "/notices/edit/berita", **{"body.id": TYPED})
    assert answer.status_code == 422
    (line,) = _summary(answer.text)
    assert line.startswith(f"Kode desa/kelurahan: {NOWHERE} bukan kode desa/kelurahan di Provinsi Bengkulu.")
    assert "kosongkan lintang dan bujur" in line
    assert Controls(answer.text).shown["body.id"] == TYPED
    assert (await _row(app, "notices", "berita")) == stored
    answer = await _sent(desk, "/notices/edit/berita", lat="", lon="", **{"body.id": TYPED})
    assert answer.status_code == 303, "what the summary advises works"
    row = await _row(app, "notices", "berita")
    assert row is not None
    assert (row["body"]["id"], row["village_code"]) == (TYPED, None)


async def test_it_is_told_in_english_too(app: FastAPI, desk: DeskBrowser) -> None:
    await _store(app, "notices", {**NOTICE, "village_code": NOWHERE})
    desk.client.cookies.set("staff_language", "en")
    (line,) = _summary((await _sent(desk, "/notices/edit/berita")).text)
    assert line.startswith(f"Village code: {NOWHERE} is no village of the province. This form has no field")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"photos": [{"hash": "x"}]}, ("Foto: ", "Perbaiki di halaman Foto.")),
        ({"id": "Pantai Contoh!"}, ("Id: ", "memperbaiki datanya.")),
    ],
)
async def test_what_another_page_holds_is_told(
    app: FastAPI, desk: DeskBrowser, wrong: dict[str, Any], words: tuple[str, str]
) -> None:
    row = {**DESTINATION, **wrong}
    await _store(app, "destinations", row)
    answer = await _sent(desk, f"/destinations/edit/{row['id']}")
    assert answer.status_code == 422
    (line,) = _summary(answer.text)
    assert line.startswith(words[0])
    assert line.endswith(words[1])


async def test_ending_a_notice_says_what_is_in_the_way(app: FastAPI, desk: DeskBrowser) -> None:
    await _store(app, "notices", {**NOTICE, "village_code": NOWHERE})
    answer = await desk.post("/notices/expire/berita")
    assert answer.status_code == 422
    assert [line.partition(":")[0] for line in _summary(answer.text)] == ["Kode desa/kelurahan"]
    assert Controls(answer.text).shown["source"] == NOTICE["source"]


async def test_faults_with_a_control_are_links_to_it(desk: DeskBrowser) -> None:
    form = destination_form(**{"name.id": "", "fee.id": "Rp5.000", "category": "istana", "source": ""})
    answer = await desk.post("/destinations/new", form | {"id": "Tidak Boleh"})
    assert answer.status_code == 422
    assert [line.partition(":")[0] for line in _summary(answer.text)] == [
        "Nama · Indonesia",
        "Jenis",
        "Biaya masuk · sumber",
        "Sumber",
    ]
    ids = Controls(answer.text).ids
    links = re.findall(r'<li><a href="#([^"]+)">', answer.text)
    assert links == ["name.id", "category", "fee.source", "source"]
    for link in links:
        assert ids.count(link) == 1
        assert ids.count(f"{link}-error") == 1, "and it is said beside the control"
    assert len(ids) == len(set(ids))


async def test_a_new_row_links_to_its_id(desk: DeskBrowser) -> None:
    answer = await desk.post("/stations/new", station_form() | {"id": "Tidak Boleh"})
    assert '<li><a href="#id">Id</a>: ' in answer.text


async def test_faults_of_several_members_are_told_once(desk: DeskBrowser) -> None:
    answer = await desk.post("/notices/new", notice_form(agency_id="opd-25", lat="-3,79"))
    assert _summary(answer.text) == [
        "Beberapa isian bersama: Lintang dan bujur berpasangan: isi keduanya atau kosongkan keduanya."
    ]
    assert answer.text.count("Lintang dan bujur berpasangan") == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_member_that_nobody_named_has_words(language: str) -> None:
    (line,) = fault_lines(language, MEMBERS["events"], {"member_of_tomorrow": "is missing"})
    assert "member_of_tomorrow" in line.label
    assert line.control == ""
    assert line.advice


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("collection", MEMBERS)
def test_every_member_and_part_has_words(language: str, collection: str) -> None:
    names = [member.name for member in MEMBERS[collection]]
    parts = [f"{one.name}.id" for one in MEMBERS[collection] if one.kind in ("both", "sourced")]
    lines = fault_lines(language, MEMBERS[collection], dict.fromkeys([*names, *parts], "is missing"))
    assert len(lines) == len(names) + len(parts)
    assert all(line.control and not line.advice and "“" not in line.label for line in lines)
