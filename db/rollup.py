"""The daily roll-up: made anew from its base rows for the days that were touched, never adjusted.

One row of `ledger` sums work with the same words, team and basis, and the same things known about it.
`daily` sums the ledger once more, coarser. `alike` counts work that is alike, `shot` sums what each shot took, `used`
what was used of kept clips. `bill` keeps each day's bill beside what settling made of it.
The statements are plain SQL that SQLite and PostgreSQL read alike.
"""

from collections.abc import Collection

from sqlalchemy import Connection, text

from db.shot_months import sum_months
from db.takes import BIT, BLOCK

STREAMS = "(SELECT id FROM stream WHERE account_id = :account)"

USABLE, SECONDS = "(u.usable / 1000000)", "NULLIF(u.seconds / 1000000, 0)"
"""In whole milliseconds, and divided before it is multiplied, so that every product fits into 64 bits."""
OF_USABLE = (
    "CASE WHEN u.usable = 0 THEN 0 WHEN u.usable >= u.seconds THEN u.cost"
    f" ELSE u.cost / {SECONDS} * {USABLE} + u.cost % {SECONDS} * {USABLE} / {SECONDS} END"
)

UPTO = "CASE WHEN u.usable > 1100000000 THEN (u.usable - 100000000 + 999999999) / 1000000000 ELSE 1 END"
"""The whole seconds that hold what was used; a tenth of a second more is a matter of frames, and is held as well."""
HELD = "CASE WHEN x.usable > x.upto * 1000000000 THEN x.upto * 1000 ELSE x.usable / 1000000 END"

OF_WORK = text(f"""
INSERT INTO ledger (day, account_id, facet_id, team_id, video, basis, known, billed, cost, list_cost, worth,
                    seconds, usable, usable_cost, clips, kept, failed, tokens, requests, pieces)
SELECT u.day, p.account_id, p.facet_id, p.team_id, u.video, u.basis,
       CASE WHEN u.seconds IS NULL THEN 0 ELSE 1 END + CASE WHEN u.clips IS NULL THEN 0 ELSE 2 END
       + CASE WHEN u.list_cost IS NULL THEN 0 ELSE 4 END + CASE WHEN u.cost IS NULL THEN 0 ELSE 8 END
       + CASE WHEN u.usable IS NULL THEN 0 ELSE 32 END
       + CASE WHEN u.usable > 0 THEN 64 ELSE 0 END + CASE WHEN f.status = 'failed' THEN 128 ELSE 0 END AS known,
       SUM(u.billed), SUM(u.cost), SUM(u.list_cost), SUM(u.worth), SUM(u.seconds), SUM(u.usable),
       SUM({OF_USABLE}), SUM(u.clips),
       COUNT(CASE WHEN u.usable > 0 THEN 1 END), COUNT(CASE WHEN f.status = 'failed' THEN 1 END),
       SUM(u.tokens), SUM(COALESCE(u.requests, u.clips)), COUNT(*)
FROM usage u
JOIN facet f ON f.id = u.facet_id
JOIN placement p ON p.account_id = :account AND p.facet_id = COALESCE(u.known_as, u.facet_id)
     AND p.since <= :day AND p.until > :day
WHERE u.day = :day AND u.stream_id IN {STREAMS}
GROUP BY u.day, p.account_id, p.facet_id, p.team_id, u.video, u.basis, known
""")  # noqa: S608  # made of constants

OF_LONELY_LINES = text(f"""
INSERT INTO ledger (day, account_id, facet_id, team_id, video, basis, known, billed, cost, list_cost, kept, failed,
                    pieces)
SELECT c.day, p.account_id, c.facet_id, p.team_id, '', 'billed',
       16 + CASE WHEN c.list_cost IS NULL THEN 0 ELSE 4 END + CASE WHEN c.cost IS NULL THEN 0 ELSE 8 END AS known,
       SUM(c.amount), SUM(c.cost), SUM(c.list_cost), 0, 0, 0
FROM charge c
JOIN placement p ON p.account_id = :account AND p.facet_id = c.facet_id AND p.since <= :day AND p.until > :day
WHERE c.day = :day AND c.alone = 1 AND c.stream_id IN {STREAMS}
GROUP BY c.day, p.account_id, c.facet_id, p.team_id, known
""")  # noqa: S608  # made of constants

COARSE = text("""
INSERT INTO daily (day, account_id, model, team_id, kind, category, currency, basis, known, billed, cost, list_cost,
                   worth, seconds, usable, usable_cost, clips, kept, failed, tokens, requests, pieces)
SELECT l.day, l.account_id, f.model, l.team_id, f.kind, f.category, f.currency, l.basis, l.known,
       SUM(l.billed), SUM(l.cost), SUM(l.list_cost), SUM(l.worth), SUM(l.seconds), SUM(l.usable), SUM(l.usable_cost),
       SUM(l.clips), SUM(l.kept), SUM(l.failed), SUM(l.tokens), SUM(l.requests), SUM(l.pieces)
FROM ledger l
JOIN facet f ON f.id = l.facet_id
WHERE l.day = :day AND l.account_id = :account
GROUP BY l.day, l.account_id, f.model, l.team_id, f.kind, f.category, f.currency, l.basis, l.known
""")

ALIKE = text(f"""
INSERT INTO alike (day, stream_id, example, facet_id, video, basis, seconds, clips, cost, times)
SELECT u.day, u.stream_id, MIN(u.external_id), COALESCE(u.known_as, u.facet_id) AS facet, u.video, u.basis, u.seconds,
       u.clips, u.cost, COUNT(*)
FROM usage u
WHERE u.day = :day AND u.stream_id IN {STREAMS}
GROUP BY u.day, u.stream_id, facet, u.video, u.basis, u.seconds, u.clips, u.cost
""")  # noqa: S608  # made of constants

SHOTS = text(f"""
INSERT INTO shot (day, stream_id, example, facet_id, video, shot, basis, block, takes, clips, kept, judged, cost,
                  unknown, seconds, usable, pieces)
SELECT u.day, u.stream_id, MIN(u.external_id), COALESCE(u.known_as, u.facet_id) AS facet, u.video, u.shot, u.basis,
       {BLOCK} AS block, SUM(DISTINCT {BIT}), SUM(u.clips), COUNT(CASE WHEN u.usable > 0 THEN 1 END), COUNT(u.usable),
       SUM(u.cost), COUNT(*) - COUNT(u.cost), SUM(u.seconds), SUM(u.usable), COUNT(*)
FROM usage u
WHERE u.day = :day AND u.stream_id IN {STREAMS} AND u.video <> ''
GROUP BY u.day, u.stream_id, facet, u.video, u.shot, u.basis, block
""")  # noqa: S608  # made of constants

USED = text(f"""
INSERT INTO used (day, account_id, facet_id, team_id, video, basis, seconds, upto, clips, cost, used_cost)
SELECT x.day, x.account_id, x.facet_id, x.team_id, x.video, x.basis, x.seconds, x.upto, COUNT(*), SUM(x.cost),
       SUM(x.cost / x.billed * x.held + x.cost % x.billed * x.held / x.billed)
FROM (SELECT x.*, x.seconds / 1000000 AS billed, {HELD} AS held FROM (
      SELECT u.day, p.account_id, p.facet_id, p.team_id, u.video, u.basis, u.seconds, u.usable, u.cost, {UPTO} AS upto
      FROM usage u
      JOIN facet f ON f.id = u.facet_id
      JOIN placement p ON p.account_id = :account AND p.facet_id = COALESCE(u.known_as, u.facet_id)
           AND p.since <= :day AND p.until > :day
      WHERE u.day = :day AND u.stream_id IN {STREAMS} AND u.usable > 0 AND u.seconds >= 1000000 AND u.clips = 1
            AND u.cost IS NOT NULL AND f.kind = 'render' AND f.status <> 'failed') x) x
GROUP BY x.day, x.account_id, x.facet_id, x.team_id, x.video, x.basis, x.seconds, x.upto
""")  # noqa: S608  # made of constants

BILL = text(f"""
INSERT INTO bill (day, account_id, currency, lines, apart, rest, settled, closed)
SELECT :day, :account, f.currency,
       SUM(CASE WHEN f.category NOT IN ('tax', 'purchase') THEN x.line ELSE 0 END),
       SUM(CASE WHEN f.category IN ('tax', 'purchase') THEN x.line ELSE 0 END),
       SUM(x.rest),
       SUM(CASE WHEN f.category NOT IN ('tax', 'purchase') THEN x.settled ELSE 0 END),
       :closed
FROM (SELECT c.facet_id, c.amount AS line, c.rest AS rest, 0 AS settled
      FROM charge c WHERE c.day = :day AND c.stream_id IN {STREAMS}
      UNION ALL
      SELECT u.facet_id, SUM(u.line), 0, 0
      FROM usage u WHERE u.day = :day AND u.stream_id IN {STREAMS} AND u.line IS NOT NULL
      GROUP BY u.facet_id
      UNION ALL
      SELECT l.facet_id, 0, 0, CASE WHEN l.basis = 'billed' THEN l.billed ELSE 0 END
      FROM ledger l WHERE l.day = :day AND l.account_id = :account) x
JOIN facet f ON f.id = x.facet_id
GROUP BY f.currency
""")  # noqa: S608  # made of constants

FORGET = (
    text("DELETE FROM ledger WHERE day = :day AND account_id = :account"),
    text("DELETE FROM daily WHERE day = :day AND account_id = :account"),
    text("DELETE FROM used WHERE day = :day AND account_id = :account"),
    text(f"DELETE FROM alike WHERE day = :day AND stream_id IN {STREAMS}"),  # noqa: S608  # made of constants
    text(f"DELETE FROM shot WHERE day = :day AND stream_id IN {STREAMS}"),  # noqa: S608  # made of constants
)
FORGET_BILL = text("DELETE FROM bill WHERE day = :day AND account_id = :account")
CLOSED = text("SELECT DISTINCT day FROM bill WHERE account_id = :account AND closed")
TO_CLOSE = text("SELECT DISTINCT day FROM bill WHERE account_id = :account AND day < :before AND NOT closed")
LAST_CLOSED = text("SELECT COALESCE(MAX(day), -1) FROM bill WHERE account_id = :account AND closed")
UNBILLED = text(
    "SELECT DISTINCT day FROM ledger"
    " WHERE account_id = :account AND day >= :first AND basis IN ('estimated', 'unpriced')"
)


def roll_up(connection: Connection, account_id: int, days: Collection[int], closed_before: int) -> None:
    """Make the roll-up of these days (YYYYMMDD) of an account anew; days before `closed_before` are closed."""
    share_out(connection, account_id, days)
    for day in sorted(days):
        about = {"day": day, "account": account_id}
        connection.execute(FORGET_BILL, about)
        connection.execute(BILL, about | {"closed": day < closed_before})


def share_out(connection: Connection, account_id: int, days: Collection[int]) -> None:
    """Make the sums of these days anew: their work costs something else or is another team's. Their bills stay."""
    for day in sorted(days):
        for statement in (*FORGET, OF_WORK, OF_LONELY_LINES, COARSE, ALIKE, SHOTS, USED):
            connection.execute(statement, {"day": day, "account": account_id})
    sum_months(connection, account_id, days)


def days_to_close(connection: Connection, account_id: int, before: int) -> set[int]:
    """Days before `before` (YYYYMMDD) that were still open when they were last reckoned."""
    return set(connection.execute(TO_CLOSE, {"account": account_id, "before": before}).scalars())


def unbilled_days(connection: Connection, account_id: int, first: int) -> set[int]:
    """Days from `first` (YYYYMMDD) on with work whose cost is an estimate, or not known at all."""
    return set(connection.execute(UNBILLED, {"account": account_id, "first": first}).scalars())


def first_open_day(connection: Connection, account_id: int) -> int:
    """A day number after every closed day of an account; 0 where none is closed."""
    return int(connection.execute(LAST_CLOSED, {"account": account_id}).scalar_one()) + 1
