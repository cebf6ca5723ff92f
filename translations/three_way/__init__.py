"""The parts of `translations.merging`: pure, without Django and the database."""
