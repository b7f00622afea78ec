// The keyboard in the page around the app: the way to the search, the order of Tab, and where the focus is.
(() => {
  const base = document.querySelector("base").href;

  // "/" leads to the search of the place one is in, else to that of WiFi. In a field it is a letter like others.
  const SEARCH_LIMIT_MS = 5_000;
  const LOOK_MS = 50;
  const SEARCHED = ["wifi", "wisata", "layanan"];
  const path = () => location.pathname.slice(new URL(base).pathname.length);
  const field = () => document.querySelector("flt-semantics-host input");

  function lead(place) {
    history.pushState(null, "", `${base}${place}`);
    window.dispatchEvent(new PopStateEvent("popstate", { state: null })); // Flutter's router follows it
  }

  async function search() {
    const [place] = path().split("/");
    const wanted = SEARCHED.includes(place) ? place : SEARCHED[0];
    const other = path() !== wanted && field(); // of the screen that is left
    if (path() !== wanted) lead(wanted);
    for (let waited = 0; waited < SEARCH_LIMIT_MS; waited += LOOK_MS) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      if (path() !== wanted) return;
      if (field() && field() !== other) return field().focus();
    }
  }

  window.addEventListener("keydown", (event) => {
    const typed = event.target.closest?.("input, textarea, [contenteditable]");
    if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey || typed || path().startsWith("kiosk")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    search();
  }, true);

  // Tab goes in the order of reading: the browser's own way through the accessibility tree. Flutter's goes by position
  // and takes what stands side by side in turns (docs/decisions/0020-order-of-tab.md).
  const STOPS = '#notice button, flt-semantics-host :is([tabindex="0"], input, textarea)';
  let leaving = null; // the end at which Tab has left the page; from the other end it comes back

  function stops() {
    return [...document.querySelectorAll(STOPS)].filter((stop) => !stop.disabled && !stop.closest("[aria-hidden='true']"));
  }

  window.addEventListener("keydown", (event) => {
    if (event.key !== "Tab" || event.ctrlKey || event.altKey || event.metaKey) return;
    event.stopImmediatePropagation();
    const all = stops();
    const [far, near] = event.shiftKey ? [0, -1] : [-1, 0];
    leaving = document.activeElement === all.at(far) ? near : null;
    if (document.activeElement !== document.body || !all.length) return;
    event.preventDefault();
    all.at(near).focus();
  }, true);

  window.addEventListener("pointerdown", () => (leaving = null), true);

  // Flutter would go on where it was left, at the end.
  window.addEventListener("focusin", (event) => {
    if (leaving === null || event.target.localName !== "flutter-view") return;
    event.stopImmediatePropagation();
    stops().at(leaving)?.focus();
    leaving = null;
  }, true);

  // Flutter tints what has the focus, too faintly to be found on a full screen: whoever uses the keyboard gets a ring.
  const EDGE_PX = 3; // at the side of the window all of it stays in sight
  const ring = document.getElementById("ring");
  let following = false;

  function follow() {
    const held = document.activeElement;
    const seen = held?.closest("flt-semantics-host") ? held.getBoundingClientRect() : null;
    ring.hidden = !following || !seen?.width;
    if (!following) return;
    requestAnimationFrame(follow); // what has the focus may scroll, grow, or be drawn anew
    if (ring.hidden) return;
    const [left, top] = [Math.max(seen.left, EDGE_PX), Math.max(seen.top, EDGE_PX)];
    const [right, bottom] = [Math.min(seen.right, innerWidth - EDGE_PX), Math.min(seen.bottom, innerHeight - EDGE_PX)];
    Object.assign(ring.style, {
      left: `${left}px`, top: `${top}px`, width: `${Math.max(0, right - left)}px`, height: `${Math.max(0, bottom - top)}px`,
    });
  }

  window.addEventListener("keyup", (event) => {
    if (event.key !== "Tab" || following) return;
    following = true;
    follow();
  }, true);
  window.addEventListener("pointerdown", () => (following = false), true);
})();
