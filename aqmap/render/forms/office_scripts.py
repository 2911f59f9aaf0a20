"""Scripts for people without a terminal: 收表 takes returned forms in, 生成 drafts the month."""

from __future__ import annotations

from collections.abc import Mapping

from aqmap.words import say

FORMS, RETURNED = "forms", "returned"
"""Folders of a workspace: a folder a month of the forms that go out, and of those that came."""
_NEWEST_BAT = f'for /d %%d in ("{FORMS}\\20??-??") do set "MONTH=%%~nxd"'
_MONTHS_BAT = "^.20[0-9][0-9]-0[1-9].$ ^.20[0-9][0-9]-1[0-2].$"  # a blank is "or"
_BAT_HEAD = """@echo off
chcp 936 >nul
setlocal
cd /d "%~dp0"
set "MONTH="
set "ASKED="
{newest}
set /p "ASKED={ask} %MONTH%: "
if defined ASKED set "MONTH=%ASKED%"
echo "%MONTH%"| findstr /r "{months}" >nul || (
  echo {no_month}
  goto end
)
"""
_BAT_COLLECT = """set "FROM=%~1"
if not defined FROM set "FROM={returned}\\%MONTH%"
if not exist "%FROM%" (
  mkdir "%FROM%"
  echo {put_in} %FROM%
  explorer "%FROM%"
  goto end
)
call :run collect "%MONTH%" "%FROM%"
"""
_BAT_MONTHLY = """call :run monthly "%MONTH%"
"""
_BAT_FOOT = """:end
pause
exit /b

:run
where aqmap >nul 2>nul && (aqmap %* & exit /b)
where py >nul 2>nul && (py -m aqmap %* & exit /b)
python -m aqmap %*
exit /b
"""
_SH_HEAD = """#!/bin/sh
# {title}
case "${{1:-/}}" in
/*) ;;
*) set -- "$PWD/$1" ;;
esac
cd "$(dirname "$0")" || exit 1
month=
for folder in {forms}/20??-??; do
    [ -d "$folder" ] && month=${{folder##*/}}
done
printf '%s %s: ' '{ask}' "$month"
read -r asked || asked=
month=${{asked:-$month}}
case "$month" in
20[0-9][0-9]-0[1-9] | 20[0-9][0-9]-1[0-2]) ;;
*)
    echo '{no_month}'
    exit 2
    ;;
esac
run() {{
    if command -v aqmap >/dev/null 2>&1; then aqmap "$@"; else python3 -m aqmap "$@"; fi
}}
"""
_SH_COLLECT = """from=${{1:-{returned}/$month}}
if [ ! -e "$from" ]; then
    mkdir -p "$from"
    printf '%s %s\\n' '{put_in}' "$PWD/$from"
    exit 0
fi
run collect "$month" "$from"
"""
_SH_MONTHLY = """run monthly "$month"
"""


def office_scripts() -> dict[str, bytes]:
    """
    Return the scripts by their names: ``.bat`` in GBK for Windows, ``.sh`` in UTF-8.

    They lie in the workspace, beside the folders that they serve, and ask for the month; by
    default it is the newest one of which forms were made.
    """
    words = {name: say(f"form.script.{name}", "zh") for name in ("ask", "no_month", "put_in")}
    facts = {
        **words,
        "newest": _NEWEST_BAT,
        "months": _MONTHS_BAT,
        "returned": RETURNED,
        "forms": FORMS,
    }
    scripts: dict[str, bytes] = {}
    for name, bat, sh in (
        ("collect", _BAT_COLLECT, _SH_COLLECT),
        ("monthly", _BAT_MONTHLY, _SH_MONTHLY),
    ):
        title = say(f"form.script.{name}", "zh")
        windows = _filled(_BAT_HEAD + bat + _BAT_FOOT, facts)
        scripts[f"{title}.bat"] = windows.replace("\n", "\r\n").encode("gbk")
        scripts[f"{title}.sh"] = _filled(_SH_HEAD + sh, {**facts, "title": title}).encode()
    return scripts


def _filled(template: str, facts: Mapping[str, str]) -> str:
    return template.format(**facts)
