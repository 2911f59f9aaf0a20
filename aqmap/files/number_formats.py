"""A cell's number as Excel shows it: its number format applied, exactly."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache

_TOKEN = re.compile(
    r"""(?P<literal>"[^"]*"|\\.|\[\$[^\]-]*(?:-[^\]]*)?\])
    |(?P<colour>\[(?:black|blue|cyan|green|magenta|red|white|yellow|color\ ?\d+|颜色\ ?\d+
        |[黑蓝绿红白黄]色?|洋红|青色?)\])
    |(?P<blank>[_*].)
    |(?P<digits>[0\#?][0\#?,]*(?:\.[0\#?]*)?(?P<scale>,*)|\.[0\#?]+)
    |(?P<percent>%)
    |(?P<text>@)
    |(?P<general>general)
    |(?P<unknown>[\[\]/eE\#?0*_"\\ymdhsYMDHS])
    |(?P<plain>.)""",
    re.VERBOSE | re.IGNORECASE,
)
_DATE_TOKEN = re.compile(
    r"""(?P<literal>"[^"]*"|\\.)|(?P<blank>\[\$-[^\]]*\]|[_*].|;@)
    |(?P<field>yyyy|yy|mmm+|m{1,2}|d{1,2}(?!d)|h{1,2}|s{1,2})
    |(?P<unknown>[a-zA-Z\[\];@])|(?P<plain>.)""",
    re.VERBOSE | re.IGNORECASE,
)
_NO_FIELD = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
LOCAL_DATES = frozenset(("mm-dd-yy", "m/d/yy h:mm"))  # shown as the reader's Windows has them
_EXACT = 15  # significant digits; Excel keeps no more
_LARGEST = 1e300
_LONGEST = 255  # characters of a format
_PRECISE = Context(prec=700)

PATTERNS: Mapping[str, re.Pattern[str]] = {
    "format_part": _TOKEN,
    "date_part": _DATE_TOKEN,
    "no_date_field": _NO_FIELD,
}
"""The grammar of number formats, for the interactive page."""
Token = tuple[str, str]


def shown_number(value: float, number_format: str) -> str | None:
    """
    Return a number as its format shows it.

    Parameters
    ----------
    value
        Finite.
    number_format
        Excel's, such as ``#,##0.00_);[Red]-#,##0.00``.

    Returns
    -------
    shown
        Without the blanks that only align it; none where the format has parts that are not known
        here: conditions, fractions, exponents, Chinese numerals.
    """
    if abs(value) > _LARGEST or len(number_format) > _LONGEST:
        return None
    sections = _sections(number_format)
    if sections is None:
        return None
    exact = Decimal(format(value, f".{_EXACT}g"))
    minus = False
    chosen = sections[0]
    if exact < 0 and len(sections) > 1:
        chosen, exact = sections[1], -exact
    elif exact < 0:
        minus, exact = True, -exact
    elif exact == 0 and len(sections) > 2:
        chosen = sections[2]
    return _written(chosen, exact, minus=minus)


def shown_general(value: float) -> str:
    """Return a number without a format: at most 15 significant digits, ``1E-05`` if tiny."""
    return str(value) if abs(value) > _LARGEST else format(value, f".{_EXACT}g").upper()


def shown_date(value: date | time | timedelta, number_format: str) -> str:
    """Return a date as its format shows it, or ``2021-12-15`` where it depends on the locale."""
    if isinstance(value, timedelta):
        return str(value)
    tokens = None if number_format in LOCAL_DATES else _date_tokens(number_format)
    if tokens is None:
        if isinstance(value, datetime) and value.time() == time():
            value = value.date()
        return value.isoformat()
    moment = datetime.combine(date(1900, 1, 1), value) if isinstance(value, time) else value
    return "".join(_date_part(kind, text, moment) for kind, text in tokens).strip()


def iso_date(value: date | time | timedelta, number_format: str) -> str:
    """
    Return a date in ISO 8601, as finely as its format shows it: a day, a month or a year.

    A time of day, and a format that shows neither of the three, are left as they are shown.
    """
    if not isinstance(value, date) or (isinstance(value, datetime) and value.time() != time()):
        return shown_date(value, number_format)
    letters = _NO_FIELD.sub("", number_format).lower()
    for letter, pattern in (("d", "%Y-%m-%d"), ("m", "%Y-%m"), ("y", "%Y")):
        if letter in letters:
            return format(value, pattern)
    return shown_date(value, number_format)


@cache
def _sections(number_format: str) -> list[list[Token]] | None:
    """Return the parts for positive, negative, zero and text, or none if one is not known."""
    sections: list[list[Token]] = [[]]
    for match in _TOKEN.finditer(number_format):
        kind = "digits" if match.lastgroup == "scale" else str(match.lastgroup)
        if kind == "unknown":
            return None
        if kind == "plain" and match[0] == ";":
            sections.append([])
        elif kind not in ("colour", "blank"):
            sections[-1].append((kind, match[0]))
    several = any(sum(kind == "digits" for kind, _ in section) > 1 for section in sections)
    return None if several or len(sections) > 4 else sections


def _written(section: list[Token], number: Decimal, *, minus: bool) -> str:
    for kind, _ in section:
        if kind == "percent":
            number *= 100
    parts = []
    for kind, text in section:
        if kind in ("general", "text"):
            parts.append(shown_general(float(number)))
        elif kind == "digits":
            parts.append(_digits(text, number))
        else:
            parts.append(_literal(text))
    shown = "".join(parts).strip()
    zero = not re.search("[1-9]", "".join(parts))
    return f"-{shown}" if minus and not zero else shown


def _digits(pattern: str, number: Decimal) -> str:
    """Write a number by its placeholders: 0 always, # if needed, ``,`` groups or thousands."""
    whole, _, behind = pattern.partition(".")
    bare = (behind or whole).rstrip(",")
    number = number.scaleb(-3 * (len(behind or whole) - len(bare)))
    whole, behind = (whole, bare) if behind else (bare, "")
    rounded = number.quantize(Decimal(1).scaleb(-len(behind)), ROUND_HALF_UP, _PRECISE)
    front, _, back = f"{rounded:f}".partition(".")
    least = len(whole.replace(",", "").lstrip("#?"))
    front = front.lstrip("0").rjust(least, "0")
    if "," in whole and front:
        front = f"{int(front):,}".rjust(len(front), "0")
    optional = len(behind) - len(behind.rstrip("#?"))
    while optional and back.endswith("0"):
        back, optional = back[:-1], optional - 1
    return f"{front}.{back}" if "." in pattern and (back or behind) else front


def _literal(text: str) -> str:
    if text.startswith("[$"):
        return text[2:-1].partition("-")[0]
    return text[1:-1] if text.startswith('"') else text.removeprefix("\\")


@cache
def _date_tokens(number_format: str) -> list[Token] | None:
    """Return the parts of a date format, ``m`` behind hours or before seconds as minutes."""
    tokens = [(str(m.lastgroup), m[0]) for m in _DATE_TOKEN.finditer(number_format)]
    fields = [i for i, (kind, _) in enumerate(tokens) if kind == "field"]
    if any(kind == "unknown" or text.lower().startswith("mmm") for kind, text in tokens):
        return None
    for before, here, after in _neighbours([tokens[i][1].lower() for i in fields]):
        if here[1][0] == "m" and (before.startswith("h") or after.startswith("s")):
            position = fields[here[0]]
            tokens[position] = ("field", "n" * len(here[1]))
    return [(kind, text) for kind, text in tokens if kind != "blank"]


def _neighbours(fields: list[str]) -> Iterator[tuple[str, tuple[int, str], str]]:
    around = ["", *fields, ""]
    for number, field in enumerate(fields):
        yield around[number], (number, field), around[number + 2]


def _date_part(kind: str, text: str, moment: date) -> str:
    if kind != "field":
        return _literal(text)
    field = text.lower()
    if field[0] == "y":
        return str(moment.year)[-len(field) :]
    clock = moment if isinstance(moment, datetime) else datetime.combine(moment, time())
    numbers = {
        "m": moment.month,
        "d": moment.day,
        "h": clock.hour,
        "n": clock.minute,
        "s": clock.second,
    }
    return str(numbers[field[0]]).rjust(len(field), "0")
