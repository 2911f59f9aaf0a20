"""Shared: the workspace's names, a document of a few lines, and the real documents if present."""

from itertools import count
from pathlib import Path

import pytest

from aqmap.errors import AqmapError
from aqmap.files.file_content import FileContent
from aqmap.pipelines.reading.document_sources import document_source
from aqmap.read.documents.answers import Answers
from aqmap.read.documents.read_document import read_document
from aqmap.workspace.workspace import open_workspace
from tests.frozen import fault_record, reading_record

ROOT = Path(__file__).parents[2]
SEEDS = ROOT.parent / "shared" / "seeds"


@pytest.fixture(scope="session")
def workspace():
    return open_workspace(ROOT)


@pytest.fixture
def read_whole(workspace, frozen, request):
    """Read a file as `aqmap read` does, return all it gave, and hold it against what is frozen."""
    calls = count(1)
    # Hypothesis draws another document each time; a copy of a real one is frozen as that.
    drawn = hasattr(request.node.obj, "hypothesis")
    copied = request.node.get_closest_marker("real") is not None

    def read(path, place=""):
        file = FileContent.read(path)
        source = document_source(file, workspace)
        own = workspace.places.match(place).place if place else None
        answers = Answers(place=own.code if own else "")
        names = {"places": workspace.places, "indicators": workspace.indicators}
        real = path.is_relative_to(SEEDS)
        kept = not drawn and (real or not copied)
        test = request.node.name.encode().decode("unicode_escape")
        name = f"real {path.name}" if real else f"{test} {next(calls)}"
        try:
            reading = read_document(file, **names, source=source, answers=answers)
        except AqmapError as problem:
            if kept:
                frozen.check(request.path.stem, name, fault_record(problem))
            raise
        if kept:
            told = source.model_copy(update={"place": source.place or answers.place})
            record = reading_record(reading, workspace, told, quoted=not real)
            frozen.check(request.path.stem, name, record)
        return reading

    return read


@pytest.fixture
def read_path(read_whole):
    """Read a file and return its figures."""
    return lambda path, place="": read_whole(path, place).figures


@pytest.fixture
def read(read_path, tmp_path):
    """Write a synthetic document under a title and read it."""

    def read_text(text, *, title="2021年昌吉州大气污染防治行动计划", place="昌吉州"):
        path = tmp_path / "合成 文件.txt"
        path.write_text(f"{title}\n\n{text}\n", encoding="utf-8")
        return read_path(path, place)

    return read_text


def _seed(name):
    """Return the path of a real document, which is no part of this project."""
    path = SEEDS / name
    if not path.exists():
        pytest.skip(f"the real documents are not on this machine: {path}")
    return path


@pytest.fixture
def read_seed(read_path):
    """Read a real document's figures."""
    return lambda name: read_path(_seed(name))


@pytest.fixture
def transcribe_seed(read_whole):
    """Read what became of every part of a real document."""
    return lambda name: read_whole(_seed(name)).transcript
