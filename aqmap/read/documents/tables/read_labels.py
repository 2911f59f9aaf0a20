"""What a label at a table's edge says: a place, an indicator, a unit, a role, a period."""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import replace

from aqmap.model.units import is_unit
from aqmap.read.documents.context import Context
from aqmap.read.documents.tables.label import Label, merged
from aqmap.read.lexicon.air_states import split_condition
from aqmap.read.lexicon.cell_values import parse_cell
from aqmap.read.lexicon.dates import SAME_YEAR, YEAR_BEFORE, find_periods, same_part
from aqmap.read.lexicon.header_words import (
    against_year,
    change_of,
    generic_unit,
    head_of,
    is_derived,
    is_place_head,
    is_subtotal,
    is_total,
    without_among,
    without_total,
)
from aqmap.read.lexicon.one_line import one_line, unnumbered, without_pointers
from aqmap.read.lexicon.role_words import AIM, BASE, DONE, PROGRESS, role_of
from aqmap.workspace.indicators import fold
from aqmap.workspace.places import OWN_WORDS, Place
from aqmap.workspace.provinces import province_names

_UP_TO = re.compile(
    r"截[止至]到?(?:(?P<year>20\d{2})年)?(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日|底|末|份)?"
)
_ROLE_WORDS = (
    f"(?:{AIM}|{DONE}|{PROGRESS}|{BASE}|分解|分配|累计|年度|全年|当年|本年|情况"
    "|数量|总量|数值|量|数|值|年|的|[:：/])"
)
_ONLY_ROLE = re.compile(f"{_ROLE_WORDS}*")
_AROUND = re.compile(f"^{_ROLE_WORDS}*(?P<rest>.+?){_ROLE_WORDS}*$")
_BRACKETED = re.compile(r"(?P<name>.+?)\((?:单位:)?(?P<inner>[^()]*)\)")
_QUOTES = re.compile('[“”"]')
_YEARS = re.compile(r"(20\d{2})年?[-—–~～至到](20\d{2})年(?![\d度]|采暖)")
_SAME_PART_OF = re.compile(r"(20\d{2})年度?同期")
_FIVE_YEARS = re.compile("十([三四五])五(?:期?末|期间|时期|规划)?")
_DUE = re.compile("[月日底末]之?前")
_SHORT_TIME = re.compile("[本上当][周旬]|上期|上(?:个)?[月季]|[近前][一二三七十\\d]+[日天周]|较上")
_ADDS_UP = re.compile("累计[值数]?")
_LAST_YEAR = re.compile("上年|去年|上一年")
_SAME_PERIOD_TOO = re.compile(
    "(?<=.)[及和](?:上年|去年)?同期(?:数据?|值)?(?!相?比|变|增|降)"
    "|(?<=[年月期])(?:份|度)?[（(](?:上年|去年)?同期(?:数据?|值)?[)）]$"
)
_LEAP_YEAR = 2096  # an open year may be one
_TITLE = 80  # a longer label is a text


class Labels:
    """Reads labels as a document means them, each spelling once."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._read: dict[str, Label] = {}
        names = (n for p in context.places for n in (p.name.zh, p.name.en, p.code, *p.other_names))
        provinces = (name for p in context.places for name in province_names(p.code))
        self._starts = {fold(name)[:2] for name in (*names, *OWN_WORDS, *provinces)}

    def read(self, written: str) -> Label:
        """Return what a label says; a long text, a number or a dash says nothing."""
        if written not in self._read:
            text = one_line(written)
            label = self._label(_without_same_period(text))
            label = replace(label, text=text, both_years=label.text != text)
            named = label.text if label.indicator else ""
            summed = re.search("累计|[年月]以来|年初至今", label.text) is not None
            told = label.unclear or re.search(r"20\d{2}", label.text) is not None
            own_year = bool(label.period) and told
            if _SHORT_TIME.search(label.text) and not label.period:
                label = replace(label, unclear=True)
            due = "/" in label.period and _DUE.search(label.text) is not None
            label = replace(label, written=named, summed=summed, own_year=own_year, due=due)
            self._read[written] = label
        return self._read[written]

    def _label(self, written: str) -> Label:  # noqa: PLR0911 - one return a sort of label
        plain = unicodedata.normalize("NFKC", _QUOTES.sub("", without_pointers(written)))
        label = Label(text=written)
        if not plain or len(plain) > _TITLE:
            return replace(label, name=written)
        if (part := without_among(plain)) != plain:
            return self._among(label, part)
        if head := head_of(plain):
            return replace(label, head=head)
        if re.fullmatch(r"20\d{2}", plain):
            return replace(label, period=plain)
        if code := self.context.places.code_of(plain):
            place = self.context.places[code]
            return replace(label, place=place, place_written=place.name.zh)
        if parse_cell(written).absence != "text":
            return replace(label, name=written)
        if is_unit(plain):
            return replace(label, unit=plain)
        if bare := re.fullmatch(r"[(\[](.+)[)\]]", plain):
            return replace(self._label(bare[1]), text=written)
        return self._named(label, plain)

    def _among(self, label: Label, plain: str) -> Label:
        """Return the label of 其中：人工造林; 其中 alone says nothing but that parts follow."""
        part = self._label(plain) if plain else label
        return replace(part, text=label.text, among=True, name=label.text if part.name else "")

    def _named(self, label: Label, plain: str) -> Label:
        known_label = self._whole(label, plain, plain) or self._change(label, plain)
        known_label = known_label or self._conditioned(label, plain)
        plain = unnumbered(plain)
        if known_label is None:
            known_label = self._whole(label, plain, plain)
        bracketed = _BRACKETED.fullmatch(plain)
        if known_label is None and bracketed:
            known_label = self._bracketed(label, bracketed["name"], bracketed["inner"])
        if known_label is None:
            known_label = self._timed(label, plain, "")
        if known_label is not None:
            return known_label
        return self._unknown(label, plain)

    def _conditioned(self, label: Label, plain: str) -> Label | None:
        """Return the label of an air's indicator that says for which air: PM2.5（剔除沙尘）."""
        rest, condition = split_condition(plain)
        if not condition or not rest:
            return replace(label, condition=condition) if condition else None
        inner = self._label(rest)
        of_air = inner.indicator is not None and inner.indicator.kind == "quality"
        return replace(inner, text=label.text, condition=condition) if of_air else None

    def _unknown(self, label: Label, plain: str) -> Label:
        """Return the label of a name that says nothing known, but perhaps a period."""
        doubtful = self._doubtful_period(plain)
        return replace(label, name=label.text, derived=is_derived(plain), doubtful_period=doubtful)

    def _doubtful_period(self, plain: str) -> str:
        """Return the one period other than the document's that an unknown name holds, if any."""
        document = self.context.period
        named = {mention.period.replace(SAME_YEAR, document[:4]) for mention in find_periods(plain)}
        other = named - {"", YEAR_BEFORE, document}
        return other.pop() if len(other) == 1 else ""

    def _whole(self, label: Label, written: str, plain: str) -> Label | None:
        """Return what the label is as a whole: a place, a total, an indicator."""
        indicator = self.context.find_indicator(written)
        if indicator is not None:
            bracketed = _BRACKETED.fullmatch(plain)
            unit = bracketed["inner"] if bracketed and is_unit(bracketed["inner"]) else ""
            return replace(label, indicator=indicator, unit=unit)
        whose = without_total(written)
        if whose == written:
            place = self._match(written)
            return replace(label, place=place, place_written=label.text) if place else None
        if is_subtotal(written):
            return replace(label, subtotal=True, place_written=label.text)
        everyone = is_total(written)
        place = self.context.own if everyone else self._match(whose)
        if place is None and not everyone:
            return None
        return replace(label, place=place, place_written=label.text, total=True)

    def _change(self, label: Label, plain: str) -> Label | None:
        """Return the label of a change against another year, with its unit: 较2019年同期（%）."""
        bracketed = _BRACKETED.fullmatch(plain)
        unit = bracketed["inner"] if bracketed and is_unit(bracketed["inner"]) else ""
        name = bracketed["name"] if bracketed and unit else plain
        whose = change_of(name)
        if whose is None:
            return None
        value = Label() if generic_unit(whose) is not None else self._label(whose)
        change = Label(text=label.text, derived=True, unit=unit, against=against_year(name))
        return merged((replace(value, text="", head=""), change), label.text)

    def _bracketed(self, label: Label, name: str, inner: str) -> Label | None:
        """Return a label whose bracket holds its unit, or its role and period; else none."""
        parts = [part for part in re.split("[,、;]", inner) if not _ADDS_UP.fullmatch(part)]
        inner = parts[0] if len(parts) == 1 and is_unit(parts[0]) else inner
        if is_unit(inner):
            indicator = self.context.find_indicator(name, inner)
            if indicator is not None:
                return replace(label, indicator=indicator, unit=inner)
            known_label = self._timed(label, name, inner)
            known_label = known_label or self._whole(label, name, name)
            unknown = self._unknown(label, name)
            return replace(known_label or unknown, unit=inner)
        outer, within = self._label(name), self._timed(label, inner, "")
        if outer.known and within and not within.indicator and not within.is_place:
            return merged((outer, within), label.text)
        return None

    def _match(self, written: str) -> Place | None:
        """Return the place of a name; no other beginning is worth a search."""
        known = fold(written)[:2] in self._starts
        return self.context.match(written).place if known else None

    def _timed(self, label: Label, plain: str, unit: str) -> Label | None:
        """Return a label of a role and a period, with or without a place or an indicator."""
        rest, period, unclear = self._without_period(plain)
        core = _AROUND.match(rest)
        body = "" if _ONLY_ROLE.fullmatch(rest) else core["rest"] if core else rest
        if not body or is_place_head(body):
            if is_derived(plain):
                return replace(label, derived=True)
            role, doubtful = role_of(plain)
            timed = replace(label, role=role, period=period, unclear=unclear, unit=unit)
            timed = replace(timed, doubtful_role=doubtful)
            return timed if timed.known or unclear or doubtful else None
        if is_derived(body, whole=True) or (body != plain and is_derived(plain)):
            return replace(label, derived=True)
        if body == plain:
            return None
        for part in dict.fromkeys((rest, body)):
            indicator = self.context.find_indicator(part, unit)
            place = None if indicator else self._whole(label, part, part)
            if indicator is None and (place is None or not place.is_place):
                continue
            role, doubtful = role_of(plain.replace(body, "", 1))
            known_label = place or replace(label, indicator=indicator)
            written = part if place else ""
            return replace(
                known_label,
                place_written=written,
                role=role,
                period=period,
                unclear=unclear,
                doubtful_role=doubtful,
                unit=unit,
            )
        return None

    def _without_period(self, plain: str) -> tuple[str, str, bool]:
        """Return the text without its period, the period, and whether one cannot be told."""
        for pattern, read in (
            (_YEARS, self._years),
            (_SAME_PART_OF, self._same_part),
            (_FIVE_YEARS, self._last_of_five),
            (_UP_TO, self._up_to),
        ):
            if match := pattern.search(plain):
                return plain[: match.start()] + plain[match.end() :], *read(match)
        year = self.context.period[:4]
        if month := re.fullmatch(r"(1[0-2]|[1-9])月份?", plain):
            return "", f"{year}-{int(month[1]):02d}", False
        if plain in ("全年", "年度", "全年度", "本年", "年均", "年平均"):
            return "", year, False
        mentions = find_periods(plain)
        periods = [mention.period.replace(SAME_YEAR, year) for mention in mentions]
        if len(mentions) == 1 and _LAST_YEAR.fullmatch(plain[mentions[0].start : mentions[0].end]):
            periods = [same_part(year)] if len(self.context.period) == 4 else [""]
        rest = plain
        for mention in reversed(mentions):
            rest = rest[: mention.start] + rest[mention.end :]
        period = periods[0] if len(set(periods)) == 1 else ""
        return rest, period, bool(mentions) and not period

    def _years(self, match: re.Match[str]) -> tuple[str, bool]:
        return f"{match[1]}/{match[2]}", match[1] >= match[2]

    def _same_part(self, match: re.Match[str]) -> tuple[str, bool]:
        whole = len(self.context.period) == len("2025")  # of which part is not said
        return same_part(self.context.period, match[1]), whole

    def _last_of_five(self, match: re.Match[str]) -> tuple[str, bool]:
        return str(2020 + 5 * "三四五".index(match[1])), True  # or all of them

    def _up_to(self, match: re.Match[str]) -> tuple[str, bool]:
        return _cut(match, self.context.period[:4])


def _without_same_period(text: str) -> str:
    """Return a label of numbers with those of the year before in brackets, without that."""
    return _SAME_PERIOD_TOO.sub("", text) or text


def cut_off_period(text: str, year: str) -> str:
    """Return the period up to the day that a text names (截至10月25日), or nothing."""
    cut_off = _UP_TO.search(text)
    return _cut(cut_off, year)[0] if cut_off else ""


def _cut(cut_off: re.Match[str], year: str) -> tuple[str, bool]:
    """Return the period up to a day or a month's end, and whether the calendar lacks it."""
    year, month = cut_off["year"] or year, int(cut_off["month"])
    if not 1 <= month <= 12:
        return "", True
    last = calendar.monthrange(int(year) if year.isdigit() else _LEAP_YEAR, month)[1]
    if not cut_off["day"]:
        return (year if month == 12 else f"{year}-01/{year}-{month:02d}"), False
    if int(cut_off["day"]) > last:
        return "", True
    return f"{year}-01-01/{year}-{month:02d}-{int(cut_off['day']):02d}", False
