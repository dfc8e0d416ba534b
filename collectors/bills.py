"""Bills that came in files: one delivery of one or more files, as one bill for each account, and its exact total."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import file_digest
from pathlib import Path
from typing import TypeVar

from collectors.deliveries import Billed, Refusal, UntrustedFile, at_fault, file_kind
from db.facts import AnyFact, Charge
from db.money import from_nano, plain

Said = TypeVar("Said")


@dataclass(slots=True)
class Bill:
    """One account's part of a delivery. `lines` are by id, `facts` all else that the files say."""

    provider: str
    facts: list[AnyFact] = field(default_factory=list)
    lines: dict[str, Charge] = field(default_factory=dict)
    alike: Counter[str] = field(default_factory=Counter)

    def add(self, billed: Billed) -> None:
        """One more line; a line just like one of an earlier file of the delivery is a line of its own."""
        charge, stem = billed.charge, billed.charge.external_id.rpartition("-")[0]
        self.alike[stem] += 1
        wanted = f"{stem}-{self.alike[stem]}"
        same = wanted == charge.external_id
        self.lines[wanted] = charge if same else charge.model_copy(update={"external_id": wanted})
        self.facts.extend(billed.names)

    @property
    def months(self) -> set[str]:
        """The billing months, each as the beginning of its lines' ids (`2024-09-`)."""
        return {external_id[:8] for external_id in self.lines}


def delivered(files: Sequence[Path], account: str) -> dict[str, Bill]:
    """The bills that these FOCUS files hold together, by account: `account`, or each that they name.

    Raises UntrustedFile where a line cannot be read, where two files are the same, and where there is no line.
    """
    bills: dict[str, Bill] = {}
    for file in files:
        for billed in trusted(file, file_kind("focus").read(file)):
            bills.setdefault(account or billed.account, Bill(billed.account_provider)).add(billed)
    refuse_the_same(files)
    if not bills:
        raise UntrustedFile(f"{', '.join(map(str, files))}: no bill line is in there; give the whole bill")
    return bills


def trusted(file: Path, rows: Iterable[Said | Refusal]) -> list[Said]:
    """The rows of a file. Raises UntrustedFile where one of them was refused."""
    said = list(rows)
    refused = [row for row in said if isinstance(row, Refusal)]
    if refused:
        raise UntrustedFile(
            f"{file} was not imported, because {len(refused)} of its {len(said)} rows cannot be read"
            f" and the total would not be the bill; mend them and import it again: {at_fault(refused)}"
        )
    return [row for row in said if not isinstance(row, Refusal)]


def refuse_the_same(files: Sequence[Path]) -> None:
    """Parts of a bill differ; the same file given twice would count twice."""
    seen: dict[bytes, Path] = {}
    for file in files if len(files) > 1 else ():
        with file.open("rb") as content:
            digest = file_digest(content, "sha256").digest()
        if digest in seen:
            raise UntrustedFile(f"{file} is the same as {seen[digest]} and would count twice; give each part once")
        seen[digest] = file


def rounding(bills: Iterable[Bill]) -> list[str]:
    """The exact total in each currency, what of it is kept in whole nano-units, and the difference, in sentences."""
    totals: dict[str, list[Decimal]] = defaultdict(lambda: [Decimal(0), Decimal(0)])
    for bill in bills:
        for line in bill.lines.values():
            totals[line.facet.currency][0] += from_nano(line.amount)
            totals[line.facet.currency][1] += Decimal(line.rest).scaleb(-18)
    return [
        f"billed {plain(kept + rest)} {currency} exactly; kept {plain(kept)} in whole nano-units,"
        f" {plain(rest)} left out by rounding and remembered"
        for currency, (kept, rest) in sorted(totals.items())
    ]
