// Runs Python (Pyodide) beside the page. Started by boot.js at once, before Flutter:
// when Flutter has drawn its first frame and asks to connect, the interpreter is already up.
// The names under `flet_js` are the agreement with flet/messaging/pyodide_connection.py.

const fletJs = { args: null, documentUrl: null };

async function download(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`HTTP ${response.status} for ${url}`);
  return response.arrayBuffer();
}

// On a first visit Python's files come before Flutter's: working with them takes seconds, in which Flutter's travel.
// Files that are watched are compiled anew, so this is for the first time only.
function tellWhenArrived(urls) {
  const awaited = new Set(urls);
  const stock = self.fetch;
  const passed = (url) => awaited.delete(url) && !awaited.size && self.postMessage({ type: "arrived" });
  self.fetch = async (resource, options) => {
    const response = await stock(resource, options);
    if (!awaited.has(response.url)) return response;
    const watched = new TransformStream({ flush: () => passed(response.url) });
    return new Response(response.body.pipeThrough(watched), response);
  };
}

// Starting from a picture of the memory saves seconds of computing for megabytes of transfer. It pays once the picture
// lies on this device, where the service worker puts it after the first visit (sw.js); it is never waited for.
async function keptPicture(snapshotUrl) {
  const kept = snapshotUrl && (await self.caches?.match(snapshotUrl));
  return kept ? new Uint8Array(await kept.arrayBuffer()) : null;
}

async function loadPython(baseUrl, snapshotUrl) {
  const { loadPyodide } = await import(`${baseUrl}pyodide/pyodide.mjs`);
  const options = {
    indexURL: `${baseUrl}pyodide/`,
    // Pyodide calls these with the interpreter released: only JavaScript may run in them.
    stdout: (text) => console.info(text),
    stderr: (text) => console.warn(text),
  };
  try {
    const memory = await keptPicture(snapshotUrl);
    if (memory) return await loadPyodide({ ...options, _loadSnapshot: memory });
  } catch (error) {
    console.warn(`Starting without the snapshot: ${error}`);
  }
  return loadPyodide(options);
}

async function start({ baseUrl, documentUrl, appUrl, snapshotUrl, firstVisit }) {
  if (firstVisit) tellWhenArrived([appUrl, `${baseUrl}pyodide/pyodide.asm.wasm`, `${baseUrl}pyodide/python_stdlib.zip`]);
  const app = Promise.all([download(appUrl), import(`${baseUrl}unpack.js`)]);
  app.catch(() => {}); // reported by the await below; not also as an unhandled rejection
  const pyodide = await loadPython(baseUrl, snapshotUrl);
  performance.mark("python-loaded");
  if (firstVisit) self.postMessage({ type: "arrived" }); // at the latest: a file may come by another address, or not at all
  fletJs.documentUrl = documentUrl;
  pyodide.registerJsModule("flet_js", fletJs);
  const [files, { unpack }] = await app;
  unpack(pyodide.FS, files, "/app");
  performance.mark("app-unpacked");
  // A snapshot carries its random state into every tab, and what it believes of folders: both are made anew.
  await pyodide.runPythonAsync(`
import os, random, runpy, sys
random.seed()
os.chdir("/app")
sys.path[:] = ["/app", "/app/__pypackages__", *(p for p in sys.path if not p.startswith("/app"))]
sys.argv = ["main.py"]
for path in [path for path in sys.path_importer_cache if path.startswith("/app")]:
    del sys.path_importer_cache[path]
sys.modules.pop("main", None)
runpy.run_module("main", run_name="__main__")
`);
  performance.mark("app-imported");
  if (typeof fletJs.start_connection !== "function") throw new Error("the app did not call flet.run");
  if (firstVisit) rehearse(pyodide);
}

// While Flutter's files are still on their way.
async function rehearse(pyodide) {
  const steps = pyodide.runPython(`
from views.app import REST
from views.later import rehearse
rehearse(REST)
`);
  while (!asked && !steps.next().done) await new Promise((resolve) => setTimeout(resolve));
  steps.destroy();
}

function toPage(message) {
  const bytes = message.toJs();
  self.postMessage(bytes, [bytes.buffer]);
}

async function connect(args) {
  fletJs.args = args;
  await fletJs.start_connection(toPage);
  const times = performance.getEntriesByType("mark").map(({ name, startTime }) => [name, startTime]);
  self.postMessage({ type: "connected", times, origin: performance.timeOrigin });
}

// Asked before the page goes. Python (services/platform/browser.py) leaves `saveNow` here once it is up.
async function save() {
  try {
    await self.saveNow?.();
    self.postMessage({ type: "saved", ok: true });
  } catch (error) {
    console.warn(`Not saved before leaving: ${error}`);
    self.postMessage({ type: "saved", ok: false });
  }
}

let started = null;
let asked = false; // Flutter is there

self.onmessage = ({ data }) => {
  if (data.type === "start") {
    started = start(data);
    started.catch((error) => self.postMessage({ type: "failed", error: String(error) }));
  } else if (data.type === "connect") {
    asked = true;
    // A failed start has been reported already; here only a failed connection is new.
    started.then(() => connect(data.args)).catch((error) => self.postMessage({ type: "failed", error: String(error) }));
  } else if (data.type === "save") {
    save();
  } else if (data.type === "kept") {
    self.keptTold?.(data.lasting); // services/platform/browser_page.py asked
  } else if (data.type === "alive") {
    self.postMessage(data); // a kiosk's launcher asks (tools/kiosk/browser.py); while Python works it has to wait
  } else if (data.type === "touched") {
    self.touched?.(); // services/kiosk counts from the last touch
  } else {
    fletJs.send(data);
  }
};
