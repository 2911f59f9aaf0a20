"""The numbers that Word writes before its paragraphs, which stand nowhere in its text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS = 9
_CHAIN = 20  # a style builds on no more others than that
_DIGITS, _FORMAL_DIGITS = "零一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖"
_COUNTING = (  # Word's names for 一, 二, 三, which it does not keep to one language
    "chineseCounting",
    "chineseCountingThousand",
    "ideographDigital",
    "japaneseCounting",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
)
_FORMAL = ("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal")
_SIGNS = {  # one sign a number
    "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedCircleChinese": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "decimalEnclosedFullstop": "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
}
_ROMAN = (
    *(("m", 1000), ("cm", 900), ("d", 500), ("cd", 400), ("c", 100), ("xc", 90), ("l", 50)),
    *(("xl", 40), ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1)),
)


@dataclass(frozen=True)
class _Level:
    """A level of a list: how it counts, how it is written, which style it belongs to."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    style: str = ""
    legal: bool = False
    restarts: bool = True


@dataclass
class Numbering:
    """
    The lists of a document, and how far each has counted.

    Attributes
    ----------
    styles
        Elements of paragraph styles by id.
    """

    styles: Mapping[str, Element]
    _levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    _counters: dict[str, str] = field(default_factory=dict)
    _starts: dict[str, dict[int, int]] = field(default_factory=dict)
    _counts: dict[str, list[int | None]] = field(default_factory=dict)

    def label(self, paragraph: Element) -> str:
        """Return the number that Word shows before a paragraph, which is then counted."""
        number, depth = self._list_of(paragraph)
        level = self._levels.get(number, {}).get(depth)
        if level is None:
            return ""
        counts = self._count(number, depth, level)
        if level.form in ("bullet", "none"):
            return ""
        levels = self._levels[number]

        def counted(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            above = levels.get(at, _Level())
            form = "decimal" if level.legal else above.form
            value = counts[at]
            return written_number(above.start if value is None else value, form)

        return re.sub("%([1-9])", counted, level.text).strip()

    def _count(self, number: str, depth: int, level: _Level) -> list[int | None]:
        key = self._counters[number]
        counts = self._counts.setdefault(key, [None] * _LEVELS)
        for at, start in self._starts.pop(number, {}).items():  # only the list's first use
            counts[at] = start - 1
        before = counts[depth]
        counts[depth] = level.start if before is None else before + 1
        for at in range(depth + 1, _LEVELS):
            if self._levels[number].get(at, level).restarts:
                counts[at] = None
        return counts

    def _list_of(self, paragraph: Element) -> tuple[str, int]:
        """Return the list and level of a paragraph: its own, or those of its style."""
        own = paragraph.find(f"{W}pPr/{W}numPr")
        number = value_of(own, "numId")
        depth = value_of(own, "ilvl")
        if number:
            return number, depth_of(depth)
        style = value_of(paragraph.find(f"{W}pPr"), "pStyle")
        for _ in range(_CHAIN):
            element = self.styles.get(style)
            listed = element.find(f"{W}pPr/{W}numPr") if element is not None else None
            number = value_of(listed, "numId")
            if number:
                levels = self._levels.get(number, {})
                named = next((level for level, lvl in levels.items() if lvl.style == style), None)
                asked = depth or value_of(listed, "ilvl")
                return number, named if named is not None and not depth else depth_of(asked)
            style = value_of(element, "basedOn")
        return "", 0


def read_numbering(root: Element | None, styles: Mapping[str, Element]) -> Numbering:
    """
    Return the lists of a document.

    Parameters
    ----------
    root
        The numbering part's, or none if there is no such part.
    styles
        Elements of paragraph styles by id.
    """
    numbering = Numbering(styles)
    if root is None:
        return numbering
    abstract = {e.get(f"{W}abstractNumId", ""): e for e in root.iterfind(f"{W}abstractNum")}
    lists = {e.get(f"{W}numId", ""): e for e in root.iterfind(f"{W}num")}
    levels_of = {key: _levels(e) for key, e in abstract.items()}  # once for all their lists
    for number, element in lists.items():
        key = value_of(element, "abstractNumId")
        style = styles.get(value_of(abstract.get(key), "numStyleLink"))
        if style is not None:  # the list is that of a style
            other = lists.get(value_of(style.find(f"{W}pPr/{W}numPr"), "numId"))
            key = value_of(other, "abstractNumId") or key
        levels = dict(levels_of.get(key, {}))
        for override in element.iterfind(f"{W}lvlOverride"):
            level = depth_of(override.get(f"{W}ilvl"))
            levels |= _levels(override)
            start = value_of(override, "startOverride")
            if start:
                numbering._starts.setdefault(number, {})[level] = whole(start, 1)
        numbering._levels[number] = levels
        numbering._counters[number] = key
    return numbering


def _levels(parent: Element) -> dict[int, _Level]:
    return {
        depth_of(e.get(f"{W}ilvl")): _Level(
            whole(value_of(e, "start"), 1),
            value_of(e, "numFmt") or "decimal",
            value_of(e, "lvlText"),
            value_of(e, "pStyle"),
            is_on(e.find(f"{W}isLgl")),
            value_of(e, "lvlRestart") != "0",
        )
        for e in parent.iterfind(f"{W}lvl")
    }


def value_of(parent: Element | None, name: str) -> str:
    """Return the ``w:val`` of a child, empty if there is none."""
    child = parent.find(f"{W}{name}") if parent is not None else None
    return (child.get(f"{W}val") or "") if child is not None else ""


def is_on(switch: Element | None) -> bool:
    """Return whether a switch such as ``w:vanish`` is there and not off."""
    return switch is not None and switch.get(f"{W}val") not in ("0", "false", "off", "none")


def whole(written: str | None, default: int) -> int:
    """Return a whole number of an attribute; `default` where it is none."""
    return int(written) if written and re.fullmatch("-?[0-9]{1,6}", written) else default


def depth_of(written: str | None) -> int:
    """Return a list's level, from 0."""
    return min(max(whole(written, 0), 0), _LEVELS - 1)


def written_number(number: int, form: str) -> str:
    """Write a list's number in one of Word's forms; in digits where the form is not known."""
    if form == "decimalZero":
        return f"{number:02d}"
    if not 0 < number < 10_000:
        return str(number)
    if form in _COUNTING or form in _FORMAL:
        return _chinese(number, formal=form in _FORMAL)
    if form in _SIGNS and number <= len(_SIGNS[form]):
        return _SIGNS[form][number - 1]
    written = str(number)
    if form.endswith("Letter"):
        written = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
    elif form.endswith("Roman"):
        written = _roman(number)
    return written.upper() if form.startswith("upper") else written


def _chinese(number: int, *, formal: bool) -> str:
    digits, units = (_FORMAL_DIGITS, "拾佰仟") if formal else (_DIGITS, "十百千")
    written = ""
    for place, digit in enumerate(reversed(str(number))):
        unit = units[place - 1] if place else ""
        written = (digits[int(digit)] + unit if digit != "0" else "零") + written
    written = re.sub("零+", "零", written).rstrip("零")
    return written.removeprefix("一") if written.startswith("一十") else written


def _roman(number: int) -> str:
    written = ""
    for letters, value in _ROMAN:
        count, number = divmod(number, value)
        written += letters * count
    return written
