"""Whose a number is: no label stands on, or nearer to, the symbol of another place."""

import math

import pytest
from shapely.geometry import Point

from aqmap.render.browser.map_page import write_page
from tests.books import square_book
from tests.browser import opened
from tests.dense_books import VALUES, dense_book, many_book
from tests.station_books import station_book

pytestmark = pytest.mark.browser

SIZES = {1440: (1440, 900), 1024: (1024, 768), 390: (390, 844)}
WIDTHS = pytest.mark.parametrize("width", SIZES)

# What is written in any canvas, as the browser is asked to write it.
_RECORD = """() => {
    window.writtenTexts = [];
    const write = CanvasRenderingContext2D.prototype.fillText;
    CanvasRenderingContext2D.prototype.fillText = function (words, x, y) {
        if (this.canvas.closest('.leaflet-aq-labels-pane')) window.writtenTexts.push([words, x, y]);
        return write.call(this, words, x, y);
    };
}"""


@pytest.fixture(scope="module")
def default_page(default_book, tmp_path_factory):
    path = tmp_path_factory.mktemp("default") / "map.html"
    write_page(default_book, path)
    return path


@pytest.fixture(scope="module")
def dense_page(tmp_path_factory):
    path = tmp_path_factory.mktemp("dense") / "map.html"
    write_page(dense_book(), path)
    return path


def sheets(book):
    """The address of every layer, view, period and region, and of all regions together."""
    for layer in book.layers:
        regions = [*layer.regions, *(["all"] if len(layer.regions) > 1 else [])]
        for view in layer.views:
            for period in layer.periods:
                for region in regions:
                    yield f"layer={layer.id}&view={view}&period={period}&region={region}"


def gap(box, symbol):
    """Pixels between a box and a circle; below 0 where the box stands on it."""
    x, y, width, height = box
    dx = max(x - symbol["x"], 0, symbol["x"] - x - width)
    dy = max(y - symbol["y"], 0, symbol["y"] - y - height)
    return math.hypot(dx, dy) - symbol["r"]


def faults_of(opened_page, outlines, names):
    """Every label of a place that could be taken for another's, in words."""
    labels, symbols, degrees, is_bare = opened_page.page.evaluate(
        """() => {
            const labels = window.aqmap.labels();
            const middle = ([x, y, w, h]) => window.aqmap.degrees([x + w / 2, y + h / 2]);
            const ends = ({line, number}) =>
                [middle(number), line && window.aqmap.degrees(line[1])];
            const isBare = !document.getElementById("missing").hidden;
            return [labels, window.aqmap.symbols(), labels.map(ends), isBare];
        }"""
    )
    own = {symbol["code"]: symbol for symbol in symbols}
    for label, (middle, end) in zip(labels, degrees, strict=True):
        if label["kind"] != "place":
            continue
        code, number = label["code"], label["number"]
        if label["words"][0] != names[code] or len(label["words"]) != (1 if is_bare else 2):
            yield f"{code}: not its name and its value, if there is one: {label['words']}"
        others = [symbol for symbol in symbols if symbol["code"] != code]
        nearest = min((gap(number, other) for other in others), default=math.inf)
        if nearest <= 0:
            yield f"{names[code]} {label['words'][1]} stands on another symbol"
        if code in own and not label["line"]:
            if max(gap(number, own[code]), 0) >= nearest:
                yield f"{names[code]} {label['words'][1]} is nearer to another symbol"
        elif code in own:
            x, y = label["line"][1]
            if math.hypot(x - own[code]["x"], y - own[code]["y"]) > own[code]["r"] + 0.5:
                yield f"the line of {names[code]} does not lead to its symbol"
        elif not outlines[code].contains(Point(end or middle)):
            yield f"{names[code]} {label['words'][1]} is not of the county it stands in"
        elif end and any(
            outline.contains(Point(middle)) for key, outline in outlines.items() if key != code
        ):
            yield f"{names[code]} {label['words'][1]} stands in another county"


def assert_every_label_is_its_own(browser, path, book, width):
    core = book.web_counties[book.web_counties["role"] == "core"]
    outlines = dict(zip(core["code"], core.geometry, strict=True))
    counted = {p.code for p in book.places}
    names = {place.code: place.label.zh for place in book.places}
    written = 0
    with opened(browser, path, size=SIZES[width]) as opened_page:
        # By region: the map is framed anew only where the region is another.
        for address in sorted(sheets(book), key=lambda a: a.rpartition("region=")[2]):
            opened_page.go(address)
            outlined = {code: outlines[code] for code in counted if code in outlines}
            assert list(faults_of(opened_page, outlined, names)) == [], address
            written += opened_page.page.evaluate("window.aqmap.labels().length")
        assert opened_page.complaints == []
    assert written


@pytest.mark.parametrize("width", [1440, 390])
def test_every_label_of_the_default_map_is_its_own(default_book, default_page, browser, width):
    assert_every_label_is_its_own(browser, default_page, default_book, width)


@WIDTHS
def test_every_label_of_crowded_counties_is_its_own(dense_page, browser, width):
    assert_every_label_is_its_own(browser, dense_page, dense_book(), width)


@WIDTHS
def test_every_label_beside_zones_and_absences_is_its_own(page_file, browser, width):
    assert_every_label_is_its_own(browser, page_file, square_book(), width)


@WIDTHS
def test_no_label_touches_another_or_leaves_the_map(default_book, default_page, browser, width):
    with opened(browser, default_page, size=SIZES[width]) as opened_page:
        for address in list(sheets(default_book))[::7]:
            opened_page.go(address)
            boxes = [each["box"] for each in opened_page.page.evaluate("window.aqmap.labels()")]
            across, down = opened_page.page.evaluate(
                "(() => { const {width, height} = document.querySelector('.leaflet-container')"
                ".getBoundingClientRect(); return [width, height]; })()"
            )
            for i, (x, y, w, h) in enumerate(boxes):
                assert min(x, y) >= 0
                assert x + w <= across
                assert y + h <= down
                for left, top, wide, high in boxes[:i]:
                    beside = x >= left + wide or left >= x + w
                    assert beside or y >= top + high or top >= y + h, address


@pytest.mark.parametrize("width", SIZES)
def test_coal_cap_of_yining_city_stands_by_its_own_symbol(default_page, browser, width):
    # 1 334.3 stood on the symbol of 察布查尔 (654022), and at 1024 pixels without its name.
    with opened(browser, default_page, "layer=coal_cap&region=ili", size=SIZES[width]) as seen:
        labels = {each["code"]: each for each in seen.page.evaluate("window.aqmap.labels()")}
        symbols = {each["code"]: each for each in seen.page.evaluate("window.aqmap.symbols()")}
        assert labels["654002"]["words"] == ["伊宁市", "1 334.3"]
        assert labels["654022"]["words"] == ["察布查尔县", "57"]
        assert gap(labels["654002"]["number"], symbols["654022"]) > 0
        assert gap(labels["654002"]["number"], symbols["654002"]) < 14


def test_numbers_without_room_are_left_to_the_table_and_counted(dense_page, browser):
    with opened(browser, dense_page, "layer=amount", size=SIZES[390]) as seen:
        labelled = {
            each["code"]
            for each in seen.page.evaluate("window.aqmap.labels()")
            if each["kind"] == "place"
        }
        missing = len(VALUES) + 1 - len(labelled)
        # Two districts of a hundredth of a degree: nobody could tell whose line is whose.
        assert not {"980001", "980002"} <= labelled
        note = seen.page.locator("#unlabelled").text_content()
        assert note == f"图面所限，另有{missing}个地方的数值见“数据表”，放大可见"
        seen.page.locator("#tab-table").click()
        assert seen.page.locator("#panel-table tbody tr").count() == len(VALUES) + 1


def test_a_county_too_small_for_its_label_has_a_line_to_it(dense_page, browser):
    with opened(browser, dense_page, "layer=amount") as seen:
        lined = [each for each in seen.page.evaluate("window.aqmap.labels()") if each["line"]]
        assert lined
        symbols = {each["code"]: each for each in seen.page.evaluate("window.aqmap.symbols()")}
        for label in lined:
            x, y = label["line"][1]
            symbol = symbols[label["code"]]
            assert math.hypot(x - symbol["x"], y - symbol["y"]) <= symbol["r"] + 0.5


def test_a_total_by_the_legend_breaks_no_number_in_two(default_page, browser):
    with opened(browser, default_page, "layer=coal_cap&region=ili") as seen:
        total = seen.page.locator("#legend-body .total").text_content()
    assert "各地之和2\u00a0677.80万吨" in total


def test_what_the_page_tells_of_labels_is_what_it_writes(default_page, browser):
    with opened(browser, default_page, "layer=coal_cap&region=ili") as seen:
        seen.page.evaluate(_RECORD)
        seen.page.locator("#language").click()
        seen.page.evaluate("window.writtenTexts = []")
        seen.page.locator("#language").click()
        written = sorted(
            (words, round(x), round(y)) for words, x, y in seen.page.evaluate("window.writtenTexts")
        )
        labels = seen.page.evaluate("window.aqmap.labels()")
        assert len(written) == sum(len(label["words"]) for label in labels)
        for label in labels:
            x, y, width, height = label["number"]
            spot = (label["words"][-1], round(x + width / 2), round(y + height / 2))
            assert spot in written


@WIDTHS
def test_a_stations_number_stands_by_its_own_sign(tmp_path, browser, width):
    path = tmp_path / "stations.html"
    write_page(station_book(), path)
    address = "layer=months&view=measured&region=west&period=2021-01"
    with opened(browser, path, address, size=SIZES[width]) as seen:
        if width == 390:
            seen.page.locator("#open-layers").click()
        for ask in range(2):
            seen.page.locator("[data-overlay=stations] .asks input").nth(ask).check()
        labels = [
            each for each in seen.page.evaluate("window.aqmap.labels()") if each["kind"] == "point"
        ]
        assert labels
        home = seen.page.locator(".leaflet-container").bounding_box()
        signs = {
            code: seen.page.evaluate("c => window.aqmap.markPoint('stations', c)", code)
            for code in ("9901A", "9902A", "9903A")
        }
        for label in labels:
            away = {
                code: gap(
                    label["box"], {"x": at["x"] - home["x"], "y": at["y"] - home["y"], "r": 5}
                )
                for code, at in signs.items()
            }
            own = away.pop(label["code"].split()[1])
            assert label["line"] or own < min(away.values())
            assert min(away.values()) > 0


def test_among_many_counties_all_that_have_no_label_are_counted(tmp_path, browser):
    path = tmp_path / "many.html"
    write_page(many_book(), path)
    with opened(browser, path, "layer=level", size=SIZES[390]) as seen:
        kinds = [each["kind"] for each in seen.page.evaluate("window.aqmap.labels()")]
        # 400 counties of 16 pixels: hardly one has room for its name.
        assert kinds.count("place") < 40
        missing = 400 - kinds.count("place")
        assert f"另有{missing}个地方" in seen.page.locator("#unlabelled").text_content()
        assert all(each["line"] is None for each in seen.page.evaluate("window.aqmap.labels()"))


@WIDTHS
def test_a_grey_name_lies_in_its_own_unit(default_book, default_page, browser, width):
    """All of it: so it crosses no border, of the state, a prefecture or the region."""
    shapes = default_book.web_counties.set_index("code").geometry
    names = 0
    with opened(browser, default_page, size=SIZES[width]) as opened_page:
        for address in list(sheets(default_book))[::11]:
            opened_page.go(address)
            corners = opened_page.page.evaluate(
                """() => window.aqmap.labels().filter(({kind}) => kind === "neighbour")
                    .map(({code, box: [x, y, w, h]}) => [code, [
                        [x, y], [x + w, y], [x + w, y + h], [x, y + h],
                    ].map(window.aqmap.degrees)])"""
            )
            for code, spots in corners:
                # The page's outlines have fewer digits; a pixel is about 0.01°.
                off = max(shapes[code].distance(Point(spot)) for spot in spots)
                assert off < 0.01, (address, code, off)
            names += len(corners)
    assert names
