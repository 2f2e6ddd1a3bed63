"""How alembic runs the migrations of a store: on the connection and inside the transaction that it is handed."""

from __future__ import annotations

from alembic import context

from lagebild.store.tables import SCHEMA_TABLE, metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=SCHEMA_TABLE,
    transactional_ddl=False,  # the caller's transaction holds everything: alembic is to open none of its own
)
context.run_migrations()
