"""Languages and provinces: translated editions and local copies."""
