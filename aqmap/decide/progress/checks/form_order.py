"""Which of a unit's forms count, and in which order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from aqmap.decide.progress.checks.unit_comparisons import (
    day_of_filling,
    newest_of_a_day,
    older_form_remark,
    same_content,
    two_forms_remark,
)
from aqmap.model.dispatch.forms import ReturnedForm
from aqmap.model.dispatch.remarks import Remark


@dataclass(frozen=True, kw_only=True, slots=True)
class EarlierForm:
    """A form of the unit that counts already: the day it came in, its file, its day of filling."""

    received: date
    file: str
    filled_on: str


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderedForms:
    """
    Forms of one unit in the order in which they count, and those that do not.

    Attributes
    ----------
    counted
        Oldest first: each is a revision of those before it.
    returned
        With the reason: another form of the same day, and nothing that states their order.
    """

    counted: tuple[ReturnedForm, ...]
    returned: tuple[tuple[ReturnedForm, Remark], ...]


def order_forms(
    forms: Sequence[ReturnedForm],
    received: Mapping[str, date],
    earlier: EarlierForm | None,
    stated_newest: Collection[str],
) -> OrderedForms:
    """
    Put the forms of a unit in order.

    Parameters
    ----------
    forms
        Those that nothing else sends back.
    received
        The day each came in, by its checksum.
    earlier
        The newest that counts already, whose content is another; none where none does.
    stated_newest
        Files of which whoever collects says that they are the later ones of their day.
    """
    days: dict[date, list[ReturnedForm]] = defaultdict(list)
    for form in forms:
        days[received[form.sha256]].append(form)
    counted: list[ReturnedForm] = []
    returned: list[tuple[ReturnedForm, Remark]] = []
    for day in sorted(days):
        of_day = days[day]
        if earlier and earlier.received == day and not _is_after(of_day, earlier, stated_newest):
            returned += [(form, two_forms_remark(form, [earlier.file], day)) for form in of_day]
            continue
        if earlier and day < earlier.received:
            returned += [(form, older_form_remark(form, earlier.received)) for form in of_day]
            continue
        newest = newest_of_a_day(_different(of_day), stated_newest)
        if newest is None:
            for form in of_day:
                others = [other.file for other in of_day if other is not form]
                returned.append((form, two_forms_remark(form, others, day)))
            continue
        older = [form for form in of_day if form is not newest]
        counted += [*sorted(older, key=_filling_day), newest]
    return OrderedForms(counted=tuple(counted), returned=tuple(returned))


def _is_after(
    forms: Sequence[ReturnedForm], earlier: EarlierForm, stated_newest: Collection[str]
) -> bool:
    """Return whether each form is stated to be later than the one that counts already."""
    before = day_of_filling(earlier.filled_on)
    return all(
        form.file in stated_newest or (before is not None and _filling_day(form) > before)
        for form in forms
    )


def _filling_day(form: ReturnedForm) -> date:
    return day_of_filling(form.filled_on) or date.min


def _different(forms: Sequence[ReturnedForm]) -> list[ReturnedForm]:
    """Return the forms, each content once."""
    different: list[ReturnedForm] = []
    for form in forms:
        if not any(same_content(form, other) for other in different):
            different.append(form)
    return different
