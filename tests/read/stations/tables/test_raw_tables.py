"""Workbooks of hours as stations export them, and files that no program should open."""

import io
import json
import zipfile
from datetime import date, datetime, time, timedelta

import pytest

from aqmap.errors import SourceError
from aqmap.read.stations.tables import long_layout as tall
from aqmap.read.stations.tables import raw_tables
from tests.read.stations.tall_tables import AT, HEAD, ROW, VALUE, book_of, hours, text_of


class TestWorkbooks:
    """Workbooks as a county's station exports them."""

    def test_all_sheets_are_read(self):
        sheets = {
            "说明": [["昌吉市"], ["监测数据"]],
            "空": [],
            "1月": [["标题"], [], HEAD, ROW],
            "2月": [HEAD, [datetime(2021, 3, 1, 14), "2691A", 41.5]],
        }
        found, met, spots = hours(book_of(sheets))
        assert found == VALUE | {("20210301", 14, "2691A", "PM2.5"): 41_500}
        assert (met, spots) == ({"sheet_without_hours": 1}, {"sheet_without_hours": "说明"})

    def test_merged_cells_hold_for_all_their_rows(self):
        head = [["监测数据"], ["日期", "时间", "站点编码", "浓度"], [None] * 3 + ["PM2.5", "SO2"]]
        rows = [[date(2021, 3, 1), time(h), "2691A" if h == 1 else None, h, h] for h in (1, 2, 3)]
        for row in rows[1:]:
            row[0] = None

        def merge(book):
            sheet = book.active
            for area in ("A1:E1", "A2:A3", "B2:B3", "C2:C3", "D2:E2", "A4:A6", "C4:C6", "E4:E5"):
                sheet.merge_cells(area)

        found, met, _ = hours(book_of({"a": [*head, *rows]}, merge))
        assert met == {}
        assert found == {
            **{("20210301", h, "2691A", "PM2.5"): h * 1000 for h in (1, 2, 3)},
            **{("20210301", h, "2691A", "SO2"): h * 1000 for h in (1, 3)},  # 2 has none of its own
        }

    @pytest.mark.parametrize(
        ("cells", "form", "wanted"),
        [
            ((time(1),), "h:mm", ("20210301", 1)),
            ((time(0, 59, 59, 999000),), "h:mm", ("20210301", 1)),
            ((time(0),), "h:mm", ("20210301", 0)),
            ((timedelta(hours=1),), "[h]:mm", ("20210301", 1)),
            ((timedelta(0),), "[h]:mm", ("20210301", 0)),
            ((timedelta(hours=24),), "[h]:mm", ("20210302", 0)),
            ((1.0,), "h:mm", ("20210302", 0)),  # which Excel shows as 0:00 of the next day
            ((0,), "General", ("20210301", 0)),
            ((1,), "General", ("20210301", 1)),
            ((24,), "General", ("20210302", 0)),
            (("23-24时",), "General", ("20210302", 0)),
        ],
    )
    def test_times_of_day_in_cells(self, cells, form, wanted):
        def shown(book):
            book.active["B2"].number_format = form

        rows = [["日期", "时间", "站点编码", "PM2.5"], [date(2021, 3, 1), *cells, "2691A", 4]]
        found, met, _ = hours(book_of({"a": rows}, shown))
        assert (list(found), met) == ([(*wanted, "2691A", "PM2.5")], {})

    def test_a_moment_filled_down_is_the_full_hour(self):
        """Steps of 0.041666 fall short of the hour by parts of a second."""
        rows = [[44256 + n * 0.041666, "2691A", n] for n in range(25)]
        found, met, _ = hours(book_of({"a": [HEAD, *rows]}))
        days = [("20210301", n) for n in range(24)] + [("20210302", 0)]
        assert met == {}
        assert found == {(*day, "2691A", "PM2.5"): n * 1000 for n, day in enumerate(days)}

    def test_a_moment_is_the_minute_next_to_it(self):
        rows = [[datetime(2021, 3, 1, 12, 59, 59, 999000), "2691A", 40]]
        assert hours(book_of({"a": [HEAD, *rows]}))[:2] == (VALUE, {})

    def test_days_are_not_taken_for_the_hour_0(self):
        rows = [[datetime(2021, 3, d), "2691A", 40] for d in (1, 2, 3)]
        found, met, spots = hours(book_of({"a": [["日期", *HEAD[1:]], *rows]}))
        assert (found, met) == ({}, {"table_of_days": 3})
        assert spots == {"table_of_days": "a row 2: 2021-03-01 00:00:00"}

    def test_an_hour_that_is_not_told_is_not_0(self):
        rows = [[datetime(2021, 3, 1), 13, "2691A", 40], [datetime(2021, 3, 1), None, "2691A", 7]]
        found, met, _ = hours(book_of({"a": [["日期", "小时", "站点编码", "PM2.5"], *rows]}))
        assert (found, met) == (VALUE, {"row_without_time": 1})

    def test_formulas_without_a_result(self):
        rows = [HEAD, ROW, [datetime(2021, 3, 1, 14), "2691A", "=C2+1"]]
        found, met, spots = hours(book_of({"一月": rows}))
        assert (found, met) == (VALUE, {"formula_without_result": 1})
        assert spots == {"formula_without_result": "一月 C3"}

    def test_hidden_rows_are_used(self):
        def hide(book):
            book.active.row_dimensions[2].hidden = True

        found, met, spots = hours(book_of({"一月": [HEAD, ROW]}, hide))
        assert (found, met, spots) == (VALUE, {"row_hidden": 1}, {"row_hidden": "一月 row 2"})

    def test_a_cell_is_named(self):
        rows = [["时间", "站点编码", "PM2.5(μg/m³)"], [*ROW[:2], "<3"]]
        assert hours(book_of({"一月": rows}))[2] == {"text": "一月 row 2, PM2.5(μg/m³): <3"}


def bomb(size):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * size)
    return out.getvalue()


def damaged_sheet(text):
    """Return a workbook whose sheet is another text."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(book_of({"a": [HEAD, ROW]}))) as old,
        zipfile.ZipFile(out, "w") as new,
    ):
        for name in old.namelist():
            sheet = name.endswith("sheet1.xml")
            new.writestr(name, text(old.read(name).decode()) if sheet else old.read(name))
    return out.getvalue()


def merged_over_and_over(text):
    areas = "".join(f'<mergeCell ref="A{row}:XFD1048576"/>' for row in range(3, 400))
    last = '<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>'
    return text.replace("</sheetData>", f"{last}<mergeCells>{areas}</mergeCells>")


MONSTERS = {
    "a huge field": text_of([HEAD, [AT, "2691A", "4" * 200_000]]).encode(),
    "a quotation mark alone": (text_of([HEAD]) + f'{AT},2691A,"4\n' + f"{AT},1A,4\n" * 99).encode(),
    "NUL": text_of([HEAD, [AT, "2691A", "4\0"]]).encode(),
    "deep JSON": b"[" * 200_000,
    "JSON of numbers": b"[1,2]",
    "JSON of blanks": json.dumps([{f"a{n}": 1 for n in range(900)}, *[{"a": 1}] * 90_000]).encode(),
    "JSON of many columns": json.dumps([{f"a{n}": 1} for n in range(2000)]).encode(),
    "one name many times": b'[{"a":1' + b',"a":1' * 99 + b"}]",
    "a zip bomb": bomb(50_000_000),
    "no workbook": b"PK\3\4" + b"x" * 99,
    "a sheet cut off": damaged_sheet(lambda text: text[: len(text) // 2]),
    "a cell that is none": damaged_sheet(lambda text: text.replace("<v>40</v>", "<v>4x</v>")),
    "entities": damaged_sheet(lambda text: '<!DOCTYPE a [<!ENTITY b "c">]>' + text),
    "a sheet merged over and over": damaged_sheet(merged_over_and_over),
    "a row too far": damaged_sheet(lambda text: text.replace('r="2"', 'r="99999999"')),
}


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("NaN", "nan"),
        ("Infinity", "inf"),
        ("-Infinity", "-inf"),
        ("1e309", "1e309"),
        ("9" * 9000, "9" * 80),
        ('"inf"', "inf"),
    ],
)
def test_no_finite_number_of_a_json_is_named_and_the_rest_is_read(written, shown):
    rows = [{"时间": AT, "站点编码": "2691A", "PM2.5": 40, "SO2": "@"}]
    found, met, spots = hours(json.dumps(rows).replace('"@"', written))
    trap = "sign_for_nothing" if written == "NaN" else "not_finite"
    assert (found, met) == (VALUE, {trap: 1})
    assert spots[trap].startswith(f"feature 1, SO2: {shown}")


@pytest.mark.parametrize("name", MONSTERS)
def test_monsters_end_as_errors(name):
    with pytest.raises(SourceError, match=r"a\.csv"):
        hours(MONSTERS[name])


def test_more_rows_than_can_be_are_refused(monkeypatch):
    monkeypatch.setattr(tall, "_MOST_ROWS", 3)
    rows = [[f"2021-03-01 {h}:00", "2691A", "4"] for h in range(4)]
    assert len(hours(text_of([HEAD, *rows[:3]]))[0]) == 3
    with pytest.raises(SourceError, match="rows"):
        hours(text_of([HEAD, *rows]))


def test_more_brackets_than_can_be_are_refused_before_they_fill_the_memory(monkeypatch):
    monkeypatch.setattr(raw_tables, "_MOST_BRACKETS", 3)
    monkeypatch.setattr("json.loads", lambda *_, **__: pytest.fail("it was parsed"))
    with pytest.raises(SourceError, match="brackets"):
        hours("[[],[],[]]")


def test_sheets_share_one_bound_of_rows(monkeypatch):
    """Blank rows before a stray cell cost next to no bytes, and a workbook may have any sheets."""
    monkeypatch.setattr(raw_tables, "_MOST_SPOTS", 9 * raw_tables._ROW)

    def stray(book):
        for sheet in book.worksheets:
            sheet["A5"] = "end"

    assert hours(book_of({"a": [HEAD, ROW]}, stray))[0] == VALUE
    with pytest.raises(SourceError, match="cells"):
        hours(book_of({"a": [["x"]], "b": [HEAD, ROW]}, stray))


def test_areas_beyond_the_last_column_are_not_kept():
    """A million of them, each down to the last row, would be looked at for every row."""
    areas = raw_tables._Areas([(n, raw_tables.MOST_COLUMNS + 1, 1048576, 1100) for n in range(99)])
    assert list(areas.shown_in(99, [])) == []
    assert len(areas) == 0
