"""A comparator means the same in a cell and in a sentence."""

from pathlib import Path

import pytest

from aqmap.read.documents.context import Context
from aqmap.read.documents.prose.tokenizer import Tokenizer
from aqmap.read.documents.prose.tokens import Kind
from aqmap.read.lexicon.cell_values import read_cell
from aqmap.words import Text
from aqmap.workspace.sources import Source

WRITTEN = [
    ("不低于80%", "ge"),
    ("不得少于80%", "ge"),
    ("至少80%", "ge"),
    ("大于等于80%", "ge"),
    ("大于或等于80%", "ge"),
    ("≥80%", "ge"),
    (">=80%", "ge"),
    ("80%以上", "ge"),
    ("80%及以上", "ge"),
    ("80%（含）以上", "ge"),
    ("不超过80%", "le"),
    ("不得突破80%", "le"),
    ("控制在80%", "le"),
    ("控制到80%", "le"),
    ("小于等于80%", "le"),
    ("小于或等于80%", "le"),
    ("≤80%", "le"),
    ("<=80%", "le"),
    ("80%以内", "le"),
    ("80%（含）以下", "le"),
    ("高于80%", "gt"),
    ("超过80%", "gt"),
    ("＞80%", "gt"),
    ("低于80%", "lt"),
    ("<80%", "lt"),
    ("80%", None),
]


@pytest.fixture(scope="module")
def tokenizer(workspace):
    source = Source(id="synthetic", title=Text("合成", "synthetic"), place="652300")
    names = (workspace.places, workspace.indicators)
    context = Context(Path("合成.txt"), source, *names, period="2021", kind="plan")
    return Tokenizer(context)


@pytest.mark.parametrize(("written", "comparator"), WRITTEN)
def test_a_cell_says_how_its_number_is_to_be_met(written, comparator):
    cell = read_cell(written)
    assert (str(cell.value), cell.unit, cell.comparator) == ("80", "%", comparator)


@pytest.mark.parametrize(("written", "comparator"), WRITTEN)
def test_a_sentence_says_the_same(tokenizer, written, comparator):
    tokens = tokenizer.tokenize(f"优良天数比例{written}。").tokens
    told = [token.comparator for token in tokens if token.comparator]
    assert told == ([comparator] if comparator else [])
    assert [token.value for token in tokens if token.kind is Kind.QUANTITY] == [80]
    assert not [token for token in tokens if token.kind is Kind.UNKNOWN]
