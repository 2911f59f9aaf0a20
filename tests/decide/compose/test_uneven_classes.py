"""Who made a map is told of classes that hold most of its values, if nobody gave them."""

from dataclasses import replace
from pathlib import Path

import pytest

from aqmap.book.book_layers import Cell, View
from aqmap.book.scales import Scale, reason_class
from aqmap.decide.compose.classify import value_scale
from aqmap.decide.compose.uneven_classes import uneven_classes
from aqmap.pipelines.build_maps import decide
from aqmap.words import text
from aqmap.workspace.layers import Classes, LayerSpec
from tests.book_layers import UGM3
from tests.crowded_sheets import grid_book
from tests.decide.compose.test_classify import LOWER

ROOT = Path(__file__).parents[3]
SKEWED = [1000.0, *(float(n) for n in range(1, 100))]


def given(**classes):
    """The layer's own file, with classes of some views."""
    views = ["target", "measured"]
    written = {"id": "level", "indicator": "pm25", "periods": ["2021"], "regions": ["grid"]}
    return [LayerSpec.model_validate({**written, "views": views, "classes": classes})]


def book_of(values, absent=0, scale=None):
    """A book of one view of these values and of some places without one."""
    scale = scale or value_scale(values, LOWER, Classes())
    cells = [Cell(v, scale.class_of(v), f"{v:g}") for v in values]
    cells += [Cell(None, reason_class("dash"))] * absent
    view = View(
        "measured", text("view.measured"), UGM3, scale, {"2021": tuple(cells)}, {}, printed=True
    )
    book = grid_book(1)
    return replace(book, layers=(replace(book.layers[0], views={"measured": view}),))


def test_99_of_100_values_in_one_class_are_named_with_what_to_write():
    """Steps of 200 up to 1 000 put 1 to 99 into the first; places without a value do not count."""
    (remark,) = uneven_classes(book_of(SKEWED, absent=300), given())
    assert remark.zh == (
        "示例浓度（实测值）的分级不匀：100个数值中最多一级“≤200”含99个，占99%。可在layers/level.toml的"
        '[classes.measured]中写method = "quantiles"（各级个数相近）或用edges写明界限'
    )
    assert "of 100 values 99, 99%, are in one class, ≤200" in remark.en
    assert "layers/level.toml" in remark.en


def test_classes_that_were_given_are_meant():
    book = book_of(SKEWED)
    assert uneven_classes(book, given(measured=Classes(edges=(35.0,)))) == ()
    assert len(uneven_classes(book, given(target=Classes(edges=(35.0,))))) == 1
    assert len(uneven_classes(book, given(measured=Classes(count=4)))) == 1


@pytest.mark.parametrize("values", [
    [float(n) for n in range(100)],  # even
    [1000.0, *(float(n) for n in range(1, 25))],  # 25 values say nothing
    [5.0] * 200,  # one class that is called what it is
])  # fmt: skip
def test_even_few_or_equal_values_are_passed_over(values):
    assert uneven_classes(book_of(values), given()) == ()


def test_symbols_have_no_classes():
    scale = Scale("size", (), largest=1000.0, color="#2F6DA8")
    assert uneven_classes(book_of([], 1), given()) == ()
    assert uneven_classes(book_of(SKEWED, scale=scale), given()) == ()


def test_quantiles_are_what_helps():
    quantiles = Classes(method="quantiles")
    book = book_of(SKEWED, scale=value_scale(SKEWED, LOWER, quantiles))
    assert uneven_classes(book, given(measured=quantiles)) == ()


def test_a_workspace_with_a_long_tail_says_so_and_the_committed_one_has_none(small_workspace):
    months = [f"{year}-{month:02d}" for year in (2023, 2024, 2025) for month in range(1, 13)]
    layer = f'indicator = "pm25"\nperiods = {months}\nregions = ["example"]\nviews = ["measured"]\n'
    (small_workspace / "layers" / "months.toml").write_text(layer, encoding="utf-8")
    rows = [f"示例甲县,PM2.5,{month},{n},synthetic,example,x" for n, month in enumerate(months, 1)]
    rows[0] = rows[0].replace(",1,", ",900,")
    head = "place,indicator,period,value,basis,source,locator"
    table = small_workspace / "data" / "measured" / "months.csv"
    table.write_text("\n".join([head, *rows, ""]), encoding="utf-8")
    (uneven,) = [r.zh for r in decide(small_workspace).remarks if "分级不匀" in r.zh]
    assert "36个数值中最多一级“≤200”含35个，占97%" in uneven
    assert "layers/months.toml" in uneven
    assert not any("分级不匀" in remark.zh for remark in decide(ROOT).remarks)
