"""members: who may look, and as what. Columns: `email,role,teams`, and how each wants to be told.

The role is admin (everything), finance (all numbers, budgets, rules), lead (own teams and their budgets) or viewer
(own teams). Teams stand with commas or semicolons between them. The file is the whole list: who is not in it may no
longer look. `letters,zone,quiet,minimum,without` say how they want to be told; without such a column, that stays as
it is.
"""

from collections.abc import Hashable
from decimal import Decimal
from typing import ClassVar, Final

from collectors.deliveries import Delivery, Imported
from collectors.delivery import NotImported
from collectors.layout import Layout
from collectors.rows import Row
from collectors.small_tables import SmallTable, needed, number
from db.lists import replace_members, stored_members
from db.members import WISHES, Member
from db.teams import unknown_teams

ABSENT: Final = "\0"
"""What no file can say: there is no such column."""
USUAL: Final = {"letters": "immediate"}


class Members(SmallTable[Member]):
    """Everybody who may look."""

    layout: ClassVar = Layout(
        what="a list of members (email,role,teams,…)",
        required=(("email",), ("role",)),
        optional=("teams", *WISHES),
        closed=True,
        comment="#",
        absent=ABSENT,
    )

    def made(self, row: Row) -> Member:
        """The member of one row; a wish of which the file has no column is one that they have not set."""
        said = {name: word for name, word in row.words.items() if word != ABSENT}
        needed(Row(row.line, {"email": "", "role": ""} | said), "email", "role")
        wishes: dict[str, object] = {name: said[name].lower() or USUAL[name] for name in USUAL if name in said}
        if "minimum" in said:
            wishes["minimum"] = number(row, "minimum") or Decimal()
        return Member.model_validate(said | {"role": said["role"].lower()} | wishes)

    def key(self, said: Member) -> Hashable:
        """Everybody once."""
        return said.email

    def bring(self, delivery: Delivery) -> Imported:
        """Let just these look. Raises NotImported for a list without an admin, who alone could mend it."""
        members = self.all_of(delivery)
        if not any(member.role == "admin" for member in members):
            raise NotImported(f"{delivery.files[0]} names no admin, so nobody could let anybody in; name one")
        imported = Imported("members", rows=len(members))
        with delivery.bringing(imported, reckons=False) as connection:
            known = {one.email: one for one in stored_members(connection)}
            wished = [_as_before(one, known.get(one.email)) for one in members]
            done = replace_members(connection, wished, delivery.now, "import members")
            strange = unknown_teams(connection, {team for member in members for team in member.own})
        imported.notes += [f"no work belongs to a team {team!r} yet; if that is a slip, mend it" for team in strange]
        imported.new, imported.changed, imported.gone = done.new, done.changed, done.gone
        imported.unchanged = len(members) - done.new - done.changed
        return imported


def _as_before(said: Member, before: Member | None) -> Member:
    """The member with those wishes of before that the file says nothing of."""
    kept = [name for name in WISHES if name not in said.model_fields_set] if before else []
    return said.model_copy(update={name: getattr(before, name) for name in kept})
