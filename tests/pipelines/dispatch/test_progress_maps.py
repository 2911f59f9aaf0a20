"""Maps of progress of a month's files and of a build; all counties are invented."""

from datetime import date

import pytest

from aqmap.errors import AqmapError
from aqmap.model.audience import Audience
from aqmap.model.dispatch.months import DispatchMonth
from aqmap.pipelines.build_maps import decide
from aqmap.pipelines.dispatch.dispatch_inputs import read_dispatch_inputs
from aqmap.pipelines.dispatch.draft_month import draft_month
from aqmap.pipelines.dispatch.month_books import month_book_of
from aqmap.pipelines.dispatch.progress_maps import month_maps, read_outlines
from aqmap.workspace.dispatch.ledger import ledger_to_read
from tests.dispatch_counties import code_of
from tests.dispatch_maps import mapped_workspace, released, reported
from tests.dispatch_workspaces import report

LAYER = """
indicator = "households"
periods = ["2021"]
regions = ["example"]
views = ["target", "progress"]
print = ["progress"]
"""


@pytest.fixture
def folder(tmp_path):
    return reported(mapped_workspace(tmp_path / "工 作"))


def maps_of(folder, month, audience=Audience.INTERNAL):
    inputs = read_dispatch_inputs(folder)
    with ledger_to_read(inputs.folder) as opened:
        ledger = opened.all_rows()
    book = month_book_of(inputs, DispatchMonth(2021, month), ledger, audience)
    return month_maps(inputs, read_outlines(inputs), book, ledger)


def labels(book, period, layer="households"):
    cells = book.sheet(layer, "progress", period).rows
    return [cell.label for _, cell in cells]


def test_a_draft_has_a_page_and_the_sheets_of_its_month(folder):
    drafted = draft_month(folder, "2021-09")
    maps = [name for name in drafted.files if name.startswith(("map", "print"))]
    assert maps == [
        "map.html",
        "print/atlas.pdf",
        "print/coal-progress-2021-09-example.pdf",
        "print/households-progress-2021-09-example.pdf",
        "print/sweeping-progress-2021-09-example.pdf",
    ]


def test_the_page_has_the_months_so_far_and_paper_the_last(folder):
    book = maps_of(folder, 9)
    (layer,) = (layer for layer in book.progress_layers if layer.id == "households")
    assert layer.periods == ("2021-08", "2021-09")
    assert {sheet.period for sheet in book.sheets()} == {"2021-09"}
    assert labels(book, "2021-09")[:3] == ["100.0%", "75.0%", "75.0%"]
    assert book.sheet("households", "progress", "2021-09").title.zh.endswith("（草稿）")


def test_an_earlier_month_that_was_released_stands_as_released(folder):
    released(folder, "2021-08", date(2021, 8, 27))
    report(folder, "2021-08", "c1", {"households": 1683}, place=code_of(1))
    book = maps_of(folder, 9)
    assert labels(book, "2021-08")[0] == "59.5%"  # 1001 of 1683, not the later 1683
    assert not book.progress_layers[0].progress["2021-08"].draft


def test_a_build_shows_released_months_alone(folder):
    (folder / "layers" / "heating.toml").write_text(LAYER, encoding="utf-8")
    released(folder, "2021-08", date(2021, 8, 27))
    decided = decide(folder)
    (layer,) = decided.book.progress_layers
    assert (layer.id, layer.periods) == ("heating-progress", ("2021-08",))
    assert not layer.progress["2021-08"].draft
    assert [*decided.book.layers[0].views] == ["target"]
    (sheet,) = [sheet for sheet in decided.book.sheets() if sheet.progress]
    assert sheet.title.zh == "2021年8月示例地区清洁取暖序时进度图"


def test_without_a_released_month_a_build_says_so(folder):
    (folder / "layers" / "heating.toml").write_text(LAYER, encoding="utf-8")
    decided = decide(folder)
    assert decided.book.progress_layers == ()
    assert any("“清洁取暖”没有序时进度图" in remark.zh for remark in decided.remarks)


def test_a_view_of_progress_needs_a_dispatch(folder):
    (folder / "layers" / "heating.toml").write_text(LAYER, encoding="utf-8")
    (folder / "dispatch.toml").unlink()
    with pytest.raises(AqmapError) as problem:
        decide(folder)
    assert [fault.code for fault in problem.value.faults] == ["dispatch_missing"]


def test_the_public_sees_no_rate_of_what_is_not_published(folder):
    released(folder, "2021-09", date(2021, 9, 27))
    book = maps_of(folder, 9, Audience.PUBLIC)
    cells = [cell for _, cell in book.sheet("households", "progress", "2021-09").rows]
    assert {(cell.reason, cell.label, cell.value) for cell in cells} == {("unpublished", "", None)}
    month = book.progress_layers[0].progress["2021-09"]
    assert month.bars == ()
    assert "1263" not in month.sentence.zh


def test_equal_ledgers_give_equal_maps(folder):
    first, second = maps_of(folder, 9), maps_of(folder, 9)
    assert first.progress_layers == second.progress_layers
