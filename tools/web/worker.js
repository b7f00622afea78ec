// Runs Python (Pyodide) beside the page. Started by boot.js at once, in parallel with Flutter:
// when Flutter has drawn its first frame and asks to connect, the interpreter is already up.
// The names under `flet_js` are the agreement with flet/messaging/pyodide_connection.py.

const fletJs = { args: null, documentUrl: null };

// One file holds the whole app: u32 length (little endian), JSON [[path, size], ...], then the contents.
// Writing the views straight into the file system is ten times faster than unpacking an archive in Python.
function unpack(FS, buffer, root) {
  const headLength = new DataView(buffer).getUint32(0, true);
  const index = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, headLength)));
  const folders = new Set();
  let offset = 4 + headLength;
  for (const [path, size] of index) {
    const target = `${root}/${path}`;
    const folder = target.slice(0, target.lastIndexOf("/"));
    if (!folders.has(folder)) {
      FS.mkdirTree(folder);
      folders.add(folder);
    }
    FS.writeFile(target, new Uint8Array(buffer, offset, size), { canOwn: true });
    offset += size;
  }
}

async function download(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`HTTP ${response.status} for ${url}`);
  return response.arrayBuffer();
}

async function start({ baseUrl, documentUrl, appUrl }) {
  const app = download(appUrl);
  app.catch(() => {}); // reported by the await below; not also as an unhandled rejection
  const { loadPyodide } = await import(`${baseUrl}pyodide/pyodide.mjs`);
  const pyodide = await loadPyodide({
    indexURL: `${baseUrl}pyodide/`,
    // Pyodide calls these with the interpreter released: only JavaScript may run in them.
    stdout: (text) => console.info(text),
    stderr: (text) => console.warn(text),
  });
  performance.mark("python-loaded");
  fletJs.documentUrl = documentUrl;
  pyodide.registerJsModule("flet_js", fletJs);
  unpack(pyodide.FS, await app, "/app");
  performance.mark("app-unpacked");
  await pyodide.runPythonAsync(`
import os, runpy, sys
os.chdir("/app")
sys.path[:0] = ["/app", "/app/__pypackages__"]
sys.argv = ["main.py"]
runpy.run_module("main", run_name="__main__")
`);
  performance.mark("app-imported");
  if (typeof fletJs.start_connection !== "function") throw new Error("the app did not call flet.run");
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

let started = null;

self.onmessage = ({ data }) => {
  if (data.type === "start") {
    started = start(data);
    started.catch((error) => self.postMessage({ type: "failed", error: String(error) }));
  } else if (data.type === "connect") {
    // A failed start has been reported already; here only a failed connection is new.
    started.then(() => connect(data.args)).catch((error) => self.postMessage({ type: "failed", error: String(error) }));
  } else {
    fletJs.send(data);
  }
};
