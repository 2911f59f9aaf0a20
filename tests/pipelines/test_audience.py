"""Whom the outputs are for: what is not for them is in no byte of any file, and that is said."""

import csv
import json
import shutil
from pathlib import Path

import openpyxl
import pytest

import aqmap
from aqmap.book.selection import Choice
from aqmap.errors import SpecError
from aqmap.model.audience import Audience
from aqmap.pipelines.build_maps import build, decide, draw_page, draw_sheets
from aqmap.pipelines.export_maps import ExportFormat, export_maps
from aqmap.pipelines.write_report import write_report
from tests.pipelines.readers_workspace import (
    UNPUBLISHED,
    UNREVIEWED,
    make_workspace,
    page_data,
    texts_of,
)
from tests.reports import coarse_pictures, no_office

AUDIENCES = ("internal", "leader", "public")
WITHHELD = {"internal": (), "leader": UNREVIEWED, "public": (*UNREVIEWED, *UNPUBLISHED)}
LABELS = {
    "internal": ("内部工作用", "For internal work"),
    "leader": ("供领导参阅", "For leaders"),
    "public": ("拟公开（仅含已公布数据）", "To be public: published data only"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("读者") / "工作区"
    shutil.copytree(Path(aqmap.__file__).parent / "templates" / "minimal", place)
    return make_workspace(place)


@pytest.fixture(scope="module")
def outputs(folder):
    """All that `build` and `export` write, by audience: the folder and the texts of its files."""
    made = {}
    for audience in AUDIENCES:
        out = folder.parent / audience
        summary = build(folder, out=out / "build", audience=audience)
        export_maps(folder, out / "export", audience=audience)
        with no_office(), coarse_pictures():
            write_report(folder, out / "report", audience=audience)
        made[audience] = out, texts_of(out), summary
    return made


@pytest.mark.parametrize("audience", AUDIENCES)
def test_what_is_not_for_an_audience_is_in_none_of_its_files(outputs, audience):
    _, texts, _ = outputs[audience]
    found = {
        word: [name for name, written in texts.items() if word in written]
        for word in (*UNREVIEWED, *UNPUBLISHED)
    }
    assert {word for word, names in found.items() if names} == (
        {*UNREVIEWED, *UNPUBLISHED} - set(WITHHELD[audience])
    ), found


@pytest.mark.parametrize("audience", AUDIENCES)
def test_findings_are_for_the_office_alone(outputs, audience):
    _, texts, summary = outputs[audience]
    is_internal = audience == "internal"
    assert summary.findings, "the workspace contradicts itself, and the screen always says so"
    title = summary.findings[0].title.zh
    names = {name for name, written in texts.items() if title in written}
    assert bool(names) == is_internal
    assert any(Path(name).name.startswith("findings") for name in texts) == is_internal
    assert any("核对结果2条" in remark.zh for remark in summary.remarks) != is_internal


def test_findings_of_an_earlier_build_do_not_stay(folder, tmp_path):
    out = tmp_path / "out"
    build(folder, out=out)
    assert (out / "findings.md").exists()
    build(folder, out=out, audience="leader")
    assert not list(out.glob("findings*"))


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("lang", [0, 1])
def test_the_kind_stands_on_every_output(outputs, folder, tmp_path, audience, lang):
    out, texts, _ = outputs[audience]
    label = LABELS[audience][lang]
    if lang == 1:
        choice = Choice(layers=("afforestation",))
        prints = tmp_path / "build" / "print"
        draw_sheets(folder, prints, choice=choice, audience=audience, lang="en")
        export_maps(folder, tmp_path / "export", audience=audience, lang="en")
        texts = texts_of(tmp_path)
    # The words of pictures are drawn, and other files are looked at below.
    others = (".png", ".svg", "manifest.json", "findings.json", ".gpkg", ".xlsx", ".docx")
    unmarked = [
        name
        for name, written in texts.items()
        if not name.endswith(others) and _plain(label) not in _plain(written)
    ]
    # A sheet without an approval number is 内部工作用图 in the words that it always has.
    inside = (
        ("内部工作用图" if lang == 0 else "Internal working map") if audience == "internal" else ""
    )
    assert [n for n in unmarked if not inside or inside not in _plain(texts[n]) + texts[n]] == []
    for name in (n for n in texts if n.endswith((".gpkg", ".xlsx"))):
        assert label in texts[name]
    if lang == 0:
        notice = {"internal": "内部资料", "leader": "送阅件"}.get(audience, label)
        assert notice in texts["report/report.docx"]
        manifest = json.loads((out / "build" / "manifest.json").read_text(encoding="utf-8"))
        assert manifest["audience"] == audience


def _plain(written):
    """Return a text without the breaks that a page gives it."""
    return "".join(written.split())


def test_a_county_whose_value_is_left_out_says_why(folder):
    reasons = {}
    for audience in AUDIENCES:
        book = decide(folder, audience=audience).book
        reasons[audience] = {
            (layer, view): [cell.reason for _, cell in book.sheet(layer, view).rows]
            for layer, view in (
                ("pm25", "target"),
                ("pm25", "measured"),
                ("pm25", "gap"),
                ("pm25", "status"),
                ("afforestation", "target"),
            )
        }
    assert reasons["internal"]["pm25", "measured"] == ["", "", ""]
    assert reasons["leader"]["pm25", "measured"] == ["unreviewed", "", ""]
    assert reasons["leader"]["pm25", "status"] == ["unreviewed", "", ""]
    assert reasons["leader"]["pm25", "target"] == ["", "", ""]
    assert reasons["public"]["pm25", "target"] == ["", "unpublished", ""]
    assert reasons["public"]["pm25", "measured"] == ["unreviewed", "", "unpublished"]
    assert reasons["public"]["pm25", "gap"] == ["unreviewed", "unpublished", "unpublished"]
    assert reasons["public"]["afforestation", "target"] == ["", "unpublished", ""]


def test_a_total_is_not_given_beside_places_that_are_left_out(folder):
    totals = {
        audience: decide(folder, audience=audience).book.sheet("afforestation", "target").total
        for audience in AUDIENCES
    }
    assert "9.95" in totals["leader"].zh, "1.25 + 7.89 + 0.81, beside the printed 9.99"
    assert totals["public"] is None, "9.99 less 2.06 would tell what is left out"


def test_scales_and_counts_are_those_of_what_remains(folder):
    books = {audience: decide(folder, audience=audience).book for audience in AUDIENCES}
    largest = {
        audience: book.sheet("afforestation", "target").view.scale.largest
        for audience, book in books.items()
    }
    assert largest == {"internal": 7.89, "leader": 7.89, "public": 1.25}
    legend = books["public"].sheet("pm25", "measured").legend
    assert sum(entry.count for entry in legend) == 3
    assert {entry.label.zh: entry.count for entry in legend if entry.letter.zh} == {
        "未审核的实时数据不提供": 1,
        "未标明已公布的数据不提供": 1,
    }


def test_days_that_nobody_reviewed_have_no_calendar_and_their_map_says_why(folder):
    book = decide(folder, audience="leader").book
    assert set(book.days) == {"9902A"}
    (layer,) = book.day_layers
    assert layer.periods == ("2025-01-13",), "of the 14th nothing is given"
    sheet = book.sheet("stations", "aqi", "2025-01-13")
    cells = {mark.code: (cell.value, cell.reason) for mark, cell in sheet.stations}
    assert cells == {"9901A": (None, "unreviewed"), "9902A": (79, "")}
    remarks = decide(folder, audience="leader").remarks
    assert any("2025-01-14的单日图" in remark.zh for remark in remarks)


def test_a_day_that_is_asked_for_and_withheld_is_a_fault(folder, tmp_path):
    with pytest.raises(SpecError, match="2025-01-14 are not for For leaders"):
        draw_sheets(
            folder, tmp_path / "print", choice=Choice(days=("2025-01-14",)), audience="leader"
        )
    assert not (tmp_path / "print").exists()


def test_stations_show_why_they_have_no_value(folder):
    book = decide(folder, audience="leader").book
    sheet = book.sheet("pm25", "measured")
    cells = {mark.code: (cell.value, cell.reason) for mark, cell in sheet.stations}
    assert cells == {"9901A": (None, "unreviewed"), "9902A": (41.83, "")}
    (stations,) = (marks for marks in book.marks if marks.id == "stations")
    assert stations.notice is None, "no unreviewed value is left to warn of"
    assert [mark.figures for mark in stations.features] == [(), (stations.features[1].figures[0],)]


def test_the_public_gets_points_to_three_decimals(folder):
    book = decide(folder, audience="public").book
    (stations,) = book.marks
    assert [mark.geometry.bounds[:2] for mark in stations.features] == [
        (84.123, 44.235),
        (84.712, 44.299),
    ]
    assert [words for mark in stations.features for _, words in mark.facts] == [
        "84.123E 44.235N",
        "84.712",
    ]
    exact = {marks.id: marks.features[0] for marks in decide(folder, audience="leader").book.marks}
    assert exact["stations"].geometry.bounds[0] == 84.123456


def test_the_public_gets_no_outlines_for_other_programs(folder, tmp_path):
    for form in (ExportFormat.GPKG, ExportFormat.GEOJSON):
        with pytest.raises(SpecError, match=f"no boundaries: {form} cannot be written"):
            export_maps(folder, tmp_path / "export", formats=[form], audience="public")
        assert not (tmp_path / "export").exists()
    done = export_maps(folder, tmp_path / "export", audience="public")
    assert any("含边界的格式gpkg、geojson" in remark.zh for remark in done.remarks)
    written = {path.suffix for path in (tmp_path / "export").rglob("*") if path.is_file()}
    assert written == {".csv", ".xlsx", ".json"}


def test_the_public_gets_no_names_of_the_offices_files(outputs):
    out, _, _ = outputs["public"]
    manifest = json.loads((out / "build" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["inputs"] == {}
    leader = json.loads((outputs["leader"][0] / "build" / "manifest.json").read_text("utf-8"))
    assert "data/measured/results.csv" in leader["inputs"]


def test_it_is_said_what_is_left_out_and_how_a_source_is_marked(outputs):
    remarks = "\n".join(remark.zh for remark in outputs["public"][2].remarks)
    assert "未审核的实时数据2条" in remarks
    assert "来源未标明已公布的数据4条" in remarks, "two targets, two results"
    assert "措施1条" in remarks
    assert "叠加图层重点企业图层" in remarks
    assert "绝密台账（ledger）、示例许可台账（permits）" in remarks
    assert "published = true" in remarks
    assert "（bulletin）" not in remarks
    assert outputs["internal"][2].remarks == ()


def test_the_option_comes_before_the_file_and_nothing_said_is_internal(folder):
    settings = folder / "aqmap.toml"
    written = settings.read_text(encoding="utf-8")
    try:
        settings.write_text('audience = "leader"\n' + written, encoding="utf-8")
        assert decide(folder).book.audience is Audience.LEADER
        assert decide(folder, audience="public").book.audience is Audience.PUBLIC
        settings.write_text('audience = "everybody"\n' + written, encoding="utf-8")
        with pytest.raises(SpecError, match=r"internal \| leader \| public"):
            decide(folder)
    finally:
        settings.write_text(written, encoding="utf-8")
    assert decide(folder).book.audience is Audience.INTERNAL


def test_published_is_true_or_false_and_nothing_like_it(folder):
    register = folder / "data" / "sources.toml"
    written = register.read_text(encoding="utf-8")
    try:
        for value in ('"yes"', '"true"', "1"):
            register.write_text(
                written.replace("published = true", f"published = {value}"), "utf-8"
            )
            with pytest.raises(SpecError, match="expected true or false"):
                decide(folder)
    finally:
        register.write_text(written, encoding="utf-8")


def test_one_page_alone_is_for_its_audience_too(folder, tmp_path):
    path = tmp_path / "map.html"
    remarks = draw_page(folder, path, audience="public")
    data = page_data(path)
    assert not [word for word in WITHHELD["public"] if word in data]
    assert json.loads(data)["checked"] is False, "the page has no tab of findings"
    assert any("published = true" in remark.zh for remark in remarks)


def test_sheets_of_a_workbook_leave_findings_out(outputs):
    names = {
        audience: openpyxl.load_workbook(outputs[audience][0] / "export" / "tables.xlsx").sheetnames
        for audience in AUDIENCES
    }
    assert names["leader"] == names["public"]
    assert len(names["internal"]) == len(names["leader"]) + 1


def test_measures_name_no_figure_that_is_left_out(outputs):
    out, _, _ = outputs["public"]
    with (out / "build" / "measures.csv").open(encoding="utf-8-sig", newline="") as opened:
        assert next(opened) == "# 用途：拟公开（仅含已公布数据）\n"
        assert [row["title"] for row in csv.DictReader(opened)] == ["推广清洁取暖"]
