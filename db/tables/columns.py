"""How columns and constraints are made and named."""

from typing import Any

from sqlalchemy import BigInteger, MetaData
from sqlmodel import Field, SQLModel

SQLModel.metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def whole(**more: Any) -> Any:
    """A 64-bit whole number: nano-units or microseconds."""
    return Field(sa_type=BigInteger, **more)


def part_of_key(**more: Any) -> Any:
    """A column of a composite primary key that the database must never invent."""
    return Field(primary_key=True, sa_column_kwargs={"autoincrement": False}, **more)
