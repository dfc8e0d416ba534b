"""Kling's tasks of the invented studio: every video asked of it, and how one is written in each interface."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

import numpy as np

from collectors.sandbox.cast import Key
from collectors.sandbox.events import number
from collectors.sandbox.keys import mark
from collectors.sandbox.offers import Offer, offers
from collectors.sandbox.packs import CASH, LIST_MICRO
from collectors.sandbox.studio import Studio
from collectors.sandbox.takes import DAY, Whole
from db.money import plain

FIRST_ID = 831_000_000_000_000_000
ID_STEP = 7919
KEPT_FOR = 30 * DAY
"""Outputs can be fetched for thirty days."""
DEDUCTION_SINCE = int(np.datetime64("2026-01-23", "s").astype(np.int64))
"""Older tasks do not say what they took."""
REASONS = ("blocked by content policy", "generation failed, please try again")
SPEECH = "Text to Speech"
OLDER_KINDS = {"Text to Video": "text2video", "Image to Video": "image2video", "Omni Video": "omni-video"}


def units(milli: int) -> Decimal:
    """Thousandths as whole units."""
    return Decimal(milli).scaleb(-3)


def dollars(micro: int) -> Decimal:
    """Millionths as dollars."""
    return Decimal(micro).scaleb(-6)


@dataclass(frozen=True)
class Tasks:
    """`place` is the take that each task is, oldest first. A row of the deductions is found by `paid_by`."""

    studio: Studio

    @cached_property
    def place(self) -> Whole:
        """The takes that are tasks of Kling's."""
        return self.studio.takes.of("kling")

    @cached_property
    def paid_by(self) -> dict[int, int]:
        """From a take to the row that was deducted for its video."""
        paid = self.studio.deductions
        rows = np.flatnonzero(paid.speech == 0)
        return dict(zip(paid.take[rows].tolist(), rows.tolist(), strict=True))

    @cached_property
    def by_id(self) -> dict[str, int]:
        """From a task's id, and from the id the customer gave it, to its take."""
        takes = self.place.tolist()
        return {self.id(take): take for take in takes} | {self.external_id(take): take for take in takes}

    def id(self, take: int) -> str:
        """A task's id; later tasks have larger ones."""
        return str(FIRST_ID + take * ID_STEP)

    def offer(self, take: int) -> Offer:
        """The model and mode."""
        return offers()[int(self.studio.takes.offer[take])]

    def key(self, take: int) -> Key:
        """The key it was made with."""
        return self.studio.ring.keys[int(self.studio.takes.key[take])]

    def external_id(self, take: int) -> str:
        """What the studio calls it: whose work, which shot, which version."""
        takes = self.studio.takes
        return f"{self.key(take).name}/shot-{int(takes.shot[take]):05d}/v{int(takes.version[take]):02d}"

    def times(self, take: int) -> tuple[int, int]:
        """Created and updated, in Unix milliseconds; the thousandths are the task's own."""
        takes = self.studio.takes
        return int(takes.at[take]) * 1000 + take % 1000, int(takes.done[take]) * 1000 + take % 997

    def status(self, take: int, now: int) -> str:
        """The word of the newer interface."""
        takes = self.studio.takes
        if takes.done[take] > now:
            return "processing"
        return "failed" if takes.failed[take] else "succeeded"

    def duration(self, take: int) -> str:
        """The length of the file, a little over what was asked for."""
        return f"{int(self.studio.takes.seconds[take])}.041"

    def newer(self, take: int, now: int) -> dict[str, Any]:
        """A task as `/tasks` tells it."""
        status, (created, updated) = self.status(take, now), self.times(take)
        ended = status == "succeeded"
        kept = ended and now - updated // 1000 < KEPT_FOR
        return {
            "id": self.id(take),
            "status": status,
            "message": REASONS[take % 2] if status == "failed" else "",
            "create_time": created,
            "update_time": created if status == "processing" else updated,
            "external_id": self.external_id(take),
            "outputs": [self._video(take) | {"type": "video"}] if kept else [],
            "billing": [self._bill(take)] if ended else [],
        }

    def older(self, take: int, now: int) -> dict[str, Any]:
        """A task as the older lists tell it."""
        status, (created, updated) = self.status(take, now), self.times(take)
        ended = status == "succeeded"
        return {
            "task_id": self.id(take),
            "task_status": "succeed" if ended else status,
            "task_status_msg": REASONS[take % 2] if status == "failed" else "",
            "task_info": {"external_task_id": self.external_id(take)},
            "task_result": {"videos": [self._video(take)]} if ended else {},
            "watermark_info": {"enabled": False},
            **(self._deduction(take) if ended and created // 1000 >= DEDUCTION_SINCE else {}),
            "created_at": created,
            "updated_at": created if status == "processing" else updated,
        }

    def _video(self, take: int) -> dict[str, Any]:
        name = mark(self.studio.seed, "video", take)[:18]
        url = f"https://cdn.kling.example/{name}.mp4"
        return {"id": name, "url": url, "watermark_url": "", "duration": self.duration(take)}

    def _bill(self, take: int) -> dict[str, Any]:
        paid, row = self.studio.deductions, self.paid_by[take]
        milli = int(paid.units[row])
        if paid.pack[row] != CASH:
            return {"charge_type": "unit", "package_type": "video", "amount": plain(units(milli))}
        money = plain(dollars(milli * LIST_MICRO // 1000))
        return {"charge_type": "cash", "cash_type": "balance", "currency": "USD", "amount": money, "list_price": money}

    def _deduction(self, take: int) -> dict[str, Any]:
        bill = self._bill(take)
        if bill["charge_type"] == "unit":
            return {"final_unit_deduction": bill["amount"]}
        return {"final_balance_deduction": {"quota": bill["amount"], "list_price": bill["list_price"]}}

    def ledger_row(self, row: int) -> dict[str, Any]:
        """A deduction as its ledger tells it."""
        paid = self.studio.deductions
        take, pack = int(paid.take[row]), int(paid.pack[row])
        milli, before = int(paid.units[row]), int(paid.before[row])
        money = _cash(milli, before) if pack == CASH else _units(milli, before, paid.packs[pack].id)
        return self._work(row, take) | money

    def _work(self, row: int, take: int) -> dict[str, Any]:
        """The fields that both ledgers share; speech has neither a length nor a picture."""
        offer, speech = self.offer(take), bool(self.studio.deductions.speech[row])
        return {
            "task_id": str(int(self.id(take)) + speech),
            "api_key_name": self.key(take).name,
            "product_function": SPEECH if speech else offer.function,
            "model_name": "" if speech else offer.endpoint,
            "resolution": "" if speech else offer.resolution,
            "duration": "" if speech else self.duration(take),
            "refer_video_input": False,
            "video_sound": "off" if speech or offer.audio == "off" else "native",
            "voice_control": not speech and offer.audio == "voice",
            "deduction_time": str(self.times(take)[1] + 7000 * speech),
        }


def _units(milli: int, before: int, pack: str) -> dict[str, Any]:
    return {
        "package_id": pack,
        "product_type": "video",
        "unit_before_deduction": number(units(before)),
        "deduction_amount": number(units(milli)),
        "unit_after_deduction": number(units(before - milli)),
    }


def _cash(milli: int, before: int) -> dict[str, Any]:
    micro = milli * LIST_MICRO // 1000
    return {
        "cash_type": "balance",
        "balance_before_deduction": number(dollars(before)),
        "deduction_amount": number(dollars(micro)),
        "balance_after_deduction": number(dollars(before - micro)),
        "list_price": number(dollars(micro)),
        "currency": "USD",
    }
