"""The program and its commands, a file each: it parses, calls one pipeline, and prints."""

import os
from collections.abc import Sequence
from typing import Annotated

import typer

from aqmap._version import __version__
from aqmap.cli.arguments import languages_asked
from aqmap.cli.build import build_command, check_command
from aqmap.cli.confirm import confirm_command
from aqmap.cli.dispatch.collect_commands import answer_command, collect_command, questions_command
from aqmap.cli.dispatch.forms_command import forms_command
from aqmap.cli.dispatch.month_commands import (
    close_command,
    compare_command,
    monthly_command,
    release_command,
)
from aqmap.cli.dispatch.year_commands import yearend_command
from aqmap.cli.exports import export_command
from aqmap.cli.guard import INTERRUPTED
from aqmap.cli.init import init_command
from aqmap.cli.maps import map_command, print_command
from aqmap.cli.output import report_faults
from aqmap.cli.reading.read import read_command
from aqmap.cli.reading.stations import stations_command
from aqmap.cli.reading.zonal import zonal_command
from aqmap.cli.reports import report_command
from aqmap.cli.usage import WRONG_USAGE, UsageError, empty_argument, usage_fault
from aqmap.library_warnings import show_to_users

app = typer.Typer(
    name="aqmap",
    help="County maps of air-quality plans: every number traced to its document.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _version(asked: bool) -> None:
    if asked:
        print(f"aqmap {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None: ...


app.command("build")(build_command)
app.command("check")(check_command)
app.command("read")(read_command)
app.command("confirm")(confirm_command)
app.command("stations")(stations_command)
app.command("zonal")(zonal_command)
app.command("map")(map_command)
app.command("print")(print_command)
app.command("report")(report_command)
app.command("export")(export_command)
app.command("forms")(forms_command)
app.command("collect")(collect_command)
app.command("questions")(questions_command)
app.command("answer")(answer_command)
app.command("close")(close_command)
app.command("monthly")(monthly_command)
app.command("release")(release_command)
app.command("compare")(compare_command)
app.command("yearend")(yearend_command)
app.command("init")(init_command)


def run(arguments: Sequence[str], commands: Sequence[str]) -> int:
    """
    Run a command and return its exit code.

    Parameters
    ----------
    arguments
        As written, for what the parser says of them.
    commands
        The names of all commands.
    """
    empty = empty_argument(arguments)
    if empty is not None:
        report_faults([empty], arguments)
        return WRONG_USAGE
    show_to_users(languages_asked(arguments)[0])
    os.environ.pop("MPLBACKEND", None)  # no command opens a window
    try:
        code = app(prog_name="aqmap", standalone_mode=False)
    except UsageError as problem:
        report_faults([usage_fault(problem, arguments, commands)], arguments)
        return WRONG_USAGE
    except typer.Abort:
        return INTERRUPTED
    return code if isinstance(code, int) else 0
