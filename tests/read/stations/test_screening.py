"""Hourly means that are no measurements: which are taken out, which flagged, which are values."""

from datetime import date, timedelta

import numpy as np
import pytest

from aqmap.errors import SpecError
from aqmap.model.natural_days import POLLUTANTS
from aqmap.read.stations.archive.work_units import ReadOptions, Unit, read_unit
from aqmap.read.stations.hours import MISSING, Hours, Traps
from aqmap.read.stations.screening import Screening, screened, screening_of

DAY = date(2021, 3, 1)
STEADY = [31, 35, 33, 36, 30, 34] * 4


def of(values, *, screening=None, all_pollutants=None, day_gap=()):
    """Return what is left of one station's hours, µg/m³ or mg/m³, and what was met."""
    length = -(-max(map(len, values.values())) // 24)
    dates = tuple(DAY + timedelta(n + (n in day_gap)) for n in range(length))
    cells = {
        name: np.array(
            [
                MISSING if value is None else round(value * 1000)
                for value in [*column, *[None] * (24 * length - len(column))]
            ],
            dtype=np.int32,
        ).reshape(length, 24, 1)
        for name, column in values.items()
    }
    traps = Traps()
    hours = Hours(dates, ("2703A",), cells)
    done = screened(hours, "a", screening or Screening(), traps, all_pollutants or (lambda: None))
    left = {
        name: [None if v == MISSING else v / 1000 for v in column.ravel().tolist()]
        for name, column in done.values.items()
    }
    return left, {t: n for (_, t), n in traps.counts.items()}, [*traps.spots.values()]


def with_(values, *changes):
    changed = list(values)
    for hour, value in changes:
        changed[hour] = value
    return changed


class TestCodes:
    """999 and its kin stand for something else where the hours beside deny them."""

    @pytest.mark.parametrize("name", ["PM2.5", "PM10", "SO2", "NO2", "O3"])
    @pytest.mark.parametrize("code", [999, 999.9, 888, 985, 8888])
    def test_a_code_among_low_hours_is_taken_out(self, name, code):
        left, met, spots = of({name: with_(STEADY, (10, code))})
        assert left[name] == with_(STEADY, (10, None))
        assert met == {"screened_code": 1}
        assert spots == [f"2703A 2021-03-01 10:00, {name}: {code}"]

    def test_a_pm10_of_999_in_dust_is_a_value(self):
        dust = with_(STEADY, (8, 420), (9, 760), (10, 999), (11, 1240), (12, 880), (13, 410))
        left, met, _ = of({"PM10": dust})
        assert (left["PM10"], met) == (dust, {})

    def test_a_code_for_hours_is_taken_out_though_it_is_its_own_neighbour(self):
        left, met, _ = of({"PM2.5": with_(STEADY, (4, 999), (5, 999), (6, 999))})
        assert left["PM2.5"] == with_(STEADY, (4, None), (5, None), (6, None))
        assert met == {"screened_code": 3}

    def test_three_hours_of_one_code_are_no_dust(self):
        dust = with_(STEADY, (9, 800), (10, 999), (11, 999), (12, 999), (13, 700))
        assert of({"PM10": dust})[1] == {"screened_code": 3}

    def test_a_code_with_nothing_beside_it_is_not_certain_and_not_used(self):
        alone = with_([None] * 24, (10, 999))
        assert of({"PM10": alone})[0]["PM10"] == [None] * 24

    def test_hours_of_another_day_further_on_are_no_neighbours(self):
        days = with_([*STEADY, *STEADY], (23, 999), *((n, 900) for n in (24, 25, 26)))
        assert of({"PM10": days})[1] == {}
        assert of({"PM10": days}, day_gap=(1,))[1]["screened_code"] == 1


class TestAllZero:
    """An hour in which every pollutant is 0 is a broken line, not clean air."""

    ZERO = {name: with_(STEADY, (3, 0), (4, 0)) for name in POLLUTANTS if name != "CO"} | {
        "CO": with_([0.4, 0.5] * 12, (3, 0), (4, 0))
    }

    def test_it_is_missing(self):
        left, met, spots = of(self.ZERO)
        assert all(column[3:5] == [None, None] for column in left.values())
        assert met == {"screened_all_zero": 12}
        assert spots == ["2703A 2021-03-01 03:00, SO2: 0"]

    def test_pollutants_that_are_missing_say_nothing(self):
        left, met, _ = of(self.ZERO | {"O3": [None] * 24})
        assert (left["PM2.5"][3], met) == (None, {"screened_all_zero": 10})

    def test_one_pollutant_above_0_makes_all_of_them_values(self):
        left, met, _ = of(self.ZERO | {"O3": STEADY})
        assert (left["PM2.5"][3], met) == (0, {})

    def test_a_0_of_the_only_pollutant_is_a_value(self):
        left, met, _ = of({"PM2.5": with_(STEADY, (3, 0))})
        assert (left["PM2.5"][3], met) == (0, {})

    @pytest.mark.parametrize(("co", "left"), [("0", 22), ("0.6", 23)])
    def test_pollutants_that_were_not_asked_for_are_looked_at(self, co, left):
        rows = ["date,hour,type,2703A"]
        for hour in range(1, 24):
            zero = hour == 5
            rows.append(f"20210301,{hour},PM2.5,{0 if zero else 30 + hour}")
            rows.append(f"20210301,{hour},CO,{co if zero else 0.5}")
        content = ("\n".join(rows) + "\n").encode()
        options = ReadOptions(("PM2.5",), None, screening=Screening())
        outcome = read_unit(Unit([("a", content)]), options)
        assert outcome.parts.columns["hours PM2.5"][0, 0] == left
        assert outcome.traps.counts["a", "screened_all_zero"] == 23 - left


class TestCarbonMonoxide:
    """CO without a unit is mg/m³ only where it can be."""

    @pytest.mark.parametrize("values", [[900] * 24, [640, 820, 1100] * 8, [60, 70] * 12, [900]])
    def test_a_file_in_micrograms_is_refused(self, values):
        left, met, _ = of({"CO": values, "PM2.5": STEADY})
        assert set(left["CO"]) == {None}
        assert met == {"screened_co_unit": len(values)}
        assert left["PM2.5"] == STEADY

    def test_a_single_mean_in_micrograms_among_milligrams_is_refused(self):
        left, met, _ = of({"CO": with_([0.4, 0.5] * 12, (7, 900))})
        assert (left["CO"][7], met) == (None, {"screened_co_unit": 1})

    def test_a_station_in_micrograms_among_others_in_milligrams_is_refused(self):
        stations = np.array([[400, 500] * 12, [110_000, 90_000] * 12, [500, 600] * 12]).T
        hours = Hours((DAY,), ("1A", "2A", "3A"), {"CO": stations[None].astype(np.int32)})
        traps = Traps()
        done = screened(hours, "a", Screening(), traps, lambda: None).values["CO"][0]
        assert (done[:, 1] == MISSING).all()
        assert (done[:, [0, 2]] == stations[:, [0, 2]]).all()
        assert dict(traps.counts) == {("a", "screened_co_unit"): 24}

    def test_milligrams_are_used_however_bad_the_air(self):
        values = [8.2, 12.5, 15.1, 18.0] * 6
        assert of({"CO": values})[:2] == ({"CO": values}, {})


class TestFlags:
    """What is odd but may be: counted with its first place, and used unless switched."""

    @pytest.mark.parametrize(
        ("rule", "name", "values"),
        [
            ("bound", "SO2", with_(STEADY, (9, 700), (10, 1400), (11, 800))),
            ("bound", "O3", with_(STEADY, (9, 700), (10, 1000), (11, 800))),
            ("bound", "PM2.5", with_(STEADY, (9, 700), (10, 1050), (11, 800))),
            ("spike", "PM2.5", with_(STEADY, (10, 250))),
            ("spike", "PM10", with_(STEADY, (10, 640))),
            ("spike", "CO", with_([0.4, 0.5] * 12, (10, 12))),
        ],
    )
    def test_each_rule_is_counted_and_can_be_switched(self, rule, name, values):
        left, met, spots = of({name: values})
        assert (left[name], met) == (values, {f"flagged_{rule}": 1})
        assert spots == [f"2703A 2021-03-01 10:00, {name}: {values[10]:g}"]
        removed = screening_of([f"{rule}=remove"])
        left, met, _ = of({name: values}, screening=removed)
        assert (left[name][10], met) == (None, {f"screened_{rule}": 1})
        assert of({name: values}, screening=screening_of([f"{rule}=off"]))[1] == {}

    @pytest.mark.parametrize(
        ("name", "hours", "met"),
        [
            ("PM2.5", 7, {}),
            ("PM2.5", 8, {"flagged_run": 8}),
            ("SO2", 17, {}),
            ("SO2", 18, {"flagged_run": 18}),
        ],
    )
    def test_one_value_for_many_hours(self, name, hours, met):
        assert of({name: [40] * hours + STEADY[hours:]})[1] == met

    def test_a_gap_ends_a_run_and_a_day_goes_on_in_the_next(self):
        assert of({"PM10": with_([40] * 15, (7, None))})[1] == {}
        across = [*STEADY[:20], *[40] * 8, *STEADY[:20]]
        assert of({"PM10": across})[1] == {"flagged_run": 8}

    def test_a_rise_over_hours_is_no_spike(self):
        assert of({"PM10": with_(STEADY, (9, 300), (10, 640), (11, 500))})[1] == {}


def test_every_switch_that_is_none_is_named():
    with pytest.raises(SpecError) as problem:
        screening_of(["code=flag", "codes=off", "run=delete", "co_unit=flag"])
    assert [fault.facts["found"] for fault in problem.value.faults] == [
        "codes=off",
        "run=delete",
        "co_unit=flag",
    ]
