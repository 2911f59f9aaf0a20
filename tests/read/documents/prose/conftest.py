"""Shared: what reads a single synthetic sentence, without a document around it."""

from pathlib import Path

import pytest

from aqmap.read.documents.context import Context
from aqmap.read.documents.prose.grammar import read_clauses
from aqmap.read.documents.prose.tokenizer import Tokenizer
from aqmap.words import Text
from aqmap.workspace.sources import Source

CHANGJI_PREFECTURE = "652300"


@pytest.fixture(scope="session")
def document(workspace):
    """Return a synthetic document of Changji of a kind and period."""

    def document_of(kind="plan", period="2021"):
        title = Text("合成文件", "Synthetic document")
        return Context(
            file=Path("合成文件.txt"),
            source=Source(id="synthetic", title=title, place=CHANGJI_PREFECTURE),
            places=workspace.places,
            indicators=workspace.indicators,
            period=period,
            kind=kind,
        )

    return document_of


@pytest.fixture(scope="session")
def tokenize(document):
    """Return what a sentence mentions."""
    return Tokenizer(document()).tokenize


@pytest.fixture(scope="session")
def clauses(tokenize):
    """Return a sentence's clauses."""
    return lambda sentence: list(read_clauses(tokenize(sentence).tokens))


@pytest.fixture
def told(read_whole, tmp_path):
    """Read a document of these lines whole."""

    def read(*lines):
        path = tmp_path / "合成.txt"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return read_whole(path)

    return read


@pytest.fixture
def known_by():
    """Return how a field of a document's only figure is known, and by what."""

    def known(reading, field):
        (figure,) = reading.figures
        reasons = reading.transcript.reasons[figure.id]
        return next((str(r.known), r.by) for r in reasons if r.field == field)

    return known
