"""The page printed: A4 either way, with map, legend and notes; nothing of the controls."""

import numpy as np
import pypdfium2
import pytest

from tests.browser import opened

pytestmark = pytest.mark.browser

A4 = (596, 843)  # points, as Chromium rounds them
# 示例乙县 is above 35: the darkest class of its legend.
DARK = np.array([0xB1, 0x00, 0x26])


def printed(seen, path, *, landscape=False):
    """Print the page as it is, and return each sheet's text and its pixels."""
    seen.page.pdf(path=path, format="A4", landscape=landscape)
    document = pypdfium2.PdfDocument(path)
    try:
        return [
            (
                tuple(round(side) for side in sheet.get_size()),
                sheet.get_textpage().get_text_range(),
                np.asarray(sheet.render(scale=0.6).to_pil().convert("RGB")),
            )
            for sheet in document
        ]
    finally:
        document.close()


@pytest.mark.parametrize("landscape", [False, True])
def test_a_sheet_of_a4_has_map_legend_and_notes(page_file, browser, tmp_path, landscape):
    with opened(browser, page_file, "layer=pm25&view=target&region=west") as seen:
        sheets = printed(seen, tmp_path / "map.pdf", landscape=landscape)
        size, words, pixels = sheets[0]
        assert size == (A4[::-1] if landscape else A4)
        for said in ("PM2.5年均浓度目标图", "图例", "≤25", "示例甲市", "未经地图审核"):
            assert said in words
        # The counties are painted: names and numbers never stand on white.
        assert (np.abs(pixels.astype(int) - DARK).sum(axis=2) < 12).mean() > 0.01
        everything = "".join(words for _, words, _ in sheets)
        assert "资料来源" in everything
        assert "图层" not in everything
        assert "点击地图上的县市" not in everything
        assert seen.page.evaluate("document.getElementById('paper').children.length") == 0
        assert seen.complaints == []


def test_the_open_panel_is_printed_on_its_own_page(page_file, browser, tmp_path):
    address = "layer=pm25&view=measured&region=west&tab=table"
    with opened(browser, page_file, address, size=(390, 844)) as seen:
        sheets = printed(seen, tmp_path / "table.pdf")
        assert "47.5" in sheets[-1][1]
        assert len(sheets) == 2
        assert seen.page.evaluate("window.aqmap.labels().length") > 0
        assert seen.complaints == []
