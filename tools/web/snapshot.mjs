// Writes the memory of Python as it is after `import main`: node snapshot.mjs PYODIDE_DIR PACKAGE TARGET
// A tab that starts from it neither boots the interpreter nor imports the app.
import fs from "node:fs";
import { pathToFileURL } from "node:url";
import { unpack } from "./unpack.js";

const [pyodideDir, packagePath, target] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${pyodideDir}/pyodide.mjs`).href);
const pyodide = await loadPyodide({ indexURL: `${pyodideDir}/`, _makeSnapshot: true });
const bytes = fs.readFileSync(packagePath);
unpack(pyodide.FS, bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length), "/app");
pyodide.runPython(`
import contextlib, os, sys

os.chdir("/app")
sys.path[:0] = ["/app", "/app/__pypackages__"]
sys.modules["msgpack"] = None  # compiled for itself: it cannot be kept, and whoever imports it waits for the tab
import main
from views.app import REST
from views.later import rehearse

for _ in rehearse(REST):  # also the screens that a start without a snapshot leaves for later
    pass
with contextlib.suppress(ImportError):
    import flet.controls.page
del sys.modules["msgpack"]
`);
fs.writeFileSync(target, pyodide.makeMemorySnapshot());
process.exit(0);
