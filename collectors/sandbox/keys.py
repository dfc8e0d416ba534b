"""The keys that open the invented accounts, fixed by the seed; and marks that look like a provider's ids."""

from dataclasses import dataclass, field
from hashlib import sha256


def mark(*words: object) -> str:
    """64 hexadecimal digits that stay the same for the same words."""
    return sha256(":".join(str(word) for word in words).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Keys:
    """One key per way in. They open nothing but the sandbox."""

    fal_admin: str = field(repr=False)
    fal_api: str = field(repr=False)
    openai_admin: str = field(repr=False)
    openai_project: str = field(repr=False)
    kling_api: str = field(repr=False)
    kling_access: str = field(repr=False)
    kling_secret: str = field(repr=False)

    @classmethod
    def of(cls, seed: int) -> "Keys":
        """The keys of the studio with this seed."""
        return cls(
            fal_admin=f"{mark(seed, 'fal admin')[:12]}:{mark(seed, 'fal secret')[:32]}",
            fal_api=f"{mark(seed, 'fal api')[:12]}:{mark(seed, 'fal api secret')[:32]}",
            openai_admin=f"sk-admin-sandbox-{mark(seed, 'openai admin')[:40]}",
            openai_project=f"sk-proj-sandbox-{mark(seed, 'openai project')[:40]}",
            kling_api=f"api-key-sandbox-{mark(seed, 'kling api')[:32]}",
            kling_access=f"ak{mark(seed, 'kling access')[:30]}",
            kling_secret=f"sk{mark(seed, 'kling secret')[:38]}",
        )
