"""A browser whose storage really runs full: Chromium's own quota, made small and then used up."""

from __future__ import annotations

from playwright.sync_api import Page

FILLED = """async () => {
  const opened = (name) => new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore("stones");
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const database = await opened("filler");
  const put = (size, key) => new Promise((resolve) => {
    const stone = new Uint8Array(size); // noise: what can be packed takes no room
    for (let at = 0; at < size; at += 65536) crypto.getRandomValues(stone.subarray(at, at + 65536));
    const step = database.transaction("stones", "readwrite");
    step.objectStore("stones").put(stone, key);
    step.oncomplete = () => resolve(null);
    step.onabort = () => resolve(String(step.error));
  });
  let refused = null;
  for (let size = 1 << 20, key = 0; size >= 16; key += 1) {
    const reason = await put(size, key);
    if (reason) [refused, size] = [reason, size >> 1];
  }
  database.close();
  return refused;
}"""
EMPTIED = """() => new Promise((resolve, reject) => {
  const request = indexedDB.deleteDatabase("filler");
  request.onsuccess = resolve;
  request.onerror = request.onblocked = reject;
})"""


def limit(page: Page, size: int) -> None:
    """Give the origin that ``page`` shows ``size`` bytes, for as long as ``page`` is open.

    To be called before anything of it writes: IndexedDB remembers for half a minute how much room there was.
    """
    origin = page.evaluate("location.origin")
    page.context.new_cdp_session(page).send(
        "Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": size}
    )


def fill(page: Page, size: int) -> None:
    """Write until not even 16 of the ``size`` bytes of :func:`limit` are free, and keep it so.

    A database gives room back when it tidies itself: the limit follows it down, as on a disk others fill.
    """
    refused = page.evaluate(FILLED)
    assert "Quota" in str(refused), refused
    limit(page, size // 2)


def empty(page: Page, size: int) -> None:
    """Make the room free again, as a person does who deletes something."""
    page.evaluate(EMPTIED)
    limit(page, size)
