// Runs an expression over the modules of tests/pyodide on the Pyodide that the browser app ships, under Node.
// node run.mjs <folder of Pyodide> <repository> <packages> <expression>; the last line of the output is JSON.
import { pathToFileURL } from "node:url";

const [home, repository, packages, expression] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${home}/pyodide.mjs`).href);
const pyodide = await loadPyodide({ indexURL: home });
for (const [folder, at] of [[repository, "/repository"], [packages, "/packages"]]) {
  pyodide.FS.mkdirTree(at);
  pyodide.FS.mount(pyodide.FS.filesystems.NODEFS, { root: folder }, at);
}
const result = await pyodide.runPythonAsync(`
import sys
sys.dont_write_bytecode = True
sys.path[:0] = ["/repository", "/packages"]
from tests.pyodide import forms, life
${expression}
`);
console.log(result);
