"""A book and its sheets show themselves in a notebook."""

import pickle
import subprocess
import sys
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

import aqmap
from aqmap.book.selection import Choice, choose
from aqmap.pipelines.notebook import NotebookDisplays
from tests.books import square_book

A4_MM = (297, 210)


@pytest.fixture
def book():
    return replace(square_book(), displays=NotebookDisplays())


@pytest.mark.browser
def test_a_book_is_shown_as_its_page_with_the_map(book, browser, tmp_path):
    notebook = tmp_path / "notebook.html"
    shown = book._repr_html_()
    notebook.write_text(f"<!doctype html><body>{shown}</body>", encoding="utf-8")
    context = browser.new_context(viewport={"width": 1100, "height": 800}, offline=True)
    page = context.new_page()
    requests, problems = [], []
    page.on("request", lambda request: requests.append(request.url))
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(notebook.as_uri())
    frame = page.locator("iframe").element_handle().content_frame()
    frame.wait_for_function("() => window.aqmap && window.aqmap.ready", timeout=20_000)
    assert frame.locator("#legend-list .name").count() > 0
    place = frame.evaluate("window.aqmap.point('990001')")
    box = page.locator("iframe").bounding_box()
    assert box["height"] == 720
    page.mouse.move(box["x"] + place["x"] + 1, box["y"] + place["y"])
    page.mouse.move(box["x"] + place["x"], box["y"] + place["y"])
    frame.wait_for_selector("#tip:not([hidden])")
    assert "示例甲市" in frame.locator("#tip").inner_text()
    assert problems == []
    assert {url.split(":")[0] for url in requests} <= {"file", "about", "data"}
    context.close()


def test_nothing_of_the_page_ends_its_frame(book):
    shown = book._repr_html_()
    assert shown.count("<") == 2, "the frame begins and ends; all inside is escaped"
    assert shown.count('"') == 2 * len(["title", "srcdoc", "width", "height", "style"])


def test_a_sheet_is_shown_as_a_picture_of_its_page(book):
    sheet = book.sheet("pm25", "target", region="west")
    with Image.open(BytesIO(sheet._repr_png_())) as picture:
        assert picture.format == "PNG"
        wanted = [millimetres / 25.4 * 150 for millimetres in A4_MM]
        assert picture.size == pytest.approx(wanted, abs=1)
        assert picture.info["dpi"] == pytest.approx((150, 150), abs=0.1)
        colors = picture.convert("RGB").getcolors(1 << 24)
        assert len(colors) > 50, "something is drawn on the page"


def test_what_make_book_returns_shows_itself_and_so_do_its_choices(small_workspace):
    book = aqmap.make_book(small_workspace)
    assert "srcdoc" in book._repr_html_()
    chosen = choose(book, Choice(layers=(book.layers[0].id,)))
    assert chosen.sheets()[0]._repr_png_().startswith(b"\x89PNG")
    assert pickle.dumps(book.displays), "sheets are drawn by other processes too"


def test_words_beside_the_page_are_few():
    book = square_book()
    assert repr(book) == "<MapBook 示例数据图集（2021年）: 4 layers, 7 places>"
    sheet = book.sheet("pm25", "target", region="west")
    assert repr(sheet) == f"<MapSheet {sheet.title.zh}>"
    assert (book._repr_html_(), sheet._repr_png_()) == (None, None), "no one handed a display over"


def test_making_a_book_loads_no_renderer(small_workspace):
    code = (
        "import sys, aqmap\n"
        "print('aqmap.pipelines' in sys.modules)\n"
        f"aqmap.make_book({str(small_workspace)!r})\n"
        "print(sorted({'folium', 'matplotlib'} & set(sys.modules)))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.splitlines() == ["False", "[]"]
