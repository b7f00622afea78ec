"""What a page does by itself: follow size and brightness, load the local store, sync while it is open."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

import flet as ft

from services.errors import LocationUnavailable, RafflesiaError
from views import theme
from views.state import Layout, Session

log = logging.getLogger(__name__)
SYNC_EVERY_S = 60


def apply_theme(session: Session) -> None:
    """Give Flet's own parts the page's colours, type and brightness."""
    page, colors = session.page, session.colors
    material = theme.material_theme(colors, session.type, session.touch_px)
    page.theme = page.dark_theme = material
    page.theme_mode = ft.ThemeMode.DARK if colors.dark else ft.ThemeMode.LIGHT
    language = session.state.language
    page.locale_configuration = ft.LocaleConfiguration(
        supported_locales=[ft.Locale("id"), ft.Locale("en")], current_locale=ft.Locale(language)
    )
    session.services.platform.surroundings.speak(language)
    page.update()


def begin(session: Session) -> Session:
    """Prepare a page before its first screen; return its session."""
    restore_preferences(session)
    follow_window(session)
    apply_theme(session)
    return session


def restore_preferences(session: Session) -> None:
    """Read language, theme, contrast, text size and data saver from the local store into the state."""
    prefs, state = session.services.prefs, session.state
    state.language = prefs.get("language", "id")
    state.high_contrast = prefs.get("high_contrast", False)
    state.text_scale = prefs.get("text_scale", 1.0)
    state.data_saver = prefs.get("data_saver", False) is True
    resolve_brightness(session)


def resolve_brightness(session: Session) -> None:
    """Set ``state.dark`` from the preference, or from the system when it says so."""
    choice = session.services.prefs.get("theme", "system")
    system = session.page.platform_brightness is ft.Brightness.DARK
    session.state.dark = system if choice == "system" else choice == "dark"


def follow_window(session: Session) -> None:
    """Keep layout class and brightness in step with the window; sync when the app or the network is back."""

    def resized(_: object = None) -> None:
        session.state.width = session.page.width or session.state.width
        session.state.height = session.page.height or session.state.height
        layout = Layout.of(session.page.width)
        # A kiosk shows one thing at a time, however wide it is.
        session.state.layout = layout if session.visit is None or layout is Layout.PHONE else Layout.TABLET

    def brightness(_: object) -> None:
        resolve_brightness(session)
        apply_theme(session)

    def resumed(event: ft.AppLifecycleStateChangeEvent) -> None:
        if event.state is ft.AppLifecycleState.RESUME:
            sync_soon(session)

    session.page.on_app_lifecycle_state_change = resumed
    session.device.on_network_change(lambda: sync_soon(session))
    session.page.on_resize = resized
    session.page.on_platform_brightness_change = brightness
    resized()


def follow_services(session: Session) -> Callable[[], None]:
    """Count up the state's versions when data, outbox or kept places change; returns the way to stop."""

    def data_changed() -> None:
        name_village(session)  # a pack of borders names it exactly
        session.state.data_version += 1

    def outbox_changed() -> None:
        session.state.outbox_version += 1

    def kept_changed() -> None:
        session.state.kept_version += 1

    stops = [
        session.services.subscribe(data_changed),
        session.services.outbox.subscribe(outbox_changed),
        session.services.saved.subscribe(kept_changed),
        session.services.plan.subscribe(kept_changed),
    ]

    def stop() -> None:
        for end in stops:
            end()

    return stop


async def run(session: Session) -> None:
    """Live as long as the page is open; cancelled when it closes."""
    stop = follow_services(session)
    session.state.ready = True
    try:
        await asyncio.sleep(0)  # let the first screen out before the packs are read
        await session.services.load_packs()
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(locate_if_allowed(session))
            tasks.create_task(keep_in_sync(session))
            tasks.create_task(session.services.keeper.look())
    finally:
        stop()
        await session.services.reports.drafts.flush()


async def locate_if_allowed(session: Session) -> None:
    """Find the device at start only when the person allowed it before: no question out of the blue."""
    try:
        allowed = await session.device.location_allowed()
    except RafflesiaError as problem:
        log.info("location permission unknown: %s", problem.message_id)
        return
    if allowed:
        await locate(session)


async def synchronise(session: Session, *, force: bool = False) -> None:
    """Send what waits and fetch what is new; the outcome is shown, never raised.

    Asked for again while it runs, it goes round once more, so that nothing new waits for the next minute.
    ``force``: a person asked, or the network changed, so a paused queue is tried at once.
    """
    state = session.state
    state.sync_wanted = True
    state.sync_forced = state.sync_forced or force
    if state.syncing:
        return
    state.syncing = True
    try:
        while state.sync_wanted:
            forced, state.sync_wanted, state.sync_forced = state.sync_forced, False, False
            state.sync_problem = await session.services.synchronise(force=forced)
            state.reached = state.sync_problem is None
    except RafflesiaError as problem:
        state.sync_problem, state.reached = problem.message_id, False
    except Exception:
        log.exception("sync failed")
        state.sync_problem = "error.unexpected"
    finally:
        state.syncing = False


def sync_soon(session: Session) -> None:
    """Send and fetch now: the app came to the front, the network changed, or something new waits."""

    async def again() -> None:
        await synchronise(session, force=True)

    session.page.run_task(again)


async def keep_in_sync(session: Session) -> None:
    """Sync now and every minute until cancelled."""
    while True:
        await synchronise(session)
        await fetch_packs_when_free(session)
        await asyncio.sleep(SYNC_EVERY_S)


async def fetch_packs_when_free(session: Session) -> None:
    """Bring missing offline packs by themselves, but never over a metered network without being asked."""
    services = session.services
    if session.state.sync_problem or all(pack.present for pack in services.packs()):
        return
    try:
        if await session.device.connectivity() not in ("mobile", "none"):
            await services.fetch_packs()
    except RafflesiaError as problem:
        log.info("packs wait: %s", problem.message_id)


def name_village(session: Session) -> None:
    """Name the village of the last position, as exactly as this device can by now."""
    state = session.state
    if state.here is not None:
        state.village = session.services.regions.locate(state.here.point)


async def locate(session: Session, wait_s: float = 20) -> None:
    """Find the device and name its village; a refusal becomes words in ``state.location_problem``."""
    state = session.state
    if state.locating:
        return
    state.locating, state.location_problem = True, None
    try:
        fix = await session.device.locate(wait_s)
        state.here = fix
        name_village(session)
    except LocationUnavailable as problem:
        state.location_problem = problem.message_id
    finally:
        state.locating = False
