"""A real PostGIS takes the maps: the rows of the GeoPackage, a view a map, again the same."""

import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import geopandas
import psycopg
import pytest
import shapely
from psycopg import sql
from sqlalchemy import create_engine

import aqmap
from aqmap.book.selection import Choice
from aqmap.model.audience import Audience
from aqmap.pipelines.export_maps import ExportFormat, export_database, export_maps
from aqmap.render.exchange.database.database_address import database_address
from aqmap.render.exchange.database.database_export import write_database
from aqmap.render.exchange.gis.geopackage_export import write_geopackage
from aqmap.words import Text
from tests.book_layers import HOSTILE
from tests.books import square_book
from tests.peers.qgis_process import opened_by_qgis, opened_from_database, without_qgis
from tests.render.exchange.contents import book_with_a_far_station, square_contents
from tests.signed_books import signed_book
from tests.station_books import station_book

pytestmark = pytest.mark.peers

ROOT = Path(__file__).parents[2]
MINIMAL = Path(aqmap.__file__).parent / "templates" / "minimal"
TYPES = {"TEXT": "text", "REAL": "double precision", "INTEGER": "integer", "BOOLEAN": "boolean"}


def write(contents, server, database, schema="aqmap"):
    address = database_address(server.address(database))
    write_database(contents, address, schema, before_commit=lambda: None)


def in_package(path):
    """Every table and view of a GeoPackage: types and rows of its columns, geometry as WKB."""
    with closing(sqlite3.connect(path)) as opened:
        listed = opened.execute("SELECT table_name, data_type FROM gpkg_contents").fetchall()
        tables: dict[str, dict[str, tuple[str, list[object]]]] = {}
        for name, _ in listed:
            quoted = '"' + name.replace('"', '""') + '"'
            # The names are those of a file that aqmap wrote.
            columns = opened.execute(f"PRAGMA table_info({quoted})").fetchall()
            rows = opened.execute(f"SELECT * FROM {quoted} ORDER BY 1").fetchall()  # noqa: S608
            tables[name] = {
                column: (kind, [plain(row[number], kind) for row in rows])
                for number, column, kind, *_ in columns
            }
    return tables


def plain(cell, kind):
    """A cell of a GeoPackage as PostgreSQL has it; of a geometry, what follows its 40 bytes."""
    if kind == "BOOLEAN" and cell is not None:
        return bool(cell)
    return cell[40:] if isinstance(cell, bytes) else cell


def in_database(server, database, schema="aqmap"):
    """The same of a schema of a database."""
    tables: dict[str, dict[str, tuple[str, list[object]]]] = {}
    with psycopg.connect(server.address(database)) as connection:
        listed = connection.execute(
            "SELECT table_name, column_name, data_type FROM information_schema.columns "
            "WHERE table_schema = %s ORDER BY table_name, ordinal_position",
            (schema,),
        ).fetchall()
        for table, column, kind in listed:
            name = sql.Identifier(column)
            shown = sql.SQL("public.ST_AsBinary({})").format(name) if column == "geom" else name
            query = sql.SQL("SELECT {} FROM {} ORDER BY fid")
            rows = connection.execute(query.format(shown, sql.Identifier(schema, table)))
            cells = [cell for (cell,) in rows]
            tables.setdefault(table, {})[column] = (kind, cells)
    return tables


def assert_equal(database_tables, package):
    styles, kept = database_tables.pop("styles"), package.pop("layer_styles")
    assert styles["f_table_name"][1] == kept["f_table_name"][1]
    assert styles["styleqml"][1] == kept["styleQML"][1]
    assert set(database_tables) == set(package)
    for name, expected in package.items():
        columns = database_tables[name]
        named = {"fid" if column == "OGC_FID" else column: c for column, c in expected.items()}
        assert list(columns) == list(named), name
        for column, (kind, cells) in named.items():
            assert columns[column][1] == cells, (name, column)
            # SQLite does not know of what kind a view's columns are.
            assert columns[column][0] == TYPES.get(kind, columns[column][0]), (name, column)


# ---- the same as the GeoPackage ----
@pytest.mark.parametrize(
    "book",
    [square_book, station_book, signed_book, book_with_a_far_station],
    ids=lambda b: b.__name__,
)
def test_every_table_and_view_has_the_columns_and_rows_of_the_geopackage(
    server, database, tmp_path, book
):
    contents = square_contents(book=book())
    write(contents, server, database)
    write_geopackage(contents, tmp_path / "maps.gpkg")
    assert_equal(in_database(server, database), in_package(tmp_path / "maps.gpkg"))


@pytest.mark.parametrize(("workspace", "lang"), [(ROOT, "zh"), (MINIMAL, "en")])
def test_whole_workspaces_are_there_row_by_row(server, database, tmp_path, workspace, lang):
    export_database(workspace, server.address(database), lang=lang)
    export_maps(workspace, tmp_path / "e", formats=(ExportFormat.GPKG,), lang=lang)
    package = in_package(tmp_path / "e" / "maps.gpkg")
    assert len(package) > 15
    assert_equal(in_database(server, database), package)


def test_only_the_layers_and_views_chosen(server, database):
    choice = Choice(layers=("pm25",), views=("status",))
    export_database(MINIMAL, server.address(database), choice=choice)
    views = server.run(
        database, "SELECT table_name FROM information_schema.views WHERE table_schema = 'aqmap'"
    )
    assert views == [("pm25-status-2025",)]


# ---- views ----
@pytest.mark.parametrize("view", ["target", "measured", "gap", "status"])
def test_a_view_has_the_places_and_classes_of_its_sheets(server, database, view):
    book = station_book()
    write(square_contents(book=book), server, database)
    query = sql.SQL("SELECT code, class, value, label FROM {}")
    rows = server.run(database, query.format(sql.Identifier("aqmap", f"pm25-{view}-2021")))
    expected = [
        (place.code, cell.klass, cell.value, cell.label)
        for region in ("west", "east")
        for place, cell in book.sheet("pm25", view, "2021", region).rows
    ]
    assert sorted(rows) == sorted(expected)
    assert len(rows) == 7


def test_geopandas_reads_every_view_in_cgcs2000(server, database):
    write(square_contents(book=station_book()), server, database)
    listed = server.run(
        database,
        "SELECT f_table_name, srid, type FROM geometry_columns WHERE f_table_schema = 'aqmap'",
    )
    assert len(listed) > 25
    assert {srid for _, srid, _ in listed} == {4490}
    address = server.address(database).replace("postgresql:", "postgresql+psycopg:")
    engine = create_engine(address)
    for name, _, kind in listed:
        query = f'SELECT * FROM aqmap."{name}"'  # noqa: S608 - no name of this book has quotes
        frame = geopandas.read_postgis(query, engine, geom_col="geom")
        assert frame.crs.to_epsg() == 4490, name
        kinds = set(frame.geom_type.dropna().str.upper())
        assert kinds == {kind}, name
        assert frame.geometry.dropna().is_valid.all(), name
    engine.dispose()


def test_a_county_lies_where_it_lay(server, database):
    write(square_contents(), server, database)
    [(binary,)] = server.run(
        database, "SELECT ST_AsBinary(geom) FROM aqmap.\"pm25-target-2021\" WHERE code = '990001'"
    )
    assert shapely.from_wkb(binary).equals(shapely.box(80, 44, 81, 45))


def test_every_table_and_view_says_what_it_shows(server, database):
    write(square_contents(book=station_book()), server, database)
    said = dict(
        server.run(
            database,
            "SELECT relname, obj_description(oid, 'pg_class') FROM pg_class "
            "WHERE relnamespace = 'aqmap'::regnamespace AND relkind IN ('r', 'v')",
        )
    )
    assert said["findings"].splitlines()[0] == "核对结果"
    title, notice, *_ = said["pm25-measured-2021"].splitlines()
    assert title == "2021年示例西州、示例东州PM2.5年均浓度实测值图"
    assert notice.startswith("第三方数据，不作考核依据")
    assert any(HOSTILE in text for text in said.values())
    assert {text.splitlines()[-1] for text in said.values()} == {
        "aqmap export: replaced by its next run"
    }


# ---- once more ----
def test_a_second_run_gives_the_same(server, database):
    contents = square_contents(book=station_book())
    write(contents, server, database)
    first = server.dump(database)
    write(contents, server, database)
    assert server.dump(database) == first
    assert any(line.startswith("CREATE VIEW aqmap.") for line in first)


def test_what_is_no_longer_there_goes_and_nothing_else(server, database, template):
    server.run(database, "CREATE TABLE public.counties (mine int)", "CREATE SCHEMA other")
    write(square_contents(book=station_book()), server, database)
    write(square_contents(book=signed_book(), lang="en"), server, database)
    fresh = server.new_database(f"TEMPLATE {template}")
    server.run(fresh, "CREATE TABLE public.counties (mine int)", "CREATE SCHEMA other")
    write(square_contents(book=signed_book(), lang="en"), server, fresh)
    again = [line.replace(database, fresh) for line in server.dump(database)]
    assert again == server.dump(fresh)


def test_findings_that_leaders_do_not_get_go_with_the_run_for_them(server, database):
    export_database(MINIMAL, server.address(database))
    internal = in_database(server, database)
    export_database(MINIMAL, server.address(database), audience="leader")
    leader = in_database(server, database)
    assert set(internal) - set(leader) == {"findings", "finding_figures"}
    facts = dict(zip(leader["about"]["key"][1], leader["about"]["value"][1], strict=True))
    assert facts["audience"] == Audience.LEADER.label.zh


def test_rights_that_were_given_to_others_stay(server, database):
    server.run(database, 'CREATE ROLE "阅览 %s"')
    write(square_contents(), server, database)
    server.run(
        database,
        'GRANT SELECT ON aqmap.counties, aqmap."pm25-status-2021" TO "阅览 %s"',
        "GRANT SELECT ON aqmap.sources TO PUBLIC",
    )
    before = server.dump(database)
    write(square_contents(), server, database)
    assert server.dump(database) == before
    assert sum(line.startswith("GRANT SELECT ON TABLE aqmap.") for line in before) == 3


# ---- names ----
def named_book(facts, overlay="stations"):
    """The book of stations with an overlay of another id whose features have these facts."""
    book = station_book()
    stations, *others = book.marks
    pairs = tuple((Text(name, name), value) for name, value in facts.items())
    features = tuple(replace(mark, facts=pairs) for mark in stations.features)
    return replace(book, marks=(replace(stations, id=overlay, features=features), *others))


def test_hostile_names_and_texts_are_stored_as_they_are(server, database):
    facts = {
        'a"b': "c'd\\",
        "100%s %(x)s": "50%",
        "; DROP TABLE counties --": HOSTILE,
        "xmin": "系统列",
        "FID": "1",
        "空\0字": "零\0",
        "长" * 30 + "甲": "1",
        "长" * 30 + "乙": "2",
    }
    write(square_contents(book=named_book(facts, "\"x';%s")), server, database)
    columns = in_database(server, database)["\"x';%s"]
    cells = {name: cells[0] for name, (_, cells) in columns.items()}
    assert cells['a"b'] == "c'd\\"
    assert cells["100%s %(x)s"] == "50%"
    assert cells["; DROP TABLE counties --"] == HOSTILE
    assert (cells["xmin_"], cells["FID_"]) == ("系统列", "1")
    assert cells["空\N{REPLACEMENT CHARACTER}字"] == "零\N{REPLACEMENT CHARACTER}"
    cut = [name for name in cells if name.startswith("长")]
    assert [cells[name] for name in cut] == ["1", "2"]
    assert all(len(name.encode()) <= 63 for name in cut)


def test_long_ids_of_layers_give_views_of_their_own(server, database):
    book = station_book()
    layers = tuple(
        replace(layer, id=f"{'很长的图层标识' * 5}{number}")
        for number, layer in enumerate(book.layers)
    )
    contents = square_contents(book=replace(book, layers=layers))
    write(replace(contents, joined=()), server, database)
    views = server.run(
        database,
        "SELECT v.table_name, obj_description(to_regclass(format('aqmap.%I', v.table_name))) "
        "FROM information_schema.views v WHERE table_schema = 'aqmap' AND table_name LIKE '很长%'",
    )
    assert len(views) > 20
    assert all(re.search(r"~[0-9a-f]{8}$", name) for name, _ in views)
    for name, about in views:
        query = sql.SQL("SELECT DISTINCT layer_title FROM {}").format(sql.Identifier("aqmap", name))
        [(title,)] = server.run(database, query)
        assert title in about


def test_a_schema_may_have_any_name(server, database):
    schema = '模式 "甲"%s;'
    write(square_contents(), server, database, schema)
    first = server.dump(database)
    write(square_contents(), server, database, schema)
    assert server.dump(database) == first
    assert len(in_database(server, database, schema)["counties"]["code"][1]) == 8


def test_postgis_in_a_schema_off_the_path_is_found(server):
    database = server.new_database()
    server.run(database, "CREATE SCHEMA extensions", "CREATE EXTENSION postgis SCHEMA extensions")
    write(square_contents(), server, database)
    [(kind,)] = server.run(
        database,
        "SELECT DISTINCT extensions.ST_SRID(geom) FROM aqmap.counties",
    )
    assert kind == 4490


def test_postgis_is_made_where_it_may_be(server):
    database = server.new_database()
    write(square_contents(), server, database)
    assert server.run(database, "SELECT count(*) FROM aqmap.counties") == [(8,)]


# ---- QGIS ----
@without_qgis
def test_qgis_opens_it_coloured_by_what_the_documentation_tells(server, database, tmp_path):
    """The statements that copy the styles are those of docs/export.md."""
    contents = square_contents(book=station_book())
    write(contents, server, database)
    [statements] = re.findall(
        r"```sql\n(.+?)```", (ROOT / "docs" / "export.md").read_text(encoding="utf-8"), re.DOTALL
    )
    server.run(database, statements)
    server.run(database, statements)
    write_geopackage(contents, tmp_path / "maps.gpkg")
    names = ("pm25-status-2021", "pm25-target-2021", "months-measured-2021-stations", "counties")
    of_file = opened_by_qgis(tmp_path / "maps.gpkg")
    of_database = opened_from_database(server, database, names, tmp_path)
    assert of_database == {name: of_file[name] for name in names}
    assert of_database["pm25-status-2021"]["renderer"] == "categorizedSymbol"
