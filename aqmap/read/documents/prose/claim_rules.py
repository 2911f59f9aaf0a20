"""
The rules by which a clause claims something: a table, read from above; the first that fits holds.

A row has a pattern in the names of `Kind` (see `token_pattern`), an example and what that claims.
The examples run as tests, so a new rule is a new row. The groups of a pattern are the parts of its
claim: ``places``, ``indicator`` (or several ``indicators`` with a number each), ``values``, ``old``
and ``old_period``; ``part`` singles places out of a whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from aqmap.read.documents.prose.token_patterns import token_pattern

# What may stand between the parts of a claim and changes none of them. No part begins with any
# of these, so none is given back (``*+``): a clause of nothing else would be tried in all splits.
BETWEEN = (
    "(FILLER|ACTION|INTENT|PERIOD (AND (?= PERIOD))?|ALREADY|REACHES|RESPECTIVELY|EACH|COMPARATOR"
    "|PLACE_PART|ADJUNCT)*+"
)
_PLACES = "(places: PLACE (AND PLACE)*)"
_INDICATOR = "(indicator: INDICATOR)"
_VALUES = "(values: ((QUANTITY|NUMBER) SUFFIX? AND)* QUANTITY SUFFIX?)"
_CHANGES = "(values: CHANGE (AND (CHANGE|QUANTITY))*)"
SUBJECT = f"({_PLACES})? {BETWEEN} (indicator: INDICATOR?) {BETWEEN}"


class Claimed(NamedTuple):
    """What an example claims: each part as written, several joined by 、."""

    places: str
    counted: str
    numbers: str
    old: str = ""
    old_period: str = ""
    part: bool = False


@dataclass(frozen=True)
class ClaimRule:
    """
    A rule: a clause, or what of it is left, that fits this pattern claims its groups.

    Attributes
    ----------
    name
        What it is about.
    pattern
        In names of kinds.
    example
        A clause that it covers.
    claimed
        What that claims, of one thing or of several.
    led_to
        Whether it holds only where the first words of its clause lead to it (应, 分别, 目前).
    """

    name: str
    pattern: str
    example: str
    claimed: tuple[Claimed, ...]
    led_to: bool = False

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern for rows of tokens."""
        return token_pattern(self.pattern)


CLAIM_RULES = (
    ClaimRule(
        "a number an indicator",
        f"({_PLACES})? {BETWEEN} (indicators: INDICATOR (AND INDICATOR)+) {BETWEEN}"
        "(values: ((QUANTITY|NUMBER) SUFFIX? AND)+ QUANTITY SUFFIX?)",
        "昌吉市优良天数比率和PM2.5平均浓度分别为80%、50微克/立方米",
        (
            Claimed("昌吉市", "优良天数比率", "80%"),
            Claimed("昌吉市", "PM2.5平均浓度", "50微克/立方米"),
        ),
    ),
    ClaimRule(
        "from an old number to a new",
        f"{SUBJECT} FROM (old_period: PERIOD?) ADJUNCT? (old: QUANTITY)"
        "REACHES+ PERIOD? ADJUNCT? (values: QUANTITY SUFFIX?)",
        "昌吉市优良天数比率由2020年的80%提高到85%",
        (Claimed("昌吉市", "优良天数比率", "85%", old="80%", old_period="2020"),),
    ),
    ClaimRule(
        "numbers behind their indicator",
        f"({_PLACES})? {BETWEEN} {_INDICATOR} {BETWEEN} {_VALUES}",
        "昌吉市、阜康市优良天数比率分别达到80%、82%以上",
        (Claimed("昌吉市、阜康市", "优良天数比率", "80%、82%以上"),),
    ),
    ClaimRule(
        "numbers before their indicator",
        f"({_PLACES})? {BETWEEN} {_VALUES} (FILLER|ACTION|ADJUNCT)* {_INDICATOR}",
        "完成256台常压燃煤小锅炉",
        (Claimed("", "常压燃煤小锅炉", "256台"),),
    ),
    ClaimRule(
        "a part in the midst",
        f"REDUCTION* {_INDICATOR} (part: OF_WHICH) {_PLACES} {BETWEEN} {_VALUES}",
        "减少平房区特别是昌吉市8.7万户燃烧",
        (Claimed("昌吉市", "平房区", "8.7万户", part=True),),
    ),
    ClaimRule(
        "places behind their indicator",
        f"{BETWEEN} {_INDICATOR} {BETWEEN} {_PLACES} {BETWEEN} {_VALUES}",
        "造林昌吉市5万亩",
        (Claimed("昌吉市", "造林", "5万亩"),),
    ),
    ClaimRule(
        "places alone",
        f"{_PLACES} (indicator:) {BETWEEN} {_VALUES}",
        "阜康市达到82%",
        (Claimed("阜康市", "", "82%"),),
    ),
    ClaimRule(
        "better than another year",
        f"{SUBJECT} (values: RELATIVE)",
        "昌吉市PM2.5平均浓度低于2020年",
        (Claimed("昌吉市", "PM2.5平均浓度", "低于2020年"),),
    ),
    ClaimRule(
        "a change of an old number",
        f"{SUBJECT} (old_period: BASE) (ADJUNCT|ALREADY|FILLER)* (old: QUANTITY)"
        f" (BASE|COMPARED)? {BETWEEN} {_CHANGES}",
        "昌吉市PM2.5平均浓度较2020年的50微克/立方米下降5%",
        (Claimed("昌吉市", "PM2.5平均浓度", "下降5%", old="50微克/立方米", old_period="2020"),),
    ),
    ClaimRule(
        "a change",
        f"{SUBJECT} BASE? COMPARED? {BETWEEN} {_CHANGES}",
        "PM2.5平均浓度较2020年下降5%",
        (Claimed("", "PM2.5平均浓度", "下降5%"),),
    ),
    ClaimRule(
        "numbers alone",
        f"(places:) (indicator:) {BETWEEN} {_VALUES}",
        "确保达到80%",
        (Claimed("", "", "80%"),),
        led_to=True,
    ),
)
"""In the order in which they are tried."""
