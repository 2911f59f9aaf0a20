"""Names of tables, views and columns as PostgreSQL takes them."""

import pytest

from aqmap.errors import SourceError
from aqmap.render.exchange.database.database_names import column_names, free_database_name
from aqmap.render.exchange.database.schema_contents import require_schema_name


@pytest.mark.parametrize("name", ["counties", "县", 'a"b', "a;b", "a%b", "x" * 63, "县" * 21])
def test_a_name_that_fits_stays(name):
    assert free_database_name(name, ()) == name


def test_a_name_over_63_bytes_is_cut_between_characters_and_marked():
    """21 characters of three bytes are 63 bytes; of 22 no more than 18 fit before the mark."""
    name = free_database_name("县" * 22, ())
    assert name.startswith("县" * 18 + "~")
    assert len(name.encode()) == 63
    assert name != free_database_name("县" * 22 + "乙", ())


def test_two_names_are_never_one_not_even_in_another_case_or_cut():
    taken: list[str] = []
    for wanted in ["Counties", "counties", "COUNTIES", *["z" * 64] * 3, *["县" * 30] * 3]:
        taken.append(free_database_name(wanted, taken))
    assert len({name.casefold() for name in taken}) == len(taken)
    assert all(len(name.encode()) <= 63 for name in taken)
    assert taken[:3] == ["Counties", "counties_", "COUNTIES__"]


def test_what_cannot_be_stored_is_replaced():
    assert free_database_name("a\0b", ()) == "a\N{REPLACEMENT CHARACTER}b"
    assert free_database_name("a\ud800b", ()) == "a?b"
    assert free_database_name("", ()) == "_"


def test_columns_avoid_those_that_every_table_has():
    assert column_names(["xmin", "geom", "Ctid", "code"], ("fid", "geom")) == [
        "xmin_",
        "geom_",
        "Ctid_",
        "code",
    ]


@pytest.mark.parametrize("name", ["", "pg_maps", "PG_maps", "information_schema", "县" * 22, "a\0"])
def test_a_schema_that_would_be_refused_or_cut_is_a_fault(name):
    with pytest.raises(SourceError, match="--schema"):
        require_schema_name(name)


def test_other_schemas_may_have_any_name():
    for name in ("aqmap", "模式", 'a"b'):
        require_schema_name(name)
