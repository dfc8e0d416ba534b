"""What the billing export is asked: its SQL, and the body of the request that carries it.

Labels and credits are lists within a row, and are looked up row by row: joined to the rows they would multiply
the cost. Every column that money hangs on is summed as NUMERIC, exact to nine decimals.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import uuid4

from db.window import MICROSECOND, Window

DAYS = 92
VIDEO = r"(?i)\b(veo|omni|video (\+ audio )?generation)"
"""What SKUs of video models say: what they are really called is on no page of Google's, so this is wide."""
MOST_BYTES = 100 * 1024**3
"""Bytes that one question may be billed for, well below a dollar; one that would scan more is refused."""
MOST_ROWS = 10_000
PATIENCE_MS = 30_000
LATEST_LOAD = timedelta(days=1)
"""A row is loaded after the work it is for; a day more lets no clock of Google's matter."""

SQL = """\
WITH lines AS (
  SELECT
    DATE(usage_start_time, 'UTC') AS usage_day,
    usage_start_time AS first_use,
    IFNULL(invoice.month, '') AS invoice_month,
    IFNULL(project.id, '') AS project_id,
    project.name AS project_name,
    COALESCE(
      (SELECT MAX(l.value) FROM UNNEST(labels) AS l WHERE l.key = @label_key),
      (SELECT MAX(l.value) FROM UNNEST(project.labels) AS l WHERE l.key = @label_key),
      ''
    ) AS team,
    IFNULL(service.id, '') AS service_id,
    IFNULL(sku.id, '') AS sku_id,
    sku.description AS sku_description,
    IFNULL(cost_type, '') AS cost_type,
    IFNULL(adjustment_info.type, '') AS adjustment,
    currency,
    IFNULL(usage.pricing_unit, '') AS pricing_unit,
    price.list_price AS list_price,
    SAFE_CAST(usage.amount_in_pricing_units AS NUMERIC) AS pricing_units,
    CAST(cost AS NUMERIC) AS cost,
    IFNULL((SELECT SUM(CAST(c.amount AS NUMERIC)) FROM UNNEST(credits) AS c), 0) AS credits,
    SAFE_CAST(cost_at_list AS NUMERIC) AS list_cost,
    SAFE_CAST(SAFE_DIVIDE(IFNULL(cost_at_list, cost), currency_conversion_rate) AS NUMERIC) AS list_usd
  FROM `{table}`
  WHERE _PARTITIONTIME >= @loaded
    AND usage_start_time >= @start
    AND usage_start_time < @past
    AND (REGEXP_CONTAINS(sku.description, @sku_pattern) OR REGEXP_CONTAINS(sku.id, @sku_pattern))
)
SELECT
  usage_day,
  invoice_month,
  project_id,
  team,
  service_id,
  sku_id,
  cost_type,
  adjustment,
  currency,
  pricing_unit,
  list_price,
  MAX(project_name) AS project_name,
  MAX(sku_description) AS sku_description,
  MIN(first_use) AS first_use,
  SUM(pricing_units) AS pricing_units,
  SUM(cost) AS cost,
  SUM(credits) AS credits,
  SUM(list_cost) AS list_cost,
  SUM(list_usd) AS list_usd
FROM lines
GROUP BY {group}
ORDER BY {group}
"""
GROUP = (
    *("usage_day", "invoice_month", "project_id", "team", "service_id", "sku_id"),
    *("cost_type", "adjustment", "currency", "pricing_unit", "list_price"),
)


@dataclass(frozen=True, slots=True)
class Export:
    """Which export is asked, and for what."""

    table: str
    location: str
    label_key: str
    sku_pattern: str

    @property
    def project(self) -> str:
        """The project that holds the table; it runs the query and pays for it."""
        return self.table.rsplit(".", 2)[0]


def question(export: Export, window: Window) -> dict[str, Any]:
    """The body of jobs.query for the whole UTC days that the window touches."""
    start, past = _midnight(window.start), _midnight(window.end - MICROSECOND) + timedelta(days=1)
    body = {
        "query": SQL.format(table=export.table, group=", ".join(GROUP)),
        "useLegacySql": False,
        "parameterMode": "NAMED",
        "queryParameters": [
            _named("label_key", "STRING", export.label_key),
            _named("sku_pattern", "STRING", export.sku_pattern),
            _named("loaded", "TIMESTAMP", _written(start - LATEST_LOAD)),
            _named("start", "TIMESTAMP", _written(start)),
            _named("past", "TIMESTAMP", _written(past)),
        ],
        "formatOptions": {"useInt64Timestamp": True},
        "maxResults": MOST_ROWS,
        "timeoutMs": PATIENCE_MS,
        "maximumBytesBilled": str(MOST_BYTES),
        # A new one for each question: under one seen before, BigQuery would repeat an answer of up to 15 minutes ago.
        "requestId": str(uuid4()),
    }
    return body | ({"location": export.location} if export.location else {})


def _named(name: str, kind: str, value: str) -> dict[str, Any]:
    return {"name": name, "parameterType": {"type": kind}, "parameterValue": {"value": value}}


def _midnight(moment: datetime) -> datetime:
    return datetime.combine(moment.astimezone(UTC).date(), time.min, UTC)


def _written(moment: datetime) -> str:
    return moment.isoformat(" ")
