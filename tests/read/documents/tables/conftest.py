"""Shared: a document read whole, with the answers given for what it leaves open."""

from dataclasses import replace

import pytest

from aqmap.files.file_content import FileContent
from aqmap.pipelines.reading.document_sources import document_source
from aqmap.read.documents.answers import NO_ANSWERS
from aqmap.read.documents.read_document import read_document


@pytest.fixture
def read_file(workspace):
    """Read a document whole."""

    def read(path, *, place="", answers=NO_ANSWERS):
        file = FileContent.read(path)
        source = document_source(file, workspace)
        told = replace(answers, place=place) if place else answers
        names = {"places": workspace.places, "indicators": workspace.indicators}
        return read_document(file, **names, source=source, answers=told)

    return read


@pytest.fixture
def read_lines(read_file, tmp_path):
    """Write lines as a text document, a table's cells parted by ``|``, and read it whole."""

    def read(*lines, **given):
        path = tmp_path / "合成.txt"
        text = "\n".join(line.replace("|", "\t") for line in lines)
        path.write_text(f"{text}\n", encoding="utf-8")
        return read_file(path, **given)

    return read


@pytest.fixture
def grounds(read_lines):
    """Read such a document and return how each field of its first figure is known."""

    def ground(*lines, **given):
        reading = read_lines(*lines, **given)
        reasons = reading.transcript.reasons[reading.figures[0].id]
        return {reason.field: (str(reason.known), reason.by) for reason in reasons}

    return ground
