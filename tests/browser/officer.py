"""An officer at the desk, in a tab of a desktop."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.gateway_process import GatewayProcess, free_port

LOOK_MS = 300
COMES_LIMIT_MS = 120_000


class Officer:
    """Signs in, works on one ticket. Every request stays at the gateway's origin."""

    def __init__(self, context: BrowserContext, gateway: GatewayProcess) -> None:
        self.page: Page = context.new_page()
        self._gateway = gateway
        self.requests: list[str] = []
        self.problems: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda m: self.problems.append(m.text) if m.type == "error" else None)

    @property
    def foreign_requests(self) -> list[str]:
        """The requests that left the origin."""
        return [url for url in self.requests if not url.startswith((self._gateway.origin, "data:", "blob:"))]

    def sign_in(self, agency_id: str) -> Officer:
        """Get an account of ``agency_id`` from the command line and sign in with it."""
        email = f"petugas-{free_port()}@example.org"
        who = ("--name", "Petugas Uji", "--agency", agency_id, "--role", "answer")
        said = self._gateway.command("staff", "add", email, *who, "--generate")
        self.page.goto(f"{self._gateway.origin}/staff/")
        self.page.get_by_label("Alamat email").fill(email)
        self.page.get_by_label("Kata sandi").fill(said.strip().splitlines()[-1].split()[-1])
        self.page.get_by_role("button", name="Masuk", exact=True).click()
        expect(self.page.get_by_role("heading", level=1)).to_contain_text("Antrean")
        return self

    def open(self, number: str) -> Officer:
        """Find a ticket in the queue and open it."""
        self.page.goto(f"{self._gateway.origin}/staff/tickets")
        self.page.get_by_role("link", name=number).first.click()
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(number)
        return self

    def open_when(self, number: str, words: str) -> Officer:
        """Open a ticket, again and again until it holds ``words``: they are still on their way."""
        for _ in range(COMES_LIMIT_MS // LOOK_MS):
            self.open(number)
            if self.page.get_by_text(words).count():
                return self
            self.page.wait_for_timeout(LOOK_MS)
        raise AssertionError(f"{words!r} never came to {number}")

    def take(self) -> Officer:
        """Take the ticket."""
        self.page.get_by_role("button", name="Ambil tiket").click()
        return self.see("Diambil")

    def ask(self, words: str) -> Officer:
        """Ask the reporter something."""
        return self._act("Minta keterangan", "Pertanyaan untuk warga", words)

    def resolve(self, words: str, proof: Path) -> Officer:
        """Say that it is done, with a photo."""
        act = self._unfold("Nyatakan selesai")
        act.get_by_label("Apa yang sudah dikerjakan").fill(words)
        act.get_by_label(re.compile("^Bukti")).set_input_files(proof)
        act.get_by_role("button", name="Nyatakan selesai").click()
        return self.see(words)

    def see(self, words: str) -> Officer:
        """Wait until ``words`` (a pattern) are on the page."""
        expect(self.page.locator("main, body").get_by_text(re.compile(words)).first).to_be_visible()
        return self

    def _act(self, action: str, label: str, words: str) -> Officer:
        act = self._unfold(action)
        act.get_by_label(label).fill(words)
        act.get_by_role("button", name=action).click()
        return self.see(words)

    def _unfold(self, action: str) -> Locator:
        act = self.page.locator("details.act").filter(has=self.page.locator("summary", has_text=action))
        act.locator("summary").click()
        return act
