"""Places and all their spellings; a name is matched exactly, or not at all."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from aqmap.errors import Fault, TableError
from aqmap.files.read_table import read_table
from aqmap.files.table_columns import Column, TableColumns, UnfitCellError, number
from aqmap.model.figures import Level
from aqmap.words import Text
from aqmap.workspace.indicators import fold
from aqmap.workspace.provinces import province_names

_ROLES = {"county": Level.COUNTY, "prefecture": Level.PREFECTURE, "zone": Level.ZONE}
_CONTEXT = "context "
_CODE = re.compile(r"'?(\d{6})(?:0{3}|0{6})?(?:\.0+)?", re.ASCII)  # to the village, or a number
_BROKEN_CODE = re.compile(r"\d(?:\.\d+)?e\+?\d{1,2}", re.ASCII | re.IGNORECASE)
_RANK = re.compile("(?:市|地区|盟)$")
_SHORTEST = 2  # 沙市 is no 沙
_DASHES = re.compile(r"[‐‑‒–—―－~～-]+")

OWN_WORDS: Mapping[str, str] = {
    word: ending
    for ending, words in (
        ("州", ("州直", "州直汇总", "全州", "我州")),
        ("地区", ("全地区", "我地区", "本地区")),
        ("盟", ("全盟", "我盟")),
        ("市", ("全市", "我市", "市域")),
        ("县", ("全县", "我县", "县域")),
        ("旗", ("全旗", "我旗")),
        ("区", ("全区", "我区")),
        ("", ("全域",)),
    )
    for word in words
}
"""A document's own words for its place, and how the name of the place that each means ends."""
PATTERNS: Mapping[str, re.Pattern[str]] = {
    "name_dashes": _DASHES,
    "code": _CODE,
    "broken_code": _BROKEN_CODE,
}
"""How names and codes are written, for the interactive page."""
TOTALS, SUBTOTALS = ("合计", "总计", "汇总", "共计"), ("小计",)
"""What stands for a place's name where parts are added up: all of them, or only some."""
_OWN_MEAN = re.compile(f"(?P<word>{'|'.join(OWN_WORDS)})(?:平均值?|均值)")


@dataclass(frozen=True, slots=True)
class Place:
    """
    A county, zone or prefecture.

    Attributes
    ----------
    code
        GB/T 2260 code, six digits; a code of its own for a zone without a polygon.
    name
        The official name.
    other_names
        Every other spelling that documents use.
    prefecture
        Code of the prefecture; its own for a prefecture, and for a city without counties.
    level
        County, zone or prefecture.
    context
        Whether it is only drawn around the places that count (a neighbour, an XPCC city).
    lon, lat
        The seat, or the marker of a zone, in degrees; none if unknown.
    area_km2
        The published area; none if unknown.
    """

    code: str
    name: Text
    other_names: tuple[str, ...]
    prefecture: str
    level: Level
    context: bool = False
    lon: float | None = None
    lat: float | None = None
    note: str = ""
    area_km2: float | None = None

    @property
    def is_prefecture(self) -> bool:
        """Whether it is a prefecture, or a city without counties, which is its own prefecture."""
        return self.level == Level.PREFECTURE or (
            self.level == Level.COUNTY and self.prefecture == self.code
        )


@dataclass(frozen=True)
class Match:
    """
    What a written name came to: one place, or none with the reason.

    Attributes
    ----------
    place
        The one place, if there is one.
    candidates
        All places of an ambiguous name.
    written, places
        An unknown name, and the places among which it was looked for.
    """

    place: Place | None
    candidates: tuple[Place, ...] = ()
    written: str = ""
    places: Places | None = field(default=None, repr=False, compare=False)

    @property
    def ambiguous(self) -> bool:
        """Whether the name fits more than one place."""
        return len(self.candidates) > 1

    @property
    def nearest(self) -> tuple[str, ...]:
        """The three official names nearest to an unknown one: looked for when they are shown."""
        return self.places.nearest(self.written) if self.places else ()


@dataclass(frozen=True)
class Places:
    """All places of a workspace, found by code or by any spelling."""

    by_code: Mapping[str, Place]
    _by_name: dict[str, list[Place]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        names: dict[str, list[Place]] = {}
        for place in self.by_code.values():
            written = (place.name.zh, place.name.en, self.full_name(place).en, *place.other_names)
            for name in {_key(n) for n in written}:
                names.setdefault(name, []).append(place)
        object.__setattr__(self, "_by_name", names)

    def __getitem__(self, code: str) -> Place:
        return self.by_code[code]

    def __iter__(self) -> Iterator[Place]:
        return iter(self.by_code.values())

    def match(
        self, written: str, *, prefecture: str = "", level: Level | None = None, own: str = ""
    ) -> Match:
        """
        Find the one place that a name stands for.

        Parameters
        ----------
        written
            A code or a name in any known spelling, with or without the names of its prefecture and
            province before it (石家庄市桥西区); spaces, width and dashes do not matter.
        prefecture
            The prefecture the source speaks of: it settles names that two places share.
        level
            The level the source speaks of, where it is known.
        own
            Code of the place of this source, which its `OWN_WORDS` mean.

        Returns
        -------
        match
            With the place; or without, and then with all candidates of an ambiguous name or the
            three nearest spellings of an unknown one. Nothing is matched by likeness.

        Examples
        --------
        >>> from pathlib import Path
        >>> import aqmap
        >>> folder = Path(aqmap.__file__).with_name("templates") / "minimal"
        >>> places = read_places(folder / "boundaries" / "places.csv")
        >>> places.match("甲县").place.name.en
        'Example A'
        >>> unknown = places.match("示例丁县")
        >>> unknown.place is None, "示例甲县" in unknown.nearest
        (True, True)
        """
        name = written.strip()
        code = self.code_of(name)
        if own and (word := own_word(written)):
            meant = self.own_place(word, own)
            return Match(meant) if meant else Match(None, written=name, places=self)
        found = [self.by_code[code]] if code else self._by_name.get(_key(name), [])
        found = found or self._by_full_name(_key(name))
        for kept in (
            [p for p in found if _key(p.name.zh) == _key(name)],
            [p for p in found if p.prefecture == prefecture],
            [p for p in found if p.level == level],
        ):
            found = kept or found
        if len(found) == 1:
            return Match(found[0])
        if found:
            return Match(None, candidates=tuple(found))
        return Match(None, written=name, places=self)

    def code_of(self, written: str) -> str:
        """
        Return the code of one of the places that a text is, or nothing.

        Spreadsheets write it as a number (``652701.0``), the statistics office to the village
        (``652701000000``).
        """
        if written in self.by_code:
            return written
        match = _CODE.fullmatch(unicodedata.normalize("NFKC", written).strip())
        return match[1] if match and match[1] in self.by_code else ""

    def full_name(self, place: Place) -> Text:
        """Return a place's name behind that of its prefecture, which tells it from others."""
        around = self.by_code.get(place.prefecture)
        if around is None or around is place or place.level == Level.PREFECTURE:
            return place.name
        return Text(f"{around.name.zh}{place.name.zh}", f"{place.name.en}, {around.name.en}")

    def _by_full_name(self, key: str) -> list[Place]:
        """Return the places whose prefecture or province, or both, stand before their names."""
        found: dict[str, Place] = {}
        for start in range(1, len(key)):
            for place in self._by_name.get(key[start:], ()):
                if key[:start] in self.names_before(place):
                    found[place.code] = place
        return list(found.values())

    def names_before(self, place: Place) -> set[str]:
        """Return the spellings that may stand before a place's own: of those around it."""
        around = self.by_code.get(place.prefecture)
        names = () if around in (None, place) else (around.name.zh, *around.other_names)
        whole = (name for name in names if name not in OWN_WORDS)
        prefectures = {_key(short) for name in whole for short in (name, _without_rank(name))}
        provinces = {_key(name) for name in province_names(place.code)}
        return prefectures | provinces | {p + q for p in provinces for q in prefectures}

    def own_place(self, word: str, own: str) -> Place | None:
        """
        Return the place that one of `OWN_WORDS` means in a document, if it means one.

        Parameters
        ----------
        word
            In a county's document 全州 is its prefecture; in a 地区, 全区 is no district.
        own
            Code of the document's place.
        """
        ending = OWN_WORDS[word]
        place = self.by_code.get(own)
        around = self.by_code.get(place.prefecture) if place else None
        for meant in filter(None, (place, around)):
            name = meant.name.zh
            if name.endswith(ending) and not (ending == "区" and name.endswith("地区")):
                return meant
        return None

    def nearest(self, written: str, count: int = 3) -> tuple[str, ...]:
        """Return the official names whose spellings are most like `written`, best first."""
        close = difflib.get_close_matches(_key(written), list(self._by_name), n=12, cutoff=0.2)
        names = dict.fromkeys(self._by_name[key][0].name.zh for key in close)
        return tuple(names)[:count]


def _without_rank(name: str) -> str:
    """Return a prefecture's name as people say it before a county's: 石家庄桥西区."""
    return _RANK.sub("", name) if len(name) > _SHORTEST else name


@lru_cache(maxsize=16_384)
def is_broken_code(written: str) -> bool:
    """Return whether a text is a code of which a spreadsheet kept some digits: ``6.53E+05``."""
    return _BROKEN_CODE.fullmatch(unicodedata.normalize("NFKC", written).strip()) is not None


def own_word(written: str) -> str:
    """Return which of `OWN_WORDS` a name is, also as a mean (全州平均), or nothing."""
    key = _key(written)
    mean = _OWN_MEAN.fullmatch(key)
    word = mean["word"] if mean else key
    return word if word in OWN_WORDS else ""


def _key(written: str) -> str:
    return fold(_DASHES.sub("", written)).replace("’", "").replace("'", "")


def _level(written: str) -> tuple[Level, bool]:
    """Read a role: the level of a place, and whether it is context."""
    role = written.removeprefix(_CONTEXT)
    if role not in _ROLES:
        raise UnfitCellError(" | ".join((*_ROLES, *(_CONTEXT + role for role in _ROLES))))
    return _ROLES[role], role != written


def _other_names(written: str) -> tuple[str, ...]:
    return tuple(name for name in written.split("|") if name)


PLACE_COLUMNS = TableColumns(
    (
        Column("code", filled="654002", needed=True),
        Column("name_zh", needed=True),
        Column("name_en", needed=True),
        Column("other_names", _other_names, blank=(), needed=True),
        Column("prefecture", needed=True),
        Column("role", _level, filled="county", needed=True),
        Column("official_area_km2", number(0, 1e7), blank=None, needed=True),
        Column("area_source", needed=True),
        Column("lon", number(0, 180), blank=None, needed=True),
        Column("lat", number(0, 90), blank=None, needed=True),
        Column("note", needed=True),
    ),
    unknown="",
)


def read_places(path: Path) -> Places:
    """
    Read ``boundaries/places.csv``, or ``places.xlsx``.

    Raises
    ------
    SourceError
        If the file is missing or unreadable.
    TableError
        With every row whose code is missing or stands twice, or whose role or numbers do not fit.
    """
    table = read_table(path, PLACE_COLUMNS)
    faults: list[tuple[int, Fault]] = []
    places: dict[str, Place] = {}
    for row, place in table.checked().objects(_place):
        if isinstance(place, list):
            for cell in place:
                written = f"{cell.column} {cell.found!r}"
                faults.append((row, table.fault(row, "place_row", found=written)))
        elif place.code in places:
            faults.append((row, table.fault(row, "place_row", found=f"code {place.code!r}")))
        else:
            places[place.code] = place
    if faults or table.faults:
        raise TableError(table.in_order(faults))
    return Places(places)


def _place(cells: Mapping[str, Any]) -> Place:
    level, context = cells["role"]
    return Place(
        code=cells["code"],
        name=Text(cells["name_zh"], cells["name_en"] or cells["name_zh"]),
        other_names=cells["other_names"],
        prefecture=cells["prefecture"],
        level=level,
        context=context,
        lon=cells["lon"],
        lat=cells["lat"],
        note=cells["note"],
        area_km2=cells["official_area_km2"],
    )
