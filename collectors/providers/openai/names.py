"""What OpenAI's projects and keys are called, also those that are archived."""

from collections.abc import Iterator, Mapping

from collectors.api import Api, pages
from collectors.errors import Retired
from collectors.fields import Row, cursor, identity, rows, word
from db.facts import Name

PROJECTS = "/organization/projects"
MOST = 100


def names(ask: Api) -> Iterator[Name]:
    """Every project's name, then the names of its keys; one without a name keeps its id."""
    for project in _listed(ask, PROJECTS, {"include_archived": "true"}):
        project_id = identity(project, "id", PROJECTS)
        if name := word(project, "name"):
            yield Name(kind="project", id=project_id, name=name)
        yield from _keys(ask, project_id)


def _keys(ask: Api, project: str) -> Iterator[Name]:
    """The keys of one project; none where the project went away meanwhile."""
    path = f"{PROJECTS}/{project}/api_keys"
    try:
        for key in _listed(ask, path, {"owner_project_access": "any"}):
            if name := word(key, "name"):
                yield Name(kind="api_key", id=identity(key, "id", path), name=name)
    except Retired:
        return


def _listed(ask: Api, path: str, params: Mapping[str, str]) -> Iterator[Row]:
    """Each item of a list, page after page."""
    where = f"OpenAI's answer to {path}"

    def following(page: Row) -> str | None:
        if page.get("has_more") is not True:
            return None
        items = rows(page, where, "data")
        return cursor({"last_id": page.get("last_id") or (items[-1].get("id") if items else None)}, "last_id", where)

    for page in pages(lambda after: ask.get(path, {**params, "limit": MOST, "after": after}), following):
        yield from rows(page, where, "data")
