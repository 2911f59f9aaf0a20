"""Stations in a file that is dropped: their datum is asked, shifted positions are refused."""

import pytest

from tests.browser import opened
from tests.dropped_files import dropped, dropping_page

pytestmark = pytest.mark.browser

STATIONS = (
    "站点名称,经度,纬度,SO2\n"
    "甲站,80.50,44.50,5.2\n"
    "乙站,81°30′00″,44.5,7.9\n"
    "丙站,44.5,80.5,3\n"  # swapped
    "丁站,2.3,48.8,3\n"  # in Paris
    "戊站,84.5,43.5,未报送\n"
    "甲站,80.50,44.50,5.2\n"  # once more
)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return dropping_page(tmp_path_factory.mktemp("stations"))


def test_stations_are_drawn_where_a_stated_datum_has_them(path, browser):
    with opened(browser, path, "layer=boilers&region=all") as seen:
        page = seen.page
        page.set_input_files("#drop-file", [dropped("站点.csv", STATIONS)])
        page.wait_for_selector("#drop-title")
        read = page.locator("#drop-read").inner_text()
        assert "可画3个站点" in read
        assert "第4行“44.5, 80.5”：经度、纬度写反了" in read
        assert "第5行“2.3, 48.8”：坐标不在中国范围内" in read
        assert "第7行“80.50, 44.50”：同一站点写了不止一次" in read
        page.click("#drop-draw")
        assert page.locator("#drop-lacks").inner_text() == "还需写明：坐标系"
        for shifted in ("GCJ-02", "BD-09"):
            page.select_option("#drop-ask-datum", shifted)
            assert f"{shifted}坐标偏离数百米" in page.locator("#drop-read").inner_text()
            page.click("#drop-draw")
            assert page.locator("#drop-shade").is_visible()
        page.select_option("#drop-ask-datum", "WGS84")
        page.select_option("#drop-ask-choice", label="SO2")
        page.fill("#drop-ask-unit", "微克/立方米")
        page.fill("#drop-ask-period", "2025")
        page.click("#drop-draw")
        assert page.locator("#drop-shade").is_hidden()
        at = page.evaluate("() => window.aqmap.markPoint('drop-stations-1', '2')")
        page.mouse.click(at["x"], at["y"])
        card = page.locator("#panel-place").inner_text()
        assert "乙站" in card
        assert "SO2 7.9 微克/立方米" in card
        assert "WGS84" in card
        legend = page.locator("[data-marks=drop-stations-1]").inner_text()
        assert "SO2（微克/立方米） 2025（拖入，不属于本文件）" in legend
        assert "没有数值" in legend
        words = page.evaluate("window.aqmap.picture()")
        assert "拖入的数据（站点.csv），不属于本文件" in words
        page.click("[data-dropped=drop-stations-1] [data-way='drop.remove']")
        assert page.locator("[data-overlay=drop-stations-1]").count() == 0
        assert page.evaluate("window.aqmap.state().station") == ""
        assert seen.complaints == []


@pytest.mark.parametrize(
    ("name", "head"),
    [("站点.csv", "站点名称,经度(GCJ-02),纬度\n"), ("gcj02_points.csv", "站点名称,经度,纬度\n")],
)
def test_a_file_that_names_shifted_positions_is_refused(path, browser, name, head):
    with opened(browser, path) as seen:
        page = seen.page
        page.set_input_files("#drop-file", [dropped(name, f"{head}甲站,80.5,44.5\n")])
        page.wait_for_selector("#drop-title")
        page.select_option("#drop-ask-datum", "WGS84")
        page.click("#drop-draw")
        assert "文件写明坐标是加偏的" in page.locator("#drop-lacks").inner_text()
        page.click("#drop-cancel")
        assert page.locator("#dropped").is_hidden()
