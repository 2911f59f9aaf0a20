"""Points for the public: three decimals on the map and in every column."""

import pytest
from shapely import LineString, MultiPoint, Point

from aqmap.book.book_layers import Mark, Marks
from aqmap.decide.compose.public_points import rounded_points
from aqmap.words import Text

NAME = Text("位置", "where")


def overlay(geometry, *facts: str) -> Marks:
    mark = Mark(
        code="1",
        name="站",
        geometry=geometry,
        place="",
        background=False,
        value_label=Text("", ""),
        indicative=False,
        facts=tuple((NAME, fact) for fact in facts),
        figures=(),
    )
    return Marks("a", NAME, "circle", "#000000", (mark,), "s", None, (), shown=True, printed=True)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("84.123456", "84.123"),
        ("E84.1234567，N44.2345678", "E84.123，N44.235"),
        ("84°07′24.44″", "84.123"),
        ("东经84度7分24.4秒", "东经84.123"),
        ("84.12", "84.12"),
        ("84.126789（GCJ-02）", "84.127（GCJ-02）"),
        ("高程1234.56789米", "高程1234.56789米"),
        ("2021年 12 月", "2021年 12 月"),
        ("84.9999 其他站", "84.9999 其他站"),
    ],
)
def test_words_that_are_its_coordinates_are_rounded(written, shown):
    (mark,) = rounded_points(overlay(Point(84.123456, 44.234567), written)).features
    assert mark.geometry.equals(Point(84.123, 44.235))
    assert mark.facts == ((NAME, shown),)


def test_several_points_of_one_feature_are_rounded_and_a_line_is_not():
    (points,) = rounded_points(overlay(MultiPoint([(84.12345, 44.1), (84.2, 44.98765)]))).features
    assert points.geometry.equals(MultiPoint([(84.123, 44.1), (84.2, 44.988)]))
    line = LineString([(84.12345, 44.1), (84.2, 44.98765)])
    (drawn,) = rounded_points(overlay(line)).features
    assert drawn.geometry.equals(line)
