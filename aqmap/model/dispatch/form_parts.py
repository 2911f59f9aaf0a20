"""What a form's writer and its reader share: the names in its hidden sheet and of its columns."""

from __future__ import annotations

import re
from collections.abc import Iterable

from aqmap.model.dispatch.forms import PEOPLE
from aqmap.words import text

IDENTITY_SHEET = "aqmap"
"""Name of the hidden sheet, by which a form is known."""
FORM_VERSION = "1"
UNIT, MONTH, PLAN_VERSION = IDENTITY = ("unit", "month", "plan_version")
"""Keys of the hidden sheet that say whom and what a form is for."""
COLUMN, ROW, FOOT, HEAD_LINE = "column", "row", "foot", "head"
"""Keys of its lines that say how columns, rows, the places of the foot and the head are written."""
STAGE_BREAK = "\n"
"""Between the stages of a row there: a stage's name may have blanks."""

LOCKED = ("number", "name", "place", "measure")
"""Columns that say what a row is; the place only where the form has several."""
LOCKED_AMOUNTS = ("task", "last")
OPEN_AMOUNTS = ("month", "cumulative")
WORDS = ("scope", "problems", "next_steps")
INDICATOR_ID, PLACE_ID = HIDDEN = ("indicator", "place_id")
"""Hidden columns, which go with a row wherever it is sorted to."""
SCOPES = ("含兵团", "不含兵团")
"""What the form offers for what an amount takes in."""
STAMP, FILLED_ON = "stamp", "filled_on"
FOOT_FIELDS = (STAMP, *PEOPLE, FILLED_ON)
"""The fields of the foot: 填报单位（盖章）, the people, 填报日期."""
_STAGE = "stage "
_BLANKS = re.compile(r"\s+")


def stage_column(stage: str) -> str:
    """Return the name of a stage's column; `stage_of` undoes it."""
    return _STAGE + stage


def stage_of(column: str) -> str | None:
    """
    Return which stage a column holds, none for another column.

    >>> stage_of(stage_column("完工")), stage_of("month")
    ('完工', None)
    """
    return column.removeprefix(_STAGE) if column.startswith(_STAGE) else None


def without_blanks(words: str) -> str:
    """Return words without blanks and line ends, by which what is written twice is compared."""
    return _BLANKS.sub("", words)


def column_words() -> dict[str, str]:
    """Return which column every form's heads are of, in both languages and without blanks."""
    names = (*LOCKED, *LOCKED_AMOUNTS, *OPEN_AMOUNTS, *WORDS)
    words = {w: name for name in names for w in text(f"form.column.{name}")}
    words |= {name: name for name in HIDDEN}
    return {without_blanks(word): name for word, name in words.items()}


def form_columns(stages: Iterable[str], *, several_places: bool) -> list[str]:
    """Return the columns of a form in their order."""
    locked = [name for name in LOCKED if several_places or name != "place"]
    counted = [*LOCKED_AMOUNTS, *OPEN_AMOUNTS, *map(stage_column, stages)]
    return [*locked, *counted, *WORDS, *HIDDEN]
