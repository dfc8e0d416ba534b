"""How DeepSeek answers: the balance, and no more."""

from typing import ClassVar

from collectors.sandbox.books.deepseek import api_key
from collectors.sandbox.deepseek_export import balance
from collectors.sandbox.desk import Answer, Asked, Desk


class DeepSeek(Desk):
    """Knows what one studio has left; any of its keys may ask."""

    prefix: ClassVar[str] = "/deepseek"

    def answer(self, asked: Asked) -> Answer:
        """401 for no or a wrong key, 404 for any other path."""
        if asked.authorization != f"Bearer {api_key(self.studio)}":
            return _error(401, "Authentication Fails (governor)", "authentication_error")
        if asked.method == "GET" and asked.path == "/user/balance":
            return Answer.of({"is_available": True, "balance_infos": [balance(self.studio, asked.now)]})
        return _error(404, "Not Found", "invalid_request_error")

    def too_many(self) -> Answer:
        """DeepSeek does not say for how long."""
        return _error(429, "Rate limit reached", "rate_limit_error")


def _error(status: int, message: str, kind: str) -> Answer:
    """An error in OpenAI's shape, as users report it."""
    told = {"message": message, "type": kind, "param": None, "code": "invalid_request_error"}
    return Answer.of({"error": told}, status)
