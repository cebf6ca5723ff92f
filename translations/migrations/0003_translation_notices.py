import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("translations", "0002_memory_and_glossary"),
    ]

    operations = [
        migrations.CreateModel(
            name="TranslationNotice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("about", models.CharField(max_length=60)),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="time")),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices",
                        to="translations.translationrequest",
                    ),
                ),
            ],
            options={
                "verbose_name": "notice about a translation",
                "verbose_name_plural": "notices about translations",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("request", "about"),
                        name="one_notice_per_translation_and_occasion",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("about", ""), _negated=True),
                        name="notice_of_a_translation_has_an_occasion",
                    ),
                ],
            },
        ),
    ]
