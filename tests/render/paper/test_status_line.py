"""The line at the foot of every map: whom it is for, and its number or that it has none."""

from dataclasses import replace
from typing import get_args

import pytest

from aqmap.model.audience import Audience
from aqmap.model.audit_numbers import AuditNumbers, review_line
from aqmap.model.page_sizes import SizeName
from aqmap.render.paper.canvas.fonts import map_fonts
from aqmap.render.paper.draw_sheet import draw_sheet
from aqmap.render.paper.map.region import RegionGround
from aqmap.words import Lang
from tests.books import square_book
from tests.sheet_words import Written, writing_of

NUMBER = "新S（2026）012号"
NONE = {"zh": "未经地图审核", "en": "not reviewed as a public map"}
FOOT = {"zh": "编制时间", "en": "Compiled"}


def lines_of(audience: Audience, size: SizeName, lang: Lang, *, number: str = "") -> list[Written]:
    book = replace(square_book(), audience=audience)
    name = book.sheet("pm25", "measured", "2021", "west").name
    book = replace(book, audit=AuditNumbers({(lang, name): number}) if number else AuditNumbers())
    sheet = book.sheet("pm25", "measured", "2021", "west")
    land = RegionGround(book, sheet.region, lang, size)
    return writing_of(draw_sheet(sheet, map_fonts(), lang, ground=land))


@pytest.mark.parametrize("size", get_args(SizeName))
@pytest.mark.parametrize("audience", list(Audience))
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_stands_on_pages_of_all_sizes_and_runs_into_nothing(
    size: SizeName, audience: Audience, lang: Lang
) -> None:
    lines = lines_of(audience, size, lang)
    (status,) = [line for line in lines if NONE[lang] in line.text]
    inside = {"zh": "内部工作用", "en": "Internal working"}
    kind = inside[lang] if audience is Audience.INTERNAL else audience.label.in_(lang)
    assert status.text.startswith(kind)
    assert status.size_pt >= 6
    assert status.color.lower() != "#1a1a1a", "without a number it is a warning"
    beside = [
        line
        for line in lines
        if line is not status
        and line.box.bottom < status.box.top
        and status.box.bottom < line.box.top
    ]
    assert all(line.box.left > status.box.right for line in beside), [b.text for b in beside]


def test_a_number_stands_on_the_sheet_of_its_own_size_and_on_no_picture_of_it() -> None:
    (status,) = [
        line for line in lines_of(Audience.PUBLIC, "a4", "zh", number=NUMBER) if NUMBER in line.text
    ]
    assert status.text == f"拟公开（仅含已公布数据）；审图号：{NUMBER}"
    assert status.color.lower() == "#1a1a1a"
    figure = lines_of(Audience.PUBLIC, "figure-150x105", "zh", number=NUMBER)
    assert not [line for line in figure if NUMBER in line.text]
    assert [line for line in figure if NONE["zh"] in line.text]


@pytest.mark.parametrize("audience", list(Audience))
def test_without_a_number_a_map_is_for_work_or_to_be_public_but_never_both(
    audience: Audience,
) -> None:
    line = review_line(audience)
    is_public = audience is Audience.PUBLIC
    assert ("内部" in line.zh, "不得公开" in line.zh) == (not is_public, not is_public)
    assert ("取得审图号后方可公开" in line.zh) == is_public
    assert ("Internal" in line.en, "only with a map approval number" in line.en) == (
        not is_public,
        is_public,
    )
    assert "未经地图审核" in line.zh
