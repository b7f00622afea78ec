// Imports every module that the built site carries, under Node: node everything.mjs <site>
// The last line of the output is JSON: the modules that could not be imported, with the reason.
import { readFileSync, readdirSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [site] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${site}/pyodide/pyodide.mjs`).href);
const pyodide = await loadPyodide({ indexURL: `${site}/pyodide/`, stderr: () => {} });
const packed = readFileSync(`${site}/${readdirSync(site).find((name) => /^app-.*\.pack$/.test(name))}`);
// The page's own unpack.js is an ES module only where a package.json says so; the form is described there.
const headLength = packed.readUInt32LE(0);
let offset = 4 + headLength;
for (const [path, size] of JSON.parse(packed.subarray(4, offset).toString())) {
  pyodide.FS.mkdirTree(`/app/${path}`.slice(0, `/app/${path}`.lastIndexOf("/")));
  pyodide.FS.writeFile(`/app/${path}`, packed.subarray(offset, offset + size));
  offset += size;
}
const problems = pyodide.runPython(`
import importlib, json, os, pathlib, sys, types
os.chdir("/app")
sys.path[:0] = ["/app", "/app/__pypackages__"]
bridge = sys.modules["flet_js"] = types.ModuleType("flet_js")
bridge.args, bridge.documentUrl = None, "http://127.0.0.1/"
problems = {}
for root in ("/app", "/app/__pypackages__"):
    for file in sorted(pathlib.Path(root).rglob("*.pyc")):
        parts = file.relative_to(root).with_suffix("").parts
        if root == "/app" and parts[0] == "__pypackages__":
            continue
        name = ".".join(parts).removesuffix(".__init__")
        try:
            importlib.import_module(name)
        except ImportError as error:
            problems[name] = str(error.name)
json.dumps(problems)
`);
console.log(problems);
