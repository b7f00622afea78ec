"""Services on their way in: their forms are published with them, or nothing is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from gateway.cli import app
from gateway.content.faults import ImportRefused
from gateway.content.storing import import_content
from gateway.db import Database
from gateway.feed.repository import get_row, live_ids
from gateway.forms.definition import read_form
from gateway.forms.repository import find_form, latest_form
from tests.gateway.forms.samples import WORDS, field, form, service
from tests.gateway.importing import world
from tests.gateway.samples import NOW

AGENCY = {"id": "opd-01", "name": "Dinas", "source": "test", "precision": "exact", "verified": "memory"}
WRONG = form(field("text"), {"code": "b", "type": "choice", "label": WORDS, "options": [{"key": "A"}] * 2})


def write(folder: Path, *services: dict[str, Any]) -> Path:
    return world.write_content(folder, regions=world.regions(), agencies=[AGENCY], services=list(services))


async def load(database: Database, folder: Path) -> None:
    await import_content(database, folder, world.polygons(), NOW)


async def refusals(database: Database, folder: Path) -> list[tuple[str, int, str, str]]:
    with pytest.raises(ImportRefused) as refused:
        await load(database, folder)
    return [(fault.file, fault.row, fault.field, fault.reason) for fault in refused.value.faults]


async def test_forms_are_published_with_their_services(database: Database, tmp_path: Path) -> None:
    await load(database, write(tmp_path, service(), service(id="ktp", form=None)))
    async with database.read() as session:
        assert await find_form(session, "jalan", 1) == read_form(service()["form"])
        assert (await get_row(session, "services", "jalan") or {})["form"] == service()["form"]
        assert await latest_form(session, "ktp") is None


async def test_importing_again_changes_nothing(database: Database, tmp_path: Path) -> None:
    folder = write(tmp_path, service())
    await load(database, folder)
    stored = await import_content(database, folder, world.polygons(), NOW)
    assert [one.changed for one in stored] == [0, 0, 0]


async def test_a_new_version_stands_beside_the_old_one(database: Database, tmp_path: Path) -> None:
    await load(database, write(tmp_path, service()))
    second = form(field("number"), version=2)
    await load(database, write(tmp_path, service(form=second)))
    async with database.read() as session:
        assert await find_form(session, "jalan", 1) == read_form(service()["form"])
        assert await latest_form(session, "jalan") == read_form(second)


async def test_a_form_taken_away_stays_known(database: Database, tmp_path: Path) -> None:
    await load(database, write(tmp_path, service(), service(id="ktp", form=None)))
    await load(database, write(tmp_path, service(id="ktp", form=None)))
    async with database.read() as session:
        assert await live_ids(session, "services") == {"ktp"}
        assert await find_form(session, "jalan", 1) is not None


async def test_other_fields_under_the_same_number_are_refused(database: Database, tmp_path: Path) -> None:
    await load(database, write(tmp_path, service()))
    changed = form(field("number"), version=1)
    folder = write(tmp_path, service(id="ktp", form=None), service(form=changed, owner="Dinas lain"))
    assert await refusals(database, folder) == [
        (
            "services.json",
            2,
            "form.version",
            "version 1 is published with another definition: count up to 2",
        )
    ]
    async with database.read() as session:
        assert (await get_row(session, "services", "jalan") or {})["owner"] == "Dinas PUPR"
        assert await get_row(session, "services", "ktp") is None


async def test_a_wrong_form_imports_nothing(database: Database, tmp_path: Path) -> None:
    found = await refusals(database, write(tmp_path, service(id="ktp"), service(form=WRONG)))
    assert [fault[:3] for fault in found] == [
        ("services.json", 2, "form.fields.1.options.0.key"),
        ("services.json", 2, "form.fields.1.options.0.label"),
        ("services.json", 2, "form.fields.1.options.1.key"),
        ("services.json", 2, "form.fields.1.options.1.label"),
    ]
    async with database.read() as session:
        assert await live_ids(session, "services") == set()
        assert await latest_form(session, "ktp") is None


async def test_an_agency_may_come_from_the_file_or_from_before(database: Database, tmp_path: Path) -> None:
    await load(database, write(tmp_path / "a", service()))
    await load(database, world.write_content(tmp_path / "b", services=[service()]))
    unknown = world.write_content(tmp_path / "c", services=[service(agency_id="opd-99")])
    assert await refusals(database, unknown) == [
        ("services.json", 1, "agency_id", "opd-99 is not in the agencies")
    ]


async def test_an_agency_in_use_cannot_be_taken_away_alone(database: Database, tmp_path: Path) -> None:
    await load(database, write(tmp_path / "a", service()))
    other = {**AGENCY, "id": "opd-02"}
    alone = world.write_content(tmp_path / "b", agencies=[other])
    assert await refusals(database, alone) == [
        ("agencies.json", 0, "items", "opd-01 is missing: the service jalan belongs to it")
    ]
    await load(database, world.write_content(tmp_path / "c", agencies=[other, AGENCY]))
    await load(
        database,
        world.write_content(tmp_path / "d", agencies=[other], services=[service(agency_id="opd-02")]),
    )


def test_the_command_names_file_row_field_and_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAFFLESIA_DATA_DIR", str(tmp_path / "var"))
    monkeypatch.setenv("RAFFLESIA_DATABASE_URL", "")
    monkeypatch.delenv("RAFFLESIA_PACKS", raising=False)
    condition = {"show_if": {"field": "where", "in": ["a"]}}
    folder = write(tmp_path / "content", service(id="ktp"), service(form=form(field("text", **condition))))
    result = CliRunner().invoke(app, ["import", "content", str(folder)])
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "file          · row · field                       · reason",
        "services.json · 2   · form.fields.0.show_if.field · where is no field before this one",
        "1 fault(s), nothing imported",
    ]
