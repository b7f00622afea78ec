"""Python in a tab without the app: the real Pyodide and app package, driven line by line from a test."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import BrowserContext, Page

PAGE = "<!DOCTYPE html><title>probe</title>"
LOAD = """async () => {
  const { loadPyodide } = await import("/pyodide/pyodide.mjs");
  globalThis.python = await loadPyodide({ indexURL: "/pyodide/" });
}"""
UNPACK = """
import json, os, sys
from pyodide.http import pyfetch
raw = await (await pyfetch("/" + (await (await pyfetch("/build.json")).json())["app"])).bytes()
offset = 4 + int.from_bytes(raw[:4], "little")
for name, size in json.loads(raw[4:offset]):
    os.makedirs(os.path.dirname(f"/app/{name}"), exist_ok=True)
    with open(f"/app/{name}", "wb") as file:
        file.write(raw[offset : offset + size])
    offset += size
sys.path[:0] = ["/app", "/app/__pypackages__"]
"""


class Probe:
    """A tab of the origin that runs Python with the app's packages."""

    def __init__(self, context: BrowserContext, origin: str) -> None:
        self.page: Page = context.new_page()
        self._address = f"{origin}/probe"
        self.page.route(self._address, lambda route: route.fulfill(content_type="text/html", body=PAGE))
        self.load()

    def load(self) -> None:
        """Start from nothing, as a reload does."""
        self.page.goto(self._address)
        self.page.evaluate(LOAD)
        self.run(UNPACK)

    def run(self, code: str, **values: Any) -> Any:
        """Run ``code`` (top-level ``await`` allowed) and return what it assigned to ``result``, as JSON."""
        names = (
            f"import json\nglobals().update(json.loads({json.dumps(json.dumps(values))}))\nresult = None\n"
        )
        answer = self.page.evaluate(
            "(code) => python.runPythonAsync(code)", f"{names}{code}\njson.dumps(result)"
        )
        return json.loads(answer)
