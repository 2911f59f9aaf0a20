"""What the import linter cannot see."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from aqmap.book.scales import REASONS
from aqmap.errors import Fault
from aqmap.words import catalogue, leaves

ROOT = Path(__file__).parents[1]
CODE = [*sorted((ROOT / "aqmap").rglob("*.py")), *sorted((ROOT / "aqmap").rglob("*.js"))]


@pytest.mark.parametrize("file", CODE, ids=lambda f: f.relative_to(ROOT).as_posix())
def test_no_file_is_longer_than_can_be_held_in_the_head(file):
    assert len(file.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("file", [f for f in CODE if f.suffix == ".py"], ids=lambda f: f.stem)
def test_no_back_door_to_a_confined_library(file):
    text = file.read_text(encoding="utf-8")
    assert not re.search(r"\.(plot|explore)\(", text), "geopandas would bring matplotlib or folium"
    if file.name != "geo.py":
        lines = [line for line in text.splitlines() if ".to_crs(" in line]
        allowed = file.name == "boundaries.py"  # bounds in degrees of a layer not yet checked
        assert not lines or allowed, lines


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
    assert said.zh.startswith("t.csv：line 3：这一行有 4 格，应有 5 格。")
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
