"""Any figures: what a property of the figures table must hold for."""

from hypothesis import strategies as st

from aqmap.model.figures import Basis, Comparator, Figure, Level, Role
from aqmap.model.locators import Locator

texts = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cn", "Cs", "Z"]), max_size=12
)
one_figure = st.builds(
    Figure,
    id=texts.filter(bool),
    place=st.just("654002"),
    place_written=texts,
    level=st.sampled_from(Level),
    indicator=st.just("pm25"),
    indicator_written=texts,
    period=st.sampled_from(["2021", "2021-03", "2021-01-01/2021-12-15"]),
    role=st.sampled_from(Role),
    comparator=st.none() | st.sampled_from(Comparator),
    value=st.decimals(-(10**90), 10**90, places=3),
    unit=texts,
    value_written=texts,
    basis=st.sampled_from(Basis),
    part=st.booleans(),
    scope=texts,
    source=texts.filter(bool),
    locator=texts.map(Locator),
    checked_by=texts,
    checked_on=st.dates().map(str),
    confirm=st.lists(st.sampled_from(["role", "period", "place"]), unique=True).map(tuple),
    note=texts,
)
some_figures = st.lists(one_figure, min_size=1, max_size=4)
