"""Addresses of databases: what is one, what is shown of it, and that no password is."""

import pytest

from aqmap.errors import SpecError
from aqmap.render.exchange.database.database_address import database_address, is_database_address
from aqmap.words.passwords import hide_passwords


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("postgresql://li@db.example/gis", "postgresql://li@db.example/gis"),
        ("postgres://li:pw1@db:5433/gis", "postgresql://li@db:5433/gis"),
        ("postgresql+psycopg2://li:pw1@[::1]/gis", "postgresql://li@[::1]/gis"),
        ("POSTGRESQL://李:pw1@db/图集", "postgresql://李@db/图集"),
        ("postgresql:///gis?host=/run/pg&sslpassword=pw1", "postgresql:///gis"),
        ("postgresql://", "postgresql:///"),
        ("postgresql://a%40b:pw%401@db/x%2Fy", "postgresql://a@b@db/x/y"),
    ],
)
def test_an_address_is_shown_without_password_and_options(written, shown):
    assert is_database_address(written)
    address = database_address(written)
    assert str(address) == shown
    assert "pw" not in repr(address)


@pytest.mark.parametrize(
    "written",
    [
        "postgresql://li:pw@1@db/gis",
        "postgresql://li:pw1@db:port/gis",
        "postgresql://li:p/w1@s@db/gis",
        "mysql://li:pw1@db/gis",
        "./data",
    ],
)
def test_what_is_no_address_is_a_fault_that_tells_no_password(written):
    with pytest.raises(SpecError) as problem:
        database_address(written)
    message = problem.value.said("zh")[0]
    assert "postgresql://用户@主机:端口/数据库" in message
    if "postgres" in written:
        assert not any(part in message for part in ("pw", "w1", "s@db"))


@pytest.mark.parametrize("written", ["data/gis", "postgresql", "C:\\gis", "mysql://db/x", ""])
def test_a_path_is_no_address(written):
    assert not is_database_address(written)


def test_what_a_library_says_is_one_line_without_the_password():
    address = database_address("postgresql://li:pw%401@db/gis?sslpassword=key9")
    said = 'invalid "pw@1"\n\tat host (key9)'
    assert address.without_password(said) == 'invalid "***" at host (***)'


def test_the_engine_asks_for_utf_8_and_no_prepared_statements():
    engine = database_address("postgresql://li@db/gis?connect_timeout=3").engine()
    assert "prepare_threshold" not in str(engine.url)
    _, options = engine.dialect.create_connect_args(engine.url)
    assert options["connect_timeout"] == "3"


@pytest.mark.parametrize(
    ("message", "hidden"),
    [
        ("postgresql://li:pw1@db/gis: no", "postgresql://li:***@db/gis: no"),
        ("postgresql:/li:p:w/1@x@db/gis: no", "postgresql:/li:***@db/gis: no"),
        ("postgres://li@db/gis", "postgres://li@db/gis"),
        ("host=db password=pw1 user=li", "host=db password=*** user=li"),
        ("password = 'a b' x", "password = *** x"),
        ("postgresql:///gis?password=pw1&x=1", "postgresql:///gis?password=***&x=1"),
        ("https://li:pw1@example/", "https://li:pw1@example/"),
        ("PM2.5 35@x", "PM2.5 35@x"),
    ],
)
def test_messages_hide_the_passwords_of_databases(message, hidden):
    assert hide_passwords(message) == hidden
