"""What a page of the desk shows, as a browser would read it."""

from __future__ import annotations

from html.parser import HTMLParser


class Controls(HTMLParser):
    """The controls of a page by their names, as they would be sent; the ids that links may lead to."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.shown: dict[str, str] = {}
        self.ids: list[str] = []
        self._open = ""
        self._is_fresh = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids += [given["id"]] if "id" in given else []
        if tag == "input" and "name" in given:
            if given.get("type") != "checkbox" or "checked" in given:
                self.shown[given["name"]] = given.get("value", "")
        elif tag in ("textarea", "select"):
            self._open = given["name"]
            self.shown[self._open] = ""
            self._is_fresh = True
        elif tag == "option" and ("selected" in given or self._is_fresh):
            self.shown[self._open] = given["value"]  # the first one where none is selected
            self._is_fresh = False

    def handle_endtag(self, tag: str) -> None:
        if tag in ("textarea", "select"):
            self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open and self.lasttag == "textarea":
            self.shown[self._open] += data
