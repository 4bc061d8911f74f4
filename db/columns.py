"""What all tables share: names of constraints, types of columns, checks that read as words."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, DateTime, Float, MetaData, SmallInteger, Text
from sqlalchemy.dialects.postgresql import ARRAY, BIT, JSONB
from sqlalchemy.dialects.postgresql.base import ischema_names
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import UserDefinedType

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class HalfVector(UserDefinedType[str]):
    """pgvector's ``halfvec``, of any width: the model's. Read and written as '[0.1,0.2]'."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        """How SQL names it."""
        return "halfvec"


BitVector = BIT(varying=True)
ischema_names["halfvec"] = HalfVector  # so that a schema that is read back knows it


class Table(DeclarativeBase):
    """What all our tables share."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {
        str: Text,
        float: Float(53),
        int: SmallInteger,
        datetime: DateTime(timezone=True),
        list[str]: ARRAY(Text),
        list[float]: ARRAY(Float(53)),
        dict[str, Any]: JSONB(none_as_null=True),
        list[dict[str, Any]]: JSONB(none_as_null=True),
    }


class Choice(CheckConstraint):
    """A column that holds one of a few words; it knows which column that is."""

    def __init__(self, column: str, values: tuple[str, ...]) -> None:
        allowed = ", ".join(f"'{value}'" for value in values)
        super().__init__(f"{column} in ({allowed})", name=column)
        self.column_name = column


def one_of(column: str, values: tuple[str, ...]) -> CheckConstraint:
    """A column that holds one of a few words."""
    return Choice(column, values)


def within(column: str, low: float, high: float) -> CheckConstraint:
    """A number on a scale, or not known."""
    return CheckConstraint(f"{column} between {low} and {high}", name=column)
