"""Blocks flow over pages: none is torn, heads are repeated, headings keep what they head."""

from __future__ import annotations

from aqmap.render.paper.canvas.fonts import map_fonts
from aqmap.render.paper.pages.page_flow import Block, Placed, flow, lines_of
from aqmap.render.paper.pages.page_frame import FontRuler


def block(height: float, **facts: object) -> Block:
    return Block(height, lambda _pen, _top: None, **facts)  # type: ignore[arg-type]


def heights(pages: list[list[Placed]]) -> list[list[float]]:
    return [[placed.height for _, placed in page] for page in pages]


def test_what_does_not_fit_stands_on_the_next_page() -> None:
    pages = flow([block(40), block(40), block(30)], 100.0, 0.0)
    assert heights(pages) == [[40, 40], [30]]
    assert [top for top, _ in pages[0]] == [100, 60]
    assert [top for top, _ in pages[1]] == [100]


def test_a_heading_goes_along_with_what_follows_it() -> None:
    pages = flow([block(80), block(10, holds_on=True), block(5, holds_on=True), block(20)], 100, 0)
    assert heights(pages) == [[80], [10, 5, 20]]


def test_a_table_s_head_is_repeated_on_each_page() -> None:
    head = block(7, holds_on=True)
    rows = [block(40, head=head) for _ in range(5)]
    assert heights(flow([head, *rows], 100, 0)) == [[7, 40, 40], [7, 40, 40], [7, 40]]


def test_a_gap_is_left_out_at_the_top_of_a_page() -> None:
    pages = flow([block(95), block(10, is_gap=True), block(20)], 100, 0)
    assert heights(pages) == [[95], [20]]


def test_a_block_higher_than_a_page_stands_alone() -> None:
    assert heights(flow([block(10), block(150), block(10)], 100, 0)) == [[10], [150], [10]]


def test_a_text_that_would_fill_half_a_page_ends_in_an_ellipsis() -> None:
    ruler = FontRuler(map_fonts())
    lines = lines_of(ruler, "很长的说明" * 200, 7.0, 40.0)
    assert len(lines.lines) == 14
    assert lines.lines[-1].endswith("…")
    assert max(ruler.width(line, 7.0) for line in lines.lines) <= 40.0 + 2.5
