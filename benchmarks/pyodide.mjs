// Runs benchmarks/in_pyodide.py on the Pyodide that the browser app ships, under Node.
// node benchmarks/pyodide.mjs <folder of Pyodide> <repository> <packages> <scratch> <inputs or ""> <stations>
// The last line of the output is the result as JSON.
import { closeSync, fsyncSync, openSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [home, repository, packages, scratch, inputs, stations] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${home}/pyodide.mjs`).href);
const pyodide = await loadPyodide({ indexURL: home });

function mount(folder, at) {
  pyodide.FS.mkdirTree(at);
  pyodide.FS.mount(pyodide.FS.filesystems.NODEFS, { root: folder }, at);
}
mount(repository, "/repository");
mount(packages, "/packages");
mount(scratch, "/scratch");
if (inputs) mount(inputs, "/inputs");

// Pyodide's own fsync does nothing on a mounted folder, so durability is asked of Node.
function makeDurable(path) {
  const handle = openSync(path.replace(/^\/scratch/, scratch), "r+");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

// Pyodide's own process_time is the wall clock, which counts other programs too.
function processorTime() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

pyodide.globals.set("make_durable", makeDurable);
pyodide.globals.set("processor_time", processorTime);
const result = await pyodide.runPythonAsync(`
import sys
import time
time.process_time = processor_time
sys.dont_write_bytecode = True
sys.path[:0] = ["/repository", "/packages"]
from benchmarks import in_pyodide
await in_pyodide.run(
    "${inputs ? "/inputs" : ""}", "/repository/assets/content", "/scratch", ${Number(stations)}, make_durable
)
`);
console.log(result);
