"""Every route beside the screens."""

from pathlib import Path

from starlette.routing import Route

from dashboard.routes import health, unsubscribe
from dashboard.routes.ledger import Ledger
from db.unsubscribe import PATH


def routes(config: Path) -> list[Route]:
    """Over the ledger of a configuration."""
    ledger = Ledger(config)
    return [
        Route("/health", health.answers(ledger)),
        Route(PATH, unsubscribe.answers(ledger), methods=["GET", "POST"]),
    ]
