"""What was given → contents of forms and scans, by names as seen from it, and what is refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from aqmap.errors import AqmapError, Fault, SourceError
from aqmap.files.file_content import FileContent
from aqmap.files.file_names import readable_path
from aqmap.model.dispatch.collected import CollectedFile, Outcome
from aqmap.model.dispatch.remarks import Severity
from aqmap.pipelines.dispatch.collection.form_judgement import fault_remark
from aqmap.read.forms.form_files import receive
from aqmap.read.forms.scans import attach_scans

_NOTHING = "forms_none"


@dataclass
class ReceivedContents:
    """
    The files of a folder or a zip, read as bytes.

    Attributes
    ----------
    given, received
        Where they lie, and the day they came in.
    forms
        Workbooks, each content once.
    doubles
        Names of workbooks that are, byte for byte, another one, with that one's name.
    refused
        What is no form, cannot be read, or is a scan without a form.
    """

    given: Path
    received: date
    forms: list[FileContent] = field(default_factory=list)
    doubles: dict[str, str] = field(default_factory=dict)
    refused: list[CollectedFile] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._files = receive(self.given)
        self._paths: dict[str, Path] = {}
        names: dict[str, str] = {}
        self._refuse(self._files.faults)
        for entry in self._files.forms:
            try:
                content = FileContent(Path(self._short(entry.path)), entry.read())
            except AqmapError as problem:
                self._refuse(problem.faults)
                continue
            if str(content.path) in self._paths:  # in UTF-8 and in GBK it reads alike
                content = FileContent(Path(f"{content.path}~{content.sha256[:8]}"), content.content)
            name = str(content.path)
            self._paths[name] = entry.path
            if content.sha256 in names:
                self.doubles[name] = names[content.sha256]
            else:
                names[content.sha256] = name
                self.forms.append(content)
        if not (self.forms or self.refused or self._files.scans):
            raise SourceError(self._files.faults)

    def scans(
        self, units: Mapping[str, str], names: Mapping[str, Sequence[str]]
    ) -> list[tuple[FileContent, str]]:
        """
        Return the sealed scans, each with the unit whose form it lies beside.

        Parameters
        ----------
        units
            The unit of each form, by the form's name here.
        names
            What the units are called, by id.
        """
        forms = {
            path: units.get(self.doubles.get(name, name), "") for name, path in self._paths.items()
        }
        attached, faults = attach_scans(self._files.scans, forms, names, self._files.root)
        self._refuse(faults)
        scans = []
        for attachment in attached:
            path = attachment.scan.path
            try:
                content = FileContent(Path(self._short(path)), attachment.scan.read())
            except AqmapError as problem:
                self._refuse(problem.faults)
                continue
            scans.append((content, attachment.unit))
        return scans

    def _short(self, path: Path) -> str:
        """Return a file's name as seen from what was given."""
        root = self._files.root
        base = root if root.is_dir() else root.parent
        return str(readable_path(path.relative_to(base) if path.is_relative_to(base) else path))

    def _refuse(self, faults: Iterable[Fault]) -> None:
        for fault in faults:
            if fault.code == _NOTHING:
                continue
            name = self._short(Path(fault.file))
            self.refused.append(
                CollectedFile(
                    file=name,
                    outcome=Outcome.REFUSED,
                    received=self.received,
                    remarks=(fault_remark(fault, Severity.RETURN, name),),
                )
            )
