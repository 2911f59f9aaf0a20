"""The program and its commands, a file each: it parses, calls one pipeline, and prints."""

import sys
from typing import Annotated

import typer

from aqmap._version import __version__
from aqmap.cli.build import build_command, check_command
from aqmap.cli.init import init_command
from aqmap.cli.maps import map_command, print_command
from aqmap.cli.read import read_command
from aqmap.cli.stations import stations_command

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
app.command("stations")(stations_command)
app.command("map")(map_command)
app.command("print")(print_command)
app.command("init")(init_command)


def run() -> None:
    """Run the command line; a console that cannot show a character gets a substitute."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    app()
