"""``python -m gateway kiosk``."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
from sqlalchemy import select
from typer.testing import CliRunner, Result

from gateway.cli import app
from gateway.content.context import open_database
from gateway.kiosks.service import find_kiosk
from gateway.kiosks.tables import Kiosk
from gateway.settings import Settings
from gateway.staff.tables import AuditEntry
from tests.gateway.kiosks.world import NAME, PIN, PLACE, add_place

ADD = ("kiosk", "add", NAME, "--title-id", "Benteng Marlborough", "--title-en", "Fort Marlborough")


@pytest.fixture(autouse=True)
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAFFLESIA_DATA_DIR", str(tmp_path))


def _run(*arguments: str, answers: tuple[str, ...] = ()) -> Result:
    return CliRunner().invoke(app, arguments, input="".join(f"{answer}\n" for answer in answers))


def _add(*more: str) -> Result:
    return _run(*ADD, *more, answers=(PIN, PIN))


def _shown(result: Result) -> dict[str, str]:
    assert result.exit_code == 0, result.output
    document: dict[str, str] = json.loads(result.output[result.output.index("{") :])
    return document


def _stored(key: str = "") -> tuple[Kiosk | None, bool, list[str]]:
    """Return the kiosk, whether ``key`` is its key, and the audit log."""

    async def find() -> tuple[Kiosk | None, bool, list[str]]:
        async with open_database(Settings()) as database, database.read() as session:
            actions = await session.execute(select(AuditEntry.action).order_by(AuditEntry.id))
            known = await find_kiosk(session, NAME, key) is not None
            return await session.get(Kiosk, NAME), known, list(actions.scalars())

    return asyncio.run(find())


def test_add_asks_twice_and_gives_the_file_once() -> None:
    result = _add()
    assert PIN not in result.output
    document = _shown(result)
    kiosk, fits, actions = _stored(document["key"])
    assert kiosk is not None
    assert fits
    assert document["pin_hash"] == kiosk.pin_hash
    assert document["title"] == {"id": "Benteng Marlborough", "en": "Fort Marlborough"}
    assert document["key"] not in _run("kiosk", "list").output
    assert actions == ["kiosk.add"]


def test_the_file_says_where_phones_find_the_app(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAFFLESIA_PUBLIC_URL", "https://rafflesia.example.go.id/")
    assert _shown(_add())["public_url"] == "https://rafflesia.example.go.id"


def test_the_file_is_readable_by_its_group_only(tmp_path: Path) -> None:
    file = tmp_path / f"{NAME}.json"
    result = _add("--file", str(file))
    assert result.exit_code == 0, result.output
    assert file.stat().st_mode & 0o777 & ~0o640 == 0
    key = json.loads(file.read_text("utf-8"))["key"]
    assert key not in result.output
    assert _stored(key)[1]
    assert _run("kiosk", "key", NAME, "--file", str(file)).exit_code == 1
    assert _stored(key)[1], "a file that is in the way keeps the old key alive"


@pytest.mark.parametrize("pin", ["12345", "123456", "777777", "sandi-rahasia"])
def test_weak_pin_is_refused(pin: str) -> None:
    result = _run(*ADD, answers=(pin, pin))
    assert result.exit_code == 1
    assert pin not in result.output
    assert _stored()[0] is None


@pytest.mark.parametrize(
    "more", [("--place", "nowhere"), ("--language", "fr"), ("--title-id", " "), ("--title-en", "x" * 81)]
)
def test_nonsense_is_refused(more: tuple[str, ...]) -> None:
    result = _add(*more)
    assert result.exit_code == 1, result.output
    assert "key" not in result.stdout
    assert _stored()[0] is None


def test_a_place_that_is_published_will_do() -> None:
    async def publish() -> None:
        async with open_database(Settings()) as database, database.write() as session:
            await add_place(session)

    asyncio.run(publish())
    assert _shown(_add("--place", PLACE, "--controls-low", "--language", "en"))["place_id"] == PLACE


def test_a_name_is_used_once() -> None:
    assert _add().exit_code == 0
    assert "name_used" in _add().stderr
    assert _run("kiosk", "add", "Benteng!", *ADD[3:], answers=(PIN, PIN)).exit_code == 1


def test_pin_key_and_remove() -> None:
    old = _shown(_add())
    assert _run("kiosk", "pin", NAME, answers=("905261", "905261")).exit_code == 0
    kiosk, _, _ = _stored()
    assert kiosk is not None
    assert kiosk.pin_hash != old["pin_hash"]
    new = _shown(_run("kiosk", "key", NAME))
    assert not _stored(old["key"])[1]
    assert _stored(new["key"])[1]
    assert _run("kiosk", "remove", NAME, answers=("n",)).exit_code == 1
    assert _run("kiosk", "remove", NAME, "--yes").exit_code == 0
    assert _stored()[0] is None
    for command in ("key", "remove"):
        assert _run("kiosk", command, NAME, *(["--yes"] if command == "remove" else [])).exit_code == 1
    assert _run("kiosk", "pin", NAME, answers=(PIN, PIN)).exit_code == 1
    assert _stored()[2] == ["kiosk.add", "kiosk.pin", "kiosk.key", "kiosk.remove"]
