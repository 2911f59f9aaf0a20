"""The print maps: true scale, every word, one font, equal files for equal books."""

from __future__ import annotations

import dataclasses
import re
import subprocess
from itertools import combinations
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image
from pypdf import PdfReader
from pyproj import Geod

from aqmap.book.map_book import MapBook, MapSheet
from aqmap.book.missing_values import missing_values
from aqmap.book.scales import reason_class
from aqmap.errors import SourceError
from aqmap.model.audit_numbers import AuditNumbers
from aqmap.model.page_sizes import SizeName, page_size
from aqmap.render.paper import PrintStyle, map_fonts, to_figure, write_sheets
from aqmap.render.paper.canvas.fonts import MapFonts
from aqmap.render.paper.canvas.page_layout import page_layout
from aqmap.render.paper.draw_sheet import draw_sheet
from aqmap.render.paper.map.region import RegionGround
from aqmap.render.paper.margin.furniture import bar_length_km, scale_text
from aqmap.render.paper.margin.notes import sheet_alerts
from aqmap.render.paper.sheet_words import map_in_words, sheet_name
from aqmap.words import Text
from tests.books import square_book
from tests.crowded_sheets import grid_book
from tests.sheet_words import notes_of, status_of, words_of, writing_of

A4_POINTS = (297 / 25.4 * 72, 210 / 25.4 * 72)


@pytest.fixture(scope="module")
def book() -> MapBook:
    return square_book()


@pytest.fixture(scope="module")
def small(book: MapBook) -> MapBook:
    """The book's sheets of 2021 that show every kind of scale, in the west."""
    kept = [
        dataclasses.replace(layer, periods=("2021",), regions=("west",))
        for layer in book.layers
        if layer.id in ("pm25", "boilers")
    ]
    return dataclasses.replace(book, layers=tuple(kept))


@pytest.fixture(scope="module")
def written(small: MapBook, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("print")
    write_sheets(small, folder, style=PrintStyle(formats=("pdf", "png", "svg")))
    return folder


@pytest.fixture(scope="module")
def fonts() -> MapFonts:
    return map_fonts()


def run(tool: str, *arguments: object) -> str:
    return subprocess.run(
        [tool, *map(str, arguments)], check=True, capture_output=True, text=True
    ).stdout


def test_write_sheets_names_every_file(small: MapBook, written: Path) -> None:
    names = {sheet_name(sheet) for sheet in small.sheets()}
    assert names == {"pm25-target-2021-west", "pm25-status-2021-west", "boilers-target-2021-west"}
    expected = {f"{n}.{f}" for n in names for f in ("pdf", "png", "svg")} | {"atlas.pdf"}
    assert {path.name for path in written.iterdir()} == expected


def test_pdf_text_is_text(small: MapBook, written: Path) -> None:
    for sheet in small.sheets():
        found = run("pdftotext", "-raw", written / f"{sheet_name(sheet)}.pdf", "-")
        assert sheet.title.zh in found
        for place, _ in sheet.rows:  # a long name stands in several lines
            words = re.split(r"(?<=县)| ", place.label.zh)
            assert [word for word in words if word not in found] == []


def test_pdf_embeds_noto_only(written: Path) -> None:
    for path in written.glob("*.pdf"):
        rows = run("pdffonts", path).splitlines()[2:]
        assert rows
        for row in rows:
            assert re.match(r"[A-Z]{6}\+NotoSansSC-(Regular|Bold)\s+CID TrueType\s", row), row


def test_svg_has_no_font(written: Path) -> None:
    svg = (written / "pm25-target-2021-west.svg").read_text(encoding="utf-8")
    assert "<text" not in svg
    assert "font" not in svg
    assert "2021年示例西州PM2.5年均浓度目标图" in svg


def test_two_engines_read_the_atlas_without_radicals(small: MapBook, written: Path) -> None:
    poppler = run("pdftotext", written / "atlas.pdf", "-")
    with pypdfium2.PdfDocument(written / "atlas.pdf") as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    for text in (poppler, "\n".join(pages)):
        assert not re.search(r"[\u2e80-\u2fdf\ufffd]", text)
        for sheet in small.sheets():
            assert sheet.title.zh in text
            assert all(place.label.zh[:4] in text for place, _ in sheet.rows)


def test_the_land_of_a_region_stands_in_the_atlas_once(small: MapBook, written: Path) -> None:
    """Each page calls it; a page's own content has no line of it."""
    reader = PdfReader(written / "atlas.pdf")
    maps: Any = reader.pages[-len(small.sheets()) :]
    called = [
        {page["/Resources"]["/XObject"].raw_get(name).idnum for name in names}
        for page in maps
        for names in [re.findall(r"(/\w+) Do", page.get_contents().get_data().decode("ascii"))]
    ]
    shared = set.intersection(*called)
    assert len(shared) >= 2, "land and north arrow"
    objects: Any = [reader.get_object(number) for number in shared]
    assert max(len(each.get_data()) for each in objects) > 500


def test_pages_are_exactly_a4(written: Path) -> None:
    for page in PdfReader(written / "atlas.pdf").pages:
        size = (float(page.mediabox.width), float(page.mediabox.height))
        assert size == pytest.approx(A4_POINTS, abs=0.01)


def test_png_is_300_dpi(written: Path) -> None:
    with Image.open(written / "pm25-target-2021-west.png") as image:
        assert image.size == pytest.approx((297 / 25.4 * 300, 210 / 25.4 * 300), abs=1)
        assert image.info["dpi"] == pytest.approx((300, 300), abs=0.1)


def test_atlas_contents_lists_and_links_every_sheet(small: MapBook, written: Path) -> None:
    reader = PdfReader(written / "atlas.pdf")
    assert len(reader.pages) == 1 + len(small.sheets())
    contents = run("pdftotext", "-layout", "-l", 1, written / "atlas.pdf", "-")
    for number, sheet in enumerate(small.sheets()):
        (line,) = [row for row in contents.splitlines() if sheet.title.zh in row]
        assert line.split()[-1] == str(number + 2)
        assert sheet.title.zh in run(
            "pdftotext", "-f", number + 2, "-l", number + 2, written / "atlas.pdf", "-"
        )
    assert len(list(reader.pages[0].annotations)) == len(small.sheets())


def test_atlas_bookmarks_name_layers_and_sheets(small: MapBook, written: Path) -> None:
    outline = PdfReader(written / "atlas.pdf").outline
    parts = [part if isinstance(part, list) else [part] for part in outline]
    flat = [item.title for part in parts for item in part]  # type: ignore[union-attr]
    assert flat == [
        "PM2.5年均浓度",
        *(sheet.title.zh for sheet in small.sheets()[:2]),
        "淘汰燃煤小锅炉",
        small.sheets()[2].title.zh,
    ]


def test_metadata_says_the_map_in_words(small: MapBook, written: Path) -> None:
    sheet = small.sheets()[0]
    found = PdfReader(written / f"{sheet_name(sheet)}.pdf").metadata
    assert found is not None
    assert found.title == sheet.title.zh
    assert found.subject == map_in_words(sheet, "zh")
    assert "示例甲市 ≤35" in map_in_words(sheet, "zh")
    assert found.creation_date is None


def test_words_for_a_map_of_very_many_places_end_in_a_count() -> None:
    """Numbers from 0 to 100: the highest are told, one after the other; the 50 lowest are not."""
    book = grid_book(200)
    words = map_in_words(book.sheets()[0], "zh").split("; ")
    numbers = [float(phrase.split()[-1]) for phrase in words[:-1]]
    assert numbers == sorted(numbers, reverse=True)
    assert len(numbers) == 150
    assert words[-1] == "另有50个，见joined.csv"


@pytest.mark.slow
def test_equal_books_give_equal_files(small: MapBook, written: Path, tmp_path: Path) -> None:
    write_sheets(small, tmp_path, style=PrintStyle(formats=("pdf", "png", "svg")))
    for path in sorted(written.iterdir()):
        assert (tmp_path / path.name).read_bytes() == path.read_bytes(), path.name


@pytest.mark.slow
def test_progress_counts_every_sheet(small: MapBook, tmp_path: Path) -> None:
    one = dataclasses.replace(small, layers=small.layers[1:])
    told: list[tuple[int, int]] = []
    write_sheets(one, tmp_path, progress=lambda *counts: told.append(counts))
    assert told == [(1, 1)]


def test_book_without_printed_maps_writes_nothing(book: MapBook, tmp_path: Path) -> None:
    assert write_sheets(dataclasses.replace(book, layers=()), tmp_path / "none") == []
    assert not (tmp_path / "none").exists()


def test_numeric_scale_is_true_on_paper(book: MapBook) -> None:
    region = book.regions[0]
    frame = RegionGround(book, region).main.frame
    left, right = frame.place_point(80.2, 44), frame.place_point(81.8, 44)
    on_paper = ((left[0] - right[0]) ** 2 + (left[1] - right[1]) ** 2) ** 0.5
    *_, on_ground = Geod(ellps="GRS80").inv(80.2, 44, 81.8, 44)
    assert on_paper * frame.denominator / 1000 == pytest.approx(on_ground, rel=0.002)
    assert frame.denominator in (1_500_000, 2_000_000, 2_500_000)


def test_drawn_border_is_as_long_as_the_ground(book: MapBook) -> None:
    ground = RegionGround(book, book.regions[0]).main
    *_, on_ground = Geod(ellps="GRS80").inv(80, 43, 80, 45)
    drawn = ground.national.length / ground.frame.mm_per_m
    assert drawn == pytest.approx(on_ground, rel=0.002)


def test_scale_bar_is_round_and_fits(book: MapBook) -> None:
    frame = RegionGround(book, book.regions[0]).main.frame
    share = bar_length_km(frame, 100) * 1000 * frame.mm_per_m / frame.box.width
    assert 0.2 <= share <= 0.3
    assert bar_length_km(frame, 100) in (40, 80, 100, 200)
    for room in range(15, 60):  # and the word behind it stays in the column
        length = bar_length_km(frame, room)
        assert length * 1000 * frame.mm_per_m <= room
    assert scale_text(2_500_000) == "1:2\u2009500\u2009000"


@pytest.mark.parametrize(
    "size", ["a4-landscape", "a4-portrait", "a3-landscape", "a3-portrait", "slide"]
)
def test_layout_parts_are_apart(size: SizeName) -> None:
    layout = page_layout(page_size(size, "landscape"))
    parts = [layout.head, layout.outer, *layout.panels, layout.notes, layout.imprint]
    for number, part in enumerate(parts):
        assert 0 < part.left < part.right < layout.width
        assert 0 < part.bottom < part.top < layout.height
        if part in layout.panels and layout.width > layout.height:
            continue
        assert not any(part.meets(other) for other in parts[number + 1 :])


def test_region_is_seen_in_full(book: MapBook) -> None:
    ground = RegionGround(book, book.regions[0]).main
    (outer,) = [ground.core[c] for c in ("990001",)]
    assert outer.area == pytest.approx(8.9e9 * ground.frame.mm_per_m**2, rel=0.01)
    assert {unit.name for unit in ground.neighbours} == {"示例邻县"}


def test_legend_words_are_the_sheets(book: MapBook, fonts: MapFonts) -> None:
    for sheet in book.sheets():
        shown = words_of(draw_sheet(sheet, fonts))
        for entry in sheet.legend:
            assert entry.label.zh in shown, (sheet.title.zh, entry.label.zh)
            assert f"{entry.count}个" in shown
        for reason in {cell.reason for _, cell in sheet.rows if cell.reason}:
            (letter,) = {e.letter.zh for e in sheet.legend if e.klass == reason_class(reason)}
            assert letter in shown or missing_values(sheet)


def test_values_stand_on_the_map_and_in_the_table(book: MapBook, fonts: MapFonts) -> None:
    shown = words_of(draw_sheet(book.sheet("pm25", "target", "2021", "west"), fonts))
    for value in ("≤35", "≤41", "≤25"):
        assert shown.count(value) >= 2


def test_no_text_is_below_six_points(book: MapBook, fonts: MapFonts) -> None:
    for lang in ("zh", "en"):
        page = draw_sheet(book.sheets()[0], fonts, lang)
        assert min(line.size_pt for line in writing_of(page)) >= 6


def test_qualifiers_are_footnotes(book: MapBook, fonts: MapFonts) -> None:
    sheet = book.sheet("boilers", "target", "2021", "west")
    assert Text("① 含托管企业。", "① managed firms included.") in notes_of(sheet)
    assert "40①" in words_of(draw_sheet(sheet, fonts))


def test_total_is_printed(book: MapBook, fonts: MapFonts) -> None:
    sheet = book.sheet("boilers", "target", "2021", "west")
    assert sheet.total is not None
    assert sheet.total.zh.replace("，", "") in "".join(words_of(draw_sheet(sheet, fonts))).replace(
        "，", ""
    )


def test_notes_name_projection_boundary_and_zone(book: MapBook) -> None:
    said = "\n".join(note.zh for note in notes_of(book.sheets()[0]))
    assert "阿尔伯斯等积圆锥投影，中央经线81°E，标准纬线43.3°N、44.7°N" in said
    assert "示例边界来源" in said
    assert "示例甲经济技术开发区（标记位置未核实）没有边界数据" in said


def test_status_line_invents_no_number(book: MapBook, fonts: MapFonts) -> None:
    sheet = book.sheets()[0]
    assert status_of(sheet).zh == "内部工作用图，未经地图审核，不得公开"
    assert status_of(sheet).zh in words_of(draw_sheet(sheet, fonts))
    numbers = AuditNumbers({("zh", sheet.name): "新S（2026）1号"})
    approved = dataclasses.replace(book, audit=numbers).sheets()
    assert status_of(approved[0]) == (
        "内部工作用；审图号：新S（2026）1号",
        "Internal working map, not reviewed as a public map: not for publication",
    )
    assert status_of(approved[1]).zh == "内部工作用图，未经地图审核，不得公开"


def test_alerts_name_unmatched_and_unofficial() -> None:
    book = square_book(unmatched=("某开发区",))
    said = [alert.zh for alert in sheet_alerts(book.sheet("pm25", "measured", "2021", "west"))]
    assert said[0] == "第三方数据，不作考核依据"
    assert said[-1].endswith("其数据未上图：某开发区")
    # The target sheet shows none of the unofficial values, and says nothing of them.
    assert len(sheet_alerts(book.sheet("pm25", "target", "2021", "west"))) == 1


def with_region_name(sheet: MapSheet, name: str) -> MapSheet:
    return dataclasses.replace(
        sheet, region=dataclasses.replace(sheet.region, name=Text(name, name))
    )


def test_missing_glyph_is_a_fault(book: MapBook, fonts: MapFonts) -> None:
    sheet = with_region_name(book.sheets()[0], "示例\U0001f600州")
    with pytest.raises(SourceError, match="U\\+1F600"):
        draw_sheet(sheet, fonts)


@pytest.mark.slow
def test_write_sheets_reports_missing_glyphs(small: MapBook, tmp_path: Path) -> None:
    places = tuple(
        dataclasses.replace(p, label=Text("甲\U0001f600", "A")) if p.code == "990001" else p
        for p in small.places
    )
    broken = dataclasses.replace(small, places=places)
    with pytest.raises(SourceError, match="U\\+1F600") as caught:
        write_sheets(broken, tmp_path)
    assert "甲\U0001f600" in caught.value.faults[0].said.zh


def test_a_page_that_fails_is_named_and_leaves_no_file(
    small: MapBook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(sheet: MapSheet, *_: object, **__: object) -> None:
        raise ZeroDivisionError("on purpose")

    monkeypatch.setattr("aqmap.render.paper.atlas.draw_sheet_pages", failing)
    with pytest.raises(ZeroDivisionError) as caught:
        write_sheets(small, tmp_path / "print")
    assert caught.value.__notes__ == ["pm25-target-2021-west"]
    assert not (tmp_path / "print").exists()


def test_to_figure_is_a_page(book: MapBook) -> None:
    figure = to_figure(book.sheets()[0])
    assert figure.get_size_inches() == pytest.approx((297 / 25.4, 210 / 25.4))


@pytest.mark.parametrize("number", [0, 4, 6])
def test_words_never_meet_on_the_page(book: MapBook, fonts: MapFonts, number: int) -> None:
    lines = writing_of(draw_sheet(book.sheets()[number], fonts))
    pairs = combinations(lines, 2)
    assert [(a.text, b.text) for a, b in pairs if a.box.grown(-0.1).meets(b.box)] == []
