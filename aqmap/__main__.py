"""The program's start, also as ``python -m aqmap``."""

from __future__ import annotations

import gc
import sys

COMMANDS = (
    "build",
    "check",
    "read",
    "confirm",
    "stations",
    "zonal",
    "map",
    "print",
    "report",
    "export",
    "forms",
    "collect",
    "questions",
    "answer",
    "close",
    "monthly",
    "release",
    "compare",
    "yearend",
    "init",
)

_RARELY = 300_000, 20, 50


def main() -> None:
    """Run the command line; see `aqmap.cli.guard.run_guarded` for how it may end."""
    try:
        from aqmap.cli.guard import run_guarded

        code = run_guarded(_run)
    except KeyboardInterrupt:  # before the guard stands
        code = 130
    gc.freeze()  # all that is left goes with the process: to look through it takes its time
    sys.exit(code)


def _run() -> int:
    """Print the overview, in the user's language and at once; or load and run a command."""
    arguments = sys.argv[1:]
    if arguments in ([], ["--help"]):
        _print_overview()
        return 0 if arguments else 2
    # A command's tables are millions of objects that stay: to look through them finds nothing.
    gc.set_threshold(*_RARELY)
    from aqmap.cli.app import run

    return run(arguments, COMMANDS)


def _print_overview() -> None:
    from aqmap.words import default_lang, say

    lang = default_lang()
    print(say("overview.head", lang))
    for name in COMMANDS:
        print(f"  {name:9} {say(f'command.{name}', lang)}")
    print(say("overview.more", lang))


if __name__ == "__main__":
    main()
