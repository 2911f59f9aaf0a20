"""Sealed scans: which form each of them is beside, by where it lies and what it is called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from aqmap.errors import Fault
from aqmap.read.forms.form_files import Entry

_NO_WORDS = re.compile(r"[\s_（）()\-—【】\[\].]+")


@dataclass(frozen=True, slots=True)
class Attachment:
    """
    A scan that is kept beside a form.

    Attributes
    ----------
    scan
        The file.
    form
        Path of the form that it is beside.
    unit
        The unit of that form; empty where nothing says it.
    """

    scan: Entry
    form: Path
    unit: str


def attach_scans(
    scans: Iterable[Entry],
    forms: Mapping[Path, str],
    unit_names: Mapping[str, Sequence[str]],
    root: Path,
) -> tuple[list[Attachment], list[Fault]]:
    """
    Say of which form each scan is; one without a form is refused.

    Parameters
    ----------
    scans
        As received.
    forms
        The unit of each form, by its path; empty where a form does not say it.
    unit_names
        What the units are called, by id.
    root
        The folder or zip that was received.

    Returns
    -------
    attachments, faults
        A scan belongs to the form that its name begins with or that begins with its name; else to
        the form of the unit that it names; else to the only form in its folder, or in the nearest
        folder above. One that says nothing beside several forms is refused: a name tells whose.
    """
    attachments: list[Attachment] = []
    faults: list[Fault] = []
    for scan in scans:
        near = [form for form in forms if form.parent == scan.path.parent]
        form = _of_same_name(scan.path, near)
        named = _unit_named(scan.path.stem, unit_names)
        if form is None and named:
            of_unit = [path for path, unit in forms.items() if unit == named]
            if not of_unit:
                faults.append(Fault("form_picture_alone", scan.path))
                continue
            form = next((path for path in of_unit if path in near), of_unit[0])
        if form is None:
            above = _nearest(scan.path, forms, root)
            if not above:
                faults.append(Fault("form_picture_alone", scan.path))
                continue
            if len(above) > 1:
                faults.append(Fault("form_picture_unclear", scan.path))
                continue
            form = above[0]
        attachments.append(Attachment(scan, form, forms[form]))
    return attachments, faults


def _of_same_name(scan: Path, forms: Sequence[Path]) -> Path | None:
    """Return the form whose name the scan's continues, or the other way round."""
    word = _bare(scan.stem)
    related = [
        form
        for form in forms
        if (stem := _bare(form.stem)) and word and (word.startswith(stem) or stem.startswith(word))
    ]
    return max(related, key=lambda form: len(_bare(form.stem)), default=None)


def _unit_named(stem: str, unit_names: Mapping[str, Sequence[str]]) -> str:
    """Return the unit that a name names, by its longest name; empty if none."""
    word = _bare(stem)
    found = [(len(n), u) for u, names in unit_names.items() for n in names if n and n in word]
    return max(found, default=(0, ""))[1]


def _nearest(scan: Path, forms: Iterable[Path], root: Path) -> list[Path]:
    """Return the forms in the scan's folder, or in the nearest one above that has any."""
    by_folder: dict[Path, list[Path]] = {}
    for form in forms:
        by_folder.setdefault(form.parent, []).append(form)
    for folder in scan.parents:
        if folder in by_folder:
            is_own = folder == scan.parent
            return by_folder[folder] if is_own or len(by_folder[folder]) == 1 else []
        if folder == root:
            break
    return []


def _bare(stem: str) -> str:
    return _NO_WORDS.sub("", stem).casefold()
