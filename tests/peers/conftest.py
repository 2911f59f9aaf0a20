"""Shared: one PostgreSQL for all tests that write into it."""

import pytest

from tests.peers.postgres import running_server, why_no_server


@pytest.fixture(scope="session")
def server():
    """A running PostgreSQL with PostGIS; a test without one is skipped with the reason."""
    if why_no_server():
        pytest.skip(why_no_server())
    with running_server() as started:
        yield started


@pytest.fixture(scope="session")
def template(server):
    """The name of a database with PostGIS of which others are copies: faster than made anew."""
    name = server.new_database()
    server.run(name, "CREATE EXTENSION postgis")
    return name


@pytest.fixture
def database(server, template):
    """A database with PostGIS and nothing else."""
    name = server.new_database(f"TEMPLATE {template}")
    yield name
    server.run("postgres", f"DROP DATABASE {name} WITH (FORCE)")
