"""The rim of the program: whatever happens ends in an exit code and a message, no traceback."""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

from aqmap.cli.arguments import languages_asked
from aqmap.cli.streams import StreamLostError, check_streams, drop_stream

if TYPE_CHECKING:
    from aqmap.errors import Fault
    from aqmap.words import Text

FAULTY = 1
INTERRUPTED = 128 + 2
"""As a shell says it of a program that Ctrl-C ended."""
READER_GONE = 128 + 13
"""As a shell says it of a program whose reader ended first."""
_TRACEBACK = "AQMAP_TRACEBACK"
_LONGEST = 300  # characters of what a library says of an error


def run_guarded(work: Callable[[], int]) -> int:
    """
    Do a command's work and return its exit code.

    Parameters
    ----------
    work
        Returns the exit code, or ends by `SystemExit`.

    Returns
    -------
    code
        That; 1 after a fault or a defect, 128 and the signal's number after a signal, or 141
        where the reader of our words ended first. With ``AQMAP_TRACEBACK`` in the environment a
        defect keeps its traceback.
    """
    check_streams()
    _end_on_signals()
    try:
        code = _code_of(work)
        sys.stdout.flush()
    except StreamLostError as lost:
        code = _stream_lost(lost)
    finally:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # nothing is left to tidy up
    if code > 128 and code != READER_GONE:
        from aqmap.words import text

        _tell(text("stopped"))
    return code


def _code_of(work: Callable[[], int]) -> int:
    try:
        return work()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else FAULTY if end.code else 0
    except KeyboardInterrupt:
        return INTERRUPTED
    except StreamLostError:
        raise
    except Exception as problem:
        if os.environ.get(_TRACEBACK):
            raise
        from aqmap.cli.output import report_faults

        report_faults([_fault_of(problem)], sys.argv[1:])
        return FAULTY


def _end_on_signals() -> None:
    """End on a signal as on an error: what was begun is taken away first."""

    def end(number: int, _: FrameType | None) -> NoReturn:
        raise SystemExit(128 + number)

    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:  # nohup ignores it
            signal.signal(number, end)


def _fault_of(problem: Exception) -> Fault:
    """Return what nobody expected as a fault: the machine's, or else a defect of aqmap."""
    from aqmap.errors import Fault, os_reason

    if isinstance(problem, MemoryError):
        return Fault("memory_short", "aqmap")
    if isinstance(problem, OSError) and problem.errno:
        name = problem.filename if isinstance(problem.filename, str) else ""
        return Fault("system_refused", name or "aqmap", found=os_reason(problem))
    frames = traceback.extract_tb(problem.__traceback__)
    inside = [frame for frame in frames if "aqmap" in Path(frame.filename).parts]
    spot = next((f"{Path(f.filename).name} {f.lineno}" for f in reversed(inside)), "")
    # Notes say what was at work, such as which map was drawn.
    at_work = [*getattr(problem, "__notes__", ()), type(problem).__name__]
    found = f"{': '.join(at_work)}: {problem}"[:_LONGEST]
    return Fault("defect", "aqmap", spot, found=found)


def _stream_lost(lost: StreamLostError) -> int:
    from aqmap.errors import Fault, os_reason

    drop_stream(lost.name)
    if lost.is_reader_gone:
        return READER_GONE
    if lost.name == "stdout":
        _tell(Fault("stdout_unwritable", "stdout", found=os_reason(lost.cause)).said)
    return FAULTY


def _tell(message: Text) -> None:
    from aqmap.words.printable import printable

    try:
        for lang in languages_asked(sys.argv[1:]):
            print(printable(message.in_(lang)), file=sys.stderr, flush=True)
    except StreamLostError:
        drop_stream("stderr")
