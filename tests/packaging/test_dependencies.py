"""What the app depends on runs on a phone: pure Python, or a wheel that Flet builds for Android and iOS."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, distribution

import pytest

from tests.packaging.closure import app_requirements, closure, compiled_files, import_names
from tests.packaging.settings import PROJECT

MOBILE_WHEELS = {
    "msgpack": "Flet's own protocol: every Flet app on a phone brings it, and it falls back to pure Python",
    "pillow": "makes photos small; Flet builds it for Android and iOS, and without it photos stay large",
}
"""The only compiled packages, with the reason why they may be."""

PACKAGES = closure(app_requirements())


def locked(name: str) -> set[str]:
    lines = (PROJECT / f"requirements/{name}.lock").read_text("utf-8").splitlines()
    return {line.partition("==")[0] for line in lines if "==" in line and line[0] not in " #"}


@pytest.mark.parametrize("name", sorted(PACKAGES))
def test_a_dependency_is_pure_or_has_a_mobile_wheel(name: str) -> None:
    compiled = compiled_files(PACKAGES[name])
    assert not compiled or name in MOBILE_WHEELS, compiled[:3]


def test_every_exception_is_needed() -> None:
    assert all(compiled_files(PACKAGES[name]) for name in MOBILE_WHEELS)


@pytest.mark.parametrize("name", ["sqlalchemy", "cryptography", "shapely", "pydantic-core"])
def test_compiled_packages_are_noticed(name: str) -> None:
    """The gateway's, of which none may come along."""
    assert compiled_files(distribution(name))
    assert name not in PACKAGES


def test_the_browser_gets_the_same_packages() -> None:
    """Android's set is the browser's, and what Flet and we ask for outside of it."""
    assert set(PACKAGES) - locked("web") == {"oauthlib", "pillow"}
    assert locked("web") <= set(PACKAGES)


def test_a_missing_package_ends_the_search() -> None:
    with pytest.raises(PackageNotFoundError):
        closure(["rafflesia-not-there"])
    assert set(closure(['rafflesia-not-there; sys_platform == "win32"'])) == set()


def test_modules_are_found() -> None:
    assert import_names(PACKAGES["six"]) == {"six"}
    assert "flet" in import_names(PACKAGES["flet"])


@pytest.mark.parametrize("platform", ["ios", "linux", "macos", "windows"])
def test_other_systems_add_no_more(platform: str) -> None:
    assert app_requirements(platform) == app_requirements("android")
