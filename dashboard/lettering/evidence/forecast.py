"""A budget that is likely to be exceeded: the same as of one that is used up, with what is expected of it."""

from dashboard.lettering.evidence.budget import parts as parts
