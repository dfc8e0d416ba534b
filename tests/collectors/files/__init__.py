"""Files that come by post: what each kind says, and what it refuses."""
