"""reelspend.toml and the environment, read once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Secret:
    """Where a secret is to be found; never the secret itself."""

    where: str


@dataclass(frozen=True, slots=True)
class Account:
    """One login at one provider, as the configuration names it."""

    name: str
    provider: str
    start: date
    credentials: Mapping[str, Secret] = field(default_factory=dict)
    base_url: str = ""
    default_team: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)
    line: int = 0
