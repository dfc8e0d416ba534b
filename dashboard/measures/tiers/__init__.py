"""What was paid per second, against lists, ranges and tiers. Pure: work and prices go in, money and words come out."""
