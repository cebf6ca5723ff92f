from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("publishing", "0017_spoken_words")]

    operations = [
        migrations.AddField(
            model_name="packageleg",
            name="beside",
            field=models.CharField(blank=True, default="", editable=False, max_length=64),
        ),
    ]
