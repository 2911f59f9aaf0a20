"""Maps of progress of invented counties: every light, every reason, the numbers of the issue."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from aqmap.book.scales import REASON_BASE
from aqmap.decide.progress.maps.progress_layer import ProgressSpec, has_lights, progress_layer
from aqmap.decide.report.monthly.month_sentences import behind_sentence, row_sentence
from aqmap.model.dispatch.lights import Light
from aqmap.model.dispatch.months import DispatchMonth
from aqmap.words import Text
from tests.dispatch_months import INDICATORS, PLACES, month_book

COAL, HOUSEHOLDS, SWEEPING = "coal_cap", "electric_heating_households", "road_sweeping_rate"


def layer_of(indicator, *months):
    spec = ProgressSpec(
        id=f"{indicator}-progress",
        title=INDICATORS[indicator].label,
        indicator=INDICATORS[indicator],
        region="example",
        codes=(*PLACES, "990999"),
        sources=("plan",),
        printed=True,
    )
    return progress_layer(spec, months or (month_book(),))


def cells(layer, period="2021-09"):
    view = layer.views["progress"]
    return [
        None
        if cell is None
        else (
            cell.reason or view.scale.classes[cell.klass].label.zh,
            cell.label,
        )
        for cell in view.cells[period]
    ]


def table(indicator, *pairs):
    """A month with one row; each pair is a county's task and report."""
    return month_book(missing=(), table={indicator: pairs})


def test_the_households_of_september_have_the_lights_of_the_issue():
    book = table(HOUSEHOLDS, ("1683", "1263"), ("1683", "1262"), ("1683", "1094"), ("1683", "1093"))
    assert cells(layer_of(HOUSEHOLDS, book)) == [
        ("达到序时进度", "75.0%"),
        ("略滞后", "75.0%"),
        ("略滞后", "65.0%"),
        ("滞后序时进度", "64.9%"),
        None,
    ]


def test_a_cap_is_used_too_fast_in_its_own_words():
    book = table(
        COAL, ("692.5", "519.3"), ("692.5", "554.0"), ("692.5", "554.1"), ("692.5", "692.6")
    )
    assert [light for light, _ in cells(layer_of(COAL, book))[:4]] == [
        "达到序时进度",
        "略超序时进度",
        "超序时进度",
        "超上限",
    ]
    assert layer_of(COAL, book).views["progress"].title.zh == "上限使用进度"


def test_what_has_no_light_has_its_reason_and_no_colour():
    book = month_book(
        table={HOUSEHOLDS: (("0", "0"), ("", "5"), ("40", "=未开展"), ("40", "41"))},
    )
    layer = layer_of(HOUSEHOLDS, book)
    assert cells(layer)[:4] == [
        ("no_task", ""),
        ("not_judged", ""),
        ("not_judged", ""),
        ("not_reported", "(7)"),
    ]
    shown = layer.views["progress"].cells["2021-09"]
    assert all(cell.klass >= REASON_BASE and cell.value is None for cell in shown if cell)
    assert [q.zh for q in shown[1].qualifiers] == ["任务在原表中为空白"]
    assert [q.zh for q in shown[2].qualifiers] == ["填报“未开展”"]


def test_the_last_number_stands_in_brackets_with_its_day_and_counts_nowhere():
    book = month_book(table={HOUSEHOLDS: (("40", "30"),) * 4})
    rows = tuple(
        replace(row, previous_day=date(2021, 8, 20)) if row.previous else row
        for row in book.table.rows
    )
    layer = layer_of(HOUSEHOLDS, replace(book, table=replace(book.table, rows=rows)))
    assert cells(layer)[3] == ("not_reported", "(7, 8-20)")
    total = layer.views["progress"].totals["2021-09"]["example"].zh
    assert total.startswith("已报3/4；累计完成至少90")
    assert "括号内为年内最近一次报数" in layer.notes[-1].zh


def test_a_form_that_was_sent_back_is_never_red():
    book = month_book(table={HOUSEHOLDS: (("40", "1"),) * 4})
    rows = tuple(
        replace(row, light=Light.RETURNED) if row.light == Light.NO_REPORT else row
        for row in book.table.rows
    )
    layer = layer_of(HOUSEHOLDS, replace(book, table=replace(book.table, rows=rows)))
    assert cells(layer)[3] == ("returned", "(7)")
    assert layer.progress["2021-09"].apart == (
        (PLACES[3], Text("未报送（退回）", "not reported (sent back)")),
    )


def test_a_level_before_its_deadline_has_its_number_and_no_light():
    book = table(SWEEPING, ("80", "78.5"), ("75", "75"), ("100", "-"), ("", "60"))
    assert cells(layer_of(SWEEPING, book))[:4] == [
        ("not_due", "78.5"),
        ("已达到", "75"),
        ("not_judged", ""),
        ("not_judged", ""),
    ]


@pytest.mark.parametrize("indicator", ["building_sites", "pm25"])
def test_what_is_never_judged_has_no_map(indicator):
    assert not has_lights(INDICATORS[indicator])


def test_bars_go_from_the_furthest_on_and_ties_share_a_rank():
    book = table(HOUSEHOLDS, ("200", "129"), ("100", "80"), ("10", "8"), ("0", "0"))
    month = layer_of(HOUSEHOLDS, book).progress["2021-09"]
    assert [(bar.place, bar.rank, bar.amount, bar.words.zh) for bar in month.bars] == [
        (PLACES[1], 1, 5.0, "●达到序时进度 +5.0个百分点"),
        (PLACES[2], 1, 5.0, "●达到序时进度 +5.0个百分点"),
        (PLACES[0], 3, -10.5, "■滞后序时进度 -10.5个百分点"),
    ]
    assert month.apart == ((PLACES[3], Text("无任务", "no task")),)


def test_the_least_use_of_a_cap_comes_first():
    book = table(COAL, ("100", "80"), ("100", "70"), ("100", "75"), ("100", "101"))
    month = layer_of(COAL, book).progress["2021-09"]
    assert [bar.place for bar in month.bars] == [PLACES[n] for n in (1, 2, 0, 3)]
    assert [bar.amount for bar in month.bars] == [-5.0, 0.0, 5.0, 26.0]


def test_the_sentence_is_that_of_the_report_with_rule_and_cut_off():
    book = month_book()
    (row,) = (row for row in book.plan_rows if row.indicator == HOUSEHOLDS)
    sentence = layer_of(HOUSEHOLDS, book).progress["2021-09"].sentence.zh
    report = row_sentence(book, row, book.totals[HOUSEHOLDS]).zh
    behind = behind_sentence(book, row)
    assert behind is not None
    assert sentence.startswith(report + behind.zh)
    assert "按月 9/12=75%" in sentence
    assert "统计截至2021年9月20日" in sentence
    assert sentence.endswith("草稿，本月未发布。")


def test_a_released_month_is_no_draft():
    month = layer_of(HOUSEHOLDS, month_book(draft=False)).progress["2021-09"]
    assert not month.draft
    assert "草稿" not in month.sentence.zh
    assert month.titled(Text("图", "map")).zh == "图"


def test_months_stand_in_order_on_one_scale():
    book = month_book()
    august = replace(book.table, month=DispatchMonth(2021, 8))
    layer = layer_of(HOUSEHOLDS, replace(book, table=august), book)
    assert layer.periods == ("2021-08", "2021-09")
    assert set(layer.progress) == set(layer.periods)


def test_the_rate_that_is_drawn_is_not_rounded():
    layer = layer_of(HOUSEHOLDS, table(HOUSEHOLDS, *(("1683", "1262"),) * 4))
    value = layer.views["progress"].cells["2021-09"][0].value
    assert value == pytest.approx(float(Decimal(126200) / Decimal(1683)), abs=1e-12)
