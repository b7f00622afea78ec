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
import contextlib, os, re, sys
from pathlib import Path

os.chdir("/app")
sys.path[:0] = ["/app", "/app/__pypackages__"]
sys.modules["msgpack"] = None  # compiled for itself: it cannot be kept, and whoever imports it waits for the tab
import main
import flet
from importlib import import_module
for path in Path("/app/views").rglob("*.pyc"):  # also the screens that a start without a snapshot leaves for later
    import_module(".".join(path.relative_to("/app").with_suffix("").parts).removesuffix(".__init__"))

# Flet loads a control when it is first named: name those the views name.
for path in Path("/app/views").rglob("*.pyc"):
    for name in set(re.findall(rb"[A-Z][A-Za-z]+", path.read_bytes())):
        with contextlib.suppress(ImportError):
            getattr(flet, name.decode(), None)
with contextlib.suppress(ImportError):
    import flet.controls.page
del sys.modules["msgpack"]
`);
fs.writeFileSync(target, pyodide.makeMemorySnapshot());
process.exit(0);
