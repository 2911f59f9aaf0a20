"""The road from a workspace to the forms of a month: a workbook a unit, in one folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from aqmap._version import __version__
from aqmap.errors import Fault, SpecError
from aqmap.files.file_names import alike, safe_file_name
from aqmap.files.outputs import MANIFEST, Sort, Target, checksum, write_outputs
from aqmap.files.read_record import ReadRecord, recording
from aqmap.model.audience import Audience
from aqmap.model.dispatch.months import DispatchMonth
from aqmap.model.findings import Finding
from aqmap.pipelines.dispatch.dispatch_inputs import (
    DispatchInputs,
    month_asked,
    read_dispatch_inputs,
)
from aqmap.pipelines.protected_files import protected_from_drawing
from aqmap.words import Lang
from aqmap.workspace.dispatch.ledger import ledger_to_read
from aqmap.workspace.dispatch.settings import FILE
from aqmap.workspace.workspace import require_workspace

if TYPE_CHECKING:
    from aqmap.decide.progress.unit_forms import FormsOfMonth
    from aqmap.model.dispatch.blank_forms import BlankForm

_EXECUTABLE = 0o755


@dataclass(frozen=True)
class FormsMade:
    """
    What `make_forms` did.

    Attributes
    ----------
    month
        For which month.
    out, files
        The folder, and the names of the forms in it, in the units' order.
    scripts
        Scripts that were laid into the workspace; those that were there are left alone.
    findings
        Rows that nobody or two fill, and indicators of no declared kind.
    """

    month: DispatchMonth
    out: Path
    files: tuple[str, ...]
    scripts: tuple[Path, ...]
    findings: tuple[Finding, ...]


def make_forms(
    folder: Path,
    month: str,
    *,
    out: Path | None = None,
    overwrite: bool = False,
    lang: Lang = "zh",
) -> FormsMade:
    """
    Write the forms of a month, whole or not at all.

    Parameters
    ----------
    folder
        The workspace, with ``dispatch.toml`` and ``data/dispatch/units.csv``.
    month
        Such as 2021-09.
    out
        The folder to write; by default ``forms/2021-09`` in the workspace.
    overwrite
        Replace forms that were changed since aqmap wrote them.
    lang
        Of the words around the plan's own.

    Raises
    ------
    AqmapError
        With all faults; `out` is then as it was.
    """
    from aqmap.render.forms.office_scripts import FORMS, office_scripts

    require_workspace(folder)
    with recording() as record:
        inputs = read_dispatch_inputs(folder)
    asked = month_asked(month, inputs.settings, inputs.workspace)
    destination = folder / FORMS / str(asked) if out is None else out
    scripts = office_scripts() if _is_in(destination, folder) else {}
    missing = [folder / name for name in scripts if not (folder / name).exists()]
    protected = protected_from_drawing(folder, overwrite=overwrite)
    protected = replace(protected, inputs=[*protected.inputs, folder / FILE])
    targets = [Target(destination, Sort.FOLDER), *map(Target, missing)]
    with write_outputs(targets, protected) as fresh:
        made = _forms_of_month(inputs, asked)
        files = _write_forms(list(made.forms()), fresh[destination], lang, folder)
        _write_manifest(fresh[destination], record, folder)
        for path in missing:
            fresh[path].write_bytes(scripts[path.name])
            if path.suffix == ".sh":
                fresh[path].chmod(_EXECUTABLE)
        record.verify_unchanged()
    findings = _findings(made, inputs)
    return FormsMade(asked, destination, files, tuple(missing), findings)


def _is_in(out: Path, folder: Path) -> bool:
    return out.resolve().is_relative_to(folder.resolve())


def _forms_of_month(inputs: DispatchInputs, month: DispatchMonth) -> FormsOfMonth:
    from aqmap.decide.progress.checks.earlier_amounts import earlier_amounts
    from aqmap.decide.progress.unit_forms import FormsOfMonth

    settings, workspace, region = inputs.settings, inputs.workspace, inputs.region
    plan = inputs.plan_of(month)
    rules = {row.indicator: settings.rule_of(row.indicator) for row in plan.rows}
    done_stages = {name: rule.done for name, rule in rules.items() if rule.done}
    with ledger_to_read(inputs.folder) as ledger:
        earlier = earlier_amounts(ledger.entries(), month, done_stages)
        was_asked = bool(month.previous and ledger.receipts(str(month.previous)))
    source = workspace.sources[settings.plan[0]]
    names = {code: workspace.places[code].name.zh for code in region.places}
    names |= {code: label.zh for code, label in region.labels.items() if code in names}
    return FormsOfMonth(
        month=month,
        plan=plan,
        title=source.short or source.title,
        units=inputs.units,
        settings=settings,
        place_names=names,
        earlier=earlier,
        was_asked=was_asked,
    )


def _write_forms(
    forms: Sequence[BlankForm], folder: Path, lang: Lang, workspace: Path
) -> tuple[str, ...]:
    from aqmap.render.forms.form_workbook import write_form

    if not forms:
        raise SpecError(Fault("dispatch_no_units", workspace / "data" / "dispatch" / "units.csv"))
    names: dict[str, str] = {}
    for form in forms:
        wanted = f"{form.unit}-{form.unit_name}-{form.month}"
        name = safe_file_name(wanted)
        number = 2
        while alike(name) in names:  # two ids that differ in capital letters alone
            name, number = safe_file_name(f"{wanted}-{number}"), number + 1
        names[alike(name)] = f"{name}.xlsx"
        write_form(form, folder / f"{name}.xlsx", lang)
    return tuple(names.values())


def _write_manifest(folder: Path, record: ReadRecord, workspace: Path) -> None:
    from importlib.metadata import version

    from aqmap.render.exchange.manifest import write_manifest

    write_manifest(
        folder / MANIFEST,
        version=__version__,
        audience=Audience.INTERNAL,
        inputs=record.checksums(workspace),
        outputs={path.name: checksum(path) for path in sorted(folder.iterdir())},
        fingerprints={},
        libraries={"openpyxl": version("openpyxl")},
    )


def _findings(made: FormsOfMonth, inputs: DispatchInputs) -> tuple[Finding, ...]:
    from aqmap.decide.progress.unit_forms import form_findings

    return tuple(form_findings(made, inputs.workspace.indicators))
