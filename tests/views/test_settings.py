"""Pengaturan: every choice takes effect at once, is kept, and is never followed by an error."""

from __future__ import annotations

import logging
from pathlib import Path

import flet as ft
import pytest

from tests.views.harness import RunningApp, Start
from views import palettes


async def _choose(app: RunningApp, *names: str) -> None:
    for name in names:
        await app.click(name)
    await app.settle(0.1)


async def test_every_choice_takes_effect_and_is_kept(
    start: Start, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    app = await start(tmp_path, path="/pengaturan")
    await _choose(app, "Gelap", "Tinggi", "130 %", "English")
    page, state = app.session.page, app.session.state
    assert (state.dark, state.high_contrast, state.text_scale, state.language) == (True, True, 1.3, "en")
    assert page.theme_mode is ft.ThemeMode.DARK
    assert page.theme is not None
    assert page.theme.scaffold_bgcolor == palettes.palette(dark=True, high_contrast=True).paper
    assert page.locale_configuration is not None
    assert page.locale_configuration.current_locale == ft.Locale("en")
    assert app.view.bgcolor == app.session.colors.paper
    assert app.shows("Settings")
    await _choose(app, "Light", "100 %", "Bahasa Indonesia")
    assert (state.dark, state.text_scale, state.language) == (False, 1.0, "id")
    assert app.session.services.prefs.get("theme", "") == "light"
    assert not app.shows("Terjadi kesalahan")
    assert [record.getMessage() for record in caplog.records] == []
