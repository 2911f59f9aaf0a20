"""Tables that lack counties of a region: one finding that names them, and no sum for each row."""

from __future__ import annotations

from pathlib import Path

import pytest

from aqmap.decide.audit.run_checks import audit
from aqmap.model.findings import Severity
from aqmap.workspace.places import read_places
from tests.decide.audit.audit_figures import INDICATORS, figure

PLACES = read_places(Path(__file__).parents[3] / "boundaries" / "places.csv")
ILI = [f"6540{n}" for n in ("02", "03", "04", "21", "22", "23", "24", "25", "26", "27", "28")]
CHANGJI = [f"6523{n}" for n in ("01", "02", "23", "24", "25", "27", "28")]


def line(indicator, codes, total, *, row=1, whole="654000", table=1):
    """One row of an annex with 1 for each county, and its printed total."""
    spot = f"table {table}; row {row}; column"
    cells = [
        figure(f"{table}-{row}-{c}", indicator, c, "1", locator=f"{spot} {c}; line {row}")
        for c in codes
    ]
    names = {"place_written": "合计", "locator": f"{spot} 合计; line {row}"}
    return [*cells, figure(f"{table}-{row}-total", indicator, whole, total, **names)]


def found(*figures):
    return audit([f for row in figures for f in row], INDICATORS, PLACES)


def test_the_one_county_that_an_annex_lacks_is_named_once_whatever_its_sums():
    without_xinyuan = [code for code in ILI if code != "654025"]
    rows = [
        line(name, without_xinyuan, "11", row=n)
        for n, name in enumerate(("afforestation", "grassland_improvement", "coal_cap"), 1)
    ]
    (finding,) = found(*rows)
    assert (finding.kind, finding.severity) == ("places", Severity.DOUBTFUL)
    assert finding.title.zh == "表1缺新源县"
    assert "列了10个县市" in finding.detail.zh
    assert "有3处合计大于所列各地之和" in finding.detail.zh
    assert finding.figures == ("1-1-total", "1-2-total", "1-3-total")
    assert finding.title.en == "table 1 lacks Xinyuan County"


def test_seventeen_of_the_eighteen_counties_of_two_prefectures():
    both = [code for code in (*ILI, *CHANGJI) if code != "652328"]
    (finding,) = found(line("afforestation", both, "18", whole=""))
    assert finding.title.zh == "表1缺木垒哈萨克自治县"


def test_a_sum_that_agrees_leaves_a_note_that_a_county_is_not_listed():
    (finding,) = found(line("afforestation", CHANGJI[:6], "6", whole="652300"))
    assert (finding.severity, finding.title.zh) == (Severity.NOTE, "表1缺木垒哈萨克自治县")


def test_a_total_less_than_its_parts_is_still_a_sum_of_its_own():
    kinds = {f.kind for f in found(line("afforestation", CHANGJI[:6], "5", whole="652300"))}
    assert kinds == {"places", "sum"}


@pytest.mark.parametrize("codes", [CHANGJI, CHANGJI[:4], ILI[:2]])
def test_all_counties_or_few_of_them_lack_none(codes):
    total = str(len(codes))
    assert found(line("afforestation", codes, total, whole="652300")) == []


def test_what_another_table_of_the_document_lists_is_not_lacking():
    first = line("afforestation", ILI[:6], "6", whole="", table=1)
    second = line("afforestation", ILI[6:], "5", whole="", table=2)
    assert found(first, second) == []


def test_a_list_of_tasks_of_which_each_place_has_others_lacks_none():
    tasks = [
        figure(str(n), name, code, "1", locator=f"table 1; row {n}; column 数量; line {n}")
        for n, (code, name) in enumerate(
            zip(CHANGJI[:6], ("afforestation", "coal_cap") * 3, strict=True), 1
        )
    ]
    assert found(tasks) == []


def test_without_places_nothing_is_lacking():
    assert audit(line("afforestation", CHANGJI[:6], "6"), INDICATORS) == []


# ---- a place that stands twice in a line ----
@pytest.mark.parametrize(("total", "kinds"), [("7", []), ("9", []), ("8", ["sum"])])
def test_of_a_place_that_stands_twice_the_value_counts_that_the_total_counts(total, kinds):
    # Seven counties with 1 each make 7; with the 3 that the first has elsewhere, 9.
    again = figure("again", "afforestation", "652301", "3", locator="table 1; row 1; column x")
    cells = [*line("afforestation", CHANGJI, total, whole="652300"), again]
    assert [f.kind for f in found(cells) if f.kind == "sum"] == kinds
