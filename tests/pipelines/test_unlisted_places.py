"""A county that counts and that no region lists: its figures are said, and do not vanish."""

import json

from aqmap.pipelines.build_maps import build, decide

PLACES = 'places = ["990001", "990002", "990003"]'


def drop(folder, code):
    settings = folder / "aqmap.toml"
    written = settings.read_text(encoding="utf-8")
    assert PLACES in written
    kept = PLACES.replace(f', "{code}"', "")
    settings.write_text(written.replace(PLACES, kept), encoding="utf-8")


def without_figures(folder):
    for table in (*folder.glob("data/targets/*"), *folder.glob("data/measured/*")):
        kept = [row for row in table.read_text("utf-8-sig").splitlines() if "丙县" not in row]
        table.write_text("\n".join(kept), encoding="utf-8")


def unlisted(decided):
    return [finding for finding in decided.findings if finding.kind == "unlisted"]


def test_a_core_county_that_no_region_lists_is_a_finding_with_all_its_figures(small_workspace):
    drop(small_workspace, "990003")
    decided = decide(small_workspace)
    (finding,) = unlisted(decided)
    of_county = {figure.id for figure in decided.figures if "丙县" in figure.place_written}
    assert of_county  # the template gives this county figures
    assert set(finding.figures) == of_county
    assert finding.severity == "doubtful"
    assert "示例丙县（990003）" in finding.title.zh
    assert f"{len(of_county)}个数据" in finding.detail.zh
    assert of_county <= set(decided.book.figures)  # so the page and findings.json show them


def test_what_it_says_reaches_the_files(small_workspace):
    drop(small_workspace, "990003")
    out = build(small_workspace).out
    written = json.loads((out / "findings.json").read_text(encoding="utf-8"))["findings"]
    (finding,) = [entry for entry in written if entry["kind"] == "unlisted"]
    values = {side["value_written"] for side in finding["figures"]}
    with_source = [side["source"] for side in finding["figures"]]
    assert values
    assert set(with_source) == {"example"}
    assert "示例丙县" in (out / "findings.md").read_text(encoding="utf-8")


def test_a_core_county_without_figures_is_a_finding_too(small_workspace):
    drop(small_workspace, "990003")
    without_figures(small_workspace)
    (finding,) = unlisted(decide(small_workspace))
    assert finding.figures == ()
    assert "990003" in finding.title.zh


def test_a_neighbour_without_figures_is_none(small_workspace):
    drop(small_workspace, "990003")
    without_figures(small_workspace)
    layer = small_workspace / "boundaries" / "counties.geojson"
    content = json.loads(layer.read_text(encoding="utf-8"))
    for feature in content["features"]:
        if feature["properties"]["code"] == "990003":
            feature["properties"]["role"] = "neighbour"
    layer.write_text(json.dumps(content), encoding="utf-8")
    assert unlisted(decide(small_workspace)) == []


def test_a_workspace_whose_regions_list_all_counties_has_none(small_workspace):
    assert unlisted(decide(small_workspace)) == []


def test_values_that_are_off_by_default_are_not_shown_by_it(small_workspace):
    drop(small_workspace, "990003")
    table = small_workspace / "data" / "measured" / "example.csv"
    row = "示例丙县,PM2.5,2025,30,third_party,example,x\n"
    table.write_text(table.read_text("utf-8-sig") + row, encoding="utf-8")
    decided = decide(small_workspace)
    (finding,) = unlisted(decided)
    bases = {figure.basis for figure in decided.figures if figure.id in finding.figures}
    assert bases == {"synthetic"}
