"""`aqmap confirm` and `data/decisions/`: decisions laid over a table, reopened."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from aqmap.cli.app import run
from aqmap.decide.compare.lay_decisions import lay_decisions
from aqmap.errors import AqmapError, SourceError
from aqmap.model.figures import Basis, Role
from aqmap.model.review.decisions import Answer, Decision, Review
from aqmap.pipelines.build_maps import decide
from aqmap.pipelines.review.confirm_figures import confirm_to_files
from aqmap.read.tables.read_figures import read_figures
from aqmap.render.exchange.csv_tables import write_figures
from aqmap.workspace.workspace import open_workspace
from tests.decisions import decision, review_file

TARGETS = "data/targets/example.csv"


def figures_of(workspace, path):
    opened = open_workspace(workspace)
    return read_figures(
        [path], indicators=opened.indicators, places=opened.places, sources=tuple(opened.sources)
    ).figures


@pytest.fixture
def asked(small_workspace, tmp_path):
    """The six figures of the small workspace; of the first the role is open, of the second more."""
    first, second, *others = figures_of(small_workspace, small_workspace / TARGETS)
    first = replace(first, confirm=("role",))
    second = replace(second, confirm=("role", "place"), place="", place_written="")
    table = tmp_path / "figures.csv"
    write_figures([first, second, *others], table, header=["Figures", "example: 示例"])
    return small_workspace, table, figures_of(small_workspace, table)


def confirmed(asked, out, *decisions, **options):
    workspace, table, _ = asked
    review = review_file(out.parent / "review-1.json", *decisions)
    done = confirm_to_files([review], out=out, table=table, workspace=workspace, **options)
    return done, {figure.id: figure for figure in figures_of(workspace, out)}


def test_confirm_lays_each_answer_over_the_table(asked, tmp_path):
    _, _, (first, second, third, fourth, fifth, _) = asked
    added = replace(fifth, id="example-added-line5-3", value_written="7", value=fifth.value + 7)
    done, written = confirmed(
        asked,
        tmp_path / "out.csv",
        decision("accept", first, who="张三", on="2026-03-01", role="measured"),
        decision("accept", second, place="990002", place_written="乙县", again="李四"),
        decision("reject", third),
        decision("to_ask", fourth),
        decision("added", added, who="张三"),
    )
    assert [line.zh for line in done.lines] == [
        "确认2条，删去1条，补录1条，待核实1条",
        "已删去：PM2.5（示例丙县）“未报送”，文件第3行",
        "还有1条待核对或待核实",
    ]
    assert (written[first.id].role, written[first.id].confirm) == (Role.MEASURED, ())
    assert (written[first.id].checked_by, written[first.id].checked_on) == ("张三", "2026-03-01")
    assert (written[second.id].place, written[second.id].rechecked_by) == ("990002", "李四")
    assert third.id not in written
    assert written[fourth.id].confirm == ("value",)
    assert written[added.id].value == fifth.value + 7
    assert {f.basis for f in written.values()} == {Basis.SYNTHETIC}
    assert "# example: 示例" in (tmp_path / "out.csv").read_text("utf-8-sig")


def test_confirm_equal_input_gives_equal_bytes_and_again_changes_nothing(asked, tmp_path):
    workspace, _, (first, _, third, *_) = asked
    decisions = decision("accept", first, role="measured"), decision("reject", third)
    confirmed(asked, tmp_path / "a.csv", *decisions)
    confirmed(asked, tmp_path / "b.csv", *decisions)
    once = (tmp_path / "a.csv").read_bytes()
    assert once == (tmp_path / "b.csv").read_bytes()
    # Laid over its own result, in place: the table is the one at --out.
    done = confirm_to_files(
        [tmp_path / "review-1.json"], out=tmp_path / "a.csv", workspace=workspace
    )
    assert (tmp_path / "a.csv").read_bytes() == once
    assert done.laid.stale == ()


def test_confirm_a_figure_that_has_changed_since_is_listed_and_stays(asked, tmp_path):
    _, _, (first, *_) = asked
    before = replace(first, value=first.value + 1, value_written="36")
    done, written = confirmed(asked, tmp_path / "out.csv", decision("accept", before))
    assert written[first.id].confirm == ("role",)
    (finding,) = done.laid.findings
    assert finding.kind == "decision_stale"
    assert "review-1.json 第1条（确认）" in finding.detail.zh


def test_confirm_knows_a_figure_whose_id_has_become_another(asked, tmp_path):
    _, _, (first, *_) = asked
    _, written = confirmed(
        asked, tmp_path / "out.csv", decision("accept", replace(first, id="example-0099"))
    )
    assert written[first.id].confirm == ()


def test_confirm_the_second_check_holds_and_two_of_one_rank_do_not(asked, tmp_path):
    workspace, table, (first, second, *_) = asked
    placed = {"place": "990002", "place_written": "乙县"}
    one = review_file(
        tmp_path / "1.json",
        decision("accept", first, role="measured", who="张三"),
        decision("accept", second, **placed),
    )
    other = review_file(
        tmp_path / "2.json",
        decision("accept", first, role="target", who="张三", again="李四"),
        decision("accept", second, **placed | {"place": "990003"}),
    )
    out = tmp_path / "out.csv"
    done = confirm_to_files([one, other], out=out, table=table, workspace=workspace)
    written = {figure.id: figure for figure in figures_of(workspace, out)}
    assert (written[first.id].role, written[first.id].rechecked_by) == (Role.TARGET, "李四")
    assert written[second.id].confirm == ("role", "place")
    assert [finding.kind for finding in done.laid.findings] == ["decision_disputed"] * 2


def test_confirm_writes_what_is_to_be_asked_unit_by_unit(asked, tmp_path):
    _, _, (first, second, *_) = asked
    lists = tmp_path / "待核实.xlsx"
    confirmed(
        asked, tmp_path / "o.csv", decision("to_ask", first), decision("to_ask", second),
        to_ask=lists,
    )  # fmt: skip
    book = load_workbook(lists)
    assert book.sheetnames == ["示例甲县", "地方未定"]
    head, row = [[cell.value for cell in cells] for cells in book["示例甲县"]["A3:J4"]]
    asked_for = dict(zip(head, row, strict=True))
    assert asked_for["需核实的内容"] == "性质"
    assert asked_for["单位答复"] is None
    assert book["地方未定"]["F4"].value == "性质、地方"


BAD = {
    "no JSON": ("{", ["decisions_no_json"]),
    "nested without end": ("[" * 100_000, ["decisions_no_json"]),
    "another file": ("[1]", ["decisions_foreign"]),
}


@pytest.mark.parametrize(("written", "codes"), BAD.values(), ids=BAD)
def test_confirm_of_what_is_no_file_of_decisions_says_so(asked, tmp_path, written, codes):
    workspace, table, _ = asked
    path = tmp_path / "review.json"
    path.write_text(written, encoding="utf-8")
    with pytest.raises(AqmapError) as caught:
        confirm_to_files([path], out=tmp_path / "o.csv", table=table, workspace=workspace)
    assert [fault.code for fault in caught.value.faults] == codes
    assert not (tmp_path / "o.csv").exists()


def test_confirm_names_everything_that_does_not_fit_together(asked, tmp_path):
    workspace, table, (first, second, third, *_) = asked
    wrong = review_file(
        tmp_path / "1.json",
        decision("accept", first, role="wish"),
        decision("accept", second),  # its place is still open
        decision("accept", third, basis="verified", place="123456"),
        decision("accept", third, period="2025-13"),
        {"answer": "perhaps"},
        "x",
        decision("reject", third) | {"checked_on": "yesterday"},
        decision("accept", first) | {"was": {"id": "a", "colour": "red"}},
    )
    later = review_file(tmp_path / "2.json", version=2)
    with pytest.raises(AqmapError) as caught:
        confirm_to_files([wrong, later], out=tmp_path / "o.csv", table=table, workspace=workspace)
    assert [(fault.at, fault.code) for fault in caught.value.faults] == [
        ("decision 1, role", "cell_value"),
        ("decision 2, place", "cell_value"),
        ("decision 3", "decision_basis"),
        ("decision 3, place", "decision_place"),
        ("decision 4, period", "cell_value"),
        ("decision 5", "decision_unfit"),
        ("decision 6", "decision_unfit"),
        ("decision 7", "decision_unfit"),
        ("decision 8", "decision_unfit"),
        ("", "decisions_version"),
    ]


def test_confirm_without_a_table_says_what_is_missing(small_workspace, tmp_path):
    review = review_file(tmp_path / "r.json")
    with pytest.raises(SourceError) as caught:
        confirm_to_files([review], out=tmp_path / "none.csv", workspace=small_workspace)
    assert [fault.code for fault in caught.value.faults] == ["confirm_no_table"]


def test_build_lays_the_decisions_of_the_workspace_over_its_tables(small_workspace):
    first, second, *_ = figures_of(small_workspace, small_workspace / TARGETS)
    folder = small_workspace / "data" / "decisions"
    review_file(
        folder / "review-plan.json",
        decision("accept", first, value="33", value_written="33"),
        decision("reject", second),
        decision("added", replace(second, id="example-x", value=second.value + 4)),
        decision("accept", replace(second, period="2024")),
    )
    (folder / "说明.txt").write_text("核对结果\n", encoding="utf-8")
    decided = decide(small_workspace)
    values = {f.id: str(f.value) for f in decided.figures if f.indicator == "pm25"}
    assert values[first.id] == "33"
    assert second.id not in values
    assert values["example-x"] == "39"
    assert [f.kind for f in decided.findings if f.kind.startswith("decision")] == ["decision_stale"]


def test_nothing_is_added_to_a_document_that_is_not_registered(small_workspace):
    first, *_ = figures_of(small_workspace, small_workspace / TARGETS)
    row = replace(first, id="other-added-1", source="other")
    added = Decision(answer=Answer.ADDED, was=None, row=row, spot=(Path("review-b.json"), 1))
    review = Review(Path("review-b.json"), (), (added,))
    laid = lay_decisions([first], [review], {"example"})
    assert laid.figures == (first,)
    assert [(f.kind, f.detail.zh[:18]) for f in laid.findings] == [
        ("decision_unregistered", "review-b.json 第1条（")
    ]
    assert lay_decisions([first], [review], {"example", "other"}).findings == []


def test_build_names_what_lies_among_the_decisions_and_is_none(small_workspace):
    folder = small_workspace / "data" / "decisions"
    folder.mkdir()
    (folder / "figures.csv").write_text("a,b\n", encoding="utf-8")
    with pytest.raises(AqmapError) as caught:
        decide(small_workspace)
    assert [fault.code for fault in caught.value.faults] == ["not_decisions"]


def test_confirm_command_prints_what_it_did(asked, tmp_path, monkeypatch, capsys):
    workspace, table, (first, *_) = asked
    review = review_file(tmp_path / "r.json", decision("accept", first))
    arguments = ["confirm", str(review), "--out", str(tmp_path / "o.csv"), "--table", str(table)]
    arguments += ["--workspace", str(workspace), "--json"]
    monkeypatch.setattr("sys.argv", ["aqmap", *arguments])
    assert run(arguments, ["confirm"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["accepted"], told["unconfirmed"]) == (1, 1)
