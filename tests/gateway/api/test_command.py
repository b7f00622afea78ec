"""The command line and the settings."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import ValidationError
from typer.testing import CliRunner

from gateway.cli import app
from gateway.settings import Settings

ROOT = Path(__file__).parents[3]


@pytest.fixture
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "new" / "data"
    monkeypatch.setenv("RAFFLESIA_DATA_DIR", str(folder))
    return folder


@pytest.mark.parametrize("command", ["migrate", "prepare"])
def test_prepares_a_new_data_folder(data_dir: Path, command: str) -> None:
    for _ in range(2):
        result = CliRunner().invoke(app, [command])
        assert result.exit_code == 0, result.output
    assert (data_dir / "rafflesia.sqlite3").stat().st_size > 0
    assert data_dir.stat().st_mode & 0o077 == 0


def test_wrong_setting_is_named_without_its_value(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAFFLESIA_PORT", "hunter2")
    result = CliRunner().invoke(app, ["prepare"])
    assert result.exit_code == 2
    assert "RAFFLESIA_PORT" in result.output
    assert "hunter2" not in result.output


def test_commands_are_listed() -> None:
    result = CliRunner().invoke(app, ["--help"])
    for command in ("serve", "migrate", "prepare", "import"):
        assert command in result.output


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAFFLESIA_DATA_DIR", "/srv/rafflesia")
    monkeypatch.setenv("RAFFLESIA_PORT", "")
    settings = Settings()
    assert settings.port == 8000
    assert settings.resolved_database_url == "sqlite+aiosqlite:////srv/rafflesia/rafflesia.sqlite3"
    assert settings.pack_dir == Path("/srv/rafflesia/packs")
    monkeypatch.setenv("RAFFLESIA_DATABASE_URL", "postgresql+asyncpg://db/rafflesia")
    assert Settings().resolved_database_url == "postgresql+asyncpg://db/rafflesia"


@pytest.mark.parametrize(
    "wrong",
    [
        {"port": 0},
        {"tiles_url": "javascript:alert(1)"},
        {"tiles_url": "https://tiles.example/{z}/{x}/{y}.png"},
        {"tombstone_days": 0},
        {"app_min_version": "new"},
    ],
)
def test_wrong_settings_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Settings.model_validate(wrong)


def test_every_setting_is_documented_with_its_default() -> None:
    text = (ROOT / "docs" / "operations.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| `(RAFFLESIA_\w+)` \| ([^|]*) \|", text, re.MULTILINE))
    expected = {f"RAFFLESIA_{name.upper()}": field.default for name, field in Settings.model_fields.items()}
    assert set(rows) == set(expected)
    for name, default in expected.items():
        shown = "" if default in ("", None) else f"`{default}`"
        assert rows[name].strip() == shown, name
