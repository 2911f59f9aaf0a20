"""Figures are numbered once, in document order, and the marks name them."""

from dataclasses import dataclass, field, replace

import docx
import pytest

from aqmap.files.file_content import FileContent
from aqmap.model.figures import Figure
from aqmap.model.transcript import Known, Mark, Passage, Reason, TablePassage
from aqmap.pipelines.reading.document_sources import document_source
from aqmap.read.documents.number_figures import key_in_block, number_figures
from aqmap.read.documents.read_document import read_document
from aqmap.read.documents.tables import layout
from tests.decide.audit.audit_figures import figure

ROWS = [
    ["序号", "整改任务", "整改措施", "落实情况"],
    ["1", "散煤", "2021年底前完成1200户散煤治理。", "已完成1100户散煤治理。已淘汰18台。"],
    ["2", "造林", "昌吉市完成造林5万亩。", "昌吉市完成造林4.2万亩，阜康市完成造林1.1万亩。"],
]
VALUES = [["指标", "昌吉市", "阜康市"], ["造林（万亩）", "3", "4"]]
ASSUMED = Reason("role", Known.ASSUMED, "kind", "计划")
OTHERS = [["县市", "造林（万亩）"], ["玛纳斯县", "2"]]


@dataclass
class Block:
    """What a block gave."""

    figures: tuple[Figure, ...]
    passage: Passage | TablePassage
    reasons: dict[str, tuple[Reason, ...]] = field(default_factory=dict)


def _figures(count):
    one = figure("x", "afforestation", "652301", 1)
    return tuple(replace(one, id=key_in_block(before)) for before in range(count))


def _passage(*keys):
    return Passage("……", "line 1", tuple(Mark(0, 1, (key,)) for key in keys))


def test_figures_are_numbered_through_the_blocks():
    readings = [
        Block(_figures(2), _passage("2", "1"), {"2": (ASSUMED,)}),
        Block((), _passage()),
        Block(_figures(3), TablePassage(1, ((_passage("1"), _passage("3", "2")),))),
    ]
    figures, passages, reasons = number_figures(readings, "plan")
    assert [f.id for f in figures] == [f"plan-000{n}" for n in (1, 2, 3, 4, 5)]
    assert _named(passages[0]) == ["plan-0002", "plan-0001"]
    assert reasons == {"plan-0002": (ASSUMED,)}
    assert [f.confirm for f in figures] == [(), ("role",), (), (), ()]
    assert _named(passages[1]) == []
    assert _named(passages[2]) == ["plan-0003", "plan-0005", "plan-0004"]


def test_an_open_year_is_always_asked_for():
    said = Reason("role", Known.SAID, "clause", "完成")
    (open_figure,) = (replace(f, period="XXXX-05") for f in _figures(1))
    block = Block((open_figure,), _passage("1"), {"1": (said,)})
    (figure,), _, reasons = number_figures([block], "plan")
    assert figure.confirm == ("period",)
    assert reasons["plan-0001"] == (said, Reason("period", Known.ASSUMED, "nothing"))


def _named(passage):
    cells = [passage] if isinstance(passage, Passage) else [c for row in passage.rows for c in row]
    return [name for cell in cells for mark in cell.marks for name in mark.figures]


@pytest.fixture
def document(tmp_path):
    """Write a synthetic list of measures between sentences and tables."""
    written = docx.Document()
    written.add_paragraph("2021年昌吉州大气污染防治工作完成情况报告")
    written.add_paragraph("1.全州完成造林9万亩，其中昌吉市5万亩。")
    for rows in (VALUES, ROWS, OTHERS):
        table = written.add_table(len(rows), len(rows[0]))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        written.add_paragraph("2.玛纳斯县完成造林2万亩。")
    path = tmp_path / "合成.docx"
    written.save(path)
    return path


def _read(path, workspace):
    source = document_source(FileContent.read(path), workspace)
    names = {"places": workspace.places, "indicators": workspace.indicators}
    return read_document(path, **names, source=source)


def test_every_figure_of_a_document_is_named_where_it_was_read(document, workspace):
    reading = _read(document, workspace)
    ids = [f.id for f in reading.figures]
    assert ids == [f"合成-{number:04d}" for number in range(1, len(ids) + 1)]
    assert {f.locator.table for f in reading.figures} == {"", "1", "2", "3"}
    named = [name for passage in reading.transcript.passages for name in _named(passage)]
    assert sorted(set(named)) == ids
    measures = [name for measure in reading.measures for name in measure.figures]
    assert measures
    assert set(measures) <= set(ids)


def test_the_layout_of_a_table_is_found_once(document, workspace, monkeypatch):
    looked_at = []
    find = layout.find_layout

    def finding(rows, labels):
        looked_at.append(rows)
        return find(rows, labels)

    monkeypatch.setattr(layout, "find_layout", finding)
    _read(document, workspace)
    assert len(looked_at) == 3
    assert len(set(looked_at)) == 3
