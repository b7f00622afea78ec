"""Everywhere that a visitor's words could stay: files, databases, caches, page, clipboard, memory."""

from __future__ import annotations

from collections.abc import Iterable

from playwright.sync_api import Page

from tests.browser.kiosk_site import python_of

LOOKS = {
    "page": """() => [
      document.documentElement.outerHTML, location.href, document.title, document.cookie,
      JSON.stringify(history.state),
      ...[...document.querySelectorAll("input, textarea")].map(({ value }) => value),
    ]""",
    "storages": "() => [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })]",
    "databases": """async () => {
      const text = (value) => JSON.stringify(value, (_, part) =>
        ArrayBuffer.isView(part) ? new TextDecoder("latin1").decode(part) : part);
      const all = (request) => new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const found = [];
      for (const { name } of await indexedDB.databases()) {
        const database = await all(indexedDB.open(name));
        for (const store of database.objectStoreNames) {
          const content = database.transaction(store).objectStore(store);
          found.push(text([name, store, await all(content.getAllKeys()), await all(content.getAll())]));
        }
        database.close();
      }
      return found;
    }""",
    "caches": """async () => {
      const found = [];
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) {
          const bytes = await (await cache.match(request)).arrayBuffer();
          found.push(request.url, new TextDecoder("latin1").decode(bytes));
        }
      }
      return found;
    }""",
    "clipboard": "async () => [await navigator.clipboard.readText()]",
}
FILES = """() => {
  const { FS } = self.python;
  const found = [];
  const visit = (folder) => {
    for (const name of FS.readdir(folder)) {
      if (name === "." || name === "..") continue;
      const path = `${folder}/${name}`;
      if (FS.isDir(FS.stat(path).mode)) visit(path);
      else found.push(path, new TextDecoder("latin1").decode(FS.readFile(path)));
    }
  };
  for (const folder of ["/data", "/visits", "/tmp", "/home"]) {
    if (FS.analyzePath(folder).exists) visit(folder);
  }
  return found;
}"""
# The words come to the worker as a list: they are in JavaScript's memory then, not in Python's. Looking for
# what all of them begin with takes one pass over the memory, not one for each.
PYTHON = """([words, beginnings]) => {
  const memory = self.python._module.HEAPU8;
  const wanted = new Set(words);
  const found = new Set();
  const part = 8 << 20;
  for (let from = 0; from < memory.length; from += part) {
    const text = new TextDecoder("latin1").decode(memory.slice(from, from + part + 64));
    for (const beginning of beginnings) {
      for (let at = text.indexOf(beginning); at >= 0; at = text.indexOf(beginning, at + 1)) {
        const word = text.slice(at, at + words[0].length);
        if (wanted.has(word)) found.add(word);
      }
    }
  }
  return [...found];
}"""
BEGINNING = 5


def traces(page: Page, words: Iterable[str]) -> dict[str, set[str]]:
    """Return which of ``words`` are found where; they reach the page's memory after it was searched.

    All words are of one length and have few beginnings (:data:`BEGINNING` signs).
    """
    wanted = list(words)
    found = {"javascript": _among(wanted, [heap_snapshot(page)])}
    found |= {name: _among(wanted, page.evaluate(look)) for name, look in LOOKS.items()}
    worker = python_of(page)
    found["files"] = _among(wanted, worker.evaluate(FILES))
    found["python"] = set(worker.evaluate(PYTHON, [wanted, sorted(beginnings(wanted))]))
    return found


def heap_snapshot(page: Page) -> str:
    """Return every object and string in the page's JavaScript memory, after a collection."""
    parts: list[str] = []
    session = page.context.new_cdp_session(page)
    session.on("HeapProfiler.addHeapSnapshotChunk", lambda event: parts.append(event["chunk"]))
    session.send("HeapProfiler.enable")
    session.send("HeapProfiler.collectGarbage")
    session.send("HeapProfiler.takeHeapSnapshot", {"reportProgress": False})
    session.detach()
    return "".join(parts)


def beginnings(words: Iterable[str]) -> set[str]:
    """Return how the words begin."""
    return {word[:BEGINNING] for word in words}


def _among(words: list[str], texts: Iterable[str]) -> set[str]:
    wanted, found = set(words), set[str]()
    for text in texts:
        for beginning in beginnings(words):
            at = text.find(beginning)
            while at >= 0:
                found.add(text[at : at + len(words[0])])
                at = text.find(beginning, at + 1)
    return found & wanted
