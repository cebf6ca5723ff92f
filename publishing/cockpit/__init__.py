"""Beside every national item, each provincial office: what it made of it, and what the public got there.

Numbers and states only: nobody reads another office's drafts by it.
"""
