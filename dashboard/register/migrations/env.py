"""Alembic's entry: the steps run in the transaction of the connection that the program hands over."""

from alembic import context

from dashboard.register.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
