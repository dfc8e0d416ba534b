"""What shots took, month by month: made anew from the days of a month, for the months that were touched.

The shots of a day grow with the clips, those of a month with what is filmed; long questions read these.
"""

from collections.abc import Collection

from sqlalchemy import Connection, text

FORGET = text("DELETE FROM shot_month WHERE month = :month AND account_id = :account")
OF_DAYS = text("""
INSERT INTO shot_month (month, account_id, facet_id, team_id, video, shot, basis, block, takes, clips, kept, judged,
                        cost, unknown, seconds, usable, pieces, first, last)
SELECT :month, p.account_id, r.facet_id, p.team_id, r.video, r.shot, r.basis, r.block, BIT_OR(r.takes), SUM(r.clips),
       SUM(r.kept), SUM(r.judged), SUM(r.cost), SUM(r.unknown), SUM(r.seconds), SUM(r.usable), SUM(r.pieces),
       MIN(r.day), MAX(r.day)
FROM shot r
JOIN placement p ON p.account_id = :account AND p.facet_id = r.facet_id AND p.since <= r.day AND p.until > r.day
WHERE r.day >= :first AND r.day < :past AND r.stream_id IN (SELECT id FROM stream WHERE account_id = :account)
GROUP BY p.account_id, r.facet_id, p.team_id, r.video, r.shot, r.basis, r.block
""")


def sum_months(connection: Connection, account_id: int, days: Collection[int]) -> None:
    """Make the months of these days (YYYYMMDD) of an account anew, once each."""
    for month in sorted({day // 100 for day in days}):
        about = {"month": month, "account": account_id}
        connection.execute(FORGET, about)
        connection.execute(OF_DAYS, about | {"first": month * 100, "past": month * 100 + 100})
