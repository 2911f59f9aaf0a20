"""The colours of classes."""

from aqmap.book.scales import Klass, Scale
from aqmap.words import Text


def test_symbols_sized_by_amount_have_one_colour_below_zero_too():
    amounts = Scale("size", (), color="#1F4E79", below_zero=True)  # too few numbers for samples
    assert [amounts.color_of(amounts.class_of(value)) for value in (3.0, -3.0)] == ["#1F4E79"] * 2
    low = Klass(None, 30, "#FFFFB2", Text("≤30", "≤30"))
    high = Klass(30, None, "#BD0026", Text(">30", ">30"))
    means = Scale("sequential", (low, high))
    assert [means.color_of(means.class_of(value)) for value in (30.0, 31.0)] == [
        "#FFFFB2",
        "#BD0026",
    ]
