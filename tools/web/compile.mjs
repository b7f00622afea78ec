// Byte-compiles a folder with the Python that will run it (Pyodide): node compile.mjs PYODIDE_DIR FOLDER
// Every module.py becomes a module.pyc beside it, never checked against a source that is not shipped.
import { pathToFileURL } from "node:url";

const [pyodideDir, folder] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${pyodideDir}/pyodide.mjs`).href);
const pyodide = await loadPyodide({ indexURL: `${pyodideDir}/` });
pyodide.mountNodeFS("/tree", folder);
const compiled = await pyodide.runPythonAsync(`
import compileall, py_compile
compileall.compile_dir("/tree", quiet=1, legacy=True, optimize=0, stripdir="/tree", prependdir="/app",
                       invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH)
`);
process.exit(compiled ? 0 : 1);
