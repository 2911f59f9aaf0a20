"""Every public name works in a fresh interpreter, whatever was used before it."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

import aqmap

ROOT = Path(aqmap.__file__).parent
PACKAGES = sorted(ROOT.rglob("__init__.py"))
NAMES = sorted(name for name in aqmap.__all__ if name != "__version__")


def fresh(code, *arguments):
    """What a program prints, as JSON, that runs in an interpreter of its own."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def bound_names(file):
    """The names that a module's own lines bind, and those that it lists as public."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from ((alias.asname or alias.name).partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign):
            yield from (target.id for target in node.targets if isinstance(target, ast.Name))
            if isinstance(node.value, ast.List):
                yield from ast.literal_eval(node.value)


@pytest.mark.parametrize("file", PACKAGES, ids=lambda f: f.parent.relative_to(ROOT).as_posix())
def test_no_public_name_is_a_submodules_too(file):
    # Importing the submodule would put the module in the name's place.
    beside = {path.stem for path in file.parent.glob("*.py")}
    beside |= {path.parent.name for path in file.parent.glob("*/__init__.py")}
    assert beside.isdisjoint(bound_names(file))


PAIRS = """
import json, os, sys

def forget():
    for name in [name for name in sys.modules if name.partition(".")[0] == "aqmap"]:
        del sys.modules[name]

def in_child(work, *names):
    if not hasattr(os, "fork"):
        forget()
        return work(*names)
    read, write = os.pipe()
    if os.fork() == 0:
        os.close(read)
        os.write(write, json.dumps(work(*names)).encode())
        os._exit(0)
    os.close(write)
    with open(read) as told:
        said = told.read()
    os.wait()
    return json.loads(said)

def pair(first, second):
    import aqmap
    before, after = getattr(aqmap, first), getattr(aqmap, second)
    assert before is getattr(aqmap, first), (first, second)
    assert after is getattr(aqmap, second), (first, second)
    return [(n, f"{v.__module__}.{v.__qualname__}") for n, v in ((first, before), (second, after))]

def pairs(first):
    import aqmap
    getattr(aqmap, first)
    return [home for n in names if n != first for home in in_child(pair, first, n)]

names = sys.argv[1:]
import aqmap
for name in names:
    getattr(aqmap, name)
forget()
kinds = {}
for first in names:
    for name, home in in_child(pairs, first):
        kinds.setdefault(name, set()).add(home)
print(json.dumps({name: sorted(homes) for name, homes in kinds.items()}))
"""


def test_of_any_two_names_either_comes_first_and_both_stay_what_they_are():
    # In children of one interpreter that has forgotten aqmap, for the libraries below load slowly.
    homes = {name: getattr(aqmap, name).__module__ for name in NAMES}
    assert fresh(PAIRS, *NAMES) == {name: [f"{homes[name]}.{name}"] for name in NAMES}


CALLS = """
import json, sys
from pathlib import Path
import aqmap
workspace, plan = Path(sys.argv[1]), Path(sys.argv[2])
calls = {
    "open_workspace": lambda: aqmap.open_workspace(workspace).settings.title.en,
    "make_book": lambda: type(aqmap.make_book(workspace)) is aqmap.MapBook,
    "build": lambda: aqmap.build(workspace).out.name,
    "read_documents": lambda: len(aqmap.read_documents([plan], workspace=workspace).figures),
    "to_figure": lambda: type(aqmap.to_figure(aqmap.make_book(workspace).sheets()[0])).__name__,
    "to_folium": lambda: "EPSG" in aqmap.to_folium(aqmap.make_book(workspace)).crs,
}
try:
    aqmap.make_book(workspace / "nowhere")
except aqmap.AqmapError as problem:
    faults = len(problem.faults)
print(json.dumps({name: calls[name]() for name in sys.argv[3:]} | {"faults": faults}))
"""
ANSWERS = {
    "make_book": True,
    "build": "out",
    "open_workspace": "Example region: targets and results (synthetic)",
    "read_documents": 1,
    "to_figure": "Figure",
    "to_folium": True,
}


@pytest.mark.parametrize("order", [list(ANSWERS), list(ANSWERS)[::-1]], ids=["there", "back"])
def test_every_name_is_called_in_both_orders(small_workspace, tmp_path, order):
    plan = tmp_path / "方案.txt"
    plan.write_text("示例地区2025年大气污染防治方案\n2025年，甲县完成人工造林0.5万亩。\n", "utf-8")
    done = fresh(CALLS, small_workspace, plan, *order)
    assert {name: done[name] for name in ANSWERS} == ANSWERS
    assert done["faults"] > 0


def test_names_are_listed_and_a_wrong_one_is_an_attribute_error():
    assert dir(aqmap) == sorted(aqmap.__all__)
    with pytest.raises(AttributeError):
        aqmap.nothing_of_the_kind  # noqa: B018
