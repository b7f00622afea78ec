"""What a package needs before it is built; `.github/workflows/release.yml` and docs/android.md use it.

python -m tools.release check v0.1.0               the tag names the version of pyproject.toml
python -m tools.release gateway https://wifi.example   the package will talk to this gateway
python -m tools.release template wifi.example OUT.zip  Flet's template, opening https links of that host too
"""

from __future__ import annotations

import re
import sys
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from services.platform.native import GATEWAY_FILE

ROOT = Path(__file__).resolve().parent.parent
MANIFEST = "android/app/src/main/AndroidManifest.xml"
ANCHOR = "<!-- flet: end of deep linking {% endif %} -->"
HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")
LOOPBACK = frozenset({"localhost", "127.0.0.1"})
FILTER = """
            <intent-filter android:autoVerify="true">
                <action android:name="android.intent.action.VIEW" />
                <category android:name="android.intent.category.DEFAULT" />
                <category android:name="android.intent.category.BROWSABLE" />
                <data android:scheme="https" android:host="{host}" />
            </intent-filter>"""
"""Flet's configuration knows one scheme and host; the web's links come beside ``rafflesia://``."""


def version(root: Path = ROOT) -> str:
    """Return the version told in pyproject.toml."""
    told: str = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    return told


def build_number(told: str) -> int:
    """Return the number that must grow with every release of a store: 1.2.3 is 10203."""
    major, minor, patch = (int(part) for part in told.split("."))
    return major * 10_000 + minor * 100 + patch


def check(tag: str) -> None:
    """Raise ``ValueError`` when ``tag`` does not name the version."""
    if tag != f"v{version()}":
        raise ValueError(f"tag {tag} on version {version()}")


def write_gateway(address: str, assets: Path = ROOT / "assets") -> None:
    """Pack the gateway's ``address``; ``ValueError`` for one without TLS, which Android would refuse."""
    parts = urlsplit(address)
    if not parts.hostname or (parts.scheme != "https" and parts.hostname not in LOOPBACK):
        raise ValueError(f"not an https address: {address}")
    (assets / GATEWAY_FILE).write_text(address.rstrip("/") + "\n", "utf-8")


def add_links(manifest: str, host: str) -> str:
    """Return the template of AndroidManifest.xml that also opens https links of ``host``."""
    if manifest.count(ANCHOR) != 1:
        raise ValueError("the template has changed: no single end of deep linking")
    if not HOST.fullmatch(host):
        raise ValueError(f"not a host: {host}")
    return manifest.replace(ANCHOR, ANCHOR + FILTER.format(host=host))


def patch_template(source: Path, host: str, target: Path) -> None:
    """Copy Flet's build template with the links of ``host``; ``ValueError`` when it has another shape."""
    found = 0
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            content = old.read(item)
            if item.filename.endswith(MANIFEST):
                content = add_links(content.decode(), host).encode()
                found += 1
            new.writestr(item, content)
    if found != 1:
        raise ValueError(f"{found} manifests in the template")


def write_template(host: str, target: str) -> None:
    """Fetch the template that the installed Flet would build with and patch it (needs flet-cli)."""
    import flet.version
    from flet_cli.commands.build_base import DEFAULT_TEMPLATE_URL
    from flet_cli.utils.template_cache import get_cached_template_zip

    told = flet.version.flet_version
    source = get_cached_template_zip(DEFAULT_TEMPLATE_URL.format(version=told), told)
    patch_template(Path(source), host, Path(target))


COMMANDS: dict[str, tuple[int, Callable[..., None]]] = {
    "check": (1, check),
    "gateway": (1, write_gateway),
    "template": (2, write_template),
}


def main(arguments: list[str]) -> int:
    """Run one command; returns the exit code."""
    name, *values = arguments or [""]
    count, run = COMMANDS.get(name, (None, check))
    if len(values) != count:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        run(*values)
    except ValueError as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
