"""Fixtures of the kiosk's tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from gateway.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A gateway whose page has the usual security policy."""
    return Settings(data_dir=tmp_path / "data", web_dir=tmp_path / "web")
