"""An approval number belongs to a map and to what it shows: it falls off with a change."""

import json
import re
import shutil
import subprocess
from dataclasses import replace

import pytest
from typer.testing import CliRunner

from aqmap.book.fingerprints.map_fingerprints import MapFingerprints
from aqmap.book.fingerprints.page_fingerprints import PageFingerprints
from aqmap.book.selection import Choice
from aqmap.cli.app import app
from aqmap.errors import SpecError
from aqmap.pipelines.build_maps import build, decide, draw_page, draw_sheets
from aqmap.pipelines.print_maps import PrintChoice
from tests.pipelines.readers_workspace import make_workspace, page_data

NUMBER, OTHER = "新S（2026）012号", "GS（2026）4921号"
NONE = "内部工作用图，未经地图审核，不得公开"
SHEET = "afforestation-target-2025-example"
TARGETS = "data/targets/example.csv"


def fingerprints(folder, tmp_path, lang="zh"):
    """What the manifest of a build says."""
    out = tmp_path / "reviewed"
    build(folder, out=out, lang=lang, overwrite=True)
    return json.loads((out / "manifest.json").read_text(encoding="utf-8"))["fingerprints"]


def audit(folder, *entries):
    """Write approval numbers into the settings, instead of those that stand there."""
    settings = folder / "aqmap.toml"
    written = settings.read_text(encoding="utf-8").partition("\n[[audit]]")[0]
    tables = "".join(
        "\n[[audit]]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in entry.items())
        for entry in entries
    )
    settings.write_text(written + tables, encoding="utf-8")


def entry(name, mark, number=NUMBER, **more):
    return {"number": number, "for": name, "fingerprint": mark, **more}


def change(folder, name, old, new):
    file = folder / name
    written = file.read_text(encoding="utf-8")
    assert old in written
    file.write_text(written.replace(old, new), encoding="utf-8")


def statuses(folder, lang="zh"):
    """What stands on each sheet, and on the page."""
    book = decide(folder).book
    pages = PageFingerprints(MapFingerprints(book)).by_name
    names = [*(sheet.name for sheet in book.sheets()), *pages, "atlas", "page"]
    return {name: book.audit.status(name, book.audience).in_(lang) for name in names}


def audited_names(folder):
    return {name for name, status in statuses(folder).items() if "审图号" in status}


def test_a_number_stands_on_the_map_that_it_was_given_to_and_on_no_other(small_workspace, tmp_path):
    marks = fingerprints(small_workspace, tmp_path)
    assert set(marks) >= {SHEET, "atlas", "page"}
    assert all(re.fullmatch("[0-9a-f]{16}", mark) for mark in marks.values())
    audit(small_workspace, entry(SHEET, marks[SHEET]))
    found = statuses(small_workspace)
    assert found.pop(SHEET) == f"内部工作用；审图号：{NUMBER}"
    assert set(found.values()) == {NONE}
    assert decide(small_workspace).remarks == ()


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (TARGETS, "造林,2025,ge,1.20", "造林,2025,ge,1.21"),
        ("aqmap.toml", "# compiler", "compiler"),
        ("aqmap.toml", "# date", "date"),
        ("aqmap.toml", "示例边界（虚构）", "另一边界"),
        ("aqmap.toml", 'orientation = "landscape"', 'orientation = "portrait"'),
        ("aqmap.toml", 'orientation = "landscape"', 'size = "a3"'),
        ("boundaries/counties.geojson", "[84.5,44.5]", "[84.5,44.501]"),
        ("boundaries/counties.geojson", "[85.5,45]", "[85.5,45.001]"),
        ("boundaries/counties.geojson", '"邻县（示例）"', '"别县（示例）"'),
        ("boundaries/places.csv", "84.25,44.25", "84.26,44.25"),
        ("layers/indicators.toml", '"10 000 mu"', '"ha"'),
        ("data/sources.toml", "示例数据（虚构）", "别的来源"),
    ],
)
def test_it_falls_off_when_what_the_map_shows_changes(small_workspace, tmp_path, file, old, new):
    marks = fingerprints(small_workspace, tmp_path)
    lang = "en" if '"10 000 mu"' in old else "zh"
    if lang == "en":
        marks = fingerprints(small_workspace, tmp_path, "en")
    audit(small_workspace, entry(SHEET, marks[SHEET], lang=lang))
    change(small_workspace, file, old, new)
    assert NUMBER not in statuses(small_workspace, lang)[SHEET]
    (remark,) = decide(small_workspace).remarks
    assert f"审图号{NUMBER}未印在{SHEET}上" in remark.zh
    assert f"送审{marks[SHEET]}" in remark.zh
    (now,) = set(re.findall("[0-9a-f]{16}", remark.zh)) - {marks[SHEET]}
    audit(small_workspace, entry(SHEET, now, lang=lang))
    assert NUMBER in statuses(small_workspace, lang)[SHEET], "the remark names what to write"


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (TARGETS, "PM2.5,2025,le,35", "PM2.5,2025,le,36"),
        ("aqmap.toml", "\n[themes]", '\naudience = "leader"\n[themes]'),
        ("layers/pm25.toml", 'print = ["target", "status"]', 'print = ["status"]'),
    ],
)
def test_it_stays_when_something_else_changes(small_workspace, tmp_path, file, old, new):
    marks = fingerprints(small_workspace, tmp_path)
    audit(small_workspace, entry(SHEET, marks[SHEET]))
    change(small_workspace, file, old, new)
    assert audited_names(small_workspace) == {SHEET}


def test_the_atlas_the_page_and_a_set_are_reviewed_as_they_are(small_workspace, tmp_path):
    marks = fingerprints(small_workspace, tmp_path)
    sheets = set(marks) - {"atlas", "page"}
    audit(small_workspace, entry("atlas", marks["atlas"]), entry("page", marks["page"], OTHER))
    assert audited_names(small_workspace) == {*sheets, "atlas", "page"}
    change(small_workspace, TARGETS, "PM2.5,2025,le,35", "PM2.5,2025,le,36")
    assert audited_names(small_workspace) == set(), "one map of the set is another"
    assert len(decide(small_workspace).remarks) == 2
    audit(small_workspace, entry(["pm25-*", SHEET], ""))
    (remark,) = decide(small_workspace).remarks
    assert "没有写送审内容的fingerprint" in remark.zh
    (mark,) = re.findall("[0-9a-f]{16}", remark.zh)
    audit(small_workspace, entry(["pm25-*", SHEET], mark))
    maps = {name for name in sheets if not name.startswith(("county-", "overview-"))}
    assert audited_names(small_workspace) == maps
    audit(small_workspace, entry([SHEET, "pm25-target-*", "pm25-status-*"], mark))
    assert audited_names(small_workspace) == maps, "in whatever order they are named"


COUNTY, OVERVIEW = "county-990001", "overview-example"


@pytest.mark.parametrize("name", [COUNTY, OVERVIEW])
def test_a_county_sheet_and_an_overview_have_numbers_of_their_own(small_workspace, tmp_path, name):
    marks = fingerprints(small_workspace, tmp_path)
    audit(small_workspace, entry(name, marks[name]))
    assert audited_names(small_workspace) == {name}
    out = tmp_path / "out"
    build(small_workspace, out=out)
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    words = {path.stem: printed_words(path) for path in (out / "print").glob("*.pdf")}
    assert {key for key, said in words.items() if f"审图号：{NUMBER}" in said} == {name, "atlas"}
    assert NONE not in words[name]


def test_county_sheets_are_reviewed_as_a_set(small_workspace, tmp_path):
    counties = {"county-990001", "county-990002", "county-990003"}
    audit(small_workspace, entry("county-*", ""))
    (remark,) = decide(small_workspace).remarks
    (mark,) = re.findall("[0-9a-f]{16}", remark.zh)
    audit(small_workspace, entry("county-*", mark))
    assert audited_names(small_workspace) == counties
    audit(small_workspace, entry(["overview-*", "county-99000?"], mark))
    assert audited_names(small_workspace) == set(), "another set"


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (TARGETS, "造林,2025,ge,1.20", "造林,2025,ge,1.21"),
        ("boundaries/counties.geojson", "[84.5,44.5]", "[84.5,44.501]"),
        ("aqmap.toml", "# compiler", "compiler"),
    ],
)
def test_a_county_sheet_s_number_falls_off_when_it_shows_another_thing(
    small_workspace, tmp_path, file, old, new
):
    marks = fingerprints(small_workspace, tmp_path)
    audit(small_workspace, entry(COUNTY, marks[COUNTY]))
    change(small_workspace, file, old, new)
    assert audited_names(small_workspace) == set()
    (remark,) = decide(small_workspace).remarks
    assert f"审图号{NUMBER}未印在{COUNTY}上" in remark.zh


def test_a_county_sheet_s_number_stays_when_another_county_changes(small_workspace, tmp_path):
    marks = fingerprints(small_workspace, tmp_path)
    other = "county-990002"
    audit(small_workspace, entry(other, marks[other]))
    change(small_workspace, TARGETS, "造林,2025,ge,1.20", "造林,2025,ge,1.21")
    assert audited_names(small_workspace) == {other}


def test_a_pattern_means_pages_only_where_their_kind_is_written_out(small_workspace, tmp_path):
    audit(small_workspace, entry("*-example", ""))
    (remark,) = decide(small_workspace).remarks
    (mark,) = re.findall("[0-9a-f]{16}", remark.zh)
    audit(small_workspace, entry("*-example", mark))
    assert OVERVIEW not in audited_names(small_workspace)
    assert SHEET in audited_names(small_workspace)


def test_a_page_with_the_number_of_the_atlas_and_its_own_is_a_fault(small_workspace):
    audit(small_workspace, entry("atlas", ""), entry(COUNTY, "", OTHER))
    with pytest.raises(SpecError) as caught:
        decide(small_workspace)
    (said,) = [fault.said.zh for fault in caught.value.faults]
    assert f"{COUNTY}有两个审图号：{NUMBER}、{OTHER}" in said


def test_each_language_is_a_map_of_its_own(small_workspace, tmp_path):
    zh = fingerprints(small_workspace, tmp_path)
    en = fingerprints(small_workspace, tmp_path, "en")
    assert zh["page"] == en["page"]
    assert zh[SHEET] != en[SHEET]
    audit(
        small_workspace,
        entry(SHEET, zh[SHEET]),
        entry(SHEET, en[SHEET], OTHER, lang="en"),
    )
    assert NUMBER in statuses(small_workspace)[SHEET]
    assert OTHER in statuses(small_workspace, "en")[SHEET]


def test_the_number_is_on_paper_and_on_the_page(small_workspace, tmp_path):
    marks = fingerprints(small_workspace, tmp_path)
    audit(small_workspace, entry(SHEET, marks[SHEET]), entry("page", marks["page"], OTHER))
    out = tmp_path / "out"
    build(small_workspace, out=out)
    assert f"审图号：{OTHER}" in page_data(out / "map.html")
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    words = {path.stem: printed_words(path) for path in (out / "print").glob("*.pdf")}
    assert {name for name, said in words.items() if f"审图号：{NUMBER}" in said} == {SHEET, "atlas"}
    assert NONE not in words[SHEET]
    assert words["atlas"].count(NONE) == len(words) - 1, "the contents and all other maps"


def printed_words(path):
    command = ["pdftotext", "-raw", str(path), "-"]
    told = subprocess.run(command, capture_output=True, check=True)
    return "".join(told.stdout.decode().split())


def test_a_part_that_was_not_reviewed_so_has_no_number(small_workspace, tmp_path):
    marks = fingerprints(small_workspace, tmp_path)
    audit(small_workspace, entry("page", marks["page"]))
    path = tmp_path / "map.html"
    draw_page(small_workspace, path)
    assert NUMBER in page_data(path)
    remarks = draw_page(small_workspace, path, choice=Choice(layers=("pm25",)))
    assert NUMBER not in page_data(path)
    assert "所选内容不是送审的那一套" in remarks[-1].zh
    audit(small_workspace, entry(SHEET, marks[SHEET]))
    drawn = draw_sheets(
        small_workspace, tmp_path / "print", choice=Choice(layers=("afforestation",))
    )
    assert drawn.remarks == (), "the sheet itself is the one that was reviewed"


def test_all_mistakes_are_said_together(small_workspace, tmp_path):
    audit(
        small_workspace,
        entry("afforestation", "0" * 16),
        entry(SHEET, "0" * 16),
        entry(["afforestation-*"], "0" * 16, OTHER),
        entry(["page", SHEET], "0" * 16),
    )
    with pytest.raises(SpecError) as caught:
        decide(small_workspace)
    said = [fault.said.zh for fault in caught.value.faults]
    assert "audit.1.for：没有这幅图：afforestation" in said[0]
    assert "pm25-target-2025-example" in said[0], "such names there are"
    assert any("网页（page）和打印图不能合用" in fault for fault in said)
    assert any(f"{SHEET}有两个审图号：{NUMBER}、{OTHER}、{NUMBER}" in fault for fault in said)


@pytest.mark.parametrize(
    "number",
    [
        "新S(2026)012号",
        "新S（26）012号",
        "012号",
        "新S（2026）号",
        "新S（2026）012",
        "XS（2026）1号",
    ],
)
def test_a_malformed_number_is_a_fault(small_workspace, number):
    audit(small_workspace, entry(SHEET, "", number))
    with pytest.raises(SpecError, match="full-width brackets"):
        decide(small_workspace)


@pytest.mark.parametrize(
    "number",
    [
        "GS（2019）1822号",
        "GS京（2023）0123号",
        "新S（2026）012号",
        "粤AS（2023）5号",
        "浙杭S（2022）3号",
    ],
)
def test_numbers_of_all_offices_are_taken(small_workspace, number):
    audit(small_workspace, entry(SHEET, "", number))
    assert len(decide(small_workspace).remarks) == 1


def test_a_number_for_the_whole_program_is_refused_with_the_way_to_write_it(small_workspace):
    change(small_workspace, "aqmap.toml", "# compiler", 'audit_no = "新S（2026）1号"\nwrong = 1\n#')
    with pytest.raises(SpecError) as caught:
        decide(small_workspace)
    said = "\n".join(fault.said.zh for fault in caught.value.faults)
    assert "audit_no：审图号是给某一幅图、某一套图的，不能写给整个程序" in said
    assert "[[audit]]" in said
    assert "wrong" in said, "and every other mistake beside it"


def test_names_and_fingerprints_are_listed(small_workspace, tmp_path):
    marks = fingerprints(small_workspace, tmp_path)
    done = CliRunner().invoke(app, ["print", str(small_workspace), "--list", "--lang", "zh"])
    listed = dict(line.split("  ")[:2] for line in done.stdout.splitlines())
    assert listed == marks
    assert not (tmp_path / "print").exists()


@pytest.mark.parametrize("named", ["county-*", "pm25-*", ["afforestation-*", COUNTY]])
def test_the_fingerprint_of_a_set_is_listed_as_soon_as_it_is_named(
    small_workspace, tmp_path, named
):
    audit(small_workspace, entry(named, ""))
    key = named if isinstance(named, str) else ", ".join(named)
    mark = fingerprints(small_workspace, tmp_path)[key]
    done = CliRunner().invoke(app, ["print", str(small_workspace), "--list", "--lang", "zh"])
    assert f"{key}  {mark}\n" in done.stdout
    assert key not in fingerprints(small_workspace, tmp_path, "en"), "the Chinese sheets are meant"
    audit(small_workspace, entry(named, mark))
    assert NUMBER in "".join(statuses(small_workspace).values())
    assert decide(small_workspace).remarks == ()


@pytest.mark.parametrize("command", [["check"], ["print", "--list"]])
@pytest.mark.parametrize("named", ["county-*", OVERVIEW])
def test_a_number_of_pages_that_are_not_printed_is_named(small_workspace, tmp_path, named, command):
    audit(small_workspace, entry(named, ""))
    mark = fingerprints(small_workspace, tmp_path)[named]
    audit(small_workspace, entry(named, mark))
    settings = small_workspace / "aqmap.toml"
    written = settings.read_text(encoding="utf-8")
    settings.write_text(f"{written}\n[print]\ncounty_sheets = false\n", encoding="utf-8")
    done = CliRunner().invoke(app, [*command, str(small_workspace), "--lang", "zh"])
    assert done.exit_code == 0
    assert f"审图号{NUMBER}未印在任何图上：{named}不印" in done.stderr
    assert "county_sheets = false" in done.stderr
    assert named not in done.stdout


def test_an_overlay_that_was_not_reviewed_takes_the_number_off(small_workspace, tmp_path):
    make_workspace(small_workspace)
    layer = small_workspace / "layers" / "plants.toml"
    change(small_workspace, "layers/plants.toml", "print = true\n", "")
    assert "print = true" not in layer.read_text(encoding="utf-8")
    marks = fingerprints(small_workspace, tmp_path)
    audit(small_workspace, entry(SHEET, marks[SHEET]))
    plain, more = Choice(layers=("afforestation",)), Choice(("afforestation",), (), (), ("plants",))
    assert draw_sheets(small_workspace, tmp_path / "a", choice=plain).remarks == ()
    remarks = draw_sheets(small_workspace, tmp_path / "b", choice=more).remarks
    assert [remark.zh for remark in remarks] == [f"审图号未印在{SHEET}上：所选内容不是送审的那一套"]


def test_fingerprints_do_not_hang_on_the_order_or_number_of_other_sheets(small_workspace):
    book = decide(small_workspace).book
    sheets = {sheet.name: sheet for sheet in book.sheets()}
    fewer = replace(book, layers=tuple(reversed(book.layers))[:1])
    name = fewer.sheets()[0].name
    assert MapFingerprints(fewer).of_sheet(fewer.sheets()[0], "zh") == (
        MapFingerprints(book).of_sheet(sheets[name], "zh")
    )


def test_another_size_of_paper_is_another_map(small_workspace, tmp_path):
    marks = fingerprints(small_workspace, tmp_path)
    audit(small_workspace, entry(SHEET, marks[SHEET]))
    out = tmp_path / "out"
    summary = build(small_workspace, out=out, printing=PrintChoice(size="a3"))
    assert any("不是送审的那一套" in remark.zh for remark in summary.remarks)
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["fingerprints"][SHEET] != marks[SHEET]
    if shutil.which("pdftotext") is not None:
        assert NONE in printed_words(out / "print" / f"{SHEET}.pdf")
    # The size that it has anyway changes nothing.
    again = build(small_workspace, out=out, printing=PrintChoice(size="a4-landscape"))
    assert not any("审图号" in remark.zh for remark in again.remarks)


def test_what_print_draws_is_listed_in_its_manifest_too(small_workspace, tmp_path):
    marks = fingerprints(small_workspace, tmp_path)
    out = tmp_path / "print"
    draw_sheets(small_workspace, out, choice=Choice(layers=("afforestation",)))
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["fingerprints"] == {SHEET: marks[SHEET]}
