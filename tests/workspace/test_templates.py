"""A new workspace carries the help that messages point to."""

import re
import tomllib
from pathlib import Path

import pytest

from aqmap.pipelines.lay_workspace import lay_workspace
from aqmap.workspace.templates import HELP_FILES, template_names

ROOT = Path(__file__).parents[2]
POINTED = re.compile(r"\b(?:docs|data|boundaries|layers)/[\w/-]+\.(?:md|csv|toml)")


def pointed_to():
    """The files that messages name."""
    words = (ROOT / "aqmap" / "words").glob("*.toml")
    return {name for file in words for name in POINTED.findall(file.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("template", template_names())
def test_every_file_that_a_message_points_to_lies_in_a_new_workspace(tmp_path, template):
    folder = lay_workspace(tmp_path / "新区", template=template)
    assert "docs/workspace.md" in pointed_to()
    missing = {name for name in pointed_to() if not (folder / name).is_file()}
    assert missing == set()


def test_the_help_beside_a_new_regions_results_tells_of_its_own_files_alone(tmp_path):
    folder = lay_workspace(tmp_path / "新区")
    readme = (folder / "data" / "measured" / "README.md").read_text(encoding="utf-8")
    assert "| `period` 必需 |" in readme
    assert "阜康" not in readme
    assert "昌吉" not in readme
    assert (folder / "data" / "template-measured.csv").is_file()


def test_what_is_installed_holds_the_help():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    included = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    for file in HELP_FILES:
        assert included[file] == f"aqmap/help/{file}"
        assert (ROOT / file).is_file()
