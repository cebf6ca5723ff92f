"""Bulletins and when they are played: what the channels that reach loudspeakers have in common. Pure."""
