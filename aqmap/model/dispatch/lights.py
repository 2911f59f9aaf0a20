"""The lights of the monthly dispatch: progress against time, which is no verdict."""

from __future__ import annotations

from enum import StrEnum


class Light(StrEnum):
    """What a place's progress in a row comes to; decided in ``decide.progress.lights`` alone."""

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


GREEN = frozenset({Light.DONE, Light.ON_SCHEDULE})
YELLOW = frozenset({Light.SLIGHTLY_BEHIND})
RED = frozenset({Light.BEHIND, Light.OVERDUE, Light.OVER_CAP})
"""Only these three have a colour; all others say in words why they have none."""
