"""What a figure is about: an indicator of the catalogue, or the words of its source."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from aqmap.model.figures import Figure
from aqmap.words import Text
from aqmap.workspace.indicators import Indicator, Indicators, fold

_COUNTED = re.compile("[万亿]?(?:户|台|辆|个|家|座|处|次|批次|项|起|人|套|件|条|所|名|场|期|宗|艘)")
_NO_AMOUNT = re.compile(r".*[%‰/].*|个?百分点|天|日|小时|分|℃|度|[厘毫]?米|倍|")
_BRACKETS = re.compile(r"\([^()]*\)")
_SISTERS = re.compile("(?:占地面积|建筑面积|面积|户数)$")
_KINDS = re.compile("(?:设市|县级|地级)城市|县级市|各?县城")
_TEN_THOUSAND = "万"


@dataclass(frozen=True)
class Topic:
    """
    What a figure is about.

    Attributes
    ----------
    key
        Equal for figures on the same thing. What a sentence says of a kind of place (设市城市,
        县城) is another thing than what it says of all, or of another kind.
    indicator
        The catalogue's, or none where it does not know the name.
    label
        What messages call it.
    unit
        The unit of its values.
    counts
        Whether it counts whole things, which no rounding explains.
    amount
        Whether its values are amounts, that may be added, and no rates or means.
    adds_up
        Whether the whole is the sum of its places; taken from the unit where the catalogue does
        not know it, so that what follows from it is a doubt.
    stem
        Equal for two rows of a table that count one thing in two ways: 户数 and 面积.
    """

    key: str
    indicator: Indicator | None
    label: Text
    unit: Text
    counts: bool
    amount: bool
    adds_up: bool
    stem: str

    @property
    def known(self) -> bool:
        """Whether the catalogue has it."""
        return self.indicator is not None

    @property
    def id(self) -> str:
        """The indicator's id, or empty."""
        return self.indicator.id if self.indicator else ""

    def name(self, figure: Figure) -> str:
        """Return what stands for the topic in a finding's id; `figure` for one without id."""
        return self.id or figure.id


TopicFigure: TypeAlias = tuple[Figure, Topic]
"""A figure and what it is about."""


def with_topics(figures: Iterable[Figure], indicators: Indicators) -> list[TopicFigure]:
    """Return figures with what they are about, but those that name nothing that is known."""
    known: dict[tuple[str, ...], Topic | None] = {}  # most figures of a table are on one thing
    told = []
    for figure in figures:
        kind = _kind_of_place(figure)
        key = figure.indicator, figure.indicator_written, figure.unit, kind
        if key not in known:
            known[key] = _topic_of(figure, kind, indicators)
        if (topic := known[key]) is not None:
            told.append((figure, topic))
    return told


def _topic_of(figure: Figure, kind: str, indicators: Indicators) -> Topic | None:
    indicator = indicators.get(figure.indicator)
    if indicator is not None:
        unit = indicator.unit.zh
        return Topic(
            key=f"{indicator.id} {kind}",
            indicator=indicator,
            label=indicator.label,
            unit=indicator.unit,
            counts=indicator.counts,
            amount=not re.search("[%‰/]", unit),
            adds_up=indicator.adds_up,
            stem=_stem(indicator.theme, indicator.name.zh),
        )
    if figure.indicator or not figure.indicator_written:
        return None
    written, unit = figure.indicator_written, figure.unit
    amount = not _NO_AMOUNT.fullmatch(unit)
    return Topic(
        key=f"{fold(written)} {fold(unit)} {kind}",
        indicator=None,
        label=Text(written, written),
        unit=Text(unit, unit),
        counts=_COUNTED.fullmatch(unit) is not None and not unit.startswith(("万", "亿")),
        amount=amount,
        adds_up=amount,
        stem=_stem("", written),
    )


def _kind_of_place(figure: Figure) -> str:
    kind = _KINDS.fullmatch(figure.place_written)
    return kind[0] if kind and not figure.locator.table else ""


def _stem(theme: str, written: str) -> str:
    bare = _BRACKETS.sub("", unicodedata.normalize("NFKC", written))
    return f"{theme} {fold(_SISTERS.sub('', bare))}"


def plain_unit(unit: Text) -> tuple[int, Text]:
    """Return how many of a unit without 万 it stands for, and that unit: 10 000 and 平方米."""
    if not unit.zh.startswith(_TEN_THOUSAND):
        return 1, unit
    return 10_000, Text(unit.zh.removeprefix(_TEN_THOUSAND), unit.en.removeprefix("10 000 "))
