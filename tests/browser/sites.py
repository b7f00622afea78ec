"""Other editions of the built site, made without building: for updates while a tab is open."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

from tests.browser.gateway_process import PROJECT
from tools import build_web
from tools.web_runtime import SCRIPTS
from tools.web_worker import TWINS, fetch_packages, write_worker


def copy_site(site: Path, target: Path) -> Path:
    """Return a copy of ``site``; what does not change is linked, not copied."""
    shutil.copytree(site, target, copy_function=os.link)
    return target


def without_memory(site: Path, target: Path) -> Path:
    """Return a copy of ``site`` without the picture of Python's memory: half as much to be kept at first."""
    copy_site(site, target)
    for file in [*target.glob("memory-*"), *target.glob("sw.js*")]:
        file.unlink()
    _write_worker(target)
    return target


def next_version(site: Path, target: Path) -> Path:
    """Return a copy of ``site`` as a next release would be: another app package, page and worker."""
    copy_site(site, target)
    package = next(target.glob("app-*.pack"))
    renamed = "app-" + "0" * 16 + ".pack"
    shutil.copyfile(package, target / renamed)
    page = (target / "index.html").read_text("utf-8").replace(package.name, renamed)
    for name in (package.name, "index.html", "sw.js"):
        for twin in ("", *TWINS):
            (target / f"{name}{twin}").unlink(missing_ok=True)
    (target / "index.html").write_text(page, "utf-8")
    _write_worker(target)
    return target


def below(site: Path, target: Path, base: str) -> Path:
    """Return ``target`` with ``site`` as ``tools.build_web --base base --output target/…`` leaves it.

    All that a build with another base does differently is ``finish``; the rest is linked from ``site``.
    """
    copy = copy_site(site, target / base.strip("/"))
    page = (copy / "index.html").read_text("utf-8")
    package, snapshot = re.findall(r'name="app-(?:package|snapshot)" content="([^"]*)"', page)
    # Links: written in place they would change ``site``.
    for name in ("index.html", "manifest.json", *SCRIPTS, "sw.js"):
        (copy / name).unlink()
    for twin in [path for path in copy.rglob("*") if path.suffix in TWINS]:
        twin.unlink()
    build_web.finish(copy, base, package, snapshot, PROJECT / "build/cache")
    return target


def _write_worker(site: Path) -> None:
    workbox = fetch_packages(PROJECT / "build/cache")
    assert workbox is not None
    write_worker(site, workbox)


def publish(link: Path, site: Path) -> None:
    """Let the gateway serve ``site``: ``link`` is the folder it was started with."""
    fresh = link.with_name("fresh")
    fresh.symlink_to(site, target_is_directory=True)
    fresh.replace(link)
