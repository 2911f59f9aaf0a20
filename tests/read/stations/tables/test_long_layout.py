"""Tables with a row a station and hour, as they really come: every value worked out by hand."""

import json
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aqmap.model.natural_days import POLLUTANTS
from aqmap.read.stations.archive.read_archive import read_archive
from aqmap.read.stations.hours import MISSING
from aqmap.read.stations.tables.fast_numbers import parse_number
from tests.read.stations.archive.test_read_archive import same
from tests.read.stations.archives import write_day
from tests.read.stations.tall_tables import AT, HEAD, ROW, VALUE, book_of, hours, one, text_of


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
        value, met, spots = one(["PM2.5_24h", "AQI"], ["1", "2"])
        assert (value, met) == (None, {"only_daily_means": 1})
        assert spots["only_daily_means"].en == "heads: 时间, 站点编码, PM2.5_24h, AQI"

    def test_what_is_no_table_of_hours_is_named_with_its_heads(self):
        value, met, spots = one(["气压", "气温"], ["1", "2"])
        assert (value, met) == (None, {"other_file": 1})
        assert spots["other_file"].zh == "表头：时间, 站点编码, 气压, 气温"

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
        ("1e308", (MISSING, "impossible")),
        ("1e309", (MISSING, "not_finite")),
        ("1E+999999", (MISSING, "not_finite")),
        ("1e99999999999999999999", (MISSING, "not_finite")),
        ("9" * 5000, (MISSING, "not_finite")),
        (10**4000, (MISSING, "not_finite")),
        ("1e-999999", (0, "finer_than_thousandths")),
        ("1e-99999999", (0, "finer_than_thousandths")),
        ("-1e999999", (MISSING, "negative")),
        ("NaN", (MISSING, "sign_for_nothing")),
        (float("nan"), (MISSING, "sign_for_nothing")),
        ("sNaN", (MISSING, "not_finite")),
        ("-nan", (MISSING, "not_finite")),
        ("inf", (MISSING, "not_finite")),
        ("-Infinity", (MISSING, "not_finite")),
        (float("inf"), (MISSING, "not_finite")),
        ("∞", (MISSING, "not_finite")),
        ("1.#INF", (MISSING, "not_finite")),
        ("1.#QNAN0", (MISSING, "not_finite")),
        ("9998", (9_998_000, "")),
        ("9999", (MISSING, "impossible")),
        (True, (MISSING, "text")),
        (0.1, (100, "")),
        ("0", (0, "")),
    ],
)
def test_numbers(written, wanted):
    assert parse_number(written) == wanted


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
