"""Registers of measures as CSV: written, read back, and refused with every fault."""

from dataclasses import replace
from pathlib import Path

import pytest

from aqmap.errors import TableError
from aqmap.files.read_table import read_table
from aqmap.model.figures import FIGURE_COLUMNS
from aqmap.model.locators import Locator
from aqmap.model.measures import COLUMNS, MEASURE_COLUMNS, Measure, State
from aqmap.read.tables.read_measures import read_registers
from aqmap.render.exchange.csv_tables import write_measures
from aqmap.words import catalogue
from aqmap.workspace.places import read_places

ROOT = Path(__file__).parents[3]
PLACES = read_places(ROOT / "boundaries" / "places.csv")
HEAD = "source,number,title\n"

SHORT = Measure(id="s-m1", source="s", number="1", title="合成措施", locator=Locator(""))
FULL = Measure(
    id="s-m2-2",
    source="s",
    number="2",
    section="（一）合成部分",
    title="合成措施，含逗号",
    deadline="2021-09-30;2021-12-31",
    lead=("甲局", "乙局"),
    cooperating=("各县（市、区）人民政府",),
    responsible=("丙局",),
    responsible_by_note=True,
    places=("654002", "654003"),
    rows=("4.2", "2/7"),
    figures=("s-0001",),
    state=State.ON_SCHEDULE,
    locator=Locator("item 2; line 9"),
)


def read(tmp_path, *texts):
    files = []
    for number, text in enumerate(texts):
        files.append(tmp_path / f"措施{number}.csv")
        files[-1].write_text(text, encoding="utf-8")
    return read_registers(files, places=PLACES, sources=["s"])


def test_what_is_written_is_read_again(tmp_path):
    path = tmp_path / "措施.csv"
    write_measures([SHORT, FULL], path, header=["合成"])
    assert path.read_bytes().startswith(b"\xef\xbb\xbf# ")
    assert path.read_text(encoding="utf-8-sig").split("\n")[1] == ",".join(COLUMNS)
    assert read_registers([path], places=PLACES, sources=["s"]) == (SHORT, FULL)


@pytest.mark.parametrize("title", ["=1+1", "+甲", "-乙", "@SUM(A1)", '=HYPERLINK("http://x")'])
def test_a_formula_is_neutralised_and_comes_back(tmp_path, title):
    path = tmp_path / "措施.csv"
    write_measures([replace(SHORT, title=title, lead=("=cmd",))], path)
    row = path.read_text(encoding="utf-8-sig").split("\n")[1]
    assert "'" + title[:2] in row
    assert ",'=cmd," in row
    (measure,) = read_registers([path], places=PLACES, sources=["s"])
    assert (measure.title, measure.lead) == (title, ("=cmd",))


def test_a_short_table_is_enough_and_a_place_may_be_named(tmp_path):
    (measure,) = read(tmp_path, "# 说明\nsource,number,title,places\ns,3,甲事,伊宁市;654003\n")
    assert (measure.id, measure.places) == ("s-m3", ("654002", "654003"))
    assert (measure.state, measure.lead, measure.responsible_by_note) == (None, (), False)


def test_all_faults_of_all_files_come_together(tmp_path):
    columns = "source,number,title,deadline,places,rows,state,responsible_by_note\n"
    first = columns + (
        "s,1,甲,2021-13,,,,\n"
        "s,2,乙,,,4.x,finished,maybe\n"
        "s,,丙,,,,,\n"
        "t,4,丁,,乌有县,,,\n"
        "s,5,戊\n"
        "s,6,己,,,,,\n"
        "s,6,庚,,,,,\n"
    )
    with pytest.raises(TableError) as caught:
        read(
            tmp_path, first, "source,number,title,县\n", "source,title\n", 'source,number,title\n"'
        )
    said = [(f.code, f.at) for f in caught.value.faults]
    assert said == [
        ("cell_value", "line 2, column deadline"),
        ("cell_value", "line 3, column responsible_by_note"),
        ("cell_value", "line 3, column rows"),
        ("cell_value", "line 3, column state"),
        ("cell_value", "line 4, column number"),
        ("source_unknown", "line 5, column source"),
        ("measure_place", "line 5, column places"),
        ("row_cells", "line 6"),
        ("measure_twice", "line 8, column id"),
        ("measure_column", ""),
        ("column_missing", ""),
        ("csv_syntax", "line 2"),
    ]
    assert all("措施" in message for message in caught.value.said("zh"))


@pytest.mark.parametrize("table", ["ili-plan-2021", "fukang-report-2021"])
def test_figures_of_a_committed_register_stand_in_the_measure(table):
    tables = {
        kind: list(read_table(ROOT / "data" / kind / f"{table}.csv", columns).rows())
        for kind, columns in (("measures", MEASURE_COLUMNS), ("targets", FIGURE_COLUMNS))
    }
    at = {row["id"]: row["locator"] for row in tables["targets"]}
    told = [(row["number"], key) for row in tables["measures"] for key in row["figures"].split(";")]
    strays = [(n, key) for n, key in told if key and not at[key].startswith(f"item {n}; ")]
    assert any(key for _, key in told)
    assert strays == []


def test_every_column_and_state_has_its_words():
    words = catalogue()
    assert all(f"measure.column.{name}" in words for name in COLUMNS)
    assert all(f"measure.state.{state}" in words for state in State)
