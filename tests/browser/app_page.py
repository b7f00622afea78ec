"""The app in a tab, as a person with a screen reader sees it: by roles and names."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import ConsoleMessage, Locator, Page, Request, TimeoutError, expect

OUTPUT = Path(__file__).parent / "output"
START_LIMIT_MS = 90_000
WAIT_LIMIT_MS = 45_000
FOCUS_LIMIT_MS = 3_000
FRAME_MS = 50
KEY_MS = 30
FIELD_MS = 300  # a finger takes longer from the field to the keys; Flutter takes the field over meanwhile
SETTLE_LIMIT_MS = 10_000
STEP_MS = 120
QUIET_STEPS = 3
DRIVER_NOISE = ("GL Driver Message", "Automatic fallback to software WebGL")
STATE = """() => {
  const host = document.querySelector("flt-semantics-host");
  const named = [...host.querySelectorAll("[aria-label]")].map((element) => element.ariaLabel);
  const boxes = [...host.querySelectorAll("*")].map((element) => element.style.cssText);
  return [document.title, host.textContent, ...named, ...boxes].join("|");
}"""
"""What is on the screen and where, as a text."""


class AppPage:
    """One tab. ``problems`` and ``warnings`` come from the console; ``requests`` is every address asked."""

    def __init__(self, page: Page, origin: str) -> None:
        self.page = page
        self.origin = origin
        self.problems: list[str] = []
        self.warnings: list[str] = []
        self.requests: list[str] = []
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.problems.append(f"uncaught: {error}"))
        page.on("request", self._on_request)

    @property
    def foreign_requests(self) -> list[str]:
        """The requests that left the origin."""
        return [url for url in self.requests if not url.startswith((f"{self.origin}/", "data:", "blob:"))]

    def open(self, path: str = "/") -> AppPage:
        """Load ``path`` anew and wait until the first screen is drawn."""
        self.page.goto(f"{self.origin}{path}", wait_until="commit")
        return self.wait_ready()

    def reload(self) -> AppPage:
        """Reload as a person does and wait for the first screen."""
        self.page.reload(wait_until="commit")
        return self.wait_ready()

    def wait_ready(self) -> AppPage:
        """Wait for the first screen; raises Playwright's ``TimeoutError``."""
        self.page.wait_for_selector('html[data-ready="true"]', state="attached", timeout=START_LIMIT_MS)
        return self

    def button(self, name: str | re.Pattern[str]) -> Locator:
        """Return the first button whose name contains ``name``."""
        return self.page.get_by_role("button", name=name).first

    def press(self, name: str | re.Pattern[str]) -> AppPage:
        """Press a button, wherever it is on the screen."""
        self.button(name).click(timeout=WAIT_LIMIT_MS)
        return self

    def scroll_to(self, name: str | re.Pattern[str]) -> AppPage:
        """Turn the wheel until the button ``name`` comes up: what is far below is not in the tree yet."""
        size = self.page.viewport_size or {"width": 0, "height": 0}
        self.page.mouse.move(size["width"] / 2, size["height"] / 2)
        for _ in range(30):
            if self.button(name).count():
                return self
            self.page.mouse.wheel(0, size["height"] / 2)
            self.page.wait_for_timeout(300)
        raise AssertionError(f"no button {name} on this screen")

    def choose(self, role: str, name: str | re.Pattern[str]) -> AppPage:
        """Press a control of another role: ``radio``, ``checkbox``, ``tab``, ``switch``, ``link``."""
        self.page.get_by_role(role, name=name).first.click(timeout=WAIT_LIMIT_MS)  # type: ignore[arg-type]
        return self

    def fill(self, label: str | re.Pattern[str], text: str) -> AppPage:
        """Type ``text`` into the field ``label``, key by key, in place of what it holds."""
        field = self.page.get_by_role("textbox", name=label).first
        field.click(timeout=WAIT_LIMIT_MS)
        expect(field).to_be_focused(timeout=WAIT_LIMIT_MS)
        self.page.keyboard.press("Control+A")
        return self.type(text)

    def type(self, text: str) -> AppPage:
        """Type ``text``, key by key, into the field that has just got the focus."""
        self.page.wait_for_timeout(FIELD_MS)
        self.page.keyboard.type(text, delay=KEY_MS)
        return self

    def press_tab(self) -> str:
        """Press Tab at a person's pace and return the name of what has the focus then."""
        name = "() => document.activeElement?.ariaLabel || document.activeElement?.textContent || ''"
        before = self.page.evaluate_handle("document.activeElement")
        self.page.keyboard.press("Tab")
        # The focus moves with the next frame; at the end of a screen it stays where it is.
        with suppress(TimeoutError):
            moved = "(before) => document.activeElement !== before"
            self.page.wait_for_function(moved, arg=before, timeout=FOCUS_LIMIT_MS)
        self.page.wait_for_timeout(FRAME_MS)
        return str(self.page.evaluate(name))

    def see(self, text: str | re.Pattern[str], limit_ms: float = WAIT_LIMIT_MS) -> AppPage:
        """Wait until ``text`` is on the screen."""
        expect(self._named(text).first).to_be_attached(timeout=limit_ms)
        return self

    def not_see(self, text: str | re.Pattern[str], limit_ms: float = WAIT_LIMIT_MS) -> AppPage:
        """Wait until ``text`` is nowhere on the screen."""
        expect(self._named(text)).to_have_count(0, timeout=limit_ms)
        return self

    def settle(self) -> AppPage:
        """Wait until nothing has changed for a few steps; what never rests is taken as it is."""
        last, quiet = "", 0
        for _ in range(SETTLE_LIMIT_MS // STEP_MS):
            now = str(self.page.evaluate(STATE))
            quiet = quiet + 1 if now == last else 0
            if quiet >= QUIET_STEPS:
                break
            last = now
            self.page.wait_for_timeout(STEP_MS)
        return self

    def words(self) -> str:
        """Return every name and text of the accessibility tree, one a line."""
        script = """() => [...document.querySelectorAll("flt-semantics")]
            .map((node) => node.ariaLabel || (node.querySelector("flt-semantics") ? "" : node.textContent))
            .filter(Boolean).join("\\n")"""
        return str(self.page.evaluate(script))

    def screenshot(self, name: str) -> Path:
        """Write what is on the screen to tests/browser/output and return the file."""
        OUTPUT.mkdir(exist_ok=True)
        target = OUTPUT / f"{name}.png"
        self.page.screenshot(path=target)
        return target

    def marks(self) -> dict[str, int]:
        """Return the moments of the start in milliseconds since navigation, by name."""
        script = "performance.getEntriesByType('mark').map((m) => [m.name, Math.round(m.startTime)])"
        return dict(self.page.evaluate(script))

    def _named(self, text: str | re.Pattern[str]) -> Locator:
        return self.page.get_by_text(text).or_(self.page.get_by_label(text))

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "warning":
            self.warnings.append(message.text)
        if message.type == "error" and not any(noise in message.text for noise in DRIVER_NOISE):
            self.problems.append(message.text)

    def _on_request(self, request: Request) -> None:
        self.requests.append(request.url)
