"""Bringing a national change to the copies of it."""
