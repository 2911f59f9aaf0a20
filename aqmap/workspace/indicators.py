"""The catalogue of indicators: what is measured or asked for, in the workspace's words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import Literal

from pydantic import Field

from aqmap.errors import Fault, SpecError
from aqmap.model.figures import Comparator
from aqmap.model.units import convert, same_quantity, same_unit
from aqmap.words import Text
from aqmap.workspace.toml_schema import BilingualText, Spec, check_spec, read_toml

Kind = Literal["quality", "quantity", "cap", "level", "stock", "supervised", "frequency"]
_WORK = re.compile("淘汰|整治|改造|铺设|监管|管理|控制|新增|治理|拆除|建设|修复|改良")
PASSED_OVER = re.compile(r"[\s\"'“”‘’·•:：,，、_\-—–－]+")
"""Signs that do not matter in a name."""
_SHORTEST_THING = 3  # characters: a shorter one is too little to go by
_MASS_PER_VOLUME = "微克/立方米"
_OF_AIR = frozenset(
    (
        *("pm25", "pm10", "so2", "no2", "co", "o3"),
        *("composite_index", "good_day_ratio", "heavy_pollution_days"),
    )
)
"""Ids of what GB 3095, HJ 633 and HJ 663 give."""
JUDGED: frozenset[str] = frozenset({"quality", "quantity", "cap", "level"})


class Indicator(Spec):
    """
    One indicator.

    Attributes
    ----------
    name, short
        Names for titles and for the layer list.
    aliases
        What documents write for it, without the unit; the first is the usual one.
    row
        The number of its row in the plan's annex, if it has one: for reading order only.
    unit
        Its unit; figures in the table are in it.
    unit_aliases
        Other ways the same unit is written.
    decimals
        Decimals shown where the source's own are not kept.
    theme
        Id of the theme it is listed under.
    direction
        Which side is better; none where neither is.
    adds_up
        Whether the whole is the sum of its places.
    counts
        Whether it counts whole things (户, 辆, 个), so that no rounding can explain a difference.
    accumulates
        Whether it only grows through the period, as days and tonnes do and means do not.
    kind
        What sort of row it is; none where the document leaves it open. Only some are judged.
    air
        Whether it speaks of the air, so that sand-dust days matter to it; see `of_air` for what
        holds where nothing is said.
    """

    id: str
    name: BilingualText
    short: BilingualText | None = None
    aliases: tuple[str, ...] = ()
    row: str = ""
    unit: BilingualText
    unit_aliases: tuple[str, ...] = ()
    decimals: int = Field(default=0, ge=-9, le=9)
    theme: str
    direction: Literal["lower", "higher"] | None = None
    adds_up: bool = False
    counts: bool = False
    accumulates: bool = False
    kind: Kind | None = None
    air: bool | None = None
    note: BilingualText | None = None

    @property
    def label(self) -> Text:
        """The short name, or the name where there is no shorter one."""
        return self.short or self.name

    @property
    def judged(self) -> bool:
        """Whether a measured value may be held against a target of this kind."""
        return self.kind in JUDGED and self.direction is not None

    @property
    def of_air(self) -> bool:
        """Whether it speaks of the air: the standard's items and a mass per volume, if not said."""
        if self.air is not None:
            return self.air
        return self.id in _OF_AIR or self._is_mass_per_volume

    @property
    def is_concentration(self) -> bool:
        """Whether it is what a volume of air holds, which is never 0."""
        return self.of_air and self._is_mass_per_volume

    @property
    def _is_mass_per_volume(self) -> bool:
        unit = self.unit.zh
        is_ratio = "/" in unit or "每" in unit  # all others need no register of units
        return is_ratio and same_quantity(unit, _MASS_PER_VOLUME)

    def is_no_task(self, target: Decimal | None) -> bool:
        """Return whether a target asks for nothing: a task of 0, where a cap of 0 is a cap."""
        return self.kind == "quantity" and target == 0

    @property
    def step(self) -> Decimal:
        """One unit in the last decimal shown."""
        return Decimal(1).scaleb(-self.decimals)


class Indicators(Mapping[str, Indicator]):
    """The indicators by id, found by what a document writes."""

    def __init__(self, indicators: Mapping[str, Indicator]) -> None:
        self._by_id = dict(indicators)
        self._by_alias = {
            fold(alias): indicator
            for indicator in self._by_id.values()
            for alias in (*indicator.aliases, indicator.name.zh)
        }
        self._turned = _names_turned_round(self._by_alias)

    def __getitem__(self, key: str) -> Indicator:
        return self._by_id[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_id)

    def __len__(self) -> int:
        return len(self._by_id)

    @property
    def aliases(self) -> Mapping[str, Indicator]:
        """Every folded spelling and the indicator it stands for."""
        return self._by_alias

    def find(self, written: str) -> Indicator | None:
        """
        Return the indicator that a document writes so (unit left out), or none.

        The work may stand on the other side of what it is done to: 老旧柴油货车淘汰.
        """
        key = fold(written)
        return self._by_alias.get(key) or self._turned.get(key)

    def find_with_unit(self, name: str, unit: str) -> Indicator | None:
        """
        Return the indicator that a document writes so and gives in such a unit, or none.

        A unit may tell two indicators apart, 电采暖（户） and 电采暖（万平方米）; its scale does
        not: 电采暖（平方米） is the second.
        """
        by_name = self.find(f"{name}({unit})") or self.find(name)
        if by_name is not None or not unit:
            return by_name
        opening, fitting_ids = fold(name) + "(", set()
        for alias, indicator in self._by_alias.items():
            if alias.startswith(opening) and alias.endswith(")"):
                fitting_ids |= (
                    {indicator.id} if same_quantity(alias[len(opening) : -1], unit) else set()
                )
        return self._by_id[fitting_ids.pop()] if len(fitting_ids) == 1 else None

    def same_unit(self, indicator: Indicator, written: str) -> bool:
        """Return whether `written` is the indicator's unit in another spelling."""
        spellings = {indicator.unit.zh, indicator.unit.en, *indicator.unit_aliases}
        return fold(written) in {fold(unit) for unit in spellings} or same_unit(
            written, indicator.unit.zh
        )

    def converted(self, indicator: Indicator, value: Decimal, written: str) -> Decimal | None:
        """Return a value in the indicator's unit; none where the two measure different things."""
        if self.same_unit(indicator, written):
            return value
        return convert(value, written, indicator.unit.zh)


def _names_turned_round(aliases: Mapping[str, Indicator]) -> dict[str, Indicator]:
    """Return names made of one of an indicator's works and one of its things, if of no other."""
    works: dict[str, set[str]] = {}
    things: dict[str, set[str]] = {}
    for alias, indicator in aliases.items():
        thing = alias
        for work in _WORK.findall(alias):
            if alias.startswith(work) or alias.endswith(work):
                works.setdefault(indicator.id, set()).add(work)
                thing = thing.removeprefix(work).removesuffix(work)
        things.setdefault(indicator.id, set()).add(thing)
    ids_by_name: dict[str, set[str]] = {}
    for key, works_done in works.items():
        plain_things = [t for t in things[key] if len(t) >= _SHORTEST_THING and not _WORK.search(t)]
        for work, thing in product(works_done, plain_things):
            for name in (work + thing, thing + work):
                ids_by_name.setdefault(name, set()).add(key)
    by_id = {indicator.id: indicator for indicator in aliases.values()}
    return {name: by_id[next(iter(ids))] for name, ids in ids_by_name.items() if len(ids) == 1}


@lru_cache(maxsize=16_384)
def fold(written: str) -> str:
    """Return a spelling without width, spaces, quotes, dots and case: the form names match in."""
    folded = unicodedata.normalize("NFKC", written).casefold()
    return PASSED_OVER.sub("", folded)


def read_indicators(path: Path) -> Indicators:
    """
    Read ``layers/indicators.toml``.

    Raises
    ------
    SourceError
        If the file is missing.
    SpecError
        With every unknown key, wrong value, and alias that two indicators claim.
    """
    faults: list[Fault] = []
    indicators: dict[str, Indicator] = {}
    claimed: dict[str, str] = {}
    for key, table in read_toml(path).items():
        if not isinstance(table, dict):
            faults.append(Fault("unknown_key", path, key))
            continue
        try:
            indicator = check_spec(Indicator, {"id": key, **table}, file=path, parent=key)
        except SpecError as problem:
            faults += problem.faults
            continue
        indicators[key] = indicator
        for alias in {fold(a) for a in (*indicator.aliases, indicator.name.zh)}:
            claimant = claimed.setdefault(alias, key)
            if claimant != key:
                faults.append(Fault("alias_taken", path, key, found=alias, other=claimant))
    if faults:
        raise SpecError(faults)
    return Indicators(indicators)


def task_comparator(indicator: Indicator | None) -> Comparator | None:
    """Return how a task of this kind is met where the document does not say it."""
    if indicator is None or not indicator.judged:
        return None
    return Comparator.LE if indicator.direction == "lower" else Comparator.GE
