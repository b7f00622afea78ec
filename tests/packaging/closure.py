"""The packages that a phone gets: what the project depends on, followed as an installer on Android would."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import Distribution, distribution

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.packaging.settings import flet_settings, pyproject

ANDROID = {
    "implementation_name": "cpython",
    "os_name": "posix",
    "platform_machine": "aarch64",
    "platform_python_implementation": "CPython",
    "platform_system": "Android",
    "python_full_version": "3.14.2",
    "python_version": "3.14",
    "sys_platform": "android",
    "extra": "",
}
COMPILED = (".so", ".pyd", ".dylib", ".dll")


def app_requirements(platform: str = "android") -> list[str]:
    """Return what pyproject.toml asks for on ``platform``."""
    return [*pyproject()["project"]["dependencies"], *flet_settings()[platform]["dependencies"]]


def closure(requirements: Iterable[str]) -> dict[str, Distribution]:
    """Return the installed distributions that ``requirements`` need on Android, by name.

    Raises ``PackageNotFoundError`` for one that is not installed here.
    """
    found: dict[str, Distribution] = {}
    waiting = [Requirement(text) for text in requirements]
    while waiting:
        wanted = waiting.pop()
        name = canonicalize_name(wanted.name)
        if name in found or (wanted.marker and not wanted.marker.evaluate(ANDROID)):
            continue
        found[name] = distribution(name)
        waiting += [Requirement(text) for text in found[name].requires or ()]
    return found


def compiled_files(package: Distribution) -> list[str]:
    """Return the files of ``package`` that were compiled for this machine."""
    return [str(path) for path in package.files or () if path.suffix in COMPILED or ".so." in path.name]


def import_names(package: Distribution) -> set[str]:
    """Return the modules that ``package`` brings."""
    tops = {path.parts[0] for path in package.files or () if path.suffix in (".py", *COMPILED)}
    return {top.partition(".")[0] for top in tops} - {"", "__pycache__"}
