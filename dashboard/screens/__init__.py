"""The screens, one a file: drop a file in and it is in the menu."""
