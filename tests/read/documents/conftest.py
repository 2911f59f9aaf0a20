"""Shared: the workspace's names, a document of a few lines, and the real documents if present."""

from pathlib import Path

import pytest

from aqmap.read.documents import read_document
from aqmap.reading import document_source
from aqmap.workspace import open_workspace

ROOT = Path(__file__).parents[3]
SEEDS = ROOT.parent / "shared" / "seeds"


@pytest.fixture(scope="session")
def workspace():
    return open_workspace(ROOT)


@pytest.fixture
def read_path(workspace):
    """Read a file as `aqmap read` does, and return its figures."""

    def read(path, place=""):
        source = document_source(path, workspace, place)
        names = {"places": workspace.places, "indicators": workspace.indicators}
        return read_document(path, **names, source=source).figures

    return read


@pytest.fixture
def read(read_path, tmp_path):
    """Write a synthetic document under a title and read it."""

    def read_text(text, *, title="2021年昌吉州大气污染防治行动计划", place="昌吉州"):
        path = tmp_path / "合成 文件.txt"
        path.write_text(f"{title}\n\n{text}\n", encoding="utf-8")
        return read_path(path, place)

    return read_text


@pytest.fixture
def read_seed(read_path):
    """Read a real document, which is no part of this project."""

    def read_real(name):
        path = SEEDS / name
        if not path.exists():
            pytest.skip(f"the real documents are not on this machine: {path}")
        return read_path(path)

    return read_real
