"""The kiosk's Chromium, and how its page is."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from tools.kiosk.chromium import Process, arguments
from tools.kiosk.options import Options
from tools.kiosk.pipe import Message, PipeClosed

_GUARD = Path(__file__).with_name("guard.js")
_ATTACH = {"autoAttach": True, "waitForDebuggerOnStart": False, "flatten": True}


def _question(promised: str) -> Message:
    expression = f"new Promise((done) => {promised})"
    return {"expression": expression, "awaitPromise": True, "returnByValue": True}


# A loop that never ends can still be interrupted by an evaluation; a promise waits for its turn.
_WHERE = _question("setTimeout(() => done([location.href, performance.timeOrigin]))")

# The worker in which the app's Python runs answers through the page (tools/web/boot.js, worker.js). Asked
# directly, Chromium's renderer crashes now and then while the page is being left.
ALIVE = _question("""{
  const heard = ({ detail }) => {
    if (detail.type !== "alive") return;
    removeEventListener("app-says", heard);
    done(true);
  };
  addEventListener("app-says", heard);
  dispatchEvent(new CustomEvent("app-hears", { detail: { type: "alive" } }));
}""")
_NOTHING_YET = "about:blank"


class Health(Enum):
    """How the page is."""

    WELL = "shows the kiosk"
    AWAY = "shows another screen of the site"
    STRAY = "shows something else"
    STARTING = "is starting"
    CRASHED = "crashed"
    SILENT = "does not answer"
    GONE = "is gone"


@dataclass(slots=True)
class _Load:
    """One load of the page: its moment, since when we know of it, and whether its worker has answered."""

    origin: float
    since: float
    spoke: bool = False


class Browser:
    """A running Chromium. ``check`` asks the page, and through it the worker in which its Python runs."""

    def __init__(self, options: Options) -> None:
        self._options = options
        options.profile.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._process = Process(arguments(options))
        self._pipe = self._process.pipe
        self._page = ""
        self._crashed = False
        self._began = time.monotonic()
        self._load = _Load(0.0, self._began)
        self._send("Target.setAutoAttach", _ATTACH)

    def check(self) -> Health:
        """Ask everything that should answer; this takes ``answer_s`` at most."""
        try:
            return self._ask()
        except PipeClosed:
            return Health.GONE

    def reopen(self) -> None:
        """Load the kiosk's first screen."""
        self._send("Page.navigate", {"url": self._options.address}, self._page)

    def end(self) -> None:
        """End it and everything it started."""
        self._process.end()

    def _ask(self) -> Health:
        deadline = time.monotonic() + self._options.answer_s
        self._hear(time.monotonic())
        while not self._page and (message := self._pipe.receive(deadline)) is not None:
            self._note(message)
        if not self._page:
            return Health.STARTING if self._is_new() else Health.SILENT
        answer = self._answer(_WHERE, deadline)
        if self._crashed or answer is None:
            return Health.CRASHED if self._crashed else Health.SILENT
        shown, origin = _value(answer) or ("", 0.0)
        if not shown:  # it was being loaded while we asked
            return Health.STARTING
        if not (shown + "/").startswith(self._options.site + "/"):
            return Health.STARTING if self._is_new() and shown == _NOTHING_YET else Health.STRAY
        if self._load.origin != origin:
            self._load = _Load(origin, time.monotonic())
        return self._worker(deadline) or (
            Health.WELL if _is_first(shown, self._options.address) else Health.AWAY
        )

    def _worker(self, deadline: float) -> Health | None:
        """Ask the worker; None when it is well."""
        answer = self._answer(ALIVE, deadline)
        if self._crashed:
            return Health.CRASHED
        if answer is None:
            return Health.SILENT if self._is_due() else Health.STARTING
        if not _value(answer):  # the page went away meanwhile
            return Health.STARTING
        self._load.spoke = True
        return None

    def _answer(self, question: Message, deadline: float) -> Message | None:
        """Ask the page; None when it is silent until ``deadline``, empty when it went away meanwhile."""
        page = self._page
        number = self._pipe.send("Runtime.evaluate", question, page)
        while self._page == page and not self._crashed:
            message = self._pipe.receive(deadline)
            if message is None or message.get("id") == number:
                return message
            self._note(message)
        return {}

    def _is_new(self) -> bool:
        return time.monotonic() - self._began < self._options.start_s

    def _is_due(self) -> bool:
        """Tell whether the worker should answer: it did before, or it had the time in which Python starts."""
        return self._load.spoke or time.monotonic() - self._load.since >= self._options.start_s

    def _hear(self, until: float) -> None:
        while (message := self._pipe.receive(until)) is not None:
            self._note(message)

    def _note(self, message: Message) -> None:
        """Keep up with what comes, goes and crashes."""
        params: dict[str, Any] = message.get("params", {})
        match message.get("method"):
            case "Target.attachedToTarget":
                self._attached(params["sessionId"], params["targetInfo"])
            case "Target.detachedFromTarget":
                self._page = "" if params["sessionId"] == self._page else self._page
            case "Inspector.targetCrashed":
                self._crashed = self._crashed or message.get("sessionId") == self._page

    def _attached(self, session: str, target: dict[str, Any]) -> None:
        if target["type"] == "page" and self._page:
            self._pipe.send("Target.closeTarget", {"targetId": target["targetId"]})  # a second window
        elif target["type"] == "page":
            self._page = session
            guard = {"source": _GUARD.read_text("utf-8"), "runImmediately": True}
            self._pipe.send("Page.enable", {}, session)
            self._pipe.send("Page.addScriptToEvaluateOnNewDocument", guard, session)
            self._pipe.send("Inspector.enable", {}, session)

    def _send(self, method: str, params: dict[str, Any], session: str = "") -> None:
        """Send a command; that Chromium is gone is noticed at the next check."""
        with suppress(PipeClosed):
            self._pipe.send(method, params, session)


def _is_first(shown: str, address: str) -> bool:
    return shown.split("?")[0].split("#")[0].rstrip("/") == address


def _value(answer: Message) -> Any:
    """Return what a promise was kept with; None when the page went away before."""
    return answer.get("result", {}).get("result", {}).get("value")
