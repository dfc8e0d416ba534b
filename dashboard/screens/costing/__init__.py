"""The parts of the Unit costs screen, a module each, with TITLE, ORDER and `draw(visit)`; and what they group by."""

from importlib import import_module
from pkgutil import iter_modules

import streamlit as st

GROUPS = {
    "Model": "model", "Team": "team", "Mode": "mode", "Resolution": "resolution", "Audio": "audio",
    "Project": "project", "Key": "api_key",
}  # fmt: skip


def every() -> list[str]:
    """The modules' names, in the order they ask for."""
    names = [f"{__name__}.{found.name}" for found in iter_modules(__path__)]
    return sorted(names, key=lambda name: (import_module(name).ORDER, name))


def group() -> str:
    """The dimension that the reader chose to group by; the parts share it, and so does the address."""
    chosen: str = st.segmented_control(
        "By", list(GROUPS), default="Model", required=True, key="by", bind="query-params"
    )  # fmt: skip
    return GROUPS[chosen]
