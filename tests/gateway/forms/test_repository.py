"""Every published version stays as it was, on both databases."""

from __future__ import annotations

from typing import Any

import pytest

from gateway.db import Database
from gateway.forms.definition import FormDefinition, read_form
from gateway.forms.repository import (
    ChangedForm,
    FormChanged,
    changed_forms,
    find_form,
    latest_form,
    publish_forms,
)
from tests.gateway.forms.samples import field, form, service
from tests.gateway.samples import NOW

FIRST = form(field("text"), version=1)
SECOND = form(field("text", required=True), version=2)


async def publish(database: Database, *rows: dict[str, Any]) -> int:
    async with database.write() as session:
        return await publish_forms(session, rows, NOW)


async def found(database: Database, service_id: str, version: int) -> FormDefinition | None:
    async with database.read() as session:
        return await find_form(session, service_id, version)


async def latest(database: Database, service_id: str) -> FormDefinition | None:
    async with database.read() as session:
        return await latest_form(session, service_id)


async def test_a_version_can_be_found_for_ever(database: Database) -> None:
    assert await publish(database, service(form=FIRST)) == 1
    assert await publish(database, service(form=SECOND)) == 1
    assert await found(database, "jalan", 1) == read_form(FIRST)
    assert await found(database, "jalan", 2) == read_form(SECOND)
    assert await latest(database, "jalan") == read_form(SECOND)


async def test_what_was_never_published_is_not_found(database: Database) -> None:
    await publish(database, service(form=FIRST))
    assert await found(database, "jalan", 2) is None
    assert await found(database, "lampu", 1) is None
    assert await latest(database, "lampu") is None


async def test_the_highest_number_is_the_latest(database: Database) -> None:
    await publish(database, service(form=form(field("text"), version=10)))
    await publish(database, service(form=form(field("text"), version=9)))
    assert (await latest(database, "jalan")) == read_form(form(field("text"), version=10))


async def test_the_same_again_is_nothing_new(database: Database) -> None:
    await publish(database, service(form=FIRST))
    turned = {name: FIRST[name] for name in reversed(FIRST)}
    assert await publish(database, service(form=turned)) == 0


async def test_services_have_versions_of_their_own_and_some_have_no_form(database: Database) -> None:
    rows = [service(form=FIRST), service(id="lampu", form=SECOND), service(id="ktp", form=None)]
    assert await publish(database, *rows) == 2
    assert await found(database, "lampu", 1) is None
    assert await latest(database, "ktp") is None


@pytest.mark.parametrize(
    "changed",
    [
        form(field("number", "text"), version=1),
        form(field("text", required=True), version=1),
        form(field("text", label={"id": "Lain", "en": "Question"}), version=1),
        form(field("text"), version=1, public_position="exact"),
    ],
    ids=["type", "member", "label", "position"],
)
async def test_a_published_version_is_never_changed(database: Database, changed: dict[str, Any]) -> None:
    await publish(database, service(form=FIRST), service(id="lampu", form=FIRST))
    await publish(database, service(form=SECOND))
    rows = [service(id="lampu", form=FIRST), service(form=changed), service(id="baru", form=FIRST)]
    with pytest.raises(FormChanged, match="jalan version 1") as refused:
        await publish(database, *rows)
    assert refused.value.forms == (ChangedForm("jalan", 1, 3),)
    assert await found(database, "jalan", 1) == read_form(FIRST)
    assert await found(database, "baru", 1) is None
    async with database.read() as session:
        assert await changed_forms(session, rows) == [ChangedForm("jalan", 1, 3)]
