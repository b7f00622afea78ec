// Runs before every page of the kiosk: what a keyboard, a mouse or a long press could open stays closed.
(() => {
  const EDITING = ["a", "c", "v", "x", "y", "z"];
  const LEAVING = ["arrowleft", "arrowright", "d", "e", "f", "home"];
  const stop = (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const opensSomething = (event) => {
    const key = event.key.toLowerCase();
    if (/^f\d+$/.test(key)) return true;
    if (event.altKey) return LEAVING.includes(key);
    if (!event.ctrlKey && !event.metaKey) return false;
    return key.length === 1 && (event.shiftKey || !EDITING.includes(key));
  };
  for (const name of ["contextmenu", "dragstart", "drop"]) addEventListener(name, stop, true);
  addEventListener("keydown", (event) => opensSomething(event) && stop(event), true);
  addEventListener("wheel", (event) => event.ctrlKey && stop(event), { capture: true, passive: false });
  globalThis.print = () => {};
})();
