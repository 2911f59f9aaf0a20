"""What the import linter cannot see."""

import ast
import re
import subprocess
import sys
import tomllib
from collections import Counter
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import NamedTuple

import pytest

from aqmap.book.scales import REASONS
from aqmap.errors import Fault
from aqmap.words import catalogue, leaves

ROOT = Path(__file__).parents[1]
CODE = [*sorted((ROOT / "aqmap").rglob("*.py")), *sorted((ROOT / "aqmap").rglob("*.js"))]
MODULES = [file for file in CODE if file.suffix == ".py"]
TESTS = sorted((ROOT / "tests").rglob("*.py"))
BENCHMARKS = sorted((ROOT / "benchmarks").glob("*.py"))

SAME_JOB = {
    "main": "the start of each of the two pages' scripts",
    "events": "what the files of a page's script tell each other",
    "phrases": "the words of a page in the chosen language",
    "state": "what a page's script shares and changes",
}
"""Names that two code files share, because both do the same job where they lie."""

NO_NAMES = frozenset(("said", "sayings", "tellings", "halves", "stacks", "owners"))
"""Metaphors that once were file names: nobody could tell what the files did."""


def relative(file):
    return file.relative_to(ROOT).as_posix()


def module_name(file):
    return ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


NAMES = frozenset(map(module_name, MODULES))


class Facts(NamedTuple):
    """What the rules ask of a file of Python; its tree is not kept, as those of all take 500 MB."""

    long_functions: list[tuple[str, int]]
    imports: list[tuple[str, str, str]]
    imports_on_import: list[tuple[str, str, str]]
    private_reached_for: list[str]


@cache
def facts(file):
    tree = ast.parse(file.read_text(encoding="utf-8"))
    nodes = list(ast.walk(tree))
    found = list(imports(nodes))
    functions = [n for n in nodes if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    modules = {local for module, name, local in found if not name or f"{module}.{name}" in NAMES}
    return Facts(
        [(f.name, lines_of(f)) for f in functions if lines_of(f) > 60],
        found,
        list(imports(on_import(tree.body))),
        [
            ast.unparse(node)
            for node in nodes
            if isinstance(node, ast.Attribute) and is_private(node.attr)
            if ast.unparse(node.value).partition(".")[0] in modules
        ],
    )


def broken(files, found):
    """Return what was found in each of the files where something was."""
    assert len(files) > 10, "there are files at all"
    return {relative(file): what for file in files if (what := found(file))}


# ---- sizes ----
def test_no_file_is_longer_than_can_be_held_in_the_head():
    def too_long(file):
        lines = len(file.read_text(encoding="utf-8").splitlines())
        return lines if lines > 400 else 0

    assert broken([*CODE, *TESTS, *BENCHMARKS], too_long) == {}


def lines_of(function):
    """The lines of a function without its docstring."""
    lines = function.end_lineno - function.lineno + 1
    if ast.get_docstring(function) is None:
        return lines
    docstring = function.body[0]
    return lines - (docstring.end_lineno - docstring.lineno + 1)


def test_no_function_is_longer_than_a_screen():
    files = [*MODULES, *TESTS, *BENCHMARKS]
    assert broken(files, lambda file: facts(file).long_functions) == {}


def test_no_folder_has_more_code_files_than_are_taken_in_at_a_glance():
    files = Counter(file.parent for file in CODE if file.name != "__init__.py")
    assert {relative(folder): number for folder, number in files.items() if number > 15} == {}


# ---- names ----
def test_no_two_code_files_share_a_name_unless_they_do_the_same_job():
    names = Counter(file.name for file in CODE if file.stem not in ("__init__", "__main__"))
    shared = {Path(name).stem for name, number in names.items() if number > 1}
    assert shared == set(SAME_JOB)


def test_no_file_or_folder_is_called_by_a_metaphor():
    words = {
        (word, relative(file))
        for file in (*CODE, *TESTS)
        for part in file.relative_to(ROOT).with_suffix("").parts
        for word in part.split("_")
    }
    assert sorted(where for word, where in words if word in NO_NAMES) == []


def is_private(name):
    return name.startswith("_") and not name.endswith("__")


def imports(nodes):
    """Yield each import of aqmap's own as module and name in it; the name may be a module's."""
    for node in nodes:
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "aqmap":
            yield from (
                (node.module, alias.name, alias.asname or alias.name) for alias in node.names
            )
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.partition(".")[0] == "aqmap":
                    yield alias.name, "", alias.asname or "aqmap"


def test_no_private_name_of_another_module_is_imported():
    def private(file):
        found = [f"{module}.{name}" for module, name, _ in facts(file).imports]
        return [name for name in found if is_private(name.rpartition(".")[2])]

    assert broken([*MODULES, *TESTS, *BENCHMARKS], private) == {}


def test_no_private_name_of_another_module_is_reached_for():
    assert broken(MODULES, lambda file: facts(file).private_reached_for) == {}


def on_import(nodes):
    """Yield what runs when a module is imported: no functions, nothing for type checkers only."""
    for node in nodes:
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            yield from on_import(node.orelse)
        elif not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield node
            yield from on_import(ast.iter_child_nodes(node))


def test_no_modules_import_each_other_in_a_circle():
    needs = {
        module_name(file): {
            whole if (whole := f"{module}.{name}") in NAMES else module
            for module, name, _ in facts(file).imports_on_import
        }
        for file in MODULES
    }
    assert sum(map(len, needs.values())) > len(needs), "imports are found at all"
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as problem:
        pytest.fail(" → ".join(problem.args[1]))


# ---- libraries, phrases, start ----
def test_no_back_door_to_a_confined_library():
    # geopandas would bring matplotlib or folium; bounds in degrees of a layer not yet checked
    reprojecting = ("aqmap/geo.py", "aqmap/read/geodata/boundaries.py")

    def doors(file):
        text = file.read_text(encoding="utf-8")
        pattern = r"\.(?:plot|explore)\(" + (
            "" if relative(file) in reprojecting else r"|\.to_crs\("
        )
        return re.findall(pattern, text)

    assert broken(MODULES, doors) == {}


def test_every_fault_code_has_its_phrase_and_says_what_to_do():
    used = {
        code
        for file in CODE
        for code in re.findall(r'Fault\(\s*"([a-z_]+)"', file.read_text(encoding="utf-8"))
    }
    assert used
    for code in used:
        assert f"fault.{code}" in catalogue(), code
        assert f"fault.{code}.do" in catalogue(), code


def test_every_fault_phrase_is_used():
    text = "\n".join(file.read_text(encoding="utf-8") for file in CODE)
    codes = {key.split(".")[1] for key in catalogue() if key.startswith("fault.")}
    assert [code for code in sorted(codes) if f'"{code}"' not in text] == []


def test_no_phrase_stands_twice_in_the_catalogue():
    keys = [
        key
        for file in sorted((ROOT / "aqmap" / "words").glob("*.toml"))
        for key, _ in leaves("", tomllib.loads(file.read_text(encoding="utf-8")))
    ]
    assert sorted(keys) == sorted(set(keys))


def test_every_reason_has_a_name_and_a_letter_of_its_own():
    for lang in ("zh", "en"):
        letters = [getattr(catalogue()[f"reason.{name}.letter"], lang) for name, _ in REASONS]
        assert len(set(letters)) == len(letters)
        assert all(getattr(catalogue()[f"reason.{name}"], lang) for name, _ in REASONS)


def test_a_message_names_file_place_and_remedy_in_both_languages():
    said = Fault("row_cells", "t.csv", "line 3", found=4, expected=5).said
    assert said.zh.startswith("t.csv：第3行：这一行有 4 格，应有 5 格。")
    assert said.en.startswith("t.csv: line 3: the row has 4 cells, expected 5.")


def test_help_loads_no_heavy_library():
    code = (
        "import sys; from aqmap.__main__ import main\n"
        "sys.argv = ['aqmap', '--help']\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'geopandas','pandas','numpy','folium','matplotlib','pydantic','rich','typer'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.splitlines()[-1] == "[]"
