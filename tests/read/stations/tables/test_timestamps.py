"""When rows of tables were measured, and hours made of minutes: all worked out by hand."""

from datetime import datetime, timedelta

import pytest

from tests.read.stations.tall_tables import AT, hours, text_of, timed


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

    @pytest.mark.parametrize("cell", ["2021-03-01", "2021年3月1日", "20210301"])
    def test_a_day_without_an_hour_is_counted_as_such(self, cell):
        when, met, spots = timed(cell)
        assert (when, met["table_of_days"]) == (None, 1)
        assert spots["table_of_days"] == f"line 2: {cell}"

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

    def test_few_other_minutes_among_hours_are_slips(self):
        """A quarter of the rows at other minutes is where data of minutes begin."""
        at_hours = [60 * h for h in range(1, 21)]
        found, met, spots = hours(self.table([*at_hours, 7, 601], [4] * 20 + [9, 9]))
        assert len(found) == 20
        assert set(found.values()) == {4000}
        assert met == {"off_hour": 2}
        assert spots == {"off_hour": "2691A 2021-03-01 13:07, PM2.5"}
        _, met, _ = hours(self.table([60, 120, 180, 200], [4] * 4))
        assert met["hour_too_short"] == 4

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
