"""The billing export as a table: Google's columns, nested as they are, and the studio's rows in them."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

import pyarrow as pa

from collectors.sandbox.veo import HOUR, Row, Sku
from db.money import NANO, from_nano

_PAIRS = pa.list_(pa.struct({"key": pa.string(), "value": pa.string()}))
_TEXT = pa.string()
_TIME = pa.timestamp("us", tz="UTC")
SCHEMA: Final = pa.schema(
    {
        "billing_account_id": _TEXT,
        "invoice": pa.struct({"month": _TEXT, "publisher_type": _TEXT}),
        "cost_type": _TEXT,
        "service": pa.struct({"id": _TEXT, "description": _TEXT}),
        "sku": pa.struct({"id": _TEXT, "description": _TEXT}),
        "usage_start_time": _TIME,
        "usage_end_time": _TIME,
        "project": pa.struct({"id": _TEXT, "number": _TEXT, "name": _TEXT, "labels": _PAIRS}),
        "labels": _PAIRS,
        "system_labels": _PAIRS,
        "location": pa.struct({"location": _TEXT, "country": _TEXT, "region": _TEXT, "zone": _TEXT}),
        "cost": pa.float64(),
        "currency": _TEXT,
        "currency_conversion_rate": pa.float64(),
        "usage": pa.struct(
            {"amount": pa.float64(), "unit": _TEXT, "amount_in_pricing_units": pa.float64(), "pricing_unit": _TEXT}
        ),
        "credits": pa.list_(
            pa.struct({"id": _TEXT, "full_name": _TEXT, "type": _TEXT, "name": _TEXT, "amount": pa.float64()})
        ),
        "adjustment_info": pa.struct({"id": _TEXT, "description": _TEXT, "type": _TEXT, "mode": _TEXT}),
        "export_time": _TIME,
        "cost_at_list": pa.float64(),
        "transaction_type": _TEXT,
        "seller_name": _TEXT,
        "price": pa.struct(
            {"list_price": pa.decimal128(38, 9), "pricing_unit_quantity": pa.decimal128(38, 9), "unit": _TEXT}
        ),
        "_PARTITIONTIME": _TIME,
    }
)


def export(rows: Iterable[Row]) -> pa.Table:
    """The rows as the export holds them. Costs are floats, as Google keeps them."""
    return pa.Table.from_pylist([_written(row) for row in rows], schema=SCHEMA)


def _written(row: Row) -> dict[str, Any]:
    """The row with the fields that Google documents, as far as a query could want them."""
    return ALWAYS | _times(row) | _work(row) | _money(row)


ALWAYS: Final[dict[str, Any]] = {
    "billing_account_id": "01AB23-CD45EF-678901", "currency": "USD", "currency_conversion_rate": 1.0,
    "transaction_type": "GOOGLE", "seller_name": "Google", "system_labels": [],
    "location": {"location": "us-central1", "country": "US", "region": "us-central1", "zone": None},
}  # fmt: skip


def _times(row: Row) -> dict[str, Any]:
    """When it was used, when it came, and on which invoice it is."""
    at, arrives = (datetime.fromtimestamp(second, UTC) for second in (row.at, row.arrives))
    return {
        "invoice": {"month": row.invoice, "publisher_type": "GOOGLE"},
        "usage_start_time": at,
        "usage_end_time": at + timedelta(seconds=HOUR),
        "export_time": arrives,
        "_PARTITIONTIME": arrives.replace(minute=0, second=0, microsecond=0, hour=0),
    }


def _work(row: Row) -> dict[str, Any]:
    """What was used, how much of it, and whose it is."""
    project, units = row.project, float(row.units)
    labels = {"env": "production"} | ({"team": row.label} if row.label else {})
    used = {"amount": units, "unit": "count", "amount_in_pricing_units": units, "pricing_unit": "count"}
    named = {"id": project.id, "number": "123456789012", "name": project.name, "labels": _pairs(dict(project.labels))}
    return {
        "service": _service(row.sku),
        "sku": {"id": row.sku.id, "description": row.sku.text},
        "project": named,
        "labels": _pairs(labels),
        "usage": used,
    }


def _money(row: Row) -> dict[str, Any]:
    """What it cost, what was given for it, and what a unit is listed at."""
    cost = row.nano / NANO
    return {
        "cost_type": row.cost_type,
        "cost": cost,
        "cost_at_list": cost if row.units else 0.0,
        "credits": [_credit(place, nano) for place, nano in enumerate(row.credits)],
        "adjustment_info": {"id": None, "description": None, "type": row.adjustment or None, "mode": None},
        "price": {"list_price": from_nano(row.sku.nano), "pricing_unit_quantity": Decimal(1), "unit": "count"},
    }


def _service(sku: Sku) -> dict[str, str]:
    return {"id": sku.id[:4] + "-9256-1C43", "description": "Invoice" if sku.id == "TAX" else "Vertex AI"}


def _pairs(labels: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"key": key, "value": value} for key, value in labels.items()]


def _credit(place: int, nano: int) -> dict[str, Any]:
    kind = ("PROMOTION", "DISCOUNT")[place]
    return {"id": f"credit-{place}", "full_name": kind, "type": kind, "name": kind, "amount": nano / NANO}
