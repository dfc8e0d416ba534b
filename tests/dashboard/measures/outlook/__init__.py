"""Tests of what a forecast is made of and how it is judged."""
