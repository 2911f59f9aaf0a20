"""Forms of synthetic counties as they go out, and as people fill them with a spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl

from aqmap.model.dispatch.blank_forms import BlankForm, BlankRow
from aqmap.model.dispatch.forms import CellState
from aqmap.model.dispatch.month_rows import Amount
from aqmap.model.dispatch.months import dispatch_month
from aqmap.model.dispatch.tasks import Task
from aqmap.model.figures import Absence
from aqmap.render.forms.form_workbook import write_form
from aqmap.words import Text

SHEET, HEADER = "月调度表", 6
STAGES = ("开工", "完工", "验收")


def task(indicator, place="jia", amount="100", *, absence=None, written="", scope=""):
    value = Decimal(amount) if amount and absence is None else None
    shown = written or (f"{amount}（{scope}）" if scope else amount)
    return Task(
        indicator=indicator,
        place=place,
        amount=value,
        absence=absence,
        written=shown,
        scope=scope,
        figure=f"{indicator}-{place}",
    )


def reported(value, *, approximate=False):
    return Amount(
        state=CellState.VALUE, value=Decimal(value), written=value, approximate=approximate
    )


def row(number, name, measure, of_task, **more):
    place = {"jia": "甲县", "yi": "乙县"}[of_task.place]
    more = {"place_name": place, **more}
    return BlankRow(number=number, name=name, measure=measure, task=of_task, **more)


ROWS = (
    row("1", "淘汰小锅炉（台）", "台", task("boilers", amount="12"), last=reported("7")),
    row("2", "煤炭总量（万吨）", "万吨", task("coal", amount="135.00", scope="含园区")),
    row("4.1", "电采暖（户）", "户", task("electric", amount="1683"), last=reported("1200")),
    row("5", "机扫率（%）", "%", task("sweeping", amount="85")),
    row("9", "管网（公里）", "公里", task("network", amount="3.5"), stages=STAGES, done="完工"),
    row(
        "18",
        "煤质监管（次）",
        "次",
        task("checks", amount="", absence=Absence.TEXT, written="煤质：1次/年\n油品：1次/年"),
    ),
    row("19", "造林（万亩）", "万亩", task("trees", amount="", absence=Absence.DASH, written="-")),
)


def county_form(**changes) -> BlankForm:
    """The form of 甲县 for September."""
    form = BlankForm(
        unit="jia",
        unit_name="甲县",
        month=dispatch_month("2021-09"),
        plan_version="0123456789ab",
        plan=Text("某州2021年行动计划", "plan 2021"),
        compiler=Text("某州生态环境局", "bureau"),
        cut_off=date(2021, 9, 20),
        report_by=date(2021, 9, 25),
        rows=ROWS,
    )
    return replace(form, **changes)


def department_form() -> BlankForm:
    """A department's form: two rows over two counties."""
    rows = [
        row(number, name, measure, task(indicator, place, amount))
        for number, name, measure, indicator, amount in (
            ("1", "淘汰小锅炉（台）", "台", "boilers", "12"),
            ("4.1", "电采暖（户）", "户", "electric", "1683"),
        )
        for place in ("jia", "yi")
    ]
    return county_form(unit="housing", unit_name="某州住建局", rows=tuple(rows))


def columns_of(sheet) -> dict[str, str]:
    """The letter of each column by the words over it."""
    return {cell.value: cell.column_letter for cell in sheet[HEADER]}


def write(path: Path, form: BlankForm | None = None, **options) -> Path:
    write_form(form or county_form(), path, **options)
    return path


def fill(path: Path, cells: Mapping[str, Any], people: Mapping[str, str] | None = None) -> Path:
    """Type into cells by their names, and behind the labels of the foot."""
    book = openpyxl.load_workbook(path)
    sheet = book[SHEET]
    for name, value in cells.items():
        sheet[name] = value
    for label, value in (people or {}).items():
        (at,) = [c for r in sheet.iter_rows() for c in r if c.value == label]
        column = at.column + 1
        while isinstance(sheet.cell(at.row, column), openpyxl.cell.cell.MergedCell):
            column += 1
        sheet.cell(at.row, column).value = value
    book.save(path)
    return path
