// Byte-compiles a folder with the Python that will run it (Pyodide): node compile.mjs PYODIDE_DIR FOLDER PREFIX
// Every module.py is replaced by a module.pyc, never checked against a source; PREFIX is where it will lie.
// Texts of documentation are left out. A class keeps a dot for one: without any, each dataclass would have Python
// write its signature at import. Assertions stay. Of what is not ours a traceback names the function's first line only:
// its tables of lines and columns were a third of what is sent of the standard library.
import { pathToFileURL } from "node:url";

const [pyodideDir, folder, prefix] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${pyodideDir}/pyodide.mjs`).href);
const pyodide = await loadPyodide({ indexURL: `${pyodideDir}/`, env: { PYTHONHASHSEED: "0" } });
pyodide.mountNodeFS("/tree", folder);
pyodide.globals.set("prefix", prefix);
await pyodide.runPythonAsync(`
import ast
from importlib._bootstrap_external import _code_to_hash_pyc
from importlib.util import decode_source, source_hash
from pathlib import Path

KEEPS_ITS_DOCUMENTATION = ("pyodide", "_pyodide")  # set on objects of C while Python starts
DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)

def strip(tree):
    for node in ast.walk(tree):
        if not isinstance(node, DOCUMENTED) or ast.get_docstring(node, clean=False) is None:
            continue
        if isinstance(node, ast.ClassDef):
            node.body[0].value.value = "."
        elif len(node.body) > 1 or isinstance(node, ast.Module):
            del node.body[0]
        else:
            node.body[0] = ast.copy_location(ast.Pass(), node.body[0])
    return tree

OURS = ("main.py", "views", "services")

def first_lines(code):
    units, table = len(code.co_code) // 2, bytearray()
    while units > 0:  # entries of up to eight instructions: no column (13), no step of the line
        run = min(units, 8)
        table += bytes((0x80 | 13 << 3 | run - 1, 0))
        units -= run
    inner = tuple(first_lines(each) if isinstance(each, type(code)) else each for each in code.co_consts)
    return code.replace(co_linetable=bytes(table), co_consts=inner)

root = Path("/tree")
for source in sorted(root.rglob("*.py")):
    raw, name = source.read_bytes(), source.relative_to(root)
    try:
        tree = ast.parse(decode_source(raw))
        if name.parts[0] not in KEEPS_ITS_DOCUMENTATION and b"__doc__" not in raw:
            tree = strip(tree)
        code = compile(tree, f"{prefix}/{name}", "exec", dont_inherit=True, optimize=0)
    except SyntaxError as error:
        raise SystemExit(f"{name}: {error}") from error
    if name.parts[0] not in OURS:
        code = first_lines(code)
    source.with_suffix(".pyc").write_bytes(_code_to_hash_pyc(code, source_hash(raw), checked=False))
    source.unlink()
`);
process.exit(0);
