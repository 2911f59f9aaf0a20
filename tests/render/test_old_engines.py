"""The pages in the browsers of old office computers: Chromium 86, an IE engine, no JavaScript."""

import base64
import gzip
import re
import zlib
from pathlib import Path

import pytest

from aqmap.render.browser import map_page
from aqmap.render.browser.map_page import write_page
from aqmap.render.html_embedding import asset_text, page_script, script_files
from aqmap.render.review import review_page
from tests.books import square_book
from tests.browser import opened

PAGES = {"map": map_page, "review": review_page}

# What came after Chromium 86, by the version that brought it. eslint holds the syntax.
YOUNGER_SCRIPT = {
    92: r"\.at\(|randomUUID",
    93: r"Object\.hasOwn\(|accentColor",
    97: r"\.findLast(?:Index)?\(",
    98: r"structuredClone",
    99: r"roundRect|createConicGradient|\.letterSpacing|showPicker",
    102: r"\.inert\b",
    103: r"AbortSignal\.timeout",
    105: r"checkVisibility|Response\.json",
    110: r"\.to(?:Sorted|Reversed|Spliced)\(|\.with\(",
    114: r"Popover\(",
    117: r"(?:Object|Map)\.groupBy",
    119: r"withResolvers",
    122: r"\.(?:union|intersection|difference|isSubsetOf)\(",
}
YOUNGER_STYLE = {
    87: r"[ ;{](?:inset|padding-(?:inline|block)|margin-(?:inline|block)|border-(?:inline|block)):",
    88: r":is\(|:where\(|:not\([^()]*,|aspect-ratio",
    90: r"(?<!overflow: hidden; )overflow(?:-[xy])?: clip",
    93: r"(?:align-items|justify-content): (?:start|end)\b",
    99: r"@layer",
    104: r"[ ;{](?:translate|rotate|scale):",
    105: r",[^{}]*:has\(|:has\([^{]*,[^{]*\{|@container",  # alone it is left out with its rule,
    108: r"(?<!height: 100vh; height: )\b\d+[dsl]vh",
    111: r"color-mix\(|oklch\(",
    120: r"[ ;{]mask(?:-\w+)?:|^\s*&",
}


def younger(written, list_of_features):
    return [
        (version, found[0])
        for version, pattern in list_of_features.items()
        for found in re.finditer(pattern, written, re.MULTILINE)
    ]


# ---- Chromium 86 -------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES)
def test_page_uses_nothing_that_chromium_86_lacks(page):
    parts = ("SCRIPTS", "REST_SCRIPTS", "LATE_SCRIPTS")
    order = [name for part in parts for name in getattr(PAGES[page], part, ())]
    files = script_files(PAGES[page].ASSETS, order)
    scripts = {Path(str(file)).name: file.read_text("utf-8") for file in files}
    found = {name: younger(code, YOUNGER_SCRIPT) for name, code in scripts.items()}
    assert {name: names for name, names in found.items() if names} == {}
    for style in Path(str(PAGES[page].ASSETS)).rglob("*.css"):
        assert younger(style.read_text("utf-8"), YOUNGER_STYLE) == [], style.name


def test_what_chromium_86_lacks_is_found():
    script = "const last = rows.at(-1) ?? rows.findLast((row) => row.toSorted());"
    assert younger(script, YOUNGER_SCRIPT) == [
        (92, ".at("),
        (97, ".findLast("),
        (110, ".toSorted("),
    ]
    style = ".a { inset: 0; box-shadow: inset 0 0 1px; } .a:not(.b, .c) { align-items: end; }"
    assert younger(style, YOUNGER_STYLE) == [
        (87, " inset:"),
        (88, ":not(.b,"),
        (93, "align-items: end"),
    ]
    assert younger("height: 100vh; height: 100dvh; max-height: 9dvh", YOUNGER_STYLE) == [
        (108, "9dvh")
    ]


# ---- an IE engine ------------------------------------------------------------------------

# A document as Internet Explorer 8 has it, as far as the guard looks: no addEventListener.
IE = """
var nodes = {engine: {hidden: "hidden"}, app: {}};
var document = {getElementById: function (id) {
    return {
        removeAttribute: function (name) { delete nodes[id][name]; },
        setAttribute: function (name, value) { nodes[id][name] = value; }
    };
}};
var window = WINDOW;
GUARD
AFTER
[nodes.engine.hidden === "hidden", nodes.app.hidden === "hidden"];
"""
NEW_ENGINE = "{Element: {prototype: {replaceChildren: function () {}}}}"
MESSAGE_SHOWN, PAGE_SHOWN = [False, True], [True, False]


def guard_of(page):
    """The first script of the body; the others are those of Leaflet and the page."""
    return re.search(r"<body>.*?<script>(.*?)</script>", page, re.DOTALL)[1]


@pytest.mark.parametrize(
    ("window", "after", "shown"),
    [
        ("{}", "", MESSAGE_SHOWN),  # IE 7
        ("{Element: {prototype: {}}}", "", MESSAGE_SHOWN),  # IE 8 to 11, old Edge, Chromium 85
        (NEW_ENGINE, "", PAGE_SHOWN),
        (NEW_ENGINE, "window.onerror('Syntax error');", MESSAGE_SHOWN),
    ],
)
def test_guard_says_what_to_do_in_an_engine_of_es5(page_file, window, after, shown):
    dukpy = pytest.importorskip("dukpy", reason="dukpy, an interpreter of ES5, is not installed")
    guard = guard_of(page_file.read_text(encoding="utf-8"))
    code = IE.replace("WINDOW", window).replace("GUARD", guard).replace("AFTER", after)
    assert dukpy.evaljs(code) == shown


def test_engines_are_asked_for_first_and_the_message_stands_before_everything(page_file):
    written = page_file.read_text(encoding="utf-8")
    assert '<head>\n<meta http-equiv="X-UA-Compatible" content="IE=edge">' in written
    assert '<meta name="renderer" content="webkit">' in written
    body = written.split("<body>", 1)[1].lstrip()
    assert body.startswith("<noscript>")
    message = body.split('<div id="engine"', 1)[1].split('<div id="app"', 1)[0]
    assert "极速模式" in message
    assert "Edge或Chrome 86以上" in message


@pytest.mark.browser
def test_a_script_that_is_not_understood_shows_the_message(page_file, tmp_path, browser):
    path = tmp_path / "old.html"
    written = page_file.read_text(encoding="utf-8")
    # Without its policy, which the changed script would not fit.
    written = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", written)
    path.write_text(written.replace("(async () => {", "(async () => { not understood"), "utf-8")
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto(path.as_uri())
    assert page.locator("#engine b").inner_text() == "这幅图在当前的浏览器模式下打不开"
    assert not page.locator("#app").is_visible()
    context.close()


@pytest.mark.browser
def test_without_javascript_the_page_says_so_at_its_top(page_file, browser):
    context = browser.new_context(offline=True, java_script_enabled=False)
    page = context.new_page()
    page.goto(page_file.as_uri())
    said = page.locator("noscript p")
    assert "允许运行脚本（JavaScript）" in said.inner_text()
    assert said.bounding_box()["y"] == 0
    assert not page.locator("#app").is_visible()
    context.close()


# ---- no DecompressionStream --------------------------------------------------------------

CALL = """function call({ inflate }) {
  const bytes = (packed) => Uint8Array.from(atob(packed), (sign) => sign.charCodeAt(0));
  const unpacked = (packed) => inflate.gunzip(bytes(packed));
  window.aqmap = { answer: null, unpacked, ready: true };
}
"""


@pytest.fixture(scope="module")
def gunzip_page(tmp_path_factory):
    folder = tmp_path_factory.mktemp("gunzip")
    (folder / "call.js").write_text(CALL, encoding="utf-8")
    inflate = asset_text(map_page.ASSETS, "book/inflate.js")
    (folder / "inflate.js").write_text(inflate, encoding="utf-8")
    path = folder / "page.html"
    code = page_script(folder, ["inflate.js", "call.js"])
    path.write_text(f"<!DOCTYPE html><meta charset=utf-8><body><script>{code}</script>", "utf-8")
    return path


@pytest.mark.browser
def test_inflate_unpacks_every_kind_of_block(gunzip_page, browser):
    long = "".join(f"{n} 县{n * n % 977};" for n in range(20_000))
    cases = [(text, level) for text in ("", "a", "伊犁" * 300, long) for level in (0, 1, 9)]
    with opened(browser, gunzip_page) as seen:
        for text, level in cases:
            packed = base64.b64encode(gzip.compress(text.encode(), level, mtime=0)).decode()
            assert seen.page.evaluate("p => window.aqmap.unpacked(p)", packed) == text, level
        fixed = zlib.compressobj(9, zlib.DEFLATED, 31, 9, zlib.Z_FIXED)
        packed = base64.b64encode(fixed.compress(long.encode()) + fixed.flush()).decode()
        assert seen.page.evaluate("p => window.aqmap.unpacked(p)", packed) == long


@pytest.mark.browser
def test_page_opens_without_decompression_stream(tmp_path, browser, monkeypatch):
    monkeypatch.setattr("aqmap.render.browser.payload.payload.PLAIN_LIMIT", 1000)
    path = tmp_path / "packed.html"
    write_page(square_book(), path)
    assert 'type="application/gzip"' in path.read_text(encoding="utf-8")
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.add_init_script("delete window.DecompressionStream")
    page.goto(path.as_uri() + "#layer=pm25&view=target&region=west")
    page.wait_for_function("() => window.aqmap && window.aqmap.ready")
    assert page.locator("#legend-list .name").first.text_content() == "≤25"
    context.close()
