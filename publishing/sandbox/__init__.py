"""A stand-in for the platforms' page publishing, for demo and tests.

It is a process of its own: it imports neither Django nor any other part of Loa, and reads none of
Loa's secrets or tables. Loa reaches it over HTTP as it would reach the real platform.
See ``docs/sandbox.md``.
"""
