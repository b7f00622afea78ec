"""The device as Flet's services show it: position, photos, links, sharing, files, kind of connection."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import flet as ft
from flet_geolocator import (
    Geolocator,
    GeolocatorConfiguration,
    GeolocatorPermissionStatus,
    GeolocatorPosition,
    GeolocatorPositionAccuracy,
)

from services.clock import Clock
from services.errors import DeviceError, LocationReason, LocationUnavailable
from services.ids import SystemIds, is_id
from services.models import Fix, Point, PositionSource
from services.platform.base import Connectivity, PickedFile

DEVICE_KEY = "rafflesia.device"
GOOD_ACCURACY_M = 15.0
"""Better than this a phone rarely gets: stop waiting."""

FIXES_WITHOUT_GAIN = 2
GRANTED = frozenset({GeolocatorPermissionStatus.WHILE_IN_USE, GeolocatorPermissionStatus.ALWAYS})
REFUSALS = frozenset({GeolocatorPermissionStatus.DENIED, GeolocatorPermissionStatus.DENIED_FOREVER})
CONNECTIONS: tuple[tuple[ft.ConnectivityType, Connectivity], ...] = (
    (ft.ConnectivityType.WIFI, "wifi"),
    (ft.ConnectivityType.ETHERNET, "ethernet"),
    (ft.ConnectivityType.MOBILE, "mobile"),
    (ft.ConnectivityType.NONE, "none"),
)
CLIENT_FAILURES = (RuntimeError, TimeoutError, ft.FletUnsupportedPlatformException)
"""What a call to the Flutter client raises."""


class FletDevice:
    """The ``Device`` of one page.

    Make it once per page, with the page in context, and keep it: Flet drops a service nothing refers to.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._geolocator = Geolocator(
            configuration=GeolocatorConfiguration(accuracy=GeolocatorPositionAccuracy.BEST)
        )
        self._picker = ft.FilePicker()
        self._launcher = ft.UrlLauncher()
        self._share = ft.Share()
        self._clipboard = ft.Clipboard()
        self._connectivity = ft.Connectivity()

    def on_network_change(self, callback: Callable[[], None]) -> None:
        """Call ``callback`` whenever the kind of connection changes."""

        def changed(_event: object) -> None:
            callback()

        self._connectivity.on_change = changed

    async def locate(self, wait_s: float = 20) -> Fix:
        """Ask for fixes until one is good, they stop getting better or ``wait_s`` is over; return the best.

        Raises ``LocationUnavailable`` when there was none.
        """
        await self._permit()
        deadline = self._clock.monotonic() + wait_s
        best: Fix | None = None
        count = idle = 0
        while (left := deadline - self._clock.monotonic()) > 0 and idle < FIXES_WITHOUT_GAIN:
            try:
                fix = self._fix(await self._position(left))
            except LocationUnavailable:
                if best is None:
                    raise
                break
            count += 1
            gained = best is None or _radius_m(fix) < _radius_m(best)
            best, idle = (fix, 0) if gained else (best, idle + 1)
            if _radius_m(fix) <= GOOD_ACCURACY_M:
                break
        if best is None:
            raise LocationUnavailable("timeout")
        return Fix(best.point, best.source, best.taken_at, best.accuracy_m, count, best.mocked)

    async def location_allowed(self) -> bool:
        """Return whether the person already said yes; raises ``DeviceError``."""
        try:
            return await self._geolocator.get_permission_status() in GRANTED
        except CLIENT_FAILURES as error:
            raise DeviceError(str(error)) from error

    async def pick_photo(self) -> PickedFile | None:
        """Let the person choose an image."""
        return await self._pick(file_type=ft.FilePickerFileType.IMAGE)

    async def pick_pdf(self) -> PickedFile | None:
        """Let the person choose a PDF."""
        return await self._pick(file_type=ft.FilePickerFileType.CUSTOM, allowed_extensions=["pdf"])

    async def _pick(self, **which: Any) -> PickedFile | None:
        """Let the person choose one file; its bytes come along because a browser shows no path."""
        try:
            files = await self._picker.pick_files(with_data=True, cancel_upload_on_window_blur=False, **which)
        except CLIENT_FAILURES as error:
            raise DeviceError(str(error)) from error
        if not files:
            return None
        if files[0].bytes is None:
            raise DeviceError("the picker returned no content")
        return PickedFile(files[0].name, bytes(files[0].bytes))

    async def open_url(self, url: str) -> None:
        """Hand ``url`` to another app or tab."""
        try:
            await self._launcher.launch_url(url, mode=ft.LaunchMode.EXTERNAL_APPLICATION)
        except CLIENT_FAILURES as error:
            raise DeviceError(str(error)) from error

    async def share_text(self, text: str) -> None:
        """Open the share sheet; where there is none the text goes to the clipboard."""
        try:
            await self._share.share_text(
                text, mail_to_fallback_enabled=False, download_fallback_enabled=False
            )
        except CLIENT_FAILURES:
            await self.copy_text(text)

    async def save_file(self, name: str, content: bytes) -> None:
        """Offer ``content`` for saving; ``DeviceError`` when it is empty or the client refuses."""
        if not content:
            raise DeviceError("nothing to save")
        try:
            await self._picker.save_file(file_name=name, src_bytes=content)
        except CLIENT_FAILURES as error:
            raise DeviceError(str(error)) from error

    async def connectivity(self) -> Connectivity:
        """Return the kind of connection, ``unknown`` when the device does not say."""
        try:
            kinds = await self._connectivity.get_connectivity()
        except (*CLIENT_FAILURES, ValueError):
            return "unknown"
        return next((word for kind, word in CONNECTIONS if kind in kinds), "unknown")

    async def copy_text(self, text: str) -> None:
        """Put ``text`` on the clipboard."""
        try:
            await self._clipboard.set(text)
        except CLIENT_FAILURES as error:
            raise DeviceError(str(error)) from error

    async def _permit(self) -> None:
        try:
            if not await self._geolocator.is_location_service_enabled():
                raise LocationUnavailable("disabled")
            status = await self._geolocator.get_permission_status()
            if status is GeolocatorPermissionStatus.DENIED:
                status = await self._geolocator.request_permission()
        except CLIENT_FAILURES as error:
            raise LocationUnavailable(_reason(error)) from error
        if status in REFUSALS:
            raise LocationUnavailable("denied")

    async def _position(self, wait_s: float) -> GeolocatorPosition:
        configuration = GeolocatorConfiguration(
            accuracy=GeolocatorPositionAccuracy.BEST,
            time_limit=ft.Duration(milliseconds=round(wait_s * 1000)),
        )
        try:
            return await self._geolocator.get_current_position(configuration)
        except CLIENT_FAILURES as error:
            raise LocationUnavailable(_reason(error)) from error

    def _fix(self, position: GeolocatorPosition) -> Fix:
        """Return the fix of ``position``; Flet says 0.0 where the device does not know its accuracy."""
        try:
            point = Point(float(position.latitude), float(position.longitude))
        except (TypeError, ValueError) as error:
            raise LocationUnavailable("unsupported") from error
        taken_at = position.timestamp
        if not isinstance(taken_at, datetime) or taken_at.tzinfo is None:
            taken_at = self._clock.now()
        return Fix(
            point, PositionSource.GPS, taken_at, float(position.accuracy or 0) or None, mocked=position.mocked
        )


def _radius_m(fix: Fix) -> float:
    return float("inf") if fix.accuracy_m is None else fix.accuracy_m


def _reason(error: Exception) -> LocationReason:
    """Return why the client failed, from the words of its platform plug-ins."""
    text = str(error).lower()
    if "denied" in text or "permission" in text:
        return "denied"
    if isinstance(error, TimeoutError) or "time" in text:
        return "timeout"
    if "disabled" in text or "unavailable" in text:
        return "disabled"
    return "unsupported"


async def device_id() -> str:
    """Return the id this browser keeps for its folder when a process serves the app, made at first use."""
    preferences = ft.SharedPreferences()
    kept = await preferences.get(DEVICE_KEY)
    if isinstance(kept, str) and is_id(kept):
        return kept
    made = SystemIds().new()
    await preferences.set(DEVICE_KEY, made)
    return made
