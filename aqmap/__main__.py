"""The program's start, also as ``python -m aqmap``."""

from __future__ import annotations

import gc


def main() -> None:
    """Load the command line and run it."""
    gc.disable()  # loading makes many objects and frees none: looking for garbage is a tenth of it
    from aqmap.cli import run

    gc.enable()
    run()


if __name__ == "__main__":
    main()
