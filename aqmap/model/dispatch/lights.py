"""The lights of the monthly dispatch: progress against time, which is no verdict."""

from __future__ import annotations

from enum import StrEnum

from aqmap.words import Text, catalogue, text


class Light(StrEnum):
    """What a place's progress in a row comes to; decided in ``decide.progress`` alone."""

    DONE = "done"
    ON_SCHEDULE = "on_schedule"
    SLIGHTLY_BEHIND = "slightly_behind"
    BEHIND = "behind"
    OVERDUE = "overdue"
    OVER_CAP = "over_cap"
    NOT_DUE = "not_due"
    NO_TASK = "no_task"
    NO_REPORT = "no_report"
    RETURNED = "returned"
    NOT_JUDGED = "not_judged"

    @property
    def sign(self) -> str:
        """Its sign, so that no light is told by colour alone; empty where it has no colour."""
        if self in GREEN:
            return "●"
        if self in YELLOW:
            return "▲"
        return "■" if self in RED else ""

    def in_words(self, kind: str | None = None) -> Text:
        """Return it in words: a level is reached, where an amount is done."""
        key = f"light.{kind}.{self}"
        return text(key if key in catalogue() else f"light.{self}")


GREEN = frozenset({Light.DONE, Light.ON_SCHEDULE})
YELLOW = frozenset({Light.SLIGHTLY_BEHIND})
RED = frozenset({Light.BEHIND, Light.OVERDUE, Light.OVER_CAP})
"""Only these three have a colour; all others say in words why they have none."""
