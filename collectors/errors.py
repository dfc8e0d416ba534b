"""What may go wrong with a provider, as a tree; each says whether asking again could ever help."""

from typing import ClassVar


class ProviderFault(Exception):
    """A provider did not give what its contract promises. The text is one sentence for a reader.

    `permanent` means that a person must act first; otherwise the next collection may well succeed.
    `retry_after` is the wait in seconds that the provider asked for, where it did. `retry_now` is False
    where asking again within this collection is no use.
    """

    permanent: ClassVar[bool] = False

    def __init__(self, text: str = "", *, retry_after: float | None = None, retry_now: bool = True) -> None:
        super().__init__(text)
        self.retry_after = retry_after
        self.retry_now = retry_now


class Unreachable(ProviderFault):
    """No answer at all: no route, a reset, a time-out."""


class TooManyRequests(ProviderFault):
    """The provider asks for patience."""


class ProviderDown(ProviderFault):
    """The provider answered that it is ill (5xx, maintenance)."""


class Garbled(ProviderFault):
    """An answer that cannot be what the provider meant: cut off, HTML, too large, a cursor that repeats."""


class OutOfTime(ProviderFault):
    """The collection's own deadline passed."""


class Refused(ProviderFault):
    """The provider understood and said no; asking again changes nothing."""

    permanent = True


class WrongKey(Refused):
    """The key is missing, wrong or expired."""


class ExpiredKey(WrongKey):
    """A token that we signed is no longer valid; signing anew may help, and is tried once."""


class NotAllowed(Refused):
    """The key is right but may not see this."""


class OutOfCredit(Refused):
    """The account is in arrears or its credit is used up."""


class Retired(Refused):
    """What was asked for no longer exists at the provider."""


def unreadable(provider: str, trouble: Exception) -> str:
    """A mistake of ours in reading an answer: its kind and place, never its text, which may quote the answer."""
    where = trouble.__traceback__
    while where and where.tb_next:
        where = where.tb_next
    place = f" ({where.tb_frame.f_code.co_name}, line {where.tb_lineno})" if where else ""
    return f"what {provider} answered could not be read: {type(trouble).__name__}{place}"
