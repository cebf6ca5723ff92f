"""Every way in which a platform fails × everything that may happen to us meanwhile: `make faults`.

| File | What it holds |
|---|---|
| `modes.py`, `moments.py` | rows and columns of the tables: plain data |
| `stand.py` | one column's world: sandbox, portal, workers, a released item with a page for each row |
| `scripts.py` | what happens in each column |
| `people.py` | the keeper who reconnects, and the person who decides what stays unknown |
| `judging.py` | what the sandbox's ledger says of it |
| `play.py` | one column from its beginning to its end |
| `matrix.py` | all of them, as tests; `test_sample.py` is the part of it that `make test` runs |
| `report.py` | the tables, on the screen and in `docs/faults.md` |
"""
