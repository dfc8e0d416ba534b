"""Can letters leave the house: which channels there are, does each work when it is tried, and what failed last?"""

import os
from pathlib import Path
from typing import Final

import pandas as pd
import streamlit as st

from dashboard.outbox.channels import EVERY, configured
from dashboard.outbox.trial import send_test
from dashboard.post import Undelivered
from dashboard.telling.naming import E_MAIL
from dashboard.ui import amounts, page, tables
from dashboard.ui.visit import Visit
from db.engine import reading
from db.outbox_list import Entry, count_outbox, last_sent, outbox_page
from db.settings import Settings, find, load

TITLE, ORDER = "Channels", 50
MOST: Final = 50
NAMES: Final = {"e-mail": "E-mail", "slack": "Slack", "webhook": "Webhook"}
NEEDS: Final = {
    "e-mail": "Write [smtp] with host and sender into reelspend.toml.",
    "slack": "Write slack_url into [alerts] of reelspend.toml.",
    "webhook": "Write webhook_url, and webhook_secret to have it signed, into [alerts] of reelspend.toml.",
}
LABELS: Final = {
    "reader": "To", "channel": "Over", "about": "About", "state": "What becomes of it", "error": "Why",
    "attempts": "Attempts", "tried": "Tried last",
}  # fmt: skip


def draw(visit: Visit) -> None:
    """Each channel with its test, and the letters that did not arrive; only for who sees everything."""
    if visit.view.reader.teams is not None:
        st.info("Only admin and finance may try how letters leave the house; ask them.")
        return
    settings = load(find(os.environ, Path.cwd()))
    with reading(visit.view.engine) as connection:
        last = last_sent(connection)
        troubled, count = outbox_page(connection, 0, MOST, troubled=True), count_outbox(connection, troubled=True)
    there = configured(settings)
    for column, channel in zip(st.columns(len(EVERY)), EVERY, strict=True):
        with column.container(border=True, height="stretch"):
            st.markdown(f"**{NAMES[channel]}**")
            if channel in there:
                st.caption(_state(channel, settings, visit, amounts.instant(last.get(channel), visit.zone)))
                _trial(channel, settings, visit)
            else:
                st.caption(amounts.literal(f"Not configured. {NEEDS[channel]}"))
    _failures(visit, troubled, count)


def _state(channel: str, settings: Settings, visit: Visit, last: str) -> str:
    """Where it leads, without anything that is secret, and when something was taken there last."""
    smtp = settings.smtp
    way = f"Over {smtp.host}:{smtp.port}, from {smtp.sender}. " if channel == E_MAIL and smtp else ""
    signed = "Signed. " if channel == "webhook" and settings.alerts.webhook_secret else ""
    return amounts.literal(f"{way}{signed}{f'Last letter {last}.' if last != amounts.UNKNOWN else 'No letter yet.'}")


def _trial(channel: str, settings: Settings, visit: Visit) -> None:
    """A button that sends a test at once, and what became of it."""
    with st.form(f"try-{channel}", border=False):
        to = st.text_input("To", key=f"try-{channel}-to", placeholder="name@host") if channel == E_MAIL else ""
        pressed = st.form_submit_button("Send a test", key=f"try-{channel}-send")
    if not pressed:
        return
    try:
        with st.spinner("Sending …"):
            said = send_test(visit.view.engine, settings, channel, visit.now, to.strip())
    except Undelivered as wrong:
        text = str(wrong)
        st.error(amounts.literal(f"{text[:1].upper()}{text[1:].rstrip('.')}."))
    else:
        st.success(amounts.literal(said))


def _failures(visit: Visit, troubled: list[Entry], count: int) -> None:
    """What did not arrive, the newest first."""
    page.heading("Letters that did not arrive")
    if not troubled:
        st.success("None. Every letter that was tried has been taken.")
        return
    rows = [
        (one.reader, NAMES.get(one.channel, one.channel), one.about, "given up" if one.given_up else "tried again",
         one.error, one.attempts, amounts.instant(one.tried, visit.zone))
        for one in troubled
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=list(LABELS), dtype=object)
    tables.show(frame, key="troubled", title="Letters that did not arrive", labels=LABELS)
    if count > len(troubled):
        st.caption(f"The last {len(troubled)} of {count:,}.")
