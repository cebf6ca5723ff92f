"""The delivery engine: from a queued row to a platform's answer, whatever dies in between.

The rows of `Delivery` are the queue of record. `sending.send` carries one delivery out,
`recovery.sweep` finds what is due, lost or overtaken; everything else serves these two.
See `docs/decisions/0001-delivery-engine.md`.
"""
