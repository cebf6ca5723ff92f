from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("media_assets", "0006_sounds_and_videos"),
    ]

    operations = [
        migrations.AddField(
            model_name="recording",
            name="download_name",
            field=models.CharField(blank=True, editable=False, max_length=100),
        ),
    ]
