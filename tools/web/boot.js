// The names in `flet` are flet_web's, read by the compiled client. They stand here and not in the page, so that the
// content security policy needs no hash of a script in place and holds on any static host.
{
  const base = document.querySelector("base").getAttribute("href");
  const told = (name) => document.querySelector(`meta[name="${name}"]`).content;
  globalThis.flet = {
    pyodide: true, pythonModuleName: "main", multiView: false, noCdn: true, webRenderer: told("app-renderer"),
    routeUrlStrategy: "path", entrypointBaseUrl: base, assetBase: base, canvasKitBaseUrl: `${base}canvaskit/`,
    fontFallbackBaseUrl: "assets/fonts/", webSocketEndpoint: "", appPackageUrl: told("app-package"),
  };
}

// A kiosk (docs/kiosk.md) has one address and no history: after every visit, and after a crash, the page that comes
// back is the kiosk's first one, and no way back leads into what the visitor before has seen.
{
  const base = document.querySelector("base").getAttribute("href");
  const place = location.href;
  if (location.pathname.startsWith(`${base}kiosk/`)) {
    const stay = (state, title) => History.prototype.replaceState.call(history, state, title, place);
    history.pushState = stay;
    history.replaceState = stay;
  }
}

// Starts the Python worker before anything else, hands Flutter its bridge (jsConnect, jsSend,
// jsDisconnect, called from Dart) and takes the first-paint splash away when the app has drawn.
(() => {
  const VISITED = "rafflesia-visited";
  const baseUrl = new URL(document.querySelector("base").getAttribute("href"), location.origin).href;
  const address = (name) => {
    const file = document.querySelector(`meta[name="${name}"]`).content;
    return file && new URL(file, baseUrl).href;
  };
  // The route of a deep link must not become part of the worker's relative addresses.
  const worker = new Worker(`${baseUrl}worker.js`, { type: "module", name: "rafflesia" });
  const firstVisit = isFirstVisit();
  let startFlutter = null;
  globalThis.flutterTurn = new Promise((resolve) => (startFlutter = resolve)); // start.js waits for it
  if (!firstVisit) startFlutter();
  let toDart = null;
  let connected = null;
  const connection = new Promise((resolve, reject) => (connected = { resolve, reject }));
  connection.catch(() => {}); // Dart may not have asked yet; fail() has told the person

  function isFirstVisit() {
    try {
      return !localStorage.getItem(VISITED);
    } catch {
      return true; // storage is shut: every visit is the first
    }
  }

  function rememberVisit() {
    try {
      localStorage.setItem(VISITED, "1");
    } catch (error) {
      console.info(`This visit is not remembered: ${error}`);
    }
  }

  function mark(name, at) {
    performance.mark(name, at === undefined ? undefined : { startTime: Math.max(0, at) });
  }

  function fail(error) {
    console.error("The app could not start:", error);
    connected.reject(new Error(error));
    // This script runs before the page is read to its end: what fails at once is told when there is a splash.
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", tellFailure, { once: true });
    else tellFailure();
  }

  function tellFailure() {
    const splash = document.getElementById("splash");
    splash?.classList.add("failed");
    splash?.querySelector("button").addEventListener("click", () => location.reload());
  }

  // The accessibility tree says what is on the screen: its first words are the end of the splash.
  const wordsOnScreen = () =>
    [...document.querySelectorAll("flt-semantics")].some((node) => node.ariaLabel || node.textContent.trim());

  function firstScreen() {
    mark("first-screen");
    rememberVisit();
    document.documentElement.dataset.ready = "true";
    window.dispatchEvent(new Event("first-screen"));
    const splash = document.getElementById("splash");
    splash?.classList.add("done");
    setTimeout(() => splash?.remove(), 200);
  }

  function watchForFirstScreen() {
    const observer = new MutationObserver(() => {
      if (!wordsOnScreen()) return;
      observer.disconnect();
      requestAnimationFrame(() => requestAnimationFrame(firstScreen)); // laid out, then shown
    });
    observer.observe(document.body, { childList: true, subtree: true, characterData: true, attributes: true });
  }

  worker.onerror = (event) => fail(event.message || "the worker could not be loaded");
  worker.onmessage = ({ data }) => {
    if (data instanceof Uint8Array) {
      toDart?.(data);
    } else if (data.type === "connected") {
      for (const [name, at] of data.times) mark(name, data.origin + at - performance.timeOrigin);
      mark("connected");
      watchForFirstScreen();
      connected.resolve();
    } else if (data.type === "arrived") {
      mark("python-arrived");
      startFlutter();
    } else if (data.type === "failed") {
      fail(data.error);
    } else {
      window.dispatchEvent(new CustomEvent("app-says", { detail: data })); // for shell.js, and a kiosk's launcher
    }
  };
  window.addEventListener("app-hears", ({ detail }) => worker.postMessage(detail));
  worker.postMessage({
    type: "start", baseUrl, documentUrl: document.URL,
    appUrl: address("app-package"), snapshotUrl: address("app-snapshot"), firstVisit,
  });

  globalThis.jsConnect = async (appId, args, dartOnMessage) => {
    mark("flutter-asks");
    toDart = dartOnMessage;
    worker.postMessage({ type: "connect", args });
    await connection;
  };
  // The converted packet's own buffer is transferred: another `.buffer` may be a copy.
  globalThis.jsSend = async (appId, data) => worker.postMessage(data, [data.buffer]);
  globalThis.jsDisconnect = async () => {
    toDart = null;
    worker.terminate();
  };

  window.addEventListener("flutter-first-frame", () => {
    mark("flutter-first-frame");
    // Flutter builds its accessibility tree only when asked to; screen readers must not have to find the button.
    document.querySelector("flt-semantics-placeholder")?.click();
    document.querySelector("flutter-view")?.setAttribute("role", "main");
  }, { once: true });

  // WebKit restores a page from its back/forward cache with frame scheduling broken: only a fresh engine recovers.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted && navigator.vendor?.startsWith("Apple")) location.reload();
  });
})();
