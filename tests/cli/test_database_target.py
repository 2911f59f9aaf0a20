"""`aqmap export` with the address of a database: what fits it, and what is never repeated."""

import json
import subprocess
import sys

import pytest

from tests.cli.processes import environment, run

ADDRESS = "postgresql://li:s3cret@localhost:1/gis"


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ((ADDRESS, "--format", "gpkg"), "--format"),
        ((ADDRESS, "--out", "elsewhere"), "--out"),
        ((".", ADDRESS, "--overwrite"), "--overwrite"),
        ((".", "--schema", "maps"), "--schema"),
        ((ADDRESS, ADDRESS), "DATABASE"),
        ((".", "elsewhere"), "DATABASE"),
        ((".", ADDRESS, "elsewhere"), "elsewhere"),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_options_that_do_not_fit_the_target_are_wrong_usage(words, named, lang, small_workspace):
    done = run("export", *words, cwd=small_workspace, lang=lang)
    assert done.returncode == 2
    assert named in done.stderr
    assert "s3cret" not in done.stderr
    assert not (small_workspace / "export").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("export", ADDRESS),
        ("export", "postgresql:/li:s3cret@localhost/gis"),
        ("export", "postgresql://li:s3cret@localhost:port/gis"),
        ("export", "postgresql://li:s3cret@s3cret@localhost/gis"),
        ("export", "host=localhost password=s3cret"),
        ("build", ADDRESS),
        ("build", ".", ADDRESS),
        (ADDRESS,),
        ("export", ADDRESS, "--schema", ADDRESS),
        ("print", "--out", ADDRESS, "nowhere"),
    ],
)
def test_no_message_repeats_a_password(words, small_workspace):
    done = run(*words, cwd=small_workspace)
    assert done.returncode in (1, 2)
    assert done.stderr.strip()
    assert "s3cret" not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_nor_does_a_message_for_machines(tmp_path):
    done = run("check", ADDRESS, "--json", cwd=tmp_path)
    [fault] = json.loads(done.stdout)["faults"]
    assert "***" in fault["file"]
    assert "s3cret" not in done.stdout + done.stderr


def test_a_server_that_is_not_there_is_a_fault_that_says_what_to_look_at(small_workspace):
    done = run("export", ADDRESS, cwd=small_workspace, lang="en")
    assert done.returncode == 1
    [line] = done.stderr.splitlines()
    assert line.startswith("postgresql://li@localhost:1/gis: no connection: ")
    assert line.endswith("the password in PGPASSWORD or ~/.pgpass.")


def test_the_public_gets_no_outlines_and_no_connection_is_tried(small_workspace):
    done = run("export", ADDRESS, "--audience", "public", cwd=small_workspace, lang="en")
    assert done.returncode == 1
    [line] = done.stderr.splitlines()
    assert "postgresql://li@localhost:1/gis" in line
    assert "no connection" not in line
    assert "s3cret" not in line


@pytest.mark.parametrize("missing", ["sqlalchemy", "psycopg"])
def test_without_the_libraries_it_says_how_to_install_them(missing, small_workspace):
    without = (
        f"import sys; sys.modules[{missing!r}] = None; from aqmap.__main__ import main; "
        f"sys.argv[1:] = ['export', {ADDRESS!r}, '--lang', 'zh']; sys.exit(main())"
    )
    done = subprocess.run(
        [sys.executable, "-c", without],
        cwd=small_workspace,
        env=environment(),
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 1
    assert done.stderr.endswith("请运行 pip install 'aqmap[postgis]'。\n")
    assert len(done.stderr.splitlines()) == 1


def test_other_commands_load_no_library_of_databases(small_workspace):
    loaded = (
        "import atexit, sys; from aqmap.__main__ import main; "
        "known = lambda: print(sorted({'sqlalchemy', 'psycopg'} & set(sys.modules))); "
        "atexit.register(known); sys.argv[1:] = ['export', '--format', 'csv']; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", loaded],
        cwd=small_workspace,
        env=environment(),
        capture_output=True,
        text=True,
    )
    assert done.stdout.splitlines()[-1] == "[]", done.stderr
