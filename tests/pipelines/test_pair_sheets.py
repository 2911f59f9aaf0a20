"""A sheet of two layers, from the layer's file to the pages of the atlas."""

import re
from dataclasses import replace

import pytest
from pypdf import PdfReader

import aqmap
from aqmap.book.fingerprints.map_fingerprints import MapFingerprints
from aqmap.book.selection import Choice, choose
from aqmap.decide.compose.pair_layers import PAIR_COLORS
from aqmap.pipelines.build_maps import build
from aqmap.render.paper.canvas.fonts import map_fonts
from aqmap.render.paper.draw_sheet import draw_sheet
from aqmap.render.paper.map.region import RegionGround
from aqmap.words import Text
from tests.sheet_words import painted_on, words_of

PAIR = """
[[pair]]
with = "afforestation"
view = "target"
with_view = "target"
edges = [30, 36]
with_edges = [1, 2]
"""
NAME = "pair-pm25-target-afforestation-target-pair-2025-example"


def ask(folder, pair=PAIR):
    file = folder / "layers" / "pm25.toml"
    file.write_text(file.read_text(encoding="utf-8") + pair, encoding="utf-8")
    return folder


def the_sheet(folder):
    (sheet,) = [s for s in aqmap.make_book(folder).sheets() if s.name.startswith("pair-")]
    return sheet


@pytest.fixture
def sheet(small_workspace):
    """甲 35 and 1.20, 乙 35 and a task of 0, 丙 未报送 and 0.80."""
    return the_sheet(ask(small_workspace))


def test_each_place_has_its_code_with_both_numbers_or_a_reason(sheet):
    assert sheet.name == NAME
    shown = {place.name.zh: (cell.label, cell.reason) for place, cell in sheet.rows}
    assert shown == {
        "示例甲县": ("B2: ≤35 | 1.20", ""),  # 30 < 35 ≤ 36, and 1 ≤ 1.20 < 2: more is better
        "示例乙县": ("", "no_task"),
        "示例丙县": ("", "not_reported"),
    }


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_says_limits_units_counts_both_numbers_and_both_sources(sheet, lang):
    page = draw_sheet(sheet, map_fonts(), lang)
    words = words_of(page)
    for limits in ("≤30", "30–36", ">36", "<1", "1–2", "≥2"):
        assert limits in words
    unit = {"zh": "个", "en": ""}[lang]
    codes = [f"{row}{column}" for row in "ABC" for column in "123"]
    assert [w for w in words if re.fullmatch(r"[ABC][123]: \d+个?", w)] == [
        f"{code}: {int(code == 'B2')}{unit}" for code in ("C1", "C2", "C3", *codes[3:6], *codes[:3])
    ]
    whole = "".join(words)
    title = page.title
    for layer in sheet.book.layers:
        assert layer.title.in_(lang) in title
        assert whole.count(layer.views["target"].unit.in_(lang)) >= 2, "in the key and in a note"
    assert whole.count(sheet.book.sources["example"].title.in_(lang)) >= 2
    assert sum(w.startswith("B2: ≤35 | 1.20") for w in words) == 2, "on the map and in the table"
    assert any(w.startswith("≤35 | ") for w in words), "the number that 乙 has"
    assert any(w.endswith("| 0.80") or "| 0.80" in w for w in words), "the number that 丙 has"
    assert sheet.book.audit.status(sheet.name, sheet.book.audience).in_(lang) in words
    assert "B2: ≤35 | 1.20" in page.description


def test_a_county_is_wholly_of_its_colour_or_hatched(sheet):
    land = [p for p in painted_on(draw_sheet(sheet, map_fonts())) if p.box.width > 30]
    faces = {p.face for p in land}
    palette = {color.lower() for row in PAIR_COLORS for color in row}
    assert faces & palette == {PAIR_COLORS[1][1].lower()}
    assert "#d2d1ce" in faces, "of what is not reported"


def test_the_atlas_has_the_page_in_contents_and_bookmarks(small_workspace, tmp_path):
    build(ask(small_workspace), out=tmp_path / "out")
    atlas = PdfReader(tmp_path / "out" / "print" / "atlas.pdf")
    title = "2025年示例地区PM2.5浓度（目标）与造林（任务量）对照图"
    assert title in "".join(page.extract_text() for page in atlas.pages[:1]).replace("\n", "")
    assert title in str(atlas.outline)
    single = PdfReader(tmp_path / "out" / "print" / f"{NAME}.pdf")
    assert len(single.pages) == 1
    assert "B2: ≤35 | 1.20" in single.pages[0].extract_text()


def test_limits_that_nobody_gives_are_those_of_the_layer_or_thirds(small_workspace):
    given = PAIR.replace("edges = [30, 36]\nwith_edges = [1, 2]\n", "")
    sheet = the_sheet(ask(small_workspace, given))
    columns, rows = sheet.view.scale.axes
    # pm25 has limits 30, 35, 40: of its four classes the two in the middle go together.
    assert [k.label.zh for k in columns.scale.classes] == ["≤30", "30–40", ">40"]
    assert [k.upper for k in rows.scale.classes][-1] is None
    notes = [note.zh for note in sheet.layer.notes]
    assert sum("三分位数" in note for note in notes) == 1


def test_limits_that_the_map_finds_are_those_of_the_pair(small_workspace):
    given = PAIR.replace("edges = [30, 36]\nwith_edges = [1, 2]\n", "")
    given = given.replace('view = "target"', 'view = "measured"', 1)
    file = small_workspace / "layers" / "pm25.toml"
    nice = file.read_text("utf-8").replace(
        "[classes.measured]\nedges = [30, 35, 40]", '[classes.measured]\nmethod = "nice"'
    )
    assert "nice" in nice
    file.write_text(nice, "utf-8")
    sheet = the_sheet(ask(small_workspace, given))
    layer = next(layer for layer in sheet.book.layers if layer.id == "pm25")
    own = [k.upper for k in layer.views["measured"].scale.classes[:-1]]
    columns, _ = sheet.view.scale.axes
    limits = [k.upper for k in columns.scale.classes[:-1]]
    assert limits
    assert set(limits) <= set(own)


def test_of_a_gap_what_is_met_and_what_is_missed_share_no_class(small_workspace):
    """甲 34.2 of 35 is met, 乙 36.8 of 35 is not."""
    given = PAIR.replace("edges = [30, 36]\nwith_edges = [1, 2]\n", "")
    sheet = the_sheet(ask(small_workspace, given.replace('view = "target"', 'view = "gap"', 1)))
    columns, _ = sheet.view.scale.axes
    assert 0 in [k.upper for k in columns.scale.classes]
    assert columns.scale.class_of(-0.8) != columns.scale.class_of(1.8)
    assert len(columns.scale.classes) <= 3
    assert all(label.startswith(("≤", ">", "−", "0 ~ +")) for label in (
        k.label.zh for k in columns.scale.classes))  # fmt: skip
    assert not any("三分位数" in note.zh and "差距" in note.zh for note in sheet.layer.notes)


def test_numbers_of_two_periods_say_so(small_workspace):
    file = small_workspace / "layers" / "afforestation.toml"
    written = file.read_text(encoding="utf-8").replace('["2025"]', '["2024", "2025"]')
    file.write_text(written, encoding="utf-8")
    sheet = the_sheet(ask(small_workspace, PAIR + 'with_period = "2024"\n'))
    assert "2024年造林" in sheet.title.zh
    page = "".join(words_of(draw_sheet(sheet, map_fonts())))
    assert "时期不同" in page
    assert "2024年；资料来源" in page or "2024年。" in page


def test_numbers_of_two_kinds_say_so(small_workspace):
    measured = small_workspace / "data" / "measured"
    (file,) = measured.glob("*.csv")
    written = file.read_text(encoding="utf-8").replace("1.25,synthetic", "1.25,satellite")
    file.write_text(written, encoding="utf-8")
    layer = small_workspace / "layers" / "afforestation.toml"
    layer.write_text('accept_basis = ["satellite"]\n' + layer.read_text("utf-8"), "utf-8")
    sheet = the_sheet(ask(small_workspace, PAIR.replace('"target"', '"measured"')))
    page = "".join(words_of(draw_sheet(sheet, map_fonts())))
    assert "两项数值的性质不同" in page
    assert "卫星" in page


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", ["figure-150x105", "figure-156x200", "figure-225x150"])
def test_a_figure_says_where_its_numbers_stand_and_has_no_mark_that_nothing_explains(
    small_workspace, size, lang
):
    given = PAIR.replace("edges = [30, 36]\nwith_edges = [1, 2]\n", "")
    sheet = the_sheet(ask(small_workspace, given))
    rows = [(p, replace(c, qualifiers=(Text("截至12月15日", "until"),))) for p, c in sheet.rows]
    sheet = replace(sheet, rows=tuple(rows))
    land = RegionGround(sheet.book, sheet.region, lang, size)

    def words(**how):
        joint = "" if lang == "zh" else " "
        return joint.join(words_of(draw_sheet(sheet, map_fonts(), lang, ground=land, **how)))

    alone = words()
    assert "joined.csv" in alone
    assert {"zh": "三分位数", "en": "into thirds"}[lang] in alone
    assert "①" not in alone
    in_a_text = words(has_notes=True)
    assert "①" in in_a_text
    assert "joined.csv" not in in_a_text


def test_a_pair_is_chosen_by_its_layer_its_view_or_its_own_name(small_workspace):
    book = aqmap.make_book(ask(small_workspace))
    for choice in (
        Choice(layers=("pm25",)),
        Choice(views=("pair",)),
        Choice(layers=("pair-pm25-target-afforestation-target",)),
    ):
        assert NAME in [sheet.name for sheet in choose(book, choice).sheets()]
    for choice in (Choice(layers=("afforestation",)), Choice(views=("target",))):
        assert NAME not in [sheet.name for sheet in choose(book, choice).sheets()]


def test_the_fingerprint_changes_with_either_number(small_workspace):
    def mark():
        sheet = the_sheet(small_workspace)
        return MapFingerprints(sheet.book).of_sheet(sheet, "zh")

    ask(small_workspace)
    before = mark()
    assert mark() == before
    (file,) = (small_workspace / "data" / "targets").glob("*.csv")
    # 丙 has no class: its number stands in the table all the same.
    file.write_text(file.read_text(encoding="utf-8").replace("0.80", "0.85"), encoding="utf-8")
    assert mark() != before


def test_what_is_not_for_the_public_is_in_no_pair(small_workspace):
    book = aqmap.make_book(ask(small_workspace), audience="public")
    for sheet in book.sheets():
        assert {cell.label for _, cell in sheet.rows} == {""}
