"""What an announcer gets of a bulletin: sheet to read from, Word, plain text, SSML, all in one ZIP.

Made from the frozen post and the release that approved it, so that what was approved is what is read.
Nothing in a file names the commune, except `bulletin.json`: all communes of an office share their files.
"""
