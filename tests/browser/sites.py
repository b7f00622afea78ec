"""Other editions of the built site, made without building: for updates while a tab is open."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from tools.web_worker import TWINS, fetch_workbox, write_worker
from tests.browser.gateway_process import PROJECT


def copy_site(site: Path, target: Path) -> Path:
    """Return a copy of ``site``; what does not change is linked, not copied."""
    shutil.copytree(site, target, copy_function=os.link)
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
    workbox = fetch_workbox(PROJECT / "build/cache")
    assert workbox is not None
    write_worker(target, workbox)
    return target


def publish(link: Path, site: Path) -> None:
    """Let the gateway serve ``site``: ``link`` is the folder it was started with."""
    fresh = link.with_name("fresh")
    fresh.symlink_to(site, target_is_directory=True)
    fresh.replace(link)
