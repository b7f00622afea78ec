"""Starting a page as a kiosk."""

from __future__ import annotations

import logging
from dataclasses import replace

import flet as ft

from services.clock import SystemClock
from services.kiosk.memory import MemoryFolder
from services.kiosk.settings import KioskNotSetUp
from services.platform.base import Platform, ReadOnlyVolume
from services.platform.device_flet import FletDevice
from views import palettes, theme
from views.kiosk.app import KioskApp
from views.kiosk.host import Ground, Host
from views.kiosk.refused import refused_view
from views.text import Text

log = logging.getLogger(__name__)


async def show_kiosk(page: ft.Page, platform: Platform) -> None:
    """Show the kiosk of ``platform.kiosk``, or why it cannot start."""
    basis = platform.kiosk
    if basis is None or basis.memory is None:
        _refuse(page, platform, KioskNotSetUp("memory"))
        return
    if not await platform.lock.acquire():
        platform = _reading(platform)
    ground = Ground(
        page, platform, MemoryFolder(basis.memory), FletDevice(SystemClock()), public_url=basis.public_url
    )
    try:
        host = await Host.open(ground, basis.local, basis.name)
    except KioskNotSetUp as problem:
        _refuse(page, platform, problem)
        return
    page.render_views(KioskApp, host, host.state)


def _reading(platform: Platform) -> Platform:
    """Return the platform of a kiosk beside another one: it shows content and does not fetch any."""
    return replace(platform, volume=ReadOnlyVolume(platform.volume.root))


def _refuse(page: ft.Page, platform: Platform, problem: KioskNotSetUp) -> None:
    log.error("the kiosk does not start: %s", problem.message_id)
    colors = palettes.palette(dark=False, high_contrast=False)
    page.theme = theme.material_theme(colors, theme.Type())
    text = Text(platform.assets / "locales", "id")
    page.views[:] = [refused_view(text, problem.message_id, colors)]
    page.update()
