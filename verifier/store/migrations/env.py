"""How Alembic reaches the database: by the engine that `Database.migrate` hands over."""

from alembic import context

from verifier.store.tables import metadata

engine = context.config.attributes["engine"]
is_sqlite = engine.dialect.name == "sqlite"
with engine.connect() as connection:
    # SQLite changes a table by making it anew: while the old one is dropped, rows of others name
    # it. This can only be allowed outside a transaction; all of them are checked at its end.
    raw = connection.connection.cursor()
    if is_sqlite:
        raw.execute("PRAGMA foreign_keys = OFF")
    connection = connection.execution_options(xueshi_writes=True)
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        compare_server_default=True,
    )
    with context.begin_transaction():
        context.run_migrations()
        if is_sqlite and (broken := raw.execute("PRAGMA foreign_key_check").fetchone()):
            raise RuntimeError(f"a migration left a row without what it names: {broken[:3]}")
    connection.commit()
    if is_sqlite:
        raw.execute("PRAGMA foreign_keys = ON")
    raw.close()
