"""Who works in the invented studio: six teams, their people, forty projects, and the keys they hold."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import numpy as np

from collectors.sandbox.keys import mark

UNATTRIBUTED = "unattributed"
DELETED_AFTER = 120
"""Days after which the deleted keys were no longer used."""
ACCOUNTS = {"fal": "fal-studio", "openai": "openai-plan", "kling": "kling-brand"}


@dataclass(frozen=True, slots=True)
class Team:
    """Its people (the first leads it), its weight in the studio's work and the providers it buys from."""

    name: str
    people: tuple[str, ...]
    weight: float
    mix: dict[str, float]
    titles: tuple[str, ...]


TEAMS = (
    Team(
        "trailers", ("mara", "jonas", "priya"), 1.2, {"fal": 0.66, "openai": 0.24, "kling": 0.10},
        ("Northwind S2", "Halcyon", "Red Meridian", "The Lantern", "Ashfall", "Paper Kings", "Undertow",
         "Last Orchard"),
    ),
    Team(
        "social", ("ivo", "lena", "tomas"), 1.5, {"fal": 0.62, "openai": 0.18, "kling": 0.20},
        ("Daily Reels", "Cold Brew", "Street Loop", "Summer Drop", "Fan Cuts", "Night Market", "Sneaker Week",
         "Year Recap"),
    ),
    Team(
        "brand-films", ("adaeze", "henrik"), 0.8, {"fal": 0.45, "openai": 0.15, "kling": 0.40},
        ("Harbour", "First Light", "Made By Hand", "Long Way Home", "Glass House", "Founders"),
    ),
    Team(
        "product", ("yuki", "samir"), 0.9, {"fal": 0.68, "openai": 0.10, "kling": 0.22},
        ("Onboarding", "Feature Tour", "Store Page", "Unboxing", "Colour Range", "Support Clips", "Keynote"),
    ),
    Team(
        "localisation", ("ines", "marek"), 0.6, {"fal": 0.55, "openai": 0.05, "kling": 0.40},
        ("Iberia", "Nordics", "Japan", "Brazil", "Poland", "Gulf"),
    ),
    Team(
        "r-and-d", ("noor", "felix"), 0.45, {"fal": 0.75, "openai": 0.15, "kling": 0.10},
        ("Storyboard Lab", "Lip Sync Study", "Camera Moves", "Upscale Trial", "Character Bank"),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Project:
    """One piece of work of one team: from `first` up to, and not including, `past`."""

    team: Team
    title: str
    first: date
    launch: date
    past: date
    weight: float

    @property
    def slug(self) -> str:
        """The title as it stands in the name of a key."""
        return self.title.lower().replace(" ", "-")


@dataclass(frozen=True, slots=True)
class Key:
    """What a piece of work was bought with. `team` is who pays by the studio's rules."""

    provider: str
    id: str
    name: str
    team: str
    created: date
    creator: str
    project_id: str = ""
    project_name: str = ""
    archived: date | None = None
    deleted: bool = False
    login: bool = False


@lru_cache(maxsize=8)
def projects(seed: int, first: date, past: date) -> tuple[Project, ...]:
    """Forty projects: in every team about two at a time, each followed by the next."""
    return tuple(project for team in TEAMS for project in _of_team(team, seed, first, past))


def _of_team(team: Team, seed: int, first: date, past: date) -> Iterator[Project]:
    dice = np.random.default_rng([seed, TEAMS.index(team)])
    stride = (past - first).days / len(team.titles)
    for place, title in enumerate(team.titles):
        begin = first + timedelta(days=int((place * 1.12 - 0.9) * stride - dice.integers(0, 14)))
        length = int(stride * (1.7 + 0.8 * dice.random())) + 7
        launch = begin + timedelta(days=int(length * (0.6 + 0.25 * dice.random())))
        weight = team.weight * float(np.exp(dice.normal(0, 0.3)))
        yield Project(team, title, begin, launch, begin + timedelta(days=length), weight)


@dataclass(frozen=True, slots=True)
class Ring:
    """All keys, and which of them a project, a person or nobody in particular uses (places in `keys`)."""

    keys: tuple[Key, ...]
    of_project: dict[str, tuple[int, ...]]
    stray: dict[str, int]
    deleted: dict[str, int]
    logins: dict[str, int]


@lru_cache(maxsize=8)
def ring(seed: int, first: date, past: date, today: date) -> Ring:
    """The keys of this studio: one per project and provider, one stray and, where ids last, one deleted."""
    works = projects(seed, first, past)
    own = [key for make in (_fal, _openai, _kling) for key in (make(seed, project, today) for project in works)]
    stray = [_stray(seed, provider, first) for provider in ACCOUNTS]
    deleted = [_deleted(seed, provider, first) for provider in ("fal", "openai")]
    logins = [_login(person, team, first) for person, team in (("mara", "trailers"), ("ivo", "social"))]
    count, lone = len(works), len(own)
    return Ring(
        keys=(*own, *stray, *deleted, *logins),
        of_project={name: tuple(range(n * count, (n + 1) * count)) for n, name in enumerate(ACCOUNTS)},
        stray={name: lone + n for n, name in enumerate(ACCOUNTS)},
        deleted={"fal": lone + 3, "openai": lone + 4},
        logins={"trailers": lone + 5, "social": lone + 6},
    )


def _fal(seed: int, project: Project, today: date) -> Key:
    alias = f"{project.team.name}/{project.slug}"
    return Key("fal", f"k_{mark(seed, alias)[:6]}", alias, project.team.name, project.first, project.team.people[0])


def _openai(seed: int, project: Project, today: date) -> Key:
    name = f"{project.team.name.capitalize()} · {project.title}"
    return Key(
        "openai", f"key_{mark(seed, name)[:16]}", f"{project.slug}-planner", project.team.name, project.first,
        project.team.people[0], f"proj_{mark(seed, name, 'project')[:16]}", name,
        project.past if project.past <= today else None,
    )  # fmt: skip


def _kling(seed: int, project: Project, today: date) -> Key:
    name = f"{project.team.name}-{project.slug}"
    return Key("kling", name, name, project.team.name, project.first, project.team.people[0])


def _stray(seed: int, provider: str, first: date) -> Key:
    """A key that says nothing about who pays."""
    if provider == "openai":
        names = ("key_" + mark(seed, "stray")[:16], "scratch")
        return Key(provider, *names, UNATTRIBUTED, first, "noor", f"proj_{mark(seed, 'stray')[:16]}", "Default project")
    names = ("default", "default") if provider == "kling" else (f"k_{mark(seed, 'stray')[:6]}", "test bench")
    return Key(provider, *names, UNATTRIBUTED, first, "noor")


def _deleted(seed: int, provider: str, first: date) -> Key:
    """A key that the provider no longer lists; at OpenAI its project still says who pays."""
    if provider == "openai":
        own = ("key_" + mark(seed, "deleted")[:16], "old planner", "social")
        return Key(provider, *own, first, "ivo", f"proj_{mark(seed, 'pilot')[:16]}", "Social · Pilot",
                   first + timedelta(days=DELETED_AFTER), deleted=True)  # fmt: skip
    return Key(provider, f"k_{mark(seed, 'deleted')[:6]}", "Deleted key", UNATTRIBUTED, first, "felix", deleted=True)


def _login(person: str, team: str, first: date) -> Key:
    """A person who works in the playground instead of with a key."""
    return Key("fal", person, person, team, first, person, login=True)
