"""What every letter is made with: its words, its numbers as a table, its picture, and how it looks."""
