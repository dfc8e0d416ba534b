"""What holds for any FOCUS file at all: it adds up, and nothing unexpected ever comes out of it."""

import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from collectors.deliveries import Billed, Refusal, UntrustedFile
from tests.collectors.files.bills import FOCUS, as_csv, line, lines_of, write_csv

GOOD = as_csv([line(BilledCost="1.25"), line(Tags='{"a": "b\nc"}'), line(BilledCost="-0.5")]).encode()


def everything_said(path: Path) -> list[object]:
    """Each row of a file, or the one fault for which the whole of it is refused."""
    try:
        return list(FOCUS.read(path))
    except UntrustedFile as fault:
        return [fault]


def is_expected(one: object, path: Path) -> bool:
    """A line, a refused row, or one sentence that names the file."""
    return isinstance(one, (Billed, Refusal)) or bool(re.fullmatch(f"{re.escape(str(path))} .*", str(one)))


@given(st.integers(0, len(GOOD)), st.integers(0, 40), st.binary(max_size=40))
@example(0, 0, b"\xff\xfe")
@example(0, len(GOOD), b"")
@example(len(GOOD), 0, b'"')
@example(len(GOOD), 0, b'1e999999999,\x00,"')
def test_a_mangled_file_gives_rows_refusals_or_one_sentence(
    tmp_path_factory: pytest.TempPathFactory, at: int, cut: int, put: bytes
) -> None:
    """Whatever bytes are cut out or put in, nothing but lines, refusals and UntrustedFile ever comes."""
    path = tmp_path_factory.getbasetemp() / "mangled.csv"
    path.write_bytes(GOOD[:at] + put + GOOD[at + cut :])
    assert all(is_expected(one, path) for one in everything_said(path))


@given(st.lists(st.decimals(-(10**9), 10**9, places=12), min_size=1, max_size=20))
def test_any_bill_adds_up(tmp_path_factory: pytest.TempPathFactory, costs: list[Decimal]) -> None:
    """For any amounts with twelve decimals, the sum of what was read is the sum of what was written."""
    path = tmp_path_factory.getbasetemp() / "any.csv"
    lines = lines_of(write_csv(path, [line(BilledCost=str(cost)) for cost in costs]))
    parts = [Fraction(one.charge.amount, 10**9) + Fraction(one.charge.rest, 10**18) for one in lines]
    assert sum(parts, Fraction(0)) == sum(map(Fraction, costs))
