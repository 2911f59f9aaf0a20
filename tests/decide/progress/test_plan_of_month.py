"""The tasks of a month: the real annex, and changes of an invented plan."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from aqmap.decide.progress.plan_of_month import plan_of_month, sources_in_force
from aqmap.errors import TableError
from aqmap.model.dispatch.months import dispatch_month
from aqmap.model.dispatch.tasks import PlanVersion
from aqmap.model.figures import Absence, Basis, Figure, Level, Role
from aqmap.model.locators import Locator
from aqmap.read.tables.read_figures import read_figures
from aqmap.words import Text
from aqmap.workspace.dispatch.settings import DispatchSettings
from aqmap.workspace.indicators import Indicator, Indicators
from aqmap.workspace.workspace import Region, open_workspace

ROOT = Path(__file__).parents[3]
ANNEX = "1 2 3 4.1 4.2 4.3 4.4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19"
PLACES = ("999001", "999002", "zone-x")
REGION = Region(id="x", name=Text("某州", "a prefecture"), prefecture="999000", places=PLACES)
INDICATORS = Indicators(
    {
        name: Indicator(id=name, name=Text(zh, name), unit=Text(unit, unit), theme="t", row=row)
        for name, zh, unit, row in (
            ("boilers", "锅炉整治", "台", "2"),
            ("coal", "煤炭总量控制", "万吨", "10"),
            ("trees", "造林", "万亩", "1"),
        )
    }
)


def _settings(*plan: str, cut_off: object = 20) -> DispatchSettings:
    return DispatchSettings.model_validate(
        {"plan": plan, "region": "x", "year": 2021, "report_by": 25, "cut_off": cut_off}
    )


def _task(
    place: str, amount: str, row: str = "2", source: str = "plan", since: str = "", **others: object
) -> Figure:
    """Return an invented task; an amount that is no number is why there is none."""
    number = Decimal(amount) if re.fullmatch(r"[\d.]+", amount) else None
    ids = {"2": "boilers", "10": "coal", "1": "trees"}
    level = Level.PREFECTURE if place == REGION.prefecture else Level.COUNTY
    told: dict[str, object] = {
        "id": f"{source}-{row}-{place}-{since}-{amount}",
        "place": place,
        "place_written": place,
        "level": Level.ZONE if place.startswith("zone") else level,
        "indicator": ids[row],
        "indicator_written": f"{ids[row]}（台）",
        "period": "2021",
        "role": Role.TARGET,
        "value": number,
        "absence": None if number is not None else Absence(amount),
        "unit": "台",
        "value_written": amount,
        "basis": Basis.PLAN,
        "source": source,
        "locator": Locator(f"table 1; row {row}; column {place}; line 9"),
        "effective_from": since,
    }
    return Figure(**{**told, **others})  # type: ignore[arg-type]


def _plan(
    figures: Sequence[Figure], month: str = "2021-09", plan: Sequence[str] = ("plan", "change")
) -> PlanVersion:
    return plan_of_month(
        figures, _settings(*plan), dispatch_month(month), indicators=INDICATORS, region=REGION
    )


def _amounts(plan: PlanVersion) -> dict[str, dict[str, Decimal | None]]:
    return {row.indicator: {t.place: t.amount for t in row.tasks} for row in plan.rows}


FIRST = (_task("999001", "100"), _task("999002", "40"), _task("999000", "140"))


def test_the_real_annex_has_its_22_rows_of_12_places_in_its_own_order() -> None:
    workspace = open_workspace(ROOT)
    tables = read_figures(
        [ROOT / "data" / "targets" / "ili-plan-2021.csv"],
        indicators=workspace.indicators,
        places=workspace.places,
        sources=list(workspace.sources),
    )
    region = next(r for r in workspace.settings.regions if r.id == "ili")
    plan = plan_of_month(
        tables.figures,
        _settings("ili-plan-2021"),
        dispatch_month("2021-09"),
        indicators=workspace.indicators,
        region=region,
        origins=tables.origins,
    )
    assert " ".join(row.number for row in plan.rows) == ANNEX
    assert {len(row.tasks) for row in plan.rows} == {12}
    assert {tuple(t.place for t in row.tasks) for row in plan.rows} == {region.places}
    assert plan.since is None
    rows = {row.number: row for row in plan.rows}
    heating = {t.place: t for t in rows["4.1"].tasks}
    assert heating["654025"].amount == 1683
    assert (heating["654002"].amount, heating["654002"].absence) == (None, Absence.BLANK)
    assert heating["zone-kuitun-dushanzi"].absence == Absence.DASH
    coal = {t.place: t for t in rows["3"].tasks}
    assert (coal["654003"].amount, coal["654003"].scope) == (Decimal("135.00"), "含开发区")
    assert {t.absence for t in rows["18"].tasks} == {Absence.TEXT}
    totals = {row.number: row.printed_total for row in plan.rows}
    assert totals["19"] is not None and totals["19"].amount == Decimal("10.21")
    assert totals["12"] is not None and totals["12"].absence == Absence.DASH
    # Of renovation the text gives other numbers (1.285 of Yining) than the annex: the annex counts.
    assert sum(t.amount or 0 for t in rows["7"].tasks) == Decimal("3.00")
    assert (rows["4.1"].unit, rows["19"].unit) == ("户", "万亩")


def test_a_row_keeps_the_number_of_the_annex_and_rows_sort_by_number() -> None:
    plan = _plan([_task("999001", "7", "10"), _task("999001", "3", "2"), _task("999001", "5", "1")])
    assert [row.number for row in plan.rows] == ["1", "2", "10"]


def test_places_stand_in_the_order_of_the_region_and_the_total_apart() -> None:
    plan = _plan([FIRST[2], _task("zone-x", "0"), FIRST[1], FIRST[0]])
    (row,) = plan.rows
    assert [t.place for t in row.tasks] == list(PLACES)
    assert row.printed_total is not None and row.printed_total.amount == 140


@pytest.mark.parametrize(
    ("month", "asked"), [("2021-06", 100), ("2021-07", 60), ("2021-08", 60), ("2021-12", 70)]
)
def test_a_change_holds_from_its_day_and_earlier_months_stay_as_they_were(
    month: str, asked: int
) -> None:
    """The month counts up to the 20th: a change of the 20th of July holds for July."""
    changes = [
        _task("999001", "60", source="change", since="2021-07-20"),
        _task("999001", "70", source="change", since="2021-10"),
    ]
    assert _amounts(_plan([*FIRST, *changes], month))["boilers"]["999001"] == asked


def test_a_change_of_the_day_after_the_cut_off_does_not_hold_yet() -> None:
    change = _task("999001", "60", source="change", since="2021-07-21")
    plan = _plan([*FIRST, change], "2021-07")
    assert _amounts(plan)["boilers"]["999001"] == 100
    assert plan.since is None


def test_a_change_may_stand_in_a_sentence_while_the_annex_does_not() -> None:
    sentence = Locator("item 6; para 1; sentence 2; line 35")
    said = _task("999001", "90", locator=sentence)
    change = _task("999001", "60", source="change", since="2021-07-01", locator=sentence)
    assert _amounts(_plan([*FIRST, said], "2021-08"))["boilers"]["999001"] == 100
    plan = _plan([*FIRST, said, change], "2021-08")
    assert _amounts(plan)["boilers"]["999001"] == 60
    assert plan.rows[0].number == "2"
    assert plan.since is not None and plan.since.isoformat() == "2021-07-01"


def test_a_source_without_any_table_is_its_own_annex() -> None:
    typed = [replace(figure, locator=Locator("line 3")) for figure in FIRST]
    assert _amounts(_plan(typed))["boilers"] == {"999001": 100, "999002": 40}
    assert _plan(typed).rows[0].number == "2"


def test_a_change_can_add_a_row_and_take_a_task_back() -> None:
    changes = [
        _task("999001", "5", "1", source="change", since="2021-03-01"),
        _task("999002", "dash", source="change", since="2021-03-01"),
    ]
    before, after = _plan([*FIRST, *changes], "2021-02"), _plan([*FIRST, *changes], "2021-03")
    assert [row.indicator for row in before.rows] == ["boilers"]
    assert [row.indicator for row in after.rows] == ["boilers", "trees"]
    assert after.rows[0].tasks[1].absence == Absence.DASH


def test_a_version_is_known_by_what_it_asks_not_by_how_it_is_written() -> None:
    change = _task("999001", "60", source="change", since="2021-07-01")
    june, july, august = (_plan([*FIRST, change], f"2021-0{n}") for n in (6, 7, 8))
    assert june.id == _plan(FIRST).id
    assert july.id == august.id != june.id
    assert re.fullmatch(r"[0-9a-f]{12}", june.id)
    other_writing = [_task("999001", "100.0", value_written="100（台）"), *FIRST[1:]]
    assert _plan(other_writing).id == june.id
    assert _plan([replace(FIRST[0], scope="含兵团"), *FIRST[1:]]).id != june.id


def test_a_revision_mends_its_own_source() -> None:
    mended = _task("999001", "110", revision="1")
    assert _amounts(_plan([*FIRST, mended]))["boilers"]["999001"] == 110


def test_what_a_person_has_yet_to_confirm_is_no_task() -> None:
    plan = _plan([replace(FIRST[0], confirm=("value",)), FIRST[1]])
    assert (plan.rows[0].tasks[0].amount, plan.rows[0].tasks[0].absence) == (
        None,
        Absence.UNCONFIRMED,
    )


def test_targets_of_other_years_sources_roles_and_places_are_no_tasks_of_the_year() -> None:
    others = [
        replace(FIRST[0], period="2020", value=Decimal(1)),
        replace(FIRST[0], source="report", value=Decimal(2)),
        replace(FIRST[0], role=Role.PROGRESS, value=Decimal(3)),
        _task("888001", "4"),
    ]
    assert _amounts(_plan([*FIRST, *others]))["boilers"] == {"999001": 100, "999002": 40}


def _codes(figures: Sequence[Figure]) -> list[str]:
    with pytest.raises(TableError) as refused:
        _plan(figures)
    return [fault.code for fault in refused.value.faults]


def test_all_faults_are_named_together() -> None:
    faulty = [
        *FIRST,
        _task("999001", "120"),
        _task("999002", "50", source="change"),
        _task("999002", "8", indicator="", indicator_written="无名行"),
        _task("", "8", place_written="不明县"),
    ]
    assert sorted(_codes(faulty)) == [
        "dispatch_change_undated",
        "dispatch_row_unnamed",
        "dispatch_row_unnamed",
        "dispatch_task_twice",
    ]


def test_two_changes_of_one_day_must_agree() -> None:
    changes = [_task("999001", n, source=s, since="2021-05-01") for s, n in
               (("change", "60"), ("plan", "61"))]  # fmt: skip
    assert _codes([*FIRST, *changes]) == ["dispatch_task_twice"]
    agreeing = [_task("999001", "60", source=s, since="2021-05-01") for s in ("change", "plan")]
    assert _amounts(_plan([*FIRST, *agreeing]))["boilers"]["999001"] == 60


def test_a_plan_without_rows_is_a_fault_that_names_the_setting() -> None:
    assert _codes([]) == ["dispatch_no_rows"]
    with pytest.raises(TableError) as refused:
        _plan([])
    (fault,) = refused.value.faults
    assert "dispatch.toml" in fault.said.zh and "某州" in fault.said.zh


def test_a_source_is_in_force_once_one_of_its_tasks_is() -> None:
    figures = [
        *FIRST,
        _task("999001", "60", source="change", since="2021-07-01"),
        _task("999002", "70", source="change", since="2021-11-01"),
    ]
    settings = _settings("plan", "change", "letter", "note")
    issued = {"plan": date(2021, 10, 1), "letter": date(2021, 9, 21)}

    def named(month: str) -> tuple[str, ...]:
        return sources_in_force(figures, settings, dispatch_month(month), issued=issued)

    assert named("2021-06") == ("plan", "note")
    assert named("2021-07") == named("2021-09") == ("plan", "change", "note")
    assert named("2021-10") == ("plan", "change", "letter", "note")


def test_a_repeated_amount_needs_no_day() -> None:
    repeated = _task("999001", "100", source="change")
    assert _amounts(_plan([*FIRST, repeated]))["boilers"]["999001"] == 100
