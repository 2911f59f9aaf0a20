"""What is taken away from the page: pictures that agree with the print map, CSV, GeoJSON."""

import csv
import json
from dataclasses import replace

import pytest
import shapely
from defusedxml import ElementTree
from PIL import Image

from aqmap.book.scales import ABSENT_FILL, BASE_FILL, NO_TASK_FILL, REASON_BASE, REASONS
from aqmap.model.audit_numbers import AuditNumbers
from aqmap.render.browser.map_page import write_page
from tests.book_layers import COUNTIES
from tests.books import HOSTILE, ZONE, square_book
from tests.browser import opened
from tests.render.browser.test_map_page import address, sheets

pytestmark = pytest.mark.browser

REASON_FILLS = {
    "none": NO_TASK_FILL,
    "silent": ABSENT_FILL,
    "unmeasured": ABSENT_FILL,
    "unusable": "url(#unusable)",
}
SVG = "{http://www.w3.org/2000/svg}"


def picture(seen):
    """The picture of what the page shows, read as any other program would read it."""
    return ElementTree.fromstring(seen.page.evaluate("() => window.aqmap.picture()"))


def words(root):
    """What is written on it; a white rim around words is not read twice."""
    return [text.text or "" for text in root.iter(f"{SVG}text") if text.get("aria-hidden") is None]


def fill_on_paper(sheet, cell):
    if sheet.view.scale.kind == "size":
        return BASE_FILL
    color = sheet.view.scale.classes[cell.klass].color
    return f"url(#level-{color[1:]})" if cell.quality == "indicative" else color


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_picture_has_the_words_and_classes_of_the_print_map(page_file, browser, lang):
    book = square_book()
    with opened(browser, page_file) as seen:
        for layer, view, period, region in sheets(book):
            sheet = book.sheet(layer, view, period, region)
            seen.go(address(layer, view, period, region, lang=lang))
            root = picture(seen)
            where = f"{sheet.name} {lang}"
            assert root.find(f"{SVG}title").text == sheet.title.in_(lang), where
            written = "".join(words(root)).replace(" ", "")
            for entry in sheet.legend:
                count = f"{entry.count}个" if lang == "zh" else str(entry.count)
                said = f"{count}{entry.label.in_(lang)}".replace(" ", "")
                assert said in written, where
            if sheet.total:
                assert sheet.total.in_(lang).replace(" ", "") in written, where
            status = {"zh": "未经地图审核", "en": "notreviewed"}[lang]
            assert status in written, where
            fills = {node.get("data-code"): node.get("fill") for node in root.iter()}
            for place, cell in sheet.rows:
                if place.code == ZONE:
                    continue
                family = REASONS[cell.klass - REASON_BASE][1] if cell.reason else ""
                expected = REASON_FILLS[family] if family else fill_on_paper(sheet, cell)
                assert fills[place.code] == expected, where
        assert seen.complaints == []


def test_a_picture_takes_hostile_names_as_text_and_has_a_true_scale_bar(page_file, browser):
    with opened(browser, page_file, "layer=hostile") as seen:
        root = picture(seen)
        tags = {node.tag.removeprefix(SVG) for node in root.iter()}
        assert not tags & {"script", "img", "foreignObject", "a"}
        assert HOSTILE in root.find(f"{SVG}title").text
        # Two counties a degree wide each at 43.5°: 2 · 111.19 km · cos 43.5° across the map.
        boxes = [n.get("d") for n in root.iter(f"{SVG}path") if n.get("data-code")]
        xs = [
            float(pair.split(" ")[0])
            for d in boxes
            for pair in d[1:-1].replace("L", " L").split("L")
        ]
        bar = next(node for node in root.iter() if node.get("data-km"))
        tenths = sum(float(rect.get("width")) for rect in bar.iter(f"{SVG}rect"))
        km_per_tenth = float(bar.get("data-km")) / tenths
        assert (max(xs) - min(xs)) * km_per_tenth == pytest.approx(161.3, rel=0.005)


def taken(seen, way, folder):
    """Take something away by its button; return the file."""
    seen.page.locator("#take-name").click()
    with seen.page.expect_download() as download:
        seen.page.locator(f"#take-{way}").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def test_what_is_taken_away_opens_elsewhere(page_file, browser, tmp_path):
    with opened(browser, page_file, "layer=pm25&view=target&region=west&only=1") as seen:
        files = {way: taken(seen, way, tmp_path) for way in ("svg", "png", "csv", "geojson")}
        assert seen.complaints == []
    assert files["svg"].name == "pm25-target-2021-west.svg"
    drawn = ElementTree.parse(files["svg"]).getroot()
    assert drawn.get("width") == "156mm"
    assert "只显示：25–35" in words(drawn)  # nothing is left out unsaid
    with Image.open(files["png"]) as image:
        assert image.width == round(156 / 25.4 * 300)
        colors = {color for _, color in image.convert("RGB").getcolors(1 << 24)}
    assert (0xFD, 0x8D, 0x3C) in colors
    remark, head, *rows = csv.reader(files["csv"].read_text(encoding="utf-8-sig").splitlines())
    assert "未经地图审核" in remark[0]
    assert head[:4] == ["图层", "显示内容", "时段", "代码"]
    assert ["PM2.5年均浓度", "目标", "2021", "990001", "示例甲市", "35", "≤35", "微克/立方米",
            "25–35", ""] in rows  # fmt: skip
    collection = json.loads(files["geojson"].read_text(encoding="utf-8"))
    assert "未经地图审核" in collection["review"]
    zone, *counties = collection["features"]
    assert zone["geometry"] == {"type": "Point", "coordinates": [80.7, 44.3]}
    assert [feature["id"] for feature in counties] == list(COUNTIES)
    assert counties[0]["properties"]["target"] == 35
    assert counties[2]["properties"]["target_reason"] == "只有相对要求，无数值"
    square = shapely.geometry.shape(counties[0]["geometry"])
    assert square.equals(shapely.box(80, 44, 81, 45))
    assert shapely.is_ccw(shapely.get_parts(square)[0].exterior)


def test_an_approval_number_of_the_page_is_not_one_of_its_pictures(browser, tmp_path):
    audit = AuditNumbers({(lang, "page"): "新S（2026）000号" for lang in ("zh", "en")})
    write_page(replace(square_book(), audit=audit), tmp_path / "map.html")
    with opened(browser, tmp_path / "map.html", "layer=boilers") as seen:
        written = "".join(words(picture(seen)))
        assert "未经地图审核" in written
        assert "审图号" not in written
