"""The script of a bulletin: what an announcer reads, sentence by sentence. Knows no database."""
