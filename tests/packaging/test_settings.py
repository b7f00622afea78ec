"""[tool.flet]: known to Flet, complete, in step with the app, and asking for no more than is used."""

from __future__ import annotations

import json
import re
import struct
from pathlib import Path
from typing import Any

import pytest

from services.platform.device_flet import FletDevice
from tests.packaging.flet_table import is_known
from tests.packaging.settings import PROJECT, SHIPPED, dotted, flet_settings, packaged, pyproject
from tests.unit.device.test_device_flet import TickingClock
from tools.release import build_number
from tools.web_package import app_files
from views import palettes

FLET = flet_settings()
ANDROID = FLET["android"]
PERMISSIONS: dict[str, bool] = ANDROID["permission"]
USED = {"INTERNET", "ACCESS_NETWORK_STATE", "ACCESS_FINE_LOCATION", "ACCESS_COARSE_LOCATION"}
PHOTOS = "NSPhotoLibraryUsageDescription"
LOCATION = "NSLocationWhenInUseUsageDescription"


def test_flet_reads_every_setting() -> None:
    assert not [name for name in dotted(FLET) if not is_known(name)]


@pytest.mark.parametrize(
    "name", ["android.min_sdk", "orgs", "splash_color", "linux.min_sdk_version", "android.app.path"]
)
def test_a_setting_that_nothing_reads_is_noticed(name: str) -> None:
    assert not is_known(name)


def test_names_and_numbers_agree() -> None:
    project = pyproject()["project"]
    assert FLET["bundle_id"] == f"{FLET['org']}.{project['name']}"
    assert FLET["artifact"] == project["name"]
    assert FLET["build_number"] == build_number(project["version"])
    assert re.fullmatch(r"[a-z]+(\.[a-z]+)+", FLET["bundle_id"]), "one id for Android, iOS and desktops"


def test_a_package_holds_the_app_only() -> None:
    names = packaged()
    assert {name.split("/")[0] for name in names} == SHIPPED
    kinds = {Path(name).suffix for name in names}
    assert kinds == {".py", ".json", ".png", ".svg", ".ttf", ".txt"}, "fonts bring their licence"
    needed = {name.as_posix() for name in app_files(PROJECT) if name.suffix != ".mo"}
    assert needed <= set(names)


def test_what_is_excluded_is_there() -> None:
    """Paths are matched exactly: a renamed file would be packed in silence."""
    untracked = {".venv", "build", "dist", "node_modules", "var", ".git"}
    assert [p for p in FLET["app"]["exclude"] if p not in untracked and not (PROJECT / p).exists()] == []


def test_permissions_are_what_the_app_uses() -> None:
    granted = {name.removeprefix("android.permission.") for name, wanted in PERMISSIONS.items() if wanted}
    assert granted == USED
    for never in ("ACCESS_BACKGROUND_LOCATION", "CAMERA", "READ_MEDIA_IMAGES", "FOREGROUND_SERVICE_LOCATION"):
        assert PERMISSIONS[f"android.permission.{never}"] is False, never
    assert "permissions" not in FLET, "Flet's bundle for location asks for it in the background too"


def test_every_permission_has_its_reason_in_the_docs() -> None:
    told = (PROJECT / "docs/android.md").read_text("utf-8")
    for name in PERMISSIONS:
        assert f"`{name.removeprefix('android.permission.')}`" in told, name


def test_no_hardware_is_required() -> None:
    assert not any(ANDROID["feature"].values())
    assert {"android.hardware.location.gps", "android.hardware.camera.any", "android.hardware.wifi"} <= set(
        ANDROID["feature"]
    )


def test_data_stays_on_the_phone() -> None:
    manifest = ANDROID["manifest_application"]
    assert manifest["allowBackup"] == manifest["usesCleartextTraffic"] == "false"


def test_links_have_one_form() -> None:
    assert ANDROID["deep_linking"] == FLET["ios"]["deep_linking"] == {"scheme": "rafflesia", "host": "app"}


@pytest.mark.parametrize(
    ("system", "keys"), [("ios", [LOCATION, PHOTOS]), ("macos", ["NSLocationUsageDescription"])]
)
def test_apple_is_told_why_in_both_languages(system: str, keys: list[str]) -> None:
    for key in keys:
        assert re.fullmatch(r"Untuk .+\. To .+\.", FLET[system]["info"][key])


def test_colours_are_the_apps() -> None:
    light, dark = palettes.LIGHT.paper, palettes.DARK.paper
    assert FLET["splash"] == {"color": light, "dark_color": dark}
    assert ANDROID["adaptive_icon_background"] == FLET["icon_background"] == light
    boot = FLET["boot_screen"]["flet"]
    assert (boot["bgcolor_light"], boot["bgcolor_dark"]) == (light, dark)


@pytest.mark.parametrize(
    ("name", "least"), [("icon", 1024), ("icon_android", 432), ("splash", 768), ("splash_dark", 768)]
)
def test_artwork_is_there_large_and_transparent(name: str, least: int) -> None:
    """PNG header: signature, IHDR with width, height, bit depth, colour type (6: with alpha)."""
    head = (PROJECT / f"assets/{name}.png").read_bytes()[:26]
    width, height, _depth, kind = struct.unpack(">IIBB", head[16:26])
    assert width == height >= least
    assert kind == 6, "the background is a setting"


def test_android_versions() -> None:
    assert ANDROID["min_sdk_version"] == 24, "Flutter supports nothing older"
    assert ANDROID["target_sdk_version"] >= 36, "Google Play takes no less since August 2026"
    assert "armeabi-v7a" in ANDROID["target_arch"], "cheap phones are 32-bit"


def test_position_is_read_only_when_asked() -> None:
    """Flet's geolocator listens all the time as soon as a handler is set."""
    geolocator: Any = FletDevice(TickingClock())._geolocator
    assert geolocator.on_position_change is geolocator.on_error is None


def test_the_web_manifest_and_the_package_have_one_name() -> None:
    manifest = json.loads((PROJECT / "tools/web/manifest.json").read_text("utf-8"))
    assert FLET["product"] in manifest["name"]
