"""A letter as somebody would get it now, though nothing is sent: of what was told last, or of an example."""

import base64
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from dashboard.lettering import every
from dashboard.lettering.letter import Letter, Occasion
from dashboard.outbox.envelope import Headers, envelope
from dashboard.outbox.occasion import DAYS, reader_of
from dashboard.reader import EVERYBODY, Narrowing, NotThere, known
from dashboard.telling.naming import DIGEST, LETTERS_OF, letter_of, message_id
from dashboard.telling.readers import may_hear
from dashboard.view import View
from db.alerts import Told, stored
from db.engine import Engine, reading
from db.lists import stored_members
from db.members import Member
from db.scopes import scope_of

HERE: Final = "http://127.0.0.1:8501"
"""Where the dashboard is if no `public_url` says otherwise."""
NOBODY: Final = "nobody@reelspend.invalid"
IN_A_DIGEST: Final = 5
OTHER_KIND: Final = "example"


def member(engine: Engine, email: str) -> Member | None:
    """The member with that address; None where none is asked for. Raises NotThere."""
    if not email:
        return None
    with reading(engine) as connection:
        members = {one.email: one for one in stored_members(connection)}
    if not members:
        raise NotThere(f"there is no member {email!r}; bring them with `reelspend import members members.csv`")
    return members[known("member", email.lower(), tuple(members))]


def view_of(engine: Engine, currency: str, reader: Member | None, now: datetime) -> View:
    """What a reader may see of the last days; everything for nobody in particular."""
    past = now.date() + timedelta(days=1)
    return View(engine, Narrowing(past - DAYS, past), reader_of(reader) if reader else EVERYBODY, currency)


def previewed(name: str, view: View, reader: Member | None, now: datetime, zone: ZoneInfo, site: str) -> Letter:
    """The letter of that name. Raises NotThere for one that does not exist."""
    module = every()[known("letter", name, tuple(every()))]
    alerts = () if hasattr(module, "EVERY") else _alerts(name, view, reader, now)
    letter: Letter = module.compose(Occasion(view, now, zone, site or HERE, reader, alerts))
    return letter


def page(letter: Letter) -> str:
    """Its HTML with the pictures inside, as a file that a browser opens."""
    html = letter.html.replace("<head>", '<head><base target="_blank">', 1)  # a link leaves the frame it is shown in
    for name, png in sorted(letter.pictures.items(), reverse=True):
        html = html.replace(f'"cid:{name}"', f'"data:image/png;base64,{base64.b64encode(png).decode()}"')
    return html


def eml(letter: Letter, reader: Member | None, sender: str, now: datetime) -> bytes:
    """The whole message as it would leave the house, as a file that mail programs open."""
    to = reader.email if reader else NOBODY
    return envelope(letter, Headers(message_id("", "preview", to), sender or NOBODY, to, now)).as_bytes()


def _alerts(name: str, view: View, reader: Member | None, now: datetime) -> tuple[Told, ...]:
    """What was told last in such a letter, or an example where nothing was."""
    with reading(view.engine) as connection:
        heard = [one for one in stored(connection) if reader is None or may_hear(reader, one)]
    if name == DIGEST:
        return tuple(heard[:IN_A_DIGEST]) or (_example(OTHER_KIND, view, now),)
    mine = [one for one in heard if letter_of(one.kind) == name]
    return tuple(mine[:1]) or (_example(_kind(name), view, now),)


def _kind(name: str) -> str:
    """A kind of alert that is told in this letter."""
    return next((kind for kind, letter in LETTERS_OF.items() if letter == name), OTHER_KIND)


def _example(kind: str, view: View, now: datetime) -> Told:
    """An alert that nobody was told of, about work that the reader may see."""
    teams: Sequence[str] = sorted(view.reader.teams or ())[:1]
    return Told(
        rule="example", threshold="", period=f"{now:%Y-%m}", kind=kind, scope=scope_of({"team": teams}),
        said="This is an example: no such line has been crossed yet", address="/", at=now,
        todo="In a letter that is sent, this says what to do about it",
    )  # fmt: skip
