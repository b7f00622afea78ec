"""One start of a site in a Chromium of its own: cold on an empty profile, then warm in the same profile."""

from __future__ import annotations

import os
import signal
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from playwright.sync_api import BrowserContext, Playwright

from benchmarks.start_server import Traffic
from benchmarks.start_trace import Start
from tools.chromium import FLAGS, HERE, PHONE

LIMIT_MS = 400_000
QUIET_S = 4.0
SETTLE_LIMIT_S = 240.0
SLICE_S = 0.02

WATCH = """(() => {
  const times = (globalThis.startTimes = {});
  const note = (name) => (times[name] ??= performance.now());
  const Stock = globalThis.Worker;
  globalThis.Worker = class extends Stock {
    constructor(...all) { note("worker-started"); super(...all); }
  };
  const told = new BroadcastChannel("start-trace");
  told.onmessage = ({ data }) => (times[data.name] = data.at - performance.timeOrigin);
  addEventListener("flutter-first-frame", () => note("flutter-first-frame"), { once: true });
  const look = () => {
    document.querySelector("flt-semantics-placeholder")?.click();
    for (const node of document.querySelectorAll("flt-semantics"))
      if ((node.ariaLabel || node.textContent).includes(WORDS)) return note("home-screen");
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()"""
COLLECT = """() => ({
  ...Object.fromEntries(performance.getEntriesByType("mark").map((m) => [m.name, m.startTime])),
  ...globalThis.startTimes,
})"""


def start_twice(
    playwright: Playwright, browser: str, origin: str, traffic: Traffic, *, words: str, cpu: float
) -> tuple[Start, Start]:
    """Return the cold and the warm start of ``origin``; ``cpu`` 4 gives the tab a quarter of the time.

    The warm start waits until nothing more is loaded in the background. With a service worker it is offline.
    """
    with tempfile.TemporaryDirectory(prefix="start-", ignore_cleanup_errors=True) as profile:
        context = playwright.chromium.launch_persistent_context(
            profile,
            executable_path=browser,
            args=list(FLAGS),
            viewport=PHONE,
            locale="id-ID",
            timezone_id="Asia/Jakarta",
            geolocation=HERE,
            permissions=["geolocation"],
        )
        try:
            context.add_init_script(WATCH.replace("WORDS", repr(words)))
            with slowed(profile, cpu):
                cold = _start(context, origin, traffic)
            _settle(context, traffic)
            background = traffic.total - cold.bytes
            offline = _has_worker(context)
            context.set_offline(offline)
            with slowed(profile, cpu):
                warm = _start(context, origin, traffic)
        finally:
            context.close()
    cold.after_bytes, warm.offline = background, offline
    return cold, warm


def _start(context: BrowserContext, origin: str, traffic: Traffic) -> Start:
    before = traffic.total
    page = context.new_page()
    page.goto(origin, wait_until="commit", timeout=LIMIT_MS)
    page.wait_for_function("globalThis.startTimes?.['home-screen']", timeout=LIMIT_MS, polling=100)
    page.wait_for_timeout(300)  # the marks that come by message
    marks = {name: float(at) for name, at in page.evaluate(COLLECT).items()}
    shown = page.evaluate("performance.timeOrigin") + marks["home-screen"]
    return Start(marks=marks, bytes=traffic.until(shown / 1e3) - before)


def _settle(context: BrowserContext, traffic: Traffic) -> None:
    """Wait until the background is quiet, then close the tabs."""
    deadline = time.monotonic() + SETTLE_LIMIT_S
    page = context.pages[-1]
    page.wait_for_timeout(QUIET_S * 1_000)
    while traffic.quiet_s < QUIET_S and time.monotonic() < deadline:
        page.wait_for_timeout(500)
    kept = context.new_page()
    for other in context.pages:
        if other != kept:
            other.close()


def _has_worker(context: BrowserContext) -> bool:
    return bool(context.service_workers)


@contextmanager
def slowed(profile: str, factor: float) -> Iterator[None]:
    """Let the tab's and the graphics processes of a browser run one part in ``factor`` of the time.

    The browser's own throttle slows the main thread only, and Python runs in a worker.
    """
    if factor <= 1:
        yield
        return
    done = threading.Event()
    thread = threading.Thread(target=_slow, args=(profile, factor, done), daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _slow(profile: str, factor: float, done: threading.Event) -> None:
    known: list[int] = []
    turns = 0
    while not done.is_set():
        if turns % 10 == 0:
            known = _processes(profile)
        turns += 1
        _signal(known, signal.SIGSTOP)
        time.sleep(SLICE_S * (factor - 1) / factor)
        _signal(known, signal.SIGCONT)
        time.sleep(SLICE_S / factor)


def _signal(processes: list[int], number: signal.Signals) -> None:
    for process in processes:
        with suppress(ProcessLookupError):
            os.kill(process, number)


def _processes(profile: str) -> list[int]:
    """Return the tab and graphics processes below the browser that runs on ``profile``."""
    lines: dict[int, tuple[int, str]] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with suppress(OSError):
                command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
                parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
                lines[int(folder.name)] = parent, command
    ours = {pid for pid, (_, command) in lines.items() if profile in command}
    while more := {pid for pid, (parent, _) in lines.items() if parent in ours} - ours:
        ours |= more
    return [pid for pid in ours if "--type=renderer" in lines[pid][1] or "--type=gpu" in lines[pid][1]]
