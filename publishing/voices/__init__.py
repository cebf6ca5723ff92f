"""Bulletins as sound: voices that speak a script, how loud they are, and what may go out."""
