"""Who may do what, at every address: see `test_matrix.py`."""
