"""What the dashboard's server answers besides screens: health, and the click that ends a letter."""
