"""Nothing lies unread and unnamed in the folders of a workspace."""

import os
from itertools import combinations

import pytest

from aqmap.errors import SourceError, SpecError
from aqmap.workspace import folder_files
from aqmap.workspace.data_folders import (
    boundary_layer,
    find_tables,
    misnamed_folders,
    require_boundary_names,
    unread_tables,
)
from aqmap.workspace.layers import read_layer_files


def put(folder, *names):
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()


def codes(faults, folder):
    return {(fault.code, os.path.relpath(fault.file, folder)) for fault in faults}


def test_tables_are_csv_and_xlsx_in_small_and_capital_letters_by_name(tmp_path):
    put(tmp_path, "b.csv", "a.xlsx", "C.CSV", "d.Xlsx", "预案.Csv", ".e.csv")
    tables = find_tables(tmp_path)
    names = [path.name for path in tables.paths]
    assert names == [".e.csv", "C.CSV", "a.xlsx", "b.csv", "d.Xlsx", "预案.Csv"]
    assert tables.faults == ()


def test_folders_come_in_their_order_and_one_that_is_not_there_is_empty(tmp_path):
    put(tmp_path, "measured/a.csv", "targets/b.csv", "targets/a.csv")
    folders = [tmp_path / name for name in ("targets", "none", "measured")]
    tables = find_tables(*folders)
    names = [path.relative_to(tmp_path).as_posix() for path in tables.paths]
    assert names == ["targets/a.csv", "targets/b.csv", "measured/a.csv"]
    assert tables.faults == ()


@pytest.mark.parametrize(
    "name",
    [
        *("~$a.xlsx", ".~a.xlsx", ".~lock.a.csv#", "._a.csv"),  # Excel, WPS, LibreOffice, a Mac
        *("Thumbs.db", "desktop.ini", ".DS_Store", ".gitkeep", ".a.csv.swp"),
        *("README.md", "notes.md", "README", "readme.txt", "LICENSE", "说明.txt", "填表说明.txt"),
        *(".git/a.csv", ".aqmap-1x/a.csv", ".ipynb_checkpoints/a.csv", "__MACOSX/a.csv"),
        *("sub/README.md", "sub/.hidden/a.csv"),
    ],
)
def test_what_programs_leave_and_notes_are_passed_over(tmp_path, name):
    put(tmp_path, name)
    tables = find_tables(tmp_path)
    assert (tables.paths, tables.faults) == ((), ())


@pytest.mark.parametrize(
    "name",
    [
        *(
            "a.xls",
            "a.et",
            "a.wps",
            "a.ods",
            "a.docx",
            "a.doc",
            "a.pdf",
            "a.tsv",
            "a.txt",
            "a.XLSM",
        ),
        *("a.csv.txt", "a.csv.bak", "a.csv ", "a.csv.gz", "a.zip", "a.json", "a", "a．csv"),
        *("计划.xlsb", "readme.xls", "说明.docx"),
    ],
)
def test_a_file_that_is_no_table_is_a_fault_with_what_to_do(tmp_path, name):
    put(tmp_path, name)
    (fault,) = find_tables(tmp_path).faults
    assert codes([fault], tmp_path) == {("not_a_table", name)}
    assert "另存为 CSV 或 xlsx" in fault.said.zh
    assert "aqmap read" in fault.said.en


@pytest.mark.parametrize("name", ["2021/a.csv", "旧/a.XLSX", "a/b/c/d.csv", "sub/a.xls", "x/a.pdf"])
def test_a_table_in_a_subfolder_is_a_fault_that_names_it(tmp_path, name):
    put(tmp_path, name)
    sub, _, below = name.partition("/")
    (fault,) = find_tables(tmp_path).faults
    assert codes([fault], tmp_path) == {("in_subfolder", sub)}
    assert below in fault.said.zh
    assert tmp_path.name in fault.said.en


def test_a_subfolder_names_the_first_few_of_its_files(tmp_path):
    put(tmp_path, *(f"old/{n}.csv" for n in range(9)))
    (fault,) = find_tables(tmp_path).faults
    assert fault.facts["found"] == "0.csv, 1.csv, 2.csv, 3.csv, 4.csv, …"


def test_an_empty_subfolder_is_no_matter(tmp_path):
    (tmp_path / "a" / "b").mkdir(parents=True)
    assert find_tables(tmp_path).faults == ()


def test_a_folder_called_like_a_table_is_left_to_the_reader_which_refuses_it(tmp_path):
    (tmp_path / "a.csv").mkdir()
    assert [path.name for path in find_tables(tmp_path).paths] == ["a.csv"]


def test_a_very_deep_subfolder_is_looked_through(tmp_path):
    deep = tmp_path / "/".join("d" * 400) / "a.csv"
    put(tmp_path, deep.relative_to(tmp_path).as_posix())
    (fault,) = find_tables(tmp_path).faults
    assert str(fault.facts["found"]).endswith("/d/a.csv")


def test_a_subfolder_with_more_than_can_be_looked_through_is_a_fault(tmp_path, monkeypatch):
    monkeypatch.setattr(folder_files, "_MOST_ENTRIES", 20)
    put(tmp_path, *(f"sub/{n}.md" for n in range(20)))
    assert find_tables(tmp_path).faults == ()
    put(tmp_path, "sub/20.md")
    assert codes(find_tables(tmp_path).faults, tmp_path) == {("folder_too_large", "sub")}


@pytest.mark.parametrize(
    "names", [("plan.csv", "Plan.csv"), ("a.csv", "a.CSV"), ("é.csv", "é.csv")]
)
def test_tables_that_are_one_where_capitals_do_not_count_are_a_fault(tmp_path, names):
    put(tmp_path, *names)
    if len(list(tmp_path.iterdir())) < 2:
        pytest.skip("on this disk they are one file")
    (fault,) = find_tables(tmp_path).faults
    assert fault.code == "table_twice"
    assert all(name in str(fault.facts["found"]) for name in names)


def test_a_file_where_a_folder_should_be_is_a_fault(tmp_path):
    put(tmp_path, "targets")
    assert codes(find_tables(tmp_path / "targets").faults, tmp_path) == {
        ("not_a_folder", "targets")
    }


def test_links_that_lead_nowhere_or_round_in_circles_are_faults(tmp_path):
    for name, end in (("gone", "nowhere"), ("loop", "loop")):
        (tmp_path / name).symlink_to(tmp_path / end)
        faults = find_tables(tmp_path / name).faults
        assert codes(faults, tmp_path) == {("folder_unreadable", name)}


def test_a_folder_that_links_to_itself_is_not_walked_for_ever(tmp_path):
    (tmp_path / "targets").mkdir()
    (tmp_path / "targets" / "again").symlink_to(tmp_path / "targets")
    put(tmp_path, "targets/a.csv")
    tables = find_tables(tmp_path / "targets")
    assert [path.name for path in tables.paths] == ["a.csv"]
    assert [fault.facts["found"] for fault in tables.faults] == ["a.csv, again"]


def test_a_linked_folder_and_a_linked_table_are_read(tmp_path):
    put(tmp_path, "elsewhere/a.csv", "b.csv")
    (tmp_path / "targets").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere" / "b.csv").symlink_to(tmp_path / "b.csv")
    tables = find_tables(tmp_path / "targets")
    assert ([path.name for path in tables.paths], tables.faults) == (["a.csv", "b.csv"], ())


def test_a_table_that_links_nowhere_is_left_to_the_reader_which_names_it(tmp_path):
    (tmp_path / "a.csv").symlink_to(tmp_path / "nowhere")
    assert [path.name for path in find_tables(tmp_path).paths] == ["a.csv"]


def test_a_folder_of_data_in_capital_letters_is_a_fault(tmp_path):
    put(tmp_path, "Targets/a.csv", "MEASURED/b.csv", "other/c.csv", "daily/d.csv")
    if (tmp_path / "targets").exists():
        pytest.skip("on this disk they are one folder")
    faults = misnamed_folders(tmp_path)
    assert codes(faults, tmp_path) == {("misnamed", "Targets"), ("misnamed", "MEASURED")}
    assert "targets" in faults[-1].said.en


LAYER_ENDINGS = ("geojson", "gpkg", "kml", "shp")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("outlines.GEOJSON", "outlines.geojson"),
        ("Outlines.gpkg", "outlines.gpkg"),
        ("source.toml", "SOURCE.toml"),
        ("PLACES.CSV", "places.csv"),
        ("Counties.geojson", "counties.geojson"),
        ("Outlines.kml", "outlines.kml"),
        *(
            (f"outlines.{ending}", f"outlines.{' | outlines.'.join(LAYER_ENDINGS)}")
            for ending in ("json", "dbf", "zip", "kmz", "geojson.txt")
        ),
        ("counties.gdb", f"counties.{' | counties.'.join(LAYER_ENDINGS)}"),
    ],
)
def test_a_boundary_file_that_would_be_passed_over_is_named(tmp_path, name, expected):
    put(tmp_path, name)
    if (tmp_path / expected).exists():
        pytest.skip("on this disk they are one file")
    with pytest.raises(SourceError) as caught:
        require_boundary_names(tmp_path)
    (fault,) = caught.value.faults
    assert (fault.code, fault.facts["expected"]) == ("misnamed", expected)


def test_boundaries_as_they_should_be_and_what_lies_beside_them_are_no_fault(tmp_path):
    put(tmp_path, "places.csv", "counties.geojson", "outlines.gpkg", "SOURCE.toml", "README.md")
    put(tmp_path, "outlines.qmd", "build.py", "old/outlines.GEOJSON")
    require_boundary_names(tmp_path)
    require_boundary_names(tmp_path / "none")


@pytest.mark.parametrize("layer", ["counties", "outlines"])
@pytest.mark.parametrize(
    "endings", [*combinations((*LAYER_ENDINGS, "SHP"), 2), ("geojson", "kmz"), ("gpkg", "json")]
)
def test_a_layer_of_boundaries_that_is_there_twice_is_a_fault(tmp_path, layer, endings):
    put(tmp_path, *(f"{layer}.{ending}" for ending in endings))
    if len(list(tmp_path.iterdir())) < 2:
        pytest.skip("on this disk they are one file")
    with pytest.raises(SourceError) as caught:
        require_boundary_names(tmp_path)
    (fault,) = caught.value.faults
    assert fault.code == "layer_twice"
    assert set(str(fault.facts["found"]).split(", ")) == {f"{layer}.{ending}" for ending in endings}


@pytest.mark.parametrize("ending", ["shp", "SHP", "Shp"])
def test_a_shapefile_is_a_layer_of_boundaries_in_any_letters(tmp_path, ending):
    put(tmp_path, f"counties.{ending}", "counties.dbf", "counties.DBX", "counties.PRJ")
    require_boundary_names(tmp_path)
    assert boundary_layer(tmp_path, "counties") == tmp_path / f"counties.{ending}"
    assert boundary_layer(tmp_path, "outlines") is None


@pytest.mark.parametrize(
    "make", [lambda p: p.symlink_to("nowhere"), lambda p: p.mkdir(), os.mkfifo]
)
def test_outlines_that_are_no_file_are_a_fault(tmp_path, make):
    make(tmp_path / "outlines.geojson")
    with pytest.raises(SourceError, match=r"outlines\.geojson: this should be a file"):
        require_boundary_names(tmp_path)


LAYER = 'indicator = "x"\nperiods = ["2025"]\nregions = ["r"]\nviews = ["target"]\n'


def read_layers(folder):
    files = read_layer_files(folder)
    if files.faults:
        raise SpecError(files.faults)
    return files.layers, files.overlays


def test_a_layer_in_capital_letters_is_read(tmp_path):
    (tmp_path / "PM25.TOML").write_text(LAYER, encoding="utf-8")
    layers, _ = read_layers(tmp_path)
    assert [layer.id for layer in layers] == ["PM25"]


@pytest.mark.parametrize(
    ("names", "fault"),
    [
        (["a.toml.txt"], ("misnamed", "a.toml.txt")),
        (["2021/a.toml"], ("in_subfolder", "2021")),
        (["a.toml", "A.toml"], ("names_alike", "a.toml")),
        (["a.toml", "a.TOML"], ("names_alike", "a.toml")),
    ],
)
def test_a_layer_that_would_be_passed_over_is_a_fault(tmp_path, names, fault):
    for name in names:
        put(tmp_path, name)
        (tmp_path / name).write_text(LAYER, encoding="utf-8")
    with pytest.raises(SpecError) as caught:
        read_layers(tmp_path)
    assert codes(caught.value.faults, tmp_path) == {fault}


def test_layers_that_are_a_file_or_lead_nowhere_are_faults(tmp_path):
    put(tmp_path, "file")
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    for name, code in (("file", "not_a_folder"), ("gone", "folder_unreadable")):
        with pytest.raises(SpecError) as caught:
            read_layers(tmp_path / name)
        assert codes(caught.value.faults, tmp_path) == {(code, name)}
    with pytest.raises(SpecError, match="no such folder"):
        read_layers(tmp_path / "none")


def test_data_of_overlays_may_lie_beside_the_layers(tmp_path):
    put(tmp_path, "points/a.geojson", "b.csv", "c.toml.bak", "README.md")
    assert read_layers(tmp_path) == ([], [])


def test_tables_beside_the_folders_that_nothing_reads_are_named(tmp_path):
    put(tmp_path, "targets/a.csv", "target/b.csv", "stray.XLSX", "template-x.csv", "sources.toml")
    put(tmp_path, "stations.csv", "points/p.csv", "deep/x/y.csv", "papers/a.pdf", ".old/a.csv")
    read = [tmp_path / "points" / "p.csv"]  # the stations are read by `aqmap stations`
    assert unread_tables(tmp_path, read) == ["data/deep/", "data/stray.XLSX", "data/target/"]


def test_what_to_do_about_a_subfolder_is_said_in_full(tmp_path):
    put(tmp_path, "2021/a.toml")
    (tmp_path / "2021" / "a.toml").write_text(LAYER, encoding="utf-8")
    with pytest.raises(SpecError) as caught:
        read_layers(tmp_path)
    for said in caught.value.faults[0].said:
        assert "{" not in said
