"""The device adapter over stand-ins for Flet's services, which answer as the client does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import flet as ft
import pytest
from flet_geolocator import GeolocatorPermissionStatus, GeolocatorPosition

from services.errors import DeviceError, LocationUnavailable
from services.platform.device_flet import FletDevice

NOON = datetime(2026, 11, 21, 5, tzinfo=UTC)


class TickingClock:
    """Every look at the monotonic clock is a second later."""

    def __init__(self) -> None:
        self._seconds = 0.0

    def now(self) -> datetime:
        return NOON

    def monotonic(self) -> float:
        self._seconds += 1
        return self._seconds


class FakeGeolocator:
    """Gives the positions in turn; an exception among them is raised."""

    def __init__(self, *answers: GeolocatorPosition | Exception, enabled: bool = True) -> None:
        self._answers: Iterator[GeolocatorPosition | Exception] = iter(answers)
        self.enabled = enabled
        self.status = GeolocatorPermissionStatus.WHILE_IN_USE
        self.after_asking = GeolocatorPermissionStatus.WHILE_IN_USE

    async def is_location_service_enabled(self) -> bool:
        return self.enabled

    async def get_permission_status(self) -> GeolocatorPermissionStatus:
        return self.status

    async def request_permission(self) -> GeolocatorPermissionStatus:
        return self.after_asking

    async def get_current_position(self, _configuration: object) -> GeolocatorPosition:
        answer = next(self._answers)
        if isinstance(answer, Exception):
            raise answer
        return answer


class FakePicker:
    def __init__(self, files: list[ft.FilePickerFile]) -> None:
        self.files = files
        self.saved: dict[str, Any] = {}
        self.asked: dict[str, Any] = {}

    async def pick_files(self, **options: Any) -> list[ft.FilePickerFile]:
        self.asked = options
        return self.files

    async def save_file(self, **options: Any) -> None:
        self.saved = options


class FakeShare:
    async def share_text(self, *_text: str, **_options: object) -> None:
        raise RuntimeError("no share sheet here")


class FakeClipboard:
    text = ""

    async def set(self, value: str) -> None:
        self.text = value


class FakeConnectivity:
    def __init__(self, *kinds: ft.ConnectivityType) -> None:
        self.kinds = list(kinds)

    async def get_connectivity(self) -> list[ft.ConnectivityType]:
        if not self.kinds:
            raise RuntimeError("unknown")
        return self.kinds


def at(accuracy: float | None, **fields: Any) -> GeolocatorPosition:
    return GeolocatorPosition(latitude=-3.7928, longitude=102.2608, accuracy=accuracy, **fields)


def device(**parts: object) -> FletDevice:
    made = FletDevice(TickingClock())
    for name, part in parts.items():
        assert hasattr(made, f"_{name}")
        setattr(made, f"_{name}", part)
    return made


async def test_the_best_of_several_fixes_is_kept() -> None:
    found = await device(geolocator=FakeGeolocator(at(80), at(25), at(40), at(60))).locate()
    assert found.accuracy_m == 25
    assert found.fixes == 4
    assert (found.point.lat, found.point.lon) == (-3.7928, 102.2608)


async def test_a_good_fix_ends_the_wait() -> None:
    assert (await device(geolocator=FakeGeolocator(at(12))).locate()).fixes == 1


@pytest.mark.parametrize("accuracy", [0.0, None])
async def test_no_accuracy_is_unknown_not_perfect(accuracy: float | None) -> None:
    found = await device(geolocator=FakeGeolocator(at(accuracy), at(90), at(95), at(99))).locate()
    assert found.accuracy_m == 90
    alone = await device(geolocator=FakeGeolocator(at(accuracy), RuntimeError("timeout"))).locate()
    assert alone.accuracy_m is None


async def test_the_time_is_the_fixs_own_when_it_says_one() -> None:
    earlier = NOON - timedelta(minutes=3)
    assert (await device(geolocator=FakeGeolocator(at(5, timestamp=earlier))).locate()).taken_at == earlier
    naive = earlier.replace(tzinfo=None)
    assert (await device(geolocator=FakeGeolocator(at(5, timestamp=naive))).locate()).taken_at == NOON


async def test_the_wait_ends() -> None:
    assert (await device(geolocator=FakeGeolocator(at(90), at(80))).locate(wait_s=3)).fixes == 2
    with pytest.raises(LocationUnavailable) as raised:
        await device(geolocator=FakeGeolocator()).locate(wait_s=0)
    assert raised.value.reason == "timeout"


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (RuntimeError("User denied Geolocation"), "denied"),
        (RuntimeError("TimeoutException after 0:00:20"), "timeout"),
        (TimeoutError(), "timeout"),
        (RuntimeError("Position update is unavailable"), "disabled"),
        (ft.FletUnsupportedPlatformException("not here"), "unsupported"),
    ],
)
async def test_failures_have_a_reason(error: Exception, reason: str) -> None:
    with pytest.raises(LocationUnavailable) as raised:
        await device(geolocator=FakeGeolocator(error)).locate()
    assert raised.value.reason == reason


async def test_permission_is_asked_for_once_and_a_no_is_a_no() -> None:
    geolocator = FakeGeolocator(at(5))
    geolocator.status = GeolocatorPermissionStatus.DENIED
    assert await device(geolocator=geolocator).location_allowed() is False
    assert (await device(geolocator=geolocator).locate()).accuracy_m == 5
    geolocator.after_asking = GeolocatorPermissionStatus.DENIED_FOREVER
    with pytest.raises(LocationUnavailable) as raised:
        await device(geolocator=geolocator).locate()
    assert raised.value.reason == "denied"


async def test_a_switched_off_receiver_is_told() -> None:
    with pytest.raises(LocationUnavailable) as raised:
        await device(geolocator=FakeGeolocator(enabled=False)).locate()
    assert raised.value.reason == "disabled"


async def test_photos_come_with_their_content() -> None:
    chosen = ft.FilePickerFile(id=1, name="a.jpg", size=3, bytes=b"abc")
    picked = await device(picker=FakePicker([chosen])).pick_photo()
    assert picked is not None
    assert (picked.name, picked.content) == ("a.jpg", b"abc")
    assert await device(picker=FakePicker([])).pick_photo() is None
    with pytest.raises(DeviceError):
        await device(picker=FakePicker([ft.FilePickerFile(id=1, name="a.jpg", size=3)])).pick_photo()


async def test_a_pdf_is_asked_for_by_its_ending() -> None:
    chosen = ft.FilePickerFile(id=1, name="surat.pdf", size=4, bytes=b"%PDF")
    picker = FakePicker([chosen])
    picked = await device(picker=picker).pick_pdf()
    assert picked is not None
    assert (picked.name, picked.content) == ("surat.pdf", b"%PDF")
    assert picker.asked["allowed_extensions"] == ["pdf"]


async def test_saving_takes_content() -> None:
    picker = FakePicker([])
    await device(picker=picker).save_file("laporan.json", b"{}")
    assert picker.saved == {"file_name": "laporan.json", "src_bytes": b"{}"}
    with pytest.raises(DeviceError):
        await device(picker=picker).save_file("laporan.json", b"")


async def test_without_a_share_sheet_the_text_is_copied() -> None:
    clipboard = FakeClipboard()
    await device(share=FakeShare(), clipboard=clipboard).share_text("Benteng Marlborough")
    assert clipboard.text == "Benteng Marlborough"


@pytest.mark.parametrize(
    ("kinds", "word"),
    [
        ([ft.ConnectivityType.WIFI, ft.ConnectivityType.VPN], "wifi"),
        ([ft.ConnectivityType.MOBILE], "mobile"),
        ([ft.ConnectivityType.NONE], "none"),
        ([ft.ConnectivityType.BLUETOOTH], "unknown"),
        ([], "unknown"),
    ],
)
async def test_the_kind_of_connection_is_a_hint(kinds: list[ft.ConnectivityType], word: str) -> None:
    assert await device(connectivity=FakeConnectivity(*kinds)).connectivity() == word
