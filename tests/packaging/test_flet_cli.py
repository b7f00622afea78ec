"""Against the real flet-cli where it is installed (the release workflow): the table, what would be built."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import pytest

from tests.packaging import flet_table
from tests.packaging.settings import PROJECT

pytest.importorskip("flet_cli", reason="flet-cli is not installed; its table is tested instead")

MANIFEST = {
    "default_python_version": "3.14",
    "pythons": {
        "3.14": {
            "full_version": "3.14.2",
            "pyodide_version": "314.0.7",
            "android_abis": ["arm64-v8a", "armeabi-v7a", "x86_64"],
        }
    },
}


def build_parser() -> argparse.ArgumentParser:
    from flet_cli.cli import get_parser

    commands = next(a for a in get_parser()._actions if isinstance(a, argparse._SubParsersAction))
    parser: argparse.ArgumentParser = commands.choices["build"]
    return parser


def test_the_table_is_flets() -> None:
    from flet.version import flet_version

    assert flet_version == flet_table.VERSION
    actions = build_parser()._actions
    named = [(option, action) for action in actions for option in action.option_strings if option[:2] == "--"]
    assert {option for option, action in named if action.nargs == 0} == flet_table.FLAGS
    assert {option for option, action in named if action.nargs != 0} == flet_table.OPTIONS
    assert set(next(a.choices for a in actions if a.dest == "target_platform")) == flet_table.TARGETS


def test_settings_of_the_table_are_in_flets_sources() -> None:
    import flet_cli

    sources = "\n".join(p.read_text("utf-8") for p in Path(flet_cli.__path__[0]).rglob("*.py"))
    for name in flet_table.OF_PLATFORM - flet_table.FROM_TEMPLATE:
        platform, _, rest = name.partition(".")
        assert f"tool.flet.{name}" in sources or f"config_platform}}.{rest}" in sources, (platform, rest)
    for name in (flet_table.ANYWHERE | flet_table.GLOBAL) - {"splash", "boot_screen", "app.exclude"}:
        assert f"tool.flet.{name}" in sources or f'"{name}"' in sources, name


@pytest.fixture
def planned(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """Return what Flet would fill its template with, by target; no SDK is asked."""
    (tmp_path / "manifest.json").write_text(json.dumps(MANIFEST), "utf-8")
    monkeypatch.setenv("FLET_PYTHON_BUILD_MANIFEST", str(tmp_path / "manifest.json"))

    def plan(target: str) -> dict[str, Any]:
        from flet_cli.cli import parse_command_line
        from flet_cli.commands.build import Command
        from flet_cli.utils.pyproject_toml import load_pyproject_toml
        from flet_cli.utils.python_versions import resolve_python_version

        command: Any = Command(argparse.ArgumentParser())
        command.options = parse_command_line(["build", target, str(PROJECT)])
        command.target_platform, known = target, command.platforms[target]
        command.package_platform, command.config_platform = (
            known["package_platform"],
            known["config_platform"],
        )
        command.python_app_path, command.flutter_dir = PROJECT, tmp_path / "flutter"
        command.get_pyproject = load_pyproject_toml(PROJECT)
        command.python_release = resolve_python_version(None, command.get_pyproject)
        command.validate_entry_point()
        command.setup_template_data()
        filled: dict[str, Any] = command.template_data
        return filled

    return plan


@pytest.mark.parametrize("target", ["apk", "aab"])
def test_androids_manifest(planned: Any, target: str) -> None:
    data = planned(target)
    options = data["options"]
    assert (data["bundle_id"], data["artifact_name"], data["split_per_abi"]) == (
        "id.go.bengkuluprov.rafflesia",
        "rafflesia",
        True,
    )
    wanted = {name.rsplit(".", 1)[1] for name, on in options["android_permissions"].items() if on}
    assert wanted == {"INTERNET", "ACCESS_NETWORK_STATE", "ACCESS_FINE_LOCATION", "ACCESS_COARSE_LOCATION"}
    assert options["android_permissions"]["android.permission.ACCESS_BACKGROUND_LOCATION"] is False
    assert not any(options["android_features"].values())
    assert options["deep_linking"] == {"scheme": "rafflesia", "host": "app"}
    assert options["target_arch"] == ["arm64-v8a", "armeabi-v7a", "x86_64"]
    assert data["adaptive_icon_background"] == data["splash"]["color"]
    assert "-Xmx4G" in options["android_gradle_properties"]["org.gradle.jvmargs"]


def test_apples_texts(planned: Any) -> None:
    for target, key in (
        ("ipa", "NSLocationWhenInUseUsageDescription"),
        ("macos", "NSLocationUsageDescription"),
    ):
        assert planned(target)["options"]["info_plist"][key].startswith("Untuk ")


def test_linux_menu(planned: Any) -> None:
    assert planned("linux")["linux_categories"] == "Utility;Network;"


def test_icons_and_splash_fit_androids_masks() -> None:
    from flet_platform_assets import SplashOptions, load_source, render_icons, render_splash

    assets = PROJECT / "assets"
    icon, _ = load_source(assets / "icon_android.png")
    assert not render_icons(icon, platform="android").warnings
    light, dark = (load_source(assets / f"{name}.png")[0] for name in ("splash", "splash_dark"))
    result = render_splash(light, dark, SplashOptions(), platform="android")
    assert not result.warnings
    assert any("night" in asset.relative_path for asset in result.assets)
