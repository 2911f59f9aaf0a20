"""What is no table, or an attack, is refused with words; hostile text stays text; the keyboard."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from tests.browser import opened
from tests.dropped_files import dropped, dropping_page, with_part, workbook

pytestmark = pytest.mark.browser

BOOK = workbook({"表": [["县市", "锅炉（台）"], ["示例甲市", 3]]})
SHEET = "xl/worksheets/sheet1.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bb">]><worksheet>&b;</worksheet>'


def bomb():
    """An archive of which one part unpacks to 50 MB of nothing."""
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", bytes(50_000_000))
    return written.getvalue()


def locked():
    """An archive whose entries say that they are encrypted."""
    content = bytearray(BOOK)
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        content[at + 8] |= 1
        at = content.find(b"PK\x01\x02", at + 1)
    return bytes(content)


REFUSED = {
    "bomb.xlsx": (bomb(), "解开后太大"),
    "entities.xlsx": (with_part(BOOK, SHEET, ENTITIES), "XML实体声明"),
    "torn.xlsx": (BOOK[: len(BOOK) // 2], "已损坏"),
    "broken.xlsx": (with_part(BOOK, SHEET, b"<worksheet><row>"), "已损坏"),
    "locked.xlsx": (locked(), "加了密码"),
    "office.xlsx": (OLE + "EncryptedPackage".encode("utf-16-le"), "加了密码"),
    "old.xls": (OLE, "旧式xls"),
    "text.docx": (with_part(BOOK, "_rels/.rels", b"<Relationships/>"), "不是xlsx工作簿"),
    "plan.pdf": (b"%PDF-1.7\n", "不是表格"),
    "picture.csv": (b"\x00\x01\x02\xff" * 40, "不是UTF-8"),
    "empty.csv": (b"", "没有内容"),
    "blank.csv": (b"\n\n", "没有内容"),
    "open.csv": ('县市,数\n"示例甲市,3\n'.encode(), "引号不成对"),
    "large.csv": (b"1,2\n" * 2_600_000, "超过10 MB"),
    "long.csv": (("县市,数\n" + "示例甲市,3\n" * 20_001).encode(), "超过20000行"),
}


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return dropping_page(tmp_path_factory.mktemp("refused"))


def test_what_cannot_be_read_is_refused_with_words(path, browser, tmp_path):
    with opened(browser, path) as seen:
        page = seen.page
        for name, (content, why) in REFUSED.items():
            (tmp_path / name).write_bytes(content)
            page.set_input_files("#drop-file", [tmp_path / name])
            page.wait_for_function(
                "name => document.getElementById('drop-trouble').textContent.startsWith(name)",
                arg=name,
            )
            assert why in page.locator("#drop-trouble").inner_text(), name
            assert page.locator("#drop-shade").is_hidden(), name
        assert seen.complaints == []


def test_hostile_text_stays_text_and_numbers_without_end_are_refused(path, browser):
    hostile = "<img src=x onerror=alert(1)>"
    rows = f"县市,“{hostile}”（台）\n示例甲市,1e308\n示例乙县,NaN\n示例丙县,=1+1\n{hostile},5\n"
    with opened(browser, path) as seen:
        page = seen.page
        page.set_input_files("#drop-file", [dropped(f"{hostile}.csv", rows + "示例戊市,2\n")])
        page.wait_for_selector("#drop-title")
        assert page.locator(".drop-problems li").all_text_contents() == [
            "第2行“1e308”：不成数",
            "第3行“NaN”：不成数",
            "第4行“=1+1”：是文字，不是数",
        ]
        page.fill("#drop-ask-period", "2025")
        page.select_option("#drop-ask-role", "target")
        page.click("#drop-draw")
        for tab in ("about", "table", "matrix"):
            page.click(f"#tab-{tab}")
        assert page.locator("img[src=x]").count() == 0
        assert hostile in page.locator("#dropped-said").inner_text()
        assert seen.complaints == []


def test_a_file_is_dropped_by_hand_looked_at_by_keyboard_and_in_english(path, browser):
    with opened(browser, path, "layer=boilers&lang=en") as seen:
        page = seen.page
        page.focus("#drop-open")
        page.evaluate(
            """() => {
                const data = new DataTransfer();
                data.items.add(new File(["县市,锅炉（台）\\n示例甲,3\\n示例乙县,4\\n"], "a.csv"));
                for (const type of ["dragover", "drop"]) {
                    const facts = { dataTransfer: data, bubbles: true, cancelable: true };
                    document.body.dispatchEvent(new DragEvent(type, facts));
                }
            }"""
        )
        page.wait_for_selector("#drop-title")
        assert page.evaluate("document.activeElement.id") == "drop-form"
        last = page.locator("#drop-cancel")
        page.keyboard.press("Shift+Tab")
        assert last.evaluate("node => node === document.activeElement")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.id") == "drop-ask-place"
        unmarked = page.evaluate(
            """() => [...document.querySelectorAll("#drop-form *")].filter((node) => {
                const own = [...node.childNodes].filter((each) => each.nodeType === 3);
                return own.some(({ data }) => /[\\u4e00-\\u9fff]/.test(data))
                    && !node.closest("[lang=zh]") && node.localName !== "option";
            }).length"""
        )
        assert unmarked == 0
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement.id") == "drop-open"
        page.set_input_files("#drop-file", [dropped("a.csv", "县市,锅炉（台）\n示例甲市,3\n")])
        page.wait_for_selector("#drop-title")
        page.fill("#drop-ask-period", "2025")
        page.select_option("#drop-ask-role", "target")
        page.focus("#drop-draw")
        page.keyboard.press("Enter")
        assert page.locator("#drop-shade").is_hidden()
        assert page.locator("#dropped").inner_text().startswith("This page shows dropped data")
        assert seen.complaints == []
