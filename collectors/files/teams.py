"""teams: the names of those who pay. Columns: `id,name`, of which the id may be empty or missing.

A row without an id makes a team, where there is none of that name; a row with one (`reelspend export teams` tells
them) renames that team, wherever it stands. A team that the file lacks is taken away only where it is not used.
"""

from collections.abc import Hashable
from typing import ClassVar, Final

from collectors.deliveries import Delivery, Imported
from collectors.delivery import NotImported
from collectors.layout import Layout
from collectors.rows import Row
from collectors.small_tables import SmallTable, needed
from db.teams import NOBODY, Named, NoSuchTeam, Teams, bring_teams

LONGEST: Final = 200


class TeamList(SmallTable[Named]):
    """Every team by its name."""

    layout: ClassVar = Layout(
        what="a list of teams (id,name)", required=(("name",),), optional=("id",), closed=True, comment="#"
    )

    def made(self, row: Row) -> Named:
        """The team of one row."""
        needed(row, "name")
        number, name = row.words["id"], row.words["name"]
        if number and not (number.isascii() and number.isdigit() and len(number) < 10):
            raise ValueError(f"id is {number!r}, which is no number of a team; leave it empty to make one")
        if "," in name or ";" in name or len(name) > LONGEST:
            raise ValueError(f"name is {name[:80]!r}; a team's name has no comma or semicolon and is not that long")
        if name == NOBODY and number not in ("", "0"):
            raise ValueError(f"{NOBODY!r} is what belongs to no team, and no team is called so")
        return Named(int(number) if number else None, name)

    def key(self, said: Named) -> Hashable:
        """No two teams are called the same."""
        return said.name

    def bring(self, delivery: Delivery) -> Imported:
        """Make, rename and take away teams."""
        teams = self.all_of(delivery)
        numbers = [one.number for one in teams if one.number is not None]
        if len(set(numbers)) < len(numbers):
            twice = next(number for number in numbers if numbers.count(number) > 1)
            raise NotImported(f"team {twice} has two names in {delivery.files[0]}; keep one of the two rows")
        configured = {account.default_team for account in delivery.settings.accounts}
        imported = Imported("teams", rows=len(teams))
        try:
            with delivery.bringing(imported, reckons=False) as connection:
                done = bring_teams(connection, teams, configured, delivery.now, "import teams")
        except NoSuchTeam as wrong:
            raise NotImported(f"{delivery.files[0]}: {wrong}") from None
        imported.new, imported.changed, imported.gone = len(done.new), len(done.renamed), len(done.gone)
        imported.unchanged = len(teams) - len(done.new) - len(done.renamed)
        imported.notes += _notes(delivery, done)
        return imported


def _notes(delivery: Delivery, done: Teams) -> list[str]:
    stayed = ", ".join(done.stayed)
    renamed = ", ".join(f"{old} is now {new}" for old, new in sorted(done.renamed.items()))
    notes = [f"renamed: {renamed}; no money moved"] if renamed else []
    notes += [f"not in the file, but used, and therefore still there: {stayed}"] if stayed else []
    return notes + [
        f"{delivery.settings.path} still says default_team = {account.default_team!r} for {account.name};"
        f" write {done.renamed[account.default_team]!r} there, or the next collection makes the old name anew"
        for account in delivery.settings.accounts
        if account.default_team in done.renamed
    ]
