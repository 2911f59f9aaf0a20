"""What makes stored parts valid: the code that they were made by, all of it."""

import ast
from pathlib import Path

import aqmap
from aqmap.read.stations.archive.work_units import CODE_OF_PARTS, code_version

PACKAGE = Path(aqmap.__file__).parent
STATIONS = PACKAGE / "read" / "stations"


def imported_files(file):
    """Return the files of ``aqmap.read.stations`` that a file imports, on use or for types too."""
    names = {
        name
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom)
        for name in (node.module, *(f"{node.module}.{alias.name}" for alias in node.names))
    }
    paths = (PACKAGE.parent / f"{name.replace('.', '/')}.py" for name in names)
    return {path for path in paths if path.is_file() and path.is_relative_to(STATIONS)}


def files_behind(file):
    """Return a file and all that it stands on in ``aqmap.read.stations``."""
    behind, new = set(), {file}
    while new:
        behind |= new
        new = set.union(*map(imported_files, new)) - behind
    return behind


def test_the_hash_is_of_every_file_on_the_way_from_bytes_to_stored_parts():
    behind = files_behind(STATIONS / "archive" / "month_cache.py")
    code = {file.relative_to(STATIONS).as_posix() for file in behind}
    assert {"archive/work_units.py", "archive/parquet_store.py", "tables/minutes.py"} <= code
    assert {name for name in CODE_OF_PARTS if name.endswith(".py")} == code


def test_the_hash_is_of_every_table_of_words_that_this_code_reads():
    tables = {file.relative_to(STATIONS).as_posix() for file in STATIONS.rglob("*.toml")}
    assert {name for name in CODE_OF_PARTS if not name.endswith(".py")} == tables


def test_the_version_is_another_where_a_single_file_is(tmp_path, monkeypatch):
    for name in CODE_OF_PARTS:
        copied = tmp_path / name
        copied.parent.mkdir(exist_ok=True)
        copied.write_bytes((STATIONS / name).read_bytes())
    standards = tmp_path / "standards"
    standards.mkdir()
    tables = ("rules.csv", "plausibility.csv")
    for name in tables:
        (standards / name).write_bytes((PACKAGE / "standards" / name).read_bytes())
    folders = {"aqmap.read.stations": tmp_path, "aqmap.standards": standards}
    monkeypatch.setattr("aqmap.read.stations.archive.work_units.files", folders.__getitem__)
    version = code_version.__wrapped__
    before = version()
    assert before == code_version()
    for changed in (*CODE_OF_PARTS, *(f"standards/{name}" for name in tables)):
        content = (tmp_path / changed).read_bytes()
        (tmp_path / changed).write_bytes(content + b"#")
        assert version() != before, changed
        (tmp_path / changed).write_bytes(content)
    assert version() == before
