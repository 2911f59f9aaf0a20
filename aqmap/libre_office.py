"""
LibreOffice, where the user has it: it converts a copy of a file in a folder of its own.

The conversion runs no macro, follows no link, reaches no network, and knows nothing of the user's
own profile.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from pathlib import Path

from aqmap.errors import os_reason
from aqmap.words import Text

_SECONDS = 120
_PROGRAMS = ("soffice", "libreoffice")
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


class ConversionError(Exception):
    """
    A conversion that came to nothing.

    Attributes
    ----------
    reason
        What is known of why.
    """

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason


def find_libre_office() -> str | None:
    """Return the program; none where it is not installed."""
    return next(filter(None, map(shutil.which, _PROGRAMS)), None)


def convert_copy(
    program: str, content: bytes, target: str, folder: Path, *, options: str = ""
) -> Path:
    """
    Convert a copy of a file and return the result.

    Parameters
    ----------
    program
        As `find_libre_office` returns it.
    content
        The file's.
    target
        The ending of what it becomes.
    folder
        An empty folder for the copy, the result and the program's profile.
    options
        What follows the ending for the program: the filter and its settings.

    Raises
    ------
    ConversionError
        If the program cannot be started, takes too long, or writes nothing.
    """
    source, results, profile = folder / "document", folder / "results", folder / "profile"
    source.write_bytes(content)
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    switches = ("--headless", "--norestore", "--nolockcheck", "--nologo", "--nodefault")
    command = [program, *switches, f"-env:UserInstallation={profile.as_uri()}"]
    command += ["--convert-to", target + options, "--outdir", str(results), str(source)]
    try:
        process = subprocess.Popen(  # noqa: S603 - the user's own LibreOffice, no shell
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as problem:
        raise ConversionError(os_reason(problem)) from None
    try:
        process.wait(timeout=_SECONDS)
    except subprocess.TimeoutExpired:
        raise ConversionError(Text(*[f"{_SECONDS} s"] * 2)) from None
    finally:  # also where a signal ends us: it is in a session of its own and hears none
        if process.poll() is None:
            _end(process)
    converted = next(iter(results.glob(f"*.{target}")), None)
    if converted is None:
        raise ConversionError(Text(*[f"exit {process.returncode}"] * 2))
    return converted


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a conversion with the programs that it started."""
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
