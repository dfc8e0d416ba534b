"""Google: Veo on Vertex AI and the Gemini API, as the Cloud Billing export in BigQuery tells of it."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated

import httpx
from pydantic import AfterValidator, BaseModel, ConfigDict

from collectors.api import Api
from collectors.base import Clock, Collector, Source
from collectors.chunks import first_of_last_month
from collectors.errors import ProviderFault
from collectors.providers.google.bill import SOURCE, bill
from collectors.providers.google.faults import fault_of
from collectors.providers.google.question import DAYS, VIDEO, Export, question
from collectors.providers.google.signing import ServiceAccount
from collectors.providers.google.warehouse import answered
from db.facts import AnyFact
from db.window import Window

TABLE = re.compile(r"(?:[a-z0-9.-]+:)?[a-z][a-z0-9-]{4,28}[a-z0-9]\.[A-Za-z0-9_]{1,1024}\.[A-Za-z0-9_-]{1,1024}")


def _table(text: str) -> str:
    """The table's whole name. It is written into the query, so nothing else may pass."""
    if TABLE.fullmatch(text):
        return text
    raise ValueError("must be PROJECT.DATASET.TABLE, such as acme-finops.billing.gcp_billing_export_v1_01AB23_CD45EF.")


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error:
        raise ValueError("must be a regular expression that SKUs are held against.") from None
    return text


class GoogleOptions(BaseModel):
    """Where the export lies, the label that names a team, and which SKUs are asked for (text or id)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    table: Annotated[str, AfterValidator(_table)]
    location: str = ""
    label_key: str = "team"
    sku_pattern: Annotated[str, AfterValidator(_pattern)] = VIDEO


class Google(Collector):
    """The only place where Google tells money. Rows come late and are corrected, so whole days are added up anew."""

    options: GoogleOptions

    sources = (Source(SOURCE, restates=True),)
    base_url = "https://bigquery.googleapis.com/bigquery/v2"
    keys = (frozenset({"service_account"}),)
    options_model = GoogleOptions
    reread = 31
    longest = DAYS
    own_days = True
    per_second = 5.0

    def reread_from(self, today: date) -> date:
        """The first of last month: as far back as an open invoice reaches."""
        return first_of_last_month(today)

    def auth(self, keys: Mapping[str, str], clock: Clock) -> httpx.Auth:
        """A token for an hour, got with the service account's key."""
        return ServiceAccount(keys["service_account"], clock)

    def fault(self, answer: httpx.Response) -> ProviderFault | None:
        """By the error's own reason."""
        return fault_of(answer)

    def facts(self, ask: Api, window: Window) -> Iterator[AnyFact]:
        """Every line of the bill of the days in the window, and the work it is for."""
        said = self.options
        export = Export(said.table, said.location, said.label_key, said.sku_pattern)
        return bill(answered(ask, export.project, question(export, window)), said.label_key)
