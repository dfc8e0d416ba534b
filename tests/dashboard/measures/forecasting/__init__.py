"""Tests of how a series of days is forecast."""
