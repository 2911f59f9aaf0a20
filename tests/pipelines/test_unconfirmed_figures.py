"""A figure that a person has yet to confirm is on no map and in no count, in every output."""

import csv
import io
from pathlib import Path

import docx
import geopandas
import pytest
from pypdf import PdfReader

from aqmap.errors import AqmapError
from aqmap.model.audience import Audience
from aqmap.pipelines.build_maps import build, decide
from aqmap.pipelines.check_workspace import check
from aqmap.pipelines.export_maps import ExportFormat, export_maps
from aqmap.pipelines.write_report import write_report
from tests.reports import coarse_pictures, no_office

HEAD = "place,indicator,period,comparator,value,basis,source,locator,confirm\n"
TARGETS = """\
示例甲县,PM2.5,2025,le,31.7,synthetic,example,line 1,role;period
示例乙县,PM2.5,2025,le,35,synthetic,example,line 2,
示例丙县,PM2.5,XXXX,le,32.3,synthetic,example,line 3,period
示例甲县,造林,2025,ge,1.20,synthetic,example,line 4,
,造林,2025,ge,7.89,synthetic,example,line 5,place
"""
MEASURED = """\
示例甲县,PM2.5,2025,,34.2,synthetic,example,line 1,
示例乙县,PM2.5,2025,,36.8,synthetic,example,line 2,role
示例丙县,PM2.5,2025,,30.9,synthetic,example,line 3,
示例甲县,造林,2025,,1.25,synthetic,example,line 4,
示例乙县,造林,XXXX-01/XXXX-06,,0.43,synthetic,example,line 5,period
"""
UNSURE = ("31.7", "32.3", "7.89", "36.8", "0.43")


@pytest.fixture
def workspace(small_workspace):
    for name, rows in (("targets", TARGETS), ("measured", MEASURED)):
        path = small_workspace / "data" / name / "example.csv"
        path.write_text(HEAD + rows, encoding="utf-8")
    return small_workspace


def test_no_map_has_its_number_and_no_verdict_rests_on_it(workspace):
    decided = decide(workspace)
    rows = {(row.layer, row.place): row for row in decided.joined}
    assert rows["pm25", "990001"].target_reason == "unconfirmed"
    assert rows["pm25", "990002"].measured_reason == "unconfirmed"
    verdicts = {key: row.status.value for key, row in rows.items() if row.gap is not None}
    assert verdicts == {("afforestation", "990001"): "met"}
    shown = [
        cell
        for sheet in decided.book.sheets()
        for _, cell in sheet.rows
        if str(cell.value) in UNSURE
    ]
    assert shown == []
    assert decided.findings == ()


def test_it_says_what_is_open_where_the_number_would_stand(workspace):
    decided = decide(workspace)
    for view, place, asked in (
        ("target", "990001", "待核对：性质、时段"),
        ("status", "990001", "待核对：性质、时段"),
        ("measured", "990002", "待核对：性质"),
        ("status", "990002", "待核对：性质"),
    ):
        rows = {
            at.code: cell for at, cell in decided.book.sheet("pm25", view, region="example").rows
        }
        assert rows[place].reason == "unconfirmed"
        assert asked in [qualifier.zh for qualifier in rows[place].qualifiers]
    card = next(c for c in decided.book.figures.values() if c.figure.confirm == ("period",))
    assert card.value_text.zh == "待核对"
    assert "年份待核对" in card.period.zh


def test_check_counts_them_by_source_and_says_how_they_are_confirmed(workspace):
    remarks = [remark.zh for remark in check(workspace).remarks]
    (counted,) = (remark for remark in remarks if "example" in remark and "待核对" in remark)
    assert "5个数据待核对" in counted
    assert "时段3个" in counted
    assert "性质2个" in counted
    assert "地方1个" in counted
    assert any("aqmap confirm" in remark and "--review" in remark for remark in remarks)


def test_a_workspace_where_nothing_waits_says_nothing(small_workspace):
    assert not any("待核对" in remark.zh for remark in check(small_workspace).remarks)


def test_the_tables_of_a_build_keep_it_and_say_that_it_waits(workspace):
    build(workspace)
    text = (workspace / "out" / "figures.csv").read_text(encoding="utf-8-sig")
    table = csv.DictReader(line for line in io.StringIO(text) if not line.startswith("#"))
    waiting = {row["value"]: row["confirm"] for row in table if row["confirm"]}
    assert waiting == {
        "31.7": "role;period",
        "32.3": "period",
        "7.89": "place",
        "36.8": "role",
        "0.43": "period",
    }
    printed = "".join(
        page.extract_text()
        for path in sorted((workspace / "out").rglob("*.pdf"))
        for page in PdfReader(path).pages
    )
    assert "待核对" in printed
    assert not [number for number in UNSURE if number in printed]


def test_the_geopackage_has_the_reason_and_no_number(workspace, tmp_path):
    export_maps(workspace, tmp_path / "export", formats=(ExportFormat.GPKG,))
    layer = geopandas.read_file(tmp_path / "export" / "maps.gpkg", layer="pm25-target-2025")
    of_place = {row["code"]: row for _, row in layer.iterrows()}
    assert of_place["990001"]["reason"] == "unconfirmed"
    assert of_place["990001"]["value"] is None or of_place["990001"]["value"] != 31.7
    assert of_place["990002"]["value"] == 35


def test_the_report_says_it_and_counts_it_nowhere(workspace, tmp_path):
    with no_office(), coarse_pictures():
        write_report(workspace, tmp_path / "report")
    written = docx.Document(str(tmp_path / "report" / "report.docx"))
    words = [p.text for p in written.paragraphs]
    words += [c.text for t in written.tables for row in t.rows for c in row.cells]
    text = "\n".join(words)
    assert "待核对" in text
    assert not [number for number in UNSURE if number in text]


@pytest.mark.parametrize("audience", [Audience.LEADER, Audience.PUBLIC])
def test_no_file_for_others_has_its_number(workspace, audience):
    register = workspace / "data" / "sources.toml"
    register.write_text(
        register.read_text(encoding="utf-8") + "published = true\n", encoding="utf-8"
    )
    summary = build(workspace, audience=audience)
    for path in (workspace / "out").rglob("*"):
        if path.suffix in (".csv", ".html", ".json", ".md"):
            text = path.read_text(encoding="utf-8")
            assert not [number for number in UNSURE if number in text], path.name
    assert any("待核对的数据5条" in remark.zh for remark in summary.remarks)


def test_an_unregistered_source_is_one_fault_over_all_tables(workspace):
    register = workspace / "data" / "sources.toml"
    register.write_text(register.read_text(encoding="utf-8").replace("[example]", "[other]"))
    with pytest.raises(AqmapError) as caught:
        decide(workspace)
    (fault,) = [f for f in caught.value.faults if f.code.startswith("source_un")]
    assert "10行" in fault.said.zh
    assert str(Path("data") / "measured" / "example.csv") in fault.said.zh
    assert "--register" in fault.said.zh
