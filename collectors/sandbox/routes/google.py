"""How Google answers: tokens for a service account, and BigQuery, which really runs the query over the export."""

from re import fullmatch
from threading import Lock
from typing import TYPE_CHECKING, ClassVar

from collectors.sandbox.desk import Answer, Asked, Desk
from collectors.sandbox.google_requests import (
    LOCATION,
    PROJECT,
    TOKEN_PATH,
    body_of,
    error,
    signed_in,
    token_for,
    whole_number,
    wrong,
)
from collectors.sandbox.keys import mark
from collectors.sandbox.studio import Studio

if TYPE_CHECKING:
    from collectors.sandbox.google_jobs import Jobs

MOST_ROWS = 100_000
REPEATED_FOR = 900
"""Seconds for which a question with the same requestId is the same question."""


class Google(Desk):
    """Reads one studio's billing export; only a token that its service account got here opens it."""

    prefix: ClassVar[str] = "/google"

    def __init__(self, studio: Studio) -> None:
        super().__init__(studio)
        self._lock, self._jobs = Lock(), list["Jobs"]()

    @property
    def jobs(self) -> "Jobs":
        """Made when first asked for: what runs queries is large, and comes with the extra `sandbox` alone."""
        from collectors.sandbox.google_jobs import Jobs

        with self._lock:
            if not self._jobs:
                self._jobs.append(Jobs(self.studio))
            return self._jobs[0]

    def answer(self, asked: Asked) -> Answer:
        """The token exchange is open to all; BigQuery is 401 without a token and 403 for another's project."""
        if (asked.method, asked.path) == ("POST", TOKEN_PATH):
            return token_for(asked, self.studio.seed)
        place = fullmatch(r"/bigquery/v2/projects/([^/]+)/queries(?:/([^/]+))?", asked.path)
        if not place:
            return error("notFound", "Not found")
        if not signed_in(asked, self.studio.seed):
            return error("authError", "Request had invalid authentication credentials.")
        if place[1] != PROJECT:
            return error("accessDenied", f"Access Denied: Project {place[1]}: User does not have bigquery.jobs.create")
        return self._looked_at(asked, place[2]) if place[2] else self._asked(asked)

    def too_many(self) -> Answer:
        """A 403 whose reason asks for patience."""
        return error("rateLimitExceeded", "Exceeded rate limits: too many api requests per user per method.")

    def _asked(self, asked: Asked) -> Answer:
        """jobs.query: run it. Every other job is still at work when its name is told."""
        from collectors.sandbox.google_jobs import reference

        body = body_of(asked)
        if body.get("useLegacySql", True) is not False:
            wrong("invalidQuery", "Legacy SQL is not known here; set useLegacySql to false")
        if body.get("location", LOCATION) != LOCATION:
            wrong("notFound", f"Not found: Dataset {PROJECT}:billing was not found in location {body['location']}")
        name = "job_" + mark(self.studio.seed, body.get("requestId") or asked.body, asked.now_s // REPEATED_FOR)[:24]
        self.jobs.run(name, body, asked.now)
        if int(name[-1], 16) % 2:
            return Answer.of({"jobReference": reference(name), "jobComplete": False})
        whole_times = (body.get("formatOptions") or {}).get("useInt64Timestamp") is True
        return Answer.of(self.jobs.page(name, 0, int(body.get("maxResults") or MOST_ROWS), whole_times=whole_times))

    def _looked_at(self, asked: Asked, name: str) -> Answer:
        """getQueryResults: outside the US, a job is found only where it is."""
        if asked.one("location") != LOCATION or name not in self.jobs:
            return error("notFound", f"Not found: Job {PROJECT}:{name}")
        start, most = whole_number(asked, "pageToken", 0), whole_number(asked, "maxResults", MOST_ROWS)
        whole_times = asked.one("formatOptions.useInt64Timestamp") == "true"
        return Answer.of(self.jobs.page(name, start, most, whole_times=whole_times))
