"""What would the same work have cost elsewhere? Pure: wants and offers go in, money and reasons come out."""
