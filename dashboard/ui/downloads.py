"""Two buttons that save a table: CSV and XLSX, made only when one is pressed."""

from functools import partial

import pandas as pd
import streamlit as st

from dashboard import exports
from dashboard.ui import amounts


def buttons(frame: pd.DataFrame, *, key: str, title: str, currency: str = "") -> None:
    """Download buttons for a frame, side by side; columns named like measures are headed by their labels."""
    named = frame.rename(columns={name: amounts.label(str(name), currency) for name in frame.columns})
    stem = title.lower().replace(" ", "-")
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            "CSV", partial(exports.csv_bytes, named), f"{stem}.csv", exports.CSV_TYPE, f"{key}-csv",
            help=f"{title} as CSV", on_click="ignore",
        )  # fmt: skip
        st.download_button(
            "XLSX", partial(exports.xlsx_bytes, named, title), f"{stem}.xlsx", exports.XLSX_TYPE, f"{key}-xlsx",
            help=f"{title} as an Excel workbook", on_click="ignore",
        )  # fmt: skip
