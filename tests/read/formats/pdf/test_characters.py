"""Letters of PDF pages, all synthetic: raised, lowered, drawn twice, spread out; open tables."""

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from aqmap.read.formats.open_document import open_document
from aqmap.read.formats.pdf import pdf
from tests.read.pdf_files import registered

COLUMNS = (80, 180, 260, 340, 420)
ROWS = [["指标任务", "昌吉市", "阜康市", "合计"], ["造林（亩）", "100", "200", "300"]]


@pytest.fixture
def draw(tmp_path):
    """Draw a page and return what is read of it."""

    def drawn(paint):
        path = tmp_path / "合成.pdf"
        canvas = Canvas(str(path), pagesize=A4)
        paint(canvas, registered())
        canvas.save()
        return open_document(path)

    return drawn


def words(canvas, font, parts, *, y=700, gap=0.0):
    """Write parts of a line, each with its size and how far it is raised."""
    x = 80
    for text, size, rise in parts:
        canvas.setFont(font, size)
        canvas.drawString(x, y + rise, text)
        x += pdfmetrics.stringWidth(text, font, size) + gap


def texts(document):
    return [paragraph.text for paragraph in document.paragraphs]


def cells(grid):
    return [[cell.text for cell in row] for row in grid.rows]


def rule(canvas, font, top, *, sides, rows=ROWS):
    """Draw a table of rows 20 points high, with or without its left and right side."""
    bottom = top - 20 * len(rows)
    for x in COLUMNS if sides else COLUMNS[1:-1]:
        canvas.line(x, top, x, bottom)
    for n in range(len(rows) + 1):
        canvas.line(COLUMNS[0], top - 20 * n, COLUMNS[-1], top - 20 * n)
    canvas.setFont(font, 9)
    for n, row in enumerate(rows, 1):
        for x, text in zip(COLUMNS, row, strict=False):
            canvas.drawString(x + 4, top - 20 * n + 5, text)


def test_lowered_and_raised_letters_stay_in_their_line(draw):
    parts = [("昌吉市PM", 16, 0), ("2.5", 10, -3), ("年均浓度为35微克/m", 16, 0), ("3", 10, 7)]
    assert texts(draw(lambda c, f: words(c, f, parts))) == ["昌吉市PM2.5年均浓度为35微克/m3"]


def test_a_notes_mark_is_no_digit_of_the_number_before_it(draw):
    parts = [("昌吉市造林35", 12, 0), ("1", 7, 5), ("万亩。", 12, 0)]
    assert texts(draw(lambda c, f: words(c, f, parts))) == ["昌吉市造林35¹万亩。"]


def test_letters_drawn_twice_to_look_bold_count_once(draw):
    def paint(canvas, font):
        canvas.setFont(font, 16)
        for shift in (0, 0.3):
            canvas.drawString(80 + shift, 700, "昌吉市造林11.55万亩")

    assert texts(draw(paint)) == ["昌吉市造林11.55万亩"]


@pytest.mark.parametrize("gap", [0.5, 2.6])
def test_spread_letters_are_one_word(draw, gap):
    parts = [(sign, 16, 0) for sign in "昌吉市造林5.25万亩，占80.5%。"]
    assert texts(draw(lambda c, f: words(c, f, parts, gap=gap))) == [
        "昌吉市造林5.25万亩，占80.5%。"
    ]


def test_the_room_around_latin_words_and_numbers_is_no_blank(draw):
    parts = [(part, 16, 0) for part in ("到", "2021", "年造林", "5.2", "万亩。")]
    assert texts(draw(lambda c, f: words(c, f, parts, gap=4))) == ["到2021年造林5.2万亩。"]


def test_numbers_that_stand_apart_do_not_become_one(draw):
    parts = [(part, 10, 0) for part in ("100", "200", "300")]
    assert texts(draw(lambda c, f: words(c, f, parts, gap=3))) == ["100 200 300"]


@pytest.mark.parametrize("framed", [False, True])
def test_a_table_without_its_outer_sides_keeps_its_outer_columns(draw, framed):
    def paint(canvas, font):
        if framed:
            canvas.rect(30, 30, A4[0] - 60, A4[1] - 60)
        rule(canvas, font, 700, sides=False)

    document = draw(paint)
    assert [cells(grid) for grid in document.grids] == [ROWS]
    assert texts(document) == []


def test_two_tables_without_sides_stay_two(draw):
    def paint(canvas, font):
        rule(canvas, font, 700, sides=False)
        rule(canvas, font, 620, sides=False)
        words(canvas, font, [("单位：亩", 9, 0)], y=635)

    document = draw(paint)
    assert [cells(grid) for grid in document.grids] == [ROWS, ROWS]
    assert texts(document) == ["单位：亩"]


def test_a_table_with_its_sides_is_not_changed(draw):
    document = draw(lambda canvas, font: rule(canvas, font, 700, sides=True))
    assert [cells(grid) for grid in document.grids] == [ROWS]


def test_letters_that_a_font_does_not_name_are_marked_and_remarked(draw, monkeypatch):
    monkeypatch.setattr(pdf, "_means_nothing", lambda text: text == "某")
    parts = [("昌吉市造林某5万亩，按要求完成。", 12, 0)]
    document = draw(lambda c, f: words(c, f, parts))
    assert texts(document) == ["昌吉市造林�5万亩，按要求完成。"]
    (remark,) = document.remarks
    assert (remark.code, remark.at, remark.facts["count"]) == ("chars_unreadable", "page 1", 1)
