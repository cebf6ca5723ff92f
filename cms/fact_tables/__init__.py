"""Fact sheets of many offices as one table: out with the present values, in by way of a preview."""
