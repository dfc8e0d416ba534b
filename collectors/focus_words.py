"""What the words of a FOCUS row mean to us: its facet, its labels, and what its ids are called."""

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final, get_args

from db.facts import Category, Facet, Kind, Name

WORDS: Final = (
    *("ServiceName", "SkuMeter", "SkuPriceDetails", "SkuPriceId", "SkuId", "ChargeDescription", "ChargeCategory"),
    *("PricingUnit", "ConsumedUnit", "BillingCurrency", "SubAccountId", "SubAccountName", "BillingAccountName"),
    *("PrincipalId", "CredentialId", "Tags"),
)
FACET: Final = (
    *("ServiceName", "SkuMeter", "SkuPriceDetails", "SkuPriceId", "SkuId", "ChargeDescription"),
    *("ChargeCategory", "BillingCurrency", "SubAccountId", "PrincipalId", "CredentialId", "Tags"),
)
TELLING: Final = ("ServiceName", "SkuMeter", "SkuPriceId", "SkuId", "ChargeDescription")
CATEGORIES: Final = get_args(Category)
KEPT: Final = 65536
LONGEST: Final = 500

# A FOCUS bill may be for anything, so only a name that can hardly mean anything else makes a line ours.
VIDEO: Final = re.compile(r"(?<![a-z])(veo|sora|kling|seedance|gemini[ -]omni|video generation)(?![a-z])", re.I)
LANGUAGE: Final = re.compile(r"(?<![a-z])(claude|gpt|deepseek|gemini[ -][0-9]|(input|output) tokens?)(?![a-z])", re.I)


def facet_of(words: Mapping[str, str], unit: str) -> Facet:
    """The facet of a row whose quantity is counted in `unit`. Raises ValueError for a word it cannot be."""
    return _facet(unit, tuple(words[name] for name in FACET))


@lru_cache(maxsize=KEPT)
def _facet(unit: str, said: tuple[str, ...]) -> Facet:
    words = dict(zip(FACET, said, strict=True))
    model = _model(words)
    return Facet(
        kind=_kind(" ".join((model, *(words[name] for name in TELLING)))),
        category=_category(words["ChargeCategory"]),
        model=model,
        endpoint=(words["SkuPriceId"] or words["SkuId"] or words["ChargeDescription"])[:LONGEST],
        unit=unit,
        currency=_currency(words["BillingCurrency"]),
        project=words["SubAccountId"],
        user=words["PrincipalId"],
        api_key=words["CredentialId"],
        labels=_labels(words["Tags"]),
    )


def _kind(text: str) -> Kind:
    if VIDEO.search(text):
        return "render"
    return "plan" if LANGUAGE.search(text) else "other"


def _model(words: Mapping[str, str]) -> str:
    """The model that the SKU names, else the SKU's meter, else the service: the nearest word there is."""
    named = str(_object("SkuPriceDetails", words["SkuPriceDetails"]).get("ModelId") or "")
    return named or words["SkuMeter"] or words["ServiceName"]


def _category(text: str) -> Any:
    if text.lower() not in CATEGORIES:
        known = ", ".join(word.capitalize() for word in CATEGORIES)
        raise ValueError(f"ChargeCategory: {text[:80]!r} is none of {known}")
    return text.lower()


def _currency(text: str) -> str:
    if not re.fullmatch(r"[A-Z]{3}", text):
        raise ValueError(f"BillingCurrency: {text[:80]!r} is not a code of three capitals, such as USD")
    return text


def _labels(text: str) -> tuple[tuple[str, str], ...]:
    """Tags as sorted pairs; a tag that is only set is `true`, as FOCUS writes it."""
    tags = _object("Tags", text)
    return tuple(sorted((key, value if isinstance(value, str) else json.dumps(value)) for key, value in tags.items()))


def _object(name: str, text: str) -> dict[str, Any]:
    """A JSON object with its numbers left as they were written. Raises ValueError for anything else."""
    try:
        said = json.loads(text or "{}", parse_float=str, parse_int=str, parse_constant=str)
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict) or "\\u0000" in text:
        raise ValueError(f"{name}: {text[:80]!r} is not a JSON object")
    return said


def names_of(words: Mapping[str, str]) -> tuple[Name, ...]:
    """What the bill calls its account and the row's project."""
    account = _name("account", words["BillingAccountId"], words["BillingAccountName"])
    return account + _name("project", words["SubAccountId"], words["SubAccountName"])


@lru_cache(maxsize=KEPT)
def _name(kind: Any, known_as: str, name: str) -> tuple[Name, ...]:
    return (Name(kind=kind, id=known_as, name=name),) if known_as and name else ()
