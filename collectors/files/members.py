"""members: who may look, and as what. Columns: `email,role,teams`.

The role is admin (everything), finance (all numbers, budgets, rules), lead (own teams and their budgets) or viewer
(own teams). Teams stand with commas or semicolons between them. The file is the whole list: who is not in it may no
longer look.
"""

from collections.abc import Hashable
from typing import ClassVar

from collectors.deliveries import Delivery, Imported
from collectors.delivery import NotImported
from collectors.layout import Layout
from collectors.rows import Row
from collectors.small_tables import SmallTable, needed
from db.lists import replace_members
from db.members import Member
from db.teams import unknown_teams


class Members(SmallTable[Member]):
    """Everybody who may look."""

    layout: ClassVar = Layout(
        what="a list of members (email,role,teams)",
        required=(("email",), ("role",)),
        optional=("teams",),
        closed=True,
        comment="#",
    )

    def made(self, row: Row) -> Member:
        """The member of one row."""
        needed(row, "email", "role")
        return Member.model_validate(row.words | {"role": row.words["role"].lower()})

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
            done = replace_members(connection, members, delivery.now, "import members")
            strange = unknown_teams(connection, {team for member in members for team in member.own})
        imported.notes += [f"no work belongs to a team {team!r} yet; if that is a slip, mend it" for team in strange]
        imported.new, imported.changed, imported.gone = done.new, done.changed, done.gone
        imported.unchanged = len(members) - done.new - done.changed
        return imported
