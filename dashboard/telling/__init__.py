"""Who is told of what, when and over which channel; what was told; and what people did about it."""
