"""A PostgreSQL of the tests' own: made in a temporary folder, reached by a socket in it alone."""

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import psycopg

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


class Server:
    """A running cluster, reached by the socket in its folder."""

    def __init__(self, folder):
        self.folder, self._number = folder, 0

    def address(self, database, *, role="postgres", password="", driver="postgresql"):
        """The address of a database."""
        secret = f":{password}" if password else ""
        return f"{driver}://{role}{secret}@/{database}?host={self.folder}"

    def new_database(self, options=""):
        """A database of its own for one test, without PostGIS unless its template has it."""
        self._number += 1
        name = f"gis{self._number}"
        self.run("postgres", f"CREATE DATABASE {name} {options}")
        return name

    def run(self, database, *statements):
        """The rows of the last statement, run as superuser."""
        with psycopg.connect(self.address(database), autocommit=True) as connection:
            for statement in statements:
                cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def dump(self, database):
        """All that a database holds, as statements that make it anew."""
        command = [programs() / "pg_dump", "-U", "postgres", "-h", self.folder, database]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
        assert done.returncode == 0, done.stderr
        lines = done.stdout.splitlines()
        # Each dump has a password of its own in these, against hostile servers.
        return [line for line in lines if not line.startswith(("\\restrict", "\\unrestrict"))]


@contextmanager
def running_server():
    """A cluster in UTF-8, of which every role but the superuser needs a password."""
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
            yield Server(folder)
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
