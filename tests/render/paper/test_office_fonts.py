"""An office's own fonts: 仿宋_GB2312 has the 7,445 characters of GB 2312 and no other."""

from pathlib import Path

import pytest

from aqmap.errors import SourceError
from aqmap.files.file_content import FileContent
from aqmap.render.paper import PrintStyle, map_fonts, write_sheets
from aqmap.render.paper.canvas.fonts import office_fonts
from aqmap.render.paper.draw_sheet import draw_sheet
from tests.sheet_words import words_of

# The codec of GBK has the dash and the dot of these rows as fonts have them.
GB2312 = "".join(map(chr, range(0x20, 0x7F))) + "".join(
    bytes([row, column]).decode("gbk", "ignore")
    for row in (*range(0xA1, 0xAA), *range(0xB0, 0xF8))
    for column in range(0xA1, 0xFF)
)


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """Synthetic: Noto's shapes with the repertoire of GB 2312."""
    path = tmp_path_factory.mktemp("fonts") / "仿宋_GB2312.ttf"
    path.write_bytes(map_fonts().regular.subset(GB2312, with_names=True).blob.data)
    file = FileContent.read(path)
    return office_fonts(file, file)


def test_every_page_of_the_default_atlas_can_be_set_in_it(default_book, office, tmp_path):
    style = PrintStyle(formats=(), fonts=office, county_sheets=True)
    assert [path.name for path in write_sheets(default_book, tmp_path, style=style)] == [
        "atlas.pdf"
    ]


def test_a_range_is_written_with_the_sign_that_the_font_has(default_book, office):
    sheet = default_book.sheet("pm25", "target", region="ili")
    assert "35–45" in words_of(draw_sheet(sheet, map_fonts()))
    assert "35~45" in words_of(draw_sheet(sheet, office))


def test_a_font_without_chinese_is_one_fault_a_character(default_book, tmp_path):
    path = Path(tmp_path / "latin.ttf")
    letters = "".join(map(chr, range(0x20, 0x7F)))
    path.write_bytes(map_fonts().regular.subset(letters, with_names=True).blob.data)
    file = FileContent.read(path)
    with pytest.raises(SourceError) as caught:
        write_sheets(default_book, tmp_path, style=PrintStyle(fonts=office_fonts(file, file)))
    found = [fault.facts["found"] for fault in caught.value.faults]
    assert len(found) == len(set(found))
    assert not list(tmp_path.glob("*.pdf"))
