"""The table of the cache that production shares between its processes (cms/settings/production.py)."""

from django.core.management import call_command
from django.db import migrations

TABLE = "loa_cache"


def make_table(apps, schema_editor):
    call_command("createcachetable", TABLE, database=schema_editor.connection.alias, verbosity=0)


def drop_table(apps, schema_editor):
    schema_editor.execute(f"DROP TABLE {schema_editor.quote_name(TABLE)}")


class Migration(migrations.Migration):
    dependencies = [("cms", "0007_day_of_a_signature_on_paper")]

    operations = [migrations.RunPython(make_table, drop_table)]
