"""Months of invented counties (甲县, 乙县 …), made by hand: nothing in them is real."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from aqmap.book.dispatch.month_book import MonthBook
from aqmap.decide.progress.judge_progress import judge
from aqmap.decide.progress.rule_words import rule_words
from aqmap.model.dispatch.forms import CellState
from aqmap.model.dispatch.ledger_rows import Question
from aqmap.model.dispatch.lights import Light
from aqmap.model.dispatch.month_rows import (
    Amount,
    Correction,
    MonthRow,
    MonthTable,
    RowTotal,
    UnitStatus,
)
from aqmap.model.dispatch.months import DispatchMonth
from aqmap.model.dispatch.tasks import PlanRow, PlanVersion, Task
from aqmap.model.figures import Absence
from aqmap.words import Text
from aqmap.workspace.dispatch.settings import RowRule
from aqmap.workspace.indicators import read_indicators

ROOT = Path(__file__).parents[1]
INDICATORS = read_indicators(ROOT / "layers" / "indicators.toml")
MONTH, CUT_OFF, REPORT_BY = DispatchMonth(2021, 9), date(2021, 9, 20), date(2021, 9, 25)
NUMBERS = {
    "coal_cap": "3",
    "electric_heating_households": "4.1",
    "small_boilers": "9",
    "road_sweeping_rate": "12",
    "building_sites": "13",
    "afforestation": "19",
}
SYNTHETIC = {
    "coal_cap": (("692.5", "519.4"), ("100", "76"), ("50", "51"), ("-", "3")),
    "electric_heating_households": (("1683", "1262"), ("200", "129"), ("0", "0"), ("40", "41")),
    "small_boilers": (("10", "2"), ("8", "=未开展"), ("", ""), ("1", "约1")),
    "road_sweeping_rate": (("80", "78.5"), ("75", "75"), ("100", "-"), ("", "60")),
    "building_sites": (("23", "20"), ("7", "9"), ("1", "1"), ("0", "0")),
    "afforestation": (("0.05", "0.04"), ("1.25", "0.8"), ("0.30", "0.10"), ("每季1次", "2")),
}
"""Task and report of 甲县, 乙县, 丙市 and 丁区 in each row: synthetic."""
PLACES = ("990001", "990002", "990003", "990004")
PLACE_NAMES = ("甲县", "乙县", "丙市", "丁区")
HOSTILE = '=HYPERLINK("http://x","a")\x07<b>&</b>'


def task(indicator, place, written):
    absence = {"": Absence.BLANK, "-": Absence.DASH}.get(written)
    number = written if absence is None and written.replace(".", "").isdigit() else None
    return Task(
        indicator=indicator,
        place=place,
        amount=Decimal(number) if number else None,
        absence=None if number else absence or Absence.TEXT,
        written=written,
        scope="",
        figure=f"{indicator}-{place}",
    )


def amount(written):
    """A reported amount as a form has it: 约1, =未开展, - or a number."""
    plain = written.removeprefix("约")
    if written.startswith("="):
        return Amount(state=CellState.NOT_STARTED, written=written[1:])
    if plain in ("", "-"):
        return Amount(state=CellState.DASH if plain else CellState.BLANK, written=written)
    about = written.startswith("约")
    return Amount(state=CellState.VALUE, value=Decimal(plain), written=written, approximate=about)


def month_row(indicator, place, pair, *, unit, report=True, rule=None):
    asked, reported = task(indicator, place, pair[0]), amount(pair[1]) if report else None
    found = judge(
        INDICATORS[indicator], rule or RowRule(), asked, reported, month=MONTH, cut_off=CUT_OFF
    )
    return MonthRow(
        month=MONTH,
        unit=unit,
        place=place,
        indicator=indicator,
        task=asked,
        cumulative=reported,
        done=found.done,
        rate=found.rate,
        expected=found.expected,
        difference=found.difference,
        limits=found.limits,
        from_level=found.from_level,
        light=found.light,
        reason=found.reason,
        previous=None if report else Decimal("7"),
        previous_month=None if report else DispatchMonth(2021, 8),
    )


def row_total(indicator, rows):
    asked = [r for r in rows if r.task.amount]
    done = [r.done for r in asked if r.done is not None]
    tasks = sum((r.task.amount for r in asked), Decimal(0))
    has_rate = tasks and INDICATORS[indicator].kind in ("quantity", "cap", "frequency")
    reports = sum(r.light not in (Light.NO_REPORT, Light.RETURNED) for r in asked)
    return RowTotal(
        indicator=indicator,
        expected_reports=len(asked),
        reports=reports,
        task_sum=tasks,
        task_printed=tasks + 3 if indicator == "coal_cap" else None,
        denominator="printed" if indicator == "coal_cap" else "sum",
        done=sum(done, Decimal(0)),
        rate=Fraction(sum(done, Decimal(0))) / Fraction(tasks) if has_rate else None,
        at_least=reports < len(asked),
        lights={light: n for light in Light if (n := sum(r.light == light for r in rows))},
    )


def statuses(units, missing):
    """How the reports stand: the fourth was sent back, the second has an open question."""
    return tuple(
        UnitStatus(
            unit=unit,
            received=None if unit in missing else date(2021, 9, 23 + min(number, 7)),
            on_time=unit not in missing and number < 3,
            complete=unit not in missing,
            valid=number == 0,
            returned=number == 3,
            open_questions=int(number == 1),
        )
        for number, unit in enumerate(units)
    )


def month_book(*, missing=("unit-4",), table=SYNTHETIC, draft=True, places=PLACES, **options):
    """A month in which some units have not reported; the numbers are synthetic."""
    names = options.pop("names", PLACE_NAMES)
    units = {f"unit-{n}": f"{name}人民政府" for n, name in enumerate(names, 1)}
    rows, plan_rows, totals = [], [], []
    for indicator, pairs in table.items():
        of_row = [
            month_row(indicator, code, pair, unit=unit, report=unit not in missing)
            for code, unit, pair in zip(places, units, pairs, strict=True)
        ]
        rows += of_row
        totals.append(row_total(indicator, of_row))
        plan_rows.append(
            PlanRow(
                indicator=indicator,
                number=NUMBERS[indicator],
                written=INDICATORS[indicator].name.zh,
                unit=INDICATORS[indicator].unit.zh,
                tasks=tuple(row.task for row in of_row),
            )
        )
    return MonthBook(
        table=MonthTable(
            month=MONTH,
            cut_off=CUT_OFF,
            report_by=REPORT_BY,
            plan_version="0123456789ab",
            rows=tuple(rows),
            totals=tuple(totals),
            units=statuses(units, missing),
            draft=draft,
        ),
        plan=PlanVersion(id="0123456789ab", since=None, rows=tuple(plan_rows)),
        region=Text("示例地区", "Example region"),
        places={c: Text(n, n) for c, n in zip(places, names, strict=True)},
        names={key: INDICATORS[key].label for key in table},
        units_of_measure={key: INDICATORS[key].unit for key in table},
        kinds={key: INDICATORS[key].kind for key in table},
        units=units,
        leads={"small_boilers": ("住建局", "=1+1"), "coal_cap": ("发改委",)},
        rules={
            key: rule_words(INDICATORS[key], RowRule(), month=MONTH, cut_off=CUT_OFF)
            for key in table
        },
        sources=(Text("示例计划", "Example plan"),),
        questions=(question(),) if len(units) > 1 else (),
        compiler=Text("示例生态环境局", "Example bureau"),
        day=date(2021, 9, 26),
        **options,
    )


def question():
    return Question(
        id=1,
        receipt=2,
        month=str(MONTH),
        unit="unit-2",
        code="example",
        cell="F7",
        place=PLACES[1],
        indicator="small_boilers",
        facts={"found": "3", "expected": "5"},
        asked_by="核对",
        asked_on=date(2021, 9, 24),
    )


def with_correction(book):
    """The month with a value of August that was corrected after its release."""
    change = Correction(
        month=DispatchMonth(2021, 8),
        old=amount("1"),
        new=amount("1.5"),
        reason="重复计数",
        received=date(2021, 9, 10),
    )
    first, *rest = book.table.rows
    rows = (replace(first, corrections=(change,), problems=HOSTILE), *rest)
    return replace(book, table=replace(book.table, rows=rows))


def crowded_book(places):
    """A month of many counties that are all behind: 县001 and on, synthetic."""
    names = tuple(f"示例县{n:03}" for n in range(1, places + 1))
    codes = tuple(f"99{n:04}" for n in range(1, places + 1))
    table = dict.fromkeys(NUMBERS, (("100", "10"),) * places)
    missing = tuple(f"unit-{n}" for n in range(1, places // 3))
    return month_book(missing=missing, table=table, places=codes, names=names)
