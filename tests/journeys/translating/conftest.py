"""A database in which two transactions meet."""

from tests.publishing.delivery.conftest import real_database  # noqa: F401  a fixture
