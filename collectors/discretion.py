"""Take keys out of words that people will read: what we sent, and whatever looks like a key."""

import re

import httpx

ORDINARY = {"host", "accept", "accept-encoding", "connection", "user-agent", "content-type", "content-length"}
SHORTEST = 8
"""No provider gives out keys of fewer characters, and shorter words would blot out plain language."""
LONGEST_SENTENCE = 400
_KEY_SHAPES = re.compile(
    r"\b(?:sk|pk|rk)-[\w*.-]+"  # the prefix that OpenAI, Anthropic and DeepSeek give their keys
    r"|\beyJ[\w.=-]+"  # a signed token
    r"|\b(?:AKLT|AKIA|AIza)[\w=-]+"  # access keys of the clouds
    r"|\S*\*{3,}\S*"  # a key the provider has masked in part
    r"|(?i:\b(?:bearer|basic)\s+)[^\s,;]{8,}"
)
_LONG_RUN = re.compile(r"[A-Za-z0-9+/=_-]{20,}")
_DENSE = re.compile(r"(?=[A-Za-z]*[0-9])(?=[0-9]*[A-Za-z])[A-Za-z0-9+]{16,}")


def without_keys(text: str, request: httpx.Request | None = None) -> str:
    """The text on one line, with every key cut out that the request carried or that looks like one."""
    for secret in _sent(request) if request is not None else ():
        text = text.replace(secret, "…")
    text = _LONG_RUN.sub(lambda run: "…" if _DENSE.search(run[0]) else run[0], _KEY_SHAPES.sub("…", text))
    return shortened(text, LONGEST_SENTENCE)


def shortened(text: str, longest: int) -> str:
    """The text on one line, cut to so many characters."""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    return line if len(line) <= longest else line[: longest - 1] + "…"


def _sent(request: httpx.Request) -> list[str]:
    """Every word of the headers that may carry a key, longest first; what is made of several also in parts."""
    values = [value for name, value in request.headers.items() if name not in ORDINARY]
    words = {part for value in values for word in re.split(r"[\s,]+", value) for part in _parts(word)}
    return sorted((word for word in words if len(word) >= SHORTEST), key=len, reverse=True)


def _parts(word: str) -> list[str]:
    """The word, and what stands in `id:secret`, `token="secret"` and `Credential=id/scope`."""
    said = word.partition("=")[2].strip('"')
    return [word, *word.split(":"), said, said.partition("/")[0]]
