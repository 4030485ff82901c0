"""How Alembic reaches the database: by the engine that `Database.migrate` hands over."""

from alembic import context

from verifier.store.tables import metadata

engine = context.config.attributes["engine"]
with engine.connect() as connection:
    connection = connection.execution_options(xueshi_writes=True)
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        compare_server_default=True,
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
