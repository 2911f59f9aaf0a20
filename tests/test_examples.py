"""The examples in the docstrings run, and what the public functions do has one."""

import doctest
from importlib import import_module
from pathlib import Path

import pytest

import aqmap

ROOT = Path(aqmap.__file__).parents[1]
MODULES = [
    ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for file in sorted((ROOT / "aqmap").rglob("*.py"))
    if ">>> " in file.read_text(encoding="utf-8")
]
CALLED = sorted(set(aqmap.__all__) - {"__version__", "AqmapError", "MapBook"})


@pytest.mark.parametrize("name", MODULES)
def test_every_example_gives_what_it_says(name):
    done = doctest.testmod(import_module(name))
    assert done.attempted > 0
    assert done.failed == 0


@pytest.mark.parametrize("name", CALLED)
def test_every_public_function_has_an_example(name):
    function = getattr(aqmap, name)
    assert any(name in example.source for example in examples(function))


def examples(function):
    (found,) = doctest.DocTestFinder(recurse=False).find(function, function.__name__)
    return found.examples


def test_no_example_is_skipped():
    text = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "aqmap").rglob("*.py"))
    assert "doctest: +SKIP" not in text
