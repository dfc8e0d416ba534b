"""A long table a page at a time, the number of the page in the address."""

from collections.abc import Callable

import streamlit as st

SIZE = 50


def pages(count: int, key: str, draw: Callable[[int], None], what: str, size: int = SIZE) -> None:
    """Draw page `n` (from 0) by `draw(n)`, and below it which rows these are and the way to the others.

    `key` is the name of the address parameter; a page that is not there is the first one.
    """
    table = st.container()
    number = 0
    if count > size:
        number = st.pagination(-(-count // size), key=key, bind="query-params") - 1
    with table:
        draw(number)
        first, last = number * size + 1, min(count, (number + 1) * size)
        if count > size:
            st.caption(f"{what} {first:,}–{last:,} of {count:,}")


def first_page(key: str) -> None:
    """Go back to the first page, because the rows are others now."""
    st.session_state[key] = 1
