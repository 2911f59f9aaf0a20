"""What a real PostGIS refuses, or loses on the way: a fault that helps, and nothing has changed."""

import os
import signal
import subprocess
import sys
import time

import psycopg
import pytest
from psycopg import sql

from aqmap.errors import AqmapError, SourceError
from aqmap.pipelines import build_maps
from aqmap.pipelines import export_maps as pipeline
from aqmap.render.exchange.database import database_tables, schema_contents
from aqmap.render.exchange.database.database_address import database_address
from aqmap.render.exchange.database.database_export import write_database
from tests.cli.processes import environment, run
from tests.render.exchange.contents import square_contents
from tests.station_books import station_book

pytestmark = pytest.mark.peers

PASSWORD = "Zhou%25'9"  # noqa: S105 - of roles that the tests make
"""As a server knows it; in an address its percent sign is written %25."""
WRONG = "WrongOne"
IN_ADDRESS = PASSWORD.replace("%", "%25")


def write(server, database, *, book=None, schema="aqmap", before_commit=lambda: None, **who):
    address = database_address(server.address(database, **who))
    contents = square_contents(book=book or station_book())
    write_database(contents, address, schema, before_commit=before_commit)


def refused(server, database, **how):
    """The faults, after a look that the database is as it was and no password is told."""
    before = server.dump(database)
    with pytest.raises(SourceError) as problem:
        write(server, database, **how)
    assert server.dump(database) == before
    messages = problem.value.said("zh") + problem.value.said("en")
    assert not any(secret in line for secret in (PASSWORD, IN_ADDRESS) for line in messages)
    return problem.value.faults


def codes(faults):
    return [fault.code for fault in faults]


@pytest.fixture
def role(server, database):
    """A role with a password and no rights; gone afterwards, with what it has."""
    name = f"role_{database}"
    quoted = PASSWORD.replace("'", "''")
    server.run("postgres", f"CREATE ROLE {name} LOGIN PASSWORD '{quoted}'")
    yield {"role": name, "password": IN_ADDRESS}
    server.run(database, f"DROP OWNED BY {name} CASCADE", f"DROP ROLE {name}")


# ---- failures on the way ----
def test_a_failure_in_the_middle_leaves_the_database_as_it_was(server, database, monkeypatch):
    write(server, database)
    whole, copied = database_tables._copy, []

    def failing(filled, connection):
        copied.append(filled.table.name)
        if len(copied) == 8:
            raise psycopg.errors.DiskFull("could not extend file: No space left on device")
        whole(filled, connection)

    monkeypatch.setattr(database_tables, "_copy", failing)
    [fault] = refused(server, database)
    assert fault.code == "database_failed"
    assert "No space left" in fault.said.zh
    assert len(copied) == 8


def test_a_first_run_that_fails_leaves_not_even_a_schema(server, database):
    def stop():
        raise KeyboardInterrupt

    before = server.dump(database)
    with pytest.raises(KeyboardInterrupt):
        write(server, database, before_commit=stop)
    assert server.dump(database) == before
    assert not any("aqmap" in line for line in before)


KILLED = """
import sys, time
from tests.peers.test_postgis_refusals import *

def wait():
    print("written", flush=True)
    time.sleep(60)

write_database(square_contents(), database_address(sys.argv[1]), "aqmap", before_commit=wait)
"""


@pytest.mark.parametrize("number", ["SIGKILL", "SIGTERM"])
def test_a_kill_before_the_end_leaves_the_database_as_it_was(server, database, number):
    write(server, database)
    before = server.dump(database)
    command = [sys.executable, "-c", KILLED, server.address(database)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment()) as process:
        assert process.stdout.readline() == "written\n"
        process.send_signal(getattr(signal, number))
        process.wait()
    assert server.dump(database) == before


def test_a_server_that_goes_away_is_a_lost_connection(server, database):
    def cut():
        server.run(
            "postgres",
            sql.SQL(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = {} AND application_name = 'aqmap'"
            ).format(database),
        )

    assert codes(refused(server, database, before_commit=cut)) == ["database_lost"]


# ---- what others have ----
@pytest.mark.parametrize(
    ("statement", "name"),
    [
        ("CREATE TABLE aqmap.counties (mine int)", "aqmap.counties"),
        ('CREATE TABLE aqmap."别人的 ""表""" (mine int)', 'aqmap.别人的 "表"'),
        ("CREATE VIEW aqmap.mine AS SELECT 1 AS one", "aqmap.mine"),
        ("CREATE MATERIALIZED VIEW aqmap.mine AS SELECT 1 AS one", "aqmap.mine"),
        ("CREATE SEQUENCE aqmap.mine", "aqmap.mine"),
        ("CREATE TYPE aqmap.mine AS (one int)", "aqmap.mine"),
    ],
)
def test_what_aqmap_did_not_write_is_a_fault_by_name(server, database, statement, name):
    server.run(database, "CREATE SCHEMA aqmap", statement)
    [fault] = refused(server, database)
    assert (fault.code, fault.at) == ("database_foreign", name)


def test_a_table_of_others_beside_those_of_aqmap_is_named_alone(server, database):
    write(server, database)
    server.run(database, "CREATE TABLE aqmap.mine AS SELECT * FROM aqmap.counties")
    assert [fault.at for fault in refused(server, database)] == ["aqmap.mine"]
    server.run(database, "DROP TABLE aqmap.mine")
    write(server, database)


def test_a_table_that_took_the_name_of_one_of_aqmaps_is_not_taken_for_it(server, database):
    write(server, database)
    server.run(
        database,
        "DROP TABLE aqmap.measures",
        "CREATE TABLE aqmap.measures (LIKE aqmap.figures INCLUDING ALL)",
    )
    assert [fault.at for fault in refused(server, database)] == ["aqmap.measures"]


def test_the_schema_public_of_postgis_is_refused(server, database):
    faults = refused(server, database, schema="public")
    assert "public.spatial_ref_sys" in [fault.at for fault in faults]


def test_a_view_that_others_built_on_aqmaps_stays_and_is_named(server, database):
    write(server, database)
    server.run(
        database,
        "CREATE SCHEMA theirs",
        "CREATE VIEW theirs.meeting AS SELECT * FROM aqmap.joined WHERE status = 'met'",
    )
    [fault] = refused(server, database)
    assert fault.code == "database_dependents"
    assert "theirs.meeting" in fault.said.zh
    server.run(database, "DROP VIEW theirs.meeting")
    write(server, database)


def test_tables_in_use_are_waited_for_and_then_left(server, database, monkeypatch):
    write(server, database)
    monkeypatch.setattr(schema_contents, "LOCK_TIMEOUT", "200ms")
    with psycopg.connect(server.address(database)) as reader:
        reader.execute("SELECT count(*) FROM aqmap.counties")
        before = server.run(database, "SELECT count(*) FROM aqmap.figures")
        with pytest.raises(SourceError) as problem:
            write(server, database)
        assert codes(problem.value.faults) == ["database_busy"]
        assert server.run(database, "SELECT count(*) FROM aqmap.figures") == before


# ---- rights ----
def test_a_role_without_rights_is_told_whom_to_ask(server, database, role):
    [fault] = refused(server, database, **role)
    assert fault.code == "database_forbidden"
    assert "permission denied" in fault.said.zh
    assert "CREATE SCHEMA" in fault.said.zh


def test_a_schema_made_for_a_role_is_enough(server, database, role):
    server.run(database, f"CREATE SCHEMA aqmap AUTHORIZATION {role['role']}")
    write(server, database, **role)
    write(server, database, **role)
    assert server.run(database, "SELECT count(*) FROM aqmap.counties") == [(8,)]


def test_what_another_role_wrote_is_not_replaced(server, database, role):
    write(server, database)
    server.run(database, f"GRANT ALL ON SCHEMA aqmap TO {role['role']}")
    assert codes(refused(server, database, **role)) == ["database_forbidden"]


def test_a_role_that_may_only_read(server, database, role):
    server.run(
        database,
        f"GRANT CREATE ON DATABASE {database} TO {role['role']}",
        f"ALTER ROLE {role['role']} SET default_transaction_read_only = on",
    )
    [fault] = refused(server, database, **role)
    assert fault.code == "database_forbidden"
    assert "read-only transaction" in fault.said.en


def test_without_postgis_and_without_the_right_to_make_it(server, role):
    database = server.new_database(f"OWNER {role['role']}")
    [fault] = refused(server, database, **role)
    assert fault.code == "postgis_missing"
    assert "CREATE EXTENSION postgis" in fault.said.zh
    server.run("postgres", f"DROP DATABASE {database}")


@pytest.mark.parametrize("encoding", ["SQL_ASCII", "LATIN1"])
def test_an_encoding_that_cannot_hold_every_text(server, encoding):
    database = server.new_database(f"TEMPLATE template0 ENCODING {encoding}")
    [fault] = refused(server, database)
    assert fault.code == "database_encoding"
    assert encoding in fault.said.zh


# ---- no connection ----
def unreachable(address):
    with pytest.raises(AqmapError) as problem:
        write_database(
            square_contents(), database_address(address), "aqmap", before_commit=lambda: None
        )
    [fault] = problem.value.faults
    assert fault.code == "database_unreachable"
    assert WRONG not in fault.said.zh
    return fault.said.zh


def test_a_wrong_password_is_refused_and_not_told(server, database, role):
    message = unreachable(server.address(database, role=role["role"], password=WRONG))
    assert "password authentication failed" in message
    assert "PGPASSWORD" in message


def test_no_server_no_database_and_an_unknown_option(server, tmp_path):
    assert "connection" in unreachable(f"postgresql://li:{WRONG}@/gis?host={tmp_path}")
    assert "does not exist" in unreachable(server.address("nowhere"))
    assert "sslmodus" in unreachable(server.address("postgres") + "&sslmodus=x")


# ---- the command ----
def test_the_command_takes_the_address_alone_and_the_password_from_outside(
    server, database, role, small_workspace
):
    server.run(database, f"CREATE SCHEMA 图 AUTHORIZATION {role['role']}")
    address = server.address(database, role=role["role"])
    words = ("export", address, "--schema", "图", "--layer", "pm25")
    done = run(*words, cwd=small_workspace, lang="en", PGPASSWORD=PASSWORD)
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"postgresql://{role['role']}@/{database}, schema 图\n"
    assert not (small_workspace / "export").exists()
    assert server.run(database, 'SELECT count(*) FROM 图."pm25-status-2025"') == [(3,)]


def test_the_workspace_may_stand_before_the_address_and_behind_it(
    server, database, small_workspace, tmp_path
):
    address = server.address(database)
    for places in ((small_workspace, address), (address, small_workspace)):
        done = run("export", *places, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        assert done.stdout == f"postgresql://postgres@/{database}，模式 aqmap\n"


def test_a_fault_of_the_database_is_one_line_and_no_traceback(server, database, small_workspace):
    address = server.address(database, role="nobody", password=WRONG)
    done = run("export", small_workspace, address)
    assert (done.returncode, done.stdout) == (1, "")
    [line] = done.stderr.splitlines()
    assert line.startswith(f"postgresql://nobody@/{database}：连接不上：")
    assert WRONG not in line


def test_a_signal_while_waiting_for_others_ends_it(server, database, small_workspace):
    write(server, database)
    with psycopg.connect(server.address(database)) as reader:
        reader.execute("SELECT count(*) FROM aqmap.counties")
        words = ["export", os.fspath(small_workspace), server.address(database)]
        command = [sys.executable, "-m", "aqmap", *words]
        with subprocess.Popen(command, stderr=subprocess.PIPE, env=environment()) as process:
            waiting = sql.SQL(
                "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = {}"
            ).format(database)
            while not server.run("postgres", waiting):
                assert process.poll() is None
                time.sleep(0.05)
            process.terminate()
            assert process.wait() == 143
            assert "Traceback" not in process.stderr.read().decode()
    assert server.run(database, "SELECT count(*) FROM aqmap.counties") == [(8,)]


def test_the_pipeline_commits_only_unchanged_inputs(server, database, small_workspace, monkeypatch):
    decide = build_maps.decide

    def changing(*places, **how):
        decided = decide(*places, **how)
        table = small_workspace / "data" / "targets" / "example.csv"
        table.write_bytes(table.read_bytes() + b"\n")
        return decided

    monkeypatch.setattr(pipeline, "decide", changing)
    before = server.dump(database)
    with pytest.raises(SourceError, match=r"example\.csv"):
        pipeline.export_database(small_workspace, server.address(database))
    assert server.dump(database) == before
