"""
Formats before docx and xlsx (doc, xls, wps, et, rtf): converted where LibreOffice is installed.

The conversion runs no macro, follows no link, reaches no network, and knows nothing of the user's
own profile.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from pathlib import Path

from aqmap.errors import AqmapError, Fault, SourceError, os_reason
from aqmap.files.file_content import FileContent
from aqmap.files.temporary_folders import new_temporary_folder
from aqmap.read.formats.blocks import Document
from aqmap.read.formats.office.docx import read_docx
from aqmap.read.formats.office.xlsx import read_xlsx

_SECONDS = 120
_PROGRAMS = ("soffice", "libreoffice")
_STREAMS = (  # names in the directory of a compound file, and what has them
    ("WordDocument", "doc, wps", "docx"),
    ("Workbook", "xls, et", "xlsx"),
    ("Book", "xls, et", "xlsx"),
)
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop>
</item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop>
</item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>1</value></prop>
</item>
<item oor:path="/org.openoffice.Inet/Settings">
<prop oor:name="ooInetProxyType" oor:op="fuse"><value>2</value></prop>
<prop oor:name="ooInetHTTPProxyName" oor:op="fuse"><value>127.0.0.1</value></prop>
<prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value></prop>
<prop oor:name="ooInetHTTPSProxyName" oor:op="fuse"><value>127.0.0.1</value></prop>
<prop oor:name="ooInetHTTPSProxyPort" oor:op="fuse"><value>9</value></prop>
<prop oor:name="ooInetNoProxy" oor:op="fuse"><value></value></prop>
</item>
</oor:items>
"""
"""Never update a link (0 in texts, 1 in sheets); what would load something meets a closed door."""


def read_legacy(file: FileContent) -> Document:
    """
    Read a document of an old format.

    Raises
    ------
    SourceError
        If it is protected by a password, of no known kind, LibreOffice is not installed or cannot
        convert it, or as for what it is converted to.
    TableError
        As for what it is converted to.
    """
    path = file.path
    format_name, target = _kind(file)
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise SourceError(Fault("legacy_format", path, found=format_name))
    with new_temporary_folder("aqmap-") as folder:
        converted = FileContent.read(_convert(program, file, target, Path(folder)))
        try:
            document = (read_docx if target == "docx" else read_xlsx)(converted)
        except AqmapError as problem:  # the user knows nothing of the converted file
            faults = [Fault(f.code, path, f.at, **f.facts) for f in problem.faults]
            raise type(problem)(faults) from None
    remarks = [Fault(r.code, path, r.at, **r.facts) for r in document.remarks]
    remark = Fault("converted_by_office", path, found=format_name)
    return Document(path.name, document.blocks, (remark, *remarks))


def _kind(file: FileContent) -> tuple[str, str]:
    """Return what a file is, and what it is converted to."""
    path, content = file.path, file.content
    if content.startswith(b"{\\rtf"):
        return "rtf", "docx"
    if _names("EncryptedPackage", content):
        raise SourceError(Fault("password_protected", path))
    for name, format_name, target in _STREAMS:
        if _names(name, content):
            return format_name, target
    raise SourceError(Fault("container_refused", path, found="OLE"))


def _names(stream: str, content: bytes) -> bool:
    """Return whether a compound file's directory has a stream of that name."""
    return stream.encode("utf-16-le") + b"\0\0" in content


def _convert(program: str, file: FileContent, target: str, folder: Path) -> Path:
    """Convert a copy of the file in a folder of its own and return the result."""
    path = file.path
    source, results, profile = folder / "document", folder / "results", folder / "profile"
    source.write_bytes(file.content)
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    options = ("--headless", "--norestore", "--nolockcheck", "--nologo", "--nodefault")
    command = [program, *options, f"-env:UserInstallation={profile.as_uri()}"]
    command += ["--convert-to", target, "--outdir", str(results), str(source)]
    try:
        process = subprocess.Popen(  # noqa: S603 - the user's own LibreOffice, no shell
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as problem:
        raise SourceError(Fault("conversion_failed", path, found=os_reason(problem))) from None
    try:
        process.wait(timeout=_SECONDS)
    except subprocess.TimeoutExpired:
        raise SourceError(Fault("conversion_failed", path, found=f"{_SECONDS} s")) from None
    finally:  # also where a signal ends us: it is in a session of its own and hears none
        if process.poll() is None:
            _end(process)
    converted = next(iter(results.glob(f"*.{target}")), None)
    if converted is None:
        reason = f"exit {process.returncode}"
        raise SourceError(Fault("conversion_failed", path, found=reason))
    return converted


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a conversion with the programs that it started."""
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
