"""A real HTTP server on loopback that speaks the providers' contracts over an invented studio."""

from collectors.sandbox.demo import demo_config, demo_post
from collectors.sandbox.server import serving
from collectors.sandbox.studio import Studio
from collectors.sandbox.truth import Truth

__all__ = ["Studio", "Truth", "demo_config", "demo_post", "serving"]
