"""Shared: a workspace of three invented counties that builds in seconds."""

import shutil
from pathlib import Path

import pytest

import aqmap

ROOT = Path(__file__).parents[1]


@pytest.fixture
def small_workspace(tmp_path):
    """The minimal workspace that `aqmap init` lays down, in a folder with blanks and brackets."""
    folder = tmp_path / "示例 工作区（一）"
    shutil.copytree(Path(aqmap.__file__).parent / "workspaces" / "minimal", folder)
    return folder


@pytest.fixture(scope="session")
def default_book():
    """The map book of the repository's own workspace."""
    return aqmap.make_book(ROOT)
