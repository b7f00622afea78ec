// Runs expressions over the modules of tests/pyodide on the Pyodide that the browser app ships, under Node.
// node run.mjs <folder of Pyodide> <repository> <packages> <expression>…; each adds a last line of JSON to the output.
import { pathToFileURL } from "node:url";

const [home, repository, packages, ...expressions] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${home}/pyodide.mjs`).href);
const pyodide = await loadPyodide({ indexURL: home });
for (const [folder, at] of [[repository, "/repository"], [packages, "/packages"]]) {
  pyodide.FS.mkdirTree(at);
  pyodide.FS.mount(pyodide.FS.filesystems.NODEFS, { root: folder }, at);
}
// httpx and geopy use some packages where they are installed. The app brings none of these, and to read and compile
// them would take most of the time.
await pyodide.runPythonAsync(`
import sys
sys.dont_write_bytecode = True
sys.path[:0] = ["/repository", "/packages"]
sys.modules.update(dict.fromkeys(("aiohttp", "click", "pygments", "requests", "rich")))
from tests.pyodide import forms, life
`);
for (const expression of expressions) console.log(await pyodide.runPythonAsync(expression));
process.exit(); // deadlines of requests that have been answered would keep Node waiting for them: 90 s
