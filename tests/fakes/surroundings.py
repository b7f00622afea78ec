"""What stands around the app in a browser: a page that remembers what was said to it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from services.platform.base import Shared


@dataclass
class FakeSurroundings:
    """``lasting``: the browser promises to keep everything; ``private``: it all goes with the window."""

    lasting: bool = True
    private: bool = False
    inbox: Shared | None = None
    said: list[str] = field(default_factory=list)
    save: Callable[[], Awaitable[None]] | None = None

    def speak(self, language: str) -> None:
        self.said.append(language)

    async def keep_storage(self) -> bool:
        self.said.append("keep")
        return self.lasting

    async def forgets_at_close(self) -> bool:
        return self.private

    def before_leaving(self, save: Callable[[], Awaitable[None]]) -> None:
        self.save = save

    async def shared(self) -> Shared | None:
        return self.inbox

    async def forget_shared(self) -> None:
        self.inbox = None
