"""What cells, names, periods, files say: the readers and the page answer the same cases alike."""

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest

from aqmap.errors import AqmapError
from aqmap.files.number_formats import shown_general, shown_number
from aqmap.files.spreadsheet_cells import unguarded
from aqmap.files.written_rows import written_rows
from aqmap.model.figures import COLUMNS
from aqmap.model.units import convert, is_unit
from aqmap.read.lexicon.degrees import read_degrees
from aqmap.read.lexicon.written_periods import date_of_serial, iso_period
from aqmap.read.stations.station_lists import STATION_COLUMNS
from aqmap.read.tables.figure_cells import is_task, read_value
from aqmap.read.tables.figure_words import code_of, column_name
from aqmap.words import Text
from aqmap.workspace.indicators import Indicator, Indicators
from aqmap.workspace.places import is_broken_code, read_places
from tests.browser import opened
from tests.dropped_files import dropping_page

ROOT = Path(__file__).parents[4]
CASES = json.loads((ROOT / "tests" / "data" / "dropped_cases.json").read_text("utf-8"))


def content_of(case):
    return bytes.fromhex(case["hex"]) if "hex" in case else case["text"].encode()


# ---- the readers -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def places():
    return read_places(ROOT / "boundaries" / "places.csv")


def indicator_in(unit):
    both = Text(unit, unit)
    return Indicator(id="x", name=both, unit=both, theme="air") if unit else None


@pytest.mark.parametrize("case", CASES["cells"], ids=lambda case: case["written"] or "blank")
def test_reader_reads_a_cell(case):
    indicator = indicator_in(case.get("known_unit", ""))
    cell = read_value(case["written"], indicator, Indicators({}))
    assert (None if cell.value is None else str(cell.value)) == case.get("number")
    assert (cell.absence or "") == case.get("absence", "")
    assert (cell.unit, cell.note) == (case.get("unit", ""), case.get("note", ""))
    assert (cell.comparator or "") == case.get("comparator", "")
    assert (cell.about, cell.broken) == (case.get("about", False), case.get("broken", False))
    if cell.absence == "text":
        assert is_task(case["written"], cell) == case.get("task", False)


@pytest.mark.parametrize("case", CASES["names"], ids=lambda case: case["written"])
def test_reader_matches_a_name(places, case):
    match = places.match(case["written"])
    found = [match.place, *match.candidates] if match.place else match.candidates
    assert [place.code for place in found] == case["codes"]
    assert is_broken_code(case["written"]) == case.get("broken_code", False)
    if "nearest_first" in case:
        assert match.nearest[0] == case["nearest_first"]


def test_reader_reads_periods_headings_units_and_angles():
    for written, period in CASES["periods"]:
        assert iso_period(written) == period, written
    for written, day in CASES["serials"]:
        assert date_of_serial(written) == day, written
    for heading, column in CASES["columns"]:
        named = column_name(heading)
        assert (named if named in COLUMNS else "") == column, heading
    for heading, column in CASES["station_columns"]:
        assert next(iter(STATION_COLUMNS.positions([heading])), "") == column, heading
    for written, role in CASES["roles"]:
        code = code_of("role", written)
        assert (code if code != written or code == "target" else "") == role, written
    for written, expected in CASES["units"]:
        assert is_unit(written) is expected, written
    for value, written, wanted, expected in CASES["conversions"]:
        found = convert(Decimal(str(value)), written, wanted)
        assert (None if found is None else float(found)) == expected, written


@pytest.mark.parametrize(("written", "axis", "degrees"), CASES["angles"])
def test_reader_reads_an_angle(written, axis, degrees):
    if degrees is None:
        with pytest.raises(ValueError, match=f"^{re.escape(written)}$"):
            read_degrees(written, axis)
    else:
        assert read_degrees(written, axis) == pytest.approx(degrees, abs=1e-6)


@pytest.mark.parametrize(("value", "number_format", "shown"), CASES["shown"])
def test_reader_shows_a_number_as_excel_does(value, number_format, shown):
    assert (shown_number(value, number_format) or shown_general(value)) == shown


@pytest.mark.parametrize("case", CASES["texts"], ids=lambda case: case["name"])
def test_reader_parts_a_text(tmp_path, case):
    path = tmp_path / "table.csv"
    path.write_bytes(content_of(case))
    if case.get("refused"):
        with pytest.raises(AqmapError):
            list(written_rows(path).rows)
        return
    written = written_rows(path)
    assert [[unguarded(cell).strip() for cell in row] for _, row in written.rows] == case["rows"]
    assert written.separator == case.get("separator", ",")


# ---- the page ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def seen(browser, tmp_path_factory):
    with opened(browser, dropping_page(tmp_path_factory.mktemp("drop"))) as page:
        yield page


def asked(seen, cases, call):
    """What the page answers to every case."""
    return seen.page.evaluate(
        f"async cases => {{ const reads = await window.aqmap.reads(); {call} }}", cases
    )


@pytest.mark.browser
def test_page_reads_every_cell_as_the_reader(seen):
    found = asked(
        seen, CASES["cells"], "return cases.map(c => reads.cell(c.written, c.known_unit || ''));"
    )
    for case, cell in zip(CASES["cells"], found, strict=True):
        expected = {
            "number": case.get("number", ""),
            "absence": case.get("absence", ""),
            "unit": case.get("unit", ""),
            "note": case.get("note", ""),
            "comparator": case.get("comparator", ""),
            "about": case.get("about", False),
            "broken": case.get("broken", False),
        }
        assert {name: cell[name] for name in expected} == expected, case["written"]
        if cell["absence"] == "text":
            assert cell["isTask"] == case.get("task", False), case["written"]


@pytest.mark.browser
def test_page_matches_every_name_as_the_reader(seen, places):
    words = [case["written"] for case in CASES["names"]]
    call = "return cases.map(c => [reads.match(c), reads.nearest(c), reads.isBrokenCode(c)]);"
    for case, (codes, nearest, broken) in zip(
        CASES["names"], asked(seen, words, call), strict=True
    ):
        assert codes == case["codes"], case["written"]
        assert broken == case.get("broken_code", False)
        assert tuple(nearest) == places.nearest(case["written"]), case["written"]


@pytest.mark.browser
def test_page_reads_every_other_case_as_the_reader(seen):
    of_one = {
        "periods": "period(c[0])",
        "serials": "dayOfSerial(c[0])",
        "columns": "column(c[0])",
        "station_columns": "stationColumn(c[0])",
        "roles": "role(c[0])",
        "units": "isUnit(c[0])",
        "conversions": "convert(c[0], c[1], c[2])",
        "shown": "shown(c[0], c[1])",
        "angles": "angle(c[0], c[1])",
    }
    for part, call in of_one.items():
        found = asked(seen, CASES[part], f"return cases.map(c => reads.{call});")
        expected = [case[-1] for case in CASES[part]]
        if part == "angles":
            expected = [answer and pytest.approx(answer, abs=1e-6) for answer in expected]
        assert found == expected, part


@pytest.mark.browser
def test_page_parts_every_text_as_the_reader(seen):
    contents = [list(content_of(case)) for case in CASES["texts"]]
    call = "return cases.map(c => { try { return reads.rows(c); } catch { return null; } });"
    for case, table in zip(CASES["texts"], asked(seen, contents, call), strict=True):
        if case.get("refused"):
            assert table is None, case["name"]
            continue
        assert [row["cells"] for row in table["rows"]] == case["rows"], case["name"]
        assert table["separator"] == case.get("separator", ",")
