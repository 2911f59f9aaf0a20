"""What a workspace declares of its comparisons, from its files to the book."""

import pytest

from aqmap.errors import SpecError, TableError
from aqmap.pipelines.build_maps import decide
from aqmap.words import text

RULE = '\n[compare.rounding]\ndecimals = 0\njudged = "{judged}"\nsource = "{source}"\n'


def with_rule(workspace, value="35.4", judged=None, source="example"):
    results = workspace / "data" / "measured" / "example.csv"
    text = results.read_text(encoding="utf-8").replace("34.2", value)
    results.write_text(text, encoding="utf-8")
    if judged:
        layer = workspace / "layers" / "pm25.toml"
        rule = RULE.format(judged=judged, source=source)
        layer.write_text(layer.read_text(encoding="utf-8") + rule, encoding="utf-8")
    decided = decide(workspace)
    (row,) = (r for r in decided.joined if (r.layer, r.place) == ("pm25", "990001"))
    (layer,) = (layer for layer in decided.book.layers if layer.id == "pm25")
    return row, [note.zh for note in layer.notes]


@pytest.mark.parametrize(
    ("judged", "status", "note"),
    [
        ("rounded", "met", "实际值修约到0位小数后评判（依据：示例数据（虚构））"),
        ("exact", "not_met", "按未修约的实际值评判（依据：示例数据（虚构））"),
    ],
)
def test_a_declared_rule_of_rounding_decides_and_stands_with_its_document(
    small_workspace, judged, status, note
):
    row, notes = with_rule(small_workspace, judged=judged)
    assert (row.status, note in notes) == (status, True)


def test_no_note_of_every_sheet_contradicts_the_declared_rule():
    for kind in ("category", "sequential.left", "diverging.left"):
        note = text(f"paper.note.classes.{kind}")
        assert "判定" not in note.zh or "修约" not in note.zh
        assert "Judged" not in note.en or "rounded" not in note.en


def test_without_a_rule_what_rounding_decides_is_not_judged(small_workspace):
    row, _ = with_rule(small_workspace)
    assert row.status == "not_judged"
    assert "未修约35.4，修约后35" in row.reason.zh


def test_the_document_of_a_rule_is_registered(small_workspace):
    with pytest.raises(SpecError) as caught:
        with_rule(small_workspace, judged="exact", source="nowhere")
    (fault,) = caught.value.faults
    assert (fault.code, str(fault.at)) == ("undefined_name", "compare.rounding.source")


def test_results_that_do_not_say_whose_they_are_are_asked_for_and_the_register_answers(
    small_workspace,
):
    results = small_workspace / "data" / "measured" / "example.csv"
    text = results.read_text(encoding="utf-8").replace(",basis", "").replace(",synthetic", "")
    results.write_text(text, encoding="utf-8")
    with pytest.raises(TableError) as caught:
        decide(small_workspace)
    assert [fault.code for fault in caught.value.faults] == ["basis_missing"]
    register = small_workspace / "data" / "sources.toml"
    register.write_text(
        register.read_text(encoding="utf-8") + 'basis = "verified"\n', encoding="utf-8"
    )
    statuses = {(r.layer, r.place): r.status for r in decide(small_workspace).joined}
    assert statuses["pm25", "990001"] == "met"
