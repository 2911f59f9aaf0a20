"""The documents tell the truth: links lead somewhere, files and functions that they name exist."""

import ast
import importlib
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDERS = ("docs", "boundaries", "data", "tests/data")
DOCUMENTS = sorted(
    [*ROOT.glob("*.md"), *(file for folder in FOLDERS for file in (ROOT / folder).rglob("*.md"))]
)
ARCHITECTURE = ROOT / "docs" / "architecture.md"

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ +(.+?) *#*$", re.M)
QUOTED = re.compile(r"`([^`\n]+)`")
CODE_FILE = re.compile(r"(?:aqmap|tests|benchmarks|docs)/[\w./*{},-]*")
FILE_NAME = re.compile(r"\w+\.(?:py|js|sh)")
DEFINED = re.compile(r"`(aqmap/[\w/]+\.py)`((?:,? `\w+`)+)")
LISTED = re.compile(r"((?:`\w+`(?: and |, )?)+) of `(aqmap/[\w/]+\.py)`")


def relative(file):
    return file.relative_to(ROOT).as_posix()


def anchors(file):
    """The anchors that a forge gives the headings of a document."""
    headings = HEADING.findall(file.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("file", DOCUMENTS, ids=relative)
def test_every_link_leads_somewhere(file):
    for link in LINK.findall(file.read_text(encoding="utf-8")):
        if link.startswith(("http://", "https://", "mailto:")):
            continue
        path, _, anchor = link.partition("#")
        target = (file.parent / path).resolve() if path else file
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


@pytest.mark.parametrize("file", DOCUMENTS, ids=relative)
def test_every_file_named_exists(file):
    folders = ("aqmap", "tests", "benchmarks", "boundaries")
    names = {path.name for folder in folders for path in all_files(folder)}
    for quoted in QUOTED.findall(file.read_text(encoding="utf-8")):
        if CODE_FILE.fullmatch(quoted) and "NAME" not in quoted:
            assert list(ROOT.glob(quoted.rstrip("/"))), quoted
        elif FILE_NAME.fullmatch(quoted):
            assert quoted in names, quoted


def test_every_document_that_the_code_names_exists():
    named = {
        (relative(file), name)
        for file in sorted((ROOT / "aqmap").rglob("*.*"))
        if file.suffix in (".py", ".toml", ".js")
        for name in re.findall(r"\bdocs/[\w/]+\.md", file.read_text(encoding="utf-8"))
    }
    assert len(named) > 10, "the code names documents at all"
    assert sorted(pair for pair in named if not (ROOT / pair[1]).exists()) == []


@cache
def all_files(folder):
    return [path for path in (ROOT / folder).rglob("*") if "__pycache__" not in path.parts]


def defined_names(path):
    for node in ast.parse((ROOT / path).read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from (target.id for target in targets if isinstance(target, ast.Name))


def test_every_function_that_the_architecture_names_is_defined_there():
    text = ARCHITECTURE.read_text(encoding="utf-8")
    pairs = [*DEFINED.findall(text), *((path, names) for names, path in LISTED.findall(text))]
    assert len(pairs) > 15, "the page names functions at all"
    for path, names in pairs:
        assert set(QUOTED.findall(names)) <= set(defined_names(path)), path


def test_every_folder_of_the_package_has_its_line_in_the_architecture():
    text = ARCHITECTURE.read_text(encoding="utf-8")
    rooms = [ROOT / "aqmap" / room for room in ("read", "decide", "render")]
    tops = (ROOT / "aqmap", *rooms)
    folders = {init.parent for top in tops for init in top.glob("*/__init__.py")} - {*rooms}
    assert len(folders) > 20
    assert [folder for folder in map(relative, folders) if f"`{folder}/" not in text] == []


def test_the_figure_that_the_architecture_follows_is_the_one_that_is_drawn(default_book):
    text = ARCHITECTURE.read_text(encoding="utf-8")
    figure = default_book.figures["ili-plan-2021-0322"].figure
    assert figure.id in text
    assert (figure.place, figure.indicator, figure.comparator) == ("654026", "afforestation", "ge")
    assert f"{figure.value} {figure.unit}" == "0.05 万亩"
    assert f"`{figure.locator}`" in text
    assert default_book.figures[figure.id].locator.zh in text
    sheet = default_book.sheet("afforestation", "target", region="ili")
    (cell,) = (cell for place, cell in sheet.rows if place.code == "654026")
    assert (cell.value, cell.figures) == (0.05, (figure.id,))
    assert sheet.view.scale.largest == 5
    status = default_book.sheet("afforestation", "status", region="ili")
    (cell,) = (cell for place, cell in status.rows if place.code == "654026")
    assert cell.reason == "no_measurement"


DOTTED = re.compile(r"`(aqmap(?:\.\w+)+)`")


def resolves(dotted):
    """Whether a dotted name is a module, or what a module holds."""
    module, _, name = dotted.rpartition(".")
    try:
        return hasattr(importlib.import_module(module), name) or bool(
            importlib.import_module(dotted)
        )
    except ModuleNotFoundError:
        return False


def test_every_name_that_a_docstring_gives_is_there():
    named = {
        (name, file.relative_to(ROOT).as_posix())
        for file in sorted((ROOT / "aqmap").rglob("*.py"))
        for name in DOTTED.findall(file.read_text(encoding="utf-8"))
        if name != "aqmap.toml"
    }
    assert named
    assert [pair for pair in sorted(named) if not resolves(pair[0])] == []
