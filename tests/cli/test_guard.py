"""Whatever happens ends in an exit code and a line: signals, defects, want of memory."""

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from aqmap.cli.guard import run_guarded
from tests.cli.processes import ROOT, environment, one_line, run_anew

needs_posix = pytest.mark.skipif(os.name != "posix", reason="signals")


HEARING = """
import signal
for number in (signal.SIGINT, getattr(signal, "SIGHUP", signal.SIGTERM), signal.SIGTERM):
    if signal.getsignal(number) is signal.SIG_IGN:  # the tests themselves run behind nohup
        heard = signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL
        signal.signal(number, heard)
"""


def guarded(body, **more):
    """Run a piece of code as the work of the program, in a process of its own."""
    code = (
        f"{HEARING}import sys\n"
        "from aqmap.cli.guard import run_guarded\n"
        f"def work():\n    {body}\n    return 0\n"
        "sys.exit(run_guarded(work))"
    )
    command = [sys.executable, "-c", code]
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", env=environment(**more)
    )


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (
            "raise ValueError('odd\\x1b[2J')",
            r"内部错误（ValueError: odd\x1b[2J）。这是 aqmap 的缺陷",
        ),
        ("work()", "RecursionError"),
        ("raise MemoryError", "内存不够"),
        ("raise OSError(28, 'No space left')", "磁盘已满"),
        ("open('/nowhere/at all')", "/nowhere/at all：系统拒绝了操作（没有这个文件或文件夹）"),
        ("import numpy as np; np.zeros(10**15)", "内存不够"),
    ],
)
def test_what_nobody_expected_is_a_line(body, words):
    assert words in one_line(guarded(body), 1)


def test_a_defect_names_where_it_is_and_how_to_report_it():
    """`aqmap.words.text` of a phrase that is none is a mistake in aqmap itself."""
    body = "from aqmap.words import text; text('no.such.phrase')"
    line = one_line(guarded(body, lang="en"), 1)
    assert line.startswith("aqmap: __init__.py ")
    assert "KeyError: 'no.such.phrase'" in line
    assert "AQMAP_TRACEBACK=1" in line
    shown = guarded(body, AQMAP_TRACEBACK="1")
    assert (shown.returncode, "Traceback" in shown.stderr) == (1, True)


def test_a_defect_names_the_map_that_was_drawn():
    body = "error = ValueError('odd'); error.add_note('pm25-target-2021-ili'); raise error"
    assert "(pm25-target-2021-ili: ValueError: odd)" in one_line(guarded(body, lang="en"), 1)


@pytest.mark.parametrize("code", [0, 1, 2])
def test_the_exit_code_is_the_works(code):
    assert guarded(f"raise SystemExit({code})").returncode == code
    assert guarded(f"return {code}").returncode == code


def test_our_tests_see_what_commands_raise():
    """The guard stands around the process, not around functions."""
    assert "run_guarded" not in (ROOT / "aqmap" / "cli" / "app.py").read_text(encoding="utf-8")
    assert run_guarded.__module__ == "aqmap.cli.guard"


@needs_posix
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_ends_the_work_in_one_line_and_takes_temporary_folders_away(name, tmp_path):
    body = (
        "import os, signal, pathlib\n"
        "    from aqmap.files.temporary_folders import new_temporary_folder\n"
        "    with new_temporary_folder('aqmap-') as folder:\n"
        "        pathlib.Path(folder, 'file').touch()\n"
        f"        os.kill(os.getpid(), signal.{name})\n"
        "        signal.pause()"
    )
    number = signal.Signals[name]
    done = guarded(body, TMPDIR=str(tmp_path))
    assert done.returncode in (128 + number, -number), "-2 is how Python says 130 of itself"
    assert done.stderr == "已中断，没有完成\n"
    assert list(tmp_path.iterdir()) == []


@needs_posix
def test_a_signal_that_is_ignored_stays_so():
    """`nohup` has the hang-up ignored before we start."""
    command = [sys.executable, "-m", "aqmap", "--version"]
    wrapped = ["/bin/sh", "-c", 'trap "" HUP; "$@"', "-", *command]
    probe = "import signal; assert signal.getsignal(signal.SIGHUP) == signal.SIG_IGN"
    assert subprocess.run(wrapped, capture_output=True, env=environment()).returncode == 0
    done = subprocess.run(
        [*wrapped[:4], sys.executable, "-c", guard_then(probe)], env=environment()
    )
    assert done.returncode == 0


def guard_then(probe):
    return f"from aqmap.cli.guard import run_guarded\nrun_guarded(lambda: 0)\n{probe}"


WORKERS = f"""{HEARING}
import os, pathlib, sys, time
from aqmap.cli.guard import run_guarded
from aqmap.worker_processes import worker_pool

def rest(folder):
    pathlib.Path(folder, str(os.getpid())).touch()
    time.sleep(600)

def work():
    with worker_pool(2) as pool:
        for _ in range(6):
            pool.submit(rest, sys.argv[1])
        time.sleep(600)
    return 0

if __name__ == "__main__":
    sys.exit(run_guarded(work))
"""


def wait_for(condition):
    """Wait for another process; a minute is only against waiting for ever."""
    for _ in range(6000):
        if condition():
            return
        time.sleep(0.01)
    pytest.fail("nothing came of it")


def is_running(pid):
    try:
        os.kill(pid, 0)
    except OSError as problem:
        assert problem.errno == errno.ESRCH
        return False
    stat = Path(f"/proc/{pid}/stat")  # one that has ended and is not yet waited for is no worker
    return not (stat.exists() and ") Z" in stat.read_text(encoding="utf-8", errors="replace"))


@needs_posix
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP", "SIGKILL"])
@pytest.mark.parametrize("group", [True, False], ids=["to all", "to one"])
def test_workers_end_with_the_program_and_say_nothing(name, group, tmp_path):
    """A terminal sends Ctrl-C to all; `kill` sends it to one."""
    script = tmp_path / "script.py"
    script.write_text(WORKERS, encoding="utf-8")
    started = tmp_path / "started"
    started.mkdir()
    program = subprocess.Popen(
        [sys.executable, script, started],
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=environment(),
        start_new_session=True,
    )
    wait_for(lambda: len(list(started.iterdir())) == 2)
    workers = [int(file.name) for file in started.iterdir()]
    (os.killpg if group else os.kill)(program.pid, signal.Signals[name])
    _, said = program.communicate(timeout=120)
    # Of a killed program Python itself tells the semaphores that it takes away.
    assert name == "SIGKILL" or said == "已中断，没有完成\n"
    wait_for(lambda: not any(map(is_running, workers)))


@needs_posix
def test_a_build_that_is_stopped_leaves_nothing(small_workspace, tmp_path):
    out, rest = tmp_path / "out", tmp_path / "tmp"
    rest.mkdir()
    program = subprocess.Popen(
        [sys.executable, "-m", "aqmap", "build", small_workspace, "--out", out],
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=environment(TMPDIR=str(rest)),
    )
    # New outputs are written beside the old ones.
    wait_for(lambda: list(tmp_path.glob(".aqmap-*/new/*")))
    program.send_signal(signal.SIGINT)
    _, said = program.communicate(timeout=120)
    assert said == "已中断，没有完成\n"
    assert [path.name for path in tmp_path.rglob("*aqmap-*")] == []
    assert not out.exists()


def test_a_lost_worker_is_a_fault(tmp_path):
    """As where the system ends a process because memory is short."""
    script = tmp_path / "script.py"
    script.write_text(LOSING, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, script],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment(),
    )
    assert done.stdout.startswith("--workers：一个工作进程中途结束"), done.stderr


LOSING = """
import os
from aqmap.errors import SourceError
from aqmap.read.stations.archive import workers

class Ends:
    def __reduce__(self):
        return os._exit, (9,)

if __name__ == "__main__":
    try:
        list(workers.outcomes([Ends()] * 40, None, workers=2))
    except SourceError as problem:
        print(problem.said("zh")[0])
"""


def test_without_a_folder_for_temporary_files_the_fault_names_the_variable(monkeypatch):
    import tempfile

    from aqmap.errors import SourceError
    from aqmap.files.temporary_folders import new_temporary_folder

    def refuse(*_, **__):
        raise FileNotFoundError(errno.ENOENT, "No usable temporary directory found")

    monkeypatch.setattr(tempfile, "mkdtemp", refuse)
    with pytest.raises(SourceError, match="TMPDIR"):
        new_temporary_folder("aqmap-")


def test_a_path_that_the_system_refuses_is_a_fault():
    line = one_line(run_anew("check", "x" * 5000, lang="en"), 1)
    assert "is no workspace" in line
