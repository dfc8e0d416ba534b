"""Read one field of an answer; what is missing or makes no sense is a Garbled fault that names it.

`where` says in the sentence whose field it is, such as "a row of Kling's package ledger".
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from collectors.errors import Garbled
from db.money import LARGEST, exact, from_nano
from db.window import EPOCH

Row = Mapping[str, Any]

LONGEST_WORD = 500
LONGEST_ID = 150
BILLIONS = from_nano(LARGEST)
LEAST = -BILLIONS
OBJECT = (dict, Mapping)  # what JSON gives comes first: to ask whether it is a Mapping takes far longer
MOST = 10**15
"""Things that one row may count: more tokens than the world makes in a day."""
_ADVICE = "the next collection asks again, and if this stays look for a newer version of Reelspend."


def strange(where: str, what: str) -> Garbled:
    """The fault of an answer that is JSON but not what the provider documents."""
    return Garbled(f"{where} {what}; {_ADVICE}", retry_now=False)


def inside(answer: Any, where: str, *names: str) -> Any:
    """What stands under `names`, one inside the other. Raises Garbled where one of them is missing or null."""
    for depth, name in enumerate(names, start=1):
        answer = answer.get(name) if isinstance(answer, Mapping) else None
        if answer is None:
            raise strange(where, f"has no {'.'.join(names[:depth])}")
    return answer


def rows(answer: Any, where: str, *names: str) -> list[Row]:
    """The list of objects under `names`; null is an empty one. Raises Garbled where it is missing or not a list."""
    around = inside(answer, where, *names[:-1])
    found = around.get(names[-1], ...) if isinstance(around, Mapping) else ...
    if found is None:
        return []
    if not isinstance(found, list) or not all(isinstance(row, OBJECT) for row in found):
        raise strange(where, f"has no list of rows as {'.'.join(names)}")
    return found


def part(row: Row, name: str) -> Row:
    """The object under `name`; an empty one where it is missing or something else."""
    found = row.get(name)
    return found if isinstance(found, OBJECT) else {}


def parts(row: Row, name: str) -> list[Row]:
    """The objects in the list under `name`; none where it is missing or something else."""
    found = row.get(name)
    return [one for one in found if isinstance(one, OBJECT)] if isinstance(found, list) else []


def word(row: Row, name: str) -> str:
    """A text, or a number as text; "" where it is missing or null."""
    said = row.get(name)
    return "" if said is None else str(said).strip()[:LONGEST_WORD]


def identity(row: Row, name: str, where: str) -> str:
    """An id. Raises Garbled where there is none, or one so long that it cannot be what is meant."""
    if not (said := word(row, name)):
        raise strange(where, f"has no {name}")
    if len(said) > LONGEST_ID:
        raise strange(where, f"has {said[:40]!r} and {len(said) - 40} characters more as {name}, which is no id")
    return said


def cursor(row: Row, name: str, where: str) -> str:
    """What asks for the next page, however long it is."""
    said = row.get(name)
    if not isinstance(said, str) or not said:
        raise strange(where, f"has more to come but no {name}")
    return said


def number(row: Row, name: str, where: str) -> Decimal:
    """A number, also one written as text, digit for digit."""
    said = row.get(name)
    if said is None or said == "":
        raise strange(where, f"has no {name}")
    return _read(said, name, where)


def _read(said: Any, name: str, where: str) -> Decimal:
    try:
        return exact(said)
    except ValueError:
        raise strange(where, f"has {str(said)[:40]!r} as {name}, which is not a number") from None


def amount(row: Row, name: str, where: str) -> Decimal:
    """A number that the ledger can hold as money or seconds."""
    return _bearable(number(row, name, where), name, where)


def amount_if_said(row: Row, name: str, where: str) -> Decimal | None:
    """The same, or None where it is missing, null or empty."""
    said = row.get(name)
    if type(said) is Decimal and said.is_finite() and LEAST <= said <= BILLIONS:  # as nearly all are
        return said
    return None if said is None or said == "" else _bearable(_read(said, name, where), name, where)


def _bearable(found: Decimal, name: str, where: str) -> Decimal:
    if LEAST <= found <= BILLIONS:
        return found
    raise strange(where, f"has {found:.0e} as {name}, which is more than the ledger can hold")


def size(row: Row, name: str, where: str) -> Decimal:
    """The same, not negative."""
    if (found := amount(row, name, where)) < 0:
        raise strange(where, f"has {found} as {name}, which cannot be negative")
    return found


def count(row: Row, name: str, where: str) -> int:
    """A whole number of things, not negative; missing is a fault, null is none."""
    said = number(row, name, where) if row.get(name, "") is not None else Decimal(0)
    if not 0 <= said <= MOST or said != int(said):
        raise strange(where, f"has {str(row[name])[:40]!r} as {name}, which is no number of things")
    return int(said)


def instant(row: Row, name: str, where: str, unit: timedelta = timedelta(milliseconds=1)) -> datetime:
    """A time counted in `unit` since 1970, in UTC."""
    try:
        return (EPOCH + int(number(row, name, where)) * unit).astimezone(UTC)
    except OverflowError:
        raise strange(where, f"has {row[name]} as {name}, which is not a time") from None


def moment(row: Row, name: str, where: str) -> datetime:
    """A time in ISO 8601 as UTC, which one without a zone is."""
    said = identity(row, name, where)
    try:
        at = datetime.fromisoformat(said)
        return at if at.tzinfo is UTC else (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise strange(where, f"has {said[:40]!r} as {name}, which is not a time") from None


def currency(row: Row, name: str, where: str) -> str:
    """A currency's code of three letters, in capitals."""
    code = identity(row, name, where).upper()
    if not re.fullmatch("[A-Z]{3}", code):
        raise strange(where, f"has {code[:40]!r} as {name}, which is not a currency")
    return code
