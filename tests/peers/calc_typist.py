"""A person at LibreOffice Calc: opens a workbook, types into cells as at a keyboard, saves it."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

FILTERS = {"xlsx": "Calc MS Excel 2007 XML", "xls": "MS Excel 97"}
_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false">
<library:element library:name="Typist"/></library:library>"""
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Typist"
 script:language="StarBasic">{code}</script:module>"""
_CODE = """
Sub Fill
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL("{source}", "_blank", 0, hidden())
  frame = document.CurrentController.Frame
  keys = createUnoService("com.sun.star.frame.DispatchHelper")
{typed}
  Dim kind({last}) As New com.sun.star.beans.PropertyValue
  kind(0).Name = "FilterName" : kind(0).Value = "{filter}"
{password}  document.storeToURL("{target}", kind())
  document.close(True)
  StarDesktop.terminate()
End Sub
Sub Enter(keys, frame, spot, written)
  Dim at(0) As New com.sun.star.beans.PropertyValue
  at(0).Name = "ToPoint" : at(0).Value = spot
  keys.executeDispatch(frame, ".uno:GoToCell", "", 0, at())
  Dim what(0) As New com.sun.star.beans.PropertyValue
  what(0).Name = "StringName" : what(0).Value = written
  keys.executeDispatch(frame, ".uno:EnterString", "", 0, what())
End Sub
"""


_LOCK = '  kind(1).Name = "Password" : kind(1).Value = "{word}"\n'


def filled_by_calc(
    office: str,
    source: Path,
    target: Path,
    typed: Mapping[str, str],
    folder: Path,
    password: str = "",
) -> Path:
    """
    Return what Calc saves after words were typed into cells by their names.

    What is typed is taken as a keyboard's: 1-2 may become a date. `folder` is for its profile.
    With a password an
    xls is saved so that it opens with that alone.
    """
    profile = (folder / "profile").as_uri()
    command = [office, f"-env:UserInstallation={profile}", "--headless", "--norestore"]
    _run([*command, "--terminate_after_init"])  # it makes its libraries anew at its first start
    library = folder / "profile" / "user" / "basic" / "Standard"
    lines = [f"  Enter(keys, frame, {_quoted(at)}, {_quoted(word)})" for at, word in typed.items()]
    code = _CODE.format(
        source=source.as_uri(),
        target=target.as_uri(),
        filter=FILTERS[target.suffix[1:]],
        typed="\n".join(lines),
        last=1 if password else 0,
        password=_LOCK.format(word=password) if password else "",
    )
    (library / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
    (library / "Typist.xba").write_text(_MODULE.format(code=escape(code)), encoding="utf-8")
    _run([*command, "macro:///Standard.Typist.Fill"])
    return target


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=120)


def _quoted(word: str) -> str:
    """Return a word as Basic writes it; a line's end within a cell is a sign of its own."""
    lines = ('"' + line.replace('"', '""') + '"' for line in word.split("\n"))
    return " & Chr(10) & ".join(lines)
