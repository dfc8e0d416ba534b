"""Decide and record: which lines are crossed, what became of those that were, and who is owed a letter of it.

`kinds` has a file for each kind of line, `evaluate` asks them all and writes down what is new, what is over and what
more people must hear of, `tell` owes the letters in the same transaction; nothing in here sends anything.
"""
