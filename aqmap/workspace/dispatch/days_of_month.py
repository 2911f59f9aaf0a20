"""A day of the month as a rule names it: the 25th, the last, the 5th of the next."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from aqmap.model.dispatch.months import DECEMBER, DispatchMonth
from aqmap.workspace.toml_schema import Spec


class DayOfMonth(Spec):
    """
    A day of every month: ``25``, ``"last"``, ``{ day = 5, month = "next" }``.

    Attributes
    ----------
    day
        1 to 28, which every month has, or ``last``.
    month
        Of the month itself, of the one before or the one after.
    """

    day: Annotated[int, Field(ge=1, le=28)] | Literal["last"]
    month: Literal["previous", "same", "next"] = "same"

    @model_validator(mode="before")
    @classmethod
    def _day_alone(cls, written: object) -> object:
        is_day = isinstance(written, int | str) and not isinstance(written, bool)
        return {"day": written} if is_day else written

    @field_validator("day", mode="before")
    @classmethod
    def _of_every_month(cls, day: object) -> object:
        is_number = isinstance(day, int) and not isinstance(day, bool)
        if day != "last" and not (is_number and day in range(1, 29)):
            raise ValueError("spec.dispatch_day")
        return day

    def of(self, month: DispatchMonth) -> datetime.date:
        """Return the day for a month."""
        shift = {"previous": -1, "same": 0, "next": 1}[self.month]
        years, index = divmod(month.year * DECEMBER + month.month - 1 + shift, DECEMBER)
        whole = DispatchMonth(years, index + 1)
        return whole.last_day if self.day == "last" else whole.first_day.replace(day=self.day)
