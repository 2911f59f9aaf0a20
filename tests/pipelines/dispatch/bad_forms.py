"""Forty and more kinds of forms that something is wrong with, and what collecting says of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl

from tests.dispatch_counties import OpenForm

RETURN, ASK, NOTE = "return", "ask", "note"
Cells = dict[str, tuple[str, int | None]]
"""What is reported instead, by the ledger's field: state and number."""


@dataclass(frozen=True)
class Slot:
    """The form that a kind damages: of which county, with which numbers of its households."""

    code: str
    total: int
    before: int
    other: str


@dataclass(frozen=True)
class BadForm:
    """
    A kind of bad form.

    Attributes
    ----------
    name
        What is wrong.
    codes
        Severity and code of every remark on it; no more and no less.
    damage
        Does it to a saved form.
    becomes
        ``accepted``, ``returned`` with a unit, or ``nobody``: sent back or refused unnamed.
    reported
        Row and what stands for it, where it counts.
    mended
        Whether a right form follows in the month.
    """

    name: str
    codes: frozenset[tuple[str, str]]
    damage: Callable[[Path, Slot], Path]
    becomes: str = "returned"
    reported: Callable[[Slot], dict[str, Cells]] = field(default=lambda _: {})
    mended: bool = False
    signed: bool = True


def _kind(name: str, *codes: tuple[str, str], **more: Any) -> Callable[[Any], None]:
    def add(damage: Callable[[Path, Slot], Path | None]) -> None:
        def done(path: Path, slot: Slot) -> Path:
            return damage(path, slot) or path

        KINDS.append(BadForm(name, frozenset(codes), done, **more))

    return add


KINDS: list[BadForm] = []


def _typed(name: str, row: str, column: str, value: Callable[[Slot], Any], *codes, **more) -> None:
    """A kind of which one cell holds something else."""

    def damage(path: Path, slot: Slot) -> None:
        form = OpenForm(path)
        form.write(row, slot.code, column, value(slot))
        form.save()

    _kind(name, *codes, **more)(damage)


def _identity(name: str, key: str, value: str, *codes, **more) -> None:
    """A kind whose hidden sheet says something else."""

    def damage(path: Path, slot: Slot) -> None:
        form = OpenForm(path)
        sheet = form.book["aqmap"]
        for row in sheet.iter_rows():
            if row[0].value == key:
                row[1].value = value
        form.save()

    _kind(name, *codes, **more)(damage)


# ---- whose it is ----
_identity("other month", "month", "2020-12", (RETURN, "other_month"))
_identity("no unit of ours", "unit", "nobody", (RETURN, "unit_unknown"), becomes="nobody")
_identity("a unit that ended", "unit", "old", (RETURN, "unit_not_expected"), becomes="nobody")
_identity("other plan", "plan_version", "ffff00000000", (RETURN, "other_plan"), mended=True)


# ---- its rows ----
@_kind("a row cut out", (RETURN, "row_missing"), mended=True)
def _(path, slot):
    form = OpenForm(path)
    row = form.row_of("area", slot.code)
    for column in range(1, 20):
        cell = form.sheet.cell(row, column)
        if not isinstance(cell, openpyxl.cell.cell.MergedCell):
            cell.value = None
    form.save()


def _copied(path: Path, slot: Slot, place: str) -> None:
    form = OpenForm(path)
    first, last = form.row_of("area", slot.code), form.row_of("sites", slot.code) + 1
    for column in range(1, 16):
        form.sheet.cell(last, column).value = form.sheet.cell(first, column).value
    if place:
        form.sheet.cell(last, form.columns["number"]).value = "99"
        form.sheet.cell(last, form.columns["place"]).value = place
    form.save()


@_kind("a row twice", (RETURN, "row_doubled"))
def _(path, slot):
    _copied(path, slot, "")


@_kind("a row of another county", (RETURN, "row_foreign"), mended=True)
def _(path, slot):
    _copied(path, slot, slot.other)


# ---- its cells ----
_typed("words", "area", "cumulative", lambda _: "正在统计", (RETURN, "cell_text"), mended=True)
_typed("two numbers", "area", "month", lambda _: "1-2", (RETURN, "cell_text"))
_typed("another unit", "households", "month", lambda _: "1.2万户", (RETURN, "cell_text"))
_typed("negative", "area", "month", lambda _: -3, (RETURN, "cell_negative"), mended=True)
_typed("a date", "area", "month", lambda _: datetime(2021, 1, 2), (RETURN, "cell_date"))
_typed("a logical value", "area", "month", lambda _: True, (RETURN, "cell_logical"), mended=True)
_typed("an error", "area", "month", lambda _: "#REF!", (RETURN, "cell_error"))
_typed(
    "a formula without result",
    "area",
    "month",
    lambda _: "=1+1",
    (RETURN, "formula_without_value"),
    mended=True,
)
_typed("=cmd()", "area", "month", lambda _: "=cmd()", (RETURN, "formula_without_value"))
_typed(
    "another file", "area", "month", lambda _: "='[1]表'!A1", (RETURN, "external_link"), mended=True
)


# ---- the workbook ----
@_kind("password", (RETURN, "unreadable"), becomes="nobody")
def _(path, slot):
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + slot.code.encode() * 200)


@_kind("broken", (RETURN, "unreadable"), becomes="nobody", mended=True)
def _(path, slot):
    path.write_bytes(path.read_bytes()[:2000])


@_kind("empty", (RETURN, "unreadable"), becomes="nobody")
def _(path, slot):
    path.write_bytes(b"")


@_kind("zip bomb", (RETURN, "unreadable"), becomes="nobody", mended=True)
def _(path, slot):
    with ZipFile(path, "a", ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/x.bin", b"0" * 20_000_000)


@_kind("no hidden sheet", (RETURN, "unreadable"), becomes="nobody")
def _(path, slot):
    form = OpenForm(path)
    del form.book["aqmap"]
    form.save()


@_kind("some other workbook", (RETURN, "unreadable"), becomes="nobody", mended=True)
def _(path, slot):
    book = openpyxl.Workbook()
    book.active["A1"] = f"会议签到表 {slot.code}"
    book.save(path)


@_kind("a column cut out", (RETURN, "unreadable"))
def _(path, slot):
    form = OpenForm(path)
    form.sheet.cell(form.header, form.columns["month"]).value = None
    form.save()


@_kind("cells for numbers merged", (RETURN, "unreadable"), mended=True)
def _(path, slot):
    form = OpenForm(path)
    row, column = form.row_of("area", slot.code), form.columns["month"]
    form.sheet.merge_cells(start_row=row, end_row=row + 1, start_column=column, end_column=column)
    form.save()


@_kind("ten thousand rows", (RETURN, "unreadable"))
def _(path, slot):
    form = OpenForm(path)
    first = form.row_of("sites", slot.code) + 1
    form.sheet.insert_rows(first, 10_000)
    for row in range(first, first + 10_000):
        form.sheet.cell(row, form.columns["month"]).value = row
    form.save()


def _renamed(path: Path, name: str) -> Path:
    return path.rename(path.with_name(name))


@_kind("saved by WPS as et", (RETURN, "unreadable"), becomes="nobody", mended=True)
def _(path, slot):
    return _renamed(path, f"{path.stem}.et")


@_kind("a Word document", (RETURN, "unreadable"), becomes="nobody")
def _(path, slot):
    return _renamed(path, f"{path.stem}.docx")


# ---- to be asked ----
_typed(
    "below last month",
    "households",
    "cumulative",
    lambda slot: slot.before - 1,
    (ASK, "below_earlier"),
    (ASK, "sum_differs"),
    becomes="accepted",
    mended=True,
)
_typed(
    "sum and month differ",
    "households",
    "month",
    lambda slot: slot.total - slot.before + 1,
    (ASK, "sum_differs"),
    becomes="accepted",
)
_typed(
    "in another unit",
    "households",
    "cumulative",
    lambda slot: slot.total * 10_000,
    (ASK, "ten_thousand"),
    becomes="accepted",
    mended=True,
)
_typed(
    "over the task",
    "households",
    "cumulative",
    lambda _: 2800,
    (ASK, "over_task"),
    (ASK, "sum_differs"),
    becomes="accepted",
    mended=True,
)
_typed("task pasted over", "households", "task", lambda _: 999, (ASK, "task_changed"),
       becomes="accepted")  # fmt: skip
_typed("last month pasted over", "households", "last", lambda slot: slot.before + 1,
       (ASK, "last_changed"), becomes="accepted")  # fmt: skip
_typed("approximate", "households", "cumulative", lambda slot: f"约{slot.total}",
       (ASK, "approximate"), becomes="accepted")  # fmt: skip
_typed(
    "no task, it says",
    "sites",
    "cumulative",
    lambda _: "无任务",
    (ASK, "task_denied"),
    becomes="accepted",
    reported=lambda _: {"sites": {"cumulative": ("no_task", None)}},
)

# ---- only to be said ----
_FULL = str.maketrans("0123456789", "０１２３４５６７８９")
_typed("full-width", "households", "cumulative", lambda slot: str(slot.total).translate(_FULL),
       (NOTE, "full_width"), becomes="accepted")  # fmt: skip
_typed("its own unit", "households", "cumulative", lambda slot: f"{slot.total}户",
       (NOTE, "own_unit"), becomes="accepted")  # fmt: skip
_typed("words behind", "households", "cumulative", lambda slot: f"{slot.total}（含兵团）",
       (NOTE, "words_behind"), becomes="accepted")  # fmt: skip


@_kind("a hidden row", (NOTE, "hidden_rows"), becomes="accepted")
def _(path, slot):
    form = OpenForm(path)
    form.sheet.row_dimensions[form.row_of("area", slot.code)].hidden = True
    form.save()


@_kind("nobody signed", (NOTE, "no_signature"), becomes="accepted", signed=False)
def _(path, slot):
    return path


# ---- what stays apart ----
def _no_number(written: str | None, state: str) -> None:
    def reported(_: Slot) -> dict[str, Cells]:
        return {"sites": {"cumulative": (state, None)}}

    _typed(f"{written}", "sites", "cumulative", lambda _: written, becomes="accepted",
           reported=reported)  # fmt: skip


_no_number(None, "blank")
_no_number("-", "dash")
_no_number("未报送", "not_reported")
_no_number("未开展", "not_started")
_no_number("不适用", "not_applicable")
