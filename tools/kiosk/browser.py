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

# A loop that never ends can still be interrupted by an evaluation; a promise waits for its turn.
_QUESTION = {
    "expression": "new Promise((done) => setTimeout(() => done(location.href)))",
    "awaitPromise": True,
    "returnByValue": True,
}
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
class _Session:
    """A page or a worker: since when it is there, and whether it has answered since."""

    since: float
    spoke: bool = False


class Browser:
    """A running Chromium. ``check`` asks the page, and the worker in which its Python runs."""

    def __init__(self, options: Options) -> None:
        self._options = options
        options.profile.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._process = Process(arguments(options))
        self._pipe = self._process.pipe
        self._page = ""
        self._sessions: dict[str, _Session] = {}
        self._crashed = False
        self._began = time.monotonic()
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
        asked = {self._question(session): session for session in (self._sessions if self._page else ())}
        shown = ""
        while (asked or not self._page) and not self._crashed:
            message = self._pipe.receive(deadline)
            if message is None:
                break
            session = asked.pop(message.get("id", 0), "")
            if session in self._sessions:
                self._sessions[session].spoke = True
            if session and session == self._page:
                shown = str(message.get("result", {}).get("result", {}).get("value", ""))
            self._note(message)
            asked = {number: one for number, one in asked.items() if one in self._sessions}
        return self._judge(set(asked.values()), shown)

    def _judge(self, silent: set[str], shown: str) -> Health:
        if self._crashed:
            return Health.CRASHED
        if self._page in silent or any(map(self._is_due, silent)):
            return Health.SILENT
        is_new = time.monotonic() - self._began < self._options.start_s
        if not self._page:
            return Health.STARTING if is_new else Health.SILENT
        if not shown:  # it was being loaded while we asked
            return Health.STARTING
        if not (shown + "/").startswith(self._options.site + "/"):
            return Health.STARTING if is_new and shown == _NOTHING_YET else Health.STRAY
        if silent:
            return Health.STARTING
        return Health.WELL if _is_first(shown, self._options.address) else Health.AWAY

    def _is_due(self, worker: str) -> bool:
        """Tell whether a worker should answer: it did before, or it had the time in which Python starts."""
        session = self._sessions[worker]
        return session.spoke or time.monotonic() - session.since >= self._options.start_s

    def _question(self, session: str) -> int:
        return self._pipe.send("Runtime.evaluate", _QUESTION, session)

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
                self._sessions.pop(params["sessionId"], None)
                self._page = "" if params["sessionId"] == self._page else self._page
            case "Inspector.targetCrashed":
                self._crashed = self._crashed or message.get("sessionId") == self._page

    def _attached(self, session: str, target: dict[str, Any]) -> None:
        if target["type"] == "page" and self._page:
            self._pipe.send("Target.closeTarget", {"targetId": target["targetId"]})  # a second window
        elif target["type"] == "page":
            self._page, self._sessions[session] = session, _Session(time.monotonic())
            guard = {"source": _GUARD.read_text("utf-8"), "runImmediately": True}
            self._pipe.send("Page.enable", {}, session)
            self._pipe.send("Page.addScriptToEvaluateOnNewDocument", guard, session)
            self._pipe.send("Inspector.enable", {}, session)
            self._pipe.send("Target.setAutoAttach", _ATTACH, session)
        elif target["type"] == "worker":
            self._sessions[session] = _Session(time.monotonic())

    def _send(self, method: str, params: dict[str, Any], session: str = "") -> None:
        """Send a command; that Chromium is gone is noticed at the next check."""
        with suppress(PipeClosed):
            self._pipe.send(method, params, session)


def _is_first(shown: str, address: str) -> bool:
    return shown.split("?")[0].split("#")[0].rstrip("/") == address
