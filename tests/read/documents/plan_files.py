"""Synthetic plans of other prefectures: written as Word and as a web page, and their score."""

import csv
import html
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx

PLANS = Path(__file__).parent / "plans"
PAGE = """<!DOCTYPE html>
<html lang="zh"><head><meta charset="utf-8"><title>{title}（合成示例）</title>
<style>.main {{ width: 1200px }}</style><script>var siteId = 99887;</script></head>
<body><div class="nav"><a href="/">首页</a> | <a href="/zw">政务公开</a></div>
<div class="main">
{body}
</div>
<div class="foot">新ICP备05001234号-2　公安备案 65290102000123号</div></body></html>
"""
INFO = "发布日期：2022-12-20 16:35　来源：地区生态环境局　浏览次数：1268"


@dataclass
class Cell:
    """A cell of a written table: its top left corner, its extent and its text."""

    row: int
    column: int
    text: str
    height: int = 1
    width: int = 1


def blocks(name):
    """
    Yield the blocks of a plan's text: ``(sort, text)``, or ``("table", rows)``.

    A line begins with ``#`` for a title, ``##`` for a heading, ``+`` for a numbered paragraph and
    ``|`` for a table's row.
    """
    rows = []
    for line in (PLANS / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
            continue
        if rows:
            yield "table", rows
            rows = []
        mark, _, text = line.partition(" ")
        sort = {"#": "title", "##": "heading", "+": "numbered"}.get(mark)
        yield (sort, text) if sort else ("plain", line)
    if rows:
        yield "table", rows


def cells(rows):
    """Return the cells of a table; ``<`` belongs to the cell left of it, ``^`` to the one above."""
    found: dict[tuple[int, int], Any] = {}
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text == "<":
                found[r, c] = found[r, c - 1]
            elif text == "^":
                found[r, c] = found[r - 1, c]
            else:
                found[r, c] = Cell(r, c, text)
                continue
            cell = found[r, c]
            cell.height, cell.width = r - cell.row + 1, c - cell.column + 1
    return [cell for at, cell in found.items() if at == (cell.row, cell.column)]


def write_docx(name, path):
    """Write a plan as a Word document, its measures numbered by Word."""
    document = docx.Document()
    for sort, content in blocks(name):
        if sort == "table":
            table = document.add_table(len(content), len(content[0]), style="Table Grid")
            for cell in cells(content):
                first = table.cell(cell.row, cell.column)
                last = table.cell(cell.row + cell.height - 1, cell.column + cell.width - 1)
                first.merge(last).text = cell.text
        else:
            style = "List Number" if sort == "numbered" else None
            document.add_paragraph(content, style=style)
    document.save(path)


def write_html(name, path):
    """Write a plan as the page of an office, with what such pages have around their text."""
    body, title, number = [], "", 0
    for sort, content in blocks(name):
        if sort == "table":
            body.append(_html_table(content))
            continue
        if sort == "numbered":
            number += 1
        told = f"{number}.{content}" if sort == "numbered" else content
        tag = {"title": "h1", "heading": "h2"}.get(sort, "p")
        body.append(f"<{tag}>{html.escape(told)}</{tag}>")
        if sort == "title" and not title:
            title = content
            body.append(f'<p class="info">{INFO}</p>')
    path.write_text(PAGE.format(title=title, body="\n".join(body)), encoding="utf-8")


def _html_table(rows):
    lines = []
    for number in range(len(rows)):
        line = [
            f'<td rowspan="{cell.height}" colspan="{cell.width}">{html.escape(cell.text)}</td>'
            for cell in cells(rows)
            if cell.row == number
        ]
        lines.append(f"<tr>{''.join(line)}</tr>")
    return "<table>\n" + "\n".join(lines) + "\n</table>"


# ---- the truth ----
def truth(name):
    """Return the rows that a careful official would list, as typed."""
    with (PLANS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@dataclass
class Score:
    """The figures, the truth rows found and missed, and figures that no truth row explains."""

    figures: list[Any]
    found: list[Any]
    missed: list[Any]
    extra: list[Any]

    @property
    def wrong(self):
        """Extra figures of indicators that the catalogue knows, stated as certain."""
        return [figure for figure in self.extra if figure.indicator and not figure.confirm]


def score(rows, figures):
    """Pair each truth row with one figure of its own, and return what is left on both sides."""
    left, found, missed = list(figures), [], []
    for row in rows:
        figure = next((f for f in left if _agree(row, f)), None)
        if figure is not None:
            left.remove(figure)
            found.append(row)
        elif not row["optional"]:
            missed.append(row)
    return Score(list(figures), found, missed, left)


def forbidden(name, figures):
    """Return the figures that took a number which says nothing of a place."""
    with (PLANS / "numbers-that-are-no-figures.toml").open("rb") as file:
        words = {Decimal(number): said for number, said in tomllib.load(file)[name].items()}
    return [f for f in figures if f.value in words and f.unit_written in words[f.value]]


def _agree(row, figure):
    """
    Return whether a figure says what a truth row says; ``a|b`` in the truth is a or b.

    What a figure asks about, it does not say.
    """
    asked = figure.confirm
    written = row["place_written"]
    same = (
        figure.indicator in row["indicator"].split("|"),
        "place" in asked or figure.place == row["place"],
        "place" in asked or not written or written in figure.place_written,
        "period" in asked or figure.period in row["period"].split("|"),
        "role" in asked or _role(figure) in row["role"].split("|"),
        _number(figure.value) == _number(row["value"]),
        str(figure.absence or "") in row["absence"].split("|"),
        _unit(figure.unit) == _unit(row["unit"]),
    )
    return all(same) and (not figure.indicator or _agree_fully(row, figure))


def _agree_fully(row, figure):
    base = row["baseline_period"]
    return (
        str(figure.comparator or "") in row["comparator"].split("|")
        and _number(figure.change) == _number(row["change"])
        and _unit(figure.change_unit) == _unit(row["change_unit"])
        and figure.baseline_period in (base, base[:4])  # 同比 may name the year alone
        and row["note"] in figure.remarks.zh
    )


def _role(figure):
    return "measured" if figure.role == "progress" else str(figure.role)


def _number(written):
    return None if written in (None, "") else Decimal(str(written))


def _unit(written):
    return "百分点" if written == "个百分点" else written


def brief(row):
    """Return a truth row in one line, for the message of a failed test."""
    return " ".join(value for value in row.values() if value)
