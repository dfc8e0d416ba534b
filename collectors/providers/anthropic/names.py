"""What Anthropic's workspaces and keys are called, also archived ones, and how workspaces are tagged."""

from collections.abc import Iterator, Mapping

from collectors.api import Api, pages
from collectors.errors import NotAllowed, Retired
from collectors.fields import LONGEST_WORD, Row, cursor, identity, part, rows, word
from collectors.providers.anthropic.messages import CONSOLE
from collectors.providers.anthropic.reports import DEFAULT_WORKSPACE, Tags
from db.facts import Name

WORKSPACES = "/v1/organizations/workspaces"
API_KEYS = "/v1/organizations/api_keys"
MOST = 1000
ARCHIVED = {"include_archived": "true"}


def names(ask: Api) -> Iterator[Name]:
    """Names for what null stands for, then every workspace's and every key's; one without a name keeps its id."""
    yield Name(kind="workspace", id=DEFAULT_WORKSPACE, name="Default")
    yield Name(kind="api_key", id=CONSOLE, name="Console")
    for found in _listed(ask, WORKSPACES, ARCHIVED):
        if name := word(found, "name"):
            yield Name(kind="workspace", id=identity(found, "id", WORKSPACES), name=name)
    for found in _listed(ask, API_KEYS, {}):
        if name := word(found, "name"):
            yield Name(kind="api_key", id=identity(found, "id", API_KEYS), name=name)


def tags(ask: Api) -> Tags:
    """The tags of each workspace as labels; none where they cannot be seen, for the bill is worth having without."""
    try:
        found = {identity(one, "id", WORKSPACES): part(one, "tags") for one in _listed(ask, WORKSPACES, ARCHIVED)}
    except (NotAllowed, Retired):
        return {}
    return {workspace: tuple(sorted(_labels(said))) for workspace, said in found.items() if said}


def _labels(said: Row) -> Iterator[tuple[str, str]]:
    return ((str(name)[:LONGEST_WORD], word(said, name)) for name in said if word(said, name))


def _listed(ask: Api, path: str, params: Mapping[str, str]) -> Iterator[Row]:
    """Each item of a list, page after page."""
    where = f"Anthropic's answer to {path}"

    def following(page: Row) -> str | None:
        if page.get("has_more") is not True:
            return None
        items = rows(page, where, "data")
        return cursor({"last_id": page.get("last_id") or (items[-1].get("id") if items else None)}, "last_id", where)

    for page in pages(lambda after: ask.get(path, {**params, "limit": MOST, "after_id": after}), following):
        yield from rows(page, where, "data")
