"""SQLite takes far more parameters in a statement than Django assumes for its oldest versions.

Without this, a release to thousands of destinations is written in batches of a few dozen rows.
"""

import sqlite3

from django.db.backends.signals import connection_created
from django.dispatch import receiver


@receiver(connection_created)
def use_the_real_limit_of_parameters(sender, connection, **kwargs) -> None:
    if connection.vendor == "sqlite":
        limit = connection.connection.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER)
        connection.features.max_query_params = limit
