"""A PostgreSQL of the tests' own: made in a temporary folder, reached by a socket in it alone."""

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

_VERSIONS = Path("/usr/lib/postgresql")


def programs():
    """The folder of the newest server that PostGIS is installed for; none without one."""
    found = [
        folder / "bin"
        for folder in _VERSIONS.glob("*")
        if Path(f"/usr/share/postgresql/{folder.name}/extension/postgis.control").exists()
        and (folder / "bin" / "initdb").exists()
    ]
    return max(found, key=lambda folder: int(folder.parent.name), default=None)


def why_no_server():
    """Why no server can be started here; nothing where one can."""
    if sys.platform == "win32" or programs() is None:
        return "no PostgreSQL with PostGIS (Debian: postgresql-15-postgis-3)"
    if os.geteuid() == 0 and not _has_user("postgres"):
        return "no user postgres: the server does not run as root"
    return ""


def _has_user(name):
    import pwd

    try:
        return bool(pwd.getpwnam(name))
    except KeyError:
        return False


@contextmanager
def running_server():
    """A cluster in UTF-8, by the folder of its socket; roles but the superuser need a password."""
    folder = Path(tempfile.mkdtemp(prefix="aqmap-pg-"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        data = folder / "data"
        _run(folder, "initdb", "-D", data, "-U", "postgres", "-E", "UTF8", "--no-locale", "-N")
        (data / "pg_hba.conf").write_text(
            "local all postgres trust\nlocal all all scram-sha-256\n", encoding="utf-8"
        )
        settings = f"-k {folder} -c listen_addresses= -c fsync=off -c lc_messages=C"
        start = ("-w", "-o", settings, "-l", folder / "log", "start")
        _run(folder, "pg_ctl", "-D", data, *start)
        try:
            yield folder
        finally:
            _run(folder, "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(folder, program, *arguments):
    command = [programs() / program, *arguments]
    user = "postgres" if os.geteuid() == 0 else None
    done = subprocess.run(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env={"PATH": os.environ["PATH"], "LC_ALL": "C"},
        timeout=60,
        user=user,
        group=user,
    )
    assert done.returncode == 0, done.stderr
