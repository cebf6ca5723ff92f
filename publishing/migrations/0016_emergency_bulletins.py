from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# As it was then: what `cms.ledger_seals` becomes must not change what an older database becomes.
seal_from_the_beginning = import_module(
    "cms.migrations.0005_sealed_ledgers"
).seal_from_the_beginning
LEDGERS = ("EmergencyRule", "EmergencyAgreement")


def begin_the_ledgers(apps, schema_editor):
    """Their heads say that they are empty."""
    for name in LEDGERS:
        seal_from_the_beginning(
            apps.get_model("publishing", name),
            heads=apps.get_model("cms", "LedgerHead"),
            row_seals=apps.get_model("cms", "LedgerSeal"),
        )


def forget_the_seals(apps, schema_editor):
    for model in ("LedgerHead", "LedgerSeal"):
        seals = apps.get_model("cms", model).objects
        seals.filter(ledger__in=[f"publishing.{name.lower()}" for name in LEDGERS]).delete()


USER = dict(
    db_constraint=False,
    null=True,
    on_delete=django.db.models.deletion.DO_NOTHING,
    related_name="+",
    to=settings.AUTH_USER_MODEL,
)
ROW = [
    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
    ("sequence", models.PositiveBigIntegerField(editable=False, unique=True)),
    ("previous_hash", models.CharField(blank=True, editable=False, max_length=64)),
    ("row_hash", models.CharField(editable=False, max_length=64)),
    ("at", models.DateTimeField(verbose_name="time")),
]


class Migration(migrations.Migration):
    dependencies = [
        ("publishing", "0015_sounds_of_bulletins"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="release",
            name="emergency",
            field=models.BooleanField(default=False),
        ),
        migrations.CreateModel(
            name="EmergencyRule",
            fields=[
                *ROW,
                ("allowed", models.BooleanField()),
                ("legal_basis", models.TextField(verbose_name="legal basis")),
                ("user_name", models.CharField(max_length=160)),
                ("user", models.ForeignKey(**USER)),
            ],
            options={
                "verbose_name": "rule for emergency bulletins",
                "verbose_name_plural": "rules for emergency bulletins",
                "ordering": ["sequence"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EmergencyAgreement",
            fields=[
                *[(name, field.clone()) for name, field in ROW],
                ("page_id_then", models.PositiveBigIntegerField()),
                ("work_pk", models.PositiveBigIntegerField()),
                ("office_code", models.CharField(max_length=20)),
                ("fingerprint", models.CharField(max_length=64)),
                ("user_name", models.CharField(max_length=160)),
                ("leads", models.CharField(max_length=20)),
                ("user", models.ForeignKey(**USER)),
            ],
            options={
                "verbose_name": "second leader's agreement",
                "verbose_name_plural": "second leaders' agreements",
                "ordering": ["sequence"],
                "abstract": False,
                "indexes": [
                    models.Index(fields=["page_id_then", "fingerprint"], name="emergency_page_package")
                ],
            },
        ),
        migrations.RunPython(begin_the_ledgers, forget_the_seals),
    ]
