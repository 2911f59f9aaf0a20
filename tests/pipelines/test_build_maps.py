"""The whole road over a small workspace; every output reopened."""

import csv
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from aqmap.book.selection import Choice, choose
from aqmap.errors import AqmapError, PlaceError, SourceError, SpecError
from aqmap.pipelines.build_maps import build, decide, draw_page, draw_sheets
from aqmap.pipelines.lay_workspace import lay_workspace
from aqmap.render.exchange.findings_files import findings_table, write_findings_markdown

TARGETS = "data/targets/example.csv"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = lay_workspace(tmp_path_factory.mktemp("build") / "示例")
    (folder / "data" / "measures").mkdir()
    register = folder / "data" / "measures" / "合成.csv"
    register.write_text(
        "source,number,title,places\nexample,1,=合成措施,示例甲县\n", encoding="utf-8"
    )
    summary = build(folder)
    return folder, summary


def table(path):
    with path.open(encoding="utf-8-sig", newline="") as opened:
        assert next(opened) == "# 用途：内部工作用\n"
        return list(csv.DictReader(opened))


def test_everything_is_written(built):
    folder, summary = built
    assert summary.out == folder / "out"
    written = {p.relative_to(folder / "out").as_posix() for p in (folder / "out").rglob("*.*")}
    sheets = ("pm25-target", "pm25-status", "afforestation-target")
    counties = ("county-990001", "county-990002", "county-990003")
    expected = {f"print/{name}-2025-example.pdf" for name in sheets}
    expected |= {f"print/{name}.pdf" for name in ("overview-example", *counties)}
    tables = {"figures.csv", "joined.csv", "measures.csv", "findings.md", "findings.json"}
    assert written == expected | tables | {"manifest.json", "map.html", "print/atlas.pdf"}


def test_measures_are_written_with_codes_and_without_formulas_and_stand_in_the_manifest(built):
    folder, _ = built
    (row,) = table(folder / "out" / "measures.csv")
    assert (row["id"], row["title"], row["places"]) == ("example-m1", "'=合成措施", "990001")
    listed = json.loads((folder / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert "data/measures/合成.csv" in listed["inputs"]
    assert "measures.csv" in listed["outputs"]


def test_figures_keep_every_row_with_its_source(built):
    folder, _ = built
    rows = table(folder / "out" / "figures.csv")
    assert len(rows) == 9
    assert {row["source"] for row in rows} == {"example"}
    silent = [row for row in rows if row["absence"]]
    assert [(r["place_written"], r["absence"]) for r in silent] == [("示例丙县", "not_reported")]


def test_the_joined_table_has_every_place_and_its_status(built):
    folder, _ = built
    rows = table(folder / "out" / "joined.csv")
    statuses = {(r["layer"], r["place_name"]): (r["status"], r["gap"]) for r in rows}
    assert statuses == {
        ("pm25", "示例甲县"): ("met", "-0.8"),
        ("pm25", "示例乙县"): ("not_met", "1.8"),
        ("pm25", "示例丙县"): ("no_target", ""),
        ("afforestation", "示例甲县"): ("met", "0.05"),
        ("afforestation", "示例乙县"): ("no_task", ""),
        ("afforestation", "示例丙县"): ("no_measurement", ""),
    }


def test_findings_say_what_each_map_lacks(built):
    folder, _ = built
    table = json.loads((folder / "out" / "findings.json").read_text(encoding="utf-8"))
    coverage = {(c["layer"], c["view"]): c for c in table["coverage"]}
    assert coverage["pm25", "target"]["with_value"] == 2
    assert coverage["pm25", "target"]["without"] == {"not_reported": ["示例丙县"]}
    assert coverage["afforestation", "target"]["without"] == {"no_task": ["示例乙县"]}
    assert "未报送 1" in (folder / "out" / "findings.md").read_text(encoding="utf-8")


def test_the_manifest_has_the_checksum_of_every_input_and_output(built):
    folder, _ = built
    manifest = json.loads((folder / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert TARGETS in manifest["inputs"]
    for part, root in (("inputs", folder), ("outputs", folder / "out")):
        for name, expected in manifest[part].items():
            assert hashlib.sha256((root / name).read_bytes()).hexdigest() == expected
    assert "map.html" in manifest["outputs"]


def test_the_atlas_opens_with_its_contents(built):
    folder, _ = built
    pages = PdfReader(folder / "out" / "print" / "atlas.pdf").pages
    assert len(pages) == 8, "contents, overview, three maps, three counties"
    assert "PM2.5浓度目标图" in pages[0].extract_text()


def test_synthetic_values_say_so_on_the_picture(built):
    folder, _ = built
    for name in ("pm25-target", "pm25-status", "afforestation-target"):
        pdf = PdfReader(folder / "out" / "print" / f"{name}-2025-example.pdf")
        assert "示例数据" in pdf.pages[0].extract_text()


def test_equal_inputs_give_equal_bytes(built, tmp_path):
    folder, _ = built
    build(folder, out=tmp_path / "again")
    first, second = (
        json.loads((p / "manifest.json").read_text(encoding="utf-8"))["outputs"]
        for p in (folder / "out", tmp_path / "again")
    )
    assert first == second


def test_the_summary_says_what_was_read_drawn_missing_and_where_it_lies(built):
    _, summary = built
    summary_text = "\n".join(line.zh for line in summary.lines)
    for words in (
        "9个数据",
        "3个县市",
        "打印图3幅",
        "未报送1",
        "核对：不一致（待核实）0",
        str(summary.out),
    ):
        assert words in summary_text


def add(folder, row, name=TARGETS):
    file = folder / name
    file.write_text(file.read_text(encoding="utf-8") + row + "\n", encoding="utf-8")


def test_an_unknown_place_stops_the_build_with_proposals_and_leaves_the_output_alone(
    small_workspace,
):
    add(small_workspace, "示例丁县,造林,2025,ge,3,synthetic,example,line 7")
    out = small_workspace / "out"
    out.mkdir()
    listed = '{"aqmap": "0", "outputs": {}}'
    (out / "manifest.json").write_text(listed, encoding="utf-8")
    with pytest.raises(PlaceError) as caught:
        build(small_workspace)
    (message,) = caught.value.said("zh")
    assert "example.csv：第9行，第7行：" in message
    assert "“示例丁县”不认识" in message
    assert "示例甲县" in message
    assert [p.name for p in out.iterdir()] == ["manifest.json"]


def test_without_unmatched_draws_the_rest_and_says_so(small_workspace):
    add(small_workspace, "示例丁县,造林,2025,ge,3,synthetic,example,line 7")
    decided = decide(small_workspace, without_unmatched=True)
    assert decided.book.unmatched == ("示例丁县",)
    assert len(decided.figures) == 10


def test_a_finding_about_an_unmatched_name_is_written_with_its_id(small_workspace, tmp_path):
    for place, value in (("示例甲县", "1"), ("示例丁县", "2"), ("示例地区", "9")):
        locator = f"table 1; row 1; column {place}; line 7"
        add(small_workspace, f"{place},造林,2025,ge,{value},synthetic,example,{locator}")
    book = decide(small_workspace, without_unmatched=True).book
    table: dict[str, Any] = findings_table(book)
    findings = table["findings"]
    sides = [side for finding in findings for side in finding["figures"]]
    assert [list(side) for side in sides if "locator" not in side] == [["id"]]
    write_findings_markdown(book, tmp_path / "findings.md", "zh")
    undrawn = next(side["id"] for side in sides if "locator" not in side)
    written = (tmp_path / "findings.md").read_text(encoding="utf-8")
    assert undrawn in written.replace("\\", "")


def test_a_sum_that_differs_is_a_finding_and_stops_nothing(small_workspace):
    file = small_workspace / TARGETS
    lines = file.read_text(encoding="utf-8").splitlines()[:2]
    rows = [("示例甲县", "1.20"), ("示例乙县", "0.50"), ("示例丙县", "0.80"), ("示例地区", "2.00")]
    lines += [
        f"{place},造林,2025,ge,{value},synthetic,example,table 1; row 1; column {place}"
        for place, value in rows
    ]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    (finding,) = decide(small_workspace).findings
    assert finding.severity == "error"
    assert "1.20 + 0.50 + 0.80 = 2.50" in finding.detail.zh
    assert "示例乙县" in finding.detail.zh
    book = decide(small_workspace).book
    assert "2.00" in book.sheet("afforestation", "target").total.zh


def test_third_party_values_are_on_no_card_until_they_are_switched_on(small_workspace):
    add(
        small_workspace, "示例丙县,PM2.5,2025,30,third_party,example,x", "data/measured/example.csv"
    )
    shown = [c.figure.basis for c in decide(small_workspace).book.figures.values()]
    assert "third_party" not in shown
    toml = small_workspace / "aqmap.toml"
    text = toml.read_text(encoding="utf-8")
    toml.write_text('accept_basis = ["third_party"]\n' + text, encoding="utf-8")
    cards = decide(small_workspace).book.figures.values()
    (card,) = (c for c in cards if c.figure.basis == "third_party")
    assert "不作考核依据" in card.notices[-1].zh


def test_two_sources_need_a_declared_winner(small_workspace):
    sources = small_workspace / "data" / "sources.toml"
    text = sources.read_text(encoding="utf-8")
    sources.write_text(text + text.replace("[example]", "[second]"), encoding="utf-8")
    add(small_workspace, "示例甲县,造林,2025,ge,3,synthetic,second,line 1")
    with pytest.raises(SpecError, match="example, second"):
        decide(small_workspace)


def test_a_county_without_a_polygon_is_a_fault(small_workspace):
    places = small_workspace / "boundaries" / "places.csv"
    places.write_text(
        places.read_text(encoding="utf-8") + "990004,示例戊县,E,,990000,county,,,,,\n",
        encoding="utf-8",
    )
    toml = small_workspace / "aqmap.toml"
    toml.write_text(
        toml.read_text(encoding="utf-8").replace('"990003"]', '"990003", "990004"]'),
        encoding="utf-8",
    )
    with pytest.raises(PlaceError, match="示例戊县"):
        decide(small_workspace)


def test_an_output_that_cannot_be_written_is_named(small_workspace):
    (small_workspace / "file").write_text("x", encoding="utf-8")
    with pytest.raises(SourceError, match="cannot be written"):
        build(small_workspace, out=small_workspace / "file" / "out")


def test_a_chosen_map_that_does_not_exist_names_those_that_do(small_workspace):
    book = decide(small_workspace).book
    with pytest.raises(SpecError, match="pm25, afforestation"):
        choose(book, Choice(layers=("pm10",)))
    kept = choose(book, Choice(layers=("pm25",), views=("gap",)))
    assert [(s.layer.id, s.view.name) for s in kept.sheets()] == [("pm25", "gap")]


def test_init_refuses_a_folder_with_something_in_it(small_workspace):
    with pytest.raises(AqmapError, match="not empty"):
        lay_workspace(small_workspace)


def test_the_carried_workspace_is_the_repositorys_own(tmp_path):
    folder = lay_workspace(tmp_path / "ili", template="ili-changji")
    root = Path(__file__).parents[2]
    for name in ("aqmap.toml", "boundaries/counties.geojson", "data/targets/ili-plan-2021.csv"):
        assert (folder / name).read_bytes() == (root / name).read_bytes()
    assert len(decide(folder).book.layers) == len(decide(root).book.layers)


def test_print_maps_never_take_the_place_of_other_peoples_pictures(small_workspace, tmp_path):
    pictures = tmp_path / "pics"
    pictures.mkdir()
    (pictures / "holiday.png").write_text("mine")
    choice = Choice(layers=("pm25",), views=("target",))
    with pytest.raises(SourceError, match="holiday"):
        draw_sheets(small_workspace, pictures, choice=choice)
    assert (pictures / "holiday.png").read_text() == "mine"
    again = tmp_path / "print"
    for _ in range(2):  # its own folder it knows by the manifest
        assert draw_sheets(small_workspace, again, choice=choice).number == 1


def test_a_choice_without_a_map_is_a_fault_and_writes_nothing(small_workspace, tmp_path):
    choice = Choice(layers=("afforestation",), views=("gap",))
    with pytest.raises(SpecError, match="--layer afforestation --view gap"):
        draw_sheets(small_workspace, tmp_path / "print", choice=choice)
    assert not (tmp_path / "print").exists()


def test_a_page_is_an_html_file(small_workspace, tmp_path):
    with pytest.raises(SourceError, match=r"\.html"):
        draw_page(small_workspace, tmp_path / "thesis.docx")


def test_a_county_that_stands_twice_names_both_lines(small_workspace):
    name = "data/measured/example.csv"
    add(small_workspace, "990001,PM2.5,2025,39,synthetic,example,line 1", name)
    with pytest.raises(AqmapError) as caught:
        decide(small_workspace)
    (message,) = caught.value.said("en")
    assert "line 6" in message
    assert "line 3" in message


def test_the_faults_of_all_overlays_come_together(small_workspace):
    for name in ("one", "two"):
        (small_workspace / "layers" / f"{name}.toml").write_text(
            f'kind = "overlay"\ntitle = "x"\nsource = "example"\nfile = "data/{name}.csv"\n',
            encoding="utf-8",
        )
    with pytest.raises(AqmapError) as caught:
        decide(small_workspace)
    assert [fault.code for fault in caught.value.faults] == ["file_missing", "file_missing"]


def test_the_whole_default_workspace_draws_in_english(default_book, tmp_path):
    from aqmap.render.paper import write_sheets

    one_layer = choose(default_book, Choice(layers=("pm25",), views=("target",)))
    write_sheets(one_layer, tmp_path, lang="en")
    for region in ("ili", "changji"):
        words = PdfReader(tmp_path / f"pm25-target-2021-{region}.pdf").pages[0].extract_text()
        assert "PM2.5 annual mean: target" in words


def test_a_figure_to_be_confirmed_shows_that_and_no_number(small_workspace):
    path = small_workspace / TARGETS
    lines = path.read_text(encoding="utf-8").splitlines()
    head = next(n for n, line in enumerate(lines) if line.startswith("place"))
    lines[head:] = [
        f"{line},{'confirm' if n == head else 'role'}" for n, line in enumerate(lines) if n >= head
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    decided = decide(small_workspace)
    sheet = decided.book.sheet("pm25", "target", region="example")
    cells = [cell for _, cell in sheet.rows]
    assert {(cell.value, cell.reason) for cell in cells} == {(None, "unconfirmed")}
    assert any("待核对" in line.zh for line in decided.lines())
    card = next(iter(decided.book.figures.values()))
    assert card.value_text.zh == "待核对"


def test_a_cell_to_be_confirmed_makes_no_contradiction_of_its_row(small_workspace):
    path = small_workspace / TARGETS
    head = "place,indicator,period,comparator,value,basis,source,locator,confirm\n"
    cells = (("示例甲县", "1", "role"), ("示例乙县", "2", ""), ("示例地区", "3", ""))
    rows = (
        f"{place},造林,2025,ge,{value},synthetic,example,"
        f"table 1; row 1; column {place}; line 7,{confirm}\n"
        for place, value, confirm in cells
    )
    path.write_text(head + "".join(rows), encoding="utf-8")
    decided = decide(small_workspace)
    assert decided.findings == ()
    values = {cell.value for _, cell in decided.book.sheet("afforestation", "target").rows}
    assert values == {None, 2.0}
