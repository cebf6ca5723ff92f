"""Brings Loa up on one machine: environment, checks, demo. See README.md in this folder."""
