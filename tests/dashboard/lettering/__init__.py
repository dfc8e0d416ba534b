"""What letters are made with, held against what they promise."""
