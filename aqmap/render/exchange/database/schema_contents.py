"""The schema that aqmap writes: what lies in it, what of that is aqmap's, and who may read it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, String, text
from sqlalchemy.exc import DBAPIError

from aqmap.errors import Fault, SourceError
from aqmap.render.exchange.database.database_address import DatabaseAddress
from aqmap.render.exchange.database.database_names import MOST_BYTES, storable_text

MARK = "aqmap export: replaced by its next run"
"""The last line of the comment on everything that aqmap wrote, by which it knows it again."""

LOCK_TIMEOUT = "30s"
"""How long tables that others use are waited for."""

_NAMED = 20  # of strange tables, as many faults at most
_KINDS = {"r": "TABLE", "v": "VIEW"}
_RELATIONS = text(
    "SELECT c.oid, c.relname, c.relkind::text, obj_description(c.oid, 'pg_class') "
    "FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
    "WHERE n.nspname = :schema AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S', 'c') "
    "ORDER BY c.relname"
)
_GRANTS = text(
    "SELECT c.relname, CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE g.grantee::regrole::text END, "
    "g.privilege_type, g.is_grantable "
    "FROM pg_class c, aclexplode(c.relacl) g "
    "WHERE c.oid = ANY(:numbers) AND g.grantee <> c.relowner ORDER BY 1, 2, 3"
)
_SCHEMA = text("SELECT 1 FROM pg_namespace WHERE nspname = :schema")
_POSTGIS = text(
    "SELECT n.nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace "
    "WHERE e.extname = 'postgis'"
)


@dataclass(frozen=True)
class Grant:
    """A right on a table or view, given by hand to a role (as SQL writes it)."""

    relation: str
    role: str
    right: str
    is_grantable: bool


class SchemaContents:
    """
    The schema of a database, within the transaction that writes it.

    Parameters
    ----------
    connection
        In a transaction.
    address
        For faults.
    name
        Of the schema.
    """

    def __init__(self, connection: Connection, address: DatabaseAddress, name: str) -> None:
        self._connection, self._address, self.name = connection, address, name

    def prepare(self) -> list[Grant]:
        """
        Make the schema ready: PostGIS is there, the schema too, and what aqmap wrote is gone.

        Returns
        -------
        grants
            The rights that others had on what is gone.

        Raises
        ------
        AqmapError
            If the database cannot hold the tables, or the schema holds what aqmap did not write.
        """
        self._set_up_session()
        if not self._connection.execute(_SCHEMA, {"schema": self.name}).first():
            self.run(f"CREATE SCHEMA {self.quoted(self.name)}")
            about = f"COMMENT ON SCHEMA {self.quoted(self.name)} IS {self.literal('aqmap export')}"
            self.run(about)
        relations = self._connection.execute(_RELATIONS, {"schema": self.name}).all()
        foreign = [
            f"{self.name}.{name}"
            for _, name, kind, comment in relations
            if kind not in _KINDS or not (comment or "").endswith(MARK)
        ]
        if foreign:
            raise SourceError(
                Fault("database_foreign", self._address, spot) for spot in foreign[:_NAMED]
            )
        numbers = [number for number, *_ in relations]
        grants = self._connection.execute(_GRANTS, {"numbers": numbers}).all()
        for kind in ("v", "r"):  # tables are free to go once no view shows them
            self._drop(_KINDS[kind], [row.relname for row in relations if row.relkind == kind])
        return [Grant(*row) for row in grants]

    def _set_up_session(self) -> None:
        encoding = self._connection.execute(text("SHOW server_encoding")).scalar_one()
        if encoding != "UTF8":
            raise SourceError(Fault("database_encoding", self._address, found=encoding))
        self.run(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'")
        # Two runs at once wait for each other rather than stumble over each other's tables.
        lock = text("SELECT pg_advisory_xact_lock(hashtext('aqmap export'), hashtext(:schema))")
        self._connection.execute(lock, {"schema": self.name})
        # Names without a schema are PostgreSQL's and PostGIS's, whatever the role's path says.
        self.run(f"SET LOCAL search_path = pg_catalog, {self.quoted(self._postgis())}")

    def _postgis(self) -> str:
        """Return the schema of PostGIS, which is made where it is not there and may be made."""
        found = self._connection.execute(_POSTGIS).scalar()
        if found:
            return str(found)
        try:
            with self._connection.begin_nested():
                self.run("CREATE EXTENSION postgis SCHEMA public")
        except DBAPIError as problem:
            words = self._address.without_password(str(problem.orig))
            raise SourceError(Fault("postgis_missing", self._address, found=words)) from None
        return "public"

    def _drop(self, kind: str, names: Iterable[str]) -> None:
        listed = ", ".join(map(self.qualified, names))
        if listed:
            self.run(f"DROP {kind} {listed}")  # never with what others built on it

    def restore(self, grants: Sequence[Grant], names: Iterable[str]) -> None:
        """Give others the rights again that they had on tables and views of the same names."""
        written = set(names)
        for grant in grants:
            if grant.relation in written:
                ending = " WITH GRANT OPTION" if grant.is_grantable else ""
                self.run(
                    f"GRANT {grant.right} ON {self.qualified(grant.relation)} "
                    f"TO {grant.role.replace('%', '%%')}{ending}"
                )

    def comment(self, kind: str, name: str, words: str) -> None:
        """Write what a table or view holds, and that aqmap wrote it."""
        about = self.literal(storable_text(f"{words}\n{MARK}".lstrip()))
        self.run(f"COMMENT ON {kind} {self.qualified(name)} IS {about}")

    def run(self, statement: str) -> None:
        """Run a statement without parameters, in which a ``%`` is written twice."""
        self._connection.exec_driver_sql(statement)

    def quoted(self, name: str) -> str:
        """Return a name as SQL takes it, whatever it holds."""
        return self._connection.dialect.identifier_preparer.quote_identifier(name)

    def qualified(self, name: str) -> str:
        """Return the name of a table or view with the schema, as SQL takes it."""
        return f"{self.quoted(self.name)}.{self.quoted(name)}"

    def literal(self, words: str) -> str:
        """Return a text as SQL takes it, whatever it holds."""
        dialect = self._connection.dialect
        process = String().literal_processor(dialect)  # type: ignore[no-untyped-call]
        return str(process(words))


def require_schema_name(name: str) -> None:
    """Refuse what PostgreSQL would not take as the name of a schema, or would cut."""
    is_system = name.casefold().startswith("pg_") or name == "information_schema"
    if not name or name != storable_text(name) or len(name.encode()) > MOST_BYTES or is_system:
        raise SourceError(Fault("database_schema", "--schema", found=name))
