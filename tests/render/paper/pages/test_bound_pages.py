"""Overviews and county sheets in the atlas and as files of their own, reopened."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from functools import partial
from pathlib import Path

import pdfplumber
import pytest
from pypdf import PdfReader

from aqmap.book.book_layers import View
from aqmap.book.map_book import BookRegion, MapBook
from aqmap.book.profiles.printed_pages import MOST_PLACES, MOST_SHEETS
from aqmap.book.scales import reason_class
from aqmap.errors import SourceError
from aqmap.render.paper import PrintStyle, write_sheets
from aqmap.render.paper.canvas.fonts import map_fonts
from aqmap.render.paper.map.region import RegionGround
from aqmap.render.paper.pages.page_groups import page_groups
from aqmap.words import Text, text
from tests.book_layers import ZONE
from tests.books import square_book
from tests.grid_books import grid_book
from tests.recording_pen import drawn

ORDER = [ZONE, "990001", "990002", "990003", "990004", "990101", "990102"]


@pytest.fixture(scope="module")
def book() -> MapBook:
    """The synthetic book with one printed map, so that the atlas has all kinds of pages."""
    book = square_book()
    kept = [layer for layer in book.layers if layer.id == "boilers"]
    return replace(book, layers=(*kept, *(_unprinted(x) for x in book.layers if x not in kept)))


def _unprinted(layer):
    views = {name: replace(view, printed=False) for name, view in layer.views.items()}
    return replace(layer, views=views)


@pytest.fixture(scope="module")
def written(book: MapBook, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("print")
    paths = write_sheets(book, folder, style=PrintStyle(county_sheets=True))
    assert sorted(paths) == sorted(folder.iterdir())
    return folder


def text_of(path: Path, *options: object) -> str:
    command = ["pdftotext", "-layout", *map(str, options), str(path), "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_every_group_has_a_file(written: Path) -> None:
    names = {"atlas", "boilers-target-2021-west", "overview-west", "overview-east"}
    assert {path.stem for path in written.iterdir()} == names | {f"county-{c}" for c in ORDER}


def test_the_atlas_has_overviews_then_maps_then_counties(book: MapBook, written: Path) -> None:
    contents = text_of(written / "atlas.pdf", "-l", 1)
    titles = [
        "示例西州目标完成情况一览表",
        "示例东州目标完成情况一览表",
        "2021年示例西州淘汰燃煤小锅炉任务量图",
        *(
            f"{place.name.zh}目标与完成情况表"
            for code in ORDER
            for place in book.places
            if place.code == code
        ),
    ]
    page = 2
    for title in titles:
        (line,) = [row for row in contents.splitlines() if title in row]
        assert line.split()[-1] == str(page), title
        assert title in text_of(written / "atlas.pdf", "-f", page, "-l", page)
        page += 1
    assert len(PdfReader(written / "atlas.pdf").pages) == page - 1


def test_every_entry_is_a_link_and_a_bookmark(written: Path) -> None:
    reader = PdfReader(written / "atlas.pdf")
    assert len(list(reader.pages[0].annotations)) == 3 + len(ORDER)
    outline = reader.outline
    top = [entry.title for entry in outline if not isinstance(entry, list)]
    assert top == ["一览表", "淘汰燃煤小锅炉", "县（市）表"]
    counties = outline[-1]
    pages = [reader.get_destination_page_number(entry) for entry in counties]  # type: ignore[arg-type]
    assert pages == list(range(4, 4 + len(ORDER)))


def test_a_row_of_the_reopened_sheet_reads_from_left_to_right(written: Path) -> None:
    with pdfplumber.open(written / "county-990002.pdf") as pdf:
        (page,) = pdf.pages
        words = page.extract_words()
        (target,) = [word for word in words if word["text"] in ("≤41", "⩽41")]
        row = [w["text"] for w in words if abs(w["top"] - target["top"]) < 3]
        rest = ("≤41", "47.5", "+6.5", "未完成目标")
        assert row == ["1", "PM2.5年均浓度（微克/立方米）", "2021年", *rest]
        left, right = min(w["x0"] for w in words), max(w["x1"] for w in words)
        top, bottom = min(w["top"] for w in words), max(w["bottom"] for w in words)
        assert (left > 0, right < page.width) == (True, True)
        assert (top > 0, bottom < page.height) == (True, True)


def test_pages_have_their_size_and_words_for_who_cannot_see_them(written: Path) -> None:
    for stem, size in (("county-990001", (210, 297)), ("overview-west", (297, 210))):
        reader = PdfReader(written / f"{stem}.pdf")
        box = reader.pages[0].mediabox
        measured = (float(box.width) / 72 * 25.4, float(box.height) / 72 * 25.4)
        assert measured == pytest.approx(size, abs=0.01)
        assert reader.metadata is not None
        assert "完成目标" in str(reader.metadata.subject)


def test_several_pages_are_one_file_and_one_entry(tmp_path: Path) -> None:
    write_sheets(grid_book(2, 200), tmp_path, style=PrintStyle(county_sheets=True))
    pages = len(PdfReader(tmp_path / "county-980001.pdf").pages)
    overview = len(PdfReader(tmp_path / "overview-grid.pdf").pages)
    assert pages > 1
    contents = text_of(tmp_path / "atlas.pdf", "-l", 1)
    numbers = [line.split()[-1] for line in contents.splitlines() if "完成情况" in line]
    assert numbers == ["2", str(2 + overview), str(2 + overview + pages)]
    assert "示例1县" in text_of(tmp_path / "county-980001.pdf", "-f", pages)


def test_equal_books_give_equal_files(book: MapBook, written: Path, tmp_path: Path) -> None:
    write_sheets(book, tmp_path, style=PrintStyle(county_sheets=True))
    for path in written.iterdir():
        assert (tmp_path / path.name).read_bytes() == path.read_bytes(), path.name


def test_without_them_the_atlas_is_maps_alone(book: MapBook, tmp_path: Path) -> None:
    write_sheets(book, tmp_path)
    assert {path.stem for path in tmp_path.iterdir()} == {"atlas", "boilers-target-2021-west"}


def test_a_sheet_that_cannot_be_drawn_is_named_and_leaves_no_file(tmp_path: Path) -> None:
    book = grid_book(2, 1)
    odd = tuple(
        replace(place, name=Text("示例\U000f0000县", "Example")) if number else place
        for number, place in enumerate(book.places)
    )
    with pytest.raises(SourceError) as caught:
        write_sheets(
            replace(book, places=odd), tmp_path / "print", style=PrintStyle(county_sheets=True)
        )
    assert "U+F0000" in caught.value.faults[0].said.en
    assert not (tmp_path / "print").exists()


def test_a_book_of_very_many_places_has_overviews_alone() -> None:
    book = grid_book(MOST_SHEETS + 20, 1)
    (whole,) = book.regions
    parts = [whole.places[n : n + 130] for n in range(0, len(whole.places), 130)]
    regions = tuple(replace(whole, id=f"r{n}", places=part) for n, part in enumerate(parts))
    prepared: list[str] = []

    def land_of(region: BookRegion) -> RegionGround:
        prepared.append(region.id)
        return RegionGround(book, region)

    groups = page_groups(replace(book, regions=regions), land_of, "zh")
    assert [group.file_name for group in groups.overviews] == [f"overview-r{n}" for n in range(4)]
    assert groups.counties == ()
    assert prepared == []  # no outlines are projected for pages that are not drawn
    fewer = page_groups(replace(book, regions=regions[:2]), land_of, "zh")
    assert len(fewer.counties) == 260


def monthly_book(value: float | None) -> MapBook:
    """Return a book whose only layer has two months on one sheet, and no map of its own."""
    book = square_book()
    (layer,) = [layer for layer in book.layers if layer.id == "boilers"]
    view = layer.views["target"]
    bare = tuple(
        cell and replace(cell, value=None, label="", klass=reason_class("unpublished"))
        for cell in view.cells["2021"]
    )
    later = view.cells["2021"] if value else bare
    months = {"2021-01": bare, "2021-02": later}
    asked = replace(view, cells=months, printed=False)
    layer = replace(layer, periods=tuple(months), views={"target": asked}, multiples=("target",))
    return replace(book, layers=(layer,))


def written_multiples(book: MapBook, folder: Path) -> tuple[list[str], str]:
    """Return the names of the sheets of several maps, and the contents."""
    write_sheets(book, folder, style=PrintStyle(county_sheets=True))
    names = [path.stem for path in folder.iterdir() if path.stem.startswith("multiples")]
    return names, text_of(folder / "atlas.pdf", "-l", 1)


def test_several_maps_without_any_value_have_a_line_in_the_contents_alone(tmp_path: Path) -> None:
    names, contents = written_multiples(monthly_book(None), tmp_path)
    assert names == []
    assert "图组" in contents
    assert f"未绘制：{text('reason.unpublished').zh}" in "".join(contents.split())


def test_they_are_printed_if_asked_for_or_with_a_value_in_one_period(tmp_path: Path) -> None:
    asked = replace(monthly_book(None), print_empty=True)
    for number, book in enumerate((asked, monthly_book(1.0))):
        names, contents = written_multiples(book, tmp_path / str(number))
        assert len(names) == 1
        assert f"未绘制：{text('reason.unpublished').zh}" not in contents


def test_a_region_without_anything_judged_has_a_line_instead_of_a_blank_page() -> None:
    book = monthly_book(1.0)
    groups = page_groups(book, partial(RegionGround, book), "zh")
    reasons = [group.unprinted for group in groups.overviews]
    assert reasons == [text("matrix.nothing_judged")] * len(book.regions)
    asked = replace(book, print_empty=True)
    groups = page_groups(asked, partial(RegionGround, asked), "zh")
    assert {group.unprinted for group in groups.overviews} == {None}


def without_numbers(book: MapBook, reason: str = "unpublished") -> MapBook:
    """Return a book that has the same reason in place of every number."""

    def bare(view: View) -> View:
        cells = {
            period: tuple(
                cell and replace(cell, value=None, label="", klass=reason_class(reason))
                for cell in listed
            )
            for period, listed in view.cells.items()
        }
        return replace(view, cells=cells)

    layers = tuple(
        replace(
            layer,
            views={name: bare(view) for name, view in layer.views.items()},
            comparison={name: bare(view) for name, view in layer.comparison.items()},
        )
        for layer in book.layers
    )
    return replace(book, layers=layers, marks=(), measures=(), findings=(), figures={})


def test_where_nothing_is_published_no_page_but_the_contents_is_printed(tmp_path: Path) -> None:
    book = without_numbers(square_book())
    paths = write_sheets(book, tmp_path, style=PrintStyle(county_sheets=True))
    assert [path.name for path in paths] == ["atlas.pdf"]
    atlas = tmp_path / "atlas.pdf"
    assert len(PdfReader(atlas).pages) == 1
    words = "".join(text_of(atlas).split())
    assert f"共{len(ORDER)}份：" in words, "one line for all places, whose number is never cut"
    assert f"未绘制：{text('reason.unpublished').zh}" in words
    asked = replace(book, print_empty=True)
    groups = page_groups(asked, partial(RegionGround, asked), "zh")
    assert {group.unprinted for group in (*groups.overviews, *groups.counties)} == {None}


@pytest.mark.parametrize(
    "reason", ["blank", "dash", "text", "relative", "no_task", "no_figure", "no_station"]
)
def test_a_reason_that_withholds_nothing_is_printed_of_every_place(reason: str) -> None:
    book = without_numbers(square_book(), reason)
    groups = page_groups(book, partial(RegionGround, book), "zh")
    assert "county-990001" in printed_counties(book)
    assert all(
        group.unprinted in (None, text("matrix.nothing_judged")) for group in groups.overviews
    )


def printed_counties(book: MapBook) -> set[str]:
    groups = page_groups(book, partial(RegionGround, book), "zh")
    return {group.file_name for group in groups.counties if group.unprinted is None}


def test_a_place_has_its_sheet_for_a_number_or_for_a_finding() -> None:
    whole = square_book()
    empty = without_numbers(whole)
    assert printed_counties(empty) == set()
    numbers = replace(empty, layers=whole.layers, figures=whole.figures)
    assert "county-990001" in printed_counties(numbers)
    found = replace(empty, findings=whole.findings, figures=whole.figures)
    doubted = {whole.figures[key].figure.place for f in whole.findings for key in f.figures}
    assert doubted
    assert printed_counties(found) == {f"county-{code}" for code in doubted & set(ORDER)}


def test_an_overview_does_not_point_to_sheets_that_are_not_written() -> None:
    for counties, points in ((MOST_PLACES, True), (MOST_PLACES + 1, False)):
        judged, unjudged = grid_book(counties, 2).layers
        views = {name: view for name, view in unjudged.views.items() if name != "status"}
        book = replace(
            grid_book(counties, 2), layers=(judged, replace(unjudged, views=views, comparison={}))
        )
        groups = page_groups(book, partial(RegionGround, book), "zh")
        assert bool(groups.counties) is points
        (overview,) = groups.overviews
        fonts = map_fonts()
        words = "".join(w.words for pen in drawn(overview.pages(fonts), fonts) for w in pen.words)
        assert "未列入本表" in words
        assert ("见各县（市）表" in words) is points
