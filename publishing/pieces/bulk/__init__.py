"""A piece for many offices, in many languages and formats, as one ZIP.

Planned once from the database (`planning`), drawn without it (`drawing`), then packed (`packing`).
What is drawn stands in a folder, by what it depends on: whoever is killed and started again draws
nothing twice, and the ZIP is the same byte for byte.
"""
