"""Tables with a row a station and hour, as they really come: every value worked out by hand."""

import csv
import io
import json
import zipfile
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from aqmap.errors import SourceError
from aqmap.read.stations import tall
from aqmap.read.stations.archive import read_archive
from aqmap.read.stations.digits import parse_number
from aqmap.read.stations.hours import MISSING, Traps
from aqmap.read.stations.lists import station_key
from aqmap.read.stations.tall import read_tall
from aqmap.readings import POLLUTANTS
from tests.read.stations.archives import write_day
from tests.read.stations.test_archive import same

NAMED = {station_key("昌吉州", "新区"): "2692A"}
HEAD = ["时间", "站点编码", "PM2.5"]
AT = "2021-03-01 13:00"


def text_of(rows, end="\n"):
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().removesuffix("\n") + end


def hours(content, *pollutants, name="a.csv", named=NAMED):
    """Return ``{(date, hour, station, pollutant): thousandths}``, what was met, and where."""
    content = content.encode() if isinstance(content, str) else content
    traps = Traps()
    wanted = pollutants or POLLUTANTS
    found = read_tall(content, name, pollutants=wanted, named=named, traps=traps)
    values = {
        (f"{day:%Y%m%d}", hour, code, kind): int(cells[row, hour, column])
        for kind, cells in (found.values if found else {}).items()
        for row, day in enumerate(found.dates)
        for hour in range(24)
        for column, code in enumerate(found.stations)
        if cells[row, hour, column] != MISSING
    }
    counts = {trap: times for (_, trap), times in traps.counts.items()}
    return values, counts, {trap: spot for (_, trap), spot in traps.spots.items()}


def one(header, cell, kind="PM2.5"):
    """Return the value of a table with one row, and what was met."""
    found, met, spots = hours(text_of([["时间", "站点编码", *header], [AT, "2691A", *cell]]))
    return found.get(("20210301", 13, "2691A", kind)), met, spots


def timed(cell, *clock, named=("时间", "小时")):
    """Return the date and hour of a row with these cells, and what was met."""
    head = [*named[: 1 + len(clock)], "站点编码", "PM2.5"]
    found, met, spots = hours(text_of([head, [cell, *clock, "2691A", "40"]]))
    return next(((day, hour) for day, hour, _, _ in found), None), met, spots


def book_of(sheets, change=None):
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    if change:
        change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


class TestHeaders:
    """Which columns hold hourly means."""

    @pytest.mark.parametrize(
        "header",
        [
            "PM2.5",
            "pm2_5",
            "ＰＭ２．５",
            "PM₂.₅",
            " PM 2.5\n（μg/m³）",
            "PM2.5(µg/m³)",
            "PM2.5(ug/m3)",
            "PM2.5(μg·m⁻³)",
            "PM2.5(ug/m^3)",
            "PM2.5［微克/立方米］",
            "PM2.5【单位：μg/m³】",
            "PM2.5 ㎍/㎥",
            "PM2.5_1h",
            "PM2.5小时浓度",
            "PM2.5(1小时)",
            "PM2.5（小时值，μg/m³）",
            "PM2.5浓度(实测)(ug/m3)",
            "细颗粒物浓度",
            "细颗粒物（PM2.5）1小时平均浓度（μg/m³）",
            "细颗粒物(粒径小于等于2.5μm)",
            "颗粒物（PM2.5）",
        ],
    )
    def test_usual_names_of_an_hourly_mean(self, header):
        assert one([header], ["40"]) == (40_000, {}, {})

    @pytest.mark.parametrize(
        "header",
        [
            "PM2.5_24h(μg/m³)",
            "PM2.5（IAQI）",
            "PM2.5(24小时)",
            "PM2.5分指数",
            "PM2.5标识",
            "PM2.5(日均)",
            "PM2.5(μg/m³)_24h",
            "PM2.5_24h浓度",
            "24小时PM2.5",
        ],
    )
    def test_another_quantity_never_stands_for_the_hourly_mean(self, header):
        assert one([header, "PM2.5"], ["99", "40"]) == (40_000, {}, {})
        assert one(["PM2.5", header], ["40", "99"]) == (40_000, {}, {})
        assert one([header, "SO2"], ["99", "40"])[0] is None

    @pytest.mark.parametrize("keys", [["", ""], ["年月日时", "编号"]])
    @pytest.mark.parametrize(("unit", "value"), [("ppb", None), ("μg/m³", 40_000)])
    def test_a_second_row_of_units(self, keys, unit, value):
        rows = [["时间", "站点编码", "SO2", "CO"], [*keys, unit, ""], [AT, "2691A", "40", "1"]]
        found, met, _ = hours(text_of(rows))
        assert found.get(("20210301", 13, "2691A", "SO2")) == value
        assert met == ({} if value else {"column_of_other_unit": 1})

    @pytest.mark.parametrize("row", [["x", "2424A", "7"], ["x", "月亮湾", "24"], ["", "", "故障"]])
    def test_a_first_row_without_a_time_is_no_header(self, row):
        found, met, _ = hours(text_of([HEAD, row, [AT, "2691A", "40"]]))
        assert (found, met) == (VALUE, {"row_without_time": 1})

    def test_ozone_of_8_hours_is_not_of_one(self):
        header = ["O3_8h(μg/m³)", "O3(8h)", "O3_8h_24h", "O3_1h", "臭氧日最大8小时"]
        assert one(header, ["1", "2", "3", "40", "5"], "O3") == (40_000, {}, {})

    def test_only_other_quantities_are_no_hourly_table(self):
        assert one(["PM2.5_24h", "AQI"], ["1", "2"]) == (None, {"other_file": 1}, {})

    def test_a_title_stands_above_the_header(self):
        rows = [["昌吉市监测数据", "", ""], HEAD, [AT, "2691A", "40"]]
        assert hours(text_of(rows))[0] == {("20210301", 13, "2691A", "PM2.5"): 40_000}

    def test_a_second_row_of_the_header_tells_what_a_column_is(self):
        rows = [
            ["时间", "站点编码", "PM2.5", "PM2.5", "CO"],
            ["", "", "IAQI", "浓度", "μg/m³"],
            [AT, "2691A", "99", "40", "800"],
        ]
        found, met, spots = hours(text_of(rows))
        assert found == {
            ("20210301", 13, "2691A", "PM2.5"): 40_000,
            ("20210301", 13, "2691A", "CO"): 800,
        }
        assert (met, spots) == ({"unit_converted": 1}, {"unit_converted": "CO(μg/m3)"})


class TestUnits:
    """CO is in mg/m³, all else in µg/m³; what is told otherwise is converted or not used."""

    @pytest.mark.parametrize(
        ("header", "cell", "kind", "value"),
        [
            ("CO(mg/m³)", "0.8", "CO", 800),
            ("CO（毫克/立方米）", "0.8", "CO", 800),
            ("CO(μg/m³)", "812.5", "CO", 812),  # 0.8125, half to even
            ("CO(微克/立方米)", "800", "CO", 800),
            ("PM2.5(mg/m³)", "0.0354", "PM2.5", 35_400),
            ("PM2.5 mg/m3", "0.035", "PM2.5", 35_000),
            ("SO2(毫克每立方米)", "0.01", "SO2", 10_000),
        ],
    )
    def test_units(self, header, cell, kind, value):
        found, met, spots = one([header], [cell], kind)
        assert found == value
        met.pop("finer_than_thousandths", None)
        usual = ("mg" in header or "毫克" in header) == (kind == "CO")
        assert met == ({} if usual else {"unit_converted": 1})
        assert spots.get("unit_converted", header) == header

    @pytest.mark.parametrize(
        "unit", ["ppb", "ppm", "mg/Nm³", "μmol/mol", "标准状态", "kg/m3", "μg/m³,mg/m³"]
    )
    def test_another_unit_is_not_used(self, unit):
        header = f"SO2({unit})"
        found, met, spots = one([header, "NO2"], ["7", "8"], "SO2")
        assert found is None
        assert (met, spots) == ({"column_of_other_unit": 1}, {"column_of_other_unit": header})

    def test_nothing_but_other_units_is_no_table(self):
        assert one(["SO2 ppb"], ["7"])[1] == {"column_of_other_unit": 1, "other_file": 1}

    def test_9999_is_no_value_in_any_unit(self):
        assert one(["CO(μg/m³)"], ["9999"], "CO")[:2] == (
            None,
            {"unit_converted": 1, "impossible": 1},
        )


class TestColumnsTwice:
    """Equal values count once, different ones not at all."""

    @pytest.mark.parametrize(
        "header", [["pm2_5", "pm2_5"], ["pm2_5", "PM2.5"], ["PM2.5(mg/m³)", "PM2.5小时浓度"]]
    )
    def test_csv(self, header):
        told = ["0.04" if "mg" in header[0] else "40", "40"]
        rows = [["时间", "站点编码", *header], [AT, "2691A", *told], [AT, "2692A", *told[:1], "41"]]
        found, met, spots = hours(text_of([*rows, [AT, "2693A", "", "42"]]))
        assert {code: value for (_, _, code, _), value in found.items()} == {
            "2691A": 40_000,
            "2693A": 42_000,
        }
        assert (met["column_twice"], met["column_twice_different"]) == (1, 1)
        assert spots["column_twice"] == header[1]
        assert spots["column_twice_different"] == "line 3, PM2.5"

    def test_json(self):
        text = f'[{{"timepoint":"{AT}","stationcode":"2691A","pm2_5":40,"pm2_5":41}}]'
        found, met, spots = hours(text)
        assert (found, met) == ({}, {"column_twice": 1, "column_twice_different": 1})
        assert spots["column_twice_different"] == "feature 1, PM2.5"

    def test_what_pandas_calls_a_second_column(self):
        assert one(["PM2.5", "PM2.5.1"], ["40", "41"])[0] is None


class TestRows:
    """Rows that are cut off or of another width."""

    def test_rows_of_another_width(self):
        text = text_of([HEAD, [AT, "2691A", "40", "9"], [], [" "], [AT, "2692A"], [AT, "1A", "4"]])
        found, met, spots = hours(text)
        assert found == {("20210301", 13, "1A", "PM2.5"): 4000}
        assert met == {"row_of_other_width": 2}
        assert spots == {"row_of_other_width": "line 2: 4 ≠ 3"}

    @pytest.mark.parametrize("last", ["2021-03-01 14:00,269", '"2021-03-01 14:00","269'])
    def test_a_last_line_cut_off(self, last):
        found, met, spots = hours(text_of([HEAD, [AT, "2691A", "40"]]) + last)
        assert found == {("20210301", 13, "2691A", "PM2.5"): 40_000}
        assert (met, spots) == ({"row_cut_off": 1}, {"row_cut_off": "line 3: 2 ≠ 3"})

    def test_a_last_line_without_a_line_end_is_used(self):
        found, met, spots = hours(text_of([HEAD, [AT, "2691A", "40"]], end=""))
        assert found == {("20210301", 13, "2691A", "PM2.5"): 40_000}
        assert (met, spots) == ({"no_line_end": 1}, {"no_line_end": "line 2: 40"})

    def test_blank_lines_are_nothing(self):
        assert hours(text_of([HEAD, [AT, "2691A", "40"]], end="\n\n  \n,,\n  "))[1] == {}

    @pytest.mark.parametrize("sign", [";", "\t"])
    @pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
    def test_signs_and_encodings(self, sign, encoding):
        text = text_of([HEAD, [AT, "2691A", "40"]]).replace(",", sign)
        assert hours(text.encode(encoding))[0] == {("20210301", 13, "2691A", "PM2.5"): 40_000}


class TestTimes:
    """When a row was measured."""

    @pytest.mark.parametrize(
        ("cell", "wanted"),
        [
            ("2021-03-01 13:00", ("20210301", 13)),
            ("2021/3/1 13:00:00", ("20210301", 13)),
            ("2021-03-01T13:00:00.000", ("20210301", 13)),
            ("2021.3.1 13", ("20210301", 13)),
            ("2021年3月1日13时", ("20210301", 13)),
            ("2021年03月01日 13点00分", ("20210301", 13)),
            ("20210301 13:00", ("20210301", 13)),
            ("2021030113", ("20210301", 13)),
            ("202103011300", ("20210301", 13)),
            ("２０２１-０３-０１　１３：００", ("20210301", 13)),
            ("2021-03-01 24:00", ("20210302", 0)),
            ("2021-03-01 24:00:00", ("20210302", 0)),
            ("2021-12-31 24时", ("20220101", 0)),
            ("43525.125", ("20190301", 3)),
            ("43525.5416666667", ("20190301", 13)),
            ("2021-03-01 12:59:59.999", ("20210301", 13)),
            ("2021-03-01 12:59:59", ("20210301", 13)),
            ("2021-03-01 13:00:29", ("20210301", 13)),
            ("2021-03-01 23:59:59", ("20210302", 0)),
            ("2021-03-01 12:00-13:00", ("20210301", 13)),
            ("2021-03-01T13:00:00+08:00", ("20210301", 13)),
        ],
    )
    def test_moments(self, cell, wanted):
        assert timed(cell) == (wanted, {}, {})

    @pytest.mark.parametrize(
        "cell",
        ["2021-03-01T20:00:00Z", "2021-03-01 20:00:00+00:00", "2021-03-02T02:00+06:00"],
    )
    def test_other_time_zones(self, cell):
        when, met, spots = timed(cell)
        assert (when, met) == (("20210302", 4), {"other_time_zone": 1})
        assert spots == {"other_time_zone": f"line 2: {cell}"}

    def test_a_time_zone_in_the_header(self):
        assert timed("2021-03-01 20:00", named=["时间(UTC)"])[0] == ("20210302", 4)
        assert timed("2021-03-01 20:00", named=["时间(UTC+8)"])[:2] == (("20210301", 20), {})
        assert timed("2021-03-01 20:00", named=["时间（北京时间）"])[:2] == (("20210301", 20), {})
        assert timed("2021-03-01T20:00+08:00", named=["时间(UTC)"])[0] == ("20210301", 20)

    @pytest.mark.parametrize(
        "cell",
        [
            "1/3/2021 13:00",
            "01/03/2021",
            "4352-05-01 13:00",
            "1969-12-31 13:00",
            "2101-01-01 13:00",
            "2021-02-30 13:00",
            "2021-03-01 25:00",
            "2021-03-01 24:20",
            "2021-03-01 13:60",
            "2021-03-01 1:00 PM",
            "2021-03-01",
            "2021-03-01 12:00-15:00",
            "20000.5",
            "73051.5",
            "昨天",
        ],
    )
    def test_what_is_no_moment_is_counted_with_its_text(self, cell):
        when, met, spots = timed(cell)
        assert (when, met["row_without_time"]) == (None, 1)
        assert spots["row_without_time"] == f"line 2: {cell}"

    @pytest.mark.parametrize(
        ("clock", "wanted"),
        [
            ("1", ("20210301", 1)),
            ("01", ("20210301", 1)),
            ("1.0", ("20210301", 1)),
            ("1时", ("20210301", 1)),
            ("01:00", ("20210301", 1)),
            ("01:00:00", ("20210301", 1)),
            ("0-1时", ("20210301", 1)),
            ("00:00-01:00", ("20210301", 1)),
            ("00:00~01:00", ("20210301", 1)),
            ("00：00～01：00", ("20210301", 1)),
            ("0时至1时", ("20210301", 1)),
            ("00:00-00:59", ("20210301", 1)),
            ("0", ("20210301", 0)),
            ("24", ("20210302", 0)),
            ("24:00", ("20210302", 0)),
            ("23-24时", ("20210302", 0)),
            ("23:00-00:00", ("20210302", 0)),
        ],
    )
    @pytest.mark.parametrize("names", [("日期", "时间"), ("日期", "小时"), ("时间", "小时")])
    def test_date_and_time_of_day_in_two_columns(self, clock, wanted, names):
        assert timed("2021-03-01", clock, named=names) == (wanted, {}, {})

    @pytest.mark.parametrize("clock", ["25", "0-3时", "", "-1", "1-1", "0-24", "x"])
    def test_what_is_no_time_of_day(self, clock):
        assert timed("2021-03-01", clock)[:2] == (None, {"row_without_time": 1})

    def test_two_times_of_day_must_not_differ(self):
        assert timed("2021-03-01 13:00", "13")[0] == ("20210301", 13)
        assert timed("2021-03-01 00:00:00", "13")[0] == ("20210301", 13)
        assert timed("2021-03-01 14:00", "13")[1] == {"row_without_time": 1}
        assert timed("2021-03-01", AT, named=("日期", "时间"))[0] == ("20210301", 13)


class TestMinutes:
    """The mean of an hour counts if its values cover 45 minutes."""

    def table(self, minutes, values, kind="PM2.5"):
        first = datetime(2021, 3, 1, 13)
        rows = [
            [f"{first + timedelta(minutes=m):%Y-%m-%d %H:%M}", "2691A", v]
            for m, v in zip(minutes, values, strict=True)
        ]
        return text_of([["时间", "站点编码", kind], *rows])

    def test_the_hour_ends_at_its_label(self):
        """13:20 to 14:00 belong to 14: 10 + 20 + … ; 13:00 stands alone and 14:10 too."""
        found, met, spots = hours(
            self.table([0, 10, 20, 30, 40, 50, 60, 70], [900, 1, 2, 3, 4, 5, 7, 900])
        )
        # (1 + 2 + 3 + 4 + 5 + 7) / 6 = 3.6666…
        assert found == {("20210301", 14, "2691A", "PM2.5"): 3667}
        assert met == {"minute_data": 6, "hour_too_short": 2}
        assert spots == {
            "minute_data": "2691A 2021-03-01 13:10, PM2.5",
            "hour_too_short": "2691A 2021-03-01 13:00, PM2.5",
        }

    @pytest.mark.parametrize(("minutes", "enough"), [([15, 30, 45], True), ([30, 45], False)])
    def test_45_minutes_are_enough(self, minutes, enough):
        found, met, _ = hours(self.table(minutes, [4] * len(minutes), "SO2"))
        assert found == ({("20210301", 14, "2691A", "SO2"): 4000} if enough else {})
        assert met == ({"minute_data": 3} if enough else {"hour_too_short": 1})

    @pytest.mark.parametrize(
        ("values", "mean"),
        [
            (["0.001", "0.001", "0.002", "0.002"], 2),  # 1.5 thousandths
            (["0.002", "0.002", "0.003", "0.003"], 2),  # 2.5
            (["0.003", "0.003", "0.004", "0.004"], 4),  # 3.5
        ],
    )
    def test_the_mean_is_rounded_half_to_even(self, values, mean):
        found = hours(self.table([15, 30, 45, 60], values))[0]
        assert found == {("20210301", 14, "2691A", "PM2.5"): mean}

    def test_of_irregular_stamps_each_is_a_minute(self):
        every = [m for m in range(1, 61) if m % 4]  # 45 of them
        assert len(hours(self.table(every, ["4"] * 45))[0]) == 1
        assert hours(self.table(every[1:], ["4"] * 44))[:2] == ({}, {"hour_too_short": 1})

    def test_a_minute_twice(self):
        found, met, spots = hours(self.table([15, 30, 45, 60, 60], "44448"))
        assert found == {("20210301", 14, "2691A", "PM2.5"): 4000}  # 15, 30, 45
        assert met == {"twice_different": 1, "minute_data": 3}
        assert spots["twice_different"] == "2691A 2021-03-01 14:00, PM2.5"
        found, met, _ = hours(self.table([15, 30, 45, 60, 60], "44488"))
        assert found == {("20210301", 14, "2691A", "PM2.5"): 5000}  # (4 + 4 + 4 + 8) / 4
        assert met == {"twice_same": 1, "minute_data": 4}

    def test_midnight(self):
        minutes = [10 * 60 + m for m in (15, 30, 45, 60)]
        assert hours(self.table(minutes, "4444"))[0] == {("20210302", 0, "2691A", "PM2.5"): 4000}

    def test_full_hours_only_are_hours(self):
        found, met, _ = hours(self.table([0, 60, 60], "456"))
        assert found == {("20210301", 13, "2691A", "PM2.5"): 4000}
        assert met == {"twice_different": 1}


ROW = [datetime(2021, 3, 1, 13), "2691A", 40]
VALUE = {("20210301", 13, "2691A", "PM2.5"): 40_000}


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
        assert (found, met) == ({}, {"row_without_time": 3})
        assert spots == {"row_without_time": "a row 2: 2021-03-01 00:00:00"}

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

    def test_a_column_per_station_is_another_table(self):
        rows = [["时间", "2691A", "2692A"], [datetime(2021, 3, 1, 13), 40, 41]]
        assert hours(book_of({"PM2.5": rows}))[:2] == ({}, {"other_file": 1})

    def test_a_cell_is_named(self):
        rows = [["时间", "站点编码", "PM2.5(μg/m³)"], [*ROW[:2], "<3"]]
        assert hours(book_of({"一月": rows}))[2] == {"text": "一月 row 2, PM2.5(μg/m³): <3"}


class TestStations:
    """Codes, however they are written."""

    def test_codes(self):
        rows = [HEAD, [AT, "2691a", "1"], [AT, " ２６９２Ａ ", "2"], [AT, "", "3"], [AT, "-", "4"]]
        found, met, spots = hours(text_of(rows))
        assert {code: value for (_, _, code, _), value in found.items()} == {
            "2691A": 1000,
            "2692A": 2000,
        }
        assert (met, spots) == ({"station_unknown": 2}, {"station_unknown": "line 4"})

    def test_names(self):
        rows = [["城市", "站点", "时间", "PM2.5"], *[["昌吉州", n, AT, "4"] for n in ("新区", "x")]]
        found, met, spots = hours(text_of(rows))
        assert found == {("20210301", 13, "2692A", "PM2.5"): 4000}
        assert (met, spots) == ({"station_unknown": 1}, {"station_unknown": "line 3: x 昌吉州"})

    def test_numbers_are_codes_too(self):
        rows = [HEAD, [ROW[0], 652301401, 4], [ROW[0], 652301402.0, 5]]
        found = hours(book_of({"a": rows}))[0]
        assert {code for _, _, code, _ in found} == {"652301401", "652301402"}


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("1_000", (MISSING, "text")),
        ("1,000", (MISSING, "text")),
        ("1e999999", (MISSING, "impossible")),
        ("1e-999999", (0, "finer_than_thousandths")),
        ("-1e999999", (MISSING, "negative")),
        ("sNaN", (MISSING, "text")),
        ("inf", (MISSING, "text")),
        ("9998", (9_998_000, "")),
        ("9999", (MISSING, "impossible")),
        (True, (MISSING, "text")),
        (0.1, (100, "")),
        ("0", (0, "")),
    ],
)
def test_numbers(written, wanted):
    assert parse_number(written) == wanted


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
    "JSON of one long number": b'[{"a":' + b"9" * 9000 + b"}]",
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


@st.composite
def tables(draw):
    """Return the values of some hours, stations and pollutants."""
    texts = st.one_of(
        st.just(""),
        st.integers(0, 900).map(str),
        st.integers(0, 9000).map(lambda n: f"{n / 10:.1f}"),
    )
    keys = st.tuples(st.integers(0, 71), st.sampled_from(["2691A", "2692A", "1490A"]))
    rows = st.dictionaries(keys, st.lists(texts, min_size=6, max_size=6), min_size=1, max_size=20)
    return draw(rows.filter(lambda found: any(map(any, found.values()))))


SPELLINGS = st.sampled_from(
    [
        ("timepoint", "stationcode", ["so2", "no2", "pm10", "co", "o3", "pm2_5"]),
        ("监测时间", "站点编码", [f"{n}(μg/m³)".replace("CO(μ", "CO(m") for n in POLLUTANTS]),
        ("时间", "点位编码", [f"{n}小时浓度" for n in POLLUTANTS]),
        (
            "DateTime",
            "编码",
            ["二氧化硫", "二氧化氮", "可吸入颗粒物", "一氧化碳", "臭氧（O3）", "细颗粒物"],
        ),
    ]
)
FIRST = datetime(2021, 3, 1)


@settings(max_examples=30, deadline=None)
@given(tables(), SPELLINGS, st.randoms(use_true_random=False))
def test_a_tall_table_is_the_national_file_of_the_same_values(
    tmp_path_factory, rows, names, random
):
    folder = tmp_path_factory.mktemp("tables")
    codes = sorted({code for _, code in rows})
    days = sorted({n // 24 for n, _ in rows})
    (folder / "national").mkdir()
    for day in days:
        national = {
            (hour, kind): [rows.get((day * 24 + hour, code), [""] * 6)[at] for code in codes]
            for hour in range(24)
            for at, kind in enumerate(POLLUTANTS)
        }
        path = folder / "national" / f"{day}.csv"
        write_day(path, (FIRST + timedelta(days=day)).date(), national, codes)
    wanted, _ = read_archive([folder / "national"])

    told = [(FIRST + timedelta(hours=n), code, cells) for (n, code), cells in rows.items()]
    told.append((FIRST + timedelta(days=days[0], hours=1), codes[0], [""] * 6))  # one not at 00:00
    random.shuffle(told)
    moment, station, kinds = names
    lines = [[f"{when:%Y-%m-%dT%H:%M:%S}", code, *cells] for when, code, cells in told]
    (folder / "a.csv").write_text(text_of([[moment, station, *kinds], *lines]), encoding="utf-8")
    features = [
        {"type": "Feature", "properties": dict(zip((moment, station, *kinds), line, strict=True))}
        for line in lines
    ]
    collection = {"type": "FeatureCollection", "features": features}
    (folder / "a.geojson").write_text(json.dumps(collection), encoding="utf-8")
    cells = [[w, code, *(float(c) if c else None for c in own)] for w, code, own in told]
    (folder / "a.xlsx").write_bytes(book_of({"a": [[moment, station, *kinds], *cells]}))
    for name in ("a.csv", "a.geojson", "a.xlsx"):
        days_read, report = read_archive([folder / name])
        assert same(wanted, days_read), name
        assert not report.traps.counts
