"""The program's start, also as ``python -m aqmap``."""

from __future__ import annotations

import sys

COMMANDS = ("build", "check", "read", "stations", "map", "print", "init")


def main() -> None:
    """Print the overview, in the user's language and at once; or load and run a command."""
    if sys.argv[1:] in ([], ["--help"]):
        _print_overview()
        sys.exit(0 if sys.argv[1:] else 2)
    from aqmap.cli.app import run

    run()


def _print_overview() -> None:
    from aqmap.words import default_lang, say

    lang = default_lang()
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")
    print(say("overview.head", lang))
    for name in COMMANDS:
        print(f"  {name:8} {say(f'command.{name}', lang)}")
    print(say("overview.more", lang))


if __name__ == "__main__":
    main()
