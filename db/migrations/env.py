"""How Alembic reaches the ledger: by the connection it is given, or by $REELSPEND_DATABASE_URL when a
developer writes a new migration."""

import os

from alembic import context
from sqlalchemy import Connection
from sqlmodel import SQLModel

from db import tables
from db.engine import open_ledger, writing

assert tables.Meta.metadata is SQLModel.metadata  # noqa: S101  # the import above fills the metadata


def migrate(connection: Connection) -> None:
    """Run the migrations that are asked for, in the transaction that is open."""
    context.configure(connection=connection, target_metadata=SQLModel.metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    migrate(given)
else:
    with writing(open_ledger(os.environ["REELSPEND_DATABASE_URL"])) as opened:
        migrate(opened)
