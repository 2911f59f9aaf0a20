"""Places and all their spellings; a name is matched exactly, or not at all."""

from __future__ import annotations

import csv
import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

from aqmap.errors import Fault, SourceError, TableError
from aqmap.model.figures import Level
from aqmap.words import Text
from aqmap.workspace.indicators import fold

COLUMNS = (
    "code",
    "name_zh",
    "name_en",
    "other_names",
    "prefecture",
    "role",
    "official_area_km2",
    "area_source",
    "lon",
    "lat",
    "note",
)
_ROLES = {"county": Level.COUNTY, "prefecture": Level.PREFECTURE, "zone": Level.ZONE}
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
        Code of the prefecture; its own for a prefecture.
    level
        County, zone or prefecture.
    context
        Whether it is only drawn around the places that count (a neighbour, an XPCC city).
    lon, lat
        The seat, or the marker of a zone, in degrees; none if unknown.
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
            for name in {_key(n) for n in (place.name.zh, place.name.en, *place.other_names)}:
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
            A code or a name in any known spelling; spaces, width and dashes do not matter.
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
        if own and (word := own_word(written)):
            meant = self.own_place(word, own)
            return Match(meant) if meant else Match(None, written=name, places=self)
        found = [self.by_code[name]] if name in self.by_code else self._by_name.get(_key(name), [])
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


def own_word(written: str) -> str:
    """Return which of `OWN_WORDS` a name is, also as a mean (全州平均), or nothing."""
    key = _key(written)
    mean = _OWN_MEAN.fullmatch(key)
    word = mean["word"] if mean else key
    return word if word in OWN_WORDS else ""


def _key(written: str) -> str:
    return fold(_DASHES.sub("", written)).replace("’", "").replace("'", "")


def read_places(path: Path) -> Places:
    """
    Read ``boundaries/places.csv``.

    Raises
    ------
    SourceError
        If the file is missing or is not UTF-8.
    TableError
        With every row whose code is missing or stands twice, or whose role or numbers do not fit.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise SourceError(Fault("file_missing", path)) from None
    except UnicodeDecodeError as problem:
        raise SourceError(Fault("encoding_unknown", path, f"byte {problem.start}")) from None
    reader = csv.DictReader(StringIO(text))
    missing = [c for c in COLUMNS if c not in (reader.fieldnames or ())]
    if missing:
        raise TableError(Fault("column_missing", path, found=", ".join(missing)))
    faults: list[Fault] = []
    places: dict[str, Place] = {}
    for row in reader:
        at = f"line {reader.line_num}"
        problems = list(_row_problems(row, places))
        faults += [Fault("place_row", path, at, found=p) for p in problems]
        if not problems:
            places[row["code"]] = _place(row)
    if faults:
        raise TableError(faults)
    return Places(places)


def _row_problems(row: Mapping[str, str], places: Mapping[str, Place]) -> Iterable[str]:
    if None in row or None in row.values():
        yield "cells"
        return
    if not row["code"] or row["code"] in places:
        yield f"code {row['code']!r}"
    if row["role"].removeprefix("context ") not in _ROLES:
        yield f"role {row['role']!r}"
    for name in ("official_area_km2", "lon", "lat"):
        if row[name] and not re.fullmatch(r"\d+(\.\d+)?", row[name]):
            yield f"{name} {row[name]!r}"


def _place(row: Mapping[str, str]) -> Place:
    number = {n: float(row[n]) if row[n] else None for n in ("lon", "lat")}
    return Place(
        code=row["code"],
        name=Text(row["name_zh"], row["name_en"] or row["name_zh"]),
        other_names=tuple(n for n in row["other_names"].split("|") if n),
        prefecture=row["prefecture"],
        level=_ROLES[row["role"].removeprefix("context ")],
        context=row["role"].startswith("context "),
        note=row["note"],
        **number,
    )
