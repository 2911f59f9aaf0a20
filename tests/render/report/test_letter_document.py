"""A leader's page and a letter as Word documents: their page, fonts, draft mark and bytes."""

import pypdfium2
import pytest

from aqmap.decide.report.monthly.leader_page import leader_page
from aqmap.decide.report.monthly.month_sentences import lights_sentence
from aqmap.decide.report.monthly.reminders import reminders
from aqmap.files.temporary_folders import new_temporary_folder
from aqmap.libre_office import convert_copy, find_libre_office
from aqmap.render.report.letter_document import write_short_document
from tests.dispatch_months import crowded_book, month_book
from tests.reports import W, WrittenReport

NAMED = {"仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体", "Times New Roman"}


def written(short, lang="zh"):
    return WrittenReport(write_short_document(short, day=month_book().day, lang=lang))


@pytest.fixture(scope="module")
def page():
    return written(leader_page(month_book()))


@pytest.fixture(scope="module")
def letter():
    return written(reminders(month_book())["unit-1"])


def test_the_page_is_that_of_gb_t_9704(page, letter):
    for document in (page, letter):
        section = document.document.sections[0]
        sides = (section.top_margin, section.bottom_margin, section.left_margin)
        assert [round(side.mm) for side in sides] == [37, 35, 28]
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)


def test_fonts_are_named_and_none_is_left_to_a_theme(page, letter):
    for document in (page, letter):
        fonts = document.xml("word/styles.xml").iter(f"{W}rFonts")
        assert {value for font in fonts for value in font.attrib.values()} <= {*NAMED, "eastAsia"}


def test_a_draft_says_so_in_its_title_and_on_every_page(page, letter):
    for document in (page, letter):
        section = document.document.sections[0]
        assert any("（草稿）" in words for words in document.paragraphs[:3])
        for head in (section.header, section.even_page_header):
            assert "草稿" in head.paragraphs[0].text


def test_a_released_month_is_no_draft():
    book = month_book(draft=False)
    documents = [leader_page(book), *reminders(book).values()]
    assert len(documents) == 5
    for short in documents:
        assert not any("草稿" in words for words in written(short).paragraphs)


def test_the_number_of_a_letter_is_left_blank(letter):
    assert letter.paragraphs[0].strip() == "〔　　　　〕　　号"
    assert letter.paragraphs[2] == "甲县人民政府："
    assert letter.paragraphs[-1].strip() == "年　　月　　日"


def test_signature_and_day_stay_with_the_last_words(letter):
    *_, ask, signature, day = letter.document.paragraphs
    assert ask.text.startswith("请查明原因")
    assert ask.paragraph_format.keep_with_next
    assert signature.paragraph_format.keep_with_next
    assert not day.paragraph_format.keep_with_next


def test_a_cap_is_called_ahead_and_not_behind_in_letter_page_and_report():
    book = month_book()
    caps = [book.light_of(row).zh for row in book.table.rows if row.indicator == "coal_cap"]
    assert caps == ["▲略超序时进度", "▲略超序时进度", "■超上限", "不作评判"]
    page = "\n".join(written(leader_page(book)).paragraphs)
    for words in (lights_sentence(book).zh, page):
        assert "▲略超序时进度2个，▲略滞后1个，■滞后序时进度4个，■超上限1个" in words
    letters = reminders(book)
    assert "▲略超序时进度1个" in "\n".join(written(letters["unit-2"]).paragraphs)
    assert not any("滞后" in short.title.zh for short in letters.values())


def test_equal_months_give_equal_bytes(letter):
    assert written(reminders(month_book())["unit-1"]).content == letter.content


def test_names_of_programs_and_clocks_are_in_no_part(letter):
    properties = letter.document.core_properties
    assert (properties.author, properties.created.year) == ("示例生态环境局", 2021)
    assert b"python-docx" not in letter.part("docProps/core.xml")


@pytest.mark.peers
@pytest.mark.parametrize("places", [1, 12, 100])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_leader_s_page_is_one_page_however_much_is_behind(places, lang):
    program = find_libre_office()
    if program is None:
        pytest.skip("no LibreOffice")
    content = written(leader_page(crowded_book(places)), lang).content
    with new_temporary_folder("aqmap-page-") as folder:
        from pathlib import Path

        pdf = convert_copy(program, content, "pdf", Path(folder))
        with pypdfium2.PdfDocument(pdf.read_bytes()) as reader:
            assert len(reader) == 1
