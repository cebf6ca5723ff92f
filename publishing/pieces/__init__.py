"""Designed pieces as they are released: for every office, in the forms that destinations take."""
