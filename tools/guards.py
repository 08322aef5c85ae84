"""What is released or handed in never changes: the database itself refuses it.

The triggers are made after every migrate and not by a migration, since Django makes a table anew on
SQLite when a field changes, and a table's triggers go with it.
"""

from django.db import connections

# Table -> what is refused there. A web that was handed in is its teacher's to delete, and nobody's to change.
TABLES = {
    "tools_instrumentversion": ("UPDATE", "DELETE"),
    "tools_versiontext": ("UPDATE", "DELETE"),
    "tools_response": ("UPDATE",),
    # Codes that were given out are only added to, and forgotten some weeks after the close.
    "tools_issuedcode": ("UPDATE",),
}
_DONE = {"UPDATE": "changed", "DELETE": "deleted"}
SAID = "What is released or handed in never changes."

_SQLITE = """
CREATE TRIGGER IF NOT EXISTS {table}_is_never_{done} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{said}'); END
"""
_POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION academy_refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{said}' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""
_POSTGRES = """
CREATE OR REPLACE TRIGGER {table}_never_changes BEFORE {verbs} ON {table}
FOR EACH ROW EXECUTE FUNCTION academy_refuse_change()
"""


def guard_released(*, using: str, **_signal) -> None:
    """Make the triggers in a database that has the tables. Connected to `post_migrate`."""
    connection = connections[using]
    with connection.cursor() as cursor:
        present = set(connection.introspection.table_names(cursor))
        tables = [table for table in TABLES if table in present]
        if connection.vendor == "postgresql" and tables:
            cursor.execute(_POSTGRES_FUNCTION.format(said=SAID))
        for table in tables:
            if connection.vendor == "postgresql":
                cursor.execute(_POSTGRES.format(table=table, verbs=" OR ".join(TABLES[table])))
            else:
                for verb in TABLES[table]:
                    cursor.execute(_SQLITE.format(table=table, verb=verb, done=_DONE[verb], said=SAID))
