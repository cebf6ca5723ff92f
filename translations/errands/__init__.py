"""Work on files that outlasts a screen, and files that wait for their person.

A row (`models.Errand`) is the queue of record: a lost message is found by `turns.wake_silent`, which
the clock of the house calls, and a doubled one changes nothing.
"""
